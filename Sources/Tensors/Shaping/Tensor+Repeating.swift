internal import Kernels

extension Tensor {
    /// Repeats each element, or each slice along an axis (`np.repeat`); C-contiguous.
    ///
    /// - Parameters:
    ///   - counts: the number of repetitions of each; a single count applies to all.
    ///   - axis: the axis, or nil to flatten first.
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/tooLarge(_:)``,
    ///   ``TensorError/invalidArgument(function:_:)`` for negative counts or a wrong number of them.
    public func repeated(_ counts: [Int], axis: Int? = nil) throws(TensorError) -> Tensor {
        guard let axis else { return try raveled().repeated(counts, axis: 0) }
        let normalized = try atLeast1D().shape.normalizedAxis(axis)
        let source = atLeast1D()
        let length = source.shape[normalized]
        guard counts.count == length || counts.count == 1 else {
            throw .invalidArgument(function: "repeat", "\(counts.count) counts are given for \(length) elements")
        }
        if let negative = counts.polled().first(where: { $0 < 0 }) {
            throw .invalidArgument(function: "repeat", "counts can't be negative, got \(negative)")
        }
        if counts.count == 1 { return try source.repeated(counts[0], axis: normalized) }
        var total = 0
        for count in counts.polled() {
            let (sum, overflow) = total.addingReportingOverflow(count)
            if overflow { throw .tooLarge(source.shape) }
            total = sum
        }
        try source.shape.replacing(axis: normalized, by: total).validated(dtype: dtype)
        var (index, left) = (-1, 0)
        let positions = try [Int](
            count: total,
            interruptibly: { _ in
                while left == 0 {
                    index += 1
                    left = counts[index]
                }
                left -= 1
                return index
            })
        return try source.taking(positions, axis: normalized)
    }

    /// Repeats each slice along an axis equally often, by copying from a view with one more axis of stride 0.
    private func repeated(_ count: Int, axis: Int) throws(TensorError) -> Tensor {
        let (length, overflow) = shape[axis].multipliedReportingOverflow(by: count)
        if overflow { throw .tooLarge(shape) }
        let target = try shape.replacing(axis: axis, by: length).validated(dtype: dtype)
        var repeating = layout
        repeating.shape.dimensions.insert(count, at: axis + 1)
        repeating.strides.insert(0, at: axis + 1)
        return try view(repeating).laidOut(repeating.shape.contiguousStrides)
            .view(shape: target, strides: target.contiguousStrides, offset: 0)
    }

    /// Repeats the tensor along its axes (`np.tile`).
    ///
    /// - Parameter counts: the repetitions along each axis, the last axis last; missing leading counts are 1.
    /// - Throws: ``TensorError/tooLarge(_:)``, ``TensorError/negativeLength(_:)``,
    ///   ``TensorError/tooManyAxes(_:byIndexing:)``.
    public func tiled(_ counts: [Int]) throws(TensorError) -> Tensor {
        let rank = max(rank, counts.count)
        if rank > Shape.mostAxes { throw .tooManyAxes(rank) }
        var source = self
        while source.rank < rank { source = source.insertingAxis(at: 0) }
        let counts = [Int](repeating: 1, count: rank - counts.count) + counts
        if counts.allSatisfy({ $0 == 1 }) { return try source.copyKeepingOrder() }
        var lengths: [Int] = []
        for (length, count) in zip(source.shape.dimensions, counts) {
            if count < 0 { throw .negativeLength(count) }
            let (product, overflow) = length.multipliedReportingOverflow(by: count)
            if overflow { throw .tooLarge(shape) }
            lengths.append(product)
        }
        try Shape(lengths).validated(dtype: dtype)
        // An empty tensor stays empty however often it is repeated.
        if lengths.contains(0) { return try Tensor.zeros(Shape(lengths), dtype: dtype) }
        // Each axis becomes two: one of stride 0 for the repetitions, and the axis itself.
        var (pairs, steps): ([Int], [Int]) = ([], [])
        for axis in 0..<rank {
            pairs += [counts[axis], source.shape[axis]]
            steps += [0, source.strides[axis]]
        }
        let repeating = source.view(shape: Shape(pairs), strides: AxisValues(steps), offset: source.offset)
        let target = Shape(lengths)
        return try repeating.laidOut(Shape(pairs).contiguousStrides)
            .view(shape: target, strides: target.contiguousStrides, offset: 0)
    }

    /// Shifts the elements by `shift` positions with wraparound (`np.roll`), along an axis or through all elements in
    /// C order.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``.
    public func rolled(by shift: Int, axis: Int? = nil) throws(TensorError) -> Tensor {
        guard let axis else {
            return try raveled().rolled(by: shift, axis: 0).reshaped(to: Array(shape.dimensions))
        }
        let normalized = try shape.normalizedAxis(axis)
        let length = shape[normalized]
        if length == 0 { return try copyKeepingOrder() }
        let start = ((shift % length) + length) % length
        let positions = try [Int](count: length, interruptibly: { ($0 + length - start) % length })
        let target = copyStrides
        let result = try taking(positions, axis: normalized)
        return result.strides == target ? result : try result.laidOut(target)
    }

    /// Views of consecutive parts along an axis (`np.array_split`); if the length doesn't divide evenly, the first
    /// parts are longer by one.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/invalidArgument(function:_:)`` for fewer
    ///   than one part and, with `equally` (`np.split`), for a length that doesn't divide evenly.
    public func split(into parts: Int, axis: Int = 0, equally: Bool) throws(TensorError) -> [Tensor] {
        let axis = try shape.normalizedAxis(axis)
        let length = shape[axis]
        guard parts > 0 else {
            throw .invalidArgument(function: "split", "the number of parts must be positive, got \(parts)")
        }
        guard !equally || length % parts == 0 else {
            throw .invalidArgument(
                function: "split", "axis \(axis) of \(shape) can't be divided into \(parts) equal parts")
        }
        try Shape([parts]).validated()
        var start = 0
        return (0..<parts).polled(work: 64).map { part in
            let count = length / parts + (part < length % parts ? 1 : 0)
            defer { start += count }
            return view(layout.slicing(axis: axis, from: start, count: count))
        }
    }

    /// Views of the parts between these indices along an axis (`np.split` with indices); negative indices count from
    /// the end.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``.
    public func split(at places: [Int], axis: Int = 0) throws(TensorError) -> [Tensor] {
        let axis = try shape.normalizedAxis(axis)
        let length = shape[axis]
        let bounds = [0] + places.map { max(0, min(length, $0 < 0 ? $0.addingSaturated(length) : $0)) } + [length]
        return zip(bounds, bounds.dropFirst()).polled(work: 64).map { start, end in
            view(layout.slicing(axis: axis, from: start, count: max(end - start, 0)))
        }
    }

    /// The differences of adjacent elements along an axis, taken `order` times (`np.diff`); for bools, whether they
    /// differ.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/wrongRank(function:expected:_:)`` for a
    ///   scalar, ``TensorError/invalidArgument(function:_:)`` for a negative order,
    ///   ``TensorError/unsupportedTypes(operation:_:hint:)`` for texts.
    public func differences(order: Int = 1, axis: Int = -1) throws(TensorError) -> Tensor {
        guard order >= 0 else {
            throw .invalidArgument(function: "diff", "the order may not be negative, got \(order)")
        }
        if order == 0 { return self }
        if dtype.isText { throw .unsupportedTypes(operation: "diff", [dtype], hint: "it takes numbers") }
        guard rank > 0 else { throw .wrongRank(function: "diff", expected: "at least 1-d", shape) }
        let axis = try shape.normalizedAxis(axis)
        var result = self
        for _ in 0..<min(order, shape[axis]) {
            switch result.dtype {
            case .float64: result = .float64(try result.asFloat64().differences(axis: axis) { $1 - $0 })
            case .float32: result = Float.tensor(try result.array(as: Float.self).differences(axis: axis) { $1 - $0 })
            case .complex64:
                let array = result.array(as: Complex<Float>.self)
                result = Complex<Float>.tensor(try array.differences(axis: axis) { $1 - $0 })
            case .complex128:
                let array = result.array(as: Complex<Double>.self)
                result = Complex<Double>.tensor(try array.differences(axis: axis) { $1 - $0 })
            case .bool: result = .bool(try result.asBool().differences(axis: axis) { $0 != $1 })
            default: result = try dtype.applyInteger(IntegerDifferences(tensor: result, axis: axis)) ?? result
            }
        }
        return result
    }

    /// Coordinate matrices from vectors (`np.meshgrid`): columns first (`indexing='xy'`), or in order (`'ij'`).
    ///
    /// - Throws: ``TensorError/tooLarge(_:)``.
    public static func meshgrid(_ vectors: [Tensor], columnsFirst: Bool = true) throws(TensorError) -> [Tensor] {
        var lengths = vectors.map(\.count)
        var places = Array(vectors.indices)
        if columnsFirst && vectors.count > 1 {
            lengths.swapAt(0, 1)
            places.swapAt(0, 1)
        }
        let shape = try Shape(lengths).validated()
        var result: [Tensor] = []
        for (vector, axis) in zip(vectors, places) {
            var lengths = [Int](repeating: 1, count: vectors.count)
            lengths[axis] = vector.count
            let grid = try vector.raveled().reshaped(to: lengths).broadcast(to: shape)
            result.append(try grid.laidOut(shape.contiguousStrides))
        }
        return result
    }
}

extension Shape {
    /// The shape with the length of one axis replaced.
    func replacing(axis: Int, by length: Int) -> Shape {
        var result = self
        result.dimensions[axis] = length
        return result
    }
}

private struct IntegerDifferences: IntegerFunction {
    let tensor: Tensor
    let axis: Int

    func apply<Element: IntegerElement>(_ type: Element.Type) throws(TensorError) -> Tensor {
        Element.tensor(try tensor.array(as: type).differences(axis: axis) { $1 &- $0 })
    }
}

extension NDArray {
    /// Applies `combine` to each element and the next along an axis, in the layout of NumPy's subtraction.
    fileprivate func differences(axis: Int, _ combine: (Element, Element) -> Element) throws(TensorError) -> NDArray {
        let count = max(shape[axis] - 1, 0)
        let first = view(layout.slicing(axis: axis, from: 0, count: count))
        let second = view(layout.slicing(axis: axis, from: min(1, shape[axis]), count: count))
        let axes = KeepOrder.axes(shape: first.shape, strides: [strides])
        let target = KeepOrder.strides(shape: first.shape, axes: axes)
        let order = KeepOrder.axes(shape: first.shape, strides: [target])
        let nest = LoopNest(shape: first.shape, strides: [target, strides, strides], axes: order)
        let steps = (nest.innerStride(0), nest.innerStride(1))
        return try NDArray(shape: first.shape, strides: target) { output in
            first.withUnsafeElements { left in
                second.withUnsafeElements { right in
                    nest.forEachRow { offsets, length in
                        let (output, left, right) = (output + offsets[0], left + offsets[1], right + offsets[2])
                        for index in 0..<length {
                            (output + index * steps.0).initialize(
                                to: combine(left[index * steps.1], right[index * steps.1]))
                        }
                    }
                }
            }
        }
    }
}
