/// With which characters, and how large, a figure is drawn on a terminal.
public struct FigureSize: Sendable, Equatable {
    /// How many columns it may take.
    public var columns: Int
    /// How many rows it takes; more where it has several axes above each other.
    public var rows: Int
    /// Whether it is drawn with ASCII characters only.
    public var isASCII: Bool
    /// Whether colours are shown; without them, lines are dashed and images shaded.
    public var hasColor: Bool

    /// Makes a size.
    public init(columns: Int, rows: Int, isASCII: Bool = false, hasColor: Bool = false) {
        (self.columns, self.rows, self.isASCII, self.hasColor) = (columns, rows, isASCII, hasColor)
    }

    /// The size on a terminal: as large as leaves room for what is said below, the input above and the next prompt, and
    /// not taller than looks well.
    ///
    /// - Parameter below: how many lines follow.
    public static func fitting(
        columns: Int, rows: Int, below: Int, isASCII: Bool, hasColor: Bool = false
    ) -> FigureSize {
        // The last column stays free: terminals differ in where the cursor stands once it is taken.
        FigureSize(
            columns: max(columns - 1, 1), rows: max(min(rows - 2 - below, max(columns * 2 / 5, 9)), 9),
            isASCII: isASCII, hasColor: hasColor)
    }
}
