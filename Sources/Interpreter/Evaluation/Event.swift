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
}
