internal import Sessions

/// The lines of a session's cell, carried by a cell of a Python script as comments below its opener.
///
/// ```
/// # %% [4] train
/// #: # %% [4] train
/// #: train 2000 lr=0.01
/// #:= 8d1f0a62c4e97b35
/// ```
/// The digest is that of the lines below it, up to the next opener: once somebody changes them, the carried lines no
/// longer hold. A cell with nothing above the digest was added by an export, and the session doesn't have it.
public struct CarriedCell: Sendable, Hashable {
    /// Its lines in the session, line ends included; empty for a cell that an export adds.
    public var text: String
    /// The digest of the source below.
    public var digest: String

    /// Carries lines above a source.
    public init(text: String, source: String) {
        self.text = text
        digest = SourceDigest.text(of: source)
    }

    private static let marker = "#:"
    private static let endMarker = "#:= "

    /// The comments.
    public var lines: [String] { Self.comments(text) + [Self.endMarker + digest] }

    /// The comments that carry the lines before the first cell; they have no digest.
    public static func comments(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines.map { $0.isEmpty ? marker : "\(marker) \($0)" }
    }

    /// Reads what a cell carries: it, and how many of the cell's lines it takes; nil if there is nothing.
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

    /// Whether a script carries any cell.
    static func isCarried(in script: String) -> Bool {
        script.utf8.count > endMarker.utf8.count
            && FileLine.lines(of: script).contains { $0.text.begins(with: endMarker) }
    }

    /// Whether nobody has changed the lines below since.
    func holds(for lines: some Sequence<String>) -> Bool {
        SourceDigest.text(of: lines.joined(separator: "\n")) == digest
    }

    /// The line that a comment carries.
    static func carriedLine(_ comment: String) -> String? {
        if comment == marker { return "" }
        return comment.begins(with: marker + " ") ? String(comment.dropFirst(marker.count + 1)) : nil
    }
}
