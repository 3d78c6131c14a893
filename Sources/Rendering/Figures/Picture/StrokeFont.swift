/// A font of strokes, for pictures that must not depend on installed fonts.
enum StrokeFont {
    /// A letter: its strokes, in fractions of the font size, upward from the baseline.
    struct Glyph {
        var strokes: [[Picture.Point]]
        /// The distance from the start of the letter to the start of the next one.
        var advance: Double
    }

    /// The fraction of the font size per grid step of the drawings, vertically and horizontally.
    private static let (up, across) = (0.72 / 7, 0.72 / 7 * 0.93)
    /// The gap between letters, in grid steps.
    private static let gap = 1.85

    /// The width of a line of text, in the unit of `size`.
    static func width(of words: String, size: Double) -> Double {
        words.reduce(0) { $0 + advance(of: $1) } * size
    }

    /// The letters without a glyph.
    static func missing(in words: String) -> [Character] {
        words.filter { $0 != " " && $0 != "\n" && $0 != "\t" && glyph(of: $0) == nil }.map { $0 }
    }

    /// The thickness of the strokes, in fractions of the font size.
    static func weight(isBold: Bool) -> Double { isBold ? 0.125 : 0.085 }

    private static func advance(of letter: Character) -> Double {
        if letter == " " || letter == "\t" { return 3 * across }
        return glyph(of: letter)?.advance ?? box.advance
    }

    /// The replacement for a letter without a glyph.
    static let box = glyph(from: "0,0 4.4,0 4.4,7 0,7 0,0")

    /// The glyph of a letter; nil if there is none.
    static func glyph(of letter: Character) -> Glyph? {
        if letter == " " || letter == "\t" { return Glyph(strokes: [], advance: 3 * across) }
        if let drawing = glyphs[letter] { return glyph(from: drawing) }
        if let base = raised[letter], let drawing = glyphs[base] { return small(glyph(from: drawing), by: 0.32) }
        if let base = lowered[letter], let drawing = glyphs[base] { return small(glyph(from: drawing), by: -0.16) }
        return accented(letter)
    }

    private static func small(_ glyph: Glyph, by height: Double) -> Glyph {
        Glyph(
            strokes: glyph.strokes.map { $0.map { Picture.Point(x: $0.x * 0.65, y: $0.y * 0.65 + height) } },
            advance: glyph.advance * 0.68)
    }

    /// A letter with a diacritic, found by its Unicode name: `LATIN SMALL LETTER U WITH DIAERESIS`.
    private static func accented(_ letter: Character) -> Glyph? {
        guard let name = String(letter).unicodeScalars.first?.properties.name, name.hasPrefix("LATIN "),
            let start = name.firstRange(of: " LETTER "), let end = name.firstRange(of: " WITH ")
        else { return nil }
        let base = name[start.upperBound..<end.lowerBound]
        let isSmall = name.hasPrefix("LATIN SMALL")
        guard base.count == 1, let plain = (isSmall ? base.lowercased() : String(base)).first,
            let drawing = glyphs[plain]
        else { return nil }
        var glyph = glyph(from: drawing)
        let middle = (glyph.advance - gap * across) / 2
        let mark = String(name[end.upperBound...])
        if mark == "STROKE" {
            let top = (isSmall ? 5.6 : 7.6) * up
            glyph.strokes.append([.init(x: 0, y: -0.6 * up), .init(x: 2 * middle, y: top)])
            return glyph
        }
        if mark == "CEDILLA" {
            glyph.strokes.append([.init(x: middle, y: 0), .init(x: middle - 0.5 * across, y: -1.8 * up)])
            return glyph
        }
        guard let accent = accents[mark] else { return nil }
        let height = (isSmall ? 6 : 8) * up
        if plain == "i" { glyph.strokes.removeLast() }
        for stroke in Self.glyph(from: accent).strokes {
            glyph.strokes.append(stroke.map { .init(x: $0.x + middle, y: $0.y + height) })
        }
        return glyph
    }

    // MARK: - Drawings

    private static func glyph(from drawing: String) -> Glyph {
        let strokes = drawing.split(separator: "/").map { stroke(from: $0) }
        let width = strokes.joined().map(\.x).max() ?? 0
        return Glyph(strokes: strokes, advance: width + gap * across)
    }

    private static func stroke(from text: Substring) -> [Picture.Point] {
        let kind = text.first
        let body = kind == "~" || kind == "o" ? text.dropFirst() : text
        let points = body.split(separator: " ").compactMap { pair -> Picture.Point? in
            let numbers = pair.split(separator: ",").compactMap { Double($0) }
            return numbers.count == 2 ? .init(x: numbers[0] * across, y: numbers[1] * up) : nil
        }
        switch kind {
        case "~": return curve(through: points)
        case "o": return loop(around: points)
        default: return points
        }
    }

    /// Parabolas between the midpoints of the segments, from the first point to the last.
    private static func curve(through points: [Picture.Point]) -> [Picture.Point] {
        guard points.count > 2 else { return points }
        var curve = [points[0]]
        for index in 1..<points.count - 1 {
            let isLast = index == points.count - 2
            let end = isLast ? points[index + 1] : middle(points[index], points[index + 1])
            curve += parabola(from: curve[curve.count - 1], by: points[index], to: end)
        }
        return curve
    }

    /// A closed curve that touches the midpoint of each side.
    private static func loop(around points: [Picture.Point]) -> [Picture.Point] {
        guard let last = points.last else { return [] }
        var curve = [middle(last, points[0])]
        for (index, point) in points.enumerated() {
            curve += parabola(
                from: curve[curve.count - 1], by: point, to: middle(point, points[(index + 1) % points.count]))
        }
        return curve
    }

    private static func middle(_ one: Picture.Point, _ other: Picture.Point) -> Picture.Point {
        .init(x: (one.x + other.x) / 2, y: (one.y + other.y) / 2)
    }

    private static func parabola(
        from start: Picture.Point, by control: Picture.Point, to end: Picture.Point
    ) -> [Picture.Point] {
        (1...6).map { step in
            let way = Double(step) / 6
            let (a, b, c) = ((1 - way) * (1 - way), 2 * way * (1 - way), way * way)
            return .init(x: a * start.x + b * control.x + c * end.x, y: a * start.y + b * control.y + c * end.y)
        }
    }
}
