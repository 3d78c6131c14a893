/// A Markdown text as a tree: CommonMark with tables, and formulas between dollar signs kept as written.
public struct MarkdownDocument: Hashable, Sendable {
    /// The blocks of the text in order.
    public let blocks: [MarkdownBlock]

    /// Parses a text. Every text is valid Markdown.
    public init(_ text: String) { blocks = MarkdownReader.read(text) }
}

/// A block of Markdown.
public indirect enum MarkdownBlock: Hashable, Sendable {
    /// A heading, of level 1 to 6.
    case heading(level: Int, [MarkdownInline])
    /// A paragraph; also a block of raw HTML, which is shown as source.
    case paragraph([MarkdownInline])
    /// A list whose items are blocks. It is numbered from `start`, or has bullets if that is nil; a tight list has no
    /// space between items.
    case list(start: Int?, isTight: Bool, items: [[MarkdownBlock]])
    /// A block of code, including its last newline, and the language named by its fence.
    case code(language: String?, text: String)
    /// A quotation.
    case quote([MarkdownBlock])
    /// A table. Each row has one cell per column.
    case table(columns: [MarkdownAlignment], header: [[MarkdownInline]], rows: [[[MarkdownInline]]])
    /// A horizontal rule.
    case rule
}

/// An element of a line of Markdown.
public indirect enum MarkdownInline: Hashable, Sendable {
    /// Plain text, including raw HTML.
    case text(String)
    /// Emphasised text.
    case emphasis([MarkdownInline])
    /// Strongly emphasised text.
    case strong([MarkdownInline])
    /// Inline code.
    case code(String)
    /// A formula as written, with its `$` or `$$`, or from `\begin` to `\end`.
    case formula(String)
    /// A link. Its destination is taken from the text and may be anything.
    case link(destination: String, title: String?, [MarkdownInline])
    /// An image: its source and its alternative text.
    case image(source: String, title: String?, alternative: String)
    /// A line break in the source, shown as a blank.
    case softBreak
    /// A line break that is shown.
    case lineBreak

    /// The text without markup.
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

/// The alignment of a table column.
public enum MarkdownAlignment: Hashable, Sendable {
    /// The default of the reader's language.
    case natural
    /// Left-aligned.
    case left
    /// Centred.
    case center
    /// Right-aligned.
    case right
}

extension [MarkdownInline] {
    /// The text without markup.
    public var plain: String { reduce(into: "") { $0 += $1.plain } }
}
