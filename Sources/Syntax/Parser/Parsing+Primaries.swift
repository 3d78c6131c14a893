extension Parsing {
    /// `primary = atom trailer*`; in a command no blank may precede a trailer.
    mutating func primary(inCommand: Bool = false) throws(SyntaxError) -> Expression {
        let start = token.start
        var value = try atom(inCommand: inCommand)
        while case .symbol(let symbol) = token.kind, !(inCommand && isBlankBefore) {
            var tallest = height
            switch symbol {
            case .dot:
                let (name, range) = try attributeName()
                value = Expression(.attribute(value, name, nameRange: range), self.range(from: start))
            case .leftParenthesis:
                let arguments = try callArguments()
                tallest = max(tallest, height)
                value = Expression(.call(value, arguments), range(from: start))
            case .leftBracket:
                let index = try subscriptIndex()
                tallest = max(tallest, height)
                value = Expression(.subscript(value, index: index), range(from: start))
            default:
                height = tallest
                return value
            }
            try raise(over: tallest)
        }
        return value
    }

    private mutating func attributeName() throws(SyntaxError) -> (text: String, range: SourceRange) {
        advance()
        if token.kind == .name || { if case .keyword = token.kind { true } else { false } }() {
            return try name(after: ".")
        }
        throw failure(token) ?? openBracketMistake() ?? SyntaxError(.expression(.missingAttribute), visible(token))
    }

    /// `atom`
    private mutating func atom(inCommand: Bool) throws(SyntaxError) -> Expression {
        let found = token
        height = 0
        switch found.kind {
        case .name:
            advance()
            return Expression(.name(text(found)), found.range)
        case .integer: return try integer()
        case .float:
            advance()
            let bytes = lexer.bytes[found.start..<found.end].filter { $0 != Byte.underscore }
            let isImaginary = bytes.last.map { $0 | 0x20 == UInt8(ascii: "j") } ?? false
            let value = Self.double(String(decoding: isImaginary ? bytes.dropLast() : bytes[...], as: UTF8.self))
            return Expression(.constant(isImaginary ? .imaginary(value) : .float(value)), found.range)
        case .string: return try strings(inCommand: inCommand)
        case .keyword(.none): return constant(.none)
        case .keyword(.true): return constant(.bool(true))
        case .keyword(.false): return constant(.bool(false))
        case .symbol(.ellipsis): return constant(.ellipsis)
        case .symbol(.leftParenthesis): return try parenthesised()
        case .symbol(.leftBracket): return try list()
        case .symbol(.leftBrace): return try braces()
        default: throw expectedExpression()
        }
    }

    private mutating func constant(_ value: Constant) -> Expression {
        let range = token.range
        advance()
        return Expression(.constant(value), range)
    }

    /// The nearest double of a decimal literal. `5.` and `.5` get the zero that Swift's parser may require.
    private static func double(_ text: String) -> Double {
        if let value = Double(text) { return value }
        var parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 2 {
            if parts[0].isEmpty { parts[0] = "0" }
            if !(parts[1].utf8.first.map(Byte.isDigit) ?? false) { parts[1] = "0" + parts[1] }
        }
        return Double(parts.joined(separator: ".")) ?? .nan
    }

    /// `'(' [expressions | yield] ')' | '(' named clause+ ')'`
    private mutating func parenthesised() throws(SyntaxError) -> Expression {
        let start = token.start
        openers.append(index)
        advance()
        guard !token.is(.rightParenthesis) else {
            try close(.rightParenthesis)
            return Expression(.tuple([]), range(from: start))
        }
        if token.is(.yield) {
            let inner = try yieldExpression()
            try close(.rightParenthesis)
            return inner
        }
        let innerStart = token.start
        let first = try element(allowsNames: true)
        if token.is(.for) { return try generator(of: first, from: start) }
        var inner = try expressions(after: first, from: innerStart, allowsNames: true)
        try close(.rightParenthesis)
        // As in Python's tree, the range of a tuple includes its parentheses; other ranges do not.
        if case .tuple = inner.kind { inner.range = range(from: start) }
        return inner
    }

    /// `'[' [expression,] ']' | '[' expression clause+ ']'`
    private mutating func list() throws(SyntaxError) -> Expression {
        let start = token.start
        openers.append(index)
        advance()
        var elements: [Expression] = []
        var tallest = 0
        while !token.is(.rightBracket) {
            elements.append(try element(allowsNames: true))
            tallest = max(tallest, height)
            if elements.count == 1, token.is(.for) {
                if case .starred = elements[0].kind {
                    throw SyntaxError(.expression(.starredAlone), elements[0].range)
                }
                let clauses = try clauses(of: elements)
                try raise(over: max(tallest, height))
                try close(.rightBracket)
                return Expression(.listComprehension(element: elements[0], clauses: clauses), range(from: start))
            }
            guard accept(.comma) else { break }
        }
        try raise(over: tallest)
        try close(.rightBracket)
        return Expression(.list(elements), range(from: start))
    }

    /// `'{' [pair,] '}' | '{' item, '}' | '{' (pair | expression) clause+ '}'`
    private mutating func braces() throws(SyntaxError) -> Expression {
        let start = token.start
        openers.append(index)
        advance()
        var pairs: [DictionaryItem] = []
        var items: [Expression] = []
        var tallest = 0
        while !token.is(.rightBrace) {
            if items.isEmpty, accept(.doubleStar) {
                pairs.append(DictionaryItem(key: nil, value: try operation(Precedence.bitwiseOr)))
            } else {
                let first = try pairs.isEmpty ? element(allowsNames: true) : expression()
                tallest = max(tallest, height)
                if items.isEmpty, !first.isStarred, accept(.colon) {
                    pairs.append(DictionaryItem(key: first, value: try expression()))
                } else if pairs.isEmpty {
                    items.append(first)
                } else {
                    throw failure(token) ?? openBracketMistake()
                        ?? SyntaxError(.expression(.missingValueOfKey), visible(token))
                }
            }
            tallest = max(tallest, height)
            if token.is(.for), pairs.count + items.count == 1 {
                let element = pairs.first.map { $0.key } ?? items.first
                guard let element, !element.isStarred else {
                    throw SyntaxError(.expression(.starredAlone), range(from: start))
                }
                let clauses = try clauses(of: pairs.first?.expressions ?? items)
                try raise(over: max(tallest, height))
                try close(.rightBrace)
                let kind: Expression.Kind =
                    pairs.isEmpty
                    ? .setComprehension(element: element, clauses: clauses)
                    : .dictionaryComprehension(pairs[0], clauses: clauses)
                return Expression(kind, range(from: start))
            }
            guard accept(.comma) else { break }
        }
        try raise(over: tallest)
        try close(.rightBrace)
        return Expression(items.isEmpty ? .dictionary(pairs) : .set(items), range(from: start))
    }

    /// `clause+`, with `clause = 'for' targets 'in' operation ('if' operation)*`
    ///
    /// - Parameter elements: the expressions before them.
    mutating func clauses(of elements: [Expression]) throws(SyntaxError) -> [ComprehensionClause] {
        try enter()
        defer { leave() }
        var clauses: [ComprehensionClause] = []
        var tallest = height
        while accept(.for) {
            let target = try targets()
            tallest = max(tallest, height)
            guard accept(.in) else {
                throw failure(token) ?? openBracketMistake() ?? SyntaxError(.statement(.missingIn), visible(token))
            }
            let iterable = try operation(Precedence.or)
            tallest = max(tallest, height)
            var conditions: [Expression] = []
            while accept(.if) {
                conditions.append(try operation(Precedence.or))
                tallest = max(tallest, height)
            }
            clauses.append(ComprehensionClause(target: target, iterable: iterable, conditions: conditions))
        }
        if token.is(.async) { throw SyntaxError(.leftOut(.async), token.range) }
        try refuseYield(in: elements, clauses)
        height = tallest
        return clauses
    }

    /// Consumes the closing bracket of the innermost open one.
    mutating func close(_ symbol: Symbol) throws(SyntaxError) {
        guard token.is(symbol) else { throw unexpectedAfterExpression() }
        openers.removeLast(openers.isEmpty ? 0 : 1)
        advance()
    }

    // MARK: Calls and subscripts

    /// `'(' [argument,] ')'`
    mutating func callArguments() throws(SyntaxError) -> [Argument] {
        openers.append(index)
        advance()
        var arguments: [Argument] = []
        var names: Set<String> = []
        var tallest = 0
        while !token.is(.rightParenthesis) {
            let argument = try callArgument(isFirst: arguments.isEmpty)
            try checkOrder(of: argument, behind: &names)
            arguments.append(argument)
            tallest = max(tallest, height)
            guard accept(.comma) else { break }
        }
        try close(.rightParenthesis)
        height = tallest
        return arguments
    }

    /// Rejects a positional argument after keyword arguments, and a repeated keyword.
    func checkOrder(of argument: Argument, behind names: inout Set<String>) throws(SyntaxError) {
        switch argument {
        case .keyword(let name, _, let range):
            if !names.insert(name).inserted { throw SyntaxError(.expression(.duplicateKeyword(name)), range) }
        case .positional(let value) where !names.isEmpty:
            throw SyntaxError(.expression(.positionalAfterKeyword), value.range)
        default: break
        }
    }

    /// `argument = NAME '=' expression | '*' expression | '**' expression | expression | expression clause+`
    private mutating func callArgument(isFirst: Bool) throws(SyntaxError) -> Argument {
        if accept(.star) { return .starred(try expression()) }
        if accept(.doubleStar) { return .doubleStarred(try expression()) }
        if ahead(1).is(.equals), token.kind == .name {
            let (name, range) = try name(after: "(")
            advance()
            return .keyword(name, try expression(), nameRange: range)
        }
        if ahead(1).is(.equals), case .keyword(let keyword) = token.kind {
            throw SyntaxError(.expression(.keywordAsName(keyword.rawValue)), token.range)
        }
        let start = token.start
        let value = try namedExpression()
        if token.is(.equals) {
            throw SyntaxError(.expression(.keywordArgumentNotName), SourceRange(start, token.end))
        }
        guard token.is(.for) else { return .positional(value) }
        let clauses = try clauses(of: [value])
        guard isFirst, token.is(.rightParenthesis) || !token.is(.comma) else {
            throw SyntaxError(.expression(.generatorNotAlone), range(from: start))
        }
        try raise(over: height)
        return .positional(Expression(.generator(element: value, clauses: clauses), range(from: start)))
    }

    /// `'[' index, ']'`: several indices are one tuple.
    private mutating func subscriptIndex() throws(SyntaxError) -> Expression {
        openers.append(index)
        advance()
        if token.is(.rightBracket) {
            throw SyntaxError(.expression(.emptyIndex), SourceRange(previous?.start ?? token.start, token.end))
        }
        let start = token.start
        var elements: [Expression] = []
        var tallest = 0
        var isTuple = false
        while !token.is(.rightBracket) {
            elements.append(token.is(.star) ? try starred() : try indexElement())
            if case .starred = elements[elements.count - 1].kind { isTuple = true }
            tallest = max(tallest, height)
            guard token.is(.comma) else { break }
            isTuple = true
            advance()
        }
        let range = range(from: start)
        try close(.rightBracket)
        if isTuple { try raise(over: tallest) } else { height = tallest }
        return isTuple ? Expression(.tuple(elements), range) : elements[0]
    }

    /// `index = expression | [expression] ':' [expression] [':' [expression]]`
    private mutating func indexElement() throws(SyntaxError) -> Expression {
        let start = token.start
        var tallest = 0
        var bounds: [Expression?] = [nil]
        if !token.is(.colon) {
            let first = try expression()
            guard token.is(.colon) else { return first }
            bounds[0] = first
            tallest = height
        }
        while bounds.count < 3, accept(.colon) {
            if token.is(.colon) || token.is(.comma) || token.is(.rightBracket) {
                bounds.append(nil)
            } else {
                bounds.append(try expression())
                tallest = max(tallest, height)
            }
        }
        try raise(over: tallest)
        let step = bounds.count > 2 ? bounds[2] : nil
        return Expression(.slice(lower: bounds[0], upper: bounds[1], step: step), range(from: start))
    }
}
