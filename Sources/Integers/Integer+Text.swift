internal import CGMP
internal import Kernels

extension Integer {
    /// More decimal digits than these are neither read nor written, as in CPython.
    public static let mostDigits = 4300

    /// Whether it has more decimal digits than are written.
    public var isTooLongForText: Bool { if case .long(let long) = self { long.isTooLongForText } else { false } }

    /// The text of its distance from 0 in a base from 2 to 36.
    public func digits(radix: Int = 10, uppercase: Bool = false) -> String {
        if case .short(let value) = self { return String(value.magnitude, radix: radix, uppercase: uppercase) }
        let bits = radix.trailingZeroBitCount
        let letters = Array(
            (uppercase ? "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "0123456789abcdefghijklmnopqrstuvwxyz").utf8)
        guard radix == 1 << bits else {
            return String(decoding: digitValues(radix: radix).lazy.map { letters[Int($0)] }, as: UTF8.self)
        }
        let count = (bitWidth + bits - 1) / bits
        var text: [UInt8] = []
        text.reserveCapacity(count)
        withWords { words in
            for place in stride(from: (count - 1) * bits, through: 0, by: -bits).polled(work: 4) {
                text.append(letters[Int(words.word(fromBit: place) & UInt(radix - 1))])
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The values of the digits in a base that is no power of 2, the highest first.
    private func digitValues(radix: Int) -> [UInt8] {
        withWords { words in
            // So many bits at least are in a digit.
            let least = Int.bitWidth - 1 - radix.leadingZeroBitCount
            return [UInt8](unsafeUninitializedCapacity: words.bitWidth / least + 2) { digits, count in
                guard let start = digits.baseAddress else { return }
                Scratch.with(words.count + 1) {
                    words.copy(to: $0)
                    count = Int(cgmp_digits(start, Int32(radix), $0, words.count))
                }
            }
        }
    }

    /// Reads digits, which there must be, of a base from 2 to 36; nil where there is another character.
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

    /// Reads digits of a base that is a power of 2; false where there is another character.
    private static func read(
        _ digits: some StringProtocol, bits: Int, into words: UnsafeMutablePointer<UInt>, _ capacity: Int
    ) -> Bool {
        Words.clear(words, count: capacity)
        for (place, letter) in digits.utf8.reversed().enumerated().polled(work: 4) {
            guard let digit = digitValue(letter), digit < 1 << bits else { return false }
            let start = place * bits
            words[start / 64] |= UInt(digit) << UInt(start % 64)
            if start % 64 + bits > 64 { words[start / 64 + 1] |= UInt(digit) >> UInt(64 - start % 64) }
        }
        return true
    }

    /// Reads digits of another base, which are no more than ``mostDigits`` or not many more: this is one piece of work.
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

extension Integer: CustomStringConvertible {
    /// Its decimal digits; where CPython wouldn't write those, that there are too many.
    public var description: String {
        switch self {
        case .short(let value): String(value)
        case .long(let long): long.description
        }
    }
}

extension LongInteger: CustomStringConvertible {
    /// The least number with more decimal digits than are written.
    private static let leastTooLong = Integer.short(10).power(Integer.mostDigits)

    /// Whether it has more decimal digits than are written.
    public var isTooLongForText: Bool {
        // 4,300 digits are 14,285 bits, the last of them not all.
        let width = bitWidth
        return width > 14_285 || width == 14_285 && Integer.long(self).absolute >= Self.leastTooLong
    }

    /// Its decimal digits; where CPython wouldn't write those, that there are too many.
    public var description: String {
        isTooLongForText ? "<int of \(bitWidth) bits>" : (isNegative ? "-" : "") + Integer.long(self).digits()
    }
}
