/// What a cell of a notebook left when it ran.
public enum NotebookOutput: Sendable, Hashable {
    /// What it printed.
    case stream(Stream, text: String)
    /// The value of its last expression, as text; nil where it has none.
    case result(text: String?, executionCount: Int?)
    /// Something shown, a plot say, as text; nil where it has none.
    case display(text: String?)
    /// The error that ended it.
    case error(name: String, message: String, traceback: [String])
    /// A kind that Descent doesn't know.
    case unknown(String)

    /// Where print goes.
    public enum Stream: String, Sendable {
        case output = "stdout"
        case errors = "stderr"
    }
}
