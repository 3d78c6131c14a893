/// What the text around the cursor can be completed to.
public struct Completion: Hashable, Sendable {
    /// Which part of the text the candidates stand for, in Unicode scalars from its start; it ends at the cursor.
    public var replaced: Range<Int>
    /// What it can become, in the order in which they are listed.
    public var candidates: [Candidate]

    /// A completion.
    ///
    /// - Parameters:
    ///   - replaced: the part of the text that a candidate takes the place of, in Unicode scalars from the text's start.
    ///   - candidates: what it can become, in the order in which they are listed.
    public init(replaced: Range<Int>, candidates: [Candidate]) {
        self.replaced = replaced
        self.candidates = candidates
    }
}

/// One text that completes what has been typed.
public struct Candidate: Hashable, Sendable {
    /// What takes the place of the typed part.
    public var text: String
    /// What the list of candidates shows.
    public var label: String
    /// What the list says of it, as in `(10, 5)`; may be empty.
    public var detail: String
    /// What follows the text when it is the only candidate: `(`, `=`, a blank, `/`, or nothing.
    public var suffix: String
    /// A sentence about it, shown when it is chosen; may be empty.
    public var summary: String

    /// A candidate.
    ///
    /// - Parameters:
    ///   - text: what takes the place of the typed part.
    ///   - label: what the list shows; the text itself unless given.
    ///   - detail: what the list says of it.
    ///   - suffix: what follows the text when it is the only candidate.
    ///   - summary: what is said of it when it is chosen.
    public init(text: String, label: String? = nil, detail: String = "", suffix: String = "", summary: String = "") {
        self.summary = summary
        self.text = text
        self.label = label ?? text
        self.detail = detail
        self.suffix = suffix
    }
}
