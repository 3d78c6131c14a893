import Foundation
import Interpreter
import Testing

/// Code that the messages of `Tests/Fixtures/Interpreter/errors` propose, in backquotes or behind "write" and "try": it is
/// tried where the cell failed, and works.
@Suite struct AdviceTests {
    /// A piece of code that a note proposes.
    struct Proposal {
        let code: String
        /// What it stands in the place of, where the note says so.
        var replaced: String?
    }

    /// Notes with code that isn't for this place, and why.
    private static let exceptions = [
        "learn-train-negative": "says how -1 is given; that it is no number of epochs is said then",
        "random-seed-negative": "says how -1 is given; that it is no seed is said then",
        "foreign-shell": "fg is a command of another shell", "foreign-out": "there is no value that was shown",
    ]

    /// The proposals of a note. What holds a place open (`…`) can't be tried.
    static func proposals(in note: String) -> [Proposal] {
        var found: [Proposal] = []
        for match in note.matches(of: #/`([^`]+)`/#) { found.append(Proposal(code: String(match.1))) }
        for match in note.matches(of: #/\b(?:write|try) ([^`].*)/#) {
            let code = codeAtStart(of: String(match.1))
            let rest = match.1.dropFirst(code.count)
            let replaced = rest.firstMatch(of: #/^ instead of (.+)$/#)?.1
            found.append(Proposal(code: code, replaced: replaced.map(String.init)))
        }
        return found.filter {
            !$0.code.contains("…") && $0.code.firstMatch(of: #/^(?:it|an?|each|the|what|in|to) /#) == nil
        }
    }

    /// The text up to a comma or word of the sentence outside of brackets.
    private static func codeAtStart(of text: String) -> String {
        var depth = 0
        for index in text.indices {
            if "([{".contains(text[index]) { depth += 1 }
            if ")]}".contains(text[index]) { depth -= 1 }
            let ends = [", ", "; ", " instead of ", " for ", " at the "].contains { text[index...].hasPrefix($0) }
            if depth == 0, ends { return String(text[..<index]) }
        }
        return text
    }

    /// The cell's last statement, and what stands before it.
    private static func parts(of source: String) -> (before: String, last: String) {
        let lines = source.components(separatedBy: "\n")
        let start = lines.lastIndex { $0.first?.isWhitespace == false } ?? 0
        return (lines[..<start].joined(separator: "\n"), lines[start...].joined(separator: "\n"))
    }

    /// What is run to try a proposal: the statement with it in its place, or the proposal itself.
    private static func trial(of proposal: Proposal, for statement: String) -> String {
        let code = proposal.code
        if let replaced = proposal.replaced { return statement.replacingOccurrences(of: replaced, with: code) }
        if code.firstMatch(of: #/^(?:return|global)\b/#) != nil { return "def f():\n    \(code)" }
        if let argument = code.firstMatch(of: #/^(\w+)=[^= ]/#)?.1 {
            let given = "\\b\(argument)=[^ ,)]*"
            return statement.replacingOccurrences(of: given, with: code, options: .regularExpression)
        }
        return code
    }

    @Test(arguments: ErrorFixtureTests.names)
    func works(name: String) throws {
        if Self.exceptions[name] != nil { return }
        let source = try ErrorFixtureTests.source(of: name)
        var session = ErrorFixtureTests.prepared()
        let said = session.run(source)
        let (before, statement) = Self.parts(of: source)
        for note in said.components(separatedBy: "\n").dropFirst() where !source.contains(note.trimmed) {
            for proposal in Self.proposals(in: note) {
                var session = ErrorFixtureTests.prepared()
                session.run(before)
                let trial = Self.trial(of: proposal, for: statement)
                let answer = session.run(trial)
                #expect(!answer.hasPrefix("error: "), "\(note.trimmed)\n\(trial)\n\(answer)")
                // With it done, the cell has no longer the same fault.
                guard proposal.code.firstMatch(of: #/^\w+ = |^del /#) != nil else { continue }
                let again = session.run(statement)
                #expect(again.components(separatedBy: "\n")[0] != said.components(separatedBy: "\n")[0], "\(trial)")
            }
        }
    }

    @Test func thereAreProposals() throws {
        let proposing = try ErrorFixtureTests.names.filter { name in
            var session = ErrorFixtureTests.prepared()
            let said = session.run(try ErrorFixtureTests.source(of: name))
            return said.components(separatedBy: "\n").dropFirst().contains { !Self.proposals(in: $0).isEmpty }
        }
        #expect(proposing.count >= 45)
        #expect(Self.exceptions.keys.allSatisfy(proposing.contains))
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}
