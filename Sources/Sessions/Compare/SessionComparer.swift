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
            if case .failed(let failure) = one, failure.isInterruption {
                comparison.end = .interrupted(failure)
                return comparison
            }
            let other = sides.1.runNext()
            comparison.unseeded = [sides.0.unseeded, sides.1.unseeded].compactMap(\.self)
            switch (one, other) {
            case (.over, .over): return comparison
            case (_, .failed(let failure)) where failure.isInterruption: comparison.end = .interrupted(failure)
            case (.failed(let failure), .failed(let otherFailure)): comparison.end = .failed([failure, otherFailure])
            case (.failed(let failure), _), (_, .failed(let failure)): comparison.end = .failed([failure])
            case (.ran(let cell), .over): comparison.end = .longer(path: first.path, cell)
            case (.over, .ran(let cell)): comparison.end = .longer(path: second.path, cell)
            case (.ran(let cell), .ran(let otherCell)):
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
            guard let now = after.names[name] else { continue }
            guard let old = before.names[name] else {
                differences.append(.onlyInSecond(name))
                continue
            }
            if let parting = ValueDifference(old, now) { differences.append(.value(name, parting)) }
        }
        differences += before.order.filter { after.names[$0] == nil }.map { .onlyInFirst($0) }
        if before.randomState != after.randomState || before.generators != after.generators {
            differences.append(.randomState)
        }
        if one.error != other.error { differences.append(.error(one.error, other.error)) }
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
        enum Step {
            case ran(SessionCell)
            case failed(ReplayFailure)
            case over
        }

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

        mutating func runNext() -> Step {
            guard let cell = cells.popFirst() else { return .over }
            let box = box
            (box.recorder, box.error) = (Recorder(), nil)
            let ending = replayer.run(cell) { report in
                switch report {
                case .event(let event, _): box.recorder.receive(event)
                case .failedAsExpected(let diagnostic, _): box.error = diagnostic.firstLine
                case .begins, .ends: break
                }
                return true
            }
            if let seed = box.recorder.seed, unseeded == nil {
                let line = cell.cell.filePosition(of: seed.range).line
                unseeded = SessionComparison.Unseeded(path: path, cell: cell.cell.number, line: line)
            }
            switch ending {
            case .failed(let failure): return .failed(failure)
            case .quit: cells = []
            case .finished, .stopped: break
            }
            return .ran(cell)
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
        /// A cell of one or both did not end as its file says.
        case failed([ReplayFailure])
        /// Ctrl-C stopped it.
        case interrupted(ReplayFailure)
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

extension ReplayFailure {
    /// Whether Ctrl-C is the reason.
    public var isInterruption: Bool { if case .interrupted = reason { true } else { false } }
}
