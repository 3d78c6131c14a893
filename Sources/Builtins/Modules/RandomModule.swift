internal import Integers
internal import Interpreter
internal import Kernels
internal import Platform
internal import Randomness
internal import Tensors

/// Python's `random`: a stream separate from NumPy's, bit for bit the same as CPython's.
enum RandomModule {
    static let module = Module(
        state + numbers + distributions + RandomChoices.entries + [RandomStreams.constructor])

    static func member(
        _ name: String, traits: Builtin.Traits = [], gives result: Builtin.Result = .other,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, shown: String,
        related: String, differs: String? = nil, direct: DirectForms = DirectForms(),
        _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        Builtins.member(
            name, of: .pythonRandom, traits: traits, gives: result, parameters(), summary,
            example: "random.seed(1)\n" + shown, related: related, differs: differs, direct: direct, implementation)
    }

    // MARK: - The stream

    private static let state: [Builtin] = [
        member(
            "seed", traits: .seeds, gives: .nothing,
            [
                .value("a", default: nil, "an int, a float or a text; the same one gives the same numbers again"),
                .integer("version", default: 2, "for Python; only 2 is taken"),
            ], "Starts Python's random numbers again, at this seed.",
            shown: "x = random.random()\nrandom.seed(1)\nrandom.random() == x\n#> True",
            related: "random.random random.getstate seed",
            differs: "Without a seed the next draw picks one, which is reported and recorded."
        ) { (machine, arguments) throws(EvaluationError) in
            machine.randomUse.insert(.seeds)
            if try arguments.int("version") != 2 { throw arguments.invalid("only version 2 of the seeds is here") }
            switch arguments["a"] ?? .none {
            case .none: machine.workspace.pythonRandom = nil
            case .string(let text): machine.workspace.pythonRandom = PythonRandomState(text: text.string)
            case .int(let seed): machine.workspace.pythonRandom = PythonRandomState(seed: seed)
            case .long(let seed):
                machine.workspace.pythonRandom = PythonRandomState(seedWords: Integer.long(seed).words)
            case .bool(let seed): machine.workspace.pythonRandom = PythonRandomState(seed: seed ? 1 : 0)
            case .float, .scalar(.float64):
                machine.workspace.pythonRandom = PythonRandomState(hash: try arguments.value(0).hash())
            default:
                throw arguments.wrongType("a", expected: "an int, a float or a string", got: arguments.value(0))
            }
            return .none
        },
        member(
            "getstate", gives: .tuple, [], "The state of the stream, for setstate.",
            shown:
                "state = random.getstate()\nx = random.random()\nrandom.setstate(state)\nrandom.random() == x\n#> True",
            related: "random.setstate random.seed"
        ) { (machine, _) throws(EvaluationError) in
            let parts = machine.drawingPython { $0.parts }
            let words = parts.words.map { Value.int(Int($0)) }
            return .tuple(
                TupleObject([.int(3), .tuple(TupleObject(words)), parts.cachedGaussian.map { .float($0) } ?? .none]))
        },
        member(
            "setstate", traits: .seeds, gives: .nothing, [.value("state", "what getstate gave")],
            "Goes on where the stream was when getstate gave this.",
            shown: "state = random.getstate()\nrandom.setstate(state)\nrandom.random()\n#> 0.13436424411240122",
            related: "random.getstate random.seed"
        ) { (machine, arguments) throws(EvaluationError) in
            machine.randomUse.insert(.seeds)
            guard case .tuple(let parts) = arguments.value(0), parts.count == 3, case .tuple(let words) = parts[1],
                let state = PythonRandomState(words: words.compactMap(\.asIndex), cachedGaussian: parts[2].asDouble)
            else {
                if case .tuple = arguments.value(0) {
                } else {
                    throw arguments.wrongType("state", expected: "a state that getstate gave", got: arguments.value(0))
                }
                throw arguments.invalid("state vector is the wrong size", hint: "getstate gives one")
            }
            machine.workspace.pythonRandom = state
            return .none
        },
    ]

    private static let numbers: [Builtin] = [
        member(
            "random", traits: .placesOnly, [], "A number from 0 to below 1.",
            shown: "random.random()\n#> 0.13436424411240122", related: "random.uniform random.randint rand",
            direct: DirectForms(none: { machine in
                guard let number = machine.workspace.pythonRandom?.random() else { return nil }
                machine.randomUse.insert(.draws)
                return .float(number)
            })
        ) { (machine, _) throws(EvaluationError) in .float(machine.drawingPython { $0.random() }) },
        member(
            "uniform", [.number("a", "one bound"), .number("b", "the other")], "A number between two bounds.",
            shown: "random.uniform(-1, 1)\n#> -0.7312715117751976", related: "random.random random.triangular uniform"
        ) { (machine, arguments) throws(EvaluationError) in
            let (a, b) = (try arguments.double("a"), try arguments.double("b"))
            return arguments.drawn(a + (b - a) * machine.drawingPython { $0.random() })
        },
        member(
            "triangular",
            [
                .number("low", default: 0.0, "the least"), .number("high", default: 1.0, "the greatest"),
                .number("mode", default: nil, "the likeliest; the middle by default"),
            ], "A number between two bounds, likelier near the mode.",
            shown: "random.triangular(0, 10, 2)\n#> 1.6392940194632641", related: "random.uniform random.gauss"
        ) { (machine, arguments) throws(EvaluationError) in
            let (low, high) = (try arguments.double("low"), try arguments.double("high"))
            let mode = arguments.isGiven("mode") ? try arguments.double("mode") : nil
            let number = machine.drawingPython { $0.triangular(low: low, high: high, mode: mode) }
            if mode != nil, low == high, let given = arguments["low"] { return given }
            return arguments.drawn(number)
        },
        member(
            "randrange",
            [
                .integer("start", "the first number; alone, the bound"),
                .integer("stop", default: nil, "the bound, exclusive"),
                .integer("step", default: 1, "the distance of neighbours"),
            ], "One of the numbers of range(start, stop, step).", shown: "random.randrange(0, 100, 5)\n#> 20",
            related: "random.randint random.choice range"
        ) { (machine, arguments) throws(EvaluationError) in
            let first = try arguments.integer("start")
            let step = arguments.isGiven("step") ? try arguments.integer("step") : .short(1)
            if step.isZero { throw arguments.invalid("zero step for randrange()") }
            guard arguments.isGiven("stop") else {
                let isGiven = if case .int(1)? = arguments["step"] { false } else { arguments.isGiven("step") }
                if isGiven { throw arguments.typeError("Missing a non-None stop argument") }
                if first <= .short(0) { throw arguments.invalid("empty range for randrange()") }
                return Value(drawn(below: first, machine))
            }
            return try integer(from: first, to: try arguments.integer("stop"), step: step, machine, arguments)
        },
        member(
            "randint", traits: .essential, [.integer("a", "the least"), .integer("b", "the greatest, which may come")],
            "A whole number from a to b, both of which may come.",
            shown: "[random.randint(1, 6) for _ in range(8)]\n#> [2, 5, 1, 3, 1, 4, 4, 4]",
            related: "random.randrange random.choice randint"
        ) { (machine, arguments) throws(EvaluationError) in
            let stop = try arguments.integer("b") + .short(1)
            return try integer(from: try arguments.integer("a"), to: stop, step: .short(1), machine, arguments)
        },
        member(
            "getrandbits", traits: .placesOnly, [.integer("k", "how many")],
            "A whole number of k random bits.", shown: "random.getrandbits(8)\n#> 34",
            related: "random.randint random.randrange"
        ) { (machine, arguments) throws(EvaluationError) in
            let count = try arguments.int("k")
            if count < 0 { throw arguments.invalid("number of bits must be non-negative") }
            if count > Int(Int32.max) {
                throw arguments.invalid(
                    "that many bits are too many",
                    python: PythonForm("OverflowError", "Python int too large to convert to C int"))
            }
            try Allowance.check(count / 8, of: 1)
            return Value(bits(count, machine))
        },
    ]

    private static func integer(
        from first: Integer, to stop: Integer, step: Integer, _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let width = step.isNegative ? first - stop : stop - first
        if width <= .short(0) {
            throw arguments.invalid(
                step == .short(1)
                    ? "empty range for randrange() (\(first), \(stop), \(width))" : "empty range for randrange()")
        }
        let count = (width - .short(1)).divided(by: step.absolute).quotient + .short(1)
        return Value(first + step * drawn(below: count, machine))
    }

    /// A random integer from 0 to below a positive bound.
    private static func drawn(below bound: Integer, _ machine: Machine) -> Integer {
        if case .short(let bound) = bound { return .short(machine.drawingPython { Int($0.below(UInt64(bound))) }) }
        while true {
            let drawn = bits(bound.bitWidth, machine)
            if drawn < bound { return drawn }
        }
    }

    private static func bits(_ count: Int, _ machine: Machine) -> Integer {
        // For zero bits Python draws nothing.
        count == 0 ? .short(0) : Integer(words: machine.drawingPython { $0.words(ofBits: count) })
    }

    // MARK: - Distributions

    private static let mu = Parameter.number("mu", default: 0.0, "the mean")
    private static let sigma = Parameter.number("sigma", default: 1.0, "the standard deviation")
    private static let alpha = Parameter.number("alpha", "the shape")
    private static let beta = Parameter.number("beta", "the scale")

    private static let distributions: [Builtin] = [
        member(
            "gauss", [mu, sigma], "Normally distributed: mean mu, deviation sigma.",
            shown: "random.gauss(0, 1)\n#> 1.2881847531554629", related: "random.normalvariate randn normal"
        ) { (machine, arguments) throws(EvaluationError) in
            let (mean, deviation) = (try arguments.double("mu"), try arguments.double("sigma"))
            return arguments.drawn(mean + machine.drawingPython { $0.gaussian() } * deviation)
        },
        member(
            "normalvariate", [mu, sigma], "Normally distributed, by another way than gauss.",
            shown: "random.normalvariate(0, 1)\n#> 0.6074558576437062", related: "random.gauss random.lognormvariate"
        ) { (machine, arguments) throws(EvaluationError) in
            let (mean, deviation) = (try arguments.double("mu"), try arguments.double("sigma"))
            return arguments.drawn(mean + machine.drawingPython { $0.normal() } * deviation)
        },
        member(
            "lognormvariate", [.number("mu", "the mean of the logarithm"), .number("sigma", "its standard deviation")],
            "A number whose logarithm is normally distributed.",
            shown: "random.lognormvariate(0, 1)\n#> 1.8357550305018295", related: "random.normalvariate"
        ) { (machine, arguments) throws(EvaluationError) in
            let (mean, deviation) = (try arguments.double("mu"), try arguments.double("sigma"))
            let logarithm = mean + machine.drawingPython { $0.normal() } * deviation
            let number = Platform.exp(logarithm)
            if number.isInfinite, logarithm.isFinite { throw .numbers(.mathRange("lognormvariate()")) }
            return .float(number)
        },
        member(
            "expovariate", [.number("lambd", "1 over the mean")], "Exponentially distributed.",
            shown: "random.expovariate(0.5)\n#> 0.2885821282190184", related: "random.gammavariate exponential"
        ) { (machine, arguments) throws(EvaluationError) in
            let rate = try arguments.double("lambd")
            if rate == 0 { throw .numbers(.zeroDivision("expovariate(\(Value.float(rate).text))")) }
            return arguments.drawn(machine.drawingPython { $0.exponential() } / rate)
        },
        member(
            "gammavariate", [alpha, beta], "Of the gamma distribution.",
            shown: "random.gammavariate(2, 1)\n#> 0.6822191555398166", related: "random.betavariate random.expovariate"
        ) { (machine, arguments) throws(EvaluationError) in
            let (shape, scale) = (try arguments.double("alpha"), try arguments.double("beta"))
            if !(shape > 0 && scale > 0) {
                throw arguments.invalid("gammavariate: alpha and beta must be > 0.0")
            }
            return arguments.drawn(machine.drawingPython { $0.gamma(shape: shape, scale: scale) })
        },
        member(
            "betavariate", [alpha, .number("beta", "the other shape")], "Of the beta distribution, from 0 to 1.",
            shown: "random.betavariate(2, 5)\n#> 0.08447791306769892", related: "random.gammavariate random.triangular"
        ) { (machine, arguments) throws(EvaluationError) in
            let (alpha, beta) = (try arguments.double("alpha"), try arguments.double("beta"))
            if !(alpha > 0 && beta > 0) { throw arguments.invalid("gammavariate: alpha and beta must be > 0.0") }
            return arguments.drawn(machine.drawingPython { $0.beta(alpha, beta) })
        },
        member(
            "paretovariate", [alpha], "Of the Pareto distribution.",
            shown: "random.paretovariate(3)\n#> 1.0492724522368004",
            related: "random.weibullvariate"
        ) { (machine, arguments) throws(EvaluationError) in
            let alpha = try arguments.double("alpha")
            if alpha == 0 { throw .numbers(.zeroDivision("paretovariate(0)")) }
            return arguments.drawn(machine.drawingPython { $0.power(-1 / alpha) })
        },
        member(
            "weibullvariate", [.number("alpha", "the scale"), .number("beta", "the shape")],
            "Of the Weibull distribution.", shown: "random.weibullvariate(1, 2)\n#> 0.37985663625835103",
            related: "random.paretovariate"
        ) { (machine, arguments) throws(EvaluationError) in
            let (scale, shape) = (try arguments.double("alpha"), try arguments.double("beta"))
            if shape == 0 { throw .numbers(.zeroDivision("weibullvariate(\(Value.float(scale).text), 0)")) }
            return arguments.drawn(scale * Platform.pow(machine.drawingPython { $0.exponential() }, 1 / shape))
        },
        member(
            "vonmisesvariate",
            [.number("mu", "the mean angle"), .number("kappa", "how close to it; 0 for a whole turn")],
            "An angle around a mean.", shown: "random.vonmisesvariate(0, 4)\n#> 0.10681534351771789",
            related: "random.gauss math.atan2"
        ) { (machine, arguments) throws(EvaluationError) in
            let (mean, concentration) = (try arguments.double("mu"), try arguments.double("kappa"))
            return .float(machine.drawingPython { $0.vonMises(mean: mean, concentration: concentration) })
        },
    ]
}
