/// What an artist draws with: a style, and a letter where there are neither dots nor colours.
struct Ink: Hashable {
    let style: Style
    let letter: Character
}

/// A field of character cells: dots of lines, dots of fills below them, coloured pixels below those, and words on top.
///
/// A cell has two by four dots in Braille (U+2800 and up), or one with ASCII.
struct CellCanvas {
    let columns, rows: Int
    let isASCII, hasColor: Bool
    /// The dots of each cell, as bits of its Braille pattern, and who drew there last: an ink's number from 1 on.
    private var (lines, lineInks): ([UInt8], [UInt16])
    private var (fills, fillInks): ([UInt8], [UInt16])
    /// The letters on top.
    private var words: [(letter: Character, style: Style)?]
    private var pixels: [Pixel?]
    private var inks: [Ink] = []
    private var numbers: [Ink: UInt16] = [:]
    /// How many dots of lines are set.
    private(set) var dotCount = 0

    /// A part of a cell: its colour, and which share of the way to the greatest number it stands for.
    struct Pixel: Equatable {
        var color: UInt8
        var part: Double
        /// Whether it stands for what is no number.
        var isMissing = false
    }

    /// - Parameter imageRows: how many pixels an image takes that fills it; nil for all.
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

    /// How many dots there are side by side.
    var width: Int { isASCII ? columns : 2 * columns }
    /// How many dots there are above each other.
    var height: Int { isASCII ? rows : 4 * rows }
    /// How many pixels an image takes that fills it; with colours, a cell has two above each other.
    let imageRows: Int
    /// Whether all dots are set, so that no line changes anything.
    var isFull: Bool { dotCount == width * height }

    /// The bit of a dot in a cell: 0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80, row by row from the top.
    @inline(__always)
    private static func bit(_ row: Int, _ x: Int) -> UInt8 {
        UInt8(truncatingIfNeeded: 0x8040_2004_1002_0801 as UInt64 >> UInt64(8 * ((row & 3) * 2 + (x & 1))))
    }

    /// The number of an ink, with which dots are set.
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

    /// Sets a dot of a cell whose ink is told later; gives the cell.
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

    /// Says with what the dots of a cell are drawn.
    @inline(__always)
    mutating func own(_ cell: Int, _ ink: UInt16) { lineInks[cell] = ink }

    /// How many dots aren't set with an ink, in each rectangle from the lower left corner: of `x` by `y` dots at
    /// `y * (width + 1) + x`.
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

    /// Sets a dot of a fill, or takes one away where `ink` is nil.
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

    /// Colours a pixel, counted from above.
    mutating func color(_ column: Int, _ pixelRow: Int, _ pixel: Pixel) { pixels[pixelRow * columns + column] = pixel }

    /// Writes a letter in a cell, counted from above.
    mutating func write(_ letter: Character, column: Int, row: Int, _ style: Style) {
        guard 0..<columns ~= column, 0..<rows ~= row else { return }
        let cell = row * columns + column
        // Half of a wide letter is none.
        if letter != "\0" {
            if words[cell]?.letter == "\0", column > 0 { words[cell - 1] = (" ", style) }
            if column + 1 < columns, words[cell + 1]?.letter == "\0" { words[cell + 1] = nil }
        }
        words[cell] = (letter, style)
    }

    /// Whether nothing is drawn in a cell.
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

    /// A row of cells, from the top, each in the style of what is drawn there.
    func line(_ row: Int) -> Markup {
        var markup = Markup()
        for cell in row * columns..<(row + 1) * columns {
            let ground = ground(of: cell)
            let back = hasColor ? ground.last.flatMap { $0 }?.color : nil
            if let (letter, style) = words[cell] {
                // A letter of zero width stands for the second half of a wide one.
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
        // On a coloured ground, what has no colour of its own, or one as bright, is black or white.
        if let front = style.terminalColor, abs(RGB(terminal: front).brightness - ground) > 0.25 {
            return .cell(front: front, back: back)
        }
        return .cell(front: ground > 0.45 ? 16 : 231, back: back)
    }

    // MARK: - Shades

    private static let shades: [Character] = ["░", "░", "▒", "▒", "▓", "▓", "█", "█"]
    private static let asciiShades: [Character] = [".", ":", "-", "=", "+", "*", "#", "@"]

    static var shadeCount: Int { shades.count }

    /// The shade of a share of the way from the least to the greatest number.
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
    /// The style of a series; after the last of them they begin anew.
    static func series(_ index: Int) -> Style {
        let all: [Style] = [
            .firstSeries, .secondSeries, .thirdSeries, .fourthSeries, .fifthSeries, .sixthSeries, .seventhSeries,
            .eighthSeries,
        ]
        return all[index % all.count]
    }

    /// The number of its colour among the 256 of terminals, where it is one alone.
    var terminalColor: UInt8? {
        if case .cell(let front, _) = self { return front }
        return ColorScheme.standard.color(of: self)
    }
}

extension RGB {
    /// One of the 256 colours of terminals; the first 16, which differ from one to the next, are told as a grey.
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
