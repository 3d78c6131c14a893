internal import Files
internal import Interpreter
public import Syntax

extension ExportError {
    /// What to say of it, in a line with notes; of several parts that can't be exported, of the first.
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
        }
    }
}

extension ExportError.Problem {
    /// What to say of it, with the place in the file.
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
        case .nameGivenBack(let name):
            ("\(name) was a name of yours, and is the built-in again", "give your value another name")
        case .option(let option, let name):
            ("\(name) has no \(option) in Python", "leave it out; the digits then differ in the last places at most")
        case .notOnDask(let name):
            ("\(name) is not there on Dask", "export without --engine dask, or take it out")
        }
    }
}
