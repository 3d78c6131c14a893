internal import CGMP
internal import Kernels

/// Python's int, of any length.
///
/// What takes long looks at ``Interruption`` and then gives something whole in form and meaningless in content, as a
/// kernel does; and whoever asks for a number must have seen before that there is room for it.
public enum Integer: Sendable {
    /// One that fits 64 bits.
    case short(Int)
    /// One that doesn't.
    case long(LongInteger)
}

extension Integer {
    /// The number of these words, the lowest first.
    public init(words: [UInt]) {
        self = Self.make(capacity: words.count) { target in
            for place in words.indices.polled() { target[place] = words[place] }
        }
    }

    /// Its value, where that fits 64 bits.
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

    /// Its distance from 0.
    public var absolute: Integer { isNegative ? -self : self }

    /// How many bits its distance from 0 has.
    public var bitWidth: Int {
        switch self {
        case .short(let value): Int.bitWidth - value.magnitude.leadingZeroBitCount
        case .long(let long): long.bitWidth
        }
    }

    /// How many bits of its distance from 0 are 1.
    public var bitCount: Int {
        withWords { words in
            var count = 0
            Words.forEachPiece(of: words.count) { places in
                if !places.isEmpty { count += Int(cgmp_bit_count(words.start + places.lowerBound, places.count)) }
            }
            return count
        }
    }

    /// The words of its distance from 0, the lowest first.
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
                // Times 2^64 is times 2^3: of 61 bits the highest come in again below.
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
    /// Whether two numbers are the same.
    public static func == (left: Integer, right: Integer) -> Bool {
        switch (left, right) {
        case (.short(let left), .short(let right)): left == right
        case (.long(let left), .long(let right)):
            left === right || left.size == right.size && left.magnitudeOrder(to: right) == 0
        default: false
        }
    }

    /// Whether one is less than the other.
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
    /// Less than 0, 0 or more, as its distance from 0 is less than another's or not.
    fileprivate func magnitudeOrder(to other: LongInteger) -> Int {
        withWords { words in other.withWords { words.compared(with: $0) } }
    }

    fileprivate func isLess(than other: LongInteger) -> Bool {
        if isNegative != other.isNegative { return isNegative }
        let order = magnitudeOrder(to: other)
        return isNegative ? order > 0 : order < 0
    }
}
