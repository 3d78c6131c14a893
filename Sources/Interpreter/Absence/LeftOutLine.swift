internal import Syntax

/// A piece of a program that doesn't run here, and why.
package struct LeftOutLine: Sendable, Equatable {
    /// The cell that has it.
    let cell: Cell
    /// Where it stands there.
    let range: SourceRange?
    /// Why it doesn't run.
    let reason: Reason

    /// Why a piece doesn't run.
    package enum Reason: Sendable, Equatable {
        /// It needs a module that there isn't.
        case module(String)
        /// It is a command to Jupyter, as a notebook has it.
        case jupyter(command: String)
    }

    /// `notebook.ipynb cell 3, line 2`.
    var place: String {
        let line = SourceLines(cell.source).line(of: range?.start ?? 0)
        guard let location = cell.location else { return "In [\(cell.number)], line \(line)" }
        return "\(location.path), line \(line + location.line - 1)"
    }

    /// What stands there, as a reader knows it: a command to Jupyter, or the line.
    var text: String {
        if case .jupyter(let command) = reason, !command.isEmpty { return command }
        let lines = SourceLines(cell.source)
        let line = lines.text(of: lines.range(ofLine: lines.line(of: range?.start ?? 0)))
        let text = line.drop { $0 == " " || $0 == "\t" }.prefix { $0 != "\n" && $0 != "\r" }
        return text.count > 100 ? text.prefix(97) + "…" : String(text)
    }
}

/// What isn't known because something was left out.
package struct Absence: Sendable, Equatable {
    /// What was left out.
    let line: LeftOutLine
    /// What that makes unknown.
    let kind: Kind

    /// What can be unknown.
    package enum Kind: Sendable, Equatable {
        /// A module that there isn't, or what it has by a name: a path.
        case library(String)
        /// What a call, an operator or an item gives.
        case result
        /// What was there before, and may be another thing now.
        case changed
        /// Where the random streams stand.
        case streams
        /// What files hold.
        case files
        /// Which names there are.
        case names
        /// Whether a call fails, for which a handler of the program's waits.
        case failure
        /// What a built-in goes on with while a function that it has called leaves something out.
        case underway
    }
}

/// What a program has in the place of something that isn't known: it can be passed on and kept, but not looked at.
///
/// What a library gives that there isn't goes on as such: its attributes, items and calls are absent too. Whatever was
/// there before and may have been changed by what was left out is not to be touched at all.
public final class AbsentObject {
    let absence: Absence
    /// The library that it comes from.
    let library: AbsentLibrary

    init(_ absence: Absence, of library: AbsentLibrary) {
        self.absence = absence
        self.library = library
    }

    /// Whether it may be used as what a library gives.
    var isForeign: Bool { absence.kind != .changed }

    /// A text for a look at it.
    var shown: String {
        read()
        return "…"
    }

    /// It was looked at: the cell ends, whatever is made of it meanwhile.
    @discardableResult
    package func read() -> EvaluationError {
        let error = EvaluationError.absent(absence)
        if let machine = Machine.running, machine.pendingFailure == nil {
            machine.pendingFailure = machine.failure(error)
        }
        return error
    }
}
