internal import Interpreter
internal import LineEditing
internal import Syntax

/// The work of one completion.
struct CompletionSearch {
    /// The candidates, and the offset where what they replace begins.
    struct Found {
        var start: Int
        var candidates: [Candidate]
    }

    let workspace: Workspace
    let table: BuiltinTable
    let folders: FolderLister
    let context: CompletionContext
    let prefix: String

    init(_ completer: Completer, _ context: CompletionContext) {
        workspace = completer.workspace
        table = completer.table
        folders = completer.folders
        self.context = context
        prefix = context.word
    }

    func result() -> Found? {
        switch context.place {
        case .nowhere: nil
        case .raw(let start): rawWord(from: start)
        case .string(let string): path(in: string)
        case .code: code()
        }
    }

    private func code() -> Found? {
        let last = context.tokens.count - 1
        if context.isSymbol(last, .dot) { return attributes(behind: last - 1) }
        if context.isSymbol(0, .question) { return last == 0 ? topics() : nil }
        guard last >= 0 else { return names(at: .statement) }
        switch context.tokens[last].kind {
        case .keyword(.def), .keyword(.as), .keyword(.lambda), .keyword(.break), .keyword(.continue), .keyword(.pass):
            return nil
        case .keyword(.import):
            return Found(
                start: context.wordStart,
                candidates: "numpy".hasPrefix(prefix) ? [.init(text: "numpy", suffix: " ")] : [])
        default: break
        }
        if context.headIndex == context.tokens.count, isBehindSource { return names(at: .statement) }
        if context.isOperandEnd(last) { return behindOperand(last) }
        if let call = callAround(last) {
            return call.isDefinition && call.keyword == nil ? nil : names(at: .expression, keywords: keywords(of: call))
        }
        return names(at: .expression)
    }

    /// `time ` and the like, behind which a statement begins.
    private var isBehindSource: Bool {
        context.headIndex > 0 && context.isName(context.headIndex - 1)
    }

    private func behindOperand(_ last: Int) -> Found? {
        guard context.tokens[last].end < context.wordStart else { return nil }
        guard context.openers.isEmpty else { return infixes() }
        let isFirstWord = last == context.headIndex && context.isName(last)
        guard context.isCommand || isFirstWord else { return infixes() }
        let head = context.headIndex
        let callee = root(context.text(context.tokens[head]))
        if isFirstWord, let entry = callee.flatMap(table.builtin(behind:)), entry.wordRules.takesSource {
            return names(at: .statement)
        }
        guard callee == nil || callee.map(isCallable) == true || isFunctionOfCell(head) else { return infixes() }
        return names(at: .expression, keywords: keywords(of: commandCall()))
    }

    func isFunctionOfCell(_ index: Int) -> Bool {
        context.isName(index) && context.functions[context.text(context.tokens[index])] != nil
    }

    private func infixes() -> Found {
        let words = Keyword.infixes.map(\.rawValue).filter(isMatch)
        return Found(start: context.wordStart, candidates: words.map { Candidate(text: $0, suffix: " ") })
    }

    func isCallable(_ value: Value) -> Bool {
        if case .function = value { return true }
        return table.builtin(behind: value) != nil
    }
}
