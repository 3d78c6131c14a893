/// String literals, with the code that f-strings hold.
extension CompletionScanner {
    /// The string literal around the code or format at hand.
    var enclosingString: CompletionContext.OpenString? {
        for mode in modes.reversed() { if case .string(let string) = mode { return string } }
        return nil
    }

    mutating func openString(prefixStart: Int?) {
        let bytes = context.bytes
        let quoteStart = position
        let quote = bytes[quoteStart]
        let letters = bytes[(prefixStart ?? quoteStart)..<quoteStart].map { $0 | 0x20 }
        let isTriple =
            quoteStart + 2 < context.cursor && bytes[quoteStart + 1] == quote && bytes[quoteStart + 2] == quote
        if modes.isEmpty, context.openers.isEmpty { noteWord(.string, from: prefixStart ?? quoteStart) }
        position = quoteStart + (isTriple ? 3 : 1)
        modes.append(
            .string(
                CompletionContext.OpenString(
                    quoteStart: quoteStart, contentStart: position, quote: quote,
                    isRaw: letters.contains(UInt8(ascii: "r")), isFormatted: letters.contains(UInt8(ascii: "f")),
                    isTriple: isTriple, tokenCount: context.tokens.count)))
    }

    mutating func scanString(_ string: CompletionContext.OpenString) {
        let byte = context.bytes[position]
        if byte == UInt8(ascii: "\\") {
            position = min(position + 2, context.cursor)
        } else if closes(string) {
            close(string)
        } else if !string.isTriple, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
            abandonStrings()
        } else if string.isFormatted, byte == UInt8(ascii: "{") {
            if position + 1 < context.cursor, context.bytes[position + 1] == byte {
                position += 2
            } else {
                openField()
            }
        } else {
            position += 1
        }
    }

    private func closes(_ string: CompletionContext.OpenString) -> Bool {
        guard context.bytes[position] == string.quote else { return false }
        guard string.isTriple else { return true }
        return position + 2 < context.cursor && context.bytes[position + 1] == string.quote
            && context.bytes[position + 2] == string.quote
    }

    private mutating func close(_ string: CompletionContext.OpenString) {
        position += string.isTriple ? 3 : 1
        forget(string)
        context.tokens.append(CompletionToken(kind: .string, start: string.quoteStart, end: position))
    }

    /// Drops what stands inside a string from the words of the statement, and the string from the modes.
    private mutating func forget(_ string: CompletionContext.OpenString) {
        while let mode = modes.popLast() {
            if case .string(let inner) = mode, inner == string { break }
        }
        context.tokens.removeSubrange(min(string.tokenCount, context.tokens.count)...)
        while let last = context.openers.last, last >= string.tokenCount { context.openers.removeLast() }
    }

    /// The line ends in a string that is never closed; the line below it is read as if it had been.
    mutating func abandonStrings() {
        guard case .string(let outermost)? = modes.first else { return }
        forget(outermost)
        context.tokens.append(CompletionToken(kind: .string, start: outermost.quoteStart, end: position))
        context.openers.removeAll()
        endStatement()
    }

    private mutating func openField() {
        position += 1
        context.tokens.append(
            CompletionToken(kind: .symbol(UInt8(ascii: "{")), start: position - 1, end: position))
        modes.append(.field(openers: context.openers.count))
    }

    /// `}` of the braces.
    mutating func closeField() {
        position += 1
        modes.removeLast()
    }

    mutating func scanFormat() {
        let byte = context.bytes[position]
        if byte == UInt8(ascii: "}") {
            modes.removeLast()
            closeField()
        } else if byte == UInt8(ascii: "{") {
            openField()
        } else if let string = enclosingString, closes(string) {
            close(string)
        } else if byte == UInt8(ascii: "\n"), enclosingString?.isTriple == false {
            abandonStrings()
        } else {
            position += 1
        }
    }
}
