internal import Platform

/// Arithmetic on single elements with NumPy's meaning.
public enum Arithmetic {}

extension Arithmetic {
    /// Quotient and remainder as Python has them: the remainder takes the divisor's sign (`npy_divmod`).
    @inlinable
    public static func divided(_ left: Double, by right: Double) -> (quotient: Double, remainder: Double) {
        var remainder = left.truncatingRemainder(dividingBy: right)
        if right == 0 { return (left / right, remainder) }
        // Very nearly an integer.
        var quotient = (left - remainder) / right
        if remainder != 0 {
            if (right < 0) != (remainder < 0) {
                remainder += right
                quotient -= 1
            }
        } else {
            remainder = Double(signOf: right, magnitudeOf: 0)
        }
        guard quotient != 0 else {
            return (Double(signOf: left / right, magnitudeOf: 0), remainder)
        }
        var whole = quotient.rounded(.down)
        if quotient - whole > 0.5 { whole += 1 }
        return (whole, remainder)
    }

    /// `left // right` of float64.
    @inlinable
    public static func floorDivide(_ left: Double, _ right: Double) -> Double {
        right == 0 ? left / right : divided(left, by: right).quotient
    }

    /// `left % right` of float64.
    @inlinable
    public static func remainder(_ left: Double, _ right: Double) -> Double {
        right == 0 ? left.truncatingRemainder(dividingBy: right) : divided(left, by: right).remainder
    }

    /// `np.maximum`: a nan operand wins; of equal operands (zeros of both signs) the second one.
    @inlinable
    public static func maximum(_ left: Double, _ right: Double) -> Double {
        left.isNaN || left > right ? left : right
    }

    /// `np.minimum`: a nan operand wins; of equal operands (zeros of both signs) the second one.
    @inlinable
    public static func minimum(_ left: Double, _ right: Double) -> Double {
        left.isNaN || left < right ? left : right
    }

    /// `left ** right` of two NumPy scalars or of arrays: the C library's `pow`.
    public static func power(_ left: Double, _ right: Double) -> Double { Platform.pow(left, right) }

    /// `np.arctan2(y, x)`.
    public static func arctan2(_ y: Double, _ x: Double) -> Double { Platform.atan2(y, x) }

    /// `np.hypot(x, y)`.
    public static func hypot(_ x: Double, _ y: Double) -> Double { Platform.hypot(x, y) }

    /// `np.sign` of a float64: nan stays nan, both zeros give 0.
    @inlinable
    public static func sign(_ value: Double) -> Double {
        value > 0 ? 1 : value < 0 ? -1 : value == 0 ? 0 : value
    }

    /// `left // right` of int64, rounded down; 0 when dividing by zero, the least int64 for its quotient by -1.
    @inlinable
    public static func floorDivide(_ left: Int, _ right: Int) -> Int {
        if right == 0 { return 0 }
        if right == -1 { return 0 &- left }
        let quotient = left / right
        return (left < 0) != (right < 0) && quotient * right != left ? quotient - 1 : quotient
    }

    /// `left % right` of int64 with the divisor's sign; 0 when dividing by zero.
    @inlinable
    public static func remainder(_ left: Int, _ right: Int) -> Int {
        if right == 0 || right == -1 { return 0 }
        let remainder = left % right
        return remainder != 0 && (left < 0) != (right < 0) ? remainder + right : remainder
    }

    /// `base ** exponent` of int64 by repeated squaring, wrapping around.
    ///
    /// - Precondition: `exponent >= 0`.
    @inlinable
    public static func power(_ base: Int, _ exponent: Int) -> Int {
        var result = 1
        var square = base
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 { result = result &* square }
            rest >>= 1
            if rest > 0 { square = square &* square }
        }
        return result
    }

    /// `value << count`; 0 for counts outside 0 ..< 64.
    @inlinable
    public static func leftShift(_ value: Int, _ count: Int) -> Int {
        count >= 0 && count < 64 ? value << count : 0
    }

    /// `value >> count`, keeping the sign; 0 or -1 for counts outside 0 ..< 64.
    @inlinable
    public static func rightShift(_ value: Int, _ count: Int) -> Int {
        count >= 0 && count < 64 ? value >> count : value < 0 ? -1 : 0
    }

    /// `np.reciprocal` of an int64: 1 divided by it, cut toward 0; the least int64 for 0.
    @inlinable
    public static func reciprocal(_ value: Int) -> Int {
        value == 0 ? Int.min : value == 1 || value == -1 ? value : 0
    }
}
