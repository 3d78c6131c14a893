import Foundation
import Markdown
import Platform
import Rendering
import Testing

@Suite("Markdown on a terminal") struct MarkdownTextTests {
    /// A way to show a text.
    struct Way: Sendable, CustomTestStringConvertible {
        var width: Int
        var look: MarkdownText.Look
        var isStyled = false

        var testDescription: String { "\(look)-\(width)\(isStyled ? "-styled" : "")" }

        func markup(_ text: String) -> Markup {
            MarkdownText(width: width, look: look, isStyled: isStyled).markup(of: MarkdownDocument(text))
        }
    }

    static let ways = [
        Way(width: 80, look: .drawn, isStyled: true), Way(width: 80, look: .typed), Way(width: 40, look: .drawn),
        Way(width: 80, look: .spoken), Way(width: 20, look: .typed),
    ]
    static let folder = Fixtures.folder.appending(path: "Markdown")

    private static func lesson() throws -> String {
        try String(contentsOf: folder.appending(path: "lesson.md"), encoding: .utf8)
    }

    @Test("a lesson looks as it is recorded", arguments: ways) func golden(way: Way) throws {
        let page = way.markup(try Self.lesson()).rendered(with: way.isStyled ? .standard : .none)
        let file = Self.folder.appending(path: "lesson-\(way.testDescription).txt")
        if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
            try page.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(file.lastPathComponent); run again without RECORD_FIXTURES")
            return
        }
        #expect(try page == String(contentsOf: file, encoding: .utf8))
    }

    @Test("no line but of code is wider than the screen, nor ends in blanks", arguments: ways) func width(way: Way)
        throws
    {
        for line in way.markup(try Self.lesson()).plain.split(separator: "\n") where !line.hasPrefix("    ") {
            // Words of their own in the narrowest.
            #expect(
                DisplayWidth.columns(of: String(line)) <= way.width || !line.drop { $0 == " " }.contains(" "), "\(line)"
            )
            #expect(line.last != " ", "\(line)")
        }
    }

    @Test(
        "in a voice's text, and where styles aren't seen, nothing is drawn",
        arguments: [
            ("# a\n\n**b** *c*", "a\n\nb c\n"), ("- a\n- b", "- a\n- b\n"), ("> a", "> a\n"),
            ("a\n\n---\n\nb", "a\n\n\n\nb\n"),
            ("`x`", "`x`\n"), ("[a](b)", "a (b)\n"), ("[a](a)", "a\n"), ("<m@x.org>", "m@x.org\n"),
            ("![](x.png)", "image (x.png)\n"), ("a\u{1B}[31mb", "a\\x1b[31mb\n"), ("", ""), ("- ", "-\n"),
            ("| a | b |\n|--|--|\n| c |", "a  b\nc\n"),
        ])
    func spoken(text: String, expected: String) {
        #expect(Way(width: 40, look: .spoken).markup(text).plain == expected)
    }

    @Test(
        "a table that the screen has no room for is wrapped in its columns, and with too many of them a list",
        arguments: [
            (
                40, "| a | b |\n|--|--|\n| one two three four five six seven | eight nine ten eleven twelve |",
                """
                a                    b
                ----------------------------------------
                one two three four   eight nine ten
                five six seven       eleven twelve

                """
            ),
            (
                20, "| a | b | c | d |\n|--|--|--|--|\n| 1 | 2 | 3 | 4 |\n| 5 | 6 | 7 | 8 |",
                "a: 1\nb: 2\nc: 3\nd: 4\n\na: 5\nb: 6\nc: 7\nd: 8\n"
            ),
            (
                20, "| a | b |\n|--|--|\n| 0123456789012345678901234 | x |",
                "a                  b\n--------------------\n01234567890123456  x\n78901234\n"
            ),
        ])
    func tables(width: Int, text: String, expected: String) {
        #expect(Way(width: width, look: .typed).markup(text).plain == expected)
    }

    @Test(
        "what is long or deep ends soon",
        arguments: [
            String(repeating: "> ", count: 20_000) + "x", String(repeating: "x", count: 300_000),
            String(repeating: "a b ", count: 100_000), String(repeating: "- ", count: 5_000) + "x",
            "|" + String(repeating: "a|", count: 500) + "\n|" + String(repeating: "-|", count: 500) + "\n"
                + String(repeating: "|b", count: 500),
        ])
    func extremes(text: String) {
        let started = ContinuousClock.now
        _ = Way(width: 40, look: .drawn).markup(text).plain
        #expect(ContinuousClock.now - started < .seconds(10))
    }

    @Test("source has its words marked, whatever it is") func code() {
        let source = "def f(x):  # a remark\n\treturn \"té\" + 1.5\n'open"
        let markup = CodeText.markup(of: source)
        #expect(markup.spans.map(\.text).joined() == source)
        let marked = markup.spans.filter { $0.style != .plain }.map { "\($0.style) \($0.text)" }
        #expect(marked == ["keyword def", "comment # a remark", "keyword return", "string \"té\"", "number 1.5"])
        #expect(markup.lines.count == 3)
        for text in ["", "\n", "load data#1.csv", "\0", "x = (\n\\", "日本 = 'ß'"] {
            #expect(CodeText.markup(of: text).spans.map(\.text).joined() == text)
        }
    }
}
