internal import Syntax

/// The names that a statement sets.
extension CompletionReader {
    /// Notes the names that the finished statement sets: targets, loop variables, functions and their parameters.
    mutating func noteNames() {
        guard let first = context.tokens.first else { return }
        if first.is(.def) { return noteDefinition() }
        if first.is(.import) {
            if let last = context.tokens.indices.last, context.isName(last) { note(last) }
            return
        }
        noteLoops()
        // `headIndex` stands behind the last `=`.
        for index in 0..<context.headIndex where isTarget(index) { note(index) }
    }

    private mutating func note(_ index: Int) { context.names.insert(context.text(context.tokens[index])) }

    /// A name that stands for itself, and not for something whose part is set.
    private func isTarget(_ index: Int) -> Bool {
        context.isName(index) && !context.isSymbol(index - 1, .dot) && !context.isSymbol(index + 1, .dot)
            && !context.isSymbol(index + 1, .leftBracket) && !context.isSymbol(index + 1, .leftParenthesis)
            && !isInsideSubscript(index)
    }

    private func isInsideSubscript(_ index: Int) -> Bool {
        context.tokens[..<index].reduce(0) { $0 + ($1.is(.leftBracket) ? 1 : $1.is(.rightBracket) ? -1 : 0) } > 0
    }

    /// `for a, b in`, of loops and of comprehensions, and `lambda a, b:`.
    mutating func noteLoops() {
        var closing: Token.Kind?
        for (index, token) in context.tokens.enumerated() {
            switch token.kind {
            case .keyword(.for): closing = .keyword(.in)
            case .keyword(.lambda): closing = .symbol(.colon)
            case .keyword(.in): closing = nil
            case .name: if closing != nil, !context.isSymbol(index - 1, .equals) { note(index) }
            default: if closing == token.kind { closing = nil }
            }
        }
    }

    /// `def name(a, b=1)`.
    private mutating func noteDefinition() {
        guard context.isName(1) else { return }
        var parameters: [String] = []
        var depth = 0
        for index in context.tokens.indices.dropFirst(2) {
            depth += context.nesting(index)
            if depth == 1, context.isName(index),
                context.isSymbol(index - 1, .leftParenthesis) || context.isSymbol(index - 1, .comma)
            {
                parameters.append(context.text(context.tokens[index]))
            }
        }
        note(1)
        context.names.formUnion(parameters)
        context.functions[context.text(context.tokens[1])] = parameters
    }
}
