internal import CGMP
internal import Kernels

extension Integer {
    /// The quotient rounded down, and the remainder with the divisor's sign, as in Python's `divmod`; the divisor
    /// must not be 0.
    public func divided(by divisor: Integer) -> (quotient: Integer, remainder: Integer) {
        if case .short(let x) = self, case .short(let y) = divisor, y > 0 {
            let (quotient, remainder) = x.quotientAndRemainder(dividingBy: y)
            return remainder < 0 ? (.short(quotient - 1), .short(remainder + y)) : (.short(quotient), .short(remainder))
        }
        let (quotient, rest) = dividedTowardsZero(by: divisor)
        if isNegative == divisor.isNegative || rest.isZero { return (quotient, rest) }
        return (quotient - .short(1), rest + divisor)
    }

    /// The quotient rounded down; the divisor must not be 0.
    public func floorQuotient(by divisor: Integer) -> Integer {
        let isNegative = isNegative != divisor.isNegative
        return withWords { words in
            divisor.withWords { others in
                // The result of interrupted work may be 0, here and below.
                if others.count == 0 { return .short(0) }
                // A negative quotient may need to be rounded down by one more.
                if isNegative || words.count < others.count || words.count > Self.wholeDivision {
                    return divided(by: divisor).quotient
                }
                return Self.make(capacity: words.count - others.count + 1) { quotient in
                    if others.count == 1 {
                        _ = cgmp_divide_by_word(quotient, words.start, words.count, others[0])
                        return
                    }
                    Scratch.with(others.count) {
                        cgmp_divide(quotient, $0, words.start, words.count, others.start, others.count)
                    }
                }
            }
        }
    }

    /// The remainder of a floor division, with the divisor's sign; the divisor must not be 0.
    public func floorRemainder(by divisor: Integer) -> Integer {
        let rest: Integer = withWords { words in
            divisor.withWords { others in
                if words.count < others.count || others.count == 0 { return self }
                if words.count > Self.wholeDivision { return dividedTowardsZero(by: divisor).remainder }
                return Self.make(capacity: others.count, isNegative: isNegative) { remainder in
                    if others.count == 1 {
                        remainder[0] = cgmp_remainder_by_word(words.start, words.count, others[0])
                        return
                    }
                    Scratch.with(words.count - others.count + 1) {
                        cgmp_divide($0, remainder, words.start, words.count, others.start, others.count)
                    }
                }
            }
        }
        return isNegative == divisor.isNegative || rest.isZero ? rest : rest + divisor
    }

    /// The quotient rounded toward 0, and the remainder with this number's sign.
    private func dividedTowardsZero(by divisor: Integer) -> (quotient: Integer, remainder: Integer) {
        let isQuotientNegative = isNegative != divisor.isNegative
        return withWords { words in
            divisor.withWords { others in
                if words.count < others.count || others.count == 0 { return (.short(0), self) }
                if words.count <= Self.wholeDivision {
                    return Self.divideWhole(words, by: others, isQuotientNegative, isNegative)
                }
                let (quotient, rest) = Self.divide(absolute, by: divisor.absolute)
                return (isQuotientNegative ? -quotient : quotient, isNegative ? -rest : rest)
            }
        }
    }
}

// MARK: - Division in pieces

/// GMP's division, like its product, can't be interrupted. Numbers here are not negative.
extension Integer {
    /// The most words in a dividend that is divided in one piece: about ten milliseconds.
    private static let wholeDivision = 1 << 15

    private static func divide(_ dividend: Integer, by divisor: Integer) -> (quotient: Integer, remainder: Integer) {
        let (count, length) = (dividend.wordCount, divisor.wordCount)
        if count < length || length == 0 { return (.short(0), dividend) }
        if length <= wholeDivision / 2 {
            return dividend.withWords { words in divisor.withWords { divideInPieces(words, by: $0) } }
        }
        if count <= wholeDivision {
            return dividend.withWords { words in divisor.withWords { divideWhole(words, by: $0) } }
        }
        if Interruption.isDue() { return (.short(0), .short(0)) }
        let digits = count - length + 1
        return digits + 1 < length
            ? divideByHighest(digits + 1, dividend, by: divisor) : divideTwice(digits / 2, dividend, by: divisor)
    }

    private static func divideWhole(
        _ dividend: Words, by divisor: Words, _ isQuotientNegative: Bool = false, _ isNegative: Bool = false
    ) -> (quotient: Integer, remainder: Integer) {
        var rest = Integer.short(0)
        let quotient = make(capacity: dividend.count - divisor.count + 1, isNegative: isQuotientNegative) { digits in
            rest = make(capacity: divisor.count, isNegative: isNegative) {
                cgmp_divide(digits, $0, dividend.start, dividend.count, divisor.start, divisor.count)
            }
        }
        return (quotient, rest)
    }

    /// Long division in digits of many words; the divisor is short enough for one piece.
    private static func divideInPieces(_ dividend: Words, by divisor: Words) -> (quotient: Integer, remainder: Integer)
    {
        if dividend.count <= wholeDivision { return divideWhole(dividend, by: divisor) }
        let (length, pieceLength) = (divisor.count, wholeDivision - divisor.count)
        var rest = Integer.short(0)
        let quotient = make(capacity: dividend.count - length + 1) { digits in
            // The current remainder, above the words of the piece.
            Scratch.with(wholeDivision + length + 1) { piece in
                var place = dividend.count - length + 1
                let remainder = piece + wholeDivision
                dividend.part(from: place).copy(to: remainder)
                remainder[length - 1] = 0
                while place > 0, !Interruption.isDue() {
                    let end = place
                    place = max(end - pieceLength, 0)
                    dividend.part(from: place, count: end - place).copy(to: piece)
                    Words(start: remainder, count: length).copy(to: piece + (end - place))
                    divideDigits(piece, end - place, by: divisor, into: digits + place, remainder: remainder)
                }
                rest = Integer(copying: Words(start: remainder, count: length))
            }
        }
        return (quotient, rest)
    }

    private static func divideDigits(
        _ words: UnsafePointer<UInt>, _ count: Int, by divisor: Words, into digits: UnsafeMutablePointer<UInt>,
        remainder: UnsafeMutablePointer<UInt>
    ) {
        // GMP writes one extra word, which is 0 because the remainder is less than the divisor.
        Scratch.with(count + 1) { quotient in
            cgmp_divide(quotient, remainder, words, count + divisor.count, divisor.start, divisor.count)
            Words(start: quotient, count: count).copy(to: digits)
        }
    }

    /// The quotient in two steps, its highest words first, then the `low` remaining ones (Burnikel, Ziegler, "Fast
    /// recursive division", 1998).
    private static func divideTwice(
        _ low: Int, _ dividend: Integer, by divisor: Integer
    ) -> (quotient: Integer, remainder: Integer) {
        let highest = divide(dividend.words(from: low), by: divisor)
        let rest = highest.remainder.shiftedLeft(by: low * UInt.bitWidth) + dividend.lowestWords(low)
        let lowest = divide(rest, by: divisor)
        return (highest.quotient.shiftedLeft(by: low * UInt.bitWidth) + lowest.quotient, lowest.remainder)
    }

    /// Divides by the divisor's highest words, one more than the quotient may have; the result is exact or slightly
    /// too large and then corrected.
    private static func divideByHighest(
        _ highest: Int, _ dividend: Integer, by divisor: Integer
    ) -> (quotient: Integer, remainder: Integer) {
        let low = divisor.wordCount - highest
        var (quotient, rest) = divide(dividend.words(from: low), by: divisor.words(from: low))
        rest =
            rest.shiftedLeft(by: low * UInt.bitWidth) + dividend.lowestWords(low) - quotient * divisor.lowestWords(low)
        while rest.isNegative, !Interruption.isRequested {
            quotient = quotient - .short(1)
            rest = rest + divisor
        }
        return (quotient, rest)
    }

    /// The words from an index on, as a number.
    private func words(from place: Int) -> Integer { withWords { Integer(copying: $0.part(from: place)) } }

    /// The lowest `count` words, as a number.
    private func lowestWords(_ count: Int) -> Integer { withWords { Integer(copying: $0.part(from: 0, count: count)) } }
}
