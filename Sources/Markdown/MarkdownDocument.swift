/// A text in Markdown as a tree: CommonMark with tables, and formulas between dollar signs left as they are written.
public struct MarkdownDocument: Hashable, Sendable {
    /// What the text consists of, from above.
    public let blocks: [MarkdownBlock]

    /// Reads a text. Every text is Markdown, so nothing can be wrong with it.
    public init(_ text: String) { blocks = MarkdownReader.read(text) }
}

/// A block of Markdown.
public indirect enum MarkdownBlock: Hashable, Sendable {
    /// A heading, of level 1 to 6.
    case heading(level: Int, [MarkdownInline])
    /// A paragraph. A block of raw HTML is one, too, which shows its source.
    case paragraph([MarkdownInline])
    /// A list of items, which are blocks. It is numbered from `start` on, or has bullets; a tight list has no space between items.
    case list(start: Int?, isTight: Bool, items: [[MarkdownBlock]])
    /// A block of code, with its last newline, and the language that a fence names.
    case code(language: String?, text: String)
    /// A quotation.
    case quote([MarkdownBlock])
    /// A table. Each row has a cell for each column.
    case table(columns: [MarkdownAlignment], header: [[MarkdownInline]], rows: [[[MarkdownInline]]])
    /// A line across the page.
    case rule
}

/// What stands in a line of Markdown.
public indirect enum MarkdownInline: Hashable, Sendable {
    /// Plain text; raw HTML is text, too.
    case text(String)
    /// Emphasised text.
    case emphasis([MarkdownInline])
    /// Strongly emphasised text.
    case strong([MarkdownInline])
    /// A piece of code.
    case code(String)
    /// A formula as it is written, with its `$` or `$$`, or from `\begin` to `\end`.
    case formula(String)
    /// A link. Its destination is what the text says, so it may be of any kind.
    case link(destination: String, title: String?, [MarkdownInline])
    /// A picture: where it is, and what stands in its place.
    case image(source: String, title: String?, alternative: String)
    /// The end of a line of the source, which shows as a blank.
    case softBreak
    /// The end of a line that shows.
    case lineBreak

    /// The text without its marks.
    public var plain: String {
        switch self {
        case .text(let text), .code(let text), .formula(let text): text
        case .emphasis(let content), .strong(let content), .link(_, _, let content): content.plain
        case .image(_, _, let alternative): alternative
        case .softBreak: " "
        case .lineBreak: "\n"
        }
    }
}

/// Where the cells of a column stand.
public enum MarkdownAlignment: Hashable, Sendable {
    /// Where the reader's language has its text: the table says nothing.
    case natural
    /// At the left edge.
    case left
    /// In the middle.
    case center
    /// At the right edge.
    case right
}

extension [MarkdownInline] {
    /// The text without its marks.
    public var plain: String { reduce(into: "") { $0 += $1.plain } }
}
