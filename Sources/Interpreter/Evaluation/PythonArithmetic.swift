internal import Integers
internal import Platform
internal import Syntax
internal import Tensors

/// Arithmetic of Python numbers: division by zero raises an error, and ints grow as needed.
package enum PythonArithmetic {
    /// An int (a bool counts as one) or a float.
    enum Number {
        case int(Int)
        case long(LongInteger)
        case float(Double)

        /// The nearest float.
        func double() throws(EvaluationError) -> Double {
            switch self {
            case .int(let value): Double(value)
            case .long(let value): try value.float()
            case .float(let value): value
            }
        }

        /// The number as a value.
        var value: Value {
            switch self {
            case .int(let value): .int(value)
            case .long(let value): .long(value)
            case .float(let value): .float(value)
            }
        }

        /// The number, if it is an int.
        var integer: Integer? {
            switch self {
            case .int(let value): .short(value)
            case .long(let value): .long(value)
            case .float: nil
            }
        }
    }

    static func apply(
        _ operation: Syntax.BinaryOperator, _ left: Number, _ right: Number
    ) throws(EvaluationError) -> Value {
        if case .int(let left) = left, case .int(let right) = right { return try apply(operation, left, right) }
        if let left = left.integer, let right = right.integer { return try apply(operation, left, right) }
        switch operation {
        case .add, .subtract, .multiply, .divide, .floorDivide, .remainder, .power:
            let (left, right) = (try left.double(), try right.double())
            return try apply(operation, left, right)
        default:
            throw .values(
                .unsupportedOperands(
                    operator: operation.rawValue, ValueDescription(left.value), ValueDescription(right.value)))
        }
    }

    static func apply(
        _ operation: Syntax.BinaryOperator, _ left: Double, _ right: Double
    ) throws(EvaluationError) -> Value {
        switch operation {
        case .add: return .float(left + right)
        case .subtract: return .float(left - right)
        case .multiply: return .float(left * right)
        case .divide:
            if right == 0 { throw .numbers(.zeroDivision("\(PythonArithmetic.text(left)) / 0")) }
            return .float(left / right)
        case .floorDivide:
            if right == 0 { throw .numbers(.zeroDivision("\(PythonArithmetic.text(left)) // 0")) }
            return .float(Arithmetic.floorDivide(left, right))
        case .remainder:
            if right == 0 { throw .numbers(.zeroDivision("\(PythonArithmetic.text(left)) % 0")) }
            return .float(Arithmetic.remainder(left, right))
        case .power: return try power(left, right)
        default:
            throw .values(
                .unsupportedOperands(
                    operator: operation.rawValue, ValueDescription(Value.float(left)),
                    ValueDescription(Value.float(right))))
        }
    }

    private static func text(_ number: Double) -> String { Value.float(number).text }

    /// CPython's `float_pow`: an error if the result overflows, and a complex result where the power is complex.
    private static func power(_ base: Double, _ exponent: Double) throws(EvaluationError) -> Value {
        if base == 0, exponent < 0, exponent.isFinite { throw .numbers(.zeroDivision("0 to a negative power")) }
        if base < 0, base.isFinite, exponent.isFinite, exponent != exponent.rounded() {
            return Value(try power(Complex(base, 0), Complex(exponent, 0)))
        }
        let result = pow(base, exponent)
        if result.isInfinite, base.isFinite, exponent.isFinite {
            throw .numbers(.floatOverflow("\(text(base)) ** \(text(exponent))"))
        }
        return .float(result)
    }

    static func apply(_ operation: Syntax.BinaryOperator, _ left: Int, _ right: Int) throws(EvaluationError) -> Value {
        switch operation {
        case .add: return try checked(left.addingReportingOverflow(right), left, operation, right)
        case .subtract: return try checked(left.subtractingReportingOverflow(right), left, operation, right)
        case .multiply: return try checked(left.multipliedReportingOverflow(by: right), left, operation, right)
        case .divide:
            if right == 0 { throw .numbers(.zeroDivision("\(left) / 0")) }
            return .float(quotient(left, right))
        case .floorDivide, .remainder:
            if right == 0 { throw .numbers(.zeroDivision("\(left) \(operation.rawValue) 0")) }
            if left == Int.min, right == -1 { return try apply(operation, Integer.short(left), .short(right)) }
            return .int(
                operation == .remainder ? Arithmetic.remainder(left, right) : Arithmetic.floorDivide(left, right))
        case .power: return try power(left, right)
        case .bitwiseAnd: return .int(left & right)
        case .bitwiseOr: return .int(left | right)
        case .bitwiseXor: return .int(left ^ right)
        case .leftShift, .rightShift: return try shift(left, operation, right)
        case .matrixMultiply:
            throw .values(
                .unsupportedOperands(
                    operator: "@", ValueDescription(Value.int(left)), ValueDescription(Value.int(right))))
        }
    }

    /// The quotient of two ints, rounded once as in Python, without rounding the ints first.
    private static func quotient(_ left: Int, _ right: Int) -> Double {
        let exact = 1 << 53
        if left.magnitude <= exact, right.magnitude <= exact { return Double(left) / Double(right) }
        if left == 0 { return 0 }
        let (leftShift, rightShift) = (left.magnitude.leadingZeroBitCount, right.magnitude.leadingZeroBitCount)
        let (dividend, divisor) = (left.magnitude << leftShift, right.magnitude << rightShift)
        // Both have their highest bit set, so the quotient has 63 or 64 bits, more than a float holds. The remainder
        // only needs to set the last bit.
        let (bits, rest) = divisor.dividingFullWidth((dividend >> 1, dividend << 63))
        let rounded = Double(rest == 0 ? bits : bits | 1)
        let scaled = Double(sign: .plus, exponent: rightShift - leftShift - 63, significand: rounded)
        return (left < 0) == (right < 0) ? scaled : -scaled
    }

    private static func checked(
        _ result: (partialValue: Int, overflow: Bool), _ left: Int, _ operation: Syntax.BinaryOperator, _ right: Int
    ) throws(EvaluationError) -> Value {
        if result.overflow { return try apply(operation, Integer.short(left), .short(right)) }
        return .int(result.partialValue)
    }

    private static func shift(
        _ left: Int, _ operation: Syntax.BinaryOperator, _ right: Int
    ) throws(EvaluationError) -> Value {
        guard right >= 0 else {
            throw .invalidArgument(
                function: operation.rawValue, "the shift count \(right) is negative", hint: nil,
                python: .value("negative shift count"))
        }
        if operation == .rightShift { return .int(right > 63 ? (left < 0 ? -1 : 0) : left >> right) }
        if left == 0 { return .int(0) }
        let shifted = right > 62 ? 0 : left << right
        guard right <= 62, shifted >> right == left else {
            return try apply(operation, Integer.short(left), .short(right))
        }
        return .int(shifted)
    }

    /// The power of two ints: exact, or a float for a negative exponent.
    private static func power(_ base: Int, _ exponent: Int) throws(EvaluationError) -> Value {
        if exponent < 0 {
            if base == 0 { throw .numbers(.zeroDivision("0 to a negative power")) }
            return .float(pow(Double(base), Double(exponent)))
        }
        var (result, factor, left) = (1, base, exponent)
        while left > 0 {
            if left & 1 == 1 {
                let (product, overflow) = result.multipliedReportingOverflow(by: factor)
                if overflow { return try apply(.power, Integer.short(base), .short(exponent)) }
                result = product
            }
            left >>= 1
            if left > 0 {
                let (square, overflow) = factor.multipliedReportingOverflow(by: factor)
                if overflow { return try apply(.power, Integer.short(base), .short(exponent)) }
                factor = square
            }
        }
        return .int(result)
    }
}
