import Builtins
import Foundation
import Interpreter
import Rendering
import Testing

/// What is recorded is the same on every screen.
@Suite("widths") struct WidthTests {
    /// What a session records where the screen has so many columns.
    private static func record(_ sources: [String], columns: Int) -> [String] {
        var session = TestSession()
        session.interpreter.options.columns = columns
        return sources.map { source in
            let said = session.run(source)
            return said.hasPrefix("error") ? "error" : said
        }
    }

    private static let names = BuiltinTable.standard.pages.map(\.entry).filter { $0.example.isEmpty == false }

    /// The statements of an example.
    private static func statements(of example: String) -> String {
        example.split(separator: "\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("#>") }
            .joined(separator: "\n")
    }

    @Test("of the commands that look at values, at their examples", arguments: [20, 40, 200])
    func looking(columns: Int) {
        let groups: [Builtin.Group] = [.look, .learn, .sessions, .travel, .random]
        let examples = Self.names.filter { groups.contains($0.group) }.map { Self.statements(of: $0.example) }
        #expect(examples.count > 40)
        for example in examples {
            #expect(Self.record([example], columns: columns) == Self.record([example], columns: 80), "\(example)")
        }
    }

    @Test("of wide values", arguments: [20, 40, 200])
    func wideValues(columns: Int) {
        let sources = [
            "seed 1", "x = rand 12 30; y = rand 12 1; w = rand 30 1; b = zeros 1 1", "x", "show x", "stats x axis=0",
            "whos", "hist x", "plot x[:, 0]", "heat x", "train 3", "why w", "explain step", "diagnose", "head x",
            "list(range(100))", "'a' * 300", "def f(a, b=2):\n    return a", "f", "help f", "explain x @ w", "help(x)",
        ]
        #expect(Self.record(sources, columns: columns) == Self.record(sources, columns: 80))
    }

    @Test("of the pages of help", arguments: [20, 200])
    func help(columns: Int) {
        let pages = ["help"] + Set(BuiltinTable.standard.pages.map(\.entry.title)).sorted().map { "help \($0)" }
        let (some, wide) = (Self.record(pages, columns: columns), Self.record(pages, columns: 80))
        #expect(some.count { $0 != "error" } > 300)
        for (page, pair) in zip(pages, zip(some, wide)) { #expect(pair.0 == pair.1, "\(page)") }
        // On the screen they fit.
        var session = TestSession()
        session.interpreter.options.columns = columns
        session.run("help train")
        let shown = session.told.pages[0].markup(columns: columns).plain
        #expect(shown != session.told.pages[0].recorded.plain)
    }
}
