public import Syntax

/// Syntax-highlighted source code.
public enum CodeText {
    /// The highlighted source of a cell, or of its beginning; text that isn't a token stays plain.
    public static func markup(of source: String) -> Markup {
        let bytes = Array(source.utf8)
        var markup = Markup()
        var place = 0
        func add(to end: Int, _ style: Style) {
            markup.append(String(decoding: bytes[place..<max(end, place)], as: UTF8.self), style)
            place = max(end, place)
        }
        for piece in SourcePiece.pieces(of: source) {
            add(to: piece.range.start, .plain)
            add(to: piece.range.end, style(of: piece.kind))
        }
        add(to: bytes.count, .plain)
        return markup
    }

    /// How a piece of a source looks.
    public static func style(of kind: SourcePiece.Kind) -> Style {
        switch kind {
        case .keyword, .constant: .keyword
        case .number: .number
        case .string, .unclosed: .string
        case .comment: .comment
        case .mistake: .mistake
        case .name, .opener, .closer: .plain
        }
    }
}

extension Markup {
    /// Its lines, one more than it has newlines.
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
