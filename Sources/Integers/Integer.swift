internal import BigInt

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

/// An int that doesn't fit 64 bits; it never changes.
public final class LongInteger: Sendable {
    let value: BigInt

    fileprivate init(_ value: BigInt) { self.value = value }
}

extension Integer {
    /// The number in the form that fits it.
    init(_ value: BigInt) {
        let magnitude = value.magnitude
        if magnitude.bitWidth <= Int.bitWidth {
            let word = magnitude.words.first ?? 0
            if value.sign == .plus, let short = Int(exactly: word) {
                self = .short(short)
                return
            }
            if value.sign == .minus, word <= Int.min.magnitude {
                self = .short(Int(truncatingIfNeeded: 0 &- word))
                return
            }
        }
        self = .long(LongInteger(value))
    }

    init(_ magnitude: BigUInt, isNegative: Bool = false) {
        self.init(BigInt(sign: isNegative ? .minus : .plus, magnitude: magnitude))
    }

    /// The number of these words, the lowest first.
    public init(words: [UInt]) { self.init(BigUInt(words: words)) }

    var big: BigInt {
        switch self {
        case .short(let value): BigInt(value)
        case .long(let long): long.value
        }
    }

    var magnitude: BigUInt {
        switch self {
        case .short(let value): BigUInt(value.magnitude)
        case .long(let long): long.value.magnitude
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
        magnitude.words.reduce(0) { $0 + $1.nonzeroBitCount }
    }

    /// The words of its distance from 0, the lowest first.
    public var words: [UInt] { Array(magnitude.words) }

    /// CPython's hash: the number modulo 2^61 - 1, with its sign.
    public var hash: Int {
        let modulus: UInt = (1 << 61) - 1
        var rest: UInt = 0
        for word in magnitude.words.reversed() {
            rest = modulus.dividingFullWidth((rest, word)).remainder
        }
        let hash = isNegative ? -Int(rest) : Int(rest)
        return hash == -1 ? -2 : hash
    }
}

extension LongInteger {
    /// Whether it is less than 0.
    public var isNegative: Bool { value.sign == .minus }

    /// How many bits its distance from 0 has.
    public var bitWidth: Int { value.magnitude.bitWidth }

    /// How many bytes it takes, about.
    public var byteCount: Int { bitWidth / 8 + 48 }
}

extension Integer: Comparable {
    /// Whether two numbers are the same.
    public static func == (left: Integer, right: Integer) -> Bool {
        switch (left, right) {
        case (.short(let left), .short(let right)): left == right
        case (.long(let left), .long(let right)): left === right || left.value == right.value
        default: false
        }
    }

    /// Whether one is less than the other.
    public static func < (left: Integer, right: Integer) -> Bool {
        switch (left, right) {
        case (.short(let left), .short(let right)): left < right
        case (.long(let left), .long(let right)): left.value < right.value
        case (.long(let left), .short): left.isNegative
        case (.short, .long(let right)): !right.isNegative
        }
    }
}
