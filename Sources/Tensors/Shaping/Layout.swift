internal import Kernels

/// Where a view's elements are in its buffer, independent of their type: views are computed on layouts.
struct Layout: Sendable, Equatable {
    /// The lengths of the axes.
    var shape: Shape
    /// The stride along each axis, in elements.
    var strides: AxisValues
    /// The buffer address, in elements, of the element with all indices 0.
    var offset: Int

    /// The range of addresses that the elements span; empty if there are none.
    var span: Range<Int> {
        if shape.dimensions.contains(0) { return 0..<0 }
        var (lowest, highest) = (offset, offset)
        for axis in strides.indices {
            let reach = (shape[axis] - 1) * strides[axis]
            if reach < 0 { lowest += reach } else { highest += reach }
        }
        return lowest..<highest + 1
    }

    /// Whether the elements are row-major without gaps.
    var isContiguous: Bool { hasNoGaps(shape.dimensions.indices.reversed()) }

    /// Whether the elements are column-major without gaps.
    var isFortranContiguous: Bool { hasNoGaps(shape.dimensions.indices) }

    /// Whether there are no gaps with the axes in this order, innermost first.
    @inline(__always)
    private func hasNoGaps(_ axes: some Sequence<Int>) -> Bool {
        if shape.dimensions.contains(0) { return true }
        var expected = 1
        for axis in axes where shape[axis] != 1 {
            if strides[axis] != expected { return false }
            expected *= shape[axis]
        }
        return true
    }

    /// Whether a broadcast axis makes several elements share a place.
    var repeatsElements: Bool {
        !shape.dimensions.contains(0) && strides.indices.contains { strides[$0] == 0 && shape[$0] > 1 }
    }

    /// The addresses of the elements in C order.
    var addresses: [Int] {
        var result: [Int] = []
        result.reserveCapacity(shape.count)
        let nest = LoopNest(shape: shape, strides: [strides])
        let stride = nest.innerStride(0)
        nest.forEachRow { offsets, length in
            var address = offset + offsets[0]
            for _ in 0..<length {
                result.append(address)
                address += stride
            }
        }
        return result
    }

    /// The view of this shape: axes of length 1 are repeated and axes are added in front, with strides of 0.
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)``.
    func broadcasting(to target: Shape) throws(TensorError) -> Layout {
        if shape == target { return self }
        let missing = target.rank - shape.rank
        guard missing >= 0 else { throw .cannotBroadcast([shape, target]) }
        var result = AxisValues(repeating: 0, count: target.rank)
        for axis in 0..<shape.rank {
            if shape[axis] == target[missing + axis] {
                result[missing + axis] = strides[axis]
            } else if shape[axis] != 1 {
                throw .cannotBroadcast([shape, target])
            }
        }
        return Layout(shape: target, strides: result, offset: offset)
    }

    /// The view without an axis, fixed at one index.
    func removing(axis: Int, at index: Int = 0) -> Layout {
        var result = self
        result.offset += index * strides[axis]
        result.shape.dimensions.remove(at: axis)
        result.strides.remove(at: axis)
        return result
    }

    /// The view with its axes reordered; `axes` is a permutation.
    func permuted(_ axes: [Int]) -> Layout {
        Layout(shape: Shape(axes.map { shape[$0] }), strides: AxisValues(axes.map { strides[$0] }), offset: offset)
    }

    /// The view of `count` elements along an axis, from `start` on.
    func slicing(axis: Int, from start: Int, count: Int) -> Layout {
        var result = self
        if count > 0 { result.offset += start * strides[axis] }
        result.shape.dimensions[axis] = count
        return result
    }
}

extension NDArray {
    /// The array's layout.
    var layout: Layout { Layout(shape: shape, strides: strides, offset: offset) }

    /// Another view of the same buffer.
    func view(_ layout: Layout) -> NDArray {
        NDArray(buffer: buffer, shape: layout.shape, strides: layout.strides, offset: layout.offset)
    }

    /// Writes the elements to `destination` with the given strides.
    func write(to destination: UnsafeMutablePointer<Element>, strides target: AxisValues) {
        let nest = LoopNest(shape: shape, strides: [target, strides])
        let (outputStride, inputStride) = (nest.innerStride(0), nest.innerStride(1))
        withUnsafeElements { input in
            nest.forEachRow { offsets, length in
                let output = destination + offsets[0]
                let input = input + offsets[1]
                if outputStride == 1 && inputStride == 1 {
                    output.update(from: input, count: length)
                } else {
                    for index in 0..<length { output[index * outputStride] = input[index * inputStride] }
                }
            }
        }
    }

    /// The elements at all sums of an address in `outer`, a step in `middle` and a step in `inner`, with the loops
    /// nested in this order, as a C-contiguous array of `shape`.
    func gathered(outer: [Int], middle: [Int], inner: [Int], shape: Shape) throws(TensorError) -> NDArray {
        try NDArray(shape: shape) { output in
            withUnsafeBuffer { input in
                // Addresses computed after a stop request may be unfinished.
                if Interruption.isRequested { return }
                var place = 0
                var meter = WorkMeter()
                for start in outer {
                    for step in middle {
                        if meter.shouldStop(after: inner.count) { return }
                        if inner.count > Interruption.pieceLength {
                            let isWhole = Interruption.forEachPiece(of: inner.count) { piece in
                                for last in piece {
                                    (output + place + last).initialize(to: input[start + step + inner[last]])
                                }
                            }
                            if !isWhole { return }
                            place += inner.count
                            continue
                        }
                        for last in inner {
                            (output + place).initialize(to: input[start + step + last])
                            place += 1
                        }
                    }
                }
            }
        }
    }

    /// The elements at these indices along an axis, C-contiguous (`np.take`).
    ///
    /// - Precondition: the indices are in `0 ..< shape[axis]`.
    func taking(_ positions: [Int], axis: Int) throws(TensorError) -> NDArray {
        var result = shape
        result.dimensions[axis] = positions.count
        let before = Layout(
            shape: Shape(shape.dimensions[..<axis]), strides: AxisValues(strides[..<axis]), offset: offset)
        let after = Layout(
            shape: Shape(shape.dimensions[(axis + 1)...]), strides: AxisValues(strides[(axis + 1)...]), offset: 0)
        return try gathered(
            outer: before.addresses,
            middle: try [Int](count: positions.count, interruptibly: { positions[$0] * strides[axis] }),
            inner: after.addresses,
            shape: result)
    }
}

extension Tensor {
    /// The tensor's layout.
    var layout: Layout { Layout(shape: shape, strides: strides, offset: offset) }

    /// Another view of the same buffer.
    func view(_ layout: Layout) -> Tensor {
        view(shape: layout.shape, strides: layout.strides, offset: layout.offset)
    }

    /// A C-contiguous copy of the elements at these indices along an axis.
    func taking(_ positions: [Int], axis: Int) throws(TensorError) -> Tensor {
        try apply(Taking(positions: positions, axis: axis))
    }

    /// A copy with the given strides, which must leave no gaps.
    func laidOut(_ strides: AxisValues) throws(TensorError) -> Tensor {
        try apply(LayingOut(strides: strides))
    }

    /// The elements as int64 if that is exact: for bools and all ints but uint64; nil for other types.
    func asExactInt64() -> NDArray<Int>? {
        if dtype.kind > .signed || dtype == .uint64 { return nil }
        var flags = FloatingPointFlags()
        return asInt64(flags: &flags)
    }
}

private struct Taking: ArrayFunction {
    let positions: [Int]
    let axis: Int

    func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(TensorError) -> Tensor {
        Element.tensor(try array.taking(positions, axis: axis))
    }
}

private struct LayingOut: ArrayFunction {
    let strides: AxisValues

    func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(TensorError) -> Tensor {
        Element.tensor(try array.laidOut(strides))
    }
}
