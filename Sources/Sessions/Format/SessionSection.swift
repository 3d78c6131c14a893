internal import Interpreter

/// A section of a session file: the lines from one opener to the next, or a statement before the first one.
public struct SessionSection: Sendable {
    /// Its lines in the file, from 0.
    public var lines: Range<Int>
    /// Its opener; empty if it has none.
    public var opener: String
    /// The text after the number in the opener.
    public var title: CellTitle
    /// Its cell, unless the section contains only comments.
    public var cell: SessionCell?
    /// Its comments, with line endings, if it contains nothing else.
    public var comments: String
    /// The number of empty lines before the next section.
    public var blankLineCount: Int

    /// The sections of a file, and the lines before the first.
    public static func sections(of file: SessionFile) -> (head: SessionSection, sections: [SessionSection]) {
        // The lines have been parsed before, so this succeeds.
        let outline = (try? SessionOutline(file.lines))?.lines ?? []
        let openers = outline.indices.filter { if case .opener = outline[$0] { true } else { false } }
        // Statements before the first opener are separate cells.
        let early = file.firstLines.map { $0 - 1 }.filter { $0 < openers.first ?? file.lines.count }
        let starts = early + openers
        var cells = Array(zip(file.cells, file.firstLines))[...]
        let sections = zip(starts, starts.dropFirst() + [outline.count]).map { start, end in
            var section = SessionSection(start..<end, outline)
            if case .opener(_, let title) = outline[start] {
                section.title = CellTitle(title)
                section.opener = file.lines[start].text.withoutTrailingBlanks
            }
            if let (cell, first) = cells.first, first <= end {
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
