internal import CGMP
internal import Kernels

extension Integer {
    /// The most decimal digits that are read or written, as in CPython.
    public static let mostDigits = 4300

    /// Whether it has more decimal digits than are written.
    public var isTooLongForText: Bool { if case .long(let long) = self { long.isTooLongForText } else { false } }

    /// The digits of its magnitude in a base from 2 to 36.
    public func digits(radix: Int = 10, uppercase: Bool = false) -> String {
        if case .short(let value) = self { return String(value.magnitude, radix: radix, uppercase: uppercase) }
        let bits = radix.trailingZeroBitCount
        // In a base that isn't a power of 2, each digit takes at least this many bits.
        let least = Int.bitWidth - 1 - radix.leadingZeroBitCount
        let capacity = radix == 1 << bits ? (bitWidth + bits - 1) / bits : bitWidth / least + 2
        let letters: UInt8 = uppercase ? 55 : 87
        return withWords { words in
            String(unsafeUninitializedCapacity: capacity) { text in
                guard let start = text.baseAddress else { return 0 }
                let count =
                    radix == 1 << bits
                    ? words.writeDigits(to: start, count: capacity, bits: bits)
                    : words.writeDigits(to: start, radix: radix)
                for place in (0..<count).polled() { text[place] += text[place] < 10 ? 48 : letters }
                return count
            }
        }
    }

    /// Parses a nonempty text of digits in a base from 2 to 36; nil for any other character.
    public init?(digits: some StringProtocol, radix: Int = 10, isNegative: Bool = false) {
        if let short = UInt(digits, radix: radix) {
            self.init(words: [short])
            if isNegative { self = -self }
            return
        }
        let bits = Int.bitWidth - (radix - 1).leadingZeroBitCount
        var isWrong = false
        let capacity = (digits.utf8.count * bits + 63) / 64 + 1
        let number = Self.make(capacity: capacity, isNegative: isNegative) { words in
            let read =
                radix == 1 << bits
                ? Self.read(digits, bits: bits, into: words, capacity)
                : Self.read(digits, radix: radix, into: words, capacity)
            isWrong = !read
        }
        if isWrong { return nil }
        self = number
    }

    /// Parses digits in a base that is a power of 2; false for any other character.
    private static func read(
        _ digits: some StringProtocol, bits: Int, into words: UnsafeMutablePointer<UInt>, _ capacity: Int
    ) -> Bool {
        Words.clear(words, count: capacity)
        var start = digits.utf8.count * bits
        for letter in digits.utf8.polled(work: 4) {
            guard let digit = digitValue(letter), digit < 1 << bits else { return false }
            start -= bits
            words[start / 64] |= UInt(digit) << UInt(start % 64)
            if start % 64 + bits > 64 { words[start / 64 + 1] |= UInt(digit) >> UInt(64 - start % 64) }
        }
        return true
    }

    /// Parses digits in another base; they are at most about ``mostDigits``, so this is one piece of work.
    private static func read(
        _ digits: some StringProtocol, radix: Int, into words: UnsafeMutablePointer<UInt>, _ capacity: Int
    ) -> Bool {
        Words.clear(words, count: capacity)
        var values: [UInt8] = []
        values.reserveCapacity(digits.utf8.count)
        for letter in digits.utf8 {
            guard let digit = digitValue(letter), digit < radix else { return false }
            if digit > 0 || !values.isEmpty { values.append(UInt8(digit)) }
        }
        if !values.isEmpty { _ = cgmp_read_digits(words, values, UInt(values.count), Int32(radix)) }
        return true
    }

    private static func digitValue(_ letter: UInt8) -> Int? {
        switch letter {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(letter) - 48
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(letter) - 87
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(letter) - 55
        default: nil
        }
    }
}

extension Words {
    /// Writes the values of the digits of `bits` bits, highest first, and returns their number.
    fileprivate func writeDigits(to target: UnsafeMutablePointer<UInt8>, count: Int, bits: Int) -> Int {
        var written = 0
        for place in stride(from: (count - 1) * bits, through: 0, by: -bits).polled(work: 4) {
            target[written] = UInt8(truncatingIfNeeded: word(fromBit: place) & (1 << UInt(bits) - 1))
            written += 1
        }
        return written
    }

    /// Writes the values of the digits in a base that isn't a power of 2, highest first, and returns their number.
    /// They are at most about ``Integer/mostDigits``, so this is one piece of work.
    fileprivate func writeDigits(to target: UnsafeMutablePointer<UInt8>, radix: Int) -> Int {
        var written = 0
        Scratch.with(count + 1) {
            copy(to: $0)
            written = Int(cgmp_digits(target, Int32(radix), $0, count))
        }
        return written
    }
}

extension Integer: CustomStringConvertible {
    /// The decimal digits; a placeholder for a number too long for CPython to write.
    public var description: String {
        switch self {
        case .short(let value): String(value)
        case .long(let long): long.description
        }
    }
}

extension LongInteger: CustomStringConvertible {
    /// The smallest number with more decimal digits than are written. It is parsed, because parsing is never
    /// interrupted.
    private static let leastTooLong =
        Integer(digits: "1" + String(repeating: "0", count: Integer.mostDigits)) ?? .short(0)

    /// Whether it has more decimal digits than are written.
    public var isTooLongForText: Bool {
        // 4,300 digits take up to 14,285 bits, so only that width needs a comparison.
        let width = bitWidth
        return width > 14_285 || width == 14_285 && Integer.long(self).absolute >= Self.leastTooLong
    }

    /// The decimal digits; a placeholder for a number too long for CPython to write.
    public var description: String {
        isTooLongForText ? "<int of \(bitWidth) bits>" : (isNegative ? "-" : "") + Integer.long(self).digits()
    }
}
