internal import Syntax

/// A piece of a program that cannot run here, and the reason.
package struct LeftOutLine: Sendable, Equatable {
    /// The cell that contains it.
    let cell: Cell
    /// Its source range.
    let range: SourceRange?
    /// The reason.
    let reason: Reason

    /// Why a piece cannot run.
    package enum Reason: Sendable, Equatable {
        /// It needs a module that is not available.
        case module(String)
        /// It is a Jupyter command, as written in a notebook.
        case jupyter(command: String)
    }

    /// Its location: `notebook.ipynb cell 3, line 2`.
    var place: String {
        let line = SourceLines(cell.source).line(of: range?.start ?? 0)
        guard let location = cell.location else { return "In [\(cell.number)], line \(line)" }
        return "\(location.path), line \(line + location.line - 1)"
    }

    /// Its text for the user: the Jupyter command, or the line.
    var text: String {
        if case .jupyter(let command) = reason, !command.isEmpty { return command }
        let lines = SourceLines(cell.source)
        let line = lines.text(of: lines.range(ofLine: lines.line(of: range?.start ?? 0)))
        let text = line.drop { $0 == " " || $0 == "\t" }.prefix { $0 != "\n" && $0 != "\r" }
        return text.count > 100 ? text.prefix(97) + "…" : String(text)
    }
}

/// Something unknown because code was left out.
package struct Absence: Sendable, Equatable {
    /// The code left out.
    let line: LeftOutLine
    /// What is unknown because of it.
    let kind: Kind

    /// The kinds of unknown things.
    package enum Kind: Sendable, Equatable {
        /// A missing module or a member of one, by path.
        case library(String)
        /// The result of a call, operator or subscript.
        case result
        /// A value that existed before and may have changed.
        case changed
        /// The state of the random streams.
        case streams
        /// The contents of files.
        case files
        /// Which names exist.
        case names
        /// Whether a call raises an exception, for which the program has a handler.
        case failure
        /// The values that a built-in is using, while a function it called left something out.
        case underway
    }
}

/// A placeholder for an unknown value: it can be passed on and stored, but not examined.
///
/// The results of a missing library are placeholders too, and so are their attributes, items and calls. A value that
/// existed before and may have been changed by left-out code cannot be used at all.
public final class AbsentObject {
    let absence: Absence
    /// The library that it comes from.
    let library: AbsentLibrary

    init(_ absence: Absence, of library: AbsentLibrary) {
        self.absence = absence
        self.library = library
    }

    /// Whether it may be used like a library's result.
    var isForeign: Bool { absence.kind != .changed }

    /// A text in place of its value. Requesting it counts as examining the value.
    var shown: String {
        read()
        return "…"
    }

    /// Records that the program examined it, so the cell will end, whatever it computes until then.
    @discardableResult
    package func read() -> EvaluationError {
        let error = EvaluationError.absent(absence)
        if let machine = Machine.running, machine.pendingFailure == nil {
            machine.pendingFailure = machine.failure(error)
        }
        return error
    }
}
