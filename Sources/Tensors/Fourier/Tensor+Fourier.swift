internal import Kernels

/// How a transform is divided (`norm=`).
public enum FourierScale: String, Sendable, CaseIterable {
    case backward, ortho, forward

    /// What each number is multiplied by.
    func factor(length: Int, isInverse: Bool) -> Double {
        switch self {
        case .ortho: 1 / Double(length).squareRoot()
        case .backward: isInverse ? 1 / Double(length) : 1
        case .forward: isInverse ? 1 : 1 / Double(length)
        }
    }
}

extension Tensor {
    /// Transforms along an axis, of so many numbers: what is missing counts as 0, and what is too much is left out.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/invalidArgument(function:_:)``.
    public func fourier(
        length: Int?, axis: Int, scale: FourierScale, isInverse: Bool
    ) throws(TensorError) -> Tensor {
        let axis = try shape.normalizedAxis(axis)
        let length = try Self.validLength(length ?? shape[axis])
        let plan = FourierPlan(length: length)
        let factor = scale.factor(length: length, isInverse: isInverse)
        return try rows(axis, length) { row in
            plan.transform(row, isInverse: isInverse).map { Complex($0.real * factor, $0.imaginary * factor) }
        }
    }

    /// The first half of the transforms of real numbers (`np.fft.rfft`).
    public func realFourier(length: Int?, axis: Int, scale: FourierScale) throws(TensorError) -> Tensor {
        let axis = try shape.normalizedAxis(axis)
        let length = try Self.validLength(length ?? shape[axis])
        let plan = FourierPlan(length: length)
        let factor = scale.factor(length: length, isInverse: false)
        return try rows(axis, length, resultLength: length / 2 + 1) { row in
            var result = plan.transform(row, isInverse: false)
            result[0].imaginary = 0
            if length % 2 == 0 { result[length / 2].imaginary = 0 }
            return result.prefix(length / 2 + 1).map { Complex($0.real * factor, $0.imaginary * factor) }
        }
    }

    /// The real numbers whose transforms begin so (`np.fft.irfft`).
    public func inverseRealFourier(length: Int?, axis: Int, scale: FourierScale) throws(TensorError) -> Tensor {
        let axis = try shape.normalizedAxis(axis)
        let length = try Self.validLength(length ?? 2 * (shape[axis] - 1))
        let plan = FourierPlan(length: length)
        let factor = scale.factor(length: length, isInverse: true)
        let half = length / 2 + 1
        let result = try rows(axis, half, resultLength: length) { row in
            var whole = [Complex<Double>](repeating: Complex(0, 0), count: length)
            for index in 0..<min(half, length) { whole[index] = row[index] }
            whole[0].imaginary = 0
            if length % 2 == 0 { whole[length / 2].imaginary = 0 }
            for index in half..<max(length, half) { whole[index] = row[length - index].conjugate }
            return plan.transform(whole, isInverse: true).map { Complex($0.real * factor, 0) }
        }
        guard let real = result.parts(imaginary: false) else { return result }
        return try real.copyInOrder()
    }

    private static func validLength(_ length: Int) throws(TensorError) -> Int {
        if length < 1 {
            throw .invalidArgument(function: "fft", "Invalid number of FFT data points (\(length)) specified.")
        }
        return try Shape([length]).validated(dtype: .complex128)[0]
    }

    /// What a function gives of each line along an axis, made so long.
    private func rows(
        _ axis: Int, _ length: Int, resultLength: Int? = nil, _ body: ([Complex<Double>]) -> [Complex<Double>]
    ) throws(TensorError) -> Tensor {
        var flags: FloatingPointFlags = []
        let source = Complex<Double>.array(self, flags: &flags)
        var lengths = shape.dimensions
        lengths[axis] = resultLength ?? length
        let target = try Shape(lengths).validated(dtype: .complex128)
        let result = try NDArray<Complex<Double>>(repeating: .zero, shape: target)
        if target.count == 0 { return Complex<Double>.tensor(result) }
        let taken = min(length, shape[axis])
        let (step, resultStep) = (source.strides[axis], result.strides[axis])
        var meter = WorkMeter()
        for (start, end) in zip(source.layout.removing(axis: axis).addresses, result.layout.removing(axis: axis).addresses) {
            if meter.shouldStop(after: 64 + 16 * length) { throw .interrupted }
            var row = [Complex<Double>](repeating: .zero, count: length)
            for index in 0..<taken { row[index] = source[address: start + index * step] }
            for (index, value) in body(row).enumerated() { result[address: end + index * resultStep] = value }
        }
        if Interruption.isRequested { throw .interrupted }
        return Complex<Double>.tensor(result)
    }
}
