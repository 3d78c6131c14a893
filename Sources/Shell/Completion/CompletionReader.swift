internal import Syntax

/// What stands before the cursor.
struct CompletionContext {
    /// Where the cursor is.
    enum Place: Hashable {
        /// In a comment, or in the format of an f-string: nothing is completed there.
        case nowhere
        case code
        /// In a word that is read raw, which begins at the offset.
        case raw(start: Int)
        case string(OpenString)
    }

    var bytes: [UInt8]
    /// Offset of the cursor.
    var cursor: Int
    var place = Place.code
    /// The words of the statement before the cursor, without the one that is being typed.
    var tokens: [Token] = []
    /// The brackets that are open, as indices of `tokens`.
    var openers: [Int] = []
    /// Where the word that is being typed begins; the cursor when there is none.
    var wordStart = 0
    /// Where a call typed as words could begin: the statement's first word, or the one behind `=`.
    var headIndex = 0
    /// A call typed as words began at `headIndex`.
    var isCommand = false
    /// Which of its words (from 0) was begun last.
    var wordIndex = 0
    /// The names that earlier statements of the cell set.
    var names: Set<String> = []
    /// The parameters of the functions that earlier statements of the cell define.
    var functions: [String: [String]] = [:]

    func text(_ token: Token) -> String {
        let text = text(token.start, token.end)
        return token.kind == .name ? text.asIdentifier : text
    }

    func text(_ start: Int, _ end: Int) -> String { String(decoding: bytes[start..<end], as: UTF8.self) }

    /// What has been typed of the word.
    var word: String { text(wordStart, cursor) }

    /// Whether a token is a certain symbol.
    func isSymbol(_ index: Int, _ symbol: Symbol) -> Bool {
        tokens.indices.contains(index) && tokens[index].is(symbol)
    }

    /// Whether a token is a name, and no word of the language.
    func isName(_ index: Int) -> Bool { tokens.indices.contains(index) && tokens[index].kind == .name }

    /// How many brackets deeper the text behind a token stands.
    func nesting(_ index: Int) -> Int {
        if case .symbol(let symbol) = tokens[index].kind { symbol.nesting } else { 0 }
    }

    /// Whether a value ends with this token.
    func isOperandEnd(_ index: Int) -> Bool {
        guard tokens.indices.contains(index) else { return false }
        return switch tokens[index].kind {
        case .name, .integer, .float, .string, .raw, .symbol(.ellipsis): true
        case .keyword(let keyword): keyword.isConstant
        case .symbol(let symbol): symbol.nesting < 0
        default: false
        }
    }

    /// The bracket that a closing one belongs to.
    func opener(of closer: Int) -> Int? {
        var depth = 0
        for index in stride(from: closer, through: 0, by: -1) {
            depth += nesting(index)
            if depth == 0, nesting(index) > 0 { return index }
        }
        return nil
    }
}

/// Reads a cell up to the cursor, whatever it is: half-typed strings and brackets are where completion is asked for.
///
/// Only the statement that the cursor stands in is kept, and the names that those before it set. Offsets are of UTF-8.
struct CompletionReader {
    let commands: CommandTable
    var context: CompletionContext
    /// How many f-strings stand around the code that is read, whose words are part of the statement around them.
    private var depth = 0
    /// The lexer follows f-strings no deeper either.
    private static let deepest = 20

    /// What stands before the cursor, an offset that no character lies across.
    static func context(of bytes: [UInt8], cursor: Int, _ commands: CommandTable) -> CompletionContext {
        var reader = CompletionReader(
            commands: commands, context: CompletionContext(bytes: bytes, cursor: cursor, wordStart: cursor))
        reader.read(Lexer(bytes, upTo: cursor))
        return reader.context
    }

    private mutating func read(_ source: Lexer) {
        var lexer = source
        var token = lexer.next()
        while token.kind != .end {
            // The lexer ends lines and blocks where the text breaks off.
            if token.start < context.cursor { take(token, &lexer) }
            token = lexer.next()
        }
        noteLoops()
        if let string = lexer.openString { return enter(string) }
        if lexer.endsInComment { context.place = .nowhere }
        guard context.place == .code else { return }
        if isBeforeRawWord(at: context.cursor) {
            context.place = .raw(start: context.cursor)
            context.wordIndex = nextWordIndex
        } else if let last = context.tokens.last, last.end == context.cursor {
            switch last.kind {
            case .name, .keyword, .integer:
                context.wordStart = last.start
                context.tokens.removeLast()
            case .symbol: break
            default: context.place = .nowhere
            }
        }
    }

    private mutating func take(_ token: Token, _ lexer: inout Lexer) {
        switch token.kind {
        case .newline: endStatement()
        case .indent, .dedent, .end: break
        case _ where isBeforeRawWord(at: token.start): takeRawWord(from: token.start, &lexer)
        case .symbol(.semicolon) where isOutsideBrackets: endStatement()
        case .symbol(let symbol):
            append(token)
            if symbol.nesting > 0 { context.openers.append(context.tokens.count - 1) }
            if symbol.nesting < 0 { _ = context.openers.popLast() }
            if symbol == .colon, opensBlock { endStatement() }
        case .failure(let index): takeFailure(token, lexer.failures[index].kind, &lexer)
        default: append(token)
        }
    }

    /// What can't be read counts as what it was meant for.
    private mutating func takeFailure(_ token: Token, _ mistake: SyntaxError.Kind, _ lexer: inout Lexer) {
        var token = token
        switch mistake {
        case .string:
            guard lexer.openString == nil else { return }
            // A string that its line doesn't close; what follows is read as if it had, and the brackets too.
            token.kind = .raw
            lexer.brackets.removeAll()
            append(token)
        case .number, .leftOut:
            token.kind = .float
            append(token)
        case .bracket(let bracket):
            if case .mismatched = bracket { _ = context.openers.popLast() }
            if let symbol = Symbol(rawValue: context.text(token)) { token.kind = .symbol(symbol) }
            append(token)
        case .character where context.bytes[token.start] != UInt8(ascii: "\\"): append(token)
        default: break
        }
    }

    // MARK: - Strings

    /// The cursor stands in a string literal: in its words, or in the code or the format in an f-string's braces.
    private mutating func enter(_ string: OpenString) {
        if isOutsideBrackets { noteWord(Token(kind: .string(string.form), start: string.start, end: context.cursor)) }
        context.place = .string(string)
        guard let (open, isInExpression) = string.replacement(in: context.bytes, upTo: context.cursor) else { return }
        depth += 1
        context.place = isInExpression && depth <= Self.deepest ? .code : .nowhere
        context.tokens.append(Token(kind: .symbol(.leftBrace), start: open, end: open + 1))
        if context.place == .code { read(Lexer(nestedIn: context.bytes, from: open + 1, to: context.cursor)) }
    }

    // MARK: - Statements

    private var isOutsideBrackets: Bool { depth == 0 && context.openers.isEmpty }

    /// Adds a token, and notes whether it makes the statement a call typed as words.
    private mutating func append(_ token: Token) {
        if isOutsideBrackets { noteWord(token) }
        context.tokens.append(token)
        guard isOutsideBrackets, !context.isCommand, case .symbol(let symbol) = token.kind else { return }
        if symbol == .equals || symbol.augmented != nil { context.headIndex = context.tokens.count }
    }

    private mutating func noteWord(_ token: Token) {
        guard let last = context.tokens.last, last.end < token.start else { return }
        if context.isCommand {
            context.wordIndex += 1
        } else if isBehindHead, canBeginWord(token) {
            if entryOfHead?.takesSource == true {
                context.headIndex = context.tokens.count
            } else {
                context.isCommand = true
                context.wordIndex = 0
            }
        }
    }

    /// A colon that the tokens end in is that of `if x:`, and not a lambda's.
    private var opensBlock: Bool {
        guard isOutsideBrackets, case .keyword(let first)? = context.tokens.first?.kind, first.opensBlock else {
            return false
        }
        guard let lambda = context.tokens.lastIndex(where: { $0.is(.lambda) }) else { return true }
        return context.tokens[lambda..<context.tokens.count - 1].contains { $0.is(.colon) }
    }

    private var isBehindHead: Bool {
        context.tokens.count == context.headIndex + 1 && context.isName(context.headIndex)
    }

    private var entryOfHead: CommandTable.Entry? {
        commands[context.text(context.tokens[context.headIndex])]
    }

    private func canBeginWord(_ token: Token) -> Bool {
        switch token.kind {
        case .name, .integer, .float, .string, .raw: return true
        case .keyword(let keyword): return !Keyword.infixes.contains(keyword)
        case .symbol(.minus):
            return token.end < context.cursor && context.bytes[token.end] &- UInt8(ascii: "0") < 10
        case .symbol(let symbol): return symbol.nesting > 0
        default: return false
        }
    }

    /// The number that a word would have which begins now.
    private var nextWordIndex: Int { context.isCommand ? context.wordIndex + 1 : 0 }

    /// Whether what begins here, behind a blank, is a word that the command reads raw.
    private func isBeforeRawWord(at offset: Int) -> Bool {
        guard isOutsideBrackets, let last = context.tokens.last, last.end < offset else { return false }
        guard context.isCommand || isBehindHead, context.isName(context.headIndex) else { return false }
        guard entryOfHead?.rawPositions.contains(nextWordIndex) == true else { return false }
        return offset == context.cursor || !"\"'(=#;".utf8.contains(context.bytes[offset])
    }

    private mutating func takeRawWord(from start: Int, _ lexer: inout Lexer) {
        var end = start
        while end < context.cursor, !" \t\u{C}\r\n;".utf8.contains(context.bytes[end]) { end += 1 }
        lexer.resume(at: end)
        let word = Token(kind: .raw, start: start, end: end)
        if end < context.cursor { return append(word) }
        noteWord(word)
        context.place = .raw(start: start)
    }

    private mutating func endStatement() {
        noteNames()
        context.tokens.removeAll(keepingCapacity: true)
        context.openers.removeAll()
        context.headIndex = 0
        context.isCommand = false
        context.wordIndex = 0
    }
}

/// The names that a statement sets.
extension CompletionReader {
    /// Notes the names that the finished statement sets: targets, loop variables, functions and their parameters.
    mutating func noteNames() {
        guard let first = context.tokens.first else { return }
        if first.is(.def) { return noteDefinition() }
        if first.is(.import) || first.is(.from) { return noteImports() }
        noteLoops()
        // `headIndex` stands behind the last `=`.
        for index in 0..<context.headIndex where isTarget(index) { note(index) }
    }

    /// The names behind `import`, or behind `as`.
    private mutating func noteImports() {
        guard let start = context.tokens.firstIndex(where: { $0.is(.import) }) else { return }
        for index in start..<context.tokens.count where context.isName(index) && !context.isSymbol(index - 1, .dot) {
            let isRenamed = context.tokens.indices.contains(index + 1) && context.tokens[index + 1].is(.as)
            if !isRenamed { note(index) }
        }
    }

    private mutating func note(_ index: Int) { context.names.insert(context.text(context.tokens[index])) }

    /// A name that stands for itself, and not for something whose part is set.
    private func isTarget(_ index: Int) -> Bool {
        context.isName(index) && !context.isSymbol(index - 1, .dot) && !context.isSymbol(index + 1, .dot)
            && !context.isSymbol(index + 1, .leftBracket) && !context.isSymbol(index + 1, .leftParenthesis)
            && !isInsideSubscript(index)
    }

    private func isInsideSubscript(_ index: Int) -> Bool {
        context.tokens[..<index].reduce(0) { $0 + ($1.is(.leftBracket) ? 1 : $1.is(.rightBracket) ? -1 : 0) } > 0
    }

    /// `for a, b in`, of loops and of comprehensions, and `lambda a, b:`.
    mutating func noteLoops() {
        var closing: Token.Kind?
        for (index, token) in context.tokens.enumerated() {
            switch token.kind {
            case .keyword(.for): closing = .keyword(.in)
            case .keyword(.lambda): closing = .symbol(.colon)
            case .keyword(.in): closing = nil
            case .name: if closing != nil, !context.isSymbol(index - 1, .equals) { note(index) }
            default: if closing == token.kind { closing = nil }
            }
        }
    }

    /// `def name(a, b=1)`.
    private mutating func noteDefinition() {
        guard context.isName(1) else { return }
        var parameters: [String] = []
        var depth = 0
        for index in context.tokens.indices.dropFirst(2) {
            depth += context.nesting(index)
            if depth == 1, context.isName(index),
                context.isSymbol(index - 1, .leftParenthesis) || context.isSymbol(index - 1, .comma)
            {
                parameters.append(context.text(context.tokens[index]))
            }
        }
        note(1)
        context.names.formUnion(parameters)
        context.functions[context.text(context.tokens[1])] = parameters
    }
}
