/// A line of a file, with the line end that it has.
public struct FileLine: Sendable, Hashable {
    /// How a line ends.
    public enum Ending: String, Sendable {
        case newline = "\n"
        case pair = "\r\n"
        case carriageReturn = "\r"
        /// The last line of a file that doesn't end in a line end.
        case none = ""
    }

    /// The text without the line end.
    public var text: String
    /// The line end.
    public var ending: Ending

    /// Makes a line.
    public init(_ text: String, _ ending: Ending) {
        self.text = text
        self.ending = ending
    }

    /// The lines of a text. One that ends in a line end has no empty line after it.
    package static func lines(of text: String) -> [FileLine] {
        var text = text
        return text.withUTF8 { bytes in
            var lines: [FileLine] = []
            var start = 0
            while start < bytes.count {
                let rest = bytes[start...]
                let end = rest.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count
                let ending: Ending =
                    if end == bytes.count {
                        .none
                    } else if bytes[end] == UInt8(ascii: "\n") {
                        .newline
                    } else {
                        end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: "\n") ? .pair : .carriageReturn
                    }
                lines.append(FileLine(String(decoding: bytes[start..<end], as: UTF8.self), ending))
                start = end + ending.rawValue.utf8.count
            }
            return lines
        }
    }
}

extension StringProtocol {
    /// The text without blanks (spaces and tabs) at its end.
    package var withoutTrailingBlanks: String {
        var bytes = Substring(self).utf8
        while let last = bytes.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") { bytes.removeLast() }
        return String(Substring(bytes))
    }

    /// Whether it begins with the bytes of another text.
    package func begins(with prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

    /// Whether there is nothing in it but blanks.
    package var isBlank: Bool { utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

    /// Whether a comment is the first thing in it.
    package var isComment: Bool {
        utf8.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } == UInt8(ascii: "#")
    }
}
