/// A piece of source that is run as a whole: one input at the prompt, or one `# %%` section of a file.
public struct Cell: Sendable, Equatable {
    /// Its number; numbers are never used again.
    public var number: Int
    /// Its text.
    public var source: String
    /// Where it stands when it was read from a file: the path and its first line (from 1).
    public var location: Location?

    /// A place in a file.
    public struct Location: Sendable, Equatable {
        /// The path as it was given.
        public var path: String
        /// The line of the file on which the cell's source begins.
        public var line: Int

        /// Makes a location.
        public init(path: String, line: Int) {
            self.path = path
            self.line = line
        }
    }

    /// Makes a cell.
    public init(number: Int, source: String, location: Location? = nil) {
        self.number = number
        self.source = source
        self.location = location
    }
}
