internal import CGMP
internal import Kernels

extension Integer {
    /// The number raised to a nonnegative power.
    public func power(_ exponent: Int) -> Integer {
        if isZero { return .short(exponent == 0 ? 1 : 0) }
        // Factors of 2 are shifted.
        let twos = trailingZeroBitCount
        let base = shiftedRight(by: twos)
        var result = Integer.short(1)
        if base == result { return result.shiftedLeft(by: twos * exponent) }
        for bit in stride(from: Int.bitWidth - 1 - exponent.leadingZeroBitCount, through: 0, by: -1) {
            result = result * result
            if exponent >> bit & 1 == 1 { result = result * base }
            if Interruption.isRequested { return .short(0) }
        }
        return result.shiftedLeft(by: twos * exponent)
    }

    /// The number of trailing zero bits; the number must not be 0.
    private var trailingZeroBitCount: Int {
        withWords { words in
            var place = 0
            for word in (0..<words.count - 1).polled() {
                if words[word] != 0 { break }
                place = word + 1
            }
            return place * UInt.bitWidth + words[place].trailingZeroBitCount
        }
    }

    /// Python's `pow(self, exponent, modulus)`: the result has the modulus's sign; nil if the exponent is negative
    /// and the number has no inverse. The modulus must not be 0.
    public func power(_ exponent: Integer, modulo modulus: Integer) -> Integer? {
        var base = self
        if exponent.isNegative {
            guard let inverse = inverse(modulo: modulus) else { return Interruption.isRequested ? .short(0) : nil }
            base = inverse
        }
        let divisor = modulus.absolute
        base = base.floorRemainder(by: divisor)
        let result = exponent.withWords { words in
            divisor.withWords { $0.count == 1 ? Self.power(base, words, modulo: $0[0]) : nil }
                ?? Self.power(base, words, modulo: divisor)
        }
        return modulus.isNegative && !result.isZero ? result + modulus : result
    }

    /// Processes four bits of the exponent at a time.
    private static func power(_ base: Integer, _ exponent: Words, modulo modulus: Integer) -> Integer {
        func product(_ first: Integer, _ second: Integer) -> Integer { (first * second).floorRemainder(by: modulus) }
        var powers = [Integer.short(1).floorRemainder(by: modulus), base]
        while powers.count < 16 { powers.append(product(powers[powers.count - 1], base)) }
        var result = powers[0]
        for place in stride(from: (exponent.bitWidth + 3) / 4 - 1, through: 0, by: -1) {
            for _ in 0..<4 { result = product(result, result) }
            let digit = Int(exponent.word(fromBit: place * 4) & 15)
            if digit > 0 { result = product(result, powers[digit]) }
            if Interruption.isDue() { return .short(0) }
        }
        return result
    }

    /// The same for a modulus of one word.
    private static func power(_ base: Integer, _ exponent: Words, modulo modulus: UInt) -> Integer {
        func product(_ first: UInt, _ second: UInt) -> UInt {
            modulus.dividingFullWidth(first.multipliedFullWidth(by: second)).remainder
        }
        let base = base.withWords { $0.count == 0 ? 0 : $0[0] }
        var result = 1 % modulus
        for place in stride(from: exponent.bitWidth - 1, through: 0, by: -1).polled(work: 16) {
            result = product(result, result)
            if exponent.word(fromBit: place) & 1 == 1 { result = product(result, base) }
        }
        return Integer(words: [result])
    }

    /// The modular inverse, between 0 and the modulus; nil if there is none.
    private func inverse(modulo modulus: Integer) -> Integer? {
        let whole = modulus.absolute
        var (last, rest) = (whole, floorRemainder(by: whole))
        var (lastFactor, factor) = (Integer.short(0), Integer.short(1))
        while !rest.isZero {
            let (quotient, remainder) = last.divided(by: rest)
            (last, rest) = (rest, remainder)
            (lastFactor, factor) = (factor, lastFactor - quotient * factor)
            if Interruption.isDue() { return nil }
        }
        return last == .short(1) ? lastFactor.floorRemainder(by: whole) : nil
    }

    /// The most bits of a root that GMP computes in one piece.
    private static let wholeRoot = 1 << 20

    /// The square root of a nonnegative number, rounded down. Roots too long for one piece are computed by Newton's
    /// method; each step doubles the number of correct bits.
    public var squareRoot: Integer {
        if isZero { return self }
        let half = (bitWidth - 1) / 2
        var shift = 0
        while half >> shift > Self.wholeRoot { shift += 1 }
        var known = half >> shift
        var root = shiftedRight(by: 2 * (half - known)).wholeSquareRoot
        while shift > 0 {
            shift -= 1
            let before = known
            known = half >> shift
            let quotient = shiftedRight(by: 2 * half - before - known + 1).floorQuotient(by: root)
            root = root.shiftedLeft(by: known - before - 1) + quotient
            if Interruption.isRequested { return .short(1) }
        }
        return half > Self.wholeRoot && root * root > self ? root - .short(1) : root
    }

    private var wholeSquareRoot: Integer {
        withWords { words in
            Self.make(capacity: (words.count + 1) / 2) {
                // The result of interrupted work may be 0.
                if words.count > 0 { cgmp_square_root($0, words.start, words.count) }
            }
        }
    }

    /// The product of `count` consecutive numbers up to `last`.
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
    /// The most words of a number whose greatest common divisor GMP computes in one piece.
    private static let wholeDivisor = 1 << 12

    /// The greatest common divisor.
    public func greatestDivisor(with other: Integer) -> Integer {
        if case .short(let x) = self, case .short(let y) = other {
            var (divisor, rest) = (x.magnitude, y.magnitude)
            while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
            return Integer(words: [divisor])
        }
        let (first, second) = reduced(with: other)
        if first.isZero || second.isZero { return first + second }
        let (twos, others) = (first.trailingZeroBitCount, second.trailingZeroBitCount)
        let odd = Self.oddDivisor(first.shiftedRight(by: twos), second.shiftedRight(by: others))
        return odd.shiftedLeft(by: min(twos, others))
    }

    /// Reduces two numbers to nonnegative ones with the same common divisors, the second and then the first short
    /// enough for one piece (D. H. Lehmer, "Euclid's algorithm for large numbers", 1938; Knuth's algorithm L).
    private func reduced(with other: Integer) -> (Integer, Integer) {
        var (first, second) = (absolute, other.absolute)
        if first < second { swap(&first, &second) }
        let whole = Self.wholeDivisor * UInt.bitWidth
        while second.bitWidth > whole {
            if Interruption.isDue() { return (.short(1), .short(1)) }
            let factors = Self.leadingFactors(first, second)
            if factors.b == 0 {
                (first, second) = (second, first.floorRemainder(by: second))
            } else {
                let next = .short(factors.a) * first + .short(factors.b) * second
                (first, second) = (next, .short(factors.c) * first + .short(factors.d) * second)
            }
        }
        return first.bitWidth > whole && !second.isZero ? (second, first.floorRemainder(by: second)) : (first, second)
    }

    /// The same for two odd numbers.
    private static func oddDivisor(_ first: Integer, _ second: Integer) -> Integer {
        let (long, short) = first < second ? (second, first) : (first, second)
        return long.withWords { words in
            short.withWords { others in
                make(capacity: others.count) { result in
                    // The result of interrupted work may be 0.
                    if others.count == 0 { return }
                    // GMP overwrites its operands.
                    Scratch.with(words.count + others.count) { scratch in
                        words.copy(to: scratch)
                        others.copy(to: scratch + words.count)
                        let count = cgmp_greatest_divisor(
                            result, scratch, words.count, scratch + words.count, others.count)
                        (result + count).initialize(repeating: 0, count: others.count - count)
                    }
                }
            }
        }
    }

    /// Several steps of Euclid's algorithm on two numbers, determined from their leading bits.
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
