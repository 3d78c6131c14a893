internal import Kernels

extension Tensor {
    /// A view with the axes reversed (`.T`).
    public var transposed: Tensor {
        let (lengths, strides) = (shape.dimensions, strides)
        if lengths.count == 2 {
            return view(
                shape: Shape(AxisValues(lengths[1], lengths[0])), strides: AxisValues(strides[1], strides[0]),
                offset: offset)
        }
        return view(layout.permuted(lengths.indices.reversed()))
    }

    /// A view with its axes in this order (`transpose(axes)`).
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``,
    ///   ``TensorError/invalidArgument(function:_:)`` if the number of axes differs.
    public func transposed(axes: [Int]) throws(TensorError) -> Tensor {
        guard axes.count == rank else {
            throw .invalidArgument(
                function: "transpose",
                "it takes as many axes as the tensor has, \(rank) for \(shape), got \(axes.count)")
        }
        return view(layout.permuted(try shape.normalizedAxes(axes)))
    }

    /// A view with two axes swapped (`np.swapaxes`).
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``.
    public func swappingAxes(_ first: Int, _ second: Int) throws(TensorError) -> Tensor {
        var axes = Array(shape.dimensions.indices)
        axes.swapAt(try shape.normalizedAxis(first), try shape.normalizedAxis(second))
        return view(layout.permuted(axes))
    }

    /// A view with one axis moved to another position; the others keep their order (`np.moveaxis`).
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``.
    public func movingAxis(_ source: Int, to destination: Int) throws(TensorError) -> Tensor {
        var axes = Array(shape.dimensions.indices)
        let axis = axes.remove(at: try shape.normalizedAxis(source))
        axes.insert(axis, at: try shape.normalizedAxis(destination))
        return view(layout.permuted(axes))
    }

    /// A view reversed along all axes, or along the given ones (`np.flip`).
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func flipped(axes: [Int]? = nil) throws(TensorError) -> Tensor {
        var result = layout
        for axis in try axes.map(shape.normalizedAxes) ?? Array(shape.dimensions.indices) {
            if shape[axis] > 0 { result.offset += (shape[axis] - 1) * strides[axis] }
            result.strides[axis] = -strides[axis]
        }
        return view(result)
    }

    /// A view of a diagonal of the first two axes, as the last axis (`np.diagonal`).
    ///
    /// - Parameter offset: the diagonal: 0 for the main one, positive above it.
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)`` for fewer than two axes.
    public func diagonal(offset: Int = 0) throws(TensorError) -> Tensor {
        guard rank >= 2 else { throw .wrongRank(function: "diagonal", expected: "at least 2-d", shape) }
        // Any offset beyond the corners gives an empty diagonal.
        let offset = max(-shape[0] - 1, min(shape[1] + 1, offset))
        var result = layout.removing(axis: 0).removing(axis: 0)
        let length = offset >= 0 ? min(shape[0], shape[1] - offset) : min(shape[0] + offset, shape[1])
        if length > 0 { result.offset += offset >= 0 ? offset * strides[1] : -offset * strides[0] }
        result.shape.dimensions.append(max(length, 0))
        result.strides.append(strides[0] + strides[1])
        return view(result)
    }

    /// `np.diag`: the diagonal of a matrix as a view, or a square matrix with a vector on its diagonal.
    ///
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)`` for other ranks, ``TensorError/tooLarge(_:)``.
    public func diag(offset: Int = 0) throws(TensorError) -> Tensor {
        if rank == 2 { return try diagonal(offset: offset) }
        guard rank == 1 else { throw .wrongRank(function: "diag", expected: "1-d or 2-d", shape) }
        let (length, overflow) = Int(clamping: offset.magnitude).addingReportingOverflow(shape[0])
        guard !overflow else { throw .tooLarge([offset, offset]) }
        let target = try Shape([length, length]).validated(dtype: dtype)
        let start = offset >= 0 ? offset : -offset * length
        return try apply(Spreading(target: target, start: start))
    }

    /// The elements on and below a diagonal of the last two axes, 0 elsewhere (`np.tril`). A vector is first repeated
    /// as the rows of a square matrix.
    ///
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)`` for a scalar.
    public func lowerTriangle(offset: Int = 0) throws(TensorError) -> Tensor {
        try triangle(function: "tril") { row, column in column <= row.addingSaturated(offset) }
    }

    /// The elements on and above a diagonal of the last two axes, 0 elsewhere (`np.triu`).
    ///
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)`` for a scalar.
    public func upperTriangle(offset: Int = 0) throws(TensorError) -> Tensor {
        try triangle(function: "triu") { row, column in column >= row.addingSaturated(offset) }
    }

    private func triangle(
        function: String, _ keeps: @escaping (Int, Int) -> Bool
    ) throws(TensorError) -> Tensor {
        guard rank >= 1 else { throw .wrongRank(function: function, expected: "at least 1-d", shape) }
        let source = rank == 1 ? try broadcast(to: [shape[0], shape[0]]) : self
        return try source.apply(Keeping(keeps: keeps))
    }
}

private struct Spreading: ArrayFunction {
    let target: Shape
    let start: Int

    func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(TensorError) -> Tensor {
        Element.tensor(try array.spread(over: target, from: start))
    }
}

private struct Keeping: ArrayFunction {
    let keeps: (Int, Int) -> Bool

    func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(TensorError) -> Tensor {
        Element.tensor(try array.keeping(keeps))
    }
}

extension Int {
    /// The sum, clamped to the range of Int.
    func addingSaturated(_ other: Int) -> Int {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other > 0 ? .max : .min) : sum
    }
}

extension NDArray {
    /// A C-contiguous square matrix with this vector's elements on the diagonal that begins at address `start`, 0
    /// elsewhere.
    fileprivate func spread(over target: Shape, from start: Int) throws(TensorError) -> NDArray {
        let result = try NDArray(repeating: .zero, shape: target)
        for (index, element) in elements.enumerated().polled(work: 1 << 13) {
            result[address: start + index * (target[1] + 1)] = element
        }
        return result
    }

    /// A copy with zeros where `keeps` is false for row and column, in the layout of `np.where`.
    fileprivate func keeping(_ keeps: (Int, Int) -> Bool) throws(TensorError) -> NDArray {
        let (rows, columns) = (shape[rank - 2], shape[rank - 1])
        let mask = AxisValues(repeating: 0, count: rank - 2) + [rows == 1 ? 0 : columns, columns == 1 ? 0 : 1]
        let axes = KeepOrder.axes(shape: shape, strides: [mask, strides])
        let result = try laidOut(KeepOrder.strides(shape: shape, axes: axes))
        var outer = result.layout.removing(axis: rank - 1).removing(axis: rank - 2)
        outer.offset = 0
        var meter = WorkMeter()
        let (rowStride, columnStride) = (result.strides[rank - 2], result.strides[rank - 1])
        result.withUnsafeMutableBuffer { elements in
            for start in outer.addresses where columns > 0 {
                for row in 0..<rows {
                    if meter.shouldStop(after: columns) { return }
                    for column in 0..<columns where !keeps(row, column) {
                        elements[start + row * rowStride + column * columnStride] = .zero
                    }
                }
            }
        }
        return result
    }
}
