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
    /// The error that it must fail with.
    public var expectation: Expectation?

    /// The error that a cell must fail with.
    public struct Expectation: Sendable, Hashable {
        /// The first line of the diagnostic, `error:` included.
        public var message: String
        /// The line of the file on which it stands.
        public var line: Int
    }

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
        return Set((statements.flatMap(\.recordLines) + markLines).map { $0 - first })
    }

    /// The cell as it would be typed at a prompt that gives it this number: without record, and in no file.
    public func typed(as number: Int, commands: CommandTable) -> SessionCell {
        let source = sourceLines.joined(separator: "\n")
        let content = Result { () throws(SyntaxError) in try Parser(commands: commands).parse(source) }
        return SessionCell(
            cell: Cell(number: number, source: source), title: title, content: content, statements: [],
            expectation: expectation)
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
    /// How far the numbers of its output may be from the recorded ones, where the file says so.
    public var tolerance: Tolerance?
}
