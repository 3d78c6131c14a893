/// The command form.
extension Parsing {
    /// An entry that takes source, or a path or a topic, is read before Python would make it an operation:
    /// `explain -x`, `explain (x + y) / 2`, `load /data/x.npy`, `load .x.npy`. With a blank behind the operator it is one.
    mutating func readsBeforePython() -> Bool {
        guard token.kind == .name, let entry = commands[text(token)] else { return false }
        let command = token
        let next = ahead(1)
        guard command.end < next.start, !next.endsStatement else { return false }
        if isFileName(at: next, for: entry) { return true }
        let isBlankBehind = next.end >= lexer.bytes.count || Byte.isBlank(lexer.bytes[next.end])
        if entry.rawPositions.contains(0), next.is(.slash) || next.is(.doubleSlash) || next.is(.dot) {
            return !isBlankBehind
        }
        if entry.takesExpressions { return isStatementStart && beginsExpression(next, isBlankBehind: isBlankBehind) }
        guard entry.takesSource else { return false }
        switch next.kind {
        case .name, .integer, .float, .string, .symbol(.leftParenthesis), .symbol(.leftBracket): return true
        case .keyword(.not): return !ahead(2).is(.in)
        case .keyword(let keyword): return ![.and, .or, .in, .is, .if].contains(keyword)
        case .symbol(.minus), .symbol(.plus), .symbol(.tilde): return !isBlankBehind
        default: return false
        }
    }

    /// Whether what stands behind a command whose words are expressions begins one, where Python would read an operation
    /// or an index of the command's name: `plot -x`, `plot [1, 2]`, `plot (x + y) / 2`; but `plot (x, y)` is a call.
    private mutating func beginsExpression(_ next: Token, isBlankBehind: Bool) -> Bool {
        switch next.kind {
        case .symbol(.minus), .symbol(.plus), .symbol(.tilde): return !isBlankBehind
        case .symbol(.leftBracket): return true
        case .symbol(.leftParenthesis):
            var (distance, depth) = (1, 0)
            repeat {
                let token = ahead(distance)
                if case .symbol(let symbol) = token.kind {
                    depth += symbol.closer != nil ? 1 : symbol.isCloser ? -1 : 0
                } else if token.kind == .end || token.kind == .newline || failure(token) != nil {
                    return false
                }
                distance += 1
            } while depth > 0
            return !ahead(distance).endsStatement
        default: return false
        }
    }

    /// Whether a statement begins at this token.
    private var isStatementStart: Bool {
        switch previous?.kind {
        case nil, .newline, .indent, .dedent, .symbol(.semicolon), .symbol(.colon): true
        default: false
        }
    }

    /// Whether this token belongs to a word of a command that is an expression, outside of brackets.
    var isAmongWords: Bool { bracketsAroundWords == openers.count }

    /// Whether a new word can begin at this token.
    var isBetweenWords: Bool { isAmongWords && isBlankBefore }

    /// A word that is an expression.
    private mutating func expressionWord(of command: Token) throws(SyntaxError) -> Expression {
        guard
            beginsWord() || [.symbol(.minus), .symbol(.plus), .symbol(.leftBrace), .keyword(.not)].contains(token.kind)
        else { throw wrongWord(of: command) }
        let outer = bracketsAroundWords
        bracketsAroundWords = openers.count
        defer { bracketsAroundWords = outer }
        return try expression()
    }

    /// `name blank word…` stands here.
    mutating func looksLikeCommand() -> Bool {
        guard token.kind == .name else { return false }
        let end = token.end
        let next = ahead(1)
        guard end < next.start, !next.endsStatement else { return false }
        if let entry = commands[text(token)], entry.takesSource || entry.rawPositions.contains(0) {
            return true
        }
        switch next.kind {
        case .name, .integer, .float, .string, .failure: return true
        case .keyword(let keyword): return [.none, .true, .false, .not, .lambda].contains(keyword)
        case .symbol(.leftParenthesis), .symbol(.leftBracket), .symbol(.leftBrace), .symbol(.ellipsis): return true
        case .symbol(.minus): return isNegativeNumber(at: 1)
        default: return false
        }
    }

    /// `-3` with a blank before it and none behind the minus.
    mutating func isNegativeNumber(at distance: Int) -> Bool {
        let minus = ahead(distance)
        guard minus.is(.minus) else { return false }
        let number = ahead(distance + 1)
        return minus.end == number.start && (number.kind == .integer || number.kind == .float)
    }

    /// `command = NAME (BLANK word)+`
    mutating func command() throws(SyntaxError) -> Expression {
        let first = token
        let name = text(first)
        let entry = commands[name]
        advance()
        var arguments: [Argument] = []
        var tallest = 0
        if entry?.takesSource == true {
            arguments.append(try source())
        } else {
            var names: Set<String> = []
            var position = 0
            while !token.endsStatement {
                guard isBlankBefore else { throw wrongWord(of: first) }
                let argument = try word(
                    isRaw: entry?.rawPositions.contains(position) == true || isFileName(at: token, for: entry), entry,
                    of: first)
                try checkOrder(of: argument, behind: &names)
                if case .keyword = argument {} else { position += 1 }
                arguments.append(argument)
                tallest = max(tallest, height)
            }
        }
        try raise(over: tallest)
        let range = SourceRange(first.start, endOfWords(from: first.start))
        return Expression(.command(Command(name: name, nameRange: first.range, arguments: arguments)), range)
    }

    /// The rest of the line as source, or a whole compound statement.
    private mutating func source() throws(SyntaxError) -> Argument {
        try enter()
        // It runs in a frame of its own, which nothing can suspend.
        let outer = mayYield
        mayYield = false
        defer {
            mayYield = outer
            leave()
        }
        let start = token.start
        var block: Block = []
        if let compound = try compound() {
            block.append(compound)
            return .source(block, compound.range)
        }
        try simpleStatements(into: &block)
        height = 0
        return .source(block, range(from: start))
    }

    /// `word`
    private mutating func word(isRaw: Bool, _ entry: CommandTable.Entry?, of command: Token) throws(SyntaxError)
        -> Argument
    {
        if isRaw, let raw = rawWord() { return raw }
        if token.kind == .name, ahead(1).is(.equals) {
            let name = token
            let equals = ahead(1)
            guard name.end == equals.start, equals.end < lexer.limit, !Byte.isBlank(lexer.bytes[equals.end]),
                !Byte.isNewline(lexer.bytes[equals.end])
            else { throw blanksAroundEquals(name, of: command) }
            advance()
            advance()
            if token.endsStatement {
                throw SyntaxError(.command(.missingValue(text(name))), SourceRange(name.start, equals.end))
            }
            if entry?.wordKeywords.contains(text(name)) == true, let value = nameAsText() {
                return .keyword(text(name), value, nameRange: name.range)
            }
            return .keyword(text(name), try value(entry, of: command), nameRange: name.range)
        }
        return .positional(try value(entry, of: command))
    }

    /// What a word stands for.
    private mutating func value(
        _ entry: CommandTable.Entry?, of command: Token
    ) throws(SyntaxError) -> Expression {
        entry?.takesExpressions == true ? try expressionWord(of: command) : try commandAtom(of: command)
    }

    /// A name that stands for itself, as the `gram` of `method=gram`; nil where anything else begins.
    private mutating func nameAsText() -> Expression? {
        guard token.kind == .name, ahead(1).endsStatement || ahead(1).start > token.end else { return nil }
        let word = token
        advance()
        height = 1
        return Expression(.constant(.string(text(word))), word.range)
    }

    /// Whether a word that begins here is the name of a file, by the ending that its command knows.
    private func isFileName(at token: Token, for entry: CommandTable.Entry?) -> Bool {
        guard let endings = entry?.rawEndings, !endings.isEmpty, token.start < lexer.limit else { return false }
        switch lexer.bytes[token.start] {
        case Byte.quote, Byte.apostrophe, UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "="),
            UInt8(ascii: "-"):
            return false
        default: break
        }
        let word = lexer.bytes[token.start..<endOfRawWord(from: token.start)]
        return endings.contains { word.count > $0.utf8.count && word.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }

    private func endOfRawWord(from start: Int) -> Int {
        var end = start
        while end < lexer.limit, !Byte.isBlank(lexer.bytes[end]), !Byte.isNewline(lexer.bytes[end]),
            lexer.bytes[end] != Byte.semicolon
        { end += 1 }
        return end
    }

    /// A word of a path or topic, to the next blank or `;`; nil where a string or parenthesis begins.
    private mutating func rawWord() -> Argument? {
        let start = token.start
        switch token.kind {
        case .string, .symbol(.leftParenthesis): return nil
        case .failure:
            // Strings that are never closed are told as such.
            if lexer.bytes[start] == Byte.quote || lexer.bytes[start] == Byte.apostrophe { return nil }
        default: break
        }
        let end = endOfRawWord(from: start)
        guard end > start else { return nil }
        resume(at: end, after: Token(kind: .name, start: start, end: end))
        height = 0
        return .raw(lexer.bytes.text(start, end), SourceRange(start, end))
    }

    private mutating func commandAtom(of command: Token) throws(SyntaxError) -> Expression {
        switch token.kind {
        case .integer, .float, .string, .name, .keyword(.none), .keyword(.true), .keyword(.false), .symbol(.ellipsis),
            .symbol(.leftParenthesis), .symbol(.leftBracket), .symbol(.leftBrace), .failure:
            if case .integer = token.kind { return try integer() }
            return try primary(inCommand: true)
        case .symbol(.minus) where isNegativeNumber(at: 0):
            let start = token.start
            advance()
            if magnitude(of: token) == Int.min.magnitude, token.kind == .integer {
                advance()
                return Expression(.constant(.int(.min)), range(from: start))
            }
            let number = token.kind == .integer ? try integer() : try primary(inCommand: true)
            try raise(over: height)
            return Expression(.unary(.negative, number), range(from: start))
        default: throw wrongWord(of: command)
        }
    }

    // MARK: Help

    /// `'?' [NAME ('.' NAME)*]`
    mutating func help() throws(SyntaxError) -> Expression? {
        guard token.is(.question) else { return nil }
        let mark = token
        advance()
        if token.endsStatement {
            height = 1
            return Expression(.command(Command(name: "help", nameRange: mark.range, arguments: [])), mark.range)
        }
        guard token.kind == .name || isKeyword(token) else {
            throw SyntaxError(.expression(.question), mark.range)
        }
        let start = token.start
        advance()
        while token.is(.dot), ahead(1).kind == .name {
            advance()
            advance()
        }
        let topic = range(from: start)
        guard token.endsStatement else { throw SyntaxError(.expression(.question), mark.range) }
        return helpCommand(topic, SourceRange(mark.start, topic.end))
    }

    private func isKeyword(_ token: Token) -> Bool { if case .keyword = token.kind { true } else { false } }

    /// `NAME ('.' NAME)* '?'`, with the expression before the mark read already.
    mutating func helpBehind(_ expression: Expression, from start: Int) -> Expression? {
        var base = expression
        while case .attribute(let inner, _, _) = base.kind { base = inner }
        guard case .name = base.kind, !isBlankBefore else { return nil }
        let mark = token
        advance()
        guard token.endsStatement else {
            rewind(to: start)
            return nil
        }
        return helpCommand(expression.range, SourceRange(expression.range.start, mark.end))
    }

    private mutating func helpCommand(_ topic: SourceRange, _ range: SourceRange) -> Expression {
        height = 1
        let word = Argument.raw(lexer.bytes.text(topic.start, topic.end), topic)
        return Expression(.command(Command(name: "help", nameRange: range, arguments: [word])), range)
    }
}
