/// A selection along one axis without an index array.
public enum AxisPart: Sendable {
    /// One index, from the end if negative.
    case place(Int)
    /// The indices of a slice.
    case slice(lower: Int?, upper: Int?, step: Int?)

    /// The whole axis.
    public static let all = slice(lower: nil, upper: nil, step: nil)
}

extension Tensor {
    /// `x[part]` of a vector or of a matrix's rows, or `x[part, columns]`, as a view: the result of ``indexed(by:)``
    /// without an index plan.
    ///
    /// - Returns: nil for more axes, single elements, empty results, and indices out of range.
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

    /// Where a part of an axis begins in the buffer, its length and its stride.
    private struct Walk {
        var start: Int
        var count: Int
        var stride: Int
        /// Whether the axis remains.
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
