internal import Kernels
internal import Platform

/// The roots of unity exp(2πi k/n), each as the product of two from small tables, as in NumPy's pocketfft: the digits
/// are the same, and the tables take about √n time.
struct FourierRoots {
    private let length: Int
    private let shift: Int
    private let fine: [Complex<Double>]
    private let coarse: [Complex<Double>]

    init(length: Int) {
        self.length = length
        let count = (length + 2) / 2
        var shift = 1
        while (1 << shift) * (1 << shift) < count { shift += 1 }
        let size = 1 << shift
        self.shift = shift
        // π/4n rounded once; the rounding error of π as a double would matter here.
        let quotient = Double.pi / 4 / Double(length)
        let error = (Double.pi / 4).addingProduct(-quotient, Double(length)) + Self.restOfQuarter
        let angle = quotient + error / Double(length)
        fine = (0..<size).polled().map { Self.computed($0, length, angle) }
        coarse = (0..<(count + size - 1) / size).polled().map { Self.computed($0 * size, length, angle) }
    }

    /// π/4 minus the nearest double.
    private static let restOfQuarter = 3.061616997868383e-17

    /// A root computed from an angle of at most an eighth of the circle; angles are counted in eighths of n.
    private static func computed(_ index: Int, _ n: Int, _ angle: Double) -> Complex<Double> {
        if index == 0 { return Complex(1, 0) }
        var x = index << 3
        func cosine(_ x: Int) -> Double { Platform.cos(Double(x) * angle) }
        func sine(_ x: Int) -> Double { Platform.sin(Double(x) * angle) }
        let isLower = x >= 4 * n
        if isLower { x = 8 * n - x }
        let isLeft = x >= 2 * n
        if isLeft { x -= 2 * n }
        let isSteep = x >= n
        let (major, minor) = isSteep ? (cosine(2 * n - x), sine(2 * n - x)) : (cosine(x), sine(x))
        let upper: (real: Double, imaginary: Double) =
            switch (isLeft, isSteep) {
            case (false, false): (major, minor)
            case (false, true): (minor, major)
            case (true, false): (-minor, major)
            case (true, true): (-major, minor)
            }
        return Complex(upper.real, isLower ? -upper.imaginary : upper.imaginary)
    }

    /// exp(2πi k/n), for k in 0 ..< n.
    subscript(index: Int) -> Complex<Double> {
        let isLower = 2 * index > length
        let place = isLower ? length - index : index
        let (x, y) = (fine[place & ((1 << shift) - 1)], coarse[place >> shift])
        let imaginary = Double(x.real * y.imaginary + x.imaginary * y.real)
        return Complex(Double(x.real * y.real - x.imaginary * y.imaginary), isLower ? -imaginary : imaginary)
    }
}

/// The factorisation of a length.
enum FourierFactors {
    /// The factors in the order of the passes: first those in `first`, then 2 in front, then odd ones.
    static func factors(of length: Int, first: [Int]) -> [Int] {
        var (rest, factors) = (length, [Int]())
        for factor in first {
            while rest % factor == 0 {
                factors.append(factor)
                rest /= factor
            }
        }
        if rest % 2 == 0 {
            factors.append(2)
            factors.swapAt(0, factors.count - 1)
            rest /= 2
        }
        var divisor = 3
        while divisor * divisor <= rest {
            while rest % divisor == 0 {
                factors.append(divisor)
                rest /= divisor
            }
            divisor += 2
        }
        return rest > 1 ? factors + [rest] : factors
    }

    /// Whether a convolution is faster than passes over the factors.
    ///
    /// - Parameter share: 1 for complex numbers, 0.5 for real ones.
    static func isConvolution(_ length: Int, share: Double) -> Bool {
        if length < 50 { return false }
        let largest = factors(of: length, first: []).max() ?? 1
        if largest <= length / largest { return false }
        return 3 * cost(of: goodLength(from: 2 * length - 1)) < share * cost(of: length)
    }

    private static func cost(of length: Int) -> Double {
        let sum = factors(of: length, first: [2]).reduce(0.0) { $0 + ($1 <= 5 ? Double($1) : 1.1 * Double($1)) }
        return sum * Double(length)
    }

    /// The smallest number from `least` on without a prime factor above 11.
    static func goodLength(from least: Int) -> Int {
        if least <= 12 { return least }
        var best = 2 * least
        for eleven in powers(of: 11, below: best) {
            for seven in powers(of: 7, below: best, from: eleven) {
                for five in powers(of: 5, below: best, from: seven) {
                    for three in powers(of: 3, below: best, from: five) {
                        var number = three
                        while number < least { number *= 2 }
                        best = min(best, number)
                    }
                }
            }
        }
        return best
    }

    private static func powers(of base: Int, below limit: Int, from start: Int = 1) -> [Int] {
        var found: [Int] = []
        var power = start
        while power < limit {
            found.append(power)
            power *= base
        }
        return found
    }
}
