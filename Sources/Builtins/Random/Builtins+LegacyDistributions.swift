internal import Interpreter
internal import Randomness

extension Builtins {
    /// Further distributions of the session's stream.
    static let legacyDistributions: [Builtin] = [
        legacyDistribution(
            "hypergeometric", .counts(.hypergeometric),
            [
                .tensor("ngood", "how many good ones there are"), .tensor("nbad", "how many bad ones"),
                .tensor("nsample", "how many are drawn"),
            ], [.nonNegative, .nonNegative, .atLeastOne],
            "How many good ones are in a sample that is drawn without putting back.",
            example: """
                seed 0
                np.random.hypergeometric(15, 15, 15, size=3)
                #> [9 8 9]
                """, related: "np.random.binomial"),
        legacyDistribution(
            "gamma", .floats(.gamma), [.tensor("shape", "the shape"), .tensor("scale", default: 1.0, "the scale")],
            [.nonNegative, .nonNegative],
            "Gamma distributed, with this shape and scale.",
            example: """
                seed 0
                np.random.gamma(2, size=3)
                #> [5.13882958 2.23848091 5.42713227]
                """, related: "exponential np.random.standard_gamma"),
        legacyDistribution(
            "standard_gamma", .floats(.gamma), [.tensor("shape", "the shape")], [.nonNegative], unitScale: true,
            "Gamma distributed, with scale 1.",
            example: """
                seed 0
                np.random.standard_gamma(2, size=3)
                #> [5.13882958 2.23848091 5.42713227]
                """, related: "np.random.gamma exponential"),
        legacyDistribution(
            "beta", .floats(.beta), [.tensor("a", "the first shape"), .tensor("b", "the second shape")],
            [.positive, .positive],
            "Beta distributed, between 0 and 1.",
            example: """
                seed 0
                np.random.beta(2, 5, size=3)
                #> [0.47917138 0.6550558  0.21501632]
                """, related: "np.random.gamma uniform"),
        legacyDistribution(
            "chisquare", .floats(.chisquare), [.tensor("df", "the degrees of freedom")], [.positive],
            "Chi-square distributed: sums of df squares of normal numbers.",
            example: """
                seed 0
                np.random.chisquare(3, size=3)
                #> [8.59517635 3.30891648 9.13960074]
                """, related: "np.random.noncentral_chisquare np.random.f np.random.gamma"),
        legacyDistribution(
            "noncentral_chisquare", .floats(.noncentralChisquare),
            [.tensor("df", "the degrees of freedom"), .tensor("nonc", "how far from the centre")],
            [.positive, .nonNegative],
            "Chi-square distributed, off the centre.",
            example: """
                seed 0
                np.random.noncentral_chisquare(3, 2, size=3)
                #> [ 6.23924552 10.37824663  1.42869724]
                """, related: "np.random.chisquare"),
        legacyDistribution(
            "f", .floats(.f), [.tensor("dfnum", "the degrees of freedom above"), .tensor("dfden", "those below")],
            [.positive, .positive],
            "F distributed: a ratio of chi-squares.",
            example: """
                seed 0
                np.random.f(2, 20, size=3)
                #> [0.65447263 0.35914532 0.40639077]
                """, related: "np.random.chisquare np.random.standard_t"),
        legacyDistribution(
            "noncentral_f", .floats(.noncentralF),
            [
                .tensor("dfnum", "the degrees of freedom above"), .tensor("dfden", "those below"),
                .tensor("nonc", "how far from the centre"),
            ], [.positive, .positive, .nonNegative],
            "F distributed, off the centre.",
            example: """
                seed 0
                np.random.noncentral_f(2, 20, 1, size=3)
                #> [1.22640067 3.69290888 1.27621198]
                """, related: "np.random.f"),
        legacyDistribution(
            "standard_t", .floats(.standardT), [.tensor("df", "the degrees of freedom")], [.positive],
            "Student's t distributed.",
            example: """
                seed 0
                np.random.standard_t(5, size=3)
                #> [ 1.66370595 -1.64009533  1.07537073]
                """, related: "standard_normal np.random.chisquare"),
        legacyDistribution(
            "standard_cauchy", .floats(.cauchy), [], [],
            "Cauchy distributed, around 0.",
            example: """
                seed 0
                np.random.standard_cauchy(size=3)
                #> [ 4.40839827  0.43676244 -1.9109795 ]
                """, related: "standard_normal np.random.standard_t"),
        legacyDistribution(
            "pareto", .floats(.pareto), [.tensor("a", "the shape")], [.positive],
            "Pareto distributed, from 0.",
            example: """
                seed 0
                np.random.pareto(3, size=3)
                #> [0.30381098 0.51989855 0.36034868]
                """, related: "np.random.power exponential"),
        legacyDistribution(
            "weibull", .floats(.weibull), [.tensor("a", "the shape")], [.nonNegative],
            "Weibull distributed, with scale 1.",
            example: """
                seed 0
                np.random.weibull(1.5, size=3)
                #> [0.85880862 1.16406473 0.94813706]
                """, related: "exponential np.random.gumbel"),
        legacyDistribution(
            "power", .floats(.power), [.tensor("a", "the exponent and one")], [.positive],
            "Distributed as a power, between 0 and 1.",
            example: """
                seed 0
                np.random.power(3, size=3)
                #> [0.81873168 0.89428034 0.84472553]
                """, related: "np.random.pareto uniform"),
        legacyDistribution(
            "laplace", .floats(.laplace),
            [.tensor("loc", default: 0.0, "the mean"), .tensor("scale", default: 1.0, "the scale")],
            [.none, .nonNegative],
            "Laplace distributed: exponentially to both sides.",
            example: """
                seed 0
                np.random.laplace(size=3)
                #> [0.10272733 0.56278358 0.23007597]
                """, related: "normal exponential"),
        legacyDistribution(
            "gumbel", .floats(.gumbel),
            [.tensor("loc", default: 0.0, "the mode"), .tensor("scale", default: 1.0, "the scale")],
            [.none, .nonNegative],
            "Gumbel distributed, as the largest of many are.",
            example: """
                seed 0
                np.random.gumbel(size=3)
                #> [ 0.22831376 -0.22787694  0.07988431]
                """, related: "np.random.weibull np.random.logistic"),
        legacyDistribution(
            "logistic", .floats(.logistic),
            [.tensor("loc", default: 0.0, "the mean"), .tensor("scale", default: 1.0, "the scale")],
            [.none, .nonNegative],
            "Logistically distributed.",
            example: """
                seed 0
                np.random.logistic(size=3)
                #> [0.19587791 0.92072284 0.41699258]
                """, related: "normal np.random.gumbel"),
        legacyDistribution(
            "lognormal", .floats(.lognormal),
            [
                .tensor("mean", default: 0.0, "the mean of the logarithms"),
                .tensor("sigma", default: 1.0, "their standard deviation"),
            ], [.none, .nonNegative],
            "Numbers whose logarithms are normal.",
            example: """
                seed 0
                np.random.lognormal(size=3)
                #> [5.83603919 1.49205924 2.66109578]
                """, related: "normal exp"),
        legacyDistribution(
            "rayleigh", .floats(.rayleigh), [.tensor("scale", default: 1.0, "the mode")], [.nonNegative],
            "Rayleigh distributed: lengths of normal vectors.",
            example: """
                seed 0
                np.random.rayleigh(size=3)
                #> [1.26164536 1.58488534 1.35884005]
                """, related: "normal np.random.weibull"),
        legacyDistribution(
            "wald", .floats(.wald), [.tensor("mean", "the mean"), .tensor("scale", "the scale")],
            [.positive, .positive],
            "Wald distributed, the inverse of a normal one.",
            example: """
                seed 0
                np.random.wald(3, 2, size=3)
                #> [0.46052439 1.84651223 0.42309369]
                """, related: "normal np.random.gamma"),
        legacyDistribution(
            "triangular", .floats(.triangular),
            [.tensor("left", "the least"), .tensor("mode", "the likeliest"), .tensor("right", "the greatest")],
            [.none, .none, .none],
            "Between two bounds, likelier near the mode.",
            example: """
                seed 0
                np.random.triangular(0, 1, 4, size=3)
                #> [1.67314849 2.15129029 1.8166907 ]
                """, related: "uniform random.triangular"),
        legacyDistribution(
            "vonmises", .floats(.vonMises), [.tensor("mu", "the mean"), .tensor("kappa", "how narrow")],
            [.none, .nonNegative],
            "Angles of the von Mises distribution.",
            example: """
                seed 0
                np.random.vonmises(0, 4, size=3)
                #> [0.5664411  0.55977779 0.40406878]
                """, related: "normal uniform"),
        legacyDistribution(
            "binomial", .counts(.binomial),
            [.tensor("n", "how many trials"), .tensor("p", "how likely each succeeds")], [.nonNegative, .probability],
            "How many of n trials succeed.",
            example: """
                seed 0
                np.random.binomial(10, 0.5, size=3)
                #> [5 6 5]
                """, related: "poisson np.random.geometric"),
        legacyDistribution(
            "negative_binomial", .counts(.negativeBinomial),
            [.tensor("n", "how many successes end it"), .tensor("p", "how likely each is")],
            [.positiveNumber, .positiveProbability],
            "How many trials fail before n succeed.",
            example: """
                seed 0
                np.random.negative_binomial(3, 0.5, size=3)
                #> [11  0  5]
                """, related: "np.random.binomial np.random.geometric"),
        legacyDistribution(
            "geometric", .counts(.geometric), [.tensor("p", "how likely each succeeds")], [.positiveProbability],
            "How many trials there are up to the first success.",
            example: """
                seed 0
                np.random.geometric(0.3, size=3)
                #> [3 4 3]
                """, related: "np.random.binomial exponential"),
        legacyDistribution(
            "zipf", .counts(.zipf), [.tensor("a", "the exponent")], [.aboveOne],
            "Zipf distributed: 1 the most, then ever more seldom.",
            example: """
                seed 0
                np.random.zipf(3, size=3)
                #> [1 1 1]
                """, related: "np.random.geometric poisson"),
        legacyDistribution(
            "logseries", .counts(.logSeries), [.tensor("p", "the shape")], [.openProbability],
            "Distributed as a logarithmic series.",
            example: """
                seed 0
                np.random.logseries(0.6, size=3)
                #> [1 1 1]
                """, related: "np.random.zipf np.random.geometric"),
    ]
}
