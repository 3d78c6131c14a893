internal import Kernels

extension Tensor {
    /// `np.sum`: floats are added in NumPy's order; ints and bools make 64-bit ints, wrapping around.
    ///
    /// - Parameters:
    ///   - axes: the axes to sum over; nil for all.
    ///   - keepingDimensions: whether they stay, with length 1.
    ///   - flags: gains overflow and invalid operations.
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func sum(
        axes: [Int]? = nil, keepingDimensions: Bool = false, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if let result = directSum(axes, keepingDimensions) { return .float64(result) }
        let layout = try reductionLayout(axes, keepingDimensions)
        if dtype.kind == .floating || dtype.isComplex { return try floatSum(layout, &flags) }
        return try apply(FoldingIntegers(layout: layout, isProduct: false))
    }

    /// `np.prod`: multiplies one by one in NumPy's order; ints and bools make 64-bit ints, wrapping around.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func product(
        axes: [Int]? = nil, keepingDimensions: Bool = false, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let layout = try reductionLayout(axes, keepingDimensions)
        switch dtype {
        case .float64: return .float64(try Self.product(asFloat64(), layout, &flags))
        case .float32: return Float.tensor(try Self.product(Float.array(self, flags: &flags), layout, &flags))
        case .complex64:
            return Complex<Float>.tensor(try Self.complexProduct(array(as: Complex<Float>.self), layout, &flags))
        case .complex128:
            return Complex<Double>.tensor(try Self.complexProduct(array(as: Complex<Double>.self), layout, &flags))
        default: return try apply(FoldingIntegers(layout: layout, isProduct: true))
        }
    }

    private static func product<Number: FloatElement>(
        _ array: NDArray<Number>, _ layout: ReductionLayout, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> NDArray<Number> {
        try HardwareFlags.watching(&flags) { () throws(TensorError) in
            try ReductionLoops.reduce(array, layout, initial: 1, isConverted: false) { row in row.fold { $0 * $1 } }
        }
    }

    /// Sums and products of ints and bools in 64 bits.
    private struct FoldingIntegers: ArrayFunction {
        let layout: ReductionLayout
        let isProduct: Bool

        func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(TensorError) -> Tensor {
            if !isProduct, let integers = array as? NDArray<Int> {
                return .int64(
                    try ReductionLoops.reduce(integers, layout, initial: 0, isConverted: false) { $0.fold { $0 &+ $1 } }
                )
            }
            if Element.dtype.summing == .uint64 { return UInt.tensor(try fold(array)) }
            return .int64(try fold(array))
        }

        private func fold<Element: TensorElement, Number: IntegerElement>(
            _ array: NDArray<Element>
        ) throws(TensorError) -> NDArray<Number> {
            var isInvalid = false
            let isConverted = Element.self != Number.self
            if isProduct {
                return try ReductionLoops.reduce(array, layout, initial: 1, isConverted: isConverted) { row in
                    row.fold { $0 &* Number($1.number, isInvalid: &isInvalid) }
                }
            }
            return try ReductionLoops.reduce(array, layout, initial: 0, isConverted: isConverted) { row in
                row.fold { $0 &+ Number($1.number, isInvalid: &isInvalid) }
            }
        }
    }

    /// The sum that `np.mean` and `np.var` use: floats and complex numbers in their own type, ints and bools converted
    /// to float64 in buffers.
    func floatSum(_ layout: ReductionLayout, _ flags: inout FloatingPointFlags) throws(TensorError) -> Tensor {
        switch dtype {
        case .float64: .float64(try Self.floatSum(asFloat64(), layout, &flags))
        case .float32: Float.tensor(try Self.floatSum(Float.array(self, flags: &flags), layout, &flags))
        case .complex64: Complex<Float>.tensor(try Self.complexSum(array(as: Complex<Float>.self), layout, &flags))
        case .complex128: Complex<Double>.tensor(try Self.complexSum(array(as: Complex<Double>.self), layout, &flags))
        default: .float64(try apply(AddingAsFloats(layout: layout)))
        }
    }

    private static func floatSum<Number: FloatElement>(
        _ array: NDArray<Number>, _ layout: ReductionLayout, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> NDArray<Number> {
        try HardwareFlags.watching(&flags) { () throws(TensorError) in
            try ReductionLoops.reduce(array, layout, initial: 0, isConverted: false) { $0.add() }
        }
    }

    private struct AddingAsFloats: ArrayFunction {
        let layout: ReductionLayout

        func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(TensorError) -> NDArray<Double> {
            try ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: true) { row in
                row.add { $0.number.double }
            }
        }
    }

    /// Whether the elements are few and row-major, with exactly the strides of a new array.
    private var isSmallAndNew: Bool {
        let (lengths, strides) = (shape.dimensions, strides)
        var expected = 1
        for axis in lengths.indices.reversed() {
            if strides[axis] != expected { return false }
            expected *= lengths[axis]
        }
        return expected > 0 && expected <= SmallArray.limit
    }

    func reductionLayout(_ axes: [Int]?, _ keepingDimensions: Bool) throws(TensorError) -> ReductionLayout {
        try ReductionLayout(shape, strides: strides, axes: axes, keepingDimensions: keepingDimensions)
    }

    /// The sum of a row-major float64 tensor over all axes, or over the first of two, without a reduction layout.
    ///
    /// - Returns: nil for anything else, and if the result isn't finite, so that the general code finds the flags.
    func directSum(_ axes: [Int]?, _ keepingDimensions: Bool) -> NDArray<Double>? {
        guard case .float64(let array) = self, isSmallAndNew else { return nil }
        let result: NDArray<Double>
        if axes == nil {
            let sum = array.withUnsafeElements { 0.0 + Summation.pairwise($0, stride: 1, count: array.count) }
            let shape = Shape(keepingDimensions ? [Int](repeating: 1, count: array.rank) : [])
            result = NDArray([sum], shape: shape)
        } else if axes == [0], array.rank == 2 {
            let (rows, columns) = (array.shape[0], array.shape[1])
            let sums = try? NDArray<Double>(shape: keepingDimensions ? [1, columns] : [columns]) { sums in
                array.withUnsafeElements { Summation.columns($0, rows: rows, columns: columns, into: sums) }
            }
            guard let sums else { return nil }
            result = sums
        } else {
            return nil
        }
        return result.storageIsFinite ? result : nil
    }

    /// `np.mean`: the sum divided by the number of elements, in float64 for ints and bools; nan for no elements.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func mean(
        axes: [Int]? = nil, keepingDimensions: Bool = false, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if let sum = directSum(axes, keepingDimensions) {
            let divisor = Double(count / sum.count)
            return .float64(NDArray(sum.elements.map { $0 / divisor }, shape: sum.shape))
        }
        let layout = try reductionLayout(axes, keepingDimensions)
        if layout.reducedCount == 0 { flags.insert(.emptyMean) }
        return try Self.divide(try floatSum(layout, &flags), by: layout.reducedCount, &flags)
    }

    /// `np.var`: the sum of the squared deviations from the mean, divided by the number of elements minus `ddof`.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func variance(
        axes: [Int]? = nil, keepingDimensions: Bool = false, ddof: Int = 0, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let layout = try reductionLayout(axes, true)
        if ddof >= layout.reducedCount { flags.insert(.noDegreesOfFreedom) }
        let mean = try Self.divide(try floatSum(layout, &flags), by: layout.reducedCount, &flags)
        let deviation = try Tensor.binary(.subtract, self, mean, flags: &flags)
        let squared = try Tensor.squaredMagnitudes(deviation, flags: &flags)
        let total = try squared.floatSum(try squared.reductionLayout(axes, keepingDimensions), &flags)
        let (freedom, isBeyond) = layout.reducedCount.subtractingReportingOverflow(ddof)
        return try Self.divide(total, by: isBeyond ? (ddof < 0 ? .max : 0) : max(freedom, 0), &flags)
    }

    /// `np.std`: the square root of the variance.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func standardDeviation(
        axes: [Int]? = nil, keepingDimensions: Bool = false, ddof: Int = 0, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let variance = try variance(axes: axes, keepingDimensions: keepingDimensions, ddof: ddof, flags: &flags)
        if case .float64(let array) = variance {
            return .float64(try array.mapped(layout: array.strides) { $0.squareRoot() })
        }
        let array = variance.array(as: Float.self)
        return Float.tensor(try array.mapped(layout: array.strides) { $0.squareRoot() })
    }

    /// Divides the elements in place.
    private static func divide(
        _ sum: Tensor, by count: Int, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if case .float64(let sum) = sum { return .float64(try divide(sum, by: Double(count), &flags)) }
        if sum.dtype == .complex64 { return try complexMean(sum.array(as: Complex<Float>.self), count) }
        if sum.dtype == .complex128 { return try complexMean(sum.array(as: Complex<Double>.self), count) }
        return Float.tensor(try divide(Float.array(sum, flags: &flags), by: Float(count), &flags))
    }

    private static func divide<Number: FloatElement>(
        _ sum: NDArray<Number>, by count: Number, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> NDArray<Number> {
        if count == 0 {
            for value in sum.elements {
                flags.formUnion(BinaryOperation.divide.flags(value, count, result: value / count))
            }
        }
        return try sum.mapped(layout: sum.strides) { $0 / count }
    }
}
