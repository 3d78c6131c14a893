/// Why bytes are no notebook that can be read.
public enum NotebookError: Error, Sendable, Hashable {
    /// They are no JSON; what the reader says of the place, if it does.
    case notJSON(String?)
    /// They are JSON, but no notebook.
    case notNotebook(Mistake)
    /// It is written in a format before 4.
    case oldFormat(Int)
    /// It is written in a format after 4.
    case newFormat(Int)
    /// It can't be put into JSON.
    case notWritable(String)

    /// What a notebook has that this JSON has not.
    public enum Mistake: Sendable, Hashable {
        /// No `nbformat`: this isn't a notebook at all.
        case noFormat
        /// Something isn't there that must be, or is of another kind; where it stands.
        case field(String)
    }
}
