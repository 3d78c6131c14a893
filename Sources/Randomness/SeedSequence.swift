/// Expands a seed of any size to the words of state that a generator needs; `np.random.SeedSequence`.
///
/// Based on M. E. O'Neill, "Developing a seed_seq Alternative" (2015), with a pool of 128 bits.
public struct SeedSequence: Sendable, Equatable {
    private static let poolLength = 4
    private var pool: [UInt32]

    /// The sequence of a seed of any integer type.
    ///
    /// - Throws: ``RandomError/negativeSeed(_:)``.
    public init(seed: some BinaryInteger) throws(RandomError) {
        guard seed >= 0 else { throw .negativeSeed(seed.description) }
        var words: [UInt32] = []
        var rest = seed
        repeat {
            words.append(UInt32(truncatingIfNeeded: rest))
            rest >>= 32
        } while rest > 0
        self.init(words: words)
    }

    /// The sequence of a seed of several words; for one integer these are its digits in base 2³², lowest first.
    init(words: [UInt32]) {
        var hash = Hash(constant: 0x43b0_d7e5, factor: 0x931e_8875)
        let length = Self.poolLength
        pool = (0..<length).map { place in hash.scrambled(place < words.count ? words[place] : 0) }
        for source in 0..<length {
            for target in 0..<length where target != source {
                pool[target] = Self.mixed(pool[target], hash.scrambled(pool[source]))
            }
        }
        for word in words.dropFirst(length) {
            for target in 0..<length {
                pool[target] = Self.mixed(pool[target], hash.scrambled(word))
            }
        }
    }

    /// `count` 32-bit words of state; NumPy's `generate_state(count)`.
    public func state(count: Int) -> [UInt32] {
        var hash = Hash(constant: 0x8b51_f9dd, factor: 0x58f3_8ded)
        return (0..<max(count, 0)).map { hash.scrambled(pool[$0 % Self.poolLength]) }
    }

    private static func mixed(_ left: UInt32, _ right: UInt32) -> UInt32 {
        let product = 0xca01_f9dd &* left &- 0x4973_f715 &* right
        return product ^ (product >> 16)
    }

    /// A multiplicative hash whose constant advances with each word.
    private struct Hash {
        var constant: UInt32
        let factor: UInt32

        mutating func scrambled(_ word: UInt32) -> UInt32 {
            let mixed = word ^ constant
            constant = constant &* factor
            let product = mixed &* constant
            return product ^ (product >> 16)
        }
    }
}
