/// The elementwise operations of two operands, under NumPy's function names.
public enum BinaryOperation: String, Sendable, CaseIterable {
    case add, subtract, multiply, divide, floorDivide, remainder, power, maximum, minimum
    case equal, notEqual, less, lessEqual, greater, greaterEqual
    case bitwiseAnd, bitwiseOr, bitwiseXor, leftShift, rightShift
    case logicalAnd, logicalOr, logicalXor
    case arctan2, hypot

    /// NumPy's name of the function as used in its warnings: "divide", "floor_divide"; without "scalar" for scalars.
    public var functionName: String {
        switch self {
        case .floorDivide: "floor_divide"
        case .notEqual: "not_equal"
        case .lessEqual: "less_equal"
        case .greaterEqual: "greater_equal"
        case .bitwiseAnd: "bitwise_and"
        case .bitwiseOr: "bitwise_or"
        case .bitwiseXor: "bitwise_xor"
        case .leftShift: "left_shift"
        case .rightShift: "right_shift"
        case .logicalAnd: "logical_and"
        case .logicalOr: "logical_or"
        case .logicalXor: "logical_xor"
        default: rawValue
        }
    }

    /// Whether the result is always bool.
    public var isPredicate: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual, .logicalAnd, .logicalOr, .logicalXor: true
        default: false
        }
    }

    /// Whether it reads its operands as truth values.
    public var isLogical: Bool { self == .logicalAnd || self == .logicalOr || self == .logicalXor }

    /// Whether it is defined for texts.
    public var takesTexts: Bool { isComparison || self == .add }

    /// Whether it compares two numbers.
    var isComparison: Bool {
        switch self {
        case .equal, .notEqual, .less, .lessEqual, .greater, .greaterEqual: true
        default: false
        }
    }

    /// The type in which NumPy combines two operands of these types.
    ///
    /// - Throws: ``TensorError/unsupportedTypes(operation:_:hint:)`` for `-` of bools, bitwise operations on floats,
    ///   operations that complex numbers or texts don't have, and where NumPy's result is float16.
    public func operandType(_ left: DType, _ right: DType) throws(TensorError) -> DType {
        let common = left.promoted(with: right)
        if common.isText {
            guard left.isText, right.isText, takesTexts else {
                throw .unsupportedTypes(
                    operation: functionName, [left, right],
                    hint: "texts are compared with texts and put behind each other by +; x.astype(float) reads numbers")
            }
            return common
        }
        if common.isComplex {
            if takesComplex { return common }
            throw .unsupportedTypes(
                operation: functionName, [left, right], hint: "NumPy doesn't have it for complex numbers either")
        }
        switch self {
        case .divide: return common.kind == .floating ? common : .float64
        case .arctan2, .hypot:
            return try left.floating(with: right, for: functionName)
        case .subtract where common == .bool:
            throw .unsupportedTypes(
                operation: "-", [left, right],
                hint: "use ^ (or np.logical_xor) for bools, or make one of them a number: x.astype(int)")
        case .floorDivide, .remainder, .power: return common == .bool ? .int8 : common
        case .bitwiseAnd, .bitwiseOr, .bitwiseXor, .leftShift, .rightShift:
            if common.kind == .floating {
                throw .unsupportedTypes(
                    operation: functionName, [left, right], hint: "it takes ints and bools: x.astype(int)")
            }
            let isShift = self == .leftShift || self == .rightShift
            return common == .bool && isShift ? .int8 : common
        default: return common
        }
    }
}
