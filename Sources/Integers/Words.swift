internal import CGMP
internal import Kernels

/// The words of an unsigned number in existing memory, lowest first: an operand, a result under construction, or
/// scratch. The memory must outlive the value.
struct Words {
    var start: UnsafePointer<UInt>
    var count: Int

    /// The words processed in one piece by loops over single words: about a millisecond.
    static let pieceLength = 1 << 18

    subscript(place: Int) -> UInt { start[place] }

    /// The number of bits, if the highest word is not 0.
    var bitWidth: Int { count == 0 ? 0 : count * UInt.bitWidth - start[count - 1].leadingZeroBitCount }

    /// The words from an index on, at most `length`.
    func part(from place: Int, count length: Int = .max) -> Words {
        let first = min(place, count)
        return Words(start: start + first, count: min(length, count - first))
    }

    /// The words without leading zeros.
    var trimmed: Words {
        var words = self
        while words.count > 0, words[words.count - 1] == 0 { words.count -= 1 }
        return words
    }

    /// Whether any of the lowest `place` bits is 1.
    func hasBits(below place: Int) -> Bool {
        let (whole, bits) = (place / UInt.bitWidth, UInt(place % UInt.bitWidth))
        for word in (0..<min(whole, count)).polled() where start[word] != 0 { return true }
        return whole < count && bits > 0 && start[whole] << (UInt(UInt.bitWidth) - bits) != 0
    }

    /// The 64 bits from a bit position on.
    func word(fromBit place: Int) -> UInt {
        let (whole, bits) = (place / UInt.bitWidth, UInt(place % UInt.bitWidth))
        let low = whole < count ? start[whole] >> bits : 0
        return bits > 0 && whole + 1 < count ? low | start[whole + 1] << (UInt(UInt.bitWidth) - bits) : low
    }

    /// Calls `body` with consecutive pieces of the indices, until evaluation should stop.
    @inline(__always) static func forEachPiece(of count: Int, _ body: (Range<Int>) -> Void) {
        if count <= pieceLength { return body(0..<count) }
        Interruption.forEachPiece(of: count, length: pieceLength, body)
    }

    /// Writes `count` zero words.
    static func clear(_ target: UnsafeMutablePointer<UInt>, count: Int) {
        forEachPiece(of: count) { (target + $0.lowerBound).initialize(repeating: 0, count: $0.count) }
    }

    func copy(to target: UnsafeMutablePointer<UInt>) {
        Self.forEachPiece(of: count) { places in
            (target + places.lowerBound).initialize(from: start + places.lowerBound, count: places.count)
        }
    }

    /// Compares two numbers: less than 0, 0, or greater than 0. Neither highest word may be 0.
    func compared(with other: Words) -> Int {
        if count != other.count { return count < other.count ? -1 : 1 }
        var end = count
        while end > 0 {
            let length = min(end, Self.pieceLength)
            let order = cgmp_compare(start + (end - length), other.start + (end - length), length)
            if order != 0 { return Int(order) }
            end -= length
            if end > 0, Interruption.isRequested { return 0 }
        }
        return 0
    }
}

// MARK: - Sums and shifts

extension Words {
    /// Writes the sum with a number that isn't longer, and returns the carry. The result may be in place of either.
    func add(_ other: Words, into result: UnsafeMutablePointer<UInt>) -> UInt {
        if count <= Self.pieceLength { return cgmp_add(result, start, count, other.start, other.count) }
        var carry: UInt = 0
        Self.forEachPiece(of: count) { places in
            let (piece, target) = (other.part(from: places.lowerBound, count: places.count), result + places.lowerBound)
            let own = cgmp_add(target, start + places.lowerBound, places.count, piece.start, piece.count)
            carry = own + cgmp_add_word(target, target, places.count, carry)
        }
        return carry
    }

    /// Writes the difference to a number that isn't greater. The result may be in place of either.
    func subtract(_ other: Words, into result: UnsafeMutablePointer<UInt>) {
        if count <= Self.pieceLength {
            _ = cgmp_subtract(result, start, count, other.start, other.count)
            return
        }
        var borrow: UInt = 0
        Self.forEachPiece(of: count) { places in
            let (piece, target) = (other.part(from: places.lowerBound, count: places.count), result + places.lowerBound)
            let own = cgmp_subtract(target, start + places.lowerBound, places.count, piece.start, piece.count)
            borrow = own + cgmp_subtract_word(target, target, places.count, borrow)
        }
    }

    /// Writes the number multiplied by 2^places: `places / 64 + 1` more words than it has.
    func shiftLeft(by places: Int, into result: UnsafeMutablePointer<UInt>) {
        let (whole, bits) = (places / UInt.bitWidth, UInt32(places % UInt.bitWidth))
        Self.clear(result, count: whole)
        let target = result + whole
        target[count] = 0
        if bits == 0 { return copy(to: target) }
        var carry: UInt = 0
        Self.forEachPiece(of: count) { places in
            let (first, piece) = (places.lowerBound, target + places.lowerBound)
            let out = cgmp_shift_left(piece, start + first, places.count, bits)
            piece[0] |= carry
            carry = out
        }
        target[count] = carry
    }

    /// Writes the number divided by 2^places, rounded down: `places / 64` fewer words than it has, at least one.
    func shiftRight(by places: Int, into result: UnsafeMutablePointer<UInt>) {
        let (rest, bits) = (part(from: places / UInt.bitWidth), UInt32(places % UInt.bitWidth))
        if bits == 0 { return rest.copy(to: result) }
        Self.forEachPiece(of: rest.count) { places in
            _ = cgmp_shift_right(result + places.lowerBound, rest.start + places.lowerBound, places.count, bits)
            let end = places.upperBound
            if end < rest.count { result[end - 1] |= rest[end] << (UInt(UInt.bitWidth) - UInt(bits)) }
        }
    }
}
