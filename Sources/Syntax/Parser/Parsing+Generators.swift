extension Parsing {
    /// `yield = 'yield' ['from' expression | expressions]`
    mutating func yieldExpression() throws(SyntaxError) -> Expression {
        let start = token.start
        guard mayYield else { throw SyntaxError(.statement(.yieldOutside), token.range) }
        lastYield = token.range
        advance()
        height = 0
        if accept(.from) {
            let values = try expression()
            try raise(over: height)
            return Expression(.yieldFrom(values), range(from: start))
        }
        guard canBeginExpression else { return Expression(.yield(nil), range(from: start)) }
        let value = try expressions()
        try raise(over: height)
        return Expression(.yield(value), range(from: start))
    }

    /// `'(' named clause+ ')'`, from its first `for` on.
    mutating func generator(of element: Expression, from start: Int) throws(SyntaxError) -> Expression {
        if case .starred = element.kind { throw SyntaxError(.expression(.starredAlone), element.range) }
        let clauses = try clauses(of: [element])
        try raise(over: height)
        try close(.rightParenthesis)
        return Expression(.generator(element: element, clauses: clauses), range(from: start))
    }

    /// Rejects a `yield` inside a comprehension, except in its first iterable, which is evaluated outside.
    func refuseYield(in elements: [Expression], _ clauses: [ComprehensionClause]) throws(SyntaxError) {
        guard let lastYield, let start = elements.first?.range.start, lastYield.start >= start else { return }
        for (place, clause) in clauses.enumerated() {
            for part in elements + [clause.target] + (place > 0 ? [clause.iterable] : []) + clause.conditions {
                if let range = part.ownYield { throw SyntaxError(.statement(.yieldInComprehension), range) }
            }
        }
    }
}
