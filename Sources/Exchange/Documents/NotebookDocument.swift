/// A Jupyter notebook: the parts of an nbformat 4 document that Descent reads or writes.
///
/// It reads 4.0 to 4.5 and any later 4, and ignores unknown keys. It writes 4.5.
public struct NotebookDocument: Sendable, Hashable {
    /// Its cells, in order.
    public var cells: [NotebookCell]
    /// The kernel that the notebook names; written documents name Python's.
    public var kernel: Kernel
    /// Data about the whole session, if Descent wrote the document.
    public var descent: Descent?

    /// The kernel of a notebook.
    public struct Kernel: Sendable, Hashable {
        /// The name shown to the user.
        public var displayName: String
        /// The identifier.
        public var name: String
        /// The programming language.
        public var language: String
        /// The version of the language, if a kernel has stored it.
        public var languageVersion: String?

        /// Makes a kernel.
        public init(displayName: String, name: String, language: String) {
            (self.displayName, self.name, self.language) = (displayName, name, language)
        }

        /// Python's default kernel.
        public static let python = Kernel(displayName: "Python 3", name: "python3", language: "python")
    }

    /// The part of a session that no cell of the notebook contains.
    public struct Descent: Sendable, Hashable {
        /// The lines of the session before its first cell, with line endings.
        public var head: String

        /// Makes the data.
        public init(head: String) { self.head = head }
    }

    /// Makes a document.
    public init(cells: [NotebookCell], kernel: Kernel = .python, descent: Descent? = nil) {
        self.cells = cells
        self.kernel = kernel
        self.descent = descent
    }
}
