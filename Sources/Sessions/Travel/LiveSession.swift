internal import Files
public import Interpreter
internal import Rendering
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
    public lazy var largestHold = MemoryLimit.system.bytes / 4
    /// As many bytes earlier workspaces may hold on any machine: the system is asked for its memory when more is held, so
    /// that a start doesn't wait for the answer.
    private var smallHold = 1 << 20
    /// What the last cell wrote to.
    private(set) var lastLog = CellLog()
    /// Whether the timeline is kept up. Without it nothing can be undone, and no workspace is held but the present one.
    public var keepsTimeline = true

    /// Begins a session in the workspace of an interpreter.
    ///
    /// - Parameter largestHold: how many bytes earlier workspaces may hold; a quarter of the memory unless it is given.
    public init(_ interpreter: Interpreter, largestHold: Int? = nil) {
        self.interpreter = interpreter
        timeline = Timeline()
        guard let largestHold else { return }
        self.largestHold = largestHold
        smallHold = min(smallHold, largestHold)
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
    ) -> CellEnding {
        let parser = Parser(commands: interpreter.table.commands)
        let content = parsed.map { .success($0) } ?? Result { () throws(SyntaxError) in try parser.parse(cell.source) }
        return run(content, of: cell, title: title, clock: clock, receive: receive)
    }

    /// Runs a cell that is parsed already, or fails as one that can't be.
    ///
    /// - Parameter markLines: the empty lines of its source (from 0) that stand for what a file records.
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
        // What a cell does after it is part of the session.
        case .finished: entry.isReset = resets && interpreter.workspace.isBlank
        case .failed, .interrupted: break
        case .quit, .asks: return ending
        }
        timeline.add(entry, log)
        // To count is slow, and most sessions never set so much.
        let gone =
            timeline.possibleBytes > smallHold && timeline.possibleBytes > largestHold
            ? timeline.letGo(beyond: largestHold, besides: interpreter.workspace) : []
        if !gone.isEmpty { receive(.diagnostic(Diagnostic(.note, TravelText.loss(of: gone)))) }
        return ending
    }

    // MARK: - Travel

    /// Where a journey led, and what is different there.
    public struct Journey {
        /// Where it led.
        public let arrival: Timeline.Arrival
        /// What differs there from the workspace before.
        public let difference: WorkspaceDifference
    }

    /// Goes back to before the last so many cells that changed something.
    public mutating func undo(_ count: Int = 1) throws(TravelError) -> Journey {
        try travel { (timeline) throws(TravelError) in try timeline.undo(count) }
    }

    /// Goes forward again through so many undone cells that changed something.
    public mutating func redo(_ count: Int = 1) throws(TravelError) -> Journey {
        try travel { (timeline) throws(TravelError) in try timeline.redo(count) }
    }

    /// Goes to the state that a cell left.
    public mutating func go(to number: Int) throws(TravelError) -> Journey {
        do {
            return try travel { (timeline) throws(TravelError) in try timeline.go(to: number) }
        } catch .letGo(0) where number == 0 {
            // The beginning is known even where the way there is gone.
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

    /// What differs between the states that two cells left; without the second, the present one.
    public mutating func difference(_ first: Int, _ second: Int?) throws(TravelError) -> WorkspaceDifference {
        let here = timeline.presentPlace
        let start = try timeline.place(of: first)
        let end = try second.map { (number) throws(TravelError) in try timeline.place(of: number) } ?? here
        // The ways are tried before anything moves.
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

    /// The cells of these numbers, to run again; of several, those that did not fail.
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

    /// Carries out what a cell asks for if that needs no more than the session itself: to travel between its cells, or to
    /// tell of them.
    ///
    /// - Parameter receive: gets what there is to say of it.
    /// - Returns: how the cell ends with that; nil for a request that needs a shell.
    public mutating func carryOut(_ request: SessionRequest, receive: (Event) -> Void) -> CellEnding? {
        func note(_ words: String) { receive(.diagnostic(Diagnostic(.note, words))) }
        do throws(TravelError) {
            switch request.action {
            case .undo(let count): note(TravelText.text(of: try undo(count), "undid "))
            case .redo(let count): note(TravelText.text(of: try redo(count), "redid "))
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

    /// Goes to before a cell of the session, to run it and those after it anew; gives them, that cell first.
    ///
    /// Until ``endEditing(keeps:)`` the cells that run belong together: `undo` takes all of them back at once, and goes
    /// to where the session was.
    public mutating func beginEditing(at number: Int) throws(TravelError) -> [Timeline.Entry] {
        try timeline.beginEdit(at: number)
    }

    /// Ends what ``beginEditing(at:)`` began.
    ///
    /// - Parameter keeps: false to go back to where the session was.
    public mutating func endEditing(keeps: Bool) throws(TravelError) {
        try timeline.endEdit(keeps: keeps)
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

/// Turns the events of a running cell into what a session file says of it.
public struct Recorder: Sendable {
    /// What each top-level statement printed, in the order in which they ran.
    public private(set) var outputs: [Output] = []
    /// The seeds that the cell drew unasked, one a stream, and the statements that drew them.
    public private(set) var seeds: [Seed] = []

    /// What one top-level statement printed.
    public struct Output: Sendable, Hashable {
        /// Where the statement stands in the source of the cell.
        public var range: SourceRange
        /// Its output, as it was printed.
        public var text = ""
        /// Whether what a clock gave went into it.
        public var isTimed = false
        /// What its calls of `input()` were answered.
        public var answers: [String?] = []
    }

    /// An unasked seed.
    public struct Seed: Sendable, Hashable {
        /// The seed.
        public var seeding: Seeding
        /// Where the drawing statement stands in the source of the cell.
        public var range: SourceRange
    }

    /// A recorder for one cell.
    public init() {}

    /// Takes the next event of the cell.
    public mutating func receive(_ event: Event) {
        switch event {
        case .statement(let range): outputs.append(Output(range: range))
        case .timed: if !outputs.isEmpty { outputs[outputs.count - 1].isTimed = true }
        case .answered(let text, _):
            guard !outputs.isEmpty else { return }
            outputs[outputs.count - 1].answers.append(text)
            // As a terminal shows it.
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

    /// What the cell's calls of `input()` were answered, for it to run again.
    var answers: [RecordedAnswer] {
        outputs.enumerated().flatMap { place, output in
            output.answers.map { RecordedAnswer($0, to: place..<place + 1) }
        }
    }

    /// Which statements of a cell have an output that another run need not have.
    func timed(in cell: SessionCell) -> Set<Int> {
        Set(outputs.filter(\.isTimed).compactMap { cell.statement(at: $0.range) })
    }

    /// The recorded lines of each statement of a cell, in the form of the file.
    public func records(of cell: SessionCell) -> [[String]] {
        var texts = [String](repeating: "", count: cell.statements.count)
        for output in outputs {
            if let index = cell.statement(at: output.range) { texts[index] += output.text }
        }
        return texts.map(RecordText.lines)
    }
}

extension Event {
    /// The text that belongs into the record, without colour.
    public var recordedText: String? {
        switch self {
        case .output(let text): text
        case .markup(let markup), .sentence(let markup): markup.plain
        case .page(let page): page.recorded.plain
        default: nil
        }
    }
}
