internal import Kernels

/// A figure as an SVG picture for print and screen; it follows the reader's light or dark theme.
public struct FigureSVG {
    private var body = ""
    private var clipCount = 0
    private var definitions = ""
    /// The prefix of the names of its parts.
    private let prefix: String

    private init(prefix: String = "") { self.prefix = prefix }

    /// The text of the file.
    ///
    /// - Parameter words: a description of the figure, for readers who can't see it.
    public static func text(of figure: Figure, words: String) -> String {
        let picture = PictureBuilder.picture(of: figure)
        var writer = FigureSVG()
        for item in picture.items { writer.write(item) }
        return writer.document(picture, words)
    }

    /// An element for an HTML page that includes ``pageStyle`` once.
    ///
    /// - Parameters:
    ///   - words: a description of the figure, for readers who can't see it.
    ///   - prefix: the prefix of the names of its parts, unique among the page's figures.
    public static func element(of figure: Figure, words: String, prefix: String) -> String {
        let picture = PictureBuilder.picture(of: figure)
        var writer = FigureSVG(prefix: prefix)
        for item in picture.items { writer.write(item) }
        let (width, height) = (number(picture.width), number(picture.height))
        return """
            <svg class="figure" width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" role="img" \
            aria-label="\(escaped(words))">
            \(writer.drawing)</svg>

            """
    }

    /// The style sheet of a page's figures: light or dark as the reader prefers, and light on paper.
    public static var pageStyle: String {
        let (light, dark) = (rules(of: .light, within: ".figure "), rules(of: .dark, within: ".figure "))
        return shapes(within: ".figure ") + light + "@media screen and (prefers-color-scheme: dark) {\n\(dark)}\n"
    }

    private var drawing: String {
        let definitions = definitions.isEmpty ? "" : "<defs>\n\(definitions)</defs>\n"
        return "\(definitions)<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n\(body)"
    }

    private func document(_ picture: Picture, _ words: String) -> String {
        let (width, height) = (Self.number(picture.width), Self.number(picture.height))
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
            viewBox="0 0 \(width) \(height)" role="img">
            <title>\(Self.escaped(words))</title>
            <style>
            \(Self.style)
            </style>
            \(drawing)</svg>

            """
    }

    // MARK: - Style

    private static let style =
        shapes(within: "") + rules(of: .light, within: "")
        + "@media (prefers-color-scheme: dark) {\n\(rules(of: .dark, within: ""))}"

    private static func shapes(within scope: String) -> String {
        """
        \(scope)text { font-family: "DejaVu Sans", "Helvetica Neue", Arial, sans-serif; white-space: pre }
        \(scope)path { fill: none; stroke-linejoin: round }
        \(scope).line { stroke-linecap: round }
        \(scope).dots { stroke-linecap: round }

        """
    }

    private static func rules(of theme: PictureTheme, within scope: String) -> String {
        var rules = "\(scope).paper { fill: \(hexadecimal(theme.paper)) }\n"
        let named: [(String, RGB)] =
            [("fg", theme.text), ("bg", theme.paper), ("axis", theme.axis), ("grid", theme.grid)]
            + theme.cycle.enumerated().map { ("\($0.offset)", $0.element) }
        for (name, color) in named {
            let shade = hexadecimal(color)
            rules += "\(scope).l\(name) { stroke: \(shade) } \(scope).f\(name) { fill: \(shade) }\n"
        }
        return rules
    }

    private static func hexadecimal(_ color: RGB) -> String {
        func digits(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }
        return "#" + digits(color.red) + digits(color.green) + digits(color.blue)
    }

    /// The class for a paint, or the colour itself.
    private static func shade(_ paint: Picture.Paint) -> (name: String?, color: String) {
        switch paint {
        case .axis: ("axis", "")
        case .grid: ("grid", "")
        case .panel, .color(.background): ("bg", "")
        case .color(.foreground): ("fg", "")
        case .color(.cycle(let index)): ("\(abs(index) % PictureTheme.light.cycle.count)", "")
        case .color(.rgb(let red, let green, let blue)): (nil, hexadecimal(RGB(red, green, blue)))
        }
    }

    /// The attributes for fill and stroke.
    private static func attributes(fill: Picture.Paint?, stroke: Picture.Paint?, also names: [String] = []) -> String {
        var (names, rest) = (names, "")
        if let fill {
            let shade = shade(fill)
            if let name = shade.name { names.append("f" + name) } else { rest += " style=\"fill: \(shade.color)\"" }
        }
        if let stroke {
            let shade = shade(stroke)
            if let name = shade.name { names.append("l" + name) } else { rest += " stroke=\"\(shade.color)\"" }
        }
        return (names.isEmpty ? "" : " class=\"\(names.joined(separator: " "))\"") + rest
    }

    private static func opacity(_ opacity: Double) -> String {
        opacity < 1 ? " opacity=\"\(number(max(opacity, 0)))\"" : ""
    }

    // MARK: - Items

    private mutating func write(_ item: Picture.Item) {
        switch item {
        case .path(let lines, let look): write(lines, look)
        case .marks(let marks): write(marks)
        case .cells(let cells): write(cells)
        case .words(let words): write(words)
        case .clipped(let area, let items):
            if items.isEmpty { return }
            definitions += "<clipPath id=\"\(prefix)c\(clipCount)\"><rect \(Self.rectangle(area))/></clipPath>\n"
            body += "<g clip-path=\"url(#\(prefix)c\(clipCount))\">\n"
            clipCount += 1
            for item in items { write(item) }
            body += "</g>\n"
        }
    }

    private static func rectangle(_ area: Picture.Area) -> String {
        "x=\"\(number(area.left))\" y=\"\(number(area.top))\" width=\"\(number(area.width))\" height=\"\(number(area.height))\""
    }

    private mutating func write(_ lines: [[Picture.Point]], _ look: Picture.PathLook) {
        guard lines.contains(where: { !$0.isEmpty }) else { return }
        var path = ""
        for line in lines.polled(work: 64) {
            for (index, point) in line.enumerated().polled(work: 64) {
                path += index == 0 ? "M" : "L"
                Self.append(point.x, to: &path)
                path += " "
                Self.append(point.y, to: &path)
            }
            if look.isClosed { path += "Z" }
        }
        let names = look.stroke != nil && !look.isClosed && look.dash.isEmpty ? ["line"] : []
        var attributes = Self.attributes(fill: look.fill, stroke: look.stroke, also: names)
        if look.stroke != nil { attributes += " stroke-width=\"\(Self.number(look.width))\"" }
        if !look.dash.isEmpty {
            attributes += " stroke-dasharray=\"\(look.dash.map(Self.number).joined(separator: " "))\""
        }
        body += "<path\(attributes)\(Self.opacity(look.opacity)) d=\"\(path)\"/>\n"
    }

    private mutating func write(_ marks: Picture.Marks) {
        let isSeenThrough = marks.opacity < 1 && marks.centers.count <= PictureThinning.fewPoints
        if marks.shape.isRound {
            let attributes =
                Self.attributes(fill: nil, stroke: marks.paint, also: ["dots"])
                + " stroke-width=\"\(Self.number(marks.size))\"" + Self.opacity(marks.opacity)
            if isSeenThrough {
                for center in marks.centers { body += "<path\(attributes) d=\"\(Self.dots([center]))\"/>\n" }
            } else {
                body += "<path\(attributes) d=\"\(Self.dots(marks.centers))\"/>\n"
            }
            return
        }
        let outline = marks.shape.outline
        var look = Picture.PathLook(isClosed: !marks.shape.isOpen, opacity: marks.opacity)
        if marks.shape.isOpen {
            (look.stroke, look.width) = (marks.paint, max(marks.size / 6, 1))
        } else {
            look.fill = marks.paint
        }
        let all = marks.centers.map { center in
            outline.map { line in
                line.map { Picture.Point(x: center.x + $0.x * marks.size, y: center.y + $0.y * marks.size) }
            }
        }
        if isSeenThrough { for lines in all { write(lines, look) } } else { write(all.flatMap { $0 }, look) }
    }

    /// Points as zero-length lines, which show by their round ends; coordinates are relative to the previous point.
    private static func dots(_ centers: [Picture.Point]) -> String {
        var path = ""
        var last: (x: Int, y: Int)?
        for center in centers.polled(work: 64) {
            let here = (x: Int((center.x * 100).rounded()), y: Int((center.y * 100).rounded()))
            path += last == nil ? "M" : "m"
            append(Double(here.x - (last?.x ?? 0)) / 100, to: &path)
            path += " "
            append(Double(here.y - (last?.y ?? 0)) / 100, to: &path)
            path += "h0"
            last = here
        }
        return path
    }

    /// Up to this many cells become rectangles; more of them, or small ones, become an embedded picture.
    private static let mostRectangles = 1024

    private mutating func write(_ cells: Picture.Cells) {
        let (high, wide) = (cells.area.height / Double(cells.rows), cells.area.width / Double(cells.columns))
        if cells.rows * cells.columns <= Self.mostRectangles, min(high, wide) >= 3 { return writeRectangles(cells) }
        let file = PNGFile.bytes(width: cells.columns, height: cells.rows, pixels: cells.pixels)
        body += "<image \(Self.rectangle(cells.area)) preserveAspectRatio=\"none\" style=\"image-rendering: pixelated\""
        body += "\(Self.opacity(cells.opacity)) href=\"data:image/png;base64,\(Base64.text(of: file))\"/>\n"
    }

    private mutating func writeRectangles(_ cells: Picture.Cells) {
        let (width, height) = (cells.area.width / Double(cells.columns), cells.area.height / Double(cells.rows))
        body += "<g shape-rendering=\"crispEdges\"\(Self.opacity(cells.opacity))>\n"
        for place in 0..<cells.rows * cells.columns where cells.pixels[4 * place + 3] > 0 {
            let (row, column) = (Double(place / cells.columns), Double(place % cells.columns))
            let left = cells.area.left + column * width
            let area = Picture.Area(
                left: left, top: cells.area.top + row * height, right: left + width,
                bottom: cells.area.top + (row + 1) * height)
            let color = UInt32(cells.pixels[4 * place]) << 16 | UInt32(cells.pixels[4 * place + 1]) << 8
            let shade = Self.hexadecimal(RGB(color | UInt32(cells.pixels[4 * place + 2])))
            body += "<rect \(Self.rectangle(area)) fill=\"\(shade)\"/>\n"
        }
        body += "</g>\n"
    }

    private mutating func write(_ words: Picture.PictureWords) {
        guard !words.words.isEmpty else { return }
        let anchor = words.alignment.rawValue
        // Not all SVG viewers support baselines other than the default.
        let drop = words.vertical == .start ? 0 : words.vertical == .middle ? words.size * 0.36 : words.size * 0.76
        var attributes = Self.attributes(fill: words.paint, stroke: nil) + " font-size=\"\(Self.number(words.size))\""
        if anchor != "start" { attributes += " text-anchor=\"\(anchor)\"" }
        if words.isBold { attributes += " font-weight=\"bold\"" }
        if words.rotation == 0 {
            attributes += " x=\"\(Self.number(words.x))\" y=\"\(Self.number(words.y + drop))\""
        } else {
            attributes += " transform=\"translate(\(Self.number(words.x)) \(Self.number(words.y))) "
            attributes += "rotate(\(Self.number(-words.rotation)))\" y=\"\(Self.number(drop))\""
        }
        body += "<text\(attributes)>\(Self.escaped(words.words))</text>\n"
    }

    // MARK: - Text and numbers

    /// A coordinate, rounded to a hundredth.
    static func number(_ value: Double) -> String {
        var text = ""
        append(value, to: &text)
        return text
    }

    private static func append(_ value: Double, to text: inout String) {
        guard value.isFinite, abs(value) < 1e9 else {
            text += "0"
            return
        }
        let hundredths = Int((value * 100).rounded())
        if hundredths < 0 { text += "-" }
        let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
        text += String(whole)
        if rest == 0 { return }
        text += rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    }

    /// Text escaped for use between tags.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in Markup.escaped(text) {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }
}

/// Base64 encoding (RFC 4648).
enum Base64 {
    private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func text(of bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count / 3 * 4 + 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            var bits: UInt32 = 0
            for (index, byte) in part.enumerated() { bits |= UInt32(byte) << UInt32(16 - 8 * index) }
            for index in 0..<4 {
                let isPadding = index > part.count
                result.append(isPadding ? UInt8(ascii: "=") : letters[Int(bits >> UInt32(18 - 6 * index) & 63)])
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
