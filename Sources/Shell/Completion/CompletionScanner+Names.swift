/// The names that a statement sets.
extension CompletionScanner {
    /// Notes the names that the finished statement sets: targets, loop variables, functions and their parameters.
    mutating func noteNames() {
        guard let first = context.tokens.first else { return }
        let word = first.kind == .name ? context.text(first) : ""
        if word == "def" { return noteDefinition() }
        if word == "import" {
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
        context.isName(index) && !context.isSymbol(index - 1, ".") && !context.isSymbol(index + 1, ".")
            && !context.isSymbol(index + 1, "[") && !context.isSymbol(index + 1, "(")
            && !isInsideSubscript(index)
    }

    private func isInsideSubscript(_ index: Int) -> Bool {
        var depth = 0
        for other in context.tokens[..<index] {
            if other.kind == .symbol(UInt8(ascii: "[")) { depth += 1 }
            if other.kind == .symbol(UInt8(ascii: "]")) { depth -= 1 }
        }
        return depth > 0
    }

    /// `for a, b in`, of loops and of comprehensions, and `lambda a, b:`.
    mutating func noteLoops() {
        var closing: [UInt8]?
        for (index, token) in context.tokens.enumerated() {
            switch token.kind {
            case .name:
                switch context.text(token) {
                case "for": closing = Array("in".utf8)
                case "lambda": closing = [UInt8(ascii: ":")]
                case "in": closing = nil
                default: if closing != nil, context.isName(index), !context.isSymbol(index - 1, "=") { note(index) }
                }
            case .symbol(let byte): if closing == [byte] { closing = nil }
            default: break
            }
        }
    }

    /// `def name(a, b=1)`.
    private mutating func noteDefinition() {
        guard context.isName(1) else { return }
        var parameters: [String] = []
        var depth = 0
        for index in 2..<max(context.tokens.count, 2) {
            if case .symbol(let byte) = context.tokens[index].kind {
                if "([{".utf8.contains(byte) { depth += 1 }
                if ")]}".utf8.contains(byte) { depth -= 1 }
            } else if depth == 1, context.isName(index),
                context.isSymbol(index - 1, "(") || context.isSymbol(index - 1, ",")
            {
                parameters.append(context.text(context.tokens[index]))
            }
        }
        note(1)
        context.names.formUnion(parameters)
        context.functions[context.text(context.tokens[1])] = parameters
    }
}
