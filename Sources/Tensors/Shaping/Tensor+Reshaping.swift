extension Tensor {
    /// The same elements, in C order, in another shape (`reshape`); one length may be -1 and is inferred.
    ///
    /// A view if the strides allow it, otherwise a C-contiguous copy.
    ///
    /// - Throws: ``TensorError/cannotReshape(from:to:)``, ``TensorError/tooManyAxes(_:byIndexing:)``;
    ///   ``TensorError/invalidArgument(function:_:)`` for more than one negative length.
    public func reshaped(to lengths: [Int]) throws(TensorError) -> Tensor {
        if lengths.elementsEqual(shape.dimensions) { return self }
        let target = try Self.completed(lengths, of: shape)
        if isContiguous { return view(shape: target, strides: target.reshapedStrides, offset: offset) }
        if let strides = layout.reshapedStrides(target) { return view(shape: target, strides: strides, offset: offset) }
        return try laidOut(shape.contiguousStrides).view(shape: target, strides: target.contiguousStrides, offset: 0)
    }

    /// The lengths, with a negative one inferred.
    private static func completed(_ lengths: [Int], of shape: Shape) throws(TensorError) -> Shape {
        if lengths.count > Shape.mostAxes { throw .tooManyAxes(lengths.count) }
        var known = 1
        var unknown: Int?
        for (axis, length) in lengths.enumerated() {
            if length < 0 {
                if unknown != nil {
                    throw .invalidArgument(function: "reshape", "can only specify one unknown dimension")
                }
                unknown = axis
            } else {
                let (product, overflow) = known.multipliedReportingOverflow(by: length)
                if overflow { throw .cannotReshape(from: shape, to: lengths) }
                known = product
            }
        }
        var result = lengths
        if let unknown {
            guard known != 0, shape.count % known == 0 else { throw .cannotReshape(from: shape, to: lengths) }
            result[unknown] = shape.count / known
        } else if known != shape.count {
            throw .cannotReshape(from: shape, to: lengths)
        }
        // An empty tensor takes no memory, but loops may run along its other axes.
        return shape.count == 0 ? try Shape(result).validated(dtype: .bool) : Shape(result)
    }

    /// All elements in C order as one axis (`ravel`): a view if they are row-major without gaps, otherwise a copy.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func raveled() throws(TensorError) -> Tensor {
        let contiguous = try contiguous()
        return contiguous.view(shape: [count], strides: [1], offset: contiguous.offset)
    }

    /// All elements in C order as one axis, always copied (`flatten`).
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func flattened() throws(TensorError) -> Tensor {
        let copy = try laidOut(shape.contiguousStrides)
        return copy.view(shape: [count], strides: [1], offset: 0)
    }

    /// A view with new axes of length 1 (`np.expand_dims`); `axes` are positions in the result.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``,
    ///   ``TensorError/tooManyAxes(_:byIndexing:)``.
    public func expandingDimensions(at axes: [Int]) throws(TensorError) -> Tensor {
        let rank = rank + axes.count
        if rank > Shape.mostAxes { throw .tooManyAxes(rank) }
        let added = try Shape([Int](repeating: 1, count: rank)).normalizedAxes(axes)
        var lengths = shape.dimensions
        for axis in added.sorted() { lengths.insert(1, at: axis) }
        return try reshaped(to: Array(lengths))
    }

    /// A view without axes of length 1 (`squeeze`): all of them, or the given ones.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``,
    ///   ``TensorError/invalidArgument(function:_:)`` for an axis longer than 1.
    public func squeezed(axes: [Int]? = nil) throws(TensorError) -> Tensor {
        var removed = shape.dimensions.indices.filter { shape[$0] == 1 }
        if let axes {
            removed = try shape.normalizedAxes(axes)
            for axis in removed where shape[axis] != 1 {
                throw .invalidArgument(
                    function: "squeeze", "axis \(axis) of \(shape) has length \(shape[axis]), not 1")
            }
        }
        var result = layout
        for axis in removed.sorted(by: >) { result = result.removing(axis: axis) }
        return view(result)
    }

    /// A view with at least one axis (`np.atleast_1d`).
    public func atLeast1D() -> Tensor {
        rank == 0 ? view(shape: [1], strides: [1], offset: offset) : self
    }

    /// A view with at least two axes (`np.atleast_2d`): a vector becomes a row.
    public func atLeast2D() -> Tensor {
        switch rank {
        case 0: view(shape: [1, 1], strides: [1, 1], offset: offset)
        case 1: view(shape: [1, shape[0]], strides: [0, strides[0]], offset: offset)
        default: self
        }
    }

    /// A view with at least three axes (`np.atleast_3d`): (n,) becomes (1, n, 1), (m, n) becomes (m, n, 1).
    public func atLeast3D() -> Tensor {
        switch rank {
        case 0: view(shape: [1, 1, 1], strides: [1, 1, 1], offset: offset)
        case 1: view(shape: [1, shape[0], 1], strides: [0, strides[0], 0], offset: offset)
        case 2: view(shape: Shape(shape.dimensions + [1]), strides: strides + [0], offset: offset)
        default: self
        }
    }
}

extension Layout {
    /// The strides of a view of the same elements in another shape with equally many, or nil if only a copy can have
    /// it.
    ///
    /// Axes longer than 1 and the new lengths are matched in the smallest groups of equal products; within a group
    /// the old axes must have a single stride (the rule of `_attempt_nocopy_reshape`).
    func reshapedStrides(_ target: Shape) -> AxisValues? {
        let axes = shape.dimensions.indices.filter { shape[$0] != 1 }
        var result = AxisValues(repeating: 0, count: target.rank)
        var (oldStart, newStart) = (0, 0)
        while newStart < target.rank && oldStart < axes.count {
            var (oldEnd, newEnd) = (oldStart + 1, newStart + 1)
            var (oldCount, newCount) = (shape[axes[oldStart]], target[newStart])
            while oldCount != newCount {
                if newCount < oldCount {
                    newCount *= target[newEnd]
                    newEnd += 1
                } else {
                    oldCount *= shape[axes[oldEnd]]
                    oldEnd += 1
                }
            }
            for place in oldStart..<oldEnd - 1
            where strides[axes[place]] != shape[axes[place + 1]] * strides[axes[place + 1]] { return nil }
            var stride = strides[axes[oldEnd - 1]]
            for axis in (newStart..<newEnd).reversed() {
                result[axis] = stride
                stride *= target[axis]
            }
            (oldStart, newStart) = (oldEnd, newEnd)
        }
        // The remaining new axes have length 1 and take their neighbour's stride.
        let last = newStart > 0 ? result[newStart - 1] : 1
        for axis in newStart..<max(target.rank, newStart) { result[axis] = last }
        return result
    }
}
