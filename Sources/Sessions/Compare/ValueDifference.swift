internal import Interpreter
internal import Rendering
internal import Tensors

/// The first element at which two values differ in their bits.
public struct ValueDifference: Sendable {
    /// The position in the value, in Python's notation: `[3, 0]`, `[2][0]`; empty for the value itself.
    var place = ""
    /// The element in each value, or the kinds of the two values if these can't be compared.
    var first: String
    var second: String
    /// The absolute difference of two numbers; nil if they aren't numbers, or one isn't finite.
    var distance: Double?
    /// Their distance in units in the last place.
    var ulps: UInt64?
    /// The number of elements of the tensor that differ, and its size.
    var counts: (different: Int, all: Int)?

    private init(_ first: String, _ second: String) {
        self.first = first
        self.second = second
    }

    private init(_ first: Double, _ second: Double) {
        self.init(PythonText.repr(first), PythonText.repr(second))
        let distance = abs(first - second)
        if distance.isFinite { (self.distance, ulps) = (distance, first.ulps(to: second)) }
        // The two print the same.
        if self.first == self.second {
            self.first += " (bits \(String(first.bitPattern, radix: 16)))"
            self.second += " (bits \(String(second.bitPattern, radix: 16)))"
        }
    }

    private init(_ first: Int, _ second: Int) {
        self.init(String(first), String(second))
        distance = abs(Double(first) - Double(second))
    }

    /// Compares two values; nil if they are equal.
    init?(_ before: Value, _ after: Value) {
        if before.isIdentical(to: after) { return nil }
        switch (before, after) {
        case (.float(let first), .float(let second)): self.init(first, second)
        case (.int(let first), .int(let second)): self.init(first, second)
        case (.scalar(let first), .scalar(let second)) where first.dtype == second.dtype:
            self.init(Tensor(first), Tensor(second))
        case (.array(let first), .array(let second))
        where first.dtype == second.dtype && first.shape == second.shape:
            self.init(first.tensor, second.tensor)
        case (.list, .list), (.tuple, .tuple):
            self.init(before.sequence ?? [], after.sequence ?? [], kinds: (before.briefKind, after.briefKind))
        case (.dictionary(let first), .dictionary(let second)): self.init(first, second)
        case (.set(let first), .set(let second)) where first.isFrozen == second.isFrozen: self.init(first, second)
        case (.string(let first), .string(let second)):
            self.init(PythonText.repr(first.string), PythonText.repr(second.string))
        default:
            let (first, second) = (before.briefKind, after.briefKind)
            self.init(first == second ? "another \(first)" : first, second)
        }
    }

    private init(_ first: [Value], _ second: [Value], kinds: (String, String)) {
        for (index, (one, other)) in zip(first, second).enumerated() {
            if var parting = ValueDifference(one, other) {
                parting.place = "[\(index)]" + parting.place
                self = parting
                return
            }
        }
        self.init("\(kinds.0)", "\(kinds.1)")
    }

    private init(_ first: DictionaryObject, _ second: DictionaryObject) {
        for (key, value) in zip(first.keys, first.values) {
            guard let other = try? second.value(of: key) else {
                self.init("key \(key.briefText)", "none")
                return
            }
            if var parting = ValueDifference(value, other) {
                parting.place = "[\(key.briefText)]" + parting.place
                self = parting
                return
            }
        }
        if let key = second.keys.first(where: { (try? first.value(of: $0)) == nil }) {
            self.init("none", "key \(key.briefText)")
        } else {
            self.init("its keys in another order", Value.dictionary(second).briefKind)
        }
    }

    private init(_ first: SetObject, _ second: SetObject) {
        func item(of set: SetObject, missingIn other: SetObject) -> String? {
            set.keys.first { (try? other.contains($0)) == false }?.briefText
        }
        let (one, other) = (item(of: first, missingIn: second), item(of: second, missingIn: first))
        self.init(
            one.map { "item \($0)" } ?? (other == nil ? "its items in another order" : "none"),
            other.map { "item \($0)" } ?? (one == nil ? Value.set(second).briefKind : "none"))
    }

    private init(_ first: Tensor, _ second: Tensor) {
        let differing: [Int]
        switch (first, second) {
        case (.float64(let one), .float64(let other)):
            let (one, other) = (one.elements, other.elements)
            differing = one.indices.filter { one[$0].bitPattern != other[$0].bitPattern }
            let index = differing.first ?? 0
            self.init(one[index], other[index])
        case (.int64(let one), .int64(let other)):
            let (one, other) = (one.elements, other.elements)
            differing = one.indices.filter { one[$0] != other[$0] }
            self.init(Int(one[differing.first ?? 0]), Int(other[differing.first ?? 0]))
        case (.bool(let one), .bool(let other)):
            let (one, other) = (one.elements, other.elements)
            differing = one.indices.filter { one[$0] != other[$0] }
            self.init(one[differing.first ?? 0] ? "True" : "False", other[differing.first ?? 0] ? "True" : "False")
        default:
            self.init("", "")
            return
        }
        guard first.rank > 0 else { return }
        counts = (differing.count, first.count)
        place = Self.place(of: differing.first ?? 0, in: first.shape)
    }

    private static func place(of position: Int, in shape: Shape) -> String {
        "[\(shape.indices(ofFlat: position).map(String.init).joined(separator: ", "))]"
    }
}
