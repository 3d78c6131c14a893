/// A figure as plain data: what is drawn where, in the coordinates of the data. How many pixels or characters that takes,
/// and with which fonts, whoever draws it decides.
public struct Figure: Sendable, Equatable {
    /// What stands above all axes; empty for nothing.
    public var title = ""
    /// The size of a picture, in inches of 100 pixels.
    public var width = 6.4
    /// The height of a picture, in inches.
    public var height = 4.8
    /// What is drawn, the axes that lie on top last.
    public var axes: [Axes] = []

    /// Makes a figure of these axes.
    public init(_ axes: [Axes] = []) { self.axes = axes }
}

/// One pair of axes and all that is drawn in it.
public struct Axes: Sendable, Equatable {
    /// Where it stands in the figure.
    public var place = Place()
    /// What stands above it; empty for nothing.
    public var title = ""
    /// The horizontal axis.
    public var x = Axis()
    /// The vertical axis.
    public var y = Axis()
    /// What is drawn, what lies on top last.
    public var artists: [Artist] = []
    /// What the legend says; nil where there is none.
    public var legend: Legend?
    /// The scale of colours beside it; nil where there is none.
    public var colorBar: ColorBar?
    /// Whether its frame, ticks and labels are drawn.
    public var isFrameShown = true
    /// Whether one step of the data is as long across as up.
    public var isAspectEqual = false

    /// Makes empty axes.
    public init() {}

    /// Some cells of a grid over the figure.
    public struct Place: Sendable, Equatable {
        /// How many rows and columns the grid has.
        public var rowCount = 1, columnCount = 1
        /// The cells that are taken, rows counted from above.
        public var rows = 0..<1, columns = 0..<1

        /// The whole figure.
        public init() {}

        /// Cells of a grid.
        public init(rowCount: Int, columnCount: Int, rows: Range<Int>, columns: Range<Int>) {
            (self.rowCount, self.columnCount, self.rows, self.columns) = (rowCount, columnCount, rows, columns)
        }
    }
}

/// One axis: what it measures, and from where to where it reaches.
public struct Axis: Sendable, Equatable {
    /// How values are spread along it.
    public enum Scale: Sendable, Equatable {
        case linear
        /// By their logarithm; what is not above zero has no place.
        case logarithmic
    }

    /// A place that is marked.
    public struct Tick: Sendable, Equatable {
        /// Its value.
        public var value: Double
        /// What is written there; empty for nothing.
        public var label: String

        /// Makes a tick.
        public init(_ value: Double, _ label: String) { (self.value, self.label) = (value, label) }
    }

    /// What it measures; empty for nothing.
    public var label = ""
    /// The values at its left or lower end and at the other one; the first may be the greater one.
    public var start = 0.0, end = 1.0
    /// How values are spread along it.
    public var scale = Scale.linear
    /// The places that are marked; nil for round values.
    public var ticks: [Tick]?
    /// Whether lines go through its ticks.
    public var hasGrid = false

    /// Makes a linear axis from 0 to 1.
    public init() {}
}

/// What is drawn in a pair of axes.
public enum Artist: Sendable, Equatable {
    /// A line through points, or marks at them, or both.
    case line(Line)
    /// Marks that may differ in size and colour.
    case points(Points)
    /// A filled shape: a bar, a band, a circle, a slice.
    case area(Area)
    /// Coloured cells.
    case image(Image)
    /// Many lines of two points each.
    case segments(Segments)
    /// A line across all of the axes, or a band.
    case rule(Rule)
    /// Words at a place.
    case text(Label)
}

/// A colour: one of the cycle that series take in turn, whose shades the medium chooses, or one that the user named.
public enum FigureColor: Sendable, Equatable {
    /// The colour of the n-th series.
    case cycle(Int)
    /// Red, green and blue from 0 to 1.
    case rgb(Double, Double, Double)
    /// The colour of text: black on white, white on black.
    case foreground
    /// The colour of the ground.
    case background
}

/// How a line is drawn.
public enum LineStyle: String, Sendable, Equatable {
    case solid, dashed, dashDotted, dotted, none
}

/// The shape of a mark.
public enum MarkerShape: String, Sendable, Equatable {
    case none, point, circle, square, triangleUp, triangleDown, triangleLeft, triangleRight, diamond, plus, cross, star,
        pentagon, hexagon, verticalLine, horizontalLine
}

extension Artist {
    /// A line through points, or marks at them, or both; points that are not finite are gaps.
    public struct Line: Sendable, Equatable {
        /// The places, as many of one as of the other.
        public var x: [Double], y: [Double]
        /// What the legend calls it; empty where it has no entry.
        public var label = ""
        /// How the line is drawn.
        public var style = LineStyle.solid
        /// How thick it is, in points of 1/72 inch.
        public var width = 1.5
        /// What stands at each point.
        public var marker = MarkerShape.none
        /// How large the marks are, in points.
        public var markerSize = 6.0
        /// Its colour.
        public var color = FigureColor.cycle(0)
        /// How opaque it is, from 0 to 1.
        public var opacity = 1.0

        /// Makes a line.
        public init(x: [Double], y: [Double]) { (self.x, self.y) = (x, y) }
    }

    /// Marks that may differ in size and colour.
    public struct Points: Sendable, Equatable {
        /// The places, as many of one as of the other.
        public var x: [Double], y: [Double]
        /// What the legend calls them; empty where they have no entry.
        public var label = ""
        /// The area of each mark in square points; one for all, or one a point.
        public var sizes = [36.0]
        /// One colour for all, or one a point.
        public var colors = [FigureColor.cycle(0)]
        /// What stands at each point.
        public var marker = MarkerShape.circle
        /// How opaque they are, from 0 to 1.
        public var opacity = 1.0

        /// Makes points.
        public init(x: [Double], y: [Double]) { (self.x, self.y) = (x, y) }
    }

    /// A filled shape.
    public struct Area: Sendable, Equatable {
        /// Its corners; closed from the last to the first.
        public var x: [Double], y: [Double]
        /// What the legend calls it; empty where it has no entry.
        public var label = ""
        /// What it is filled with; nil for nothing.
        public var fill: FigureColor? = FigureColor.cycle(0)
        /// The colour of its edge; nil for none.
        public var edge: FigureColor?
        /// How thick the edge is, in points.
        public var edgeWidth = 1.0
        /// How opaque it is, from 0 to 1.
        public var opacity = 1.0
        /// Whether it is a bar: a rectangle along the axes.
        public var isBar = false

        /// Makes a shape.
        public init(x: [Double], y: [Double]) { (self.x, self.y) = (x, y) }
    }

    /// Coloured cells: a matrix, row after row from above.
    public struct Image: Sendable, Equatable {
        /// How many rows and columns there are.
        public var rows: Int, columns: Int
        /// The numbers; nan for cells that stay empty.
        public var values: [Double]
        /// The colours themselves, where the numbers don't choose them.
        public var colors: [FigureColor]?
        /// The edges of the whole in the coordinates of the data.
        public var left: Double, right: Double, bottom: Double, top: Double
        /// Which numbers have the first and the last colour.
        public var lowest = 0.0, highest = 1.0
        /// By which colours numbers are shown.
        public var map = ColorMap.viridis
        /// How opaque it is, from 0 to 1.
        public var opacity = 1.0

        /// Makes an image whose cells are as large as one, about whole numbers, the first row on top.
        public init(rows: Int, columns: Int, values: [Double]) {
            (self.rows, self.columns, self.values) = (rows, columns, values)
            (left, right, bottom, top) = (-0.5, Double(columns) - 0.5, Double(rows) - 0.5, -0.5)
        }
    }

    /// Many lines of two points each.
    public struct Segments: Sendable, Equatable {
        /// Where each begins and ends.
        public var x0: [Double], y0: [Double], x1: [Double], y1: [Double]
        /// What the legend calls them; empty where they have no entry.
        public var label = ""
        /// One colour for all, or one each.
        public var colors = [FigureColor.cycle(0)]
        /// How they are drawn.
        public var style = LineStyle.solid
        /// How thick they are, in points.
        public var width = 1.5
        /// How opaque they are, from 0 to 1.
        public var opacity = 1.0

        /// Makes segments.
        public init(x0: [Double], y0: [Double], x1: [Double], y1: [Double]) {
            (self.x0, self.y0, self.x1, self.y1) = (x0, y0, x1, y1)
        }
    }

    /// A line or a band across all of the axes, or a part of their breadth.
    public struct Rule: Sendable, Equatable {
        /// Whether it goes from left to right at a height, or from below to above.
        public var isHorizontal: Bool
        /// The value at which it stands, or from which to which the band reaches.
        public var start: Double, end: Double
        /// From where to where it reaches, in parts of the axes.
        public var from = 0.0, to = 1.0
        /// What the legend calls it; empty where it has no entry.
        public var label = ""
        /// How a line is drawn.
        public var style = LineStyle.solid
        /// How thick a line is, in points.
        public var width = 1.5
        /// Its colour.
        public var color = FigureColor.cycle(0)
        /// How opaque it is, from 0 to 1.
        public var opacity = 1.0

        /// Makes a line; a band where `end` is another value.
        public init(isHorizontal: Bool, start: Double, end: Double) {
            (self.isHorizontal, self.start, self.end) = (isHorizontal, start, end)
        }
    }

    /// Words at a place.
    public struct Label: Sendable, Equatable {
        /// How words lie about their place.
        public enum Alignment: String, Sendable, Equatable { case start, middle, end }

        /// Where they stand.
        public var x: Double, y: Double
        /// What is said.
        public var words: String
        /// Whether the place is in parts of the axes, not in the coordinates of the data.
        public var isInParts = false
        /// Which part of the words stands at `x`: the left one is the start.
        public var horizontal = Alignment.start
        /// Which part of the words stands at `y`: the lower one is the start.
        public var vertical = Alignment.start
        /// How large they are, in points.
        public var size = 10.0
        /// Their colour.
        public var color = FigureColor.foreground
        /// How many degrees they are turned, against the clock.
        public var rotation = 0.0
        /// Where an arrow points that leads away from them; nil for none.
        public var target: Target?

        /// A place that an arrow points to.
        public struct Target: Sendable, Equatable {
            /// The place, in the coordinates of the data.
            public var x: Double, y: Double

            /// Makes a target.
            public init(x: Double, y: Double) { (self.x, self.y) = (x, y) }
        }

        /// Makes words at a place.
        public init(_ words: String, x: Double, y: Double) { (self.words, self.x, self.y) = (words, x, y) }
    }
}

/// What the legend says of the artists that have a label.
public struct Legend: Sendable, Equatable {
    /// Where it stands, by matplotlib's names: `best`, `upper right`, `center left` …
    public var place = "best"
    /// What stands above its entries; empty for nothing.
    public var title = ""
    /// How many columns its entries stand in.
    public var columnCount = 1
    /// The words beside the artists, in the order of the entries: each names one of `Axes.artists` by its position.
    public var entries: [Entry] = []

    /// An artist and its words.
    public struct Entry: Sendable, Equatable {
        /// The position of an artist.
        public var artist: Int
        /// What is said of it.
        public var label: String

        /// Makes an entry.
        public init(artist: Int, label: String) { (self.artist, self.label) = (artist, label) }
    }

    /// Makes an empty legend.
    public init() {}
}

/// A scale of colours, and the numbers that they mean.
public struct ColorBar: Sendable, Equatable {
    /// By which colours numbers are shown.
    public var map = ColorMap.viridis
    /// Which numbers have the first and the last colour.
    public var lowest = 0.0, highest = 1.0
    /// What it measures; empty for nothing.
    public var label = ""

    /// Makes a scale.
    public init() {}
}
