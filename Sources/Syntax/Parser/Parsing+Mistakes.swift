/// Diagnoses unexpected tokens.
extension Parsing {
    /// The lexer's error for a token.
    func failure(_ token: Token) -> SyntaxError? {
        if case .failure(let number) = token.kind { lexer.failures[number] } else { nil }
    }

    /// A range to underline: that of the token, or the end of the previous token.
    func visible(_ token: Token) -> SourceRange {
        guard token.start == token.end || token.kind == .newline else { return token.range }
        let end = previous?.end ?? token.start
        return SourceRange(end, end)
    }

    /// The error for the innermost open bracket, if it is never closed.
    mutating func openBracketMistake() -> SyntaxError? {
        guard let opener = openers.last else { return nil }
        let start = index
        let saved = openers
        let isAtEnd = token.kind == .end
        defer {
            rewind(to: start)
            openers = saved
        }
        var depth = 0
        rewind(to: opener)
        while token.kind != .end {
            if failure(token) != nil, index >= start { return nil }
            if case .symbol(let symbol) = token.kind {
                if symbol.closer != nil { depth += 1 }
                if symbol.isCloser { depth -= 1 }
            }
            if depth == 0 { return nil }
            advance()
        }
        let bracket = tokens[opener]
        return SyntaxError(.bracket(.unclosed(text(bracket))), bracket.range, isAtEnd: isAtEnd)
    }

    /// The error if no statement begins here.
    mutating func unexpectedStart() -> SyntaxError {
        guard case .keyword(let keyword) = token.kind else { return expectedExpression() }
        if [.else, .elif, .except, .finally].contains(keyword) {
            return SyntaxError(.statement(.strayBranch(keyword.rawValue)), token.range)
        }
        return expectedExpression()
    }

    /// The error if an expression is expected here and something else is found.
    mutating func expectedExpression() -> SyntaxError {
        if let failure = failure(token) { return failure }
        if let slip = slip() { return slip }
        if case .keyword(let keyword) = token.kind { return unexpected(keyword) }
        if token.kind == .end, let unclosed = openBracketMistake() { return unclosed }
        if token.is(.star) || token.is(.doubleStar), !(previous.map(isOperator) ?? false) {
            return SyntaxError(.expression(.starredAlone), token.range)
        }
        if token.is(.walrus) { return SyntaxError(.expression(.walrusAlone), token.range) }
        if let unclosed = openBracketMistake() { return unclosed }
        if let previous, isOperator(previous) {
            let word = text(previous)
            let isAssignment = previous.is(.equals) || Symbol(rawValue: word)?.augmented != nil
            let kind: SyntaxError.ExpressionMistake =
                isAssignment ? .missingValue(after: word) : .missingOperand(after: word)
            return SyntaxError(.expression(kind), isAssignment ? visible(token) : previous.range)
        }
        if token.endsStatement, let previous, case .keyword(let keyword) = previous.kind {
            return SyntaxError(.expression(.missingOperand(after: keyword.rawValue)), previous.range)
        }
        let before = token.kind == .newline || token.kind == .end ? "the end of the line" : "`\(text(token))`"
        return SyntaxError(.expression(.missingExpression(before: before)), visible(token))
    }

    /// Whether a token is an operator that needs an operand after it.
    private func isOperator(_ token: Token) -> Bool {
        switch token.kind {
        case .symbol(let symbol): symbol.infix != nil || symbol.augmented != nil || [.equals, .tilde].contains(symbol)
        case .keyword(let keyword): [.and, .or, .not, .in, .is].contains(keyword)
        default: false
        }
    }

    /// The error for a token that cannot follow a complete expression.
    mutating func unexpectedAfterExpression(orColonAfter opener: String? = nil) -> SyntaxError {
        if let failure = failure(token) { return failure }
        if token.kind == .end, let unclosed = openBracketMistake() { return unclosed }
        switch token.kind {
        case .symbol(.walrus): return SyntaxError(.expression(.walrusAlone), token.range)
        case .symbol(.exclamation): return SyntaxError(.expression(.exclamation), token.range)
        case .symbol(.question): return SyntaxError(.expression(.question), token.range)
        case .symbol(.equals):
            return openBracketMistake() ?? SyntaxError(.expression(.assignmentInExpression), token.range)
        case .name, .integer, .float, .string, .symbol(.leftBrace), .symbol(.ellipsis),
            .keyword(.none), .keyword(.true), .keyword(.false), .keyword(.lambda), .keyword(.not):
            if let unclosed = openBracketMistake() { return unclosed }
            if let opener, !hasColonAhead() {
                let end = previous?.end ?? token.start
                return SyntaxError(.layout(.missingColon(after: opener)), SourceRange(end, end))
            }
            let form = adjacentCallForm()
            return SyntaxError(.expression(.adjacent(callForm: form)), token.range)
        case .keyword(let keyword):
            return openBracketMistake() ?? unexpected(keyword)
        default: break
        }
        if let unclosed = openBracketMistake() { return unclosed }
        let text = token.endsStatement && !token.is(.semicolon) ? "the end of the line" : "`\(text(token))`"
        return SyntaxError(.expression(.unexpected(text)), visible(token))
    }

    /// The error for `if x = 3:` and `if x => 3:`.
    mutating func assignmentInCondition() -> SyntaxError {
        advance()
        if let slip = slip() { return slip }
        return SyntaxError(.expression(.assignmentInCondition), previous?.range ?? token.range)
    }

    /// The call form `rand(3)`, if a name and a word are adjacent inside an expression.
    private mutating func adjacentCallForm() -> String? {
        guard let previous, previous.kind == .name, isBlankBefore || isString(token) else { return nil }
        // In brackets a missing comma is more likely, unless the name is a built-in.
        if !openers.isEmpty, commands[text(previous)] == nil { return nil }
        // `f -x 1` was probably meant as a command `f`.
        if index >= 2, tokens[index - 2].end == previous.start, Symbol(rawValue: text(tokens[index - 2]))?.infix != nil
        {
            return nil
        }
        guard let form = callForm(from: previous, isInside: true) else { return nil }
        return dotted(form, of: previous)
    }

    /// A call form with the dotted prefix of its name: `np.zeros((3, 3))`, `x.reshape(2, 3)`.
    private func dotted(_ form: String, of name: Token) -> String {
        var first = index - 1
        while first >= 2, tokens[first - 1].is(.dot), tokens[first - 2].kind == .name,
            tokens[first - 2].end == tokens[first - 1].start, tokens[first - 1].end == tokens[first].start
        {
            first -= 2
        }
        guard first < index - 1 else { return form }
        var form = form
        let sizes = form.dropFirst(text(name).count + 1).dropLast()
        if ["np", "numpy"].contains(text(tokens[first])), ["zeros", "ones", "empty"].contains(text(name)),
            sizes.contains(","), !sizes.contains(where: { "=([".contains($0) })
        {
            // NumPy takes one shape here, not separate sizes.
            form = "\(text(name))((\(sizes)))"
        }
        return lexer.bytes.text(tokens[first].start, name.start) + form
    }

    private func isString(_ token: Token) -> Bool { if case .string = token.kind { true } else { false } }

    /// Whether a colon follows later in this line.
    private mutating func hasColonAhead() -> Bool {
        let start = index
        defer { rewind(to: start) }
        while !token.endsStatement, failure(token) == nil {
            if token.is(.colon) { return true }
            advance()
        }
        return false
    }

    /// The error for a keyword that cannot stand here.
    private mutating func unexpected(_ keyword: Keyword) -> SyntaxError {
        if let construct = keyword.leftOut { return SyntaxError(.leftOut(construct), token.range) }
        if keyword == .not { return SyntaxError(.expression(.notNeedsParentheses), token.range) }
        let range = token.range
        let next = ahead(1)
        if next.is(.equals) || next.is(.comma) || (previous?.is(.comma) ?? false) || isCloser(next) || next.is(.dot) {
            return SyntaxError(.expression(.keywordAsName(keyword.rawValue)), range)
        }
        return SyntaxError(.expression(.keyword(keyword.rawValue)), range)
    }

    /// The error for an operator of another language where an operand is expected.
    private mutating func slip() -> SyntaxError? {
        if token.is(.exclamation) { return SyntaxError(.expression(.exclamation), token.range) }
        if token.is(.question) { return SyntaxError(.expression(.question), token.range) }
        guard let previous else { return nil }
        let range = SourceRange(previous.start, token.end)
        if previous.end == token.start, case .symbol(let symbol) = token.kind {
            switch (previous.kind, symbol) {
            case (.symbol(.ampersand), .ampersand):
                return SyntaxError(.expression(.doubled("&&", meant: "and")), range)
            case (.symbol(.bar), .bar): return SyntaxError(.expression(.doubled("||", meant: "or")), range)
            case (.symbol(.equal), .equals), (.symbol(.notEqual), .equals):
                return SyntaxError(.expression(.tripleEquals(text(previous) + "=")), range)
            case (.symbol(.less), .greater): return SyntaxError(.expression(.angleNotEqual), range)
            case (.symbol(.equals), .less):
                return SyntaxError(.expression(.reversedComparison("=<", meant: "<=")), range)
            case (.symbol(.equals), .greater):
                return SyntaxError(.expression(.reversedComparison("=>", meant: ">=")), range)
            default: break
            }
        }
        guard token.endsStatement || isCloser(token), index >= 2 else { return nil }
        let first = tokens[index - 2]
        guard first.kind == previous.kind, first.end == previous.start, first.is(.plus) || first.is(.minus) else {
            return nil
        }
        let name = index >= 3 && tokens[index - 3].kind == .name ? text(tokens[index - 3]) : nil
        let kind = SyntaxError.ExpressionMistake.increment(text(first) + text(previous), name: name)
        return SyntaxError(.expression(kind), SourceRange(first.start, previous.end))
    }
}

extension Keyword {
    /// The unsupported construct that the keyword begins.
    var leftOut: SyntaxError.LeftOut? {
        switch self {
        case .async: .async
        case .await: .await
        default: nil
        }
    }
}
