/// The lengths of a tensor's axes; a scalar has `()`.
public struct Shape: Sendable, Hashable, CustomStringConvertible, ExpressibleByArrayLiteral {
    /// The length of each axis, outermost first.
    public var dimensions: AxisValues

    /// Makes a shape of these lengths.
    @inlinable public init(_ dimensions: AxisValues) { self.dimensions = dimensions }

    /// Makes a shape of these lengths.
    @inlinable public init(_ dimensions: some Sequence<Int>) { self.dimensions = AxisValues(dimensions) }

    /// Makes a shape of these lengths.
    @inlinable public init(arrayLiteral elements: Int...) { self.dimensions = AxisValues(elements) }

    /// The number of axes (`ndim`).
    @inlinable public var rank: Int { dimensions.count }

    /// The length of one axis, counted from 0.
    @inlinable public subscript(axis: Int) -> Int { dimensions[axis] }

    /// The number of elements, the product of the lengths; 1 for `()`.
    ///
    /// - Precondition: the product fits in an `Int`; ``validated(_:dtype:)`` checks this.
    @inlinable public var count: Int { dimensions.reduce(1, *) }

    /// Python's text for the tuple: `()`, `(10,)`, `(10, 5)`.
    public var description: String {
        dimensions.count == 1
            ? "(\(dimensions[0]),)" : "(" + dimensions.map(String.init).joined(separator: ", ") + ")"
    }

    /// The index along each axis of the element at a C-order index in `0 ..< count` (`np.unravel_index`).
    public func indices(ofFlat place: Int) -> [Int] {
        var rest = place
        var indices = Array(dimensions)
        for axis in dimensions.indices.reversed() {
            (rest, indices[axis]) = rest.quotientAndRemainder(dividingBy: dimensions[axis])
        }
        return indices
    }

    /// The strides, in elements, of a new C-contiguous array of this shape; all 0 without elements, as in NumPy.
    @inlinable public var contiguousStrides: AxisValues {
        var strides = AxisValues(repeating: 0, count: dimensions.count)
        var stride = 1
        for axis in dimensions.indices.reversed() {
            strides[axis] = stride
            stride *= dimensions[axis]
        }
        return stride == 0 ? AxisValues(repeating: 0, count: dimensions.count) : strides
    }

    /// The strides, in elements, that a C-contiguous array is reshaped to, where an axis without elements counts as one
    /// of length 1.
    var reshapedStrides: AxisValues {
        var strides = contiguousStrides
        guard dimensions.contains(0) else { return strides }
        var stride = 1
        for axis in dimensions.indices.reversed() {
            strides[axis] = stride
            stride *= max(dimensions[axis], 1)
        }
        return strides
    }
}

extension Shape {
    /// The shape that all of these broadcast to: aligned at their last axes, lengths must be equal or 1.
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)`` with the shapes; ``TensorError/tooLarge(_:)`` if the number of
    ///   elements overflows.
    public static func broadcast(_ shapes: [Shape]) throws(TensorError) -> Shape {
        guard let first = shapes.first else { return [] }
        if shapes.allSatisfy({ $0 == first }) { return first }
        let rank = shapes.reduce(0) { max($0, $1.rank) }
        var lengths = [Int](repeating: 1, count: rank)
        for shape in shapes {
            let missing = rank - shape.rank
            for axis in 0..<shape.rank where shape[axis] != 1 {
                if lengths[missing + axis] == 1 {
                    lengths[missing + axis] = shape[axis]
                } else if lengths[missing + axis] != shape[axis] {
                    throw .cannotBroadcast(shapes)
                }
            }
        }
        let result = Shape(lengths)
        guard result.checkedCount != nil else { throw .tooLarge(result) }
        return result
    }

    /// The number of elements, or nil if it overflows an `Int`; as in NumPy, a length of 0 doesn't hide an overflow
    /// of the other lengths.
    public var checkedCount: Int? {
        var product = 1
        var isEmpty = false
        for length in dimensions {
            if length == 0 { isEmpty = true }
            let (value, overflow) = product.multipliedReportingOverflow(by: max(length, 1))
            if overflow { return nil }
            product = value
        }
        return isEmpty ? 0 : product
    }

    /// Returns the shape itself after checking that a tensor of it may be allocated.
    ///
    /// A length of 0 doesn't make the others harmless: a loop along the first axis of (10**18, 0) would never end.
    ///
    /// - Throws: ``TensorError/tooManyAxes(_:byIndexing:)``; ``TensorError/negativeLength(_:)``;
    ///   ``TensorError/tooLarge(_:)`` if its size in bytes overflows or exceeds `limit`.
    @discardableResult
    public func validated(
        _ limit: MemoryLimit = .current, dtype: DType = .float64
    ) throws(TensorError) -> Shape {
        try checkedRank()
        for length in dimensions where length < 0 { throw .negativeLength(length) }
        guard let count = Shape(dimensions.map { max($0, 1) }).checkedCount else { throw .tooLarge(self) }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: dtype.byteCount)
        if overflow || bytes > limit.bytes { throw .tooLarge(self) }
        return self
    }

    /// The most axes a tensor may have, as in NumPy.
    public static let mostAxes = 64

    /// Returns the shape itself after checking its number of axes.
    ///
    /// - Throws: ``TensorError/tooManyAxes(_:byIndexing:)`` for more than ``mostAxes``.
    @discardableResult
    func checkedRank(isIndexing: Bool = false) throws(TensorError) -> Shape {
        if rank > Self.mostAxes { throw .tooManyAxes(rank, byIndexing: isIndexing) }
        return self
    }

    /// The axis counted from 0, for an `axis` in `-rank ..< rank`.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``.
    public func normalizedAxis(_ axis: Int) throws(TensorError) -> Int {
        guard axis >= -rank, axis < rank else { throw .axisOutOfRange(axis: axis, rank: rank) }
        return axis < 0 ? axis + rank : axis
    }

    /// The axes counted from 0, in the order given.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``.
    public func normalizedAxes(_ axes: [Int]) throws(TensorError) -> [Int] {
        var result: [Int] = []
        for axis in axes {
            let normalized = try normalizedAxis(axis)
            if result.contains(normalized) { throw .duplicateAxis(axis) }
            result.append(normalized)
        }
        return result
    }
}
