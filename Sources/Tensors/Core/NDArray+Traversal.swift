internal import Kernels

extension NDArray {
    /// Whether the elements lie column after column without gaps (NumPy's F_CONTIGUOUS: axes of length 1 don't count).
    public var isFortranContiguous: Bool {
        if count == 0 { return true }
        var expected = 1
        for axis in shape.dimensions.indices where shape[axis] != 1 {
            if strides[axis] != expected { return false }
            expected *= shape[axis]
        }
        return true
    }

    /// The address in `storage` of the element with these indices, each in `0 ..< length`.
    public func address(of indices: [Int]) -> Int {
        var address = offset
        for axis in indices.indices { address += indices[axis] * strides[axis] }
        return address
    }

    /// Calls `body` with a pointer to the element with all indices 0.
    ///
    /// The pointer may only be followed where the view has elements; for an empty array nowhere.
    @inlinable
    public func withUnsafeElements<Result, Failure: Error>(
        _ body: (UnsafePointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let start = offset
        return try storage.withUnsafeBufferPointer { (buffer) throws(Failure) -> Result in
            if let base = buffer.baseAddress { return try body(base + start) }
            // An empty array's storage may have no address; nothing may be read through this one.
            return try withUnsafePointer(to: Element.zero) { (pointer) throws(Failure) -> Result in
                try body(pointer)
            }
        }
    }

    /// Makes an array of this shape and layout whose storage `initialize` fills: all `shape.count` elements, at the
    /// pointer it is given plus the strides' steps (all non-negative, without gaps).
    public init(
        shape: Shape, strides: [Int]? = nil, initializing initialize: (UnsafeMutablePointer<Element>) -> Void
    ) {
        let count = shape.count
        let storage = [Element](largeCapacity: count) { buffer, initialized in
            if count > 0, let base = buffer.baseAddress {
                initialize(base)
                Element.settle(base, count: count)
            }
            initialized = count
        }
        self.init(storage: storage, shape: shape, strides: strides ?? shape.contiguousStrides, offset: 0)
    }

    /// Makes a C-contiguous array of one value everywhere.
    public init(repeating value: Element, shape: Shape) {
        self.init([Element](repeatingInterruptibly: value, count: shape.count), shape: shape)
    }

    /// Calls `body` with each element in logical (C) order.
    public func forEach(_ body: (Element) -> Void) {
        let nest = LoopNest(shape: shape, strides: [strides])
        let stride = nest.innerStride(0)
        withUnsafeElements { pointer in
            nest.forEachRow { offsets, length in
                var element = pointer + offsets[0]
                for _ in 0..<length {
                    body(element.pointee)
                    element += stride
                }
            }
        }
    }

    /// The elements in logical (C) order; the storage itself where it holds just these.
    public var elements: [Element] {
        if isContiguous {
            if case .array(let elements) = storage, offset == 0 && elements.count == count { return elements }
            if count == 0 { return [] }
            if count <= Interruption.pieceLength {
                return withUnsafeElements { Array(UnsafeBufferPointer(start: $0, count: count)) }
            }
        }
        return laidOut(shape.contiguousStrides).storage.inMemory
    }

    /// Itself if the elements lie in C order without gaps, else a copy that does.
    public func contiguous() -> NDArray {
        isContiguous ? self : laidOut(shape.contiguousStrides)
    }

    /// A C-contiguous array whose storage holds just its elements and whose strides are those of its shape.
    public func compact() -> NDArray { NDArray(elements, shape: shape) }

    /// A copy as `copy(order='K')` makes it: without gaps, axes in the order they have.
    public func copyKeepingOrder() -> NDArray { laidOut(KeepOrder.copyStrides(of: self)) }

    /// A copy with these strides, which must leave no gaps.
    func laidOut(_ target: [Int]) -> NDArray { mapped(layout: target) { $0 } }

    /// An array of `transform`'s values with these strides, which must leave no gaps.
    @inline(__always)
    func mapped<Output: TensorElement>(
        layout target: [Int], _ transform: (Element) -> Output
    ) -> NDArray<Output> {
        let axes = KeepOrder.axes(shape: shape, strides: [target])
        let nest = LoopNest(shape: shape, strides: [target, strides], axes: axes)
        let (outputStride, inputStride) = (nest.innerStride(0), nest.innerStride(1))
        return NDArray<Output>(shape: shape, strides: target) { output in
            withUnsafeElements { input in
                nest.forEachRow { offsets, length in
                    let output = output + offsets[0]
                    let input = input + offsets[1]
                    if outputStride == 1 && inputStride == 1 {
                        for index in 0..<length { (output + index).initialize(to: transform(input[index])) }
                    } else {
                        for index in 0..<length {
                            (output + index * outputStride).initialize(to: transform(input[index * inputStride]))
                        }
                    }
                }
            }
        }
    }

    /// A view of this shape that repeats axes of length 1 and adds axes in front, with strides of 0
    /// (`np.broadcast_to`).
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)``.
    public func broadcast(to target: Shape) throws(TensorError) -> NDArray {
        if shape == target { return self }
        let missing = target.rank - shape.rank
        guard missing >= 0 else { throw .cannotBroadcast([shape, target]) }
        var result = [Int](repeating: 0, count: target.rank)
        for axis in 0..<shape.rank {
            if shape[axis] == target[missing + axis] {
                result[missing + axis] = strides[axis]
            } else if shape[axis] != 1 {
                throw .cannotBroadcast([shape, target])
            }
        }
        return NDArray(storage: storage, shape: target, strides: result, offset: offset)
    }

    /// Whether the first elements of both are the same place in memory.
    public func hasSameStart(as other: NDArray) -> Bool {
        offset == other.offset
            && storage.withUnsafeBufferPointer { left in
                other.storage.withUnsafeBufferPointer { left.baseAddress == $0.baseAddress }
            }
    }
}
