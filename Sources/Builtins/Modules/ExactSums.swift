/// The exact sums of numbers and of their squares, as whole numbers of a power of 2; what is computed of them is rounded once.
struct ExactSums {
    private var count = 0
    private var sum = BigNumber(0)
    private var squares = BigNumber(0)
    /// The sums count 2 to this power.
    private var exponent = 0

    mutating func add(_ integer: Int) { add(BigNumber(integer), 0) }

    mutating func add(_ number: Double) {
        let isNormal = number.exponentBitPattern > 0
        let digits = Int(number.significandBitPattern) | (isNormal ? 1 << 52 : 0)
        let power = isNormal ? Int(number.exponentBitPattern) - 1075 : -1074
        let zeros = digits == 0 ? 0 : digits.trailingZeroBitCount
        let whole = BigNumber(number.sign == .minus ? -(digits >> zeros) : digits >> zeros)
        add(whole, digits == 0 ? exponent : power + zeros)
    }

    private mutating func add(_ number: BigNumber, _ power: Int) {
        count += 1
        if power < exponent {
            sum = sum.shifted(by: exponent - power)
            squares = squares.shifted(by: 2 * (exponent - power))
            exponent = power
        }
        let scaled = number.shifted(by: power - exponent)
        sum = sum + scaled
        squares = squares + scaled * scaled
    }

    /// The mean, rounded once.
    var mean: Double { sum.quotient(by: BigNumber(count), timesTwoTo: exponent) }

    /// The mean, if it is a whole number of 64 bits.
    var wholeMean: Int? { exponent == 0 ? sum.wholeQuotient(by: BigNumber(count)) : nil }

    /// The sum of squared distances from the mean, times how many there are.
    private var distances: BigNumber { BigNumber(count) * squares - sum * sum }

    private func divisor(_ divisor: Int) -> BigNumber { BigNumber(count) * BigNumber(divisor) }

    func variance(dividedBy number: Int) -> Double {
        distances.quotient(by: divisor(number), timesTwoTo: 2 * exponent)
    }

    func wholeVariance(dividedBy number: Int) -> Int? {
        exponent == 0 ? distances.wholeQuotient(by: divisor(number)) : nil
    }

    func rootOfVariance(dividedBy number: Int) -> Double {
        distances.rootOfQuotient(by: divisor(number), timesTwoToTwice: exponent)
    }
}

/// A whole number of any length: a sign and words, the lowest first.
private struct BigNumber {
    private var words: [UInt32]
    private var isNegative = false

    init(_ number: Int) {
        words = [UInt32(truncatingIfNeeded: number.magnitude), UInt32(truncatingIfNeeded: number.magnitude >> 32)]
        isNegative = number < 0
        trim()
    }

    private init(_ words: [UInt32], _ isNegative: Bool) {
        (self.words, self.isNegative) = (words, isNegative)
        trim()
    }

    private mutating func trim() {
        while words.last == 0 { words.removeLast() }
        if words.isEmpty { isNegative = false }
    }

    var bitWidth: Int { words.last.map { words.count * 32 - $0.leadingZeroBitCount } ?? 0 }

    func shifted(by count: Int) -> BigNumber {
        if count <= 0 || words.isEmpty { return self }
        var result = [UInt32](repeating: 0, count: count / 32)
        var carry: UInt64 = 0
        for word in words {
            carry |= UInt64(word) << UInt64(count % 32)
            result.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        result.append(UInt32(truncatingIfNeeded: carry))
        return BigNumber(result, isNegative)
    }

    /// Without its last bits, and whether these were zero.
    private func shiftedDown(by count: Int) -> (number: BigNumber, isExact: Bool) {
        let whole = min(count / 32, words.count)
        let bits = UInt64(count % 32)
        var result: [UInt32] = []
        for place in whole..<words.count {
            let above = place + 1 < words.count ? UInt64(words[place + 1]) << 32 : 0
            result.append(UInt32(truncatingIfNeeded: (above | UInt64(words[place])) >> bits))
        }
        let isLower = words[..<whole].contains { $0 != 0 }
        let isRest = whole < words.count && UInt64(words[whole]) & ((1 << bits) - 1) != 0
        return (BigNumber(result, isNegative), !isLower && !isRest)
    }

    private static func isBelow(_ left: [UInt32], _ right: [UInt32]) -> Bool {
        if left.count != right.count { return left.count < right.count }
        for place in left.indices.reversed() where left[place] != right[place] { return left[place] < right[place] }
        return false
    }

    private static func sum(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var carry: UInt64 = 0
        for place in 0..<max(left.count, right.count) {
            carry += UInt64(place < left.count ? left[place] : 0) + UInt64(place < right.count ? right[place] : 0)
            result.append(UInt32(truncatingIfNeeded: carry))
            carry >>= 32
        }
        return result + [UInt32(truncatingIfNeeded: carry)]
    }

    /// The left one is not below the right one.
    private static func difference(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
        var result: [UInt32] = []
        var borrow: Int64 = 0
        for place in left.indices {
            let rest = Int64(left[place]) - (place < right.count ? Int64(right[place]) : 0) + borrow
            result.append(UInt32(truncatingIfNeeded: rest))
            borrow = rest < 0 ? -1 : 0
        }
        return result
    }

    static func + (left: BigNumber, right: BigNumber) -> BigNumber {
        if left.isNegative == right.isNegative { return BigNumber(sum(left.words, right.words), left.isNegative) }
        return isBelow(left.words, right.words)
            ? BigNumber(difference(right.words, left.words), right.isNegative)
            : BigNumber(difference(left.words, right.words), left.isNegative)
    }

    static func - (left: BigNumber, right: BigNumber) -> BigNumber { left + BigNumber(right.words, !right.isNegative) }

    static func * (left: BigNumber, right: BigNumber) -> BigNumber {
        var result = [UInt32](repeating: 0, count: left.words.count + right.words.count)
        for (place, word) in left.words.enumerated() {
            var carry: UInt64 = 0
            for (other, factor) in right.words.enumerated() {
                carry += UInt64(word) * UInt64(factor) + UInt64(result[place + other])
                result[place + other] = UInt32(truncatingIfNeeded: carry)
                carry >>= 32
            }
            result[place + right.words.count] = UInt32(truncatingIfNeeded: carry)
        }
        return BigNumber(result, left.isNegative != right.isNegative)
    }

    /// The whole quotient of magnitudes by a number of four words at most, bit by bit, and whether something is left.
    private func divided(by divisor: BigNumber) -> (quotient: BigNumber, isExact: Bool) {
        var quotient = [UInt32](repeating: 0, count: words.count)
        var rest: UInt128 = 0
        let number = divisor.words.reversed().reduce(UInt128(0)) { $0 << 32 | UInt128($1) }
        for place in words.indices.reversed() {
            // The rest is below the divisor, which has less than 96 bits.
            rest = rest << 32 | UInt128(words[place])
            quotient[place] = UInt32(truncatingIfNeeded: rest / number)
            rest %= number
        }
        return (BigNumber(quotient, false), rest == 0)
    }

    func wholeQuotient(by divisor: BigNumber) -> Int? {
        let (quotient, isExact) = divided(by: divisor)
        guard isExact, quotient.bitWidth < 63 else { return nil }
        let number = quotient.words.reversed().reduce(0) { $0 << 32 | Int($1) }
        return isNegative ? -number : number
    }

    /// A quotient times a power of 2, rounded once to the nearest float.
    func quotient(by divisor: BigNumber, timesTwoTo power: Int) -> Double {
        if words.isEmpty { return 0 }
        let shift = max(divisor.bitWidth - bitWidth + 66, 0)
        let (quotient, isExact) = shifted(by: shift).divided(by: divisor)
        let result = quotient.rounded(isExact: isExact, timesTwoTo: power - shift)
        return isNegative ? -result : result
    }

    /// The root of a quotient times 4 to a power, rounded once.
    func rootOfQuotient(by divisor: BigNumber, timesTwoToTwice power: Int) -> Double {
        if words.isEmpty { return 0 }
        // So many bits that the root has 60 or so.
        var shift = divisor.bitWidth - bitWidth + 122
        shift += shift & 1
        let (dividend, isWhole) = shift >= 0 ? (shifted(by: shift), true) : shiftedDown(by: -shift)
        let (quotient, isEven) = dividend.divided(by: divisor)
        let isExact = isWhole && isEven
        let square = quotient.words.reversed().reduce(UInt128(0)) { $0 << 32 | UInt128($1) }
        var root: UInt64 = 0
        for bit in (0..<63).reversed() {
            let next = root | 1 << UInt64(bit)
            if UInt128(next) * UInt128(next) <= square { root = next }
        }
        let isRoot = isExact && UInt128(root) * UInt128(root) == square
        let words = [UInt32(truncatingIfNeeded: root), UInt32(truncatingIfNeeded: root >> 32)]
        return BigNumber(words, false).rounded(isExact: isRoot, timesTwoTo: power - shift / 2)
    }

    /// The magnitude times a power of 2 as a float; something is left below it unless it is exact.
    private func rounded(isExact: Bool, timesTwoTo power: Int) -> Double {
        var (top, isExact) = (UInt64(0), isExact)
        let dropped = max(bitWidth - 64, 0)
        for (place, word) in words.enumerated() {
            let position = place * 32 - dropped
            if position >= 0 {
                top |= UInt64(word) << UInt64(position)
            } else if position > -32 {
                top |= UInt64(word >> UInt32(-position))
                if word & ((1 << UInt32(-position)) - 1) != 0 { isExact = false }
            } else if word != 0 {
                isExact = false
            }
        }
        // A last bit that is set stands for all that is below it.
        if !isExact { top |= 1 }
        let exponent = power + dropped
        // Below the normal numbers there are fewer digits.
        let spare = -1074 - exponent
        if spare > 11, 64 - top.leadingZeroBitCount + exponent < -1021 {
            if spare > 64 { return 0 }
            let kept = spare == 64 ? 0 : top >> UInt64(spare)
            let rest = spare == 64 ? top : top & ((1 << UInt64(spare)) - 1)
            let half: UInt64 = 1 << UInt64(spare - 1)
            let isUp = rest > half || rest == half && kept & 1 == 1
            return Double(bitPattern: kept + (isUp ? 1 : 0))
        }
        return scaled(Double(top), by: exponent)
    }

    private func scaled(_ number: Double, by exponent: Int) -> Double {
        if exponent > 1023 {
            return number * 0x1p1023 * Double(sign: .plus, exponent: min(exponent - 1023, 1023), significand: 1)
        }
        if exponent < -1022 {
            return number * Double(sign: .plus, exponent: max(exponent + 1000, -1022), significand: 1) * 0x1p-1000
        }
        return number * Double(sign: .plus, exponent: exponent, significand: 1)
    }
}
