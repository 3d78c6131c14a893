internal import CLibedit
internal import Platform

/// What stands in one cell of the screen, or two: a character with the marks that combine with it.
struct Glyph: Hashable, Sendable {
    var text: String
    /// How many columns it takes.
    var width: Int
    /// The sequences that give it its colours; empty for the terminal's usual ones.
    var style = ""

    static let blank = Glyph(text: " ", width: 1)
}

extension Glyph {
    /// Dim, for what the editor says of itself.
    static let dim = "\u{1B}[2m"

    /// How many columns a scalar takes, or nil for one that has no picture of its own (a control character).
    static func width(of scalar: Unicode.Scalar) -> Int? {
        scalar.properties.generalCategory == .control ? nil : DisplayWidth.columns(of: scalar)
    }

    /// The glyphs of a line, with those of its escape sequences that set colours as their style; others are dropped, and
    /// so are control characters.
    static func line(_ text: String, style: String = "") -> [Glyph] {
        var glyphs: [Glyph] = []
        var current = style
        var rest = text.unicodeScalars[...]
        while let scalar = rest.first {
            if scalar == "\u{1B}" {
                let end = endOfSequence(in: rest)
                let sequence = String(rest[..<end])
                rest = rest[end...]
                guard sequence.hasPrefix("\u{1B}["), sequence.hasSuffix("m") else { continue }
                let isReset = sequence == "\u{1B}[0m" || sequence == "\u{1B}[m"
                current = isReset ? style : current + sequence
                continue
            }
            rest.removeFirst()
            append(scalar, style: current, to: &glyphs)
        }
        return glyphs
    }

    private static func append(_ scalar: Unicode.Scalar, style: String, to glyphs: inout [Glyph]) {
        guard let width = width(of: scalar) else { return }
        if width > 0 {
            glyphs.append(Glyph(text: String(Character(scalar)), width: width, style: style))
        } else if let last = glyphs.indices.last {
            glyphs[last].text.unicodeScalars.append(scalar)
        }
    }

    /// The end of the escape sequence that `text` begins with, by ECMA-48: a control sequence goes from `ESC [` to its
    /// final byte, a command string from `ESC ]` to BEL or `ESC \`, any other is `ESC` and a character.
    private static func endOfSequence(in text: Substring.UnicodeScalarView) -> String.Index {
        var index = text.index(after: text.startIndex)
        guard index < text.endIndex else { return index }
        let introducer = text[index]
        text.formIndex(after: &index)
        switch introducer {
        case "[":
            while index < text.endIndex {
                let isFinal = ("\u{40}"..."\u{7E}").contains(text[index])
                text.formIndex(after: &index)
                if isFinal { break }
            }
        case "]":
            while index < text.endIndex {
                let scalar = text[index]
                text.formIndex(after: &index)
                if scalar == "\u{7}" { break }
                if scalar == "\u{1B}", index < text.endIndex, text[index] == "\\" {
                    text.formIndex(after: &index)
                    break
                }
            }
        default: break
        }
        return index
    }
}

extension [Glyph] {
    /// How many columns they take together.
    var width: Int { reduce(0) { $0 + $1.width } }

    /// As many from the start as fit into the columns.
    func fitted(to columns: Int) -> [Glyph] {
        var room = columns
        return Array(
            prefix { glyph in
                room -= glyph.width
                return room >= 0
            })
    }
}
