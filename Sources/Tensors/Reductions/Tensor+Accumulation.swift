internal import Kernels

extension Tensor {
    /// `np.cumsum`: sums so far along an axis, or over all elements in C order; int64 and bool give int64.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``.
    public func cumulativeSum(axis: Int? = nil, flags: inout FloatingPointFlags) throws(TensorError) -> Tensor {
        switch self {
        case .float64(let array):
            return .float64(try Self.accumulate(array, axis, &flags, .add) { $0 + $1 })
        case .int64(let array): return .int64(try Self.accumulate(array, axis) { $0 &+ $1 })
        case .bool(let array):
            return .int64(try Self.accumulate(Self.asCounts(array), axis, like: array) { $0 &+ $1 })
        }
    }

    /// `np.cumprod`: products so far along an axis, or over all elements in C order; int64 and bool give int64.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``.
    public func cumulativeProduct(axis: Int? = nil, flags: inout FloatingPointFlags) throws(TensorError) -> Tensor {
        switch self {
        case .float64(let array):
            return .float64(try Self.accumulate(array, axis, &flags, .multiply) { $0 * $1 })
        case .int64(let array): return .int64(try Self.accumulate(array, axis) { $0 &* $1 })
        case .bool(let array):
            return .int64(try Self.accumulate(Self.asCounts(array), axis, like: array) { $0 &* $1 })
        }
    }

    private static func asCounts(_ array: NDArray<Bool>) -> NDArray<Int> {
        array.converted { $0 ? 1 : 0 }
    }

    private static func accumulate(
        _ array: NDArray<Double>, _ axis: Int?, _ flags: inout FloatingPointFlags, _ operation: BinaryOperation,
        _ combine: (Double, Double) -> Double
    ) throws(TensorError) -> NDArray<Double> {
        var found: FloatingPointFlags = []
        let result = try accumulate(array, axis) { left, right in
            let value = combine(left, right)
            if !value.isFinite { found.formUnion(operation.flags(left, right, result: value)) }
            return value
        }
        flags.formUnion(found)
        return result
    }

    private static func accumulate<Element>(
        _ array: NDArray<Element>, _ axis: Int?, _ combine: (Element, Element) -> Element
    ) throws(TensorError) -> NDArray<Element> {
        try accumulate(array, axis, like: array, combine)
    }

    /// - Parameter original: the array before any conversion, which decides the layout.
    private static func accumulate<Element, Original>(
        _ array: NDArray<Element>, _ axis: Int?, like original: NDArray<Original>,
        _ combine: (Element, Element) -> Element
    ) throws(TensorError) -> NDArray<Element> {
        guard let axis else {
            return try running(array.flat(), combine)
        }
        // NumPy takes a scalar for one element.
        if array.rank == 0 && (axis == 0 || axis == -1) { return NDArray([array[address: array.offset]], shape: [1]) }
        let along = try array.shape.normalizedAxis(axis)
        let layout = KeepOrder.strides(
            shape: array.shape, axes: KeepOrder.axes(shape: array.shape, strides: [original.strides]))
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
