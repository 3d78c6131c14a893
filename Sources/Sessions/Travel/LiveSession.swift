public import Interpreter
public import Syntax
internal import Tensors

/// A session that grows cell by cell: an interpreter, and the timeline of what its cells left.
public struct LiveSession {
    /// The interpreter, with the present workspace.
    public var interpreter: Interpreter
    /// The cells that ran.
    public var timeline: Timeline
    /// The number of the next cell.
    public var nextNumber = 1
    /// How many bytes earlier workspaces may hold.
    public var largestHold: Int
    /// Whether the timeline is kept up. Without it nothing can be undone, and no workspace is held but the present one.
    public var keepsTimeline = true

    /// Begins a session in the workspace of an interpreter.
    ///
    /// - Parameter largestHold: how many bytes earlier workspaces may hold; a quarter of the memory unless it is given.
    public init(_ interpreter: Interpreter, largestHold: Int? = nil) {
        self.interpreter = interpreter
        self.largestHold = largestHold ?? MemoryLimit.physical.bytes / 4
        timeline = Timeline(beginning: interpreter.workspace)
    }

    /// How a cell ended, and what the shell should know besides.
    public struct Ending: Sendable {
        /// How it ended.
        public var outcome: Interpreter.Outcome
        /// The cells whose workspaces were let go, to save memory.
        public var letGo: [Int] = []
    }

    /// Runs a cell. What it asks for is left to the caller; whatever else it did is in the timeline.
    ///
    /// - Parameters:
    ///   - parsed: its statements, if its source has been parsed before.
    ///   - title: what stands behind the cell's label in a file.
    ///   - clock: the seconds since some moment, to time the cell.
    public mutating func run(
        _ cell: Cell, parsed: Block? = nil, title: String = "", clock: () -> Double = { 0 },
        receive: @escaping (Event) -> Void
    ) -> Ending {
        let block: Block
        if let parsed {
            block = parsed
        } else {
            do { block = try Parser(commands: interpreter.table.commands).parse(cell.source) } catch {
                return fail(cell, error)
            }
        }
        return run(block, of: cell, title: title, clock: clock, receive: receive)
    }

    /// Takes a cell that can't be parsed, as one that failed.
    public mutating func fail(_ cell: Cell, _ error: SyntaxError) -> Ending {
        nextNumber = max(nextNumber, cell.number + 1)
        var diagnostic = error.diagnostic
        diagnostic.source = cell.source
        if keepsTimeline {
            timeline.add(cell, [], .init(.failed), leaving: interpreter.workspace, after: interpreter.workspace)
        }
        return Ending(outcome: .failed(diagnostic))
    }

    /// Runs a cell that is parsed already.
    ///
    /// - Parameter markLines: the empty lines of its source (from 0) that stand for what a file records.
    public mutating func run(
        _ block: Block, of cell: Cell, title: String = "", markLines: Set<Int> = [], clock: () -> Double = { 0 },
        receive: @escaping (Event) -> Void
    ) -> Ending {
        nextNumber = max(nextNumber, cell.number + 1)
        guard keepsTimeline else { return Ending(outcome: interpreter.run(block, of: cell, receive: receive)) }
        let before = interpreter.workspace
        let watch = CellWatch(receive: receive)
        let (isRecorded, resets) = (interpreter.isRecorded(block), interpreter.resets(block))
        let start = clock()
        let outcome = interpreter.run(block, of: cell, receive: watch.take)
        var kept = Timeline.Outcome(.finished)
        kept.seconds = clock() - start
        kept.title = title
        kept.markLines = markLines
        kept.isRecorded = isRecorded
        kept.recorder = watch.recorder
        kept.shortened = watch.shortened
        switch outcome {
        case .finished(let assigned):
            kept.assigned = assigned
            // What a cell does after it is part of the session.
            kept.isReset = resets && interpreter.workspace.isBlank
        case .failed: kept.ending = .failed
        case .interrupted: kept.ending = .interrupted
        case .quit, .asks: return Ending(outcome: outcome)
        }
        timeline.add(cell, block, kept, leaving: interpreter.workspace, after: before)
        return Ending(outcome: outcome, letGo: timeline.letGo(beyond: largestHold))
    }

    // MARK: - Travel

    /// Where a journey led, and what is different there.
    public struct Journey: Sendable {
        /// Where it led.
        public let arrival: Timeline.Arrival
        /// What differs there from the workspace before.
        public let difference: WorkspaceDifference
    }

    /// Goes back to before the last so many cells that changed something.
    public mutating func undo(_ count: Int = 1) throws(TravelError) -> Journey { arrive(try timeline.undo(count)) }

    /// Goes forward again through so many undone cells that changed something.
    public mutating func redo(_ count: Int = 1) throws(TravelError) -> Journey { arrive(try timeline.redo(count)) }

    /// Goes to the state that a cell left.
    public mutating func go(to number: Int) throws(TravelError) -> Journey { arrive(try timeline.go(to: number)) }

    private mutating func arrive(_ arrival: Timeline.Arrival) -> Journey {
        defer { interpreter.restore(arrival.workspace) }
        return Journey(
            arrival: arrival, difference: WorkspaceDifference(interpreter.workspace, arrival.workspace))
    }

    /// What differs between the states that two cells left; without the second, the present one.
    public func difference(_ first: Int, _ second: Int?) throws(TravelError) -> WorkspaceDifference {
        let before = try timeline.workspace(after: first)
        let after = try second.map { (number) throws(TravelError) in try timeline.workspace(after: number) }
        return WorkspaceDifference(before, after ?? interpreter.workspace)
    }

    /// The cells of these numbers, to run again; of several, those that did not fail.
    public func cells(_ numbers: ClosedRange<Int>) throws(TravelError) -> [Cell] {
        let isOne = numbers.lowerBound == numbers.upperBound
        let cells = timeline.entries.filter {
            numbers.contains($0.cell.number) && (isOne || $0.ending == .finished)
        }.map { entry in
            var cell = entry.cell
            cell.source = entry.typedSource
            return cell
        }
        guard !cells.isEmpty else {
            throw .noSuchCell(numbers.lowerBound, last: timeline.entries.last?.cell.number)
        }
        return cells
    }

    // MARK: - Editing

    /// Goes to before a cell of the session, to run it and those after it anew; gives them, that cell first.
    ///
    /// Until ``endEditing(keeps:)`` the cells that run belong together: `undo` takes all of them back at once, and goes
    /// to where the session was.
    public mutating func beginEditing(at number: Int) throws(TravelError) -> [Timeline.Entry] {
        let cells = try timeline.beginEdit(at: number)
        interpreter.restore(try timeline.presentWorkspace())
        return cells
    }

    /// Ends what ``beginEditing(at:)`` began.
    ///
    /// - Parameter keeps: false to go back to where the session was.
    public mutating func endEditing(keeps: Bool) throws(TravelError) {
        try timeline.endEdit(keeps: keeps)
        if !keeps { interpreter.restore(try timeline.presentWorkspace()) }
    }
}

/// Passes a running cell's events on, and keeps what the record needs.
private final class CellWatch {
    private let receive: (Event) -> Void
    private(set) var recorder = Recorder()
    private(set) var shortened: ShortenedTraining?

    init(receive: @escaping (Event) -> Void) { self.receive = receive }

    func take(_ event: Event) {
        recorder.receive(event)
        if case .shortened(let training) = event { shortened = training }
        receive(event)
    }
}
