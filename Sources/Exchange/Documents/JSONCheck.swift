/// Scans the bytes of a JSON text and finds the first place that isn't JSON. Like Python's reader, it accepts `NaN`,
/// `Infinity` and `-Infinity`.
struct JSONCheck {
    /// A syntax error.
    struct Mistake: Error, Hashable {
        /// What is expected there.
        var expected: String
        /// The line and the column (in bytes), both from 1.
        var line, column: Int
        /// Whether it is at the end of the text.
        var isAtEnd: Bool
    }

    private let bytes: [UInt8]
    private var place = 0
    /// The ranges of numbers that other readers reject.
    private var oddNumbers: [Range<Int>] = []
    private static let deepest = 400

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The text in standard JSON: `null` replaces numbers that aren't finite.
    static func plain(_ bytes: [UInt8]) throws(Mistake) -> [UInt8] {
        var check = JSONCheck(bytes)
        try check.value(depth: 0)
        if String(validating: bytes, as: UTF8.self) == nil { throw check.mistakeInText() }
        check.skipBlanks()
        guard check.place == bytes.count else { throw check.mistake("the end of the file") }
        var plain = bytes
        for range in check.oddNumbers.reversed() { plain.replaceSubrange(range, with: Array("null".utf8)) }
        return plain
    }

    private func mistake(_ expected: String, at place: Int? = nil) -> Mistake {
        let place = place ?? self.place
        let before = bytes[..<place]
        let start = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let line = before.reduce(1) { $0 + ($1 == 0x0A ? 1 : 0) }
        return Mistake(expected: expected, line: line, column: place - start + 1, isAtEnd: place >= bytes.count)
    }

    /// The error for the line that isn't valid UTF-8.
    private func mistakeInText() -> Mistake {
        var start = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            if String(validating: line, as: UTF8.self) == nil { break }
            start += line.count + 1
        }
        return mistake("text in UTF-8", at: min(start, bytes.count - 1))
    }

    private mutating func skipBlanks() {
        while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func take(_ sign: Character) -> Bool {
        guard let byte = sign.asciiValue, next == byte else { return false }
        place += 1
        return true
    }

    private mutating func value(depth: Int) throws(Mistake) {
        skipBlanks()
        guard depth < Self.deepest else { throw mistake("fewer brackets within each other") }
        switch next {
        case UInt8(ascii: "{"): try object(depth)
        case UInt8(ascii: "["): try array(depth)
        case UInt8(ascii: "\""): try string()
        default: try word()
        }
    }

    private mutating func object(_ depth: Int) throws(Mistake) {
        place += 1
        skipBlanks()
        if take("}") { return }
        var names: Set<ArraySlice<UInt8>> = []
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\"") else { throw mistake("a name in double quotes") }
            let start = place
            try string()
            // Readers differ in which of two duplicate members they take.
            guard names.insert(bytes[start..<place]).inserted else { throw mistake("another name", at: start) }
            skipBlanks()
            guard take(":") else { throw mistake("`:`") }
            try value(depth: depth + 1)
            skipBlanks()
        } while take(",")
        guard take("}") else { throw mistake("`,` or `}`") }
    }

    private mutating func array(_ depth: Int) throws(Mistake) {
        place += 1
        skipBlanks()
        if take("]") { return }
        repeat {
            try value(depth: depth + 1)
            skipBlanks()
        } while take(",")
        guard take("]") else { throw mistake("`,` or `]`") }
    }

    private mutating func string() throws(Mistake) {
        let start = place
        place += 1
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                place += 1
                return
            case UInt8(ascii: "\\"): place += 2
            case 0..<0x20: throw mistake("a character that may stand in a text: a line ends in the middle of one")
            default: place += 1
            }
        }
        place = bytes.count
        throw Mistake(
            expected: "the end of the text that begins in line \(mistake("", at: start).line)", line: mistake("").line,
            column: mistake("").column, isAtEnd: true)
    }

    private mutating func word() throws(Mistake) {
        let start = place
        while let byte = next, Self.isPartOfWord(byte) { place += 1 }
        switch String(decoding: bytes[start..<place], as: UTF8.self) {
        case "true", "false", "null": return
        case "NaN", "Infinity", "-Infinity": oddNumbers.append(start..<place)
        case let text:
            guard Self.isNumber(text) else { throw mistake("a value", at: start) }
        }
    }

    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    private static func isNumber(_ text: String) -> Bool {
        var digits = Substring(text)
        if digits.first == "-" { digits.removeFirst() }
        let whole = digits.prefix { $0.isASCII && $0.isNumber }
        guard !whole.isEmpty, whole == "0" || whole.first != "0" else { return false }
        digits = digits.dropFirst(whole.count)
        if digits.first == "." {
            let part = digits.dropFirst().prefix { $0.isNumber }
            if part.isEmpty { return false }
            digits = digits.dropFirst(part.count + 1)
        }
        guard let mark = digits.first else { return true }
        guard mark == "e" || mark == "E" else { return false }
        let exponent = digits.dropFirst().drop { $0 == "+" || $0 == "-" }
        return !exponent.isEmpty && exponent.allSatisfy(\.isNumber) && digits.count - exponent.count <= 2
    }
}
