/// Dots in cells: two by four dots a cell with Braille patterns (U+2800 and up), one with ASCII.
struct PlotCanvas {
    let columns, rows: Int
    let isASCII: Bool
    /// The dots of each cell, as bits of its Braille pattern.
    private var dots: [UInt8]
    /// The series that drew in each cell last, from 1 on.
    private var owners: [UInt8]

    init(columns: Int, rows: Int, isASCII: Bool) {
        self.columns = max(columns, 1)
        self.rows = max(rows, 1)
        self.isASCII = isASCII
        dots = Array(repeating: 0, count: self.columns * self.rows)
        owners = Array(repeating: 0, count: self.columns * self.rows)
    }

    /// How many dots there are side by side.
    var width: Int { isASCII ? columns : 2 * columns }
    /// How many dots there are above each other.
    var height: Int { isASCII ? rows : 4 * rows }

    /// The bits of the dots in a cell, row by row from the top.
    private static let bits: [UInt8] = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80]

    /// The characters of series without Braille, and what fills bars.
    private static let letters: [Character] = ["*", "o", "+", "x", "@", "%", "&", "="]

    static func letter(of series: Int) -> Character { letters[series % letters.count] }

    /// Sets the dot `x` from the left and `y` from the bottom.
    @inline(__always)
    mutating func set(_ x: Int, _ y: Int, _ series: Int) {
        let row = height - 1 - y
        if isASCII {
            dots[row * columns + x] = 1
            owners[row * columns + x] = UInt8(truncatingIfNeeded: series + 1)
        } else {
            let cell = (row >> 2) * columns + (x >> 1)
            dots[cell] |= Self.bits[(row & 3) * 2 + (x & 1)]
            owners[cell] = UInt8(truncatingIfNeeded: series + 1)
        }
    }

    /// A row of cells, from the top, each in the style of its series.
    func line(_ row: Int) -> Markup {
        var markup = Markup()
        for cell in row * columns..<(row + 1) * columns {
            let owner = Int(owners[cell])
            guard dots[cell] != 0, owner > 0 else {
                markup.append(" ")
                continue
            }
            let style = Style.series(owner - 1)
            if isASCII {
                markup.append(String(Self.letter(of: owner - 1)), style)
            } else {
                markup.append(Self.braille(dots[cell]), style)
            }
        }
        return markup
    }

    static func braille(_ dots: UInt8) -> String {
        String(UnicodeScalar(0x2800 + UInt32(dots)).map(Character.init) ?? " ")
    }
}

extension Style {
    /// The style of a series; after the last of them they begin anew.
    static func series(_ index: Int) -> Style {
        let all: [Style] = [.firstSeries, .secondSeries, .thirdSeries, .fourthSeries, .fifthSeries, .sixthSeries]
        return all[index % all.count]
    }

    /// The style of a level of 0 ..< `shadeCount`.
    static func shade(_ level: Int) -> Style {
        let all: [Style] = [.shade1, .shade2, .shade3, .shade4, .shade5, .shade6, .shade7, .shade8]
        return all[min(max(level, 0), all.count - 1)]
    }

    static let shadeCount = 8
}
