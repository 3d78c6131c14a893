public import Interpreter
internal import Markdown
internal import Rendering
public import Sessions
internal import Syntax

/// Turns a session into an HTML page: a single file without scripts or network access.
public struct SessionPage {
    private let interpreter: Interpreter
    private let without: [String]

    /// Makes a writer that replays sessions in the empty workspace of an interpreter.
    ///
    /// - Parameter without: the tags of cells to leave out.
    public init(_ interpreter: Interpreter, without: [String] = []) {
        let interpreter = interpreter
        interpreter.options.showsDrawings = true
        self.interpreter = interpreter
        self.without = without
    }

    /// The page of a session, which is replayed in a scratch folder.
    ///
    /// - Throws: ``ExportError`` if a cell fails, or no cell has a tag to leave out.
    public func html(of file: SessionFile) throws(ExportError) -> String {
        let (head, sections) = SessionSection.sections(of: file)
        let kept = try ExportSelection(without: without).kept(of: sections)
        let facts = try ReplayFacts(file, with: interpreter)
        let names = Set(interpreter.table.entries.filter(\.hasBareName).map(\.name))
            .subtracting(facts.cells.values.flatMap(\.assigned))
        var writer = PageWriter(prose: PageProse(code: PageCode(names: names)), facts: facts)
        writer.begin(head, kept, named: Self.name(of: file.path))
        for section in kept { writer.write(section) }
        return writer.document
    }

    /// The name of a file without its folder and extension.
    private static func name(of path: String) -> String {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name.hasSuffix(".session") ? String(name.dropLast(".session".count)) : name
    }
}

/// Writes the parts of a page in order.
private struct PageWriter {
    var prose: PageProse
    let facts: ReplayFacts
    private var title = ""
    private var body = ""
    private var figureCount = 0

    init(prose: PageProse, facts: ReplayFacts) { (self.prose, self.facts) = (prose, facts) }

    var document: String {
        """
        <!DOCTYPE html>
        <html>
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(HTMLText.escaped(title))</title>
        <style>
        \(PageStyle.text)\(FigureSVG.pageStyle)</style>
        </head>
        <body>
        <main>
        \(body)</main>
        </body>
        </html>

        """
    }

    /// Begins with the title: the first heading of the session, or the name of the file.
    mutating func begin(_ head: SessionSection, _ sections: [SessionSection], named name: String) {
        let first = head.comments.isEmpty ? sections.first?.prose : CommentedText.text(ofComments: head.comments)
        if let first, case .heading(_, let content)? = MarkdownDocument(first).blocks.first {
            title = content.plain
        } else {
            title = name
            prose.outline.awaitsTitle = false
            body += "<h1>\(HTMLText.escaped(name))</h1>\n"
        }
        write(text: CommentedText.text(ofComments: head.comments))
    }

    mutating func write(_ section: SessionSection) {
        guard let cell = section.cell else { return writeComments(section) }
        let number = cell.cell.number
        body += "<section class=\"cell\" id=\"in:\(number)\" aria-label=\"In [\(number)]\">\n"
        writeTitle(section.title.words)
        var lines = cell.sourceLines
        while lines.last?.isBlank == true { lines.removeLast() }
        body += "<pre class=\"code\"><code>\(prose.code.cell(lines, number: number))</code></pre>\n"
        for output in facts.cells[number]?.shown ?? [] { write(output, of: cell) }
        body += "</section>\n"
    }

    private mutating func writeComments(_ section: SessionSection) {
        if section.title.kind == .raw {
            let text = CommentedText.text(ofComments: section.comments)
            if !text.isEmpty { body += "<pre class=\"block\">\(HTMLText.escaped(text))</pre>\n" }
            return
        }
        writeTitle(section.title.words)
        write(text: CommentedText.text(ofComments: section.comments))
    }

    private mutating func writeTitle(_ words: String) {
        guard !words.isEmpty else { return }
        let level = prose.outline.levelOfCells
        body += "<h\(level) class=\"title\">\(HTMLText.escaped(words))</h\(level)>\n"
    }

    private mutating func write(text: String) {
        guard !text.isEmpty else { return }
        body += "<div class=\"prose\">\n\(prose.html(of: MarkdownDocument(text).blocks))</div>\n"
    }

    private mutating func write(_ output: ShownOutput, of cell: SessionCell) {
        switch output.kind {
        case .text(let markup):
            body += "<pre class=\"output\">\(HTMLText.spans(of: markup))</pre>\n"
        case .message(let diagnostic):
            let text = DiagnosticText.markup(for: diagnostic, source: cell.cell.source)
            body += "<pre class=\"message\">\(HTMLText.spans(of: text))</pre>\n"
        case .figure(let figure, let words, let areOutput):
            guard let figure else {
                body += "<pre class=\"output\">\(HTMLText.spans(of: words))</pre>\n"
                return
            }
            figureCount += 1
            let sentence = words.plain.withoutFinalNewline
            let picture = FigureSVG.element(of: figure, words: sentence, prefix: "figure:\(figureCount).")
            if areOutput {
                body += "<pre class=\"output\">\(HTMLText.spans(of: words))</pre>\n<figure>\n\(picture)</figure>\n"
            } else {
                body += "<figure>\n\(picture)<figcaption>\(HTMLText.escaped(sentence))</figcaption>\n</figure>\n"
            }
        }
    }
}

extension SessionSection {
    /// The prose in it.
    fileprivate var prose: String? {
        cell == nil && title.kind != .raw && title.words.isEmpty ? CommentedText.text(ofComments: comments) : nil
    }
}
