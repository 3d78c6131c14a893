internal import Kernels

/// Drops invisible detail: points closer together than a picture can show.
struct PictureThinning {
    private let painter: PicturePainter

    init(_ painter: PicturePainter) { self.painter = painter }

    /// Up to this many points are drawn one by one, wherever they are.
    static let fewPoints = 5000
    /// A line with more corners than this is drawn as the pixels that it covers.
    private static let mostCorners = 60_000

    // MARK: - Lines

    /// The parts of a line; `isDense` if they are the runs of pixels that it covers.
    func path(of line: Artist.Line) -> (lines: [[Picture.Point]], isDense: Bool) {
        if let places = line.risingPlaces(on: painter.x) {
            // More than two columns per pixel can't be told apart.
            let width = max(2 * Int(painter.frame.width), 2)
            if places.count > 4 * width { return (columns(of: line, places, width), false) }
            return (corners(of: line, places), false)
        }
        let lines = corners(of: line, 0..<line.count)
        let count = lines.reduce(0) { $0 + $1.count }
        return count <= Self.mostCorners ? (lines, false) : (runs(of: lines), true)
    }

    private func columns(of line: Artist.Line, _ places: Range<Int>, _ width: Int) -> [[Picture.Point]] {
        let columns = LineColumn.columns(
            of: line, places, x: painter.x, isLogarithmic: painter.y.isLogarithmic, width: width)
        var lines: [[Picture.Point]] = []
        for (index, column) in columns.enumerated() where !column.isEmpty {
            let across = Double(index) / Double(width - 1)
            if column.isBroken || lines.isEmpty { lines.append([]) }
            for value in [column.first, column.low, column.high, column.last] {
                let up = painter.y.heldPosition(of: value)
                let point = painter.place(across, up)
                if lines[lines.count - 1].last != point { lines[lines.count - 1].append(point) }
            }
        }
        return lines
    }

    private func corners(of line: Artist.Line, _ places: Range<Int>) -> [[Picture.Point]] {
        var lines: [[Picture.Point]] = []
        var isOpen = true
        let isMany = places.count > 2000
        for place in places.polled(work: 32) {
            guard let point = painter.point(line.x[place], line.y[place]) else {
                isOpen = true
                continue
            }
            if isOpen { lines.append([]) }
            isOpen = false
            if isMany, let last = lines[lines.count - 1].last, abs(last.x - point.x) < 0.25,
                abs(last.y - point.y) < 0.25
            {
                continue
            }
            lines[lines.count - 1].append(point)
        }
        return lines
    }

    /// The pixels that lines cover, as horizontal strokes.
    private func runs(of lines: [[Picture.Point]]) -> [[Picture.Point]] {
        let frame = painter.frame
        var canvas = BitCanvas(width: max(Int(frame.width), 1), height: max(Int(frame.height), 1))
        let box = frame.box
        for line in lines.polled(work: 64) {
            for (start, end) in zip(line, line.dropFirst()).polled(work: 64) {
                if canvas.isFull { break }
                guard let part = box.clipped(start.x, start.y, end.x, end.y) else { continue }
                canvas.line(
                    (Int(part.0 - frame.left), Int(part.1 - frame.top)),
                    (Int(part.2 - frame.left), Int(part.3 - frame.top)))
            }
        }
        return canvas.runs().map { run in
            let y = frame.top + Double(run.row) + 0.5
            return [
                .init(x: frame.left + Double(run.columns.lowerBound), y: y),
                .init(x: frame.left + Double(run.columns.upperBound), y: y),
            ]
        }
    }

    // MARK: - Points

    /// The visible points: all if there are few, otherwise the last one, which is on top, in each cell of a fine
    /// grid.
    func centers(_ x: [Double], _ y: [Double], size: Double) -> [(point: Picture.Point, index: Int)] {
        let (count, frame) = (min(x.count, y.count), painter.frame)
        var found: [(point: Picture.Point, index: Int)] = []
        let room = frame.box.widened(by: 0.01)
        guard count > Self.fewPoints else {
            for place in 0..<count {
                if let point = painter.point(x[place], y[place]), room.contains(point.x, point.y) {
                    found.append((point, place))
                }
            }
            return found
        }
        let cell = max(1, size / 6)
        let (columns, rows) = (max(Int(frame.width / cell) + 1, 1), max(Int(frame.height / cell) + 1, 1))
        var last = [Int](repeating: -1, count: columns * rows)
        for place in (0..<count).polled(work: 16) {
            guard let point = painter.point(x[place], y[place]), frame.box.contains(point.x, point.y) else { continue }
            let (column, row) = (Int((point.x - frame.left) / cell), Int((point.y - frame.top) / cell))
            last[min(row, rows - 1) * columns + min(column, columns - 1)] = place
        }
        for (index, place) in last.enumerated() where place >= 0 {
            let point = Picture.Point(
                x: (frame.left + (Double(index % columns) + 0.5) * cell).rounded(),
                y: (frame.top + (Double(index / columns) + 0.5) * cell).rounded())
            found.append((point, place))
        }
        return found
    }

    // MARK: - Shapes

    /// The corners of a shape, without near duplicates.
    func corners(_ x: [Double], _ y: [Double]) -> [Picture.Point] {
        let count = min(x.count, y.count)
        var corners: [Picture.Point] = []
        for place in (0..<count).polled(work: 32) {
            guard let point = painter.heldPoint(x[place], y[place]) else { continue }
            if count > 2000, let last = corners.last, abs(last.x - point.x) < 0.3, abs(last.y - point.y) < 0.3 {
                continue
            }
            corners.append(point)
        }
        guard corners.count > Self.mostCorners else { return corners }
        // A band of very many values: the minimum and maximum in each half pixel.
        return extremes(corners)
    }

    /// The first, least, greatest and last of adjacent corners within half a pixel horizontally.
    private func extremes(_ corners: [Picture.Point]) -> [Picture.Point] {
        var kept: [Picture.Point] = []
        var run: [Picture.Point] = []
        func close() {
            guard let first = run.first, let last = run.last else { return }
            let (low, high) = (run.min { $0.y < $1.y } ?? first, run.max { $0.y < $1.y } ?? last)
            kept += [first, low, high, last]
            run = []
        }
        for corner in corners.polled(work: 8) {
            if let first = run.first, Int(first.x * 2) != Int(corner.x * 2) { close() }
            run.append(corner)
        }
        close()
        return kept
    }
}

extension Box {
    func widened(by room: Double) -> Box {
        Box(left: left - room, bottom: bottom - room, right: right + room, top: top + room)
    }
}

/// A bitmap.
struct BitCanvas {
    let width, height: Int
    private var isSet: [Bool]
    private var count = 0

    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        isSet = Array(repeating: false, count: width * height)
    }

    var isFull: Bool { count == isSet.count }

    /// Sets the pixels of a line (Bresenham).
    mutating func line(_ start: (Int, Int), _ end: (Int, Int)) {
        var (x, y) = start
        let (across, down) = (abs(end.0 - x), abs(end.1 - y))
        let (right, up) = (end.0 < x ? -1 : 1, end.1 < y ? -1 : 1)
        var error = across - down
        while true {
            if 0..<width ~= x, 0..<height ~= y, !isSet[y * width + x] {
                isSet[y * width + x] = true
                count += 1
            }
            if (x, y) == end { return }
            let doubled = 2 * error
            if doubled > -down {
                error -= down
                x += right
            }
            if doubled < across {
                error += across
                y += up
            }
        }
    }

    /// The horizontal runs of set pixels.
    func runs() -> [(row: Int, columns: Range<Int>)] {
        var runs: [(row: Int, columns: Range<Int>)] = []
        for row in 0..<height {
            var start: Int?
            for column in 0...width {
                let isSet = column < width && isSet[row * width + column]
                if isSet, start == nil { start = column }
                if !isSet, let first = start {
                    runs.append((row, first..<column))
                    start = nil
                }
            }
        }
        return runs
    }
}
