import Foundation
import Syntax
import Testing

/// What is tried as a command, what it means, and why it is refused. In the table a command's words stand in `⟨ ⟩`, a
/// call's arguments in `( )`.
@Suite struct CommandTests {
    struct Row: Sendable {
        var line: String
        var meaning: String
    }

    static func rows() throws -> [Row] {
        try Fixtures.text("commands.txt").split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
            let parts = line.components(separatedBy: "  =>  ")
            return Row(line: parts[0], meaning: parts.count > 1 ? parts[1] : "")
        }
    }

    static func meaning(of line: String) -> String {
        do throws(SyntaxError) {
            return CallForm.text(try Fixtures.parser.parse(line.replacing("\\n", with: "\n")))
        } catch {
            let diagnostic = error.diagnostic
            let start = diagnostic.range?.start ?? -1
            return "error at \(start): \(diagnostic.message)" + (diagnostic.label.map { " | \($0)" } ?? "")
        }
    }

    @Test func linesMeanWhatTheTableSays() throws {
        let rows = try Self.rows()
        #expect(rows.count >= 80)
        if Fixtures.isRecording {
            let text = rows.map { "\($0.line)  =>  \(Self.meaning(of: $0.line))\n" }.joined()
            try Data(text.utf8).write(to: Fixtures.folder.appending(path: "commands.txt"))
            Issue.record("recorded; run again without RECORD_FIXTURES")
            return
        }
        for row in rows { #expect(Self.meaning(of: row.line) == row.meaning, "\(row.line)") }
    }

    @Test func ownsTheRangeOfItsWords() throws {
        let block = try Fixtures.parser.parse("w = rand 10 k=-5 ; load a/b.csv")
        guard case .assignment(_, let value) = block[0].kind, case .expression(let load, _) = block[1].kind,
            case .command(let command) = load.kind, case .raw(_, let path)? = command.arguments.first
        else { return #expect(Bool(false), "no commands") }
        #expect(value.range == SourceRange(4, 16))
        #expect(command.nameRange == SourceRange(19, 23))
        #expect(path == SourceRange(24, 31))
        #expect(load.range == SourceRange(19, 31))
    }
}
