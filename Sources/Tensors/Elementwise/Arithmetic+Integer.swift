extension Arithmetic {
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
