internal import Kernels

/// Transforms of real numbers that keep half the results: the first, then the real and imaginary parts of each
/// further one, in FFTPACK's order (P. N. Swarztrauber, 1982). Additions are ordered as in pocketfft; with a factor
/// above 5 the last digits may differ.
final class RealFourierPlan {
    let length: Int
    private let steps: [RealStep]
    private let chirp: Chirp?

    /// - Precondition: the length is at least 1.
    init(length: Int) {
        self.length = length
        let isConvolution = FourierFactors.isConvolution(length, share: 0.5)
        chirp = isConvolution ? Chirp(length: length) : nil
        var steps: [RealStep] = []
        if !isConvolution, length > 1 {
            let roots = FourierRoots(length: length)
            var done = 1
            for factor in FourierFactors.factors(of: length, first: [4]) {
                let rest = length / (done * factor)
                var turns: [Complex<Double>] = []
                for part in 1..<factor {
                    for index in (0..<(rest - 1) / 2).polled(work: 4) { turns.append(roots[part * done * (index + 1)]) }
                }
                if Interruption.isRequested { break }
                let own = (0..<factor).map { roots[$0 * done * rest] }
                steps.append(RealStep(factor: factor, outer: done, inner: rest, turns: turns, roots: own))
                done *= factor
            }
        }
        self.steps = steps
    }

    /// Transforms numbers in place, forward or back, and multiplies them by `scale`.
    func transform(_ numbers: UnsafeMutablePointer<Double>, isForward: Bool, scale: Double) {
        if let chirp { return transform(numbers, isForward, scale, by: chirp) }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: length) { spare in
            guard let other = spare.baseAddress else { return }
            other.initialize(repeating: 0, count: length)
            var (from, to) = (numbers, other)
            for step in isForward ? steps.reversed() : steps {
                if Interruption.isRequested { return }
                if isForward { step.forward(from, to) } else { step.backward(from, to) }
                swap(&from, &to)
            }
            if scale == 1, from == numbers { return }
            for index in 0..<length { numbers[index] = scale == 1 ? from[index] : from[index] * scale }
        }
    }

    private func transform(
        _ numbers: UnsafeMutablePointer<Double>, _ isForward: Bool, _ scale: Double, by chirp: Chirp
    ) {
        withUnsafeTemporaryAllocation(of: Complex<Double>.self, capacity: length) { space in
            guard let whole = space.baseAddress else { return }
            whole.initialize(repeating: .zero, count: length)
            if isForward {
                for index in 0..<length { whole[index] = Complex(numbers[index], 0) }
            } else {
                whole[0] = Complex(numbers[0], 0)
                for index in 1..<length {
                    let place = (index + 1) / 2
                    if index % 2 == 1 {
                        whole[place].real = numbers[index]
                    } else {
                        whole[place].imaginary = numbers[index]
                    }
                }
                for index in 1..<(length + 1) / 2 { whole[length - index] = whole[index].conjugate }
            }
            chirp.transform(whole, isForward: isForward, scale: scale)
            numbers[0] = whole[0].real
            for index in 1..<length {
                numbers[index] =
                    isForward
                    ? (index % 2 == 1 ? whole[(index + 1) / 2].real : whole[(index + 1) / 2].imaginary)
                    : whole[index].real
            }
        }
    }
}
