/// One of the indices in the brackets of `x[…]`.
public enum TensorIndex: Sendable {
    /// An index along an axis, which it removes; negative ones count from the end.
    case integer(Int)
    /// `lower:upper:step`, each of which may be missing.
    case slice(lower: Int?, upper: Int?, step: Int?)
    /// A new axis of length 1 (`None`, `np.newaxis`).
    case newAxis
    /// All axes not taken by other indices (`...`).
    case ellipsis
    /// Indices along an axis, in any shape; several arrays broadcast together.
    case integers(NDArray<Int>)
    /// Selects elements along as many axes as the mask has.
    case mask(NDArray<Bool>)

    /// The whole axis.
    public static let all = TensorIndex.slice(lower: nil, upper: nil, step: nil)

    /// The number of axes that it covers; nil for an ellipsis.
    public var axisCount: Int? {
        switch self {
        case .integer, .slice, .integers: 1
        case .newAxis: 0
        case .ellipsis: nil
        case .mask(let mask): mask.rank
        }
    }
}

/// The indices of a slice on an axis of known length, as in Python's `slice.indices` and `range`.
public struct ResolvedSlice: Sendable, Hashable {
    /// The first index; meaningless if there are none.
    public var start: Int
    /// The exclusive end, inside the axis or just outside it, as in Python's `slice.indices`.
    public var stop: Int
    /// The step, not 0.
    public var step: Int
    /// The number of indices.
    public var count: Int

    /// Resolves a slice of an axis (or list, or string) of `length`.
    ///
    /// - Throws: ``TensorError/invalidArgument(function:_:)`` for a step of 0.
    public init(lower: Int?, upper: Int?, step: Int?, length: Int) throws(TensorError) {
        let step = max(step ?? 1, -Int.max)
        guard step != 0 else { throw .invalidArgument(function: "slice", "the step cannot be 0") }
        let (least, most) = step < 0 ? (-1, length - 1) : (0, length)
        func clamp(_ bound: Int) -> Int {
            let place = bound < 0 ? bound.addingSaturated(length) : bound
            return max(least, min(most, place))
        }
        let start = lower.map(clamp) ?? (step < 0 ? most : least)
        let stop = upper.map(clamp) ?? (step < 0 ? least : most)
        self.start = start
        self.stop = stop
        self.step = step
        if step < 0 {
            count = stop < start ? (start - stop - 1) / -step + 1 : 0
        } else {
            count = start < stop ? (stop - start - 1) / step + 1 : 0
        }
    }
}

extension Int {
    /// The index counted from 0, for an index in `-length ..< length`.
    ///
    /// - Throws: ``TensorError/indexOutOfRange(index:axis:length:)``.
    func normalizedIndex(axis: Int, length: Int) throws(TensorError) -> Int {
        guard self < length, self >= -length else {
            throw .indexOutOfRange(index: self, axis: axis, length: length)
        }
        return self < 0 ? self + length : self
    }
}
