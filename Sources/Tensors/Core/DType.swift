/// The element types of tensors, NumPy's names.
public enum DType: String, Sendable, CaseIterable, CustomStringConvertible {
    case bool, int64, float64

    /// NumPy's name of the type.
    public var description: String { rawValue }

    /// The type both promote to: bool < int64 < float64 (`np.promote_types`).
    public func promoted(with other: DType) -> DType {
        if self == .float64 || other == .float64 { return .float64 }
        return self == .int64 || other == .int64 ? .int64 : .bool
    }

    /// Bytes an element takes in NumPy.
    public var byteCount: Int { self == .bool ? 1 : 8 }
}

/// A Swift type that can be the element of an ``NDArray``: `Double`, `Int` or `Bool`.
public protocol TensorElement: Sendable, Equatable {
    /// Its dtype.
    static var dtype: DType { get }
    /// The value new tensors are filled with.
    static var zero: Self { get }
    /// Wraps an array of this type.
    static func tensor(_ array: NDArray<Self>) -> Tensor
}

extension Double: TensorElement {
    /// `float64`.
    public static var dtype: DType { .float64 }
    /// Wraps an array of this type.
    public static func tensor(_ array: NDArray<Double>) -> Tensor { .float64(array) }
}

extension Int: TensorElement {
    /// `int64`.
    public static var dtype: DType { .int64 }
    /// Wraps an array of this type.
    public static func tensor(_ array: NDArray<Int>) -> Tensor { .int64(array) }
}

extension Bool: TensorElement {
    /// `bool`.
    public static var dtype: DType { .bool }
    /// False.
    public static var zero: Bool { false }
    /// Wraps an array of this type.
    public static func tensor(_ array: NDArray<Bool>) -> Tensor { .bool(array) }
}
