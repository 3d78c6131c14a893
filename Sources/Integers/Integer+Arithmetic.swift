internal import BigInt
internal import Kernels

extension Integer {
    /// The sum.
    public static func + (left: Integer, right: Integer) -> Integer {
        if case .short(let x) = left, case .short(let y) = right {
            let (sum, overflows) = x.addingReportingOverflow(y)
            if !overflows { return .short(sum) }
        }
        return Integer(Magnitudes.sum(left.big, right.big))
    }

    /// The difference.
    public static func - (left: Integer, right: Integer) -> Integer {
        if case .short(let x) = left, case .short(let y) = right {
            let (difference, overflows) = x.subtractingReportingOverflow(y)
            if !overflows { return .short(difference) }
        }
        let right = right.big
        return Integer(
            Magnitudes.sum(left.big, BigInt(sign: right.sign == .plus ? .minus : .plus, magnitude: right.magnitude)))
    }

    /// The product.
    public static func * (left: Integer, right: Integer) -> Integer {
        if case .short(let x) = left, case .short(let y) = right {
            let (product, overflows) = x.multipliedReportingOverflow(by: y)
            if !overflows { return .short(product) }
        }
        return Integer(
            Magnitudes.product(left.magnitude, right.magnitude), isNegative: left.isNegative != right.isNegative)
    }

    /// The number with the other sign.
    public static prefix func - (number: Integer) -> Integer { .short(0) - number }

    /// `-number - 1`.
    public static prefix func ~ (number: Integer) -> Integer { .short(-1) - number }

    /// The quotient rounded down, and what remains, which has the sign of the divisor; that may not be 0.
    public func divided(by divisor: Integer) -> (quotient: Integer, remainder: Integer) {
        let (quotient, rest) = Magnitudes.divided(magnitude, by: divisor.magnitude)
        if isNegative == divisor.isNegative {
            return (Integer(quotient), Integer(rest, isNegative: isNegative))
        }
        if rest.isZero { return (Integer(quotient, isNegative: true), .short(0)) }
        let lifted = Integer(rest, isNegative: isNegative) + divisor
        return (Integer(quotient + 1, isNegative: true), lifted)
    }

    /// The number times 2 so many times, which is not negative.
    public func shiftedLeft(by count: Int) -> Integer {
        Integer(Magnitudes.shiftedLeft(magnitude, by: count), isNegative: isNegative)
    }

    /// The number halved and rounded down so many times, which is not negative.
    public func shiftedRight(by count: Int) -> Integer {
        let magnitude = magnitude
        if count >= magnitude.bitWidth { return .short(isNegative ? -1 : 0) }
        let shifted = Magnitudes.shiftedRight(magnitude, by: count)
        guard isNegative else { return Integer(shifted) }
        return Integer(magnitude.trailingZeroBitCount < count ? shifted + 1 : shifted, isNegative: true)
    }
}

// MARK: - Bits

extension Integer {
    /// The bits that both have.
    public static func & (left: Integer, right: Integer) -> Integer { combined(left, right, &) }

    /// The bits that one has at least.
    public static func | (left: Integer, right: Integer) -> Integer { combined(left, right, |) }

    /// The bits that only one has.
    public static func ^ (left: Integer, right: Integer) -> Integer { combined(left, right, ^) }

    /// Combines words of two's complement, with one more than either has for the sign.
    private static func combined(_ left: Integer, _ right: Integer, _ combine: (UInt, UInt) -> UInt) -> Integer {
        let (first, second) = (left.words, right.words)
        let count = max(first.count, second.count) + 1
        let (ones, others) = (Complement(first, left.isNegative), Complement(second, right.isNegative))
        var words: [UInt] = []
        words.reserveCapacity(count)
        for (one, other) in zip(ones, others).prefix(count).polled() { words.append(combine(one, other)) }
        guard let last = words.last, last >> 63 == 1 else { return Integer(words: words) }
        return Integer(BigUInt(words: Array(Complement(words, true).prefix(words.count))), isNegative: true)
    }

    /// The words of a number as two's complement, without end.
    private struct Complement: Sequence, IteratorProtocol {
        private let words: [UInt]
        private let isNegative: Bool
        private var position = 0
        private var carries = true

        init(_ words: [UInt], _ isNegative: Bool) {
            self.words = words
            self.isNegative = isNegative
        }

        mutating func next() -> UInt? {
            let word = position < words.count ? words[position] : 0
            position += 1
            guard isNegative else { return word }
            let complement = ~word &+ (carries ? 1 : 0)
            carries = carries && complement == 0
            return complement
        }
    }
}
