/// A part of a source that gets its own colour in syntax highlighting.
public struct SourcePiece: Sendable, Hashable {
    /// The kinds of pieces.
    public enum Kind: Sendable, Hashable {
        case keyword, constant, number, string, comment
        /// A name; `isMember` if it follows a dot.
        case name(isMember: Bool)
    }

    /// The kind.
    public var kind: Kind
    /// The source range.
    public var range: SourceRange

    /// The pieces of a source in order, also for a source that cannot be parsed. The gaps between them are symbols
    /// and blanks.
    public static func pieces(of source: String) -> [SourcePiece] {
        let bytes = Array(source.utf8)
        var lexer = Lexer(bytes)
        var pieces: [SourcePiece] = []
        var (end, isBehindDot) = (0, false)
        while true {
            let token = lexer.next()
            pieces += comments(in: bytes, from: end, to: token.start)
            end = max(end, token.end)
            if let kind = Kind(of: token, isMember: isBehindDot) { pieces.append(SourcePiece(kind, token.range)) }
            isBehindDot = token.is(.dot)
            if token.kind == .end { break }
        }
        return pieces + comments(in: bytes, from: end, to: bytes.count)
    }

    private init(_ kind: Kind, _ range: SourceRange) { (self.kind, self.range) = (kind, range) }

    /// The comments between two tokens.
    private static func comments(in bytes: [UInt8], from start: Int, to end: Int) -> [SourcePiece] {
        var pieces: [SourcePiece] = []
        var place = start
        while place < end, let sign = bytes[place..<end].firstIndex(of: Byte.hash) {
            place = bytes[sign..<end].firstIndex(where: Byte.isNewline) ?? end
            pieces.append(SourcePiece(.comment, SourceRange(sign, place)))
        }
        return pieces
    }
}

extension SourcePiece.Kind {
    fileprivate init?(of token: Token, isMember: Bool) {
        switch token.kind {
        case .name: self = .name(isMember: isMember)
        case .keyword(let keyword): self = keyword.isConstant ? .constant : .keyword
        case .integer, .float: self = .number
        case .string: self = .string
        case .raw, .symbol, .newline, .indent, .dedent, .end, .failure: return nil
        }
    }
}
