// The grammar. What parses by `statement` as Python is Python; only a `value` that does not is tried as a `command`.
// Names in capitals are tokens; `x,` is `x (',' x)* [',']`; NEWLINE, INDENT and DEDENT are Python's.
//
//   file          = (NEWLINE | statement)* END
//   statement     = compound | simple (';' simple)* [';'] NEWLINE
//   simple        = 'pass' | 'break' | 'continue' | 'return' [expressions] | 'del' targets | 'global' NAME,
//                 | 'nonlocal' NAME, | 'assert' expression [',' expression] | importation | assignment
//                 | target ':' expression ['=' value] | value
//   importation   = 'import' module ['as' NAME], | 'from' module 'import' ('*' | NAME ['as' NAME],), in parentheses or not
//   assignment    = target '=' (target '=')* value | target OP= value
//   value         = expressions | yield | command | help
//   yield         = 'yield' ['from' expression | expressions]        (in a function or lambda)
//   compound      = if | while | for | match | ('@' named NEWLINE)* def
//   if            = 'if' named suite ('elif' named suite)* ['else' suite]
//   while         = 'while' named suite ['else' suite]
//   for           = 'for' targets 'in' expressions suite ['else' suite]
//   def           = 'def' NAME '(' [parameter,] ')' ['->' expression] suite
//   parameter     = NAME [':' expression] ['=' expression] | '*' NAME [':' expression] | '*' | '/'
//                   (each of the last three once; no annotations in a lambda)
//   match         = 'match' (expressions | yield) ':' NEWLINE INDENT case+ DEDENT          (its words are names elsewhere)
//   case          = 'case' (pattern | (item ',')+ [item]) ['if' named] suite
//   item          = pattern | '*' NAME
//   pattern       = closed ('|' closed)* ['as' NAME]
//   closed        = literal | NAME ('.' NAME)* ['(' [pattern | NAME '=' pattern,] ')'] | '(' pattern ')'
//                 | '(' [item,] ')' | '[' [item,] ']' | '{' [(literal | NAME ('.' NAME)+) ':' pattern,] ['**' NAME] '}'
//   suite         = ':' simple (';' simple)* [';'] NEWLINE | ':' NEWLINE INDENT statement+ DEDENT
//
//   expressions   = (expression | '*' operation),            (more than one, or a comma at the end: a tuple)
//   named         = [NAME ':='] expression                   (in parentheses, lists, calls and conditions)
//   expression    = 'lambda' [parameter,] ':' expression | operation ['if' operation 'else' expression]
//   operation     = operators by precedence, loosest first:
//                   or · and · not · in, not in, is, is not, < <= > >= == != (chained) · | · ^ · & · << >> · + -
//                   · * / // % @ · unary + - ~ · ** (to the right)
//   primary       = atom trailer*
//   trailer       = '.' NAME | '(' [argument,] ')' | '[' index, ']'
//   argument      = NAME '=' expression | '*' expression | named | expression clause+           (the last one alone)
//   index         = expression | '*' operation | [expression] ':' [expression] [':' [expression]]
//   atom          = NAME | INTEGER | FLOAT | STRING+ | 'None' | 'True' | 'False' | '...' | '(' [expressions | yield] ')'
//                 | '(' named clause+ ')'
//                 | '[' [(named | '*' operation),] ']' | '[' expression clause+ ']'
//                 | '{' [pair,] '}' | '{' pair clause+ '}' | '{' item, '}' | '{' expression clause+ '}'
//   pair          = expression ':' expression | '**' operation
//   item          = named | '*' operation
//   clause        = 'for' targets 'in' operation ('if' operation)*
//   targets       = ['*'] target,                            (names, attributes, subscripts, tuples and lists of them)
//
//   command       = NAME (BLANK word)+                       (a blank before each word, none inside one)
//   word          = NAME '=' word | ['-'] NUMBER | STRING | NAME trailer* | '(' … ')' trailer* | '[' … ']' trailer*
//                 | 'None' | 'True' | 'False' | RAW          (RAW, to the next blank or `;`, where the table says so)
//                 | (statement)                              (the rest of the line, where the table says so)
//                 | expression                               (with blanks in it, where the table says so: `y - y_hat`)
//   help          = NAME ('.' NAME)* '?' | '?' [NAME ('.' NAME)*]

/// Reads cells: the subset of Python that Descent speaks, and calls typed as words.
public struct Parser: Sendable {
    /// What the parser knows of the built-ins.
    public var commands: CommandTable
    /// Whether calls may be typed as words.
    private let readsCommands: Bool

    /// Makes a parser that reads the commands of a table.
    public init(commands: CommandTable, readsCommands: Bool = true) {
        (self.commands, self.readsCommands) = (commands, readsCommands)
    }

    /// Is told of each source that a parser begins to read; so that tests can count them.
    @TaskLocal package static var onParse: (@Sendable (String) -> Void)?

    private func parsing(_ source: String) -> Parsing {
        Self.onParse?(source)
        var parsing = Parsing(Lexer(Array(source.utf8)), commands)
        parsing.readsCommands = readsCommands
        return parsing
    }

    /// The statements of a whole cell or file, with ranges in UTF-8 offsets.
    ///
    /// - Throws: the first mistake. No source, whatever its bytes, does worse: depth is limited where parsing recurses,
    ///   and so is the height of an expression, for those who walk the tree after.
    public func parse(_ source: String) throws(SyntaxError) -> Block {
        var parsing = parsing(source)
        return try parsing.file()
    }

    /// Whether a prompt should ask for another line.
    ///
    /// `source` is what was typed so far, with the line end of every line: a block is ended by an empty line, so
    /// `"for i in x:\n    i\n"` is incomplete, and complete with another `"\n"`.
    public func completeness(of source: String) -> Completeness {
        var parsing = parsing(source)
        let endsBlank = Self.endsInBlankLine(source)
        do throws(SyntaxError) {
            let block = try parsing.file()
            return parsing.lexer.endedInsideBlock && !endsBlank ? .incomplete : .complete(block)
        } catch {
            if case .layout(.missingBlock) = error.kind, endsBlank { return .invalid(error) }
            return error.isAtEnd ? .incomplete : .invalid(error)
        }
    }

    private static func endsInBlankLine(_ source: String) -> Bool {
        var bytes = Array(source.utf8)[...]
        while let last = bytes.last, Byte.isBlank(last) { bytes.removeLast() }
        guard let last = bytes.popLast(), Byte.isNewline(last) else { return false }
        if last == Byte.newline, bytes.last == Byte.carriageReturn { bytes.removeLast() }
        while let last = bytes.last, Byte.isBlank(last) { bytes.removeLast() }
        return bytes.last.map(Byte.isNewline) ?? true
    }
}

/// What a prompt does with the lines typed so far.
public enum Completeness: Sendable, Equatable {
    /// They can run: the statements that they are.
    case complete(Block)
    /// A bracket, a triple-quoted string or a block is open, or a backslash ends the last line.
    case incomplete
    /// More lines won't mend it.
    case invalid(SyntaxError)
}

/// What the parser needs to know of the built-ins to read the command form.
///
/// It is derived from the one table of built-ins; the parser never looks at the workspace.
public struct CommandTable: Sendable {
    /// How one built-in reads its words.
    public struct Entry: Sendable {
        /// The positions (from 0) of words that are read raw to the next blank: a path, a help topic.
        public var rawPositions: Set<Int>
        /// The endings by which a word is a file's name, read raw to the next blank, wherever it stands.
        public var rawEndings: [String]
        /// Keywords whose value, where it is a plain name, is that text: `method=gram`.
        public var wordKeywords: Set<String>
        /// The rest of the line is source (`time`, `explain`).
        public var takesSource: Bool
        /// Whether a call gives no value, so that no operator can follow it.
        public var givesNothing: Bool
        /// Its words are expressions, in which operators may stand: `y - y_hat`.
        public var takesExpressions: Bool

        /// Makes an entry.
        public init(
            rawPositions: Set<Int> = [], wordKeywords: Set<String> = [], takesSource: Bool = false,
            givesNothing: Bool = false, takesExpressions: Bool = false, rawEndings: [String] = []
        ) {
            self.rawEndings = rawEndings
            self.givesNothing = givesNothing
            self.rawPositions = rawPositions
            self.wordKeywords = wordKeywords
            self.takesSource = takesSource
            self.takesExpressions = takesExpressions
        }
    }

    private let find: @Sendable (String) -> Entry?

    /// Makes a table that looks a name up when a line begins with it.
    public init(_ find: @escaping @Sendable (String) -> Entry? = { _ in nil }) { self.find = find }

    /// How a built-in reads its words; nil if the name is none.
    public subscript(name: String) -> Entry? { find(name) }
}

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
    /// How many brackets are open around the words of a command that are expressions; nil where none are read. Between
    /// such words stand blanks: a call or an index follows without one.
    var bracketsAroundWords: Int?
    var functionDepth = 0
    /// Whether a function or lambda is around, so that `yield` may stand here.
    var mayYield = false
    /// Where the last `yield` stands that was read.
    var lastYield: SourceRange?
    var loopDepth = 0
    /// What is annotated in the class whose body is being read; nil in a function, and outside of classes.
    var annotations: [ClassDefinition.Annotation]?

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

    /// What a word says: a name in the form in which names are compared.
    func text(_ token: Token) -> String {
        let text = lexer.bytes.text(token.start, token.end)
        return token.kind == .name ? text.asIdentifier : text
    }

    /// From a token on to the end of the last one read.
    func range(from start: Int) -> SourceRange { SourceRange(start, max(previous?.end ?? start, start)) }

    /// End of the last word of what was just read from an offset on, without the ends of lines and blocks.
    func endOfWords(from start: Int) -> Int {
        var last = index - 1
        while last > 0, [.newline, .dedent, .indent].contains(tokens[last].kind) { last -= 1 }
        return last >= 0 ? max(tokens[last].end, start) : start
    }

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
