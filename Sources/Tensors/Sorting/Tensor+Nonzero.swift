internal import Kernels

extension Tensor {
    /// For each axis, the indices of the nonzero elements in C order (`np.nonzero`): views of one table, laid out as
    /// in NumPy. One array of shape (number of nonzero elements,) per axis.
    ///
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)`` for a scalar.
    public func nonzero() throws(TensorError) -> [NDArray<Int>] {
        guard rank > 0 else { throw .wrongRank(function: "nonzero", expected: "at least 1-d", shape) }
        let places = try asBool().nonzeroPlaces()
        let count = places[0].count
        var table = try [Int](count: rank * count, interruptibly: { _ in 0 })
        for (axis, column) in places.enumerated() {
            Interruption.forEachPiece(of: column.count) { piece in
                for row in piece { table[row * rank + axis] = column[row] }
            }
        }
        return places.indices.map { axis in
            NDArray(copying: table, shape: [count], strides: [rank], offset: count == 0 ? 0 : axis)
        }
    }

    /// The indices of the nonzero elements in the flattened tensor, C order (`np.flatnonzero`).
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func flatNonzero() throws(TensorError) -> NDArray<Int> {
        let places = try raveled().asBool().nonzeroPlaces()[0]
        return NDArray(places, shape: [places.count])
    }

    /// The indices of the nonzero elements, one row each (`np.argwhere`), in NumPy's column-major layout; shape
    /// (number of nonzero elements, rank).
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func nonzeroIndices() throws(TensorError) -> NDArray<Int> {
        let places = try asBool().nonzeroPlaces()
        if rank == 0 {
            let count = asBool().elements.first == true ? 1 : 0
            return NDArray(copying: [], shape: [count, 0], strides: [1, 1], offset: 0)
        }
        let count = places[0].count
        var (axis, row) = (0, -1)
        let table = try [Int](
            count: rank * count,
            interruptibly: { _ in
                row += 1
                if row == count { (axis, row) = (axis + 1, 0) }
                return places[axis][row]
            })
        return NDArray(copying: table, shape: [count, rank], strides: [1, count], offset: 0)
    }

    /// The number of nonzero elements, of all or along axes (`np.count_nonzero`).
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func countNonzero(axes: [Int]? = nil, keepingDimensions: Bool = false) throws(TensorError) -> Tensor {
        var flags = FloatingPointFlags()
        return try Tensor.bool(asBool()).sum(axes: axes, keepingDimensions: keepingDimensions, flags: &flags)
    }
}
