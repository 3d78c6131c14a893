internal import Files
public import Interpreter
internal import Rendering
public import Syntax
internal import Tensors

/// A session that grows cell by cell: an interpreter, and the timeline of the states that its cells left.
public struct LiveSession {
    /// The interpreter, with the present workspace.
    public var interpreter: Interpreter
    /// The cells that ran.
    public var timeline: Timeline
    /// The number of the next cell.
    public var nextNumber = 1
    /// The maximum size of the logs of earlier cells, in bytes.
    public lazy var largestHold = MemoryLimit.system.bytes / 4
    /// A size that is always allowed; only beyond it is the system asked for its memory, so that starting up doesn't
    /// wait for the answer.
    private var smallHold = 1 << 20
    /// What the last cell wrote to.
    private(set) var lastLog = CellLog()
    /// Whether the timeline is kept. Without it nothing can be undone, and only the present workspace is held.
    public var keepsTimeline = true

    /// Begins a session in the workspace of an interpreter.
    ///
    /// - Parameter largestHold: the maximum size of the logs in bytes; nil for a quarter of the memory.
    public init(_ interpreter: Interpreter, largestHold: Int? = nil) {
        self.interpreter = interpreter
        timeline = Timeline()
        guard let largestHold else { return }
        self.largestHold = largestHold
        smallHold = min(smallHold, largestHold)
    }

    /// Runs a cell and adds it to the timeline. The caller carries out what the cell requests.
    ///
    /// - Parameters:
    ///   - parsed: the statements of the cell, if they have been parsed before.
    ///   - title: the text after the cell's label in a file.
    ///   - clock: a clock in seconds, to time the cell.
    /// - Returns: how the cell ended.
    public mutating func run(
        _ cell: Cell, parsed: Block? = nil, title: String = "", clock: () -> Double = { 0 },
        receive: @escaping (Event) -> Void
    ) -> CellEnding {
        let parser = Parser(commands: interpreter.table.commands)
        let content = parsed.map { .success($0) } ?? Result { () throws(SyntaxError) in try parser.parse(cell.source) }
        return run(content, of: cell, title: title, clock: clock, receive: receive)
    }

    /// Runs a parsed cell; one that can't be parsed fails.
    ///
    /// - Parameter markLines: the empty lines of the source (from 0) that stand for recorded output and the like.
    /// - Returns: how the cell ended.
    public mutating func run(
        _ content: Result<Block, SyntaxError>, of cell: Cell, title: String = "", markLines: Set<Int> = [],
        clock: () -> Double = { 0 }, receive: @escaping (Event) -> Void
    ) -> CellEnding {
        nextNumber = max(nextNumber, cell.number + 1)
        let block: Block
        switch content {
        case .success(let parsed): block = parsed
        case .failure(let error):
            var diagnostic = error.diagnostic
            diagnostic.source = cell.source
            let ending = CellEnding.failed(diagnostic)
            if keepsTimeline { timeline.add(Timeline.Entry(cell, [], ending), CellLog()) }
            return ending
        }
        let log = CellLog()
        lastLog = log
        guard keepsTimeline else { return interpreter.run(block, of: cell, log: log, receive: receive) }
        let watch = CellWatch(receive: receive)
        let (isRecorded, resets) = (interpreter.isRecorded(block), interpreter.resets(block))
        let start = clock()
        let files = interpreter.options.files
        let uses = LinearAlgebra.uses
        let ending = interpreter.run(block, of: cell, log: log, receive: watch.take)
        var ran = cell
        ran.answers = watch.recorder.answers
        var entry = Timeline.Entry(ran, block, ending)
        entry.seconds = clock() - start
        (entry.title, entry.markLines, entry.isRecorded) = (title, markLines, isRecorded)
        (entry.recorder, entry.shortened) = (watch.recorder, watch.shortened)
        entry.usesFactorization = LinearAlgebra.uses > uses
        entry.writtenFiles = files.lastCell.written
        entry.readFiles = files.lastCell.read.compactMap { read in
            read.digest.map { DigestLine(file: read.name, digest: $0) }
        }
        switch ending {
        // Statements after the reset belong to the session.
        case .finished: entry.isReset = resets && interpreter.workspace.isBlank
        case .failed, .interrupted: break
        case .quit, .asks: return ending
        }
        timeline.add(entry, log)
        // Counting is slow, and most sessions never hold that much.
        let gone =
            timeline.possibleBytes > smallHold && timeline.possibleBytes > largestHold
            ? timeline.letGo(beyond: largestHold, besides: interpreter.workspace) : []
        if !gone.isEmpty { receive(.diagnostic(Diagnostic(.note, TravelText.loss(of: gone)))) }
        return ending
    }

    // MARK: - Travel

    /// The destination of a journey, and the changes.
    public struct Journey {
        /// The destination.
        public let arrival: Timeline.Arrival
        /// The difference from the workspace before.
        public let difference: WorkspaceDifference
    }

    /// Undoes the last `count` cells that changed something.
    ///
    /// - Throws: ``TravelError/nothingToUndo``, or ``TravelError/letGo(_:)`` if the state is no longer held.
    public mutating func undo(_ count: Int = 1) throws(TravelError) -> Journey {
        try travel { (timeline) throws(TravelError) in try timeline.undo(count) }
    }

    /// Redoes the next `count` undone cells that changed something.
    ///
    /// - Throws: ``TravelError/nothingToRedo``, or ``TravelError/letGo(_:)`` if the state is no longer held.
    public mutating func redo(_ count: Int = 1) throws(TravelError) -> Journey {
        try travel { (timeline) throws(TravelError) in try timeline.redo(count) }
    }

    /// Goes to the state that a cell left; 0 is the beginning.
    ///
    /// - Throws: ``TravelError`` if the cell doesn't exist, left no state, or its state is no longer held.
    public mutating func go(to number: Int) throws(TravelError) -> Journey {
        do {
            return try travel { (timeline) throws(TravelError) in try timeline.go(to: number) }
        } catch .letGo(0) where number == 0 {
            // The beginning is an empty workspace, even if the logs on the way to it were dropped.
            let before = WorkspaceNames(interpreter.workspace)
            interpreter.workspace.removeAll()
            let arrival = timeline.goToBeginning()
            return Journey(
                arrival: arrival, difference: WorkspaceDifference(before, interpreter.workspace, changedBy: []))
        }
    }

    mutating func travel(
        _ way: (inout Timeline) throws(TravelError) -> Timeline.Arrival
    ) throws(TravelError) -> Journey {
        let before = WorkspaceNames(interpreter.workspace)
        let arrival = try way(&timeline)
        return Journey(
            arrival: arrival,
            difference: WorkspaceDifference(before, interpreter.workspace, changedBy: arrival.logs))
    }

    /// The difference between the states that two cells left; without `second`, the present state.
    ///
    /// - Throws: ``TravelError`` if a cell doesn't exist, left no state, or its state is no longer held.
    public mutating func difference(_ first: Int, _ second: Int?) throws(TravelError) -> WorkspaceDifference {
        let here = timeline.presentPlace
        let start = try timeline.place(of: first)
        let end = try second.map { (number) throws(TravelError) in try timeline.place(of: number) } ?? here
        // Check that both can be reached before anything moves.
        _ = try timeline.path(to: start)
        _ = try timeline.path(to: end)
        try timeline.visit(start)
        let path = try timeline.path(to: end)
        let before = WorkspaceNames(interpreter.workspace, frozen: path.back + path.forward)
        try timeline.visit(end)
        let difference = WorkspaceDifference(
            before, interpreter.workspace, changedBy: path.back + path.forward, frozen: true)
        try timeline.visit(here)
        return difference
    }

    /// The cells with these numbers, to run again; in a range of several, only those that finished.
    ///
    /// - Throws: ``TravelError/noSuchCell(_:last:)`` if there are none.
    public func cells(_ numbers: ClosedRange<Int>) throws(TravelError) -> [Cell] {
        let isOne = numbers.lowerBound == numbers.upperBound
        let cells = timeline.entries.filter {
            numbers.contains($0.cell.number) && (isOne || $0.ending.isFinished)
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

    /// Carries out a request that involves only the session itself: to travel between its cells, or to list them.
    ///
    /// - Parameter receive: receives the messages and tables.
    /// - Returns: how the cell ends; nil for a request that needs a shell.
    public mutating func carryOut(_ request: SessionRequest, receive: (Event) -> Void) -> CellEnding? {
        func note(_ words: String) { receive(.diagnostic(Diagnostic(.note, words))) }
        do throws(TravelError) {
            switch request.action {
            case .undo(let count):
                let before = timeline.undone.count
                let words = TravelText.text(of: try undo(count), "undid ")
                note(words + (timeline.undone.count - before < count ? "; there is nothing more to undo" : ""))
            case .redo(let count):
                let isMore = count > timeline.undone.count
                note(TravelText.text(of: try redo(count), "redid ") + (isMore ? "; there is nothing more to redo" : ""))
            case .goTo(let number): note(TravelText.text(of: try go(to: number), nil))
            case .difference(let first, let second):
                receive(.markup(Markup(TravelText.table(of: try difference(first, second)))))
            case .history(nil):
                if timeline.entries.isEmpty {
                    note("no cell has run yet")
                } else {
                    receive(.markup(TravelText.table(of: timeline)))
                }
            case .history, .rerun, .edit, .record, .save, .extract, .export, .check, .page, .replay, .tutorial:
                return nil
            }
        } catch {
            return .failed(error.diagnostic)
        }
        return .finished(assigned: [])
    }

    // MARK: - Editing

    /// Goes back to before a cell of the session, to run it and the cells after it again.
    ///
    /// The cells that run until ``endEditing(keeps:)`` belong together: `undo` undoes all of them at once, and
    /// returns to the state before the edit.
    ///
    /// - Returns: the cell and those after it.
    /// - Throws: ``TravelError`` if the cell isn't in the session, or the state before it is no longer held.
    public mutating func beginEditing(at number: Int) throws(TravelError) -> [Timeline.Entry] {
        try timeline.beginEdit(at: number)
    }

    /// Ends the edit that ``beginEditing(at:)`` began.
    ///
    /// - Parameter keeps: false to return to the state before the edit.
    /// - Throws: ``TravelError/letGo(_:)`` if that state is no longer held.
    public mutating func endEditing(keeps: Bool) throws(TravelError) {
        try timeline.endEdit(keeps: keeps)
    }
}

/// Forwards a running cell's events, and keeps what the record needs.
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

/// Collects the events of a running cell that a session file records.
public struct Recorder: Sendable {
    /// The output of each top-level statement, in the order in which they ran.
    public private(set) var outputs: [Output] = []
    /// The seeds that the cell drew automatically, at most one per stream, and the statements that drew them.
    public private(set) var seeds: [Seed] = []

    /// The output of one top-level statement.
    public struct Output: Sendable, Hashable {
        /// The range of the statement in the source of the cell.
        public var range: SourceRange
        /// The output as printed.
        public var text = ""
        /// Whether it depends on a clock.
        public var isTimed = false
        /// The answers to its calls of `input()`.
        public var answers: [String?] = []
    }

    /// A seed drawn automatically.
    public struct Seed: Sendable, Hashable {
        /// The seed.
        public var seeding: Seeding
        /// The range of the drawing statement in the source of the cell.
        public var range: SourceRange
    }

    /// A recorder for one cell.
    public init() {}

    /// Records the next event of the cell.
    public mutating func receive(_ event: Event) {
        switch event {
        case .statement(let range): outputs.append(Output(range: range))
        case .timed: if !outputs.isEmpty { outputs[outputs.count - 1].isTimed = true }
        case .answered(let text, _):
            guard !outputs.isEmpty else { return }
            outputs[outputs.count - 1].answers.append(text)
            // As a terminal echoes it.
            outputs[outputs.count - 1].text += (text ?? "") + "\n"
        case .seeded(let seeding):
            guard let last = outputs.last, !seeds.contains(where: { $0.seeding.stream == seeding.stream }) else {
                return
            }
            seeds.append(Seed(seeding: seeding, range: last.range))
        default:
            if let text = event.recordedText, !outputs.isEmpty { outputs[outputs.count - 1].text += text }
        }
    }

    /// The answers to the cell's calls of `input()`, for running it again.
    var answers: [RecordedAnswer] {
        outputs.enumerated().flatMap { place, output in
            output.answers.map { RecordedAnswer($0, to: place..<place + 1) }
        }
    }

    /// The indices of the statements whose output depends on a clock and may differ in another run.
    func timed(in cell: SessionCell) -> Set<Int> {
        Set(outputs.filter(\.isTimed).compactMap { cell.statement(at: $0.range) })
    }

    /// The recorded lines of each statement of a cell, in the format of the file.
    public func records(of cell: SessionCell) -> [[String]] {
        var texts = [String](repeating: "", count: cell.statements.count)
        for output in outputs {
            if let index = cell.statement(at: output.range) { texts[index] += output.text }
        }
        return texts.map(RecordText.lines)
    }
}

extension Event {
    /// The text for the record, without colour; nil if the event isn't recorded.
    public var recordedText: String? {
        switch self {
        case .output(let text): text
        case .markup(let markup), .sentence(let markup): markup.plain
        case .page(let page): page.recorded.plain
        default: nil
        }
    }
}
