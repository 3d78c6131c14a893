internal import CLibedit
internal import Platform
internal import Syntax

/// The cells of before, oldest first, and the place in them where the user is while a cell is edited.
struct HistoryList {
    private var load: (() -> [String])?
    private(set) var entries: [String] = []
    /// The place; `entries.count` is the new cell itself.
    private(set) var position = 0
    /// What the user has made of the entries, and of the new cell, since the read began.
    private var edits: [Int: String] = [:]
    /// What was last looked for to go on with, where it was found, and among how many entries.
    private var lastRest: (start: String, place: Int, count: Int)?

    var isLoaded: Bool { load == nil }

    /// Whether the user is at the new cell, and not at one of before.
    var isAtNewCell: Bool { position == entries.count }

    /// Takes the entries from `load`, when they are first needed.
    mutating func setSource(_ load: @escaping () -> [String]) { self.load = load }

    /// Begins a new cell.
    mutating func begin() {
        edits = [:]
        position = entries.count
    }

    /// Brings the entries in, if that has not happened yet.
    mutating func loadIfNeeded() {
        guard let load else { return }
        self.load = nil
        let own = entries
        entries = []
        for entry in load() + own { append(entry) }
        position = entries.count
    }

    /// Adds an entry, and says whether it did: an empty one, or one that equals the last, is not kept.
    @discardableResult
    mutating func append(_ entry: String) -> Bool {
        guard !entry.isEmpty, entries.last?.isSame(as: entry) != true else { return false }
        entries.append(entry)
        return true
    }

    /// Goes to another entry; gives it as the user left it, or nil when there is none that way.
    ///
    /// - Parameter current: what the user has made of the present one.
    mutating func go(to place: Int, leaving current: String) -> String? {
        guard place >= 0, place <= entries.count, place != position else { return nil }
        edits[position] = current
        position = place
        return edits[place] ?? (place < entries.count ? entries[place] : "")
    }

    /// The nearest entry that begins with a text and is not `current`, going by `step`.
    func place(startingWith start: String, other current: String, step: Int) -> Int? {
        place(startingWith: start, from: position + step, step: step) { $0 != current }
    }

    private func place(
        startingWith start: String, from first: Int, step: Int, where isWanted: (String) -> Bool
    ) -> Int? {
        let count = start.utf8.count
        return start.withCString { pattern in
            var place = first
            while place >= 0, place < entries.count {
                let entry = entries[place]
                if entry.utf8.count >= count, entry.withCString({ strncmp($0, pattern, count) == 0 }), isWanted(entry) {
                    return place
                }
                place += step
            }
            return nil
        }
    }

    /// What the newest entry that begins with a text goes on with; nil if there is none.
    mutating func rest(behind start: String) -> String? {
        var first = entries.count - 1
        // What didn't begin with less doesn't begin with more.
        if let last = lastRest, last.count == entries.count, start.utf8.starts(with: last.start.utf8) {
            first = last.place
        }
        let count = start.utf8.count
        let place = place(startingWith: start, from: first, step: -1) { $0.utf8.count > count }
        lastRest = (start, place ?? -1, entries.count)
        return place.map { String(decoding: entries[$0].utf8.dropFirst(count), as: UTF8.self) }
    }

    /// The nearest entry that holds a text and is not `other`, going by `step` from a place (that one included).
    func place(holding text: String, from start: Int, step: Int, other: String? = nil) -> Int? {
        text.withCString { pattern in
            var place = start
            while place >= 0, place < entries.count {
                if entries[place].withCString({ strstr($0, pattern) != nil }), entries[place] != other { return place }
                place += step
            }
            return nil
        }
    }
}

extension EditorState {
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
            guard let key = askForKey(buffer) else { return }
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
