public import Files
internal import Interpreter
public import Syntax

/// Writes the cells of a session as the text of a session file.
public struct SessionText: Sendable {
    /// Whether digests of the names that each cell set are written at its end.
    public var hasDigests = false
    /// Whether a line `#=` is written at the end of each cell, so that an incomplete cell can be recognized.
    public var hasEndMarks = false
    let commands: CommandTable

    /// Makes a writer.
    public init(commands: CommandTable) { self.commands = commands }

    /// The first lines of a file.
    public static let head = "#!/usr/bin/env -S descent run\n# descent \(SessionFile.currentVersion)\n"

    /// The text of a whole session.
    public func text(of cells: [Timeline.Entry]) -> String { cells.reduce(Self.head) { $0 + text(of: $1) } }

    /// The text of a cell: its opener, its source with any seed that it drew automatically, and its output.
    public func text(of entry: Timeline.Entry) -> String {
        let opener = "# %% [\(entry.cell.number)]\(entry.title.isEmpty ? "" : " \(entry.title)")\n"
        let source = entry.shortened.map { $0.applied(to: entry.cell.source) } ?? entry.cell.source
        let lines = FileLine.lines(of: opener + Self.withoutMarkers(source) + "\n")
        var text = edits(of: entry, source).applied(to: lines).map { $0.text + $0.ending.rawValue }.joined()
        if entry.usesFactorization { text += DigestLine.factorizationHere.text + "\n" }
        for digest in entry.readFiles { text += digest.text + "\n" }
        if hasDigests { for digest in entry.digests { text += "\(DigestLine.marker) \(digest.name) \(digest.text)\n" } }
        if hasEndMarks { text += DigestLine.marker + "\n" }
        return text
    }

    /// The edits that add a cell's output and its automatic seed to its source, which follows the opener.
    private func edits(of entry: Timeline.Entry, _ source: String) -> RecordEdits {
        var edits = RecordEdits()
        // Match statements by their order: shortening may have moved their ranges.
        let original = RecordedStatement.statements(of: entry.block, in: entry.cell.source, firstLine: 2)
        var written = original
        if entry.shortened != nil, let block = try? Parser(commands: commands).parse(source) {
            written = RecordedStatement.statements(of: block, in: source, firstLine: 2)
        }
        var texts = [String](repeating: "", count: written.count)
        var answers = [[String?]](repeating: [], count: written.count)
        for (index, output) in entry.recorder.outputs.enumerated() {
            guard let place = original.lastIndex(where: { $0.range.start <= output.range.start }),
                texts.indices.contains(place)
            else {
                continue
            }
            let isShortened = entry.shortened?.output != nil && index == entry.recorder.outputs.count - 1
            answers[place] += output.answers
            texts[place] += isShortened ? entry.shortened?.output ?? "" : output.text
        }
        for (place, text) in texts.enumerated() where !text.isEmpty || !answers[place].isEmpty {
            edits.replaceRecord(of: written[place], by: RecordText.lines(of: text), answers: answers[place])
        }
        for line in entry.markLines { edits.delete(line: line + 2) }
        for seed in entry.recorder.seeds {
            guard let place = original.lastIndex(where: { $0.range.start <= seed.range.start }),
                written.indices.contains(place)
            else { continue }
            edits.insert(seed.seeding.line, beforeLine: written[place].firstLine)
        }
        return edits
    }

    /// The source with all comments escaped that would read as lines of the file format.
    package static func withoutMarkers(_ source: String) -> String { without(markers, source) }

    /// The script with all comments escaped that would read as records and similar; `# %%` still opens cells.
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

    private static let marks = ["#>", "#<", "#!", "#=", "#~"]
    private static let markers = marks + ["# %%", "#%%"]
}

/// Keeps a file in step with a session: each cell is on disk once it has ended.
public final class SessionWriter {
    /// The path of the file.
    public let path: String
    /// How cells are written.
    public let text: SessionText
    private var file: AppendingFile?
    private var written: Timeline.Place
    /// The highest number in the file.
    private var highestNumber = 0
    private let isLocked: Bool

    /// Creates a file.
    ///
    /// - Parameters:
    ///   - replaces: whether to replace an existing file.
    ///   - isLocked: whether to lock the file, so that other processes see that it is in use.
    /// - Throws: ``FileError`` if the file can't be written; `alreadyThere` if it exists and `replaces` is false.
    public init(
        path: String, text: SessionText, timeline: Timeline, replaces: Bool, isLocked: Bool = false
    ) throws(FileError) {
        self.path = path
        self.text = text
        self.isLocked = isLocked
        if !replaces, (try? FileReader(path: path)) != nil { throw .alreadyThere }
        written = timeline.place
        try rewrite(timeline)
    }

    /// Brings the file up to date with the session.
    ///
    /// - Parameter number: the number of the last input, recorded or not. If cells have end marks, an opener without
    ///   a cell records it, so that a restored session doesn't reuse it.
    /// - Throws: ``FileError`` if the file can't be written.
    public func write(_ timeline: Timeline, upTo number: Int = 0) throws(FileError) {
        guard let file, let cells = timeline.recordedCells(since: written), file.isUntouched(at: path) else {
            return try rewrite(timeline, upTo: number)
        }
        let added = cells.map { text.text(of: $0) }.joined() + opener(of: number, after: cells)
        if !added.isEmpty { try file.append(Array(added.utf8)) }
        written = timeline.place
    }

    private func opener(of number: Int, after cells: [Timeline.Entry]) -> String {
        highestNumber = cells.reduce(highestNumber) { max($0, $1.cell.number) }
        guard text.hasEndMarks, number > highestNumber else { return "" }
        highestNumber = number
        return "# %% [\(number)]\n\(DigestLine.marker)\n"
    }

    private func rewrite(_ timeline: Timeline, upTo number: Int = 0) throws(FileError) {
        highestNumber = 0
        let cells = timeline.recordedSession
        let content = text.text(of: cells) + opener(of: number, after: cells)
        let writer = try AtomicFileWriter(path, holding: Array(content.utf8))
        // Lock it before it gets its name, so that nobody ever finds it unlocked.
        let next = try AppendingFile(path: writer.temporary)
        if isLocked { _ = next.lock() }
        try writer.commit()
        file = next
        written = timeline.place
    }

    /// Writes a text to a file atomically.
    ///
    /// - Throws: ``FileError`` if the file can't be written.
    public static func save(_ text: String, to path: String) throws(FileError) {
        try AtomicFileWriter(path, holding: Array(text.utf8)).commit()
    }
}
