internal import CLibedit
internal import Platform

extension EditorState {
    func moveUp(_ buffer: EditBuffer) { moveVertically(buffer, lines: -1) }
    func moveDown(_ buffer: EditBuffer) { moveVertically(buffer, lines: 1) }

    /// Goes to another line of the cell, or from its first or last line to another cell.
    private func moveVertically(_ buffer: EditBuffer, lines: Int) {
        let text = buffer.edited
        if lastVerticalMove != keyCount - 1 { goalColumn = text.cursor - text.lineStart }
        if let place = text.place(lines: lines, column: goalColumn) {
            buffer.move(to: place)
            lastVerticalMove = keyCount
            return
        }
        loadHistory()
        go(to: history.position + lines, buffer)
    }

    /// Recalls a cell; the cursor is where the same key leads further: at the end upwards, in the first line downwards.
    private func go(to place: Int, _ buffer: EditBuffer) {
        let isUp = place < history.position
        guard let entry = history.go(to: place, leaving: buffer.scalars.string) else { return }
        let scalars = Array(entry.unicodeScalars)
        buffer.set(scalars, cursor: isUp ? nil : EditedText(scalars: scalars, cursor: 0).lineEnd)
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

    /// Brings the history in.
    func loadHistory() {
        guard !history.isLoaded else { return }
        history.loadIfNeeded()
        if mirrorsHistory { history.entries.forEach { mirror($0) } }
    }

    /// Searches the history for text as it is typed; any key that isn't part of the search ends it and then acts.
    func searchHistory(_ buffer: EditBuffer, step: Int) {
        loadHistory()
        let original = buffer.edited
        var steps = [HistorySearch(original, step: step)]
        defer { search = nil }
        while var current = steps.last {
            search = current
            var key: wchar_t = 0
            guard el_wgetc(buffer.editor, &key) == 1 else { return }
            switch key {
            case 0x12, 0x13:  // Ctrl-R, Ctrl-S
                current.isFresh = false
                current.seekNext(key == 0x12 ? -1 : 1, in: history, last: lastPattern)
            case 0x08, 0x7F:
                if steps.count > 1 { steps.removeLast() }
                continue
            case 0x07: return  // Ctrl-G
            case 3: return interrupt(buffer)
            case KeySource.paste:
                current.extend(pasted.prefix { $0 != "\n" }, in: history)
            default:
                let scalar = WideText.scalar(key)
                guard Glyph.width(of: scalar) != nil, key != KeySource.escape else {
                    return end(current, by: key, buffer)
                }
                current.extend([scalar], in: history)
            }
            lastPattern = current.pattern
            steps.append(current)
        }
    }

    /// Takes what was found, and gives the key that ended the search to libedit. Enter runs a cell wherever in it the text
    /// was found.
    private func end(_ found: HistorySearch, by key: wchar_t, _ buffer: EditBuffer) {
        let isEnter = key == 10 || key == 13
        if let place = found.place { _ = history.go(to: place, leaving: buffer.scalars.string) }
        buffer.set(found.shown.scalars, cursor: isEnter ? nil : found.shown.cursor)
        guard key != KeySource.escape, !isLoneEscape else { return }
        var keys: [wchar_t] = [key, 0]
        el_wpush(buffer.editor, &keys)
    }
}

/// A search in the history, at one of its moments.
struct HistorySearch {
    private(set) var pattern = ""
    /// The entry that was found.
    private(set) var place: Int?
    /// What the cell shows: the entry, with the cursor where it was found.
    private(set) var shown: EditedText
    private var isFailing = false
    private var step: Int
    /// Whether the key that began the search is yet to be repeated.
    var isFresh = true

    init(_ text: EditedText, step: Int) {
        shown = text
        self.step = step
    }

    /// What stands below the cell.
    var row: String { "\(isFailing ? "nothing older with" : "search"): \(pattern)" }

    /// Looks for a longer text, beginning with the entry that was found.
    mutating func extend(_ scalars: some Collection<Unicode.Scalar>, in history: HistoryList) {
        pattern += scalars.string
        seek(from: place ?? history.entries.count - 1, in: history)
    }

    /// Looks for another entry; with no text yet, for the text of the last search.
    mutating func seekNext(_ step: Int, in history: HistoryList, last: String) {
        self.step = step
        if pattern.isEmpty {
            pattern = last
            seek(from: place ?? history.entries.count - 1, in: history)
        } else {
            seek(from: (place ?? history.entries.count) + step, in: history)
        }
    }

    private mutating func seek(from start: Int, in history: HistoryList) {
        guard !pattern.isEmpty else { return }
        let other = place != start ? place.map { history.entries[$0] } : nil
        guard let found = history.place(holding: pattern, from: start, step: step, other: other) else {
            isFailing = true
            return
        }
        isFailing = false
        place = found
        let scalars = Array(history.entries[found].unicodeScalars)
        shown = EditedText(scalars: scalars, cursor: Self.place(of: Array(pattern.unicodeScalars), in: scalars))
    }

    private static func place(of pattern: [Unicode.Scalar], in text: [Unicode.Scalar]) -> Int {
        text.indices.first { text[$0...].starts(with: pattern) } ?? text.count
    }
}
