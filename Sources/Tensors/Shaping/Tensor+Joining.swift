internal import Kernels

extension Tensor {
    /// Joins tensors along an existing axis (`np.concatenate`), or flattened if `axis` is nil. The element type is
    /// the promoted one, the memory layout the operands' common one (order 'K').
    ///
    /// - Throws: ``TensorError/cannotJoin(function:_:)``, ``TensorError/axisOutOfRange(axis:rank:)``,
    ///   ``TensorError/tooLarge(_:)``, ``TensorError/invalidArgument(function:_:)`` for no tensors,
    ///   ``TensorError/wrongRank(function:expected:_:)`` for 0-d ones,
    ///   ``TensorError/unsupportedTypes(operation:_:hint:)`` for texts with numbers.
    public static func concatenate(_ tensors: [Tensor], axis: Int? = 0) throws(TensorError) -> Tensor {
        try join(tensors, axis: axis, function: "concatenate")
    }

    /// Joins tensors of one shape along a new axis (`np.stack`).
    ///
    /// - Throws: the errors of ``concatenate(_:axis:)``.
    public static func stack(_ tensors: [Tensor], axis: Int = 0) throws(TensorError) -> Tensor {
        guard let first = tensors.first else {
            throw .invalidArgument(function: "stack", "there is nothing to join")
        }
        guard tensors.allSatisfy({ $0.shape == first.shape }) else {
            throw .cannotJoin(function: "stack", tensors.map(\.shape))
        }
        let axis = try Shape([Int](repeating: 1, count: first.rank + 1)).normalizedAxis(axis)
        return try join(each(of: tensors) { $0.insertingAxis(at: axis) }, axis: axis, function: "stack")
    }

    /// Joins tensors row-wise; vectors become rows first (`np.vstack`).
    ///
    /// - Throws: the errors of ``concatenate(_:axis:)``.
    public static func verticalStack(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
        try join(each(of: tensors) { $0.atLeast2D() }, axis: 0, function: "vstack")
    }

    /// Joins tensors column-wise: vectors end to end, others along axis 1 (`np.hstack`).
    ///
    /// - Throws: the errors of ``concatenate(_:axis:)``.
    public static func horizontalStack(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
        let tensors = try each(of: tensors) { $0.atLeast1D() }
        return try join(tensors, axis: tensors.first?.rank == 1 ? 0 : 1, function: "hstack")
    }

    /// Joins vectors and matrices side by side; vectors become columns first (`np.column_stack`).
    ///
    /// - Throws: the errors of ``concatenate(_:axis:)``.
    public static func columnStack(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
        let columns = try each(of: tensors) { $0.rank < 2 ? $0.atLeast2D().transposed : $0 }
        return try join(columns, axis: 1, function: "column_stack")
    }

    /// `np.c_[…]`: joins along the last axis; scalars and vectors become columns first.
    ///
    /// - Throws: the errors of ``concatenate(_:axis:)``.
    public static func joinColumns(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
        let columns = tensors.map { $0.rank < 2 ? $0.atLeast2D().transposed : $0 }
        return try join(columns, axis: -1, function: "c_")
    }

    /// `np.r_[…]`: joins along the first axis; scalars become vectors first.
    ///
    /// - Throws: the errors of ``concatenate(_:axis:)``.
    public static func joinRows(_ tensors: [Tensor]) throws(TensorError) -> Tensor {
        try join(tensors.map { $0.atLeast1D() }, axis: 0, function: "r_")
    }

    /// This tensor followed by `values`, along an axis or both flattened (`np.append`).
    ///
    /// - Throws: the errors of ``concatenate(_:axis:)``.
    public func appending(_ values: Tensor, axis: Int? = nil) throws(TensorError) -> Tensor {
        try Self.join([self, values], axis: axis, function: "append")
    }

    /// A view with a new axis of length 1 and stride 0 at this position, as indexing by `None` makes it.
    func insertingAxis(at axis: Int) -> Tensor {
        var result = layout
        result.shape.dimensions.insert(1, at: axis)
        result.strides.insert(0, at: axis)
        return view(result)
    }

    /// Maps each of many tensors.
    ///
    /// - Throws: ``TensorError/interrupted``.
    private static func each(of tensors: [Tensor], _ body: (Tensor) -> Tensor) throws(TensorError) -> [Tensor] {
        let changed = tensors.polled(work: 64).map(body)
        if Interruption.isRequested { throw .interrupted }
        return changed
    }

    private static func join(_ tensors: [Tensor], axis: Int?, function: String) throws(TensorError) -> Tensor {
        guard let first = tensors.first else {
            throw .invalidArgument(function: function, "there is nothing to join")
        }
        let dtype = tensors.polled(work: 8).reduce(first.dtype) { $0.promoted(with: $1.dtype) }
        guard let axis else {
            let count = tensors.reduce(0) { $0 + $1.count }
            try Shape([count]).validated(dtype: dtype)
            let vectors = try tensors.map { (tensor) throws(TensorError) in try tensor.raveled() }
            return try join(vectors, to: [count], axis: 0, dtype: dtype)
        }
        guard first.rank > 0 else {
            throw .wrongRank(function: function, expected: "at least 1-d", first.shape)
        }
        let joined = try first.shape.normalizedAxis(axis)
        var shape = first.shape
        for tensor in tensors.dropFirst().polled(work: 64) {
            var expected = first.shape
            if tensor.rank == first.rank { expected.dimensions[joined] = tensor.shape[joined] }
            guard tensor.shape == expected else { throw .cannotJoin(function: function, tensors.map(\.shape)) }
            let (sum, overflow) = shape[joined].addingReportingOverflow(tensor.shape[joined])
            if overflow { throw .tooLarge(shape) }
            shape.dimensions[joined] = sum
        }
        if Interruption.isRequested { throw .interrupted }
        try shape.validated(dtype: dtype)
        return try join(tensors, to: shape, axis: joined, dtype: dtype)
    }

    private static func join(_ tensors: [Tensor], to shape: Shape, axis: Int, dtype: DType) throws(TensorError)
        -> Tensor
    {
        if let other = tensors.first(where: { $0.dtype.isText != dtype.isText }) {
            throw .unsupportedTypes(
                operation: "joining", [dtype, other.dtype], hint: "write the numbers as texts: x.astype(str)")
        }
        let axes = joinedOrder(tensors.map(\.layout), rank: shape.rank)
        let strides = KeepOrder.strides(shape: shape, axes: axes.reversed())
        return try dtype.apply(Joining(tensors: tensors, shape: shape, strides: strides, axis: axis))
    }

    /// The axes of the joined tensor, outermost first: a stable insertion sort by descending absolute stride,
    /// starting from C order. Two axes are compared by every operand in which neither has length 1; C order wins a
    /// conflict (`PyArray_CreateMultiSortedStridePerm`).
    private static func joinedOrder(_ operands: [Layout], rank: Int) -> [Int] {
        var order: [Int] = []
        for axis in 0..<rank {
            var target = order.count
            for position in order.indices.reversed() {
                let outer = order[position]
                let compared = operands.filter { $0.shape[axis] != 1 && $0.shape[outer] != 1 }
                if compared.isEmpty { continue }
                let isInside = compared.contains { $0.strides[axis].magnitude <= $0.strides[outer].magnitude }
                if isInside { break }
                target = position
            }
            order.insert(axis, at: target)
        }
        return order
    }
}

private struct Joining: ElementFunction {
    let tensors: [Tensor]
    let shape: Shape
    let strides: AxisValues
    let axis: Int

    func apply<Element: TensorElement>(_ type: Element.Type) throws(TensorError) -> Tensor {
        // The common type represents all numbers of each.
        var flags: FloatingPointFlags = []
        let arrays = tensors.map { Element.array($0, flags: &flags) }
        return Element.tensor(try .joining(arrays, to: shape, strides, axis: axis))
    }
}

extension NDArray {
    /// The arrays joined along an axis.
    ///
    /// - Precondition: their lengths add up to that of `shape`; the strides leave no gaps.
    fileprivate static func joining(_ arrays: [NDArray], to shape: Shape, _ strides: AxisValues, axis: Int)
        throws(TensorError) -> NDArray
    {
        try NDArray(shape: shape, strides: strides) { output in
            var start = 0
            var meter = WorkMeter()
            for array in arrays where array.count > 0 {
                // Writing short arrays doesn't check for a stop request itself.
                if meter.shouldStop(after: min(array.count, Interruption.pieceLength) + 64) { return }
                array.write(to: output + start * strides[axis], strides: strides)
                start += array.shape[axis]
            }
        }
    }
}
