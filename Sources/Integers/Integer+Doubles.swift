extension Integer {
    /// Converts a float without a fractional part, exactly.
    public init(exactly number: Double) {
        if let short = Int(exactly: number) {
            self = .short(short)
            return
        }
        let digits = Integer.short(Int(number.significandBitPattern | 1 << 52))
        let magnitude = digits.shiftedLeft(by: Int(number.exponent) - 52)
        self = number < 0 ? -magnitude : magnitude
    }

    /// The nearest float; nil on overflow.
    public var double: Double? {
        switch self {
        case .short(let value): return Double(value)
        case .long(let long):
            if long.bitWidth > 1024 { return nil }
            let (fraction, exponent) = fractionAndExponent
            if exponent > 1024 { return nil }
            let value = Double(sign: .plus, exponent: exponent - 1, significand: fraction * 2)
            return value.isFinite ? value : nil
        }
    }

    /// A fraction with magnitude in [0.5, 1) and an exponent such that fraction · 2^exponent is the nearest float, as
    /// in `math.frexp`; (0, 0) for 0.
    public var fractionAndExponent: (fraction: Double, exponent: Int) {
        let width = bitWidth
        if width == 0 { return (0, 0) }
        let shift = width - 64
        let top = withWords { words in
            if shift <= 0 { return words[0] << UInt(-shift) }
            // The bits below only break a tie.
            return words.word(fromBit: shift) | (words.hasBits(below: shift) ? 1 : 0)
        }
        var (fraction, exponent) = (Double(top) * 0x1p-64, width)
        if fraction == 1 { (fraction, exponent) = (0.5, width + 1) }
        return (isNegative ? -fraction : fraction, exponent)
    }

    /// The float nearest to the quotient, rounded once; nil on overflow. The divisor must not be 0.
    public func quotient(by divisor: Integer) -> Double? {
        if isZero { return divisor.isNegative ? -0.0 : 0 }
        let (dividend, other) = (absolute, divisor.absolute)
        // The quotient gets 62 bits, or fewer for subnormal results: two more than they keep.
        let least = 1076
        let shift = min(61 - (dividend.bitWidth - other.bitWidth), least)
        if shift < 61 - 1100 { return nil }
        let (quotient, rest) = dividend.shiftedLeft(by: max(shift, 0))
            .divided(by: other.shiftedLeft(by: max(-shift, 0)))
        var bits = quotient.short?.magnitude ?? 0
        if !rest.isZero { bits |= 1 }
        var exponent = -shift
        if shift == least, bits < 1 << 54 {
            let (whole, tip) = (bits >> 2, bits & 3)
            bits = tip > 2 || tip == 2 && whole & 1 == 1 ? whole + 1 : whole
            exponent += 2
        }
        if bits == 0 { return isNegative == divisor.isNegative ? 0 : -0.0 }
        let value = Double(sign: .plus, exponent: exponent, significand: Double(bits))
        if value.isInfinite { return nil }
        return isNegative == divisor.isNegative ? value : -value
    }

    /// Compares with a float other than nan: less than 0, 0, or greater than 0.
    public func compared(with number: Double) -> Int {
        if number.isInfinite { return number > 0 ? -1 : 1 }
        let whole = Integer(exactly: number.rounded(.down))
        if self != whole { return self < whole ? -1 : 1 }
        return number == number.rounded(.down) ? 0 : -1
    }
}
