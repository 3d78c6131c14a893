import Files
import Foundation
import Interpreter
import Sessions
import Syntax
import Testing

/// The examples of the help pages, run as they stand there.
@Suite("Examples of help") struct HelpExamplesTests {
    static let table = BuiltinTable.standard
    static let entryKeys = table.entries.map { HelpExamples.key(of: $0) }
    static let methodKeys = table.ownMethods.map(\.key)

    /// What no example can show, and why.
    static let without: [String: String] = [
        "quit": "leaves", "exit": "leaves", "help": "isn't recorded",
        "check": "reads a file", "replay": "reads a file",
        "time": "shows durations", "reset": "isn't recorded", "rerun": "is for the prompt",
        "edit": "is for the prompt", "record": "writes the session", "extract": "writes the session",
        "export": "writes the session", "tutorial": "is for the prompt",
    ]

    @Test("every entry and every method has one", arguments: entryKeys + methodKeys)
    func isThere(key: String) {
        #expect(
            (HelpExamples.text(key) == nil) == (Self.without[key] != nil),
            "write `## \(key)` in Sources/Interpreter/Commands/Examples, or say here why there is none")
    }

    @Test("none is of a name that isn't there, or of two") func areOfNames() {
        let keys = Self.entryKeys + Self.methodKeys
        #expect(Set(keys).count == keys.count)
        #expect(Set(HelpExamples.keys).subtracting(keys) == [])
        for entry in Self.table.entries {
            #expect(HelpExamples.text(for: entry) == HelpExamples.text(HelpExamples.key(of: entry)))
        }
        for (key, method) in Self.table.ownMethods where !key.hasPrefix("tuple.") {
            #expect(HelpExamples.key(of: method) == key)
        }
    }

    @Test("prints what it says", arguments: HelpExamples.keys)
    func same(key: String) throws {
        let text = try #require(HelpExamples.text(key))
        let file = try session(text + "\n", path: key)
        let report = Checker().check(file)
        #expect(report.isSame, "\(report.problems.flatMap { $0.text(in: key) ?? ["it fails"] })")
        #expect(file.lines.first?.text.hasPrefix("#") == false)
        // What an example saves must not stay where the tests run.
        var options = InterpreterOptions()
        options.files = FileScope.scratch()
        var replayer = Replayer(Interpreter(options: options))
        _ = replayer.replay(file) { report in
            // What a journey changed is a note.
            if case .event(.diagnostic(let diagnostic), _) = report, diagnostic.severity != .note {
                Issue.record("\(key) warns: \(diagnostic.message)")
            }
            return true
        }
    }

    @Test("is short, and uses the name it is of", arguments: HelpExamples.keys)
    func isReadable(key: String) throws {
        let lines = try #require(HelpExamples.text(key)).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 14)
        #expect(lines.allSatisfy { !$0.isEmpty && $0.count <= 76 })
        let sources = lines.filter { !$0.hasPrefix("#>") }
        #expect(sources.count <= 6)
        let isMethod = Self.methodKeys.contains(key)
        let name = isMethod ? "." + (key.split(separator: ".").last ?? "") + "(" : key
        #expect(sources.contains { $0.contains(name) }, "\(name) isn't used")
    }

    @Test("no two are the same") func areDifferent() {
        let texts = HelpExamples.keys.compactMap { HelpExamples.text($0) }
        #expect(Set(texts).count == texts.count)
    }

    @Test("what is related is there") func relations() {
        let keys = Set(Self.entryKeys + Self.methodKeys)
        #expect(Set(HelpExamples.relatedKeys).subtracting(keys) == [])
        for key in HelpExamples.relatedKeys {
            let related = HelpExamples.related(key)
            #expect(!related.contains(key) && Set(related).count == related.count && related.count <= 6)
            #expect(Set(related).subtracting(keys) == [])
        }
        #expect(HelpExamples.related("zeros").starts(with: ["ones", "full", "empty", "zeros_like"]))
        #expect(HelpExamples.related("np.sum").contains("mean"))
        #expect(HelpExamples.related("nansum").contains("np.sum"))
    }

    @Test("every entry and every method has something related", arguments: entryKeys + methodKeys)
    func hasRelations(key: String) {
        #expect(
            !HelpExamples.related(key).isEmpty,
            "name \(key) in a line of Sources/Interpreter/Commands/Examples/HelpExamples+Relations.swift")
    }

    // MARK: - Recording

    static let isRecording = ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1"

    @Test("are recorded anew in the sources", .enabled(if: isRecording)) func record() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let folder = root.appending(path: "Sources/Interpreter/Commands/Examples")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        for name in names where name.hasSuffix(".swift") {
            let file = folder.appending(path: name)
            let source = try String(contentsOf: file, encoding: .utf8)
            var recorded = source
            for key in HelpExamples.keys {
                let text = try #require(HelpExamples.text(key))
                recorded = recorded.replacing(
                    Self.section(key, text), with: Self.section(key, try Self.recorded(text, key)))
            }
            if recorded != source { try recorded.write(to: file, atomically: true, encoding: .utf8) }
        }
        Issue.record("recorded the examples; run again without RECORD_FIXTURES")
    }

    /// An example with the outputs that it has now.
    private static func recorded(_ text: String, _ key: String) throws -> String {
        let scratch = try ScratchFolder()
        let path = try scratch.write("example.session", Array((text + "\n").utf8))
        if case .failed(let failure) = try Updater().update(try SessionFile.read(path: path, commands: commands)) {
            Issue.record("\(key): \(failure.diagnostic.message)")
        }
        return String(try String(contentsOfFile: path, encoding: .utf8).dropLast())
    }

    /// An example as it stands in the source, with the end of its last line.
    private static func section(_ key: String, _ text: String) -> String {
        ("## \(key)\n" + text).split(separator: "\n").map { "        \($0)\n" }.joined()
    }
}
