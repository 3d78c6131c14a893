public import Interpreter
public import Syntax

/// A cell of a session file.
public struct SessionCell: Sendable {
    /// The code: its number, its source and its place. In the source, empty lines stand for recorded output.
    public var cell: Cell
    /// The text after `# %%`, without the number; empty for a statement before the first `# %%`.
    public var title: String
    /// The statements, or the error why the cell can't be parsed; an error only where the file expects one.
    public var content: Result<Block, SyntaxError>
    /// The top-level statements; those on one line count as one.
    public var statements: [RecordedStatement]
    /// The digests that values must have when the cell ends, with their lines in the file.
    public var digests: [(line: Int, digest: DigestLine)] = []
    /// Whether there are digests of values or files.
    var hasDigests: Bool { digests.contains { !$0.digest.isFactorization } }
    /// The error that the cell must fail with.
    public var expectation: Expectation?

    /// The error that a cell must fail with.
    public struct Expectation: Sendable, Hashable {
        /// The first line of the diagnostic, including `error:`.
        public var message: String
        /// The line of the file.
        public var line: Int
    }

    /// The word in a title that allows a cell to fail without ending the replay: Jupyter's tag of that name.
    package static let mayFailTitle = "raises-exception"

    /// The lines of the file that hold digests and tolerances.
    package var markLines: [Int] = []

    /// The lines of the source as in an editor: without recorded output, and without empty lines at both ends.
    public var sourceLines: [String] {
        let marks = emptyMarkLines
        return cell.source.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { !marks.contains($0.offset) }.map { String($0.element) }
    }

    /// The lines of the source (from 0) that are empty in place of recorded output and similar lines of the file.
    public var emptyMarkLines: Set<Int> {
        let first = cell.location?.line ?? 1
        return Set((statements.flatMap(\.ownLines) + markLines).map { $0 - first })
    }

    /// The cell as if typed at a prompt with this number: without record and without a place in a file.
    public func typed(as number: Int, commands: CommandTable) -> SessionCell {
        let source = sourceLines.joined(separator: "\n")
        let content = Result { () throws(SyntaxError) in try Parser(commands: commands).parse(source) }
        var cell = Cell(number: number, source: source)
        cell.answers = self.cell.answers
        return SessionCell(
            cell: cell, title: title, content: content, statements: [], expectation: expectation)
    }

    /// The index of the statement in which a range of the source begins.
    public func statement(at range: SourceRange) -> Int? {
        statements.lastIndex { $0.range.start <= range.start }
    }
}

/// One or more top-level statements that share a line, with their recorded output.
public struct RecordedStatement: Sendable, Hashable {
    /// Their range in the source of the cell.
    public var range: SourceRange
    /// Their first line in the file.
    public var firstLine: Int
    /// Their last line in the file.
    public var lastLine: Int
    /// The recorded output, line by line, without markers and trailing whitespace.
    public var record: [String] = []
    /// The lines of the file with the record.
    public var recordLines: [Int] = []
    /// The answers to calls of `input()`, in order; nil for the end of the input.
    public var answers: [String?] = []
    /// The lines of the file with the answers.
    public var answerLines: [Int] = []
    /// The number of statements.
    public var count = 1
    /// The record as it looked on the screen, except for control characters.
    public var shownRecord: [String] { record.map(RecordText.shown) }
    /// How far the numbers of the output may differ from the recorded ones, if the file says so.
    public var tolerance: Tolerance?
}

extension RecordedStatement {
    /// The lines of the file that record this statement.
    public var ownLines: [Int] { answerLines + recordLines }

    /// The top-level statements of a cell with their lines in the file; those that share a line count as one.
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

/// A line of a file with its line ending.
public struct FileLine: Sendable, Hashable {
    /// A line ending.
    public enum Ending: String, Sendable {
        case newline = "\n"
        case pair = "\r\n"
        case carriageReturn = "\r"
        /// The end of a file without a final line ending.
        case none = ""
    }

    /// The text without the line ending.
    public var text: String
    /// The line ending.
    public var ending: Ending

    /// Makes a line.
    public init(_ text: String, _ ending: Ending) {
        self.text = text
        self.ending = ending
    }

    /// The lines of a text. A text that ends in a line ending has no empty line after it.
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
    /// The text without trailing spaces and tabs.
    package var withoutTrailingBlanks: String {
        var bytes = Substring(self).utf8
        while let last = bytes.last, last == UInt8(ascii: " ") || last == UInt8(ascii: "\t") { bytes.removeLast() }
        return String(Substring(bytes))
    }

    /// Whether it begins with the bytes of another text.
    package func begins(with prefix: String) -> Bool { utf8.starts(with: prefix.utf8) }

    /// Whether it contains only spaces and tabs.
    package var isBlank: Bool { utf8.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

    /// Whether it begins with a comment, after optional blanks.
    package var isComment: Bool {
        utf8.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") } == UInt8(ascii: "#")
    }
}
