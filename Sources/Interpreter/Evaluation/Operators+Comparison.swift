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
        case .is: return .bool(isSame(left, right))
        case .isNot: return .bool(!isSame(left, right))
        default: break
        }
        if left.isNumPy || right.isNumPy, let result = try compareNumPy(left, operation, right) { return result }
        switch operation {
        case .equal: return .bool(left.isEqual(to: right))
        case .notEqual: return .bool(!left.isEqual(to: right))
        default: break
        }
        guard let ordering = left.ordering(to: right) else {
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
        guard case .tensor(let tensor) = value else { return nil }
        switch other {
        case .none, .string: return tensor
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

    /// `item in container`.
    private static func contains(_ container: Value, _ item: Value) throws(EvaluationError) -> Bool {
        switch container {
        case .string(let text):
            guard case .string(let part) = item else {
                throw .values(.unsupportedOperands(operator: "in", ValueDescription(item), ValueDescription(container)))
            }
            return part.isEmpty || text.contains(part)
        case .range(let range):
            guard let scalar = item.asScalar else { return false }
            return range.contains(scalar)
        case .tensor(let tensor):
            guard let scalar = item.asScalar else {
                throw .values(.unsupportedOperands(operator: "in", ValueDescription(item), ValueDescription(container)))
            }
            var flags: FloatingPointFlags = []
            do {
                let equal = try Tensor.binary(.equal, tensor, Tensor(scalar), flags: &flags)
                return equal.asBool().elements.contains(true)
            } catch {
                throw .tensor(error, operation: "in", operands: [])
            }
        case .list(let items), .tuple(let items):
            for element in items {
                let isFound =
                    element.directTensor?.rank ?? 0 > 0 || item.directTensor?.rank ?? 0 > 0
                    ? try compare(element, .equal, item).isTrue() : element.isEqual(to: item)
                if isFound { return true }
            }
            return false
        default: throw .values(.notIterable(ValueDescription(container)))
        }
    }

    /// `is`: the same singleton, or the same number or string.
    private static func isSame(_ left: Value, _ right: Value) -> Bool {
        switch (left, right) {
        case (.none, .none): true
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.string(let left), .string(let right)): left == right
        case (.type(let left), .type(let right)): left == right
        case (.builtin(let left), .builtin(let right)): left === right
        case (.ellipsis, .ellipsis): true
        default: false
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
