internal import Syntax

/// Source with its words marked.
public enum CodeText {
    /// The source of a cell, or a beginning of one; what is no word stays as it is.
    public static func markup(of source: String) -> Markup {
        let bytes = Array(source.utf8)
        var lexer = Lexer(bytes)
        var markup = Markup()
        var place = 0
        while true {
            let token = lexer.next()
            if token.start > place {
                addGap(bytes[place..<token.start], to: &markup)
                place = token.start
            }
            if token.end > place {
                markup.append(String(decoding: bytes[place..<token.end], as: UTF8.self), style(of: token.kind))
                place = token.end
            }
            if token.kind == .end { break }
        }
        if place < bytes.count { addGap(bytes[place...], to: &markup) }
        return markup
    }

    private static func style(of kind: Token.Kind) -> Style {
        switch kind {
        case .keyword: .keyword
        case .integer, .float: .number
        case .string: .string
        case .name, .raw, .symbol, .newline, .indent, .dedent, .end, .failure: .plain
        }
    }

    /// What stands between words: blanks, line ends, and remarks from `#` to the end of their line.
    private static func addGap(_ bytes: ArraySlice<UInt8>, to markup: inout Markup) {
        var rest = bytes
        while let start = rest.firstIndex(of: UInt8(ascii: "#")) {
            let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex
            markup.append(String(decoding: rest[..<start], as: UTF8.self))
            markup.append(String(decoding: rest[start..<end], as: UTF8.self), .comment)
            rest = rest[end...]
        }
        markup.append(String(decoding: rest, as: UTF8.self))
    }
}

extension Markup {
    /// Its lines; one more than it has newlines.
    public var lines: [Markup] {
        var lines = [Markup()]
        for span in spans {
            for (index, text) in span.text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
                if index > 0 { lines.append(Markup()) }
                lines[lines.count - 1].append(String(text), span.style)
            }
        }
        return lines
    }
}
