import Testing

@testable import LineEditing

@Suite
struct ScreenLayoutTests {
    init() { LineEditor.setCharacterSet() }

    private static func content(_ text: String, cursor: Int? = nil, right: String = "", below: [String] = [])
        -> ScreenContent
    {
        let scalars = Array(text.unicodeScalars)
        return ScreenContent(
            prompt: Glyph.line("\u{1B}[1mIn: \u{1B}[0m"), continuationPrompt: Glyph.line("..: "),
            rightPrompt: Glyph.line(right), text: scalars, cursor: cursor ?? scalars.count,
            below: below.map { Glyph.line($0) })
    }

    private static func rows(_ layout: ScreenLayout) -> [String] {
        layout.rows.map { $0.glyphs.map(\.text).joined() }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var columns = 12
        var cursor: Int?
        var rows: [String]
        var place: [Int]
        var testDescription: String { "\(text.debugDescription) in \(columns)" }
    }

    @Test(
        "text stands behind its prompts, wrapped at the edge, with the cursor where it belongs",
        arguments: [
            Case(text: "", rows: ["In: "], place: [0, 4]),
            Case(text: "ab", cursor: 1, rows: ["In: ab"], place: [0, 5]),
            Case(text: "a\nb", rows: ["In: a", "..: b"], place: [1, 5]),
            Case(text: "a\n\nb", cursor: 2, rows: ["In: a", "..: ", "..: b"], place: [1, 4]),
            Case(text: "12345678", rows: ["In: 12345678", ""], place: [1, 0]),
            Case(text: "123456789", cursor: 8, rows: ["In: 12345678", "9"], place: [1, 0]),
            Case(text: "12345678\nx", cursor: 8, rows: ["In: 12345678", "", "..: x"], place: [1, 0]),
            Case(text: "12345678\nx", rows: ["In: 12345678", "..: x"], place: [1, 5]),
            // A wide character never stands half over the edge.
            Case(text: "1234567日", cursor: 7, rows: ["In: 1234567", "日"], place: [1, 0]),
            Case(text: "日本", cursor: 1, rows: ["In: 日本"], place: [0, 6]),
            Case(text: "e\u{301}x", cursor: 2, rows: ["In: e\u{301}x"], place: [0, 5]),
            Case(text: "\ta", rows: ["In:         ", "a"], place: [1, 1]),
            Case(text: "a\tb", columns: 20, rows: ["In: a       b"], place: [0, 13]),
            Case(text: "a\u{1}b", rows: ["In: a^Ab"], place: [0, 8]),
            // Where prompts leave no room they are cut.
            Case(text: "日a", columns: 3, rows: ["I日", "a"], place: [1, 1]),
            Case(text: "日", columns: 1, rows: ["?", ""], place: [1, 0]),
        ])
    func rows(_ example: Case) {
        let layout = ScreenLayout(Self.content(example.text, cursor: example.cursor), columns: example.columns)
        #expect(Self.rows(layout) == example.rows)
        #expect([layout.cursorRow, layout.cursorColumn] == example.place)
    }

    @Test("a cell taller than the screen shows the rows around the cursor, and moves them no more than it must")
    func window() {
        let text = (0..<20).map { "\($0)" }.joined(separator: "\n")
        let atEnd = ScreenLayout(Self.content(text), columns: 20, height: 5)
        #expect(Self.rows(atEnd) == ["..: 15", "..: 16", "..: 17", "..: 18", "..: 19"])
        #expect(atEnd.cursorRow == 4)
        // The cursor goes up within the window, and then over its edge.
        let inside = ScreenLayout(Self.content(text, cursor: 38), columns: 20, height: 5, firstRow: atEnd.firstRow)
        #expect(inside.firstRow == 15)
        let above = ScreenLayout(Self.content(text, cursor: 0), columns: 20, height: 5, firstRow: 15)
        #expect(above.firstRow == 0)
        #expect(Self.rows(above)[0] == "In: 0")
    }

    @Test(
        "the right prompt ends before the last column, and gives way to the text",
        arguments: [
            ("ab", 20, "In: ab       y (2,)"), ("ab", 15, "In: ab  y (2,)"), ("ab", 14, "In: ab"),
            ("ab\ncdefghijkl", 15, "In: ab  y (2,)"),
        ])
    func rightPrompt(text: String, columns: Int, row: String) {
        let layout = ScreenLayout(Self.content(text, right: "y (2,)"), columns: columns)
        #expect(Self.rows(layout)[0] == row)
    }

    @Test("rows below the cell leave it at least half of the screen")
    func below() {
        let content = Self.content("1\n2\n3\n4", below: ["a", "b", "c", "d"])
        #expect(Self.rows(ScreenLayout(content, columns: 20, height: 8)).suffix(4) == ["a", "b", "c", "d"])
        #expect(Self.rows(ScreenLayout(content, columns: 20, height: 4)) == ["..: 3", "..: 4", "a", "b"])
        #expect(Self.rows(ScreenLayout(content, columns: 20, height: 1)) == ["..: 4"])
    }

    @Test("what a painter writes, drawn by a terminal, is the layout, whatever was there before")
    func painting() {
        var generator = Generator(state: 12345)
        let alphabet = Array("ab c日é\n本\t🎲x".unicodeScalars) + ["\u{301}", "\u{1}"]
        for _ in 0..<60 {
            let columns = Int.random(in: 1...24, using: &generator)
            let height = Int.random(in: 1...9, using: &generator)
            var screen = Screen(columns: columns)
            var painter = ScreenPainter()
            var text: [Unicode.Scalar] = []
            var firstRow = 0
            for _ in 0..<25 {
                let place = Int.random(in: 0...text.count, using: &generator)
                if Bool.random(using: &generator), !text.isEmpty {
                    let end = Int.random(in: place...text.count, using: &generator)
                    text.removeSubrange(place..<min(end, place + 5))
                } else {
                    let new = (0..<4).compactMap { _ in alphabet.randomElement(using: &generator) }
                    text.insert(contentsOf: new, at: place)
                }
                var content = Self.content("")
                content.text = text
                content.cursor = Int.random(in: 0...text.count, using: &generator)
                content.rightPrompt = Bool.random(using: &generator) ? Glyph.line("\u{1B}[2mr 1\u{1B}[0m") : []
                content.below = Bool.random(using: &generator) ? [Glyph.line("one"), Glyph.line("two")] : []
                let layout = ScreenLayout(content, columns: columns, height: height, firstRow: firstRow)
                firstRow = layout.firstRow
                for row in layout.rows { #expect(row.width <= columns && row.width == row.glyphs.width) }
                #expect(layout.rows.count <= height)
                #expect(layout.cursorColumn < columns && layout.cursorRow < layout.rows.count)
                let bytes = painter.paint(layout)
                screen.feed(bytes)
                let shown = Self.rows(layout).map(Self.trimmed)
                #expect(Array(screen.lines.prefix(shown.count)) == shown)
                #expect(screen.lines.dropFirst(shown.count).joined() == "")
                #expect([screen.row, screen.column] == [layout.cursorRow, layout.cursorColumn])
                #expect(screen.unknownSequences.isEmpty)
            }
        }
    }

    private static func trimmed(_ row: String) -> String { String(row.reversed().drop { $0 == " " }.reversed()) }

    @Test("typing at the end of a line writes the character and nothing more")
    func economy() {
        var painter = ScreenPainter()
        _ = painter.paint(ScreenLayout(Self.content("ab"), columns: 40))
        let plain = painter.paint(ScreenLayout(Self.content("abc"), columns: 40))
        #expect(plain == Array("c".utf8))
        let right = "\u{1B}[2mw (5,)\u{1B}[0m"
        _ = painter.paint(ScreenLayout(Self.content("abc", right: right), columns: 40))
        let beside = painter.paint(ScreenLayout(Self.content("abcd", right: right), columns: 40))
        #expect(beside == Array("d".utf8))
    }

    @Test(
        "after the width has changed, the painter goes back over the rows that the terminal has broken",
        arguments: [(20, "\u{1B}[2A\r\u{1B}[J"), (80, "\u{1B}[1A\r\u{1B}[J")])
    func resizing(columns: Int, bytes: String) {
        var painter = ScreenPainter()
        let long = String(repeating: "x", count: 30)
        _ = painter.paint(ScreenLayout(Self.content("\(long)\nab"), columns: 40))
        let written = painter.resize(columns: columns)
        #expect(written == Array(bytes.utf8))
    }

    @Test("the list of candidates stands in columns, and says how many have no room")
    func completionList() {
        let candidates = (1...9).map { Candidate(text: "name\($0)", detail: $0 == 1 ? "(10, 5)" : "") }
        let list = CompletionList(candidates: candidates)
        func texts(columns: Int, maximum: Int) -> [String] {
            list.rows(columns: columns, maximum: maximum, isStyled: true).map { $0.map(\.text).joined() }
        }
        #expect(
            texts(columns: 40, maximum: 9) == [
                "name1 (10, 5)   name6", "name2           name7", "name3           name8", "name4           name9",
                "name5",
            ])
        #expect(texts(columns: 20, maximum: 3) == ["name1 (10, 5)", "name2", "… and 7 more"])
        #expect(texts(columns: 5, maximum: 2) == ["name", "… and 8 more"])
        let styles = [true, false].map { isStyled in
            list.rows(columns: 40, maximum: 9, isStyled: isStyled)[0].map { $0.style }.joined()
        }
        #expect(styles == [String(repeating: Glyph.dim, count: 7), ""])
    }
}

/// Numbers that look random and are always the same.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state ^ (state >> 33)) &* 0xFF51_AFD7_ED55_8CCD
    }
}
