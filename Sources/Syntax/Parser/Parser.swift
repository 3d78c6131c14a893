// The grammar. Whatever parses as a Python `statement` is Python; only a `value` that does not is tried as a
// `command`. Names in capitals are tokens; `x,` means `x (',' x)* [',']`; NEWLINE, INDENT and DEDENT are Python's.
//
//   file          = (NEWLINE | statement)* END
//   statement     = compound | simple (';' simple)* [';'] NEWLINE
//   simple        = 'pass' | 'break' | 'continue' | 'return' [expressions] | 'del' targets | 'global' NAME,
//                 | 'nonlocal' NAME, | 'assert' expression [',' expression] | importation | assignment
//                 | target ':' expression ['=' value] | value
//   importation   = 'import' module ['as' NAME],
//                 | 'from' module 'import' ('*' | NAME ['as' NAME],)       (names in parentheses or not)
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
//   match         = 'match' (expressions | yield) ':' NEWLINE INDENT case+ DEDENT     (both are names elsewhere)
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
//   atom          = NAME | INTEGER | FLOAT | STRING+ | 'None' | 'True' | 'False' | '...'
//                 | '(' [expressions | yield] ')' | '(' named clause+ ')'
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

/// Parses cells: the supported subset of Python, and calls typed as words.
public struct Parser: Sendable {
    /// What the parser knows about the built-ins.
    public var commands: CommandTable
    /// Whether calls may be typed as words.
    private let readsCommands: Bool

    /// Makes a parser that reads the commands of a table.
    public init(commands: CommandTable, readsCommands: Bool = true) {
        (self.commands, self.readsCommands) = (commands, readsCommands)
    }

    /// Called with each source that a parser begins to read, so that tests can count them.
    @TaskLocal package static var onParse: (@Sendable (String) -> Void)?

    private func parsing(_ source: String) -> Parsing {
        Self.onParse?(source)
        var parsing = Parsing(Lexer(Array(source.utf8)), commands)
        parsing.readsCommands = readsCommands
        return parsing
    }

    /// Parses a whole cell or file. Ranges count UTF-8 offsets.
    ///
    /// - Throws: the first ``SyntaxError``. Any bytes are safe input: recursion depth is limited, and so is the
    ///   height of an expression, for later passes over the tree.
    public func parse(_ source: String) throws(SyntaxError) -> Block {
        var parsing = parsing(source)
        return try parsing.file()
    }

    /// Whether a prompt should ask for another line.
    ///
    /// - Parameter source: the text typed so far, including every line end. An empty line ends a block, so
    ///   `"for i in x:\n    i\n"` is incomplete, and complete with another `"\n"`.
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

/// What a prompt should do with the lines typed so far.
public enum Completeness: Sendable, Equatable {
    /// The lines can run; holds their statements.
    case complete(Block)
    /// A bracket, a triple-quoted string or a block is open, or a backslash ends the last line.
    case incomplete
    /// More lines cannot fix the error.
    case invalid(SyntaxError)
}

/// What the parser must know about the built-ins to read the command form.
///
/// It is derived from the table of built-ins; the parser never looks at the workspace.
public struct CommandTable: Sendable {
    /// How one built-in reads its words.
    public struct Entry: Sendable {
        /// The positions (from 0) of words taken verbatim up to the next blank: a path, a help topic.
        public var rawPositions: Set<Int>
        /// The endings by which a word is a file's name, read raw to the next blank, wherever it stands.
        public var rawEndings: [String]
        /// Keywords whose value, where it is a plain name, is that text: `method=gram`.
        public var wordKeywords: Set<String>
        /// Whether the rest of the line is source (`time`, `explain`).
        public var takesSource: Bool
        /// Whether a call returns no value, so that no operator can follow it.
        public var givesNothing: Bool
        /// Whether its words are expressions, which may contain operators: `y - y_hat`.
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

    /// Makes a table that looks up a name when a line begins with it.
    public init(_ find: @escaping @Sendable (String) -> Entry? = { _ in nil }) { self.find = find }

    /// How a built-in reads its words; nil if the name is not a built-in.
    public subscript(name: String) -> Entry? { find(name) }
}

/// One run over one source: the tokens read so far and the current position.
///
/// The parser backtracks only within one simple statement, when text that is not Python is tried as a command. The
/// lexer never passes that statement's line end before it is accepted, so blocks are never read twice.
struct Parsing {
    /// The maximum nesting depth of brackets, blocks, unary operators and so on (CPython's limit for brackets).
    static let deepest = 200
    /// The maximum nesting depth of blocks (CPython's limit).
    static let deepestBlock = 100
    /// The maximum height of an expression tree. A chain of operators increases it without nesting.
    static let highest = 1_000

    let commands: CommandTable
    /// False when testing whether a text is a call in Python's form.
    var readsCommands = true
    var lexer: Lexer
    private(set) var tokens: [Token]
    private(set) var index = 0
    /// The token at `index`.
    private(set) var token: Token
    var depth = 0
    /// The height of the last parsed expression.
    var height = 0
    /// The token indices of the open brackets.
    var openers: [Int] = []
    /// The number of brackets open around a command's expression words; nil outside such words. Blanks separate these
    /// words, so a call or subscript must follow without a blank.
    var bracketsAroundWords: Int?
    var functionDepth = 0
    /// Whether a function or lambda encloses this point, so that `yield` is allowed.
    var mayYield = false
    /// The range of the last `yield` read.
    var lastYield: SourceRange?
    var loopDepth = 0
    /// The annotations of the class body being read; nil inside a function and outside classes.
    var annotations: [ClassDefinition.Annotation]?

    init(_ lexer: Lexer, _ commands: CommandTable) {
        self.lexer = lexer
        self.commands = commands
        token = self.lexer.next()
        tokens = [token]
    }

    // MARK: Tokens

    mutating func advance() {
        index += 1
        if index == tokens.count { tokens.append(lexer.next()) }
        token = tokens[index]
    }

    /// The token some places ahead. Must not be asked past a line end.
    mutating func ahead(_ distance: Int) -> Token {
        while index + distance >= tokens.count { tokens.append(lexer.next()) }
        return tokens[index + distance]
    }

    /// The token before this one.
    var previous: Token? { index > 0 ? tokens[index - 1] : nil }

    /// Moves back within a statement.
    mutating func rewind(to index: Int) {
        self.index = index
        token = tokens[index]
        openers.removeAll()
    }

    /// Continues at an offset on the current line, as if the previous token ended there.
    mutating func resume(at offset: Int, after word: Token) {
        tokens.removeSubrange(index...)
        tokens.append(word)
        lexer.resume(at: offset)
        advance()
    }

    /// Whether a blank precedes this token.
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

    /// The text of a token; a name is normalized.
    func text(_ token: Token) -> String {
        let text = lexer.bytes.text(token.start, token.end)
        return token.kind == .name ? text.asIdentifier : text
    }

    /// The range from an offset to the end of the last token read.
    func range(from start: Int) -> SourceRange { SourceRange(start, max(previous?.end ?? start, start)) }

    /// The end of the last word read since an offset, without line and block ends.
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

    /// Sets the height of a new expression, given the greatest height of its parts.
    mutating func raise(over height: Int) throws(SyntaxError) {
        guard height < Self.highest else { throw SyntaxError(.layout(.tooLong), token.range) }
        self.height = height + 1
    }
}
