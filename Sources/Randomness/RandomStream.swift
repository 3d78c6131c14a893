internal import Kernels
internal import Platform

/// A random stream of one of NumPy's two kinds, the one that `seed` sets and those of `default_rng`, with the
/// distributions that both draw alike from their words.
package protocol RandomStream {
    associatedtype Words: RandomWords
    var words: Words { get set }
    /// Whether it draws like NumPy's functions before 1.17.
    var isLegacy: Bool { get }
    /// A number of the standard normal distribution.
    mutating func nextNormal() -> Double
    /// A number of the exponential distribution with mean 1.
    mutating func nextExponential() -> Double
    mutating func random(count: Int) -> [Double]
    mutating func standardNormal(count: Int) -> [Double]
    mutating func standardExponential(count: Int) -> [Double]
    mutating func uniform(low: Double, high: Double, count: Int) throws(RandomError) -> [Double]
    mutating func normal(mean: Double, standardDeviation: Double, count: Int) throws(RandomError) -> [Double]
    mutating func exponential(scale: Double, count: Int) throws(RandomError) -> [Double]
    mutating func poisson(rate: Double, count: Int) throws(RandomError) -> [Int]
    mutating func integers(from low: Int, through high: Int, count: Int) throws(RandomError) -> [Int]
    mutating func permutation(count: Int) -> [Int]
    /// A number in `0 ... largest`, by the generator's method for integers.
    mutating func bounded(through largest: UInt64) -> UInt64
    /// `count` distinct indices into a population of at least that size.
    mutating func distinct(population: Int, count: Int, shuffling: Bool) -> [Int]
}

extension RandomStream {
    /// `count` integers in `low ..< high`; `np.random.randint(low, high, count)`, or `Generator.integers`, with its
    /// default type.
    ///
    /// - Throws: ``RandomError/emptyRange(low:high:closed:)`` if `low >= high`; as in NumPy, not if `count` is 0.
    package mutating func integers(from low: Int, below high: Int, count: Int) throws(RandomError) -> [Int] {
        guard count > 0 else { return [] }
        guard low < high else { throw .emptyRange(low: low, high: high, closed: false) }
        return try integers(from: low, through: high - 1, count: count)
    }

    /// `count` integers in `low ... high`, which may be the whole range of `Int`;
    /// `np.random.randint(low, high + 1, count)` or `Generator.integers(low, high, count, endpoint=True)`.
    ///
    /// - Throws: ``RandomError/emptyRange(low:high:closed:)`` if `low > high`; as in NumPy, not if `count` is 0.
    package mutating func integers(from low: Int, through high: Int, count: Int) throws(RandomError) -> [Int] {
        guard count > 0 else { return [] }
        guard low <= high else { throw .emptyRange(low: low, high: high, closed: true) }
        let largest = UInt64(bitPattern: Int64(high)) &- UInt64(bitPattern: Int64(low))
        return filled(count) { low &+ Int(truncatingIfNeeded: bounded(through: largest)) }
    }

    /// The order of `permutation(count)`, and of the elements after `shuffle` along the first axis of an array of any
    /// rank: the element at index `i` is the former one at `result[i]`.
    ///
    /// (NumPy's `shuffle` draws nothing for an array without elements, `permutation` does; a `(5, 0)` array has 5
    /// rows and no elements.)
    package mutating func permutation(count: Int) -> [Int] {
        words.shuffledOrder(count: count)
    }

    /// `count` numbers of the Poisson distribution with mean `rate`.
    ///
    /// - Throws: ``RandomError/rateOutOfRange(_:)``.
    package mutating func poisson(rate: Double, count: Int) throws(RandomError) -> [Int] {
        let distribution = try PoissonDistribution(rate: rate)
        return filled(count) { distribution.draw(from: &words) }
    }

    /// `count` indices into a population; `np.random.choice(population, count, replace:p:)`, or `Generator.choice`.
    ///
    /// - Parameters:
    ///   - population: the number of items to choose from.
    ///   - count: the number of items to choose.
    ///   - replacing: whether an item may be chosen twice.
    ///   - probabilities: one per item, summing to 1; nil for equal ones.
    ///   - shuffling: whether a `Generator` returns items chosen without replacement and probabilities in random
    ///     order.
    /// - Throws: ``RandomError`` for an empty population, one too small to choose from without replacement, or
    ///   invalid probabilities.
    package mutating func choice(
        population: Int, count: Int, replacing: Bool = true, probabilities: [Double]? = nil, shuffling: Bool = true
    ) throws(RandomError) -> [Int] {
        if population <= 0, count > 0 { throw .emptyPopulation(population) }
        if let probabilities {
            let weights = try Probabilities(probabilities, population: population)
            return replacing
                ? weights.drawReplacing(count, from: &words) : try weights.drawDistinct(count, from: &words)
        }
        if replacing { return try integers(from: 0, below: population, count: count) }
        guard count <= population else { throw .populationTooSmall(population: population, count: count) }
        return distinct(population: population, count: max(count, 0), shuffling: shuffling)
    }
}

extension LegacyRandomState: RandomStream {
    package var isLegacy: Bool { true }
    package mutating func nextNormal() -> Double { standardNormal() }
    package mutating func nextExponential() -> Double { -log(1.0 - words.nextDouble()) }

    @inline(__always)
    package mutating func bounded(through largest: UInt64) -> UInt64 { words.masked(through: largest) }

    /// The start of a full permutation, which takes memory proportional to the population, and as in NumPy is drawn
    /// even for a count of 0.
    package mutating func distinct(population: Int, count: Int, shuffling: Bool) -> [Int] {
        let order = permutation(count: population)
        return count == population ? order : Array(order.prefix(count))
    }
}

extension RandomGenerator: RandomStream {
    package var isLegacy: Bool { false }
    package mutating func nextNormal() -> Double { standardNormal() }
    package mutating func nextExponential() -> Double { ZigguratTables.exponential.drawExponential(from: &words) }

    @inline(__always)
    package mutating func bounded(through largest: UInt64) -> UInt64 { words.multiplied(through: largest) }

    package mutating func distinct(population: Int, count: Int, shuffling: Bool) -> [Int] {
        // A large fraction of a large population is drawn by shuffling a list, by NumPy's rule.
        if population > 10_000, count > population / (shuffling ? 50 : 20) {
            return shuffledTail(population: population, count: count)
        }
        return sample(population: population, count: count, shuffling: shuffling)
    }

    /// The last `count` entries of a shuffle that stops once they are filled.
    private mutating func shuffledTail(population: Int, count: Int) -> [Int] {
        var next = -1
        var order = filled(population) {
            next += 1
            return next
        }
        if Interruption.isRequested { return [] }
        shuffle(&order, downTo: max(population - count, 1))
        return Array(order.suffix(count))
    }

    /// R. Floyd's algorithm: draws from a population that grows by one item each time, and takes the new item if the
    /// drawn one was already taken.
    private mutating func sample(population: Int, count: Int, shuffling: Bool) -> [Int] {
        var taken = Set<Int>(minimumCapacity: count)
        var chosen: [Int] = []
        chosen.reserveCapacity(count)
        for newcomer in (population - count)..<population {
            if newcomer % (pieceLength / 16) == 0, Interruption.isRequested { return chosen }
            let drawn = Int(truncatingIfNeeded: words.multiplied(through: UInt64(newcomer)))
            let choice = taken.contains(drawn) ? newcomer : drawn
            taken.insert(choice)
            chosen.append(choice)
        }
        if shuffling { shuffle(&chosen, downTo: 1) }
        return chosen
    }

    /// Fisher and Yates's shuffle of the entries from the last down to `first`, with each partner drawn by
    /// multiplication (unlike `permutation(count:)`, whose draws are masked).
    private mutating func shuffle(_ order: inout [Int], downTo first: Int) {
        for place in stride(from: order.count - 1, through: first, by: -1) {
            if place % (pieceLength / 16) == 0, Interruption.isRequested { return }
            order.swapAt(place, Int(truncatingIfNeeded: words.multiplied(through: UInt64(place))))
        }
    }
}
