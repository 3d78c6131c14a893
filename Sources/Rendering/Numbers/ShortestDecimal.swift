/// The fewest decimal digits that read back as the same float64; among those, the nearest to its value.
///
/// Python's `repr`, NumPy's Dragon4 in unique mode and Swift's `description` agree on these digits and differ only in
/// notation. They fit in an integer, because 17 digits always suffice.
struct ShortestDecimal {
    /// All digits as one integer without trailing zeros; 0 for zero.
    var significand: UInt64
    /// The number of digits; 1 for zero.
    var digitCount: Int
    /// The power of ten of the first digit; 0 for zero.
    var exponent: Int

    /// Finds the digits of a finite value's magnitude.
    init(_ value: Double) {
        var text = value.magnitude.description
        self = text.withUTF8 { ShortestDecimal(parsing: $0) }
    }

    /// Finds the digits of a finite float32's magnitude, the fewest that read back as the same float32.
    init(_ value: Float) {
        var text = value.magnitude.description
        self = text.withUTF8 { ShortestDecimal(parsing: $0) }
    }

    /// Makes the decimal `significand * 10^scale`.
    init(significand: UInt64, scale: Int) {
        self.significand = significand
        digitCount = 1
        exponent = 0
        guard significand != 0 else { return }
        var scale = scale
        while self.significand.isMultiple(of: 10) {
            self.significand /= 10
            scale += 1
        }
        digitCount = 0
        var rest = self.significand
        while rest != 0 {
            rest /= 10
            digitCount += 1
        }
        exponent = scale + digitCount - 1
    }

    /// Parses Swift's `description`: `12.5`, `1e-05`, `1.25e+300`.
    private init(parsing text: UnsafeBufferPointer<UInt8>) {
        var significand: UInt64 = 0
        var scale = 0
        var isBehindPoint = false
        var position = 0
        while position < text.count {
            let byte = text[position]
            position += 1
            if byte == UInt8(ascii: ".") {
                isBehindPoint = true
            } else if byte == UInt8(ascii: "e") {
                break
            } else {
                significand = significand * 10 + UInt64(byte - UInt8(ascii: "0"))
                if isBehindPoint { scale -= 1 }
            }
        }
        var power = 0
        var isNegative = false
        while position < text.count {
            let byte = text[position]
            position += 1
            if byte == UInt8(ascii: "-") {
                isNegative = true
            } else if byte != UInt8(ascii: "+") {
                power = power * 10 + Int(byte - UInt8(ascii: "0"))
            }
        }
        self.init(significand: significand, scale: scale + (isNegative ? -power : power))
    }

    /// The power of ten of the last digit.
    var scale: Int { exponent - digitCount + 1 }

    /// The number of decimals when written without an exponent.
    var fractionDigitCount: Int { max(0, -scale) }

    /// The digits in order, as numbers 0...9.
    var digits: [UInt8] {
        var digits = [UInt8](repeating: 0, count: digitCount)
        var rest = significand
        for index in digits.indices.reversed() {
            digits[index] = UInt8(rest % 10)
            rest /= 10
        }
        return digits
    }

    /// Rounds `value`, whose shortest digits these are, to the digit of weight `10^lastPower`; fewer digits stay
    /// unchanged.
    ///
    /// Rounding the shortest digits rounds the exact value correctly, unless they end in a tie: a midpoint between
    /// two results that lay between both numbers would have fewer digits and so would itself be the shortest.
    mutating func round(toPower lastPower: Int, of value: Double) {
        let dropped = lastPower - scale
        guard dropped > 0, significand != 0 else { return }
        guard dropped <= digitCount else {
            self = ShortestDecimal(significand: 0, scale: 0)
            return
        }
        var divisor: UInt64 = 1
        for _ in 0..<dropped { divisor *= 10 }
        let (quotient, remainder) = significand.quotientAndRemainder(dividingBy: divisor)
        if remainder * 2 != divisor {
            let rounded = remainder * 2 > divisor ? quotient + 1 : quotient
            self = ShortestDecimal(significand: rounded, scale: lastPower)
        } else {
            var exact = ExactDecimal(magnitudeOf: value)
            exact.round(toPower: lastPower)
            self = ShortestDecimal(exact)
        }
    }

    /// Takes over the digits of a decimal of at most 19 digits.
    init(_ exact: ExactDecimal) {
        var significand: UInt64 = 0
        for digit in exact.digits { significand = significand * 10 + UInt64(digit) }
        self.init(significand: significand, scale: exact.pointPosition - exact.digits.count)
    }
}
