internal import Interpreter
internal import Syntax

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
    func keywords(of call: Call) -> [String] {
        guard call.keyword == nil else { return [] }
        let variadic = call.parameters.firstIndex(where: \.isVariadic) ?? call.parameters.count
        return call.parameters.enumerated().filter { index, parameter in
            let isFilled = index < min(call.position, variadic) && !parameter.isKeywordOnly
            return !parameter.isVariadic && !isFilled && !call.given.contains(parameter.name)
        }.map(\.element.name)
    }
}
