extension Tensor {
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
