internal import Kernels

extension Tensor {
    /// `x[…]`: a view if all indices are integers, slices, new axes and ellipses, otherwise a new tensor in NumPy's
    /// layout for advanced indexing.
    ///
    /// A single element is a 0-d tensor.
    ///
    /// - Throws: ``TensorError/indexOutOfRange(index:axis:length:)``, ``TensorError/tooManyIndices(rank:given:)``,
    ///   ``TensorError/maskMismatch(mask:shape:)``, ``TensorError/cannotBroadcast(_:)`` for index arrays that don't
    ///   fit each other, ``TensorError/invalidArgument(function:_:)`` for a step of 0 or two ellipses,
    ///   ``TensorError/tooLarge(_:)``, ``TensorError/tooManyAxes(_:byIndexing:)``.
    public func indexed(by indices: [TensorIndex]) throws(TensorError) -> Tensor {
        let plan = try IndexPlan(layout, indices)
        guard let advanced = plan.advancedShape else { return view(plan.view) }
        try plan.shape.validated(dtype: dtype)
        let (axes, viewAxes) = plan.memoryAxes
        let ordered = plan.view.permuted(viewAxes)
        let shape = Shape(axes.map { advanced[$0] } + ordered.shape.dimensions)
        let steps = try plan.steps(axes: axes)
        let inner = ordered.addresses
        let gathered = try apply(Gathering(steps: steps, inner: inner, shape: shape))
        return gathered.view(gathered.layout.permuted(plan.resultAxes(axes, viewAxes)))
    }

    /// The element at these indices, one per axis; negative ones count from the end.
    ///
    /// - Throws: ``TensorError/indexOutOfRange(index:axis:length:)``, ``TensorError/tooManyIndices(rank:given:)``,
    ///   ``TensorError/invalidArgument(function:_:)`` for too few.
    public func element(at indices: [Int]) throws(TensorError) -> Scalar {
        scalar(atAddress: try layout.address(of: indices))
    }

    /// The element at this C-order index (`x.flat[i]`); negative indices count from the end.
    ///
    /// - Throws: ``TensorError/indexOutOfRange(index:axis:length:)``.
    public func element(atFlatIndex index: Int) throws(TensorError) -> Scalar {
        let indices = shape.indices(ofFlat: try index.normalizedIndex(axis: 0, length: count))
        return scalar(atAddress: zip(indices, strides).reduce(offset) { $0 + $1.0 * $1.1 })
    }

    /// The view `x[index]` along the first axis, as used when iterating over a tensor.
    ///
    /// - Throws: ``TensorError/indexOutOfRange(index:axis:length:)``; ``TensorError/tooManyIndices(rank:given:)`` for a
    ///   scalar.
    public func row(_ index: Int) throws(TensorError) -> Tensor {
        guard rank > 0 else { throw .tooManyIndices(rank: 0, given: 1) }
        return view(layout.removing(axis: 0, at: try index.normalizedIndex(axis: 0, length: shape[0])))
    }

    /// The slices at these indices along an axis (`np.take`), C-contiguous; without an axis, the elements at these
    /// C-order indices.
    ///
    /// - Throws: ``TensorError/indexOutOfRange(index:axis:length:)``, ``TensorError/axisOutOfRange(axis:rank:)``,
    ///   ``TensorError/tooLarge(_:)``.
    public func taking(_ indices: NDArray<Int>, axis named: Int?) throws(TensorError) -> Tensor {
        guard let named else { return try raveled().taking(indices, axis: 0) }
        let axis = try shape.normalizedAxis(named)
        let lengths = shape.dimensions
        let target = Shape(lengths[..<axis] + indices.shape.dimensions + lengths[(axis + 1)...])
        try target.validated(dtype: dtype)
        try [Int].checkRoom(for: 2 * indices.count)
        var positions: [Int] = []
        positions.reserveCapacity(indices.count)
        var meter = WorkMeter()
        for index in indices.elements {
            if meter.shouldStop(after: 1) { throw .interrupted }
            positions.append(try index.normalizedIndex(axis: axis, length: shape[axis]))
        }
        return try taking(positions, axis: axis).reshaped(to: Array(target.dimensions))
    }
}

private struct Gathering: ArrayFunction {
    let steps: [Int]
    let inner: [Int]
    let shape: Shape

    func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(TensorError) -> Tensor {
        Element.tensor(try array.gathered(outer: [0], middle: steps, inner: inner, shape: shape))
    }
}

extension IndexPlan {
    /// For each axis of the result, its position in memory, given the memory orders of the index arrays' and the
    /// view's axes.
    func resultAxes(_ advancedAxes: [Int], _ viewAxes: [Int]) -> [Int] {
        var advanced = [Int](repeating: 0, count: advancedAxes.count)
        for (position, axis) in advancedAxes.enumerated() { advanced[axis] = position }
        var rest = [Int](repeating: 0, count: viewAxes.count)
        for (position, axis) in viewAxes.enumerated() { rest[axis] = advanced.count + position }
        return rest[..<place] + advanced + rest[place...]
    }
}

extension Layout {
    /// The address of the element at these indices, one per axis.
    func address(of indices: [Int]) throws(TensorError) -> Int {
        guard indices.count <= shape.rank else { throw .tooManyIndices(rank: shape.rank, given: indices.count) }
        guard indices.count == shape.rank else {
            throw .invalidArgument(function: "index", "an element of \(shape) needs \(shape.rank) indices")
        }
        var address = offset
        for axis in indices.indices {
            address += try indices[axis].normalizedIndex(axis: axis, length: shape[axis]) * strides[axis]
        }
        return address
    }
}
