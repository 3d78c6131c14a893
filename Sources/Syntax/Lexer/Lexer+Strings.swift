/// String literals: finds where they end. The parser decodes their contents.
extension Lexer {
    /// Reads a string whose prefix (possibly empty) ends at `position`.
    mutating func string(from start: Int, prefix: ArraySlice<UInt8>) -> Token {
        let letters = String(decoding: prefix.map { $0 | 0x20 }, as: UTF8.self)
        let quote = bytes[position]
        let isTriple = position + 2 < limit && bytes[position + 1] == quote && bytes[position + 2] == quote
        let form = StringForm(
            prefixLength: UInt8(prefix.count), isRaw: letters.contains("r"), isFormatted: letters.contains("f"),
            isBytes: letters.contains("b"), isTriple: isTriple)
        position = start + form.lead
        let scanner = StringScanner(bytes: bytes, limit: limit, quote: quote, form: form)
        do throws(SyntaxError) {
            position = try scanner.closingQuote(from: position, opener: start, level: 0) + form.trail
        } catch {
            // Continue at the end of the line, so that a path with an apostrophe does not swallow the lines below.
            var error = error
            if isNested { error.isAtEnd = false }
            while position < limit, error.isAtEnd || !Byte.isNewline(bytes[position]) { position += 1 }
            if position == limit { openString = OpenString(start: start, quote: quote, form: form) }
            return failure(error)
        }
        guard ["", "r", "f", "u", "fr", "rf", "b", "br", "rb"].contains(letters) else {
            return failure(
                .string(.unknownPrefix(bytes.text(start, start + prefix.count))), start, start + prefix.count)
        }
        return Token(kind: .string(form), start: start, end: position)
    }
}

extension Lexer {
    /// Continues a string that an earlier line opened. Code in its braces is not examined.
    mutating func resume(inside string: OpenString) {
        var form = string.form
        form.isFormatted = false
        let scanner = StringScanner(bytes: bytes, limit: limit, quote: string.quote, form: form)
        do throws(SyntaxError) {
            position = try scanner.closingQuote(from: position, opener: position, level: 0) + form.trail
        } catch {
            while position < limit, error.isAtEnd || !Byte.isNewline(bytes[position]) { position += 1 }
            if position == limit { openString = string }
        }
    }
}

/// A string literal without its closing quote.
public struct OpenString: Sendable, Hashable {
    /// The offset of its first byte, including the prefix.
    public var start: Int
    /// The quote character that closes it, alone or tripled.
    public var quote: UInt8
    /// How the literal is written.
    public var form: StringForm

    /// The offset just past its opening quotes.
    public var contentStart: Int { start + form.lead }

    /// The replacement field of an f-string that the text ends in at a limit: the offset of its brace, and whether
    /// its expression is still open. Nil if the text ends in the literal part of the string.
    public func replacement(in bytes: [UInt8], upTo limit: Int) -> (open: Int, isInExpression: Bool)? {
        guard form.isFormatted else { return nil }
        let scanner = StringScanner(bytes: bytes, limit: limit, quote: quote, form: form)
        return scanner.openReplacement(from: contentStart)
    }
}

/// Finds the parts of a string literal. The braces of an f-string may contain strings with the same quotes, as since
/// Python 3.12.
struct StringScanner {
    let bytes: [UInt8]
    let limit: Int
    let quote: UInt8
    let form: StringForm

    /// How deep f-strings and their format specifications may nest.
    static let deepestLevel = 20

    /// `{expression = !conversion :format}`, by offsets.
    struct Replacement {
        var open: Int
        var expressionEnd: Int
        /// The end of the text that `=` displays.
        var shownEnd: Int?
        var conversion: SourceRange?
        var format: SourceRange?
        var close: Int
    }

    /// The offset of the quote that closes the text beginning at `start`.
    func closingQuote(from start: Int, opener: Int, level: Int) throws(SyntaxError) -> Int {
        var offset = start
        while offset < limit {
            let byte = bytes[offset]
            if byte == Byte.backslash {
                offset = afterEscape(offset)
            } else if isClosing(offset) {
                return offset
            } else if Byte.isNewline(byte), !form.isTriple {
                break
            } else if form.isFormatted, byte == Byte.leftBrace {
                let isDoubled = offset + 1 < limit && bytes[offset + 1] == Byte.leftBrace
                offset = isDoubled ? offset + 2 : try replacement(at: offset, level: level).close + 1
            } else {
                offset += 1
            }
        }
        let text = String(Character(Unicode.Scalar(quote)))
        if form.isTriple {
            let kind = SyntaxError.Kind.string(.unterminatedTriple(quote: text + text + text))
            throw SyntaxError(kind, SourceRange(opener, min(opener + form.lead, limit)), isAtEnd: true)
        }
        // A backslash at the end of the line asks for another line.
        let isContinued = offset >= limit && limit > 0 && Byte.isNewline(bytes[limit - 1])
        let kind = SyntaxError.Kind.string(.unterminated(quote: text))
        throw SyntaxError(kind, SourceRange(opener, min(offset, limit)), isAtEnd: isContinued)
    }

    /// The offset just past the backslash at `offset` and the character it escapes.
    func afterEscape(_ offset: Int) -> Int {
        guard offset + 1 < limit else { return limit }
        let next = bytes[offset + 1]
        if next == Byte.carriageReturn, offset + 2 < limit, bytes[offset + 2] == Byte.newline { return offset + 3 }
        // In an f-string, a brace after a backslash is still a brace, except in `\N{…}`.
        if form.isFormatted, next == Byte.leftBrace || next == Byte.rightBrace { return offset + 1 }
        if form.isFormatted, !form.isRaw, next == UInt8(ascii: "N"), offset + 2 < limit,
            bytes[offset + 2] == Byte.leftBrace
        {
            return offset + 3
        }
        return offset + 2
    }

    private func isClosing(_ offset: Int) -> Bool {
        guard bytes[offset] == quote else { return false }
        return !form.isTriple || (offset + 2 < limit && bytes[offset + 1] == quote && bytes[offset + 2] == quote)
    }

    /// Scans the replacement field whose brace is at `open`.
    func replacement(at open: Int, level: Int) throws(SyntaxError) -> Replacement {
        guard level < Self.deepestLevel else {
            throw SyntaxError(.string(.bracesTooDeep), SourceRange(open, open + 1))
        }
        let (end, shownEnd) = try expressionEnd(from: open, level: level)
        var found = Replacement(open: open, expressionEnd: end, shownEnd: shownEnd, close: end)
        var offset = shownEnd ?? end
        if bytes[offset] == UInt8(ascii: "!") {
            let start = offset + 1
            offset = start
            while offset < limit, Byte.isLetter(bytes[offset]) || Byte.isDigit(bytes[offset]) { offset += 1 }
            found.conversion = SourceRange(start, offset)
        }
        if offset < limit, bytes[offset] == UInt8(ascii: ":") {
            let end = try formatEnd(from: offset + 1, open: open, level: level)
            found.format = SourceRange(offset + 1, end)
            offset = end
        }
        guard offset < limit, bytes[offset] == Byte.rightBrace else { throw unclosed(open, offset) }
        found.close = offset
        return found
    }

    /// The innermost replacement field that is still open at the limit.
    func openReplacement(from start: Int) -> (open: Int, isInExpression: Bool)? {
        var innermost: (open: Int, isInExpression: Bool)?
        var offset = start
        while offset < limit {
            let isDoubled = offset + 1 < limit && bytes[offset + 1] == bytes[offset]
            switch bytes[offset] {
            case Byte.backslash: offset = afterEscape(offset)
            case Byte.leftBrace where isDoubled: offset += 2
            case Byte.leftBrace:
                if let found = try? replacement(at: offset, level: 0) {
                    offset = found.close + 1
                } else if let (end, shownEnd) = try? expressionEnd(from: offset, level: 0) {
                    // The conversion or format, which may itself contain replacement fields.
                    innermost = (offset, false)
                    offset = (shownEnd ?? end) + 1
                } else {
                    return (offset, true)
                }
            default: offset += 1
            }
        }
        return innermost
    }

    private func unclosed(_ open: Int, _ offset: Int) -> SyntaxError {
        SyntaxError(.string(.braceUnclosed), SourceRange(open, open + 1), isAtEnd: form.isTriple && offset >= limit)
    }

    /// Where the expression of a replacement field ends, at `}`, `!`, `:` or `=`, and where the text that `=`
    /// displays ends.
    private func expressionEnd(from open: Int, level: Int) throws(SyntaxError) -> (end: Int, shownEnd: Int?) {
        var offset = open + 1
        var depth = 0
        while offset < limit {
            let byte = bytes[offset]
            let next = offset + 1 < limit ? bytes[offset + 1] : 0
            switch byte {
            case Byte.quote, Byte.apostrophe:
                offset = try afterString(at: offset, open: open, level: level)
                continue
            case UInt8(ascii: "("), UInt8(ascii: "["), Byte.leftBrace: depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth = max(depth - 1, 0)
            case Byte.rightBrace where depth > 0: depth -= 1
            case Byte.rightBrace: return (offset, nil)
            case Byte.hash: throw SyntaxError(.string(.commentInBraces), SourceRange(offset, offset + 1))
            case Byte.newline where !form.isTriple, Byte.carriageReturn where !form.isTriple:
                throw unclosed(open, offset)
            case UInt8(ascii: "!") where next == Byte.equals, UInt8(ascii: "<") where next == Byte.equals,
                UInt8(ascii: ">") where next == Byte.equals, Byte.equals where next == Byte.equals:
                offset += 1
            case UInt8(ascii: "!") where depth == 0, UInt8(ascii: ":") where depth == 0: return (offset, nil)
            case Byte.equals where depth == 0:
                if let shown = shownEnd(from: offset + 1) { return (offset, shown) }
            default: break
            }
            offset += 1
        }
        throw unclosed(open, limit)
    }

    /// The end of the blanks after `=`, if nothing else separates it from the end of the expression.
    private func shownEnd(from start: Int) -> Int? {
        var offset = start
        while offset < limit, Byte.isBlank(bytes[offset]) || Byte.isNewline(bytes[offset]) { offset += 1 }
        guard offset < limit, "}!:".utf8.contains(bytes[offset]) else { return nil }
        return offset
    }

    /// The offset just past a string inside the braces, whose first quote is at `offset`.
    private func afterString(at offset: Int, open: Int, level: Int) throws(SyntaxError) -> Int {
        var start = offset
        while start > open + 1, offset - start < 2, Byte.isLetter(bytes[start - 1]) { start -= 1 }
        let letters = bytes[start..<offset].map { $0 | 0x20 }
        let mark = bytes[offset]
        let isTriple = offset + 2 < limit && bytes[offset + 1] == mark && bytes[offset + 2] == mark
        let form = StringForm(
            prefixLength: 0, isRaw: letters.contains(UInt8(ascii: "r")),
            isFormatted: letters.contains(UInt8(ascii: "f")),
            isTriple: isTriple)
        guard level + 1 < Self.deepestLevel else {
            throw SyntaxError(.string(.bracesTooDeep), SourceRange(offset, offset + 1))
        }
        let inner = StringScanner(bytes: bytes, limit: limit, quote: mark, form: form)
        do throws(SyntaxError) {
            return try inner.closingQuote(from: offset + form.trail, opener: offset, level: level + 1) + form.trail
        } catch {
            // The quote was probably meant to close the enclosing string.
            if case .string(.bracesTooDeep) = error.kind { throw error }
            throw unclosed(open, error.isAtEnd ? limit : 0)
        }
    }

    /// Where a format specification ends: at the brace that closes its replacement field.
    private func formatEnd(from start: Int, open: Int, level: Int) throws(SyntaxError) -> Int {
        var offset = start
        while offset < limit {
            let byte = bytes[offset]
            if byte == Byte.rightBrace { return offset }
            if byte == Byte.leftBrace {
                offset = try replacement(at: offset, level: level + 1).close + 1
            } else if isClosing(offset) || (Byte.isNewline(byte) && !form.isTriple) {
                break
            } else {
                offset = byte == Byte.backslash ? afterEscape(offset) : offset + 1
            }
        }
        throw unclosed(open, offset)
    }
}
