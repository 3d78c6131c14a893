internal import Platform

/// Goes through the bytes of a history file, entry by entry.
struct HistoryScanner {
    /// A stretch of lines.
    struct Piece {
        /// What a stretch is.
        enum Content {
            case entry(String)
            case damage(HistoryDamage)
            /// The rest of an entry that is marked as cut off.
            case remains
        }

        /// Its bytes, with the last newline.
        var range: Range<Int>
        /// What it says.
        var content: Content
    }

    /// A line without its newline, and without the carriage return that other systems' editors put before it.
    private struct Line {
        var range: Range<Int>
        var isWhole: Bool
        /// The backslash that makes the entry go on stands at its end.
        var goesOn: Bool
        var isMarkedAsCut: Bool
    }

    private let bytes: UnsafeRawBufferPointer
    private let hasZeros: Bool
    private var position = 0
    private var lineNumber = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        hasZeros = Self.index(of: 0, in: bytes, 0..<bytes.count) != nil
    }

    /// The next entry or damage; nil at the end. Empty lines say nothing.
    mutating func next() -> Piece? {
        while position < bytes.count, bytes[position] == HistoryEncoding.newline {
            position += 1
            lineNumber += 1
        }
        guard position < bytes.count else { return nil }
        let start = position
        guard bytes[start] != HistoryEncoding.tab else {
            let number = lineNumber + 1
            while isAtFurtherLine { _ = takeLine() }
            return Piece(
                range: start..<position, content: .damage(HistoryDamage(line: number, reason: .strayLine)))
        }
        let firstNumber = lineNumber + 1
        let first = takeLine()
        if let entry = plainText(of: first) { return Piece(range: start..<position, content: .entry(entry)) }
        var lines = [first]
        while lines[lines.count - 1].goesOn, isAtFurtherLine { lines.append(takeLine()) }
        let content = content(of: lines, firstNumber: firstNumber)
        if case .damage = content {
            // They belong to it, and are no damage of their own.
            while isAtFurtherLine { _ = takeLine() }
        }
        return Piece(range: start..<position, content: content)
    }

    private var isAtFurtherLine: Bool { position < bytes.count && bytes[position] == HistoryEncoding.tab }

    private mutating func takeLine() -> Line {
        let start = position
        let newline = Self.index(of: HistoryEncoding.newline, in: bytes, start..<bytes.count)
        var end = newline ?? bytes.count
        position = newline.map { $0 + 1 } ?? end
        lineNumber += 1
        if end > start, bytes[end - 1] == HistoryEncoding.carriageReturn { end -= 1 }
        var line = Line(range: start..<end, isWhole: newline != nil, goesOn: false, isMarkedAsCut: false)
        if end > start, bytes[end - 1] == HistoryEncoding.question {
            line.isMarkedAsCut = hasOddBackslashes(before: end - 1, from: start)
        } else {
            line.goesOn = hasOddBackslashes(before: end, from: start)
        }
        return line
    }

    private func hasOddBackslashes(before end: Int, from start: Int) -> Bool {
        var first = end
        while first > start, bytes[first - 1] == HistoryEncoding.backslash { first -= 1 }
        return (end - first) % 2 == 1
    }

    /// The entry of a line that stands there as it is, as most do; nil for any other.
    private func plainText(of line: Line) -> String? {
        guard line.isWhole, !hasZeros, Self.index(of: HistoryEncoding.backslash, in: bytes, line.range) == nil else {
            return nil
        }
        let plain = UnsafeRawBufferPointer(rebasing: bytes[line.range])
        // Much faster than `String(validating:)`: decoding mends what is no UTF-8, and then the bytes differ.
        var text = plain.withMemoryRebound(to: UInt8.self) { String(decoding: $0, as: UTF8.self) }
        let isSame = text.withUTF8 { decoded in
            guard decoded.count == plain.count, let left = decoded.baseAddress, let right = plain.baseAddress else {
                return decoded.count == plain.count
            }
            return memcmp(left, right, plain.count) == 0
        }
        return isSame ? text : nil
    }

    private func content(of lines: [Line], firstNumber: Int) -> Piece.Content {
        let last = lines[lines.count - 1]
        if last.isMarkedAsCut { return .remains }
        for (index, line) in lines.enumerated() where hasZeros && Self.index(of: 0, in: bytes, line.range) != nil {
            return .damage(HistoryDamage(line: firstNumber + index, reason: .notText))
        }
        guard last.isWhole, !last.goesOn else {
            return .damage(HistoryDamage(line: firstNumber + lines.count - 1, reason: .truncated))
        }
        if let text = text(of: lines) { return .entry(text) }
        let wrong = lines.firstIndex { String(validating: bytes[$0.range], as: UTF8.self) == nil } ?? 0
        return .damage(HistoryDamage(line: firstNumber + wrong, reason: .notText))
    }

    /// The entry; nil if it is no UTF-8.
    private func text(of lines: [Line]) -> String? {
        var text: [UInt8] = []
        text.reserveCapacity(lines.reduce(0) { $0 + $1.range.count + 1 })
        for (index, line) in lines.enumerated() {
            if index > 0 { text.append(HistoryEncoding.newline) }
            let start = line.range.lowerBound + (index > 0 ? 1 : 0)
            let end = line.range.upperBound - (line.goesOn ? 1 : 0)
            HistoryEncoding.decode(UnsafeRawBufferPointer(rebasing: bytes[start..<end]), into: &text)
        }
        return String(validating: text, as: UTF8.self)
    }

    /// Where a byte first stands in a range.
    static func index(of byte: UInt8, in bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Int? {
        guard let base = bytes.baseAddress, !range.isEmpty,
            let found = memchr(base + range.lowerBound, CInt(byte), range.count)
        else { return nil }
        return UnsafeRawPointer(found) - base
    }
}

extension HistoryContents {
    /// Reads the bytes of a history file.
    init(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            // What an input is long, roughly.
            entries.reserveCapacity(bytes.count / 32)
            var scanner = HistoryScanner(bytes)
            while let piece = scanner.next() {
                switch piece.content {
                case .entry(let entry): entries.append(entry)
                case .damage(let found): damage.append(found)
                case .remains: break
                }
            }
        }
    }
}
