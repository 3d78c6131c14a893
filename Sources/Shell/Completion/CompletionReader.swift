internal import Syntax

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
            case .name, .keyword:
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
        case .string, .leftOut(.bytes):
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
