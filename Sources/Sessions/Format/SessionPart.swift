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
    /// The title as it is shown: without tags, and the words that say how the cell runs.
    public var shownTitle: String { CellTitle(title).words }
}
