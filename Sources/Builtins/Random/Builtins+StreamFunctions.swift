internal import Interpreter
internal import Randomness
internal import Tensors

extension Builtins {
    /// Functions of the session's stream that are written in Python, and are also methods of `RandomState`.
    static let writtenDraws: [Builtin] = [
        draws(
            "multinomial",
            [.integer("n", "how many trials"), .value("pvals", "how likely each outcome is"), .size],
            "How often each of some outcomes comes in n trials.",
            example: """
                seed 0
                np.random.multinomial(20, [0.2, 0.3, 0.5])
                #> [4 7 9]
                """, related: "np.random.binomial choice np.random.dirichlet"),
        draws(
            "dirichlet", [.value("alpha", "a shape for each number"), .size], "Numbers that sum to 1.",
            example: """
                seed 0
                np.random.dirichlet([2, 3, 5])
                #> [0.27793837 0.18253726 0.53952437]
                """, related: "np.random.gamma np.random.beta np.random.multinomial"),
        draws(
            "multivariate_normal",
            [
                .value("mean", "the means"), .value("cov", "the covariances"), .size,
                .text("check_valid", default: "warn", "what follows if cov is none: warn, raise or ignore"),
                .number("tol", default: 1e-8, "how far from one it may be"),
            ], "Normal numbers that depend on each other.",
            example: """
                seed 0
                np.random.multivariate_normal([0, 0], [[2, 1], [1, 2]])
                #> [-2.44346794 -1.87756019]
                """, related: "normal cov svd"),
        draws(
            "bytes", gives: .other, [.integer("length", "how many")], "Random bytes.",
            example: """
                seed 0
                len(np.random.bytes(4))
                #> 4
                """, related: "randint random"),
        draws(
            "random_integers",
            [
                .value("low", "the least number, or the greatest without high"),
                .value("high", default: nil, "the greatest number"), .size,
            ], "Random whole numbers from low to high; NumPy says to take randint.",
            example: """
                import warnings
                seed 0
                warnings.simplefilter('ignore')
                np.random.random_integers(1, 6, 4)
                #> [5 6 1 4]
                """, related: "randint"),
        draws(
            "get_state", gives: .tuple,
            [.truth("legacy", default: true, "whether it comes as a tuple, or a dictionary")],
            "The state of the stream.",
            example: """
                seed 0
                state = np.random.get_state()
                x = np.random.rand()
                np.random.set_state(state)
                x == np.random.rand()
                #> True
                """, related: "np.random.set_state seed"),
        draws(
            "set_state", gives: .nothing, [.value("state", "what get_state gave")], "Has the stream go on from there.",
            example: """
                seed 1
                state = np.random.get_state()
                randint 100
                #> 37
                np.random.set_state(state)
                randint 100
                #> 37
                """, related: "np.random.get_state seed"),
    ]

    /// Methods of the generators of `default_rng` that are written in Python.
    static let writtenGeneratorDraws: [Builtin] = [
        generatorDraws(
            "multinomial", [.value("n", "how many trials"), .value("pvals", "how likely each outcome is"), .size],
            "How often each of some outcomes comes in n trials.",
            example: """
                rng = default_rng(0)
                rng.multinomial(20, [0.2, 0.3, 0.5])
                #> [ 5  4 11]
                """, related: "generator.binomial generator.choice np.random.multinomial"),
        generatorDraws(
            "dirichlet", [.value("alpha", "a shape for each number"), .size], "Numbers that sum to 1.",
            example: """
                rng = default_rng(0)
                rng.dirichlet([2, 3, 5])
                #> [0.19740843 0.4148905  0.38770107]
                """, related: "generator.gamma generator.beta np.random.dirichlet"),
        generatorDraws(
            "multivariate_normal",
            [
                .value("mean", "the means"), .value("cov", "the covariances"), .size,
                .text("check_valid", default: "warn", "what follows if cov is none: warn, raise or ignore"),
                .number("tol", default: 1e-8, "how far from one it may be"), .star,
                .text("method", default: "svd", "svd, eigh or cholesky"),
            ], "Normal numbers that depend on each other.",
            example: """
                rng = default_rng(0)
                rng.multivariate_normal([0, 0], [[2, 1], [1, 2]])
                #> [-0.0605752  -0.24739969]
                """, related: "generator.normal cov np.random.multivariate_normal"),
        generatorDraws(
            "multivariate_hypergeometric",
            [
                .value("colors", "how many of each there are"), .integer("nsample", "how many are drawn"), .size,
                .text("method", default: "marginals", "marginals or count"),
            ], "How many of each colour are in a sample of an urn.",
            example: """
                rng = default_rng(0)
                rng.multivariate_hypergeometric([16, 8, 4], 6)
                #> [3 0 3]
                """, related: "generator.hypergeometric"),
        generatorDraws(
            "permuted",
            [
                .value("x", "a tensor"), .star,
                .value("axis", default: nil, "along which axis; all elements by default"),
                .value("out", default: nil, "where the result goes"),
            ], "The elements along an axis in random order, each row in an order of its own.",
            example: """
                rng = default_rng(0)
                rng.permuted(arange(6).reshape(2, 3), axis=1)
                #> [[2 0 1]
                #>  [5 4 3]]
                """, related: "generator.permutation generator.shuffle"),
        generatorDraws(
            "bytes", gives: .other, [.integer("length", "how many")], "Random bytes.",
            example: """
                rng = default_rng(0)
                len(rng.bytes(4))
                #> 4
                """, related: "generator.integers generator.random"),
    ]

    private static func draws(
        _ name: String, gives result: Builtin.Result? = nil,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String
    ) -> Builtin {
        Builtin(
            name, .random, door: .numpy, path: "random.\(name)", traits: .takesEveryType, gives: result, parameters(),
            summary, example: example, related: related
        ) { (machine, arguments) throws(EvaluationError) in
            if arguments.signature.index(of: "size") != nil { _ = try arguments.size() }
            let function = try machine.member("legacy_\(name)", ofSourceModule: "_numpy_draws")
            if arguments["self"] != nil { return try machine.callBack(function, arguments: arguments.asGiven) }
            return try machine.callBack(function, arguments: [CallArgument(.none)] + arguments.asGiven)
        }
    }

    private static func generatorDraws(
        _ name: String, gives result: Builtin.Result? = nil,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String
    ) -> Builtin {
        Builtin(
            name, .random, traits: .takesEveryType, gives: result, [.receiver] + parameters(), summary,
            example: example, related: related
        ) { (machine, arguments) throws(EvaluationError) in
            if arguments.signature.index(of: "size") != nil { _ = try arguments.size() }
            return try machine.callBack(
                try machine.member(name, ofSourceModule: "_numpy_draws"), arguments: arguments.asGiven)
        }
    }

    /// The functions that the module of these functions needs; None stands for the session's stream.
    static let drawHelpers: [Builtin] = [
        helper(
            "_multinomial",
            [.value("self", "a stream"), .tensor("n", "trials"), .tensor("pvals", "rows of probabilities")]
        ) { (machine, arguments) throws(EvaluationError) in
            let trials = try arguments.integers("n")
            let shares = try arguments.tensor(2).asFloat64()
            let width = shares.shape[1]
            let all = shares.elements
            let rows = (0..<shares.shape[0]).map { Array(all[$0 * width..<($0 + 1) * width]) }
            let found = try machine.drawing(arguments) { stream in
                stream.multinomial(trials: trials.elements, probabilities: rows)
            }
            return .array(ArrayObject(.int64(NDArray(found, shape: [trials.count, width]))))
        },
        helper(
            "_dirichlet", [.value("self", "a stream"), .tensor("alpha", "shapes"), .integer("count", "how many rows")]
        ) { (machine, arguments) throws(EvaluationError) in
            let shapes = try arguments.tensor(1).asFloat64().elements
            let count = try arguments.int("count")
            let found = try machine.drawing(arguments) { stream in stream.dirichlet(shapes, count: count) }
            return .array(ArrayObject(.float64(NDArray(found, shape: [count, shapes.count]))))
        },
        helper(
            "_urn",
            [
                .value("self", "a stream"), .tensor("colors", "how many of each"), .integer("nsample", "drawn"),
                .integer("count", "how many rows"), .truth("counts", "whether balls are drawn one by one"),
            ]
        ) { (machine, arguments) throws(EvaluationError) in
            let colours = try arguments.integers("colors").elements
            let (sample, count) = (try arguments.int("nsample"), try arguments.int("count"))
            let isCounted = try arguments.bool("counts")
            let found = try machine.drawing(arguments) { stream in
                stream.urn(colours, sample: sample, count: count, isCounted: isCounted)
            }
            return .array(ArrayObject(.int64(NDArray(found, shape: [count, colours.count]))))
        },
        helper("_stream_state", [.value("self", "a stream")]) { (machine, arguments) throws(EvaluationError) in
            let words = try machine.drawing(arguments) { stream in
                (stream as? LegacyRandomState)?.stateWords ?? []
            }
            return .list(ListObject(words.prefix(625).map { .int(Int($0)) } + words.dropFirst(625).map(Value.ofWord)))
        },
        helper(
            "_set_stream_state",
            [
                .value("self", "a stream"), .tensor("words", "the key and the place"),
                .value("gauss", "a normal number that waits, or None"),
            ]
        ) { (machine, arguments) throws(EvaluationError) in
            let words = try arguments.integers("words").elements
            let waiting = arguments.value(2).asDouble
            guard let state = LegacyRandomState(stateWords: words, waiting: waiting) else {
                throw arguments.invalid("state must be legacy MT19937 state")
            }
            if case .generator(let generator)? = arguments["self"] {
                machine.randomUse.insert(.generates)
                generator.replace(with: .legacy(state))
            } else {
                machine.randomUse.insert(.seeds)
                machine.workspace.randomState = state
            }
            return .none
        },
    ]
}

extension Value {
    /// A word of a stream's state: the flag for a cached number, or the bits of the number.
    fileprivate static func ofWord(_ word: UInt64) -> Value {
        word <= 1 ? .int(Int(word)) : .float(Double(bitPattern: word))
    }
}
