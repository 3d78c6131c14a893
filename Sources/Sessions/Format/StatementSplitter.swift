public import Syntax

/// Splits text that arrives line by line into top-level statements, each returned as soon as it is complete.
///
/// Statements on one line stay together. A block continues over empty lines and comments, up to the next line that
/// begins in the first column with anything but `elif` or `else`, as when Python reads a file.
public struct StatementSplitter {
    /// A statement with the comments before it.
    public struct Piece: Sendable, Equatable {
        /// The number (from 1) of its first line.
        public var firstLine: Int
        /// Its lines, without their line endings.
        public var lines: [String]
        /// Its statements, if they were parsed to see whether it is complete.
        public var block: Block?

        /// Its lines, joined by newlines.
        public var source: String { lines.joined(separator: "\n") }
    }

    private let parser: Parser
    private var lines: [String] = []
    private var taken = 0
    private var codeLines = 0
    private var scanner = UnfinishedText()
    /// Whether a block is open: only a line in the first column shows that it has ended.
    private var awaitsMargin = false
    /// Whether the last line is a decorator; the decorated definition follows in the first column.
    private var isDecorated = false

    /// Makes a splitter at line 1.
    public init(commands: CommandTable) { parser = Parser(commands: commands) }

    /// Whether a bracket, a string or a line continuation is open, so that any line would belong to the statement.
    var isOpen: Bool { scanner.isOpen }

    /// Takes the next line, without its line ending, and returns the statements that it completes.
    public mutating func take(_ line: String) -> [Piece] {
        taken += 1
        let belongs = scanner.isOpen
        if !belongs, line.isBlank || line.isComment {
            lines.append(line)
            return []
        }
        var pieces: [Piece] = []
        if awaitsMargin, !belongs, !isDecorated, !Self.continuesBlock(line), let piece = close(keepingComments: true) {
            pieces.append(piece)
        }
        if !belongs { isDecorated = line.hasPrefix("@") }
        lines.append(line)
        codeLines += 1
        scanner.take(line)
        if !awaitsMargin, let piece = closeIfWhole() { pieces.append(piece) }
        return pieces
    }

    /// Returns the pending statement, if any, complete or not: the text ends here, or recorded output follows.
    public mutating func finish() -> Piece? { close(keepingComments: false) }

    /// Skips a line that isn't part of any statement.
    mutating func skip() {
        if lines.isEmpty { taken += 1 } else { _ = take("") }
    }

    /// Whether a line can only continue the block before it.
    package static func continuesBlock(_ line: String) -> Bool {
        if line.utf8.first == UInt8(ascii: " ") || line.utf8.first == UInt8(ascii: "\t") { return true }
        let word = line.utf8.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "(") }
        return Keyword(rawValue: String(Substring(word)))?.continuesBlock == true
    }

    private mutating func closeIfWhole() -> Piece? {
        // The parser decides (a path may contain a bracket), but asking it at every line of a long statement would
        // take quadratic time.
        if scanner.isOpen, codeLines & (codeLines - 1) != 0 { return nil }
        do {
            let block = try parser.parse(lines.joined(separator: "\n") + "\n")
            guard let last = block.last else { return nil }
            if last.isCompound {
                awaitsMargin = true
                return nil
            }
            return close(keepingComments: false, block)
        } catch  where error.isAtEnd {
            if !scanner.isOpen { awaitsMargin = true }
            return nil
        } catch {
            // It is returned as it is, and running it reports the error.
        }
        return close(keepingComments: false)
    }

    private mutating func close(keepingComments: Bool, _ block: Block? = nil) -> Piece? {
        guard codeLines > 0 else {
            if !keepingComments { lines = [] }
            return nil
        }
        var count = lines.count
        while let last = lines[..<count].last, last.isBlank || (keepingComments && last.utf8.first == UInt8(ascii: "#"))
        {
            count -= 1
        }
        let first = taken - (keepingComments ? lines.count : lines.count - 1)
        let piece = Piece(firstLine: first, lines: Array(lines[..<count]), block: block)
        lines = keepingComments ? Array(lines[count...]) : []
        codeLines = 0
        awaitsMargin = false
        isDecorated = false
        scanner = UnfinishedText()
        return piece
    }
}
