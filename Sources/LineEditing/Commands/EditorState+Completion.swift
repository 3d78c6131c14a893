extension EditorState {
    /// Tab: indents in the blanks before a line's text; elsewhere completes as far as there is no choice, and at the second
    /// time lists what there is.
    func complete(_ buffer: EditBuffer) {
        let text = buffer.edited
        if text.beforeCursor.allSatisfy({ $0 == " " }) {
            let column = text.cursor - text.lineStart
            return buffer.insert(repeatElement(" ", count: Indentation.width - column % Indentation.width))
        }
        let isSecond = lastTab == keyCount - 1
        lastTab = keyCount
        guard let completion = completer?(text.scalars.string, text.cursor), !completion.candidates.isEmpty else {
            return
        }
        let range = completion.replaced.clamped(to: 0..<text.scalars.count)
        let typed = Array(text.scalars[range])
        if let only = completion.candidates.first, completion.candidates.count == 1 {
            let new = Array((only.text + only.suffix).unicodeScalars)
            if new != typed { buffer.replace(range, with: new) }
            return
        }
        let common = Self.commonStart(of: completion.candidates)
        if common.count > typed.count {
            buffer.replace(range, with: common)
        } else if isSecond {
            list = CompletionList(candidates: completion.candidates)
        }
    }

    /// What all candidates begin with.
    private static func commonStart(of candidates: [Candidate]) -> ArraySlice<Unicode.Scalar> {
        guard let first = candidates.first else { return [] }
        var common = Array(first.text.unicodeScalars)[...]
        for candidate in candidates.dropFirst() {
            common = common.prefix(zip(common, candidate.text.unicodeScalars).prefix { $0 == $1 }.count)
        }
        return common
    }
}
