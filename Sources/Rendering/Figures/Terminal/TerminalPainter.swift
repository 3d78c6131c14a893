internal import Kernels

/// Draws the contents of a pair of axes on a canvas.
struct TerminalPainter {
    let axes: Axes
    var tracer: Tracer
    /// The approximate number of cells available.
    private let room: Int

    init(_ axes: Axes, on canvas: CellCanvas, room: Int) {
        (self.axes, self.room) = (axes, room)
        tracer = Tracer(canvas, x: AxisScale(axes.x), y: AxisScale(axes.y))
    }

    mutating func paint() {
        for (index, artist) in axes.artists.enumerated() { paint(artist, index) }
        paintGrid()
    }

    private mutating func paint(_ artist: Artist, _ index: Int) {
        switch artist {
        case .line(let line): paint(line, index)
        case .points(let points): paint(points, index)
        case .area(let area): paint(area)
        case .image(let image): tracer.draw(image)
        case .segments(let segments):
            let styles = segments.colors.compactMap { ink($0) }
            let pens = styles.map { Tracer.Pen(ink: tracer.canvas.number(of: $0), dash: dash(segments.style, index)) }
            tracer.draw(segments, pens)
        case .rule(let rule):
            guard let ink = ink(rule.color) else { return }
            let number = tracer.canvas.number(of: ink)
            if rule.isBand {
                tracer.draw(band: rule, number)
            } else if rule.style != .none {
                tracer.draw(rule, .init(ink: number, dash: dash(rule.style, index)))
            }
        case .text(let label):
            guard let ink = ink(label.color) else { return }
            tracer.draw(label, ink.style, .init(ink: tracer.canvas.number(of: ink), dash: [true]))
        }
    }

    private mutating func paint(_ line: Artist.Line, _ index: Int) {
        guard let ink = ink(line.color) else { return }
        let number = tracer.canvas.number(of: ink)
        if line.style != .none { tracer.draw(line, .init(ink: number, dash: dash(line.style, index))) }
        guard line.marker != .none else { return }
        let mark = mark(line.marker, count: line.count, index, isOnLine: line.style != .none)
        tracer.draw(x: line.x, y: line.y, as: mark) { _ in ink }
    }

    private mutating func paint(_ points: Artist.Points, _ index: Int) {
        guard points.marker != .none else { return }
        // Points in the background colour are invisible.
        let colors = points.colors.contains(.background) ? points.colors.filter { $0 != .background } : points.colors
        guard !colors.isEmpty else { return }
        let mark = mark(points.marker, count: points.x.count, index, isOnLine: false)
        let hasColor = tracer.canvas.hasColor
        tracer.draw(x: points.x, y: points.y, as: mark) {
            Self.ink(colors[colors.count == 1 ? 0 : $0 % colors.count], hasColor: hasColor)
                ?? Ink(style: .plain, letter: "*")
        }
    }

    private mutating func paint(_ area: Artist.Area) {
        if let fill = area.fill {
            let (number, texture) = (ink(fill).map { tracer.canvas.number(of: $0) }, texture(of: area))
            let isClear = number == nil
            if area.isBar {
                tracer.draw(bar: area, number ?? 0, isClear ? .clear : texture)
            } else {
                tracer.draw(shape: area, number ?? 0, isClear ? .clear : texture)
            }
            // Gaps separate adjacent shapes whose edges have the background colour.
            if area.edge == .background, !area.isBar, !tracer.canvas.isASCII { tracer.clear(edgeOf: area) }
        } else if let edge = area.edge, let ink = ink(edge) {
            tracer.draw(edgeOf: area, .init(ink: tracer.canvas.number(of: ink), dash: [true]))
        }
    }

    private func texture(of area: Artist.Area) -> Tracer.Texture {
        if area.opacity < 0.7 { return .half }
        // Without colours, textures distinguish series.
        guard !tracer.canvas.hasColor, !tracer.canvas.isASCII, case .cycle(let index)? = area.fill else { return .full }
        return Tracer.Texture.apart[abs(index) % Tracer.Texture.apart.count]
    }

    /// Lines through the ticks, where nothing else is drawn.
    private mutating func paintGrid() {
        let canvas = tracer.canvas
        let (column, row): (Character, Character) = canvas.isASCII ? (":", ".") : ("┊", "┈")
        if axes.x.hasGrid {
            for tick in AxisTicks(axes.x, most: max(canvas.columns / 12, 2)).ticks {
                guard let place = tracer.x.pixel(of: tick.value, last: canvas.columns - 1) else { continue }
                for cell in 0..<canvas.rows where canvas.isEmpty(column: place, row: cell) {
                    tracer.canvas.write(column, column: place, row: cell, .axis)
                }
            }
        }
        if axes.y.hasGrid {
            for tick in AxisTicks(axes.y, most: max(canvas.rows / 3, 2)).ticks {
                guard let dot = tracer.y.pixel(of: tick.value, last: canvas.height - 1) else { continue }
                let place = canvas.rows - 1 - dot * canvas.rows / canvas.height
                for cell in 0..<canvas.columns where canvas.isEmpty(column: cell, row: place) {
                    tracer.canvas.write(row, column: cell, row: place, .axis)
                }
            }
        }
    }

    // MARK: - Inks

    /// The ink of a colour; nil for the background colour.
    private func ink(_ color: FigureColor) -> Ink? { Self.ink(color, hasColor: tracer.canvas.hasColor) }

    private static func ink(_ color: FigureColor, hasColor: Bool) -> Ink? {
        switch color {
        case .cycle(let index): return Ink(style: .series(abs(index)), letter: letter(of: abs(index)))
        case .foreground: return Ink(style: .plain, letter: "*")
        case .background: return nil
        case .rgb(let red, let green, let blue):
            let color = RGB(red, green, blue)
            // Black and white are visible on any background only as the text colour.
            if color.isGrey, !(0.25...0.8 ~= color.brightness) { return Ink(style: .plain, letter: "*") }
            let number = color.terminalColor
            return Ink(style: hasColor ? .cell(front: number, back: nil) : .plain, letter: "*")
        }
    }

    /// The letters of series in ASCII.
    private static let letters: [Character] = ["*", "o", "+", "x", "@", "%", "&", "="]

    static func letter(of series: Int) -> Character { letters[series % letters.count] }

    /// The dash pattern of a line. Without colours, dashes distinguish solid lines.
    private func dash(_ style: LineStyle, _ index: Int) -> [Bool] {
        guard !tracer.canvas.isASCII else { return [true] }
        guard style == .solid, !tracer.canvas.hasColor else { return Tracer.dash(of: style) }
        let before = axes.artists[..<index].filter { artist in
            if case .line(let line) = artist { line.style == .solid } else { false }
        }
        let all: [LineStyle] = [.solid, .dashed, .dotted, .dashDotted]
        return Tracer.dash(of: all[before.count % all.count])
    }

    /// How points are marked: with clearly visible letters if there are few.
    private func mark(_ shape: MarkerShape, count: Int, _ index: Int, isOnLine: Bool) -> PointMark {
        let canvas = tracer.canvas
        if shape == .point || count * (isOnLine ? 16 : 10) > room { return .dots(count * 3 > room ? 1 : 2) }
        if canvas.isASCII {
            if let letter = shape.asciiLetter { return .letter(letter) }
            return .letter(color(of: index).flatMap { ink($0)?.letter } ?? "o")
        }
        guard shape == .circle, !canvas.hasColor else { return .letter(shape.letter) }
        let before = axes.artists[..<index].filter { if case .points = $0 { true } else { false } }
        return .letter(MarkerShape.apart[before.count % MarkerShape.apart.count])
    }

    private func color(of index: Int) -> FigureColor? {
        switch axes.artists[index] {
        case .line(let line): line.color
        case .points(let points): points.colors.first
        case .area(let area): area.fill ?? area.edge
        case .segments(let segments): segments.colors.first
        case .rule(let rule): rule.color
        case .text(let label): label.color
        case .image: nil
        }
    }

    // MARK: - Legend

    /// A sample of an artist for the legend.
    func sample(of index: Int) -> Markup {
        guard let ink = color(of: index).flatMap({ ink($0) }) else { return "" }
        switch axes.artists[index] {
        case .points(let points): return sample(of: points.marker, points.x.count, index, ink)
        case .line(let line) where line.style == .none: return sample(of: line.marker, line.count, index, ink)
        case .area(let area):
            if tracer.canvas.isASCII { return Markup(String(ink.letter), ink.style) }
            return Markup(area.fill == nil ? "⣿⣿" : texture(of: area).sample, ink.style)
        case .rule(let rule) where rule.isBand:
            return Markup(tracer.canvas.isASCII ? String(ink.letter) : "⢕⢕", ink.style)
        case .line(let line): return sample(dash(line.style, index), ink)
        case .segments(let segments): return sample(dash(segments.style, index), ink)
        case .rule(let rule): return sample(dash(rule.style, index), ink)
        default: return ""
        }
    }

    private func sample(of shape: MarkerShape, _ count: Int, _ index: Int, _ ink: Ink) -> Markup {
        switch mark(shape, count: count, index, isOnLine: false) {
        case .letter(let letter): Markup(String(letter), ink.style)
        case .dots: Markup(tracer.canvas.isASCII ? String(ink.letter) : "⠌⠡", ink.style)
        }
    }

    private func sample(_ dash: [Bool], _ ink: Ink) -> Markup {
        if tracer.canvas.isASCII { return Markup(String(ink.letter), ink.style) }
        var axis = Axis()
        (axis.start, axis.end) = (0, 1)
        var sample = Tracer(
            CellCanvas(columns: 4, rows: 1, isASCII: false, hasColor: tracer.canvas.hasColor), x: AxisScale(axis),
            y: AxisScale(axis))
        let number = sample.canvas.number(of: ink)
        sample.draw(Artist.Line(x: [0, 1], y: [0.5, 0.5]), .init(ink: number, dash: dash))
        return sample.canvas.line(0)
    }
}
