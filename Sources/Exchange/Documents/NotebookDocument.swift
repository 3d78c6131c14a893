/// A Jupyter notebook: the parts of an nbformat 4 document that Descent reads or writes.
///
/// Reading takes 4.0 to 4.5 and any later 4, and passes over what it doesn't know. Writing gives 4.5.
public struct NotebookDocument: Sendable, Hashable {
    /// Its cells, in order.
    public var cells: [NotebookCell]
    /// The kernel that it names; what is written names Python's.
    public var kernel: Kernel
    /// What Descent keeps about the whole session, if it wrote the document.
    public var descent: Descent?

    /// The kernel of a notebook.
    public struct Kernel: Sendable, Hashable {
        /// What the user sees.
        public var displayName: String
        /// Which kernel it is.
        public var name: String
        /// The language of its code.
        public var language: String

        /// Python's usual one.
        public static let python = Kernel(displayName: "Python 3", name: "python3", language: "python")
    }

    /// What a session has that no cell of the notebook holds.
    public struct Descent: Sendable, Hashable {
        /// The lines of the session before its first cell, line ends included.
        public var head: String

        /// Makes it.
        public init(head: String) { self.head = head }
    }

    /// Makes a document.
    public init(cells: [NotebookCell], kernel: Kernel = .python, descent: Descent? = nil) {
        self.cells = cells
        self.kernel = kernel
        self.descent = descent
    }
}

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

extension NotebookError {
    /// What is wrong, to stand behind the file's name and a colon.
    public var message: String {
        switch self {
        case .notJSON(let place): "this is no notebook: its JSON is damaged" + (place.map { " (\($0))" } ?? "")
        case .notNotebook(.noFormat): "this is JSON, but no notebook: it has no nbformat"
        case .notNotebook(.field(let place)): "this notebook is damaged: \(place) is missing or not what it should be"
        case .oldFormat(let version): "this notebook is in nbformat \(version), and Descent reads 4"
        case .newFormat(let version): "this notebook is in nbformat \(version), which Descent doesn't know yet"
        case .notWritable(let words): "the notebook can't be written as JSON: \(words)"
        }
    }

    /// What to do.
    public var notes: [String] {
        switch self {
        case .oldFormat: ["`jupyter nbconvert --to notebook --nbformat 4 FILE` brings it up to date"]
        case .newFormat: ["`jupyter nbconvert --to notebook --nbformat 4 FILE` writes it in nbformat 4"]
        default: []
        }
    }
}
