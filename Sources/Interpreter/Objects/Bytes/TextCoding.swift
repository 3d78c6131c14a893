internal import Kernels

/// Encodes text as bytes and decodes it, with CPython's messages for errors.
package enum TextCoding {
    private enum Encoding: String { case utf8 = "utf-8", ascii = "ascii", latin1 = "latin-1" }

    private static func encoding(named name: String) throws(EvaluationError) -> Encoding {
        let plain = String(name.lowercased().map { $0 == "_" || $0 == " " ? "-" : $0 })
        switch plain {
        case "utf-8", "utf8", "u8", "cp65001": return .utf8
        case "ascii", "us-ascii", "646": return .ascii
        case "latin-1", "latin1", "iso-8859-1", "iso8859-1", "8859", "l1", "latin", "cp819": return .latin1
        default:
            let isKnown = ["utf", "cp", "iso", "mac", "big5", "gb", "euc", "shift", "koi", "utf-16", "u16", "u32"]
                .contains { plain.hasPrefix($0) }
            throw .invalidArgument(
                function: "encode", isKnown ? "Descent has no encoding \(name)" : "unknown encoding: \(name)",
                hint: "there are utf-8, ascii and latin-1",
                python: isKnown ? nil : PythonForm("LookupError", "unknown encoding: \(name)"))
        }
    }

    private static func unknown(_ handler: String) -> EvaluationError {
        let isKnown = ["surrogateescape", "surrogatepass", "namereplace"].contains(handler)
        return .invalidArgument(
            function: "encode",
            isKnown ? "Descent doesn't have errors='\(handler)'" : "unknown error handler name '\(handler)'",
            hint: "there are strict, ignore, replace, backslashreplace and xmlcharrefreplace",
            python: isKnown ? nil : PythonForm("LookupError", "unknown error handler name '\(handler)'"))
    }

    // MARK: - Encoding

    /// Encodes a text.
    ///
    /// - Parameters:
    ///   - name: the name of the encoding.
    ///   - errors: the name of the error handler, such as `strict`.
    /// - Throws: a `LookupError` for an unknown name, a `UnicodeEncodeError` for text that cannot be encoded.
    package static func encoded(
        _ text: String, _ name: String, errors: String
    ) throws(EvaluationError) -> [UInt8] {
        let encoding = try encoding(named: name)
        if encoding == .utf8 { return Array(text.utf8) }
        let limit: UInt32 = encoding == .ascii ? 0x80 : 0x100
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        let scalars = Array(text.unicodeScalars)
        var place = 0
        while place < scalars.count {
            if scalars[place].value < limit {
                bytes.append(UInt8(scalars[place].value))
                place += 1
                continue
            }
            let end = scalars[place...].firstIndex { $0.value < limit } ?? scalars.count
            bytes += try replacement(of: scalars, place..<end, encoding, errors, limit)
            place = end
        }
        return bytes
    }

    private static func replacement(
        of scalars: [Unicode.Scalar], _ range: Range<Int>, _ encoding: Encoding, _ errors: String, _ limit: UInt32
    ) throws(EvaluationError) -> [UInt8] {
        switch errors {
        case "ignore": return []
        case "replace": return [UInt8](repeating: UInt8(ascii: "?"), count: range.count)
        case "xmlcharrefreplace": return scalars[range].flatMap { Array("&#\($0.value);".utf8) }
        case "backslashreplace": return scalars[range].flatMap { Array(escape($0.value).utf8) }
        case "strict":
            let which =
                range.count == 1
                ? "character '\(escape(scalars[range.lowerBound].value))' in position \(range.lowerBound)"
                : "characters in position \(range.lowerBound)-\(range.upperBound - 1)"
            throw BytesClass.error(
                "UnicodeEncodeError",
                "'\(encoding.rawValue)' codec can't encode \(which): ordinal not in range(\(limit))")
        default: throw unknown(errors)
        }
    }

    private static func escape(_ value: UInt32) -> String {
        let (letter, count) = value < 0x100 ? ("x", 2) : value < 0x1_0000 ? ("u", 4) : ("U", 8)
        let digits = String(value, radix: 16)
        return "\\" + letter + String(repeating: "0", count: count - digits.utf8.count) + digits
    }

    // MARK: - Decoding

    /// Decodes bytes.
    ///
    /// - Parameters:
    ///   - name: the name of the encoding.
    ///   - errors: the name of the error handler, such as `strict`.
    /// - Throws: a `LookupError` for an unknown name, a `UnicodeDecodeError` for bytes that cannot be decoded.
    package static func decoded(
        _ bytes: [UInt8], _ name: String, errors: String
    ) throws(EvaluationError) -> String {
        let encoding = try encoding(named: name)
        if encoding == .latin1 { return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })) }
        if encoding == .utf8, let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = String.UnicodeScalarView()
        var place = 0
        var meter = WorkMeter()
        while place < bytes.count {
            if meter.shouldStop(after: 1) { throw .interrupted }
            let found = encoding == .ascii ? ascii(bytes, place) : sequence(bytes, place)
            switch found {
            case .scalar(let scalar, let length):
                text.append(scalar)
                place += length
            case .wrong(let length, let reason):
                text.append(
                    contentsOf: try replacement(of: bytes, place..<place + length, encoding, errors, reason)
                        .unicodeScalars)
                place += length
            }
        }
        return String(text)
    }

    private enum Found {
        case scalar(Unicode.Scalar, length: Int)
        case wrong(length: Int, reason: String)
    }

    private static func ascii(_ bytes: [UInt8], _ place: Int) -> Found {
        bytes[place] < 0x80
            ? .scalar(Unicode.Scalar(bytes[place]), length: 1)
            : .wrong(length: 1, reason: "ordinal not in range(128)")
    }

    /// Decodes one UTF-8 sequence: a character, or a number of bytes that cannot begin one.
    private static func sequence(_ bytes: [UInt8], _ place: Int) -> Found {
        let first = bytes[place]
        if first < 0x80 { return .scalar(Unicode.Scalar(first), length: 1) }
        guard (0xC2...0xF4).contains(first) else { return .wrong(length: 1, reason: "invalid start byte") }
        let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        var value = UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
        for offset in 1..<length {
            guard place + offset < bytes.count else { return .wrong(length: offset, reason: "unexpected end of data") }
            let byte = bytes[place + offset]
            // The second byte has a narrower range where the sequence would be overlong, a surrogate, or beyond
            // Unicode.
            let bounds: ClosedRange<UInt8> =
                switch (offset, first) {
                case (1, 0xE0): 0xA0...0xBF
                case (1, 0xED): 0x80...0x9F
                case (1, 0xF0): 0x90...0xBF
                case (1, 0xF4): 0x80...0x8F
                default: 0x80...0xBF
                }
            guard bounds.contains(byte) else { return .wrong(length: offset, reason: "invalid continuation byte") }
            value = value << 6 | UInt32(byte & 0x3F)
        }
        return Unicode.Scalar(value).map { .scalar($0, length: length) }
            ?? .wrong(length: 1, reason: "invalid continuation byte")
    }

    private static func replacement(
        of bytes: [UInt8], _ range: Range<Int>, _ encoding: Encoding, _ errors: String, _ reason: String
    ) throws(EvaluationError) -> String {
        switch errors {
        case "ignore": return ""
        case "replace": return "\u{FFFD}"
        case "backslashreplace": return bytes[range].map { escape(UInt32($0)) }.joined()
        case "strict":
            let which =
                range.count == 1
                ? "byte 0x\(String(bytes[range.lowerBound], radix: 16)) in position \(range.lowerBound)"
                : "bytes in position \(range.lowerBound)-\(range.upperBound - 1)"
            throw BytesClass.error(
                "UnicodeDecodeError", "'\(encoding.rawValue)' codec can't decode \(which): \(reason)")
        default: throw unknown(errors)
        }
    }
}
