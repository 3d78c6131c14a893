extension Parsing {
    /// `file = (NEWLINE | statement)* END`
    mutating func file() throws(SyntaxError) -> Block {
        var block: Block = []
        while token.kind != .end {
            if token.kind == .newline { advance() } else { try statement(into: &block) }
        }
        return block
    }

    /// `statement = compound | simple (';' simple)* [';'] NEWLINE`
    mutating func statement(into block: inout Block) throws(SyntaxError) {
        if token.kind == .indent { throw SyntaxError(.layout(.unexpectedIndent), token.range) }
        if token.is(.at) {
            block.append(try decorated())
        } else if case .keyword = token.kind, let compound = try compound() {
            block.append(compound)
        } else if let match = try matchStatement() {
            block.append(match)
        } else {
            try simpleStatements(into: &block)
            if token.kind == .newline { advance() }
        }
    }

    /// `simple (';' simple)* [';']`, up to the line end.
    mutating func simpleStatements(into block: inout Block) throws(SyntaxError) {
        repeat {
            let (start, isDocumentation) = (token.start, isTripleQuoted(token))
            var kind = try simple()
            let range = SourceRange(start, endOfWords(from: start))
            if !isPastLineEnd {
                guard token.endsStatement else { throw unexpectedAfterExpression() }
                if token.is(.semicolon), case .expression(let expression, _) = kind {
                    kind = .expression(expression, isSilenced: true)
                }
            }
            if isDocumentation, case .expression(let expression, _) = kind, case .constant(.string) = expression.kind {
                // A triple-quoted string that serves as a comment.
                kind = .expression(expression, isSilenced: true)
            }
            block.append(Statement(kind, range))
        } while !isPastLineEnd && accept(.semicolon) && !token.endsStatement
        // `;;` and similar.
        if !isPastLineEnd, token.kind != .newline, token.kind != .end { throw unexpectedStart() }
    }

    private func isTripleQuoted(_ token: Token) -> Bool {
        guard case .string = token.kind else { return false }
        let text = text(token).drop(while: \.isLetter)
        return text.hasPrefix("\"\"\"") || text.hasPrefix("'''")
    }

    /// Whether a compound statement given to `time` has already consumed the line end.
    var isPastLineEnd: Bool { previous?.kind == .newline || previous?.kind == .dedent }

    /// A simple statement, without its terminator.
    mutating func simple() throws(SyntaxError) -> Statement.Kind {
        guard case .keyword(let keyword) = token.kind else { return try expressionStatement() }
        if ahead(1).is(.equals), ![.true, .false, .none].contains(keyword) {
            throw SyntaxError(.expression(.keywordAsName(keyword.rawValue)), token.range)
        }
        switch keyword {
        case .pass:
            advance()
            return .pass
        case .break, .continue:
            guard loopDepth > 0 else { throw SyntaxError(.statement(.outsideLoop(keyword.rawValue)), token.range) }
            advance()
            return keyword == .break ? .break : .continue
        case .return:
            guard functionDepth > 0 else { throw SyntaxError(.statement(.returnOutside), token.range) }
            advance()
            return .return(token.endsStatement ? nil : try expressions())
        case .del: return try delete()
        case .assert: return try assertion()
        case .global: return .global(try names(after: "global"))
        case .nonlocal: return .nonlocal(try names(after: "nonlocal"))
        case .import, .from: return try importation()
        case .raise: return try raising()
        case .true, .false, .none, .not, .lambda, .yield: return try expressionStatement()
        default: throw unexpectedStart()
        }
    }

    /// `'del' targets`
    private mutating func delete() throws(SyntaxError) -> Statement.Kind {
        advance()
        var targets: [Expression] = []
        repeat { targets.append(try expression()) } while accept(.comma) && canBeginExpression
        for target in targets { try check(target, for: .deletion) }
        return .delete(targets)
    }

    /// `'assert' expression [',' expression]`
    private mutating func assertion() throws(SyntaxError) -> Statement.Kind {
        advance()
        let condition = try expression()
        if token.is(.equals) { throw assignmentInCondition() }
        return .assertion(condition: condition, message: accept(.comma) ? try expression() : nil)
    }

    /// `('global' | 'nonlocal') NAME,`
    private mutating func names(after word: String) throws(SyntaxError) -> [String] {
        advance()
        var names: [String] = []
        repeat { names.append(try name(after: word).text) } while accept(.comma)
        return names
    }

    /// A name, where nothing else is allowed.
    mutating func name(after word: String) throws(SyntaxError) -> (text: String, range: SourceRange) {
        let found = token
        if case .keyword(let keyword) = found.kind {
            throw SyntaxError(.expression(.keywordAsName(keyword.rawValue)), found.range)
        }
        guard found.kind == .name else {
            if let failure = failure(found) { throw failure }
            throw SyntaxError(.statement(.missingName(after: word)), visible(found))
        }
        advance()
        return (text(found), found.range)
    }

    // MARK: Assignments and values

    /// `assignment | value`
    private mutating func expressionStatement() throws(SyntaxError) -> Statement.Kind {
        try refuseMagic()
        let first = try value()
        guard case .symbol(let symbol) = token.kind else { return .expression(first, isSilenced: false) }
        if symbol == .equals {
            var targets = [first]
            var value = first
            while token.is(.equals) {
                try check(value, for: .assignment)
                advance()
                value = try self.value()
                targets.append(value)
            }
            targets.removeLast()
            return .assignment(targets: targets, value: value)
        }
        if let augmented = symbol.augmented {
            try check(first, for: .augmentation)
            advance()
            return .augmentedAssignment(target: first, augmented, value: try value())
        }
        if symbol == .colon {
            if let annotated = try annotated(first) { return annotated }
            throw colonAfterValue(first)
        }
        return .expression(first, isSilenced: false)
    }

    /// Rejects `%magic`, `!shell` and `print >>file`, which begin no statement.
    private mutating func refuseMagic() throws(SyntaxError) {
        switch token.kind {
        case .symbol(.percent): throw SyntaxError(.leftOut(.magic), token.range)
        case .symbol(.exclamation): throw SyntaxError(.leftOut(.shell), token.range)
        case .name where text(token) == "print" && ahead(1).is(.rightShift):
            throw SyntaxError(.leftOut(.chevronPrint), ahead(1).range)
        default: return
        }
    }

    /// `value = expressions | yield | command | help`
    mutating func value() throws(SyntaxError) -> Expression {
        if token.is(.yield) { return try yieldExpression() }
        let start = index
        if let help = try help() { return help }
        if readsCommands, readsBeforePython() { return try command() }
        var mistake: SyntaxError?
        do throws(SyntaxError) {
            let expression = try expressions()
            if endsValue { return expression }
            if token.is(.question), let help = helpBehind(expression, from: start) { return help }
        } catch {
            mistake = error
        }
        let failedAt = index
        rewind(to: start)
        guard readsCommands, looksLikeCommand() else {
            if let flag = flag() { throw flag }
            if let mistake { throw mistake }
            rewind(to: failedAt)
            throw unexpectedAfterExpression()
        }
        do throws(SyntaxError) {
            return try command()
        } catch {
            throw moreTelling(mistake, error, from: start)
        }
    }

    /// Whether the next token can follow a value: the statement's end, an assignment, or the colon of an error
    /// reported elsewhere.
    private var endsValue: Bool {
        if token.endsStatement { return true }
        guard case .symbol(let symbol) = token.kind else { return false }
        return symbol == .equals || symbol == .colon || symbol.augmented != nil
    }

    // MARK: Targets

    enum TargetUse { case assignment, augmentation, deletion }

    /// Rejects expressions that cannot be assigned to.
    func check(_ target: Expression, for use: TargetUse) throws(SyntaxError) {
        switch target.kind {
        case .name, .attribute, .subscript: return
        case .tuple(let elements) where use != .augmentation, .list(let elements) where use != .augmentation:
            var isStarred = false
            for element in elements {
                guard case .starred(let inner) = element.kind, use == .assignment else {
                    try check(element, for: use)
                    continue
                }
                if isStarred { throw SyntaxError(.statement(.secondStar), element.range) }
                isStarred = true
                try check(inner, for: use)
            }
        case .starred: throw SyntaxError(.expression(.starredAlone), target.range)
        default:
            let what = target.kind.description
            switch use {
            case .assignment:
                if case .comparison = target.kind {
                    throw SyntaxError(.statement(.comparisonInsteadOfAssignment), target.range)
                }
                throw SyntaxError(.statement(.cannotAssign(to: what)), target.range)
            case .augmentation: throw SyntaxError(.statement(.cannotAugment(what)), target.range)
            case .deletion: throw SyntaxError(.statement(.cannotDelete(what)), target.range)
            }
        }
    }
}

extension Expression.Kind {
    /// The expression in words, with an article.
    var description: String {
        switch self {
        case .constant(.none): "None"
        case .constant(.bool(let value)): value ? "True" : "False"
        case .constant(.ellipsis): "..."
        case .constant(.string): "a string"
        case .constant: "a number"
        case .formattedString: "an f-string"
        case .name: "a name"
        case .tuple: "a tuple"
        case .list: "a list"
        case .starred: "a starred value"
        case .assignment: "a named expression"
        case .unary, .binary, .boolean: "the result of an operator"
        case .comparison: "a comparison"
        case .conditional: "a conditional expression"
        case .lambda: "a lambda"
        case .dictionary: "a dictionary"
        case .set: "a set"
        case .listComprehension, .setComprehension, .dictionaryComprehension: "a comprehension"
        case .generator: "a generator expression"
        case .yield, .yieldFrom: "a yield expression"
        case .attribute: "an attribute"
        case .subscript: "a subscript"
        case .slice: "a slice"
        case .call: "a call"
        case .command: "a command"
        }
    }
}
