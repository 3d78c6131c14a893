internal import Tensors

/// Parses the Python dictionary of a header: its three keys in any order and nothing else. Nothing is evaluated.
struct NumPyHeaderParsing {
    private let bytes: [UInt8]
    /// The offset of the text in the file, for messages.
    private let offset: Int
    private var position = 0

    init(_ bytes: [UInt8], offset: Int) {
        self.bytes = bytes
        self.offset = offset
    }

    /// `'{' (key ':' value ',')* '}'`, the last comma optional.
    mutating func header() throws(NumPyFormatError) -> NumPyHeader {
        var type: StoredType?
        var order: Bool?
        var shape: Shape?
        try expect("{")
        while !accept("}") {
            let key = try string()
            try expect(":")
            switch key {
            case "descr" where type == nil: type = try elementType()
            case "fortran_order" where order == nil: order = try truth()
            case "shape" where shape == nil: shape = try lengths()
            default: throw .unexpectedKey(key)
            }
            if !accept(",") {
                try expect("}")
                break
            }
        }
        skipBlanks()
        guard position == bytes.count else { throw mistake("nothing more after the }") }
        guard let type else { throw .missingKey("descr") }
        guard let order else { throw .missingKey("fortran_order") }
        guard let shape else { throw .missingKey("shape") }
        return NumPyHeader(type: type, isFortranOrder: order, shape: shape)
    }

    private mutating func elementType() throws(NumPyFormatError) -> StoredType {
        skipBlanks()
        if position < bytes.count, bytes[position] == UInt8(ascii: "[") {
            throw .unsupportedType(description: "[…]", name: "records of several fields")
        }
        return try StoredType(try string())
    }

    private mutating func truth() throws(NumPyFormatError) -> Bool {
        skipBlanks()
        for (word, value) in [("True", true), ("False", false)] where bytes[position...].starts(with: word.utf8) {
            position += word.utf8.count
            return value
        }
        throw mistake("True or False")
    }

    /// A tuple of integers; Python 2 appended an L to each.
    private mutating func lengths() throws(NumPyFormatError) -> Shape {
        try expect("(")
        var lengths: [Int] = []
        var hasComma = false
        while !accept(")") {
            lengths.append(try length())
            _ = accept("L")
            hasComma = accept(",")
            if !hasComma {
                guard lengths.count > 1 else { throw mistake("a comma, since (n) is no tuple") }
                try expect(")")
                break
            }
        }
        guard lengths.count <= NumPyHeader.mostAxes else { throw .tooManyAxes(lengths.count) }
        return Shape(lengths)
    }

    private mutating func length() throws(NumPyFormatError) -> Int {
        let isNegative = accept("-")
        skipBlanks()
        let start = position
        var value = 0
        while position < bytes.count, 48...57 ~= bytes[position] {
            let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = tens.addingReportingOverflow(Int(bytes[position]) - 48)
            if overflow || carry { throw mistake("a length below 2 to the 63rd", at: start) }
            value = sum
            position += 1
        }
        guard position > start else { throw mistake("a length") }
        if isNegative { throw .negativeLength(-value) }
        return value
    }

    private mutating func string() throws(NumPyFormatError) -> String {
        // Python 2 wrote u'…'.
        if !accept("u") { _ = accept("U") }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "'") || bytes[position] == UInt8(ascii: "\"")
        else { throw mistake("a string") }
        let start = position + 1
        guard let end = bytes[start...].firstIndex(of: bytes[position]),
            bytes[start..<end].allSatisfy({ 32..<127 ~= $0 && $0 != UInt8(ascii: "\\") })
        else { throw mistake("a string of plain characters") }
        position = end + 1
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private mutating func skipBlanks() {
        while position < bytes.count, bytes[position] == 32 || 9...13 ~= bytes[position] { position += 1 }
    }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(NumPyFormatError) {
        guard accept(character) else { throw mistake("\(character)") }
    }

    private func mistake(_ expected: String, at position: Int? = nil) -> NumPyFormatError {
        .headerSyntax(offset: offset + (position ?? self.position), expected: expected)
    }
}
