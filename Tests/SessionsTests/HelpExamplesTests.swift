import Builtins
import Files
import Foundation
import Interpreter
import Sessions
import Syntax
import Testing

/// The examples of the help pages, run as they stand there.
@Suite("Examples of help") struct HelpExamplesTests {
    static let pages = Dictionary(BuiltinTable.standard.pages.map { ($0.key, $0.entry) }) { first, _ in first }
    static let keys = pages.keys.sorted()
    static let keysOfExamples = keys.filter { pages[$0]?.example.isEmpty == false }

    /// What no example can show, and why.
    static let without: [String: String] = [
        "quit": "leaves", "exit": "leaves", "help": "isn't recorded",
        "check": "reads a file", "replay": "reads a file", "export": "writes the session",
        "time": "shows durations", "reset": "isn't recorded", "rerun": "is for the prompt",
        "edit": "is for the prompt", "record": "writes the session", "extract": "writes the session",
        "tutorial": "is for the prompt",
    ]

    @Test("every entry and every method has one", arguments: keys) func isThere(key: String) throws {
        #expect(
            try #require(Self.pages[key]).example.isEmpty == (Self.without[key] != nil),
            "give the entry an example, or say here why there is none")
    }

    @Test("no two pages have one key") func areOfNames() {
        #expect(BuiltinTable.standard.pages.count == Self.keys.count)
    }

    @Test("prints what it says", arguments: keysOfExamples) func same(key: String) throws {
        let file = try session(try #require(Self.pages[key]).example + "\n", path: key)
        let report = Checker().check(file)
        #expect(report.isSame, "\(report.problems.flatMap { $0.text(in: key) ?? ["it fails"] })")
        #expect(file.lines.first?.text.hasPrefix("#") == false)
        // What an example saves must not stay where the tests run.
        var options = InterpreterOptions()
        options.files = FileScope.scratch()
        var replayer = Replayer(Interpreter(options: options))
        try replayer.replay(file) { report in
            // What a journey changed is a note.
            if case .event(.diagnostic(let diagnostic), _) = report, diagnostic.severity != .note {
                Issue.record("\(key) warns: \(diagnostic.message)")
            }
            return true
        }
    }

    @Test("is short, and uses the name it is of", arguments: keysOfExamples) func isReadable(key: String) throws {
        let entry = try #require(Self.pages[key])
        let lines = entry.example.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 14)
        #expect(lines.allSatisfy { !$0.isEmpty && $0.count <= 76 })
        let sources = lines.filter { !$0.hasPrefix("#>") }
        #expect(sources.count <= 6)
        let name = key == entry.title ? key : ".\(entry.name)("
        #expect(sources.contains { $0.contains(name) }, "\(name) isn't used")
    }

    @Test("no two are the same") func areDifferent() {
        // A list has a tuple's methods, and a set a frozenset's.
        let texts = Self.keysOfExamples.filter {
            !["list.count", "list.index"].contains($0) && !$0.hasPrefix("frozenset.")
        }
        .compactMap { Self.pages[$0]?.example }
        #expect(Set(texts).count == texts.count)
    }

    @Test("what is related is there", arguments: keys) func relations(key: String) throws {
        let related = try #require(Self.pages[key]).related
        #expect(!related.isEmpty, "name what is worth reading beside it in `related:`")
        let own = key.hasPrefix("list.") ? [key, "tuple" + key.dropFirst(4)] : [key]
        #expect(Set(related).isDisjoint(with: own) && Set(related).count == related.count && related.count <= 6)
        #expect(Set(related).subtracting(Self.keys) == [])
    }

    // MARK: - Recording

    static let isRecording = ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1"

    @Test("are recorded anew in the sources", .enabled(if: isRecording)) func record() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appending(path: "Sources/Builtins")
        for case let name as String in try #require(FileManager.default.enumerator(atPath: folder.path))
        where name.hasSuffix(".swift") {
            let file = folder.appending(path: name)
            let source = try String(contentsOf: file, encoding: .utf8)
            var recorded = source
            for key in Self.keysOfExamples {
                let text = try #require(Self.pages[key]).example
                for indentation in [16, 20] {
                    recorded = recorded.replacing(
                        Self.literal(text, indentation), with: Self.literal(try Self.recorded(text, key), indentation))
                }
            }
            if recorded != source { try recorded.write(to: file, atomically: true, encoding: .utf8) }
        }
        Issue.record("recorded the examples; run again without RECORD_FIXTURES")
    }

    /// An example with the outputs that it has now.
    private static func recorded(_ text: String, _ key: String) throws -> String {
        let scratch = try ScratchFolder()
        let path = try scratch.write("example.session", Array((text + "\n").utf8))
        if case .failure(let failure) = try Updater().update(try SessionFile.read(path: path, commands: commands)) {
            Issue.record("\(key): \(failure.diagnostic.message)")
        }
        return String(try String(contentsOfFile: path, encoding: .utf8).dropLast())
    }

    /// An example as it stands in the source, with the quotes around it.
    private static func literal(_ text: String, _ indentation: Int) -> String {
        let margin = String(repeating: " ", count: indentation)
        return (["\"\"\""] + text.split(separator: "\n").map { margin + $0 } + [margin + "\"\"\""]).joined(
            separator: "\n")
    }
}
