internal import Platform

/// The random stream of `np.random.RandomState(seed)`, and so of `np.random.seed(seed)`: a Mersenne Twister with the
/// distributions that NumPy froze in 1.16, equal to them bit for bit.
///
/// A value type: a copy is a checkpoint that draws the same numbers again. Functions that take a count draw one
/// number after the other, so that two draws of 3 are one draw of 6 cut in two; a count below 1 draws nothing. `isStopped` is asked now
/// and then; once it is true, fewer are given, and mean nothing.
public struct LegacyRandomState: Sendable, Equatable {
    /// The words that the distributions draw from.
    public internal(set) var words: MersenneTwister
    /// Gaussians come in pairs; the second of a pair waits here for the next call.
    var cachedGaussian: Double?

    /// All of the state, as words: two states with the same words draw the same.
    public var stateWords: [UInt64] {
        words.stateWords + (cachedGaussian.map { [1, $0.bitPattern] } ?? [0])
    }

    /// The stream of `np.random.seed(seed)`.
    public init(seed: UInt32) {
        words = MersenneTwister(seed: seed)
    }

    /// The stream of `np.random.seed(seed)` for a seed that has yet to be checked.
    ///
    /// - Throws: `RandomError.seedOutOfRange` for a seed outside `0 ..< 2³²`.
    public init(validating seed: Int) throws(RandomError) {
        guard let seed = UInt32(exactly: seed) else { throw .seedOutOfRange(seed) }
        self.init(seed: seed)
    }

    /// The stream of `np.random.seed([…])`.
    ///
    /// - Throws: `RandomError.emptySeed` when there are no words.
    public init(seedWords: [UInt32]) throws(RandomError) {
        words = try MersenneTwister(seedWords: seedWords)
    }

    // MARK: Uniform

    /// A number in `[0, 1)`; `np.random.random()`, `random_sample()` and `rand()`.
    public mutating func random() -> Double {
        words.nextDouble()
    }

    /// `count` numbers in `[0, 1)`; `np.random.random(count)`, `random_sample(count)` and `rand(count)`.
    public mutating func random(count: Int, isStopped: () -> Bool = { false }) -> [Double] {
        filledInPieces(count, isStopped: isStopped) { words.fill($0) }
    }

    /// `count` numbers in `[low, high)`, as `low + (high - low)·random()`; `np.random.uniform`. As there, `high` may
    /// be below `low`.
    ///
    /// - Throws: `RandomError.rangeNotFinite`.
    public mutating func uniform(
        low: Double, high: Double, count: Int, isStopped: () -> Bool = { false }
    ) throws(RandomError) -> [Double] {
        let width = high - low
        guard width.isFinite else { throw .rangeNotFinite(low: low, high: high) }
        return filled(count, isStopped: isStopped) { low + width * words.nextDouble() }
    }

    // MARK: Normal

    /// A number of the standard normal distribution; `np.random.randn()` and `standard_normal()`.
    ///
    /// G. Marsaglia's polar method: a point drawn from the unit disc gives two numbers; the second is kept for the
    /// next call.
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
    public mutating func standardNormal(count: Int, isStopped: () -> Bool = { false }) -> [Double] {
        filledInPieces(count, isStopped: isStopped) { words.fillNormals($0, kept: &cachedGaussian) }
    }

    /// `count` numbers of the normal distribution, as `mean + standardDeviation·standardNormal()`;
    /// `np.random.normal`.
    ///
    /// - Throws: `RandomError.negativeScale`.
    public mutating func normal(
        mean: Double, standardDeviation: Double, count: Int, isStopped: () -> Bool = { false }
    ) throws(RandomError) -> [Double] {
        try RandomError.check(scale: standardDeviation)
        return filled(count, isStopped: isStopped) { mean + standardDeviation * standardNormal() }
    }

    // MARK: Exponential and Poisson

    /// `count` numbers of the exponential distribution with mean 1, as `-log(1 - random())`;
    /// `np.random.standard_exponential`.
    public mutating func standardExponential(count: Int, isStopped: () -> Bool = { false }) -> [Double] {
        filled(count, isStopped: isStopped) { -log(1.0 - words.nextDouble()) }
    }

    /// `count` numbers of the exponential distribution with mean `scale`; `np.random.exponential`.
    ///
    /// - Throws: `RandomError.negativeScale`.
    public mutating func exponential(
        scale: Double, count: Int, isStopped: () -> Bool = { false }
    ) throws(RandomError) -> [Double] {
        try RandomError.check(scale: scale)
        return filled(count, isStopped: isStopped) { scale * -log(1.0 - words.nextDouble()) }
    }

    /// `count` numbers of the Poisson distribution with mean `rate`; `np.random.poisson`.
    ///
    /// - Throws: `RandomError.rateOutOfRange`.
    public mutating func poisson(
        rate: Double, count: Int, isStopped: () -> Bool = { false }
    ) throws(RandomError) -> [Int] {
        let distribution = try PoissonDistribution(rate: rate)
        return filled(count, isStopped: isStopped) { distribution.draw(from: &words) }
    }
}
