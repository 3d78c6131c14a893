internal import Kernels

extension Tensor {
    /// `np.cumsum`: the running sums along an axis, in the same shape, or over all elements in C order as one axis.
    /// Ints and bools make 64-bit ints.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``.
    public func cumulativeSum(axis: Int? = nil, flags: inout FloatingPointFlags) throws(TensorError) -> Tensor {
        try accumulate(.add, axis, &flags)
    }

    /// `np.cumprod`: the running products along an axis, in the same shape, or over all elements in C order as one
    /// axis. Ints and bools make 64-bit ints.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``.
    public func cumulativeProduct(axis: Int? = nil, flags: inout FloatingPointFlags) throws(TensorError) -> Tensor {
        try accumulate(.multiply, axis, &flags)
    }

    private func accumulate(
        _ operation: BinaryOperation, _ axis: Int?, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        switch dtype.summing {
        case .float64: return .float64(try Self.accumulate(asFloat64(), axis, &flags, operation))
        case .float32:
            return Float.tensor(try Self.accumulate(Float.array(self, flags: &flags), axis, &flags, operation))
        case .complex64:
            return try Self.accumulateComplex(Complex<Float>.array(self, flags: &flags), operation) {
                (array, combine) throws(TensorError) in try Self.accumulate(array, axis, like: strides, combine)
            }
        case .complex128:
            return try Self.accumulateComplex(Complex<Double>.array(self, flags: &flags), operation) {
                (array, combine) throws(TensorError) in try Self.accumulate(array, axis, like: strides, combine)
            }
        case .uint64:
            let array = UInt.array(self, flags: &flags)
            return UInt.tensor(try Self.accumulate(array, axis, like: strides) { operation.apply($0, $1) })
        default:
            let array = asInt64(flags: &flags)
            return .int64(try Self.accumulate(array, axis, like: strides) { operation.apply($0, $1) })
        }
    }

    private static func accumulate<Number: FloatElement>(
        _ array: NDArray<Number>, _ axis: Int?, _ flags: inout FloatingPointFlags, _ operation: BinaryOperation
    ) throws(TensorError) -> NDArray<Number> {
        var found: FloatingPointFlags = []
        let result = try accumulate(array, axis, like: array.strides) { left, right in
            let value = operation == .add ? left + right : left * right
            if !value.isFinite { found.formUnion(operation.flags(left, right, result: value)) }
            return value
        }
        flags.formUnion(found)
        return result
    }

    /// - Parameter original: the strides of the array before any conversion; they determine the layout.
    private static func accumulate<Element>(
        _ array: NDArray<Element>, _ axis: Int?, like original: AxisValues,
        _ combine: (Element, Element) -> Element
    ) throws(TensorError) -> NDArray<Element> {
        guard let axis else {
            return try running(array.flat(), combine)
        }
        // NumPy treats a scalar as one element.
        if array.rank == 0 && (axis == 0 || axis == -1) { return NDArray([array[address: array.offset]], shape: [1]) }
        let along = try array.shape.normalizedAxis(axis)
        let layout = KeepOrder.strides(
            shape: array.shape, axes: KeepOrder.axes(shape: array.shape, strides: [original]))
        let result = try array.laidOut(layout)
        let (length, stride) = (array.shape[along], layout[along])
        if array.count == 0 || length < 2 { return result }
        var others = array.shape.dimensions
        others[along] = 1
        let nest = LoopNest(shape: Shape(others), strides: [layout])
        var meter = WorkMeter()
        result.withUnsafeMutableBuffer { buffer in
            nest.forEachRow { offsets, count in
                for row in 0..<count {
                    let start = offsets[0] + row * nest.innerStride(0)
                    if meter.shouldStop(after: length) { return }
                    Interruption.forEachPiece(of: length - 1) { piece in
                        for index in piece {
                            let here = start + (index + 1) * stride
                            buffer[here] = combine(buffer[here - stride], buffer[here])
                        }
                    }
                }
            }
        }
        return result
    }

    private static func running<Element>(
        _ elements: FlatElements<Element>, _ combine: (Element, Element) -> Element
    ) throws(TensorError) -> NDArray<Element> {
        var last = elements.first ?? .zero
        return try NDArray(
            shape: [elements.count],
            interruptibly: { index in
                if index > 0 { last = combine(last, elements[index]) }
                return last
            })
    }
}
