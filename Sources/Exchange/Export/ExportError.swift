public import Files
internal import Interpreter
public import Sessions
public import Syntax

/// Why a session can't be exported. Nothing was written.
public enum ExportError: Error {
    /// A cell of the session fails.
    case replay(ReplayFailure)
    /// Statements that can't be expressed in Python, in order.
    case problems([Problem])
    /// The file can't be written.
    case file(FileError)
    /// The notebook can't be encoded; the reason.
    case notebook(String)
    /// No cell has the tag of the cells to leave out; `known` are the tags of the session.
    case noSuchTag(String, known: [String])
    /// The tags of a cell are malformed; the line that opens it.
    case damagedTags(String)

    /// A part of a cell that can't be exported.
    public struct Problem: Sendable {
        /// The cell.
        public var cell: SessionCell
        /// The range in its source.
        public var range: SourceRange
        /// The reason.
        public var reason: Reason
    }

    /// Why code can't be exported.
    public enum Reason: Sendable, Hashable {
        /// A command of Descent inside an expression or block, where it can't become a statement.
        case commandInExpression(String)
        /// Training in a function needs names that the function doesn't set.
        case trainingInFunction(String, missing: String)
        /// The command's output describes the shell, and its text isn't known at that place.
        case outputInBlock(String)
        /// A name that the exported code needs itself.
        case nameTaken(String)
        /// A name that may refer to the built-in or to the user's value where it is called.
        case nameOfBoth(String)
        /// On Dask: an array is changed that may be shared with another name.
        case writtenThroughAlias(String, other: String?)
        /// A built-in's name that the user set and deleted, and that refers to the built-in again.
        case nameGivenBack(String)
        /// An option without a counterpart.
        case option(String, of: String)
        /// Tables of records and similar values.
        case notOnDask(String)
    }
}

extension ExportError {
    /// The message in one line, with notes; if there are several problems, about the first.
    public func diagnostic(_ target: String) -> Diagnostic {
        switch self {
        case .replay(let failure): return failure.diagnostic
        case .problems(let problems):
            guard let first = problems.first else { return Diagnostic(.error, "nothing to export") }
            var diagnostic = first.diagnostic
            diagnostic.notes.append("nothing was written")
            return diagnostic
        case .file(let error): return Diagnostic(.error, "\(target) could not be written: \(error.message)")
        case .notebook(let message): return Diagnostic(.error, "\(target) could not be written: \(message)")
        case .noSuchTag(let tag, let known):
            let note =
                known.isEmpty
                ? "no cell has tags: `# %% [3] fit a line tags=[\"\(tag)\"]` gives a cell one"
                : "the tags are \(known.joined(separator: ", "))"
            return Diagnostic(.error, "no cell has the tag \(tag), so none can be left out", notes: [note])
        case .damagedTags(let opener):
            return Diagnostic(
                .error, "the tags of a cell can't be read: \(opener)", notes: ["write tags=[\"solution\", \"hard\"]"])
        }
    }
}

extension ExportError.Problem {
    /// The message, with the place in the file.
    public var diagnostic: Diagnostic {
        let (message, note) = reason.wording
        var diagnostic = Diagnostic(.error, "cell [\(cell.cell.number)] can't be exported: \(message)", range: range)
        diagnostic.source = cell.cell.source
        if let note { diagnostic.notes = [note] }
        return diagnostic
    }
}

extension ExportError.Reason {
    fileprivate var wording: (String, String?) {
        switch self {
        case .commandInExpression(let name):
            ("\(name) stands inside a statement", "give it a line of its own")
        case .trainingInFunction(let name, let missing):
            (
                "\(name) in a function would make \(missing) a name of the function's",
                "let \(missing) be a parameter of the function, or train outside of it"
            )
        case .outputInBlock(let name):
            ("what \(name) prints is the shell's own", "let it stand outside of blocks and functions")
        case .nameTaken(let name):
            ("the Python code needs the name \(name) for itself", "give your value another name")
        case .nameOfBoth(let name):
            ("\(name) may be the built-in here or a value of yours", "give your value another name")
        case .writtenThroughAlias(let name, let other):
            (
                "this changes \(name) in its place, and \(other ?? "a caller") may hold the same array or a view of it",
                "Dask's arrays share nothing: make a new one (`\(name) = \(name) + …`), or change a copy (`\(name).copy()`)"
            )
        case .nameGivenBack(let name):
            ("\(name) was a name of yours, and is the built-in again", "give your value another name")
        case .option(let option, let name):
            ("\(name) has no \(option) in Python", "leave it out; the digits then differ in the last places at most")
        case .notOnDask(let name):
            ("\(name) is not there on Dask", "export without --engine dask, or take it out")
        }
    }
}
