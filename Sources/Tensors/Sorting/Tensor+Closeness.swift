internal import Kernels

extension Tensor {
    /// Whether |left - right| <= absolute + relative·|right| or both are the same infinity, element by element
    /// (`np.isclose`).
    ///
    /// - Parameter equalNaN: whether nan is close to nan.
    /// - Throws: ``TensorError/cannotBroadcast(_:)``, ``TensorError/tooLarge(_:)``.
    public static func isClose(
        _ left: Tensor, _ right: Tensor, relative: Double = 1e-5, absolute: Double = 1e-8, equalNaN: Bool = false
    ) throws(TensorError) -> NDArray<Bool> {
        let shape = try Shape.broadcast([left.shape, right.shape])
        try shape.validated(dtype: .bool)
        let layout = try ElementwiseLayout([.init(left, computedAs: .float64), .init(right, computedAs: .float64)])
        if left.dtype.isComplex || right.dtype.isComplex {
            let (left, right) = bothComplex(left, right)
            return try ElementwiseLoops.combine(left, right, layout) { x, y in
                (x - y).scaledMagnitude <= absolute + relative * y.scaledMagnitude && y.isFinite || x == y
                    || equalNaN && x.isNaN && y.isNaN
            }
        }
        let left = try left.asFloat64().broadcast(to: shape).listed()
        let right = try right.asFloat64().broadcast(to: shape).listed()
        let result = try [Bool](
            count: left.count,
            interruptibly: { index in
                let (x, y) = (left[index], right[index])
                return (abs(x - y) <= absolute + relative * abs(y) && y.isFinite) || x == y
                    || (equalNaN && x.isNaN && y.isNaN)
            })
        return try NDArray(result, shape: shape).laidOut(layout.strides)
    }

    /// Whether shapes and elements are equal (`np.array_equal`); integers are compared exactly.
    ///
    /// - Parameter equalNaN: whether nan equals nan.
    public static func areEqual(_ left: Tensor, _ right: Tensor, equalNaN: Bool = false) -> Bool {
        guard left.shape == right.shape, left.dtype.isText == right.dtype.isText else { return false }
        if left.dtype.isText {
            let (left, right) = (left.array(as: TextElement.self), right.array(as: TextElement.self))
            return zip(left.elements, right.elements).polled().allSatisfy(==)
        }
        if let left = left.asExactInt64(), let right = right.asExactInt64() {
            return zip(left.elements, right.elements).polled().allSatisfy(==)
        }
        if left.dtype.isComplex || right.dtype.isComplex {
            let (left, right) = bothComplex(left, right)
            return zip(left.elements, right.elements).polled().allSatisfy { x, y in
                x == y || (equalNaN && x.isNaN && y.isNaN)
            }
        }
        return zip(left.asFloat64().elements, right.asFloat64().elements).polled().allSatisfy { x, y in
            x == y || (equalNaN && x.isNaN && y.isNaN)
        }
    }
}
