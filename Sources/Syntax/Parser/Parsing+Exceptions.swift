/// `try`, `with`, `raise` and `class`.
extension Parsing {
    /// `try = 'try' suite (except+ ['else' suite] ['finally' suite] | 'finally' suite)`
    mutating func tryStatement() throws(SyntaxError) -> Statement.Kind {
        let start = token.range
        advance()
        var block = TryBlock(body: try suite(after: "try"), handlers: [], otherwise: [], final: [])
        while token.is(.except) {
            if let last = block.handlers.last, last.types == nil {
                throw SyntaxError(.statement(.bareExceptNotLast), last.range)
            }
            block.handlers.append(try handler())
        }
        if !block.handlers.isEmpty, accept(.else) { block.otherwise = try suite(after: "else") }
        let hasFinally = accept(.finally)
        if hasFinally { block.final = try suite(after: "finally") }
        if block.handlers.isEmpty, !hasFinally {
            throw SyntaxError(.statement(.tryAlone), start, isAtEnd: token.kind == .end)
        }
        return .tryBlock(block)
    }

    /// `except = 'except' [expression ['as' NAME]] suite`
    private mutating func handler() throws(SyntaxError) -> ExceptionHandler {
        let start = token.start
        advance()
        if token.is(.star) { throw SyntaxError(.leftOut(.exceptionGroup), SourceRange(start, token.end)) }
        var (types, named) = (Expression?.none, String?.none)
        if !token.is(.colon) {
            types = try expression()
            if token.is(.comma) {
                throw SyntaxError(.statement(.exceptNeedsParentheses), SourceRange(start, token.end))
            }
            if accept(.as) { named = try name(after: "as").text }
        }
        let range = range(from: start)
        return ExceptionHandler(types: types, name: named, body: try suite(after: "except"), range: range)
    }

    /// `with = 'with' item (',' item)* suite`, the items in parentheses or not, with `item = expression ['as' target]`
    mutating func withStatement() throws(SyntaxError) -> Statement.Kind {
        advance()
        if token.is(.leftParenthesis), let items = try parenthesizedItems() {
            return .with(items, body: try suite(after: "with"))
        }
        var items: [ContextItem] = []
        repeat { items.append(try contextItem()) } while accept(.comma)
        return .with(items, body: try suite(after: "with"))
    }

    /// The items in parentheses; nil if the parentheses belong to an expression.
    private mutating func parenthesizedItems() throws(SyntaxError) -> [ContextItem]? {
        let (start, outer) = (index, openers)
        openers.append(index)
        advance()
        var items: [ContextItem] = []
        do throws(SyntaxError) {
            while !token.is(.rightParenthesis) {
                items.append(try contextItem())
                guard accept(.comma) else { break }
            }
            try close(.rightParenthesis)
            if token.is(.colon), !items.isEmpty { return items }
        } catch {
            // Reading it as an expression will report the error.
        }
        rewind(to: start)
        openers = outer
        return nil
    }

    private mutating func contextItem() throws(SyntaxError) -> ContextItem {
        let manager = try expression()
        guard accept(.as) else { return ContextItem(manager: manager, target: nil) }
        let target = try operation(Precedence.bitwiseOr)
        try check(target, for: .assignment)
        return ContextItem(manager: manager, target: target)
    }

    /// `raise = 'raise' [expression ['from' expression]]`
    mutating func raising() throws(SyntaxError) -> Statement.Kind {
        advance()
        if token.endsStatement { return .raise(nil, cause: nil) }
        let exception = try expression()
        return .raise(exception, cause: accept(.from) ? try expression() : nil)
    }

    /// `class = 'class' NAME ['(' [expression,] ')'] suite`
    mutating func classDefinition() throws(SyntaxError) -> Statement.Kind {
        advance()
        let (name, nameRange) = try name(after: "class")
        if token.is(.leftBracket) { throw SyntaxError(.leftOut(.typeParameters), token.range) }
        let (bases, keywords) = try basesOfClass()
        let outer = (loopDepth, functionDepth, annotations, mayYield)
        (loopDepth, functionDepth, annotations, mayYield) = (0, 0, [], false)
        let body = try suite(after: "class")
        var definition = ClassDefinition(
            name: name, nameRange: nameRange, bases: bases, docstring: body.docstring, body: body)
        definition.keywords = keywords
        definition.annotations = annotations ?? []
        (loopDepth, functionDepth, annotations, mayYield) = outer
        return .classDefinition(definition)
    }
}

extension Parsing {
    /// `['(' [expression | NAME '=' expression,] ')']`
    private mutating func basesOfClass() throws(SyntaxError) -> ([Expression], [ClassDefinition.Keyword]) {
        var bases: [Expression] = []
        var keywords: [ClassDefinition.Keyword] = []
        guard token.is(.leftParenthesis) else { return (bases, keywords) }
        openers.append(index)
        advance()
        while !token.is(.rightParenthesis) {
            if token.kind == .name, ahead(1).is(.equals) {
                if text(token) == "metaclass" {
                    bases.append(try abstractMetaclass())
                    guard accept(.comma) else { break }
                    continue
                }
                let (name, range) = try name(after: "(")
                if keywords.contains(where: { $0.name == name }) {
                    throw SyntaxError(.expression(.duplicateKeyword(name)), range)
                }
                advance()
                keywords.append(.init(name: name, value: try expression()))
            } else {
                let base = try expression()
                if !keywords.isEmpty { throw SyntaxError(.expression(.positionalAfterKeyword), base.range) }
                bases.append(base)
            }
            guard accept(.comma) else { break }
        }
        try close(.rightParenthesis)
        return (bases, keywords)
    }
}

extension Parsing {
    /// `'metaclass' '=' 'ABCMeta'`, the only supported metaclass. It becomes the base class `ABC`, which has the same
    /// effect.
    private mutating func abstractMetaclass() throws(SyntaxError) -> Expression {
        let range = SourceRange(token.start, ahead(1).end)
        advance()
        advance()
        let value = try expression()
        switch value.kind {
        case .name("ABCMeta"), .attribute(_, "ABCMeta", _): return value
        default: throw SyntaxError(.leftOut(.metaclass), range)
        }
    }
}

extension Block {
    /// The docstring, if the block begins with a string.
    var docstring: String? {
        guard case .expression(let first, _)? = first?.kind, case .constant(.string(let text)) = first.kind else {
            return nil
        }
        return text
    }
}
