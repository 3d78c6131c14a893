internal import Builtins
internal import Files
public import Interpreter
internal import Syntax

/// Replays two sessions side by side, and finds the first cell at which they part.
public struct SessionComparer {
    private let options: InterpreterOptions

    /// Makes a comparer whose interpreters have these options.
    public init(options: InterpreterOptions = InterpreterOptions()) { self.options = options }

    /// Compares what the cells of two files leave and print: the first of one with the first of the other, and so on, up
    /// to the first pair that is not the same. What they write goes to scratch folders.
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

    /// The first difference in what two cells print.
    private static func outputs(
        _ one: Side, _ other: Side, _ cell: SessionCell, _ otherCell: SessionCell
    ) -> [SessionComparison.Difference] {
        let (old, new) = (one.recorder.records(of: cell), other.recorder.records(of: otherCell))
        guard old.count == new.count else {
            // Statement by statement, the two can't be matched.
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

        /// Runs the next cell, and gives it; nil after the last.
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

/// What came of comparing two sessions.
public struct SessionComparison: Sendable {
    /// The files, as they were named.
    public let paths: (first: String, second: String)
    /// How many cells are the same.
    public internal(set) var sameCells = 0
    /// How many names they set.
    public internal(set) var names = 0
    /// Why it went no further; nil where both sessions are the same to their ends.
    public internal(set) var end: End?
    /// The first cell of each that draws random numbers unseeded.
    public internal(set) var unseeded: [Unseeded] = []

    init(paths: (String, String)) { self.paths = paths }

    /// Why a comparison went no further.
    public enum End: Sendable {
        /// Two cells left something else, or printed it.
        case parted(SessionCell, SessionCell, [Difference])
        /// One of the files has more cells, from this one on.
        case longer(path: String, SessionCell)
        /// A cell of one or both did not end as its file says; one alone if Ctrl-C stopped it.
        case failed([ReplayFailure])
    }

    /// A cell that draws random numbers without a seed.
    public struct Unseeded: Sendable {
        let path: String
        let cell: Int
        let line: Int
    }

    /// A way in which what two cells left or printed differs.
    public enum Difference: Sendable {
        case value(String, ValueDifference)
        case onlyInFirst(String)
        case onlyInSecond(String)
        case randomState
        /// The errors with which they failed, as their files say; nil for one that did not.
        case error(String?, String?)
        case output(statement: String?, OutputDifference)
    }

    /// Whether both are the same to their ends.
    public var isSame: Bool { end == nil }
}
