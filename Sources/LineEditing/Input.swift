/// What came of waiting for the user.
public enum Input: Hashable, Sendable {
    /// The text that was entered: a cell may have several lines. It ends in no newline, and holds no control characters
    /// but newlines and tabs.
    case line(String)
    /// Ctrl-C: what had been typed is dropped.
    case interrupted
    /// Ctrl-D on an empty cell, or the terminal is gone.
    case endOfFile
    /// A signal has come that ends the process (SIGTERM, SIGHUP, SIGQUIT); the terminal has its first mode again, and the
    /// process should now end by it.
    case terminated(signal: Int32)
}

/// Why there is no line editor.
public enum EditorError: Error, Hashable, Sendable {
    /// libedit could not be set up: it found no memory, or refused a setting.
    case noEditor
    /// The history could not be set up.
    case noHistory
}

extension EditorError: CustomStringConvertible {
    /// The reason in words, without a full stop.
    public var description: String {
        switch self {
        case .noEditor: "the line editor could not be set up"
        case .noHistory: "the history of the line editor could not be set up"
        }
    }
}
