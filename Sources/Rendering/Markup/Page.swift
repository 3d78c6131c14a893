/// A page that is laid out for the screen it is shown on. The record has it at a width of its own, so that what is
/// recorded never depends on a terminal.
public struct Page: Sendable {
    /// The columns of a recorded page.
    public static let recordedWidth = 80

    /// Whether it may be longer than a screen, and is for the user's pager where there is one.
    public let isLong: Bool
    private let layout: @Sendable (Int) -> Markup

    /// Makes a page of a layout for so many columns.
    public init(isLong: Bool = false, _ layout: @escaping @Sendable (Int) -> Markup) {
        self.isLong = isLong
        self.layout = layout
    }

    /// The page for a screen of so many columns; it is never made narrower than 20.
    public func markup(columns: Int) -> Markup { layout(max(columns, 20)) }

    /// The page as it is recorded.
    public var recorded: Markup { layout(Self.recordedWidth) }
}
