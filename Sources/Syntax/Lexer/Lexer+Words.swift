/// Names, keywords, numbers and symbols.
extension Lexer {
    /// Reads a name, a keyword, or the prefix of a string.
    mutating func word() -> Token {
        let start = position
        skipIdentifier()
        guard position > start else { return strangeCharacter() }
        if let keyword = keyword(start, position) {
            return Token(kind: .keyword(keyword), start: start, end: position)
        }
        let isQuoted = position < limit && (bytes[position] == Byte.quote || bytes[position] == Byte.apostrophe)
        if isQuoted, position - start <= 2 { return string(from: start, prefix: bytes[start..<position]) }
        return Token(kind: .name, start: start, end: position)
    }

    /// The keyword between two offsets. Keywords have at most eight letters.
    private func keyword(_ start: Int, _ end: Int) -> Keyword? {
        guard (2...8).contains(end - start) else { return nil }
        // A name of eight letters overflows into the sign only if it isn't ASCII, as no keyword is.
        var packed = 0
        for offset in start..<end { packed = packed << 8 | Int(bytes[offset]) }
        return Keyword.byBytes[packed]
    }

    /// Skips `XID_Start XID_Continue*`, with `_` as a letter.
    mutating func skipIdentifier() {
        let start = position
        while position < limit {
            let byte = bytes[position]
            if byte < 0x80 {
                guard Byte.isLetter(byte) || byte == Byte.underscore || (Byte.isDigit(byte) && position > start) else {
                    break
                }
                position += 1
            } else {
                let (scalar, length) = bytes.scalar(at: position)
                guard position > start ? scalar.continuesIdentifier : scalar.beginsIdentifier else { break }
                position += length
            }
        }
    }

    /// Handles a character that cannot begin a token.
    private mutating func strangeCharacter() -> Token {
        let start = position
        let (scalar, length) = bytes.scalar(at: position)
        position = min(position + length, limit)
        let text = String(Character(scalar))
        if "‘’‚‛“”„‟«»".unicodeScalars.contains(scalar) {
            return failure(.character(.curlyQuote), start, position)
        }
        let meanings: [Unicode.Scalar: String] = [
            "×": "*", "⋅": "*", "·": "*", "∗": "*", "÷": "/", "−": "-", "–": "-", "—": "-", "≤": "<=", "≥": ">=",
            "≠": "!=",
            "²": "** 2", "³": "** 3", "√": "sqrt", "∞": "inf", "←": "=", "→": "=", "∧": "and", "∨": "or", "¬": "not",
            "∈": "in", "（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "…": "...", "∑": "sum",
        ]
        if let meant = meanings[scalar] { return failure(.character(.lookalike(text, meant: meant)), start, position) }
        let category = scalar.properties.generalCategory
        if category == .spaceSeparator || category == .format || category == .lineSeparator
            || category == .paragraphSeparator || category == .control
        {
            return failure(.character(.invisible(scalar)), start, position)
        }
        return failure(.character(.unexpected(scalar)), start, position)
    }

    mutating func symbol() -> Token {
        let start = position
        let byte = bytes[position]
        guard byte < 0x80, var symbol = Symbol.single[Int(byte)] else { return strangeCharacter() }
        position += 1
        if position < limit, Symbol.continues(with: bytes[position]) {
            let pair = Int(byte) << 8 | Int(bytes[position])
            if position + 1 < limit, let found = Symbol.longer[pair << 8 | Int(bytes[position + 1])] {
                symbol = found
                position += 2
            } else if let found = Symbol.longer[pair] {
                symbol = found
                position += 1
            }
        }
        let token = Token(kind: .symbol(symbol), start: start, end: position)
        if symbol.closer != nil { brackets.append(token) } else if symbol.isCloser { return close(token, symbol) }
        return token
    }

    private mutating func close(_ token: Token, _ symbol: Symbol) -> Token {
        guard let opener = brackets.popLast(), case .symbol(let opening) = opener.kind else {
            return failure(.bracket(.unmatchedCloser(symbol.rawValue)), token.start, token.end)
        }
        guard opening.closer == symbol else {
            // In a text read line by line, an earlier line may have opened it, and its offset does not apply here.
            let line = bytes.prefix(opener.start).count { $0 == Byte.newline } + 1
            let here = bytes[..<token.start].count { $0 == Byte.newline } + 1
            return failure(
                .bracket(
                    .mismatched(
                        opener: opening.rawValue, openerLine: line == here ? nil : line, closer: symbol.rawValue)),
                token.start, token.end)
        }
        return token
    }
}

// MARK: - Numbers

extension Lexer {
    mutating func number() -> Token {
        let start = position
        var isFloat = false
        if bytes[position] == Byte.zero, position + 1 < limit, let base = base(of: bytes[position + 1]) {
            return basedInteger(base, from: start)
        }
        var isWellFormed = digits()
        if position < limit, bytes[position] == Byte.dot {
            isFloat = true
            position += 1
            if position < limit, Byte.isDigit(bytes[position]) || bytes[position] == Byte.underscore {
                isWellFormed = digits() && isWellFormed
            }
        }
        if let exponent = exponentDigits() {
            isFloat = true
            position = exponent
            isWellFormed = digits() && isWellFormed
        }
        if isFloat, position + 1 < limit, bytes[position] == Byte.dot, Byte.isDigit(bytes[position + 1]) {
            while position < limit, Byte.isDigit(bytes[position]) || bytes[position] == Byte.dot { position += 1 }
            isWellFormed = false
        }
        if isWellFormed, takesImaginaryUnit() { isFloat = true }
        if let failure = nameBehindNumber(from: start) { return failure }
        guard isWellFormed else { return failure(.number(.malformed(bytes.text(start, position))), start, position) }
        if !isFloat, bytes[start] == Byte.zero, bytes[start..<position].contains(where: { $0 > Byte.zero && $0 <= 57 })
        {
            let text = bytes[start..<position].drop { $0 == Byte.zero || $0 == Byte.underscore }
            return failure(.number(.leadingZeros(String(decoding: text, as: UTF8.self))), start, position)
        }
        return Token(kind: isFloat ? .float : .integer, start: start, end: position)
    }

    private func base(of letter: UInt8) -> Int? {
        switch letter | 0x20 {
        case UInt8(ascii: "x"): 16
        case UInt8(ascii: "o"): 8
        case UInt8(ascii: "b"): 2
        default: nil
        }
    }

    /// Skips digits with single underscores between them.
    ///
    /// - Returns: false if an underscore is misplaced.
    private mutating func digits() -> Bool {
        let start = position
        while position < limit, Byte.isDigit(bytes[position]) || bytes[position] == Byte.underscore { position += 1 }
        return areGrouped(start, position)
    }

    private func areGrouped(_ start: Int, _ end: Int) -> Bool {
        guard start < end else { return start == end && start < limit && bytes[start] == Byte.dot }
        guard bytes[start] != Byte.underscore, bytes[end - 1] != Byte.underscore else { return false }
        return !zip(bytes[start..<end], bytes[(start + 1)..<end]).contains {
            $0 == Byte.underscore && $1 == Byte.underscore
        }
    }

    /// The offset of an exponent's digits, if there is an exponent here.
    private func exponentDigits() -> Int? {
        guard position < limit, bytes[position] | 0x20 == UInt8(ascii: "e") else { return nil }
        var offset = position + 1
        if offset < limit, bytes[offset] == UInt8(ascii: "+") || bytes[offset] == UInt8(ascii: "-") { offset += 1 }
        return offset < limit && Byte.isDigit(bytes[offset]) ? offset : nil
    }

    private mutating func basedInteger(_ base: Int, from start: Int) -> Token {
        position += 2
        if position < limit, bytes[position] == Byte.underscore { position += 1 }
        let first = position
        while position < limit,
            let value = Byte.digitValue(bytes[position]).map({ $0 < base })
                ?? (bytes[position] == Byte.underscore ? true : nil), value
        { position += 1 }
        let isWellFormed = first < position && areGrouped(first, position)
        if let failure = nameBehindNumber(from: start, isBased: true) { return failure }
        guard isWellFormed else { return failure(.number(.malformed(bytes.text(start, position))), start, position) }
        return Token(kind: .integer, start: start, end: position)
    }

    /// Skips the `j` of an imaginary literal.
    ///
    /// - Returns: whether there was one.
    private mutating func takesImaginaryUnit() -> Bool {
        guard position < limit, bytes[position] | 0x20 == UInt8(ascii: "j") else { return false }
        position += 1
        return true
    }

    /// Checks what directly follows a number: nothing, a keyword (`1if x else y`), or an error.
    private mutating func nameBehindNumber(from start: Int, isBased: Bool = false) -> Token? {
        let end = position
        guard end < limit, Byte.isLetter(bytes[end]) || bytes[end] >= 0x80 || Byte.isDigit(bytes[end]) else {
            return nil
        }
        if Byte.isDigit(bytes[end]) {
            while position < limit, Byte.isDigit(bytes[position]) || Byte.isLetter(bytes[position]) { position += 1 }
            return failure(.number(.malformed(bytes.text(start, position))), start, position)
        }
        skipIdentifier()
        guard position > end else { return nil }
        let name = bytes.text(end, position)
        if let keyword = Keyword(rawValue: name), Keyword.infixes.contains(keyword) {
            position = end
            return nil
        }
        if isBased || name == "e" || name == "E" {
            return failure(.number(.malformed(bytes.text(start, position))), start, position)
        }
        return failure(.number(.followedByName(number: bytes.text(start, end), name: name)), start, position)
    }
}
