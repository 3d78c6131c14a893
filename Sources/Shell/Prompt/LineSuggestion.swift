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
        let needed = called.parameters[present...].compactMap(Self.operand)
        let isThere = !needed.isEmpty && needed.allSatisfy { completer.workspace.value($0) != nil }
        guard isThere, called.parameters[present...].prefix(needed.count).allSatisfy({ Self.operand($0) != nil })
        else { return nil }
        return needed.joined(separator: isCall ? ", " : " ") + (isCall ? ")" : "")
    }

    /// The name of a parameter that must be given, or that is the workspace's value of its own name.
    private static func operand(_ parameter: String) -> String? {
        let parts = parameter.split(separator: "=", maxSplits: 1)
        guard let name = parts.first, !name.hasPrefix("*"), parts.count == 1 || parts[1] == name else { return nil }
        return String(name)
    }
}
