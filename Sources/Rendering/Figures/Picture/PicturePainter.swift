internal import Kernels
internal import Platform

/// Draws the contents of a pair of axes in a frame.
struct PicturePainter {
    let axes: Axes
    let frame: Picture.Area
    let x, y: AxisScale

    init(_ axes: Axes, in frame: Picture.Area) {
        (self.axes, self.frame) = (axes, frame)
        (x, y) = (AxisScale(axes.x), AxisScale(axes.y))
    }

    func items() -> [Picture.Item] { axes.artists.flatMap { items(of: $0) } }

    private func items(of artist: Artist) -> [Picture.Item] {
        switch artist {
        case .line(let line): items(of: line)
        case .points(let points): items(of: points)
        case .area(let area): items(of: area)
        case .image(let image): [cells(of: image)]
        case .segments(let segments): items(of: segments)
        case .rule(let rule): [item(of: rule)]
        case .text(let label): items(of: label)
        }
    }

    // MARK: - Places

    /// The position of a point; nil if it has none.
    func point(_ across: Double, _ up: Double) -> Picture.Point? {
        let (across, up) = (x.position(of: across), y.position(of: up))
        guard across.isFinite, up.isFinite else { return nil }
        return place(across, up)
    }

    /// The position of a corner of a shape that may extend past the axes; nil if it has none.
    func heldPoint(_ across: Double, _ up: Double) -> Picture.Point? {
        let (across, up) = (x.heldPosition(of: across), y.heldPosition(of: up))
        guard across.isFinite, up.isFinite else { return nil }
        return place(across, up)
    }

    func place(_ across: Double, _ up: Double) -> Picture.Point {
        // Nothing far outside is visible, and viewers may fail on very large coordinates.
        let reach = 20.0
        let (across, up) = (min(max(across, -reach), reach), min(max(up, -reach), reach))
        return .init(x: frame.left + across * frame.width, y: frame.bottom - up * frame.height)
    }

    /// The paint for lines and markers; black becomes the text colour, which is white on a dark background.
    func paint(_ color: FigureColor) -> Picture.Paint {
        color == .rgb(0, 0, 0) && !axes.hasImage ? .color(.foreground) : .color(color)
    }

    static func dash(_ style: LineStyle, _ width: Double) -> [Double] {
        let unit = max(width, 1)
        return switch style {
        case .solid, .none: []
        case .dashed: [4 * unit, 2 * unit]
        case .dotted: [unit, 2 * unit]
        case .dashDotted: [5 * unit, 2 * unit, unit, 2 * unit]
        }
    }

    func pixels(_ points: Double) -> Double { points * PictureLayout.pixelsInPoint }

    // MARK: - Lines

    private func items(of line: Artist.Line) -> [Picture.Item] {
        var items: [Picture.Item] = []
        let width = max(pixels(line.width), 0.2)
        if line.style != .none, line.width > 0 {
            var look = Picture.PathLook(stroke: paint(line.color), width: width, opacity: line.opacity)
            look.dash = Self.dash(line.style, width)
            var path = PictureThinning(self).path(of: line)
            if path.isDense { (look.dash, look.width) = ([], max(width, 1.2)) }
            for index in path.lines.indices where path.lines[index].count == 1 {
                // A line of one point shows by its round ends.
                path.lines[index].append(path.lines[index][0])
            }
            if !path.lines.isEmpty { items.append(.path(path.lines, look)) }
        }
        if line.marker != .none {
            let centers = PictureThinning(self).centers(line.x, line.y, size: pixels(line.markerSize))
            let size = pixels(line.markerSize) * (line.marker == .point ? 0.5 : 1)
            let marks = Picture.Marks(
                shape: line.marker, centers: centers.map(\.point), size: size, paint: paint(line.color),
                opacity: line.opacity)
            if !centers.isEmpty { items.append(.marks(marks)) }
        }
        return items
    }

    private func items(of segments: Artist.Segments) -> [Picture.Item] {
        let count = min(segments.x0.count, segments.y0.count, segments.x1.count, segments.y1.count)
        var groups: [(color: FigureColor, lines: [[Picture.Point]])] = []
        let box = frame.widened.box
        for place in (0..<count).polled(work: 32) {
            guard let start = heldPoint(segments.x0[place], segments.y0[place]),
                let end = heldPoint(segments.x1[place], segments.y1[place]),
                let part = box.clipped(start.x, start.y, end.x, end.y), !segments.colors.isEmpty
            else { continue }
            let color = segments.colors[place % segments.colors.count]
            let line = [Picture.Point(x: part.0, y: part.1), .init(x: part.2, y: part.3)]
            if let last = groups.indices.last, groups[last].color == color {
                groups[last].lines.append(line)
            } else {
                groups.append((color, [line]))
            }
        }
        let width = max(pixels(segments.width), 0.2)
        return groups.map { group in
            .path(
                group.lines,
                .init(
                    stroke: paint(group.color), width: width, dash: Self.dash(segments.style, width),
                    opacity: segments.opacity))
        }
    }

    private func item(of rule: Artist.Rule) -> Picture.Item {
        let scale = rule.isHorizontal ? y : x
        let (start, end) = (scale.heldPosition(of: rule.start), scale.heldPosition(of: rule.end))
        func point(_ along: Double, _ across: Double) -> Picture.Point {
            rule.isHorizontal ? place(along, across) : place(across, along)
        }
        guard start.isFinite, end.isFinite else { return .path([], .init()) }
        if rule.isBand {
            let corners = [
                point(rule.from, start), point(rule.to, start), point(rule.to, end), point(rule.from, end),
            ]
            return .path([corners], .init(isClosed: true, fill: paint(rule.color), opacity: rule.opacity))
        }
        let width = max(pixels(rule.width), 0.2)
        return .path(
            [[point(rule.from, start), point(rule.to, start)]],
            .init(
                stroke: paint(rule.color), width: width, dash: Self.dash(rule.style, width), opacity: rule.opacity))
    }

    // MARK: - Points

    private func items(of points: Artist.Points) -> [Picture.Item] {
        guard points.marker != .none, !points.sizes.isEmpty, !points.colors.isEmpty else { return [] }
        func diameter(_ index: Int) -> Double {
            let size = points.sizes[points.sizes.count == 1 ? 0 : index % points.sizes.count]
            return pixels(max(size, 0).squareRoot()) * (points.marker == .point ? 0.5 : 1)
        }
        let isPlain = points.sizes.count == 1 && points.colors.count == 1
        let centers = PictureThinning(self).centers(
            points.x, points.y, size: points.sizes.count == 1 ? diameter(0) : 4)
        var groups: [Picture.Marks] = []
        var numbers: [Int: Int] = [:]
        let isMany = centers.count > PictureThinning.fewPoints
        for center in centers {
            let color = isPlain ? points.colors[0] : points.colors[center.index % points.colors.count]
            let size = diameter(center.index)
            guard size.isFinite else { continue }
            // Many points are grouped by nearly equal colour and size.
            let key = isPlain ? 0 : isMany ? Self.coarse(color, size) : groups.count - 1
            if isMany || isPlain, let index = numbers[key] {
                groups[index].centers.append(center.point)
            } else if !isMany, let last = groups.last, last.paint == paint(color), last.size == size {
                groups[groups.count - 1].centers.append(center.point)
            } else {
                numbers[key] = groups.count
                groups.append(
                    .init(
                        shape: points.marker, centers: [center.point], size: size, paint: paint(color),
                        opacity: points.opacity))
            }
        }
        return groups.map { .marks($0) }
    }

    /// A key that is equal for colours and sizes that look nearly the same.
    private static func coarse(_ color: FigureColor, _ size: Double) -> Int {
        let step = Int(min(size, 1000) * 2)
        switch color {
        case .cycle(let index): return (abs(index) % 8) << 24 | step
        case .foreground: return 9 << 24 | step
        case .background: return 10 << 24 | step
        case .rgb(let red, let green, let blue):
            func level(_ part: Double) -> Int { Int((min(max(part, 0), 1) * 11).rounded()) }
            return (16 + level(red) * 144 + level(green) * 12 + level(blue)) << 24 | step
        }
    }

    // MARK: - Shapes

    private func items(of area: Artist.Area) -> [Picture.Item] {
        var corners = PictureThinning(self).corners(area.x, area.y)
        guard corners.count > 1 else { return [] }
        if area.isBar, area.edge == nil, let (low, high) = Self.ends(corners.map(\.x)), high - low > 3,
            !area.isLyingBar
        {
            // A one-pixel gap between neighbours.
            corners = corners.map { .init(x: $0.x == low ? low + 0.5 : $0.x == high ? high - 0.5 : $0.x, y: $0.y) }
        }
        let look = Picture.PathLook(
            isClosed: true, fill: area.fill.map { .color($0) }, stroke: area.edge.map(paint),
            width: max(pixels(area.edgeWidth), 0.2), opacity: area.opacity)
        return [.path([corners], look)]
    }

    private static func ends(_ places: [Double]) -> (Double, Double)? {
        guard let low = places.min(), let high = places.max() else { return nil }
        return (low, high)
    }

    // MARK: - Words

    private func items(of label: Artist.Label) -> [Picture.Item] {
        let found = label.isInParts ? place(label.x, label.y) : point(label.x, label.y)
        guard let found, frame.widened.widened.box.contains(found.x, found.y) else { return [] }
        var items: [Picture.Item] = []
        let size = max(pixels(label.size), 1)
        let color = label.color == .rgb(0, 0, 0) && !axes.hasImage ? FigureColor.foreground : label.color
        if let target = label.target, let end = heldPoint(target.x, target.y) {
            items += arrow(from: found, to: end, .color(color), size)
        }
        let count = Double(label.words.split(separator: "\n", omittingEmptySubsequences: false).count - 1)
        var words = Picture.PictureWords(
            words: "", x: found.x, y: found.y, size: size, alignment: label.horizontal, vertical: label.vertical,
            paint: .color(color), rotation: label.rotation)
        if label.vertical == .middle { words.y -= count * (size + 3) / 2 }
        items += words.lines(of: label.words, growsUp: label.vertical == .start).map { .words($0) }
        return items
    }

    private func arrow(
        from start: Picture.Point, to end: Picture.Point, _ paint: Picture.Paint, _ size: Double
    ) -> [Picture.Item] {
        let (dx, dy) = (end.x - start.x, end.y - start.y)
        let length = (dx * dx + dy * dy).squareRoot()
        guard length > 4 else { return [] }
        let (ux, uy) = (dx / length, dy / length)
        func head(_ side: Double) -> Picture.Point {
            .init(x: end.x - 8 * ux + side * 3.5 * uy, y: end.y - 8 * uy - side * 3.5 * ux)
        }
        // A small distance from the text and from the target.
        let away = min(size * 0.4, length / 4)
        let first = Picture.Point(x: start.x + away * ux, y: start.y + away * uy)
        return [
            .path([[first, end]], .init(stroke: paint, width: 1.2)),
            .path([[head(-1), end, head(1)]], .init(isClosed: true, fill: paint)),
        ]
    }
}
