internal import Interpreter
internal import Rendering
internal import Tensors

/// A figure, or a part of one, as the module matplotlib passes it: dictionaries of numbers, strings and arrays.
struct FigureDescription {
    private let fields: DictionaryObject

    /// - Returns: nil unless the value is a dictionary.
    init?(_ value: Value?) {
        guard case .dictionary(let fields)? = value else { return nil }
        self.fields = fields
    }

    private func value(_ name: String) -> Value? { fields.value(named: Text(name)) }

    private func number(_ name: String) -> Double { value(name)?.plainNumber ?? 0 }

    private func whole(_ name: String) -> Int { Int(exactly: number(name)) ?? 0 }

    private func isTrue(_ name: String) -> Bool { if case .bool(true)? = value(name) { true } else { false } }

    private func text(_ name: String) -> String { value(name)?.plainText ?? "" }

    private func numbers(_ name: String) throws(EvaluationError) -> [Double] {
        guard let value = value(name), value.plainNumber == nil else { return [number(name)] }
        let tensor = try value.asTensor(for: "matplotlib", parameter: name)
        if tensor.dtype.isComplex {
            let words = "complex numbers aren't drawn here"
            throw .invalidArgument(
                function: "matplotlib", words, hint: "z.real and z.imag are the parts, np.abs(z) the distances from 0",
                python: PythonForm("TypeError", words))
        }
        return try tensor.floats()
    }

    private func parts(_ name: String) -> [FigureDescription] {
        (value(name)?.plainItems ?? []).compactMap { FigureDescription($0) }
    }

    private func part(_ name: String) -> FigureDescription? { FigureDescription(value(name)) }
}

extension FigureDescription {
    /// The figure.
    func figure() throws(EvaluationError) -> Figure {
        var figure = Figure()
        figure.title = text("title")
        (figure.width, figure.height) = (number("width"), number("height"))
        for part in parts("axes") { figure.axes.append(try part.axes()) }
        return figure
    }

    private func axes() throws(EvaluationError) -> Axes {
        var axes = Axes()
        let place = (value("place")?.plainItems ?? []).map { Int($0.plainNumber ?? 0) }
        if place.count == 6, place[2] < place[3], place[4] < place[5] {
            axes.place = Axes.Place(
                rowCount: place[0], columnCount: place[1], rows: place[2]..<place[3], columns: place[4]..<place[5])
        }
        axes.title = text("title")
        if let x = part("x") { axes.x = x.axis() }
        if let y = part("y") { axes.y = y.axis() }
        for part in parts("artists") { if let artist = try part.artist() { axes.artists.append(artist) } }
        axes.legend = part("legend")?.legend()
        axes.colorBar = part("color_bar")?.colorBar()
        axes.isFrameShown = isTrue("frame")
        axes.isAspectEqual = isTrue("equal")
        return axes
    }

    private func axis() -> Axis {
        var axis = Axis()
        axis.label = text("label")
        (axis.start, axis.end) = (number("start"), number("end"))
        axis.scale = text("scale") == "log" ? .logarithmic : .linear
        axis.ticks = value("ticks")?.plainItems?.compactMap { tick in
            guard let pair = tick.plainItems, pair.count == 2 else { return nil }
            return Axis.Tick(pair[0].plainNumber ?? 0, pair[1].plainText ?? "")
        }
        axis.hasGrid = isTrue("grid")
        return axis
    }

    private func legend() -> Legend {
        var legend = Legend()
        (legend.place, legend.title, legend.columnCount) = (text("place"), text("title"), whole("columns"))
        legend.entries = (value("entries")?.plainItems ?? []).compactMap { entry in
            guard let pair = entry.plainItems, pair.count == 2, let artist = pair[0].plainNumber else { return nil }
            return Legend.Entry(artist: Int(artist), label: pair[1].plainText ?? "")
        }
        return legend
    }

    private func colorBar() -> ColorBar {
        var bar = ColorBar()
        (bar.lowest, bar.highest, bar.label) = (number("lowest"), number("highest"), text("label"))
        bar.map = map()
        return bar
    }

    private func map() -> ColorMap {
        if let name = value("map")?.plainText { return ColorMap(named: name) ?? .viridis }
        guard let pair = value("map")?.plainItems, pair.count == 2, let colors = pair[0].plainItems else {
            return .viridis
        }
        let isStepped = if case .bool(true) = pair[1] { true } else { false }
        return ColorMap(colors: colors.map { Self.parts(of: $0) ?? (0, 0, 0) }, isStepped: isStepped)
    }
}

// MARK: - Artists

extension FigureDescription {
    private func artist() throws(EvaluationError) -> Artist? {
        switch text("kind") {
        case "line": .line(try line())
        case "points": .points(try points())
        case "area": .area(try area())
        case "image": .image(try image())
        case "segments": .segments(try segments())
        case "rule": .rule(rule())
        case "text": .text(label())
        default: nil
        }
    }

    private func line() throws(EvaluationError) -> Artist.Line {
        var line = Artist.Line(x: try numbers("x"), y: try numbers("y"))
        (line.label, line.style, line.width) = (shownLabel, style, number("width"))
        (line.marker, line.markerSize) = (marker, number("marker_size"))
        (line.color, line.opacity) = (color("color") ?? .cycle(0), number("opacity"))
        return line
    }

    private func points() throws(EvaluationError) -> Artist.Points {
        var points = Artist.Points(x: try numbers("x"), y: try numbers("y"))
        (points.label, points.sizes) = (shownLabel, try numbers("sizes"))
        if case .array? = value("parts") {
            points.colors = map().colors(at: try numbers("parts"))
        } else {
            points.colors = colors("colors")
        }
        (points.marker, points.opacity) = (marker, number("opacity"))
        return points
    }

    private func area() throws(EvaluationError) -> Artist.Area {
        var area = Artist.Area(x: try numbers("x"), y: try numbers("y"))
        (area.label, area.fill, area.edge) = (shownLabel, color("fill"), color("edge"))
        (area.edgeWidth, area.opacity, area.isBar) = (number("edge_width"), number("opacity"), isTrue("bar"))
        return area
    }

    private func image() throws(EvaluationError) -> Artist.Image {
        var image = Artist.Image(rows: whole("rows"), columns: whole("columns"), values: try numbers("values"))
        if value("colors")?.plainItems != nil { image.colors = colors("colors") }
        (image.left, image.right) = (number("left"), number("right"))
        (image.bottom, image.top) = (number("bottom"), number("top"))
        (image.lowest, image.highest) = (number("lowest"), number("highest"))
        (image.map, image.opacity) = (map(), number("opacity"))
        return image
    }

    private func segments() throws(EvaluationError) -> Artist.Segments {
        var segments = Artist.Segments(
            x0: try numbers("x0"), y0: try numbers("y0"), x1: try numbers("x1"), y1: try numbers("y1"))
        (segments.label, segments.colors, segments.style) = (shownLabel, colors("colors"), style)
        (segments.width, segments.opacity) = (number("width"), number("opacity"))
        return segments
    }

    private func rule() -> Artist.Rule {
        var rule = Artist.Rule(isHorizontal: isTrue("horizontal"), start: number("start"), end: number("end"))
        (rule.from, rule.to, rule.label) = (number("from"), number("to"), shownLabel)
        (rule.style, rule.width) = (style, number("width"))
        (rule.color, rule.opacity) = (color("color") ?? .cycle(0), number("opacity"))
        return rule
    }

    private func label() -> Artist.Label {
        var label = Artist.Label(text("words"), x: number("x"), y: number("y"))
        label.isInParts = isTrue("parts")
        label.horizontal = Artist.Label.Alignment(rawValue: text("horizontal")) ?? .start
        label.vertical = Artist.Label.Alignment(rawValue: text("vertical")) ?? .start
        (label.size, label.rotation) = (number("size"), number("rotation"))
        label.color = color("color") ?? .foreground
        if let target = value("target")?.plainItems, target.count == 2 {
            label.target = .init(x: target[0].plainNumber ?? 0, y: target[1].plainNumber ?? 0)
        }
        return label
    }

    /// The label, or empty if it begins with an underscore: matplotlib names unlabelled artists like that.
    private var shownLabel: String {
        let label = text("label")
        return label.hasPrefix("_") ? "" : label
    }

    private var style: LineStyle {
        switch text("style") {
        case "--": .dashed
        case "-.": .dashDotted
        case ":": .dotted
        case "None": .none
        default: .solid
        }
    }

    /// The shapes for matplotlib's markers; some markers share one.
    private static let markers: [String: MarkerShape] = [
        ".": .point, ",": .point, "o": .circle, "s": .square, "^": .triangleUp, "2": .triangleUp, "v": .triangleDown,
        "1": .triangleDown, "<": .triangleLeft, "3": .triangleLeft, ">": .triangleRight, "4": .triangleRight,
        "D": .diamond, "d": .diamond, "+": .plus, "P": .plus, "x": .cross, "X": .cross, "*": .star, "p": .pentagon,
        "h": .hexagon, "H": .hexagon, "8": .hexagon, "|": .verticalLine, "_": .horizontalLine,
    ]

    private var marker: MarkerShape { Self.markers[text("marker")] ?? .none }

    // MARK: - Colours

    private func colors(_ name: String) -> [FigureColor] {
        (value(name)?.plainItems ?? []).map { Self.color($0) ?? .background }
    }

    private func color(_ name: String) -> FigureColor? { value(name).flatMap { Self.color($0) } }

    private static func color(_ value: Value) -> FigureColor? {
        if let number = value.plainNumber { return .cycle(Int(number)) }
        if let name = value.plainText { return name == "background" ? .background : .foreground }
        return parts(of: value).map { .rgb($0, $1, $2) }
    }

    private static func parts(of value: Value) -> (Double, Double, Double)? {
        guard let parts = value.plainItems, parts.count >= 3 else { return nil }
        return (parts[0].plainNumber ?? 0, parts[1].plainNumber ?? 0, parts[2].plainNumber ?? 0)
    }
}

extension Value {
    /// A number of Python or NumPy.
    fileprivate var plainNumber: Double? {
        switch self {
        case .int(let value): Double(value)
        case .float(let value): value
        case .scalar(let scalar): scalar.complexValue == nil ? scalar.doubleValue : nil
        default: nil
        }
    }

    fileprivate var plainText: String? { if case .string(let text) = self { text.string } else { nil } }

    /// The items of a list or a tuple.
    fileprivate var plainItems: [Value]? {
        switch self {
        case .list(let list): list.items
        case .tuple(let tuple): tuple.items
        default: nil
        }
    }
}
