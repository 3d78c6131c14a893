/// What of Python Descent leaves out, and the imports it needs none of.
extension Parsing {
    /// `*args`, `**kwargs`, `*` and `/` among parameters.
    mutating func refuseMarkers() throws(SyntaxError) {
        switch token.kind {
        case .symbol(.star):
            throw SyntaxError(
                .leftOut(ahead(1).kind == .name ? .variadicParameter : .keywordOnlyMarker), token.range)
        case .symbol(.doubleStar): throw SyntaxError(.leftOut(.keywordVariadicParameter), token.range)
        case .symbol(.slash): throw SyntaxError(.leftOut(.positionalOnlyMarker), token.range)
        default: return
        }
    }

    /// The star before this value stands on the left of an assignment.
    mutating func isStarredTarget() -> Bool {
        let start = index
        let saved = openers
        defer {
            rewind(to: start)
            openers = saved
        }
        while !token.endsStatement, failure(token) == nil {
            if token.is(.equals) || token.is(.in) { return true }
            advance()
        }
        return false
    }

    /// A colon behind a value: an annotation, or the end of a line that begins with no known word.
    mutating func colonAfterValue(_ value: Expression) -> SyntaxError {
        guard ahead(1).endsStatement else { return SyntaxError(.leftOut(.annotation), token.range) }
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
