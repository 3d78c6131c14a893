/// The bytes of a table's text.
struct TableText {
    private(set) var bytes: UnsafeBufferPointer<UInt8>
    /// What begins a comment.
    let comments: [[UInt8]]
    /// Where the text begins, behind a byte-order mark that doesn't count.
    let start: Int
    let dialect: TableDialect
    let encoding: TableEncoding
    /// Whether blanks stand between fields.
    let separatesByBlanks: Bool
    /// What can stand around a field.
    private let quote: UInt8?

    /// - Throws: ``TableError/wideText``, ``TableError/compressed``.
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ options: TableOptions) throws(TableError) {
        self.bytes = bytes
        comments = options.comments.map { Array($0.utf8) }.filter { !$0.isEmpty }
        (dialect, encoding) = (options.dialect, options.encoding)
        separatesByBlanks = options.delimiter == .blanks
        quote =
            switch options.dialect {
            case .own: UInt8(ascii: "\"")
            case .loadtxt(let quote): quote
            case .genfromtxt: nil
            }
        if let error = Self.lookalike(bytes) { throw error }
        if TextEncoding.isWide(bytes) { throw .wideText }
        let passesMark = options.dialect == .own || options.encoding == .utf8WithMark
        start = passesMark && bytes.prefix(3).elementsEqual([0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// What a file is that is packed in a way that can't be read; nil of any other.
    static func lookalike(_ bytes: UnsafeBufferPointer<UInt8>) -> TableError? {
        let starts: [[UInt8]] = [[0x1F, 0x8B], [0x50, 0x4B, 3, 4], Array("BZh".utf8), [0xFD, 0x37, 0x7A]]
        return starts.contains { bytes.prefix($0.count).elementsEqual($0) } ? .compressed : nil
    }

    /// The offset of the first byte that no text has.
    var firstNull: Int? { bytes.firstIndex(of: 0) }

    /// The same text up to an offset.
    func prefix(_ end: Int) -> TableText {
        var part = self
        part.bytes = UnsafeBufferPointer(rebasing: bytes[..<end])
        return part
    }

    /// Where the first line begins that doesn't begin before an offset.
    func lineStart(from offset: Int) -> Int {
        var offset = offset
        while offset > start, offset < bytes.count {
            if bytes[offset - 1] == 10 || bytes[offset - 1] == 13 && bytes[offset] != 10 { break }
            offset += 1
        }
        return offset
    }

    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 11 || byte == 12 }

    @inline(__always)
    func raw(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[range]))
    }

    func string(_ range: Range<Int>) -> String {
        if encoding == .latin1 {
            var scalars = String.UnicodeScalarView()
            scalars.append(contentsOf: bytes[range].lazy.map { Unicode.Scalar($0) })
            return String(scalars)
        }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    /// Whether the bytes stand for characters; Descent's own rules take all bytes.
    func isText(_ range: Range<Int>) -> Bool {
        if dialect == .own || encoding == .latin1 || bytes[range].allSatisfy({ $0 < 0x80 }) { return true }
        return String(validating: bytes[range], as: UTF8.self) != nil
    }

    /// Whether a quoted field can begin with this byte.
    func isQuote(_ byte: UInt8) -> Bool { byte == quote }
}

/// The lines of a table that are rows: that hold anything but blanks and comments.
struct TableLines {
    /// One of them.
    struct Line {
        /// Its number in the file, from 1.
        var number: Int
        /// Its bytes without the comment and the line end.
        var content: Range<Int>
        var hasQuotes: Bool
    }

    private let text: TableText
    private let comment: UInt8?
    /// Where the next line begins.
    private(set) var position: Int
    /// The number of the line before it.
    private(set) var number: Int

    init(_ text: TableText, at position: Int, number: Int) {
        self.text = text
        self.position = position
        self.number = number
        comment = text.comments.count == 1 && text.comments[0].count == 1 ? text.comments[0][0] : nil
    }

    init(_ text: TableText, skipping count: Int) {
        self.init(text, at: text.start, number: 0)
        while number < count, position < text.bytes.count { _ = nextLine() }
    }

    mutating func next() throws(TableError) -> Line? {
        while position < text.bytes.count {
            var line = nextLine()
            guard text.isText(line.content) else { throw .notUTF8(line: line.number) }
            if let row = text.row(of: withoutComment(line)) {
                line.content = row
                return line
            }
        }
        return nil
    }

    /// Passes over lines that `body` reads from the bytes that it is given; it says how many, and how many bytes.
    mutating func pass(_ body: (UnsafeBufferPointer<UInt8>) -> (lines: Int, bytes: Int)) -> Int {
        let passed = body(UnsafeBufferPointer(rebasing: text.bytes[position...]))
        position += passed.bytes
        number += passed.lines
        return passed.lines
    }

    /// The next line whatever it holds; lines end in a line feed, a carriage return or both.
    private mutating func nextLine() -> Line {
        let bytes = text.bytes
        let start = position
        var hasQuotes = false
        var end = start
        while end < bytes.count {
            let byte = bytes[end]
            if byte == 10 || byte == 13 { break }
            if text.isQuote(byte) { hasQuotes = true }
            end += 1
        }
        position = min(end + 1, bytes.count)
        if end + 1 < bytes.count, bytes[end] == 13, bytes[end + 1] == 10 { position = end + 2 }
        number += 1
        return Line(number: number, content: start..<end, hasQuotes: hasQuotes)
    }

    private func withoutComment(_ line: Line) -> Range<Int> {
        let range = line.content
        if let comment, !line.hasQuotes {
            guard let place = text.bytes[range].firstIndex(of: comment) else { return range }
            return range.lowerBound..<place
        }
        if text.comments.isEmpty { return range }
        var isQuoted = false
        for place in range {
            if text.isQuote(text.bytes[place]) { isQuoted.toggle() }
            if !isQuoted, text.comments.contains(where: { text.bytes[place..<range.upperBound].starts(with: $0) }) {
                return range.lowerBound..<place
            }
        }
        return range
    }
}
