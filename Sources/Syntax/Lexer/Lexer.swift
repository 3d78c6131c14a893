/// Turns bytes into tokens, one at a time. The parser may move the lexer to another offset, after it has read a raw
/// word.
///
/// Blocks become `indent` and `dedent` tokens by Python's rules; inside brackets, line ends count as blanks. Every
/// call of `next()` advances or returns `end`, whatever the bytes. The text may end anywhere; once the lexer has read
/// it all, its properties tell what is still open.
public struct Lexer {
    let bytes: [UInt8]
    /// The offset just past the text to read: the end of the source, or of an f-string's braces.
    let limit: Int
    /// Whether it reads inside the braces of an f-string, where line ends count as blanks and there are no blocks.
    let isNested: Bool
    var position: Int
    /// The errors that `failure` tokens refer to.
    public internal(set) var failures: [SyntaxError] = []
    /// Whether the source ended inside an indented block.
    private(set) var endedInsideBlock = false
    /// The open brackets.
    public var brackets: [Token] = []
    /// The string literal that the text ends in, if any.
    public internal(set) var openString: OpenString?
    /// Whether the text ends in a comment.
    public private(set) var endsInComment = false
    /// Whether the text ends with a backslash that joins it to the next line.
    public private(set) var joinsLines = false
    private var indents = [Indentation()]
    private var pendingDedents = 0
    private var isAtLineStart: Bool
    private var hasTokenOnLine = false

    /// The indentation of a line, with tab stops every 8 columns and with tabs of width 1. If the two disagree about
    /// which line is deeper, tabs and blanks are mixed inconsistently (CPython's tokenizer uses the same rule).
    private struct Indentation {
        var column = 0
        var alternate = 0
    }

    /// Reads a source, or only the part before an offset.
    public init(_ bytes: [UInt8], upTo limit: Int? = nil) {
        self.bytes = bytes
        self.limit = limit ?? bytes.count
        isNested = false
        isAtLineStart = true
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Reads a line that continues a text with open brackets, an open string or a trailing backslash.
    init(_ bytes: [UInt8], behind text: UnfinishedText) {
        self.init(bytes)
        brackets = text.brackets
        if text.isOpen { isAtLineStart = false }
        if let string = text.string { resume(inside: string) }
    }

    /// Reads the code between two offsets inside the braces of an f-string.
    public init(nestedIn bytes: [UInt8], from start: Int, to end: Int) {
        self.bytes = bytes
        limit = end
        isNested = true
        isAtLineStart = false
        position = start
    }

    /// Continues at an offset on the current line, outside brackets.
    public mutating func resume(at offset: Int) {
        position = offset
        openString = nil
        brackets.removeAll()
        pendingDedents = 0
        isAtLineStart = false
        hasTokenOnLine = true
    }

    /// Returns the next token. At the end these are `newline` and `dedent` tokens for whatever is open, then `end`
    /// every time.
    public mutating func next() -> Token {
        if pendingDedents > 0 {
            pendingDedents -= 1
            return Token(kind: .dedent, start: position, end: position)
        }
        if isAtLineStart {
            isAtLineStart = false
            if let token = measureIndentation() { return token }
        }
        if let failure = skipBlanks() { return failure }
        guard position < limit else { return endOfSource() }
        let start = position
        let byte = bytes[position]
        if Byte.isNewline(byte) {
            position = afterNewline(position)
            isAtLineStart = true
            hasTokenOnLine = false
            return Token(kind: .newline, start: start, end: start)
        }
        hasTokenOnLine = true
        if Byte.isLetter(byte) || byte == Byte.underscore || byte >= 0x80 { return word() }
        if Byte.isDigit(byte) || (byte == Byte.dot && start + 1 < limit && Byte.isDigit(bytes[start + 1])) {
            return number()
        }
        if byte == Byte.quote || byte == Byte.apostrophe { return string(from: start, prefix: []) }
        return symbol()
    }

    /// Makes a token for text that cannot be read. Reading continues at `position`.
    mutating func failure(_ kind: SyntaxError.Kind, _ start: Int, _ end: Int, isAtEnd: Bool = false) -> Token {
        failure(SyntaxError(kind, SourceRange(start, end), isAtEnd: isAtEnd))
    }

    mutating func failure(_ error: SyntaxError) -> Token {
        failures.append(error)
        return Token(kind: .failure(failures.count - 1), start: error.range.start, end: max(position, error.range.end))
    }

    /// The offset just past the line end at an offset.
    func afterNewline(_ offset: Int) -> Int {
        let isPair = bytes[offset] == Byte.carriageReturn && offset + 1 < limit && bytes[offset + 1] == Byte.newline
        return offset + (isPair ? 2 : 1)
    }

    private mutating func skipComment() {
        while position < limit, !Byte.isNewline(bytes[position]) { position += 1 }
        endsInComment = position == limit
    }

    /// Skips blanks, comments and joined line ends. Returns a token only for a stray backslash.
    private mutating func skipBlanks() -> Token? {
        let isInBrackets = isNested || !brackets.isEmpty
        while position < limit {
            let byte = bytes[position]
            if Byte.isBlank(byte) {
                position += 1
            } else if byte == Byte.hash {
                skipComment()
            } else if Byte.isNewline(byte), isInBrackets {
                position = afterNewline(position)
            } else if byte == Byte.backslash {
                if let failure = continueLine() { return failure }
            } else {
                break
            }
        }
        return nil
    }

    private mutating func continueLine() -> Token? {
        let start = position
        position += 1
        if position < limit, Byte.isNewline(bytes[position]) {
            position = afterNewline(position)
        } else if position < limit {
            var after = position
            while after < limit, Byte.isBlank(bytes[after]) { after += 1 }
            let isBlankToEnd = after >= limit || Byte.isNewline(bytes[after])
            return failure(.character(isBlankToEnd ? .blankAfterBackslash : .strayBackslash), start, position)
        }
        guard position >= limit else { return nil }
        joinsLines = true
        return failure(.character(.backslashAtEnd), start, start + 1, isAtEnd: !isNested)
    }

    private mutating func endOfSource() -> Token {
        if brackets.isEmpty, !isNested {
            if hasTokenOnLine {
                hasTokenOnLine = false
                return Token(kind: .newline, start: limit, end: limit)
            }
            if indents.count > 1 {
                endedInsideBlock = true
                pendingDedents = indents.count - 2
                indents.removeLast(indents.count - 1)
                return Token(kind: .dedent, start: limit, end: limit)
            }
        }
        return Token(kind: .end, start: limit, end: limit)
    }
}

// MARK: - Blocks

extension Lexer {
    /// Skips empty lines up to the next line with a token, and compares its indentation.
    private mutating func measureIndentation() -> Token? {
        while true {
            let start = position
            let indentation = readIndentation()
            guard position < limit else { return nil }
            if bytes[position] == Byte.hash { skipComment() }
            guard position < limit else { return nil }
            guard Byte.isNewline(bytes[position]) else { return compare(indentation, from: start) }
            position = afterNewline(position)
        }
    }

    private mutating func readIndentation() -> Indentation {
        var indentation = Indentation()
        while position < limit, Byte.isBlank(bytes[position]) {
            switch bytes[position] {
            case Byte.space:
                indentation = Indentation(column: indentation.column + 1, alternate: indentation.alternate + 1)
            case Byte.tab:
                indentation.column = (indentation.column / 8 + 1) * 8
                indentation.alternate += 1
            default: indentation = Indentation()
            }
            position += 1
        }
        return indentation
    }

    private mutating func compare(_ new: Indentation, from start: Int) -> Token? {
        guard let top = indents.last else { return nil }
        if new.column == top.column {
            return new.alternate == top.alternate ? nil : failure(.layout(.mixedTabs), start, position)
        }
        if new.column > top.column {
            guard new.alternate > top.alternate else { return failure(.layout(.mixedTabs), start, position) }
            guard indents.count < Parsing.deepestBlock else { return failure(.layout(.tooDeep), start, position) }
            indents.append(new)
            return Token(kind: .indent, start: start, end: position)
        }
        let before = indents.count
        while let top = indents.last, top.column > new.column { indents.removeLast() }
        guard let outer = indents.last, outer.column == new.column else {
            return failure(.layout(.inconsistentDedent), start, position)
        }
        guard outer.alternate == new.alternate else { return failure(.layout(.mixedTabs), start, position) }
        pendingDedents = before - indents.count - 1
        return Token(kind: .dedent, start: position, end: position)
    }
}

/// Tracks strings, brackets and backslashes through a text that arrives line by line, reading each line once. It
/// tells what is open at the end.
///
/// It never fails. Only the parser knows which words are paths or topics, so where the parser can read the text, it
/// decides.
public struct UnfinishedText: Sendable {
    /// The string literal that the next line begins in.
    public private(set) var string: OpenString?
    /// The open brackets.
    private(set) var brackets: [Token] = []
    private var joinsLines = false
    /// Whether the last line ends with a colon that opens a block.
    public private(set) var opensBlock = false

    /// An empty text.
    public init() {}

    /// Whether the next line begins inside a string.
    public var isInsideString: Bool { string != nil }

    /// Whether a bracket or a triple-quoted string is open.
    public var isEnclosed: Bool { !brackets.isEmpty || string?.form.isTriple == true }

    /// Whether the next line continues the statement: a bracket or string is open, or a backslash joins the lines.
    public var isOpen: Bool { string != nil || !brackets.isEmpty || joinsLines }

    /// Reads the next line.
    ///
    /// - Parameter line: the line without its line end.
    public mutating func take(_ line: some StringProtocol) {
        var bytes = Array(line.utf8)
        bytes.append(Byte.newline)
        var lexer = Lexer(bytes, behind: self)
        // The lexer must be the only owner, or each line would copy them.
        brackets = []
        var last: Token?
        reading: while true {
            let token = lexer.next()
            switch token.kind {
            case .end: break reading
            case .newline, .indent, .dedent: break
            default: last = token
            }
        }
        note(lexer, endingIn: last)
    }

    /// Takes what a reader of the line has come to.
    ///
    /// - Parameter last: its last word.
    mutating func note(_ lexer: Lexer, endingIn last: Token?) {
        string = lexer.openString
        brackets = lexer.brackets
        joinsLines = lexer.joinsLines
        opensBlock = !isEnclosed && last?.is(.colon) == true
    }
}
