internal import CGMP
internal import Kernels

/// Python's int, of any length.
///
/// Long operations check ``Interruption`` and then, like kernels, return a well-formed result with meaningless
/// content. A caller that requests a large number must first check that there is memory for it.
public enum Integer: Sendable {
    /// A number that fits in 64 bits.
    case short(Int)
    /// A number that doesn't.
    case long(LongInteger)
}

extension Integer {
    /// The number with these words, lowest first.
    public init(words: [UInt]) {
        self = Self.make(capacity: words.count) { target in
            for place in words.indices.polled() { target[place] = words[place] }
        }
    }

    /// The value, if it fits in 64 bits.
    public var short: Int? { if case .short(let value) = self { value } else { nil } }

    /// Whether it is less than 0.
    public var isNegative: Bool {
        switch self {
        case .short(let value): value < 0
        case .long(let long): long.isNegative
        }
    }

    /// Whether it is 0.
    public var isZero: Bool { if case .short(0) = self { true } else { false } }

    /// The absolute value.
    public var absolute: Integer { isNegative ? -self : self }

    /// The number of bits in the magnitude.
    public var bitWidth: Int {
        switch self {
        case .short(let value): Int.bitWidth - value.magnitude.leadingZeroBitCount
        case .long(let long): long.bitWidth
        }
    }

    /// The number of 1 bits in the magnitude.
    public var bitCount: Int {
        withWords { words in
            var count = 0
            Words.forEachPiece(of: words.count) { places in
                if !places.isEmpty { count += Int(cgmp_bit_count(words.start + places.lowerBound, places.count)) }
            }
            return count
        }
    }

    /// The words of the magnitude, lowest first.
    public var words: [UInt] {
        withWords { words in
            [UInt](unsafeUninitializedCapacity: words.count) { target, count in
                if let start = target.baseAddress { words.copy(to: start) }
                count = words.count
            }
        }
    }

    /// CPython's hash: the number modulo 2^61 - 1, with its sign.
    public var hash: Int {
        let modulus: UInt = (1 << 61) - 1
        let rest = withWords { words in
            var rest: UInt = 0
            for place in stride(from: words.count - 1, through: 0, by: -1).polled() {
                // Multiplying by 2^64 is multiplying by 2^3 modulo 2^61 - 1: the highest of 61 bits wrap around.
                let word = words[place]
                rest = ((rest << 3) & modulus | rest >> 58) + (word & modulus) + word >> 61
                if rest >= modulus { rest = (rest & modulus) + rest >> 61 }
            }
            return rest % modulus
        }
        let hash = isNegative ? -Int(rest) : Int(rest)
        return hash == -1 ? -2 : hash
    }
}

extension Integer: Comparable {
    /// Whether two numbers are equal.
    public static func == (left: Integer, right: Integer) -> Bool {
        switch (left, right) {
        case (.short(let left), .short(let right)): left == right
        case (.long(let left), .long(let right)):
            left === right || left.size == right.size && left.magnitudeOrder(to: right) == 0
        default: false
        }
    }

    /// Whether `left` is less than `right`.
    public static func < (left: Integer, right: Integer) -> Bool {
        switch (left, right) {
        case (.short(let left), .short(let right)): left < right
        case (.long(let left), .long(let right)): left.isLess(than: right)
        case (.long(let left), .short): left.isNegative
        case (.short, .long(let right)): !right.isNegative
        }
    }
}

extension LongInteger {
    /// Compares the magnitudes: less than 0, 0, or greater than 0.
    fileprivate func magnitudeOrder(to other: LongInteger) -> Int {
        withWords { words in other.withWords { words.compared(with: $0) } }
    }

    fileprivate func isLess(than other: LongInteger) -> Bool {
        if isNegative != other.isNegative { return isNegative }
        let order = magnitudeOrder(to: other)
        return isNegative ? order > 0 : order < 0
    }
}
