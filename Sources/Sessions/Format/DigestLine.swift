/// A line `#= w 8d1f0a62c4e97b35` in a cell: the digest that a value has when the cell ends. The marker alone, at the end
/// of a cell, says that the cell is whole.
public struct DigestLine: Sendable, Hashable {
    /// What opens it.
    public static let marker = "#="

    /// The name, or ``ValueDigest/randomStateName``; empty for the marker alone.
    public var name: String
    /// The digest, 16 hexadecimal digits.
    public var digest: String

    /// Makes a line.
    public init(name: String, digest: String) {
        self.name = name
        self.digest = digest
    }

    /// Reads a line that begins with the marker; nil if it is none of these.
    init?(_ text: String) {
        let words = text.dropFirst(Self.marker.count).split(separator: " ", omittingEmptySubsequences: true)
        switch words.count {
        case 0: self.init(name: "", digest: "")
        case 2 where words[1].utf8.count == 16 && words[1].allSatisfy(\.isHexDigit):
            self.init(name: String(words[0]), digest: String(words[1]))
        default: return nil
        }
    }

    /// The line.
    public var text: String { name.isEmpty ? Self.marker : "\(Self.marker) \(name) \(digest)" }
}
