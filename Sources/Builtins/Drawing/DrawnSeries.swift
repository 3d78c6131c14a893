internal import Rendering
internal import Tensors

/// Values that a command draws over their places.
struct DrawnSeries: Equatable {
    /// The values, their places, and their name.
    var line: Artist.Line
    /// Whether the places are counted, and no values of their own.
    var isCounted = false
    /// Whether they are drawn as points, and not as a line.
    var isPoints = false

    init(_ name: String, x: [Double], y: [Double], isCounted: Bool = false, isPoints: Bool = false) {
        line = Artist.Line(x: x, y: y)
        line.label = name
        (self.isCounted, self.isPoints) = (isCounted, isPoints)
    }

    /// Values at places that are counted from a first one.
    init(_ name: String, counted y: [Double], from first: Double = 0, step: Double = 1, isPoints: Bool = false) {
        let places = [Double](inRoomFor: y.count, interruptibly: { first + Double($0) * step })
        self.init(name, x: places, y: y, isCounted: true, isPoints: isPoints)
    }

    /// A sentence about it.
    ///
    /// - Parameter place: what its places are.
    func sentence(over place: String, isLogarithmic: Bool) -> String {
        isPoints
            ? FigureWords.sentence(
                ofPoints: line, place: place, isCounted: isCounted, isLogarithmic: isLogarithmic)
            : FigureWords.sentence(of: line, place: place, isCounted: isCounted, isLogarithmic: isLogarithmic)
    }
}

extension Figure {
    /// A figure as commands draw it, of one pair of axes.
    init(ofCommand axes: Axes) {
        self.init([axes])
        height = 4
    }

    /// Series in one pair of axes that hold them all; without axes where none of them has a finite value.
    ///
    /// - Parameters:
    ///   - place: what their places are.
    ///   - name: what the values are; with several series the legend says it.
    init(of series: [DrawnSeries], over place: String, named name: String = "", isLogarithmic: Bool) {
        var (x, y) = (Extent(), Extent())
        for series in series {
            x.include(Extent(of: series.line.x))
            y.include(Extent(of: series.line.y, areAboveZero: isLogarithmic))
        }
        guard !x.isEmpty, !y.isEmpty else {
            self.init()
            return
        }
        var axes = Axes()
        axes.x = Axis(over: x)
        axes.y = Axis(over: y, isLogarithmic ? .logarithmic : .linear)
        axes.x.label = place
        axes.y.label = series.count == 1 ? series[0].line.label : name
        // Lines can be told apart without colour, too.
        let styles: [LineStyle] = [.solid, .dashed, .dotted, .dashDotted]
        var lineCount = 0
        for (index, series) in series.enumerated() {
            axes.artists.append(series.artist(index, styles[lineCount % styles.count]))
            if !series.isPoints { lineCount += 1 }
        }
        if series.count > 1 {
            axes.legend = Legend(naming: series.map(\.line.label))
        }
        self.init(ofCommand: axes)
    }
}

extension DrawnSeries {
    fileprivate func artist(_ index: Int, _ style: LineStyle) -> Artist {
        if isPoints {
            var points = Artist.Points(x: line.x, y: line.y)
            points.label = line.label
            points.colors = [.cycle(index)]
            points.sizes = [Artist.Points.size(forCount: line.y.count)]
            return .points(points)
        }
        var line = line
        (line.color, line.style) = (.cycle(index), style)
        return .line(line)
    }
}

extension Artist.Points {
    /// How large marks are that so many must have room.
    static func size(forCount count: Int) -> Double { count > 500 ? 3 : count > 100 ? 12 : 20 }
}

extension Legend {
    /// A legend above the axes, of the artists in order.
    init(naming labels: [String]) {
        self.init()
        place = "outside upper right"
        entries = labels.enumerated().map { Entry(artist: $0.offset, label: $0.element) }
    }
}
