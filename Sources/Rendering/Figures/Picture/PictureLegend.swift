internal import Kernels

/// The legend of a pair of axes in a frame.
struct PictureLegend {
    private let axes: Axes
    private let frame: Picture.Area
    private let legend: Legend
    private let painter: PicturePainter

    private static let (size, sample, gap, rowHeight) = (12.0, 26.0, 8.0, 18.0)

    /// The contents of the frame, of all axes that share it.
    private let painters: [PicturePainter]

    /// - Parameter others: the axes that share the frame.
    init(_ axes: Axes, in frame: Picture.Area, beside others: [Axes] = []) {
        (self.axes, self.frame) = (axes, frame)
        painters = (others.isEmpty ? [axes] : others).map { PicturePainter($0, in: frame) }
        legend = axes.legend ?? Legend()
        painter = PicturePainter(axes, in: frame)
    }

    private var entries: [Legend.Entry] { legend.entries.filter { axes.artists.indices.contains($0.artist) } }

    /// - Parameter taken: the areas of the frame's other legends, which the best place avoids.
    func items(avoiding taken: inout [Picture.Area]) -> [Picture.Item] {
        if entries.isEmpty { return [] }
        return legend.isOutside ? row() : box(&taken)
    }

    // MARK: - Above the frame

    private func row() -> [Picture.Item] {
        let widths = entries.map { Self.sample + Self.gap + PictureLayout.widest($0.label, Self.size) }
        let isLeft = legend.place.contains("left")
        let total = widths.reduce(0, +) + 18 * Double(max(widths.count - 1, 0))
        var place = isLeft ? frame.left : max(frame.right - total, 4)
        var items: [Picture.Item] = []
        for (entry, width) in zip(entries, widths) {
            items += self.items(of: entry, at: .init(x: place, y: frame.top - 14))
            place += width + 18
        }
        return items
    }

    // MARK: - In the frame

    private var columnCount: Int { min(max(legend.columnCount, 1), max(entries.count, 1)) }
    private var rowCount: Int { (entries.count + columnCount - 1) / columnCount }

    private func box(_ taken: inout [Picture.Area]) -> [Picture.Item] {
        let column = Self.sample + Self.gap + (entries.map { PictureLayout.widest($0.label, Self.size) }.max() ?? 0)
        let title = legend.title.isEmpty ? 0 : Self.rowHeight
        let width =
            max(
                column * Double(columnCount) + 14 * Double(columnCount - 1),
                PictureLayout.widest(legend.title, Self.size)) + 16
        let height = Double(rowCount) * Self.rowHeight + title + 8
        let area = place(width, height, avoiding: taken)
        taken.append(area)
        var items: [Picture.Item] = [
            .path(
                [
                    [
                        .init(x: area.left, y: area.top), .init(x: area.right, y: area.top),
                        .init(x: area.right, y: area.bottom), .init(x: area.left, y: area.bottom),
                    ]
                ], .init(isClosed: true, fill: .panel, opacity: 0.85)),
            .path(
                [
                    [
                        .init(x: area.left, y: area.top), .init(x: area.right, y: area.top),
                        .init(x: area.right, y: area.bottom), .init(x: area.left, y: area.bottom),
                    ]
                ], .init(isClosed: true, stroke: .grid)),
        ]
        if !legend.title.isEmpty {
            items.append(
                .words(
                    .init(
                        words: legend.title, x: area.middle.x, y: area.top + 4 + Self.rowHeight / 2, size: Self.size,
                        alignment: .middle, vertical: .middle)))
        }
        for (index, entry) in entries.enumerated() {
            let (across, down) = (Double(index / rowCount), Double(index % rowCount))
            items += self.items(
                of: entry,
                at: .init(
                    x: area.left + 8 + across * (column + 14),
                    y: area.top + 4 + title + (down + 0.5) * Self.rowHeight))
        }
        return items
    }

    /// The positions in the frame by name, in the order in which `best` tries them.
    private static let places: [(name: String, across: Double, down: Double)] = [
        ("upper right", 1, 0), ("upper left", 0, 0), ("lower left", 0, 1), ("lower right", 1, 1),
        ("center left", 0, 0.5), ("center right", 1, 0.5), ("right", 1, 0.5), ("lower center", 0.5, 1),
        ("upper center", 0.5, 0), ("center", 0.5, 0.5),
    ]

    private func place(_ width: Double, _ height: Double, avoiding others: [Picture.Area]) -> Picture.Area {
        func area(_ across: Double, _ down: Double) -> Picture.Area {
            let left = frame.left + 8 + across * (frame.width - 16 - width)
            let top = frame.top + 8 + down * (frame.height - 16 - height)
            return .init(left: left, top: top, right: left + width, bottom: top + height)
        }
        if let named = Self.places.first(where: { $0.name == legend.place }) { return area(named.across, named.down) }
        let taken = PictureOccupancy(painters, in: frame)
        let areas = Self.places.map { area($0.across, $0.down) }
        let counts = areas.map { area in
            taken.count(in: area) + (others.contains { $0.meets(area) } ? PictureOccupancy.cellCount : 0)
        }
        let best = counts.indices.min { counts[$0] < counts[$1] } ?? 0
        return areas[best]
    }

    // MARK: - Entries

    /// A sample of an artist and its label, centred on a height.
    private func items(of entry: Legend.Entry, at place: Picture.Point) -> [Picture.Item] {
        let end = place.x + Self.sample
        let words = Picture.PictureWords(
            words: entry.label.split(separator: "\n").joined(separator: " "), x: end + Self.gap, y: place.y,
            size: Self.size, vertical: .middle)
        return samples(of: axes.artists[entry.artist], place, end) + [.words(words)]
    }

    private func samples(of artist: Artist, _ start: Picture.Point, _ end: Double) -> [Picture.Item] {
        func stroke(_ color: FigureColor, _ style: LineStyle, _ width: Double, _ opacity: Double) -> Picture.Item {
            let width = max(painter.pixels(width), 0.5)
            return .path(
                [[start, .init(x: end, y: start.y)]],
                .init(
                    stroke: painter.paint(color), width: width, dash: PicturePainter.dash(style, width),
                    opacity: opacity))
        }
        func mark(_ shape: MarkerShape, _ color: FigureColor, _ size: Double, _ opacity: Double) -> Picture.Item {
            let middle = Picture.Point(x: (start.x + end) / 2, y: start.y)
            return .marks(
                .init(
                    shape: shape, centers: [middle], size: min(size, 11), paint: painter.paint(color), opacity: opacity)
            )
        }
        func patch(_ fill: FigureColor?, _ edge: FigureColor?, _ opacity: Double) -> Picture.Item {
            let (top, bottom) = (start.y - 4.5, start.y + 4.5)
            let corners = [
                Picture.Point(x: start.x, y: top), .init(x: end, y: top), .init(x: end, y: bottom),
                .init(x: start.x, y: bottom),
            ]
            return .path(
                [corners],
                .init(
                    isClosed: true, fill: fill.map { .color($0) }, stroke: edge.map(painter.paint), opacity: opacity))
        }
        switch artist {
        case .line(let line):
            let markSize = painter.pixels(line.markerSize) * (line.marker == .point ? 0.5 : 1)
            return (line.style == .none ? [] : [stroke(line.color, line.style, line.width, line.opacity)])
                + (line.marker == .none ? [] : [mark(line.marker, line.color, markSize, line.opacity)])
        case .points(let points):
            let size = painter.pixels((points.sizes.first ?? 36).squareRoot())
            return [mark(points.marker, points.colors.first ?? .foreground, size, points.opacity)]
        case .area(let area): return [patch(area.fill, area.edge, area.opacity)]
        case .rule(let rule) where rule.isBand: return [patch(rule.color, nil, rule.opacity)]
        case .rule(let rule): return [stroke(rule.color, rule.style, rule.width, rule.opacity)]
        case .segments(let segments):
            return [stroke(segments.colors.first ?? .foreground, segments.style, segments.width, segments.opacity)]
        case .image, .text: return []
        }
    }
}

/// The occupied parts of a frame, roughly: on a grid of cells.
struct PictureOccupancy {
    private static let (columns, rows) = (64, 48)
    static let cellCount = columns * rows
    private let frame: Picture.Area
    private var isTaken = [Bool](repeating: false, count: columns * rows)

    init(_ painters: [PicturePainter], in frame: Picture.Area) {
        self.frame = frame
        for item in painters.flatMap({ $0.items() }) { include(item) }
    }

    /// The number of occupied cells in an area.
    func count(in area: Picture.Area) -> Int {
        let (left, right) = (column(area.left), column(area.right))
        let (top, bottom) = (row(area.top), row(area.bottom))
        var count = 0
        for row in min(top, bottom)...max(top, bottom) {
            for column in left...max(left, right) where isTaken[row * Self.columns + column] { count += 1 }
        }
        return count
    }

    private func column(_ x: Double) -> Int {
        min(max(Int((x - frame.left) / max(frame.width, 1) * Double(Self.columns)), 0), Self.columns - 1)
    }

    private func row(_ y: Double) -> Int {
        min(max(Int((y - frame.top) / max(frame.height, 1) * Double(Self.rows)), 0), Self.rows - 1)
    }

    private mutating func take(_ x: Double, _ y: Double) {
        guard frame.box.contains(x, y) else { return }
        isTaken[row(y) * Self.columns + column(x)] = true
    }

    private mutating func include(_ item: Picture.Item) {
        switch item {
        case .path(let lines, let look):
            for line in lines { include(line, isClosed: look.isClosed) }
            if look.fill != nil { for line in lines { includeInside(of: line) } }
        case .marks(let marks): for center in marks.centers { take(center.x, center.y) }
        case .words(let words):
            let width = PictureLayout.widest(words.words, words.size)
            for part in 0...10 { take(words.x + width * Double(part) / 10, words.y) }
        case .cells(let cells):
            for row in 0..<Self.rows {
                for column in 0..<Self.columns {
                    let x = frame.left + (Double(column) + 0.5) / Double(Self.columns) * frame.width
                    let y = frame.top + (Double(row) + 0.5) / Double(Self.rows) * frame.height
                    if cells.area.box.contains(x, y) { take(x, y) }
                }
            }
        case .clipped(_, let items): for item in items { include(item) }
        }
    }

    private mutating func include(_ line: [Picture.Point], isClosed: Bool) {
        for (start, end) in zip(line, line.dropFirst() + (isClosed ? line.prefix(1) : [])) {
            guard let part = frame.box.clipped(start.x, start.y, end.x, end.y) else { continue }
            let length = max(abs(part.2 - part.0), abs(part.3 - part.1))
            let steps = max(Int(length / 4), 1)
            for step in 0...steps {
                let way = Double(step) / Double(steps)
                take(part.0 + (part.2 - part.0) * way, part.1 + (part.3 - part.1) * way)
            }
        }
    }

    /// The inside of a filled shape, between its minimum and maximum height in each column.
    private mutating func includeInside(of line: [Picture.Point]) {
        guard let left = line.map(\.x).min(), let right = line.map(\.x).max(), let top = line.map(\.y).min(),
            let bottom = line.map(\.y).max(), line.count <= 5
        else { return }
        var y = max(top, frame.top)
        while y <= min(bottom, frame.bottom) {
            var x = max(left, frame.left)
            while x <= min(right, frame.right) {
                take(x, y)
                x += 4
            }
            y += 4
        }
    }
}
