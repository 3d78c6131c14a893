internal import Randomness
internal import Tensors

extension Builtins {
    /// The session's random stream: NumPy's `np.random`, to the last bit.
    static let random: [Builtin] = [
        Builtin("seed(seed)", .random, path: "random.seed", "Starts the random numbers again, at this seed.", seed),
        Builtin(
            "rand(*sizes)", .random, path: "random.rand", "Random numbers evenly spread in [0, 1), of these sizes."
        ) {
            (evaluator, arguments) throws(EvaluationError) in
            let shape = arguments.rest.isEmpty ? nil : try arguments.shape(from: arguments.eachSize())
            return try evaluator.drawn(arguments, shape) { $0.random(count: $1) }
        },
        Builtin("randn(*sizes)", .random, path: "random.randn", "Random numbers of the standard normal distribution.") {
            (evaluator, arguments) throws(EvaluationError) in
            let shape = arguments.rest.isEmpty ? nil : try arguments.shape(from: arguments.eachSize())
            return try evaluator.drawn(arguments, shape) { $0.standardNormal(count: $1) }
        },
        Builtin(
            "random(*size)", .random, path: "random.random",
            aliases: ["random.random_sample", "random.sample", "random.ranf"],
            "Random numbers evenly spread in [0, 1), of this size."
        ) { (evaluator, arguments) throws(EvaluationError) in
            let shape = arguments.rest.isEmpty ? nil : try arguments.shape(from: arguments.rest)
            return try evaluator.drawn(arguments, shape) { $0.random(count: $1) }
        },
        legacy("standard_normal(size=None)", "Random numbers of the standard normal distribution.", standardNormal),
        legacy("normal(loc=0.0, scale=1.0, size=None)", "Normally distributed: mean loc, deviation scale.", normal),
        legacy("uniform(low=0.0, high=1.0, size=None)", "Random numbers evenly spread in [low, high).", uniform),
        legacy("exponential(scale=1.0, size=None)", "Exponentially distributed, with mean scale.", exponential),
        legacy("poisson(lam=1.0, size=None)", "Counts of the Poisson distribution, with mean lam.", poisson),
        legacy(
            "randint(low, high=None, size=None, dtype=int)",
            "Random whole numbers from low to below high; from 0 to below low without high.", integers),
        legacy(
            "choice(a, size=None, replace=True, p=None)",
            "Random elements of a, or of 0 to below a; p gives each a probability.", choice),
        legacy("permutation(x)", "The rows of x, or the numbers 0 to below x, in random order.", permutation),
        Builtin(
            "shuffle(x)", .random, path: "random.shuffle", traits: .changesFirstArgument,
            "Puts the rows of x, or a list's items, in random order.", shuffle),
        Builtin(
            "default_rng(seed=None)", .random, path: "random.default_rng",
            "A random generator of its own, with the methods random, normal, integers and others.", makeGenerator),
    ]

    /// The methods of what `default_rng` gives.
    static let generatorMethods: [Builtin] = [
        method("random(self, size=None)", "Random numbers evenly spread in [0, 1).") {
            (evaluator, arguments) throws(EvaluationError) in
            try evaluator.drawn(arguments, try arguments.size()) { $0.random(count: $1) }
        },
        method(
            "standard_normal(self, size=None)", "Random numbers of the standard normal distribution.", standardNormal),
        method("standard_exponential(self, size=None)", "Exponentially distributed, with mean 1.") {
            (evaluator, arguments) throws(EvaluationError) in
            try evaluator.drawn(arguments, try arguments.size()) { $0.standardExponential(count: $1) }
        },
        method(
            "normal(self, loc=0.0, scale=1.0, size=None)", "Normally distributed: mean loc, deviation scale.", normal),
        method("uniform(self, low=0.0, high=1.0, size=None)", "Random numbers evenly spread in [low, high).", uniform),
        method("exponential(self, scale=1.0, size=None)", "Exponentially distributed, with mean scale.", exponential),
        method("poisson(self, lam=1.0, size=None)", "Counts of the Poisson distribution, with mean lam.", poisson),
        method(
            "integers(self, low, high=None, size=None, dtype=int, endpoint=False)",
            "Random whole numbers from low to below high, or to high with endpoint=True.", integers),
        method(
            "choice(self, a, size=None, replace=True, p=None, axis=0, shuffle=True)",
            "Random elements of a, or of 0 to below a; p gives each a probability.", choice),
        method(
            "permutation(self, x, axis=0)",
            "The slices of x along an axis, or the numbers 0 to below x, in random order.",
            permutation),
        Builtin(
            "shuffle(self, x)", .random, traits: .changesFirstArgument,
            "Puts the rows of x, or a list's items, in random order.", shuffle),
    ]

    private static func legacy(
        _ signature: String, _ summary: String, _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        let name = signature.prefix { $0 != "(" }
        return Builtin(signature, .random, path: "random.\(name)", summary, implementation)
    }

    private static func method(
        _ signature: String, _ summary: String, _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        Builtin(signature, .random, summary, implementation)
    }

    // MARK: - Seeds

    private static func seed(_ evaluator: inout Evaluator, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let given = arguments.value(0)
        evaluator.randomUse.insert(.seeds)
        do {
            if let seed = given.asIndex {
                evaluator.workspace.randomState = try LegacyRandomState(validating: seed)
                return .none
            }
        } catch {
            throw .random(error, function: arguments.function)
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
        do { evaluator.workspace.randomState = try LegacyRandomState(seedWords: words) } catch {
            throw .random(error, function: arguments.function)
        }
        return .none
    }

    /// A generator without a seed takes one from where the session's stream stands, without drawing from it: NumPy's
    /// would differ at each run, this one comes again at each replay.
    private static func makeGenerator(
        _ evaluator: inout Evaluator, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        evaluator.randomUse.insert(.generates)
        let id = GeneratorID(index: evaluator.workspace.generators.count)
        let given = try arguments.optionalInt("seed")
        do {
            let seed = if let given { given } else { try unusedSeed(&evaluator, id) }
            evaluator.workspace.generators[id] = try RandomGenerator(seed: seed)
        } catch {
            throw .random(error, function: arguments.function)
        }
        return .generator(id)
    }

    private static func unusedSeed(_ evaluator: inout Evaluator, _ id: GeneratorID) throws(RandomError) -> Int {
        var copy = try evaluator.drawing { (state) throws(RandomError) in state }
        let word = try copy.integers(from: 0, below: 1 << 53, count: 1).first ?? 0
        return word ^ ((id.index & 0x3ff) << 53)
    }
}
