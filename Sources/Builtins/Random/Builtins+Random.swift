internal import Interpreter
internal import Randomness
internal import Tensors

extension Builtins {
    /// The session's random stream: NumPy's `np.random`, bit for bit.
    static let random: [Builtin] = [
        Builtin(
            "seed", .random, path: "random.seed", traits: [.essential, .seeds], gives: .nothing,
            [.value("seed", "a whole number; the same one gives the same numbers again")],
            "Starts the random numbers again, at this seed.",
            example: """
                seed 42
                rand 2
                #> [0.37454012 0.95071431]
                seed 42
                rand 2
                #> [0.37454012 0.95071431]
                """, related: "rand randn default_rng", seed
        ),
        Builtin(
            "rand", .random, path: "random.rand", traits: .essential, [.sizes],
            "Random numbers evenly spread in [0, 1), of these sizes.",
            example: """
                seed 0
                rand 2 3
                #> [[0.5488135  0.71518937 0.60276338]
                #>  [0.54488318 0.4236548  0.64589411]]
                x = rand(100, 5)
                x.shape
                #> (100, 5)
                """, related: "random uniform randint seed randn default_rng",
            direct: DirectForms(none: { $0.drawnDirectly { $0?.random() } })
        ) { (machine, arguments) throws(EvaluationError) in
            let shape = arguments.rest.isEmpty ? nil : try arguments.shape(from: arguments.eachSize())
            return try machine.drawn(arguments, shape) { $0.random(count: $1) }
        },
        Builtin(
            "randn", .random, path: "random.randn", traits: .essential, [.sizes],
            "Random numbers of the standard normal distribution.",
            example: """
                seed 1
                w = randn 3 1
                w
                #> [[ 1.62434536]
                #>  [-0.61175641]
                #>  [-0.52817175]]
                randn()
                #> -1.0729686221561705
                """, related: "standard_normal normal seed rand default_rng",
            direct: DirectForms(none: { $0.drawnDirectly { $0?.standardNormal() } })
        ) { (machine, arguments) throws(EvaluationError) in
            let shape = arguments.rest.isEmpty ? nil : try arguments.shape(from: arguments.eachSize())
            return try machine.drawn(arguments, shape) { $0.standardNormal(count: $1) }
        },
        Builtin(
            "random", .random, path: "random.random",
            aliases: ["random.random_sample", "random.sample", "random.ranf"], [.size],
            "Random numbers evenly spread in [0, 1), of this size.",
            example: """
                seed 0
                random(3)
                #> [0.5488135  0.71518937 0.60276338]
                random((2, 2))
                #> [[0.54488318 0.4236548 ]
                #>  [0.64589411 0.43758721]]
                """, related: "rand uniform randint",
            direct: DirectForms(none: { $0.drawnDirectly { $0?.random() } })
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.drawn(arguments, try arguments.size()) { $0.random(count: $1) }
        },
        legacy(
            "standard_normal", [.size], "Random numbers of the standard normal distribution.",
            example: """
                seed 0
                standard_normal(size=(2, 2))
                #> [[1.76405235 0.40015721]
                #>  [0.97873798 2.2408932 ]]
                """, related: "randn normal", standardNormal
        ),
        legacy(
            "normal", traits: .essential, [.loc, .deviation, .size], "Normally distributed: mean loc, deviation scale.",
            example: """
                seed 0
                noise = normal(0, 0.05, size=4)
                noise
                #> [0.08820262 0.02000786 0.0489369  0.11204466]
                y = normal(20, 2, 1000)
                round(y.mean(), 1)
                #> 19.9
                """, related: "randn standard_normal uniform exponential poisson generator.normal",
            normal
        ),
        legacy(
            "uniform",
            [.low, .high, .size],
            "Random numbers evenly spread in [low, high).",
            example: """
                seed 0
                uniform -1 1 3
                #> [0.09762701 0.43037873 0.20552675]
                w = uniform(-0.5, 0.5, size=(4, 1))
                w.shape
                #> (4, 1)
                """, related: "normal exponential poisson rand random randint", uniform
        ),
        legacy(
            "exponential", [.meanScale, .size],
            "Exponentially distributed, with mean scale.",
            example: """
                seed 0
                waits = exponential(2.0, size=3)
                waits
                #> [1.59174902 2.51186153 1.84644629]
                """,
            related: "uniform normal poisson generator.exponential generator.standard_exponential generator.poisson",
            exponential
        ),
        legacy(
            "standard_exponential", [.size], "Exponentially distributed, with mean 1.",
            example: """
                seed 0
                np.random.standard_exponential(3)
                #> [0.79587451 1.25593076 0.92322315]
                """, related: "exponential generator.standard_exponential"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.drawn(arguments, try arguments.size()) { $0.standardExponential(count: $1) }
        },
        legacy(
            "poisson", [.lam, .size],
            "Counts of the Poisson distribution, with mean lam.",
            example: """
                seed 0
                poisson(4, size=8)
                #> [6 7 1 8 4 3 7 3]
                """, related: "uniform normal exponential", poisson
        ),
        legacy(
            "randint", traits: .essential, [.least, .bound, .size, .intType],
            "Random whole numbers from low to below high; from 0 to below low without high.",
            example: """
                seed 0
                randint 10
                #> 5
                dice = randint(1, 7, size=10)
                dice
                #> [1 4 4 4 2 4 6 3 5 1]
                """, related: "choice permutation rand random uniform generator.integers", integers
        ),
        legacy(
            "choice", traits: [.essential, .takesEveryType, .takesTexts, .takesComplex], [.pool, .size, .replace, .p],
            "Random elements of a, or of 0 to below a; p gives each a probability.",
            example: """
                seed 0
                choice([10, 20, 30], size=4)
                #> [10 20 10 20]
                rows = choice(10, size=3, replace=False)
                rows
                #> [9 1 7]
                choice(['a', 'b'], p=[0.1, 0.9])
                #> b
                """, related: "randint permutation shuffle generator.choice generator.permutation generator.shuffle",
            choice
        ),
        legacy(
            "permutation", traits: [.takesEveryType, .takesTexts, .takesComplex],
            [.value("x", "what is put in order, or a number for 0 to below it")],
            "The rows of x, or the numbers 0 to below x, in random order.",
            example: """
                seed 0
                permutation 5
                #> [2 0 1 3 4]
                x = arange(6).reshape(3, 2)
                order = permutation(len(x))
                x[order]
                #> [[0 1]
                #>  [4 5]
                #>  [2 3]]
                """, related: "shuffle choice randint", permutation
        ),
        Builtin(
            "shuffle", .random, path: "random.shuffle",
            traits: [.changesFirstArgument, .essential, .takesEveryType, .takesTexts, .takesComplex], gives: .nothing,
            [.value("x", "a tensor or list")], "Puts the rows of x, or a list's items, in random order.",
            example: """
                seed 0
                batches = [1, 2, 3, 4]
                shuffle batches
                batches
                #> [3, 4, 2, 1]
                """, related: "permutation choice", shuffle
        ),
        Builtin(
            "default_rng", .random, path: "random.default_rng", traits: .essential,
            gives: .other,
            [.integer("seed", default: nil, "a whole number; the same one gives the same numbers again")],
            "A random generator of its own, with the methods random, normal, integers and others.",
            example: """
                rng = default_rng(0)
                rng.random(2)
                #> [0.63696169 0.26978671]
                rng.normal(size=2)
                #> [0.64042265 0.10490012]
                """, related: "generator.random generator.normal generator.integers generator.choice seed rand",
            makeGenerator
        ),
        Builtin(
            "RandomState", .random, door: .numpy, path: "random.RandomState", gives: .other,
            [.value("seed", default: nil, "a whole number, or several; the same ones give the same numbers again")],
            "A random generator of its own, with the functions of np.random as methods.",
            example: """
                rs = np.random.RandomState(0)
                rs.rand(2)
                #> [0.5488135  0.71518937]
                rs.normal(size=2)
                #> [0.97873798 2.2408932 ]
                """, related: "seed default_rng rand"
        ) { (machine, arguments) throws(EvaluationError) in
            machine.randomUse.insert(.generates)
            guard arguments.isGiven("seed") else {
                do throws(RandomError) {
                    let word = UInt32(truncatingIfNeeded: try unusedSeed(machine))
                    return .generator(GeneratorObject(.legacy(LegacyRandomState(seed: word))))
                } catch {
                    throw .random(error, function: arguments.function)
                }
            }
            return .generator(GeneratorObject(.legacy(try state(seeded: arguments.value(0), arguments))))
        },
    ]

    /// The methods of `RandomState`: the functions of `np.random`.
    static let randomStateMethods: [Builtin] =
        (random + legacyDistributions + writtenDraws).filter { !["default_rng", "RandomState"].contains($0.name) }.map(
            \.asMethod)
        + ["random_sample", "sample", "ranf"].compactMap { name in
            random.first { $0.name == "random" }.map { $0.renamedMethod(name) }
        }

    private static func legacy(
        _ name: String, traits: Builtin.Traits = [],
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String = "",
        _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        Builtin(
            name, .random, path: "random.\(name)", traits: traits, parameters(), summary, example: example,
            related: related,
            implementation)
    }

    // MARK: - Seeds

    private static func seed(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        if case .generator(let generator)? = arguments["self"] {
            machine.randomUse.insert(.generates)
            generator.replace(with: .legacy(try state(seeded: arguments["seed"] ?? .none, arguments)))
            return .none
        }
        machine.randomUse.insert(.seeds)
        machine.workspace.randomState = try state(seeded: arguments.value(0), arguments)
        return .none
    }

    /// The state of a stream with a seed, or several.
    private static func state(
        seeded given: Value, _ arguments: Arguments
    ) throws(EvaluationError) -> LegacyRandomState {
        do {
            if let seed = given.asIndex { return try LegacyRandomState(validating: seed) }
        } catch {
            throw .random(error, function: arguments.function)
        }
        if case Value.none = given {
            throw arguments.invalid(
                "None would take a seed from the system, another in every run",
                hint: "write np.random.seed(0), or leave it out: the first draw takes a seed, and says which")
        }
        guard case .list = given else {
            throw arguments.wrongType("seed", expected: "a whole number from 0 to 4294967295", got: given)
        }
        var words: [UInt32] = []
        for seed in try arguments.lengths(from: given) {
            guard let word = UInt32(exactly: seed) else {
                throw .random(.seedOutOfRange(seed), function: arguments.function)
            }
            words.append(word)
        }
        do { return try LegacyRandomState(seedWords: words) } catch {
            throw .random(error, function: arguments.function)
        }
    }

    /// Makes a generator. Without a seed, the seed is derived from the state of the session's stream without drawing
    /// from it: NumPy's would differ in each run, but this one is the same in each replay.
    private static func makeGenerator(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        machine.randomUse.insert(.generates)
        let given = try arguments.optionalInt("seed")
        do {
            let seed = if let given { given } else { try unusedSeed(machine) }
            return .generator(GeneratorObject(.generator(try RandomGenerator(seed: seed))))
        } catch {
            throw .random(error, function: arguments.function)
        }
    }

    private static func unusedSeed(_ machine: Machine) throws(RandomError) -> Int {
        var copy = try machine.drawing { (state) throws(RandomError) in state }
        let word = try copy.integers(from: 0, below: 1 << 53, count: 1).first ?? 0
        let number = machine.workspace.unseededGenerators
        machine.workspace.unseededGenerators += 1
        return word ^ ((number & 0x3ff) << 53)
    }
}
