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

    @Test func namesAreThoseOfPython() throws {
        let lines = try Fixtures.text("identifiers.txt").utf8.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == 1_500)
        for line in lines {
            let names = line.split(separator: UInt8(ascii: "\t"))
            let (name, expected) = (Substring(names[0]), Substring(names[1]))
            #expect(String(name).asIdentifier.isSame(as: expected), "\(name.unicodeScalars.map { $0.value })")
        }
        let program = "ϑ = 1; f(ﬁt=θ).ﬀ\ndef ｆ(µ): return μ\n"
        func tree(_ program: String) throws -> String {
            TreeDump.text(of: try Fixtures.parser.parse(program)).replacing(/@[0-9-]+/, with: "")
        }
        #expect(try tree(program) == tree("θ = 1; f(fit=θ).ff\ndef f(μ): return μ\n"))
        // Where a name stands is where it stands in the source.
        guard case .expression(let expression, _) = try Fixtures.parser.parse("ﬁt")[0].kind else { return }
        #expect(expression.range == SourceRange(0, 4))
    }

    @Test func isSilencedByASemicolon() throws {
        let flags = try Fixtures.parser.parse("a; b\nc;\nrand 3;\nrand 3").map { statement in
            if case .expression(_, let isSilenced) = statement.kind { isSilenced } else { false }
        }
        #expect(flags == [true, false, true, true, false])
    }
}
