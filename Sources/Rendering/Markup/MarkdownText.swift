public import Markdown
internal import Platform

/// Markdown laid out for a screen.
public struct MarkdownText {
    /// The characters for lines and bullets.
    public enum Look: Sendable {
        /// Box-drawing characters.
        case drawn
        /// ASCII characters.
        case typed
        /// None: the text is read aloud.
        case spoken
    }

    let width: Int
    let look: Look
    let isStyled: Bool

    /// Prepares a page layout.
    ///
    /// - Parameters:
    ///   - width: the columns of a line; at least 20.
    ///   - isStyled: whether styles are visible; if not, code keeps its backticks.
    public init(width: Int, look: Look, isStyled: Bool) {
        self.width = max(width, 20)
        self.look = look
        self.isStyled = isStyled
    }

    /// The document as text; each line ends in a newline.
    public func markup(of document: MarkdownDocument) -> Markup {
        var page = Markup()
        for line in lines(of: document.blocks, width: width) {
            page += line
            page.append("\n")
        }
        return page
    }

    // MARK: - Blocks

    private func lines(of blocks: [MarkdownBlock], width: Int, isTight: Bool = false) -> [Markup] {
        var lines: [Markup] = []
        for (index, block) in blocks.enumerated() {
            if index > 0, !isTight { lines.append("") }
            lines += self.lines(of: block, width: max(width, 8))
        }
        return lines
    }

    private func lines(of block: MarkdownBlock, width: Int) -> [Markup] {
        switch block {
        case .heading(let level, let content): heading(content, level: level, width: width)
        case .paragraph(let content): words(of: content, .plain).lines(width: width)
        case .list(let start, let isTight, let items): list(items, from: start, isTight: isTight, width: width)
        case .code(let language, let text): code(text, in: language)
        case .quote(let blocks):
            lines(of: blocks, width: width - 2).map { line in
                Markup(look == .drawn ? "│ " : "> ", .axis) + line
            }.map(\.withoutTrailingBlanks)
        case .table(let columns, let header, let rows):
            MarkdownTable(columns: columns, header: header, rows: rows, text: self).lines(width: width)
        case .rule: look == .spoken ? [""] : [ruler(look == .drawn ? "─" : "-", min(width, 40))]
        }
    }

    func ruler(_ character: Character, _ columns: Int) -> Markup {
        Markup(String(repeating: character, count: columns), .axis)
    }

    private func heading(_ content: [MarkdownInline], level: Int, width: Int) -> [Markup] {
        let lines = words(of: content, .heading).lines(width: width)
        let character: Character? =
            switch (look, level) {
            case (.spoken, _): nil
            case (.drawn, 1): "━"
            case (.drawn, 2): "─"
            case (.typed, 1): "="
            case (.typed, 2): "-"
            default: nil
            }
        guard let character else { return lines }
        return lines + [ruler(character, lines.map(\.displayWidth).max() ?? 0)]
    }

    private func list(_ items: [[MarkdownBlock]], from start: Int?, isTight: Bool, width: Int) -> [Markup] {
        let marks = items.indices.map { index in
            start.map { "\($0.addingReportingOverflow(index).partialValue). " } ?? (look == .drawn ? "• " : "- ")
        }
        let indent = marks.map { DisplayWidth.columns(of: $0) }.max() ?? 0
        var lines: [Markup] = []
        for (index, item) in items.enumerated() {
            if index > 0, !isTight { lines.append("") }
            let own = self.lines(of: item, width: width - indent, isTight: isTight)
            for (row, line) in (own.isEmpty ? [""] : own).enumerated() {
                let mark = row == 0 ? marks[index] : ""
                let blanks = String(repeating: " ", count: indent - DisplayWidth.columns(of: mark))
                lines.append((Markup(blanks + mark) + line).withoutTrailingBlanks)
            }
        }
        return lines
    }

    /// Code is never wrapped, because its line breaks are significant.
    private func code(_ text: String, in language: String?) -> [Markup] {
        let isOurs = ["python", "py", "python3", "descent"].contains(language?.lowercased() ?? "")
        let source = text.hasSuffix("\n") ? String(text.dropLast()) : text
        let markup = isOurs ? CodeText.markup(of: source) : Markup(source, language == nil ? .code : .plain)
        return markup.lines.map { $0.isEmpty ? $0 : "    " + $0 }
    }

    // MARK: - Inlines

    /// The text of inlines, in a style unless they have their own.
    func words(of content: [MarkdownInline], _ style: Style) -> StyledWords {
        var words = StyledWords()
        add(content, style, to: &words)
        return words
    }

    private func add(_ content: [MarkdownInline], _ style: Style, to words: inout StyledWords) {
        for inline in content {
            switch inline {
            case .text(let text): words.append(text, style)
            case .emphasis(let inner):
                add(inner, style == .strong || style == .heading ? .strongEmphasis : .emphasis, to: &words)
            case .strong(let inner): add(inner, style == .emphasis ? .strongEmphasis : .strong, to: &words)
            case .code(let text): words.append(isStyled ? text : "`\(text)`", .code)
            case .formula(let text): words.append(text, .code)
            case .link(let destination, _, let inner):
                add(inner, .link, to: &words)
                if Self.isWorthTelling(destination, behind: inner.plain) { words.append(" (\(destination))", .plain) }
            case .image(let source, _, let alternative):
                words.append(alternative.isEmpty ? "image" : alternative, .emphasis)
                if Self.isWorthTelling(source, behind: alternative) { words.append(" (\(source))", .plain) }
            case .softBreak: words.append(" ", style)
            case .lineBreak: words.append("\n", style)
            }
        }
    }

    /// Whether to show a link's destination after its text. Anchors in the same page lead nowhere here, and data URLs
    /// aren't readable.
    private static func isWorthTelling(_ destination: String, behind text: String) -> Bool {
        if destination.isEmpty || destination.hasPrefix("#") || destination.hasPrefix("data:") { return false }
        let address = destination.hasPrefix("mailto:") ? String(destination.dropFirst("mailto:".count)) : destination
        return address != text && destination != text
    }
}
