internal import Syntax

/// A part of a session as it is read from above.
public enum SessionPart: Sendable {
    /// The title of a section in which no statement stands.
    case title(String)
    /// Text in Markdown: a cell `# %% [markdown]`, or comments among which no statement stands.
    case markdown(String)
    /// Text as it stands: a cell `# %% [raw]`.
    case raw(String)
    /// A cell that runs.
    case cell(SessionCell)
}

extension SessionFile {
    /// All that there is to read, in order.
    public var parts: [SessionPart] {
        // What was parsed once parses again.
        guard let outline = try? SessionOutline(lines) else { return cells.map { .cell($0) } }
        let openers = outline.lines.indices.filter { if case .opener = outline.lines[$0] { true } else { false } }
        // Statements before the first opener are cells of their own.
        let early = firstLines.map { $0 - 1 }.filter { $0 < openers.first ?? lines.count }
        let starts = early + openers
        var rest = Array(zip(cells, firstLines))[...]
        var parts = Self.text(of: outline.lines[..<(starts.first ?? lines.count)], as: .markdown)
        for (start, end) in zip(starts, starts.dropFirst() + [lines.count]) {
            if let (cell, first) = rest.first, first <= end {
                rest.removeFirst()
                parts.append(.cell(cell))
            } else if case .opener(_, let title) = outline.lines[start] {
                let form = CommentedText.Form(in: title)
                let shown = title.without(word: form?.rawValue ?? "")
                if !shown.isEmpty { parts.append(.title(shown)) }
                parts += Self.text(of: outline.lines[start..<end], as: form ?? .markdown)
            }
        }
        return parts
    }

    private static func text(of lines: ArraySlice<SessionOutline.Line>, as form: CommentedText.Form) -> [SessionPart] {
        let text = CommentedText.text(
            ofComments: lines.compactMap { if case .source(let text) = $0 { text } else { nil } }
                .joined(separator: "\n"))
        if text.allSatisfy(\.isWhitespace) { return [] }
        return [form == .raw ? .raw(text) : .markdown(text)]
    }
}

extension SessionCell {
    /// The title as it is shown: without the words that say how the cell runs.
    public var shownTitle: String { title.without(word: Self.mayFailTitle) }
}

extension String {
    /// The words of the text but one.
    fileprivate func without(word: String) -> String {
        split(whereSeparator: \.isWhitespace).filter { $0 != word }.joined(separator: " ")
    }
}
