internal import Sessions

/// The lines of a session's cell, stored in a Python script as comments below the opener of the cell.
///
/// ```
/// # %% [4] train
/// #: # %% [4] train
/// #: train 2000 lr=0.01
/// #:= 8d1f0a62c4e97b35
/// ```
/// The digest is of the lines below it, up to the next opener: if these change, the stored lines are no longer valid.
/// A cell with nothing above the digest was added by an export and isn't in the session.
public struct CarriedCell: Sendable, Hashable {
    /// Its lines in the session, with line endings; empty for a cell that an export adds.
    public var text: String
    /// The digest of the source below.
    public var digest: String

    /// Makes the lines for a cell with this source.
    public init(text: String, source: String) {
        self.text = text
        digest = SourceDigest.text(of: source)
    }

    private static let marker = "#:"
    private static let endMarker = "#:= "

    /// The comments.
    public var lines: [String] { Self.comments(text) + [Self.endMarker + digest] }

    /// The comments for the lines before the first cell; they have no digest.
    public static func comments(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines.map { $0.isEmpty ? marker : "\(marker) \($0)" }
    }

    /// Reads the lines at the start of a cell; returns them and how many lines they take; nil if there are none.
    static func read(_ lines: some Sequence<String>) -> (cell: CarriedCell, lineCount: Int)? {
        var text = ""
        for (index, line) in lines.enumerated() {
            if line.begins(with: endMarker) {
                var cell = CarriedCell(text: text, source: "")
                cell.digest = line.dropFirst(endMarker.count).withoutTrailingBlanks
                return (cell, index + 1)
            }
            guard let carried = carriedLine(line) else { return nil }
            text += carried + "\n"
        }
        return nil
    }

    /// Whether a script has stored lines for any cell.
    static func isCarried(in script: String) -> Bool {
        script.utf8.count > endMarker.utf8.count
            && FileLine.lines(of: script).contains { $0.text.begins(with: endMarker) }
    }

    /// Whether the lines below are unchanged.
    func holds(for lines: some Sequence<String>) -> Bool {
        SourceDigest.text(of: lines.joined(separator: "\n")) == digest
    }

    /// The line that a comment stores.
    static func carriedLine(_ comment: String) -> String? {
        if comment == marker { return "" }
        return comment.begins(with: marker + " ") ? String(comment.dropFirst(marker.count + 1)) : nil
    }
}
