internal import Kernels

/// Discrete Fourier transforms of one length: by its prime factors (J. W. Cooley and J. W. Tukey, 1965), or as a
/// convolution if a factor is large (L. I. Bluestein, 1970). The factors, their order and the order of additions are
/// those of pocketfft, so the digits are NumPy's.
final class FourierPlan {
    typealias Number = Complex<Double>

    let length: Int
    private let steps: [Step]
    private let chirp: Chirp?

    /// A factor, with the roots that rotate its parts (twiddle factors).
    private struct Step {
        let factor: Int
        let turns: [Complex<Double>]
        let butterfly: Butterfly
    }

    /// - Precondition: the length is at least 1.
    convenience init(length: Int) {
        self.init(length: length, isConvolution: FourierFactors.isConvolution(length, share: 1))
    }

    init(length: Int, isConvolution: Bool) {
        self.length = length
        chirp = isConvolution ? Chirp(length: length) : nil
        var steps: [Step] = []
        if !isConvolution, length > 1 {
            let roots = FourierRoots(length: length)
            var done = 1
            for factor in FourierFactors.factors(of: length, first: [8, 4]) {
                let rest = length / (done * factor)
                var turns: [Number] = []
                turns.reserveCapacity((factor - 1) * (rest - 1))
                for part in 1..<factor {
                    for index in (1..<max(rest, 1)).polled(work: 4) { turns.append(roots[part * done * index]) }
                }
                if Interruption.isRequested { break }
                let own = (0..<factor).map { roots[$0 * done * rest] }
                steps.append(Step(factor: factor, turns: turns, butterfly: Butterfly(factor: factor, roots: own)))
                done *= factor
            }
        }
        self.steps = steps
    }

    /// Transforms numbers in place and multiplies them by `scale`.
    func transform(_ numbers: UnsafeMutablePointer<Number>, isForward: Bool, scale: Double) {
        if let chirp { return chirp.transform(numbers, isForward: isForward, scale: scale) }
        if Interruption.isRequested { return }
        withUnsafeTemporaryAllocation(of: Number.self, capacity: length) { spare in
            guard let other = spare.baseAddress else { return }
            other.initialize(repeating: .zero, count: length)
            var (from, to) = (numbers, other)
            var done = 1
            for step in steps {
                if Interruption.isRequested { return }
                pass(step, done, from, to, isForward)
                swap(&from, &to)
                done *= step.factor
            }
            if scale == 1, from == numbers { return }
            for index in 0..<length {
                let value = from[index]
                numbers[index] = scale == 1 ? value : Number(value.real * scale, value.imaginary * scale)
            }
        }
    }

    private func pass(
        _ step: Step, _ done: Int, _ from: UnsafeMutablePointer<Number>, _ to: UnsafeMutablePointer<Number>,
        _ isForward: Bool
    ) {
        let factor = step.factor
        let rest = length / (done * factor)
        withUnsafeTemporaryAllocation(of: Number.self, capacity: 3 * factor) { space in
            guard let terms = space.baseAddress else { return }
            terms.initialize(repeating: .zero, count: 3 * factor)
            var work = 0
            for block in 0..<done {
                for index in 0..<rest {
                    work += factor
                    if work > 1 << 16 {
                        work = 0
                        if Interruption.isRequested { return }
                    }
                    let source = from + index + rest * factor * block
                    for part in 0..<factor { terms[part] = source[rest * part] }
                    step.butterfly.apply(terms, isForward: isForward)
                    let target = to + index + rest * block
                    target.pointee = terms[0]
                    for part in 1..<factor {
                        target[rest * done * part] =
                            index == 0
                            ? terms[part]
                            : terms[part].turned(by: step.turns[(part - 1) * (rest - 1) + index - 1], isForward)
                    }
                }
            }
        }
    }
}

extension Complex {
    /// The product with a root, or with its conjugate in a forward transform.
    @inline(__always)
    func turned(by root: Self, _ isForward: Bool) -> Self {
        isForward
            ? Self(
                real * root.real + imaginary * root.imaginary, imaginary * root.real - real * root.imaginary)
            : Self(
                real * root.real - imaginary * root.imaginary, real * root.imaginary + imaginary * root.real)
    }

    /// The number rotated by a right angle: clockwise in a forward transform.
    @inline(__always)
    func quarter(_ isForward: Bool) -> Self { isForward ? Self(imaginary, -real) : Self(-imaginary, real) }
}

/// A transform as a convolution with a chirp, computed by transforms of a length with small factors.
final class Chirp {
    private typealias Number = Complex<Double>

    private let length: Int
    private let plan: FourierPlan
    private let chirp: [Complex<Double>]
    private let kernel: [Complex<Double>]

    init(length: Int) {
        self.length = length
        let size = FourierFactors.goodLength(from: 2 * length - 1)
        plan = FourierPlan(length: size, isConvolution: false)
        let roots = FourierRoots(length: 2 * length)
        var chirp = [Number.one]
        var square = 0
        for index in (1..<max(length, 1)).polled(work: 4) {
            // The next square, modulo twice the length.
            square += 2 * index - 1
            if square >= 2 * length { square -= 2 * length }
            chirp.append(roots[square])
        }
        var kernel = [Number](repeating: .zero, count: size)
        let scale = 1 / Double(size)
        if chirp.count == length {
            for (index, number) in chirp.enumerated() {
                let part = Number(number.real * scale, number.imaginary * scale)
                kernel[index] = part
                if index > 0 { kernel[size - index] = part }
            }
        }
        kernel.withUnsafeMutableBufferPointer { [plan] numbers in
            if let base = numbers.baseAddress { plan.transform(base, isForward: true, scale: 1) }
        }
        self.chirp = chirp
        self.kernel = kernel
    }

    func transform(_ numbers: UnsafeMutablePointer<Complex<Double>>, isForward: Bool, scale: Double) {
        // An interrupted plan computes nothing.
        guard chirp.count == length, !Interruption.isRequested else { return }
        let size = plan.length
        withUnsafeTemporaryAllocation(of: Number.self, capacity: size) { space in
            guard let padded = space.baseAddress else { return }
            padded.initialize(repeating: .zero, count: size)
            for index in 0..<length { padded[index] = numbers[index].turned(by: chirp[index], isForward) }
            plan.transform(padded, isForward: true, scale: 1)
            padded[0] = padded[0].turned(by: kernel[0], !isForward)
            var index = 1
            while index < (size + 1) / 2 {
                padded[index] = padded[index].turned(by: kernel[index], !isForward)
                padded[size - index] = padded[size - index].turned(by: kernel[index], !isForward)
                index += 1
            }
            if size % 2 == 0 { padded[size / 2] = padded[size / 2].turned(by: kernel[size / 2], !isForward) }
            plan.transform(padded, isForward: false, scale: 1)
            for index in 0..<length {
                let value = padded[index].turned(by: chirp[index], isForward)
                numbers[index] = Number(value.real * scale, value.imaginary * scale)
            }
        }
    }
}
