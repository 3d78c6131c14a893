internal import Kernels

/// The kind of a transform.
public enum FourierKind: String, Sendable, CaseIterable {
    case forward, backward
    /// Of real numbers, keeping the first half of the results; and its inverse.
    case realForward, realBackward
}

extension Tensor {
    /// The discrete Fourier transform along an axis, of `length` numbers: shorter lines are padded with zeros, longer
    /// ones truncated (`np.fft`). The result has `length` elements along the axis, or `length / 2 + 1` for
    /// ``FourierKind/realForward``.
    ///
    /// - Parameter scale: the factor of each result.
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/invalidArgument(function:_:)`` for a
    ///   length below 1, ``TensorError/tooLarge(_:)``.
    public func fourier(
        _ kind: FourierKind, length: Int, axis: Int, scale: Double
    ) throws(TensorError) -> Tensor {
        let axis = try shape.normalizedAxis(axis)
        if length < 1 {
            throw .invalidArgument(function: "fft", "Invalid number of FFT data points (\(length)) specified.")
        }
        try Shape([length]).validated(dtype: .complex128)
        // NumPy also computes single precision in double precision and rounds the results.
        let isSingle = dtype == .float32 || dtype == .complex64
        let (result, single): (Tensor, DType) =
            switch kind {
            case .forward, .backward: (try complexFourier(kind, length, axis, scale), .complex64)
            case .realForward: (try realFourier(length, axis, scale), .complex64)
            case .realBackward: (try inverseRealFourier(length, axis, scale), .float32)
            }
        if Interruption.isRequested { throw .interrupted }
        var flags: FloatingPointFlags = []
        return isSingle ? try result.converted(to: single, flags: &flags) : result
    }

    private func complexFourier(
        _ kind: FourierKind, _ length: Int, _ axis: Int, _ scale: Double
    ) throws(TensorError) -> Tensor {
        var flags: FloatingPointFlags = []
        let source = Complex<Double>.array(self, flags: &flags)
        let plan = FourierPlan(length: length)
        return Complex<Double>.tensor(
            try source.lines(axis, length, work: length) { line in
                plan.transform(line, isForward: kind == .forward, scale: scale)
            })
    }

    private func realFourier(
        _ length: Int, _ axis: Int, _ scale: Double
    ) throws(TensorError) -> Tensor {
        var flags: FloatingPointFlags = []
        let source = Double.array(self, flags: &flags)
        let plan = RealFourierPlan(length: length)
        let half = length / 2 + 1
        let room = try [Double](count: length, interruptibly: { _ in 0 })
        let result: NDArray<Complex<Double>> = try source.lines(axis, length, resultLength: half, room: room) {
            (line, output: UnsafeMutablePointer<Complex<Double>>) in
            plan.transform(line, isForward: true, scale: scale)
            output[0] = Complex(line[0], 0)
            for index in 1..<max(half, 1) {
                let isMiddle = 2 * index == length
                output[index] = Complex(line[2 * index - 1], isMiddle ? 0 : line[2 * index])
            }
        }
        return Complex<Double>.tensor(result)
    }

    private func inverseRealFourier(
        _ length: Int, _ axis: Int, _ scale: Double
    ) throws(TensorError) -> Tensor {
        var flags: FloatingPointFlags = []
        let source = Complex<Double>.array(self, flags: &flags)
        let plan = RealFourierPlan(length: length)
        let half = length / 2 + 1
        let room = try [Complex<Double>](count: half, interruptibly: { _ in .zero })
        let result: NDArray<Double> = try source.lines(axis, half, resultLength: length, room: room) {
            (line, output: UnsafeMutablePointer<Double>) in
            output[0] = line[0].real
            for index in 1..<max(length, 1) {
                output[index] = index % 2 == 1 ? line[(index + 1) / 2].real : line[index / 2].imaginary
            }
            plan.transform(output, isForward: false, scale: scale)
        }
        return .float64(result)
    }
}

extension NDArray where Element: TensorElement {
    /// Applies a function in place to each line along an axis, padded or truncated to `length`.
    fileprivate func lines(
        _ axis: Int, _ length: Int, work: Int, _ body: (UnsafeMutablePointer<Element>) -> Void
    ) throws(TensorError) -> NDArray<Element> {
        let room = try [Element](count: length, interruptibly: { _ in .zero })
        return try lines(axis, length, resultLength: length, room: room) { line, output in
            body(line)
            for index in 0..<length { output[index] = line[index] }
        }
    }

    /// Applies a function to each line along an axis, padded or truncated to `length`; it writes one line of results
    /// for each.
    fileprivate func lines<Result: TensorElement>(
        _ axis: Int, _ length: Int, resultLength: Int, room: [Element],
        _ body: (UnsafeMutablePointer<Element>, UnsafeMutablePointer<Result>) -> Void
    ) throws(TensorError) -> NDArray<Result> {
        var lengths = shape.dimensions
        lengths[axis] = resultLength
        let target = try Shape(lengths).validated(dtype: .complex128)
        let result = try NDArray<Result>(repeating: .zero, shape: target)
        if target.count == 0 { return result }
        let taken = Swift.min(length, shape[axis])
        let (step, resultStep) = (strides[axis], result.strides[axis])
        var line = room
        var output = try [Result](count: resultLength, interruptibly: { _ in .zero })
        var meter = WorkMeter()
        for (start, end) in zip(layout.removing(axis: axis).addresses, result.layout.removing(axis: axis).addresses) {
            if meter.shouldStop(after: 64 + 16 * length) || Interruption.isRequested { throw .interrupted }
            for index in 0..<taken { line[index] = self[address: start + index * step] }
            for index in taken..<length { line[index] = .zero }
            line.withUnsafeMutableBufferPointer { line in
                output.withUnsafeMutableBufferPointer { output in
                    if let line = line.baseAddress, let output = output.baseAddress { body(line, output) }
                }
            }
            for index in 0..<resultLength { result[address: end + index * resultStep] = output[index] }
        }
        return result
    }
}
