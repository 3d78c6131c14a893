internal import Kernels

extension Tensor {
    /// `np.argmax`: the index of the first largest element, or of the first nan; without an axis, the C-order index
    /// over all elements.
    ///
    /// - Throws: ``TensorError/emptyReduction(_:)``, ``TensorError/axisOutOfRange(axis:rank:)``.
    public func indexOfMaximum(axis: Int? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        if axis == nil, let index = try flatIndex(of: { () throws(TensorError) in try maximum() }) {
            return .int64(NDArray([index], shape: scalarShape(keepingDimensions)))
        }
        return try apply(
            FirstIndex(function: "argmax", axis: axis, keepingDimensions: keepingDimensions, takesGreatest: true))
    }

    /// `np.argmin`: the index of the first smallest element, or of the first nan; without an axis, the C-order index
    /// over all elements.
    ///
    /// - Throws: ``TensorError/emptyReduction(_:)``, ``TensorError/axisOutOfRange(axis:rank:)``.
    public func indexOfMinimum(axis: Int? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        if axis == nil, let index = try flatIndex(of: { () throws(TensorError) in try minimum() }) {
            return .int64(NDArray([index], shape: scalarShape(keepingDimensions)))
        }
        return try apply(
            FirstIndex(function: "argmin", axis: axis, keepingDimensions: keepingDimensions, takesGreatest: false))
    }

    /// The shape of a reduction over all axes.
    private func scalarShape(_ keepingDimensions: Bool) -> Shape {
        Shape(keepingDimensions ? [Int](repeating: 1, count: rank) : [])
    }

    /// The first place of an extreme of doubles that lie in C order without gaps, or of the first nan; nil for other
    /// arrays. Finding the extreme and then its place takes two fast loops instead of a slow one.
    private func flatIndex(of extreme: () throws(TensorError) -> Tensor) throws(TensorError) -> Int? {
        guard case .float64(let array) = self, array.count > 0, array.layout.isContiguous else { return nil }
        guard case .float64(let found) = try extreme(), let best = found.elements.first else { return nil }
        return array.withUnsafeElements { elements in
            var index: Int?
            Interruption.forEachPiece(of: array.count) { piece in
                if index != nil { return }
                index =
                    best.isNaN ? piece.first { elements[$0].isNaN } : piece.first { elements[$0] == best }
            }
            return index ?? 0
        }
    }

    private struct FirstIndex: ArrayFunction {
        let function: String
        let axis: Int?
        let keepingDimensions: Bool
        let takesGreatest: Bool

        func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(TensorError) -> Tensor {
            // A nan, which sorts last, wins either way.
            takesGreatest
                ? try Tensor.firstIndex(function, array, axis, keepingDimensions) {
                    $1 == $1 && Element.precedes($1, $0)
                }
                : try Tensor.firstIndex(function, array, axis, keepingDimensions) {
                    $1 == $1 && (Element.precedes($0, $1) || $0 != $0)
                }
        }
    }

    fileprivate static func firstIndex<Element>(
        _ function: String, _ array: NDArray<Element>, _ axis: Int?, _ keepingDimensions: Bool,
        isBetter: (Element, Element) -> Bool
    ) throws(TensorError) -> Tensor {
        guard let axis else {
            let elements = try array.flat()
            guard let best = bestIndex(elements[...], isBetter) else { throw .emptyReduction(function) }
            let shape = Shape(keepingDimensions ? [Int](repeating: 1, count: array.rank) : [])
            return .int64(NDArray([best], shape: shape))
        }
        // NumPy treats a scalar as one element.
        if array.rank == 0 && (axis == 0 || axis == -1) { return Tensor(.int64(0)) }
        let reduced = try array.shape.normalizedAxis(axis)
        let length = array.shape[reduced]
        if length == 0 { throw .emptyReduction(function) }
        let others = array.shape.dimensions.indices.filter { $0 != reduced }
        let moved = try NDArray<Element>(
            buffer: array.buffer, shape: Shape((others + [reduced]).map { array.shape[$0] }),
            strides: AxisValues((others + [reduced]).map { array.strides[$0] }), offset: array.offset
        ).flat()
        var meter = WorkMeter()
        let indices = stride(from: 0, to: moved.count, by: length).map { start in
            meter.shouldStop(after: length) ? 0 : bestIndex(moved[start..<start + length], isBetter) ?? 0
        }
        var lengths = array.shape.dimensions
        if keepingDimensions { lengths[reduced] = 1 } else { lengths.remove(at: reduced) }
        return .int64(NDArray(indices, shape: Shape(lengths)))
    }

    private static func bestIndex<Element>(
        _ elements: Slice<FlatElements<Element>>, _ isBetter: (Element, Element) -> Bool
    ) -> Int? {
        guard var best = elements.first else { return nil }
        var index = elements.startIndex
        let first = elements.startIndex
        Interruption.forEachPiece(of: elements.count) { piece in
            for position in piece where isBetter(elements[first + position], best) {
                best = elements[first + position]
                index = first + position
            }
        }
        return index - elements.startIndex
    }
}
