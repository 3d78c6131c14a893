/// A plot as plain data. How many columns it takes, and which characters, whoever draws it decides.
public struct Plot: Sendable, Equatable {
    /// What is drawn.
    public enum Content: Sendable, Equatable {
        /// Lines and points.
        case curves([Series])
        /// A bar for each bin.
        case bars(Bars)
        /// A shaded cell for each number.
        case field(Field)
    }

    /// What is drawn.
    public var content: Content
    /// What stands below the horizontal axis; empty for nothing.
    public var xLabel: String
    /// What stands above the vertical axis; empty for nothing.
    public var yLabel: String
    /// Whether the vertical axis is logarithmic; what is not above zero is left out then.
    public var isLogarithmic: Bool

    /// Makes a plot.
    public init(_ content: Content, xLabel: String = "", yLabel: String = "", isLogarithmic: Bool = false) {
        self.content = content
        self.xLabel = xLabel
        self.yLabel = yLabel
        self.isLogarithmic = isLogarithmic
    }

    /// Values over their places, or over other values.
    public struct Series: Sendable, Equatable {
        /// How values are drawn.
        public enum Mark: Sendable, Equatable { case line, points }

        /// What the legend calls it.
        public var name: String
        /// The horizontal places; nil for `first`, `first + step` and so on.
        public var x: [Double]?
        /// The place of the first value where there is no `x`.
        public var first: Double
        /// From one place to the next.
        public var step: Double
        /// The values; those that are not finite are gaps.
        public var y: [Double]
        /// How they are drawn.
        public var mark: Mark

        /// Makes a series. Without `x`, its values stand at `first` and so on.
        public init(
            _ name: String, x: [Double]? = nil, y: [Double], first: Double = 0, step: Double = 1, mark: Mark = .line
        ) {
            self.name = name
            self.x = x
            self.y = y
            self.first = first
            self.step = step
            self.mark = mark
        }

        /// How many values have a place.
        var count: Int { min(x?.count ?? y.count, y.count) }
    }

    /// Bars beside each other.
    public struct Bars: Sendable, Equatable {
        /// Where bars end and begin, one more than there are bars.
        public var edges: [Double]
        /// How high they are.
        public var heights: [Double]

        /// Makes bars.
        public init(edges: [Double], heights: [Double]) {
            self.edges = edges
            self.heights = heights
        }
    }

    /// Numbers over a plane.
    public struct Field: Sendable, Equatable {
        /// The numbers, row by row.
        public var values: [Double]
        /// How many rows and columns there are.
        public var rows, columns: Int
        /// The places of the first and last column; nil where columns are counted.
        public var x: ClosedRange<Double>?
        /// The places of the last and first row, the last one lowest; nil where rows are counted from above.
        public var y: ClosedRange<Double>?
        /// Points that are marked.
        public var marks: [Mark] = []

        /// A point that stands out.
        public struct Mark: Sendable, Equatable {
            /// What it is.
            public enum Kind: Sendable, Equatable { case path, present, lowest }
            /// Where it stands.
            public var x, y: Double
            /// What it is.
            public var kind: Kind

            /// Makes a mark.
            public init(x: Double, y: Double, kind: Kind) {
                self.x = x
                self.y = y
                self.kind = kind
            }
        }

        /// Makes a field; without ranges its rows and columns are counted.
        public init(
            _ values: [Double], rows: Int, columns: Int, x: ClosedRange<Double>? = nil, y: ClosedRange<Double>? = nil
        ) {
            self.values = values
            self.rows = rows
            self.columns = columns
            self.x = x
            self.y = y
        }
    }
}

/// With which characters, and how large, a plot is drawn.
public struct PlotSize: Sendable, Equatable {
    /// How many columns it may take.
    public var columns: Int
    /// How many rows it takes.
    public var rows: Int
    /// Whether it is drawn with ASCII characters only.
    public var isASCII: Bool

    /// Makes a size.
    public init(columns: Int, rows: Int, isASCII: Bool = false) {
        self.columns = columns
        self.rows = rows
        self.isASCII = isASCII
    }

    /// The size on a terminal: as large as leaves room for what is said below, the input above and the next prompt, and
    /// not taller than looks well.
    ///
    /// - Parameter below: how many lines follow.
    public static func fitting(columns: Int, rows: Int, below: Int, isASCII: Bool) -> PlotSize {
        // The last column stays free: terminals differ in where the cursor stands once it is taken.
        PlotSize(
            columns: max(columns - 1, 1), rows: max(min(rows - 2 - below, max(columns * 2 / 5, 9)), 9), isASCII: isASCII
        )
    }
}
