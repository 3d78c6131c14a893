internal import Kernels

extension Tensor {
    /// The integers from `start` up to but excluding `stop`, in steps of `step` (`np.arange` of ints); shape (n,),
    /// int64.
    ///
    /// - Throws: ``TensorError/invalidArgument(function:_:)`` for a step of 0; ``TensorError/tooLarge(_:)``;
    ///   ``TensorError/outOfMemory(bytes:)``.
    public static func arange(from start: Int = 0, to stop: Int, by step: Int = 1) throws(TensorError) -> Tensor {
        guard step != 0 else { throw .invalidArgument(function: "arange", "the step cannot be 0") }
        if step > 0 ? start >= stop : start <= stop { return .int64(NDArray([], shape: [0])) }
        // The distance may overflow Int, but not UInt.
        let distance = step > 0 ? UInt(bitPattern: stop &- start) : UInt(bitPattern: start &- stop)
        let count = (distance - 1) / step.magnitude + 1
        guard let count = Int(exactly: count) else { throw .tooLarge([Int.max]) }
        let shape = try Shape([count]).validated(dtype: .int64)
        return .int64(
            try NDArray(shape: shape) { output in
                Interruption.forEachPiece(of: count) { piece in
                    for index in piece { output[index] = start &+ index &* step }
                }
            })
    }

    /// The numbers from `start` up to but excluding `stop`, in steps of `step` (`np.arange` of floats); shape (n,),
    /// float64.
    ///
    /// NumPy's rules: there are ceil((stop - start) / step) elements. The first two are `start` and `start + step`;
    /// the others are `start` plus integer multiples of the difference of those two. Rounding may make the last one
    /// reach `stop`.
    ///
    /// - Throws: ``TensorError/invalidArgument(function:_:)`` for a step of 0 or a length of nan;
    ///   ``TensorError/tooLarge(_:)``; ``TensorError/outOfMemory(bytes:)``.
    public static func arange(
        from start: Double, to stop: Double, by step: Double
    ) throws(TensorError) -> Tensor {
        guard step != 0 else { throw .invalidArgument(function: "arange", "the step cannot be 0") }
        let distance = stop - start
        let quotient = distance / step
        guard !quotient.isNaN else {
            throw .invalidArgument(function: "arange", "cannot compute length")
        }
        guard quotient.isFinite else { throw .tooLarge([Int.max]) }
        var length = quotient.rounded(.up)
        // A quotient that underflowed still has elements if it is positive.
        if quotient == 0 && distance != 0 { length = quotient.sign == .minus ? 0 : 1 }
        guard let count = Int(truncating: length) else { throw .tooLarge([Int.max]) }
        if count <= 0 { return .float64(NDArray([], shape: [0])) }
        let shape = try Shape([count]).validated()
        let next = start + step
        let difference = next - start
        return .float64(
            try NDArray(shape: shape) { output in
                Interruption.forEachPiece(of: count) { piece in
                    for index in piece { output[index] = start + Double(index) * difference }
                }
                output[0] = start
                if count > 1 { output[1] = next }
            })
    }

    /// `count` evenly spaced numbers from `start` to `stop` (`np.linspace`); shape (count,), float64.
    ///
    /// - Parameter includingStop: whether `stop` is the last of them (`endpoint`).
    /// - Throws: ``TensorError/invalidArgument(function:_:)`` for a negative count; ``TensorError/tooLarge(_:)``;
    ///   ``TensorError/outOfMemory(bytes:)``.
    public static func linspace(
        from start: Double, to stop: Double, count: Int = 50, includingStop: Bool = true
    ) throws(TensorError) -> Tensor {
        guard count >= 0 else {
            throw .invalidArgument(function: "linspace", "the number of samples may not be negative, got \(count)")
        }
        let shape = try Shape([count]).validated()
        let intervals = Double(includingStop ? count - 1 : count)
        let difference = stop - start
        let step = difference / intervals
        let result = try NDArray<Double>(
            shape: shape,
            interruptibly: { index in
                let position = Double(index)
                // A step that rounds to 0 must still reach the end.
                if intervals > 0, step != 0 { return position * step + start }
                return (intervals > 0 ? position / intervals : position) * difference + start
            })
        if includingStop && count > 1 { result[address: count - 1] = stop }
        return .float64(result)
    }

    /// `count` evenly spaced complex numbers from `start` to `stop` (`np.linspace`); shape (count,), complex128.
    ///
    /// - Parameter includingStop: whether `stop` is the last of them (`endpoint`).
    /// - Throws: the errors of the float version.
    public static func linspace(
        from start: Complex<Double>, to stop: Complex<Double>, count: Int, includingStop: Bool
    ) throws(TensorError) -> Tensor {
        guard count >= 0 else {
            throw .invalidArgument(function: "linspace", "the number of samples may not be negative, got \(count)")
        }
        let shape = try Shape([count]).validated(dtype: .complex128)
        let intervals = Double(includingStop ? count - 1 : count)
        let difference = stop - start
        let step = intervals > 0 ? difference.divided(by: Complex(intervals, 0)) : difference
        let result = try NDArray<Complex<Double>>(
            shape: shape,
            interruptibly: { index in
                let position = Complex(Double(index), 0)
                if intervals > 0, step.isTrue { return position.looped(by: step) + start }
                let part = intervals > 0 ? position.divided(by: Complex(intervals, 0)) : position
                return part.looped(by: difference) + start
            })
        if includingStop && count > 1 { result[address: count - 1] = stop }
        return Complex<Double>.tensor(result)
    }

    /// The step between the numbers of ``linspace(from:to:count:includingStop:)`` (`retstep`); nan if there are fewer
    /// than two.
    public static func linspaceStep(from start: Double, to stop: Double, count: Int, includingStop: Bool) -> Double {
        let intervals = includingStop ? count - 1 : count
        return intervals > 0 ? (stop - start) / Double(intervals) : .nan
    }
}
