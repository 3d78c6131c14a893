/// Follows strings and brackets from line to line, as far as is needed to see which lines are comments.
///
/// Far less than the lexer: it never fails, and reads each line once however many there are.
package struct SourceScanner {
    private var quote: UInt8?
    private var isTriple = false
    private var depth = 0
    private var endsInBackslash = false

    /// Whether the next line begins inside a string.
    package var isInsideString: Bool { quote != nil }

    /// Whether the next line belongs to the statement so far: a bracket or a string is open, or a backslash joins them.
    package var isOpen: Bool { quote != nil || depth > 0 || endsInBackslash }

    /// A scanner before the first line.
    package init() {}

    /// Reads the next line, given without its line end.
    package mutating func scan(_ line: String) {
        var bytes = line.utf8[...]
        endsInBackslash = false
        while let byte = bytes.popFirst() {
            if byte == UInt8(ascii: "\\") {
                if bytes.popFirst() == nil { endsInBackslash = true }
            } else if let open = quote {
                if byte == open { close(open, &bytes) }
            } else if byte == UInt8(ascii: "#") {
                break
            } else {
                scanCode(byte, &bytes)
            }
        }
        // A string in single quotes ends with its line, unless a backslash joins the next; without its quote it is a
        // mistake that the parser tells of.
        if !isTriple, !endsInBackslash { quote = nil }
    }

    private mutating func scanCode(_ byte: UInt8, _ bytes: inout Substring.UTF8View) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            isTriple = bytes.starts(with: [byte, byte])
            if isTriple { bytes.removeFirst(2) }
            quote = byte
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
        default: break
        }
    }

    private mutating func close(_ open: UInt8, _ bytes: inout Substring.UTF8View) {
        if isTriple {
            guard bytes.starts(with: [open, open]) else { return }
            bytes.removeFirst(2)
        }
        quote = nil
        isTriple = false
    }
}
