internal import Syntax

extension String {
    /// The parts after each occurrence of a short text, up to the next one.
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
    /// The result of `len`; nil if its class has no `__len__`.
    ///
    /// - Throws: the error of `__len__`, or a `TypeError` if it does not return an int.
    package var count: Int? {
        get throws(EvaluationError) { try Special.count(of: self) }
    }

    /// The result of a special method; nil if its class does not have it.
    ///
    /// - Throws: the error of the method.
    package func special(_ name: Text, _ arguments: [Value] = []) throws(EvaluationError) -> Value? {
        try Special.call(name, of: self, arguments)
    }
}

extension Value {
    /// Python's `NotImplemented`.
    package static var notImplemented: Value { Special.notImplemented }

    /// Whether comparing it may run user-defined methods: it is an object, or may contain one.
    package var mayCompareItself: Bool { isInstance || isContainer }

    /// Whether its type has a comparison.
    func has(_ operation: ComparisonOperator) -> Bool {
        if case .dictionary = self { operation == .equal || operation == .notEqual } else { true }
    }

    /// Whether it answers operators for an object on its left that does not: all built-in types except sequences.
    var answersObjects: Bool {
        switch self {
        case .instance, .list, .tuple, .string: false
        default: true
        }
    }

    /// Whether an operator asks this value before an object on its right. This holds for built-in types with their
    /// own operators, except sequences, unless the object's class inherits from the type.
    func isAskedBefore(_ right: Value, by operation: Syntax.BinaryOperator? = nil) -> Bool {
        // A template can be filled with any value.
        if isText, operation == .remainder, case .instance(let other) = right, other.content == nil { return true }
        guard case .instance(let other) = right, other.content != nil else { return false }
        switch self {
        // An int supports only ints.
        case .list, .tuple, .instance, .int, .bool: return false
        default: return BuiltinClasses.of(type).map { !other.type.isSubclass(of: $0) } ?? true
        }
    }

    /// Whether it is an object of a class.
    package var isInstance: Bool { if case .instance = self { true } else { false } }
}
