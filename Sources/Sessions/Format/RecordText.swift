/// How output is written into a session file.
///
/// Output becomes lines; each is written as a comment, `#> ` and its text, or `#>` alone for an empty one. Blanks at the end
/// of a line are dropped. Control characters other than tabs are written `\x1b`, by their code in two hexadecimal digits.
/// When the output of a statement does not end in a newline, its last line ends in `\`. A backslash that could be taken for
/// one of these (before an `x`, or last in its line) is written `\x5c`.
enum RecordText {
    /// What opens a line of recorded output.
    static let marker = "#>"

    /// The lines that stand for the output of a statement, without their markers.
    static func lines(of output: String) -> [String] {
        guard !output.isEmpty else { return [] }
        var lines = output.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { escaped(Substring($0)) }
        let last = lines.removeLast()
        var texts = lines.map { $0.withoutTrailingBlanks }.map(withoutFinalBackslash)
        if !last.isEmpty { texts.append(withoutFinalBackslash(last) + "\\") }
        return texts
    }

    /// The line of a file for a line of recorded output.
    static func fileText(_ line: String) -> String { line.isEmpty ? marker : marker + " " + line }

    /// The recorded output in a line of a file that begins with the marker; nil if there is no blank after it.
    static func line(fromFileText text: String) -> String? {
        // By far the most lines.
        let bytes = text.utf8.dropFirst(marker.utf8.count)
        if bytes.first == UInt8(ascii: " "),
            bytes.dropFirst().first.map({ $0 < 0x80 && $0 != UInt8(ascii: " ") }) ?? false
        {
            return Substring(bytes.dropFirst()).withoutTrailingBlanks
        }
        // Scalar by scalar, since an accent may stand behind the marker or the blank and make one character with it.
        let rest = text.unicodeScalars.dropFirst(marker.unicodeScalars.count)
        if Substring(rest).isBlank { return "" }
        return rest.first == " " ? Substring(rest.dropFirst()).withoutTrailingBlanks : nil
    }

    private static func withoutFinalBackslash(_ text: String) -> String {
        guard text.unicodeScalars.last == "\\" else { return text }
        return String(text.unicodeScalars.dropLast()) + "\\x5c"
    }

    private static func escaped(_ text: Substring) -> String {
        guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == 0xC2 || $0 == UInt8(ascii: "\\") }) else {
            return String(text)
        }
        var result = String.UnicodeScalarView()
        let scalars = text.unicodeScalars
        for index in scalars.indices {
            let scalar = scalars[index]
            let isControl = scalar.properties.generalCategory == .control && scalar != "\t"
            let next = scalars.index(after: index)
            if isControl || (scalar == "\\" && next < scalars.endIndex && scalars[next] == "x") {
                let digits = String(scalar.value, radix: 16)
                result += ("\\x" + (digits.utf8.count < 2 ? "0" : "") + digits).unicodeScalars
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }
}
