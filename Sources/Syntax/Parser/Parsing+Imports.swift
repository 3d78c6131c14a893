/// `import` and `from … import` of any module. Which modules exist is known only at run time.
extension Parsing {
    /// `'import' module ['as' NAME],` or `'from' module 'import' ('*' | names | '(' names [','] ')')`, with
    /// `names = NAME ['as' NAME],`
    mutating func importation() throws(SyntaxError) -> Statement.Kind {
        let isFrom = token.is(.from)
        advance()
        guard isFrom else {
            var items: [Importation.Item] = []
            repeat { items.append(try renamed(try module())) } while accept(.comma)
            return .importation(Importation(module: nil, items: items))
        }
        let module = try module()
        guard accept(.import) else {
            throw failure(token) ?? SyntaxError(.module(.missingImport(module.name)), visible(token))
        }
        if token.is(.star) {
            if functionDepth > 0 { throw SyntaxError(.module(.everythingInFunction(module.name)), token.range) }
            advance()
            return .importation(Importation(module: module, items: []))
        }
        let isParenthesised = token.is(.leftParenthesis)
        if isParenthesised {
            openers.append(index)
            advance()
        }
        var items: [Importation.Item] = []
        repeat {
            if isParenthesised, token.is(.rightParenthesis), !items.isEmpty { break }
            if token.kind != .name, let unclosed = openBracketMistake() { throw unclosed }
            let (name, range) = try name(after: "import")
            items.append(try renamed(Importation.Item(name: name, range: range)))
        } while accept(.comma)
        if isParenthesised { try close(.rightParenthesis) }
        return .importation(Importation(module: module, items: items))
    }

    private mutating func renamed(_ item: Importation.Item) throws(SyntaxError) -> Importation.Item {
        var item = item
        if accept(.as) {
            if token.kind != .name, let unclosed = openBracketMistake() { throw unclosed }
            item.alias = try name(after: "as").text
        }
        return item
    }

    private mutating func module() throws(SyntaxError) -> Importation.Item {
        let start = token.start
        if token.is(.dot) || token.is(.ellipsis) { throw SyntaxError(.module(.relative), token.range) }
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
        return Importation.Item(name: module, range: range(from: start))
    }
}
