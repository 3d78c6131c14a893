/// Which attributes an object has, in the order in which it got them.
///
/// Objects of one class that get the same attributes in the same order share one layout. A place in the code that reads
/// an attribute then compares one reference to know in which row its value is. (C. Chambers, D. Ungar and E. Lee, "An
/// Efficient Implementation of SELF", 1989, which calls it a map.)
final class AttributeLayout {
    /// How many attributes there are.
    private let count: Int
    /// The layouts of objects that have one more.
    private var next: [(name: Text, layout: AttributeLayout)] = []
    private let largest: Largest

    /// The most attributes that an object of the class has had.
    private final class Largest { var count = 0 }

    /// Objects with more attributes, and names beyond so many at one place, are looked up like a dictionary's keys.
    private static var limit: Int { 64 }

    /// The layout of a class's objects without attributes.
    init() { (count, largest) = (0, Largest()) }

    private init(behind other: AttributeLayout) {
        (count, largest) = (other.count + 1, other.largest)
        largest.count = max(largest.count, count)
    }

    /// The most attributes that an object of the class has had, to find room for them at once.
    var expectedCount: Int { largest.count }

    /// The layout with one more; nil if it is none of a few strings.
    func adding(_ key: Value) -> AttributeLayout? {
        guard case .string(let name) = key, count < Self.limit else { return nil }
        if let known = next.first(where: { $0.name === name || $0.name == name }) { return known.layout }
        guard next.count < Self.limit else { return nil }
        let layout = AttributeLayout(behind: self)
        next.append((name, layout))
        return layout
    }
}
