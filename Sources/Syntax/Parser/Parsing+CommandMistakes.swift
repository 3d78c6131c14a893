/// Diagnoses lines that are not commands either.
extension Parsing {
    /// Chooses the more informative error: that of the Python reading, or that of the command.
    mutating func moreTelling(_ python: SyntaxError?, _ command: SyntaxError, from start: Int) -> SyntaxError {
        if let python, python.isAtEnd { return python }
        if command.isAtEnd { return command }
        // A statement inside `time` has reported its own error.
        if commands[text(tokens[start])]?.takesSource == true { return command }
        let end = index
        rewind(to: start)
        if let opener = misspelledOpener() ?? declaration() { return opener }
        guard let python else { return command }
        switch ahead(1).kind {
        case .symbol: return python
        default:
            // The Python reading got further: the error follows a complete line of Python.
            if case .leftOut = python.kind { return python }
            rewind(to: min(end, tokens.count - 1))
            return command
        }
    }

    /// The error for a token found where a word of the command was expected.
    mutating func wrongWord(of command: Token) -> SyntaxError {
        let found = token
        if let failure = failure(found) { return failure }
        let form = callForms(from: command, at: found)
        switch found.kind {
        case .symbol(.comma): return SyntaxError(.command(.comma(callForm: callForm(from: command))), found.range)
        case .symbol(.exclamation): return SyntaxError(.expression(.exclamation), found.range)
        case .symbol(.question): return SyntaxError(.expression(.question), found.range)
        case .symbol(.walrus): return SyntaxError(.expression(.walrusAlone), found.range)
        case .symbol(let symbol) where symbol.isCloser: return unexpectedAfterExpression()
        case .symbol(let symbol) where ahead(1).kind == found.kind && ahead(1).start == found.end:
            if let doubled = doubled(symbol, of: found) { return doubled }
            return SyntaxError(.command(.operator(symbol.rawValue, callForm: form)), found.range)
        case .symbol(.leftParenthesis), .symbol(.leftBracket), .string, .name, .integer, .float:
            return SyntaxError(.command(.needsBlank(before: text(found))), found.range)
        case .symbol(let symbol):
            return SyntaxError(.command(.operator(symbol.rawValue, callForm: form)), found.range)
        case .keyword(let keyword):
            return SyntaxError(.command(.keyword(keyword.rawValue, callForm: form)), found.range)
        default: return SyntaxError(.command(.notAnAtom(text(found))), visible(found))
        }
    }

    /// The line as a call, if an operator stands between its words: as an operand inside the call, and with the
    /// operator after the whole call. If both readings are plausible, returns both.
    private mutating func callForms(from command: Token, at sign: Token) -> String? {
        let inner = callForm(from: command)
        let entry = commands[text(command)]
        guard entry?.rawPositions.isEmpty ?? true, entry?.givesNothing != true,
            let outer = formAround(command, at: sign), let previous
        else { return inner }
        let isFirst = tokens.lastIndex(of: command).map { index - $0 == 2 } ?? false
        // Two literals would form one number.
        if previous.isNumber, ahead(1).isNumber || sign.isComparison || !sign.isSymbol { return outer }
        guard let inner else { return outer }
        return isFirst ? "\(inner), or \(outer)" : "\(outer), or \(inner)"
    }

    /// The call of the words before an operator, followed by the rest, if that makes sense: `rand(2, 2) > 0.5`.
    private mutating func formAround(_ command: Token, at sign: Token) -> String? {
        guard isBlankBefore, sign.end < lexer.limit, Byte.isBlank(lexer.bytes[sign.end]),
            let call = callForm(from: command, upTo: sign)
        else { return nil }
        let saved = index
        let savedOpeners = openers
        defer {
            rewind(to: saved)
            openers = savedOpeners
        }
        var (depth, end) = (0, sign.end)
        while depth > 0 || !token.endsStatement {
            guard failure(token) == nil, token.kind != .end, token.end - sign.start < 200 else { return nil }
            if case .symbol(let symbol) = token.kind {
                if symbol.closer != nil { depth += 1 }
                if symbol.isCloser { depth -= 1 }
            }
            end = token.end
            advance()
        }
        return parsed("\(call) \(lexer.bytes.text(sign.start, end))")
    }

    /// The text, if it is valid Python.
    private func parsed(_ text: String) -> String? {
        var trial = Parsing(Lexer(Array(text.utf8)), commands)
        trial.readsCommands = false
        return (try? trial.file()) == nil ? nil : text
    }

    /// The error for `&&`, `||`, `++` or `--` at a token.
    private mutating func doubled(_ symbol: Symbol, of first: Token) -> SyntaxError? {
        let range = SourceRange(first.start, first.end + 1)
        switch symbol {
        case .ampersand: return SyntaxError(.expression(.doubled("&&", meant: "and")), range)
        case .bar: return SyntaxError(.expression(.doubled("||", meant: "or")), range)
        case .plus where ahead(2).endsStatement, .minus where ahead(2).endsStatement:
            let name = previous.flatMap { $0.kind == .name ? text($0) : nil }
            return SyntaxError(.expression(.increment(symbol.rawValue + symbol.rawValue, name: name)), range)
        default: return nil
        }
    }

    /// The error for `train --epochs 5`: an option in the style of Unix commands.
    mutating func flag() -> SyntaxError? {
        guard token.kind == .name, ahead(1).is(.minus), token.end < ahead(1).start, ahead(2).is(.minus) else {
            return nil
        }
        let (first, second, name) = (ahead(1), ahead(2), ahead(3))
        guard first.end == second.start, second.end == name.start, name.kind == .name else { return nil }
        return SyntaxError(.command(.flag(text(name))), SourceRange(first.start, name.end))
    }

    mutating func blanksAroundEquals(_ name: Token, of command: Token) -> SyntaxError {
        let equals = ahead(1)
        let rest = lexer.bytes[equals.end..<lexer.limit].first { !Byte.isBlank($0) } ?? Byte.newline
        if name.end == equals.start, Byte.isNewline(rest) || rest == Byte.semicolon {
            return SyntaxError(.command(.missingValue(text(name))), SourceRange(name.start, equals.end))
        }
        let value = lexer.bytes[equals.end..<lexer.limit].drop(while: Byte.isBlank).prefix {
            !Byte.isBlank($0) && !Byte.isNewline($0) && $0 != Byte.semicolon
        }
        // A value in brackets may continue after the blank.
        let isWhole = !value.contains {
            [UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), Byte.quote, Byte.apostrophe].contains($0)
        }
        let shown = isWhole && value.count <= 40 ? String(decoding: value, as: UTF8.self) : nil
        return SyntaxError(
            .command(.blanksAroundEquals(text(name), value: shown)), SourceRange(name.start, ahead(1).end))
    }

    /// The line as a call, if it can be one: commas between the words, operators left as they are. Inside an
    /// expression the words end before the next operator, colon or closing bracket.
    mutating func callForm(from command: Token, upTo sign: Token? = nil, isInside: Bool = false) -> String? {
        guard let start = tokens.lastIndex(of: command) else { return nil }
        let saved = index
        let savedOpeners = openers
        defer {
            rewind(to: saved)
            openers = savedOpeners
        }
        rewind(to: start)
        advance()
        var parts = ""
        var depth = 0
        var before = command
        while depth > 0 || !token.endsStatement, token != sign {
            guard failure(token) == nil, token.kind != .end, parts.utf8.count < 200 else { return nil }
            if case .symbol(let symbol) = token.kind {
                if isInside, depth == 0, endsCall(symbol) { break }
                if symbol.closer != nil { depth += 1 }
                if symbol.isCloser { depth -= 1 }
            } else if isInside, depth == 0, isInfixWord {
                break
            }
            if before != command { parts += separator(before, isOutside: depth == (opensBracket(token) ? 1 : 0)) }
            parts += isRawWord(token) ? "\"\(text(token))\"" : text(token)
            before = token
            advance()
        }
        return parsed("\(text(command))(\(parts))")
    }

    /// The text between two tokens of a call form.
    private mutating func separator(_ before: Token, isOutside: Bool) -> String {
        if token.is(.comma) || token.is(.dot) || before.is(.dot) { return "" }
        if isOutside, before.is(.comma) { return " " }
        guard isBlankBefore else { return "" }
        return isOutside && endsOperand(before) && beginsWord() ? ", " : " "
    }

    /// Whether a symbol ends the words of a call inside an expression.
    private func endsCall(_ symbol: Symbol) -> Bool {
        if symbol == .minus { return lexer.bytes[token.end..<lexer.limit].first.map(Byte.isBlank) ?? true }
        return symbol.infix != nil || symbol.isCloser || [.colon, .comma, .equals].contains(symbol)
    }

    private var isInfixWord: Bool {
        if case .keyword(let keyword) = token.kind {
            [.and, .or, .in, .is, .if, .else, .for].contains(keyword)
        } else {
            false
        }
    }

    /// Whether a token is a word taken verbatim, such as a path.
    private func isRawWord(_ token: Token) -> Bool {
        guard token.kind == .name else { return false }
        return lexer.bytes[token.start..<token.end].contains {
            $0 < 0x80 && !Byte.isLetter($0) && !Byte.isDigit($0) && $0 != Byte.underscore
        }
    }

    private func opensBracket(_ token: Token) -> Bool {
        if case .symbol(let symbol) = token.kind { return symbol.closer != nil }
        return false
    }

    /// Whether a word of a command can begin with this token, which follows a blank.
    mutating func beginsWord() -> Bool {
        switch token.kind {
        case .name, .integer, .float, .string: return true
        case .keyword(let keyword): return [.none, .true, .false, .lambda].contains(keyword)
        case .symbol(.leftParenthesis), .symbol(.leftBracket), .symbol(.ellipsis): return true
        case .symbol(.minus), .symbol(.tilde): return token.end == ahead(1).start
        default: return false
        }
    }

    /// Whether an operand can end with this token.
    func endsOperand(_ token: Token) -> Bool {
        switch token.kind {
        case .name, .integer, .float, .string: true
        case .keyword(let keyword): [.none, .true, .false].contains(keyword)
        case .symbol(let symbol): symbol.isCloser || symbol == .ellipsis
        default: false
        }
    }

    /// The error for `fro i in x:`, a line that ends in a colon but begins with no known word.
    mutating func misspelledOpener() -> SyntaxError? {
        let start = index
        defer { rewind(to: start) }
        let first = token
        guard first.kind == .name else { return nil }
        let word = text(first)
        var last = first
        var hasColon = false
        while !token.endsStatement, failure(token) == nil {
            last = token
            hasColon = hasColon || token.is(.colon)
            advance()
        }
        let isOpener = last.is(.colon) && token.kind == .newline
        guard isOpener || (hasColon && Self.opener(like: word) != nil) else { return nil }
        if word == "match", isOpener { return SyntaxError(.layout(.blockOnOneLine(word)), first.range) }
        return SyntaxError(.statement(.unknownOpener(word, suggestion: Self.opener(like: word))), first.range)
    }

    /// The error for `let x = 3`, `int n = 0` or `type T = int`.
    private mutating func declaration() -> SyntaxError? {
        guard token.kind == .name, ahead(1).kind == .name, ahead(2).is(.equals), ahead(1).end < ahead(2).start else {
            return nil
        }
        let word = text(token)
        if word == "type" { return SyntaxError(.leftOut(.typeAlias), token.range) }
        guard
            ["let", "var", "const", "int", "float", "double", "auto", "local", "set", "string", "bool"].contains(word)
        else { return nil }
        return SyntaxError(.statement(.declaration(word, name: text(ahead(1)))), token.range)
    }

    /// The keyword of a block that a word was meant for.
    static func opener(like word: String) -> String? {
        let others = [
            "elseif": "elif", "elsif": "elif", "foreach": "for", "function": "def", "func": "def", "fn": "def",
            "define": "def", "fun": "def", "until": "while", "loop": "while", "unless": "if", "when": "if",
            "otherwise": "else",
        ]
        if let other = others[word.lowercased()] { return other }
        return ["if", "elif", "else", "while", "for", "def"].first { isSlip(of: $0, Array(word.lowercased())) }
    }

    /// Whether a word differs from a keyword by one letter added, dropped, replaced or swapped with the next.
    private static func isSlip(of keyword: String, _ word: [Character]) -> Bool {
        let letters = Array(keyword)
        guard word != letters else { return true }
        let start = zip(word, letters).prefix { $0 == $1 }.count
        let (left, right) = (word[start...], letters[start...])
        if left.dropFirst().elementsEqual(right) || left.elementsEqual(right.dropFirst()) { return word.count > 1 }
        if left.dropFirst().elementsEqual(right.dropFirst()) { return letters.count > 2 }
        return left.count >= 2 && left.prefix(2).reversed().elementsEqual(right.prefix(2))
            && left.dropFirst(2).elementsEqual(right.dropFirst(2))
    }
}
