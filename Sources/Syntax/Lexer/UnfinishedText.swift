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
        var last: Token?
        reading: while true {
            let token = lexer.next()
            switch token.kind {
            case .end: break reading
            case .newline, .indent, .dedent: break
            default: last = token
            }
        }
        string = lexer.openString
        brackets = lexer.brackets
        joinsLines = lexer.joinsLines
        opensBlock = !isEnclosed && last?.is(.colon) == true
    }
}
