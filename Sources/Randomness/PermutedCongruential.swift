/// The permuted congruential generator PCG XSL-RR 128/64: 64-bit words with period 2¹²⁸; `np.random.PCG64`.
///
/// M. E. O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms for Random Number
/// Generation" (2014). A copy is a checkpoint: it draws the same words again.
public struct PermutedCongruential: Sendable, Equatable {
    private var state: UInt128
    private let increment: UInt128
    /// The high half of a word whose low half has been drawn, kept for the next 32-bit draw.
    private var waiting: UInt32?

    private static let multiplier: UInt128 = 2_549_297_995_355_413_924 << 64 | 4_865_540_595_714_422_341

    /// The generator of `np.random.PCG64(seed)`, from its seed sequence.
    public init(_ sequence: SeedSequence) {
        let words = sequence.state(count: 8)
        /// The words of 64 bits are stored low half first, the numbers of 128 bits high word first.
        func number(_ offset: Int) -> UInt128 {
            let places = [1, 0, 3, 2]
            return places.reduce(0) { $0 << 32 | UInt128(words[offset + $1]) }
        }
        increment = number(4) << 1 | 1
        state = (increment &+ number(0)) &* Self.multiplier &+ increment
    }

    /// The complete state as words.
    public var stateWords: [UInt64] {
        [state, increment].flatMap { [UInt64(truncatingIfNeeded: $0 >> 64), UInt64(truncatingIfNeeded: $0)] }
            + [waiting.map { UInt64($0) } ?? .max]
    }

    /// The next 64-bit word.
    @inline(__always)
    public mutating func next64() -> UInt64 {
        state = state &* Self.multiplier &+ increment
        let high = UInt64(truncatingIfNeeded: state >> 64)
        let folded = high ^ UInt64(truncatingIfNeeded: state)
        let turn = high >> 58
        return folded >> turn | folded << ((0 &- turn) & 63)
    }

    /// Half of a 64-bit word: the low half, and the high half on the next call.
    @inline(__always)
    public mutating func next32() -> UInt32 {
        if let half = waiting {
            waiting = nil
            return half
        }
        let word = next64()
        waiting = UInt32(truncatingIfNeeded: word >> 32)
        return UInt32(truncatingIfNeeded: word)
    }

    /// The next number in `[0, 1)`: the highest 53 bits of a word, over 2⁵³.
    @inline(__always)
    public mutating func nextDouble() -> Double {
        Double(next64() >> 11) * 0x1p-53
    }
}

extension PermutedCongruential: RandomWords {}
