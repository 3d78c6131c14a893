public import Rendering
public import Syntax

/// What a running cell tells whoever runs it, in order.
public enum Event: Sendable {
    /// A top-level statement of the cell begins.
    case statement(SourceRange)
    /// Text for standard output, as it was printed; part of the record.
    case output(String)
    /// Text for standard output with its meaning marked; part of the record.
    case markup(Markup)
    /// A page for standard output that fits its screen; part of the record, at the width of records.
    case page(Page)
    /// A warning or note, for standard error; not part of the record.
    case diagnostic(Diagnostic)
    /// Text that a program wrote to standard error, whole lines; not part of the record.
    case errorText(String)
    /// The first change of a session of format 1 that another name sees: a warning for standard error, also where a
    /// replay is silent; not part of the record.
    case namesWereCopies(Diagnostic)
    /// The `train` that ends the cell was stopped, and kept what its finished epochs left.
    case shortened(ShortenedTraining)
    /// A `train` or `step` came to its end: what it made of the workspace, for whoever writes the session otherwise.
    case trained(TrainingRecord)
    /// A drawing for whoever looks on, at the size of their screen; not part of the record, and only where
    /// `InterpreterOptions.showsDrawings` asks for it. What it shows is said by the words, the output that follows.
    case drawing(Figure, words: Markup)
    /// A drawing that went into a file, for whoever makes a document of the session; where ``drawing(_:words:)`` would be.
    case drawnInFile(Figure, words: Markup)
    /// What a figure shows, in words, for standard output; part of the record.
    case sentence(Markup)
    /// The first unseeded draw from a random stream gave it a seed.
    case seeded(Seeding)
    /// What a clock gave went into the statement that has just ended: its output differs from run to run.
    case timed
    /// `input()` wants a line, from whoever the cell runs for; one that nobody answers fails.
    case asks(Question)
    /// `input()` was answered, now or as it is recorded; nil for the end of all input. It is part of the record.
    case answered(String?, isRecorded: Bool)
    /// How far a long piece of work has come; only where `InterpreterOptions.reportsProgress` asks for it.
    case progress(Progress)

    /// Whether it is for standard output.
    var isOutput: Bool {
        switch self {
        case .output, .markup, .page, .drawing, .drawnInFile, .sentence: true
        default: false
        }
    }
}

/// A seed that nobody asked for.
public struct Seeding: Sendable, Hashable {
    /// The random streams of a session.
    public enum Stream: Sendable { case numPys, pythons }

    /// Whose seed it is.
    public var stream: Stream
    /// The seed.
    public var value: Int
    /// The line that seeds the stream alike: `seed 83124`, `random.seed(83124)`.
    public var line: String
    /// The same in Python.
    public var python: String

    package init(_ value: Int, of stream: Stream, line: String, python: String? = nil) {
        (self.value, self.stream, self.line, self.python) = (value, stream, line, python ?? line)
    }
}

/// What a `train` or `step` needed that wasn't there, and what it set.
public struct TrainingRecord: Sendable, Equatable {
    /// Where the call stands, and in which cell.
    public var place: Place
    /// The weights that there were none of, with the shapes of the zeros that they began as.
    public var made: [Weight]
    /// Whether the target, of shape (n,), was taken as a column.
    public var takesColumn: Bool
    /// The names that it set.
    public var assigned: [String]
    /// What it trained, where its gradients came from the rules of `grad` and not from the built-in model's formula.
    public var model: Model?
    /// The user's own functions that took part, each by the name of the built-in in whose place it stood.
    public var functions: [String: String]

    package init(
        place: Place, made: [Weight], takesColumn: Bool, assigned: [String], functions: [String: String]
    ) {
        (self.place, self.made, self.takesColumn) = (place, made, takesColumn)
        (self.assigned, self.functions) = (assigned, functions)
    }

    /// A range of a cell's source.
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
        /// What the lines call its loss.
        public var label: String
        /// The loss by its name; nil for a function of the user's.
        public var loss: String?
        /// The name of that function, where it was found by it.
        public var ownLoss: String?
        /// The learning rate.
        public var rate: Double

        package init(parameters: [String], label: String, loss: String?, ownLoss: String?, rate: Double) {
            (self.parameters, self.label, self.loss, self.ownLoss, self.rate) = (parameters, label, loss, ownLoss, rate)
        }
    }

    /// A weight that was made.
    public struct Weight: Sendable, Equatable {
        /// Its name.
        public var name: String
        /// Its shape, as Python writes it.
        public var shape: String

        package init(name: String, shape: String) { (self.name, self.shape) = (name, shape) }
    }
}

/// A `train` that Ctrl-C stopped, and what the record says instead so that a replay stops there too.
public struct ShortenedTraining: Sendable, Equatable {
    /// How many epochs were finished.
    public var epochs: Int
    /// How many were asked for.
    public var asked: Int
    /// What replaces which parts of the cell's source.
    public var edits: [Edit]
    /// What the shortened statement prints; nil where it prints what was printed.
    public var output: String?

    package init(epochs: Int, asked: Int, edits: [Edit], output: String?) {
        self.epochs = epochs
        self.asked = asked
        self.edits = edits
        self.output = output
    }

    /// A change to the source.
    public struct Edit: Sendable, Equatable {
        /// What is replaced.
        public var range: SourceRange
        /// By what.
        public var text: String

        package init(range: SourceRange, text: String) {
            self.range = range
            self.text = text
        }
    }

    /// The source with the changes, and a comment behind it that says what was asked for.
    ///
    /// - Parameter start: where the source begins in the cell's, if it is a part of that.
    public func applied(to source: String, startingAt start: Int = 0) -> String {
        var bytes = Array(source.utf8)
        while let last = bytes.last, last == 0x0A || last == 0x20 || last == 0x09 || last == 0x0D { bytes.removeLast() }
        for edit in edits.sorted(by: { $0.range.start > $1.range.start }) where edit.range.end - start <= bytes.count {
            bytes.replaceSubrange(edit.range.start - start..<edit.range.end - start, with: edit.text.utf8)
        }
        return String(decoding: bytes, as: UTF8.self) + "  # \(asked) asked for"
    }
}

/// How far a long piece of work has come.
public struct Progress: Sendable, Equatable {
    /// What is counted.
    public enum Unit: Sendable, Equatable { case epochs, bytes, rows }

    /// What is being done: `train`, `load x.npy`.
    public var activity: String
    /// How many units are done.
    public var done: Int
    /// How many there are, if that is known.
    public var total: Int?
    /// What is counted.
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

/// What a cell asks of whoever runs it, instead of running itself: to travel between cells, or to tell or keep them.
public struct SessionRequest: Sendable, Equatable {
    /// What is asked for.
    public let action: Action
    /// The name of the command that asks.
    public let command: String

    package init(_ action: Action, by command: String) {
        self.action = action
        self.command = command
    }

    /// What a command can ask for.
    public enum Action: Sendable, Equatable {
        /// Back to before the last so many cells that changed something.
        case undo(count: Int)
        /// Forward again through so many undone cells.
        case redo(count: Int)
        /// To the state that a cell left.
        case goTo(cell: Int)
        /// What differs between the states that two cells left; without the second, the present one.
        case difference(first: Int, second: Int?)
        /// The cells so far, or the inputs of this and earlier shells that contain a text.
        case history(search: String?)
        /// The same cells again, as new ones.
        case rerun(first: Int, last: Int)
        /// A cell in the editor, then it and those after it anew.
        case edit(cell: Int)
        /// Each cell to a file as it ends; without a path, where that is.
        case record(path: String?, hasDigests: Bool, replaces: Bool)
        /// The session to a file.
        case save(path: String, replaces: Bool)
        /// The smallest session that makes a value again to a file.
        case extract(name: String, path: String, replaces: Bool)
        /// A replay of a file in a workspace of its own, compared with what the file records.
        case check(path: String)
        /// A session file as a page to read.
        case page(path: String)
        /// The cells of a file as new ones.
        case replay(path: String)
        /// The session as Python code, a notebook or a page to a file, without the cells that have certain tags; on Dask
        /// arrays if that is asked for.
        case export(path: String, isOnDask: Bool, without: [String], replaces: Bool)
        /// The tutorial; a word of its own leads through it, or the number of a step.
        case tutorial(word: String?)
    }
}
