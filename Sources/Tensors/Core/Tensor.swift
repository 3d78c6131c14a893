/// A tensor: an array of one of the three element types.
public enum Tensor: Sendable {
    case float64(NDArray<Double>)
    case int64(NDArray<Int>)
    case bool(NDArray<Bool>)

    /// The element type.
    public var dtype: DType {
        switch self {
        case .float64: .float64
        case .int64: .int64
        case .bool: .bool
        }
    }

    /// The lengths of the axes.
    public var shape: Shape {
        switch self {
        case .float64(let array): array.shape
        case .int64(let array): array.shape
        case .bool(let array): array.shape
        }
    }

    /// The number of axes.
    public var rank: Int { shape.rank }

    /// The number of elements.
    public var count: Int { shape.count }
}

/// One element of a tensor with its type: NumPy's `np.float64`, `np.int64` or `np.bool`.
public enum Scalar: Sendable, Equatable {
    case float64(Double)
    case int64(Int)
    case bool(Bool)

    /// The element type.
    public var dtype: DType {
        switch self {
        case .float64: .float64
        case .int64: .int64
        case .bool: .bool
        }
    }

    /// As float64: `true` is 1, an int64 is rounded to nearest.
    public var doubleValue: Double {
        switch self {
        case .float64(let value): value
        case .int64(let value): Double(value)
        case .bool(let value): value ? 1 : 0
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
        }
    }
}
