internal import Files
package import Interpreter
public import Syntax

/// A session file: program and transcript at once.
///
/// A text file in UTF-8, with or without a byte-order mark, its lines ended in any of the three ways. In order:
/// - a line that begins `#!`, if there is one, for the system that starts it;
/// - `# descent 2`, if there is one: the version of the format. A file that has it must end in a line end. In format 1
///   names held copies: its cells run as any others, and the first change that another name sees is told.
/// - Statements, each line of them a cell of its own, up to the first line that begins `# %%`.
/// - Cells, each opened by `# %% [7] title`; both the number and the title may be missing.
///
/// In cells, the lines that begin `#> ` (`#>` for an empty one) after a top-level statement are what it printed: control
/// characters but tabs are written as `\x1b`, blanks at line ends are dropped, a last line without a newline ends in `\`,
/// and a backslash that could be mistaken for one of these is `\x5c`. Lines `#< text` before these are what calls of `input()` in the
/// statement are answered. A line `#! error: …` at the end of a cell says that it
/// must fail with this first line of a diagnostic. A line `#= np.linalg x86-64-avx2` says that the cell used a factorisation
/// of matrices, and where: on another kind of machine its last digits are others, and `check` compares to 1e-10. Inside a string in triple quotes all of these are text. All other
/// comments are the user's, and kept.
public struct SessionFile: Sendable {
    /// The version of the format that Descent writes, and the highest that it reads.
    public static let currentVersion = 2
    /// The highest number that a label may give a cell.
    public static let largestLabel = 999_999_999

    /// Its name, as it was given.
    public let path: String
    /// Its lines, all of them; numbers of lines count them from 1.
    public let lines: [FileLine]
    /// Whether it begins with the three bytes of a byte-order mark.
    public let hasByteOrderMark: Bool
    /// The version of the format that it names.
    public let version: Int?
    /// Its cells with at least one statement, or an error expected, in order.
    public package(set) var cells: [SessionCell]

    /// The lines (from 1) on which the cells begin; a cell may be said to come from elsewhere, and keeps its place.
    let firstLines: [Int]

    /// The highest number that an opener names, be there a cell behind it or not; 0 if none does.
    public private(set) var highestLabel = 0

    package static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Reads and parses a file.
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

    /// Has its cells show no more than where they come from.
    package mutating func show(_ values: Cell.Shows) { for index in cells.indices { cells[index].cell.shows = values } }

    /// Has its cells go on without modules that there aren't.
    package mutating func goOnWithoutModules() {
        for index in cells.indices { cells[index].cell.goesOnWithoutModules = true }
    }

    /// Parses the bytes of a file.
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

    /// The bytes of the file, the same that it was parsed from.
    public var bytes: [UInt8] { Self.bytes(of: lines, hasByteOrderMark: hasByteOrderMark) }

    package static func bytes(of lines: [FileLine], hasByteOrderMark: Bool) -> [UInt8] {
        var bytes = hasByteOrderMark ? byteOrderMark : []
        for line in lines {
            bytes += line.text.utf8
            bytes += line.ending.rawValue.utf8
        }
        return bytes
    }

    /// Whether it is of a time when names held copies, and digests were others.
    public var isOfCopies: Bool { version == 1 }

    /// The highest number that a cell has; 0 if there is none.
    public var highestNumber: Int { cells.map(\.cell.number).max() ?? 0 }

    /// How many lines of output are recorded in it.
    public var recordedLineCount: Int {
        cells.reduce(0) { $0 + $1.statements.reduce(0) { $0 + $1.record.count } }
    }

    /// Whether it records anything that a replay can be compared with.
    public var hasRecord: Bool {
        recordedLineCount > 0 || cells.contains { $0.expectation != nil || $0.hasDigests && !isOfCopies }
    }
}

/// Kinds of files that aren't sessions, by their names.
public enum ForeignKind: Sendable {
    case notebook, script

    /// The kind that a file's name tells; nil for a session.
    public init?(path: String) {
        let name = path.lowercased()
        guard name.hasSuffix(".ipynb") || name.hasSuffix(".py") else { return nil }
        self = name.hasSuffix(".py") ? .script : .notebook
    }
}
