/// A part of a session, in reading order.
public enum SessionPart: Sendable {
    /// The title of a section without statements.
    case title(String)
    /// Text in Markdown: a cell `# %% [markdown]`, or comments without statements between them.
    case markdown(String)
    /// Raw text: a cell `# %% [raw]`.
    case raw(String)
    /// A cell with code.
    case cell(SessionCell)
}

extension SessionFile {
    /// All parts, in order.
    public var parts: [SessionPart] {
        let (head, sections) = SessionSection.sections(of: self)
        return head.text
            + sections.flatMap { section -> [SessionPart] in
                if let cell = section.cell { return [.cell(cell)] }
                return (section.title.words.isEmpty ? [] : [.title(section.title.words)]) + section.text
            }
    }
}

extension SessionSection {
    /// Its text, if there is any.
    fileprivate var text: [SessionPart] {
        let text = CommentedText.text(ofComments: comments)
        if text.allSatisfy(\.isWhitespace) { return [] }
        return [title.kind == .raw ? .raw(text) : .markdown(text)]
    }
}

extension SessionCell {
    /// The title without tags and without the words that say how the cell runs.
    public var shownTitle: String { CellTitle(title).words }
}
