internal import Kernels
internal import Platform

/// The functions of Python's `math` that CPython implements itself instead of using the C library, with identical bits.
enum PythonMath {
    /// The Euclidean norm: a sum of squares in double-double arithmetic, and a Newton step after the square root.
    ///
    /// T. J. Dekker, "A floating-point technique for extending the available precision" (1971); CPython's
    /// `vector_norm`.
    static func length(_ vector: [Double]) -> Double {
        let largest = vector.reduce(0) { max($0, $1.magnitude) }
        if vector.contains(where: { $0.isInfinite }) { return .infinity }
        if vector.contains(where: { $0.isNaN }) { return .nan }
        if largest == 0 || vector.count <= 1 { return largest }
        guard largest.exponent >= -1024 else {
            // The scale factor would overflow.
            var sum = ExactSum()
            for x in vector { sum.add((x / largest) * (x / largest)) }
            return largest * sum.total.squareRoot()
        }
        let scale = scalbn(1, -Int32(largest.exponent) - 1)
        var sum = ExactSum()
        for x in vector { sum.add(squareOf: x * scale) }
        let root = sum.total.squareRoot()
        sum.add(squareOf: root, negated: true)
        return (root + sum.total / (2 * root)) / scale
    }

    /// A sum that starts at 1, with the rounding errors of its additions.
    private struct ExactSum {
        private var sum = 1.0
        private var lost = (0.0, 0.0, 0.0)

        var total: Double { sum - 1 + (lost.0 + lost.1 + lost.2) }

        mutating func add(_ x: Double) { lost.0 += step(x) }

        /// Adds the square of a number between -1 and 1 as three products of its halves.
        mutating func add(squareOf x: Double, negated: Bool = false) {
            let t = x * 134_217_729
            let high = t - (t - x)
            let low = x - high
            lost.0 += step(negated ? -high * high : high * high)
            lost.1 += step(negated ? -2 * high * low : 2 * high * low)
            if negated { lost.2 += step(-low * low) } else { lost.2 += low * low }
        }

        private mutating func step(_ x: Double) -> Double {
            let before = sum
            sum += x
            return (before - sum) + x
        }
    }

    /// The exact sum, rounded once.
    ///
    /// J. R. Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates" (1997);
    /// CPython's `math.fsum`.
    ///
    /// - Returns: the sum, or why there is none.
    static func exactSum(_ numbers: [Double]) -> Result<Double, SumError> {
        var partials: [Double] = []
        var special = 0.0
        var infinities = 0.0
        for number in numbers.polled(work: 8) {
            var x = number
            var kept = 0
            for partial in partials {
                var y = partial
                if x.magnitude < y.magnitude { swap(&x, &y) }
                let high = x + y
                let low = y - (high - x)
                if low != 0 {
                    partials[kept] = low
                    kept += 1
                }
                x = high
            }
            partials.removeSubrange(kept...)
            if x == 0 { continue }
            if x.isFinite {
                partials.append(x)
            } else {
                if number.isFinite { return .failure(.overflow) }
                if number.isInfinite { infinities += number }
                special += number
                partials = []
            }
        }
        if special != 0 || special.isNaN { return infinities.isNaN ? .failure(.infinities) : .success(special) }
        return .success(rounded(partials))
    }

    enum SumError: Error { case overflow, infinities }

    /// The sum of nonoverlapping parts in ascending order, rounded half to even.
    private static func rounded(_ partials: [Double]) -> Double {
        guard var high = partials.last else { return 0 }
        var low = 0.0
        var place = partials.count - 1
        while place > 0 {
            let x = high
            place -= 1
            let y = partials[place]
            high = x + y
            low = y - (high - x)
            if low != 0 { break }
        }
        // In a tie, the next lower part decides the direction.
        if place > 0, low < 0 && partials[place - 1] < 0 || low > 0 && partials[place - 1] > 0 {
            let twice = low * 2
            let x = high + twice
            if twice == x - high { high = x }
        }
        return high
    }

    // MARK: - The gamma function

    /// Γ(x) by the approximation of C. Lanczos (1964), in the form and with the coefficients of Boost and CPython;
    /// nan or an infinity where it is undefined.
    static func gamma(_ x: Double) -> Double {
        if !x.isFinite { return x.isNaN || x > 0 ? x : .nan }
        if x == 0 { return .nan }
        if x == x.rounded(.down) {
            if x < 0 { return .nan }
            if x <= 23 { return stride(from: 2.0, to: x, by: 1).reduce(1, *) }
        }
        let size = x.magnitude
        if size < 1e-20 { return 1 / x }
        if size > 200 { return x < 0 ? 0 / sineOfPi(x) : .infinity }
        let y = size + shiftMinusHalf
        // The rounding error of the addition.
        let error =
            size > shiftMinusHalf ? (y - size) - shiftMinusHalf : (y - shiftMinusHalf) - size
        let z = error * shift / y
        let exponent = size < 140 ? size - 0.5 : size / 2 - 0.25
        var result: Double
        if x < 0 {
            result = -Double.pi / sineOfPi(size) / size * exp(y) / lanczosSum(size)
            result -= z * result
            result /= pow(y, exponent)
            if size >= 140 { result /= pow(y, exponent) }
        } else {
            result = lanczosSum(size) / exp(y)
            result += z * result
            result *= pow(y, exponent)
            if size >= 140 { result *= pow(y, exponent) }
        }
        return result
    }

    /// The logarithm of |Γ(x)|; nan where it is undefined.
    static func logarithmOfGamma(_ x: Double) -> Double {
        if !x.isFinite { return x.isNaN ? x : .infinity }
        if x == x.rounded(.down), x <= 2 { return x <= 0 ? .nan : 0 }
        let size = x.magnitude
        if size < 1e-20 { return -log(size) }
        var result = log(lanczosSum(size)) - shift
        result += (size - 0.5) * (log(size + shift - 0.5) - 1)
        guard x < 0 else { return result }
        return 1.1447298858494002 - log(sineOfPi(size).magnitude) - log(size) - result
    }

    private static let shift = 6.024680040776729583740234375
    private static let shiftMinusHalf = 5.524680040776729583740234375
    private static let numerators = [
        23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
        35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
        6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786772,
        248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
        2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
        8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
        2.5066282746310002701649081771338373386264310793408,
    ]
    private static let denominators = [
        0.0, 39_916_800, 120_543_840, 150_917_976, 105_258_076, 45_995_730, 13_339_535, 2_637_558, 357_423, 32_670,
        1925,
        66, 1,
    ]

    private static func lanczosSum(_ x: Double) -> Double {
        var (above, below) = (0.0, 0.0)
        if x < 5 {
            for (a, b) in zip(numerators, denominators).reversed() { (above, below) = (above * x + a, below * x + b) }
        } else {
            for (a, b) in zip(numerators, denominators) { (above, below) = (above / x + a, below / x + b) }
        }
        return above / below
    }

    /// sin(πx), accurate near integers.
    private static func sineOfPi(_ x: Double) -> Double {
        let y = fmod(x.magnitude, 2)
        let sine =
            switch Int((2 * y).rounded(.toNearestOrAwayFromZero)) {
            case 0: sin(Double.pi * y)
            case 1: cos(Double.pi * (y - 0.5))
            case 2: sin(Double.pi * (1 - y))
            case 3: -cos(Double.pi * (y - 1.5))
            default: sin(Double.pi * (y - 2))
            }
        return x.sign == .minus ? -sine : sine
    }
}
