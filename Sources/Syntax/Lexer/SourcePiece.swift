/// A part of a source that gets its own colour in syntax highlighting.
public struct SourcePiece: Sendable, Hashable {
    /// The kinds of pieces.
    public enum Kind: Sendable, Hashable {
        case keyword, constant, number, string, comment
        /// A name; `isMember` if it follows a dot.
        case name(isMember: Bool)
        /// A bracket.
        case opener, closer
        /// A string that its line doesn't close.
        case unclosed
        /// What no reader of Python takes.
        case mistake
    }

    /// The kind.
    public var kind: Kind
    /// The source range.
    public var range: SourceRange

    /// The pieces of a source in order, also for a source that cannot be parsed. The gaps between them are symbols
    /// and blanks.
    public static func pieces(of source: String) -> [SourcePiece] {
        let bytes = Array(source.utf8)
        var reader = PieceReader(bytes, Lexer(bytes))
        reader.hasOnlyWords = true
        reader.readAll()
        return reader.pieces
    }

    init(_ kind: Kind, _ range: SourceRange) { (self.kind, self.range) = (kind, range) }
}

extension UnfinishedText {
    /// Takes the next line, given without its line end; gives its pieces, with offsets from the line's start.
    ///
    /// - Parameter commands: which words are read raw, as the parser reads them.
    public mutating func takePieces(of line: [UInt8], _ commands: CommandTable) -> [SourcePiece] {
        let bytes = line + [Byte.newline]
        let lexer = Lexer(bytes, behind: self)
        var reader = PieceReader(bytes, lexer)
        if isInsideString { reader.add(.string, to: lexer.position) }
        reader.commands = isOpen ? nil : commands
        reader.readAll()
        note(reader.lexer, endingIn: reader.last)
        return reader.pieces
    }
}

/// Reads a source word by word, whatever it is.
private struct PieceReader {
    let bytes: [UInt8]
    var lexer: Lexer
    /// The commands whose words may be raw; nil where no statement begins.
    var commands: CommandTable?
    /// Whether brackets and what can't be read are left out.
    var hasOnlyWords = false
    private(set) var pieces: [SourcePiece] = []
    private(set) var last: Token?
    private var end = 0
    /// The command that the statement began with, and which of its words comes next.
    private var command: CommandTable.Entry?
    private var wordIndex = 0

    init(_ bytes: [UInt8], _ lexer: Lexer) { (self.bytes, self.lexer) = (bytes, lexer) }

    mutating func readAll() {
        while true {
            let token = lexer.next()
            addComments(to: token.start)
            if isRaw(token) {
                takeRawWord(from: token.start)
                continue
            }
            if let kind = kind(of: token), token.end > end { add(kind, to: token.end, from: max(end, token.start)) }
            end = max(end, token.end)
            if token.kind == .end { break }
            note(token)
        }
        addComments(to: bytes.count)
    }

    mutating func add(_ kind: SourcePiece.Kind, to end: Int, from start: Int = 0) {
        pieces.append(SourcePiece(kind, SourceRange(start, end)))
        self.end = end
    }

    /// The comments between the last token and the next.
    private mutating func addComments(to start: Int) {
        while end < start, let sign = bytes[end..<start].firstIndex(of: Byte.hash) {
            add(.comment, to: bytes[sign..<start].firstIndex(where: Byte.isNewline) ?? start, from: sign)
        }
    }

    private mutating func note(_ token: Token) {
        switch token.kind {
        case .newline, .indent, .dedent: return
        case .symbol(.semicolon), .symbol(.equals): (command, wordIndex) = (nil, 0)
        case .name where last == nil || last?.is(.semicolon) == true || last?.is(.equals) == true:
            command = commands?[bytes.text(token.start, token.end)]
            if command?.takesSource == true { command = nil }
            wordIndex = 0
        default: if let last, last.end < token.start, command != nil { wordIndex += 1 }
        }
        last = token
    }

    /// Whether a word begins here that the command reads raw, to the next blank.
    private func isRaw(_ token: Token) -> Bool {
        guard let command, let last, last.end < token.start, lexer.brackets.count <= (token.opensBracket ? 1 : 0)
        else { return false }
        switch token.kind {
        case .newline, .indent, .dedent, .end: return false
        default: break
        }
        return command.rawPositions.contains(wordIndex) && !"\"'(=#;".utf8.contains(bytes[token.start])
    }

    private mutating func takeRawWord(from start: Int) {
        let end = bytes[start...].firstIndex { " \t;".utf8.contains($0) || Byte.isNewline($0) } ?? bytes.count
        add(.string, to: end, from: start)
        lexer.resume(at: end)
        last = Token(kind: .raw, start: start, end: end)
        wordIndex += 1
    }

    private func kind(of token: Token) -> SourcePiece.Kind? {
        switch token.kind {
        case .name: .name(isMember: last?.is(.dot) == true)
        case .keyword(let keyword): keyword.isConstant ? .constant : .keyword
        case .integer, .float: .number
        case .string: .string
        case .symbol where hasOnlyWords, .failure where hasOnlyWords: nil
        case .symbol(let symbol): symbol.nesting > 0 ? .opener : symbol.nesting < 0 ? .closer : nil
        case .failure(let index): Self.kind(of: lexer.failures[index], lexer)
        case .raw, .newline, .indent, .dedent, .end: nil
        }
    }

    /// What more lines may mend is no mistake.
    private static func kind(of failure: SyntaxError, _ lexer: Lexer) -> SourcePiece.Kind? {
        switch failure.kind {
        case .string: lexer.openString == nil ? .unclosed : .string
        case .layout: nil
        default: failure.isAtEnd ? nil : .mistake
        }
    }
}

extension Token {
    fileprivate var opensBracket: Bool { if case .symbol(let symbol) = kind { symbol.nesting > 0 } else { false } }
}
