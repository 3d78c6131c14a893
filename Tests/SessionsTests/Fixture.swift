import Builtins
import Foundation
import Interpreter
import Rendering
import Sessions
import Syntax
import Testing

/// A session among the fixtures, and the text that stands beside it for what must come of it.
///
/// `RECORD_FIXTURES=1 swift test` writes the expected texts anew, and fails, so that no one takes that run for a test.
struct Fixture: Sendable, CustomTestStringConvertible {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/Sessions")

    var kind: String
    var name: String

    var testDescription: String { name }
    var session: URL { Self.folder.appending(path: "\(kind)/\(name).session") }

    static func all(_ kind: String) -> [Fixture] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: kind).path)) ?? []
        return names.filter { $0.hasSuffix(".session") }.sorted()
            .map { Fixture(kind: kind, name: String($0.dropLast(".session".count))) }
    }

    func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: session)) }

    func parse() throws(SessionError) -> SessionFile {
        try SessionFile((try? bytes()) ?? [], path: "\(name).session", commands: commands)
    }

    /// Compares a text with the one that stands beside the session.
    func expect(_ text: String, ending: String = "txt") throws {
        try Self.expect(text, in: Self.folder.appending(path: "\(kind)/\(name).\(ending)"))
    }

    /// Compares a text with the one of a file.
    static func expect(_ text: String, in file: URL) throws {
        if ProcessInfo.processInfo.environment["RECORD_FIXTURES"] == "1" {
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(file.lastPathComponent); run again without RECORD_FIXTURES")
            return
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(text == expected)
    }
}

let commands = BuiltinTable.standard.commands

/// A diagnostic as the shell shows it.
func text(_ diagnostic: Diagnostic) -> String { DiagnosticText.markup(for: diagnostic, source: "").plain + "\n" }

/// A session from lines, parsed.
func session(_ text: String, path: String = "test.session") throws(SessionError) -> SessionFile {
    try SessionFile(Array(text.utf8), path: path, commands: commands)
}

/// A folder that goes when the test is over.
final class ScratchFolder {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "descent-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let file = url.appending(path: name)
        try Data(bytes).write(to: file)
        return file.path
    }
}
