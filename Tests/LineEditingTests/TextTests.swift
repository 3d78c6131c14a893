import Testing

@testable import LineEditing

@Suite
struct TextTests {
    @Test(
        "a new line is indented as the line before asks",
        arguments: [
            ("", ""), ("x = 1", ""), ("  x = 1", "  "), ("def f(x):", "    "), ("    if x:  # why", "        "),
            ("    return x", ""), ("        pass", "    "), ("        break", "    "), ("returned = 1", ""),
            ("    returns(1)", "    "), ("f(1,", ""), ("    f(1,", "    "), ("x = {1:", ""), ("s = 'a:'", ""),
            ("s = 'a' #:", ""), ("def f(x):\n    'a'", "    "), ("s = '''\n  def f():", "  "), ("\treturn 1", ""),
            ("x[1:", ""), ("f(\n  1):", "      "), ("if x:\n    y = [1,\n         2]", "         "),
        ])
    func indentation(text: String, blanks: String) {
        #expect(Indentation.blanks(after: Array(text.unicodeScalars)) == blanks)
    }

    @Test(
        "pasted bytes become text",
        arguments: [
            ("a\r\nb\rc\nd", "a\nb\nc\nd"), ("a\tb", "a\tb"), ("a\u{1}\u{1B}[31mb\u{0}\u{7F}", "a[31mb"),
            ("日é\n\n", "日é\n\n"), ("a\u{85}b\u{9B}c", "abc"), ("a\r\r\nb", "a\n\nb"),
        ])
    func pastes(bytes: String, text: String) {
        #expect(PastedText.scalars(of: bytes.utf8).string == text)
    }

    @Test("bytes that are no UTF-8 are dropped from a paste, and nothing with them")
    func brokenPaste() {
        #expect(PastedText.scalars(of: [0x61, 0xC3, 0x28, 0xFF, 0xE6, 0x97, 0x62, 0xC0, 0x80]).string == "a(b")
    }

    @Test(
        "prompts and blanks around a paste go",
        arguments: [
            ("    a = 1\n    if a:\n        b\n", "a = 1\nif a:\n    b\n"),
            ("  a\nb", "  a\nb"), ("\ta\n\n\tb", "a\n\nb"), ("x", "x"), ("", ""), ("  \n  x", "\nx"),
            (">>> def f():\n...     return 1\n...\n>>> f()", "def f():\n    return 1\n\nf()"),
            ("In [12]: x = [1,\n    ...:      2]\n", "x = [1,\n     2]\n"),
            ("    >>> x\n    >>> y", "x\ny"), ("In [a]: x", "In [a]: x"), ("...x", "...x"),
        ])
    func surroundings(pasted: String, text: String) {
        #expect(PastedText.withoutSurroundings(Array(pasted.unicodeScalars)).string == text)
    }

    @Test(
        "bytes become characters, and broken ones nothing",
        arguments: [
            ([0x61], "a"), ([0xC3, 0xA9], "é"), ([0xE6, 0x97, 0xA5], "日"), ([0xF0, 0x9F, 0x8E, 0xB2], "🎲"),
            ([0xC3, 0x61], "a"), ([0xA9, 0x61], "a"), ([0xE6, 0x97, 0xC3, 0xA9], "é"), ([0xC0, 0x80, 0x61], "a"),
            ([0xED, 0xA0, 0x80], ""), ([0xF4, 0x90, 0x80, 0x80], ""), ([0xE0, 0x80, 0x80], ""), ([0xFF], ""),
        ] as [([UInt8], String)])
    func decoding(bytes: [UInt8], text: String) {
        var decoder = CharacterDecoder()
        let decoded = bytes.compactMap { decoder.take($0) }.string
        #expect(decoded == text)
    }

    @Test("a cell is entered without blank lines at its end, and without control characters")
    func cells() {
        #expect(EditorState.cell("a\u{1}\tb\u{9B}\n\n  \n".unicodeScalars) == "a\tb")
        #expect(EditorState.cell("a  ".unicodeScalars) == "a  ")
        #expect(EditorState.cell("\n".unicodeScalars) == "")
    }

    @Test("undo goes back a word that was typed, or a change")
    func undo() {
        var undo = UndoStack()
        func note(_ text: String) {
            undo.note(EditedText(scalars: Array(text.unicodeScalars), cursor: text.unicodeScalars.count))
        }
        for text in ["", "a", "ab", "ab ", "ab c", "ab cd", "", "pasted text"] { note(text) }
        let steps = (0..<5).map { _ in undo.back()?.scalars.string }
        #expect(steps == ["", "ab cd", "ab", "", nil])
    }

    @Test("the history goes to and fro, keeps what is made of its entries for one read, and finds text")
    func history() {
        var history = HistoryList()
        history.setSource { ["one", "two", "two", "", "def f():\n    one"] }
        let step1 = history.append("three")
        #expect(step1)
        history.loadIfNeeded()
        let step2 = history.append("three")
        #expect(!step2)
        #expect(history.entries == ["one", "two", "def f():\n    one", "three"])
        history.begin()
        let step3 = history.go(to: 3, leaving: "new")
        #expect(step3 == "three")
        let step4 = history.go(to: 2, leaving: "three!")
        #expect(step4 == "def f():\n    one")
        let step5 = history.go(to: 3, leaving: "x")
        #expect(step5 == "three!")
        let step6 = history.go(to: 4, leaving: "three!")
        #expect(step6 == "new")
        let step7 = history.go(to: 5, leaving: "new")
        #expect(step7 == nil)
        history.begin()
        let step8 = history.go(to: 3, leaving: "")
        #expect(step8 == "three")
        #expect(history.place(holding: "one", from: 3, step: -1) == 2)
        #expect(history.place(holding: "one", from: 1, step: -1) == 0)
        #expect(history.place(holding: "none", from: 3, step: -1) == nil)
        #expect(history.place(startingWith: "t", other: "three", step: -1) == 1)
    }
}
