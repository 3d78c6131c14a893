/// An n-dimensional array of one element type: a copyable value over shared storage.
///
/// Copies, slices and transposes share `storage` until one of them is written to; strides are tracked as NumPy tracks
/// them, because NumPy chooses its order of additions by them. Every element's address is
/// `offset + Σ index[axis] * strides[axis]`, always inside `storage`.
public struct NDArray<Element: TensorElement>: Sendable {
    /// The lengths of the axes.
    public var shape: Shape
    /// The step from one index to the next along each axis, in elements; may be 0 (broadcast) or negative.
    public var strides: [Int]
    /// Where the element with all indices 0 lies in `storage`.
    public var offset: Int
    /// The elements, shared by all views of them (copy on write).
    public var storage: TensorStorage<Element>

    /// Makes a C-contiguous array over `storage`, row after row.
    ///
    /// - Precondition: `storage.count == shape.count`.
    @inlinable public init(_ storage: [Element], shape: Shape) {
        precondition(storage.count == shape.count)
        self.shape = shape
        self.strides = shape.contiguousStrides
        self.offset = 0
        self.storage = .array(storage)
    }

    /// Makes a view of `storage`.
    ///
    /// - Precondition: every address that the view can reach lies inside `storage`.
    @inlinable public init(storage: [Element], shape: Shape, strides: [Int], offset: Int) {
        self.init(storage: .array(storage), shape: shape, strides: strides, offset: offset)
    }

    /// Makes a view of `storage`.
    ///
    /// - Precondition: every address that the view can reach lies inside `storage`.
    @inlinable public init(storage: TensorStorage<Element>, shape: Shape, strides: [Int], offset: Int) {
        self.shape = shape
        self.strides = strides
        self.offset = offset
        self.storage = storage
    }

    /// Makes a 0-d array.
    @inlinable public init(scalar: Element) { self.init([scalar], shape: []) }

    /// The number of elements.
    @inlinable public var count: Int { shape.count }

    /// The number of axes.
    @inlinable public var rank: Int { shape.rank }

    /// Whether the elements lie row after row without gaps (NumPy's C_CONTIGUOUS: axes of length 1 don't count).
    @inlinable public var isContiguous: Bool {
        if count == 0 { return true }
        var expected = 1
        for axis in shape.dimensions.indices.reversed() where shape[axis] != 1 {
            if strides[axis] != expected { return false }
            expected *= shape[axis]
        }
        return true
    }
}
