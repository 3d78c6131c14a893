internal import Integers
internal import Kernels
internal import Syntax

/// Arithmetic of ints of any length. The memory for a result is checked before it is computed.
extension PythonArithmetic {
    static func apply(
        _ operation: Syntax.BinaryOperator, _ left: Integer, _ right: Integer
    ) throws(EvaluationError) -> Value {
        switch operation {
        case .add:
            try allow(bits: max(left.bitWidth, right.bitWidth) + 1)
            return Value(left + right)
        case .subtract:
            try allow(bits: max(left.bitWidth, right.bitWidth) + 1)
            return Value(left - right)
        case .multiply:
            try allow(bits: left.bitWidth + right.bitWidth)
            return Value(left * right)
        case .divide:
            if right.isZero { throw .numbers(.zeroDivision("\(Value(left).briefText) / 0")) }
            guard let quotient = left.quotient(by: right) else { throw .numbers(.quotientTooLarge) }
            return .float(quotient)
        case .floorDivide, .remainder:
            if right.isZero { throw .numbers(.zeroDivision("\(Value(left).briefText) \(operation.rawValue) 0")) }
            try allow(bits: 2 * left.bitWidth)
            return Value(operation == .remainder ? left.floorRemainder(by: right) : left.floorQuotient(by: right))
        case .power: return try power(left, right)
        case .bitwiseAnd, .bitwiseOr, .bitwiseXor:
            try allow(bits: max(left.bitWidth, right.bitWidth) + 1)
            return Value(
                operation == .bitwiseAnd ? left & right : operation == .bitwiseOr ? left | right : left ^ right)
        case .leftShift, .rightShift: return try shift(left, operation, right)
        case .matrixMultiply:
            throw .values(
                .unsupportedOperands(
                    operator: "@", ValueDescription(Value(left)), ValueDescription(Value(right))))
        }
    }

    /// Checks that there is memory for a number of `bits` bits.
    static func allow(bits: Int) throws(EvaluationError) {
        // Small numbers are checked now and then by long loops.
        if bits > 1 << 13 { try Allowance.check(bits / 8, of: 1) }
    }

    private static func shift(
        _ left: Integer, _ operation: Syntax.BinaryOperator, _ right: Integer
    ) throws(EvaluationError) -> Value {
        if right.isNegative {
            throw .invalidArgument(
                function: operation.rawValue, "the shift count \(Value(right).briefText) is negative", hint: nil,
                python: .value("negative shift count"))
        }
        if operation == .rightShift { return Value(left.shiftedRight(by: right.short ?? .max)) }
        if left.isZero { return .int(0) }
        guard case .short(let count) = right else { throw .numbers(.shiftTooLarge) }
        let (bits, overflows) = count.addingReportingOverflow(left.bitWidth)
        try allow(bits: overflows ? .max : bits)
        return Value(left.shiftedLeft(by: count))
    }

    private static func power(_ base: Integer, _ exponent: Integer) throws(EvaluationError) -> Value {
        if exponent.isNegative {
            let (base, exponent) = (try double(base), try double(exponent))
            return try apply(.power, base, exponent)
        }
        // Powers of 0, 1 and -1 stay small.
        if base.bitWidth <= 1 {
            let isOdd = exponent.words.first.map { $0 & 1 == 1 } ?? false
            if exponent.isZero { return .int(1) }
            return base.isNegative && !isOdd ? .int(1) : Value(base)
        }
        guard case .short(let count) = exponent else {
            throw .limits(.outOfMemory(bytes: .max, limit: Allowance.bytes))
        }
        let (bits, overflows) = base.bitWidth.multipliedReportingOverflow(by: count)
        try allow(bits: overflows ? .max : bits)
        return Value(base.power(count))
    }

    /// The nearest float.
    static func double(_ integer: Integer) throws(EvaluationError) -> Double {
        guard let double = integer.double else { throw .numbers(.tooLargeForFloat) }
        return double
    }
}
