// The grammar. What parses by `statement` as Python is Python; only a `value` that does not is tried as a `command`.
// Names in capitals are tokens; `x,` is `x (',' x)* [',']`; NEWLINE, INDENT and DEDENT are Python's.
//
//   file          = (NEWLINE | statement)* END
//   statement     = compound | simple (';' simple)* [';'] NEWLINE
//   simple        = 'pass' | 'break' | 'continue' | 'return' [expressions] | 'del' targets | 'global' NAME,
//                 | 'assert' expression [',' expression] | 'import' module (',' module)* | assignment | value
//   module        = 'numpy' ['as' NAME]
//   assignment    = target '=' (target '=')* value | target OP= value
//   value         = expressions | command | help
//   compound      = if | while | for | def
//   if            = 'if' expression suite ('elif' expression suite)* ['else' suite]
//   while         = 'while' expression suite
//   for           = 'for' targets 'in' expressions suite
//   def           = 'def' NAME '(' [parameter,] ')' suite
//   parameter     = NAME ['=' expression]
//   suite         = ':' simple (';' simple)* [';'] NEWLINE | ':' NEWLINE INDENT statement+ DEDENT
//
//   expressions   = expression,                              (more than one, or a comma at the end: a tuple)
//   expression    = 'lambda' [parameter,] ':' expression | operation ['if' operation 'else' expression]
//   operation     = operators by precedence, loosest first:
//                   or · and · not · in, not in, is, is not, < <= > >= == != (chained) · | · ^ · & · << >> · + -
//                   · * / // % @ · unary + - ~ · ** (to the right)
//   primary       = atom trailer*
//   trailer       = '.' NAME | '(' [argument,] ')' | '[' index, ']'
//   argument      = NAME '=' expression | '*' expression | expression | expression clause+      (the last one alone)
//   index         = expression | [expression] ':' [expression] [':' [expression]]
//   atom          = NAME | INTEGER | FLOAT | STRING+ | 'None' | 'True' | 'False' | '...' | '(' [expressions] ')'
//                 | '[' [expression,] ']' | '[' expression clause+ ']'
//   clause        = 'for' targets 'in' operation ('if' operation)*
//   targets       = target,                                  (names, attributes, subscripts, tuples and lists of them)
//
//   command       = NAME (BLANK word)+                       (a blank before each word, none inside one)
//   word          = NAME '=' word | ['-'] NUMBER | STRING | NAME trailer* | '(' … ')' trailer* | '[' … ']' trailer*
//                 | 'None' | 'True' | 'False' | RAW          (RAW, to the next blank or `;`, where the table says so)
//                 | (statement)                              (the rest of the line, where the table says so)
//   help          = NAME ('.' NAME)* '?' | '?' [NAME ('.' NAME)*]

/// Reads cells: the subset of Python that Descent speaks, and calls typed as words.
public struct Parser: Sendable {
    /// What the parser knows of the built-ins.
    public var commands: CommandTable

    /// Makes a parser that reads the commands of a table.
    public init(commands: CommandTable) { self.commands = commands }

    /// Is told of each source that a parser begins to read; so that tests can count them.
    @TaskLocal package static var onParse: (@Sendable (String) -> Void)?

    private func parsing(_ source: String) -> Parsing {
        Self.onParse?(source)
        return Parsing(Lexer(Array(source.utf8)), commands)
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
