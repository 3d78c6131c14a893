internal import Kernels
internal import Platform

/// Discrete Fourier transforms of one length: by its prime factors (J. W. Cooley and J. W. Tukey, 1965), or as a
/// convolution where a factor is large (L. I. Bluestein, 1970).
struct FourierPlan {
    private typealias Number = Complex<Double>

    let length: Int
    private let factors: [Int]
    /// exp(-2πi k/n), for all k below the length.
    private let roots: [Complex<Double>]
    private let chirp: Chirp?

    /// A plan for numbers of numbers; of 0 there is none.
    ///
    /// - Precondition: the length is at least 1.
    init(length: Int) {
        self.length = length
        let factors = Self.factors(of: length)
        if let largest = factors.max(), largest > 64, length > 128 {
            self.factors = []
            roots = []
            chirp = Chirp(length: length)
        } else {
            self.factors = factors
            roots = (0..<length).polled().map { Self.root($0, of: length) }
            chirp = nil
        }
    }

    /// The factors, fours first.
    private static func factors(of length: Int) -> [Int] {
        var (rest, factors) = (length, [Int]())
        for divisor in [4, 2, 3] { while rest % divisor == 0, rest > 1 { (rest, factors) = (rest / divisor, factors + [divisor]) } }
        var divisor = 5
        while divisor * divisor <= rest {
            while rest % divisor == 0 { (rest, factors) = (rest / divisor, factors + [divisor]) }
            divisor += 2
        }
        return rest > 1 ? factors + [rest] : factors
    }

    /// exp(-2πi k/n), from an angle of an eighth of the circle at most.
    static func root(_ k: Int, of length: Int) -> Complex<Double> {
        let place = 8 * (k % length)
        let octant = place / length
        let rest = place - octant * length
        // Odd eighths are measured from their end.
        let angle = Double(octant % 2 == 0 ? rest : length - rest) / Double(length) * (.pi / 4)
        let (c, s) = (cos(angle), sin(angle))
        switch octant {
        case 0: return Complex(c, -s)
        case 1: return Complex(s, -c)
        case 2: return Complex(-s, -c)
        case 3: return Complex(-c, -s)
        case 4: return Complex(-c, s)
        case 5: return Complex(-s, c)
        case 6: return Complex(s, c)
        default: return Complex(c, s)
        }
    }

    /// The transform of so many numbers; with turned signs the inverse one, not yet divided by the length.
    func transform(_ input: [Complex<Double>], isInverse: Bool) -> [Complex<Double>] {
        if isInverse {
            return transform(input.map(\.conjugate), isInverse: false).map(\.conjugate)
        }
        if let chirp { return chirp.transform(input) }
        var output = [Complex<Double>](repeating: Complex(0, 0), count: length)
        input.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                guard let source = input.baseAddress, let target = output.baseAddress else { return }
                step(source, 1, target, length, 0)
            }
        }
        return output
    }

    /// The transform of `count` numbers that lie `stride` apart, by the factors from one on.
    private func step(
        _ input: UnsafePointer<Complex<Double>>, _ stride: Int, _ output: UnsafeMutablePointer<Complex<Double>>,
        _ count: Int, _ place: Int
    ) {
        if count == 1 {
            output.pointee = input.pointee
            return
        }
        if count > 1 << 12, Interruption.isRequested { return }
        let factor = factors[place]
        let part = count / factor
        for index in 0..<factor {
            step(input + index * stride, stride * factor, output + index * part, part, place + 1)
        }
        var terms = [Complex<Double>](repeating: Complex(0, 0), count: factor)
        for offset in 0..<part {
            for index in 0..<factor {
                let value = output[index * part + offset]
                terms[index] = index * offset == 0 ? value : value * roots[index * offset * stride]
            }
            combine(terms, into: output + offset, part)
        }
    }

    /// The transform of as many numbers as a factor says.
    private func combine(_ terms: [Complex<Double>], into output: UnsafeMutablePointer<Complex<Double>>, _ stride: Int) {
        switch terms.count {
        case 2:
            output[0] = terms[0] + terms[1]
            output[stride] = terms[0] - terms[1]
        case 4:
            let (even, odd) = (terms[0] + terms[2], terms[1] + terms[3])
            let (first, second) = (terms[0] - terms[2], (terms[1] - terms[3]).timesI)
            output[0] = even + odd
            output[stride] = first - second
            output[2 * stride] = even - odd
            output[3 * stride] = first + second
        default:
            let factor = terms.count
            for index in 0..<factor {
                var sum = terms[0]
                for place in 1..<factor {
                    sum = sum + (index == 0 ? terms[place] : terms[place] * roots[index * place % factor * (length / factor)])
                }
                output[index * stride] = sum
            }
        }
    }
}

/// A transform as a convolution with a chirp, which powers of 2 compute.
private final class Chirp: Sendable {
    private let length: Int
    private let plan: FourierPlan
    private let chirp: [Complex<Double>]
    private let kernel: [Complex<Double>]

    init(length: Int) {
        self.length = length
        var size = 1
        while size < 2 * length - 1 { size *= 2 }
        plan = FourierPlan(length: size)
        // exp(-πi k²/n); the squares are taken modulo 2n, which keeps the angle exact.
        let chirp = (0..<length).polled().map { FourierPlan.root(Int(UInt($0).multipliedFullWidth(by: UInt($0)).low % UInt(2 * length)), of: 2 * length) }
        var kernel = [Complex<Double>](repeating: Complex(0, 0), count: size)
        for (index, number) in chirp.enumerated() {
            kernel[index] = number.conjugate
            if index > 0 { kernel[size - index] = number.conjugate }
        }
        self.chirp = chirp
        self.kernel = plan.transform(kernel, isInverse: false)
    }

    func transform(_ input: [Complex<Double>]) -> [Complex<Double>] {
        var padded = [Complex<Double>](repeating: Complex(0, 0), count: plan.length)
        for index in input.indices { padded[index] = input[index] * chirp[index] }
        let product = zip(plan.transform(padded, isInverse: false), kernel).map { $0 * $1 }
        let scale = 1 / Double(plan.length)
        let result = plan.transform(product, isInverse: true)
        return (0..<length).map { index in
            let value = result[index] * chirp[index]
            return Complex(value.real * scale, value.imaginary * scale)
        }
    }
}
