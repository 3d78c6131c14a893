extension RandomGenerator: RandomDistributions {
    @inline(__always)
    package mutating func bounded(through largest: UInt64) -> UInt64 { words.multiplied(through: largest) }

    /// `count` indices into a population; `Generator.choice(population, count, replace:p:shuffle:)`.
    ///
    /// - Parameters:
    ///   - population: the number of things to choose from.
    ///   - count: how many to choose.
    ///   - replacing: whether one may be chosen twice.
    ///   - probabilities: one for each of the population, summing to 1; `nil` makes all alike.
    ///   - shuffling: whether what is chosen without replacing and without probabilities comes in random order.
    ///   - isStopped: asked now and then; once it is true, what is given is unfinished and means nothing.
    /// - Throws: `RandomError` for an empty population, one too small to choose without replacing, or probabilities
    ///   that are none.
    public mutating func choice(
        population: Int, count: Int, replacing: Bool = true, probabilities: [Double]? = nil, shuffling: Bool = true,
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
        guard count > 0 else { return [] }
        // A large part of a large population is drawn from a list of it, as NumPy's measurements advise.
        let share = shuffling ? 50 : 20
        if population > 10_000, count > population / share {
            return shuffledTail(population: population, count: count, isStopped)
        }
        return distinct(population: population, count: count, shuffling: shuffling, isStopped)
    }

    /// The last `count` places of a shuffle that stops when it has filled them.
    private mutating func shuffledTail(population: Int, count: Int, _ isStopped: () -> Bool) -> [Int] {
        var order = Array(0..<population)
        shuffle(&order, downTo: max(population - count, 1), isStopped)
        return Array(order.suffix(count))
    }

    /// R. Floyd's algorithm: draws from a population that grows by one each time, and takes the newcomer where the
    /// one drawn has been taken already.
    private mutating func distinct(
        population: Int, count: Int, shuffling: Bool, _ isStopped: () -> Bool
    ) -> [Int] {
        var taken = Set<Int>(minimumCapacity: count)
        var chosen: [Int] = []
        chosen.reserveCapacity(count)
        for newcomer in (population - count)..<population {
            if newcomer % pieceLength == 0, isStopped() { return chosen }
            let drawn = Int(truncatingIfNeeded: words.multiplied(through: UInt64(newcomer)))
            let choice = taken.contains(drawn) ? newcomer : drawn
            taken.insert(choice)
            chosen.append(choice)
        }
        if shuffling { shuffle(&chosen, downTo: 1, isStopped) }
        return chosen
    }

    /// Fisher and Yates's shuffle of the places from the last down to `first`, each partner drawn by multiplication
    /// (unlike `permutation(count:)`, whose draws are masked).
    private mutating func shuffle(_ order: inout [Int], downTo first: Int, _ isStopped: () -> Bool) {
        for place in stride(from: order.count - 1, through: first, by: -1) {
            if place % pieceLength == 0, isStopped() { return }
            order.swapAt(place, Int(truncatingIfNeeded: words.multiplied(through: UInt64(place))))
        }
    }
}
