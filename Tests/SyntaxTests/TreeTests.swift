import Syntax
import Testing

/// What Python accepts means what it means in Python.
@Suite struct TreeTests {
    struct Program: Sendable, CustomTestStringConvertible {
        var source: String
        var tree: String
        var testDescription: String { source }
    }

    static func programs() throws -> [Program] {
        // Scalars, since a line end beside `\r` is one character with it.
        let text = try Fixtures.text("trees.txt")
        return text.utf8.split(separator: Array("\n===\n".utf8)).map { entry in
            let parts = entry.split(separator: Array("\n---\n".utf8), maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { return Program(source: "", tree: "no program") }
            return Program(source: String(parts[0]) ?? "", tree: String(parts[1]) ?? "")
        }
    }

    @Test func programsHaveTheTreesOfPython() throws {
        let programs = try Self.programs()
        #expect(programs.count >= 1_000)
        for program in programs {
            do {
                let tree = TreeDump.text(of: try Fixtures.parser.parse(program.source))
                #expect(tree == program.tree, "\(program.source)")
            } catch {
                Issue.record("\(error): \(program.source)")
            }
        }
    }

    @Test func isSilencedByASemicolon() throws {
        let flags = try Fixtures.parser.parse("a; b\nc;\nrand 3;\nrand 3").map { statement in
            if case .expression(_, let isSilenced) = statement.kind { isSilenced } else { false }
        }
        #expect(flags == [true, false, true, true, false])
    }
}
