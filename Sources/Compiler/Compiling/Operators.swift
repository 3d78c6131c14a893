internal import Syntax

extension UnaryOperator {
    var opcode: Opcode {
        switch self {
        case .negative: .negative
        case .positive: .positive
        case .invert: .invert
        case .not: .not
        }
    }
}

extension BinaryOperator {
    var opcode: Opcode {
        switch self {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .floorDivide: .floorDivide
        case .remainder: .remainder
        case .power: .power
        case .matrixMultiply: .matrixMultiply
        case .bitwiseAnd: .bitwiseAnd
        case .bitwiseOr: .bitwiseOr
        case .bitwiseXor: .bitwiseXor
        case .leftShift: .leftShift
        case .rightShift: .rightShift
        }
    }

    /// The opcode that takes a small integer as its right operand, if there is one.
    var withInteger: Opcode? {
        switch self {
        case .add: .addInteger
        case .subtract: .subtractInteger
        case .multiply: .multiplyInteger
        case .divide: .divideInteger
        case .floorDivide: .floorDivideInteger
        case .remainder: .remainderInteger
        case .power: .powerInteger
        case .matrixMultiply, .bitwiseAnd, .bitwiseOr, .bitwiseXor, .leftShift, .rightShift: nil
        }
    }
}

extension Expression {
    /// The number, if the expression is a literal with or without a sign.
    var number: Constant? {
        switch kind {
        case .constant(.int(let value)): .int(value)
        case .constant(.float(let value)): .float(value)
        case .unary(.negative, let operand):
            switch operand.kind {
            case .constant(.int(let value)): .int(0 - value)
            case .constant(.float(let value)): .float(-value)
            default: nil
            }
        default: nil
        }
    }

    /// The integer, if the expression is a literal that fits into an instruction.
    var smallInteger: Int? {
        if case .int(let value)? = number, Int16(exactly: value) != nil { value } else { nil }
    }
}

extension Constant {
    /// Whether two constants are bitwise identical.
    func isSame(as other: Constant) -> Bool {
        if case .float(let own) = self, case .float(let others) = other { return own.bitPattern == others.bitPattern }
        return self == other
    }
}
