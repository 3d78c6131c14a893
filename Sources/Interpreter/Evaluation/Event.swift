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
    /// The `train` that ends the cell was stopped, and kept what its finished epochs left.
    case shortened(ShortenedTraining)
    /// A drawing for whoever looks on, at the size of their screen; not part of the record, and only where
    /// `InterpreterOptions.showsDrawings` asks for it. What it shows is said by the words, the output that follows.
    case drawing(Plot, words: Markup)
    /// The first unseeded draw seeded the session with this.
    case seeded(Int)
    /// How far a long piece of work has come; only where `InterpreterOptions.reportsProgress` asks for it.
    case progress(Progress)
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
