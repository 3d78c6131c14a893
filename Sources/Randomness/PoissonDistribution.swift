internal import Platform

/// The Poisson distribution with a given mean, as NumPy draws it from either generator.
struct PoissonDistribution {
    private let rate: Double

    /// The largest rate that NumPy accepts: ten standard deviations below the largest 64-bit integer.
    private static let largestRate = Double(Int.max) - Double(Int.max).squareRoot() * 10

    /// - Throws: ``RandomError/rateOutOfRange(_:)`` for a negative, NaN or too large rate.
    init(rate: Double) throws(RandomError) {
        guard rate >= 0, rate <= Self.largestRate else { throw .rateOutOfRange(rate) }
        self.rate = rate
    }

    /// Draws the next number.
    func draw(from words: inout some RandomWords) -> Int {
        if rate >= 10 { return drawByRejection(from: &words) }
        return rate == 0 ? 0 : drawByMultiplication(from: &words)
    }

    /// Counts how many uniform numbers can be multiplied before the product falls to `exp(-rate)` (D. Knuth).
    private func drawByMultiplication(from words: inout some RandomWords) -> Int {
        let limit = exp(-rate)
        var product = 1.0
        var count = 0
        while true {
            product *= words.nextDouble()
            if product <= limit { return count }
            count += 1
        }
    }

    /// W. Hörmann, "The transformed rejection method for generating Poisson random variables" (1993), algorithm PTRS.
    private func drawByRejection(from words: inout some RandomWords) -> Int {
        let b = 0.931 + 2.53 * rate.squareRoot()
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let immediate = 0.9277 - 3.6224 / (b - 2)
        let logarithm = log(rate)
        while true {
            let centred = words.nextDouble() - 0.5
            let height = words.nextDouble()
            let distance = 0.5 - abs(centred)
            let proposed = ((2 * a / distance + b) * centred + rate + 0.43).rounded(.down)
            // A number out of range becomes the smallest integer, like C's conversion on common processors.
            let value = Int(exactly: proposed) ?? Int.min
            if distance >= 0.07, height <= immediate { return value }
            if value < 0 || (distance < 0.013 && height > distance) { continue }
            let left = log(height) + log(inverseAlpha) - log(a / (distance * distance) + b)
            let count = Double(value)
            if left <= -rate + count * logarithm - Self.logarithmOfGamma(count + 1) { return value }
        }
    }

    /// log Γ(x), by Stirling's series from 7 on and Γ's recurrence below.
    ///
    /// S. Zhang, J. Jin, "Computation of Special Functions" (1996), with its coefficients' digits and signs.
    static func logarithmOfGamma(_ x: Double) -> Double {
        if x == 1 || x == 2 { return 0 }
        let steps = x < 7 ? Int(7 - x) : 0
        var shifted = x + Double(steps)
        let square = (1 / shifted) * (1 / shifted)
        let coefficients = [
            1.39243221690590e+00, 1.796443723688307e-01, -2.955065359477124e-02, 6.410256410256410e-03,
            -1.917526917526918e-03, 8.417508417508418e-04, -5.952380952380952e-04, 7.936507936507937e-04,
            -2.777777777777778e-03, 8.333333333333333e-02,
        ]
        let series = coefficients.reduce(0) { $0 * square + $1 }
        let logarithmOfTwoPi = 1.8378770664093453
        var result = series / shifted + 0.5 * logarithmOfTwoPi + (shifted - 0.5) * log(shifted) - shifted
        for _ in 0..<steps {
            result -= log(shifted - 1)
            shifted -= 1
        }
        return result
    }
}
