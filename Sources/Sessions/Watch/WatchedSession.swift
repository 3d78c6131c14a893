internal import Files
public import Interpreter
internal import Syntax

/// A session that runs again when its file changes, starting with the first cell that differs: the cells before it
/// have left checkpoints.
public struct WatchedSession {
    /// The interpreter, with the state that the last cell left.
    public private(set) var interpreter: Interpreter
    /// The maximum size of the checkpoints beyond the present workspace, in bytes.
    private let largestHold: Int
    /// The cells that finished, in order, and the logs of their changes; nil where the log was dropped.
    private var steps: [(cell: Content, log: CellLog?)] = []
    /// The cells of the file at the last run.
    private var lastCells: [Content] = []
    private var wasInterrupted = false
    /// Whether any file has run.
    public private(set) var hasRun = false
    /// The names after the last complete run, as far as the present run may change them.
    private var lastNames: WorkspaceNames?
    /// Whether a run has completed.
    private var hasFinished = false

    /// Makes a session that begins in the workspace of an interpreter.
    public init(_ interpreter: Interpreter, largestHold: Int = .max) {
        self.interpreter = interpreter
        self.largestHold = largestHold
    }

    /// The part of a cell that is compared: not its label, its title or its record.
    private struct Content: Equatable {
        var lines: [[UInt8]]
        var expectation: [UInt8]?
        var answers: [RecordedAnswer]

        init(_ cell: SessionCell) {
            lines = cell.sourceLines.map { Array($0.utf8) }
            expectation = (cell.expectation?.message).map { Array($0.utf8) }
            answers = cell.cell.answers
        }
    }

    /// The cells of a file that a run would execute: the first one that differs, and those after it.
    public func changed(in file: SessionFile) -> ArraySlice<SessionCell> {
        let contents = file.cells.map(Content.init)
        guard contents != lastCells || wasInterrupted else { return file.cells[file.cells.endIndex...] }
        // Cells that travel need the cells before them to have run in the same session.
        let isTravelling = file.cells.contains(where: interpreter.isTravelling)
        let same = isTravelling ? 0 : zip(steps, contents).prefix { $0.cell == $1 }.count
        return file.cells[start(before: same)...]
    }

    /// Whether the cells of a file are the same as in the last run, complete or not.
    public func isUnchanged(_ file: SessionFile) -> Bool { file.cells.map(Content.init) == lastCells }

    /// The index at which a run can start in order to execute the cells from an index on: the index itself, or 0 if a
    /// log on the way back was dropped.
    private func start(before index: Int) -> Int {
        steps[min(index, steps.count)...].contains { $0.log == nil } ? 0 : index
    }

    /// Runs the cells that have changed, and those after them.
    ///
    /// - Parameter watch: receives the events, as in ``Replayer/replay(_:from:watch:)``.
    /// - Returns: the difference from the state after the last complete run; nil for the first run, and if nothing ran.
    /// - Throws: ``ReplayFailure`` if a cell doesn't end as the file says.
    public mutating func run(
        _ file: SessionFile, watch: @escaping (Replayer.Report) -> Bool
    ) throws(ReplayFailure) -> WorkspaceDifference? {
        let cells = changed(in: file)
        let contents = file.cells.map(Content.init)
        guard !cells.isEmpty || contents != lastCells else { return nil }
        lastCells = contents
        hasRun = true
        let undone = goBack(to: cells.startIndex)
        let collected = Steps()
        var replayer = Replayer(interpreter)
        do throws(ReplayFailure) {
            try replayer.replay(file, from: cells.startIndex) { report in
                collected.receive(report)
                return watch(report)
            }
            take(collected, from: replayer)
            wasInterrupted = false
        } catch {
            take(collected, from: replayer)
            wasInterrupted = error.isInterrupted
            throw error
        }
        defer { (lastNames, hasFinished) = (nil, true) }
        let logs = undone + collected.steps.map(\.log)
        return lastNames.map { WorkspaceDifference($0, interpreter.workspace, changedBy: logs, frozen: true) }
    }

    /// Goes back to the state before the cell at an index; returns the logs that were rolled back.
    ///
    /// Keeps the names after the last complete run for the comparison, and copies values that are about to change.
    private mutating func goBack(to index: Int) -> [CellLog] {
        let logs = index == 0 ? [] : steps[min(index, steps.count)...].compactMap(\.log)
        steps.removeLast(steps.count - min(index, steps.count))
        if hasFinished, lastNames == nil { lastNames = WorkspaceNames(interpreter.workspace, frozen: logs) }
        for log in logs.reversed() { log.rollBack() }
        if index == 0 {
            interpreter = Interpreter(options: interpreter.options, table: interpreter.table)
            interpreter.options.files.beginSession()
        }
        return logs
    }

    private mutating func take(_ collected: Steps, from replayer: Replayer) {
        interpreter = replayer.interpreter
        // After a change of an early cell, differences should come from the change, not from another draw.
        if let seed = collected.seed { interpreter.options.seed = seed }
        steps += collected.steps.map { (Content($0.cell), $0.log) }
        letGo()
    }

    /// Drops the oldest logs while all logs hold more than they may.
    private mutating func letGo() {
        guard largestHold < .max else { return }
        var memory = WorkspaceMemory()
        memory.add(interpreter.workspace)
        let own = memory.bytes
        var isFull = false
        for index in steps.indices.reversed() {
            guard let log = steps[index].log else { continue }
            if !isFull {
                memory.add(log)
                isFull = memory.bytes - own > largestHold
            }
            if isFull { steps[index].log = nil }
        }
    }

    /// The state collected from the reports of a replay.
    private final class Steps {
        private(set) var steps: [(cell: SessionCell, log: CellLog)] = []
        private(set) var seed: UInt32?

        func receive(_ report: Replayer.Report) {
            switch report {
            case .ends(let cell, _, let state): steps.append((cell, state.log))
            case .event(.seeded(let seed), _): self.seed = UInt32(exactly: seed.value)
            default: break
            }
        }
    }
}
