extension BinaryOperation {
    /// The operation on two floats. Predicates return 1 or 0, bitwise operations, undefined for floats, nan. `power`
    /// is the C library's, as for NumPy's scalars.
    @inlinable
    public func apply<Number: FloatElement>(_ left: Number, _ right: Number) -> Number {
        switch self {
        case .add: left + right
        case .subtract: left - right
        case .multiply: left * right
        case .divide: left / right
        case .floorDivide: Arithmetic.floorDivide(left, right)
        case .remainder: Arithmetic.remainder(left, right)
        case .power: Number.power(left, right)
        case .maximum: Arithmetic.maximum(left, right)
        case .minimum: Arithmetic.minimum(left, right)
        case .arctan2: Number.arctan2(left, right)
        case .hypot: Number.hypot(left, right)
        case .bitwiseAnd, .bitwiseOr, .bitwiseXor, .leftShift, .rightShift: .nan
        default: isTrue(left, right) ? 1 : 0
        }
    }

    /// The predicate on two numbers; false for other operations.
    @inlinable
    public func isTrue<Number: Comparable & ExpressibleByIntegerLiteral>(_ left: Number, _ right: Number) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: left < right
        case .lessEqual: left <= right
        case .greater: left > right
        case .greaterEqual: left >= right
        case .logicalAnd: left != 0 && right != 0
        case .logicalOr: left != 0 || right != 0
        case .logicalXor: (left != 0) != (right != 0)
        default: false
        }
    }

    /// The operation on two ints, wrapping around. Predicates return 1 or 0; operations with a float result
    /// (`divide`, `arctan2`, `hypot`) return 0.
    ///
    /// - Precondition: for `power`, `right >= 0`.
    @inlinable
    public func apply<Number: IntegerElement>(_ left: Number, _ right: Number) -> Number {
        switch self {
        case .add: left &+ right
        case .subtract: left &- right
        case .multiply: left &* right
        case .floorDivide: Arithmetic.floorDivide(left, right)
        case .remainder: Arithmetic.remainder(left, right)
        case .power: Arithmetic.power(left, right)
        // Equal integers are identical, so either will do.
        case .maximum: max(left, right)
        case .minimum: min(left, right)
        case .bitwiseAnd: left & right
        case .bitwiseOr: left | right
        case .bitwiseXor: left ^ right
        case .leftShift: Arithmetic.leftShift(left, right)
        case .rightShift: Arithmetic.rightShift(left, right)
        case .divide, .arctan2, .hypot: 0
        default: isTrue(left, right) ? 1 : 0
        }
    }

    /// The floating-point errors of the operation that produced `result`, as hardware raises them.
    @inlinable
    public func flags<Number: FloatElement>(_ left: Number, _ right: Number, result: Number) -> FloatingPointFlags {
        if result.isFinite { return [] }
        if result.isNaN { return left.isNaN || right.isNaN ? [] : .invalid }
        guard left.isFinite, right.isFinite else { return [] }
        switch self {
        case .divide, .floorDivide, .remainder:
            if right == 0 { return .divideByZero }
            // npy_divmod compares the floor of an infinite quotient with the quotient; infinity - infinity is
            // invalid.
            return self == .divide ? .overflow : [.overflow, .invalid]
        case .power: return left == 0 ? .divideByZero : .overflow
        case .maximum, .minimum: return []
        default: return .overflow
        }
    }

    /// The errors of the operation on two ints.
    @inlinable
    public func flags<Number: IntegerElement>(_ left: Number, _ right: Number) -> FloatingPointFlags {
        switch self {
        case .floorDivide:
            right == 0 ? .divideByZero : Number.isSigned && left == .min && right == ~0 ? .overflow : []
        case .remainder: right == 0 ? .divideByZero : []
        default: []
        }
    }
}
