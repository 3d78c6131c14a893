internal import Interpreter
internal import Randomness

extension Builtins {
    /// Further distributions of the generators of `default_rng`.
    static let generatorDistributions: [Builtin] = [
        generated(
            "hypergeometric", .counts(.hypergeometric),
            [
                .tensor("ngood", "how many good ones there are"), .tensor("nbad", "how many bad ones"),
                .tensor("nsample", "how many are drawn"),
            ], [.nonNegative, .nonNegative, .nonNegative],
            "How many good ones are in a sample that is drawn without putting back.",
            example: """
                rng = default_rng(0)
                rng.hypergeometric(15, 15, 15, size=3)
                #> [6 9 6]
                """, related: "generator.binomial"),
        generated(
            "gamma", .floats(.gamma), [.tensor("shape", "the shape"), .tensor("scale", default: 1.0, "the scale")],
            [.nonNegative, .nonNegative],
            "Gamma distributed, with this shape and scale.",
            example: """
                rng = default_rng(0)
                rng.gamma(2, size=3)
                #> [1.83431007 2.63769797 1.06635807]
                """, related: "np.random.gamma generator.standard_gamma"),
        generated(
            "standard_gamma", .floats(.gamma), [.tensor("shape", "the shape")], [.nonNegative], unitScale: true,
            "Gamma distributed, with scale 1.",
            example: """
                rng = default_rng(0)
                rng.standard_gamma(2, size=3)
                #> [1.83431007 2.63769797 1.06635807]
                """, related: "np.random.standard_gamma generator.gamma"),
        generated(
            "beta", .floats(.beta), [.tensor("a", "the first shape"), .tensor("b", "the second shape")],
            [.positive, .positive],
            "Beta distributed, between 0 and 1.",
            example: """
                rng = default_rng(0)
                rng.beta(2, 5, size=3)
                #> [0.22855553 0.11648066 0.2095138 ]
                """, related: "np.random.beta generator.gamma"),
        generated(
            "chisquare", .floats(.chisquare), [.tensor("df", "the degrees of freedom")], [.positive],
            "Chi-square distributed: sums of df squares of normal numbers.",
            example: """
                rng = default_rng(0)
                rng.chisquare(3, size=3)
                #> [2.61561668 4.00824511 1.35690865]
                """, related: "np.random.chisquare generator.noncentral_chisquare generator.f"),
        generated(
            "noncentral_chisquare", .floats(.noncentralChisquare),
            [.tensor("df", "the degrees of freedom"), .tensor("nonc", "how far from the centre")],
            [.positive, .nonNegative],
            "Chi-square distributed, off the centre.",
            example: """
                rng = default_rng(0)
                rng.noncentral_chisquare(3, 2, size=3)
                #> [3.00366652 2.3473197  4.25418199]
                """, related: "np.random.noncentral_chisquare generator.chisquare"),
        generated(
            "f", .floats(.f), [.tensor("dfnum", "the degrees of freedom above"), .tensor("dfden", "those below")],
            [.positive, .positive],
            "F distributed: a ratio of chi-squares.",
            example: """
                rng = default_rng(0)
                rng.f(2, 20, size=3)
                #> [0.7341309  0.00280336 0.52133419]
                """, related: "np.random.f generator.chisquare generator.standard_t"),
        generated(
            "noncentral_f", .floats(.noncentralF),
            [
                .tensor("dfnum", "the degrees of freedom above"), .tensor("dfden", "those below"),
                .tensor("nonc", "how far from the centre"),
            ], [.positive, .positive, .nonNegative],
            "F distributed, off the centre.",
            example: """
                rng = default_rng(0)
                rng.noncentral_f(2, 20, 1, size=3)
                #> [1.78178337 4.94862173 2.08473532]
                """, related: "np.random.noncentral_f generator.f"),
        generated(
            "standard_t", .floats(.standardT), [.tensor("df", "the degrees of freedom")], [.positive],
            "Student's t distributed.",
            example: """
                rng = default_rng(0)
                rng.standard_t(5, size=3)
                #> [0.14135121 0.13680213 1.04657538]
                """, related: "np.random.standard_t generator.chisquare"),
        generated(
            "standard_cauchy", .floats(.cauchy), [], [],
            "Cauchy distributed, around 0.",
            example: """
                rng = default_rng(0)
                rng.standard_cauchy(size=3)
                #> [-0.95174559  6.10507088 -1.4814068 ]
                """, related: "np.random.standard_cauchy generator.standard_t"),
        generated(
            "pareto", .floats(.pareto), [.tensor("a", "the shape")], [.positive],
            "Pareto distributed, from 0.",
            example: """
                rng = default_rng(0)
                rng.pareto(3, size=3)
                #> [0.25438319 0.40475892 0.00662406]
                """, related: "np.random.pareto generator.power"),
        generated(
            "weibull", .floats(.weibull), [.tensor("a", "the shape")], [.nonNegative],
            "Weibull distributed, with scale 1.",
            example: """
                rng = default_rng(0)
                rng.weibull(1.5, size=3)
                #> [0.77323282 1.01302243 0.07320502]
                """, related: "np.random.weibull generator.gumbel"),
        generated(
            "power", .floats(.power), [.tensor("a", "the exponent and one")], [.positive],
            "Distributed as a power, between 0 and 1.",
            example: """
                rng = default_rng(0)
                rng.power(3, size=3)
                #> [0.79016527 0.86144149 0.26967404]
                """, related: "np.random.power generator.pareto"),
        generated(
            "laplace", .floats(.laplace),
            [.tensor("loc", default: 0.0, "the mean"), .tensor("scale", default: 1.0, "the scale")],
            [.none, .nonNegative],
            "Laplace distributed: exponentially to both sides.",
            example: """
                rng = default_rng(0)
                rng.laplace(size=3)
                #> [ 0.32009973 -0.6169764  -2.501682  ]
                """, related: "np.random.laplace"),
        generated(
            "gumbel", .floats(.gumbel),
            [.tensor("loc", default: 0.0, "the mode"), .tensor("scale", default: 1.0, "the scale")],
            [.none, .nonNegative],
            "Gumbel distributed, as the largest of many are.",
            example: """
                rng = default_rng(0)
                rng.gumbel(size=3)
                #> [-0.01315993  1.15703001  3.17398381]
                """, related: "np.random.gumbel generator.weibull generator.logistic"),
        generated(
            "logistic", .floats(.logistic),
            [.tensor("loc", default: 0.0, "the mean"), .tensor("scale", default: 1.0, "the scale")],
            [.none, .nonNegative],
            "Logistically distributed.",
            example: """
                rng = default_rng(0)
                rng.logistic(size=3)
                #> [ 0.56220114 -0.99570497 -3.15299258]
                """, related: "np.random.logistic generator.gumbel"),
        generated(
            "lognormal", .floats(.lognormal),
            [
                .tensor("mean", default: 0.0, "the mean of the logarithms"),
                .tensor("sigma", default: 1.0, "their standard deviation"),
            ], [.none, .nonNegative],
            "Numbers whose logarithms are normal.",
            example: """
                rng = default_rng(0)
                rng.lognormal(size=3)
                #> [1.1339762 0.8762491 1.8972826]
                """, related: "np.random.lognormal"),
        generated(
            "rayleigh", .floats(.rayleigh), [.tensor("scale", default: 1.0, "the mode")], [.nonNegative],
            "Rayleigh distributed: lengths of normal vectors.",
            example: """
                rng = default_rng(0)
                rng.rayleigh(size=3)
                #> [1.16613199 1.42800357 0.19903097]
                """, related: "np.random.rayleigh generator.weibull"),
        generated(
            "wald", .floats(.wald), [.tensor("mean", "the mean"), .tensor("scale", "the scale")],
            [.positive, .positive],
            "Wald distributed, the inverse of a normal one.",
            example: """
                rng = default_rng(0)
                rng.wald(3, 2, size=3)
                #> [2.57223863 1.39526977 5.71697974]
                """, related: "np.random.wald generator.gamma"),
        generated(
            "triangular", .floats(.triangular),
            [.tensor("left", "the least"), .tensor("mode", "the likeliest"), .tensor("right", "the greatest")],
            [.none, .none, .none],
            "Between two bounds, likelier near the mode.",
            example: """
                rng = default_rng(0)
                rng.triangular(0, 1, 4, size=3)
                #> [1.91278661 1.03983794 0.40483836]
                """, related: "np.random.triangular"),
        generated(
            "vonmises", .floats(.vonMises), [.tensor("mu", "the mean"), .tensor("kappa", "how narrow")],
            [.none, .nonNegative],
            "Angles of the von Mises distribution.",
            example: """
                rng = default_rng(0)
                rng.vonmises(0, 4, size=3)
                #> [-0.74207299  0.01295832  0.67524776]
                """, related: "np.random.vonmises"),
        generated(
            "binomial", .counts(.binomial),
            [.tensor("n", "how many trials"), .tensor("p", "how likely each succeeds")], [.nonNegative, .probability],
            "How many of n trials succeed.",
            example: """
                rng = default_rng(0)
                rng.binomial(10, 0.5, size=3)
                #> [6 4 2]
                """, related: "np.random.binomial generator.geometric"),
        generated(
            "negative_binomial", .counts(.negativeBinomial),
            [.tensor("n", "how many successes end it"), .tensor("p", "how likely each is")],
            [.positiveNumber, .positiveProbability],
            "How many trials fail before n succeed.",
            example: """
                rng = default_rng(0)
                rng.negative_binomial(3, 0.5, size=3)
                #> [0 6 1]
                """, related: "np.random.negative_binomial generator.binomial generator.geometric"),
        generated(
            "geometric", .counts(.geometric), [.tensor("p", "how likely each succeeds")], [.positiveProbability],
            "How many trials there are up to the first success.",
            example: """
                rng = default_rng(0)
                rng.geometric(0.3, size=3)
                #> [2 3 1]
                """, related: "np.random.geometric generator.binomial"),
        generated(
            "zipf", .counts(.zipf), [.tensor("a", "the exponent")], [.aboveOne],
            "Zipf distributed: 1 the most, then ever more seldom.",
            example: """
                rng = default_rng(0)
                rng.zipf(3, size=3)
                #> [1 1 1]
                """, related: "np.random.zipf generator.geometric"),
        generated(
            "logseries", .counts(.logSeries), [.tensor("p", "the shape")], [.openProbability],
            "Distributed as a logarithmic series.",
            example: """
                rng = default_rng(0)
                rng.logseries(0.6, size=3)
                #> [1 1 7]
                """, related: "np.random.logseries generator.zipf generator.geometric"),
    ]
}
