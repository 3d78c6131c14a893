internal import Rendering

/// The text that `history` shows.
struct HistoryListing {
    /// What the inputs must contain, in letters of either case; nil for all.
    var search: String?
    /// How many rows and columns there are to show them; nil for as many as it takes.
    var screen: (rows: Int, columns: Int)?

    /// The inputs that fit, the newest last, the further lines of each indented; nil if none contains the text.
    func markup(of entries: [String]) -> Markup? {
        let needle = search.map { Array($0.lowercased().utf8) }
        var shown: [Markup] = []
        var rows = 0
        var hidden = 0
        for entry in entries.reversed() {
            if let needle, !Self.contains(Array(entry.lowercased().utf8), needle) { continue }
            guard hidden == 0, let screen else {
                if hidden > 0 { hidden += 1 } else { shown.append(markup(of: entry)) }
                continue
            }
            let height = height(of: entry, columns: screen.columns)
            // The newest one is shown even if it is longer than the screen; a row is for the number of the others.
            if rows + height > screen.rows - 1, !shown.isEmpty {
                hidden += 1
            } else {
                rows += height
                shown.append(markup(of: entry))
            }
        }
        guard !shown.isEmpty else { return nil }
        var markup = Markup()
        if hidden > 0 { markup.append("… \(hidden) earlier\n", .hint) }
        for entry in shown.reversed() { markup += entry }
        return markup
    }

    private static let indentation = "    "

    private func markup(of entry: String) -> Markup {
        var markup = Markup()
        for (index, line) in entry.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if index > 0 { markup.append(Self.indentation) }
            append(line, to: &markup)
            markup.append("\n")
        }
        return markup
    }

    private func height(of entry: String, columns: Int) -> Int {
        entry.split(separator: "\n", omittingEmptySubsequences: false).enumerated().reduce(0) { sum, line in
            let width = Markup(String(line.element)).displayWidth + (line.offset > 0 ? Self.indentation.utf8.count : 0)
            return sum + max(1, (width + columns - 1) / max(columns, 1))
        }
    }

    /// A line, with what was searched for standing out.
    private func append(_ line: Substring, to markup: inout Markup) {
        let needle = Array(search ?? "").map { $0.lowercased() }
        guard !needle.isEmpty, needle != ["\n"] else { return markup.append(String(line)) }
        let characters = Array(line)
        let folded = characters.map { $0.lowercased() }
        var index = 0
        while index < characters.count {
            if index + needle.count <= folded.count, Array(folded[index..<index + needle.count]) == needle {
                markup.append(String(characters[index..<index + needle.count]), .underline)
                index += needle.count
            } else {
                markup.append(String(characters[index]))
                index += 1
            }
        }
    }

    private static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
        guard let first = part.first else { return true }
        guard text.count >= part.count else { return false }
        return (0...text.count - part.count).contains { start in
            text[start] == first && text[start..<start + part.count].elementsEqual(part)
        }
    }
}
