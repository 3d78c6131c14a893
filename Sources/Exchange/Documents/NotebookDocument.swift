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
        /// The version of the language, where a kernel has told it.
        public var languageVersion: String?

        /// Makes it.
        public init(displayName: String, name: String, language: String) {
            (self.displayName, self.name, self.language) = (displayName, name, language)
        }

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
