internal import Kernels

/// The probabilities of a choice, checked, and how NumPy's `choice` draws by them (alike for both generators).
struct Probabilities {
    private let values: [Double]

    /// How far from 1 the sum may be: the square root of the spacing of doubles at 1.
    private static let tolerance = Double.ulpOfOne.squareRoot()

    /// - Throws: `RandomError` unless there is one for each of the population, none is NaN or negative, and their sum
    ///   is 1 within 1.5e-8.
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

    /// `count` indices, each by its own draw.
    func drawReplacing(_ count: Int, from words: inout some RandomWords) -> [Int] {
        let bounds = Self.cumulative(values)
        if Interruption.isRequested { return [] }
        return filled(count, work: 8) { Self.index(of: words.nextDouble(), in: bounds) }
    }

    /// `count` indices, none twice: draws as many as are missing, keeps the first of equal ones, and goes on with the
    /// probabilities of those found set to 0.
    ///
    /// - Throws: `RandomError.populationTooSmall`, `.tooFewNonzeroProbabilities`.
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
            // What is unfinished names no places.
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

    /// The running sums, divided by the last of them.
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

    /// How many bounds aren't above `number`: `searchsorted` on the right. The last bound is 1, above every draw.
    private static func index(of number: Double, in bounds: [Double]) -> Int {
        var low = 0
        var high = bounds.count
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] <= number { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// W. Kahan's sum, by which NumPy judges whether the probabilities sum to 1.
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
