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
    public static func power(_ left: Double, _ right: Double) -> Double { MathLibrary.power(left, right) }

    /// `np.arctan2(y, x)`.
    public static func arctan2(_ y: Double, _ x: Double) -> Double { MathLibrary.inverseTangent(y, x) }

    /// `np.hypot(x, y)`.
    public static func hypot(_ x: Double, _ y: Double) -> Double { MathLibrary.hypotenuse(x, y) }

    /// `np.sign` of a float64: nan stays nan, both zeros give 0.
    @inlinable
    public static func sign(_ value: Double) -> Double {
        value > 0 ? 1 : value < 0 ? -1 : value == 0 ? 0 : value
    }
}
