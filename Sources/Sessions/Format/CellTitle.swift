/// The text after the number in the line that opens a cell: `# %% [3] fit a line tags=["solution"]`.
public struct CellTitle: Sendable, Hashable {
    /// What a cell holds.
    public enum Kind: Sendable, Hashable {
        case code
        /// Prose, in Markdown: `[markdown]` or `[md]`.
        case prose
        /// Text for a converter: `[raw]`.
        case raw
    }

    /// What the cell holds.
    public private(set) var kind = Kind.code
    /// The title without its marks.
    public private(set) var words: String
    /// The tags, in order: those in `tags=["solution", "hard"]`, and the words of a title that mark its cell.
    public private(set) var tags: [String] = []
    /// Whether the title has malformed tags.
    public private(set) var hasDamagedTags = false

    /// Reads a title.
    public init(_ title: String) {
        var rest = title
        let hasBrackets = title.utf8.contains(UInt8(ascii: "["))
        for (mark, kind) in [("[markdown]", Kind.prose), ("[md]", .prose), ("[raw]", .raw)] where hasBrackets {
            guard let place = rest.firstRange(of: mark) else { continue }
            self.kind = kind
            rest.removeSubrange(place)
            break
        }
        if hasBrackets, let (range, tags) = Self.tags(in: rest) {
            rest.removeSubrange(range)
            self.tags = tags
        } else {
            hasDamagedTags = rest.split(separator: " ").contains { $0.hasPrefix("tags=") }
        }
        if Parameters.isMarked(rest), !tags.contains(Parameters.title) { tags.append(Parameters.title) }
        let words = rest.split(separator: " ")
        if words.contains(where: { $0 == SessionCell.mayFailTitle }), !tags.contains(SessionCell.mayFailTitle) {
            tags.append(SessionCell.mayFailTitle)
        }
        self.words = words.filter { $0 != SessionCell.mayFailTitle }.joined(separator: " ")
    }

    /// Tags as written in a title; empty for none.
    public static func text(of tags: [String]) -> String {
        if tags.isEmpty { return "" }
        let items = tags.map { tag in
            "\"" + tag.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        return "tags=[" + items.joined(separator: ", ") + "]"
    }

    /// A title, or the line that contains it, with these tags added.
    public static func adding(_ tags: [String], to title: String) -> String {
        let known = CellTitle(title).tags
        let added = tags.filter { !known.contains($0) }
        if added.isEmpty { return title }
        guard let (range, listed) = Self.tags(in: title) else {
            return (title.isEmpty ? "" : title + " ") + text(of: added)
        }
        return title[..<range.lowerBound] + text(of: listed + added) + title[range.upperBound...]
    }

    /// The tags in a title and their range: a list of strings; the quotes may be missing.
    private static func tags(in title: String) -> (range: Range<String.Index>, tags: [String])? {
        guard let opener = title.firstRange(of: "tags=["),
            opener.lowerBound == title.startIndex || title[title.index(before: opener.lowerBound)] == " "
        else { return nil }
        var tags: [String] = []
        var place = opener.upperBound
        while place < title.endIndex {
            switch title[place] {
            case "]": return (opener.lowerBound..<title.index(after: place), tags)
            case ",", " ", "\t": place = title.index(after: place)
            case "\"", "'":
                guard let (tag, end) = string(in: title, from: place) else { return nil }
                tags.append(tag)
                place = end
            default:
                let word = title[place...].prefix { !",] \t\"'[".contains($0) }
                if word.isEmpty { return nil }
                tags.append(String(word))
                place = word.endIndex
            }
        }
        return nil
    }

    /// The string that begins with a quote at an index, and the index after it.
    private static func string(in text: String, from start: String.Index) -> (String, String.Index)? {
        var tag = ""
        var place = text.index(after: start)
        while place < text.endIndex, text[place] != text[start] {
            if text[place] == "\\" { place = text.index(after: place) }
            if place == text.endIndex { return nil }
            tag.append(text[place])
            place = text.index(after: place)
        }
        return place < text.endIndex ? (tag, text.index(after: place)) : nil
    }
}
