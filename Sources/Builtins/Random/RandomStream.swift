internal import Interpreter
internal import Kernels
internal import Randomness

/// What both kinds of random streams draw: the one that `seed` sets, and those that `default_rng` makes.
protocol RandomStream {
    mutating func random(count: Int, isStopped: () -> Bool) -> [Double]
    mutating func standardNormal(count: Int, isStopped: () -> Bool) -> [Double]
    mutating func standardExponential(count: Int, isStopped: () -> Bool) -> [Double]
    mutating func uniform(
        low: Double, high: Double, count: Int, isStopped: () -> Bool
    ) throws(RandomError) -> [Double]
    mutating func normal(
        mean: Double, standardDeviation: Double, count: Int, isStopped: () -> Bool
    ) throws(RandomError) -> [Double]
    mutating func exponential(scale: Double, count: Int, isStopped: () -> Bool) throws(RandomError) -> [Double]
    mutating func poisson(rate: Double, count: Int, isStopped: () -> Bool) throws(RandomError) -> [Int]
    mutating func integers(
        from low: Int, below high: Int, count: Int, isStopped: () -> Bool
    ) throws(RandomError) -> [Int]
    mutating func integers(
        from low: Int, through high: Int, count: Int, isStopped: () -> Bool
    ) throws(RandomError) -> [Int]
    mutating func permutation(count: Int, isStopped: () -> Bool) -> [Int]
    mutating func chosen(
        population: Int, count: Int, replacing: Bool, probabilities: [Double]?, shuffling: Bool
    ) throws(RandomError) -> [Int]
}

/// Draws that Ctrl-C stops; whoever draws throws away what they then give.
extension RandomStream {
    mutating func random(count: Int) -> [Double] { random(count: count, isStopped: Self.stop) }

    mutating func standardNormal(count: Int) -> [Double] { standardNormal(count: count, isStopped: Self.stop) }

    mutating func standardExponential(count: Int) -> [Double] {
        standardExponential(count: count, isStopped: Self.stop)
    }

    mutating func uniform(low: Double, high: Double, count: Int) throws(RandomError) -> [Double] {
        try uniform(low: low, high: high, count: count, isStopped: Self.stop)
    }

    mutating func normal(mean: Double, standardDeviation: Double, count: Int) throws(RandomError) -> [Double] {
        try normal(mean: mean, standardDeviation: standardDeviation, count: count, isStopped: Self.stop)
    }

    mutating func exponential(scale: Double, count: Int) throws(RandomError) -> [Double] {
        try exponential(scale: scale, count: count, isStopped: Self.stop)
    }

    mutating func poisson(rate: Double, count: Int) throws(RandomError) -> [Int] {
        try poisson(rate: rate, count: count, isStopped: Self.stop)
    }

    mutating func integers(from low: Int, below high: Int, count: Int) throws(RandomError) -> [Int] {
        try integers(from: low, below: high, count: count, isStopped: Self.stop)
    }

    mutating func integers(from low: Int, through high: Int, count: Int) throws(RandomError) -> [Int] {
        try integers(from: low, through: high, count: count, isStopped: Self.stop)
    }

    mutating func permutation(count: Int) -> [Int] { permutation(count: count, isStopped: Self.stop) }

    private static func stop() -> Bool { Interruption.isRequested }
}

extension LegacyRandomState: RandomStream {
    mutating func chosen(
        population: Int, count: Int, replacing: Bool, probabilities: [Double]?, shuffling: Bool
    ) throws(RandomError) -> [Int] {
        try choice(
            population: population, count: count, replacing: replacing, probabilities: probabilities,
            isStopped: { Interruption.isRequested })
    }
}

extension RandomGenerator: RandomStream {
    mutating func chosen(
        population: Int, count: Int, replacing: Bool, probabilities: [Double]?, shuffling: Bool
    ) throws(RandomError) -> [Int] {
        try choice(
            population: population, count: count, replacing: replacing, probabilities: probabilities,
            shuffling: shuffling, isStopped: { Interruption.isRequested })
    }
}

extension Evaluator {
    /// Draws from the generator that the call is a method of, or else from the session's stream.
    mutating func drawing<Result>(
        _ arguments: Arguments, _ body: (inout any RandomStream) throws(RandomError) -> Result
    ) throws(EvaluationError) -> Result {
        let result: Result
        do {
            guard case .generator(let generator)? = arguments["self"] else {
                result = try drawing { (state) throws(RandomError) in
                    var stream: any RandomStream = state
                    defer { if let drawn = stream as? LegacyRandomState { state = drawn } }
                    return try body(&stream)
                }
                if Interruption.isRequested { throw EvaluationError.interrupted }
                return result
            }
            randomUse.insert(.generates)
            result = try generator.draw { (state) throws(RandomError) in
                var stream: any RandomStream = state
                defer { if let drawn = stream as? RandomGenerator { state = drawn } }
                return try body(&stream)
            }
        } catch let error as RandomError {
            throw .random(error, function: arguments.function)
        } catch {
            throw .interrupted
        }
        if Interruption.isRequested { throw .interrupted }
        return result
    }

    /// Draws from the session's stream; the first draw of a session that has no seed gives it one and tells it.
    mutating func drawing<Result>(
        _ body: (inout LegacyRandomState) throws(RandomError) -> Result
    ) throws(RandomError) -> Result {
        randomUse.insert(.draws)
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
