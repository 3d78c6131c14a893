public import Tensors

/// Small pieces of wording.
public enum Words {
    /// A shape as Python writes it, in its style: `(10, 5)`.
    public static func shape(_ shape: Shape) -> Markup { Markup(shape.description, .shape) }

    /// A count and its noun: `1 cell`, `3 cells`, `2 matrices`.
    public static func count(_ count: Int, _ singular: String, plural: String? = nil) -> String {
        "\(count) " + (count == 1 ? singular : plural ?? singular + "s")
    }

    /// A list in words: `a`, `a and b`, `a, b and c`.
    public static func list(_ items: [String], conjunction: String = "and") -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return items.dropLast().joined(separator: ", ") + " \(conjunction) " + last
    }
}
