/// The size and character set of a figure on a terminal.
public struct FigureSize: Sendable, Equatable {
    /// The most columns it may take.
    public var columns: Int
    /// The rows it takes; more if several axes are stacked.
    public var rows: Int
    /// Whether to draw with ASCII characters only.
    public var isASCII: Bool
    /// Whether to use colours; without them, lines are dashed and images shaded.
    public var hasColor: Bool

    /// Makes a size.
    public init(columns: Int, rows: Int, isASCII: Bool = false, hasColor: Bool = false) {
        (self.columns, self.rows, self.isASCII, self.hasColor) = (columns, rows, isASCII, hasColor)
    }

    /// The size on a terminal: it leaves room for the text below, the input above and the next prompt, and is limited
    /// to a pleasant height.
    ///
    /// - Parameter below: the number of lines that follow.
    public static func fitting(
        columns: Int, rows: Int, below: Int, isASCII: Bool, hasColor: Bool = false
    ) -> FigureSize {
        // The last column stays free: terminals differ in where the cursor is after writing to it.
        FigureSize(
            columns: max(columns - 1, 1), rows: max(min(rows - 2 - below, max(columns * 2 / 5, 9)), 9),
            isASCII: isASCII, hasColor: hasColor)
    }
}
