internal import Interpreter
public import Syntax

/// Lines of a notebook or script that a session has only as comments.
public struct LeftOut: Sendable, Equatable {
    /// Where they stand.
    public var place: ForeignPlace
    /// The first of them, without blanks around.
    public var text: String
    /// How many there are.
    public var lineCount: Int
    /// Why.
    public var reason: Reason

    /// Why lines are left out.
    public enum Reason: Sendable, Equatable {
        /// `%matplotlib inline`, `%%bash`: a command to Jupyter.
        case magic
        /// `!pip install`: another program.
        case shell
        /// It imports a module that there isn't: what is done with that is left out as the session runs.
        case module(String)
        /// It is not in the language; what is told of it.
        case notInLanguage(Diagnostic)
    }
}

/// A place in a notebook or script, as its reader counts.
public struct ForeignPlace: Sendable, Hashable {
    /// The cell of a notebook, from 1, and what Jupyter shows beside it; nil in a script.
    public var cell: CellName?
    /// The line in the cell, or in the script, from 1.
    public var line: Int

    /// How a cell of a notebook is called.
    public struct CellName: Sendable, Hashable {
        /// Its place among all cells, from 1.
        public var position: Int
        /// `In [6]`, as which it last ran.
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
    /// What is told of it.
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
