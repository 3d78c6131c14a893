internal import Interpreter
public import Syntax

/// Lines of a notebook or script that a session has only as comments.
public struct LeftOut: Sendable, Equatable {
    /// Their place.
    public var place: ForeignPlace
    /// The first line, without blanks at both ends.
    public var text: String
    /// The number of lines.
    public var lineCount: Int
    /// The reason.
    public var reason: Reason

    /// Why lines are left out.
    public enum Reason: Sendable, Equatable {
        /// `%matplotlib inline`, `%%bash`: a command to Jupyter.
        case magic
        /// `!pip install`: another program.
        case shell
        /// An import of a missing module; code that uses it is skipped when the session runs.
        case module(String)
        /// Code that isn't in the language; the diagnostic says why.
        case notInLanguage(Diagnostic)
    }
}

/// A place in a notebook or script, as its reader counts.
public struct ForeignPlace: Sendable, Hashable {
    /// The cell of a notebook; nil in a script.
    public var cell: CellName?
    /// The line in the cell, or in the script, from 1.
    public var line: Int

    /// The identification of a cell of a notebook.
    public struct CellName: Sendable, Hashable {
        /// Its position among all cells, from 1.
        public var position: Int
        /// The number in `In [6]` of its last run.
        public var executionCount: Int?

        /// `cell 5 (In [6])`.
        public var text: String {
            "cell \(position)" + (executionCount.map { $0 == position ? "" : " (In [\($0)])" } ?? "")
        }
    }

    /// `cell 5 (In [6]), line 2`.
    public var text: String { (cell.map { "\($0.text), " } ?? "") + "line \(line)" }
}

extension LeftOut {
    /// The message about it.
    public func note(in path: String) -> Diagnostic {
        let more = lineCount > 1 ? " and the \(lineCount == 2 ? "line" : "\(lineCount - 1) lines") below" : ""
        let place = "\(path) \(place.text)"
        switch reason {
        case .magic: return Diagnostic(.note, "\(place): left out `\(text)`\(more), a command to Jupyter")
        case .shell: return Diagnostic(.note, "\(place): left out `\(text)`\(more): a session runs no other programs")
        case .module(let name):
            return Diagnostic(
                .note,
                "\(place): there is no module `\(name)` here: what is done with it is left out as the session runs",
                notes: ForeignModules.diagnostic(of: name).notes)
        case .notInLanguage(let diagnostic):
            let advice = [diagnostic.label].compactMap(\.self) + diagnostic.notes
            return Diagnostic(.note, "\(place): left out `\(text)`\(more): \(diagnostic.message)", notes: advice)
        }
    }
}
