extension TableText {
    /// Finds the fields of a line, without the blanks and quotation marks around them where Descent's own rules hold.
    func split(
        _ line: TableLines.Line, at delimiter: TableOptions.Delimiter, into fields: inout [Range<Int>]
    ) throws(TableError) {
        if dialect != .own { return try splitAsNumPy(line, at: delimiter, into: &fields) }
        fields.removeAll(keepingCapacity: true)
        var position = line.content.lowerBound
        let end = line.content.upperBound
        if case .character(let delimiter) = delimiter {
            while true {
                let start = position
                if line.hasQuotes { position = try endOfQuotes(from: start, line) }
                while position < end, bytes[position] != delimiter { position += 1 }
                fields.append(trimmed(start..<position))
                if position == end { return }
                position += 1
            }
        }
        while true {
            while position < end, TableText.isBlank(bytes[position]) { position += 1 }
            if position == end { return }
            let start = position
            if line.hasQuotes { position = try endOfQuotes(from: start, line) }
            while position < end, !TableText.isBlank(bytes[position]) { position += 1 }
            fields.append(trimmed(start..<position))
        }
    }

    /// Where a quoted field that begins here has its last quotation mark behind it; the start for any other field.
    private func endOfQuotes(from start: Int, _ line: TableLines.Line) throws(TableError) -> Int {
        var position = start
        let end = line.content.upperBound
        while position < end, TableText.isBlank(bytes[position]) { position += 1 }
        guard position < end, bytes[position] == UInt8(ascii: "\"") else { return start }
        guard let close = bytes[(position + 1)..<end].firstIndex(of: UInt8(ascii: "\"")) else {
            throw .openQuote(line: line.number)
        }
        return close + 1
    }

    @inline(__always)
    private func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, TableText.isBlank(bytes[start]) { start += 1 }
        while start < end, TableText.isBlank(bytes[end - 1]) { end -= 1 }
        if end - start > 1, bytes[start] == UInt8(ascii: "\""), bytes[end - 1] == UInt8(ascii: "\"") {
            return trimmedInside(start + 1..<end - 1)
        }
        return start..<end
    }

    private func trimmedInside(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, TableText.isBlank(bytes[start]) { start += 1 }
        while start < end, TableText.isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }
}
