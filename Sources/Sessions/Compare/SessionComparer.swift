internal import Builtins
internal import Files
public import Interpreter
internal import Syntax

/// Replays two sessions in parallel, and finds the first cell at which they differ.
public struct SessionComparer {
    private let options: InterpreterOptions

    /// Makes a comparer whose interpreters have these options.
    public init(options: InterpreterOptions = InterpreterOptions()) { self.options = options }

    /// Compares the names and the output of the cells of two files, pair by pair in order, up to the first pair that
    /// differs. Files that the cells write go to scratch folders.
    public func compare(_ first: SessionFile, _ second: SessionFile) -> SessionComparison {
        var sides = (Side(first, options), Side(second, options))
        defer {
            sides.0.files.removeScratch()
            sides.1.files.removeScratch()
        }
        var comparison = SessionComparison(paths: (first.path, second.path))
        while true {
            let one = sides.0.runNext()
            if case .failure(let failure) = one, failure.isInterrupted {
                comparison.end = .failed([failure])
                return comparison
            }
            let other = sides.1.runNext()
            comparison.unseeded = [sides.0.unseeded, sides.1.unseeded].compactMap(\.self)
            switch (one, other) {
            case (.success(nil), .success(nil)): return comparison
            case (_, .failure(let failure)) where failure.isInterrupted: comparison.end = .failed([failure])
            case (.failure(let failure), .failure(let otherFailure)):
                comparison.end = .failed([failure, otherFailure])
            case (.failure(let failure), _), (_, .failure(let failure)): comparison.end = .failed([failure])
            case (.success(let cell?), .success(nil)): comparison.end = .longer(path: first.path, cell)
            case (.success(nil), .success(let cell?)): comparison.end = .longer(path: second.path, cell)
            case (.success(let cell?), .success(let otherCell?)):
                let differences = Self.differences(sides.0, sides.1, cell, otherCell)
                if differences.isEmpty {
                    comparison.sameCells += 1
                    comparison.names = sides.1.workspace.order.count
                    continue
                }
                comparison.end = .parted(cell, otherCell, differences)
            }
            return comparison
        }
    }

    private static func differences(
        _ one: Side, _ other: Side, _ cell: SessionCell, _ otherCell: SessionCell
    ) -> [SessionComparison.Difference] {
        var differences: [SessionComparison.Difference] = []
        let (before, after) = (one.workspace, other.workspace)
        for name in after.order {
            guard let now = after.value(name) else { continue }
            guard let old = before.value(name) else {
                differences.append(.onlyInSecond(name))
                continue
            }
            if let parting = ValueDifference(old, now) { differences.append(.value(name, parting)) }
        }
        differences += before.order.filter { after.value($0) == nil }.map { .onlyInFirst($0) }
        if before.randomState != after.randomState {
            differences.append(.randomState)
        }
        if !(one.error ?? "").isSame(as: other.error ?? "") { differences.append(.error(one.error, other.error)) }
        return differences + outputs(one, other, cell, otherCell)
    }

    /// The first difference in the output of two cells.
    private static func outputs(
        _ one: Side, _ other: Side, _ cell: SessionCell, _ otherCell: SessionCell
    ) -> [SessionComparison.Difference] {
        let (old, new) = (one.recorder.records(of: cell), other.recorder.records(of: otherCell))
        guard old.count == new.count else {
            // The statements can't be matched one by one.
            let difference = OutputDifference.between(
                recorded: Array(old.joined()), now: Array(new.joined()), tolerance: nil)
            return difference.map { [.output(statement: nil, $0)] } ?? []
        }
        for (index, (recorded, now)) in zip(old, new).enumerated() {
            if let difference = OutputDifference.between(recorded: recorded, now: now, tolerance: nil) {
                return [.output(statement: cell.statements[index].source(in: cell), difference)]
            }
        }
        return []
    }

    /// One of the two sessions.
    private struct Side {
        let files = FileScope.scratch()
        private let path: String
        private var cells: ArraySlice<SessionCell>
        private var replayer: Replayer
        private let box = Box()
        private(set) var unseeded: SessionComparison.Unseeded?

        private final class Box {
            var recorder = Recorder()
            var error: String?
        }

        init(_ file: SessionFile, _ options: InterpreterOptions) {
            path = file.path
            cells = file.cells[...]
            replayer = Replayer(Interpreter(options: options), files: files)
            replayer.prepare(for: file)
        }

        var recorder: Recorder { box.recorder }
        var error: String? { box.error }
        var workspace: Workspace { replayer.interpreter.workspace }

        /// Runs the next cell and returns it; nil after the last.
        mutating func runNext() -> Result<SessionCell?, ReplayFailure> {
            guard !replayer.hasQuit, let cell = cells.popFirst() else { return .success(nil) }
            let box = box
            (box.recorder, box.error) = (Recorder(), nil)
            defer { noteSeed(of: cell) }
            do throws(ReplayFailure) {
                _ = try replayer.run(cell) { report in
                    switch report {
                    case .event(let event, _): box.recorder.receive(event)
                    case .ends(_, .failed(let diagnostic), _): box.error = diagnostic.firstLine
                    case .begins, .fileChanged, .ends: break
                    }
                    return true
                }
                return .success(cell)
            } catch {
                return .failure(error)
            }
        }

        private mutating func noteSeed(of cell: SessionCell) {
            guard let seed = box.recorder.seeds.first, unseeded == nil else { return }
            let line = cell.cell.filePosition(of: seed.range).line
            unseeded = SessionComparison.Unseeded(path: path, cell: cell.cell.number, line: line)
        }
    }
}

/// The result of comparing two sessions.
public struct SessionComparison: Sendable {
    /// The paths of the files, as given.
    public let paths: (first: String, second: String)
    /// The number of equal cells.
    public internal(set) var sameCells = 0
    /// The number of names in the workspace after the last pair of equal cells.
    public internal(set) var names = 0
    /// Why the comparison stopped early; nil if both sessions are equal to the end.
    public internal(set) var end: End?
    /// The first cell of each session that draws random numbers without a seed.
    public internal(set) var unseeded: [Unseeded] = []

    init(paths: (String, String)) { self.paths = paths }

    /// Why a comparison stopped early.
    public enum End: Sendable {
        /// Two cells differ in the names that they leave, or in their output.
        case parted(SessionCell, SessionCell, [Difference])
        /// One file has more cells, starting with this one.
        case longer(path: String, SessionCell)
        /// A cell of one or both sessions didn't end as its file says; only one if Ctrl-C stopped it.
        case failed([ReplayFailure])
    }

    /// A cell that draws random numbers without a seed.
    public struct Unseeded: Sendable {
        let path: String
        let cell: Int
        let line: Int
    }

    /// A difference between the names or the output of two cells.
    public enum Difference: Sendable {
        case value(String, ValueDifference)
        case onlyInFirst(String)
        case onlyInSecond(String)
        case randomState
        /// The errors with which the cells failed, as their files expect; nil for a cell that didn't fail.
        case error(String?, String?)
        case output(statement: String?, OutputDifference)
    }

    /// Whether both sessions are equal to the end.
    public var isSame: Bool { end == nil }
}
