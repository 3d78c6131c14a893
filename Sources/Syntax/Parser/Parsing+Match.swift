/// `match`, whose keywords are ordinary names outside a `match` statement.
extension Parsing {
    /// `match = 'match' subject ':' NEWLINE INDENT case+ DEDENT`; nil if there is none here.
    ///
    /// Only the colon at the end of its line shows that it is one; otherwise `match` is an ordinary name.
    mutating func matchStatement() throws(SyntaxError) -> Statement? {
        guard token.kind == .name, text(token) == "match", mayBeginSubject(ahead(1)) else { return nil }
        let (start, word) = (index, token)
        guard let subject = try subject() else {
            rewind(to: start)
            return nil
        }
        try enter()
        defer { leave() }
        advance()
        advance()
        guard token.kind == .indent else { throw missingCases() }
        advance()
        var cases: [MatchCase] = []
        while token.kind != .dedent, token.kind != .end { cases.append(try matchCase()) }
        if token.kind == .dedent { advance() }
        try checkReach(of: cases)
        return Statement(
            .match(subject: subject, cases: cases), SourceRange(word.start, endOfWords(from: word.start)))
    }

    private func mayBeginSubject(_ token: Token) -> Bool {
        switch token.kind {
        case .name, .integer, .float, .string: true
        case .keyword(let keyword): [.lambda, .not, .true, .false, .none, .yield].contains(keyword)
        case .symbol(let symbol):
            [.leftParenthesis, .leftBracket, .leftBrace, .minus, .plus, .tilde, .ellipsis, .star].contains(symbol)
        default: false
        }
    }

    /// The subject between `match` and the colon at the end of its line; nil if there is no such colon.
    private mutating func subject() throws(SyntaxError) -> Expression? {
        advance()
        do throws(SyntaxError) {
            let subject = token.is(.yield) ? try yieldExpression() : try expressions(allowsNames: true)
            return token.is(.colon) && ahead(1).kind == .newline ? subject : nil
        } catch {
            // Read as a name, `match` would give a different error.
            if error.isAtEnd { throw error }
            return nil
        }
    }

    private mutating func missingCases() -> SyntaxError {
        if let failure = failure(token) { return failure }
        let end = previous?.start ?? token.start
        return SyntaxError(
            .layout(.missingBlock(after: "match")), token.kind == .end ? SourceRange(end, end) : token.range,
            isAtEnd: token.kind == .end || isAtSourceEnd)
    }

    /// `case = 'case' patterns ['if' named] suite`
    private mutating func matchCase() throws(SyntaxError) -> MatchCase {
        guard token.kind == .name, text(token) == "case" else {
            throw failure(token) ?? SyntaxError(.pattern(.missingCase), visible(token), isAtEnd: token.kind == .end)
        }
        advance()
        let pattern = try openPattern()
        try checkNames(of: pattern)
        let condition = accept(.if) ? try namedExpression() : nil
        return MatchCase(pattern: pattern, guardCondition: condition, body: try suite(after: "case"))
    }

    // MARK: Patterns

    /// `patterns = pattern | (pattern | star),`: a sequence if there is a comma.
    private mutating func openPattern() throws(SyntaxError) -> Pattern {
        let start = token.start
        var items: [Pattern] = []
        var isSequence = false
        repeat {
            if isSequence, token.is(.colon) || token.is(.if) { break }
            items.append(try item())
            isSequence = isSequence || token.is(.comma)
        } while accept(.comma)
        if isSequence { return try sequence(items, from: start) }
        if case .starred = items[0].kind { throw SyntaxError(.pattern(.starredAlone), items[0].range) }
        return items[0]
    }

    /// `pattern | '*' NAME`
    private mutating func item() throws(SyntaxError) -> Pattern {
        let start = token.start
        guard accept(.star) else { return try pattern() }
        let name = try name(after: "*").text
        return Pattern(.starred(name == "_" ? nil : name), range(from: start))
    }

    private func sequence(_ items: [Pattern], from start: Int) throws(SyntaxError) -> Pattern {
        var hasStar = false
        for item in items {
            guard case .starred = item.kind else { continue }
            if hasStar { throw SyntaxError(.pattern(.secondStar), item.range) }
            hasStar = true
        }
        return Pattern(.sequence(items), range(from: start))
    }

    /// `pattern = closed ('|' closed)* ['as' NAME]`
    private mutating func pattern() throws(SyntaxError) -> Pattern {
        try enter()
        defer { leave() }
        let start = token.start
        var alternatives: [Pattern] = []
        repeat { alternatives.append(try closedPattern()) } while accept(.bar)
        var whole = alternatives[0]
        if alternatives.count > 1 {
            if let early = alternatives.dropLast().lazy.compactMap(\.irrefutable).first {
                throw SyntaxError(.pattern(.unreachable(early.captureName)), early.range)
            }
            whole = Pattern(.alternatives(alternatives), range(from: start))
        }
        guard accept(.as) else { return whole }
        let target = token
        let name = try name(after: "as").text
        if name == "_" || token.is(.dot) || token.is(.leftParenthesis) {
            throw SyntaxError(.pattern(.badTarget), target.range)
        }
        return Pattern(.named(whole, name), range(from: start))
    }

    private mutating func closedPattern() throws(SyntaxError) -> Pattern {
        let start = token.start
        switch token.kind {
        case .name: return try nameOrClass()
        case .keyword(.none), .keyword(.true), .keyword(.false):
            let value = try primary()
            guard case .constant = value.kind else { throw SyntaxError(.pattern(.noLiteral), value.range) }
            return Pattern(.singleton(value), value.range)
        case .integer, .float, .string, .symbol(.minus):
            let value = try literal()
            return Pattern(.value(value), value.range)
        case .symbol(.leftParenthesis), .symbol(.leftBracket):
            let closer: Symbol = token.is(.leftBracket) ? .rightBracket : .rightParenthesis
            let (items, hasComma) = try items(until: closer)
            if closer == .rightBracket || hasComma || items.isEmpty { return try sequence(items, from: start) }
            if case .starred = items[0].kind { throw SyntaxError(.pattern(.starredAlone), items[0].range) }
            return items[0]
        case .symbol(.leftBrace): return try mapping()
        default: throw failure(token) ?? openBracketMistake() ?? SyntaxError(.pattern(.missing), visible(token))
        }
    }

    private mutating func items(until closer: Symbol) throws(SyntaxError) -> (items: [Pattern], hasComma: Bool) {
        openers.append(index)
        advance()
        var items: [Pattern] = []
        var hasComma = false
        while !token.is(closer) {
            items.append(try item())
            guard accept(.comma) else { break }
            hasComma = true
        }
        try close(closer)
        return (items, hasComma)
    }

    /// A number, optionally with a minus, or strings.
    private mutating func literal() throws(SyntaxError) -> Expression {
        let start = token.start
        if case .string = token.kind {
            let value = try strings(inCommand: false)
            guard case .constant = value.kind else { throw SyntaxError(.pattern(.noLiteral), value.range) }
            return value
        }
        // Parse the minus together with the digits: `-9223372036854775808` must be read as one literal.
        let value = try operation(Precedence.unary)
        guard value.isNumberLiteral else {
            throw SyntaxError(.pattern(.noLiteral), SourceRange(start, value.range.end))
        }
        return try complexLiteral(value, from: start)
    }

    /// `1 + 2j`, whose real part has already been read.
    private mutating func complexLiteral(_ real: Expression, from start: Int) throws(SyntaxError) -> Expression {
        let sign: BinaryOperator
        switch token.kind {
        case .symbol(.plus): sign = .add
        case .symbol(.minus): sign = .subtract
        default: return real
        }
        advance()
        let imaginary = try operation(Precedence.unary)
        guard case .constant(.imaginary) = imaginary.kind else {
            throw SyntaxError(.pattern(.noLiteral), SourceRange(start, imaginary.range.end))
        }
        return Expression(.binary(real, sign, imaginary), range(from: start))
    }

    /// `NAME | NAME ('.' NAME)+ | NAME ('.' NAME)* '(' … ')'`
    private mutating func nameOrClass() throws(SyntaxError) -> Pattern {
        let start = token.start
        let (first, firstRange) = try name(after: "case")
        var value = Expression(.name(first), firstRange)
        while accept(.dot) {
            let (name, nameRange) = try name(after: ".")
            value = Expression(.attribute(value, name, nameRange: nameRange), range(from: start))
        }
        if token.is(.leftParenthesis) { return try object(value, from: start) }
        if case .name = value.kind { return Pattern(.capture(first == "_" ? nil : first), value.range) }
        return Pattern(.value(value), value.range)
    }

    private mutating func object(_ type: Expression, from start: Int) throws(SyntaxError) -> Pattern {
        openers.append(index)
        advance()
        var positional: [Pattern] = []
        var named: [Pattern.AttributePattern] = []
        while !token.is(.rightParenthesis) {
            if token.kind == .name, ahead(1).is(.equals) {
                let (name, nameRange) = try name(after: "(")
                if named.contains(where: { $0.name == name }) {
                    throw SyntaxError(.pattern(.repeatedAttribute(name)), nameRange)
                }
                advance()
                named.append(.init(name: name, nameRange: nameRange, pattern: try pattern()))
            } else {
                let part = try pattern()
                if !named.isEmpty { throw SyntaxError(.pattern(.positionalAfterNamed), part.range) }
                positional.append(part)
            }
            guard accept(.comma) else { break }
        }
        try close(.rightParenthesis)
        return Pattern(.object(type, positional: positional, named: named), range(from: start))
    }

    /// `'{' [key ':' pattern,] ['**' NAME] '}'`
    private mutating func mapping() throws(SyntaxError) -> Pattern {
        let start = token.start
        openers.append(index)
        advance()
        var items: [Pattern.KeyPattern] = []
        var rest: String?
        while !token.is(.rightBrace) {
            if accept(.doubleStar) {
                let target = token
                rest = try name(after: "**").text
                if rest == "_" { throw SyntaxError(.pattern(.badTarget), target.range) }
                if accept(.comma), !token.is(.rightBrace) { throw SyntaxError(.pattern(.restNotLast), target.range) }
                break
            }
            items.append(try keyPattern())
            guard accept(.comma) else { break }
        }
        try close(.rightBrace)
        try checkKeys(of: items)
        return Pattern(.mapping(items, rest: rest), range(from: start))
    }

    private mutating func keyPattern() throws(SyntaxError) -> Pattern.KeyPattern {
        let key = try closedPattern()
        let value: Expression
        switch key.kind {
        case .value(let expression), .singleton(let expression): value = expression
        default: throw SyntaxError(.pattern(.badKey), key.range)
        }
        guard accept(.colon) else {
            throw failure(token) ?? openBracketMistake() ?? SyntaxError(.expression(.missingValueOfKey), visible(token))
        }
        return Pattern.KeyPattern(key: value, pattern: try pattern())
    }

    // MARK: Pattern errors

    private func checkKeys(of items: [Pattern.KeyPattern]) throws(SyntaxError) {
        var seen: [Constant] = []
        for item in items {
            guard case .constant(let constant) = item.key.kind else { continue }
            if seen.contains(where: { $0 == constant }) {
                throw SyntaxError(.pattern(.repeatedKey(text(of: item.key.range))), item.key.range)
            }
            seen.append(constant)
        }
    }

    private func text(of range: SourceRange) -> String { lexer.bytes.text(range.start, range.end) }

    /// Checks that no name is bound twice, and that all alternatives bind the same names.
    private func checkNames(of pattern: Pattern) throws(SyntaxError) {
        for part in pattern.parts { try checkNames(of: part) }
        if case .alternatives(let items) = pattern.kind {
            let names = Set(items[0].names)
            for item in items where Set(item.names) != names {
                throw SyntaxError(.pattern(.differentNames), item.range)
            }
        }
        var seen: Set<String> = []
        for name in pattern.names where !seen.insert(name).inserted {
            throw SyntaxError(.pattern(.repeatedName(name)), pattern.range)
        }
    }

    /// Checks that only the last case matches anything.
    private func checkReach(of cases: [MatchCase]) throws(SyntaxError) {
        for one in cases.dropLast() where one.guardCondition == nil {
            if let early = one.pattern.irrefutable {
                throw SyntaxError(.pattern(.unreachable(early.captureName)), early.range)
            }
        }
    }
}

extension Pattern {
    /// The name of a capture; nil for `_`.
    fileprivate var captureName: String? { if case .capture(let name) = kind { name } else { nil } }
}

extension Expression {
    /// Whether it is a number, optionally with a minus.
    fileprivate var isNumberLiteral: Bool {
        switch kind {
        case .constant(.int), .constant(.longInt), .constant(.float), .constant(.imaginary): true
        case .unary(.negative, let operand): if case .constant = operand.kind { operand.isNumberLiteral } else { false }
        default: false
        }
    }
}
