internal import Interpreter
internal import Kernels
internal import Randomness
internal import Tensors

extension Builtins {
    /// `randint`, and the generator's `integers`, for an element type other than int64.
    static func narrowIntegers(
        of dtype: DType, _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        guard let bits = dtype.drawnBits else {
            throw arguments.typeError("Unsupported dtype dtype('\(dtype)') for \(arguments.function)")
        }
        let name = arguments.isGiven("high") ? "high" : "low"
        let isBeyond = dtype == .uint64 && arguments.isFirstBeyondInt64(name)
        let includesEnd = try arguments.bool("endpoint") || isBeyond
        let high = isBeyond ? NDArray(scalar: Int.max) : try arguments.drawingBound(name)
        let low = name == "high" ? try arguments.drawingBound("low") : NDArray(scalar: 0)
        let size = try arguments.size()
        let (shape, lows, highs) = try arguments.carryOut { () throws(TensorError) in
            let common = try Shape.broadcast([low.shape, high.shape] + (size.map { [$0] } ?? []))
            let pair = low.rank == 0 && high.rank == 0 ? Shape([]) : common
            return (common, try low.broadcast(to: pair).elements, try high.broadcast(to: pair).elements)
        }
        if let size, size != shape { throw arguments.sizeMismatch(size, shape) }
        let lasts = includesEnd ? highs : highs.map { $0 &- 1 }
        try arguments.refuseBounds(lows, lasts, of: dtype)
        let count = size == nil && lows.count == 1 ? 1 : shape.count
        let drawn = try machine.drawing(arguments) { (stream) throws(RandomError) in
            guard count > 0, bits < 64 else {
                return try stream.wide(from: lows, through: lasts, count: count)
            }
            let found = stream.narrow(
                bits: bits, through: zip(lows, lasts).map { UInt32(truncatingIfNeeded: $1 - $0) }, count: count)
            return found.indices.map { (lows.count == 1 ? lows[0] : lows[$0]) + Int(found[$0]) }
        }
        let numbers = NDArray(drawn, shape: size == nil && lows.count == 1 && low.rank + high.rank == 0 ? [] : shape)
        let found = try arguments.carryOut { () throws(TensorError) in
            var flags = FloatingPointFlags()
            return try Tensor.int64(numbers).converted(to: dtype, flags: &flags)
        }
        if found.rank == 0, dtype == .bool { return .bool(drawn.first != 0) }
        return .result(found)
    }
}

extension RandomStream {
    /// Numbers of 64 bits.
    fileprivate mutating func wide(
        from lows: [Int], through lasts: [Int], count: Int
    ) throws(RandomError) -> [Int] {
        if lows.count == 1 { return try integers(from: lows[0], through: lasts[0], count: count) }
        var found: [Int] = []
        var meter = WorkMeter()
        for (low, last) in zip(lows, lasts) {
            if meter.shouldStop(after: 16) { break }
            found += try integers(from: low, through: last, count: 1)
        }
        return found
    }
}

extension DType {
    /// The number of bits drawn for an element of this type; nil unless it is bool or an integer type.
    fileprivate var drawnBits: Int? {
        if self == .bool { return 1 }
        return isInteger ? 8 * byteCount : nil
    }

    fileprivate var isUnsigned: Bool {
        switch self {
        case .uint8, .uint16, .uint32, .uint64: true
        default: false
        }
    }
}

extension Arguments {
    /// Raises NumPy's error for bounds that the type can't hold, or that are out of order.
    fileprivate func refuseBounds(_ lows: [Int], _ lasts: [Int], of dtype: DType) throws(EvaluationError) {
        let (least, greatest): (Int, Int) =
            switch dtype {
            case .bool: (0, 1)
            case .uint64: (0, .max)
            default:
                dtype.isUnsigned
                    ? (0, 1 << (8 * dtype.byteCount) - 1)
                    : (-1 << (8 * dtype.byteCount - 1), 1 << (8 * dtype.byteCount - 1) - 1)
            }
        let complaint =
            lows.contains { $0 < least }
            ? "low is out of bounds for \(dtype)"
            : lasts.contains { $0 > greatest }
                ? "high is out of bounds for \(dtype)"
                : zip(lows, lasts).contains { $0 > $1 }
                    ? (self["endpoint"].map { (try? $0.isTrue()) == true } == true ? "low > high" : "low >= high") : nil
        if let complaint { throw invalid(complaint, python: .value(complaint)) }
    }
}
