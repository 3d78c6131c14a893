import Foundation
import Interpreter
import Platform
import Rendering
import Testing

/// Cells that look at the workspace of `preamble.py`, one kind a file under `Tests/Fixtures/Interpreter/looking`: the
/// cells, a line `---`, what they print.
///
/// `RECORD_FIXTURES=1` writes what is printed now into the files, for a human to read and commit; the run fails.
@Suite struct LookingFixtureTests {
    static let folder = interpreterFixtures.appendingPathComponent("looking")

    static let names: [String] = {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return files.filter { $0.hasSuffix(".txt") && !$0.hasPrefix("pages-") }.map { String($0.dropLast(4)) }.sorted()
    }()

    static func prepared() throws -> TestSession {
        TestSession(try String(contentsOf: folder.appendingPathComponent("preamble.py"), encoding: .utf8))
    }

    @Test func thereAreFixtures() throws {
        #expect(Self.names.count >= 40)
        #expect(try Self.prepared().interpreter.workspace.order.count == 22)
    }

    @Test(arguments: names)
    func printsWhatIsRecorded(name: String) throws {
        let url = Self.folder.appendingPathComponent(name + ".txt")
        let text = try String(contentsOf: url, encoding: .utf8)
        let parts = text.components(separatedBy: "---\n")
        var session = try Self.prepared()
        // A terminal's width is no part of what is recorded.
        session.interpreter.options.columns = 33
        let source = String(try #require(parts.first).dropLast())
        var said = session.run(source)
        if !said.isEmpty, !said.hasSuffix("\n") { said += "\n" }
        if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
            try "\(source)\n---\n\(said)".write(to: url, atomically: true, encoding: .utf8)
            Issue.record("recorded; read it, and run again without RECORD_FIXTURES")
        } else {
            #expect(said == parts.dropFirst().joined(separator: "---\n"))
        }
    }

    /// What is said of a plot is one sentence, and so one line.
    @Test(arguments: names.filter { !$0.hasPrefix("help") && !$0.hasPrefix("plot") })
    func linesStayWithinEightyColumns(name: String) throws {
        var session = try Self.prepared()
        let text = try String(contentsOf: Self.folder.appendingPathComponent(name + ".txt"), encoding: .utf8)
        let said = session.run(String(text.components(separatedBy: "---\n")[0].dropLast()))
        for line in said.split(separator: "\n") where !said.hasPrefix("error") {
            #expect(DisplayWidth.columns(of: String(line)) <= 80, "\(line)")
        }
    }
}
