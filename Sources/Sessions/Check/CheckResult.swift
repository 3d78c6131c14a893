/// What came of one file of a check: a report, or why there is none.
public enum CheckResult: Sendable {
    /// It was replayed.
    case checked(CheckReport)
    /// It could not be read, or is no session.
    case unreadable(SessionError)
    /// Ctrl-C came before it was done.
    case interrupted(path: String)

    /// The report, if there is one.
    public var report: CheckReport? { if case .checked(let report) = self { report } else { nil } }

    /// The file, as it was named.
    public var path: String {
        switch self {
        case .checked(let report): report.path
        case .unreadable(let error): error.path
        case .interrupted(let path): path
        }
    }

    /// Whether it could not be read.
    public var isUnreadable: Bool { if case .unreadable = self { true } else { false } }
    /// Whether Ctrl-C came before it was done.
    public var isInterrupted: Bool { if case .interrupted = self { true } else { false } }

    /// Its state in a word, for programs.
    package var status: String {
        switch self {
        case .checked(let report): report.isSame ? "ok" : "different"
        case .unreadable: "unreadable"
        case .interrupted: "interrupted"
        }
    }
}
