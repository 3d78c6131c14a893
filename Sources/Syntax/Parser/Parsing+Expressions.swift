/// Operator precedences, as in Python.
enum Precedence {
    static let or = 1, and = 2, not = 3, comparison = 4, bitwiseOr = 5, bitwiseXor = 6, bitwiseAnd = 7, shift = 8
    static let sum = 9, product = 10, unary = 11, power = 12

    /// An operator between two operands.
    enum Infix {
        case arithmetic(BinaryOperator, Int)
        case comparison(ComparisonOperator)
        case boolean(BooleanOperator, Int)

        var precedence: Int {
            switch self {
            case .arithmetic(_, let precedence), .boolean(_, let precedence): precedence
            case .comparison: Precedence.comparison
            }
        }
    }
}

extension Parsing {
    /// `expressions = expression,`: more than one, or a trailing comma, makes a tuple.
    ///
    /// - Parameter allowsNames: whether `name := value` is allowed, as it is in parentheses.
    mutating func expressions(allowsNames: Bool = false) throws(SyntaxError) -> Expression {
        let start = token.start
        return try expressions(after: try element(allowsNames: allowsNames), from: start, allowsNames: allowsNames)
    }

    /// The same, when the first expression has already been read.
    mutating func expressions(
        after first: Expression, from start: Int, allowsNames: Bool
    ) throws(SyntaxError) -> Expression {
        guard token.is(.comma) else {
            guard case .starred = first.kind, !token.is(.equals) else { return first }
            throw SyntaxError(.expression(.starredAlone), first.range)
        }
        var elements = [first]
        var tallest = height
        while accept(.comma) {
            guard canBeginExpression else { break }
            elements.append(try element(allowsNames: allowsNames))
            tallest = max(tallest, height)
        }
        try raise(over: tallest)
        return Expression(.tuple(elements), range(from: start))
    }

    /// An expression in a list or tuple, or `*values`.
    mutating func element(allowsNames: Bool) throws(SyntaxError) -> Expression {
        if token.is(.star) { return try starred() }
        return allowsNames ? try namedExpression() : try expression()
    }

    /// `'*' operation`
    mutating func starred() throws(SyntaxError) -> Expression {
        let start = token.start
        advance()
        let value = try operation(Precedence.bitwiseOr)
        try raise(over: height)
        return Expression(.starred(value), range(from: start))
    }

    /// `namedExpression = [NAME ':='] expression`
    mutating func namedExpression() throws(SyntaxError) -> Expression {
        guard token.kind == .name, ahead(1).is(.walrus) else { return try expression() }
        try enter()
        defer { leave() }
        let (name, range) = try name(after: "(")
        advance()
        let value = try expression()
        try raise(over: height)
        return Expression(
            .assignment(name: name, nameRange: range, value: value), self.range(from: range.start))
    }

    /// `expression = 'lambda' [parameter,] ':' expression | operation ['if' operation 'else' expression]`
    mutating func expression() throws(SyntaxError) -> Expression {
        try enter()
        defer { leave() }
        let start = token.start
        if token.is(.lambda) { return try lambda(from: start) }
        let then = try operation(Precedence.or)
        guard token.is(.if) else { return then }
        var tallest = height
        advance()
        let condition = try operation(Precedence.or)
        tallest = max(tallest, height)
        guard accept(.else) else {
            if token.endsStatement || token.kind == .end || isCloser(token) || token.is(.comma) {
                throw openBracketMistake() ?? SyntaxError(.expression(.missingElse), visible(token))
            }
            throw unexpectedAfterExpression()
        }
        let otherwise = try expression()
        try raise(over: max(tallest, height))
        return Expression(
            .conditional(condition: condition, then: then, otherwise: otherwise), range(from: start))
    }

    private mutating func lambda(from start: Int) throws(SyntaxError) -> Expression {
        advance()
        if token.is(.equals) || token.is(.comma) || isCloser(token) {
            throw SyntaxError(.expression(.keywordAsName("lambda")), SourceRange(start, start + 6))
        }
        let parameters = try parameters(until: .colon)
        guard accept(.colon) else {
            if let failure = failure(token) ?? openBracketMistake() { throw failure }
            throw SyntaxError(.layout(.missingColon(after: "lambda")), visible(token))
        }
        let outer = mayYield
        mayYield = true
        defer { mayYield = outer }
        let body = try expression()
        try raise(over: height)
        return Expression(.lambda(parameters, body: body), range(from: start))
    }

    /// `operation`: operators that bind at least as tightly as `minimum`, by precedence climbing.
    mutating func operation(_ minimum: Int) throws(SyntaxError) -> Expression {
        let start = token.start
        var left = try operand(minimum)
        var tallest = height
        while let infix = infix(), infix.precedence >= minimum {
            switch infix {
            case .arithmetic(let symbol, let precedence):
                advance()
                let right: Expression
                if symbol == .power {
                    try enter()
                    right = try operation(Precedence.unary)
                    leave()
                } else {
                    right = try operation(precedence + 1)
                }
                tallest = max(tallest, height)
                left = Expression(.binary(left, symbol, right), range(from: start))
            case .comparison:
                left = try comparison(left, from: start, &tallest)
            case .boolean(let word, let precedence):
                var operands = [left]
                while token.is(word == .and ? Keyword.and : .or) {
                    advance()
                    operands.append(try operation(precedence + 1))
                    tallest = max(tallest, height)
                }
                left = Expression(.boolean(word, operands), range(from: start))
            }
            try raise(over: tallest)
            tallest = height
        }
        height = tallest
        return left
    }

    private mutating func comparison(
        _ first: Expression, from start: Int, _ tallest: inout Int
    ) throws(SyntaxError) -> Expression {
        var links: [ComparisonLink] = []
        while case .comparison(let comparison)? = infix() {
            advance()
            if comparison == .notIn || comparison == .isNot { advance() }
            links.append(ComparisonLink(comparison, try operation(Precedence.bitwiseOr)))
            tallest = max(tallest, height)
        }
        return Expression(.comparison(first, links), range(from: start))
    }

    /// The infix operator here, if there is one.
    private mutating func infix() -> Precedence.Infix? {
        switch token.kind {
        case .symbol(.minus) where isBetweenWords && isNegativeNumber(at: 0): return nil
        case .symbol(let symbol): return symbol.infix
        case .keyword(.and): return .boolean(.and, Precedence.and)
        case .keyword(.or): return .boolean(.or, Precedence.or)
        case .keyword(.in): return .comparison(.in)
        case .keyword(.is): return .comparison(ahead(1).is(.not) ? .isNot : .is)
        case .keyword(.not): return ahead(1).is(.in) ? .comparison(.notIn) : nil
        default: return nil
        }
    }

    /// An operand with its unary operators.
    private mutating func operand(_ minimum: Int) throws(SyntaxError) -> Expression {
        let start = token.start
        let unary: UnaryOperator
        switch token.kind {
        case .keyword(.not):
            guard minimum <= Precedence.not else {
                throw SyntaxError(.expression(.notNeedsParentheses), token.range)
            }
            unary = .not
        case .symbol(.minus): unary = .negative
        case .symbol(.plus): unary = .positive
        case .symbol(.tilde): unary = .invert
        default: return try primary(inCommand: isAmongWords)
        }
        advance()
        if unary == .negative, let least = try leastInteger(from: start) { return least }
        try enter()
        defer { leave() }
        let operand = try operation(unary == .not ? Precedence.not : Precedence.unary)
        try raise(over: height)
        return Expression(.unary(unary, operand), range(from: start))
    }

    /// `-9223372036854775808`, whose digits alone do not fit into a 64-bit integer.
    private mutating func leastInteger(from start: Int) throws(SyntaxError) -> Expression? {
        guard token.kind == .integer, ![.symbol(.doubleStar), .symbol(.dot)].contains(ahead(1).kind),
            magnitude(of: token) == Int.min.magnitude
        else { return nil }
        advance()
        height = 0
        return Expression(.constant(.int(.min)), range(from: start))
    }

    func isCloser(_ token: Token) -> Bool {
        if case .symbol(let symbol) = token.kind { return symbol.isCloser }
        return false
    }

    /// Whether an expression could begin here. Unreadable text counts, because its error is reported later.
    var canBeginExpression: Bool {
        switch token.kind {
        case .name, .integer, .float, .string, .failure: true
        case .keyword(let keyword): [.lambda, .not, .true, .false, .none, .yield, .await].contains(keyword)
        case .symbol(let symbol):
            [.leftParenthesis, .leftBracket, .leftBrace, .minus, .plus, .tilde, .ellipsis, .star].contains(symbol)
        default: false
        }
    }
}

extension Symbol {
    /// The infix operator that the symbol stands for.
    var infix: Precedence.Infix? {
        switch self {
        case .plus: .arithmetic(.add, Precedence.sum)
        case .minus: .arithmetic(.subtract, Precedence.sum)
        case .star: .arithmetic(.multiply, Precedence.product)
        case .slash: .arithmetic(.divide, Precedence.product)
        case .doubleSlash: .arithmetic(.floorDivide, Precedence.product)
        case .percent: .arithmetic(.remainder, Precedence.product)
        case .at: .arithmetic(.matrixMultiply, Precedence.product)
        case .doubleStar: .arithmetic(.power, Precedence.power)
        case .ampersand: .arithmetic(.bitwiseAnd, Precedence.bitwiseAnd)
        case .bar: .arithmetic(.bitwiseOr, Precedence.bitwiseOr)
        case .caret: .arithmetic(.bitwiseXor, Precedence.bitwiseXor)
        case .leftShift: .arithmetic(.leftShift, Precedence.shift)
        case .rightShift: .arithmetic(.rightShift, Precedence.shift)
        case .equal: .comparison(.equal)
        case .notEqual: .comparison(.notEqual)
        case .less: .comparison(.less)
        case .lessOrEqual: .comparison(.lessOrEqual)
        case .greater: .comparison(.greater)
        case .greaterOrEqual: .comparison(.greaterOrEqual)
        default: nil
        }
    }
}
