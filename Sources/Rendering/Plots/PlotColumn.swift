internal import Kernels

/// What a column of dots shows of a line with more values than dots.
struct PlotColumn {
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

    /// The columns of a series whose places rise, in one pass over its values.
    static func columns(of series: Plot.Series, x scale: PlotScale, isLogarithmic: Bool, width: Int) -> [PlotColumn] {
        let least = isLogarithmic ? Double.leastNonzeroMagnitude : -.greatestFiniteMagnitude
        return series.y.withUnsafeBufferPointer { y in
            guard let x = series.x else { return runs(of: y, series, scale, least: least, width: width) }
            var columns = [PlotColumn](repeating: PlotColumn(), count: width)
            let final = width - 1
            let (perHalf, start) = scale.steps(to: final)
            var isOpen = true
            x.withUnsafeBufferPointer { x in
                columns.withUnsafeMutableBufferPointer { columns in
                    for place in (0..<series.count).polled(work: 2) {
                        let column = (x[place] * 0.5 - start) * perHalf
                        guard column > -0.5, column < Double(final) + 0.5 else {
                            isOpen = true
                            continue
                        }
                        let pixel = min(max(Int(column + 0.5), 0), final)
                        columns[pixel].include(y[place], least: least, isOpen: &isOpen)
                    }
                }
            }
            return columns
        }
    }

    /// Of values at equal steps each column holds a run.
    private static func runs(
        of y: UnsafeBufferPointer<Double>, _ series: Plot.Series, _ scale: PlotScale, least: Double, width: Int
    ) -> [PlotColumn] {
        let (count, final) = (series.count, width - 1)
        let first = scale.position(of: series.place(0)) * Double(final)
        let perValue = (scale.position(of: series.place(count - 1)) * Double(final) - first) / Double(count - 1)
        var (place, isOpen) = (0, true)
        return (0...final).map { pixel in
            let border = ((Double(pixel) + 0.5 - first) / perValue).rounded(.up)
            let end = pixel == final ? count : min(max(Int(min(border, Double(count))), place), count)
            var column = PlotColumn()
            for index in (place..<end).polled() { column.include(y[index], least: least, isOpen: &isOpen) }
            place = end
            return column
        }
    }
}
