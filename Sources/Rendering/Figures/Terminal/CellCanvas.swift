/// What an artist draws with: a style, and a letter for media without dots and colours.
struct Ink: Hashable {
    let style: Style
    let letter: Character
}

/// A field of character cells in layers: coloured pixels at the bottom, then dots of fills, dots of lines, and text
/// on top.
///
/// A cell has 2 × 4 dots in Braille (U+2800 and up), or one in ASCII.
struct CellCanvas {
    let columns, rows: Int
    let isASCII, hasColor: Bool
    /// Each cell's dots, as bits of its Braille pattern, and the number of the ink that drew there last, from 1 up.
    private var (lines, lineInks): ([UInt8], [UInt16])
    private var (fills, fillInks): ([UInt8], [UInt16])
    /// The text on top.
    private var words: [(letter: Character, style: Style)?]
    private var pixels: [Pixel?]
    private var inks: [Ink] = []
    private var numbers: [Ink: UInt16] = [:]
    /// The number of line dots that are set.
    private(set) var dotCount = 0

    /// Part of a cell: its colour, and the fraction of the colour scale that it represents.
    struct Pixel: Equatable {
        var color: UInt8
        var part: Double
        /// Whether it represents a missing number.
        var isMissing = false
    }

    /// - Parameter imageRows: the number of pixel rows of an image that fills the canvas; nil for all.
    init(columns: Int, rows: Int, isASCII: Bool, hasColor: Bool, imageRows: Int? = nil) {
        (self.columns, self.rows) = (max(columns, 1), max(rows, 1))
        (self.isASCII, self.hasColor) = (isASCII, hasColor)
        let count = self.columns * self.rows
        (lines, fills) = (Array(repeating: 0, count: count), Array(repeating: 0, count: count))
        (lineInks, fillInks) = (Array(repeating: 0, count: count), Array(repeating: 0, count: count))
        words = Array(repeating: nil, count: count)
        pixels = Array(repeating: nil, count: count * (hasColor && !isASCII ? 2 : 1))
        self.imageRows = min(imageRows ?? .max, pixels.count / self.columns)
    }

    /// The number of dots across.
    var width: Int { isASCII ? columns : 2 * columns }
    /// The number of dots up.
    var height: Int { isASCII ? rows : 4 * rows }
    /// The number of pixel rows of an image that fills the canvas; with colours a cell has two.
    let imageRows: Int
    /// Whether all dots are set, so that lines change nothing.
    var isFull: Bool { dotCount == width * height }

    /// The bit of a dot in a cell's Braille pattern: 0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80, row by row from
    /// the top.
    @inline(__always)
    private static func bit(_ row: Int, _ x: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: 0x8040_2004_1002_0801 as UInt64 >> UInt64(8 * ((row & 3) * 2 + (x & 1))))
    }

    /// The number of an ink, used to set dots.
    mutating func number(of ink: Ink) -> UInt16 {
        if let known = numbers[ink] { return known }
        guard inks.count < Int(UInt16.max) else { return 1 }
        inks.append(ink)
        let number = UInt16(inks.count)
        numbers[ink] = number
        return number
    }

    /// Sets the dot `x` from the left and `y` from the bottom.
    @inline(__always)
    mutating func set(_ x: Int, _ y: Int, _ ink: UInt16) { own(setDot(x, y), ink) }

    /// Sets a dot without an ink; returns its cell for ``own(_:_:)``.
    @inline(__always)
    mutating func setDot(_ x: Int, _ y: Int) -> Int {
        let row = height - 1 - y
        let cell = isASCII ? row * columns + x : (row >> 2) * columns + (x >> 1)
        let bit = isASCII ? 1 : Self.bit(row, x)
        if lines[cell] & bit == 0 {
            lines[cell] |= bit
            dotCount += 1
        }
        return cell
    }

    /// Sets the ink of a cell's line dots.
    @inline(__always)
    mutating func own(_ cell: Int, _ ink: UInt16) { lineInks[cell] = ink }

    /// For each rectangle from the lower left corner, the number of dots not set with an ink: the entry for `x` by
    /// `y` dots is at `y * (width + 1) + x`.
    func gaps(of ink: UInt16) -> [Int32] {
        var sums = [Int32](repeating: 0, count: (width + 1) * (height + 1))
        for y in 0..<height {
            let row = height - 1 - y
            var sum: Int32 = 0
            for x in 0..<width {
                let cell = isASCII ? row * columns + x : (row >> 2) * columns + (x >> 1)
                let bit = isASCII ? 1 : Self.bit(row, x)
                if lines[cell] & bit == 0 || lineInks[cell] != ink { sum += 1 }
                sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1] + sum
            }
        }
        return sums
    }

    /// Sets a dot of a fill, or clears it if `ink` is nil.
    @inline(__always)
    mutating func fill(_ x: Int, _ y: Int, _ ink: UInt16?) {
        let row = height - 1 - y
        let cell = isASCII ? row * columns + x : (row >> 2) * columns + (x >> 1)
        let bit = isASCII ? 1 : Self.bit(row, x)
        if let ink {
            fills[cell] |= bit
            fillInks[cell] = ink
        } else {
            fills[cell] &= ~bit
        }
    }

    /// Colours a pixel; rows count from the top.
    mutating func color(_ column: Int, _ pixelRow: Int, _ pixel: Pixel) { pixels[pixelRow * columns + column] = pixel }

    /// Writes a letter in a cell; rows count from the top.
    mutating func write(_ letter: Character, column: Int, row: Int, _ style: Style) {
        guard 0..<columns ~= column, 0..<rows ~= row else { return }
        let cell = row * columns + column
        // Overwriting half of a wide letter removes it.
        if letter != "\0" {
            if words[cell]?.letter == "\0", column > 0 { words[cell - 1] = (" ", style) }
            if column + 1 < columns, words[cell + 1]?.letter == "\0" { words[cell + 1] = nil }
        }
        words[cell] = (letter, style)
    }

    /// Whether a cell is empty.
    func isEmpty(column: Int, row: Int) -> Bool {
        let cell = row * columns + column
        return lines[cell] == 0 && fills[cell] == 0 && words[cell] == nil && ground(of: cell).allSatisfy { $0 == nil }
    }

    // MARK: - Reading

    private func ground(of cell: Int) -> [Pixel?] {
        guard pixels.count > columns * rows else { return [pixels[cell]] }
        let (row, column) = (cell / columns, cell % columns)
        return [pixels[2 * row * columns + column], pixels[(2 * row + 1) * columns + column]]
    }

    /// A row of cells, counted from the top, each in its style.
    func line(_ row: Int) -> Markup {
        var markup = Markup()
        for cell in row * columns..<(row + 1) * columns {
            let ground = ground(of: cell)
            let back = hasColor ? ground.last.flatMap { $0 }?.color : nil
            if let (letter, style) = words[cell] {
                // A NUL marks the second half of a wide letter.
                if letter != "\0" { markup.append(String(letter), Self.over(style, back)) }
            } else if lines[cell] != 0 {
                let ink = inks[Int(lineInks[cell]) - 1]
                let isFilled = fills[cell] == 0xFF && hasColor && lineInks[cell] != fillInks[cell]
                let below = isFilled ? inks[Int(fillInks[cell]) - 1].style.terminalColor : nil
                markup.append(character(lines[cell], ink), Self.over(ink.style, back ?? below))
            } else if fills[cell] != 0 {
                let ink = inks[Int(fillInks[cell]) - 1]
                markup.append(character(fills[cell], ink), Self.over(ink.style, back))
            } else {
                markup += shade(ground)
            }
        }
        return markup
    }

    private func character(_ dots: UInt8, _ ink: Ink) -> String { isASCII ? String(ink.letter) : Self.braille(dots) }

    static func braille(_ dots: UInt8) -> String {
        String(UnicodeScalar(0x2800 + UInt32(dots)).map(Character.init) ?? " ")
    }

    private static func over(_ style: Style, _ back: UInt8?) -> Style {
        guard let back else { return style }
        let ground = RGB(terminal: back).brightness
        // On a coloured background, text without a colour, or with one as bright, is black or white.
        if let front = style.terminalColor, abs(RGB(terminal: front).brightness - ground) > 0.25 {
            return .cell(front: front, back: back)
        }
        return .cell(front: ground > 0.45 ? 16 : 231, back: back)
    }

    // MARK: - Shades

    private static let shades: [Character] = ["░", "░", "▒", "▒", "▓", "▓", "█", "█"]
    private static let asciiShades: [Character] = [".", ":", "-", "=", "+", "*", "#", "@"]

    static var shadeCount: Int { shades.count }

    /// The shade for a fraction of the way from the least to the greatest number.
    static func shade(_ part: Double, isASCII: Bool) -> Character {
        let level = min(max(Int(part * Double(shadeCount)), 0), shadeCount - 1)
        return isASCII ? asciiShades[level] : shades[level]
    }

    static func missing(isASCII: Bool) -> String { isASCII ? "?" : "×" }

    private func shade(_ ground: [Pixel?]) -> Markup {
        guard let upper = ground.first ?? nil else {
            guard ground.count == 2, let lower = ground[1], !lower.isMissing else { return " " }
            return Markup("▄", .cell(front: lower.color, back: nil))
        }
        let lower = ground.count == 2 ? ground[1] : upper
        switch (upper.isMissing, lower?.isMissing ?? true) {
        case (true, true): return Markup(Self.missing(isASCII: isASCII))
        case (true, false): return Markup("▄", .cell(front: lower?.color, back: nil))
        case (false, true) where ground.count == 2: return Markup("▀", .cell(front: upper.color, back: nil))
        default:
            if ground.count == 2 { return Markup("▀", .cell(front: upper.color, back: lower?.color)) }
            let letter = String(Self.shade(upper.part, isASCII: isASCII))
            return Markup(letter, hasColor ? .cell(front: upper.color, back: nil) : .plain)
        }
    }
}

extension Style {
    /// The style of a series; they repeat after the last one.
    static func series(_ index: Int) -> Style {
        let all: [Style] = [
            .firstSeries, .secondSeries, .thirdSeries, .fourthSeries, .fifthSeries, .sixthSeries, .seventhSeries,
            .eighthSeries,
        ]
        return all[index % all.count]
    }

    /// Its colour among the terminal's 256, if it is a single one.
    var terminalColor: UInt8? {
        if case .cell(let front, _) = self { return front }
        return ColorScheme.standard.color(of: self)
    }
}

extension RGB {
    /// One of the terminal's 256 colours; the first 16, which vary between terminals, become a grey.
    init(terminal color: UInt8) {
        func level(_ step: Int) -> UInt8 { step == 0 ? 0 : UInt8(55 + 40 * step) }
        let index = Int(color)
        switch index {
        case 232...: self.init(UInt32(8 + 10 * (index - 232)) * 0x010101)
        case 16...:
            let cube = index - 16
            self.init(
                UInt32(level(cube / 36)) << 16 | UInt32(level(cube / 6 % 6)) << 8 | UInt32(level(cube % 6)))
        default: self.init(0x808080)
        }
    }
}
