internal import Kernels

/// A tensor: an array of one of the element types.
public enum Tensor: Sendable {
    case float64(NDArray<Double>)
    case int64(NDArray<Int>)
    case bool(NDArray<Bool>)
    /// An array of another element type.
    case other(OtherArray)

    /// The element type.
    public var dtype: DType {
        switch self {
        case .float64: .float64
        case .int64: .int64
        case .bool: .bool
        case .other(let array): array.dtype
        }
    }

    /// The lengths of the axes.
    public var shape: Shape {
        switch self {
        case .float64(let array): array.shape
        case .int64(let array): array.shape
        case .bool(let array): array.shape
        case .other(let array): array.shape
        }
    }

    /// The number of axes.
    public var rank: Int { shape.rank }

    /// The number of elements.
    public var count: Int { shape.count }
}

/// One element of a tensor with its type: NumPy's `np.float64`, `np.int64`, `np.bool` …
public enum Scalar: Sendable, Equatable {
    case float64(Double)
    case int64(Int)
    case bool(Bool)
    /// An element of another type, in the widest form of its kind. It is kept elsewhere, so that a scalar takes 9 bytes: what
    /// holds one then finds all its own cases in one byte.
    indirect case other(ElementNumber, DType)

    /// The element type.
    public var dtype: DType {
        switch self {
        case .float64: .float64
        case .int64: .int64
        case .bool: .bool
        case .other(_, let dtype): dtype
        }
    }

    /// The element in the widest form of its kind.
    public var number: ElementNumber {
        switch self {
        case .float64(let value): .float(value)
        case .int64(let value): .signed(value)
        case .bool(let value): .bool(value)
        case .other(let number, _): number
        }
    }

    /// As float64: `true` is 1, an int is rounded to nearest.
    public var doubleValue: Double {
        switch self {
        case .float64(let value): value
        case .int64(let value): Double(value)
        case .bool(let value): value ? 1 : 0
        case .other(let number, _): number.double
        }
    }

    /// An element, with its type.
    public init<Element: TensorElement>(_ element: Element) {
        switch (element.number, Element.dtype) {
        case (.float(let value), .float64): self = .float64(value)
        case (.signed(let value), .int64): self = .int64(value)
        case (.bool(let value), _): self = .bool(value)
        case (let number, let dtype): self = .other(number, dtype)
        }
    }
}

extension Tensor {
    /// A 0-d tensor of one element.
    public init(_ scalar: Scalar) {
        switch scalar {
        case .float64(let value): self = .float64(NDArray(scalar: value))
        case .int64(let value): self = .int64(NDArray(scalar: value))
        case .bool(let value): self = .bool(NDArray(scalar: value))
        case .other(let number, let dtype): self = dtype.apply(ScalarTensor(number: number))
        }
    }
}

/// A 0-d tensor of a number.
private struct ScalarTensor: ElementFunction {
    let number: ElementNumber

    func apply<Element: TensorElement>(_ type: Element.Type) -> Tensor {
        var isInvalid = false
        return Element.tensor(NDArray(scalar: Element(number, isInvalid: &isInvalid)))
    }
}

/// An n-dimensional array of one element type: a layout over a buffer.
///
/// Copies, slices and transposes share the buffer, and whoever writes to it changes them all; results have buffers of
/// their own. Strides are tracked as NumPy tracks them, because NumPy chooses its order of additions by them.
///
/// The invariant under all pointers: every element's address, `offset + Σ index[axis] * strides[axis]` counted in
/// elements, lies inside `buffer`, whose bytes there are whole elements of this type.
public struct NDArray<Element: TensorElement>: Sendable {
    /// The lengths of the axes.
    public var shape: Shape
    /// The step from one index to the next along each axis, in elements; may be 0 (broadcast) or negative.
    public var strides: AxisValues
    /// Where the element with all indices 0 lies in the buffer, in elements.
    public var offset: Int
    /// The bytes that all views share.
    ///
    /// A buffer isn't made for several threads; values that cross from one to another may be read by both, and whoever
    /// writes makes the array unique before.
    public nonisolated(unsafe) var buffer: Buffer

    /// Makes a view of a buffer.
    ///
    /// - Precondition: every address that the view can reach lies inside the buffer.
    @inlinable public init(buffer: Buffer, shape: Shape, strides: AxisValues, offset: Int) {
        self.shape = shape
        self.strides = strides
        self.offset = offset
        self.buffer = buffer
    }

    /// Makes a C-contiguous array of copies of these elements, row after row.
    ///
    /// - Precondition: `elements.count == shape.count`.
    @inlinable public init(_ elements: [Element], shape: Shape) {
        precondition(elements.count == shape.count)
        self.init(copying: elements, shape: shape, strides: shape.contiguousStrides, offset: 0)
    }

    /// Makes a view of a buffer with copies of these elements.
    ///
    /// - Precondition: every address that the view can reach is a place of `elements`.
    public init(copying elements: [Element], shape: Shape, strides: AxisValues, offset: Int) {
        self = elements.withUnsafeBufferPointer {
            NDArray(copying: $0, shape: shape, strides: strides, offset: offset)
        }
    }

    /// Makes a view of a buffer with copies of these elements; a missing array if there is no memory for them.
    init(copying elements: UnsafeBufferPointer<Element>, shape: Shape, strides: AxisValues, offset: Int) {
        do throws(TensorError) {
            let buffer = try Buffer.make(byteCount: elements.count * MemoryLayout<Element>.stride)
            if let source = elements.baseAddress {
                let target = buffer.start.assumingMemoryBound(to: Element.self)
                // Who makes an array while the request stands, as training does of its last epoch, needs all of it.
                let length = Interruption.isRequested ? elements.count : Interruption.pieceLength
                let isWhole = Interruption.forEachPiece(of: elements.count, length: length) { piece in
                    (target + piece.lowerBound).initialize(from: source + piece.lowerBound, count: piece.count)
                }
                if !isWhole { Element.settle(target, count: elements.count) }
            }
            self.init(buffer: buffer, shape: shape, strides: strides, offset: offset)
        } catch {
            self.init(missing: shape)
        }
    }

    /// Makes a 0-d array.
    @inlinable public init(scalar: Element) { self.init([scalar], shape: []) }

    /// The number of elements.
    @inlinable public var count: Int { shape.count }

    /// The number of axes.
    @inlinable public var rank: Int { shape.rank }
}
