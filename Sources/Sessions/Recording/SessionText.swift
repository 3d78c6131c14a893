internal import Interpreter
public import Syntax

/// Writes the cells of a session as the text of a session file.
public struct SessionText: Sendable {
    /// Whether digests of what each cell set stand at its end.
    public var hasDigests = false
    /// Whether a line `#=` stands at the end of each cell, so that a cell cut short is known as such.
    public var hasEndMarks = false
    let commands: CommandTable

    /// Makes a writer.
    public init(commands: CommandTable) { self.commands = commands }

    /// What stands at the head of a file.
    public static let head = "#!/usr/bin/env -S descent run\n# descent \(SessionFile.currentVersion)\n"

    /// The text of a whole session.
    public func text(of cells: [Timeline.Entry]) -> String { cells.reduce(Self.head) { $0 + text(of: $1) } }

    /// The text of a cell: its opener, its source with the seed that it drew unasked, and what it printed.
    public func text(of entry: Timeline.Entry) -> String {
        let opener = "# %% [\(entry.cell.number)]\(entry.title.isEmpty ? "" : " \(entry.title)")\n"
        let source = entry.shortened.map { $0.applied(to: entry.cell.source) } ?? entry.cell.source
        let bare = opener + Self.withoutMarkers(source) + "\n"
        var text = bare
        if let file = try? SessionFile(Array(bare.utf8), path: "", commands: commands), let cell = file.cells.first {
            text = String(decoding: edits(of: cell, entry).applied(to: file), as: UTF8.self)
        }
        if hasDigests { for digest in entry.digests { text += "\(DigestLine.marker) \(digest.name) \(digest.text)\n" } }
        if hasEndMarks { text += DigestLine.marker + "\n" }
        return text
    }

    private func edits(of cell: SessionCell, _ entry: Timeline.Entry) -> RecordEdits {
        var edits = RecordEdits()
        // Statement by statement, in the order in which they stand: their places may have moved by the shortening.
        let original = statementStarts(of: entry.cell.source)
        var texts = [String](repeating: "", count: cell.statements.count)
        for (index, output) in entry.recorder.outputs.enumerated() {
            guard let place = original.lastIndex(where: { $0 <= output.range.start }), texts.indices.contains(place)
            else {
                continue
            }
            let isShortened = entry.shortened?.output != nil && index == entry.recorder.outputs.count - 1
            texts[place] += isShortened ? entry.shortened?.output ?? "" : output.text
        }
        for (statement, text) in zip(cell.statements, texts) where !text.isEmpty {
            edits.replaceRecord(of: statement, by: RecordText.lines(of: text))
        }
        for line in entry.markLines { edits.delete(line: line + 2) }
        if let seed = entry.recorder.seed, let place = original.lastIndex(where: { $0 <= seed.range.start }),
            cell.statements.indices.contains(place)
        {
            edits.insert("seed \(seed.value)", beforeLine: cell.statements[place].firstLine)
        }
        return edits
    }

    /// Where the statements of a source begin, those on one line together.
    private func statementStarts(of source: String) -> [Int] {
        guard let block = try? Parser(commands: commands).parse(source) else { return [] }
        let lines = SourceLines(source)
        var starts: [Int] = []
        var lastLine = 0
        for statement in block {
            if lines.line(of: statement.range.start) > lastLine { starts.append(statement.range.start) }
            lastLine = max(lastLine, lines.line(of: max(statement.range.start, statement.range.end - 1)))
        }
        return starts
    }

    /// A source in which no comment could be taken for one of the file's own lines.
    package static func withoutMarkers(_ source: String) -> String { without(markers, source) }

    /// A script in which no comment could be taken for a record or the like, but `# %%` opens cells.
    package static func withoutMarks(_ source: String) -> String { without(marks, source) }

    private static func without(_ markers: [String], _ source: String) -> String {
        guard source.utf8.contains(UInt8(ascii: "#")) else { return source }
        var scanner = SourceScanner()
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            defer { scanner.scan(String(line)) }
            guard !scanner.isInsideString, markers.contains(where: { line.hasPrefix($0) }) else { return String(line) }
            return "# " + line
        }
        return lines.joined(separator: "\n")
    }

    private static let marks = ["#>", "#!", "#=", "#~"]
    private static let markers = marks + ["# %%", "#%%"]
}
