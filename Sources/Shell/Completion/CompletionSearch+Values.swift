internal import Interpreter
internal import Syntax
internal import Tensors

/// What names and chains of them stand for, found without running anything.
extension CompletionSearch {
    /// How long a chain is followed.
    private static let longestChain = 100

    /// What an expression is, as far as it can be known, and its first token.
    struct Primary {
        var value: Value?
        var first: Int
    }

    /// What a name means here.
    func root(_ name: String) -> Value? {
        if let value = workspace.value(name) ?? table.meaning(of: name) { return value }
        return name == "_" ? workspace.lastShown : nil
    }

    /// The name, literal, call or subscript that ends with a token.
    func primary(endingAt last: Int) -> Primary? { primary(endingAt: last, longest: Self.longestChain) }

    private func primary(endingAt last: Int, longest: Int) -> Primary? {
        guard longest > 0, context.tokens.indices.contains(last) else { return nil }
        switch context.tokens[last].kind {
        case .name:
            if context.isSymbol(last - 1, .dot) {
                guard let base = primary(endingAt: last - 2, longest: longest - 1) else { return nil }
                let name = context.text(context.tokens[last])
                return Primary(value: base.value.flatMap { table.member(name, of: $0) }, first: base.first)
            }
            return Primary(value: root(context.text(context.tokens[last])), first: last)
        case .string: return Primary(value: .string(""), first: last)
        case .integer, .float, .raw: return Primary(value: nil, first: last)
        case .symbol(.rightParenthesis): return parentheses(endingAt: last, longest: longest)
        case .symbol(.rightBracket): return brackets(endingAt: last, longest: longest)
        default: return nil
        }
    }

    /// A call, a tuple, or an expression in parentheses.
    private func parentheses(endingAt last: Int, longest: Int) -> Primary? {
        guard let open = context.opener(of: last) else { return nil }
        if isAttached(open) {
            guard let callee = primary(endingAt: open - 1, longest: longest - 1) else { return nil }
            return Primary(value: callee.value.flatMap(result(of:)), first: callee.first)
        }
        if hasComma(open + 1..<last) || open + 1 == last { return Primary(value: .tuple(TupleObject([])), first: open) }
        if let inner = primary(endingAt: last - 1, longest: longest - 1), inner.first == open + 1 {
            return Primary(value: inner.value, first: open)
        }
        // Arithmetic with a tensor makes another.
        let hasTensor = (open + 1..<last).contains { index in
            guard context.isName(index), !context.isSymbol(index - 1, .dot) else { return false }
            if case .array? = root(context.text(context.tokens[index])) { return true } else { return false }
        }
        return Primary(value: hasTensor ? Self.someTensor : nil, first: open)
    }

    /// A subscript, or a list.
    private func brackets(endingAt last: Int, longest: Int) -> Primary? {
        guard let open = context.opener(of: last) else { return nil }
        guard isAttached(open) else { return Primary(value: .list(ListObject([])), first: open) }
        guard let base = primary(endingAt: open - 1, longest: longest - 1) else { return nil }
        var element: Value?
        switch base.value {
        case .array?, .scalar?, .string?: element = base.value
        case .dictionary(let dictionary)?:
            if last == open + 2, case .string = context.tokens[open + 1].kind {
                let text = context.text(context.tokens[open + 1]).dropFirst().dropLast()
                element = (try? dictionary.value(of: .string(Text(String(text))))).flatMap(\.self)
            }
        case .list?, .tuple?:
            let items = base.value?.sequence ?? []
            if last == open + 2, let index = Int(context.text(context.tokens[open + 1])), items.indices.contains(index)
            {
                element = items[index]
            }
        default: break
        }
        return Primary(value: element, first: base.first)
    }

    /// Whether a bracket follows a value without a blank, and so calls or indexes it.
    func isAttached(_ open: Int) -> Bool {
        context.isOperandEnd(open - 1) && context.tokens[open - 1].end == context.tokens[open].start
    }

    private func hasComma(_ range: Range<Int>) -> Bool {
        var depth = 0
        for index in range {
            depth += context.nesting(index)
            if context.isSymbol(index, .comma), depth == 0 { return true }
        }
        return false
    }

    /// A number of NumPy's has all that a tensor has.
    private static var someTensor: Value { .scalar(.float64(0)) }

    /// Something of the kind that a call gives, for what the table's groups tell of it.
    private func result(of callee: Value) -> Value? {
        switch table.builtin(behind: callee)?.result {
        case .tensor?: Self.someTensor
        case .list?: .list(ListObject([]))
        case .tuple?: .tuple(TupleObject([]))
        case .text?: .string("")
        case .nothing?, .other?, nil: nil
        }
    }
}

/// The call around the cursor.
extension CompletionSearch {
    /// A call, in either form, with the argument that the cursor is in.
    struct Call {
        var parameters: [CallParameter] = []
        /// The keyword names that it has been given already.
        var given: Set<String> = []
        /// How many arguments stand before this one.
        var position = 0
        /// The name before the `=` of this argument.
        var keyword: String?
        /// It is the parameter list of a `def`.
        var isDefinition = false

        /// The parameter that this argument is for.
        var parameter: CallParameter? {
            if let keyword { return parameters.first { $0.name == keyword } }
            if parameters.indices.contains(position), !parameters[position].isKeywordOnly {
                return parameters[position]
            }
            return parameters.first { $0.isVariadic }
        }
    }

    /// The call in whose parentheses an argument begins behind the token `last`.
    func callAround(_ last: Int) -> Call? {
        guard let open = context.openers.last, context.isSymbol(open, .leftParenthesis), isAttached(open) else {
            return nil
        }
        var call = Call()
        if context.isSymbol(last, .equals), last > open + 1, context.isName(last - 1) {
            call.keyword = context.text(context.tokens[last - 1])
        } else if last != open, !context.isSymbol(last, .comma) {
            return nil
        }
        call.isDefinition = open == 2 && context.text(context.tokens[0]) == "def"
        call.parameters = parameters(ofCalleeEndingAt: open - 1)
        var depth = 0
        for index in open + 1..<context.tokens.count {
            depth += context.nesting(index)
            guard depth == 0 else { continue }
            if context.isSymbol(index, .comma) { call.position += 1 }
            if context.isSymbol(index, .equals), context.isName(index - 1) {
                call.given.insert(context.text(context.tokens[index - 1]))
            }
        }
        return call
    }

    /// The call typed as words that the cursor stands in.
    func commandCall() -> Call {
        var call = Call(parameters: parameters(ofCalleeEndingAt: context.headIndex))
        let tokens = context.tokens
        // A word that is being typed has been counted when it began.
        let isBegun = context.isCommand && context.wordStart < context.cursor
        call.position = context.isCommand ? context.wordIndex + (isBegun ? 0 : 1) : 0
        for index in tokens.indices.dropFirst(context.headIndex + 2)
        where context.isSymbol(index, .equals) && context.isName(index - 1) {
            call.given.insert(context.text(tokens[index - 1]))
        }
        return call
    }

    private func parameters(ofCalleeEndingAt last: Int) -> [CallParameter] {
        if isFunctionOfCell(last), !context.isSymbol(last - 1, .dot) {
            return (context.functions[context.text(context.tokens[last])] ?? []).map { CallParameter(ofFunction: $0) }
        }
        return primary(endingAt: last)?.value.map(table.parameters(of:)) ?? []
    }

    /// The keyword names that an argument can still begin with.
    func keywords(of call: Call) -> [CallParameter] {
        guard call.keyword == nil else { return [] }
        let variadic = call.parameters.firstIndex(where: \.isVariadic) ?? call.parameters.count
        return call.parameters.enumerated().filter { index, parameter in
            let isFilled = index < min(call.position, variadic) && !parameter.isKeywordOnly
            return !parameter.isVariadic && !parameter.isPlaceOnly && !isFilled && !call.given.contains(parameter.name)
        }.map(\.element)
    }
}
