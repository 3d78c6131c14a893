internal import Files
package import Interpreter
public import Syntax

/// A session file: program and transcript in one.
///
/// It is a UTF-8 text file, with or without a byte-order mark, with any of the three line endings. It consists, in
/// order, of:
/// - An optional line that begins `#!`, for the system that starts it.
/// - An optional line `# descent 2`: the version of the format. A file with this line must end in a line ending. In
///   format 1 names held copies: its cells run like any others, and the first change that another name sees is
///   reported.
/// - Statements up to the first line that begins `# %%`; each line of them is a cell.
/// - Cells, each opened by `# %% [7] title`; both the number and the title are optional.
///
/// In cells, lines that begin `#> ` (`#>` for an empty one) after a top-level statement are its output: control
/// characters except tabs are written as `\x1b`, trailing whitespace is dropped, a last line without a newline ends
/// in `\`, and a backslash that could be mistaken for one of these is `\x5c`. Lines `#< text` before these are the
/// answers to the statement's calls of `input()`. A line `#! error: …` at the end of a cell says that the cell must
/// fail with a diagnostic that begins with this line. A line `#= np.linalg x86-64-avx2` says that the cell used a
/// factorisation of matrices, and on which kind of machine: on another kind the last digits differ, and `check`
/// compares to 1e-10. Inside a string in triple quotes all of these are text. All other comments belong to the user
/// and are kept.
public struct SessionFile: Sendable {
    /// The version of the format that Descent writes, and the highest that it reads.
    public static let currentVersion = 2
    /// The largest number that a label may give a cell.
    public static let largestLabel = 999_999_999

    /// The path, as given.
    public let path: String
    /// All its lines; line numbers count from 1.
    public let lines: [FileLine]
    /// Whether it begins with a byte-order mark (three bytes).
    public let hasByteOrderMark: Bool
    /// The version of the format that it names.
    public let version: Int?
    /// The cells with at least one statement or an expected error, in order.
    public package(set) var cells: [SessionCell]

    /// The lines (from 1) on which the cells begin. A cell may claim to come from elsewhere, but keeps its place here.
    let firstLines: [Int]

    /// The largest number in an opener, whether or not a cell follows it; 0 if there is none.
    public private(set) var highestLabel = 0

    /// The three bytes of a byte-order mark in UTF-8.
    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Reads and parses a file.
    ///
    /// - Throws: ``SessionError`` if the file can't be read, is a notebook, or isn't a valid session.
    public static func read(path: String, commands: CommandTable) throws(SessionError) -> SessionFile {
        if ForeignKind(path: path) == .notebook { throw SessionError(path: path, .damage(.isNotebook, line: 1)) }
        let bytes: [UInt8]
        do {
            bytes = try TextFile.bytes(path: path)
        } catch {
            throw SessionError(path: path, .file(error))
        }
        return try SessionFile(bytes, path: path, commands: commands)
    }

    /// Sets which values all cells show.
    package mutating func show(_ values: Cell.Shows) { for index in cells.indices { cells[index].cell.shows = values } }

    /// Makes all cells continue after an import of a missing module.
    package mutating func goOnWithoutModules() {
        for index in cells.indices { cells[index].cell.goesOnWithoutModules = true }
    }

    /// Parses the bytes of a file.
    ///
    /// - Parameter path: the path to report in errors.
    /// - Throws: ``SessionError`` if the bytes aren't a valid session.
    public init(_ bytes: [UInt8], path: String, commands: CommandTable) throws(SessionError) {
        self.path = path
        hasByteOrderMark = bytes.starts(with: Self.byteOrderMark)
        do {
            lines = FileLine.lines(
                of: try TextFile.text(of: bytes[(hasByteOrderMark ? Self.byteOrderMark.count : 0)...]))
        } catch {
            throw SessionError(path: path, .file(error))
        }
        do {
            let outline = try SessionOutline(lines)
            version = outline.version
            for case .opener(let label?, _) in outline.lines { highestLabel = max(highestLabel, label) }
            let cells = try SessionParsing(outline: outline, path: path, commands: commands).cells()
            (self.cells, firstLines) = (cells, cells.map { $0.cell.location?.line ?? 1 })
        } catch {
            throw SessionError(path: path, error.kind)
        }
    }

    /// The bytes of the file, identical to those that it was parsed from.
    public var bytes: [UInt8] { Self.bytes(of: lines, hasByteOrderMark: hasByteOrderMark) }

    /// The bytes of lines with their line endings, after an optional byte-order mark.
    package static func bytes(of lines: [FileLine], hasByteOrderMark: Bool) -> [UInt8] {
        var bytes = hasByteOrderMark ? byteOrderMark : []
        for line in lines {
            bytes += line.text.utf8
            bytes += line.ending.rawValue.utf8
        }
        return bytes
    }

    /// Whether the file is in format 1, in which names held copies and digests were different.
    public var isOfCopies: Bool { version == 1 }

    /// The highest number of a cell; 0 if there are no cells.
    public var highestNumber: Int { cells.map(\.cell.number).max() ?? 0 }

    /// The number of recorded lines of output.
    public var recordedLineCount: Int {
        cells.reduce(0) { $0 + $1.statements.reduce(0) { $0 + $1.record.count } }
    }

    /// Whether it records anything to compare a replay with.
    public var hasRecord: Bool {
        recordedLineCount > 0 || cells.contains { $0.expectation != nil || $0.hasDigests && !isOfCopies }
    }
}

/// Kinds of files that aren't sessions, by their names.
public enum ForeignKind: Sendable {
    case notebook, script

    /// The kind by the file's extension; nil for a session.
    public init?(path: String) {
        let name = path.lowercased()
        guard name.hasSuffix(".ipynb") || name.hasSuffix(".py") else { return nil }
        self = name.hasSuffix(".py") ? .script : .notebook
    }
}
