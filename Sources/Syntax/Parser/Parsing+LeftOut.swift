/// Constructs of Python that Descent does not support.
extension Parsing {
    /// `target ':' expression ['=' value]`; nil if there is no annotation here.
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
        return if case .name(let name) = target.kind { .annotation(name) } else { .pass }
    }

    /// The error for a colon after a value, at the end of a line that begins with no known word.
    mutating func colonAfterValue(_ value: Expression) -> SyntaxError {
        guard ahead(1).endsStatement else { return SyntaxError(.expression(.unexpected("`:`")), token.range) }
        var first = value
        while true {
            switch first.kind {
            case .call(let inner, _), .attribute(let inner, _, _), .subscript(let inner, _): first = inner
            case .name(let name):
                let suggestion = Self.opener(like: name)
                if name == "match" { return SyntaxError(.layout(.blockOnOneLine(name)), first.range) }
                return SyntaxError(.statement(.unknownOpener(name, suggestion: suggestion)), first.range)
            default: return SyntaxError(.expression(.unexpected("`:`")), token.range)
            }
        }
    }
}
