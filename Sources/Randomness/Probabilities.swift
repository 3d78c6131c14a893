internal import Kernels

/// The checked probabilities of a choice, and how NumPy's `choice` draws with them (equal for both generators).
struct Probabilities {
    private let values: [Double]

    /// The largest deviation of the sum from 1: the square root of the spacing of doubles at 1.
    private static let tolerance = Double.ulpOfOne.squareRoot()

    /// - Throws: ``RandomError/probabilityCount(given:population:)`` unless there is one for each member of the
    ///   population, ``RandomError/probabilityIsNaN``, ``RandomError/negativeProbability(_:index:)``,
    ///   ``RandomError/probabilitySum(_:)`` unless the sum is 1 within 1.5e-8.
    init(_ values: [Double], population: Int) throws(RandomError) {
        guard values.count == population else {
            throw .probabilityCount(given: values.count, population: population)
        }
        let sum = Self.compensatedSum(values)
        if sum.isNaN { throw .probabilityIsNaN }
        if let (index, value) = values.enumerated().polled().first(where: { $0.element < 0 }) {
            throw .negativeProbability(value, index: index)
        }
        guard abs(sum - 1) <= Self.tolerance else { throw .probabilitySum(sum) }
        self.values = values
    }

    /// Draws `count` indices independently.
    func drawReplacing(_ count: Int, from words: inout some RandomWords) -> [Int] {
        let bounds = Self.cumulative(values)
        if Interruption.isRequested { return [] }
        return filled(count, work: 8) { Self.index(of: words.nextDouble(), in: bounds) }
    }

    /// Draws `count` distinct indices: draws as many as are missing, keeps the first of equal ones, and repeats with
    /// the probabilities of the chosen ones set to 0.
    ///
    /// - Throws: ``RandomError/populationTooSmall(population:count:)``,
    ///   ``RandomError/tooFewNonzeroProbabilities(nonzero:count:)``.
    func drawDistinct(_ count: Int, from words: inout some RandomWords) throws(RandomError) -> [Int] {
        guard count <= values.count else {
            throw .populationTooSmall(population: values.count, count: count)
        }
        let possible = values.polled().reduce(0) { $1 > 0 ? $0 + 1 : $0 }
        guard possible >= count else { throw .tooFewNonzeroProbabilities(nonzero: possible, count: count) }
        var remaining = values
        var found: [Int] = []
        while found.count < count, !Interruption.isRequested {
            let bounds = Self.cumulative(remaining)
            let drawn = filled(count - found.count) { words.nextDouble() }
            // Unfinished bounds may lead to invalid indices.
            if Interruption.isRequested { break }
            for number in drawn.polled(work: 16) {
                let index = Self.index(of: number, in: bounds)
                if remaining[index] == 0 { continue }
                remaining[index] = 0
                found.append(index)
            }
        }
        return found
    }

    /// The cumulative sums, divided by the last one.
    private static func cumulative(_ values: [Double]) -> [Double] {
        var sum = 0.0
        var bounds: [Double] = []
        bounds.reserveCapacity(values.count)
        for value in values.polled() {
            sum += value
            bounds.append(sum)
        }
        return bounds.polled().map { $0 / sum }
    }

    /// The number of bounds that are at most `number` (`searchsorted` with `side='right'`). The last bound is 1,
    /// greater than any draw.
    private static func index(of number: Double, in bounds: [Double]) -> Int {
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] <= number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// W. Kahan's compensated sum, with which NumPy checks whether the probabilities sum to 1.
    private static func compensatedSum(_ values: [Double]) -> Double {
        guard var sum = values.first else { return 0 }
        var compensation = 0.0
        for value in values.dropFirst().polled() {
            let corrected = value - compensation
            let next = sum + corrected
            compensation = (next - sum) - corrected
            sum = next
        }
        return sum
    }
}
