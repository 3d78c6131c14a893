/// The bytes that the lexer asks for by name.
enum Byte {
    static let tab = UInt8(ascii: "\t"), newline = UInt8(ascii: "\n"), formFeed: UInt8 = 12
    static let carriageReturn = UInt8(ascii: "\r"), space = UInt8(ascii: " "), hash = UInt8(ascii: "#")
    static let quote = UInt8(ascii: "\""), apostrophe = UInt8(ascii: "'"), backslash = UInt8(ascii: "\\")
    static let leftBrace = UInt8(ascii: "{"), rightBrace = UInt8(ascii: "}")
    static let underscore = UInt8(ascii: "_"), dot = UInt8(ascii: "."), equals = UInt8(ascii: "=")
    static let zero = UInt8(ascii: "0"), slash = UInt8(ascii: "/"), semicolon = UInt8(ascii: ";")

    static func isDigit(_ byte: UInt8) -> Bool { byte &- zero < 10 }

    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }

    static func isNewline(_ byte: UInt8) -> Bool { byte == newline || byte == carriageReturn }

    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == tab || byte == formFeed }

    /// The value of a hexadecimal digit.
    static func digitValue(_ byte: UInt8) -> Int? {
        if isDigit(byte) { return Int(byte &- zero) }
        let lower = (byte | 0x20) &- UInt8(ascii: "a")
        return lower < 6 ? Int(lower) + 10 : nil
    }
}

extension Array where Element == UInt8 {
    /// The text of a range, clamped to what is there.
    func text(_ start: Int, _ end: Int) -> String {
        let lower = Swift.min(Swift.max(start, 0), count)
        return String(decoding: self[lower..<Swift.min(Swift.max(end, lower), count)], as: UTF8.self)
    }

    /// The scalar that begins at an offset, and its length in bytes.
    func scalar(at offset: Int) -> (scalar: Unicode.Scalar, length: Int) {
        var decoder = UTF8()
        var iterator = self[offset..<Swift.min(offset + 4, count)].makeIterator()
        if case .scalarValue(let scalar) = decoder.decode(&iterator) { return (scalar, UTF8.width(scalar)) }
        return ("\u{FFFD}", 1)
    }
}
