/// One of the indices between the brackets of `x[…]`.
public enum TensorIndex: Sendable {
    /// A place along an axis, which the axis is then gone; negative places count from the end.
    case integer(Int)
    /// `lower:upper:step`, each of which may be missing.
    case slice(lower: Int?, upper: Int?, step: Int?)
    /// A new axis of length 1 (`None`, `np.newaxis`).
    case newAxis
    /// All axes that no other index takes (`...`).
    case ellipsis
    /// Places along an axis, in any shape; several broadcast together.
    case integers(NDArray<Int>)
    /// A choice of the places of as many axes as the mask has.
    case mask(NDArray<Bool>)

    /// All of an axis.
    public static let all = TensorIndex.slice(lower: nil, upper: nil, step: nil)

    /// The number of axes that it takes up; nil for an ellipsis.
    public var axisCount: Int? {
        switch self {
        case .integer, .slice, .integers: 1
        case .newAxis: 0
        case .ellipsis: nil
        case .mask(let mask): mask.rank
        }
    }
}

/// The places that a slice names on an axis of known length, as Python's `slice.indices` and `range` count them.
public struct ResolvedSlice: Sendable, Hashable {
    /// The first place; meaningless if there are none.
    public var start: Int
    /// The place that is not reached, within the axis or just outside it, as Python's `slice.indices` gives it.
    public var stop: Int
    /// The step from place to place, not 0.
    public var step: Int
    /// The number of places.
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
    /// The place counted from 0 that an index in `-length ..< length` names.
    ///
    /// - Throws: ``TensorError/indexOutOfRange(index:axis:length:)``.
    func normalizedIndex(axis: Int, length: Int) throws(TensorError) -> Int {
        guard self < length, self >= -length else {
            throw .indexOutOfRange(index: self, axis: axis, length: length)
        }
        return self < 0 ? self + length : self
    }
}
