import Markdown

/// The tree of a document as lines, a level deeper by two blanks.
enum MarkdownTree {
    static func text(_ document: MarkdownDocument) -> String {
        document.blocks.flatMap { lines($0) }.map { $0 + "\n" }.joined()
    }

    private static func indented(_ blocks: [MarkdownBlock]) -> [String] {
        blocks.flatMap { lines($0) }.map { "  " + $0 }
    }

    private static func lines(_ block: MarkdownBlock) -> [String] {
        switch block {
        case .heading(let level, let content): ["heading \(level): " + text(content)]
        case .paragraph(let content): ["paragraph: " + text(content)]
        case .list(let start, let isTight, let items):
            [(start.map { "list from \($0)" } ?? "list") + (isTight ? ", tight" : ", loose")]
                + items.flatMap { ["- item"] + indented($0) }
        case .code(let language, let text): ["code \(language ?? "-"): \(text.debugDescription)"]
        case .quote(let content): ["quote"] + indented(content)
        case .table(let columns, let header, let rows):
            ["table " + columns.map { "\($0)" }.joined(separator: " ")]
                + ([header] + rows).map { "  " + $0.map { "(\(text($0)))" }.joined(separator: " ") }
        case .rule: ["rule"]
        }
    }

    static func text(_ inlines: [MarkdownInline]) -> String { inlines.map { text($0) }.joined(separator: " ") }

    private static func text(_ inline: MarkdownInline) -> String {
        switch inline {
        case .text(let text): text.debugDescription
        case .emphasis(let content): "emphasis[\(text(content))]"
        case .strong(let content): "strong[\(text(content))]"
        case .code(let text): "code\(text.debugDescription)"
        case .formula(let text): "formula\(text.debugDescription)"
        case .link(let destination, let title, let content):
            "link<\(destination)\(title.map { " \($0)" } ?? "")>[\(text(content))]"
        case .image(let source, let title, let alternative):
            "image<\(source)\(title.map { " \($0)" } ?? "")>[\(alternative)]"
        case .softBreak: "~"
        case .lineBreak: "/"
        }
    }
}
