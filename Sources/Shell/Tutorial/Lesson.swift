internal import Builtins
internal import Interpreter
internal import Sessions
internal import Syntax

/// A step of the tutorial.
struct Lesson: Equatable, Sendable {
    var title: String
    /// The text, line by line: running text, cells to type after two spaces, and empty lines.
    var lines: [String] = []
    /// The cells that complete it.
    var solution: [String] { lines.filter { $0.hasPrefix("  ") }.map { String($0.dropFirst(2)) } }
    var checks: [Condition] = []
    var hints: [Hint] = []
    var praise: String?
    /// Whether its solution runs when the user skips it.
    var runsWhenSkipped = false
    /// A built-in that must exist, or must not, for the lesson to be included.
    var requirement: (name: String, isThere: Bool)?

    /// A remark on a cell.
    struct Hint: Equatable, Sendable {
        var condition: Condition
        var words: String
    }

    static func == (left: Lesson, right: Lesson) -> Bool {
        left.title == right.title && left.lines == right.lines && left.checks == right.checks
            && left.hints == right.hints
    }

    /// A condition on a workspace, or on the last cell.
    enum Condition: Equatable, Sendable {
        case expression(String)
        case printed(String)
        case failed(String)
        case ran(String)

        init(_ text: some StringProtocol) {
            let word = text.prefix { $0 != " " }
            let rest = String(text.dropFirst(word.count + 1))
            switch word {
            case "printed": self = .printed(rest)
            case "failed": self = .failed(rest)
            case "ran": self = .ran(rest)
            default: self = .expression(String(text))
            }
        }
    }

    /// Parses lessons in the format that ``Lessons`` describes, and drops those whose built-in requirement isn't met.
    static func lessons(of text: String, in table: BuiltinTable) -> [Lesson] {
        let sections = ("\n" + text).split(separator: "\n## ", omittingEmptySubsequences: true)
        return sections.map { Lesson(section: $0) }.filter { lesson in
            guard let requirement = lesson.requirement else { return true }
            return (table.entry(named: requirement.name) != nil) == requirement.isThere
        }
    }

    private init(section: Substring) {
        let lines = section.split(separator: "\n", omittingEmptySubsequences: false)
        title = String(lines.first ?? "")
        for line in lines.dropFirst() { take(line) }
        while self.lines.last?.isEmpty == true { self.lines.removeLast() }
    }

    private mutating func take(_ line: Substring) {
        let mark = line.prefix { $0 != ":" }
        let rest = line.dropFirst(mark.count + 2)
        switch mark {
        case "check": checks.append(Condition(rest))
        case "hint":
            let parts = rest.split(separator: " :: ", maxSplits: 1)
            hints.append(Hint(condition: Condition(parts[0]), words: parts.count == 2 ? String(parts[1]) : ""))
        case "done": praise = String(rest)
        case "skip": runsWhenSkipped = true
        case "with": requirement = (String(rest), true)
        case "without": requirement = (String(rest), false)
        default: lines.append(String(line))
        }
    }
}

/// The last cell of a learner, and its effects.
struct LearnerCell {
    var source: String
    var workspace: Workspace
    /// Its output.
    var printed = ""
    /// The first line of its error.
    var failure: String?

    /// Whether a condition holds.
    func meets(_ condition: Lesson.Condition) -> Bool {
        if case .failed(let words) = condition { return failure?.contains(words) == true }
        if failure != nil { return false }
        switch condition {
        case .failed: return false
        case .printed(let text): return printed.contains(text)
        case .ran(let name):
            return source.drop { $0 == " " }.prefix { $0.isLetter || $0 == "_" || $0.isNumber } == name[...]
        case .expression(let expression): return isTrue(expression)
        }
    }

    /// Evaluates an expression in a temporary workspace.
    private func isTrue(_ expression: String) -> Bool {
        let interpreter = Interpreter(workspace: workspace)
        let (answer, log) = (PrintedText(), CellLog())
        guard let block = try? Parser(commands: interpreter.table.commands).parse(expression) else { return false }
        let cell = Cell(number: 0, source: expression)
        let outcome = interpreter.run(block, of: cell, log: log, receive: answer.receive)
        guard case .finished = outcome else { return false }
        log.rollBack()
        return answer.text == "True\n"
    }
}

/// Collects the output of a cell.
final class PrintedText {
    private(set) var text = ""

    func receive(_ event: Event) { text += event.recordedText ?? "" }
}
