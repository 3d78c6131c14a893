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
    init(_ figure: Figure, columns: Int = 60, rows: Int = 20, isASCII: Bool = false, hasColor: Bool = false) {
        let size = FigureSize(columns: columns, rows: rows, isASCII: isASCII, hasColor: hasColor)
        let text = FigureText.markup(of: figure, size: size).plain
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

extension Figure {
    /// Artists in one pair of axes that reach from the least to the greatest value.
    static func of(_ artists: [Artist], x: [Double], y: [Double], isLogarithmic: Bool = false) -> Figure {
        var axes = Axes()
        axes.x = Axis(over: Extent(of: x))
        axes.y = Axis(over: Extent(of: y, areAboveZero: isLogarithmic), isLogarithmic ? .logarithmic : .linear)
        axes.artists = artists
        return Figure([axes])
    }

    /// One line over its index.
    static func line(_ y: [Double], isLogarithmic: Bool = false) -> Figure {
        let x = y.indices.map(Double.init)
        return of([.line(.init(x: x, y: y))], x: x, y: y, isLogarithmic: isLogarithmic)
    }

    /// One line.
    static func curve(_ x: [Double], _ y: [Double]) -> Figure { of([.line(.init(x: x, y: y))], x: x, y: y) }

    /// Points, as dots or as circles.
    static func points(_ x: [Double], _ y: [Double], _ marker: MarkerShape = .point) -> Figure {
        var points = Artist.Points(x: x, y: y)
        points.marker = marker
        return of([.points(points)], x: x, y: y)
    }

    /// Bars beside each other.
    static func bars(_ heights: [Double], edges: [Double]) -> Figure {
        let bars = heights.indices.map { index in
            var bar = Artist.Area(
                x: [edges[index], edges[index + 1], edges[index + 1], edges[index]],
                y: [0, 0, heights[index], heights[index]])
            bar.isBar = true
            return Artist.area(bar)
        }
        return of(bars, x: edges, y: heights + [0])
    }

    /// An image that fills its axes.
    static func image(_ values: [Double], rows: Int, columns: Int, isLogarithmic: Bool = false) -> Figure {
        var image = Artist.Image(rows: rows, columns: columns, values: values)
        let extent = Extent(of: values, areAboveZero: isLogarithmic)
        if !extent.isEmpty { (image.lowest, image.highest) = (extent.low, extent.high) }
        image.isLogarithmic = isLogarithmic
        var axes = Axes()
        (axes.x.start, axes.x.end, axes.y.start, axes.y.end) = (image.left, image.right, image.bottom, image.top)
        axes.artists = [.image(image)]
        var bar = ColorBar()
        (bar.lowest, bar.highest) = (image.lowest, image.highest)
        axes.colorBar = bar
        return Figure([axes])
    }
}
