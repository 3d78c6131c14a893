/// Turns bytes into tokens, one at a time: the parser may ask to go on from another place, where it read a word raw.
///
/// Blocks are `indent` and `dedent` tokens by Python's rules; inside brackets line ends are blanks. Every call of
/// `next()` moves on or returns `end`, whatever the bytes are. Text may break off anywhere: what is open there, the lexer
/// says when it has read all.
public struct Lexer {
    let bytes: [UInt8]
    /// Offset just past what is read: the end of the source, or of the braces of an f-string.
    let limit: Int
    /// Inside the braces of an f-string: line ends are blanks and there are no blocks.
    let isNested: Bool
    var position: Int
    /// The mistakes that tokens stand for.
    public internal(set) var failures: [SyntaxError] = []
    /// The source ended in an indented block.
    private(set) var endedInsideBlock = false
    /// The brackets that are open.
    public var brackets: [Token] = []
    /// The string literal that the text breaks off in.
    public internal(set) var openString: OpenString?
    /// The text breaks off in a comment.
    public private(set) var endsInComment = false
    /// The text ends in a backslash that joins the next line to it.
    public private(set) var joinsLines = false
    private var indents = [Indentation()]
    private var pendingDedents = 0
    private var isAtLineStart: Bool
    private var hasTokenOnLine = false

    /// How deep a line stands, with tabs to the next multiple of 8, and with tabs of 1: where the two disagree about
    /// which line is deeper, tabs and blanks are mixed (as CPython's tokenizer decides it).
    private struct Indentation {
        var column = 0
        var alternate = 0
    }

    /// Reads a source, or as much of it as stands before an offset.
    public init(_ bytes: [UInt8], upTo limit: Int? = nil) {
        self.bytes = bytes
        self.limit = limit ?? bytes.count
        isNested = false
        isAtLineStart = true
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Reads a line that goes on with the text before it, which left brackets, a string or a backslash open.
    init(_ bytes: [UInt8], behind text: UnfinishedText) {
        self.init(bytes)
        brackets = text.brackets
        if text.isOpen { isAtLineStart = false }
        if let string = text.string { resume(inside: string) }
    }

    /// Reads the code between two offsets in the braces of an f-string.
    public init(nestedIn bytes: [UInt8], from start: Int, to end: Int) {
        self.bytes = bytes
        limit = end
        isNested = true
        isAtLineStart = false
        position = start
    }

    /// Goes on from an offset on the present line, outside brackets.
    public mutating func resume(at offset: Int) {
        position = offset
        openString = nil
        brackets.removeAll()
        pendingDedents = 0
        isAtLineStart = false
        hasTokenOnLine = true
    }

    /// The next token; at the end `newline` and `dedent` tokens for what is open, and then `end` again and again.
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

    /// A token for what can't be read; reading goes on at `position`.
    mutating func failure(_ kind: SyntaxError.Kind, _ start: Int, _ end: Int, isAtEnd: Bool = false) -> Token {
        failure(SyntaxError(kind, SourceRange(start, end), isAtEnd: isAtEnd))
    }

    mutating func failure(_ error: SyntaxError) -> Token {
        failures.append(error)
        return Token(kind: .failure(failures.count - 1), start: error.range.start, end: max(position, error.range.end))
    }

    /// Offset behind the line end that stands at an offset.
    func afterNewline(_ offset: Int) -> Int {
        let isPair = bytes[offset] == Byte.carriageReturn && offset + 1 < limit && bytes[offset + 1] == Byte.newline
        return offset + (isPair ? 2 : 1)
    }

    private mutating func skipComment() {
        while position < limit, !Byte.isNewline(bytes[position]) { position += 1 }
        endsInComment = position == limit
    }

    /// Skips blanks, comments and continued line ends; a token only where a backslash is astray.
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
    /// Steps over empty lines to the next one with a word on it, and compares how deep it stands.
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

/// Follows strings, brackets and backslashes through a text that arrives line by line, each of which is read once: what is
/// open at its end.
///
/// It never fails. Only the parser knows which words are paths or topics, so where it can read the text its word counts.
public struct UnfinishedText: Sendable {
    /// The string literal that the next line begins in.
    public private(set) var string: OpenString?
    /// The brackets that are open.
    private(set) var brackets: [Token] = []
    private var joinsLines = false
    /// The last line ends in the colon that a block follows.
    public private(set) var opensBlock = false

    /// A text without lines.
    public init() {}

    /// Whether the next line begins inside a string.
    public var isInsideString: Bool { string != nil }

    /// Whether a bracket is open, or a string in triple quotes.
    public var isEnclosed: Bool { !brackets.isEmpty || string?.form.isTriple == true }

    /// Whether the next line belongs to the statement so far: a bracket or a string is open, or a backslash joins them.
    public var isOpen: Bool { string != nil || !brackets.isEmpty || joinsLines }

    /// Takes the next line, given without its line end.
    public mutating func take(_ line: some StringProtocol) {
        var bytes = Array(line.utf8)
        bytes.append(Byte.newline)
        var lexer = Lexer(bytes, behind: self)
        // The lexer has them alone, or each line would copy them all.
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
