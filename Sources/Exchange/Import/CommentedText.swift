internal import Sessions
internal import Syntax

/// Text of a notebook as comments of a session.
///
/// A comment that begins `# %%` opens a cell: a line of text that begins so gets a blank more, and loses it again.
enum CommentedText {
    /// The comment for a line of text.
    static func line(_ text: String) -> String {
        if text.isEmpty { return "#" }
        return looksLikeOpener(text[...]) ? "#  \(text)" : "# \(text)"
    }

    /// The line of text that a comment has, given without its sign and one blank.
    static func text(_ comment: String) -> String {
        comment.hasPrefix(" ") && looksLikeOpener(comment.dropFirst()) ? String(comment.dropFirst()) : comment
    }

    /// The text of comments, a line each, without their signs.
    static func text(ofComments comments: String) -> String {
        let lines = comments.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let text = line.drop { $0 == "#" }
            return Self.text(String(text.first == " " ? text.dropFirst() : text))
        }
        return lines.joined(separator: "\n").withoutFinalNewline
    }

    private static func looksLikeOpener(_ text: Substring) -> Bool { text.drop { $0 == " " }.hasPrefix("%%") }

    /// Whether a line opens a cell of text: `# %% [markdown]`.
    static func isOpened(by opener: String) -> Bool {
        ["[markdown]", "[md]", "[raw]"].contains { opener.contains($0) }
    }

    /// The lines of a text that is all of a cell, as editors let cells of text be written: in triple quotes.
    static func quoted(in lines: some Sequence<String>) -> [String]? {
        let source = lines.joined(separator: "\n")
        guard let block = try? Parser(commands: CommandTable(), readsCommands: false).parse(source), block.count == 1,
            case .expression(let expression, _) = block[0].kind, case .constant(.string(let text)) = expression.kind
        else { return nil }
        var found = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if found.first?.isBlank == true { found.removeFirst() }
        while found.last?.isBlank == true { found.removeLast() }
        return found
    }
}
