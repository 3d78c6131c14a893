internal import BigInt
internal import Kernels

extension Integer {
    /// The number to a power that is not negative.
    public func power(_ exponent: Int) -> Integer {
        let isNegative = isNegative && exponent & 1 == 1
        let magnitude = magnitude
        if magnitude.isZero { return .short(exponent == 0 ? 1 : 0) }
        // Factors of 2 are shifted.
        let twos = magnitude.trailingZeroBitCount
        let base = Magnitudes.shiftedRight(magnitude, by: twos)
        var result = BigUInt(1)
        if base != 1 {
            for bit in stride(from: Int.bitWidth - 1 - exponent.leadingZeroBitCount, through: 0, by: -1) {
                result = Magnitudes.product(result, result)
                if exponent >> bit & 1 == 1 { result = Magnitudes.product(result, base) }
                if Interruption.isRequested { return .short(0) }
            }
        }
        return Integer(Magnitudes.shiftedLeft(result, by: twos * exponent), isNegative: isNegative)
    }

    /// The number to a power, modulo another, whose sign the result has; nil if the power is negative and the number has
    /// no inverse. The modulus may not be 0.
    public func power(_ exponent: Integer, modulo modulus: Integer) -> Integer? {
        var base = self
        if exponent.isNegative {
            guard let inverse = inverse(modulo: modulus) else { return Interruption.isRequested ? .short(0) : nil }
            base = inverse
        }
        let divisor = modulus.magnitude
        base = base.divided(by: Integer(divisor)).remainder
        let result = Self.power(base.magnitude, exponent.magnitude, modulo: divisor)
        if modulus.isNegative, !result.isZero { return Integer(result) + modulus }
        return Integer(result)
    }

    /// By four bits of the exponent at a time.
    private static func power(_ base: BigUInt, _ exponent: BigUInt, modulo modulus: BigUInt) -> BigUInt {
        func product(_ first: BigUInt, _ second: BigUInt) -> BigUInt {
            Magnitudes.divided(Magnitudes.product(first, second), by: modulus).remainder
        }
        let words = Array(exponent.words)
        var powers: [BigUInt] = [Magnitudes.divided(1, by: modulus).remainder, base]
        while powers.count < 16 { powers.append(product(powers[powers.count - 1], base)) }
        var result = powers[0]
        for place in stride(from: (exponent.bitWidth + 3) / 4 - 1, through: 0, by: -1) {
            for _ in 0..<4 { result = product(result, result) }
            let digit = Int(words[place / 16] >> (UInt(place % 16) * 4) & 15)
            if digit > 0 { result = product(result, powers[digit]) }
            if Interruption.isDue() { return 0 }
        }
        return result
    }

    /// The number between 0 and the modulus whose product with this leaves 1; nil if there is none.
    private func inverse(modulo modulus: Integer) -> Integer? {
        let whole = modulus.absolute
        var (last, rest) = (whole, divided(by: whole).remainder)
        var (lastFactor, factor) = (Integer.short(0), Integer.short(1))
        while !rest.isZero {
            let (quotient, remainder) = last.divided(by: rest)
            (last, rest) = (rest, remainder)
            (lastFactor, factor) = (factor, lastFactor - quotient * factor)
            if Interruption.isDue() { return nil }
        }
        return last == .short(1) ? lastFactor.divided(by: whole).remainder : nil
    }

    /// The root of a number that is not negative, rounded down: each step of Newton's doubles the bits that are known.
    public var squareRoot: Integer {
        if isZero { return self }
        let half = (bitWidth - 1) / 2
        var root = Integer.short(1)
        var known = 0
        for shift in stride(from: Int.bitWidth - half.leadingZeroBitCount - 1, through: 0, by: -1) {
            let before = known
            known = half >> shift
            let quotient = shiftedRight(by: 2 * half - before - known + 1).divided(by: root).quotient
            root = root.shiftedLeft(by: known - before - 1) + quotient
            if Interruption.isRequested { return .short(1) }
        }
        return root * root > self ? root - .short(1) : root
    }

    /// The product of so many numbers, of which this is the last and each is one more than the one before.
    public static func product(ofLast count: Int, upTo last: Integer) -> Integer {
        if count < 8 {
            return (0..<count).reduce(.short(1)) { $0 * (last - .short($1)) }
        }
        if Interruption.isDue() { return .short(0) }
        let half = count / 2
        return product(ofLast: half, upTo: last) * product(ofLast: count - half, upTo: last - .short(half))
    }
}

// MARK: - Divisors

extension Integer {
    /// The greatest number that divides both (D. H. Lehmer, "Euclid's algorithm for large numbers", 1938; Knuth's
    /// algorithm L).
    public func greatestDivisor(with other: Integer) -> Integer {
        var (first, second) = (absolute, other.absolute)
        if first < second { swap(&first, &second) }
        while case .long = second {
            if Interruption.isDue() { return .short(1) }
            let factors = Self.leadingFactors(first, second)
            if factors.b == 0 {
                (first, second) = (second, first.divided(by: second).remainder)
            } else {
                let next = .short(factors.a) * first + .short(factors.b) * second
                (first, second) = (next, .short(factors.c) * first + .short(factors.d) * second)
            }
        }
        guard case .short(var divisor) = second, divisor != 0 else { return first }
        guard case .short(var rest) = first.divided(by: second).remainder else { return second }
        while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
        return .short(divisor)
    }

    /// What several steps of Euclid's make of two numbers, as far as their first bits tell.
    private static func leadingFactors(_ first: Integer, _ second: Integer) -> (a: Int, b: Int, c: Int, d: Int) {
        let shift = first.bitWidth - 62
        var (x, y) = (first.shiftedRight(by: shift).short ?? 0, second.shiftedRight(by: shift).short ?? 0)
        var (a, b, c, d) = (1, 0, 0, 1)
        while y + c != 0, y + d != 0 {
            let quotient = (x + a) / (y + c)
            if quotient != (x + b) / (y + d) { break }
            (a, c) = (c, a - quotient * c)
            (b, d) = (d, b - quotient * d)
            (x, y) = (y, x - quotient * y)
        }
        return (a, b, c, d)
    }
}
