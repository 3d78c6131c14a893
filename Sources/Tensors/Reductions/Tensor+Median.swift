extension Tensor {
    /// `np.median`: the mean of the middle one or two in sorted order; nan where there is one, and for no elements.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func median(
        axes: [Int]? = nil, keepingDimensions: Bool = false, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let reduced = try axes.map { (axes) throws(TensorError) in try shape.normalizedAxes(axes) }
        let along = reduced?.sorted() ?? Array(shape.dimensions.indices)
        let others = shape.dimensions.indices.filter { !along.contains($0) }
        let order = others + along
        let moved = view(
            shape: Shape(order.map { shape[$0] }), strides: order.map { strides[$0] }, offset: offset)
        let length = along.reduce(1) { $0 * shape[$1] }
        let elements = moved.asFloat64().elements
        if length == 0 { flags.formUnion([.emptyMean, .invalid]) }
        let resultShape = Shape(others.map { shape[$0] })
        var result = [Double](repeating: .nan, count: resultShape.count)
        if length > 0 {
            for index in result.indices {
                result[index] = Self.median(elements[index * length..<(index + 1) * length], &flags)
            }
        }
        var lengths = shape.dimensions
        for axis in along { lengths[axis] = 1 }
        return .float64(NDArray(result, shape: keepingDimensions ? Shape(lengths) : resultShape))
    }

    private static func median(_ elements: ArraySlice<Double>, _ flags: inout FloatingPointFlags) -> Double {
        if let nan = elements.first(where: \.isNaN) { return nan }
        let sorted = elements.sorted()
        let middle = sorted.count / 2
        // The sum starts at 0, as that of np.mean does: a median of -0.0 is 0.0.
        if sorted.count % 2 == 1 { return 0 + sorted[middle] }
        let sum = 0 + sorted[middle - 1] + sorted[middle]
        flags.formUnion(BinaryOperation.add.flags(sorted[middle - 1], sorted[middle], result: sum))
        return sum / 2
    }
}
