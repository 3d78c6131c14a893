/// Texts of other encodings as UTF-8.
enum TextEncoding {
    /// Whether a text begins with the mark of UTF-16.
    static func isWide(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        text.count >= 2 && (text[0] == 0xFF && text[1] == 0xFE || text[0] == 0xFE && text[1] == 0xFF)
    }

    /// What the bytes 0x80 to 0x9F are in Windows-1252, by the WHATWG's table; 0 for none.
    private static let windows: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
        0x0178,
    ]

    static func utf8(
        _ text: UnsafeBufferPointer<UInt8>, from encoding: ColumnOptions.Encoding
    ) throws(TensorFileError) -> [UInt8] {
        switch encoding {
        case .utf8: return Array(text)
        case .utf16:
            let (low, high) = text.first == 0xFE ? (1, 0) : (0, 1)
            let start = isWide(text) ? 2 : 0
            var units: [UInt16] = []
            for place in stride(from: start, to: text.count - 1, by: 2) {
                units.append(UInt16(text[place + high]) << 8 | UInt16(text[place + low]))
            }
            return Array(String(decoding: units, as: UTF16.self).utf8)
        case .latin1, .windows1252:
            var bytes: [UInt8] = []
            bytes.reserveCapacity(text.count)
            for byte in text {
                var value = UInt16(byte)
                if encoding == .windows1252, 0x80...0x9F ~= byte { value = windows[Int(byte) - 0x80] }
                if value == 0 { throw .table(.notText(offset: bytes.count)) }
                if value < 0x80 {
                    bytes.append(byte)
                } else if let scalar = Unicode.Scalar(value) {
                    bytes.append(contentsOf: UTF8.encode(scalar) ?? .init())
                }
            }
            return bytes
        }
    }

    /// A text without some of its lines, counted from 0.
    static func withoutLines(_ numbers: Set<Int>, _ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var line = 0
        for (place, byte) in text.enumerated() {
            if !numbers.contains(line) { result.append(byte) }
            if byte == 10 || byte == 13 && (place + 1 == text.count || text[place + 1] != 10) { line += 1 }
        }
        return result
    }
}
