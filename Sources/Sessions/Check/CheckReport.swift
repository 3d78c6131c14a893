public import Interpreter
public import Syntax

/// The result of checking a file.
public struct CheckReport: Sendable {
    /// The path of the file, as given.
    public let path: String
    /// The cells of the file.
    public let cells: [SessionCell]
    /// The number of cells that were reached, including the one at which the replay ended.
    public let reachedCount: Int
    /// The number of recorded lines of output.
    public let lineCount: Int
    /// The problems, in order.
    public let problems: [Problem]
    /// A warning about a file in an earlier format, or a note about what the check left out or compared less strictly.
    public let warning: Diagnostic?

    /// A problem that the check found.
    public enum Problem: Sendable {
        /// The file records nothing to compare with.
        case nothingRecorded
        /// A statement prints lines, but none are recorded.
        case missing(SessionCell, RecordedStatement, count: Int)
        /// A statement's output differs from the record.
        case different(SessionCell, RecordedStatement, OutputDifference)
        /// A value doesn't match its digest, or doesn't exist.
        case drifted(SessionCell, name: String, line: Int, isThere: Bool)
        /// A cell reads a file that differs from the recorded one.
        case fileChanged(SessionCell, name: String, line: Int)
        /// A cell draws random numbers without a seed.
        case unseeded(SessionCell, line: Int, seed: Seeding)
        /// A cell didn't end as the file says.
        case failed(ReplayFailure)
        /// A cell above called `quit`, so this cell, which has recorded output, didn't run.
        case unreached(SessionCell)

        var isUnseeded: Bool { if case .unseeded = self { true } else { false } }
        var isDrift: Bool {
            switch self {
            case .drifted, .fileChanged: true
            default: false
            }
        }

        /// The cell with the problem; nil if the problem is one of the file.
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

    /// Whether there are no problems.
    public var isSame: Bool { problems.isEmpty }

    /// Whether Ctrl-C ended the check.
    public var isInterrupted: Bool {
        if case .failed(let failure)? = problems.last { failure.isInterrupted } else { false }
    }
}

/// The result for one file of a check: a report, or the reason why there is none.
public enum CheckResult: Sendable {
    /// The file was replayed.
    case checked(CheckReport)
    /// The file can't be read, or isn't a session.
    case unreadable(SessionError)
    /// Ctrl-C interrupted the check.
    case interrupted(path: String)
    /// The process that replayed the file ended early.
    case crashed(path: String, ProcessEnd)

    /// The report, if there is one.
    public var report: CheckReport? { if case .checked(let report) = self { report } else { nil } }

    /// The path of the file, as given.
    public var path: String {
        switch self {
        case .checked(let report): report.path
        case .unreadable(let error): error.path
        case .interrupted(let path), .crashed(let path, _): path
        }
    }

    /// Whether Ctrl-C interrupted the check.
    public var isInterrupted: Bool { if case .interrupted = self { true } else { false } }
}

/// How a process ended that didn't report its result.
public enum ProcessEnd: Sendable, Equatable {
    /// A signal ended it; `name` is the system's description.
    case signal(Int32, name: String)
    /// It exited with this status.
    case status(Int32)

    /// The message for the user.
    public var message: String {
        switch self {
        case .signal(let number, let name): "Descent itself was ended by signal \(number), \(name)"
        case .status(let status): "Descent itself ended with status \(status)"
        }
    }

    /// Possible causes.
    public var notes: [String] {
        if case .signal(9, _) = self { return ["perhaps by the system, when memory ran out"] }
        return ["this is a mistake of Descent's; the other files are checked all the same"]
    }
}
