internal import Interpreter
internal import Tensors

extension Builtins {
    /// Functions that create evenly spaced numbers.
    static let ranges: [Builtin] = [
        Builtin(
            "arange", .make, traits: [.essential, .takesComplex],
            [
                .number("start", "the first number; alone, the end"),
                .number("stop", default: nil, "the end, exclusive; alone, the numbers start at 0"),
                .number("step", default: 1, "the distance of neighbours").orNone, .dtype,
            ], "Numbers from start to below stop in steps; from 0 to below start without stop.",
            example: """
                arange 5
                #> [0 1 2 3 4]
                arange 0 1 0.25
                #> [0.   0.25 0.5  0.75]
                arange(10, 0, -3)
                #> [10  7  4  1]
                """, related: "linspace range array zeros", arange
        ),
        Builtin(
            "linspace", .make, traits: [.essential, .takesEveryType, .takesComplex],
            [
                .value("start", "the first number"), .value("stop", "where they end"), .num, .endpoint,
                .truth("retstep", default: false, "whether the distance of neighbours is given too"), .dtype,
            ], "num numbers evenly from start to stop; without stop itself with endpoint=False.",
            example: """
                linspace 0 1 5
                #> [0.   0.25 0.5  0.75 1.  ]
                linspace(0, 1, 4, endpoint=False)
                #> [0.   0.25 0.5  0.75]
                """, related: "logspace geomspace array arange zeros range", linspace
        ),
        Builtin(
            "logspace", .make,
            [
                .number("start", "the exponent of the first number"),
                .number("stop", "the exponent of the last number"), .num, .endpoint,
                .number("base", default: 10.0, "what is raised to the exponents"),
            ], "num numbers evenly on a logarithmic scale, from base ** start to base ** stop.",
            example: """
                rates = logspace -3 0 4
                rates
                #> [0.001 0.01  0.1   1.   ]
                """, related: "linspace geomspace"
        ) { (machine, arguments) throws(EvaluationError) in
            let exponents = try spaced(
                try arguments.numberOfArray("start"), try arguments.numberOfArray("stop"), arguments)
            let base = Tensor(.float64(try arguments.numberOfArray("base")))
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                try Tensor.binary(.power, base, exponents, flags: &flags)
            }
        },
        Builtin(
            "geomspace", .make, [.start, .stop, .num, .endpoint],
            "num numbers from start to stop, each the same multiple of the one before.",
            example: """
                geomspace 1 1000 4
                #> [   1.   10.  100. 1000.]
                geomspace(0.1, 0.8, 4)
                #> [0.1 0.2 0.4 0.8]
                """, related: "linspace logspace", geomspace
        ),
    ]

    private static func arange(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        var (first, last) = (Value.int(0), arguments.value(0))
        if arguments.isGiven("stop"), let stop = arguments["stop"] { (first, last) = (last, stop) }
        let step = arguments.isGiven("step") ? arguments["step"] ?? .int(1) : .int(1)
        // NumPy's scalars determine the type of the range; Python's numbers are weak.
        let types = [first, last, step].compactMap(\.numpyDType)
        let found = types.contains { !$0.isUsual } ? types.reduce(DType.bool) { $0.promoted(with: $1) } : nil
        let dtype = try arguments.dtype() ?? found
        var range: Tensor
        if let first = first.asIndex, let last = last.asIndex, let step = step.asIndex {
            range = try arguments.carryOut { () throws(TensorError) in
                try Tensor.arange(from: first, to: last, by: step)
            }
        } else {
            let bounds = try [("start", first), ("stop", last), ("step", step)].map {
                (name, value) throws(EvaluationError) -> Double in
                guard let number = value.asDouble else {
                    throw arguments.wrongType(name, expected: "a number", got: value)
                }
                return number
            }
            let length = ((bounds[1] - bounds[0]) / bounds[2]).rounded(.up)
            if !length.isNaN, Int(truncating: length) == nil {
                throw arguments.invalid("Maximum allowed size exceeded")
            }
            range = try arguments.carryOut { () throws(TensorError) in
                try Tensor.arange(from: bounds[0], to: bounds[1], by: bounds[2])
            }
            if dtype == .float32 || dtype == .complex64 {
                // Like NumPy: the first two are rounded, and the others continue by their difference.
                let (start, next) = (Float(bounds[0]), Float(bounds[0] + bounds[2]))
                let numbers = (0..<range.count).map { $0 == 1 ? next : start + Float($0) * (next - start) }
                range = Float.tensor(NDArray(numbers, shape: [range.count]))
            }
            if let dtype, dtype.isInteger, let start = Int(truncating: bounds[0]),
                let next = Int(truncating: bounds[0] + bounds[2])
            {
                // Like NumPy: the first two are truncated to ints, and the others continue by their difference.
                let numbers = (0..<range.count).map { start &+ $0 &* (next &- start) }
                range = .int64(NDArray(numbers, shape: [range.count]))
            }
        }
        if dtype == .bool, range.count > 2 {
            throw arguments.invalid(
                "there is no range of more than two bools",
                python: PythonForm(
                    "TypeError", "arange() is only supported for booleans when the result has at most length 2."))
        }
        guard let dtype, dtype != range.dtype else { return .array(ArrayObject(range)) }
        return try machine.tensor(of: arguments) { (flags) throws(TensorError) in
            try range.converted(to: dtype, flags: &flags)
        }
    }

    /// `num` evenly spaced numbers from `start` to `stop`, with the arguments `num=` and `endpoint=`.
    private static func spaced(
        _ start: Double, _ stop: Double, _ arguments: Arguments
    ) throws(EvaluationError) -> Tensor {
        let count = try arguments.int("num")
        let includesStop = try arguments.bool("endpoint")
        return try arguments.carryOut { () throws(TensorError) in
            try Tensor.linspace(from: start, to: stop, count: count, includingStop: includesStop)
        }
    }

    private static func linspace(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        if let result = try complexRange(machine, arguments) { return result }
        // NumPy computes in float32 in that case.
        for end in [arguments.value(0), arguments.value(1)] where end.numpyDType == .float32 {
            throw arguments.unusualType(.float32)
        }
        let (start, stop) = (try arguments.numberOfArray("start"), try arguments.numberOfArray("stop"))
        var numbers = try spaced(start, stop, arguments)
        if let dtype = try arguments.dtype() {
            numbers = try machine.flagged(arguments) { (flags) throws(TensorError) in
                let whole = dtype == .int64 ? try Tensor.unary(.floor, numbers, flags: &flags) : numbers
                return try whole.converted(to: dtype, flags: &flags)
            }
        }
        guard try arguments.bool("retstep") else { return .array(ArrayObject(numbers)) }
        let step = Tensor.linspaceStep(
            from: start, to: stop, count: try arguments.int("num"),
            includingStop: try arguments.bool("endpoint"))
        return .tuple(TupleObject([.array(ArrayObject(numbers)), .scalar(.float64(step))]))
    }

    /// `np.linspace` of complex numbers; nil if neither end is complex.
    private static func complexRange(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value? {
        let ends = [arguments.value(0), arguments.value(1)]
        guard ends.contains(where: { $0.complexValue != nil }) else { return nil }
        if ends.contains(where: { $0.numpyDType == .complex64 || $0.numpyDType == .float32 }) {
            throw arguments.invalid("it is computed of complex128 here", hint: "make the ends complex128: complex(z)")
        }
        let (start, stop) = (try arguments.complex(0), try arguments.complex(1))
        let (count, includesStop) = (try arguments.int("num"), try arguments.bool("endpoint"))
        if try arguments.bool("retstep") {
            throw arguments.invalid("retstep= is for floats here", hint: "the step is (stop - start) / (num - 1)")
        }
        let numbers = try machine.flagged(arguments) { (flags) throws(TensorError) in
            let numbers = try Tensor.linspace(from: start, to: stop, count: count, includingStop: includesStop)
            return numbers
        }
        guard let dtype = try arguments.dtype(), dtype != numbers.dtype else { return .array(ArrayObject(numbers)) }
        return .array(
            ArrayObject(
                try machine.flagged(arguments) { (flags) throws(TensorError) in
                    try numbers.converted(to: dtype, flags: &flags)
                }))
    }

    /// `np.geomspace`: the powers of 10 of an even range of logarithms, with both ends set exactly.
    private static func geomspace(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let (start, stop) = (try arguments.numberOfArray("start"), try arguments.numberOfArray("stop"))
        guard start != 0, stop != 0, (start < 0) == (stop < 0) else {
            throw arguments.invalid("start and stop need the same sign, and neither may be 0")
        }
        let sign: Double = start < 0 ? -1 : 1
        let ends = Tensor.float64(NDArray([start * sign, stop * sign], shape: [2]))
        let logarithms = try machine.flagged(arguments) { (flags) throws(TensorError) in
            try Tensor.unary(.log10, ends, flags: &flags).asFloat64().elements
        }
        let exponents = try spaced(logarithms[0], logarithms[1], arguments)
        let powers = try machine.flagged(arguments) { (flags) throws(TensorError) in
            try Tensor.binary(.power, Tensor(.float64(10)), exponents, flags: &flags)
        }
        var elements = powers.asFloat64().elements
        if !elements.isEmpty { elements[0] = start * sign }
        if elements.count > 1, try arguments.bool("endpoint") {
            elements[elements.count - 1] = stop * sign
        }
        return .array(ArrayObject(.float64(NDArray(elements.map { $0 * sign }, shape: [elements.count]))))
    }
}
