/// By whose rules a table is read.
public enum TableDialect: Sendable, Equatable {
    /// Descent's own: blanks and quotation marks around fields don't count, nor do lines of blanks.
    case own
    /// Those of `np.loadtxt`: only an empty line is no row where a character stands between fields, and only this
    /// character quotes a field.
    case loadtxt(quote: UInt8?)
    /// Those of `np.genfromtxt`: blanks at both ends of a line don't count, and nothing quotes.
    case genfromtxt
}

/// How the bytes of a text stand for characters.
public enum TableEncoding: Sendable, Equatable {
    case utf8
    /// UTF-8, whose byte-order mark doesn't count.
    case utf8WithMark
    case latin1
}

// MARK: - Blanks as Python's strings have them

extension TableText {
    /// How many bytes the blank has that begins here; 0 where none does.
    func blank(at position: Int, _ end: Int) -> Int {
        let byte = bytes[position]
        if byte < 0x80 { return 9...13 ~= byte || 28...32 ~= byte ? 1 : 0 }
        if encoding == .latin1 { return byte == 0x85 || byte == 0xA0 ? 1 : 0 }
        guard position + 1 < end else { return 0 }
        let next = bytes[position + 1]
        if byte == 0xC2 { return next == 0x85 || next == 0xA0 ? 2 : 0 }
        guard position + 2 < end else { return 0 }
        let last = bytes[position + 2]
        let isBlank =
            switch (byte, next) {
            case (0xE1, 0x9A), (0xE3, 0x80): last == 0x80
            case (0xE2, 0x80): 0x80...0x8A ~= last || last == 0xA8 || last == 0xA9 || last == 0xAF
            case (0xE2, 0x81): last == 0x9F
            default: false
            }
        return isBlank ? 3 : 0
    }

    /// A range without the blanks at its ends.
    ///
    /// - Parameter isNumber: whether only those count that Python's `float` and `int` pass over, U+001C to U+001F not.
    func withoutBlanks(_ range: Range<Int>, isNumber: Bool = false) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        func length(at position: Int) -> Int {
            isNumber && 28...31 ~= bytes[position] ? 0 : blank(at: position, end)
        }
        while start < end, length(at: start) > 0 { start += length(at: start) }
        while start < end,
            let blank = (1...3).first(where: { end - $0 >= start && length(at: end - $0) == $0 })
        {
            end -= blank
        }
        return start..<end
    }

    func isBlank(_ range: Range<Int>) -> Bool { withoutBlanks(range).isEmpty }
}

// MARK: - Lines and fields

extension TableText {
    /// What counts of a line without its comment; nil where it is no row.
    func row(of content: Range<Int>) -> Range<Int>? {
        switch dialect {
        case .own: return content.contains { !TableText.isBlank(bytes[$0]) } ? content : nil
        case .loadtxt:
            if separatesByBlanks ? isBlank(content) : content.isEmpty { return nil }
            return content
        case .genfromtxt:
            var (start, end) = (content.lowerBound, content.upperBound)
            while start < end, bytes[start] == 32 { start += 1 }
            while start < end, bytes[end - 1] == 32 { end -= 1 }
            if start == end || separatesByBlanks && isBlank(start..<end) { return nil }
            return start..<end
        }
    }

    /// Finds the fields of a line as NumPy does, with the blanks around them.
    func splitAsNumPy(
        _ line: TableLines.Line, at delimiter: TableOptions.Delimiter, into fields: inout [Range<Int>]
    ) throws(TableError) {
        fields.removeAll(keepingCapacity: true)
        let end = line.content.upperBound
        var position = line.content.lowerBound
        guard case .character(let delimiter) = delimiter else {
            while true {
                while position < end, blank(at: position, end) > 0 { position += blank(at: position, end) }
                if position == end { return }
                position = try takeField(from: position, line, into: &fields) { self.blank(at: $0, end) > 0 }
            }
        }
        while true {
            position = try takeField(from: position, line, into: &fields) { self.bytes[$0] == delimiter }
            if position == end { return }
            position += 1
        }
    }

    /// Takes the field that begins here, up to where it ends or what its quotation marks hold, and gives where it ends.
    private func takeField(
        from start: Int, _ line: TableLines.Line, into fields: inout [Range<Int>], endsAt: (Int) -> Bool
    ) throws(TableError) -> Int {
        let end = line.content.upperBound
        var position = start
        guard position < end, isQuote(bytes[position]) else {
            while position < end, !endsAt(position) { position += 1 }
            fields.append(start..<position)
            return position
        }
        position += 1
        while position < end, !isQuote(bytes[position]) { position += 1 }
        guard position < end else { throw .openQuote(line: line.number) }
        fields.append(start + 1..<position)
        position += 1
        while position < end, !endsAt(position) {
            // NumPy would take it for a part of the field.
            guard blank(at: position, end) > 0 else { throw .textBehindQuote(line: line.number) }
            position += blank(at: position, end)
        }
        return position
    }
}
