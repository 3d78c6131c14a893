public import Kernels

extension NDArray {
    /// Whether the elements lie row after row without gaps (NumPy's C_CONTIGUOUS: axes of length 1 don't count).
    public var isContiguous: Bool { layout.isContiguous }

    /// Whether the elements lie column after column without gaps (NumPy's F_CONTIGUOUS: axes of length 1 don't count).
    public var isFortranContiguous: Bool { layout.isFortranContiguous }

    /// The address in the buffer of the element with these indices, each in `0 ..< length`.
    public func address(of indices: [Int]) -> Int {
        var address = offset
        for axis in indices.indices { address += indices[axis] * strides[axis] }
        return address
    }

    /// How many elements the buffer has room for.
    @inlinable public var capacity: Int { buffer.byteCount / MemoryLayout<Element>.stride }

    /// The element at an address of the buffer; setting it changes all views.
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

    /// Calls `body` with all elements of the buffer, by their addresses.
    @inlinable @inline(__always)
    public func withUnsafeBuffer<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(buffer) {} }
        let start = buffer.start.assumingMemoryBound(to: Element.self)
        return try body(UnsafeBufferPointer(start: start, count: capacity))
    }

    /// Calls `body` with all elements of the buffer, by their addresses, to change them for all views.
    @inlinable @inline(__always)
    public func withUnsafeMutableBuffer<Result>(_ body: (UnsafeMutableBufferPointer<Element>) -> Result) -> Result {
        defer { withExtendedLifetime(buffer) {} }
        let start = buffer.start.assumingMemoryBound(to: Element.self)
        return body(UnsafeMutableBufferPointer(start: start, count: capacity))
    }

    /// Calls `body` with a pointer to the element with all indices 0.
    ///
    /// The pointer may only be followed where the view has elements; for an empty array nowhere.
    @inlinable @inline(__always)
    public func withUnsafeElements<Result, Failure: Error>(
        _ body: (UnsafePointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(buffer) {} }
        return try body(buffer.start.assumingMemoryBound(to: Element.self) + offset)
    }

    /// Makes an array of this shape and layout (strides non-negative, without gaps) whose elements are any bytes: they
    /// are set before they are looked at.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    @inlinable @inline(__always)
    public init(unset shape: Shape, strides: AxisValues? = nil) throws(TensorError) {
        let buffer = try Buffer.make(byteCount: shape.count * MemoryLayout<Element>.stride)
        self.init(buffer: buffer, shape: shape, strides: strides ?? shape.contiguousStrides, offset: 0)
    }

    /// Makes an array of this shape and layout whose elements `initialize` sets: all `shape.count` of them, at the
    /// pointer it is given plus the strides' steps (all non-negative, without gaps).
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``; ``TensorError/interrupted`` if evaluation should stop, and elements
    ///   may be missing.
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

    /// Makes a C-contiguous array, each element made from its place in C order.
    ///
    /// - Parameter work: how much work an element takes, about, in additions of two numbers.
    /// - Throws: ``TensorError/outOfMemory(bytes:)``, ``TensorError/interrupted``.
    @inlinable @inline(__always)
    public init(shape: Shape, work: Int = 1, interruptibly element: (Int) -> Element) throws(TensorError) {
        try self.init(shape: shape) { output in
            Interruption.forEachPiece(of: shape.count, length: Interruption.pieceLength / work) { piece in
                for index in piece { (output + index).initialize(to: element(index)) }
            }
        }
    }

    /// Makes a C-contiguous array of one value everywhere.
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

    /// What stands for an array that there was no memory or no time for, in functions that throw nothing: all its elements
    /// are one, and evaluation is asked to stop.
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

    /// The elements in logical (C) order, if there is room for them.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    package func listed() throws(TensorError) -> [Element] {
        try [Element].checkRoom(for: count)
        return elements
    }

    /// Itself if the elements lie in C order without gaps, else a copy that does.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func contiguous() throws(TensorError) -> NDArray {
        isContiguous ? self : try laidOut(shape.contiguousStrides)
    }

    /// The elements in logical (C) order, without a copy where they lie so.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func flat() throws(TensorError) -> FlatElements<Element> { FlatElements(try contiguous()) }

    /// A copy as `copy(order='K')` makes it: without gaps, axes in the order they have.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func copyKeepingOrder() throws(TensorError) -> NDArray { try laidOut(KeepOrder.copyStrides(of: layout)) }

    /// A copy with these strides, which must leave no gaps.
    func laidOut(_ target: AxisValues) throws(TensorError) -> NDArray { try mapped(layout: target) { $0 } }

    /// An array of `transform`'s values with these strides, which must leave no gaps.
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

    /// An array of `transform`'s values in the layout of a copy; a missing one if there is no memory or no time for it.
    @inline(__always)
    func converted<Output: TensorElement>(_ transform: (Element) -> Output) -> NDArray<Output> {
        do throws(TensorError) {
            return try mapped(layout: KeepOrder.copyStrides(of: layout), transform)
        } catch {
            return NDArray<Output>(missing: shape)
        }
    }

    /// A view of this shape that repeats axes of length 1 and adds axes in front, with strides of 0
    /// (`np.broadcast_to`).
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)``.
    public func broadcast(to target: Shape) throws(TensorError) -> NDArray { view(try layout.broadcasting(to: target)) }

    /// Whether the first elements of both are the same place in memory.
    public func hasSameStart(as other: NDArray) -> Bool { buffer === other.buffer && offset == other.offset }
}

/// The elements of a contiguous array in C order, which it keeps where they are.
public struct FlatElements<Element: TensorElement>: RandomAccessCollection, Sendable {
    /// Contiguous.
    @usableFromInline let array: NDArray<Element>
    /// How many there are.
    public let count: Int

    init(_ array: NDArray<Element>) {
        self.array = array
        count = array.count
    }

    /// 0.
    @inlinable public var startIndex: Int { 0 }
    /// ``count``.
    @inlinable public var endIndex: Int { count }

    /// The element at a place in C order.
    @inlinable @inline(__always) public subscript(position: Int) -> Element {
        precondition(position >= 0 && position < count)
        return array.withUnsafeElements { $0[position] }
    }

    /// Calls `body` with the elements where they are.
    @inlinable public func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<Element>) throws -> Result
    ) rethrows -> Result? {
        try array.withUnsafeElements { try body(UnsafeBufferPointer(start: $0, count: count)) }
    }
}

extension TensorElement {
    /// Whether memory of zeros holds it.
    fileprivate var hasZeroBits: Bool {
        withUnsafeBytes(of: self) { $0.allSatisfy { $0 == 0 } }
    }
}
