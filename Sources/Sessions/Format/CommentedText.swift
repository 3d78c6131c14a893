internal import Syntax

/// The text of a notebook as comments of a session.
///
/// A comment that begins `# %%` opens a cell, so a line of text that begins like that gets an extra space, which is
/// removed again on reading.
package enum CommentedText {
    /// The comment for a line of text.
    package static func line(_ text: String) -> String {
        if text.isEmpty { return "#" }
        return looksLikeOpener(text[...]) ? "#  \(text)" : "# \(text)"
    }

    /// The line of text in a comment, whose sign and first space are already removed.
    package static func text(_ comment: String) -> String {
        comment.hasPrefix(" ") && looksLikeOpener(comment.dropFirst()) ? String(comment.dropFirst()) : comment
    }

    /// The text of comments, one line each, without their signs.
    package static func text(ofComments comments: String) -> String {
        let texts = comments.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let text = line.drop { $0 == "#" }
            return self.text(String(text.first == " " ? text.dropFirst() : text))
        }
        var text = texts.joined(separator: "\n")[...]
        while text.last == "\n" { text.removeLast() }
        return String(text)
    }

    private static func looksLikeOpener(_ text: Substring) -> Bool { text.drop { $0 == " " }.hasPrefix("%%") }

    /// The lines of a text that fills a cell, written in triple quotes as some editors do.
    package static func quoted(in lines: some Sequence<String>) -> [String]? {
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
