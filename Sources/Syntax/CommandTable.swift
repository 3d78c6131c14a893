/// What the parser needs to know of the built-ins to read the command form.
///
/// It is derived from the one table of built-ins; the parser never looks at the workspace.
public struct CommandTable: Sendable {
    /// How one built-in reads its words.
    public struct Entry: Sendable {
        /// The positions (from 0) of words that are read raw to the next blank: a path, a help topic.
        public var rawPositions: Set<Int>
        /// Keywords whose value, where it is a plain name, is that text: `method=gram`.
        public var wordKeywords: Set<String>
        /// The rest of the line is source (`time`, `explain`).
        public var takesSource: Bool

        /// Makes an entry.
        public init(rawPositions: Set<Int> = [], wordKeywords: Set<String> = [], takesSource: Bool = false) {
            self.rawPositions = rawPositions
            self.wordKeywords = wordKeywords
            self.takesSource = takesSource
        }
    }

    private let find: @Sendable (String) -> Entry?

    /// Makes a table that looks a name up when a line begins with it.
    public init(_ find: @escaping @Sendable (String) -> Entry? = { _ in nil }) { self.find = find }

    /// How a built-in reads its words; nil if the name is none.
    public subscript(name: String) -> Entry? { find(name) }
}
