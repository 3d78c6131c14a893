/// The random stream of `np.random.default_rng(seed)`: PCG64 with the distributions of NumPy's `Generator`, bit for
/// bit.
///
/// A value type: a copy is a checkpoint that draws the same numbers again. Functions that take a count draw one
/// number at a time; a count below 1 draws nothing. If evaluation should stop, they return fewer, meaningless
/// numbers.
public struct RandomGenerator: Sendable, Equatable {
    /// The word generator of the distributions.
    public package(set) var words: PermutedCongruential

    /// The stream of `np.random.default_rng(seed)`; the seed may be of any integer type.
    ///
    /// - Throws: ``RandomError/negativeSeed(_:)``.
    public init(seed: some BinaryInteger) throws(RandomError) {
        words = PermutedCongruential(try SeedSequence(seed: seed))
    }

    // MARK: Uniform

    /// A number in `[0, 1)`; `Generator.random()`.
    public mutating func random() -> Double {
        words.nextDouble()
    }

    /// `count` numbers in `[0, 1)`; `Generator.random(count)`.
    public mutating func random(count: Int) -> [Double] {
        filled(count) { words.nextDouble() }
    }

    /// `count` numbers in `[low, high)`, as `low + (high - low)·random()`; `Generator.uniform`.
    ///
    /// - Throws: ``RandomError/rangeNotFinite(low:high:)``, ``RandomError/descendingRange(low:high:)``.
    public mutating func uniform(low: Double, high: Double, count: Int) throws(RandomError) -> [Double] {
        let width = high - low
        guard width.isFinite else { throw .rangeNotFinite(low: low, high: high) }
        guard width.sign == .plus else { throw .descendingRange(low: low, high: high) }
        return filled(count) { low + width * words.nextDouble() }
    }

    // MARK: Normal

    /// A number of the standard normal distribution; `Generator.standard_normal()`.
    public mutating func standardNormal() -> Double {
        ZigguratTables.normal.drawNormal(from: &words)
    }

    /// `count` numbers of the standard normal distribution; `Generator.standard_normal(count)`.
    public mutating func standardNormal(count: Int) -> [Double] {
        let tables = ZigguratTables.normal
        return filled(count) { tables.drawNormal(from: &words) }
    }

    /// `count` numbers of the normal distribution, as `mean + standardDeviation·standardNormal()`;
    /// `Generator.normal`.
    ///
    /// - Throws: ``RandomError/negativeScale(_:)``.
    public mutating func normal(mean: Double, standardDeviation: Double, count: Int) throws(RandomError) -> [Double] {
        try RandomError.check(scale: standardDeviation)
        let tables = ZigguratTables.normal
        return filled(count) { mean + standardDeviation * tables.drawNormal(from: &words) }
    }

    // MARK: Exponential

    /// `count` numbers of the exponential distribution with mean 1; `Generator.standard_exponential`.
    public mutating func standardExponential(count: Int) -> [Double] {
        let tables = ZigguratTables.exponential
        return filled(count) { tables.drawExponential(from: &words) }
    }

    /// `count` numbers of the exponential distribution with mean `scale`; `Generator.exponential`.
    ///
    /// - Throws: ``RandomError/negativeScale(_:)``.
    public mutating func exponential(scale: Double, count: Int) throws(RandomError) -> [Double] {
        try RandomError.check(scale: scale)
        let tables = ZigguratTables.exponential
        return filled(count) { scale * tables.drawExponential(from: &words) }
    }
}
