internal import Interpreter

/// A stretch of a session file: what stands from one line that opens a cell to the next, or a statement before the first of
/// these.
public struct SessionSection: Sendable {
    /// Its lines in the file, from 0.
    public var lines: Range<Int>
    /// The line that opens it; empty where it has none.
    public var opener: String
    /// What stands behind the number there.
    public var title: CellTitle
    /// The cell in it, unless it holds nothing but comments.
    public var cell: SessionCell?
    /// Its comments, line ends included, if it holds nothing else.
    public var comments: String
    /// How many empty lines keep it apart from the next.
    public var blankLineCount: Int

    /// The sections of a file, and the lines before the first.
    public static func sections(of file: SessionFile) -> (head: SessionSection, sections: [SessionSection]) {
        // What was parsed once parses again.
        let outline = (try? SessionOutline(file.lines))?.lines ?? []
        let openers = outline.indices.filter { if case .opener = outline[$0] { true } else { false } }
        // Statements before the first opener are cells of their own.
        let early = file.cells.compactMap { $0.cell.location.map { $0.line - 1 } }.filter {
            $0 < openers.first ?? file.lines.count
        }
        let starts = early + openers
        var cells = file.cells[...]
        let sections = zip(starts, starts.dropFirst() + [outline.count]).map { start, end in
            var section = SessionSection(start..<end, outline)
            if case .opener(_, let title) = outline[start] {
                section.title = CellTitle(title)
                section.opener = file.lines[start].text.withoutTrailingBlanks
            }
            if let cell = cells.first, let first = cell.cell.location?.line, first <= end {
                cells.removeFirst()
                section.cell = cell
            }
            return section
        }
        return (SessionSection(0..<(starts.first ?? outline.count), outline), sections)
    }

    private init(_ lines: Range<Int>, _ outline: [SessionOutline.Line]) {
        self.lines = lines
        let source = outline[lines].compactMap { if case .source(let text) = $0 { text } else { nil } }
        (opener, title) = ("", CellTitle(""))
        let kept = source.reversed().drop { $0.isBlank }.reversed()
        comments = kept.map { $0 + "\n" }.joined()
        let isBlank = { (line: SessionOutline.Line) in
            if case .source(let text) = line { text.isBlank } else { false }
        }
        blankLineCount = outline[lines].reversed().prefix(while: isBlank).count
    }
}
