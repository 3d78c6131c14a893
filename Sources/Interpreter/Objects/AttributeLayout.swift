/// The attributes of an object, in the order in which they were added.
///
/// Objects of one class that gain the same attributes in the same order share one layout. An attribute access then
/// compares one reference to find the row of the value. (C. Chambers, D. Ungar and E. Lee, "An Efficient
/// Implementation of SELF", 1989, which calls it a map.)
final class AttributeLayout {
    /// The number of attributes.
    private let count: Int
    /// The layouts with one more attribute.
    private var next: [(name: Text, layout: AttributeLayout)] = []
    private let largest: Largest

    /// The largest number of attributes of any object of the class.
    private final class Largest { var count = 0 }

    /// The maximum number of attributes of a layout, and of successors. Beyond it, lookups use hashing.
    private static var limit: Int { 64 }

    /// Makes the layout of a class's objects without attributes.
    init() { (count, largest) = (0, Largest()) }

    private init(behind other: AttributeLayout) {
        (count, largest) = (other.count + 1, other.largest)
        largest.count = max(largest.count, count)
    }

    /// The largest number of attributes of any object of the class, to reserve room for.
    var expectedCount: Int { largest.count }

    /// The layout with one more attribute; nil if the key is not a string or a limit is reached.
    func adding(_ key: Value) -> AttributeLayout? {
        guard case .string(let name) = key, count < Self.limit else { return nil }
        if let known = next.first(where: { $0.name === name || $0.name == name }) { return known.layout }
        guard next.count < Self.limit else { return nil }
        let layout = AttributeLayout(behind: self)
        next.append((name, layout))
        return layout
    }
}
