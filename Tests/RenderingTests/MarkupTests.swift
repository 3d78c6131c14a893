import Platform
import Rendering
import Tensors
import Testing

@Suite struct MarkupTests {
    @Test func interpolationKeepsStyles() {
        let shape: Shape = [10, 5]
        let markup: Markup = "\("w", .name) has shape \(shape, .shape), \(Markup("why", .hint) + "?")"
        #expect(markup.plain == "w has shape (10, 5), why?")
        #expect(markup.spans.map(\.style) == [.name, .plain, .shape, .plain, .hint, .plain])
        #expect(markup.displayWidth == 25)
    }

    @Test func neighboursOfOneStyleJoin() {
        var markup = Markup("a") + "b"
        markup += Markup("c", .error) + Markup("d", .error) + Markup("", .name)
        #expect(markup.spans == (Markup("ab") + Markup("cd", .error)).spans)
        #expect(markup.spans.count == 2)
        #expect(Markup().isEmpty)
        #expect(Markup.joined(["a", "b", ""], separator: ", ").plain == "a, b, ")
    }

    @Test func colourComesLast() {
        let markup = Markup("a ") + Markup("x\n\ny", .error)
        #expect(markup.rendered(with: .none) == "a x\n\ny")
        let scheme = ColorScheme([.error: "1;31"])
        #expect(markup.rendered(with: scheme) == "a \u{1B}[1;31mx\u{1B}[0m\n\n\u{1B}[1;31my\u{1B}[0m")
        #expect(Markup("p").rendered(with: .standard) == "p")
        for style in ColorScheme.standard.styles {
            #expect(Markup("p", style).rendered(with: .standard) != "p", "\(style) looks plain")
        }
        let cell = Markup("p", .cell(front: 3, back: 200))
        #expect(cell.rendered(with: .standard) == "\u{1B}[38;5;3;48;5;200mp\u{1B}[0m")
        #expect(cell.rendered(with: .none) == "p")
    }

    @Test func sentencesWrapBetweenWords() {
        let sentence = Markup("losses: 5 values, ") + Markup("0.5", .number) + " to 0.1\nall of 漢字漢字 them\n"
        #expect(sentence.wrapped(toColumns: 80) == sentence)
        let wrapped = sentence.wrapped(toColumns: 12)
        #expect(wrapped.plain == "losses: 5\nvalues, 0.5\nto 0.1\nall of\n漢字漢字\nthem\n")
        #expect(wrapped.spans.contains { $0.style == .number && $0.text.contains("0.5") })
        #expect(Markup("a longword b").wrapped(toColumns: 3).plain == "a\nlongword\nb")
        #expect(Markup("a b").wrapped(toColumns: 0).plain == "a\nb")
        #expect(Markup().wrapped(toColumns: 5).isEmpty)
    }

    @Test func controlCharactersNeverReachTheTerminal() {
        let hostile = Markup("a\u{1B}[31m\u{7}\r\u{9B}2J\u{202E}b\tc\n\u{0}\u{7F}", .name)
        let expected = "a\\x1b[31m\\x07\\r\\x9b2J\\u202eb\tc\n\\x00\\x7f"
        #expect(hostile.plain == expected)
        #expect(hostile.rendered(with: .none) == expected)
        let colored = hostile.rendered(with: ColorScheme([.name: "1"]))
        #expect(colored.replacing("\u{1B}[1m", with: "").replacing("\u{1B}[0m", with: "") == expected)
    }

    @Test(arguments: [
        ("", 0), ("abc", 3), ("e\u{301}", 1), ("\u{E9}", 1), ("日本語", 6), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2),
        ("ｆｕｌｌ", 8), ("ｱ", 1), ("😀", 2), ("a\u{200B}b", 2), ("\u{3000}", 2), ("→", 1), ("…", 1), ("α", 1), ("𠀀", 2),
        ("🇫🇷", 2), ("\u{600}", 1), ("\u{1F260}", 2), ("⌚", 2), ("☃", 1), ("\u{AD}", 1), ("ไทยก็", 4),
    ])
    func displayWidth(text: String, columns: Int) {
        #expect(DisplayWidth.columns(of: text) == columns)
    }

    @Test func tables() {
        var table = TextTable([.init("name"), .init("shape", .right), .init("dtype"), .init("bytes", .right)])
        #expect(table.markup.isEmpty)
        table.append([Markup("x", .name), "(10, 5)", "float64", "400"])
        table.append([Markup("重み", .name), "(5,)", "int64"])
        table.append([])
        table.append(["long_name", "()", "", "1"])
        #expect(
            table.markup.plain == """
                name         shape  dtype    bytes
                x          (10, 5)  float64    400
                重み          (5,)  int64

                long_name       ()               1
                """)
        #expect(table.markup.spans.contains { $0.text == "重み" && $0.style == .name })
        var bare = TextTable([.init(), .init()])
        bare.append(["a", "b"])
        bare.append(["ccc", "d"])
        #expect(bare.markup.plain == "a    b\nccc  d")
    }

    @Test func words() {
        #expect(Words.shape([10]).plain == "(10,)")
        #expect(Words.shape([10]).spans.map(\.style) == [.shape])
        #expect(Words.count(1, "cell") == "1 cell")
        #expect(Words.count(0, "cell") == "0 cells")
        #expect(Words.count(2, "matrix", plural: "matrices") == "2 matrices")
        #expect(Words.list([]) == "")
        #expect(Words.list(["a"]) == "a")
        #expect(Words.list(["a", "b"]) == "a and b")
        #expect(Words.list(["a", "b", "c"], conjunction: "or") == "a, b or c")
    }

    @Test(arguments: [
        ("w_tru", "w_true"), ("wtrue", "w_true"), ("reshpae", "reshape"), ("RESHAPE", "reshape"), ("mena", "mean"),
        ("x", nil), ("X", "x"), ("zz", nil), ("meen", "mean"), ("concatnate", "concatenate"), ("qwerty", nil),
        ("men", "mean"), ("", nil), ("ma", "max"), ("tran", "train"), ("lossses", "losses"),
    ])
    func suggestions(word: String, expected: String?) {
        let names = [
            "w_true", "x", "y", "reshape", "mean", "max", "min", "concatenate", "train", "loss", "losses", "transpose",
        ]
        #expect(Suggestions.nearest(to: word, among: names) == expected)
        #expect(Suggestions.nearest(to: word, among: names.reversed()) == expected)
    }
}
