internal import CLibedit
internal import Platform

extension EditorState {
    func moveUp(_ buffer: EditBuffer) { moveVertically(buffer, rows: -1) }
    func moveDown(_ buffer: EditBuffer) { moveVertically(buffer, rows: 1) }

    /// Goes to another row of the cell, or from its first or last row to another cell.
    private func moveVertically(_ buffer: EditBuffer, rows count: Int) {
        let text = buffer.edited
        var content = content
        (content.text, content.cursor) = (text.scalars, text.cursor)
        let rows = rows(of: content)
        if lastVerticalMove != keyCount - 1 {
            var starts = rows.starts
            goalColumn = rows.place(of: text.cursor, &starts).column
        }
        if let place = rows.place(rows: count, from: text.cursor, column: goalColumn) {
            buffer.move(to: place)
            if lastRecall == keyCount - 1 { lastRecall = keyCount }
            lastVerticalMove = keyCount
            return
        }
        loadHistory()
        if lastRecall != keyCount - 1 {
            // What has been typed of a line is what the cells are to begin with.
            let isBegun = history.isAtNewCell && text.isAtEnd && !text.scalars.contains("\n")
            recalledStart = isBegun ? text.scalars.string : ""
        }
        lastRecall = keyCount
        guard !recalledStart.isEmpty else { return go(to: history.position + count, buffer) }
        let current = text.scalars.string
        let found = history.place(startingWith: recalledStart, other: current, step: count)
        if let found { go(to: found, buffer) } else if count > 0 { go(to: history.entries.count, buffer) }
    }

    /// Recalls a cell; the cursor is where the same key leads further: at the end upwards, in the first line downwards.
    /// In a cell that has just failed it is where the mistake is.
    private func go(to place: Int, _ buffer: EditBuffer) {
        let isUp = place < history.position
        guard let entry = history.go(to: place, leaving: buffer.scalars.string) else { return }
        let scalars = Array(entry.unicodeScalars)
        if let mistake, mistake.entry == place, isUp, mistake.place <= scalars.count {
            return buffer.set(scalars, cursor: mistake.place)
        }
        let isSearch = !recalledStart.isEmpty && lastRecall == keyCount
        buffer.set(scalars, cursor: isUp || isSearch ? nil : EditedText(scalars: scalars, cursor: 0).lineEnd)
    }

    /// Recalls the nearest cell that begins with what stands before the cursor, which stays where it is.
    func moveToPrefix(_ buffer: EditBuffer, step: Int) {
        loadHistory()
        let text = buffer.edited
        let start = text.scalars[..<text.cursor].string
        guard let place = history.place(startingWith: start, other: text.scalars.string, step: step) else { return }
        go(to: place, buffer)
        buffer.move(to: text.cursor)
    }

    /// Right: takes what is suggested, or goes on by a character with the marks that combine with it.
    func moveRight(_ buffer: EditBuffer) {
        let text = buffer.edited
        if text.isAtEnd { return takeSuggestion(buffer) { $0.count } }
        let marks = text.scalars[(text.cursor + 1)...].prefix { Glyph.width(of: $0) == 0 }.count
        buffer.move(to: text.cursor + 1 + marks)
    }

    /// Alt-Right: takes a word of what is suggested, or goes on to the end of the next word.
    func moveWordRight(_ buffer: EditBuffer) {
        let text = buffer.edited
        if text.isAtEnd { return takeSuggestion(buffer) { Self.wordEnd(in: $0, from: 0) } }
        buffer.move(to: Self.wordEnd(in: text.scalars, from: text.cursor))
    }

    /// Ctrl-E and End: go to the end of the line; at the end of the cell they take what is suggested.
    func moveToLineEnd(_ buffer: EditBuffer) {
        let text = buffer.edited
        if text.isAtEnd { takeSuggestion(buffer) { $0.count } } else { buffer.move(to: text.lineEnd) }
    }

    /// The end of the word that begins at a place or behind it, of the characters that libedit takes for those of words.
    private static func wordEnd(in text: [Unicode.Scalar], from start: Int) -> Int {
        let isWord = { (scalar: Unicode.Scalar) in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                || "*?_-.[]~=".unicodeScalars.contains(scalar)
        }
        var place = start
        while place < text.count, !isWord(text[place]) { place += 1 }
        while place < text.count, isWord(text[place]) { place += 1 }
        return place
    }
}

/// What the text may go on with, shown behind it until it is taken.
extension EditorState {
    /// Longer texts get no suggestions: no line of before begins with them.
    private static let longestSuggested = 2_000

    /// What is suggested behind a text whose cursor is at its end; nothing for what was just pasted.
    func suggestion(behind text: EditedText) -> [Unicode.Scalar] {
        guard isStyled, let suggester, list == nil, search == nil, text.isAtEnd, !text.scalars.isEmpty,
            text.scalars.count <= Self.longestSuggested, text.scalars != textAfterPaste
        else { return [] }
        let typed = text.scalars.string
        let rest = suggester(typed) { history.isLoaded ? history.rest(behind: typed) : nil }
        return Array((rest ?? "").unicodeScalars)
    }

    /// How the first line of a suggestion is drawn.
    static func glyphs(ofSuggestion text: [Unicode.Scalar]) -> [Glyph] {
        guard !text.isEmpty else { return [] }
        let line = text.prefix { $0 != "\n" }.string
        return Glyph.line(line.count < text.count ? line + " …" : line, style: Glyph.dim)
    }

    /// Takes as much of the suggestion as is asked for, if the user has seen it.
    private func takeSuggestion(_ buffer: EditBuffer, _ count: ([Unicode.Scalar]) -> Int) {
        let text = buffer.edited
        guard let shown, !shown.suggestion.isEmpty else { return }
        // A part of it may have been taken already since it was drawn.
        let seen = shown.text + shown.suggestion.flatMap { Array($0.text.unicodeScalars) }
        guard text.scalars.count >= shown.text.count, seen.starts(with: text.scalars) else { return }
        let rest = suggestion(behind: text)
        buffer.insert(rest.prefix(count(rest)))
    }
}
