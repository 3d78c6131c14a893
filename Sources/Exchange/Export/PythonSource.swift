internal import Syntax

/// Builds pieces of Python source.
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

    /// A call that prints a text, with one literal per line.
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

/// Changes to a source that are applied together; the rest stays as typed.
struct SourceEdits {
    private var replaced: [Int: (end: Int, text: String)] = [:]
    private var opened: [Int: String] = [:]
    private var closed: [Int: String] = [:]

    /// Replaces a range with a text; changes inside it are ignored.
    mutating func replace(_ range: SourceRange, by text: String) { replaced[range.start] = (range.end, text) }

    /// Inserts a text before an offset; later insertions go outside earlier ones.
    mutating func open(_ offset: Int, with text: String) { opened[offset] = text + (opened[offset] ?? "") }

    /// Inserts a text after an offset; later insertions go outside earlier ones.
    mutating func close(_ offset: Int, with text: String) { closed[offset] = (closed[offset] ?? "") + text }

    /// Wraps a range in texts.
    mutating func wrap(_ range: SourceRange, in before: String, _ after: String) {
        open(range.start, with: before)
        close(range.end, with: after)
    }

    /// The text of a range with its changes.
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
