extension Parsing {
    /// `compound = if | while | for | def | class | try | with`; nil if none begins here.
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
        case .class: kind = try classDefinition()
        case .try: kind = try tryStatement()
        case .with: kind = try withStatement()
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
        let condition = try namedExpression()
        if token.is(.equals) { throw assignmentInCondition() }
        return condition
    }

    /// `while = 'while' expression suite`
    private mutating func whileStatement() throws(SyntaxError) -> Statement.Kind {
        advance()
        let condition = try condition()
        let body = try loopBody(after: "while")
        return .whileLoop(condition: condition, body: body, otherwise: try loopElse())
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
        return .forLoop(target: target, iterable: iterable, body: body, otherwise: try loopElse())
    }

    private mutating func loopBody(after word: String) throws(SyntaxError) -> Block {
        loopDepth += 1
        let body = try suite(after: word)
        loopDepth -= 1
        return body
    }

    /// `['else' suite]` of a loop; a `break` inside it belongs to the enclosing loop.
    private mutating func loopElse() throws(SyntaxError) -> Block {
        accept(.else) ? try suite(after: "else") : []
    }

    /// `decorated = ('@' expression NEWLINE)+ (def | class)`
    mutating func decorated() throws(SyntaxError) -> Statement {
        let start = token.start
        var decorators: [Expression] = []
        while accept(.at) {
            decorators.append(try namedExpression())
            guard token.kind == .newline else { throw unexpectedAfterExpression() }
            advance()
        }
        guard token.is(.def) || token.is(.class) else {
            throw SyntaxError(.statement(.decoratorAlone), visible(token), isAtEnd: token.kind == .end)
        }
        guard var statement = try compound() else { throw unexpectedStart() }
        switch statement.kind {
        case .definition(var definition):
            definition.decorators = decorators
            statement.kind = .definition(definition)
        case .classDefinition(var definition):
            definition.decorators = decorators
            statement.kind = .classDefinition(definition)
        default: throw unexpectedStart()
        }
        statement.range.start = start
        return statement
    }

    /// `targets = target,`
    mutating func targets() throws(SyntaxError) -> Expression {
        let start = token.start
        var elements: [Expression] = []
        var isTuple = false
        repeat {
            if isTuple, token.is(.in) { break }
            elements.append(token.is(.star) ? try starred() : try operation(Precedence.bitwiseOr))
            if token.is(.comma) { isTuple = true }
        } while accept(.comma)
        let whole = isTuple ? Expression(.tuple(elements), range(from: start)) : elements[0]
        try check(whole, for: .assignment)
        return whole
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
        // The content of annotations is for readers and tools.
        if accept(.arrow) { _ = try expression() }
        let outer = (loopDepth, functionDepth, annotations, mayYield)
        (loopDepth, functionDepth, annotations, mayYield) = (0, functionDepth + 1, nil, true)
        let body = try suite(after: "def")
        (loopDepth, functionDepth, annotations, mayYield) = outer
        let definition = FunctionDefinition(
            name: name, nameRange: nameRange, parameters: parameters, docstring: body.docstring, body: body)
        return .definition(definition)
    }

    /// `[parameter,]` of a `def` or `lambda`.
    mutating func parameters(until end: Symbol) throws(SyntaxError) -> Parameters {
        var found: [Parameters.Parameter] = []
        var names: Set<String> = []
        var kind = Parameters.Kind.ordinary
        while !token.is(end) {
            if let marker = try marker(&kind, &found, until: end) {
                if marker { continue }
                break
            }
            if kind == .keywords, !found.isEmpty, found[found.count - 1].kind == .keywords {
                throw SyntaxError(.statement(.badParameter(text(token))), token.range)
            }
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
            if end != .colon, accept(.colon) {
                if !canBeginExpression, let unclosed = openBracketMistake() { throw unclosed }
                _ = try expression()
            }
            let takesDefault = kind != .variadic && kind != .keywords
            let defaultValue = takesDefault && accept(.equals) ? try expression() : nil
            if kind == .ordinary, defaultValue == nil, found.last?.defaultValue != nil {
                throw SyntaxError(.statement(.nonDefaultAfterDefault(name)), range)
            }
            var parameter = Parameters.Parameter(name: name, defaultValue: defaultValue, range: range)
            parameter.kind = kind
            found.append(parameter)
            if kind == .variadic { kind = .keywordOnly }
            guard accept(.comma) else { break }
        }
        return Parameters(found)
    }

    /// `*` before a name or alone, and `/`.
    ///
    /// - Returns: nil if there is none here; otherwise whether a parameter may follow.
    private mutating func marker(
        _ kind: inout Parameters.Kind, _ found: inout [Parameters.Parameter], until end: Symbol
    ) throws(SyntaxError) -> Bool? {
        let range = token.range
        switch token.kind {
        case .symbol(.star):
            if kind != .ordinary { throw SyntaxError(.statement(.badParameter("*")), range) }
            advance()
            if token.kind == .name {
                kind = .variadic
                return nil
            }
            kind = .keywordOnly
            guard accept(.comma), !token.is(end) else { throw SyntaxError(.statement(.badParameter("*")), range) }
            return true
        case .symbol(.slash):
            guard kind == .ordinary, !found.isEmpty, found[0].kind == .ordinary else {
                throw SyntaxError(.statement(.badParameter("/")), range)
            }
            advance()
            for index in found.indices { found[index].kind = .positionalOnly }
            return accept(.comma)
        case .symbol(.doubleStar):
            if kind == .keywords { throw SyntaxError(.statement(.badParameter("**")), range) }
            advance()
            guard token.kind == .name else { throw SyntaxError(.statement(.badParameter("**")), range) }
            kind = .keywords
            return nil
        default: return nil
        }
    }

    /// `suite = ':' simple… NEWLINE | ':' NEWLINE INDENT statement+ DEDENT`
    mutating func suite(after word: String) throws(SyntaxError) -> Block {
        guard token.is(.colon) else { throw missingColon(after: word) }
        advance()
        var block: Block = []
        guard token.kind == .newline else {
            if case .keyword(let keyword) = token.kind,
                [.if, .while, .for, .def, .class, .try, .with].contains(keyword),
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

    /// Whether only the ends of blocks follow.
    var isAtSourceEnd: Bool { token.kind == .dedent && token.start >= lexer.limit }

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
