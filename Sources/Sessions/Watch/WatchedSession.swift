internal import Files
public import Interpreter
internal import Syntax

/// A session that is run again whenever its file has changed, from the first cell on that differs: the cells before it
/// have left checkpoints.
public struct WatchedSession {
    /// The interpreter, with what the last cell left.
    public private(set) var interpreter: Interpreter
    /// How many bytes checkpoints may hold beyond the present workspace.
    private let largestHold: Int
    /// The cells that have run to their ends, in order, and what they wrote to; nil where that was let go.
    private var steps: [(cell: Content, log: CellLog?)] = []
    /// The cells of the file when it was last run.
    private var lastCells: [Content] = []
    private var wasInterrupted = false
    /// Whether any file has run.
    public private(set) var hasRun = false
    /// What the last run to its end left, as far as this one may change it.
    private var lastNames: WorkspaceNames?
    /// Whether a run has come to its end.
    private var hasFinished = false

    /// Begins in the workspace of an interpreter.
    public init(_ interpreter: Interpreter, largestHold: Int = .max) {
        self.interpreter = interpreter
        self.largestHold = largestHold
    }

    /// What of a cell makes it differ: not its label, its title or its record.
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

    /// The cells of a file that a run would take, the first one that differs and those after it.
    public func changed(in file: SessionFile) -> ArraySlice<SessionCell> {
        let contents = file.cells.map(Content.init)
        guard contents != lastCells || wasInterrupted else { return file.cells[file.cells.endIndex...] }
        // Cells that travel between others need those before them to have run in the same session.
        let isTravelling = file.cells.contains(where: interpreter.isTravelling)
        let same = isTravelling ? 0 : zip(steps, contents).prefix { $0.cell == $1 }.count
        return file.cells[start(before: same)...]
    }

    /// Whether the cells of a file are those that were last run, to their ends or to a mistake.
    public func isUnchanged(_ file: SessionFile) -> Bool { file.cells.map(Content.init) == lastCells }

    /// Where a run can start that has to do the cells from an index on: not before a log that was let go, or else at the
    /// beginning.
    private func start(before index: Int) -> Int {
        steps[min(index, steps.count)...].contains { $0.log == nil } ? 0 : index
    }

    /// Runs what has changed.
    ///
    /// - Parameter watch: is told what happens, as by ``Replayer/replay(_:watch:)``.
    /// - Returns: what differs from what the last run to its end left; nil for the first of these, and if nothing ran.
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

    /// Goes to the state before the cell at an index; gives the logs that were rolled back.
    ///
    /// What the last run to its end left is kept for the comparison, copied where it is about to change.
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
        // Whoever changes an early cell wants to see what that changes, and not another draw.
        if let seed = collected.seed { interpreter.options.seed = seed }
        steps += collected.steps.map { (Content($0.cell), $0.log) }
        letGo()
    }

    /// Lets the oldest logs go while all of them hold more than they may.
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

    /// What the reports of a replay leave behind.
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
