internal import Kernels
package import Syntax
internal import Tensors

extension Operators {
    /// `left op right` for one comparison.
    package static func compare(
        _ left: Value, _ operation: ComparisonOperator, _ right: Value
    ) throws(EvaluationError) -> Value {
        switch operation {
        case .in: return .bool(try contains(right, left))
        case .notIn: return .bool(try !contains(right, left))
        case .is: return .bool(left.isSame(as: right))
        case .isNot: return .bool(!left.isSame(as: right))
        default: break
        }
        if left.isNumPy || right.isNumPy, let result = try compareNumPy(left, operation, right) { return result }
        switch operation {
        case .equal: return .bool(try left.isEqual(to: right))
        case .notEqual: return .bool(try !left.isEqual(to: right))
        default: break
        }
        guard let ordering = try left.ordering(to: right) else {
            throw .values(.cannotCompare(operator: operation.rawValue, ValueDescription(left), ValueDescription(right)))
        }
        switch operation {
        case .less: return .bool(ordering == .less)
        case .lessOrEqual: return .bool(ordering == .less || ordering == .equal)
        case .greater: return .bool(ordering == .greater)
        default: return .bool(ordering == .greater || ordering == .equal)
        }
    }

    /// A comparison in which a tensor or NumPy scalar takes part; nil if the other side is no number.
    private static func compareNumPy(
        _ left: Value, _ operation: ComparisonOperator, _ right: Value
    ) throws(EvaluationError) -> Value? {
        if let first = left.asScalar, let second = right.asScalar {
            return .scalar(.bool(compare(first, operation, second)))
        }
        if let elementwise = operation.elementwise, let result = direct(left, elementwise, right) { return result }
        if let tensor = elementsBeside(left, right) ?? elementsBeside(right, left) {
            // No element equals `None` or text.
            guard operation == .equal || operation == .notEqual else { return nil }
            let result = try? Tensor.full(tensor.shape, .bool(operation == .notEqual))
            return result.map { .result($0) }
        }
        guard let first = try left.operandTensor(), let second = try right.operandTensor(),
            let elementwise = operation.elementwise
        else { return nil }
        var flags: FloatingPointFlags = []
        do { return .result(try Tensor.binary(elementwise, first, second, flags: &flags)) } catch {
            throw .tensor(error, operation: operation.rawValue, operands: [])
        }
    }

    /// The tensor, if what is compared with it is `None` or text.
    private static func elementsBeside(_ value: Value, _ other: Value) -> Tensor? {
        guard case .array(let array) = value else { return nil }
        switch other {
        case .none, .string: return array.tensor
        default: return nil
        }
    }

    private static func compare(_ left: Scalar, _ operation: ComparisonOperator, _ right: Scalar) -> Bool {
        // NumPy compares as floats where one is; Python compares an int with a float exactly.
        let asFloats = left.dtype == .float64 || right.dtype == .float64
        let ordering =
            asFloats
            ? Value.ordering(.float64(left.doubleValue), .float64(right.doubleValue)) : Value.ordering(left, right)
        return switch operation {
        case .equal: ordering == .equal
        case .notEqual: ordering != .equal
        case .less: ordering == .less
        case .lessOrEqual: ordering == .less || ordering == .equal
        case .greater: ordering == .greater
        default: ordering == .greater || ordering == .equal
        }
    }

    /// Whether two items of containers are equal, as `in`, `==` and methods of lists see it: an object equals itself,
    /// and of what a comparison with an array gives the truth counts.
    package static func areEqualItems(_ left: Value, _ right: Value) throws(EvaluationError) -> Bool {
        switch (left, right) {
        case (.int(let left), .int(let right)): return left == right
        case (.string(let left), .string(let right)): return left == right
        default: if left.isSame(as: right) { return true }
        }
        if left.isTensor || right.isTensor { return try compare(left, .equal, right).isTrue() }
        return try left.isEqual(to: right)
    }

    /// `item in container`.
    private static func contains(_ container: Value, _ item: Value) throws(EvaluationError) -> Bool {
        switch container {
        case .string(let text):
            guard case .string(let part) = item else {
                throw .values(.unsupportedOperands(operator: "in", ValueDescription(item), ValueDescription(container)))
            }
            return text.firstPlace(of: part) != nil
        case .range(let range):
            guard let scalar = item.asScalar else { return false }
            return range.contains(scalar)
        case .array(let array):
            guard let scalar = item.asScalar else {
                throw .values(.unsupportedOperands(operator: "in", ValueDescription(item), ValueDescription(container)))
            }
            var flags: FloatingPointFlags = []
            do {
                let equal = try Tensor.binary(.equal, array.tensor, Tensor(scalar), flags: &flags)
                return equal.asBool().elements.polled().contains(true)
            } catch {
                throw .tensor(error, operation: "in", operands: [])
            }
        case .iterator(let iterator):
            var meter = WorkMeter()
            while let element = try iterator.next() {
                if meter.shouldStop(after: 16) { throw .interrupted }
                if try areEqualItems(element, item) { return true }
            }
            return false
        case .list, .tuple:
            for element in (container.sequence ?? []).polled(work: 16) {
                if try areEqualItems(element, item) { return true }
            }
            return false
        default: throw .values(.notIterable(ValueDescription(container)))
        }
    }
}

extension ComparisonOperator {
    /// The operation on elements; nil for `in` and `is`.
    var elementwise: Tensors.BinaryOperation? {
        switch self {
        case .equal: .equal
        case .notEqual: .notEqual
        case .less: .less
        case .lessOrEqual: .lessEqual
        case .greater: .greater
        case .greaterOrEqual: .greaterEqual
        case .in, .notIn, .is, .isNot: nil
        }
    }
}
