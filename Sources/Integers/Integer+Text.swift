internal import BigInt
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
        guard radix == 1 << bits else { return String(magnitude, radix: radix, uppercase: uppercase) }
        let words = words
        let count = (bitWidth + bits - 1) / bits
        let letters = Array((uppercase ? "0123456789ABCDEFGHIJKLMNOPQRSTUV" : "0123456789abcdefghijklmnopqrstuv").utf8)
        var text: [UInt8] = []
        text.reserveCapacity(count)
        for place in stride(from: (count - 1) * bits, through: 0, by: -bits).polled(work: 4) {
            var digit = words[place / 64] >> UInt(place % 64)
            if place % 64 + bits > 64, place / 64 + 1 < words.count {
                digit |= words[place / 64 + 1] << UInt(64 - place % 64)
            }
            text.append(letters[Int(digit & UInt(radix - 1))])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// Reads digits, which there must be, of a base from 2 to 36; nil where there is another character.
    public init?(digits: some StringProtocol, radix: Int = 10, isNegative: Bool = false) {
        if let short = UInt(digits, radix: radix) {
            self.init(BigUInt(short), isNegative: isNegative)
            return
        }
        let bits = radix.trailingZeroBitCount
        guard radix == 1 << bits else {
            guard let magnitude = Self.magnitude(digits, radix: radix) else { return nil }
            self.init(magnitude, isNegative: isNegative)
            return
        }
        var words = [UInt](repeating: 0, count: (digits.utf8.count * bits + 63) / 64)
        for (place, letter) in digits.utf8.reversed().enumerated().polled(work: 4) {
            guard let digit = Self.digitValue(letter), digit < radix else { return nil }
            let start = place * bits
            words[start / 64] |= UInt(digit) << UInt(start % 64)
            if start % 64 + bits > 64 { words[start / 64 + 1] |= UInt(digit) >> UInt(64 - start % 64) }
        }
        self.init(BigUInt(words: words), isNegative: isNegative)
    }

    /// By as many digits at a time as a word holds. The library's own doesn't take base 36.
    private static func magnitude(_ digits: some StringProtocol, radix: Int) -> BigUInt? {
        var result = BigUInt()
        var (piece, power): (UInt, UInt) = (0, 1)
        for letter in digits.utf8 {
            guard let digit = digitValue(letter), digit < radix else { return nil }
            piece = piece * UInt(radix) + UInt(digit)
            power *= UInt(radix)
            if power > UInt.max / UInt(radix) {
                result = result * BigUInt(power) + BigUInt(piece)
                (piece, power) = (0, 1)
            }
        }
        return result * BigUInt(power) + BigUInt(piece)
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
    private static let leastTooLong = BigUInt(10).power(Integer.mostDigits)

    /// Whether it has more decimal digits than are written.
    public var isTooLongForText: Bool {
        // 4,300 digits are 14,285 bits, the last of them not all.
        let width = bitWidth
        return width > 14_285 || width == 14_285 && value.magnitude >= Self.leastTooLong
    }

    /// Its decimal digits; where CPython wouldn't write those, that there are too many.
    public var description: String {
        isTooLongForText ? "<int of \(bitWidth) bits>" : String(value)
    }
}
