/// A figure as plain data: what is drawn where, in data coordinates. The renderer decides on pixels, characters and
/// fonts.
public struct Figure: Sendable, Equatable {
    /// The title above all axes; empty for none.
    public var title = ""
    /// The width of a picture, in inches of 100 pixels.
    public var width = 6.4
    /// The height of a picture, in inches of 100 pixels.
    public var height = 4.8
    /// The axes, in drawing order: later ones are on top.
    public var axes: [Axes] = []

    /// Makes a figure of these axes.
    public init(_ axes: [Axes] = []) { self.axes = axes }
}

/// A pair of axes and everything drawn in it.
public struct Axes: Sendable, Equatable {
    /// Its place in the figure.
    public var place = Place()
    /// The title above it; empty for none.
    public var title = ""
    /// The horizontal axis.
    public var x = Axis()
    /// The vertical axis.
    public var y = Axis()
    /// The contents, in drawing order: later ones are on top.
    public var artists: [Artist] = []
    /// The legend; nil for none.
    public var legend: Legend?
    /// The colour scale next to it; nil for none.
    public var colorBar: ColorBar?
    /// Whether its frame, ticks and labels are drawn.
    public var isFrameShown = true
    /// Whether one data unit has the same length in both directions.
    public var isAspectEqual = false

    /// Makes empty axes.
    public init() {}

    /// A block of cells in a grid over the figure.
    public struct Place: Sendable, Equatable {
        /// The numbers of rows and columns of the grid.
        public var rowCount = 1, columnCount = 1
        /// The occupied cells; rows count from the top.
        public var rows = 0..<1, columns = 0..<1

        /// The whole figure.
        public init() {}

        /// A block of cells of a grid.
        public init(rowCount: Int, columnCount: Int, rows: Range<Int>, columns: Range<Int>) {
            (self.rowCount, self.columnCount, self.rows, self.columns) = (rowCount, columnCount, rows, columns)
        }
    }
}

/// One axis: its label and its range.
public struct Axis: Sendable, Equatable {
    /// How values are mapped to positions.
    public enum Scale: Sendable, Equatable {
        case linear
        /// Logarithmic; values that aren't positive have no position.
        case logarithmic
    }

    /// A tick mark.
    public struct Tick: Sendable, Equatable {
        /// Its value.
        public var value: Double
        /// Its text; empty for none.
        public var label: String

        /// Makes a tick.
        public init(_ value: Double, _ label: String) { (self.value, self.label) = (value, label) }
    }

    /// The label of the axis; empty for none.
    public var label = ""
    /// The values at its left or lower end and at the other end; `start` may be greater.
    public var start = 0.0, end = 1.0
    /// How values are mapped to positions.
    public var scale = Scale.linear
    /// The ticks; nil for round values.
    public var ticks: [Tick]?
    /// Whether grid lines go through its ticks.
    public var hasGrid = false

    /// Makes a linear axis from 0 to 1.
    public init() {}
}

/// An item drawn in a pair of axes.
public enum Artist: Sendable, Equatable {
    /// A line through points, markers at them, or both.
    case line(Line)
    /// Markers that may differ in size and colour.
    case points(Points)
    /// A filled shape: a bar, a band, a circle, a slice.
    case area(Area)
    /// Coloured cells.
    case image(Image)
    /// Many line segments.
    case segments(Segments)
    /// A line or a band across all of the axes.
    case rule(Rule)
    /// Text at a position.
    case text(Label)
}

/// A colour: one of the series cycle, whose shades the medium chooses, or a given one.
public enum FigureColor: Sendable, Hashable {
    /// The colour of the n-th series.
    case cycle(Int)
    /// Red, green and blue from 0 to 1.
    case rgb(Double, Double, Double)
    /// The text colour: black on white, white on black.
    case foreground
    /// The background colour.
    case background
}

/// The style of a line.
public enum LineStyle: String, Sendable, Equatable {
    case solid, dashed, dashDotted, dotted, none
}

/// The shape of a marker.
public enum MarkerShape: String, Sendable, Equatable {
    case none, point, circle, square, triangleUp, triangleDown, triangleLeft, triangleRight, diamond, plus, cross, star,
        pentagon, hexagon, verticalLine, horizontalLine
}

extension Artist {
    /// A line through points, markers at them, or both; points that aren't finite are gaps.
    public struct Line: Sendable, Equatable {
        /// The coordinates, equally many of each.
        public var x: [Double], y: [Double]
        /// Its label in the legend; empty for no entry.
        public var label = ""
        /// The style of the line.
        public var style = LineStyle.solid
        /// The thickness of the line, in points of 1/72 inch.
        public var width = 1.5
        /// The marker at each point.
        public var marker = MarkerShape.none
        /// The size of the markers, in points.
        public var markerSize = 6.0
        /// Its colour.
        public var color = FigureColor.cycle(0)
        /// The opacity, from 0 to 1.
        public var opacity = 1.0

        /// Makes a line.
        public init(x: [Double], y: [Double]) { (self.x, self.y) = (x, y) }
    }

    /// Markers that may differ in size and colour.
    public struct Points: Sendable, Equatable {
        /// The coordinates, equally many of each.
        public var x: [Double], y: [Double]
        /// Their label in the legend; empty for no entry.
        public var label = ""
        /// The area of each marker in square points; one for all, or one per point.
        public var sizes = [36.0]
        /// One colour for all, or one per point.
        public var colors = [FigureColor.cycle(0)]
        /// The marker at each point.
        public var marker = MarkerShape.circle
        /// The opacity, from 0 to 1.
        public var opacity = 1.0

        /// Makes points.
        public init(x: [Double], y: [Double]) { (self.x, self.y) = (x, y) }
    }

    /// A filled shape.
    public struct Area: Sendable, Equatable {
        /// Its corners; the last is connected to the first.
        public var x: [Double], y: [Double]
        /// Its label in the legend; empty for no entry.
        public var label = ""
        /// The fill colour; nil for none.
        public var fill: FigureColor? = FigureColor.cycle(0)
        /// The colour of its edge; nil for none.
        public var edge: FigureColor?
        /// The thickness of the edge, in points.
        public var edgeWidth = 1.0
        /// The opacity, from 0 to 1.
        public var opacity = 1.0
        /// Whether it is a bar: a rectangle parallel to the axes.
        public var isBar = false

        /// Makes a shape.
        public init(x: [Double], y: [Double]) { (self.x, self.y) = (x, y) }
    }

    /// Coloured cells: a matrix, row-major from the top.
    public struct Image: Sendable, Equatable {
        /// The numbers of rows and columns.
        public var rows: Int, columns: Int
        /// The numbers, `rows * columns` of them; nan for empty cells.
        public var values: [Double]
        /// The cells' colours, if they don't follow from the numbers.
        public var colors: [FigureColor]?
        /// The outer edges, in data coordinates.
        public var left: Double, right: Double, bottom: Double, top: Double
        /// The numbers that get the first and the last colour.
        public var lowest = 0.0, highest = 1.0
        /// Whether colours follow the logarithm; numbers that aren't positive then stay empty.
        public var isLogarithmic = false
        /// The colour map.
        public var map = ColorMap.viridis
        /// The opacity, from 0 to 1.
        public var opacity = 1.0

        /// Makes an image of unit cells centred on integers, with the first row on top.
        public init(rows: Int, columns: Int, values: [Double]) {
            (self.rows, self.columns, self.values) = (rows, columns, values)
            (left, right, bottom, top) = (-0.5, Double(columns) - 0.5, Double(rows) - 0.5, -0.5)
        }
    }

    /// Many line segments.
    public struct Segments: Sendable, Equatable {
        /// The start and end of each segment, in data coordinates.
        public var x0: [Double], y0: [Double], x1: [Double], y1: [Double]
        /// Their label in the legend; empty for no entry.
        public var label = ""
        /// One colour for all, or one per segment.
        public var colors = [FigureColor.cycle(0)]
        /// The style of the lines.
        public var style = LineStyle.solid
        /// The thickness of the lines, in points.
        public var width = 1.5
        /// The opacity, from 0 to 1.
        public var opacity = 1.0

        /// Makes segments.
        public init(x0: [Double], y0: [Double], x1: [Double], y1: [Double]) {
            (self.x0, self.y0, self.x1, self.y1) = (x0, y0, x1, y1)
        }
    }

    /// A line or a band across all of the axes, or part of the way.
    public struct Rule: Sendable, Equatable {
        /// Whether it is horizontal, at a `y` value, rather than vertical.
        public var isHorizontal: Bool
        /// The value of the line, or the values at the band's edges.
        public var start: Double, end: Double
        /// How far it extends, in fractions of the axes' length.
        public var from = 0.0, to = 1.0
        /// Its label in the legend; empty for no entry.
        public var label = ""
        /// The style of a line.
        public var style = LineStyle.solid
        /// The thickness of a line, in points.
        public var width = 1.5
        /// Its colour.
        public var color = FigureColor.cycle(0)
        /// The opacity, from 0 to 1.
        public var opacity = 1.0

        /// Makes a line, or a band if `end` differs from `start`.
        public init(isHorizontal: Bool, start: Double, end: Double) {
            (self.isHorizontal, self.start, self.end) = (isHorizontal, start, end)
        }
    }

    /// Text at a position.
    public struct Label: Sendable, Equatable {
        /// How the text is aligned with its position.
        public enum Alignment: String, Sendable, Equatable { case start, middle, end }

        /// The position.
        public var x: Double, y: Double
        /// The text.
        public var words: String
        /// Whether the position is in fractions of the axes instead of data coordinates.
        public var isInParts = false
        /// The part of the text at `x`; the start is its left end.
        public var horizontal = Alignment.start
        /// The part of the text at `y`; the start is its lower end.
        public var vertical = Alignment.start
        /// The font size, in points.
        public var size = 10.0
        /// Their colour.
        public var color = FigureColor.foreground
        /// The rotation in degrees, counterclockwise.
        public var rotation = 0.0
        /// The tip of an arrow from the text; nil for no arrow.
        public var target: Target?

        /// The tip of an arrow.
        public struct Target: Sendable, Equatable {
            /// The position, in data coordinates.
            public var x: Double, y: Double

            /// Makes a target.
            public init(x: Double, y: Double) { (self.x, self.y) = (x, y) }
        }

        /// Makes text at a position.
        public init(_ words: String, x: Double, y: Double) { (self.words, self.x, self.y) = (words, x, y) }
    }
}

/// A legend of the artists that have a label.
public struct Legend: Sendable, Equatable {
    /// Its position by matplotlib's names: `best`, `upper right`, `center left` …; above the axes if it begins with
    /// `outside`. On a terminal it is always above.
    public var place = "best"
    /// The title above its entries; empty for none.
    public var title = ""
    /// The number of columns of its entries.
    public var columnCount = 1
    /// The entries in order.
    public var entries: [Entry] = []

    /// An artist and its label.
    public struct Entry: Sendable, Equatable {
        /// The index of the artist in `Axes.artists`.
        public var artist: Int
        /// The label.
        public var label: String

        /// Makes an entry.
        public init(artist: Int, label: String) { (self.artist, self.label) = (artist, label) }
    }

    /// Makes an empty legend.
    public init() {}
}

/// A colour scale with its numbers.
public struct ColorBar: Sendable, Equatable {
    /// The colour map.
    public var map = ColorMap.viridis
    /// The numbers that get the first and the last colour.
    public var lowest = 0.0, highest = 1.0
    /// Whether colours follow the logarithm.
    public var isLogarithmic = false
    /// The label; empty for none.
    public var label = ""

    /// Makes a colour scale.
    public init() {}
}
