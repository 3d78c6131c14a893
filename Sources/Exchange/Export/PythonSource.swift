internal import Syntax

/// Pieces of Python source.
enum PythonSource {
    /// A string literal.
    static func literal(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7F {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\x" + (digits.utf8.count < 2 ? "0" : "") + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    /// A call that prints a text as it stands: a literal for each of its lines.
    static func printing(_ text: String, isOneLine: Bool = false) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let end = lines.removeLast()
        let isWhole = end.isEmpty && !lines.isEmpty
        if !isWhole { lines.append(end) }
        let separator = isOneLine || lines.count == 1 ? ", " : ",\n      "
        let literals = lines.map(literal).joined(separator: separator)
        let options = (lines.count > 1 ? separator + "sep=\"\\n\"" : "") + (isWhole ? "" : separator + "end=\"\"")
        return "print(\(literals)\(options))"
    }
}

/// Changes to a source, applied all at once: what isn't changed stays as it was typed.
struct SourceEdits {
    private var replaced: [Int: (end: Int, text: String)] = [:]
    private var opened: [Int: String] = [:]
    private var closed: [Int: String] = [:]

    /// Puts a text in the place of a range; changes inside it don't count any more.
    mutating func replace(_ range: SourceRange, by text: String) { replaced[range.start] = (range.end, text) }

    /// Puts a text before what begins at an offset; one that comes later stands outside of those before it.
    mutating func open(_ offset: Int, with text: String) { opened[offset] = text + (opened[offset] ?? "") }

    /// Puts a text behind what ends at an offset; one that comes later stands outside of those before it.
    mutating func close(_ offset: Int, with text: String) { closed[offset] = (closed[offset] ?? "") + text }

    /// Puts texts around a range.
    mutating func wrap(_ range: SourceRange, in before: String, _ after: String) {
        open(range.start, with: before)
        close(range.end, with: after)
    }

    /// The changed text of a range.
    func applied(to bytes: [UInt8], in range: SourceRange) -> String {
        var result: [UInt8] = []
        var offset = range.start
        while offset <= range.end {
            if offset > range.start, let text = closed[offset] { result += text.utf8 }
            if offset == range.end { break }
            if let text = opened[offset] { result += text.utf8 }
            if let (end, text) = replaced[offset], end > offset {
                result += text.utf8
                offset = min(end, range.end)
            } else {
                result.append(bytes[offset])
                offset += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
