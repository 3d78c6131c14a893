internal import Kernels

/// Sums and products of complex elements in NumPy's order.
extension Tensor {
    static func complexSum<Part: ComplexPart>(
        _ array: NDArray<Complex<Part>>, _ layout: ReductionLayout, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> NDArray<Complex<Part>> {
        try ComplexFlags.watching(&flags) { () throws(TensorError) in
            try ReductionLoops.reduce(array, layout, initial: Complex<Part>.zero, isConverted: false) { row in
                if row.outputStep == 0 {
                    row.output.pointee =
                        row.output.pointee
                        + ComplexSummation.pairwise(row.input, stride: row.inputStep, count: row.count)
                } else {
                    row.fold { $0 + $1 }
                }
            }
        }
    }

    /// A product into one element uses the textbook formula; into many it is computed like NumPy's `*` loops.
    static func complexProduct<Part: ComplexPart>(
        _ array: NDArray<Complex<Part>>, _ layout: ReductionLayout, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> NDArray<Complex<Part>> {
        try ComplexFlags.watching(&flags) { () throws(TensorError) in
            try ReductionLoops.reduce(array, layout, initial: Complex<Part>.one, isConverted: false) { row in
                if row.outputStep == 0 { row.fold { $0 * $1 } } else { row.fold { $0.looped(by: $1) } }
            }
        }
    }

    static func complexMean<Part: ComplexPart>(
        _ sum: NDArray<Complex<Part>>, _ count: Int
    ) throws(TensorError) -> Tensor {
        // NumPy divides by an int64, hence in double precision.
        let divisor = Complex<Double>(Double(count), 0)
        return Complex<Part>.tensor(
            try sum.mapped(layout: sum.strides) {
                let mean = Complex<Double>(Double($0.real), Double($0.imaginary)).divided(by: divisor)
                return Complex<Part>(Part(mean.real), Part(mean.imaginary))
            })
    }

    /// The squared absolute values of complex numbers; the squares of others.
    static func squaredMagnitudes(_ x: Tensor, flags: inout FloatingPointFlags) throws(TensorError) -> Tensor {
        switch x.dtype {
        case .complex64:
            let array = x.array(as: Complex<Float>.self)
            return Float.tensor(
                try array.mapped(layout: array.strides) { $0.real * $0.real + $0.imaginary * $0.imaginary })
        case .complex128:
            let array = x.array(as: Complex<Double>.self)
            return .float64(
                try array.mapped(layout: array.strides) { $0.real * $0.real + $0.imaginary * $0.imaginary })
        default: return try unary(.square, x, flags: &flags)
        }
    }

    static func accumulateComplex<Part: ComplexPart>(
        _ array: NDArray<Complex<Part>>, _ operation: BinaryOperation,
        _ accumulate: (NDArray<Complex<Part>>, (Complex<Part>, Complex<Part>) -> Complex<Part>) throws(TensorError)
            -> NDArray<Complex<Part>>
    ) throws(TensorError) -> Tensor {
        Complex<Part>.tensor(
            operation == .add ? try accumulate(array) { $0 + $1 } : try accumulate(array) { $0 * $1 })
    }
}

/// Sums of complex numbers in NumPy's pairwise order: four pairs of accumulators, and halving above 64 numbers.
enum ComplexSummation {
    static func pairwise<Part: ComplexPart>(
        _ numbers: UnsafePointer<Complex<Part>>, stride: Int, count: Int
    ) -> Complex<Part> {
        if count < 4 {
            var sum = Complex<Part>(-0.0, -0.0)
            for index in 0..<count { sum = sum + numbers[index * stride] }
            return sum
        }
        if count > 64 {
            if count > Interruption.pieceLength, Interruption.isRequested { return .zero }
            let half = count / 2
            let first = half - half % 4
            return pairwise(numbers, stride: stride, count: first)
                + pairwise(numbers + first * stride, stride: stride, count: count - first)
        }
        var columns = (numbers[0], numbers[stride], numbers[2 * stride], numbers[3 * stride])
        var index = 4
        while index < count - count % 4 {
            columns.0 = columns.0 + numbers[index * stride]
            columns.1 = columns.1 + numbers[(index + 1) * stride]
            columns.2 = columns.2 + numbers[(index + 2) * stride]
            columns.3 = columns.3 + numbers[(index + 3) * stride]
            index += 4
        }
        var sum = (columns.0 + columns.1) + (columns.2 + columns.3)
        while index < count {
            sum = sum + numbers[index * stride]
            index += 1
        }
        return sum
    }
}
