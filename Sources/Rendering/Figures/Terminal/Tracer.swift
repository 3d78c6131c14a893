internal import Kernels

/// Draws the contents of a pair of axes on a canvas of cells.
///
/// A line with more values than dots is drawn from the minimum to the maximum of each column of dots, found in one
/// pass over the values.
struct Tracer {
    var canvas: CellCanvas
    let x, y: AxisScale

    /// The number of dots drawn of a dashed line, and the last of them.
    private var (drawn, last) = (0, (-1, -1))
    /// The number of segments and dots drawn for lines, including overdrawn ones: a measure of the work.
    private(set) var strokeCount = 0

    init(_ canvas: CellCanvas, x: AxisScale, y: AxisScale) {
        self.canvas = canvas
        (self.x, self.y) = (x, y)
    }

    /// Which dots of a line are drawn.
    struct Pen {
        /// The number of an ink; 0 clears fills.
        var ink: UInt16
        var dash: [Bool]
    }

    /// The dash pattern of a line style; in ASCII, where a dot is a whole cell, all are drawn.
    static func dash(of style: LineStyle) -> [Bool] {
        switch style {
        case .solid, .none: [true]
        case .dashed: [true, true, true, true, false, false]
        case .dotted: [true, false, false]
        case .dashDotted: [true, true, true, true, true, false, false, true, false, false]
        }
    }

    /// The edges of the axes, half a dot outside the outer dots.
    private var field: Box {
        Box(left: -0.499, bottom: -0.499, right: Double(canvas.width) - 0.501, top: Double(canvas.height) - 0.501)
    }

    // MARK: - Lines

    /// Draws a line through points.
    mutating func draw(_ line: Artist.Line, _ pen: Pen) {
        (drawn, last) = (0, (-1, -1))
        guard let places = line.risingPlaces(on: x) else { return drawSegments(of: line, 0..<line.count, pen) }
        if places.count > 4 * canvas.width {
            drawColumns(of: line, places, pen)
        } else {
            drawSegments(of: line, places, pen)
        }
    }

    private mutating func drawSegments(of line: Artist.Line, _ places: Range<Int>, _ pen: Pen) {
        var before: (Double, Double)?
        var covered = CoveredDots(pen)
        let (right, top) = (Double(canvas.width - 1), Double(canvas.height - 1))
        let isAlone = places.count == 1
        for place in places.polled(work: 8) {
            if canvas.isFull { return }
            let across = x.position(of: line.x[place])
            let up = y.position(of: line.y[place])
            guard across.isFinite, up.isFinite else {
                before = nil
                continue
            }
            let reach = AxisScale.beyond
            let here = (min(max(across, -reach), reach) * right, min(max(up, -reach), reach) * top)
            if let before {
                if !changesNothing(before, here, &covered) { segment(before, here, pen) }
            } else if isAlone || isGap(line, place + 1) {
                segment(here, here, pen)
            }
            before = here
        }
    }

    /// Whether a segment would change nothing: it stays in the dot drawn last, or crosses only dots that are already
    /// set.
    private mutating func changesNothing(
        _ start: (Double, Double), _ end: (Double, Double), _ covered: inout CoveredDots
    ) -> Bool {
        guard field.contains(start.0, start.1), field.contains(end.0, end.1) else { return false }
        let (x, y) = (Int(end.0.rounded()), Int(end.1.rounded()))
        let (fromX, fromY) = (Int(start.0.rounded()), Int(start.1.rounded()))
        if (x, y) == last, (fromX, fromY) == last { return true }
        guard covered.isSolid else { return false }
        guard max(abs(x - fromX), abs(y - fromY)) > CoveredDots.shortest else { return false }
        covered.renew(after: strokeCount, canvas)
        guard covered.holds(min(x, fromX)...max(x, fromX), min(y, fromY)...max(y, fromY)) else { return false }
        last = (x, y)
        return true
    }

    private func isGap(_ line: Artist.Line, _ place: Int) -> Bool {
        place >= line.count || !x.position(of: line.x[place]).isFinite || !y.position(of: line.y[place]).isFinite
    }

    /// Draws the visible part of a line between two positions, in dots.
    mutating func segment(_ start: (Double, Double), _ end: (Double, Double), _ pen: Pen) {
        strokeCount += 1
        guard let part = field.clipped(start.0, start.1, end.0, end.1) else { return }
        dots(
            from: (Int(part.0.rounded()), Int(part.1.rounded())), to: (Int(part.2.rounded()), Int(part.3.rounded())),
            pen)
    }

    /// Draws a line by Bresenham's algorithm.
    private mutating func dots(from start: (Int, Int), to end: (Int, Int), _ pen: Pen) {
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
        strokeCount += 1
        guard pen.ink > 0 else { return canvas.fill(x, y, nil) }
        if pen.dash.count == 1 ? pen.dash[0] : pen.dash[drawn % pen.dash.count] { canvas.set(x, y, pen.ink) }
        drawn += 1
    }

    private mutating func drawColumns(of line: Artist.Line, _ places: Range<Int>, _ pen: Pen) {
        let columns = LineColumn.columns(
            of: line, places, x: x, isLogarithmic: y.isLogarithmic, width: canvas.width)
        let top = Double(canvas.height - 1)
        var before: (Double, Double)?
        for (index, column) in columns.enumerated() where !column.isEmpty {
            let across = Double(index)
            func dot(_ value: Double) -> (Double, Double) { (across, y.heldPosition(of: value) * top) }
            if let before, !column.isBroken { segment(before, dot(column.first), pen) }
            segment(dot(column.low), dot(column.high), pen)
            before = dot(column.last)
        }
    }

    /// Draws line segments.
    mutating func draw(_ segments: Artist.Segments, _ pens: [Pen]) {
        let count = min(segments.x0.count, segments.y0.count, segments.x1.count, segments.y1.count)
        let (right, top) = (Double(canvas.width - 1), Double(canvas.height - 1))
        guard !pens.isEmpty else { return }
        for place in (0..<count).polled(work: 16) {
            (drawn, last) = (0, (-1, -1))
            let ends = (
                (x.heldPosition(of: segments.x0[place]) * right, y.heldPosition(of: segments.y0[place]) * top),
                (x.heldPosition(of: segments.x1[place]) * right, y.heldPosition(of: segments.y1[place]) * top)
            )
            segment(ends.0, ends.1, pens[place % pens.count])
        }
    }

    /// Draws a line across all of the axes, or part of the way.
    mutating func draw(_ rule: Artist.Rule, _ pen: Pen) {
        (drawn, last) = (0, (-1, -1))
        let (right, top) = (Double(canvas.width - 1), Double(canvas.height - 1))
        if rule.isHorizontal {
            let height = y.heldPosition(of: rule.start) * top
            segment((rule.from * right, height), (rule.to * right, height), pen)
        } else {
            let place = x.heldPosition(of: rule.start) * right
            segment((place, rule.from * top), (place, rule.to * top), pen)
        }
    }
}
