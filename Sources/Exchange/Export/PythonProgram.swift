internal import Interpreter
internal import Sessions
internal import Syntax

/// A session as Python: what stands at its head, and a piece for each of its sections.
public struct PythonProgram: Sendable {
    /// A section of the session, from one `# %%` line to the next.
    struct Section: Sendable {
        /// Its `# %%` line; empty where it has none.
        let opener: String
        /// What stands behind the number in that line.
        let title: CellTitle
        /// Its number, if statements stand in it.
        let number: Int?
        /// Its Python, line ends included.
        let code: String
        /// What it shows, and the statements whose output the code doesn't print.
        private let shown: [ShownOutput]
        private let told: Set<SourceRange>
        /// The functions that its code needs at the head.
        let helpers: Set<PythonHelper>
        /// Its lines in the session, line ends included.
        let original: String

        init(_ section: SessionSection, _ code: Code, original: String) {
            (opener, title, number) = (section.opener, section.title, section.cell?.cell.number)
            (self.code, shown, helpers) = (code.text, code.shown, code.helpers)
            told = code.told
            self.original = original
        }

        /// What a notebook has below it. Pictures are drawn for it, which code has no need of.
        var outputs: [NotebookOutput] { .init(shown, told: told) }

        /// Whether nothing but comments stand in it.
        var isComment: Bool { number == nil }
    }

    /// What a section becomes.
    struct Code {
        /// The Python, line ends included.
        var text = ""
        /// What it shows.
        var shown: [ShownOutput] = []
        /// The statements whose output it doesn't print.
        var told: Set<SourceRange> = []
        /// The functions that it needs at the head.
        var helpers: Set<PythonHelper> = []
    }

    /// The comments at the head of the session.
    var comments = ""
    /// The lines of the session before its first section.
    var originalHead = ""
    /// Imports and Descent's own functions.
    var head = ""
    var sections: [Section] = []

    /// The text of a `.py` file.
    public var text: String {
        var text = comments
        if !text.isEmpty { text += "\n" }
        text += head + "\n"
        for section in sections {
            if !section.opener.isEmpty { text += section.opener + "\n" }
            text += section.code
        }
        return text
    }
}

extension PythonProgram {
    /// A notebook of it, nbformat 4.5, with what the cells print as their outputs.
    public func notebookBytes() throws(ExportError) -> [UInt8] {
        do throws(NotebookError) {
            return try notebook.bytes()
        } catch {
            throw .notebook(error.message)
        }
    }

    private var notebook: NotebookDocument {
        var cells: [NotebookCell] = []
        var count = 0
        func addCode(_ source: String, outputs: [NotebookOutput] = [], original: String, tags: [String] = []) {
            count += 1
            let source = source.withoutFinalNewline
            cells.append(
                NotebookCell(
                    .code(executionCount: count, outputs: outputs), source: source, tags: tags,
                    origin: SessionOrigin(text: original, source: source)))
        }
        let title = CommentedText.text(ofComments: comments)
        if !title.isEmpty {
            cells.append(NotebookCell(.markdown, source: title, origin: SessionOrigin(text: "", source: title)))
        }
        addCode(head, original: "")
        for section in sections {
            if section.isComment {
                let text = CommentedText.text(ofComments: section.code)
                let source = text.isEmpty ? section.title.words : text
                cells.append(
                    NotebookCell(
                        section.title.kind == .raw ? .raw : .markdown, source: source, tags: section.title.tags,
                        origin: SessionOrigin(text: section.original, source: source)))
                continue
            }
            let title = section.title.words
            addCode(
                (title.isEmpty ? "" : "# \(title)\n") + section.code, outputs: section.outputs,
                original: section.original,
                tags: section.title.tags)
        }
        return NotebookDocument(cells: cells, descent: .init(head: originalHead))
    }

}

extension String {
    /// The text without line ends at its end.
    var withoutFinalNewline: String {
        var text = Substring(self)
        while text.last == "\n" { text.removeLast() }
        return String(text)
    }
}
