/// What is told of a mistake: data only; Rendering turns it into text.
public struct Diagnostic: Error, Sendable, Equatable {
    /// How grave it is.
    public enum Severity: String, Sendable { case error, warning, note }

    /// How grave it is.
    public var severity: Severity
    /// What is wrong, one line, without `error:` before it.
    public var message: String
    /// The source of the cell that `range` counts in; may be another cell's, when a function was defined there.
    public var source: String?
    /// Where that source stands: `In [3]`, or `file.session:12`; nil when it is the input just typed.
    public var origin: String?
    /// What to underline.
    public var range: SourceRange?
    /// Stands behind the underline: `did you mean w_true (5, 1)?`.
    public var label: String?
    /// Further lines, each printed as `  note` below: what to do, the names and shapes involved.
    public var notes: [String]

    /// Makes a diagnostic.
    public init(
        _ severity: Severity = .error, _ message: String, source: String? = nil, origin: String? = nil,
        range: SourceRange? = nil, label: String? = nil, notes: [String] = []
    ) {
        self.severity = severity
        self.message = message
        self.source = source
        self.origin = origin
        self.range = range
        self.label = label
        self.notes = notes
    }
}
