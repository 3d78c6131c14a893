import Rendering

/// A drawing read back: which dots are set, counted from the left and from below.
struct ReadDrawing {
    struct Dot: Hashable {
        let x, y: Int
    }

    let dots: Set<Dot>
    let width, height: Int
    /// The labels beside the rows, by the lowest dot of their row.
    let rowLabels: [Int: String]
    let lines: [String]
    /// The character in each cell, by column and row from above.
    let cells: [[Character]]

    /// The dots of a drawing in Braille, or the characters of one in ASCII.
    init(_ plot: Plot, columns: Int = 60, rows: Int = 20, isASCII: Bool = false) {
        let text = PlotText.markup(of: plot, size: PlotSize(columns: columns, rows: rows, isASCII: isASCII)).plain
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let corner: Character = isASCII ? "+" : "└"
        let axis = lines.lastIndex { $0.drop { $0 == " " }.first == corner && $0.count > 3 } ?? 0
        let margin = lines[axis].prefix { $0 == " " }.count
        var body: [[Character]] = []
        var labels: [Int: String] = [:]
        var row = axis - 1
        while row >= 0 {
            let line = Array(lines[row])
            guard line.count > margin, "│┤|+".contains(line[margin]) else { break }
            let label = String(line[..<margin]).split(separator: " ").joined()
            if !label.isEmpty { labels[body.count * (isASCII ? 1 : 4)] = label }
            body.insert(Array(line[(margin + 1)...]), at: 0)
            row -= 1
        }
        width = (lines[axis].count - margin - 1) * (isASCII ? 1 : 2)
        height = body.count * (isASCII ? 1 : 4)
        rowLabels = labels
        cells = body
        var dots: Set<Dot> = []
        let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)]
        for (row, line) in body.enumerated() {
            for (column, character) in line.enumerated() where character != " " {
                if isASCII {
                    dots.insert(Dot(x: column, y: body.count - 1 - row))
                } else if let value = character.unicodeScalars.first?.value, 0x2800...0x28FF ~= value {
                    for (bit, place) in places.enumerated() where value >> UInt32(bit) & 1 == 1 {
                        dots.insert(Dot(x: 2 * column + place.0, y: 4 * (body.count - 1 - row) + 3 - place.1))
                    }
                }
            }
        }
        self.dots = dots
    }

    /// The heights of the dots in a column.
    func column(_ x: Int) -> [Int] { dots.filter { $0.x == x }.map(\.y).sorted() }
}

extension Plot {
    /// One line over its index.
    static func line(_ y: [Double], isLogarithmic: Bool = false) -> Plot {
        Plot(.curves([.init("v", y: y)]), isLogarithmic: isLogarithmic)
    }

    /// One line, or points.
    static func curve(_ x: [Double], _ y: [Double], _ mark: Series.Mark = .line) -> Plot {
        Plot(.curves([.init("v", x: x, y: y, mark: mark)]))
    }
}
