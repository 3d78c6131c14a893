internal import Integers
internal import Platform
internal import Syntax

extension PythonArithmetic {
    /// The result of an operator on two Python numbers in simple cases: no error, no rounding of an int, no result
    /// too large for memory. Nil otherwise.
    static func direct(_ left: Value, _ operation: Syntax.BinaryOperator, _ right: Value) -> Value? {
        switch (left, right) {
        case (.int(let left), .int(let right)): direct(left, operation, right)
        case (.float(let left), .float(let right)): direct(left, operation, right)
        case (.float(let left), .int(let right)) where right.magnitude <= exactlyFloat:
            direct(left, operation, Double(right))
        case (.int(let left), .float(let right)) where left.magnitude <= exactlyFloat:
            direct(Double(left), operation, right)
        case (.long(let left), .long(let right)): directLong(.long(left), operation, .long(right))
        case (.long(let left), .int(let right)): directLong(.long(left), operation, .short(right))
        case (.int(let left), .long(let right)): directLong(.short(left), operation, .long(right))
        default: nil
        }
    }

    /// Products of ints up to this many bits need no memory check.
    private static var directWidth: Int { 1 << 12 }

    /// Ints up to this magnitude are exactly representable as floats.
    private static var exactlyFloat: UInt { 1 << 53 }

    private static func direct(_ left: Int, _ operation: Syntax.BinaryOperator, _ right: Int) -> Value? {
        switch operation {
        // The 64-bit operation overflowed.
        case .add: return Value(Integer.short(left) + .short(right))
        case .subtract: return Value(Integer.short(left) - .short(right))
        case .multiply: return Value(Integer.short(left) * .short(right))
        case .bitwiseAnd: return .int(left & right)
        case .bitwiseOr: return .int(left | right)
        case .bitwiseXor: return .int(left ^ right)
        case .rightShift: return right >= 0 && right < Int.bitWidth ? .int(left >> right) : nil
        case .leftShift:
            guard right >= 0, right < Int.bitWidth - 1 else { return nil }
            let shifted = left << right
            return shifted >> right == left ? .int(shifted) : nil
        case .divide:
            guard right != 0, left.magnitude <= exactlyFloat, right.magnitude <= exactlyFloat else { return nil }
            return .float(Double(left) / Double(right))
        default: return nil
        }
    }

    /// Operations on ints beyond 64 bits, if they are short enough to need no memory check.
    private static func directLong(_ left: Integer, _ operation: Syntax.BinaryOperator, _ right: Integer) -> Value? {
        guard max(left.bitWidth, right.bitWidth) <= directWidth else { return nil }
        switch operation {
        case .add: return Value(left + right)
        case .subtract: return Value(left - right)
        case .multiply: return Value(left * right)
        case .floorDivide: return right.isZero ? nil : Value(left.floorQuotient(by: right))
        case .remainder: return right.isZero ? nil : Value(left.floorRemainder(by: right))
        case .bitwiseAnd: return Value(left & right)
        case .bitwiseOr: return Value(left | right)
        case .bitwiseXor: return Value(left ^ right)
        case .rightShift: return right.isNegative ? nil : Value(left.shiftedRight(by: right.short ?? .max))
        default: return nil
        }
    }

    private static func direct(_ left: Double, _ operation: Syntax.BinaryOperator, _ right: Double) -> Value? {
        switch operation {
        case .add: return .float(left + right)
        case .subtract: return .float(left - right)
        case .multiply: return .float(left * right)
        case .divide: return right == 0 ? nil : .float(left / right)
        case .power:
            guard left > 0 else { return nil }
            let result = pow(left, right)
            return result.isFinite ? .float(result) : nil
        default: return nil
        }
    }
}
