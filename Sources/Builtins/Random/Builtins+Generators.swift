internal import Interpreter
internal import Randomness
internal import Tensors

extension Builtins {
    /// The methods of the generators of `default_rng`.
    static let generatorMethods: [Builtin] = [
        method(
            "random", [.receiver, .size],
            "Random numbers evenly spread in [0, 1).",
            example: """
                rng = default_rng(0)
                rng.random()
                #> 0.6369616873214543
                rng.random((2, 2))
                #> [[0.26978671 0.04097352]
                #>  [0.01652764 0.81327024]]
                """, related: "generator.uniform rand default_rng generator.normal generator.integers generator.choice"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.drawn(arguments, try arguments.size()) { $0.random(count: $1) }
        },
        method(
            "standard_normal", [.receiver, .size], "Random numbers of the standard normal distribution.",
            example: """
                rng = default_rng(0)
                rng.standard_normal(3)
                #> [ 0.12573022 -0.13210486  0.64042265]
                """, related: "generator.normal normal", standardNormal
        ),
        method(
            "standard_exponential", [.receiver, .size], "Exponentially distributed, with mean 1.",
            example: """
                rng = default_rng(0)
                rng.standard_exponential(3)
                #> [0.6799319  1.0195971  0.01980666]
                """, related: "generator.exponential generator.poisson exponential"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.drawn(arguments, try arguments.size()) { $0.standardExponential(count: $1) }
        },
        method(
            "normal", [.receiver, .loc, .deviation, .size], "Normally distributed: mean loc, deviation scale.",
            example: """
                rng = default_rng(0)
                noise = rng.normal(0, 0.05, size=3)
                noise
                #> [ 0.00628651 -0.00660524  0.03202113]
                """,
            related:
                "generator.standard_normal normal default_rng generator.random generator.integers generator.choice",
            normal
        ),
        method(
            "uniform", [.receiver, .low, .high, .size], "Random numbers evenly spread in [low, high).",
            example: """
                rng = default_rng(0)
                rng.uniform(-1, 1, size=3)
                #> [ 0.27392337 -0.46042657 -0.91805295]
                """, related: "generator.random rand", uniform
        ),
        method(
            "exponential", [.receiver, .meanScale, .size],
            "Exponentially distributed, with mean scale.",
            example: """
                rng = default_rng(0)
                rng.exponential(2.0, size=3)
                #> [1.35986381 2.0391942  0.03961333]
                """, related: "generator.standard_exponential generator.poisson exponential", exponential
        ),
        method(
            "poisson", [.receiver, .lam, .size],
            "Counts of the Poisson distribution, with mean lam.",
            example: """
                rng = default_rng(0)
                rng.poisson(4, size=8)
                #> [2 0 7 3 4 4 6 6]
                """, related: "generator.exponential generator.standard_exponential exponential", poisson
        ),
        method(
            "integers",
            [
                .receiver, .least, .bound, .size, .intType,
                .truth("endpoint", default: false, "whether high itself can be drawn"),
            ], "Random whole numbers from low to below high, or to high with endpoint=True.",
            example: """
                rng = default_rng(0)
                rng.integers(10, size=5)
                #> [8 6 5 2 3]
                rng.integers(1, 6, size=5, endpoint=True)
                #> [1 1 1 2 5]
                """, related: "generator.choice randint default_rng generator.random generator.normal",
            integers
        ),
        method(
            "choice", traits: [.takesEveryType, .takesTexts, .takesComplex],
            [
                .receiver, .pool, .size, .replace, .p, .firstAxis,
                .truth("shuffle", default: true, "whether the order is random too"),
            ], "Random elements of a, or of 0 to below a; p gives each a probability.",
            example: """
                rng = default_rng(0)
                rng.choice([10, 20, 30], size=4)
                #> [30 20 20 10]
                rng.choice(100, size=3, replace=False)
                #> [ 4  7 30]
                """,
            related: "generator.permutation generator.shuffle choice default_rng generator.random generator.normal",
            choice
        ),
        method(
            "permutation", traits: [.takesEveryType, .takesTexts, .takesComplex],
            [.receiver, .value("x", "what is put in order, or a number for 0 to below it"), .firstAxis],
            "The slices of x along an axis, or the numbers 0 to below x, in random order.",
            example: """
                rng = default_rng(0)
                rng.permutation(5)
                #> [2 4 3 0 1]
                """, related: "generator.choice generator.shuffle choice", permutation
        ),
        Builtin(
            "shuffle", .random, traits: [.changesFirstArgument, .takesEveryType, .takesTexts, .takesComplex],
            gives: .nothing,
            [.receiver, .value("x", "a tensor or list"), .firstAxis],
            "Puts the rows of x, or a list's items, in random order.",
            example: """
                rng = default_rng(0)
                order = arange 5
                rng.shuffle(order)
                order
                #> [2 4 3 0 1]
                """, related: "generator.choice generator.permutation choice", shuffle
        ),
    ]

    private static func method(
        _ name: String, traits: Builtin.Traits = [],
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String = "", _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        Builtin(
            name, .random, traits: traits, parameters(), summary, example: example, related: related, implementation)
    }
}
