public import Builtins
internal import Files
public import Interpreter
public import Syntax
internal import Tensors

/// Runs the cells of a session file.
public struct Replayer {
    /// The session that the cells form. Its timeline is kept if cells travel, or if the session continues afterwards.
    public internal(set) var live: LiveSession
    private let keepsTimeline: Bool
    /// The title for cells without one.
    public var usualTitle = ""
    /// Whether cells run under other numbers than in their file, so that they can't be referred to by those numbers.
    public var isRenumbered = false
    /// A clock in seconds, to time the cells.
    public var clock: () -> Double = { 0 }
    /// Whether a cell has called `quit`, so that the cells after it don't run.
    public private(set) var hasQuit = false

    /// The interpreter, with the workspace that the last cell left.
    public var interpreter: Interpreter { live.interpreter }

    /// Makes a replayer that continues a session.
    ///
    /// - Parameter keepsTimeline: whether the cells that run can be undone afterwards.
    public init(_ live: LiveSession, keepsTimeline: Bool) {
        self.live = live
        self.keepsTimeline = keepsTimeline
    }

    /// Swaps the session with another one.
    ///
    /// The caller then holds the only reference; a second one would cause a copy of the timeline at the next cell.
    public mutating func exchange(_ other: inout LiveSession) { swap(&live, &other) }

    /// Makes a replayer that runs in the workspace of an interpreter.
    public init(_ interpreter: Interpreter = Interpreter()) {
        self.init(LiveSession(interpreter), keepsTimeline: false)
    }

    /// Makes a replayer whose cells read and write their files in another place.
    init(_ interpreter: Interpreter, files: FileScope) {
        self.init(interpreter)
        live.interpreter.options.files = files
        live.interpreter.options.replacement = .notLoaded
    }

    /// The events of a replay, in order.
    public enum Report {
        /// A cell is about to run.
        case begins(SessionCell)
        /// A running cell prints or reports something.
        case event(Event, SessionCell)
        /// A cell read a file that doesn't match the digest on this line of the session.
        case fileChanged(SessionCell, name: String, line: Int)
        /// A cell ended as the file says: its ending, and the state that it left.
        case ends(SessionCell, CellEnding, State)
    }

    /// The state that a cell left.
    public struct State {
        /// The workspace, valid until the next cell runs.
        public let workspace: Workspace
        /// What the cell wrote to.
        public let log: CellLog
        /// The outside files that it read.
        let files: [FileRead]
        /// Whether it used a factorisation of matrices.
        let usesFactorization: Bool
        /// The number of the cell that left this state, another one after a journey; nil for the beginning.
        public let cell: Int?
    }

    /// Replays a file in the empty workspace of an interpreter. Files that its cells write go to a scratch folder,
    /// from which later cells read them, and which is removed afterwards.
    ///
    /// - Returns: the replayer after the last cell.
    /// - Throws: ``ReplayFailure`` if a cell doesn't end as the file says.
    @discardableResult
    package static func replayAside(
        _ file: SessionFile, with interpreter: Interpreter, watch: @escaping (Report) -> Bool
    ) throws(ReplayFailure) -> Replayer {
        let scratch = FileScope.scratch()
        defer { scratch.removeScratch() }
        var replayer = Replayer(interpreter, files: scratch)
        try replayer.replay(file, watch: watch)
        return replayer
    }

    /// Runs the cells in order, up to the first that doesn't end as the file says.
    ///
    /// - Parameters:
    ///   - first: the index of the cell to begin with.
    ///   - watch: receives the events; returns false to end the replay before the beginning cell, or after the
    ///     running one.
    /// - Throws: ``ReplayFailure`` if a cell doesn't end as the file says.
    public mutating func replay(
        _ file: SessionFile, from first: Int = 0, watch: @escaping (Report) -> Bool
    ) throws(ReplayFailure) {
        prepare(for: file)
        defer { endFile() }
        for cell in file.cells[first...] {
            guard watch(.begins(cell)), try run(cell, watch: watch) else { return }
        }
    }

    /// Keeps the timeline if cells travel, and watches for changes that the file's format treats differently.
    mutating func prepare(for file: SessionFile) {
        live.interpreter.options.namesWereCopies = file.isOfCopies
        live.keepsTimeline = keepsTimeline || file.cells.contains(where: interpreter.isTravelling)
    }

    /// Undoes ``prepare(for:)``.
    mutating func endFile() {
        if !live.keepsTimeline { live.timeline = Timeline() }
        live.keepsTimeline = true
        live.interpreter.options.namesWereCopies = false
    }

    /// Runs one cell, and compares its ending with the one that the file expects.
    ///
    /// - Returns: false if `watch` returned false, or the cell called `quit`.
    /// - Throws: ``ReplayFailure`` if the cell doesn't end as the file says.
    public mutating func run(_ cell: SessionCell, watch: @escaping (Report) -> Bool) throws(ReplayFailure) -> Bool {
        let progress = Progress()
        let receive = { (event: Event) in
            switch event {
            case .statement(let range): progress.statement = range
            case .shortened: progress.isShortened = true
            default: break
            }
            if !watch(.event(event, cell)) { progress.isEnough = true }
        }
        let uses = LinearAlgebra.uses
        var ending = live.run(
            cell.content, of: cell.cell, title: cell.title.isEmpty ? usualTitle : cell.title,
            markLines: cell.emptyMarkLines, clock: clock, receive: receive)
        if case .asks(let request) = ending { ending = carryOut(request, receive: receive) }
        // At the prompt, training interrupted by Ctrl-C keeps its result; in a file, it ends the replay.
        if progress.isShortened, ending.isFinished { ending = .interrupted(Diagnostic(.error, "interrupted")) }
        guard cell.expects(ending) else {
            throw ReplayFailure(cell: cell, statement: progress.statement, ending: ending)
        }
        if case .quit = ending { hasQuit = true }
        let files = interpreter.options.files.lastCell.read
        for (line, digest) in cell.digests where digest.isFile {
            guard let read = files.first(where: { DigestLine.quoted($0.name) == digest.name }) else { continue }
            if read.digest != digest.digest, !watch(.fileChanged(cell, name: read.name, line: line)) { return false }
        }
        let state = State(
            workspace: interpreter.workspace, log: live.lastLog, files: files,
            usesFactorization: LinearAlgebra.uses > uses, cell: live.timeline.presentNumber)
        return watch(.ends(cell, ending, state)) && !progress.isEnough && !hasQuit
    }

    /// Travels between the cells that have run, or lists them; cells of a file can't request anything else.
    private mutating func carryOut(_ request: SessionRequest, receive: (Event) -> Void) -> CellEnding {
        switch request.action {
        case .goTo where isRenumbered, .difference where isRenumbered:
            .failed(
                Diagnostic(
                    .error, "\(request.command) names cells by the numbers that they have in their file",
                    notes: ["descent run -i runs the file with its own numbers"]))
        default:
            live.carryOut(request, receive: receive)
                ?? .failed(
                    Diagnostic(
                        .error, "\(request.command) is for the prompt: a file's cells stay as they are",
                        notes: ["take the line out of the file"]))
        }
    }

    /// The state collected from the events of a running cell.
    private final class Progress {
        var statement: SourceRange?
        var isShortened = false
        var isEnough = false
    }
}

extension Interpreter {
    /// Whether a cell, which hasn't run yet, may travel between others.
    func isTravelling(_ cell: SessionCell) -> Bool {
        if case .success(let block) = cell.content { isTravelling(block) } else { false }
    }
}

extension SessionCell {
    /// Whether an ending is the expected one: with the error of the `#! error:` line, or without an error.
    func expects(_ ending: CellEnding) -> Bool {
        switch (ending, expectation) {
        case (.failed(let diagnostic), let expectation?): diagnostic.firstLine.isSame(as: expectation.message)
        case (.finished, nil), (.quit, nil): true
        default: false
        }
    }
}

extension Diagnostic {
    /// The first line of its text, which is compared with an expected error.
    public var firstLine: String {
        let line = "\(severity.rawValue): \(message)".split(separator: "\n", omittingEmptySubsequences: false).first
        return (line ?? "").withoutTrailingBlanks
    }

    /// The diagnostic with its place in the file, unless it has an origin, or isn't about a place in the source.
    public func located(in cell: Cell) -> Diagnostic {
        guard let location = cell.location, origin == nil, range != nil else { return self }
        var diagnostic = self
        diagnostic.origin = "\(location.path):\(location.line)"
        return diagnostic
    }
}

/// A cell that didn't end as its file says.
public struct ReplayFailure: Error, Sendable {
    /// The cell.
    public let cell: SessionCell
    /// The top-level statement that was running.
    public let statement: SourceRange?
    /// How it ended.
    public let ending: CellEnding

    /// Whether Ctrl-C ended it.
    public var isInterrupted: Bool { ending.isInterrupted }

    /// The diagnostic for the user.
    public var diagnostic: Diagnostic {
        // A cell of another file than the one in question has no line here.
        let place = cell.expectation.map { cell.cell.location == nil ? "the file" : "line \($0.line)" } ?? ""
        switch ending {
        case .interrupted(let diagnostic): return diagnostic
        case .failed(var diagnostic):
            if let expectation = cell.expectation {
                diagnostic.notes.append("\(place) expects another error: \(expectation.message)")
            }
            return diagnostic
        case .quit where statement == nil:
            return Diagnostic(
                .error, "this cell never runs: a cell above calls quit",
                notes: cell.expectation.map { ["\(place) expects \($0.message)"] } ?? [])
        case .finished, .quit, .asks:
            return Diagnostic(
                .error, "this cell should fail, but ran to its end",
                notes: cell.expectation.map { ["\(place) expects \($0.message)"] } ?? [])
        }
    }

    /// The line and column of the file to report.
    public var position: SourceLines.Position {
        switch ending {
        case .failed, .interrupted: break
        case .finished, .quit, .asks:
            if let line = cell.expectation?.line, cell.cell.location != nil { return .init(line: line, column: 1) }
        }
        let range = diagnostic.origin == nil ? diagnostic.range ?? statement : statement
        return cell.cell.filePosition(of: range ?? cell.statements.first?.range ?? SourceRange(0, 0))
    }
}

extension Cell {
    /// The line and column of the file at which a range of the cell's source begins.
    public func filePosition(of range: SourceRange) -> SourceLines.Position {
        var position = SourceLines(source).position(of: range.start)
        position.line += (location?.line ?? 1) - 1
        return position
    }
}
