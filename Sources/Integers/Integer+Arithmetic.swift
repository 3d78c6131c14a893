internal import CGMP
internal import Kernels

extension Integer {
    /// The sum.
    public static func + (left: Integer, right: Integer) -> Integer {
        if case .short(let x) = left, case .short(let y) = right {
            let (sum, overflows) = x.addingReportingOverflow(y)
            if !overflows { return .short(sum) }
        }
        return sum(left, right, isNegative: right.isNegative)
    }

    /// The difference.
    public static func - (left: Integer, right: Integer) -> Integer {
        if case .short(let x) = left, case .short(let y) = right {
            let (difference, overflows) = x.subtractingReportingOverflow(y)
            if !overflows { return .short(difference) }
        }
        return sum(left, right, isNegative: !right.isNegative)
    }

    /// The sum with a number of the same magnitude as `right` and the given sign.
    private static func sum(_ left: Integer, _ right: Integer, isNegative: Bool) -> Integer {
        left.withWords { first in right.withWords { sum(first, left.isNegative, $0, isNegative) } }
    }

    private static func sum(_ first: Words, _ isNegative: Bool, _ second: Words, _ otherIsNegative: Bool) -> Integer {
        if isNegative == otherIsNegative {
            let (long, short) = first.count < second.count ? (second, first) : (first, second)
            return make(capacity: long.count + 1, isNegative: isNegative) { $0[long.count] = long.add(short, into: $0) }
        }
        let order = first.compared(with: second)
        if order == 0 { return .short(0) }
        let (more, less) = order > 0 ? (first, second) : (second, first)
        return make(capacity: more.count, isNegative: order > 0 ? isNegative : otherIsNegative) {
            more.subtract(less, into: $0)
        }
    }

    /// The product.
    public static func * (left: Integer, right: Integer) -> Integer {
        if case .short(let x) = left, case .short(let y) = right {
            let (product, overflows) = x.multipliedReportingOverflow(by: y)
            if !overflows { return .short(product) }
        }
        if left.isZero || right.isZero { return .short(0) }
        let isNegative = left.isNegative != right.isNegative
        return left.withWords { first in
            right.withWords { second in
                make(capacity: first.count + second.count, isNegative: isNegative) { first.multiply(second, into: $0) }
            }
        }
    }

    /// The negated number.
    public static prefix func - (number: Integer) -> Integer {
        if case .short(let value) = number, value != .min { return .short(-value) }
        return number.withWords { Integer(copying: $0, isNegative: !number.isNegative) }
    }

    /// `-number - 1`.
    public static prefix func ~ (number: Integer) -> Integer { .short(-1) - number }

    /// The number multiplied by 2^count; `count` is not negative.
    public func shiftedLeft(by count: Int) -> Integer {
        if isZero || count == 0 { return self }
        return withWords { words in
            Self.make(capacity: count / UInt.bitWidth + words.count + 1, isNegative: isNegative) {
                words.shiftLeft(by: count, into: $0)
            }
        }
    }

    /// The number divided by 2^count, rounded down; `count` is not negative.
    public func shiftedRight(by count: Int) -> Integer {
        if case .short(let value) = self { return .short(value >> min(count, Int.bitWidth - 1)) }
        if count == 0 { return self }
        return withWords { words in
            if count >= words.bitWidth { return .short(isNegative ? -1 : 0) }
            let shifted = Self.make(capacity: words.count - count / UInt.bitWidth, isNegative: isNegative) {
                words.shiftRight(by: count, into: $0)
            }
            return isNegative && words.hasBits(below: count) ? shifted - .short(1) : shifted
        }
    }
}

// MARK: - Bits

extension Integer {
    /// The bitwise and, in infinite two's complement, as in Python.
    public static func & (left: Integer, right: Integer) -> Integer {
        // A nonnegative operand limits the number of words.
        let (own, others) = (left.isNegative ? nil : left.wordCount, right.isNegative ? nil : right.wordCount)
        return combined(left, right, count: own.map { min($0, others ?? $0) } ?? others, &)
    }

    /// The bitwise or.
    public static func | (left: Integer, right: Integer) -> Integer { combined(left, right, |) }

    /// The bitwise exclusive or.
    public static func ^ (left: Integer, right: Integer) -> Integer { combined(left, right, ^) }

    /// Combines words in two's complement; without `count`, one word more than either operand has, for the sign.
    private static func combined(
        _ left: Integer, _ right: Integer, count: Int? = nil, _ combine: (UInt, UInt) -> UInt
    ) -> Integer {
        let isNegative = combine(left.isNegative ? .max : 0, right.isNegative ? .max : 0) != 0
        return left.withWords { words in
            right.withWords { others in
                let count = count ?? max(words.count, others.count) + 1
                return make(capacity: count, isNegative: isNegative) { result in
                    var (first, second) = (Complement(words, left.isNegative), Complement(others, right.isNegative))
                    var negation = Negation(isNegative)
                    for place in (0..<count).polled() {
                        result[place] = negation.next(combine(first.word(at: place), second.word(at: place)))
                    }
                }
            }
        }
    }

    /// The words of a number in infinite two's complement.
    private struct Complement {
        private let words: Words
        private var negation: Negation

        init(_ words: Words, _ isNegative: Bool) {
            self.words = words
            negation = Negation(isNegative)
        }

        /// The word at an index; words must be requested in order.
        mutating func word(at place: Int) -> UInt { negation.next(place < words.count ? words[place] : 0) }
    }

    /// Negates a sequence of words, or leaves it unchanged.
    private struct Negation {
        private let mask: UInt
        private var carry: UInt

        init(_ isNegative: Bool) {
            mask = isNegative ? .max : 0
            carry = isNegative ? 1 : 0
        }

        mutating func next(_ word: UInt) -> UInt {
            let (result, overflows) = (word ^ mask).addingReportingOverflow(carry)
            carry = overflows ? 1 : 0
            return result
        }
    }
}
