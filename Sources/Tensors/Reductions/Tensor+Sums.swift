internal import Kernels

extension Tensor {
    /// `np.sum`: float64 in NumPy's order of additions; int64 and bool give int64, wrapping around.
    ///
    /// - Parameters:
    ///   - axes: the axes to add up; nil for all.
    ///   - keepingDimensions: whether they stay, with length 1.
    ///   - flags: receives overflow and invalid operations.
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func sum(
        axes: [Int]? = nil, keepingDimensions: Bool = false, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if let result = directSum(axes, keepingDimensions) { return .float64(result) }
        let layout = try reductionLayout(axes, keepingDimensions)
        switch self {
        case .float64(let array):
            let result = try HardwareFlags.watching(&flags) { () throws(TensorError) in
                try ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: false) { $0.add() }
            }
            return .float64(result)
        case .int64(let array):
            return .int64(
                try ReductionLoops.reduce(array, layout, initial: 0, isConverted: false) { row in row.fold { $0 &+ $1 }
                })
        case .bool(let array):
            return .int64(
                try ReductionLoops.reduce(array, layout, initial: 0, isConverted: true) { row in
                    row.fold { $1 ? $0 &+ 1 : $0 }
                })
        }
    }

    /// `np.prod`: one by one, in NumPy's order; int64 and bool give int64, wrapping around.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func product(
        axes: [Int]? = nil, keepingDimensions: Bool = false, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let layout = try reductionLayout(axes, keepingDimensions)
        switch self {
        case .float64(let array):
            let result = try HardwareFlags.watching(&flags) { () throws(TensorError) in
                try ReductionLoops.reduce(array, layout, initial: 1.0, isConverted: false) { row in row.fold { $0 * $1 }
                }
            }
            return .float64(result)
        case .int64(let array):
            return .int64(
                try ReductionLoops.reduce(array, layout, initial: 1, isConverted: false) { row in row.fold { $0 &* $1 }
                })
        case .bool(let array):
            return .int64(
                try ReductionLoops.reduce(array, layout, initial: 1, isConverted: true) { row in
                    row.fold { $1 ? $0 : 0 }
                })
        }
    }

    /// The sum as float64, as `np.mean` and `np.var` ask for it; ints and bools are converted in buffers.
    func floatSum(
        _ layout: ReductionLayout, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> NDArray<Double> {
        switch self {
        case .float64(let array):
            let result = try HardwareFlags.watching(&flags) { () throws(TensorError) in
                try ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: false) { $0.add() }
            }
            return result
        case .int64(let array):
            return try ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: true) { row in
                row.add { Double($0) }
            }
        case .bool(let array):
            return try ReductionLoops.reduce(array, layout, initial: 0.0, isConverted: true) { row in
                row.add { $0 ? 1 : 0 }
            }
        }
    }

    /// Whether its elements are few and lie row after row, with the very strides of a new array.
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

    /// The sum of a row-by-row float64 tensor over all axes, or over the first of two, without a reduction layout.
    ///
    /// - Returns: nil for anything else, and where the result isn't finite, so that the general way finds the flags.
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

    /// `np.mean`: the sum as float64 divided by the number of elements; nan for none.
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
        let sum = try floatSum(layout, &flags)
        return .float64(try Self.divide(sum, by: Double(layout.reducedCount), &flags))
    }

    /// `np.var`: the mean of the squared deviations from the mean, divided by the number of elements less `ddof`.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func variance(
        axes: [Int]? = nil, keepingDimensions: Bool = false, ddof: Int = 0, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let layout = try reductionLayout(axes, true)
        if ddof >= layout.reducedCount { flags.insert(.noDegreesOfFreedom) }
        let sum = try floatSum(layout, &flags)
        let mean = Tensor.float64(try Self.divide(sum, by: Double(layout.reducedCount), &flags))
        let deviation = try Tensor.binary(.subtract, self, mean, flags: &flags)
        let squared = try Tensor.unary(.square, deviation, flags: &flags)
        let total = try squared.floatSum(try squared.reductionLayout(axes, keepingDimensions), &flags)
        return .float64(try Self.divide(total, by: max(Double(layout.reducedCount) - Double(ddof), 0), &flags))
    }

    /// `np.std`: the square root of the variance.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func standardDeviation(
        axes: [Int]? = nil, keepingDimensions: Bool = false, ddof: Int = 0, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let variance = try variance(axes: axes, keepingDimensions: keepingDimensions, ddof: ddof, flags: &flags)
        let array = variance.asFloat64()
        return .float64(try array.mapped(layout: array.strides) { $0.squareRoot() })
    }

    /// Divides in place of the layout.
    private static func divide(
        _ sum: NDArray<Double>, by count: Double, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> NDArray<Double> {
        if count == 0 {
            for value in sum.elements {
                flags.formUnion(BinaryOperation.divide.flags(value, count, result: value / count))
            }
        }
        return try sum.mapped(layout: sum.strides) { $0 / count }
    }
}
