/// What of Python Descent leaves out, and the imports it needs none of.
extension Parsing {
    /// `target ':' expression ['=' value]`; nil if no annotation stands here.
    mutating func annotated(_ target: Expression) throws(SyntaxError) -> Statement.Kind? {
        switch target.kind {
        case .name, .attribute, .subscript: break
        default: return nil
        }
        if ahead(1).endsStatement { return nil }
        advance()
        let annotation = try expression()
        if case .name(let name) = target.kind { annotations?.append(.init(name: name, value: annotation)) }
        if accept(.equals) { return .assignment(targets: [target], value: try value()) }
        guard token.endsStatement else { throw unexpectedAfterExpression() }
        return .pass
    }

    /// A colon behind a value that is the end of a line that begins with no known word.
    mutating func colonAfterValue(_ value: Expression) -> SyntaxError {
        guard ahead(1).endsStatement else { return SyntaxError(.expression(.unexpected("`:`")), token.range) }
        var first = value
        while true {
            switch first.kind {
            case .call(let inner, _), .attribute(let inner, _, _), .subscript(let inner, _): first = inner
            case .name(let name):
                let suggestion = Self.opener(like: name)
                if name == "match" { return SyntaxError(.leftOut(.match), first.range) }
                return SyntaxError(.statement(.unknownOpener(name, suggestion: suggestion)), first.range)
            default: return SyntaxError(.expression(.unexpected("`:`")), token.range)
            }
        }
    }

    /// `'import' module (',' module)*`, with `module = 'numpy' ['as' NAME]`
    mutating func importation() throws(SyntaxError) -> Statement.Kind {
        let isFrom = token.is(.from)
        advance()
        let start = token.start
        let module = try moduleName()
        let range = range(from: start)
        let isNumPy = module == "numpy" || module.hasPrefix("numpy.")
        if isFrom {
            throw SyntaxError(.module(isNumPy ? .fromNumPy : .fromModule(module)), range)
        }
        guard module == "numpy" else {
            let part = String(module.dropFirst("numpy.".count))
            throw SyntaxError(.module(isNumPy ? .partOfNumPy(part) : .refused(module)), range)
        }
        var alias = "numpy"
        if accept(.as) { alias = try name(after: "as").text }
        if accept(.comma) {
            let start = token.start
            let other = try moduleName()
            let kind = SyntaxError.ModuleMistake.refused(other)
            if other != "numpy" { throw SyntaxError(.module(kind), self.range(from: start)) }
            throw SyntaxError(.expression(.unexpected("`numpy`")), self.range(from: start))
        }
        return .importNumPy(alias: alias)
    }

    private mutating func moduleName() throws(SyntaxError) -> String {
        guard token.kind == .name else {
            throw failure(token) ?? SyntaxError(.module(.missingName), visible(token))
        }
        var module = text(token)
        advance()
        while token.is(.dot), ahead(1).kind == .name {
            advance()
            module += "." + text(token)
            advance()
        }
        return module
    }
}
