internal import CKernels
internal import Platform

/// The Mersenne Twister MT19937: 32-bit words with period 2¹⁹⁹³⁷ - 1.
///
/// M. Matsumoto, T. Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform pseudo-random number
/// generator" (1998), with the seeding of 2002. A copy is a checkpoint: it draws the same words again.
public struct MersenneTwister: Sendable, Equatable {
    private static let length = 624
    private static let middle = 397

    private var key: [UInt32]
    /// The number of used words in the key.
    private var position: Int

    /// The complete state as words.
    public var stateWords: [UInt64] { key.map { UInt64($0) } + [UInt64(position)] }

    /// The state of `np.random.seed(seed)` for one integer (Knuth's linear congruence).
    public init(seed: UInt32) {
        key = Self.linearKey(seed: seed)
        position = Self.length
    }

    /// The state of `np.random.seed([…])` for a list of integers (the authors' `init_by_array`).
    ///
    /// - Throws: ``RandomError/emptySeed`` for an empty list.
    public init(seedWords: [UInt32]) throws(RandomError) {
        guard !seedWords.isEmpty else { throw .emptySeed }
        var key = Self.linearKey(seed: 19_650_218)
        var place = 1
        func scrambled(by factor: UInt32) -> UInt32 {
            key[place] ^ ((key[place - 1] ^ (key[place - 1] >> 30)) &* factor)
        }
        func advance() {
            place += 1
            if place == Self.length {
                key[0] = key[Self.length - 1]
                place = 1
            }
        }
        for step in 0..<max(Self.length, seedWords.count) {
            let word = step % seedWords.count
            key[place] = scrambled(by: 1_664_525) &+ seedWords[word] &+ UInt32(truncatingIfNeeded: word)
            advance()
        }
        for _ in 1..<Self.length {
            key[place] = scrambled(by: 1_566_083_941) &- UInt32(place)
            advance()
        }
        // Setting the highest bit makes sure that the state isn't all zero.
        key[0] = 0x8000_0000
        self.key = key
        position = Self.length
    }

    /// The state with these words; nil if they aren't a valid state.
    init?(stateWords: [Int]) {
        let key = stateWords.dropLast().compactMap { UInt32(exactly: $0) }
        guard key.count == Self.length, let position = stateWords.last, (0...Self.length).contains(position),
            stateWords.count == Self.length + 1
        else { return nil }
        (self.key, self.position) = (key, position)
    }

    /// The next 32-bit word, tempered.
    @inline(__always)
    public mutating func next32() -> UInt32 {
        if position == Self.length { refill() }
        var word = key[position]
        position += 1
        word ^= word >> 11
        word ^= (word << 7) & 0x9d2c_5680
        word ^= (word << 15) & 0xefc6_0000
        word ^= word >> 18
        return word
    }

    /// Two words as one; the first is the high half.
    @inline(__always)
    public mutating func next64() -> UInt64 {
        let high = UInt64(next32())
        return high << 32 | UInt64(next32())
    }

    /// The next number in `[0, 1)`: 27 bits of one word and 26 of the next, over 2⁵³.
    @inline(__always)
    public mutating func nextDouble() -> Double {
        let high = Double(next32() >> 5)
        let low = Double(next32() >> 6)
        return (high * 67_108_864 + low) / 9_007_199_254_740_992
    }

    /// Fills the key by Knuth's linear congruence from `seed`.
    private static func linearKey(seed: UInt32) -> [UInt32] {
        var word = seed
        return (0..<UInt32(length)).map { place in
            defer { word = 1_812_433_253 &* (word ^ (word >> 30)) &+ place &+ 1 }
            return word
        }
    }

    /// Replaces all words of the key with their successors.
    @inline(never)
    private mutating func refill() {
        key.withUnsafeMutableBufferPointer { ck_twister_refill($0.baseAddress) }
        position = 0
    }

    /// Fills memory with the next numbers in `[0, 1)`, like repeated calls of ``nextDouble()``.
    mutating func fill(_ numbers: UnsafeMutableBufferPointer<Double>) {
        var position = position
        key.withUnsafeMutableBufferPointer {
            ck_twister_doubles($0.baseAddress, &position, numbers.baseAddress, numbers.count)
        }
        self.position = position
    }

    /// Fills memory with the next numbers of the standard normal distribution by the polar method, which makes them
    /// in pairs; a leftover number is kept for the next call.
    mutating func fillNormals(_ numbers: UnsafeMutableBufferPointer<Double>, kept: inout Double?) {
        var (number, isKept, position) = (kept ?? 0, kept != nil, position)
        key.withUnsafeMutableBufferPointer {
            ck_twister_normals($0.baseAddress, &position, &number, &isKept, numbers.baseAddress, numbers.count)
        }
        self.position = position
        kept = isKept ? number : nil
    }
}

extension MersenneTwister: RandomWords {}

/// The random stream of `np.random.RandomState(seed)`, and so of `np.random.seed(seed)`: a Mersenne Twister with the
/// distributions that NumPy froze in 1.16, bit for bit.
///
/// A value type: a copy is a checkpoint that draws the same numbers again. Functions that take a count draw one
/// number at a time, so that two draws of 3 equal one draw of 6; a count below 1 draws nothing. If evaluation should
/// stop, they return fewer, meaningless numbers.
public struct LegacyRandomState: Sendable, Equatable {
    /// The word generator of the distributions.
    public package(set) var words: MersenneTwister
    /// The second number of a pair of normal numbers, kept for the next call.
    var cachedGaussian: Double?

    /// The complete state as words: two states with equal words draw the same numbers.
    public var stateWords: [UInt64] {
        words.stateWords + (cachedGaussian.map { [1, $0.bitPattern] } ?? [0])
    }

    /// The stream with these state words, and a normal number kept for the next call; nil if the words aren't a valid
    /// state.
    package init?(stateWords words: [Int], waiting: Double?) {
        guard let twister = MersenneTwister(stateWords: words) else { return nil }
        (self.words, cachedGaussian) = (twister, waiting)
    }

    /// The stream of `np.random.seed(seed)`.
    public init(seed: UInt32) {
        words = MersenneTwister(seed: seed)
    }

    /// The stream of `np.random.seed(seed)` for an unchecked seed.
    ///
    /// - Throws: ``RandomError/seedOutOfRange(_:)`` for a seed outside `0 ..< 2³²`.
    public init(validating seed: Int) throws(RandomError) {
        guard let seed = UInt32(exactly: seed) else { throw .seedOutOfRange(seed) }
        self.init(seed: seed)
    }

    /// The stream of `np.random.seed([…])`.
    ///
    /// - Throws: ``RandomError/emptySeed`` if there are no words.
    public init(seedWords: [UInt32]) throws(RandomError) {
        words = try MersenneTwister(seedWords: seedWords)
    }

    // MARK: Uniform

    /// A number in `[0, 1)`; `np.random.random()`, `random_sample()` and `rand()`.
    public mutating func random() -> Double {
        words.nextDouble()
    }

    /// `count` numbers in `[0, 1)`; `np.random.random(count)`, `random_sample(count)` and `rand(count)`.
    public mutating func random(count: Int) -> [Double] {
        filledInPieces(count) { words.fill($0) }
    }

    /// `count` numbers in `[low, high)`, as `low + (high - low)·random()`; `np.random.uniform`. As in NumPy, `high`
    /// may be less than `low`.
    ///
    /// - Throws: ``RandomError/rangeNotFinite(low:high:)``.
    public mutating func uniform(low: Double, high: Double, count: Int) throws(RandomError) -> [Double] {
        let width = high - low
        guard width.isFinite else { throw .rangeNotFinite(low: low, high: high) }
        return filled(count) { low + width * words.nextDouble() }
    }

    // MARK: Normal

    /// A number of the standard normal distribution; `np.random.randn()` and `standard_normal()`.
    ///
    /// Drawn by G. Marsaglia's polar method: a random point of the unit disc makes two numbers; the second is kept
    /// for the next call.
    public mutating func standardNormal() -> Double {
        if let cached = cachedGaussian {
            cachedGaussian = nil
            return cached
        }
        while true {
            let first = 2.0 * words.nextDouble() - 1.0
            let second = 2.0 * words.nextDouble() - 1.0
            let square = first * first + second * second
            if square >= 1.0 || square == 0.0 { continue }
            let factor = (-2.0 * log(square) / square).squareRoot()
            cachedGaussian = factor * first
            return factor * second
        }
    }

    /// `count` numbers of the standard normal distribution; `np.random.randn(count)` and `standard_normal(count)`.
    public mutating func standardNormal(count: Int) -> [Double] {
        filledInPieces(count) { words.fillNormals($0, kept: &cachedGaussian) }
    }

    /// `count` numbers of the normal distribution, as `mean + standardDeviation·standardNormal()`;
    /// `np.random.normal`.
    ///
    /// - Throws: ``RandomError/negativeScale(_:)``.
    public mutating func normal(mean: Double, standardDeviation: Double, count: Int) throws(RandomError) -> [Double] {
        try RandomError.check(scale: standardDeviation)
        return filled(count) { mean + standardDeviation * standardNormal() }
    }

    // MARK: Exponential

    /// `count` numbers of the exponential distribution with mean 1, as `-log(1 - random())`;
    /// `np.random.standard_exponential`.
    public mutating func standardExponential(count: Int) -> [Double] {
        filled(count) { -log(1.0 - words.nextDouble()) }
    }

    /// `count` numbers of the exponential distribution with mean `scale`; `np.random.exponential`.
    ///
    /// - Throws: ``RandomError/negativeScale(_:)``.
    public mutating func exponential(scale: Double, count: Int) throws(RandomError) -> [Double] {
        try RandomError.check(scale: scale)
        return filled(count) { scale * -log(1.0 - words.nextDouble()) }
    }
}
