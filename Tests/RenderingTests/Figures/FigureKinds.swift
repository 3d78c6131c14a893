import Platform
import Rendering

/// A figure of each kind that there is, for whatever must draw them all.
enum FigureKind: String, CaseIterable {
    case line, lines, logarithmic, points, coloured, bars, twoBars, lying, band, image, surface, rules, segments, words,
        pie
    case twin, grid, spans, labels, markers

    var isGrid: Bool { self == .grid || self == .spans }

    var figure: Figure {
        switch self {
        case .line: Self.figure { $0.artists = [.line(Self.wave(0))] }
        case .lines: Self.linesFigure
        case .logarithmic: Self.logarithmicFigure
        case .points: Self.pointsFigure
        case .coloured: Self.colouredFigure
        case .bars: Self.barsFigure
        case .twoBars: Self.twoBarsFigure
        case .lying: Self.lyingFigure
        case .band: Self.bandFigure
        case .image: Self.imageFigure
        case .surface: Self.surfaceFigure
        case .rules: Self.rulesFigure
        case .segments: Self.segmentsFigure
        case .words: Self.wordsFigure
        case .pie: Self.pieFigure
        case .twin: Self.twinFigure
        case .grid: Self.gridFigure
        case .spans: Self.spansFigure
        case .labels: Self.labelsFigure
        case .markers: Self.markersFigure
        }
    }

    // MARK: - Lines

    private static let places = (0...100).map { Double($0) / 10 }

    private static func wave(_ index: Int) -> Artist.Line {
        var line = Artist.Line(x: places, y: places.map { sin($0 - Double(index)) / Double(index + 1) })
        (line.label, line.color) = ("wave \(index)", .cycle(index))
        return line
    }

    /// A figure with axes from 0 to 10 and -1 to 1.
    private static func figure(_ change: (inout Axes) -> Void) -> Figure {
        var axes = Axes()
        (axes.x.start, axes.x.end, axes.y.start, axes.y.end) = (0, 10, -1, 1)
        (axes.x.label, axes.y.label, axes.title) = ("time", "height", "Waves")
        change(&axes)
        return Figure([axes])
    }

    private static func legend(_ artists: [Artist], _ labels: [String]) -> Legend {
        var legend = Legend()
        legend.entries = labels.enumerated().map { .init(artist: $0.offset, label: $0.element) }
        return legend
    }

    private static var linesFigure: Figure {
        figure { axes in
            axes.artists = (0..<4).map { .line(wave($0)) }
            axes.legend = legend(axes.artists, (0..<4).map { "wave \($0)" })
            axes.y.hasGrid = true
        }
    }

    private static var logarithmicFigure: Figure {
        figure { axes in
            axes.artists = [.line(.init(x: places, y: places.map { pow(10, -$0 / 2) }))]
            (axes.y.scale, axes.y.start, axes.y.end) = (.logarithmic, 1e-5, 1)
        }
    }

    private static var markersFigure: Figure {
        let shapes: [MarkerShape] = [
            .point, .circle, .square, .triangleUp, .triangleDown, .triangleLeft, .triangleRight, .diamond, .plus,
            .cross,
            .star, .pentagon, .hexagon, .verticalLine, .horizontalLine,
        ]
        return figure { axes in
            axes.artists = shapes.enumerated().map { index, shape in
                var line = Artist.Line(x: [2, 8], y: Array(repeating: 1 - Double(index + 1) / 8, count: 2))
                (line.style, line.marker, line.color) = (.none, shape, .cycle(index))
                return .line(line)
            }
        }
    }

    // MARK: - Points

    private static var pointsFigure: Figure {
        figure { axes in
            axes.artists = (0..<2).map { index in
                var points = Artist.Points(
                    x: (0..<20).map { Double($0 * 7 % 20) / 2 }, y: (0..<20).map { sin(Double($0 + 5 * index)) })
                (points.label, points.colors) = ("set \(index)", [.cycle(index)])
                return .points(points)
            }
            axes.legend = legend(axes.artists, ["set 0", "set 1"])
        }
    }

    private static var colouredFigure: Figure {
        figure { axes in
            var points = Artist.Points(x: places, y: places.map { cos($0) })
            points.sizes = places.map { 10 + 10 * $0 }
            var bar = ColorBar()
            (bar.lowest, bar.highest, bar.label) = (0, 10, "age")
            points.colors = bar.colors(of: places)
            (axes.artists, axes.colorBar) = ([.points(points)], bar)
        }
    }

    // MARK: - Shapes

    private static func bar(_ left: Double, _ right: Double, _ low: Double, _ high: Double, _ color: Int) -> Artist {
        var bar = Artist.Area(x: [left, right, right, left], y: [low, low, high, high])
        (bar.isBar, bar.fill) = (true, .cycle(color))
        return .area(bar)
    }

    private static var barsFigure: Figure {
        figure { axes in
            let heights = [3.0, 7, 12, 9, 5, 1]
            axes.artists = heights.enumerated().map { bar(Double($0.offset), Double($0.offset + 1), 0, $0.element, 0) }
            (axes.x.end, axes.y.start, axes.y.end, axes.y.label) = (6, 0, 12, "count")
        }
    }

    private static var twoBarsFigure: Figure {
        figure { axes in
            for place in [0.0, 1, 2, 3] { axes.artists.append(bar(place + 0.1, place + 0.5, 0, place + 1, 0)) }
            for place in [0.0, 1, 2, 3] { axes.artists.append(bar(place + 0.5, place + 0.9, 0, 5 - place, 1)) }
            var legend = Legend()
            legend.entries = [.init(artist: 0, label: "before"), .init(artist: 4, label: "after")]
            axes.legend = legend
            (axes.x.end, axes.y.start, axes.y.end) = (4, 0, 5)
        }
    }

    private static var lyingFigure: Figure {
        figure { axes in
            axes.artists = [4.0, 9, 6].enumerated().map {
                bar(0, $0.element, Double($0.offset) - 0.4, Double($0.offset) + 0.4, 2)
            }
            (axes.y.start, axes.y.end) = (-0.5, 2.5)
            axes.y.ticks = ["apples", "pears", "plums"].enumerated().map { .init(Double($0.offset), $0.element) }
        }
    }

    private static var bandFigure: Figure {
        figure { axes in
            let wave = wave(0)
            var area = Artist.Area(
                x: places + places.reversed(), y: wave.y.map { $0 * 0.8 } + wave.y.reversed().map { $0 * 0.8 - 0.2 })
            area.opacity = 0.3
            axes.artists = [.area(area), .line(wave)]
        }
    }

    private static var pieFigure: Figure {
        figure { axes in
            let shares = [0.0, 0.5, 0.8, 1]
            axes.artists = (0..<3).map { index in
                let angles = (0...20).map { part in
                    (shares[index] + (shares[index + 1] - shares[index]) * Double(part) / 20) * 2 * .pi
                }
                var area = Artist.Area(x: [0] + angles.map { cos($0) }, y: [0] + angles.map { sin($0) })
                (area.fill, area.edge) = (.cycle(index), .background)
                return .area(area)
            }
            (axes.x.start, axes.x.end, axes.y.start, axes.y.end) = (-1.25, 1.25, -1.25, 1.25)
            (axes.isAspectEqual, axes.isFrameShown, axes.title) = (true, false, "Shares")
        }
    }

    // MARK: - Images

    private static var imageFigure: Figure {
        figure { axes in
            var image = Artist.Image(
                rows: 6, columns: 8, values: (0..<48).map { Double($0 / 8 * ($0 % 8)) })
            image.values[10] = .nan
            image.highest = 35
            var bar = ColorBar()
            bar.highest = 35
            (axes.artists, axes.colorBar, axes.isAspectEqual) = ([.image(image)], bar, true)
            (axes.x.start, axes.x.end, axes.y.start, axes.y.end) = (-0.5, 7.5, 5.5, -0.5)
        }
    }

    private static var surfaceFigure: Figure {
        figure { axes in
            let (rows, columns) = (60, 100)
            var image = Artist.Image(
                rows: rows, columns: columns,
                values: (0..<rows * columns).map { place in
                    let (x, y) = (Double(place % columns) / 10 - 5, Double(place / columns) / 6 - 5)
                    return x * x + y * y
                })
            (image.left, image.right, image.bottom, image.top, image.highest, image.map) = (0, 10, -1, 1, 50, .cividis)
            var way = Artist.Line(x: [1, 3, 4, 5], y: [0.8, 0.1, 0.05, 0])
            (way.color, way.marker) = (.cycle(1), .circle)
            axes.artists = [.image(image), .line(way)]
            axes.legend = legend([], ["", "the way"])
            axes.legend?.entries.removeFirst()
        }
    }

    // MARK: - The rest

    private static var rulesFigure: Figure {
        figure { axes in
            var (level, upright) = (
                Artist.Rule(isHorizontal: true, start: 0.5, end: 0.5),
                Artist.Rule(isHorizontal: false, start: 3, end: 3)
            )
            (level.label, upright.style, upright.color) = ("limit", .dashed, .rgb(1, 0, 0))
            var band = Artist.Rule(isHorizontal: false, start: 6, end: 8)
            (band.color, band.opacity) = (.cycle(2), 0.3)
            axes.artists = [.rule(band), .line(wave(0)), .rule(level), .rule(upright)]
        }
    }

    private static var segmentsFigure: Figure {
        figure { axes in
            let x = (1...9).map(Double.init)
            var points = Artist.Points(x: x, y: x.map { sin($0) * 0.7 })
            points.colors = [.foreground]
            axes.artists = [
                .segments(.init(x0: x, y0: x.map { sin($0) * 0.7 - 0.2 }, x1: x, y1: x.map { sin($0) * 0.7 + 0.2 })),
                .points(points),
            ]
        }
    }

    private static var wordsFigure: Figure {
        figure { axes in
            var note = Artist.Label("the first top", x: 4, y: 0.8)
            note.target = .init(x: .pi / 2, y: 1)
            var corner = Artist.Label("n = 101\nR² = 0.98", x: 0.98, y: 0.02)
            (corner.isInParts, corner.horizontal) = (true, .end)
            axes.artists = [.line(wave(0)), .text(note), .text(corner)]
        }
    }

    private static var labelsFigure: Figure {
        figure { axes in
            let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
            axes.artists = names.indices.map { bar(Double($0) - 0.4, Double($0) + 0.4, 0, Double(3 + $0 * 5 % 7), 0) }
            axes.x.ticks = names.enumerated().map { .init(Double($0.offset), $0.element) }
            (axes.x.start, axes.x.end, axes.y.start, axes.y.end) = (-0.6, 6.6, 0, 10)
            (axes.x.label, axes.y.label, axes.title) = ("day <of the week>", "α & β", "Längen in µm, \"gemessen\"")
        }
    }

    private static var twinFigure: Figure {
        var figure = figure { axes in
            axes.artists = [.line(wave(0))]
            axes.y.label = "height"
        }
        var other = Axes()
        var line = Artist.Line(x: places, y: places.map { $0 * $0 * 30 })
        line.color = .cycle(1)
        (other.x.end, other.y.end, other.y.label, other.artists) = (10, 3000, "cost", [.line(line)])
        figure.axes.append(other)
        return figure
    }

    private static var gridFigure: Figure {
        var figure = Figure()
        figure.title = "Four of them"
        for (index, kind) in [FigureKind.lines, .bars, .image, .points].enumerated() {
            var axes = kind.figure.axes[0]
            let (row, column) = (index / 2, index % 2)
            axes.place = .init(rowCount: 2, columnCount: 2, rows: row..<row + 1, columns: column..<column + 1)
            figure.axes.append(axes)
        }
        return figure
    }

    private static var spansFigure: Figure {
        var figure = Figure()
        for (kind, rows, columns) in [(FigureKind.line, 0..<1, 0..<2), (.bars, 1..<2, 0..<1), (.points, 1..<2, 1..<2)] {
            var axes = kind.figure.axes[0]
            axes.place = .init(rowCount: 2, columnCount: 2, rows: rows, columns: columns)
            figure.axes.append(axes)
        }
        return figure
    }
}

/// Figures of whatever numbers there are.
enum RandomFigure {
    static func make(using generator: inout SystemRandomNumberGenerator) -> Figure {
        var axes = Axes()
        func number() -> Double {
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: Double(bitPattern: generator.next())
            case 1:
                [.nan, .infinity, -.infinity, 0, .greatestFiniteMagnitude][Int.random(in: 0..<5, using: &generator)]
            default: Double.random(in: -10...10, using: &generator)
            }
        }
        for axis in [\Axes.x, \Axes.y] {
            (axes[keyPath: axis].start, axes[keyPath: axis].end) = (number(), number())
            axes[keyPath: axis].scale = Bool.random(using: &generator) ? .linear : .logarithmic
            axes[keyPath: axis].hasGrid = Bool.random(using: &generator)
        }
        axes.isAspectEqual = Bool.random(using: &generator)
        axes.isFrameShown = Bool.random(using: &generator)
        let count = Int.random(in: 0...30, using: &generator)
        let (x, y) = ((0..<count).map { _ in number() }, (0..<count).map { _ in number() })
        var line = Artist.Line(x: x, y: y)
        line.marker = .circle
        var area = Artist.Area(x: x, y: y)
        area.edge = .cycle(1)
        var bar = area
        bar.isBar = true
        var image = Artist.Image(rows: 1, columns: count, values: y)
        (image.left, image.right, image.lowest, image.highest) = (number(), number(), number(), number())
        image.isLogarithmic = Bool.random(using: &generator)
        var label = Artist.Label("words\n漢字", x: number(), y: number())
        label.target = .init(x: number(), y: number())
        axes.artists = [
            .image(image), .area(area), .area(bar), .line(line), .points(.init(x: x, y: y)), .text(label),
            .segments(.init(x0: x, y0: y, x1: y, y1: x)),
            .rule(.init(isHorizontal: true, start: number(), end: number())),
            .rule(.init(isHorizontal: false, start: x.first ?? 0, end: x.first ?? 0)),
        ].shuffled(using: &generator)
        axes.colorBar = ColorBar()
        axes.legend = Legend()
        axes.legend?.entries = axes.artists.indices.map { .init(artist: $0, label: "artist \($0)") }
        return Figure([axes])
    }
}
