public import Interpreter
internal import Syntax

/// A session that is run again whenever its file has changed, from the first cell on that differs: the cells before it
/// have left checkpoints.
public struct WatchedSession {
    /// The interpreter, with what the last cell left.
    public private(set) var interpreter: Interpreter
    /// How many bytes checkpoints may hold beyond the present workspace.
    private let largestHold: Int
    private let beginning: Workspace
    /// The cells that have run to their ends, in order, and what they left; nil where that was let go.
    private var steps: [(cell: Content, workspace: Workspace?)] = []
    /// The cells of the file when it was last run.
    private var lastCells: [Content] = []
    private var wasInterrupted = false
    /// Whether any file has run.
    public private(set) var hasRun = false
    /// What the last run to its end left.
    private var lastWorkspace: Workspace?

    /// Begins in the workspace of an interpreter.
    public init(_ interpreter: Interpreter, largestHold: Int = .max) {
        self.interpreter = interpreter
        self.largestHold = largestHold
        beginning = interpreter.workspace
    }

    /// What of a cell makes it differ: not its label, its title or its record.
    private struct Content: Equatable {
        var lines: [String]
        var expectation: String?

        init(_ cell: SessionCell) {
            lines = cell.sourceLines
            expectation = cell.expectation?.message
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

    /// Where a run can start that has to do the cells from an index on: after the last checkpoint.
    private func start(before index: Int) -> Int {
        (0..<index).last { steps[$0].workspace != nil }.map { $0 + 1 } ?? 0
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
        steps.removeLast(steps.count - min(cells.startIndex, steps.count))
        interpreter.restore(steps.last.flatMap(\.workspace) ?? beginning)
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
        let workspace = interpreter.workspace
        defer { lastWorkspace = workspace }
        return lastWorkspace.map { WorkspaceDifference($0, workspace) }
    }

    private mutating func take(_ collected: Steps, from replayer: Replayer) {
        interpreter = replayer.interpreter
        // Whoever changes an early cell wants to see what that changes, and not another draw.
        if let seed = collected.seed { interpreter.options.seed = seed }
        steps += collected.steps.map { (Content($0.cell), $0.workspace) }
        letGo()
    }

    /// Lets the oldest checkpoints go while all of them hold more than they may.
    private mutating func letGo() {
        guard largestHold < .max else { return }
        func held() -> Int {
            var memory = WorkspaceMemory()
            memory.add(interpreter.workspace)
            let own = memory.bytes
            for case let workspace? in steps.map(\.workspace) { memory.add(workspace) }
            return memory.bytes - own
        }
        for index in steps.indices.dropLast() where steps[index].workspace != nil {
            if held() <= largestHold { return }
            steps[index].workspace = nil
        }
    }

    /// What the reports of a replay leave behind.
    private final class Steps {
        private(set) var steps: [(cell: SessionCell, workspace: Workspace)] = []
        private(set) var seed: UInt32?

        func receive(_ report: Replayer.Report) {
            switch report {
            case .ends(let cell, _, let workspace): steps.append((cell, workspace))
            case .event(.seeded(let seed), _): self.seed = UInt32(exactly: seed)
            default: break
            }
        }
    }
}
