internal import CGMP
internal import Kernels

/// Products in pieces with checks for Ctrl-C in between: GMP's own product can't be interrupted, and allocates
/// scratch memory unchecked, which small pieces limit.
extension Words {
    /// The most words in a piece, both operands together: about ten milliseconds, and 4 MB of scratch.
    private static let wholeProduct = 1 << 16

    /// Writes the product with another number, as many words as both have together; neither may be empty, and the
    /// result may overlap neither.
    ///
    /// If evaluation should stop, some words may be left unwritten.
    func multiply(_ other: Words, into result: UnsafeMutablePointer<UInt>) {
        if count < other.count { return other.multiply(self, into: result) }
        if count + other.count <= Self.wholeProduct {
            return cgmp_multiply(result, start, count, other.start, other.count)
        }
        if Interruption.isDue() { return }
        let half = (count + 1) / 2
        if other.count <= half {
            multiplyPieces(other, into: result)
        } else {
            multiplyHalves(other, half, into: result)
        }
    }

    /// The product with a shorter number, one piece of this number at a time.
    private func multiplyPieces(_ other: Words, into result: UnsafeMutablePointer<UInt>) {
        let length = max(other.count, Self.wholeProduct - other.count)
        part(from: 0, count: length).multiply(other, into: result)
        Scratch.with(length + other.count) { scratch in
            for place in stride(from: length, to: count, by: length) {
                let piece = part(from: place, count: length)
                piece.multiply(other, into: scratch)
                if Interruption.isRequested { return }
                // This many words of the result are already written at this position.
                let overlap = Words(start: result + place, count: other.count)
                _ = Words(start: scratch, count: piece.count + other.count).add(overlap, into: result + place)
            }
        }
    }

    /// The product from three products of halves (Karatsuba, Ofman, "Multiplication of multidigit numbers on
    /// automata", 1962); the third is that of the differences.
    private func multiplyHalves(_ other: Words, _ half: Int, into result: UnsafeMutablePointer<UInt>) {
        let (low, high) = (part(from: 0, count: half), part(from: half))
        let (otherLow, otherHigh) = (other.part(from: 0, count: half), other.part(from: half))
        low.multiply(otherLow, into: result)
        high.multiply(otherHigh, into: result + 2 * half)
        // Two differences, their product, and the middle term with its carry.
        Scratch.with(6 * half + 1) { scratch in
            let isSquare = start == other.start && count == other.count
            let rises = low.distance(to: high, into: scratch)
            let otherRises = isSquare ? rises : otherLow.distance(to: otherHigh, into: scratch + half)
            let first = Words(start: scratch, count: half)
            let second = isSquare ? first : Words(start: scratch + half, count: half)
            first.multiply(second, into: scratch + 2 * half)
            // Unwritten words may have any value.
            if Interruption.isRequested { return }
            let (crossed, sum) = (Words(start: scratch + 2 * half, count: 2 * half), scratch + 4 * half)
            let highs = Words(start: result + 2 * half, count: high.count + otherHigh.count)
            sum[2 * half] = Words(start: result, count: 2 * half).add(highs, into: sum)
            let middle = Words(start: sum, count: 2 * half + 1)
            if rises == otherRises {
                middle.subtract(crossed, into: sum)
            } else {
                sum[2 * half] += Words(start: sum, count: 2 * half).add(crossed, into: sum)
            }
            let rest = Words(start: result + half, count: count + other.count - half)
            if Interruption.isRequested { return }
            _ = rest.add(middle.trimmed.part(from: 0, count: rest.count), into: result + half)
        }
    }

    /// Writes the absolute difference to a number that isn't longer, in as many words as this one has; returns
    /// whether the other is greater.
    private func distance(to other: Words, into result: UnsafeMutablePointer<UInt>) -> Bool {
        let (own, others) = (trimmed, other.trimmed)
        let isMore = own.compared(with: others) < 0
        let (more, less) = isMore ? (others, own) : (own, others)
        more.subtract(less, into: result)
        (result + more.count).initialize(repeating: 0, count: count - more.count)
        return isMore
    }
}
