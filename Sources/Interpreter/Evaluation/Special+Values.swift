internal import Syntax

extension String {
    /// What stands behind each place of a short text, up to the next.
    func components(behind mark: String) -> [Substring] {
        var parts: [Substring] = []
        var (start, place) = (startIndex, startIndex)
        var isBehind = false
        while place < endIndex {
            if self[place...].hasPrefix(mark) {
                if isBehind { parts.append(self[start..<place]) }
                place = index(place, offsetBy: mark.count)
                (start, isBehind) = (place, true)
            } else {
                place = index(after: place)
            }
        }
        return isBehind ? parts + [self[start...]] : parts
    }
}

extension InstanceObject {
    /// What `len` gives; nil if its class has no `__len__`.
    package var count: Int? {
        get throws(EvaluationError) { try Special.count(of: self) }
    }

    /// What a special method gives; nil if its class has none.
    package func special(_ name: Text, _ arguments: [Value] = []) throws(EvaluationError) -> Value? {
        try Special.call(name, of: self, arguments)
    }
}

extension Value {
    /// Python's `NotImplemented`.
    package static var notImplemented: Value { Special.notImplemented }

    /// Whether to compare it may run a method of the program's: it is an object of a class, or may hold one.
    package var mayCompareItself: Bool { isInstance || isContainer }

    /// Whether its type has a comparison.
    func has(_ operation: ComparisonOperator) -> Bool {
        if case .dictionary = self { operation == .equal || operation == .notEqual } else { true }
    }

    /// Whether it has operators of its own for an object on its left that knows none: all built-in types but sequences.
    var answersObjects: Bool {
        switch self {
        case .instance, .list, .tuple, .string: false
        default: true
        }
    }

    /// Whether an operator asks it before an object on its right: it is of a built-in type that has operators of its own,
    /// not those of sequences, and the object isn't of a class that inherits from that.
    func isAskedBefore(_ right: Value, by operation: Syntax.BinaryOperator? = nil) -> Bool {
        // A template is filled in with whatever stands there.
        if isText, operation == .remainder, case .instance(let other) = right, other.content == nil { return true }
        guard case .instance(let other) = right, other.content != nil else { return false }
        switch self {
        // An int knows nothing but ints.
        case .list, .tuple, .instance, .int, .bool: return false
        default: return BuiltinClasses.of(type).map { !other.type.isSubclass(of: $0) } ?? true
        }
    }

    /// Whether it is an object of a class.
    package var isInstance: Bool { if case .instance = self { true } else { false } }
}
