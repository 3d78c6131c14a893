public import Kernels

extension NDArray {
    /// Whether the elements are row-major without gaps (NumPy's C_CONTIGUOUS; axes of length 1 don't matter).
    public var isContiguous: Bool { layout.isContiguous }

    /// Whether the elements are column-major without gaps (NumPy's F_CONTIGUOUS; axes of length 1 don't matter).
    public var isFortranContiguous: Bool { layout.isFortranContiguous }

    /// The buffer address, in elements, of the element with these indices, each in `0 ..< length`.
    public func address(of indices: [Int]) -> Int {
        var address = offset
        for axis in indices.indices { address += indices[axis] * strides[axis] }
        return address
    }

    /// The number of elements the buffer can hold.
    @inlinable public var capacity: Int { buffer.byteCount / MemoryLayout<Element>.stride }

    /// The element at a buffer address, in elements; setting it changes all views.
    @inlinable public subscript(address address: Int) -> Element {
        get {
            precondition(address >= 0 && address < capacity)
            return withUnsafeBuffer { $0[address] }
        }
        nonmutating set {
            precondition(address >= 0 && address < capacity)
            withUnsafeMutableBuffer { $0[address] = newValue }
        }
    }

    /// Calls `body` with the whole buffer, indexed by address.
    @inlinable @inline(__always)
    public func withUnsafeBuffer<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(buffer) {} }
        let start = buffer.start.assumingMemoryBound(to: Element.self)
        return try body(UnsafeBufferPointer(start: start, count: capacity))
    }

    /// Calls `body` with the whole mutable buffer, indexed by address; writes change all views.
    @inlinable @inline(__always)
    public func withUnsafeMutableBuffer<Result>(_ body: (UnsafeMutableBufferPointer<Element>) -> Result) -> Result {
        defer { withExtendedLifetime(buffer) {} }
        let start = buffer.start.assumingMemoryBound(to: Element.self)
        return body(UnsafeMutableBufferPointer(start: start, count: capacity))
    }

    /// Calls `body` with a pointer to the element with all indices 0.
    ///
    /// The pointer may be dereferenced only where the view has elements; never for an empty array.
    @inlinable @inline(__always)
    public func withUnsafeElements<Result, Failure: Error>(
        _ body: (UnsafePointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(buffer) {} }
        return try body(buffer.start.assumingMemoryBound(to: Element.self) + offset)
    }

    /// Makes an array with this shape and layout (strides non-negative, without gaps) and uninitialised elements; the
    /// caller must set them before they are read.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    @inlinable @inline(__always)
    public init(unset shape: Shape, strides: AxisValues? = nil) throws(TensorError) {
        let buffer = try Buffer.make(byteCount: shape.count * MemoryLayout<Element>.stride)
        self.init(buffer: buffer, shape: shape, strides: strides ?? shape.contiguousStrides, offset: 0)
    }

    /// Makes an array with this shape and layout (strides non-negative, without gaps). `initialize` receives a
    /// pointer to the first element and must set all `shape.count` of them.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``; ``TensorError/interrupted`` if evaluation should stop, in which
    ///   case elements may be missing.
    @inlinable @inline(__always)
    public init(
        shape: Shape, strides: AxisValues? = nil, initializing initialize: (UnsafeMutablePointer<Element>) -> Void
    ) throws(TensorError) {
        try self.init(unset: shape, strides: strides)
        let count = shape.count
        if count == 0 { return }
        withUnsafeMutableBuffer { elements in
            guard let base = elements.baseAddress else { return }
            initialize(base)
        }
        if Interruption.isRequested { throw .interrupted }
    }

    /// Makes a C-contiguous array, each element computed from its C-order index.
    ///
    /// - Parameter work: the approximate work per element, in additions of two numbers.
    /// - Throws: ``TensorError/outOfMemory(bytes:)``, ``TensorError/interrupted``.
    @inlinable @inline(__always)
    public init(shape: Shape, work: Int = 1, interruptibly element: (Int) -> Element) throws(TensorError) {
        try self.init(shape: shape) { output in
            Interruption.forEachPiece(of: shape.count, length: Interruption.pieceLength / work) { piece in
                for index in piece { (output + index).initialize(to: element(index)) }
            }
        }
    }

    /// Makes a C-contiguous array filled with one value.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public init(repeating value: Element, shape: Shape) throws(TensorError) {
        if value.hasZeroBits {
            let buffer = try Buffer.make(byteCount: shape.count * MemoryLayout<Element>.stride, zeroed: true)
            self.init(buffer: buffer, shape: shape, strides: shape.contiguousStrides, offset: 0)
            return
        }
        try self.init(shape: shape) { output in
            Interruption.forEachPiece(of: shape.count) { piece in
                (output + piece.lowerBound).initialize(repeating: value, count: piece.count)
            }
        }
    }

    /// A placeholder for an array that ran out of memory or time, in functions that don't throw: every element is the
    /// same zero, and evaluation is asked to stop.
    init(missing shape: Shape) {
        if !Interruption.isRequested { MissingMemory.note(shape.count * MemoryLayout<Element>.stride) }
        self.init(
            buffer: .makeInline(byteCount: MemoryLayout<Element>.stride, zeroed: true), shape: shape,
            strides: AxisValues(repeating: 0, count: shape.rank), offset: 0)
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

    /// The elements in logical (C) order.
    public var elements: [Element] {
        let count = count
        if isContiguous, count <= Interruption.pieceLength {
            return withUnsafeElements { Array(UnsafeBufferPointer(start: $0, count: count)) }
        }
        return [Element](largeCapacity: count) { output, initialized in
            if let base = output.baseAddress {
                write(to: base, strides: shape.contiguousStrides)
                Element.settle(base, count: count)
            }
            initialized = count
        }
    }

    /// The elements in logical (C) order, if there is memory for them.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    package func listed() throws(TensorError) -> [Element] {
        try [Element].checkRoom(for: count)
        return elements
    }

    /// The array itself if it is C-contiguous, otherwise a C-contiguous copy.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func contiguous() throws(TensorError) -> NDArray {
        isContiguous ? self : try laidOut(shape.contiguousStrides)
    }

    /// The elements in logical (C) order, without a copy if they already lie that way.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func flat() throws(TensorError) -> FlatElements<Element> { FlatElements(try contiguous()) }

    /// A copy like `copy(order='K')`: without gaps, axes in the same order.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func copyKeepingOrder() throws(TensorError) -> NDArray { try laidOut(KeepOrder.copyStrides(of: layout)) }

    /// A copy with the given strides, which must leave no gaps.
    func laidOut(_ target: AxisValues) throws(TensorError) -> NDArray { try mapped(layout: target) { $0 } }

    /// An array of `transform`'s values with the given strides, which must leave no gaps.
    @inline(__always)
    func mapped<Output: TensorElement>(
        layout target: AxisValues, _ transform: (Element) -> Output
    ) throws(TensorError) -> NDArray<Output> {
        let axes = KeepOrder.axes(shape: shape, strides: [target])
        let nest = LoopNest(shape: shape, strides: [target, strides], axes: axes)
        let (outputStride, inputStride) = (nest.innerStride(0), nest.innerStride(1))
        return try NDArray<Output>(shape: shape, strides: target) { output in
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

    /// An array of `transform`'s values in the layout of a copy; a placeholder if memory or time runs out.
    @inline(__always)
    func converted<Output: TensorElement>(_ transform: (Element) -> Output) -> NDArray<Output> {
        do throws(TensorError) {
            return try mapped(layout: KeepOrder.copyStrides(of: layout), transform)
        } catch {
            return NDArray<Output>(missing: shape)
        }
    }

    /// A view of this shape: axes of length 1 are repeated and axes are added in front, with strides of 0
    /// (`np.broadcast_to`).
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)``.
    public func broadcast(to target: Shape) throws(TensorError) -> NDArray { view(try layout.broadcasting(to: target)) }

    /// Whether the first elements of both are at the same place in memory.
    public func hasSameStart(as other: NDArray) -> Bool { buffer === other.buffer && offset == other.offset }
}

/// The elements of a contiguous array in C order, without a copy.
public struct FlatElements<Element: TensorElement>: RandomAccessCollection, Sendable {
    /// Contiguous.
    @usableFromInline let array: NDArray<Element>
    /// The number of elements.
    public let count: Int

    init(_ array: NDArray<Element>) {
        self.array = array
        count = array.count
    }

    /// 0.
    @inlinable public var startIndex: Int { 0 }
    /// ``count``.
    @inlinable public var endIndex: Int { count }

    /// The element at a C-order index.
    @inlinable @inline(__always) public subscript(position: Int) -> Element {
        precondition(position >= 0 && position < count)
        return array.withUnsafeElements { $0[position] }
    }

    /// Calls `body` with the elements in place.
    @inlinable public func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<Element>) throws -> Result
    ) rethrows -> Result? {
        try array.withUnsafeElements { try body(UnsafeBufferPointer(start: $0, count: count)) }
    }
}

extension TensorElement {
    /// Whether the value's bytes are all zero.
    fileprivate var hasZeroBits: Bool {
        withUnsafeBytes(of: self) { $0.allSatisfy { $0 == 0 } }
    }
}
