import Foundation
import Platform
import Rendering
import Syntax
import Testing

@Suite struct DiagnosticTextTests {
    /// A name, the source, and a diagnostic whose range is that of the text between «».
    private static func cases() -> [(name: String, diagnostic: Diagnostic, source: String)] {
        var cases: [(name: String, diagnostic: Diagnostic, source: String)] = []
        func add(_ name: String, _ marked: String, _ change: (inout Diagnostic) -> Void = { _ in }) {
            let parts = marked.components(separatedBy: ["«", "»"])
            let source = parts.joined()
            var diagnostic = Diagnostic(.error, "something is wrong")
            if parts.count == 3 {
                let start = parts[0].utf8.count
                diagnostic.range = SourceRange(start, start + parts[1].utf8.count)
            }
            change(&diagnostic)
            cases.append((name, diagnostic, source))
        }
        addForms(add)
        addOddities(add)
        return cases
    }

    private typealias Add = (_ name: String, _ marked: String, _ change: (inout Diagnostic) -> Void) -> Void

    private static func addForms(_ add: Add) {
        add("as in the manual", "y = x @ «w_tru»") {
            $0.message = "there is no w_tru"
            $0.label = "did you mean w_true (5, 1)?"
        }
        add("no range", "y = x", { $0.notes = ["try again", "or not\nat all"] })
        add("label without range", "y = x", { $0.label = "did you mean z?" })
        add("warning", "y = «1 / x»") {
            $0.severity = .warning
            $0.notes = ["x is (10, 5)"]
        }
        add("note", "«y»", { $0.severity = .note })
        add("second line", "a = 1\nb = «a + c»\nd = 2", { $0.label = "no c" })
        add("several lines", "f(«1,\n  2,\n  3»)\ng()", { $0.label = "too many" })
        add("origin is a cell", "«a»", { $0.origin = "In [3]" })
        add("origin is a cell of lines", "a = 1\n«b»", { $0.origin = "In [3]" })
        add("origin is a file", "a = 1\n  x = «b»", { $0.origin = "lesson.session:12" })
        add("origin without range", "a", { $0.origin = "lesson.session:12" })
        add("source of its own", "call()") {
            $0.source = "def f(x):\n    return x @ y\n"
            $0.origin = "In [1]"
            $0.range = SourceRange(25, 26)
        }
    }

    private static func addOddities(_ add: Add) {
        let long = String(repeating: "abc + ", count: 30)
        add("end of source", "f(1,\n\n", { $0.range = SourceRange(7, 7) })
        add("far behind the end", "f(1", { $0.range = SourceRange(100, 200) })
        add("negative", "f(1", { $0.range = SourceRange(-5, -2) })
        add("backwards", "f(1", { $0.range = SourceRange(2, 1) })
        add("empty source", "", { $0.range = SourceRange(0, 1) })
        add("empty range", "a «»b", { _ in })
        add("wide characters", "重み = \"日本\" @ «変数» + 1", { $0.label = "no such name" })
        add("combining characters", "e\u{301} = «n\u{303}o» + 1", { _ in })
        add("emoji", "\"😀👍\" + «x»", { _ in })
        add("tabs", "\tif x:\ta = «b»", { _ in })
        add("tab inside", "«a\tb»c", { _ in })
        add("control characters", "a = «\"\u{1B}[31m\"»", { $0.message = "a bad \u{1B}[31m string" })
        add("carriage returns", "a = 1\r\nb = «c»\r\nd", { _ in })
        add("inside a character", "a = é", { $0.range = SourceRange(5, 6) })
        add("long, range at the beginning", "«abc» + " + long, { _ in })
        add("long, range in the middle", long + "«wrong» + " + long, { $0.label = "here" })
        add("long, range at the end", long + "«wrong»", { _ in })
        add("long range", "x = «" + long + "1»", { _ in })
        add("long and wide", String(repeating: "日本語", count: 40) + "«誤»" + String(repeating: "語", count: 60), { _ in })
        add("exactly as wide as a line", String(repeating: "x", count: 96) + "«abcd»", { _ in })
        add("one wider than a line", String(repeating: "x", count: 97) + "«abcd»", { _ in })
    }

    /// Compares with diagnostics.txt; RECORD_FIXTURES=1 writes it anew, and fails.
    @Test func goldens() throws {
        let text = Self.cases().map { test in
            let markup = DiagnosticText.markup(for: test.diagnostic, source: test.source)
            return "=== \(test.name)\n\(markup.plain)\n"
        }.joined()
        let url = Fixtures.folder.appendingPathComponent("diagnostics.txt")
        if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
            try text.write(to: url, atomically: true, encoding: .utf8)
            Issue.record("recorded diagnostics.txt; read it, and run again without RECORD_FIXTURES")
            return
        }
        let expected = try String(contentsOf: url, encoding: .utf8)
        let blocks = text.components(separatedBy: "=== ")
        let expectedBlocks = expected.components(separatedBy: "=== ")
        #expect(blocks.count == expectedBlocks.count)
        for (block, expectedBlock) in zip(blocks, expectedBlocks) { #expect(block == expectedBlock) }
    }

    @Test func everyLineFitsAndNothingEscapes() {
        for test in Self.cases() {
            let markup = DiagnosticText.markup(for: test.diagnostic, source: test.source)
            for line in markup.plain.split(separator: "\n") {
                #expect(DisplayWidth.columns(of: String(line)) <= 140, "\(test.name)")
            }
            #expect(!markup.plain.contains("\u{1B}"))
        }
    }

    @Test("on a narrow screen lines are wrapped between words, and the label goes below where there is no room")
    func wrapped() {
        var diagnostic = Diagnostic(
            .error, "cannot multiply x (6, 2) @ y (6, 1): the inner lengths 2 and 6 differ",
            range: SourceRange(8, 13), label: "this is where the error lies")
        diagnostic.notes = ["x transposed would fit, if that is what was meant: x.T @ y"]
        let markup = DiagnosticText.markup(for: diagnostic, source: "result = x @ y", columns: 30)
        #expect(
            markup.plain == """
                error: cannot multiply x (6,
                  2) @ y (6, 1): the inner
                  lengths 2 and 6 differ
                  result = x @ y
                          ^~~~~
                  this is where the error lies
                  x transposed would fit, if
                  that is what was meant: x.T
                  @ y
                """)
        #expect(markup.spans.first == Markup("error:", .error).spans.first)
    }

    @Test("no line is wider than the screen, however long the source", arguments: [20, 40, 80])
    func narrow(columns: Int) {
        for test in Self.cases() where !test.name.contains("unbreakable") {
            let markup = DiagnosticText.markup(for: test.diagnostic, source: test.source, columns: columns)
            for line in markup.plain.split(separator: "\n") where !line.hasPrefix("  at ") {
                let isOneWord = line.split(separator: " ").count == 1
                #expect(
                    isOneWord || DisplayWidth.columns(of: String(line)) <= columns,
                    "\(test.name): \(line) of \(columns)")
            }
        }
    }

    @Test func styles() {
        let diagnostic = Diagnostic(.error, "no a", range: SourceRange(0, 1), label: "did you mean b?")
        let markup = DiagnosticText.markup(for: diagnostic, source: "a")
        #expect(markup.spans.map(\.style) == [.error, .plain, .underline, .plain, .hint])
        #expect(markup.spans.first?.text == "error:")
    }
}
