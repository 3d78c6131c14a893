internal import Files
public import Interpreter

/// Replays a session and writes what it prints into its file, and nothing else.
///
/// Where a cell draws random numbers unseeded, the `seed` that repeats them is written before the statement that drew.
public struct Updater {
    /// Makes an updater.
    public init() {}

    /// What came of it.
    public enum Outcome: Sendable {
        /// The records are what it prints already; nothing was written.
        case unchanged
        /// The records were written anew; the seeds that were added.
        case updated(seeds: [Int])
        /// A cell did not end as the file says; nothing was written.
        case failed(ReplayFailure)
    }

    /// Replays a file in the (empty) workspace of an interpreter, and replaces it if the records differ. What its cells
    /// write themselves goes to a scratch folder.
    public func update(
        _ file: SessionFile, with interpreter: Interpreter = Interpreter()
    ) throws(SessionError) -> Outcome {
        let findings = Findings()
        let scratch = FileScope.scratch()
        defer { scratch.removeScratch() }
        var replayer = Replayer(interpreter, files: scratch)
        let ending = replayer.replay(file) { report in
            switch report {
            case .begins: findings.recorder = Recorder()
            case .event(let event, _): findings.recorder.receive(event)
            case .failedAsExpected: break
            case .ends(let cell, _, _): findings.take(cell)
            }
            return true
        }
        if case .failed(let failure) = ending { return .failed(failure) }
        let bytes = findings.edits.applied(to: file)
        guard bytes != file.bytes else { return .unchanged }
        do {
            try AtomicFile.replace(file.path, with: bytes)
        } catch {
            throw SessionError(path: file.path, .file(error))
        }
        return .updated(seeds: findings.seeds)
    }

    /// What a replay has shown so far.
    private final class Findings {
        var recorder = Recorder()
        var edits = RecordEdits()
        var seeds: [Int] = []

        func take(_ cell: SessionCell) {
            for (statement, now) in zip(cell.statements, recorder.records(of: cell)) where statement.record != now {
                edits.replaceRecord(of: statement, by: now)
            }
            if let seed = recorder.seed, let index = cell.statement(at: seed.range) {
                edits.insert("seed \(seed.value)", beforeLine: cell.statements[index].firstLine)
                seeds.append(seed.value)
            }
        }
    }
}

/// Changes to the lines of a session file, by the lines (from 1) that it has now.
struct RecordEdits {
    private var deleted: Set<Int> = []
    private var before: [Int: String] = [:]
    private var after: [Int: [String]] = [:]

    /// Puts a line of source before another.
    mutating func insert(_ text: String, beforeLine line: Int) { before[line] = text }

    /// Takes a line away.
    mutating func delete(line: Int) { deleted.insert(line) }

    /// Writes the record of a statement anew: where it stands, or right after the statement.
    mutating func replaceRecord(of statement: RecordedStatement, by record: [String]) {
        deleted.formUnion(statement.recordLines)
        after[statement.recordLines.first ?? statement.lastLine] = record.map(RecordText.fileText)
    }

    /// The bytes of a file with these changes. New lines end as their neighbours do.
    func applied(to file: SessionFile) -> [UInt8] {
        var lines: [FileLine] = []
        for (index, line) in file.lines.enumerated() {
            let number = index + 1
            let added = after[number] ?? []
            let ending = line.ending != .none ? line.ending : file.lines.count > 1 ? file.lines[0].ending : .newline
            if let text = before[number] { lines.append(FileLine(text, ending)) }
            if !deleted.contains(number) {
                lines.append(added.isEmpty ? line : FileLine(line.text, ending))
            }
            lines += added.map { FileLine($0, ending) }
        }
        return SessionFile.bytes(of: lines, hasByteOrderMark: file.hasByteOrderMark)
    }
}
