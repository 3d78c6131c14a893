/// One run over one source: the tokens read so far and the place among them.
///
/// The parser backtracks only inside one simple statement, when what is no Python is tried as a command; the lexer
/// never goes past that statement's line end before it is accepted, so blocks are never read twice.
struct Parsing {
    /// Brackets, blocks, unary operators and the like nest no deeper (CPython's limit for brackets).
    static let deepest = 200
    /// Blocks nest no deeper (CPython's limit).
    static let deepestBlock = 100
    /// No expression is higher as a tree: operators side by side make it so without nesting.
    static let highest = 1_000

    let commands: CommandTable
    /// False to see whether something is a call of Python's form.
    var readsCommands = true
    var lexer: Lexer
    private(set) var tokens: [Token]
    private(set) var index = 0
    /// The token at `index`.
    private(set) var token: Token
    var depth = 0
    /// The height of the expression parsed last.
    var height = 0
    /// Where the brackets that are open stand among the tokens.
    var openers: [Int] = []
    var functionDepth = 0
    var loopDepth = 0

    init(_ lexer: Lexer, _ commands: CommandTable) {
        self.lexer = lexer
        self.commands = commands
        token = self.lexer.next()
        tokens = [token]
    }

    // MARK: Moving

    mutating func advance() {
        index += 1
        if index == tokens.count { tokens.append(lexer.next()) }
        token = tokens[index]
    }

    /// The token some places ahead; never ask past a line end.
    mutating func ahead(_ distance: Int) -> Token {
        while index + distance >= tokens.count { tokens.append(lexer.next()) }
        return tokens[index + distance]
    }

    /// The token before this one.
    var previous: Token? { index > 0 ? tokens[index - 1] : nil }

    /// Goes back inside a statement.
    mutating func rewind(to index: Int) {
        self.index = index
        token = tokens[index]
        openers.removeAll()
    }

    /// Reads on from an offset of the present line, as if the token before it ended there.
    mutating func resume(at offset: Int, after word: Token) {
        tokens.removeSubrange(index...)
        tokens.append(word)
        lexer.resume(at: offset)
        advance()
    }

    /// Blanks stand before this token.
    var isBlankBefore: Bool { previous.map { $0.end < token.start } ?? true }

    mutating func accept(_ symbol: Symbol) -> Bool {
        guard token.is(symbol) else { return false }
        advance()
        return true
    }

    mutating func accept(_ keyword: Keyword) -> Bool {
        guard token.is(keyword) else { return false }
        advance()
        return true
    }

    func text(_ token: Token) -> String { lexer.bytes.text(token.start, token.end) }

    /// From a token on to the end of the last one read.
    func range(from start: Int) -> SourceRange { SourceRange(start, max(previous?.end ?? start, start)) }

    // MARK: Limits

    mutating func enter() throws(SyntaxError) {
        guard depth < Self.deepest else { throw SyntaxError(.layout(.tooDeep), token.range) }
        depth += 1
    }

    mutating func leave() { depth -= 1 }

    /// Sets the height of an expression just made from parts whose greatest height is given.
    mutating func raise(over height: Int) throws(SyntaxError) {
        guard height < Self.highest else { throw SyntaxError(.layout(.tooLong), token.range) }
        self.height = height + 1
    }
}
