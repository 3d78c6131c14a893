import Testing

@testable import LineEditing

/// Texts of the characters that the file treats in a way of its own, and of some that it should not.
private struct RandomText {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func number(below bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    mutating func text() -> String {
        let pieces = [
            "\n", "\n", "\t", "\t", "\\", "\\", "\r", "\r\n", " ", "?", "\\?", "\\x0d", "\\t", "\0", "\u{1B}[31m",
            "\u{7F}", "é", "e\u{301}", "語", "👩‍🔬", "\u{2028}", "\u{85}", "print(x)", "for i in x:", "#",
        ]
        return (0..<1 + number(below: 12)).map { _ in pieces[number(below: pieces.count)] }.joined()
    }
}

@Suite("The text of the history") struct HistoryEncodingTests {
    @Test("any text is read as it was written") func roundTrip() {
        var random = RandomText(seed: 5)
        let entries = (0..<5_000).map { _ in random.text() }
        let contents = HistoryContents(entries.flatMap(HistoryEncoding.bytes))
        #expect(contents.damage.isEmpty)
        #expect(contents.entries.map { Array($0.utf8) } == entries.map { Array($0.utf8) })
    }

    @Test("whatever byte a file is cut at, all entries before the cut are there and the rest is no entry")
    func truncation() {
        var random = RandomText(seed: 9)
        for _ in 0..<60 {
            let entries = (0..<3).map { _ in random.text() }
            let pieces = entries.map(HistoryEncoding.bytes)
            let whole = pieces.flatMap(\.self)
            for end in 0..<whole.count {
                let contents = HistoryContents(Array(whole[..<end]))
                let count = end < pieces[0].count ? 0 : end < pieces[0].count + pieces[1].count ? 1 : 2
                #expect(contents.entries == Array(entries[..<count]))
                let isBetween = [0, pieces[0].count, pieces[0].count + pieces[1].count].contains(end)
                #expect(contents.damage.count == (isBetween ? 0 : 1))
            }
        }
    }

    @Test("a cell of several lines can be read by people") func readable() {
        let cell = "for i in x:\n    print(i)\n\n    print('a\\n')"
        let text = "for i in x:\\\n\t    print(i)\\\n\t\\\n\t    print('a\\\\n')\n"
        #expect(String(decoding: HistoryEncoding.bytes(of: cell), as: UTF8.self) == text)
    }

    @Test(
        "damage is told by its line, and never reaches another entry",
        arguments: [
            ("a\nb\nc\n", ["a", "b", "c"], []),
            ("a\n\n\nb\n", ["a", "b"], []),
            ("a\r\nb:\\\r\n\tc\r\n", ["a", "b:\nc"], []),
            ("a\nb:\\\nc\n", ["a", "c"], [HistoryDamage(line: 2, reason: .truncated)]),
            ("a\n\tb\n\tc\nd\n", ["a", "d"], [HistoryDamage(line: 2, reason: .strayLine)]),
            ("a\nb\0c\nd\n", ["a", "d"], [HistoryDamage(line: 2, reason: .notText)]),
            ("a:\\\n\tb\0\\\n\tc\nd\n", ["d"], [HistoryDamage(line: 2, reason: .notText)]),
            ("a\nb", ["a"], [HistoryDamage(line: 2, reason: .truncated)]),
            ("a\nb:\\\n\tc\\?\nd\n", ["a", "d"], []),
            ("print('\\d')\n", ["print('\\d')"], []),
            ("a\\\\?\n", ["a\\?"], []),
        ]) func damage(_ text: String, _ entries: [String], _ damage: [HistoryDamage])
    {
        #expect(HistoryContents(Array(text.utf8)) == HistoryContents(entries: entries, damage: damage))
    }

    @Test("bytes that are no UTF-8 are left out") func notUTF8() {
        let bytes = Array("a\nb".utf8) + [0xFF, 0xC3] + Array("\nc:\\\n\t".utf8) + [0xE8] + Array("\nd\n".utf8)
        let contents = HistoryContents(bytes)
        #expect(contents.entries == ["a", "d"])
        #expect(
            contents.damage == [
                HistoryDamage(line: 2, reason: .notText), HistoryDamage(line: 4, reason: .notText),
            ])
    }

    @Test("random bytes do no harm") func garbage() {
        var random = RandomText(seed: 77)
        for _ in 0..<2_000 {
            let bytes = (0..<random.number(below: 60)).map { _ in
                random.number(below: 3) == 0
                    ? [9, 10, 13, 92, 63][random.number(below: 5)] : UInt8(random.number(below: 256))
            }
            // What is behind the garbage is whole, unless the garbage is an entry that goes on.
            let contents = HistoryContents(bytes + Array("\nlast\n".utf8))
            #expect(contents.entries.last == "last")
        }
    }
}
