extension Parsing {
    /// `compound = if | while | for | def`; nil where none begins.
    mutating func compound() throws(SyntaxError) -> Statement? {
        guard case .keyword(let keyword) = token.kind, !ahead(1).is(.equals) else { return nil }
        let start = token.start
        try enter()
        defer { leave() }
        let kind: Statement.Kind
        switch keyword {
        case .if: kind = try ifStatement()
        case .while: kind = try whileStatement()
        case .for: kind = try forStatement()
        case .def: kind = try definition()
        default: return nil
        }
        return Statement(kind, SourceRange(start, endOfWords(from: start)))
    }

    /// `if = 'if' expression suite ('elif' expression suite)* ['else' suite]`
    private mutating func ifStatement() throws(SyntaxError) -> Statement.Kind {
        var branches: [ConditionalBranch] = []
        var word = "if"
        repeat {
            advance()
            let condition = try condition()
            branches.append(ConditionalBranch(condition: condition, body: try suite(after: word)))
            word = "elif"
        } while token.is(.elif)
        var otherwise: Block = []
        if accept(.else) {
            if token.is(.if) { throw SyntaxError(.statement(.elseIf), token.range) }
            otherwise = try suite(after: "else")
            if case .keyword(let keyword) = token.kind, keyword == .elif || keyword == .else {
                throw SyntaxError(.statement(.branchAfterElse(keyword.rawValue)), token.range)
            }
        }
        return .conditional(branches, otherwise: otherwise)
    }

    /// The condition of `if` or `while`.
    private mutating func condition() throws(SyntaxError) -> Expression {
        let condition = try expression()
        if token.is(.equals) { throw assignmentInCondition() }
        return condition
    }

    /// `while = 'while' expression suite`
    private mutating func whileStatement() throws(SyntaxError) -> Statement.Kind {
        advance()
        let condition = try condition()
        let body = try loopBody(after: "while")
        return .whileLoop(condition: condition, body: body)
    }

    /// `for = 'for' targets 'in' expressions suite`
    private mutating func forStatement() throws(SyntaxError) -> Statement.Kind {
        advance()
        let target = try targets()
        guard accept(.in) else {
            if let failure = failure(token) { throw failure }
            throw SyntaxError(.statement(.missingIn), visible(token))
        }
        let iterable = try expressions()
        let body = try loopBody(after: "for")
        return .forLoop(target: target, iterable: iterable, body: body)
    }

    private mutating func loopBody(after word: String) throws(SyntaxError) -> Block {
        loopDepth += 1
        let body = try suite(after: word)
        loopDepth -= 1
        if token.is(.else) { throw SyntaxError(.leftOut(.loopElse), token.range) }
        return body
    }

    /// `targets = target,`
    mutating func targets() throws(SyntaxError) -> Expression {
        let start = token.start
        var elements: [Expression] = []
        var isTuple = false
        repeat {
            if isTuple, token.is(.in) { break }
            if token.is(.star) { throw SyntaxError(.leftOut(.starredAssignment), token.range) }
            let target = try operation(Precedence.bitwiseOr)
            try check(target, for: .assignment)
            elements.append(target)
            if token.is(.comma) { isTuple = true }
        } while accept(.comma)
        return isTuple ? Expression(.tuple(elements), range(from: start)) : elements[0]
    }

    /// `def = 'def' NAME '(' [parameter,] ')' suite`
    private mutating func definition() throws(SyntaxError) -> Statement.Kind {
        advance()
        let (name, nameRange) = try name(after: "def")
        if token.is(.leftBracket) { throw SyntaxError(.leftOut(.typeParameters), token.range) }
        guard token.is(.leftParenthesis) else {
            throw SyntaxError(.statement(.missingParameters(of: name)), visible(token))
        }
        openers.append(index)
        advance()
        let parameters = try parameters(until: .rightParenthesis)
        try close(.rightParenthesis)
        if token.is(.arrow) { throw SyntaxError(.leftOut(.returnAnnotation), token.range) }
        let outerLoopDepth = loopDepth
        loopDepth = 0
        functionDepth += 1
        let body = try suite(after: "def")
        functionDepth -= 1
        loopDepth = outerLoopDepth
        var docstring: String?
        if case .expression(let first, _)? = body.first?.kind, case .constant(.string(let text)) = first.kind {
            docstring = text
        }
        let definition = FunctionDefinition(
            name: name, nameRange: nameRange, parameters: parameters, docstring: docstring, body: body)
        return .definition(definition)
    }

    /// `[parameter,]` of a `def` or `lambda`.
    mutating func parameters(until end: Symbol) throws(SyntaxError) -> Parameters {
        var found: [Parameters.Parameter] = []
        var names: Set<String> = []
        while !token.is(end) {
            try refuseMarkers()
            if case .symbol(let symbol) = token.kind {
                throw SyntaxError(.statement(.badParameter(symbol.rawValue)), token.range)
            }
            if token.endsStatement { throw expectedExpression() }
            if token.kind == .integer || token.kind == .float {
                throw SyntaxError(.statement(.badParameter(text(token))), token.range)
            }
            let (name, range) = try name(after: "(")
            guard names.insert(name).inserted else {
                throw SyntaxError(.statement(.duplicateParameter(name)), range)
            }
            if end != .colon, token.is(.colon) {
                throw openBracketMistake() ?? SyntaxError(.leftOut(.parameterAnnotation), token.range)
            }
            let defaultValue = accept(.equals) ? try expression() : nil
            if defaultValue == nil, found.last?.defaultValue != nil {
                throw SyntaxError(.statement(.nonDefaultAfterDefault(name)), range)
            }
            found.append(Parameters.Parameter(name: name, defaultValue: defaultValue, range: range))
            guard accept(.comma) else { break }
        }
        return Parameters(found)
    }

    /// `suite = ':' simple… NEWLINE | ':' NEWLINE INDENT statement+ DEDENT`
    mutating func suite(after word: String) throws(SyntaxError) -> Block {
        guard token.is(.colon) else { throw missingColon(after: word) }
        advance()
        var block: Block = []
        guard token.kind == .newline else {
            if case .keyword(let keyword) = token.kind, [.if, .while, .for, .def].contains(keyword),
                !ahead(1).is(.equals)
            {
                throw SyntaxError(.layout(.blockOnOneLine(keyword.rawValue)), token.range)
            }
            if token.kind == .end {
                throw SyntaxError(.layout(.missingBlock(after: word)), visible(token), isAtEnd: true)
            }
            try simpleStatements(into: &block)
            if token.kind == .newline { advance() }
            return block
        }
        advance()
        guard token.kind == .indent else {
            if let failure = failure(token) { throw failure }
            let end = previous?.start ?? token.start
            throw SyntaxError(
                .layout(.missingBlock(after: word)), token.kind == .end ? SourceRange(end, end) : token.range,
                isAtEnd: token.kind == .end || isAtSourceEnd)
        }
        advance()
        while token.kind != .dedent, token.kind != .end { try statement(into: &block) }
        if token.kind == .dedent { advance() }
        return block
    }

    /// Nothing but the ends of blocks follows.
    private var isAtSourceEnd: Bool { token.kind == .dedent && token.start >= lexer.limit }

    private mutating func missingColon(after word: String) -> SyntaxError {
        if let failure = failure(token) { return failure }
        if token.endsStatement {
            return SyntaxError(
                .layout(.missingColon(after: word)), SourceRange(previous?.end ?? token.start, token.start))
        }
        if word == "else" || word == "def" { return SyntaxError(.layout(.missingColon(after: word)), token.range) }
        return unexpectedAfterExpression(orColonAfter: word)
    }
}
