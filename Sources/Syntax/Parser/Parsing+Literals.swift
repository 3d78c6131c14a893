/// Decodes numbers and strings.
extension Parsing {
    /// The most digits a decimal literal may have, as in CPython.
    private static let mostDigits = 4300

    /// An integer literal.
    mutating func integer() throws(SyntaxError) -> Expression {
        let found = token
        let value: Constant
        if let magnitude = magnitude(of: found), let short = Int(exactly: magnitude) {
            value = .int(short)
        } else {
            let (digits, base) = digits(of: found)
            if base == 10, digits.count > Self.mostDigits {
                throw SyntaxError(.number(.tooManyDigits(digits.count, most: Self.mostDigits)), found.range)
            }
            value = .longInt(digits: String(decoding: digits, as: UTF8.self), base: Int(base))
        }
        advance()
        return Expression(.constant(value), found.range)
    }

    /// The digits of an integer literal, without leading zeros, and their base.
    private func digits(of token: Token) -> (digits: ArraySlice<UInt8>, base: UInt) {
        var digits = lexer.bytes[token.start..<token.end].filter { $0 != Byte.underscore }[...]
        var base: UInt = 10
        if digits.count > 2, digits.first == Byte.zero, !Byte.isDigit(digits[digits.startIndex + 1]) {
            switch digits[digits.startIndex + 1] | 0x20 {
            case UInt8(ascii: "x"): base = 16
            case UInt8(ascii: "o"): base = 8
            default: base = 2
            }
            digits = digits.dropFirst(2)
        }
        return (digits.drop { $0 == Byte.zero }, base)
    }

    /// The value of an integer literal; nil beyond 64 bits.
    func magnitude(of token: Token) -> UInt? {
        let (digits, base) = digits(of: token)
        var value: UInt = 0
        for digit in digits {
            let (scaled, overflows) = value.multipliedReportingOverflow(by: base)
            let (sum, carries) = scaled.addingReportingOverflow(UInt(Byte.digitValue(digit) ?? 0))
            if overflows || carries { return nil }
            value = sum
        }
        return value
    }

    /// `STRING+`: adjacent strings are concatenated. In a command each word is separate.
    mutating func strings(inCommand: Bool) throws(SyntaxError) -> Expression {
        let start = token.start
        var parts: [FormattedStringPart] = []
        var isFormatted = false
        var tallest = 0
        if case .string(let form) = token.kind, form.isBytes { return try bytes(inCommand: inCommand) }
        repeat {
            guard case .string(let form) = token.kind else { break }
            if form.isBytes { throw SyntaxError(.string(.bytesAndText), token.range) }
            if form.isFormatted {
                isFormatted = true
                parts.append(contentsOf: try formattedParts(of: token, form))
                tallest = max(tallest, height)
            } else {
                let text = try decoded(token.start + form.lead, token.end - form.trail, form)
                parts.append(.literal(text))
            }
            advance()
        } while !inCommand
        guard isFormatted else {
            height = 0
            let text = parts.map { if case .literal(let text) = $0 { text } else { "" } }.joined()
            return Expression(.constant(.string(text)), range(from: start))
        }
        try raise(over: tallest)
        return Expression(.formattedString(Self.merged(parts)), range(from: start))
    }

    /// Bytes literals; adjacent ones are concatenated.
    private mutating func bytes(inCommand: Bool) throws(SyntaxError) -> Expression {
        let start = token.start
        var bytes: [UInt8] = []
        repeat {
            guard case .string(let form) = token.kind else { break }
            guard form.isBytes else { throw SyntaxError(.string(.bytesAndText), token.range) }
            bytes += try decodedBytes(token.start + form.lead, token.end - form.trail, form)
            advance()
        } while !inCommand
        height = 0
        return Expression(.constant(.bytes(bytes)), range(from: start))
    }

    /// The bytes between two offsets. Their escapes denote bytes, never Unicode characters.
    private func decodedBytes(_ start: Int, _ end: Int, _ form: StringForm) throws(SyntaxError) -> [UInt8] {
        let source = lexer.bytes
        var result: [UInt8] = []
        var offset = start
        while offset < end {
            let byte = source[offset]
            if byte >= 0x80 { throw SyntaxError(.string(.bytesNotASCII), SourceRange(offset, offset + 1)) }
            if byte == Byte.carriageReturn {
                result.append(Byte.newline)
                offset = min(lexer.afterNewline(offset), end)
            } else if byte == Byte.backslash, !form.isRaw, offset + 1 < end {
                switch source[offset + 1] {
                case UInt8(ascii: "u"), UInt8(ascii: "U"), UInt8(ascii: "N"):
                    result.append(byte)
                    offset += 1
                default:
                    var text: [UInt8] = []
                    offset = try escape(at: offset, end, into: &text)
                    // An escape beyond ASCII was decoded as the two UTF-8 bytes of its code point.
                    result += String(decoding: text, as: UTF8.self).unicodeScalars.map { UInt8($0.value & 0xFF) }
                }
            } else {
                result.append(byte)
                offset += 1
            }
        }
        return result
    }

    /// Merges adjacent literals and drops empty ones.
    static func merged(_ parts: [FormattedStringPart]) -> [FormattedStringPart] {
        var merged: [FormattedStringPart] = []
        for part in parts {
            if case .literal(let text) = part {
                if text.isEmpty { continue }
                if case .literal(let before)? = merged.last {
                    merged[merged.count - 1] = .literal(before + text)
                    continue
                }
            }
            merged.append(part)
        }
        return merged
    }

    /// The text between two offsets, with escapes resolved and line ends as `\n`.
    func decoded(_ start: Int, _ end: Int, _ form: StringForm) throws(SyntaxError) -> String {
        let bytes = lexer.bytes
        var result: [UInt8] = []
        result.reserveCapacity(max(end - start, 0))
        var offset = start
        while offset < end {
            let byte = bytes[offset]
            if byte == Byte.carriageReturn {
                result.append(Byte.newline)
                offset = min(lexer.afterNewline(offset), end)
            } else if byte == Byte.backslash, !form.isRaw, offset + 1 < end {
                offset = try escape(at: offset, end, into: &result)
            } else {
                result.append(byte)
                offset += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Resolves the escape at an offset and returns the offset after it. An unknown escape is kept as it is, as in
    /// Python.
    private func escape(at offset: Int, _ end: Int, into result: inout [UInt8]) throws(SyntaxError) -> Int {
        let bytes = lexer.bytes
        let letter = bytes[offset + 1]
        let simple: [UInt8: UInt8] = [
            UInt8(ascii: "\\"): 92, UInt8(ascii: "'"): 39, UInt8(ascii: "\""): 34, UInt8(ascii: "a"): 7,
            UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13,
            UInt8(ascii: "t"): 9, UInt8(ascii: "v"): 11,
        ]
        if let byte = simple[letter] {
            result.append(byte)
            return offset + 2
        }
        switch letter {
        case Byte.newline, Byte.carriageReturn: return min(lexer.afterNewline(offset + 1), end)
        case UInt8(ascii: "0")...UInt8(ascii: "7"):
            var after = offset + 1
            var value: UInt32 = 0
            while after < min(end, offset + 4), (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(bytes[after]) {
                value = value * 8 + UInt32(bytes[after] - Byte.zero)
                after += 1
            }
            try append(value, offset, after, into: &result)
            return after
        case UInt8(ascii: "x"): return try hexadecimal(offset, end, digits: 2, into: &result)
        case UInt8(ascii: "u"): return try hexadecimal(offset, end, digits: 4, into: &result)
        case UInt8(ascii: "U"): return try hexadecimal(offset, end, digits: 8, into: &result)
        case UInt8(ascii: "N"): throw SyntaxError(.string(.namedEscape), SourceRange(offset, offset + 2))
        default:
            result.append(Byte.backslash)
            return offset + 1
        }
    }

    private func hexadecimal(
        _ offset: Int, _ end: Int, digits: Int, into result: inout [UInt8]
    ) throws(SyntaxError) -> Int {
        let bytes = lexer.bytes
        var value: UInt32 = 0
        var after = offset + 2
        while after < min(end, offset + 2 + digits), let digit = Byte.digitValue(bytes[after]) {
            value = value << 4 | UInt32(digit)
            after += 1
        }
        guard after == offset + 2 + digits else {
            let kind = SyntaxError.StringMistake.incompleteEscape(bytes.text(offset, offset + 2), digits: digits)
            throw SyntaxError(.string(kind), SourceRange(offset, after))
        }
        try append(value, offset, after, into: &result)
        return after
    }

    private func append(
        _ value: UInt32, _ start: Int, _ end: Int, into result: inout [UInt8]
    ) throws(SyntaxError) {
        guard let scalar = Unicode.Scalar(value) else {
            throw SyntaxError(.string(.notACharacter(lexer.bytes.text(start, end))), SourceRange(start, end))
        }
        result.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
}

// MARK: - f-strings

extension Parsing {
    /// The parts of an f-string.
    private mutating func formattedParts(
        of token: Token, _ form: StringForm
    ) throws(SyntaxError) -> [FormattedStringPart] {
        let scanner = StringScanner(
            bytes: lexer.bytes, limit: token.end, quote: lexer.bytes[token.end - 1], form: form)
        height = 0
        return try parts(token.start + form.lead, token.end - form.trail, scanner, level: 0)
    }

    /// The parts between two offsets of the string (level 0) or of a format specification.
    private mutating func parts(
        _ start: Int, _ end: Int, _ scanner: StringScanner, level: Int
    ) throws(SyntaxError) -> [FormattedStringPart] {
        let bytes = lexer.bytes
        var parts: [FormattedStringPart] = []
        var literalStart = start
        var offset = start
        while offset < end {
            let byte = bytes[offset]
            guard byte == Byte.leftBrace || byte == Byte.rightBrace else {
                if byte == Byte.backslash, scanner.afterEscape(offset) == offset + 3,
                    bytes[offset + 1] == UInt8(ascii: "N")
                {
                    throw SyntaxError(.string(.namedEscape), SourceRange(offset, offset + 2))
                }
                offset = byte == Byte.backslash ? scanner.afterEscape(offset) : offset + 1
                continue
            }
            let isDoubled = level == 0 && offset + 1 < end && bytes[offset + 1] == byte
            if !isDoubled, byte == Byte.rightBrace {
                throw SyntaxError(.string(.braceStray), SourceRange(offset, offset + 1))
            }
            // A doubled brace stands for one, which the literal before it includes.
            let literal = try decoded(literalStart, isDoubled ? offset + 1 : offset, scanner.form)
            parts.append(.literal(literal))
            if isDoubled {
                offset += 2
            } else {
                let found = try scanner.replacement(at: offset, level: level)
                parts.append(contentsOf: try replacement(found, scanner, level: level))
                offset = found.close + 1
            }
            literalStart = offset
        }
        parts.append(.literal(try decoded(literalStart, end, scanner.form)))
        return Self.merged(parts)
    }

    /// The value in the braces, preceded by the text that `=` displays.
    private mutating func replacement(
        _ found: StringScanner.Replacement, _ scanner: StringScanner, level: Int
    ) throws(SyntaxError) -> [FormattedStringPart] {
        let tallest = height
        let value = try expression(from: found.open + 1, to: found.expressionEnd, open: found.open)
        var conversion: FormattedStringPart.Conversion?
        if let range = found.conversion {
            let text = lexer.bytes.text(range.start, range.end)
            conversion = FormattedStringPart.Conversion(rawValue: text)
            if conversion == nil { throw SyntaxError(.string(.badConversion(text)), range) }
        }
        height = max(height, tallest)
        var format: [FormattedStringPart] = []
        if let range = found.format {
            guard level < StringScanner.deepestLevel else {
                throw SyntaxError(.string(.bracesTooDeep), SourceRange(found.open, found.open + 1))
            }
            format = try parts(range.start, range.end, scanner, level: level + 1)
        }
        var parts: [FormattedStringPart] = []
        if let shownEnd = found.shownEnd {
            parts.append(.literal(lexer.bytes.text(found.open + 1, shownEnd)))
            if conversion == nil, found.format == nil { conversion = .representation }
        }
        parts.append(.replacement(value: value, conversion: conversion, format: format))
        return parts
    }

    /// Parses the expression between two offsets with a parser of its own.
    private mutating func expression(
        from start: Int, to end: Int, open: Int
    ) throws(SyntaxError) -> Expression {
        try enter()
        defer { leave() }
        var inner = Parsing(Lexer(nestedIn: lexer.bytes, from: start, to: end), commands)
        (inner.depth, inner.mayYield) = (depth, mayYield)
        if inner.token.kind == .end { throw SyntaxError(.string(.emptyBraces), SourceRange(open, end + 1)) }
        do throws(SyntaxError) {
            let value = try inner.token.is(.yield) ? inner.yieldExpression() : inner.expressions()
            lastYield = inner.lastYield ?? lastYield
            guard inner.token.kind == .end else {
                if case .failure = inner.token.kind { throw inner.unexpectedAfterExpression() }
                throw SyntaxError(.string(.afterExpression(inner.text(inner.token))), inner.token.range)
            }
            height = inner.height
            return value
        } catch {
            var error = error
            error.isAtEnd = false
            throw error
        }
    }
}
