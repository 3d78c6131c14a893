internal import Kernels

/// The part of a line shown in one column of pixels, for lines with more values than pixels.
struct LineColumn {
    /// The least and the greatest value; empty if `low` is greater than `high`.
    private(set) var (low, high) = (Double.infinity, -Double.infinity)
    /// The values at which the line enters and leaves the column.
    private(set) var (first, last) = (Double.nan, Double.nan)
    /// Whether there is a gap between the previous column and this one's first value.
    private(set) var isBroken = false

    var isEmpty: Bool { low > high }

    /// Includes a value.
    ///
    /// - Parameter isOpen: whether the previous value was a gap.
    @inline(__always)
    private mutating func include(_ value: Double, least: Double, isOpen: inout Bool) {
        guard value >= least, value <= .greatestFiniteMagnitude else {
            isOpen = true
            return
        }
        if low > high {
            first = value
            isBroken = isOpen
        }
        isOpen = false
        low = value < low ? value : low
        high = value > high ? value : high
        last = value
    }

    /// The columns of a line with ascending `x`, in one pass over some of its values.
    static func columns(
        of line: Artist.Line, _ places: Range<Int>, x scale: AxisScale, isLogarithmic: Bool, width: Int
    ) -> [LineColumn] {
        let least = isLogarithmic ? Double.leastNonzeroMagnitude : -.greatestFiniteMagnitude
        var columns = [LineColumn](repeating: LineColumn(), count: width)
        let final = width - 1
        let (perHalf, start) = scale.steps(to: final)
        var isOpen = true
        line.x.withUnsafeBufferPointer { x in
            line.y.withUnsafeBufferPointer { y in
                columns.withUnsafeMutableBufferPointer { columns in
                    for place in places.polled(work: 2) {
                        let column =
                            scale.isLogarithmic
                            ? scale.position(of: x[place]) * Double(final) : (x[place] * 0.5 - start) * perHalf
                        guard column > -0.5, column < Double(final) + 0.5 else {
                            isOpen = true
                            continue
                        }
                        let pixel = min(max(Int(column + 0.5), 0), final)
                        columns[pixel].include(y[place], least: least, isOpen: &isOpen)
                    }
                }
            }
        }
        return columns
    }
}

extension Artist.Line {
    /// The number of points.
    var count: Int { min(x.count, y.count) }

    /// The points inside the axis' range plus one on each side, if `x` ascends; nil otherwise.
    func risingPlaces(on scale: AxisScale) -> Range<Int>? {
        let isRising = x.withUnsafeBufferPointer { x in
            var isRising = true
            _ = Interruption.forEachPiece(of: max(count - 1, 0)) { piece in
                for place in piece { isRising = isRising && x[place] <= x[place + 1] }
            }
            return isRising
        }
        guard isRising else { return nil }
        let first = firstPlace { $0 >= scale.low }
        let end = firstPlace { $0 > scale.high }
        let start = max(first - 1, 0)
        return start..<max(min(end + 1, count), start)
    }

    /// The first point whose `x` meets a condition that also holds for all later ones, by binary search.
    private func firstPlace(where isMet: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isMet(x[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
