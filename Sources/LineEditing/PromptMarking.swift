/// Prompts as libedit wants them: escape sequences, which take no columns, stand between two marks.
///
/// libedit sends such a stretch together with the one visible character after it. So neighbouring sequences share a pair of
/// marks, and those at the end of a prompt (usually the end of a colour) go before its last visible character.
enum PromptMarking {
    /// The character that opens and closes a stretch; U+0001 has no use in a prompt, and is dropped from one.
    static let mark: Unicode.Scalar = "\u{1}"

    private static let escape: Unicode.Scalar = "\u{1B}"
    private static let bell: Unicode.Scalar = "\u{7}"

    /// The prompt with marks around its escape sequences.
    static func marked(_ prompt: String) -> String {
        var pieces: [(sequences: String.UnicodeScalarView, visible: Unicode.Scalar)] = []
        var pending = String.UnicodeScalarView()
        var rest = prompt.unicodeScalars[...]
        while let scalar = rest.first {
            if scalar == escape {
                let end = endOfSequence(in: rest)
                pending.append(contentsOf: rest[..<end])
                rest = rest[end...]
                continue
            }
            rest.removeFirst()
            if scalar != mark {
                pieces.append((pending, scalar))
                pending = String.UnicodeScalarView()
            }
        }
        if let last = pieces.indices.last {
            pieces[last].sequences.append(contentsOf: pending)
        }
        return joined(pieces)
    }

    private static func joined(_ pieces: [(sequences: String.UnicodeScalarView, visible: Unicode.Scalar)]) -> String {
        var text = String.UnicodeScalarView()
        for piece in pieces {
            if !piece.sequences.isEmpty {
                text.append(mark)
                text.append(contentsOf: piece.sequences)
                text.append(mark)
            }
            text.append(piece.visible)
        }
        return String(text)
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
                if scalar == bell { break }
                if scalar == escape, index < text.endIndex, text[index] == "\\" {
                    text.formIndex(after: &index)
                    break
                }
            }
        default: break
        }
        return index
    }
}
