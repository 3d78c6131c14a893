internal import Interpreter
internal import LineEditing
internal import Syntax

/// Finds what a line may go on with: the line that the tutorial shows, the newest cell that begins like it, the one name
/// that a word can become, the values of the workspace that bear the names of a call's parameters.
struct LineSuggestion {
    let completer: Completer
    let commands: CommandTable
    /// What the tutorial shows to type.
    var lesson: [String] = []

    /// What a text goes on with whose end the cursor is at.
    ///
    /// - Parameter earlier: what the newest cell of the history that begins with the text goes on with.
    func rest(of text: String, earlier: () -> String?) -> String? {
        if let line = lesson.first(where: { $0.utf8.starts(with: text.utf8) && $0.utf8.count > text.utf8.count }) {
            return String(line.dropFirst(text.count))
        }
        return earlier() ?? name(in: text) ?? arguments(behind: text)
    }

    /// A word shorter than this may become too much.
    private static let shortestWord = 2

    private func name(in text: String) -> String? {
        guard let completion = completer.completion(of: text, cursor: text.unicodeScalars.count),
            completion.replaced.count >= Self.shortestWord, let only = completion.candidates.first,
            completion.candidates.count == 1
        else { return nil }
        let typed = String(text.unicodeScalars.suffix(completion.replaced.count))
        guard only.text.utf8.starts(with: typed.utf8), only.text.utf8.count > typed.utf8.count else { return nil }
        return String(decoding: only.text.utf8.dropFirst(typed.utf8.count), as: UTF8.self)
    }

    /// The arguments that a call that has just begun is for, where the workspace has values of their names.
    private func arguments(behind text: String) -> String? {
        guard text.hasSuffix(" ") || text.hasSuffix("(") else { return nil }
        let bytes = Array(text.utf8)
        let context = CompletionReader.context(of: bytes, cursor: bytes.count, commands)
        guard let called = CompletionSearch(completer, context).signatureAround(), let present = called.present else {
            return nil
        }
        let isCall = text.hasSuffix("(")
        guard isCall == !context.openers.isEmpty else { return nil }
        let needed = called.parameters[present...].prefix { completer.workspace.value($0) != nil }
        guard !needed.isEmpty, called.parameters.dropFirst(present + needed.count).allSatisfy({ $0.contains("=") })
        else { return nil }
        return needed.joined(separator: isCall ? ", " : " ") + (isCall ? ")" : "")
    }
}
