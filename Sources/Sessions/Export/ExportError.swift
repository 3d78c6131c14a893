public import Files
public import Syntax

/// Why a session can't be exported: nothing was written.
public enum ExportError: Error {
    /// The session doesn't run to its end.
    case replay(ReplayFailure)
    /// Statements that Python has no words for, in order.
    case problems([Problem])
    /// The file can't be written.
    case file(FileError)
    /// The notebook can't be written.
    case notebook(String)

    /// A part of a cell that can't be exported.
    public struct Problem: Sendable {
        /// The cell.
        public var cell: SessionCell
        /// Where in its source.
        public var range: SourceRange
        /// Why not.
        public var reason: Reason
    }

    /// Ways in which Python has no words for something.
    public enum Reason: Sendable, Hashable {
        /// A command of Descent's stands inside an expression or block where it can't become a statement.
        case commandInExpression(String)
        /// Training in a function needs names that the function doesn't have.
        case trainingInFunction(String, missing: String)
        /// What the command prints is the shell's own, and it stands where its text isn't known.
        case outputInBlock(String)
        /// A name that the exported code needs for itself.
        case nameTaken(String)
        /// A built-in's name that was the user's, and is the built-in's again.
        case nameGivenBack(String)
        /// An option that has no counterpart.
        case option(String, of: String)
        /// Tables of records and the like.
        case notOnDask(String)
    }
}
