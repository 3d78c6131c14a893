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
    /// An element of another type, in the widest form of its kind. The payload is boxed, so a scalar takes 9 bytes
    /// and an enum that contains one fits all of its own cases into one byte.
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

    /// As float64: `true` is 1, ints are rounded to nearest.
    public var doubleValue: Double {
        switch self {
        case .float64(let value): value
        case .int64(let value): Double(value)
        case .bool(let value): value ? 1 : 0
        case .other(let number, _): number.double
        }
    }

    /// Makes a scalar from an element and its type.
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
    /// A 0-d tensor holding one element.
    public init(_ scalar: Scalar) {
        switch scalar {
        case .float64(let value): self = .float64(NDArray(scalar: value))
        case .int64(let value): self = .int64(NDArray(scalar: value))
        case .bool(let value): self = .bool(NDArray(scalar: value))
        case .other(let number, let dtype): self = dtype.apply(ScalarTensor(number: number))
        }
    }
}

/// A 0-d tensor holding one number.
private struct ScalarTensor: ElementFunction {
    let number: ElementNumber

    func apply<Element: TensorElement>(_ type: Element.Type) -> Tensor {
        var isInvalid = false
        return Element.tensor(NDArray(scalar: Element(number, isInvalid: &isInvalid)))
    }
}

/// An n-dimensional array of one element type: a layout over a buffer.
///
/// Copies, slices and transposes share the buffer, and a write through one changes all; results have their own
/// buffers. Strides are tracked as NumPy tracks them, because NumPy's order of additions depends on them.
///
/// The invariant behind all pointers: every element's address, `offset + Σ index[axis] * strides[axis]` in elements,
/// is inside `buffer`, whose bytes there are whole elements of this type.
public struct NDArray<Element: TensorElement>: Sendable {
    /// The lengths of the axes.
    public var shape: Shape
    /// The step from one index to the next along each axis, in elements; may be 0 (broadcast) or negative.
    public var strides: AxisValues
    /// The buffer address, in elements, of the element with all indices 0.
    public var offset: Int
    /// The bytes shared by all views.
    ///
    /// Buffers aren't synchronised. Values passed between threads may be read by both; a writer must make the array
    /// unique first.
    public nonisolated(unsafe) var buffer: Buffer

    /// Makes a view of a buffer; strides and offset are in elements.
    ///
    /// - Precondition: every address that the view can reach is inside the buffer.
    @inlinable public init(buffer: Buffer, shape: Shape, strides: AxisValues, offset: Int) {
        self.shape = shape
        self.strides = strides
        self.offset = offset
        self.buffer = buffer
    }

    /// Makes a C-contiguous array from copies of these elements, in row-major order.
    ///
    /// - Precondition: `elements.count == shape.count`.
    @inlinable public init(_ elements: [Element], shape: Shape) {
        precondition(elements.count == shape.count)
        self.init(copying: elements, shape: shape, strides: shape.contiguousStrides, offset: 0)
    }

    /// Makes a view of a new buffer that holds copies of these elements.
    ///
    /// - Precondition: every address that the view can reach is an index of `elements`.
    public init(copying elements: [Element], shape: Shape, strides: AxisValues, offset: Int) {
        self = elements.withUnsafeBufferPointer {
            NDArray(copying: $0, shape: shape, strides: strides, offset: offset)
        }
    }

    /// Makes a view of a new buffer that holds copies of these elements; a placeholder if memory runs out.
    init(copying elements: UnsafeBufferPointer<Element>, shape: Shape, strides: AxisValues, offset: Int) {
        do throws(TensorError) {
            let buffer = try Buffer.make(byteCount: elements.count * MemoryLayout<Element>.stride)
            if let source = elements.baseAddress {
                let target = buffer.start.assumingMemoryBound(to: Element.self)
                // Training builds arrays for its last epoch after a stop was requested, and needs all elements.
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
