internal import Files
public import Interpreter
public import Syntax

/// Runs the cells of a session file.
public struct Replayer {
    /// The interpreter, with the workspace that the last cell left.
    public private(set) var interpreter: Interpreter

    /// Makes a replayer that goes on in the workspace of an interpreter.
    public init(_ interpreter: Interpreter = Interpreter()) { self.interpreter = interpreter }

    /// Makes a replayer whose cells find and leave their files elsewhere.
    init(_ interpreter: Interpreter, files: FileScope) {
        self.interpreter = interpreter
        self.interpreter.options.files = files
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
    /// - Parameter watch: is told what happens; gives false to end the replay (before the cell that begins, or after the one
    ///   that is running).
    public mutating func replay(_ file: SessionFile, watch: @escaping (Report) -> Bool) -> Ending {
        replay(file.cells[...], watch: watch)
    }

    /// Runs some of a file's cells in order; otherwise as ``replay(_:watch:)-(SessionFile,_)``.
    public mutating func replay(_ cells: ArraySlice<SessionCell>, watch: @escaping (Report) -> Bool) -> Ending {
        for cell in cells {
            guard watch(.begins(cell)) else { return .stopped }
            switch run(cell, watch: watch) {
            case .finished: continue
            case let ending: return ending
            }
        }
        return .finished
    }

    /// Runs one cell.
    mutating func run(_ cell: SessionCell, watch: @escaping (Report) -> Bool) -> Ending {
        let progress = Progress()
        let outcome = outcome(of: cell) { event in
            switch event {
            case .statement(let range): progress.statement = range
            case .shortened: progress.isShortened = true
            default: break
            }
            if !watch(.event(event, cell)) { progress.isEnough = true }
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
        case (.asks, nil): return failure(.failed(Self.travelRefusal))
        case (.quit, nil):
            _ = watch(.ends(cell, assigned: [], interpreter.workspace))
            return .quit
        case (.finished(let assigned), nil):
            guard watch(.ends(cell, assigned: assigned, interpreter.workspace)) else { return .stopped }
        }
        return progress.isEnough ? .stopped : .finished
    }

    /// Why a file's cells don't travel.
    public static let travelRefusal = Diagnostic(
        .error, "this travels between cells, and a file holds only those that remain",
        notes: ["at the prompt it works; take the line out of the file"])

    private mutating func outcome(of cell: SessionCell, receive: @escaping (Event) -> Void) -> Interpreter.Outcome {
        switch cell.content {
        case .success(let block): return interpreter.run(block, of: cell.cell, receive: receive)
        case .failure(let error):
            var diagnostic = error.diagnostic
            diagnostic.source = cell.cell.source
            return .failed(diagnostic)
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
