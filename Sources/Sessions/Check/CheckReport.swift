public import Interpreter
public import Syntax

/// What came of checking a file.
public struct CheckReport: Sendable {
    /// The file, as it was named.
    public let path: String
    /// Its cells.
    public let cells: [SessionCell]
    /// How many of them ran, the one at which a replay ended counted.
    public let reachedCount: Int
    /// How many lines of output it records.
    public let lineCount: Int
    /// What is not as it should be, in order.
    public let problems: [Problem]
    /// What there is to say of a file of an earlier format.
    public let warning: Diagnostic?

    /// Something that is not as it should be.
    public enum Problem: Sendable {
        /// There is nothing to compare with.
        case nothingRecorded
        /// A statement prints lines, and none are recorded.
        case missing(SessionCell, RecordedStatement, count: Int)
        /// A statement prints something else than is recorded.
        case different(SessionCell, RecordedStatement, OutputDifference)
        /// A value has other bits than its digest tells of, or is not there.
        case drifted(SessionCell, name: String, line: Int, isThere: Bool)
        /// A cell reads a file that isn't the one that was recorded.
        case fileChanged(SessionCell, name: String, line: Int)
        /// A cell draws random numbers unseeded.
        case unseeded(SessionCell, line: Int, seed: Seeding)
        /// A cell did not end as the file says.
        case failed(ReplayFailure)
        /// The session was left by `quit` before this cell, which has recorded output.
        case unreached(SessionCell)

        var isUnseeded: Bool { if case .unseeded = self { true } else { false } }
        var isDrift: Bool {
            switch self {
            case .drifted, .fileChanged: true
            default: false
            }
        }

        /// The cell that it is about; nil where it is about the file.
        public var cell: SessionCell? {
            switch self {
            case .nothingRecorded: nil
            case .missing(let cell, _, _), .different(let cell, _, _), .drifted(let cell, _, _, _),
                .fileChanged(let cell, _, _), .unseeded(let cell, _, _), .unreached(let cell):
                cell
            case .failed(let failure): failure.cell
            }
        }
    }

    init(_ file: SessionFile, reachedCount: Int = 0, problems: [Problem], warning: Diagnostic? = nil) {
        path = file.path
        cells = file.cells
        self.reachedCount = reachedCount
        lineCount = file.recordedLineCount
        self.problems = problems
        self.warning = warning
    }

    /// Whether everything is the same.
    public var isSame: Bool { problems.isEmpty }

    /// Whether Ctrl-C ended it.
    public var isInterrupted: Bool {
        if case .failed(let failure)? = problems.last { failure.isInterrupted } else { false }
    }
}

/// What came of one file of a check: a report, or why there is none.
public enum CheckResult: Sendable {
    /// It was replayed.
    case checked(CheckReport)
    /// It could not be read, or is no session.
    case unreadable(SessionError)
    /// Ctrl-C came before it was done.
    case interrupted(path: String)
    /// The process that replayed it ended before it was done.
    case crashed(path: String, ProcessEnd)

    /// The report, if there is one.
    public var report: CheckReport? { if case .checked(let report) = self { report } else { nil } }

    /// The file, as it was named.
    public var path: String {
        switch self {
        case .checked(let report): report.path
        case .unreadable(let error): error.path
        case .interrupted(let path), .crashed(let path, _): path
        }
    }

    /// Whether Ctrl-C came before it was done.
    public var isInterrupted: Bool { if case .interrupted = self { true } else { false } }
}

/// How a process ended that should have told something first.
public enum ProcessEnd: Sendable, Equatable {
    /// By a signal, and what the system calls that.
    case signal(Int32, name: String)
    /// By itself.
    case status(Int32)

    /// What to say of it.
    public var message: String {
        switch self {
        case .signal(let number, let name): "Descent itself was ended by signal \(number), \(name)"
        case .status(let status): "Descent itself ended with status \(status)"
        }
    }

    /// What it may come of.
    public var notes: [String] {
        if case .signal(9, _) = self { return ["perhaps by the system, when memory ran out"] }
        return ["this is a mistake of Descent's; the other files are checked all the same"]
    }
}
