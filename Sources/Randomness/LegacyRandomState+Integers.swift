/// What both of NumPy's generators draw alike from their words.
package protocol RandomDistributions {
    associatedtype Words: RandomWords
    var words: Words { get set }
    /// A number in `0 ... largest`, as the generator draws it for its integers.
    mutating func bounded(through largest: UInt64) -> UInt64
}

extension RandomDistributions {
    /// `count` integers in `low ..< high`; `np.random.randint(low, high, count)`, or `Generator.integers`, with its
    /// default type.
    ///
    /// - Throws: `RandomError.emptyRange` when `low >= high`; not, as in NumPy, when `count` is 0.
    package mutating func integers(
        from low: Int, below high: Int, count: Int, isStopped: () -> Bool = { false }
    ) throws(RandomError) -> [Int] {
        guard count > 0 else { return [] }
        guard low < high else { throw .emptyRange(low: low, high: high, closed: false) }
        return try integers(from: low, through: high - 1, count: count, isStopped: isStopped)
    }

    /// `count` integers in `low ... high`, which may be the whole range of `Int`; `np.random.randint(low, high + 1, count)`
    /// or `Generator.integers(low, high, count, endpoint=True)`.
    ///
    /// - Throws: `RandomError.emptyRange` when `low > high`; not, as in NumPy, when `count` is 0.
    package mutating func integers(
        from low: Int, through high: Int, count: Int, isStopped: () -> Bool = { false }
    ) throws(RandomError) -> [Int] {
        guard count > 0 else { return [] }
        guard low <= high else { throw .emptyRange(low: low, high: high, closed: true) }
        let largest = UInt64(bitPattern: Int64(high)) &- UInt64(bitPattern: Int64(low))
        return filled(count, isStopped: isStopped) { low &+ Int(truncatingIfNeeded: bounded(through: largest)) }
    }

    /// The order that `permutation(count)` gives `0 ..< count`, and `shuffle` the elements of an array along its first
    /// axis, whatever its rank: the element at place `i` is the former one of `result[i]`.
    ///
    /// (NumPy's `shuffle` draws nothing for an array without elements, `permutation` does; a `(5, 0)` array has 5
    /// places and no elements.)
    ///
    /// - Parameter isStopped: asked now and then; once it is true, what is given is unfinished and means nothing.
    package mutating func permutation(count: Int, isStopped: () -> Bool = { false }) -> [Int] {
        words.shuffledOrder(count: count, isStopped: isStopped)
    }

    /// `count` numbers of the Poisson distribution with mean `rate`.
    ///
    /// - Throws: `RandomError.rateOutOfRange`.
    package mutating func poisson(
        rate: Double, count: Int, isStopped: () -> Bool = { false }
    ) throws(RandomError) -> [Int] {
        let distribution = try PoissonDistribution(rate: rate)
        return filled(count, isStopped: isStopped) { distribution.draw(from: &words) }
    }
}

extension LegacyRandomState: RandomDistributions {
    @inline(__always)
    package mutating func bounded(through largest: UInt64) -> UInt64 { words.masked(through: largest) }

    /// `count` indices into a population; `np.random.choice(population, count, replace:p:)`.
    ///
    /// - Parameters:
    ///   - population: the number of things to choose from.
    ///   - count: how many to choose.
    ///   - replacing: whether one may be chosen twice. If not, without probabilities, the first of a whole
    ///     permutation are chosen, which takes memory of the population's size.
    ///   - probabilities: one for each of the population, summing to 1; `nil` makes all alike.
    ///   - isStopped: asked now and then; once it is true, what is given is unfinished and means nothing.
    /// - Throws: `RandomError` for an empty population, one too small to choose without replacing, or probabilities
    ///   that are none.
    public mutating func choice(
        population: Int, count: Int, replacing: Bool = true, probabilities: [Double]? = nil,
        isStopped: () -> Bool = { false }
    ) throws(RandomError) -> [Int] {
        if population <= 0, count > 0 { throw .emptyPopulation(population) }
        if let probabilities {
            let weights = try Probabilities(probabilities, population: population)
            return replacing
                ? weights.drawReplacing(count, from: &words, isStopped: isStopped)
                : try weights.drawDistinct(count, from: &words, isStopped: isStopped)
        }
        if replacing { return try integers(from: 0, below: population, count: count, isStopped: isStopped) }
        guard count <= population else { throw .populationTooSmall(population: population, count: count) }
        return Array(permutation(count: population, isStopped: isStopped).prefix(max(count, 0)))
    }
}
