/// A small array of at most two axes, as plain values: everything that loops over few elements need, without
/// reference counting.
///
/// The owner must keep the array alive, and with it the buffer.
public struct SmallArray {
    /// The most elements; beyond it, the cost of a general layout is negligible.
    static let limit = 4096

    let dtype: DType
    let rank: Int
    /// The lengths of the axes: a vector is one row, a 0-d array one element.
    let rows: Int
    let columns: Int
    /// The strides of the rows and the columns, in elements.
    let rowStride: Int
    let columnStride: Int
    let offset: Int
    let buffer: Unmanaged<Buffer>

    /// - Returns: nil for more than two axes, no elements, or too many elements.
    public init?(_ tensor: Tensor) {
        switch tensor {
        case .float64(let array): self.init(array)
        case .int64(let array): self.init(array)
        case .bool(let array): self.init(array)
        case .other: return nil
        }
    }

    @inline(__always)
    private init?<Element>(_ array: NDArray<Element>) {
        let lengths = array.shape.dimensions
        rank = lengths.count
        switch rank {
        case 0: (rows, columns, rowStride, columnStride) = (1, 1, 0, 0)
        case 1: (rows, columns, rowStride, columnStride) = (1, lengths[0], 0, array.strides[0])
        case 2:
            (rows, columns) = (lengths[0], lengths[1])
            (rowStride, columnStride) = (array.strides[0], array.strides[1])
        default: return nil
        }
        guard rows > 0, columns > 0, rows <= Self.limit, columns <= Self.limit, rows * columns <= Self.limit else {
            return nil
        }
        (dtype, offset, buffer) = (Element.dtype, array.offset, .passUnretained(array.buffer))
    }

    /// A whole buffer of floats or ints, row-major.
    @inline(__always)
    init(newNumbers buffer: Buffer, _ dtype: DType, rank: Int, rows: Int, columns: Int) {
        (self.dtype, offset, self.buffer) = (dtype, 0, .passUnretained(buffer))
        (self.rank, self.rows, self.columns) = (rank, rows, columns)
        (rowStride, columnStride) = (rank == 2 ? columns : 0, rank == 0 ? 0 : 1)
    }

    /// Whether its elements are laid out like a new array's.
    var isNew: Bool {
        switch rank {
        case 0: true
        case 1: columnStride == 1
        default: columnStride == 1 && rowStride == columns
        }
    }

    /// The address of the buffer object, for checking its reference count.
    public var bufferAddress: UnsafeRawPointer { UnsafeRawPointer(buffer.toOpaque()) }

    /// Whether it has all bytes of its buffer, if its elements take eight bytes.
    var hasWholeBuffer: Bool {
        offset == 0 && buffer._withUnsafeGuaranteedRef { $0.byteCount } == count * MemoryLayout<Double>.stride
    }

    /// The step from row to row; 0 for one row.
    @inline(__always) var rowStep: Int { rows == 1 ? 0 : rowStride }

    /// The step from column to column; 0 for one column.
    @inline(__always) var columnStep: Int { columns == 1 ? 0 : columnStride }

    /// The number of elements.
    public var count: Int { rows * columns }

    /// Whether NumPy's iterator visits it row by row, whatever the other operands are.
    var isByRows: Bool { rowStep == 0 || columnStep == 0 || rowStep.magnitude > columnStep.magnitude }

    /// Whether its elements are row-major without gaps.
    var isContiguous: Bool { (columns == 1 || columnStep == 1) && (rows == 1 || rowStep == columns) }

    /// Whether both use the same buffer, so that they may overlap.
    func sharesBuffer(with other: SmallArray) -> Bool { bufferAddress == other.bufferAddress }

    /// The first element; by the arrays' invariant all others are in the buffer.
    @inline(__always)
    func elements<Element>(as type: Element.Type) -> UnsafeMutablePointer<Element> {
        buffer._withUnsafeGuaranteedRef { $0.start }.assumingMemoryBound(to: Element.self) + offset
    }

    /// Whether it broadcasts to the shape of `other`.
    func fits(_ other: SmallArray) -> Bool {
        rank <= other.rank && (rows == other.rows || rows == 1) && (columns == other.columns || columns == 1)
    }

    /// Overwrites all elements with those of an array of the same element type.
    ///
    /// - Returns: false, having written nothing, if the types or shapes don't fit or both share a buffer.
    public func overwrite(with source: SmallArray) -> Bool {
        guard source.dtype == dtype, source.fits(self), !sharesBuffer(with: source) else { return false }
        switch dtype {
        case .float64: copy(source, as: Double.self)
        case .int64: copy(source, as: Int.self)
        case .bool: copy(source, as: Bool.self)
        default: return false
        }
        return true
    }

    @inline(__always)
    private func copy<Element>(_ source: SmallArray, as type: Element.Type) {
        let (target, values) = (elements(as: type), source.elements(as: type))
        if isContiguous, source.isContiguous, source.count == count {
            return target.update(from: values, count: count)
        }
        for row in 0..<rows {
            let (target, values) = (target + row * rowStep, values + row * source.rowStep)
            for column in 0..<columns { target[column * columnStep] = values[column * source.columnStep] }
        }
    }
}
