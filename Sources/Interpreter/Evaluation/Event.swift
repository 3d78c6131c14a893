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
    /// A warning or note, for standard error; not part of the record.
    case diagnostic(Diagnostic)
    /// The `train` that ends the cell was stopped after so many epochs, and kept what they left.
    case shortened(epochs: Int)
    /// The first unseeded draw seeded the session with this.
    case seeded(Int)
    /// How far a long piece of work has come; only where `InterpreterOptions.reportsProgress` asks for it.
    case progress(Progress)
    /// The cell asks for the inputs of this and earlier shells; those that contain the text, if there is one.
    case history(search: String?)
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
