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
