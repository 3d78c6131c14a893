/// Single elements, without an index plan or a view: for loops that read and write elements.
extension Tensor {
    /// The element at one index per axis, negative ones counted from the end; nil if the number of axes differs or an
    /// index is out of range.
    public func element(at first: Int, _ second: Int? = nil) -> Scalar? {
        switch self {
        case .float64(let array): array.place(first, second).map { .float64(array.read($0)) }
        case .int64(let array): array.place(first, second).map { .int64(array.read($0)) }
        case .bool(let array): array.place(first, second).map { .bool(array.read($0)) }
        case .other: layout.place(first, second).map { scalar(atAddress: $0) }
        }
    }

    /// Writes an element where ``element(at:_:)`` reads it; returns false, having written nothing, if the indices
    /// don't fit or the scalar has another type.
    public func writeElement(_ scalar: Scalar, at first: Int, _ second: Int? = nil) -> Bool {
        switch (self, scalar) {
        case (.float64(let array), .float64(let number)): array.write(number, first, second)
        case (.int64(let array), .int64(let number)): array.write(number, first, second)
        case (.bool(let array), .bool(let flag)): array.write(flag, first, second)
        default: false
        }
    }
}

extension Layout {
    /// The address of the element, in elements; inside the buffer by the arrays' invariant.
    @inline(__always)
    fileprivate func place(_ first: Int, _ second: Int?) -> Int? {
        guard shape.rank == (second == nil ? 1 : 2) else { return nil }
        let row = first < 0 ? first &+ shape.dimensions[0] : first
        guard row >= 0, row < shape.dimensions[0] else { return nil }
        guard let second else { return offset + row * strides[0] }
        let column = second < 0 ? second &+ shape.dimensions[1] : second
        guard column >= 0, column < shape.dimensions[1] else { return nil }
        return offset + row * strides[0] + column * strides[1]
    }
}

extension NDArray {
    @inline(__always)
    fileprivate func place(_ first: Int, _ second: Int?) -> Int? { layout.place(first, second) }

    @inline(__always)
    fileprivate func read(_ place: Int) -> Element {
        withExtendedLifetime(buffer) { buffer.start.assumingMemoryBound(to: Element.self)[place] }
    }

    @inline(__always)
    fileprivate func write(_ element: Element, _ first: Int, _ second: Int?) -> Bool {
        guard let place = place(first, second) else { return false }
        withExtendedLifetime(buffer) { buffer.start.assumingMemoryBound(to: Element.self)[place] = element }
        return true
    }
}
