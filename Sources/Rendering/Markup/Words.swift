public import Tensors

/// Small helpers for wording.
public enum Words {
    /// A shape as a Python tuple, in its style: `(10, 5)`.
    public static func shape(_ shape: Shape) -> Markup { Markup(shape.description, .shape) }

    /// A count and its noun: `1 cell`, `3 cells`, `2 matrices`.
    public static func count(_ count: Int, _ singular: String, plural: String? = nil) -> String {
        "\(count) " + (count == 1 ? singular : plural ?? singular + "s")
    }

    /// A list in words: `a`, `a and b`, `a, b and c`.
    public static func list(_ items: [String], conjunction: String = "and") -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}

/// Suggestions for misspelt words.
public enum Suggestions {
    /// The candidate nearest to a word, if it is near enough.
    ///
    /// Words of up to four letters may differ by one edit, of up to seven by two, longer ones by three; a single
    /// letter only by its case. Ties go to the longer common prefix, then to alphabetical order.
    public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
        let letters = Array(word.unicodeScalars)
        let limit = letters.count <= 1 ? 0 : letters.count <= 4 ? 1 : letters.count <= 7 ? 2 : 3
        var best: (distance: Int, prefix: Int, word: String)?
        for candidate in candidates where candidate != word {
            let other = Array(candidate.unicodeScalars)
            guard abs(other.count - letters.count) <= limit else { continue }
            let distance =
                candidate.lowercased() == word.lowercased() ? 0 : editDistance(letters, other)
            // Of two letters, one must match.
            guard distance <= limit, distance < min(letters.count, other.count) else { continue }
            let prefix = zip(letters, other).prefix { $0 == $1 }.count
            let found = (distance: distance, prefix: prefix, word: candidate)
            if let current = best,
                (current.distance, -current.prefix, current.word) <= (found.distance, -found.prefix, found.word)
            {
                continue
            }
            best = found
        }
        return best?.word
    }

    /// The least number of insertions, deletions, replacements and swaps of adjacent letters that turn one word into
    /// the other, none of them inside another (optimal string alignment; Damerau 1964, Levenshtein 1966).
    static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var beforeLast = [Int](repeating: 0, count: right.count + 1)
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1] + [Int](repeating: 0, count: right.count)
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                current[column + 1] = min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    current[column + 1] = min(current[column + 1], beforeLast[column - 1] + 1)
                }
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
