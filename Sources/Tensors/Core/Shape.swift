/// The lengths of a tensor's axes; `()` is a scalar's.
public struct Shape: Sendable, Hashable, CustomStringConvertible, ExpressibleByArrayLiteral {
    /// The length of each axis, outermost first.
    public var dimensions: [Int]

    /// Makes a shape of these lengths.
    @inlinable public init(_ dimensions: [Int]) { self.dimensions = dimensions }

    /// Makes a shape of these lengths.
    @inlinable public init(arrayLiteral elements: Int...) { self.dimensions = elements }

    /// The number of axes (`ndim`).
    @inlinable public var rank: Int { dimensions.count }

    /// The length of one axis, counted from 0.
    @inlinable public subscript(axis: Int) -> Int { dimensions[axis] }

    /// The number of elements, the product of the lengths; 1 for `()`.
    ///
    /// - Precondition: the product fits an `Int`; ``validated()`` tells.
    @inlinable public var count: Int { dimensions.reduce(1, *) }

    /// Python's text of the tuple: `()`, `(10,)`, `(10, 5)`.
    public var description: String {
        dimensions.count == 1
            ? "(\(dimensions[0]),)" : "(" + dimensions.map(String.init).joined(separator: ", ") + ")"
    }

    /// The strides, in elements, of a C-contiguous array of this shape.
    @inlinable public var contiguousStrides: [Int] {
        var strides = [Int](repeating: 1, count: dimensions.count)
        var stride = 1
        for axis in dimensions.indices.reversed() {
            strides[axis] = stride
            stride *= max(dimensions[axis], 1)
        }
        return strides
    }
}
