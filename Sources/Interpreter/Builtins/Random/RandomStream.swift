internal import Randomness

/// What both kinds of random streams draw: the one that `seed` sets, and those that `default_rng` makes.
protocol RandomStream {
    mutating func random(count: Int) -> [Double]
    mutating func standardNormal(count: Int) -> [Double]
    mutating func standardExponential(count: Int) -> [Double]
    mutating func uniform(low: Double, high: Double, count: Int) throws(RandomError) -> [Double]
    mutating func normal(mean: Double, standardDeviation: Double, count: Int) throws(RandomError) -> [Double]
    mutating func exponential(scale: Double, count: Int) throws(RandomError) -> [Double]
    mutating func poisson(rate: Double, count: Int) throws(RandomError) -> [Int]
    mutating func integers(from low: Int, below high: Int, count: Int) throws(RandomError) -> [Int]
    mutating func integers(from low: Int, through high: Int, count: Int) throws(RandomError) -> [Int]
    mutating func permutation(count: Int) -> [Int]
    mutating func chosen(
        population: Int, count: Int, replacing: Bool, probabilities: [Double]?, shuffling: Bool
    ) throws(RandomError) -> [Int]
}

extension LegacyRandomState: RandomStream {
    mutating func chosen(
        population: Int, count: Int, replacing: Bool, probabilities: [Double]?, shuffling: Bool
    ) throws(RandomError) -> [Int] {
        try choice(population: population, count: count, replacing: replacing, probabilities: probabilities)
    }
}

extension RandomGenerator: RandomStream {
    mutating func chosen(
        population: Int, count: Int, replacing: Bool, probabilities: [Double]?, shuffling: Bool
    ) throws(RandomError) -> [Int] {
        try choice(
            population: population, count: count, replacing: replacing, probabilities: probabilities,
            shuffling: shuffling)
    }
}

extension Evaluator {
    /// Draws from the generator that the call is a method of, or else from the session's stream.
    mutating func drawing<Result>(
        _ arguments: Arguments, _ body: (inout any RandomStream) throws(RandomError) -> Result
    ) throws(EvaluationError) -> Result {
        do {
            guard case .generator(let id)? = arguments["self"], let generator = workspace.generators[id] else {
                return try drawing { (state) throws(RandomError) in
                    var stream: any RandomStream = state
                    defer { if let drawn = stream as? LegacyRandomState { state = drawn } }
                    return try body(&stream)
                }
            }
            var stream: any RandomStream = generator
            defer { workspace.generators[id] = stream as? RandomGenerator }
            return try body(&stream)
        } catch {
            throw .random(error, function: arguments.function)
        }
    }

    /// Draws from the session's stream; the first draw of a session that has no seed gives it one and tells it.
    mutating func drawing<Result>(
        _ body: (inout LegacyRandomState) throws(RandomError) -> Result
    ) throws(RandomError) -> Result {
        var state: LegacyRandomState
        if let present = workspace.randomState {
            state = present
        } else {
            let seed = options.seed ?? UInt32.random(in: 0..<100_000)
            state = LegacyRandomState(seed: seed)
            emit(.seeded(Int(seed)))
        }
        // Taken out meanwhile, so that the words are changed in place.
        workspace.randomState = nil
        defer { workspace.randomState = state }
        return try body(&state)
    }
}
