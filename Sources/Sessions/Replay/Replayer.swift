public import Builtins
package import Files
public import Interpreter
public import Syntax

/// Runs the cells of a session file.
public struct Replayer {
    /// The session that the cells make. Its timeline is kept where they travel between each other, or someone goes on.
    public private(set) var live: LiveSession
    private let keepsTimeline: Bool
    /// The title of cells that have none of their own.
    public var usualTitle = ""

    /// The interpreter, with the workspace that the last cell left.
    public var interpreter: Interpreter { live.interpreter }

    /// Makes a replayer that goes on in a session.
    ///
    /// - Parameter keepsTimeline: whether what it runs can be undone afterwards.
    public init(_ live: LiveSession, keepsTimeline: Bool) {
        self.live = live
        self.keepsTimeline = keepsTimeline
    }

    /// Makes a replayer that goes on in the workspace of an interpreter.
    public init(_ interpreter: Interpreter = Interpreter()) {
        self.init(LiveSession(interpreter), keepsTimeline: false)
    }

    /// Makes a replayer whose cells find and leave their files elsewhere.
    package init(_ interpreter: Interpreter, files: FileScope) {
        self.init(interpreter)
        live.interpreter.options.files = files
    }

    /// Why a replay ended.
    public enum Ending: Sendable {
        /// Every cell ran and ended as the file says.
        case finished
        /// A cell called `quit`.
        case quit
        /// Whoever watches had seen enough.
        case stopped
        /// A cell did not end as the file says, or was interrupted.
        case failed(ReplayFailure)
    }

    /// What is told of a replay, in order.
    public enum Report {
        /// A cell is about to run.
        case begins(SessionCell)
        /// A cell that is running prints, or says something.
        case event(Event, SessionCell)
        /// A cell failed as the file expects it to.
        case failedAsExpected(Diagnostic, SessionCell)
        /// A cell ended as the file says; the names that it set, and what it left.
        case ends(SessionCell, assigned: [String], Workspace)
    }

    /// Runs the cells in order, up to the first that does not end as the file says.
    ///
    /// - Parameters:
    ///   - first: the index of the cell to begin with.
    ///   - watch: is told what happens; gives false to end the replay (before the cell that begins, or after the one that
    ///     is running).
    public mutating func replay(
        _ file: SessionFile, from first: Int = 0, watch: @escaping (Report) -> Bool
    ) -> Ending {
        prepare(for: file)
        defer {
            if !live.keepsTimeline { live.timeline = Timeline(beginning: interpreter.workspace) }
            live.keepsTimeline = true
        }
        for cell in file.cells[first...] {
            guard watch(.begins(cell)) else { return .stopped }
            switch run(cell, watch: watch) {
            case .finished: continue
            case let ending: return ending
            }
        }
        return .finished
    }

    /// Keeps what the cells of a file leave where some of them travel.
    mutating func prepare(for file: SessionFile) {
        live.keepsTimeline = keepsTimeline || file.cells.contains { isTravelling($0) }
    }

    /// Runs one cell.
    mutating func run(_ cell: SessionCell, watch: @escaping (Report) -> Bool) -> Ending {
        let progress = Progress()
        var outcome = outcome(of: cell) { event in
            switch event {
            case .statement(let range): progress.statement = range
            case .shortened: progress.isShortened = true
            default: break
            }
            if !watch(.event(event, cell)) { progress.isEnough = true }
        }
        if case .asks(let request) = outcome {
            outcome = carryOut(request) { event in
                if !watch(.event(event, cell)) { progress.isEnough = true }
            }
        }
        func failure(_ reason: ReplayFailure.Reason) -> Ending {
            .failed(ReplayFailure(cell: cell, statement: progress.statement, reason: reason))
        }
        switch (outcome, cell.expectation) {
        case (.interrupted(let diagnostic), _): return failure(.interrupted(diagnostic))
        // Training that Ctrl-C stopped keeps what it has, at the prompt; a file goes no further.
        case (.finished, _) where progress.isShortened: return failure(.interrupted(Diagnostic(.error, "interrupted")))
        case (.failed(let diagnostic), nil): return failure(.failed(diagnostic))
        case (.failed(let diagnostic), let expectation?):
            guard diagnostic.firstLine == expectation.message else {
                return failure(.failedOtherwise(expectation, diagnostic))
            }
            guard watch(.failedAsExpected(diagnostic, cell)), watch(.ends(cell, assigned: [], interpreter.workspace))
            else { return .stopped }
        case (_, let expectation?): return failure(.succeeded(expectation))
        case (.asks(let request), nil): return failure(.failed(Self.refusal(of: request)))
        case (.quit, nil):
            _ = watch(.ends(cell, assigned: [], interpreter.workspace))
            return .quit
        case (.finished(let assigned), nil):
            guard watch(.ends(cell, assigned: assigned, interpreter.workspace)) else { return .stopped }
        }
        return progress.isEnough ? .stopped : .finished
    }

    /// Travels between the cells that have run, or tells of them; a file's cells can ask for no more.
    private mutating func carryOut(_ request: SessionRequest, receive: (Event) -> Void) -> Interpreter.Outcome {
        do throws(TravelError) {
            switch try live.answer(request) {
            case .note(let words)?: receive(.diagnostic(Diagnostic(.note, words)))
            case .output(let markup)?: receive(.markup(markup))
            case nil: return .failed(Self.refusal(of: request))
            }
        } catch {
            return .failed(error.diagnostic)
        }
        return .finished(assigned: [])
    }

    /// Why a file's cells don't keep the session.
    public static func refusal(of request: SessionRequest) -> Diagnostic {
        Diagnostic(
            .error, "\(request.command) is for the prompt: a file's cells stay as they are",
            notes: ["take the line out of the file"])
    }

    private func isTravelling(_ cell: SessionCell) -> Bool {
        guard case .success(let block) = cell.content else { return false }
        return interpreter.isTravelling(block)
    }

    private mutating func outcome(of cell: SessionCell, receive: @escaping (Event) -> Void) -> Interpreter.Outcome {
        switch cell.content {
        case .success(let block):
            live.run(
                block, of: cell.cell, title: cell.title.isEmpty ? usualTitle : cell.title,
                markLines: cell.emptyMarkLines, receive: receive
            ).outcome
        case .failure(let error): live.fail(cell.cell, error).outcome
        }
    }

    /// What the events of a running cell leave behind.
    private final class Progress {
        var statement: SourceRange?
        var isShortened = false
        var isEnough = false
    }
}

extension Diagnostic {
    /// The first line of what is shown of it, which an expected error is compared with.
    public var firstLine: String {
        let line = "\(severity.rawValue): \(message)".split(separator: "\n", omittingEmptySubsequences: false).first
        return (line ?? "").withoutTrailingBlanks
    }
}

/// A cell that did not end as its file says.
public struct ReplayFailure: Sendable {
    /// The cell.
    public var cell: SessionCell
    /// The top-level statement that was running.
    public var statement: SourceRange?
    /// How it ended.
    public var reason: Reason

    /// How a cell ended.
    public enum Reason: Sendable {
        /// It failed.
        case failed(Diagnostic)
        /// Ctrl-C stopped it.
        case interrupted(Diagnostic)
        /// It failed, but not with the error that the file expects.
        case failedOtherwise(SessionCell.Expectation, Diagnostic)
        /// It ran to its end, where the file expects an error.
        case succeeded(SessionCell.Expectation)
    }

    /// Makes a failure.
    public init(cell: SessionCell, statement: SourceRange?, reason: Reason) {
        self.cell = cell
        self.statement = statement
        self.reason = reason
    }

    /// What to say of it.
    public var diagnostic: Diagnostic {
        switch reason {
        case .failed(let diagnostic), .interrupted(let diagnostic): return diagnostic
        case .failedOtherwise(let expectation, var diagnostic):
            diagnostic.notes.append("line \(expectation.line) expects another error: \(expectation.message)")
            return diagnostic
        case .succeeded(let expectation):
            return Diagnostic(
                .error,
                "this cell should fail, but ran to its end",
                notes: ["line \(expectation.line) expects \(expectation.message)"])
        }
    }

    /// The line and column of the file that it is about.
    public var position: SourceLines.Position {
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
