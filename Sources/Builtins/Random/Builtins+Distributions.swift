internal import Integers
internal import Interpreter
internal import Kernels
internal import Randomness
internal import Tensors

extension Builtins {
    static func standardNormal(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        try machine.drawn(arguments, try arguments.size()) { $0.standardNormal(count: $1) }
    }

    static func normal(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let (mean, deviation) = (
            try arguments.parameter("loc", default: 0), try arguments.parameter("scale", default: 1)
        )
        guard let (shape, means, deviations) = try arguments.broadcast(mean, deviation) else {
            let (mean, deviation) = (mean.elements[0], deviation.elements[0])
            return try machine.drawn(arguments, try arguments.size()) { (stream, count) throws(RandomError) in
                try stream.normal(mean: mean, standardDeviation: deviation, count: count)
            }
        }
        return try machine.drawn(arguments, shape) { (stream, count) throws(RandomError) in
            try checkScales(deviations)
            let drawn = stream.standardNormal(count: count)
            return [Double](inRoomFor: drawn.count, interruptibly: { means[$0] + deviations[$0] * drawn[$0] })
        }
    }

    static func uniform(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let (low, high) = (try arguments.parameter("low", default: 0), try arguments.parameter("high", default: 1))
        guard let (shape, lows, highs) = try arguments.broadcast(low, high) else {
            let (low, high) = (low.elements[0], high.elements[0])
            return try machine.drawn(arguments, try arguments.size()) { (stream, count) throws(RandomError) in
                try stream.uniform(low: low, high: high, count: count)
            }
        }
        return try machine.drawn(arguments, shape) { (stream, count) throws(RandomError) in
            // All bounds are checked before anything is drawn.
            for index in lows.indices.polled(work: 8) {
                _ = try stream.uniform(low: lows[index], high: highs[index], count: 0)
            }
            let drawn = stream.random(count: count)
            return [Double](inRoomFor: drawn.count, interruptibly: { lows[$0] + (highs[$0] - lows[$0]) * drawn[$0] })
        }
    }

    static func exponential(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let scale = try arguments.parameter("scale", default: 1)
        guard let (shape, scales, _) = try arguments.broadcast(scale, scale) else {
            let scale = scale.elements[0]
            return try machine.drawn(arguments, try arguments.size()) { (stream, count) throws(RandomError) in
                try stream.exponential(scale: scale, count: count)
            }
        }
        return try machine.drawn(arguments, shape) { (stream, count) throws(RandomError) in
            try checkScales(scales)
            let drawn = stream.standardExponential(count: count)
            return [Double](inRoomFor: drawn.count, interruptibly: { scales[$0] * drawn[$0] })
        }
    }

    static func poisson(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let rate = try arguments.parameter("lam", default: 1)
        let size = try arguments.size()
        guard let (shape, rates, _) = try arguments.broadcast(rate, rate) else {
            let rate = rate.elements[0]
            let counts = try machine.drawing(arguments) { (stream) throws(RandomError) in
                try stream.poisson(rate: rate, count: size?.count ?? 1)
            }
            return integers(counts, size) { .int($0) }
        }
        let counts = try machine.drawing(arguments) { (stream) throws(RandomError) in
            var counts: [Int] = []
            var meter = WorkMeter()
            for rate in rates {
                if meter.shouldStop(after: 16) { break }
                counts += try stream.poisson(rate: rate, count: 1)
            }
            return counts
        }
        return integers(counts, shape) { .int($0) }
    }

    /// `randint`, and the generator's `integers`, which also has `endpoint`.
    static func integers(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        // NumPy treats None as float.
        if arguments["dtype"]?.isNone == true {
            throw arguments.typeError("Unsupported dtype dtype('float64') for \(arguments.function)")
        }
        if let dtype = try arguments.dtype(), dtype != .int64 {
            return try narrowIntegers(of: dtype, machine, arguments)
        }
        var low = NDArray(scalar: 0)
        var includesEnd = try arguments.bool("endpoint")
        let bound = arguments.isGiven("high") ? "high" : "low"
        var high: NDArray<Int>
        if !includesEnd, arguments.isFirstBeyondInt64(bound) {
            // Allows all numbers of int64, including the last.
            (high, includesEnd) = (NDArray(scalar: Int.max), true)
        } else {
            high = try arguments.drawingBound(bound)
        }
        if bound == "high" { low = try arguments.drawingBound("low") }
        let size = try arguments.size()
        let isMethod = arguments.isOfGenerator
        let bounds = try arguments.carryOut { () throws(TensorError) in
            let common = try Shape.broadcast([low.shape, high.shape] + (size.map { [$0] } ?? []))
            return (common, try low.broadcast(to: common).elements, try high.broadcast(to: common).elements)
        }
        guard low.rank == 0, high.rank == 0 else {
            if let size, size != bounds.0 { throw arguments.sizeMismatch(size, bounds.0) }
            let drawn = try machine.drawing(arguments) { (stream) throws(RandomError) in
                var drawn: [Int] = []
                var meter = WorkMeter()
                for (low, high) in zip(bounds.1, bounds.2) {
                    if meter.shouldStop(after: 16) { break }
                    drawn += try stream.integers(from: low, to: high, includingEnd: includesEnd, count: 1)
                }
                return drawn
            }
            return integers(drawn, bounds.0) { .int($0) }
        }
        let (first, last) = (low.elements[0], high.elements[0])
        let drawn = try machine.drawing(arguments) { (stream) throws(RandomError) in
            try stream.integers(from: first, to: last, includingEnd: includesEnd, count: size?.count ?? 1)
        }
        return integers(drawn, size) { isMethod ? .scalar(.int64($0)) : .int($0) }
    }

    private static func integers(_ numbers: [Int], _ shape: Shape?, scalar: (Int) -> Value) -> Value {
        guard let shape else { return scalar(numbers.first ?? 0) }
        return .array(ArrayObject(.int64(NDArray(numbers, shape: shape))))
    }

    private static func checkScales(_ scales: [Double]) throws(RandomError) {
        for scale in scales.polled() where scale.sign == .minus && !scale.isNaN { throw .negativeScale(scale) }
    }
}

extension RandomStream {
    mutating func integers(
        from low: Int, to high: Int, includingEnd: Bool, count: Int
    ) throws(RandomError) -> [Int] {
        includingEnd
            ? try integers(from: low, through: high, count: count) : try integers(from: low, below: high, count: count)
    }
}

extension Machine {
    /// Draws floats: a Python float without a shape, otherwise a tensor.
    func drawn(
        _ arguments: Arguments, _ shape: Shape?,
        _ draw: (inout any RandomStream, Int) throws(RandomError) -> [Double]
    ) throws(EvaluationError) -> Value {
        let numbers = try drawing(arguments) { (stream) throws(RandomError) in try draw(&stream, shape?.count ?? 1) }
        guard let shape else { return .float(numbers.first ?? .nan) }
        return .array(ArrayObject(.float64(NDArray(numbers, shape: shape))))
    }
}

extension Arguments {
    /// Whether an argument is 2**63.
    func isFirstBeyondInt64(_ name: String) -> Bool {
        self[name]?.asInteger == Integer.short(2).power(63)
    }

    /// A bound of the integers to draw.
    func drawingBound(_ name: String) throws(EvaluationError) -> NDArray<Int> {
        do throws(EvaluationError) { return try integers(name) } catch {
            guard case .numbers(.beyondInt64) = error else { throw error }
            throw invalid("\(isGiven("high") ? name : "high") is out of bounds for int64")
        }
    }

    /// The sizes for `rand`, which takes them as separate arguments, not as a tuple.
    func eachSize() throws(EvaluationError) -> [CallArgument] {
        for size in rest where size.value.asIndex == nil {
            guard case .tuple(let items) = size.value else {
                throw .arguments(
                    .wrongType(parameter: "", expected: "sizes", got: ValueDescription(size.value)), of: callee)
            }
            let sizes = items.map(\.text).joined(separator: ", ")
            throw invalid("sizes are given one by one", hint: "write \(function)(\(sizes)), or \(function)(*shape)")
        }
        return rest
    }

    /// A parameter of a distribution: a number, or an array for a tensor of draws.
    fileprivate func parameter(_ name: String, default fallback: Double) throws(EvaluationError) -> NDArray<Double> {
        try optionalTensor(name)?.asFloat64() ?? NDArray(scalar: fallback)
    }

    /// The shape of the draws and the parameters of each, in C order; nil if both parameters are scalars.
    fileprivate func broadcast(
        _ first: NDArray<Double>, _ second: NDArray<Double>
    ) throws(EvaluationError) -> (Shape, [Double], [Double])? {
        if first.rank == 0, second.rank == 0 { return nil }
        let size = try size()
        return try carryOut { () throws(TensorError) in
            let common = try Shape.broadcast([first.shape, second.shape])
            let shape = size ?? common
            return (shape, try first.broadcast(to: shape).elements, try second.broadcast(to: shape).elements)
        }
    }

    func sizeMismatch(_ size: Shape, _ common: Shape) -> EvaluationError {
        invalid("size \(size) doesn't fit bounds of shape \(common)")
    }
}
