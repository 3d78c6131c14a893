/// A message for the user, as data; the module Rendering turns it into text.
public struct Diagnostic: Error, Sendable, Equatable {
    /// The levels of severity.
    public enum Severity: String, Sendable { case error, warning, note }

    /// The severity.
    public var severity: Severity
    /// What is wrong, in one line, without the prefix `error:`.
    public var message: String
    /// The source of the cell that `range` refers to. This may be another cell, if a function was defined there.
    public var source: String?
    /// A label for that source: `In [3]`, or `file.session:12`; nil if it is the input just typed.
    public var origin: String?
    /// The range to underline.
    public var range: SourceRange?
    /// The text after the underline: `did you mean w_true (5, 1)?`.
    public var label: String?
    /// Further lines, each printed below as `  note`: what to do, the names and shapes involved.
    public var notes: [String]

    /// Makes a diagnostic.
    public init(
        _ severity: Severity = .error, _ message: String, source: String? = nil, origin: String? = nil,
        range: SourceRange? = nil, label: String? = nil, notes: [String] = []
    ) {
        self.severity = severity
        self.message = message
        self.source = source
        self.origin = origin
        self.range = range
        self.label = label
        self.notes = notes
    }
}

/// The lines of a source. It maps offsets to lines and returns the text of lines. Lines end with `\n`, `\r\n` or
/// `\r`.
public struct SourceLines: Sendable {
    /// A position as editors count it.
    public struct Position: Sendable, Hashable {
        /// The line, from 1.
        public var line: Int
        /// The column in characters, from 1.
        public var column: Int

        /// Makes a position.
        public init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }

    private let bytes: [UInt8]
    private let starts: [Int]

    /// Finds the lines of a source.
    public init(_ source: String) {
        bytes = Array(source.utf8)
        var starts = [0]
        for (offset, byte) in bytes.enumerated() {
            let isPair = byte == Byte.carriageReturn && offset + 1 < bytes.count && bytes[offset + 1] == Byte.newline
            if Byte.isNewline(byte), !isPair { starts.append(offset + 1) }
        }
        self.starts = starts
    }

    /// The number of lines; an empty source has one.
    public var count: Int { starts.count }

    /// The line (from 1) of a UTF-8 offset. Offsets outside the source are clamped.
    public func line(of offset: Int) -> Int {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The line and column of a UTF-8 offset. Offsets outside the source are clamped.
    public func position(of offset: Int) -> Position {
        let line = line(of: offset)
        let end = Swift.min(Swift.max(offset, starts[line - 1]), range(ofLine: line).end)
        return Position(line: line, column: bytes.text(starts[line - 1], end).count + 1)
    }

    /// The range of a line (from 1), without its line end; empty for a line that does not exist.
    public func range(ofLine line: Int) -> SourceRange {
        guard starts.indices.contains(line - 1) else { return SourceRange(bytes.count, bytes.count) }
        var end = line < starts.count ? starts[line] : bytes.count
        while line < starts.count, end > starts[line - 1], Byte.isNewline(bytes[end - 1]) { end -= 1 }
        return SourceRange(starts[line - 1], end)
    }

    /// The text of a line (from 1), without its line end.
    public func text(ofLine line: Int) -> String {
        let range = range(ofLine: line)
        return bytes.text(range.start, range.end)
    }

    /// The text of a range, clamped to the source.
    public func text(of range: SourceRange) -> String { bytes.text(range.start, range.end) }
}
