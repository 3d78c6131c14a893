internal import Builtins
internal import Interpreter
public import Syntax

/// Finds the statements of a session that a value depends on, from the lineage of its values.
public struct Extraction {
    /// The text of the session file.
    public let text: String
    /// The number of cells that are included at least in part.
    public let cellCount: Int
    /// Whether it is the whole session, because no part of it reproduces the value.
    public let isWhole: Bool

    /// Writes the smallest session that reproduces a name's value, and verifies it by running it.
    ///
    /// Statements are selected by the names that they set; statements that draw random numbers are selected with all
    /// draws since the last seed. If the result has other bits than the value, whole cells are taken, and finally the
    /// whole session.
    public init(of name: String, in live: LiveSession, commands: CommandTable) {
        let cells = live.timeline.session.filter(\.isRecorded)
        let needed = Need(name, live, cells)
        let value = live.interpreter.workspace.value(name)
        let digest = value.flatMap { ValueDigest.text(of: $0) }
        let end = digest.map { DigestLine(name: name, digest: $0).text + "\n" } ?? ""
        let writer = SessionText(commands: commands)
        for isByStatement in [true, false] {
            var text = SessionText.head
            var count = 0
            for cell in cells {
                let statements = needed.statements[cell.cell.number] ?? []
                guard !statements.isEmpty else { continue }
                count += 1
                text += writer.source(of: cell, statements: isByStatement ? statements : nil)
            }
            text += end
            if Self.makes(name, value, by: text, live) {
                (self.text, cellCount, isWhole) = (text, count, false)
                return
            }
        }
        let whole = cells.reduce(SessionText.head) { $0 + writer.source(of: $1, statements: nil) } + end
        (text, cellCount, isWhole) = (whole, cells.count, true)
    }

    private static func makes(_ name: String, _ value: Value?, by text: String, _ live: LiveSession) -> Bool {
        let interpreter = Interpreter(options: live.interpreter.options, table: live.interpreter.table)
        guard let file = try? SessionFile(Array(text.utf8), path: "", commands: interpreter.table.commands) else {
            return false
        }
        guard let value, let replayer = try? Replayer.replayAside(file, with: interpreter, watch: { _ in true }),
            !replayer.hasQuit, let now = replayer.interpreter.workspace.value(name)
        else { return false }
        return now.isIdentical(to: value) || ValueDigest.text(of: value) == nil
    }
}

/// The statements that a value depends on, by the numbers of their cells.
private struct Need {
    private(set) var statements: [Int: Set<SourceRange>] = [:]

    init(_ name: String, _ live: LiveSession, _ cells: [Timeline.Entry]) {
        let lineage = live.interpreter.lineage
        let order = Dictionary(uniqueKeysWithValues: cells.enumerated().map { ($1.cell.number, $0) })
        let traces = lineage.traces.filter { order[$0.cell] != nil }
            .sorted {
                (order[$0.cell] ?? 0, $0.serial, $0.statement.start) < (
                    order[$1.cell] ?? 0, $1.serial, $1.statement.start
                )
            }
        var makers: [Int: Int] = [:]
        for (place, trace) in traces.enumerated() { for record in trace.records { makers[record] = place } }
        let seeded = Set(cells.flatMap { cell in cell.recorder.seeds.map { Place(cell.cell.number, $0.range) } })

        var taken: Set<Int> = []
        var open = [live.interpreter.workspace.origin(of: name).flatMap { makers[$0] }].compactMap(\.self)
        while let place = open.popLast() {
            guard taken.insert(place).inserted else { continue }
            let trace = traces[place]
            statements[trace.cell, default: []].insert(trace.statement)
            for record in trace.records {
                open += lineage.records[record].inputs.compactMap { makers[$0] }
            }
            if trace.records.isEmpty { continue }
            open += Self.draws(before: place, traces, seeded)
        }
        // Draws set no names, but the values that they read must exist.
        for place in taken where traces[place].records.isEmpty {
            statements[traces[place].cell, default: []].insert(traces[place].statement)
        }
    }

    private struct Place: Hashable {
        let cell: Int
        let statement: SourceRange

        init(_ cell: Int, _ statement: SourceRange) {
            self.cell = cell
            self.statement = statement
        }
    }

    /// The statements that advanced the random state to where a statement found it.
    private static func draws(before place: Int, _ traces: [Lineage.Trace], _ seeded: Set<Place>) -> [Int] {
        let use = traces[place].random
        var found: [Int] = []
        if !use.isDisjoint(with: .generates) {
            found += (0..<place).filter { !traces[$0].random.isDisjoint(with: .generates) }
        }
        guard use.contains(.draws) else { return found }
        if seeded.contains(Place(traces[place].cell, traces[place].statement)) { return found }
        for earlier in (0..<place).reversed() where !traces[earlier].random.isDisjoint(with: [.draws, .seeds]) {
            found.append(earlier)
            let trace = traces[earlier]
            if trace.random == .seeds || seeded.contains(Place(trace.cell, trace.statement)) { break }
        }
        return found
    }
}

extension SessionText {
    /// A cell without its output, or some of its statements, with any seed that it drew automatically.
    func source(of entry: Timeline.Entry, statements: Set<SourceRange>?) -> String {
        let opener = "# %% [\(entry.cell.number)]\(entry.title.isEmpty ? "" : " \(entry.title)")\n"
        let bytes = Array(entry.cell.source.utf8)
        guard !entry.block.isEmpty else { return "" }
        var text = opener
        for (index, statement) in entry.block.enumerated() {
            let range = statement.range
            if let statements, !statements.contains(range) { continue }
            var source = String(decoding: bytes[max(range.start, 0)..<min(range.end, bytes.count)], as: UTF8.self)
            if index == entry.block.count - 1, let shortened = entry.shortened {
                source = shortened.applied(to: source, startingAt: range.start)
            }
            // Its output isn't needed here.
            if case .expression(_, isSilenced: false) = statement.kind, statements == nil { source += ";" }
            for seed in entry.recorder.seeds where seed.range == range { text += seed.seeding.line + "\n" }
            text += Self.withoutMarkers(source) + "\n"
            let answers = entry.recorder.outputs.filter { $0.range == range }.flatMap(\.answers)
            text += answers.map { AnswerLine.fileText($0) + "\n" }.joined()
        }
        return text
    }
}
