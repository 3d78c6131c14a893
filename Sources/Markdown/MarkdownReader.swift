import CMarkdown

/// Converts the syntax tree of the library cmark-gfm.
struct MarkdownReader {
    /// Content nested deeper becomes plain text: it doesn't occur in practice, and recursion over the tree must fit
    /// any stack.
    private static let deepest = 64

    private let formulas: FormulaMask

    static func read(_ text: String) -> [MarkdownBlock] {
        let formulas = FormulaMask(text)
        let parser = cmark_parser_new(CMARK_OPT_DEFAULT)
        defer { cmark_parser_free(parser) }
        if let tables { cmark_parser_attach_syntax_extension(parser, tables) }
        var masked = formulas.masked
        masked.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let document = cmark_parser_finish(parser) else { return [] }
        defer { cmark_node_free(document) }
        cmark_consolidate_text_nodes(document)
        return MarkdownReader(formulas: formulas).blocks(in: document, depth: 0)
    }

    /// The library's table extension, registered once.
    nonisolated(unsafe) private static let tables: OpaquePointer? = {
        cmark_gfm_core_extensions_ensure_registered()
        return cmark_find_syntax_extension("table")
    }()

    private typealias Node = OpaquePointer

    private func children(of node: Node) -> some Sequence<Node> {
        sequence(state: cmark_node_first_child(node)) { next in
            defer { next = next.flatMap { cmark_node_next($0) } }
            return next
        }
    }

    private func kind(of node: Node) -> String { String(cString: cmark_node_get_type_string(node)) }

    private func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }

    private func literal(of node: Node) -> String { formulas.restored(text(cmark_node_get_literal(node))) }

    /// A text, or nil if it is empty.
    private func optional(_ pointer: UnsafePointer<CChar>?) -> String? {
        let text = formulas.restored(text(pointer))
        return text.isEmpty ? nil : text
    }

    // MARK: Blocks

    private func blocks(in node: Node, depth: Int) -> [MarkdownBlock] {
        guard depth < Self.deepest else { return [.paragraph([.text(plain(node))])] }
        return children(of: node).compactMap { block($0, depth: depth + 1) }
    }

    private func block(_ node: Node, depth: Int) -> MarkdownBlock? {
        switch kind(of: node) {
        case "heading":
            .heading(level: Int(cmark_node_get_heading_level(node)), inlines(in: node, depth: depth))
        case "paragraph": .paragraph(inlines(in: node, depth: depth))
        case "list":
            .list(
                start: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
                    ? Int(cmark_node_get_list_start(node)) : nil,
                isTight: cmark_node_get_list_tight(node) != 0,
                items: children(of: node).map { blocks(in: $0, depth: depth) })
        case "code_block":
            .code(
                language: optional(cmark_node_get_fence_info(node))?.split(separator: " ").first.map(String.init),
                text: literal(of: node))
        case "block_quote": .quote(blocks(in: node, depth: depth))
        case "thematic_break": .rule
        case "table": table(node, depth: depth)
        case "html_block": .paragraph(lines(of: literal(of: node)))
        default: nil
        }
    }

    /// Raw HTML, line by line.
    private func lines(of text: String) -> [MarkdownInline] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        return Array(
            lines.dropLast(text.hasSuffix("\n") ? 1 : 0).map { [MarkdownInline.text(String($0))] }
                .joined(separator: [.lineBreak]))
    }

    private func table(_ node: Node, depth: Int) -> MarkdownBlock {
        var rows = children(of: node).map { row in
            children(of: row).map { inlines(in: $0, depth: depth) }
        }
        let count = Int(cmark_gfm_extensions_get_table_columns(node))
        let columns: [MarkdownAlignment] = (0..<count).map { column in
            switch cmark_gfm_extensions_get_table_alignments(node)?[column] {
            case UInt8(ascii: "l"): .left
            case UInt8(ascii: "c"): .center
            case UInt8(ascii: "r"): .right
            default: .natural
            }
        }
        let header = rows.isEmpty ? [] : rows.removeFirst()
        return .table(columns: columns, header: header, rows: rows)
    }

    // MARK: Inlines

    private func inlines(in node: Node, depth: Int) -> [MarkdownInline] {
        guard depth < Self.deepest else { return [.text(plain(node))] }
        var inlines: [MarkdownInline] = []
        for inline in children(of: node).flatMap({ inline($0, depth: depth + 1) }) {
            if case .text(let end) = inline, case .text(let start) = inlines.last {
                inlines[inlines.count - 1] = .text(start + end)
            } else {
                inlines.append(inline)
            }
        }
        return inlines
    }

    private func inline(_ node: Node, depth: Int) -> [MarkdownInline] {
        switch kind(of: node) {
        case "text", "html_inline": formulas.inlines(text(cmark_node_get_literal(node)))
        case "softbreak": [.softBreak]
        case "linebreak": [.lineBreak]
        case "code": [.code(literal(of: node))]
        case "emph": [.emphasis(inlines(in: node, depth: depth))]
        case "strong": [.strong(inlines(in: node, depth: depth))]
        case "link":
            [
                .link(
                    destination: formulas.restored(text(cmark_node_get_url(node))),
                    title: optional(cmark_node_get_title(node)), inlines(in: node, depth: depth))
            ]
        case "image":
            [
                .image(
                    source: formulas.restored(text(cmark_node_get_url(node))),
                    title: optional(cmark_node_get_title(node)), alternative: plain(node))
            ]
        default: []
        }
    }

    /// All text in a node, at any depth.
    private func plain(_ node: Node) -> String {
        let walk = cmark_iter_new(node)
        defer { cmark_iter_free(walk) }
        var pieces: [String] = []
        while case let event = cmark_iter_next(walk), event != CMARK_EVENT_DONE {
            guard event == CMARK_EVENT_ENTER, let inner = cmark_iter_get_node(walk) else { continue }
            switch kind(of: inner) {
            case "softbreak", "linebreak": pieces.append(" ")
            case "paragraph" where pieces.last.map { $0.hasSuffix(" ") } == false: pieces.append(" ")
            default: pieces.append(literal(of: inner))
            }
        }
        return pieces.joined()
    }
}
