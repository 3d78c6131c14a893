import Foundation
import Markdown
import Testing

@Suite("Markdown") struct MarkdownTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/Markdown")
    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".md") }.map { String($0.dropLast(3)) }.sorted()

    @Test("the fixtures are there") func fixtures() { #expect(Self.names.count >= 3) }

    @Test("a text has the tree that stands beside it", arguments: names)
    func golden(name: String) throws {
        let text = try String(contentsOf: Self.folder.appending(path: "\(name).md"), encoding: .utf8)
        let file = Self.folder.appending(path: "\(name).txt")
        let tree = MarkdownTree.text(MarkdownDocument(text))
        if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
            try tree.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(file.lastPathComponent); run again without RECORD_FIXTURES")
            return
        }
        #expect(try tree == String(contentsOf: file, encoding: .utf8))
    }

    @Test(
        "what is long or deep ends soon, and has a tree that can be walked",
        arguments: [
            String(repeating: "> ", count: 20_000) + "x", String(repeating: "*a **a ", count: 20_000),
            String(repeating: "[", count: 50_000), String(repeating: "[a](", count: 20_000),
            String(repeating: "- ", count: 5_000) + "x", String(repeating: "$a ", count: 50_000),
            String(repeating: "$$a ", count: 50_001),
            (1...400).map { String(repeating: "`", count: $0) }.joined(separator: "a"),
            String(repeating: "`` ` ", count: 30_000), String(repeating: #"\begin{a} "#, count: 20_000),
            String(repeating: "a\n$", count: 50_000), "", "\n", "\0", "$", "$$", "`", "\\", #"\begin{"#, "```", "$a\n",
        ])
    func extremes(text: String) {
        let started = ContinuousClock.now
        let document = MarkdownDocument(text)
        _ = MarkdownTree.text(document)
        #expect(ContinuousClock.now - started < .seconds(10))
    }

    @Test("a character that marks formulas inside stays what it is in a text")
    func privateUse() {
        let text = "\u{E000}0\u{E000} and $x$"
        #expect(
            MarkdownDocument(text).blocks == [.paragraph([.text("\u{E000}0\u{E000} and "), .formula("$x$")])])
    }

    @Test("text without its marks") func plain() throws {
        guard case .paragraph(let content) = MarkdownDocument("*a* **b** `c` $d$ [e](f) ![g](h)\ni").blocks.first else {
            throw CocoaError(.featureUnsupported)
        }
        #expect(content.plain == "a b c $d$ e g i")
    }
}
