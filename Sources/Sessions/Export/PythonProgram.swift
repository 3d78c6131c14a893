/// A session as Python: what stands at its head, and a piece for each of its sections.
public struct PythonProgram: Sendable {
    /// A section of the session, from one `# %%` line to the next.
    struct Section: Sendable {
        /// Its `# %%` line; empty where it has none.
        var opener = ""
        /// What stands behind the number in that line.
        var title = ""
        /// Its number, if statements stand in it.
        var number: Int?
        /// Its Python, line ends included.
        var code = ""
        /// What it prints.
        var output = ""
        /// Its lines in the session, line ends included.
        var original = ""
        /// Whether nothing but comments stand in it.
        var isComment: Bool { number == nil }
    }

    /// The comments at the head of the session.
    var comments = ""
    /// The lines of the session before its first section.
    var originalHead = ""
    /// Imports and Descent's own functions.
    var head = ""
    var sections: [Section] = []

    /// The text of a `.py` file.
    public var text: String {
        var text = comments
        if !text.isEmpty { text += "\n" }
        text += head + "\n"
        for section in sections {
            if !section.opener.isEmpty { text += section.opener + "\n" }
            text += section.code
        }
        return text
    }
}
