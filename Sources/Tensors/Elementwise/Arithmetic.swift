/// Arithmetic on single elements with NumPy's semantics.
public enum Arithmetic {}

extension Arithmetic {
    /// Python's quotient and remainder: the remainder has the divisor's sign (`npy_divmod`).
    @inlinable
    public static func divided<Number: FloatElement>(
        _ left: Number, by right: Number
    ) -> (quotient: Number, remainder: Number) {
        var remainder = left.truncatingRemainder(dividingBy: right)
        if right == 0 { return (left / right, remainder) }
        // Nearly an integer.
        var quotient = (left - remainder) / right
        if remainder != 0 {
            if (right < 0) != (remainder < 0) {
                remainder += right
                quotient -= 1
            }
        } else {
            remainder = Number(signOf: right, magnitudeOf: 0)
        }
        guard quotient != 0 else {
            return (Number(signOf: left / right, magnitudeOf: 0), remainder)
        }
        var whole = quotient.rounded(.down)
        if quotient - whole > 0.5 { whole += 1 }
        return (whole, remainder)
    }

    /// `left // right` of floats.
    @inlinable
    public static func floorDivide<Number: FloatElement>(_ left: Number, _ right: Number) -> Number {
        right == 0 ? left / right : divided(left, by: right).quotient
    }

    /// `left % right` of floats.
    @inlinable
    public static func remainder<Number: FloatElement>(_ left: Number, _ right: Number) -> Number {
        right == 0 ? left.truncatingRemainder(dividingBy: right) : divided(left, by: right).remainder
    }

    /// `np.maximum`: nan wins; for equal operands (zeros of either sign) the second.
    @inlinable
    public static func maximum<Number: FloatElement>(_ left: Number, _ right: Number) -> Number {
        left.isNaN || left > right ? left : right
    }

    /// `np.minimum`: nan wins; for equal operands (zeros of either sign) the second.
    @inlinable
    public static func minimum<Number: FloatElement>(_ left: Number, _ right: Number) -> Number {
        left.isNaN || left < right ? left : right
    }

    /// `np.sign` of a float: nan stays nan; 0 for zeros of either sign.
    @inlinable
    public static func sign<Number: FloatElement>(_ value: Number) -> Number {
        value > 0 ? 1 : value < 0 ? -1 : value == 0 ? 0 : value
    }

    /// `left // right` of ints, rounded down; 0 for division by zero, and the least int stays itself when divided by
    /// -1.
    @inlinable
    public static func floorDivide<Number: IntegerElement>(_ left: Number, _ right: Number) -> Number {
        if right == 0 { return 0 }
        if Number.isSigned, right == ~0 { return 0 &- left }
        let quotient = left / right
        return (left < 0) != (right < 0) && quotient &* right != left ? quotient - 1 : quotient
    }

    /// `left % right` of ints with the divisor's sign; 0 when dividing by zero.
    @inlinable
    public static func remainder<Number: IntegerElement>(_ left: Number, _ right: Number) -> Number {
        if right == 0 || Number.isSigned && right == ~0 { return 0 }
        let remainder = left % right
        return remainder != 0 && (left < 0) != (right < 0) ? remainder + right : remainder
    }

    /// `base ** exponent` of ints by repeated squaring, wrapping around.
    ///
    /// - Precondition: `exponent >= 0`.
    @inlinable
    public static func power<Number: IntegerElement>(_ base: Number, _ exponent: Number) -> Number {
        var result: Number = 1
        var square = base
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result &* square }
            rest >>= 1
            if rest > 0 { square = square &* square }
        }
        return result
    }

    /// `value << count`; 0 if `count` is outside `0 ..<` the number of bits.
    @inlinable
    public static func leftShift<Number: IntegerElement>(_ value: Number, _ count: Number) -> Number {
        count >= 0 && count < Number.bitWidth ? value << count : 0
    }

    /// `value >> count`, keeping the sign; 0 or -1 if `count` is outside `0 ..<` the number of bits.
    @inlinable
    public static func rightShift<Number: IntegerElement>(_ value: Number, _ count: Number) -> Number {
        count >= 0 && count < Number.bitWidth ? value >> count : value < 0 ? ~0 : 0
    }

    /// `np.reciprocal` of an int: 1 divided by it, truncated toward 0; for 0, the result of casting infinity.
    @inlinable
    public static func reciprocal<Number: IntegerElement>(_ value: Number) -> Number {
        if value != 0 { return value == 1 || Number.isSigned && value == ~0 ? value : 0 }
        var isInvalid = false
        return Number(.float(.infinity), isInvalid: &isInvalid)
    }
}
