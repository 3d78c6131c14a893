/// Python's normalization of identifiers: NFKC (Unicode Standard Annex 15), so that `ϑ` becomes `θ`.
struct IdentifierForm {
    /// A run of characters from `start` on that are mapped to others, and the mapping of the first.
    private struct Run {
        var start: UInt32
        var count: UInt32
        var text: ArraySlice<UInt32>
    }

    private struct Pair: Hashable { var first, second: UInt32 }

    private var runs: [Run] = []
    private var parts: [UInt32: Pair] = [:]
    private var composites: [Pair: UInt32] = [:]

    /// Loaded when the first non-ASCII name occurs.
    private static let shared = IdentifierForm()

    /// The normalized form of a name.
    static func of(_ name: String) -> String { shared.normalized(name) }

    private init() {
        Self.read(IdentifierTables.compatible) { start, count, text in
            runs.append(Run(start: start, count: count, text: text[...]))
        }
        Self.read(IdentifierTables.composed) { character, _, text in
            let pair = Pair(first: text[0], second: text[1])
            parts[character] = pair
            composites[pair] = character
        }
    }

    /// Parses entries `distance+count=number.number`, all in base 36.
    private static func read(_ table: StaticString, _ take: (UInt32, UInt32, [UInt32]) -> Void) {
        table.withUTF8Buffer { bytes in
            var (start, count, number): (UInt32, UInt32, UInt32) = (0, 1, 0)
            var text: [UInt32] = []
            var hasCount = false
            for place in 0...bytes.count {
                let byte = place < bytes.count ? bytes[place] : UInt8(ascii: " ")
                switch byte {
                case UInt8(ascii: "+"):
                    start += number
                    (hasCount, number) = (true, 0)
                case UInt8(ascii: "="):
                    if hasCount { count = number } else { start += number }
                    (hasCount, number) = (false, 0)
                case UInt8(ascii: "."), UInt8(ascii: " "):
                    text.append(number)
                    number = 0
                    guard byte == UInt8(ascii: " ") else { continue }
                    take(start, count, text)
                    (count, text) = (1, [])
                default: number = number * 36 + UInt32(byte < 0x40 ? byte - 0x30 : byte - 0x57)
                }
            }
        }
    }

    // MARK: - Normalizing

    private func normalized(_ name: String) -> String {
        var scalars: [UInt32] = []
        for scalar in name.unicodeScalars {
            for character in compatible(scalar.value) { decompose(character, into: &scalars) }
        }
        order(&scalars)
        var text = String.UnicodeScalarView()
        for character in composed(scalars) { text.append(Unicode.Scalar(character) ?? "\u{FFFD}") }
        return String(text)
    }

    /// The compatibility mapping of a single character.
    private func compatible(_ character: UInt32) -> ArraySlice<UInt32> {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].start <= character { low = middle + 1 } else { high = middle }
        }
        guard low > 0, character < runs[low - 1].start + runs[low - 1].count else { return [character] }
        let run = runs[low - 1]
        guard character > run.start, let first = run.text.first else { return run.text }
        return [first + character - run.start]
    }

    /// Hangul syllables are computed: the first code points of the syllables and of their letters, and the numbers of
    /// letters.
    private static let (syllables, leads, vowels, tails): (UInt32, UInt32, UInt32, UInt32) = (
        0xAC00, 0x1100, 0x1161, 0x11A7
    )
    private static let (leadCount, vowelCount, tailCount): (UInt32, UInt32, UInt32) = (19, 21, 28)

    private func decompose(_ character: UInt32, into scalars: inout [UInt32]) {
        let syllable = character &- Self.syllables
        if syllable < Self.leadCount * Self.vowelCount * Self.tailCount {
            scalars.append(Self.leads + syllable / (Self.vowelCount * Self.tailCount))
            scalars.append(Self.vowels + syllable / Self.tailCount % Self.vowelCount)
            if syllable % Self.tailCount > 0 { scalars.append(Self.tails + syllable % Self.tailCount) }
        } else if let pair = parts[character] {
            decompose(pair.first, into: &scalars)
            scalars.append(pair.second)
        } else {
            scalars.append(character)
        }
    }

    private func combiningClass(_ character: UInt32) -> UInt8 {
        character < 0x300 ? 0 : Unicode.Scalar(character)?.properties.canonicalCombiningClass.rawValue ?? 0
    }

    /// Sorts the combining marks after each letter by class. The sort is stable.
    private func order(_ scalars: inout [UInt32]) {
        for place in scalars.indices {
            let own = combiningClass(scalars[place])
            guard own > 0 else { continue }
            var here = place
            while here > 0, combiningClass(scalars[here - 1]) > own {
                scalars.swapAt(here, here - 1)
                here -= 1
            }
        }
    }

    private func composed(_ scalars: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var letter: Int?
        // The class of the last mark left after the letter, which blocks later marks whose class is not higher.
        var last = -1
        for character in scalars {
            let own = Int(combiningClass(character))
            if let letter, last < own, let composite = composite(result[letter], character) {
                result[letter] = composite
                continue
            }
            if own == 0 { (letter, last) = (result.count, -1) } else { last = own }
            result.append(character)
        }
        return result
    }

    private func composite(_ first: UInt32, _ second: UInt32) -> UInt32? {
        let (lead, vowel) = (first &- Self.leads, second &- Self.vowels)
        if lead < Self.leadCount, vowel < Self.vowelCount {
            return Self.syllables + (lead * Self.vowelCount + vowel) * Self.tailCount
        }
        let (syllable, tail) = (first &- Self.syllables, second &- Self.tails)
        if syllable < Self.leadCount * Self.vowelCount * Self.tailCount, syllable % Self.tailCount == 0,
            1..<Self.tailCount ~= tail
        {
            return first + tail
        }
        return composites[Pair(first: first, second: second)]
    }
}
