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
        let lines = FileLine.lines(of: opener + Self.withoutMarkers(source) + "\n")
        var text = edits(of: entry, source).applied(to: lines).map { $0.text + $0.ending.rawValue }.joined()
        if hasDigests { for digest in entry.digests { text += "\(DigestLine.marker) \(digest.name) \(digest.text)\n" } }
        if hasEndMarks { text += DigestLine.marker + "\n" }
        return text
    }

    /// What a cell printed and the seed that it drew, for the place of its source behind the opener.
    private func edits(of entry: Timeline.Entry, _ source: String) -> RecordEdits {
        var edits = RecordEdits()
        // Statement by statement, in the order in which they stand: their places may have moved by the shortening.
        let original = SessionParsing.statements(entry.block, source: entry.cell.source, firstLine: 2)
        var written = original
        if entry.shortened != nil, let block = try? Parser(commands: commands).parse(source) {
            written = SessionParsing.statements(block, source: source, firstLine: 2)
        }
        var texts = [String](repeating: "", count: written.count)
        for (index, output) in entry.recorder.outputs.enumerated() {
            guard let place = original.lastIndex(where: { $0.range.start <= output.range.start }),
                texts.indices.contains(place)
            else {
                continue
            }
            let isShortened = entry.shortened?.output != nil && index == entry.recorder.outputs.count - 1
            texts[place] += isShortened ? entry.shortened?.output ?? "" : output.text
        }
        for (statement, text) in zip(written, texts) where !text.isEmpty {
            edits.replaceRecord(of: statement, by: RecordText.lines(of: text))
        }
        for line in entry.markLines { edits.delete(line: line + 2) }
        if let seed = entry.recorder.seed,
            let place = original.lastIndex(where: { $0.range.start <= seed.range.start }),
            written.indices.contains(place)
        {
            edits.insert("seed \(seed.value)", beforeLine: written[place].firstLine)
        }
        return edits
    }

    /// A source in which no comment could be taken for one of the file's own lines.
    package static func withoutMarkers(_ source: String) -> String { without(markers, source) }

    /// A script in which no comment could be taken for a record or the like, but `# %%` opens cells.
    package static func withoutMarks(_ source: String) -> String { without(marks, source) }

    private static func without(_ markers: [String], _ source: String) -> String {
        guard source.utf8.contains(UInt8(ascii: "#")) else { return source }
        var scanner = UnfinishedText()
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            defer { scanner.take(line) }
            guard !scanner.isInsideString, markers.contains(where: { line.hasPrefix($0) }) else { return String(line) }
            return "# " + line
        }
        return lines.joined(separator: "\n")
    }

    private static let marks = ["#>", "#!", "#=", "#~"]
    private static let markers = marks + ["# %%", "#%%"]
}
