/// A page laid out for the width of the screen that shows it. The record has it at a fixed width, so that recordings
/// never depend on a terminal.
public struct Page: Sendable {
    /// The columns of a recorded page.
    public static let recordedWidth = 80

    /// Whether it may be longer than a screen, so that it goes to the user's pager if there is one.
    public let isLong: Bool
    private let layout: @Sendable (Int) -> Markup

    /// Makes a page from a function that lays it out for a number of columns.
    public init(isLong: Bool = false, _ layout: @escaping @Sendable (Int) -> Markup) {
        self.isLong = isLong
        self.layout = layout
    }

    /// The page for a screen of this width, at least 20 columns.
    public func markup(columns: Int) -> Markup { layout(max(columns, 20)) }

    /// The page as recorded.
    public var recorded: Markup { layout(Self.recordedWidth) }
}
