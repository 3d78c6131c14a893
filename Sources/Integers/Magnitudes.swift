internal import BigInt
internal import Kernels

/// Products and quotients of numbers without a sign, in pieces between which Ctrl-C is looked at.
enum Magnitudes {
    /// From so many words on a product is split (Karatsuba, Ofman, "Multiplication of multidigit numbers on automata", 1962).
    private static let splitLength = 80
    /// How many products of two words are made between two looks.
    private static let pieceWork = 1 << 17

    /// The longer one stands first: to a shorter one the library adds word by word, and makes room for each anew.
    static func sum(_ first: BigInt, _ second: BigInt) -> BigInt {
        first.magnitude.words.count < second.magnitude.words.count ? second + first : first + second
    }

    private static func sum(_ first: BigUInt, _ second: BigUInt) -> BigUInt {
        first.words.count < second.words.count ? second + first : first + second
    }

    /// A number times 2 so many times. The library's own makes room for each word anew.
    static func shiftedLeft(_ number: BigUInt, by count: Int) -> BigUInt {
        if count == 0 || number.isZero { return number }
        let (whole, bits) = (count / UInt.bitWidth, UInt(count % UInt.bitWidth))
        let words = Array(number.words)
        var result = [UInt](repeating: 0, count: whole + words.count + 1)
        var carry: UInt = 0
        for place in words.indices.polled() {
            result[whole + place] = words[place] << bits | carry
            carry = bits == 0 ? 0 : words[place] >> (UInt(UInt.bitWidth) - bits)
        }
        result[whole + words.count] = carry
        return BigUInt(words: result)
    }

    /// A number halved so many times, without what is behind the point.
    static func shiftedRight(_ number: BigUInt, by count: Int) -> BigUInt {
        if count == 0 { return number }
        let (whole, bits) = (count / UInt.bitWidth, UInt(count % UInt.bitWidth))
        let words = Array(number.words)
        if whole >= words.count { return 0 }
        var result = [UInt](repeating: 0, count: words.count - whole)
        for place in result.indices.polled() {
            let above = place + whole + 1 < words.count && bits > 0 ? words[place + whole + 1] : 0
            result[place] = words[place + whole] >> bits | (bits > 0 ? above << (UInt(UInt.bitWidth) - bits) : 0)
        }
        return BigUInt(words: result)
    }

    static func product(_ first: BigUInt, _ second: BigUInt) -> BigUInt {
        let (firstCount, secondCount) = (first.words.count, second.words.count)
        let (long, short) = firstCount < secondCount ? (second, first) : (first, second)
        let (longCount, shortCount) = (max(firstCount, secondCount), min(firstCount, secondCount))
        if shortCount <= splitLength, longCount * max(shortCount, 1) <= pieceWork { return long * short }
        if Interruption.isDue() { return 0 }
        let length = max(shortCount, pieceWork / max(shortCount, splitLength))
        if shortCount <= splitLength || longCount > length + length / 2, longCount > length {
            return productInPieces(Array(long.words), short, length: length)
        }
        return splitProduct(Array(long.words), Array(short.words))
    }

    /// The product of a number that is cut into pieces with one that isn't.
    private static func productInPieces(_ long: [UInt], _ short: BigUInt, length: Int) -> BigUInt {
        var result = [UInt](repeating: 0, count: long.count + short.words.count + 1)
        for start in stride(from: 0, to: long.count, by: length) {
            let piece = BigUInt(words: long[start..<min(start + length, long.count)])
            let part = product(piece, short)
            if Interruption.isRequested { return 0 }
            add(part, to: &result, at: start)
        }
        return BigUInt(words: result)
    }

    private static func splitProduct(_ long: [UInt], _ short: [UInt]) -> BigUInt {
        let half = (long.count + 1) / 2
        let (low, high) = (BigUInt(words: long.prefix(half)), BigUInt(words: long.dropFirst(half)))
        let (otherLow, otherHigh) = (BigUInt(words: short.prefix(half)), BigUInt(words: short.dropFirst(half)))
        let lows = product(low, otherLow)
        let highs = product(high, otherHigh)
        let all = product(sum(low, high), sum(otherLow, otherHigh))
        // One that ended early would be less than what is taken from it.
        if Interruption.isRequested { return 0 }
        var result = [UInt](repeating: 0, count: long.count + short.count + 1)
        add(lows, to: &result, at: 0)
        add(highs, to: &result, at: 2 * half)
        add(all - lows - highs, to: &result, at: half)
        return BigUInt(words: result)
    }

    /// Adds a number to words, which have room for the sum.
    private static func add(_ number: BigUInt, to words: inout [UInt], at start: Int) {
        var place = start
        var carries = false
        for word in number.words {
            let (sum, overflows) = words[place].addingReportingOverflow(word)
            let (whole, overflowsToo) = sum.addingReportingOverflow(carries ? 1 : 0)
            words[place] = whole
            carries = overflows || overflowsToo
            place += 1
        }
        while carries {
            let (sum, overflows) = words[place].addingReportingOverflow(1)
            words[place] = sum
            carries = overflows
            place += 1
        }
    }

    /// The quotient rounded down, and what remains.
    static func divided(_ dividend: BigUInt, by divisor: BigUInt) -> (quotient: BigUInt, remainder: BigUInt) {
        let (count, length) = (dividend.words.count, divisor.words.count)
        if count < length { return (0, dividend) }
        // What ended early may be 0.
        if length == 0 { return (0, 0) }
        if (count - length + 1) * length <= pieceWork { return dividend.quotientAndRemainder(dividingBy: divisor) }
        // A long division whose digits are as many words as are some work.
        let words = Array(dividend.words)
        let pieceLength = max(pieceWork / length, 1)
        var quotient = [UInt](repeating: 0, count: count - length + 1)
        var place = count - length + 1
        var rest = BigUInt(words: words[place...])
        while place > 0 {
            if Interruption.isDue() { return (0, 0) }
            let start = max(place - pieceLength, 0)
            let piece = BigUInt(words: words[start..<place] + rest.words)
            let (digits, remainder) = piece.quotientAndRemainder(dividingBy: divisor)
            for (offset, word) in digits.words.enumerated() { quotient[start + offset] = word }
            rest = remainder
            place = start
        }
        return (BigUInt(words: quotient), rest)
    }
}
