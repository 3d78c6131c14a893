internal import Interpreter
internal import Sessions
internal import Syntax

/// A session as Python: the code at its head, and the code of each section.
public struct PythonProgram: Sendable {
    /// A section of the session, from one `# %%` line to the next.
    struct Section: Sendable {
        /// Its `# %%` line; empty if it has none.
        let opener: String
        /// The text after the number in that line.
        let title: CellTitle
        /// Its number, if it contains statements.
        let number: Int?
        /// Its Python, with line endings.
        let code: String
        /// Its output, and the statements whose output the code doesn't print.
        private let shown: [ShownOutput]
        private let told: Set<SourceRange>
        /// The helpers that its code needs.
        let helpers: Set<PythonHelper>
        /// Its lines in the session, with line endings.
        let original: String

        init(_ section: SessionSection, _ code: Code, original: String) {
            (opener, title, number) = (section.opener, section.title, section.cell?.cell.number)
            (self.code, shown, helpers) = (code.text, code.shown, code.helpers)
            told = code.told
            self.original = original
        }

        /// The outputs in a notebook. Pictures are drawn only here, since code doesn't need them.
        var outputs: [NotebookOutput] { .init(shown, told: told) }

        /// Whether it contains only comments.
        var isComment: Bool { number == nil }
    }

    /// The exported code of a section.
    struct Code {
        /// The Python, with line endings.
        var text = ""
        /// Its output.
        var shown: [ShownOutput] = []
        /// The statements whose output it doesn't print.
        var told: Set<SourceRange> = []
        /// The helpers that it needs.
        var helpers: Set<PythonHelper> = []
    }

    /// The comments at the head of the session.
    var comments = ""
    /// The lines of the session before its first section.
    var originalHead = ""
    /// The imports and Descent's own functions.
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
    /// The notebook in nbformat 4.5, with the outputs of the cells.
    ///
    /// - Throws: ``ExportError/notebook(_:)`` if it can't be encoded.
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
    /// The text without trailing newlines.
    var withoutFinalNewline: String {
        var text = Substring(self)
        while text.last == "\n" { text.removeLast() }
        return String(text)
    }
}
