/// What can be wrong with a random draw, as data; the wording lives in `RandomError+Wording.swift`.
public enum RandomError: Error, Sendable, Equatable {
    /// A legacy seed outside `0 ..< 2³²`.
    case seedOutOfRange(Int)
    /// A negative seed of a generator, in decimal digits.
    case negativeSeed(String)
    /// A seed of no words.
    case emptySeed
    /// No integer lies between the bounds; `closed` tells whether `high` itself counts.
    case emptyRange(low: Int, high: Int, closed: Bool)
    /// A uniform range whose width is infinite or NaN.
    case rangeNotFinite(low: Double, high: Double)
    /// A uniform range of a generator that goes downwards.
    case descendingRange(low: Double, high: Double)
    /// A negative standard deviation or scale (-0.0 is negative here).
    case negativeScale(Double)
    /// A Poisson rate that is negative, NaN or too large.
    case rateOutOfRange(Double)
    /// A choice from nothing.
    case emptyPopulation(Int)
    /// More drawn without replacement than there are.
    case populationTooSmall(population: Int, count: Int)
    /// Not one probability for each of the population.
    case probabilityCount(given: Int, population: Int)
    /// A probability that is NaN, or infinities among them.
    case probabilityIsNaN
    /// A probability below 0.
    case negativeProbability(Double, index: Int)
    /// Probabilities that don't sum to 1.
    case probabilitySum(Double)
    /// More drawn without replacement than have a probability above 0.
    case tooFewNonzeroProbabilities(nonzero: Int, count: Int)

    /// Refuses what has a minus sign, -0.0 included; NaN passes, as in NumPy.
    static func check(scale: Double) throws(RandomError) {
        if !scale.isNaN, scale.sign == .minus { throw .negativeScale(scale) }
    }
}
