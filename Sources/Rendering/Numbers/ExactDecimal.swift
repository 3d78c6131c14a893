/// The exact decimal expansion of a float64's magnitude, and its correct rounding.
///
/// Every finite float64 is an integer times a power of two and so has a finite expansion, of at most 767 significant
/// digits. This doesn't use libc's `printf`, whose decimal point depends on the locale.
struct ExactDecimal {
    /// The digits as numbers 0...9; the first is not 0. Empty for zero.
    var digits: [UInt8]
    /// The number of digits before the point; 0 or negative if zeros follow the point.
    var pointPosition: Int

    private static let chunkDigits = 9
    private static let chunk: UInt64 = 1_000_000_000

    /// Expands the magnitude of a finite value.
    init(magnitudeOf value: Double) {
        let isNormal = value.exponentBitPattern != 0
        let significand = value.significandBitPattern | (isNormal ? 1 << 52 : 0)
        let power = Int(max(value.exponentBitPattern, 1)) - 1075
        if power >= 0 {
            digits = Self.integerDigits(of: significand, shiftedBy: power)
            pointPosition = digits.count
        } else {
            let whole = -power < 64 ? significand >> UInt64(-power) : 0
            digits = Self.integerDigits(of: whole, shiftedBy: 0)
            pointPosition = digits.count
            let fraction = -power < 64 ? significand & ((1 << UInt64(-power)) - 1) : significand
            digits += Self.fractionDigits(of: fraction, bits: -power)
        }
        stripZeros()
    }

    /// The decimal digits of `value * 2^shift`; none for 0.
    private static func integerDigits(of value: UInt64, shiftedBy shift: Int) -> [UInt8] {
        var limbs = [UInt32](repeating: 0, count: shift / 32)
        let low = value << UInt64(shift % 32)
        let high = shift % 32 == 0 ? 0 : value >> UInt64(64 - shift % 32)
        limbs += [UInt32(truncatingIfNeeded: low), UInt32(truncatingIfNeeded: low >> 32)]
        limbs.append(UInt32(truncatingIfNeeded: high))
        var reversed: [UInt8] = []
        while true {
            while limbs.last == 0 { limbs.removeLast() }
            if limbs.isEmpty { break }
            var remainder: UInt64 = 0
            for index in limbs.indices.reversed() {
                let part = remainder << 32 | UInt64(limbs[index])
                limbs[index] = UInt32(truncatingIfNeeded: part / chunk)
                remainder = part % chunk
            }
            for _ in 0..<chunkDigits {
                reversed.append(UInt8(remainder % 10))
                remainder /= 10
            }
        }
        while reversed.last == 0 { reversed.removeLast() }
        return reversed.reversed()
    }

    /// All decimal digits after the point of `fraction / 2^bits`, in chunks of nine.
    private static func fractionDigits(of fraction: UInt64, bits: Int) -> [UInt8] {
        guard fraction != 0 else { return [] }
        // Fixed point, lowest limb first, aligned so that the point is above the last limb.
        let count = (bits + 31) / 32
        let shift = count * 32 - bits
        var limbs = [UInt32](repeating: 0, count: max(count, 3))
        let low = fraction << UInt64(shift)
        limbs[0] = UInt32(truncatingIfNeeded: low)
        limbs[1] = UInt32(truncatingIfNeeded: low >> 32)
        limbs[2] = shift == 0 ? 0 : UInt32(truncatingIfNeeded: fraction >> UInt64(64 - shift))
        var digits: [UInt8] = []
        var first = 0
        while first < count {
            var carry: UInt64 = 0
            for index in first..<count {
                let product = UInt64(limbs[index]) * chunk + carry
                limbs[index] = UInt32(truncatingIfNeeded: product)
                carry = product >> 32
            }
            var divisor = chunk / 10
            for _ in 0..<chunkDigits {
                digits.append(UInt8(carry / divisor % 10))
                divisor = max(divisor / 10, 1)
            }
            while first < count, limbs[first] == 0 { first += 1 }
        }
        return digits
    }

    private mutating func stripZeros() {
        while digits.last == 0 { digits.removeLast() }
        let leading = digits.prefix { $0 == 0 }.count
        if leading > 0 {
            digits.removeFirst(leading)
            pointPosition -= leading
        }
        if digits.isEmpty { pointPosition = 0 }
    }

    /// Rounds half to even to the digit of weight `10^power`.
    mutating func round(toPower power: Int) { round(keeping: pointPosition - power) }

    /// Rounds half to even to `count` digits; fewer digits stay unchanged.
    mutating func round(keeping count: Int) {
        guard count < digits.count else { return }
        guard count >= 0 else {
            digits = []
            pointPosition = 0
            return
        }
        let next = digits[count]
        let isOdd = count > 0 && !digits[count - 1].isMultiple(of: 2)
        let isUp = next > 5 || next == 5 && (digits.count > count + 1 || isOdd)
        digits.removeSubrange(count...)
        if isUp { incrementLastDigit() }
        stripZeros()
    }

    private mutating func incrementLastDigit() {
        var index = digits.count - 1
        while index >= 0, digits[index] == 9 {
            digits[index] = 0
            index -= 1
        }
        if index >= 0 {
            digits[index] += 1
        } else {
            digits.insert(1, at: 0)
            pointPosition += 1
        }
    }
}
