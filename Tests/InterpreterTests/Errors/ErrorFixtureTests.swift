import Foundation
import Interpreter
import Testing

/// Wrong cells, one kind a file under `Tests/Fixtures/Interpreter/errors`: the cell, a line `---`, what is said of it.
///
/// `RECORD_FIXTURES=1` writes what is said now into the files, for a human to read and commit; the run fails.
@Suite struct ErrorFixtureTests {
    private static let folder = interpreterFixtures.appendingPathComponent("errors")

    /// The cells that run first.
    private static let preamble =
        (try? String(contentsOf: folder.appendingPathComponent("preamble.py"), encoding: .utf8)) ?? ""

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }.sorted()
    }()

    /// The cell of a fixture.
    static func source(of name: String) throws -> String {
        let text = try String(contentsOf: folder.appendingPathComponent(name + ".txt"), encoding: .utf8)
        return text.components(separatedBy: "\n---\n")[0]
    }

    /// A session in which a fixture's cell can run.
    static func prepared() -> TestSession {
        let session = TestSession(preamble)
        // Reached whatever a call takes of the stack in this build; odd, so that it isn't the same of two functions that
        // call each other as for one.
        session.interpreter.options.recursionLimit = 31
        return session
    }

    @Test func thereAreFixtures() {
        #expect(Self.names.count >= 500)
        #expect(Self.prepared().interpreter.workspace.order.count > 10, "the preamble fails")
    }

    /// Each function of the machine has room for errors in its frame, and calls go as deep as the stack holds.
    @Test func errorsAreSmall() {
        #expect(MemoryLayout<EvaluationError>.size == MemoryLayout<Int>.size)
    }

    @Test(arguments: names)
    func saysWhatIsWrongAndChangesNothing(name: String) throws {
        let url = Self.folder.appendingPathComponent(name + ".txt")
        let text = try String(contentsOf: url, encoding: .utf8)
        let parts = text.components(separatedBy: "\n---\n")
        let source = try #require(parts.first)
        var session = Self.prepared()
        let before = WorkspacePrint(session.interpreter.workspace)
        let said = session.run(source)
        #expect(WorkspacePrint(session.interpreter.workspace) == before)
        #expect(said.hasPrefix("error: "))
        if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
            try "\(source)\n---\n\(said)\n".write(to: url, atomically: true, encoding: .utf8)
            Issue.record("recorded; read it, and run again without RECORD_FIXTURES")
        } else {
            #expect(parts.count == 2)
            #expect(said + "\n" == parts.last)
        }
    }

    /// A line of the message stays one sentence without a full stop.
    @Test(arguments: names)
    func isOneSentence(name: String) throws {
        var session = Self.prepared()
        let said = session.run(try Self.source(of: name))
        let message = try #require(said.split(separator: "\n").first)
        #expect(!message.hasSuffix("."))
        #expect(!message.contains("  "))
        #expect(message.count > "error: ".count + 4)
    }
}
