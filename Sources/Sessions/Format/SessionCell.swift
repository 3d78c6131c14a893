public import Interpreter
public import Syntax

/// A cell of a session file.
public struct SessionCell: Sendable {
    /// What runs: its number, its source and where that stands. In the source empty lines stand for recorded output.
    public var cell: Cell
    /// The text behind its `# %%`, without the number; empty for a statement before the first of these.
    public var title: String
    /// Its statements, or the mistake for which it can't be parsed; the latter only where an error is expected.
    public var content: Result<Block, SyntaxError>
    /// Its top-level statements, those on one line together.
    public var statements: [RecordedStatement]
    /// The digests that values must have when it ends, with the lines of the file on which they stand.
    public var digests: [(line: Int, digest: DigestLine)] = []
    /// Whether there are any of values or files.
    var hasDigests: Bool { digests.contains { !$0.digest.isFactorization } }
    /// The error that it must fail with.
    public var expectation: Expectation?

    /// The error that a cell must fail with.
    public struct Expectation: Sendable, Hashable {
        /// The first line of the diagnostic, `error:` included.
        public var message: String
        /// The line of the file on which it stands.
        public var line: Int
    }

    /// The word in a title by which a cell may fail, and the file goes on: Jupyter's tag of that name.
    package static let mayFailTitle = "raises-exception"

    /// The lines of the file that hold digests and tolerances.
    package var markLines: [Int] = []

    /// The lines of its source as an editor would show them: no recorded output, no empty lines around.
    public var sourceLines: [String] {
        let marks = emptyMarkLines
        return cell.source.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { !marks.contains($0.offset) }.map { String($0.element) }
    }

    /// The lines of its source (from 0) that are empty because the file has recorded output and the like there.
    public var emptyMarkLines: Set<Int> {
        let first = cell.location?.line ?? 1
        return Set((statements.flatMap(\.ownLines) + markLines).map { $0 - first })
    }

    /// The cell as it would be typed at a prompt that gives it this number: without record, and in no file.
    public func typed(as number: Int, commands: CommandTable) -> SessionCell {
        let source = sourceLines.joined(separator: "\n")
        let content = Result { () throws(SyntaxError) in try Parser(commands: commands).parse(source) }
        var cell = Cell(number: number, source: source)
        cell.answers = self.cell.answers
        return SessionCell(
            cell: cell, title: title, content: content, statements: [], expectation: expectation)
    }

    /// The statement of which a range of the source begins in.
    public func statement(at range: SourceRange) -> Int? {
        statements.lastIndex { $0.range.start <= range.start }
    }
}

/// One or more top-level statements that share a line, and the output recorded for them.
public struct RecordedStatement: Sendable, Hashable {
    /// Where it stands in the source of its cell.
    public var range: SourceRange
    /// Its first line in the file.
    public var firstLine: Int
    /// Its last line in the file.
    public var lastLine: Int
    /// The recorded output, line by line, without markers and blanks at the ends of lines.
    public var record: [String] = []
    /// The lines of the file on which the record stands.
    public var recordLines: [Int] = []
    /// What its calls of `input()` are answered, in order; nil for the end of all input.
    public var answers: [String?] = []
    /// The lines of the file on which these stand.
    public var answerLines: [Int] = []
    /// How many statements share its lines.
    public var count = 1
    /// The record as it looked on the screen, control characters aside.
    public var shownRecord: [String] { record.map(RecordText.shown) }
    /// How far the numbers of its output may be from the recorded ones, where the file says so.
    public var tolerance: Tolerance?
}

extension RecordedStatement {
    /// The lines of the file that are recorded of it.
    public var ownLines: [Int] { answerLines + recordLines }

    /// The top-level statements of a cell with their lines in the file; those that share a line are one.
    static func statements(of block: Block, in source: String, firstLine: Int) -> [RecordedStatement] {
        let lines = SourceLines(source)
        var statements: [RecordedStatement] = []
        for statement in block {
            let first = firstLine + lines.line(of: statement.range.start) - 1
            let last = firstLine + lines.line(of: max(statement.range.start, statement.range.end - 1)) - 1
            if let previous = statements.last, first <= previous.lastLine {
                statements[statements.count - 1].lastLine = max(previous.lastLine, last)
                statements[statements.count - 1].count += 1
                statements[statements.count - 1].range = previous.range.union(statement.range)
            } else {
                statements.append(RecordedStatement(range: statement.range, firstLine: first, lastLine: last))
            }
        }
        return statements
    }
}

/// A line of a file, with the line end that it has.
public struct FileLine: Sendable, Hashable {
    /// How a line ends.
    public enum Ending: String, Sendable {
        case newline = "\n"
        case pair = "\r\n"
        case carriageReturn = "\r"
        /// The last line of a file that doesn't end in a line end.
        case none = ""
    }

    /// The text without the line end.
    public var text: String
    /// The line end.
    public var ending: Ending

    /// Makes a line.
    public init(_ text: String, _ ending: Ending) {
        self.text = text
        self.ending = ending
    }

    /// The lines of a text. One that ends in a line end has no empty line after it.
    package static func lines(of text: String) -> [FileLine] {
        var text = text
        return text.withUTF8 { bytes in
            var lines: [FileLine] = []
            var start = 0
            while start < bytes.count {
                let rest = bytes[start...]
                let end = rest.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? bytes.count
                let ending: Ending =
                    if end == bytes.count {
                        .none
                    } else if bytes[end] == UInt8(ascii: "\n") {
                        .newline
                    } else {
                        end + 1 < bytes.count && bytes[end + 1] == UInt8(ascii: "\n") ? .pair : .carriageReturn
                    }
                lines.append(FileLine(String(decoding: bytes[start..<end], as: UTF8.self), ending))
                start = end + ending.rawValue.utf8.count
            }
            return lines
        }
    }
}

extension StringProtocol {
    /// The text without blanks (spaces and tabs) at its end.
    package var withoutTrailingBlanks: String {
        var bytes = Substring(self).utf8
        while let last = bytes.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") { bytes.removeLast() }
        return String(Substring(bytes))
    }

    /// Whether it begins with the bytes of another text.
    package func begins(with prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

    /// Whether there is nothing in it but blanks.
    package var isBlank: Bool { utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

    /// Whether a comment is the first thing in it.
    package var isComment: Bool {
        utf8.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } == UInt8(ascii: "#")
    }
}
