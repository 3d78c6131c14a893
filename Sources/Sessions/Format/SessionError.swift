public import Files
public import Syntax

/// Why a session can't be replayed. No cell has run.
public struct SessionError: Error, Sendable {
    /// The path of the file, as given.
    public var path: String
    /// What is wrong.
    public var kind: Kind

    /// The kinds of errors.
    public enum Kind: Sendable {
        /// The file can't be read or written.
        case file(FileError)
        /// The file should be a notebook, but isn't a readable one; the diagnostic says why.
        case notebook(Diagnostic)
        /// The file isn't a complete session; the line (from 1) that shows it.
        case damage(Damage, line: Int)
        /// A cell has a syntax error; the diagnostic, and its place in the file.
        case syntax(Diagnostic, line: Int, column: Int)
    }

    /// Makes an error.
    public init(path: String, _ kind: Kind) {
        self.path = path
        self.kind = kind
    }

    /// The ways in which a file can be malformed.
    public enum Damage: Sendable, Hashable {
        /// It is a notebook.
        case isNotebook
        /// The version of its format is unknown to this version of Descent.
        case unknownVersion(String)
        /// It ends without a line ending, which a completely written session never does.
        case cutInMidLine
        /// A cell begins with recorded output.
        case recordBeforeStatement
        /// Recorded output inside a statement or block.
        case recordInsideStatement
        /// No space follows the marker of recorded output.
        case recordWithoutBlank
        /// An answer to `input()` before any statement, or inside one.
        case answerOutOfPlace
        /// Recorded output follows the expected error.
        case recordAfterExpectation
        /// An expected error with no statement before it.
        case expectationBeforeStatement
        /// A statement follows the expected error of its cell.
        case statementAfterExpectation
        /// A second expected error in one cell.
        case secondExpectation
        /// A line that begins `#! ` and isn't an expected error.
        case unknownExpectation
        /// A line that begins `#=` and isn't a digest.
        case badDigest
        /// A line that begins `#~` and isn't a tolerance.
        case badTolerance
        /// A tolerance with no statement after it.
        case toleranceWithoutStatement
        /// A digest with no statement before it.
        case digestBeforeStatement
        /// A digest or a tolerance inside a statement or block.
        case markInsideStatement
        /// The label of a cell isn't a valid number.
        case badLabel(String)
    }
}

extension SessionError {
    /// The place in the file, as compilers write it: `file:12:5`, `file:12` or `file`.
    public var place: String {
        switch kind {
        case .file, .notebook, .damage(.isNotebook, _): path
        case .damage(_, let line): "\(path):\(line)"
        case .syntax(_, let line, let column): "\(path):\(line):\(column)"
        }
    }

    /// The problem and the remedy, without the place.
    public var diagnostic: Diagnostic {
        switch kind {
        case .file(let error): Diagnostic(.error, error.message)
        case .damage(let damage, _): Diagnostic(.error, damage.message, notes: damage.notes)
        case .notebook(let diagnostic), .syntax(let diagnostic, _, _): diagnostic
        }
    }
}

extension SessionError.Damage {
    var message: String {
        switch self {
        case .isNotebook: "this is a notebook, not a session"
        case .unknownVersion(let version): "this session is written in format \(version)"
        case .cutInMidLine: "the file ends in the middle of a line"
        case .recordBeforeStatement: "recorded output comes before any statement of its cell"
        case .recordInsideStatement: "recorded output inside a statement"
        case .recordWithoutBlank: "recorded output begins with `#> `, with a blank"
        case .answerOutOfPlace: "an answer to input() comes before any statement of its cell, or inside one"
        case .recordAfterExpectation: "recorded output comes after the expected error"
        case .expectationBeforeStatement: "an expected error comes before any statement of its cell"
        case .statementAfterExpectation: "a statement comes after the expected error of its cell"
        case .secondExpectation: "a second expected error in one cell"
        case .unknownExpectation: "`#! ` opens only an expected error"
        case .badDigest: "`#=` opens only the digest of a value or a file"
        case .badTolerance: "`#~` opens only a tolerance"
        case .toleranceWithoutStatement: "a tolerance comes after the last statement of its cell"
        case .digestBeforeStatement: "a digest comes before any statement of its cell"
        case .markInsideStatement: "a digest or a tolerance inside a statement"
        case .badLabel(let label): "no cell can have the number \(label)"
        }
    }

    var notes: [String] {
        switch self {
        case .isNotebook:
            ["`descent import` makes a session of it; `descent run` runs it as it is"]
        case .unknownVersion:
            ["this version of Descent reads formats 1 and \(SessionFile.currentVersion)"]
        case .cutInMidLine:
            ["a session ends in a line end; if nothing is missing here, add it"]
        case .recordBeforeStatement, .recordInsideStatement:
            [
                "it belongs directly after the statement that printed it; `descent update` writes it again once it is deleted"
            ]
        case .recordWithoutBlank: ["an empty line is `#>` alone"]
        case .answerOutOfPlace: ["`#< …` belongs right behind the statement that asks"]
        case .recordAfterExpectation: ["what a cell prints before it fails stands above its `#! error:` line"]
        case .expectationBeforeStatement, .statementAfterExpectation, .secondExpectation:
            ["`#! error: …` is the last line of the cell that must fail; `# %%` opens another cell"]
        case .unknownExpectation: ["write `#! error: …`, the first line of the diagnostic"]
        case .badDigest: ["write `#= name digest`, with 16 hexadecimal digits; `descent update --digests` does"]
        case .badTolerance:
            ["write `#~ 1e-9`, how far numbers may be apart in proportion, or `#~ 1e-9 1e-12`, and how far at all"]
        case .toleranceWithoutStatement: ["it stands above the statement whose output it is for"]
        case .digestBeforeStatement: ["it belongs at the end of the cell that sets the value"]
        case .markInsideStatement: ["digests stand at the end of their cell, a tolerance above the statement it is for"]
        case .badLabel: ["labels go from [1] to [\(SessionFile.largestLabel)]"]
        }
    }
}
