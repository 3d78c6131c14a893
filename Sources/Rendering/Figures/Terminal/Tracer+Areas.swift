internal import Kernels
internal import Platform

extension Tracer {
    /// Which dots of a fill are set.
    enum Texture: Equatable {
        /// All of them.
        case full
        /// Every other one, so that what is below shows through.
        case half
        /// Every other row or column.
        case rows, columns
        /// None: it erases.
        case clear

        /// Textures that distinguish shapes without colours.
        static let apart: [Texture] = [.full, .half, .rows, .columns]

        @inline(__always)
        func has(_ x: Int, _ y: Int) -> Bool {
            switch self {
            case .full, .clear: true
            case .half: (x + y) & 1 == 0
            case .rows: y & 1 == 0
            case .columns: x & 1 == 0
            }
        }

        /// A sample for the legend.
        var sample: String {
            switch self {
            case .full, .clear: "⣿⣿"
            case .half: "⢕⢕"
            case .rows: "⠭⠭"
            case .columns: "⡇⡇"
            }
        }
    }

    /// Draws a bar: a rectangle parallel to the axes, with a one-dot gap to its neighbours if there is room.
    mutating func draw(bar area: Artist.Area, _ ink: UInt16, _ texture: Texture) {
        let (xExtent, yExtent) = (Extent(of: area.x), Extent(of: area.y))
        guard !xExtent.isEmpty, !yExtent.isEmpty, xExtent.low < xExtent.high, yExtent.low < yExtent.high else { return }
        let isLying = area.isLyingBar
        let across = edges(x, xExtent, canvas.width, hasGap: !isLying)
        let up = edges(y, yExtent, canvas.height, hasGap: isLying)
        guard let across, let up else { return }
        fill(across, up, ink, texture)
    }

    /// The dots between the lower and the upper edge of a bar.
    private func edges(_ scale: AxisScale, _ extent: Extent, _ count: Int, hasGap: Bool) -> ClosedRange<Int>? {
        let ends = [scale.heldPosition(of: extent.low), scale.heldPosition(of: extent.high)].sorted()
        guard ends[0] <= 1, ends[1] >= 0 else { return nil }
        guard hasGap else {
            let (low, high) = (ends[0] * Double(count - 1), ends[1] * Double(count - 1))
            return max(Int(low.rounded()), 0)...min(Int(high.rounded()), count - 1)
        }
        let (low, next) = (Int((ends[0] * Double(count)).rounded()), Int((ends[1] * Double(count)).rounded()))
        let end = next - low >= 4 ? next - 2 : max(next - 1, low)
        guard low < count, end >= 0 else { return nil }
        return max(low, 0)...max(min(end, count - 1), max(low, 0))
    }

    private mutating func fill(_ across: ClosedRange<Int>, _ up: ClosedRange<Int>, _ ink: UInt16, _ texture: Texture) {
        for y in up { for x in across { put(x, y, ink, texture) } }
    }

    private mutating func put(_ x: Int, _ y: Int, _ ink: UInt16, _ texture: Texture) {
        if texture.has(x, y) { canvas.fill(x, y, texture == .clear ? nil : ink) }
    }

    /// Fills a shape: each row of dots between pairs of its edges (even-odd rule).
    mutating func draw(shape area: Artist.Area, _ ink: UInt16, _ texture: Texture) {
        let (right, top) = (Double(canvas.width - 1), Double(canvas.height - 1))
        let count = min(area.x.count, area.y.count)
        guard count > 2 else { return }
        var crossings = EdgeCrossings(width: canvas.width, height: canvas.height)
        var before: (x: Double, y: Double)?
        for place in (0...count).polled(work: 16) {
            let index = place == count ? 0 : place
            let here = (x: x.heldPosition(of: area.x[index]) * right, y: y.heldPosition(of: area.y[index]) * top)
            guard here.x.isFinite, here.y.isFinite else { continue }
            if let before { crossings.add(before, here) }
            before = here
        }
        for row in (0..<canvas.height).polled(work: canvas.width) {
            for dots in crossings.filled(row) { for dot in dots { put(dot, row, ink, texture) } }
        }
    }

    /// Draws the edge of a shape.
    mutating func draw(edgeOf area: Artist.Area, _ pen: Pen) {
        guard let x = area.x.first, let y = area.y.first else { return }
        draw(Artist.Line(x: area.x + [x], y: area.y + [y]), pen)
    }

    /// Clears the fill along the edge of a shape.
    mutating func clear(edgeOf area: Artist.Area) { draw(edgeOf: area, .init(ink: 0, dash: [true])) }

    /// Draws a band across the axes.
    mutating func draw(band rule: Artist.Rule, _ ink: UInt16) {
        func dots(_ low: Double, _ high: Double, _ count: Int) -> ClosedRange<Int>? {
            let (low, high) = (min(low, high), max(low, high))
            guard low <= 1, high >= 0 else { return nil }
            return max(
                Int((low * Double(count - 1)).rounded()), 0)...min(
                    Int((high * Double(count - 1)).rounded()), count - 1)
        }
        let scale = rule.isHorizontal ? y : x
        let (start, end) = (scale.heldPosition(of: rule.start), scale.heldPosition(of: rule.end))
        guard start.isFinite, end.isFinite,
            let across = rule.isHorizontal
                ? dots(rule.from, rule.to, canvas.width) : dots(start, end, canvas.width),
            let up = rule.isHorizontal ? dots(start, end, canvas.height) : dots(rule.from, rule.to, canvas.height)
        else { return }
        fill(across, up, ink, .half)
    }
}

extension Artist.Area {
    /// Whether it is a horizontal bar: it starts at 0 in `x` but not in `y`.
    var isLyingBar: Bool { isBar && x.contains(0) && !y.contains(0) }
}

extension Artist.Rule {
    /// Whether it is a band rather than a line.
    var isBand: Bool { start != end }
}
