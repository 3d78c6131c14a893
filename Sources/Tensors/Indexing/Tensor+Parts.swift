/// What names places along one axis without an array.
public enum AxisPart: Sendable {
    /// One place, from the end if it is negative.
    case place(Int)
    /// The places of a slice.
    case slice(lower: Int?, upper: Int?, step: Int?)

    /// Every place.
    public static let all = slice(lower: nil, upper: nil, step: nil)
}

extension Tensor {
    /// `x[part]` of a vector or the rows of a matrix, or `x[part, columns]`, as a view: what ``indexed(by:)`` gives, without
    /// the plan that other indices need.
    ///
    /// - Returns: nil for more axes, single elements, empty results, and whatever is outside.
    public func part(_ part: AxisPart, _ columns: AxisPart? = nil) -> Tensor? {
        let (lengths, steps) = (shape.dimensions, strides)
        switch (lengths.count, columns) {
        case (1, nil):
            guard let first = Walk(part, lengths[0], steps[0]), first.hasAxis else { return nil }
            return view(
                shape: Shape(AxisValues(first.count)), strides: AxisValues(first.stride), offset: offset + first.start)
        case (2, _):
            guard let first = Walk(part, lengths[0], steps[0]), let second = Walk(columns ?? .all, lengths[1], steps[1])
            else { return nil }
            let start = offset + first.start + second.start
            switch (first.hasAxis, second.hasAxis) {
            case (true, true):
                return view(
                    shape: Shape(AxisValues(first.count, second.count)),
                    strides: AxisValues(first.stride, second.stride), offset: start)
            case (true, false):
                return view(shape: Shape(AxisValues(first.count)), strides: AxisValues(first.stride), offset: start)
            case (false, true):
                return view(shape: Shape(AxisValues(second.count)), strides: AxisValues(second.stride), offset: start)
            case (false, false): return nil
            }
        default: return nil
        }
    }

    /// Where a part of an axis begins in the buffer, how many places it has, and how far they lie from each other.
    private struct Walk {
        var start: Int
        var count: Int
        var stride: Int
        /// Whether it leaves an axis.
        var hasAxis: Bool

        init?(_ part: AxisPart, _ length: Int, _ stride: Int) {
            switch part {
            case .place(let place):
                guard place >= -length, place < length else { return nil }
                (start, count, self.stride, hasAxis) = ((place < 0 ? place + length : place) * stride, 1, 0, false)
            case .slice(let lower, let upper, let step):
                guard (step ?? 1).magnitude <= 1 << 20,
                    let places = try? ResolvedSlice(lower: lower, upper: upper, step: step, length: length),
                    places.count > 0
                else { return nil }
                (start, count, self.stride) = (places.start * stride, places.count, places.step * stride)
                hasAxis = true
            }
        }
    }
}
