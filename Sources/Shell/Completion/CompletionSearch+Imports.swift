internal import Interpreter
internal import LineEditing
internal import Syntax

extension CompletionSearch {
    /// What an import can name: modules, and behind `from module import` what the module has.
    func imports() -> Found? {
        let tokens = context.tokens.dropFirst(context.headIndex)
        guard let last = tokens.last else { return nil }
        let path = tokens.dropFirst().prefix { $0.kind == .name || $0.is(.dot) }.map(context.text).joined()
        let isMember = tokens.first?.is(.from) == true && tokens.contains { $0.is(.import) }
        guard last.is(.from) || last.is(.import) || last.is(.comma) || last.is(.leftParenthesis) || last.is(.dot) else {
            return nil
        }
        let names =
            isMember
            ? Namespace(modulePath: path).map(table.names(in:)) ?? []
            : (Namespace.allCases.map(\.modulePath) + Namespace.pathsWritten).sorted()
        let outer = last.is(.dot) ? path : ""
        let found = names.filter { $0.hasPrefix(outer) }.map { String($0.dropFirst(outer.count)) }
        return Found(
            start: context.wordStart,
            candidates: found.filter(isMatch).map { .init(text: $0, suffix: isMember ? "" : " ") })
    }
}

extension CompletionContext {
    /// Whether the statement is an import.
    var isImport: Bool {
        guard let first = tokens.dropFirst(headIndex).first else { return false }
        return first.is(.from) || first.is(.import)
    }
}
