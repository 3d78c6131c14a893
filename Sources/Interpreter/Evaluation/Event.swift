public import Rendering
public import Syntax

/// An event that a running cell sends to its caller, in order.
public enum Event: Sendable {
    /// A top-level statement of the cell begins.
    case statement(SourceRange)
    /// Text for standard output, as printed; recorded.
    case output(String)
    /// Text for standard output with markup; recorded.
    case markup(Markup)
    /// A page for standard output that fits the screen; recorded at the standard width.
    case page(Page)
    /// A warning or note for standard error; not recorded.
    case diagnostic(Diagnostic)
    /// Text that the program wrote to standard error, in whole lines; not recorded.
    case errorText(String)
    /// The first change that another name sees in a session of format 1: a warning for standard error, even in a
    /// silent replay; not recorded.
    case namesWereCopies(Diagnostic)
    /// The `train` that ends the cell was stopped; the results of its finished epochs were kept.
    case shortened(ShortenedTraining)
    /// A `train` or `step` finished. Describes its effect on the workspace, for exporting the session.
    case trained(TrainingRecord)
    /// A drawing for a viewer, at the size of their screen; not recorded, and sent only if
    /// `InterpreterOptions.showsDrawings` is set. The words, which follow as output, describe it.
    case drawing(Figure, words: Markup)
    /// A drawing written to a file, for documents made from the session; sent in place of ``drawing(_:words:)``.
    case drawnInFile(Figure, words: Markup)
    /// The description of a figure in words, for standard output; recorded.
    case sentence(Markup)
    /// The first unseeded draw from a random stream chose its seed.
    case seeded(Seeding)
    /// The statement that just ended used a clock, so its output differs between runs.
    case timed
    /// `input()` requests a line from the caller; it fails if no answer is given.
    case asks(Question)
    /// `input()` was answered, either now or from the record; nil for the end of input. Recorded.
    case answered(String?, isRecorded: Bool)
    /// The progress of long work; sent only if `InterpreterOptions.reportsProgress` is set.
    case progress(Progress)

    /// Whether it is for standard output.
    var isOutput: Bool {
        switch self {
        case .output, .markup, .page, .drawing, .drawnInFile, .sentence: true
        default: false
        }
    }
}

/// A seed chosen by the system.
public struct Seeding: Sendable, Hashable {
    /// The random streams of a session.
    public enum Stream: Sendable { case numPys, pythons }

    /// The stream it seeds.
    public var stream: Stream
    /// The seed.
    public var value: Int
    /// The line that sets the same seed: `seed 83124`, `random.seed(83124)`.
    public var line: String
    /// The same in Python.
    public var python: String

    package init(_ value: Int, of stream: Stream, line: String, python: String? = nil) {
        (self.value, self.stream, self.line, self.python) = (value, stream, line, python ?? line)
    }
}

/// What a `train` or `step` created because it was missing, and what it set.
public struct TrainingRecord: Sendable, Equatable {
    /// The location of the call.
    public var place: Place
    /// The missing weights that were created as zeros, with their shapes.
    public var made: [Weight]
    /// Whether the target, of shape (n,), was used as a column.
    public var takesColumn: Bool
    /// The names that it set.
    public var assigned: [String]
    /// The model, if its gradients came from `grad` rather than from the built-in model's formula.
    public var model: Model?
    /// The user-defined functions that it used, by the name of the built-in they replaced.
    public var functions: [String: String]

    package init(
        place: Place, made: [Weight], takesColumn: Bool, assigned: [String], functions: [String: String]
    ) {
        (self.place, self.made, self.takesColumn) = (place, made, takesColumn)
        (self.assigned, self.functions) = (assigned, functions)
    }

    /// A range in a cell's source.
    public struct Place: Sendable, Hashable {
        /// The cell's number.
        public var cell: Int
        /// The range.
        public var range: SourceRange

        /// Makes a place.
        public init(cell: Int, range: SourceRange) { (self.cell, self.range) = (cell, range) }
    }

    /// A model of any form.
    public struct Model: Sendable, Equatable {
        /// The names of its parameters.
        public var parameters: [String]
        /// The loss's label in printed lines.
        public var label: String
        /// The name of the built-in loss; nil for a user-defined function.
        public var loss: String?
        /// The name of the user-defined loss, if it was found by name.
        public var ownLoss: String?
        /// The learning rate.
        public var rate: Double

        package init(parameters: [String], label: String, loss: String?, ownLoss: String?, rate: Double) {
            (self.parameters, self.label, self.loss, self.ownLoss, self.rate) = (parameters, label, loss, ownLoss, rate)
        }
    }

    /// A weight that was created.
    public struct Weight: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Its shape, in Python notation.
        public var shape: String

        package init(name: String, shape: String) { (self.name, self.shape) = (name, shape) }
    }
}

/// A `train` stopped by Ctrl-C, and the changes to the record that make a replay stop at the same point.
public struct ShortenedTraining: Sendable, Equatable {
    /// The number of finished epochs.
    public var epochs: Int
    /// The number of requested epochs.
    public var asked: Int
    /// The edits to the cell's source.
    public var edits: [Edit]
    /// The output of the shortened statement; nil if it equals what was printed.
    public var output: String?

    package init(epochs: Int, asked: Int, edits: [Edit], output: String?) {
        self.epochs = epochs
        self.asked = asked
        self.edits = edits
        self.output = output
    }

    /// A change to the source.
    public struct Edit: Sendable, Equatable {
        /// The range to replace.
        public var range: SourceRange
        /// The replacement.
        public var text: String

        package init(range: SourceRange, text: String) {
            self.range = range
            self.text = text
        }
    }

    /// Applies the edits, and appends a comment with the original request.
    ///
    /// - Parameter start: the offset of `source` in the cell's source, if it is only a part.
    public func applied(to source: String, startingAt start: Int = 0) -> String {
        var bytes = Array(source.utf8)
        while let last = bytes.last, last == 0x0A || last == 0x20 || last == 0x09 || last == 0x0D { bytes.removeLast() }
        for edit in edits.sorted(by: { $0.range.start > $1.range.start }) where edit.range.end - start <= bytes.count {
            bytes.replaceSubrange(edit.range.start - start..<edit.range.end - start, with: edit.text.utf8)
        }
        return String(decoding: bytes, as: UTF8.self) + "  # \(asked) asked for"
    }
}

/// The progress of long work.
public struct Progress: Sendable, Equatable {
    /// The unit of counting.
    public enum Unit: Sendable, Equatable { case epochs, bytes, rows }

    /// The work: `train`, `load x.npy`.
    public var activity: String
    /// The number of units done.
    public var done: Int
    /// The total number of units, if known.
    public var total: Int?
    /// The unit of counting.
    public var unit: Unit
    /// The loss of the last epoch, for `train`.
    public var loss: Double?

    /// Makes a report.
    public init(_ activity: String, done: Int, of total: Int?, unit: Unit, loss: Double? = nil) {
        self.activity = activity
        self.done = done
        self.total = total
        self.unit = unit
        self.loss = loss
    }
}

/// A request of a cell to its session, made instead of running: to travel between cells, or to show or save them.
public struct SessionRequest: Sendable, Equatable {
    /// The action.
    public let action: Action
    /// The name of the command that makes the request.
    public let command: String

    package init(_ action: Action, by command: String) {
        self.action = action
        self.command = command
    }

    /// The actions that a command can request.
    public enum Action: Sendable, Equatable {
        /// Undo the last `count` cells that changed something.
        case undo(count: Int)
        /// Redo `count` undone cells.
        case redo(count: Int)
        /// Return to the state that a cell left.
        case goTo(cell: Int)
        /// Compare the states that two cells left; without a second cell, the present state.
        case difference(first: Int, second: Int?)
        /// List the cells so far, or inputs of this and earlier shells that contain a text.
        case history(search: String?)
        /// Run the same cells again, as new ones.
        case rerun(first: Int, last: Int)
        /// Edit a cell, then run it and the following ones again.
        case edit(cell: Int)
        /// Write each cell to a file as it ends; without a path, report which file.
        case record(path: String?, hasDigests: Bool, replaces: Bool)
        /// Save the session to a file.
        case save(path: String, replaces: Bool)
        /// Save the smallest session that recomputes a value to a file.
        case extract(name: String, path: String, replaces: Bool)
        /// Replay a file in a separate workspace and compare with its record.
        case check(path: String)
        /// Export a session file as a page to read.
        case page(path: String)
        /// Run the cells of a file as new ones.
        case replay(path: String)
        /// Export the session as Python code, a notebook or a page, without the cells that have certain tags;
        /// optionally using Dask arrays.
        case export(path: String, isOnDask: Bool, without: [String], replaces: Bool)
        /// Show the tutorial; the word is one of its commands, or the number of a step.
        case tutorial(word: String?)
    }
}
