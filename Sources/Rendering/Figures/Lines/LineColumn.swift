internal import Kernels

/// What a column of pixels shows of a line with more values than pixels.
struct LineColumn {
    /// The least and the greatest value; none where `low` is more than `high`.
    private(set) var (low, high) = (Double.infinity, -Double.infinity)
    /// The values at which the line comes and goes.
    private(set) var (first, last) = (Double.nan, Double.nan)
    /// Whether a gap lies between the column before and this one's first value.
    private(set) var isBroken = false

    var isEmpty: Bool { low > high }

    /// Takes a value in.
    ///
    /// - Parameter isOpen: whether the value before was a gap.
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

    /// The columns of a line whose places rise, in one pass over some of its values.
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
    /// How many points it has.
    var count: Int { min(x.count, y.count) }

    /// The points whose places lie on an axis and one on each side of them, where places rise all the way; else nil.
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

    /// The first point whose place meets a condition that holds for all behind it, by halving.
    private func firstPlace(where isMet: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isMet(x[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
