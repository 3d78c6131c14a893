internal import Kernels

/// Draws series and bars on a canvas.
///
/// A line of more values than dots is drawn from the least to the greatest value of each column of dots, found in one
/// pass over the values.
struct PlotTracer {
    var canvas: PlotCanvas
    let xScale, yScale: PlotScale

    /// How many dots a dashed line has drawn, and the last of them.
    private var (drawn, last) = (0, (-1, -1))

    init(_ canvas: PlotCanvas, x: PlotScale, y: PlotScale) {
        self.canvas = canvas
        (xScale, yScale) = (x, y)
    }

    /// Which dots of a line are drawn, so that lines can be told apart without colour.
    private static let dashes: [[Bool]] = [
        [true], [true, true, true, true, false, false], [true, false, false],
        [true, true, true, true, true, false, false, true, false, false],
    ]

    /// Draws a series; `line` counts the lines before it.
    mutating func draw(_ series: Plot.Series, index: Int, line: Int) {
        (drawn, last) = (0, (-1, -1))
        if series.mark == .points {
            drawPoints(series, index)
        } else {
            let pen = Pen(index: index, dash: canvas.isASCII ? Self.dashes[0] : Self.dashes[line % Self.dashes.count])
            if series.count > 4 * canvas.width {
                drawColumns(of: series, pen)
            } else {
                drawSegments(of: series, pen)
            }
        }
    }

    private struct Pen {
        let index: Int
        let dash: [Bool]
    }

    // MARK: - Few values

    private mutating func drawSegments(of series: Plot.Series, _ pen: Pen) {
        var before: (Int, Int)?
        for place in (0..<series.count).polled(work: 8) {
            guard let x = xScale.pixel(of: series.place(place), last: canvas.width - 1),
                let y = yScale.pixel(of: series.y[place], last: canvas.height - 1)
            else {
                before = nil
                continue
            }
            if let before { segment(from: before, to: (x, y), pen) } else { put(x, y, pen) }
            before = (x, y)
        }
    }

    /// Bresenham's line.
    private mutating func segment(from start: (Int, Int), to end: (Int, Int), _ pen: Pen) {
        var (x, y) = start
        let (width, height) = (abs(end.0 - x), abs(end.1 - y))
        let (right, up) = (end.0 < x ? -1 : 1, end.1 < y ? -1 : 1)
        var error = width - height
        while true {
            put(x, y, pen)
            if (x, y) == end { return }
            let doubled = 2 * error
            if doubled > -height {
                error -= height
                x += right
            }
            if doubled < width {
                error += width
                y += up
            }
        }
    }

    private mutating func put(_ x: Int, _ y: Int, _ pen: Pen) {
        if (x, y) == last { return }
        last = (x, y)
        if pen.dash[drawn % pen.dash.count] { canvas.set(x, y, pen.index) }
        drawn += 1
    }

    // MARK: - Many values

    private mutating func drawColumns(of series: Plot.Series, _ pen: Pen) {
        draw(PlotColumn.columns(of: series, x: xScale, isLogarithmic: yScale.isLogarithmic, width: canvas.width), pen)
    }

    private mutating func draw(_ columns: [PlotColumn], _ pen: Pen) {
        let top = canvas.height - 1
        var before: (Int, Int)?
        for (x, column) in columns.enumerated() where column.low <= column.high {
            guard let low = yScale.pixel(of: column.low, last: top),
                let high = yScale.pixel(of: column.high, last: top),
                let first = yScale.pixel(of: column.first, last: top),
                let last = yScale.pixel(of: column.last, last: top)
            else { continue }
            if let before, !column.isBroken { segment(from: before, to: (x, first), pen) }
            segment(from: (x, low), to: (x, high), pen)
            before = (x, last)
        }
    }

    // MARK: - Points and bars

    private mutating func drawPoints(_ series: Plot.Series, _ index: Int) {
        let (right, top) = (canvas.width - 1, canvas.height - 1)
        guard !yScale.isLogarithmic, let x = series.x else {
            for place in (0..<series.count).polled(work: 8) {
                if let x = xScale.pixel(of: series.place(place), last: right),
                    let y = yScale.pixel(of: series.y[place], last: top)
                {
                    canvas.set(x, y, index)
                }
            }
            return
        }
        let (xSteps, ySteps) = (xScale.steps(to: right), yScale.steps(to: top))
        x.withUnsafeBufferPointer { x in
            series.y.withUnsafeBufferPointer { y in
                for place in (0..<min(x.count, y.count)).polled(work: 2) {
                    let column = (x[place] * 0.5 - xSteps.start) * xSteps.scale
                    let row = (y[place] * 0.5 - ySteps.start) * ySteps.scale
                    // Also false for nan.
                    guard column > -0.5, column < Double(right) + 0.5, row > -0.5, row < Double(top) + 0.5 else {
                        continue
                    }
                    canvas.set(min(Int(column + 0.5), right), min(Int(row + 0.5), top), index)
                }
            }
        }
    }

    /// Draws bars from the axis up, a dot between them where there is room.
    mutating func draw(_ bars: Plot.Bars) {
        let (right, top) = (canvas.width - 1, canvas.height - 1)
        for (index, height) in bars.heights.enumerated() where index + 1 < bars.edges.count {
            guard let left = xScale.pixel(of: bars.edges[index], last: right + 1),
                let next = xScale.pixel(of: bars.edges[index + 1], last: right + 1),
                let y = yScale.pixel(of: height, last: top), height > 0
            else { continue }
            let end = next - left >= 4 ? next - 2 : max(next - 1, left)
            for x in left...max(min(end, right), left) where x <= right {
                for dot in 0...y { canvas.set(x, dot, 0) }
            }
        }
    }
}

extension Plot.Series {
    /// The horizontal place of a value.
    func place(_ index: Int) -> Double { x?[index] ?? first + Double(index) * step }

    /// From the least to the greatest place.
    var places: PlotExtent {
        if let x { return PlotExtent(of: x) }
        var extent = PlotExtent()
        if count > 0 {
            extent.include(place(0))
            extent.include(place(count - 1))
        }
        return extent
    }
}
