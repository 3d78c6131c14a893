internal import Platform

/// The cells of before, oldest first, and the place in them where the user is while a cell is edited.
struct HistoryList {
    private var load: (() -> [String])?
    private(set) var entries: [String] = []
    /// The place; `entries.count` is the new cell itself.
    private(set) var position = 0
    /// What the user has made of the entries, and of the new cell, since the read began.
    private var edits: [Int: String] = [:]

    var isLoaded: Bool { load == nil }

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
        guard !entry.isEmpty, entries.last != entry else { return false }
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
        var place = position + step
        while place >= 0, place < entries.count {
            let entry = entries[place]
            if entry != current, entry.utf8.starts(with: start.utf8) { return place }
            place += step
        }
        return nil
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
