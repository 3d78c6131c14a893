extension RandomError {
    /// What is wrong, in one sentence.
    public var message: String {
        switch self {
        case .seedOutOfRange(let seed):
            "a seed is between 0 and 4294967295 (2**32 - 1), got \(seed)"
        case .negativeSeed(let seed):
            "a seed isn't negative, got \(seed)"
        case .emptySeed:
            "a list of seeds can't be empty"
        case .emptyRange, .rangeNotFinite, .descendingRange:
            rangeMessage
        case .negativeScale(let scale):
            "a standard deviation or scale isn't negative, got \(scale)"
        case .rateOutOfRange(let rate):
            "the mean of a Poisson distribution is between 0 and about 9.22e18, got \(rate)"
        case .emptyPopulation, .populationTooSmall:
            populationMessage
        case .probabilityCount, .probabilityIsNaN, .negativeProbability, .probabilitySum, .tooFewNonzeroProbabilities:
            probabilityMessage
        }
    }

    private var rangeMessage: String {
        switch self {
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
        default:
            ""
        }
    }

    private var populationMessage: String {
        switch self {
        case .emptyPopulation(let population):
            population == 0 ? "nothing to choose from" : "can't choose from \(population) things"
        case .populationTooSmall(let population, let count):
            "can't choose \(count) from \(population) without replacement"
        default:
            ""
        }
    }

    private var probabilityMessage: String {
        switch self {
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
        default:
            ""
        }
    }
}
