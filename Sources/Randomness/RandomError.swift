/// An error of a random draw, as data and in words.
public enum RandomError: Error, Sendable, Equatable {
    /// A legacy seed outside `0 ..< 2³²`.
    case seedOutOfRange(Int)
    /// A generator's negative seed, in decimal digits.
    case negativeSeed(String)
    /// A seed of no words.
    case emptySeed
    /// An empty range of integers; `closed` tells whether `high` is included.
    case emptyRange(low: Int, high: Int, closed: Bool)
    /// A uniform range of infinite or NaN width.
    case rangeNotFinite(low: Double, high: Double)
    /// A generator's uniform range with `high` less than `low`.
    case descendingRange(low: Double, high: Double)
    /// A negative standard deviation or scale (including -0.0).
    case negativeScale(Double)
    /// A Poisson rate that is negative, NaN or too large.
    case rateOutOfRange(Double)
    /// A choice from an empty population.
    case emptyPopulation(Int)
    /// More draws without replacement than the population has.
    case populationTooSmall(population: Int, count: Int)
    /// The number of probabilities differs from the population.
    case probabilityCount(given: Int, population: Int)
    /// A NaN probability, or infinite ones.
    case probabilityIsNaN
    /// A negative probability.
    case negativeProbability(Double, index: Int)
    /// Probabilities that don't sum to 1.
    case probabilitySum(Double)
    /// More draws without replacement than there are nonzero probabilities.
    case tooFewNonzeroProbabilities(nonzero: Int, count: Int)

    /// Rejects a scale with a minus sign, including -0.0; accepts NaN, as NumPy does.
    static func check(scale: Double) throws(RandomError) {
        if !scale.isNaN, scale.sign == .minus { throw .negativeScale(scale) }
    }
}

extension RandomError {
    /// The error in one sentence.
    public var message: String {
        switch self {
        case .seedOutOfRange(let seed):
            "a seed is between 0 and 4294967295 (2**32 - 1), got \(seed)"
        case .negativeSeed(let seed):
            "a seed isn't negative, got \(seed)"
        case .emptySeed:
            "a list of seeds can't be empty"
        case .emptyRange(0, let high, closed: false):
            "no integer is from 0 to below \(high); the upper bound must be at least 1"
        case .emptyRange(let low, let high, closed: false):
            "no integer is from \(low) to below \(high); low must be below high"
        case .emptyRange(let low, let high, closed: true):
            "no integer is from \(low) to \(high); low must not be above high"
        case .rangeNotFinite(let low, let high):
            "the range from \(low) to \(high) isn't finite"
        case .descendingRange(let low, let high):
            "low must not be above high, got \(low) and \(high)"
        case .negativeScale(let scale):
            "a standard deviation or scale isn't negative, got \(scale)"
        case .rateOutOfRange(let rate):
            "the mean of a Poisson distribution is between 0 and about 9.22e18, got \(rate)"
        case .emptyPopulation(let population):
            population == 0 ? "nothing to choose from" : "can't choose from \(population) things"
        case .populationTooSmall(let population, let count):
            "can't choose \(count) from \(population) without replacement"
        case .probabilityCount(let given, let population):
            "\(given) probabilities for \(population) things to choose from"
        case .probabilityIsNaN:
            "the probabilities contain nan, or sum to it"
        case .negativeProbability(let probability, let index):
            "probabilities aren't negative, got \(probability) at index \(index)"
        case .probabilitySum(let sum):
            "the probabilities sum to \(sum), not to 1"
        case .tooFewNonzeroProbabilities(let nonzero, let count):
            "can't choose \(count) without replacement when only \(nonzero) have a probability above 0"
        }
    }
}
