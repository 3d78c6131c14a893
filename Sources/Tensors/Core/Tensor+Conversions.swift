extension Tensor {
    /// The step along each axis, in elements.
    public var strides: AxisValues {
        switch self {
        case .float64(let array): array.strides
        case .int64(let array): array.strides
        case .bool(let array): array.strides
        }
    }

    /// Where the element with all indices 0 lies in the buffer.
    public var offset: Int {
        switch self {
        case .float64(let array): array.offset
        case .int64(let array): array.offset
        case .bool(let array): array.offset
        }
    }

    /// The bytes that all views share.
    public var buffer: Buffer {
        switch self {
        case .float64(let array): array.buffer
        case .int64(let array): array.buffer
        case .bool(let array): array.buffer
        }
    }

    /// Whether the elements lie row after row without gaps.
    public var isContiguous: Bool {
        switch self {
        case .float64(let array): array.isContiguous
        case .int64(let array): array.isContiguous
        case .bool(let array): array.isContiguous
        }
    }

    /// Another view of the same buffer.
    ///
    /// - Precondition: every address that the view can reach lies inside the buffer.
    public func view(shape: Shape, strides: AxisValues, offset: Int) -> Tensor {
        switch self {
        case .float64(let array):
            .float64(NDArray(buffer: array.buffer, shape: shape, strides: strides, offset: offset))
        case .int64(let array):
            .int64(NDArray(buffer: array.buffer, shape: shape, strides: strides, offset: offset))
        case .bool(let array):
            .bool(NDArray(buffer: array.buffer, shape: shape, strides: strides, offset: offset))
        }
    }

    /// The element at an address of the buffer.
    public func scalar(atAddress address: Int) -> Scalar {
        switch self {
        case .float64(let array): .float64(array[address: address])
        case .int64(let array): .int64(array[address: address])
        case .bool(let array): .bool(array[address: address])
        }
    }

    /// The element of a tensor that has just one, of any rank; nil for others.
    public var scalarValue: Scalar? { count == 1 ? scalar(atAddress: offset) : nil }

    /// A view of this shape (`np.broadcast_to`).
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)``; ``TensorError/tooLarge(_:)`` even though a view takes no memory,
    ///   since whatever is done with it would.
    public func broadcast(to target: Shape) throws(TensorError) -> Tensor {
        try target.validated(dtype: dtype)
        return switch self {
        case .float64(let array): .float64(try array.broadcast(to: target))
        case .int64(let array): .int64(try array.broadcast(to: target))
        case .bool(let array): .bool(try array.broadcast(to: target))
        }
    }

    /// Itself if C-contiguous, else a C-contiguous copy (`np.ascontiguousarray`, but for 0-d).
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func contiguous() throws(TensorError) -> Tensor {
        switch self {
        case .float64(let array): .float64(try array.contiguous())
        case .int64(let array): .int64(try array.contiguous())
        case .bool(let array): .bool(try array.contiguous())
        }
    }

    /// A C-contiguous copy (`x.copy()`).
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func copyInOrder() throws(TensorError) -> Tensor { try laidOut(shape.contiguousStrides) }

    /// A copy as `copy(order='K')` makes it: without gaps, axes in the order they have.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func copyKeepingOrder() throws(TensorError) -> Tensor {
        switch self {
        case .float64(let array): .float64(try array.copyKeepingOrder())
        case .int64(let array): .int64(try array.copyKeepingOrder())
        case .bool(let array): .bool(try array.copyKeepingOrder())
        }
    }

    /// `astype`: a new tensor of another element type in the same layout. Floats are cut toward 0 (nan, infinities and
    /// numbers beyond int64 give its least number and raise `invalid`); anything but 0 is true.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func converted(to dtype: DType, flags: inout FloatingPointFlags) throws(TensorError) -> Tensor {
        switch dtype {
        case .float64:
            return self.dtype == dtype ? try copyKeepingOrder() : .float64(asFloat64())
        case .bool:
            return self.dtype == dtype ? try copyKeepingOrder() : .bool(asBool())
        case .int64:
            if self.dtype == dtype { return try copyKeepingOrder() }
            let result = asInt64(flags: &flags)
            return .int64(result)
        }
    }

    /// The elements as float64: the array itself, or a converted copy in the same layout.
    public func asFloat64() -> NDArray<Double> {
        switch self {
        case .float64(let array): array
        case .int64(let array): array.converted { Double($0) }
        case .bool(let array): array.converted { $0 ? 1 : 0 }
        }
    }

    /// The elements as int64: the array itself, or a converted copy in the same layout; see ``converted(to:flags:)``.
    public func asInt64(flags: inout FloatingPointFlags) -> NDArray<Int> {
        switch self {
        case .int64(let array): return array
        case .bool(let array): return array.converted { $0 ? 1 : 0 }
        case .float64(let array):
            var isInvalid = false
            let result = array.converted { value in
                guard let whole = Int(truncating: value) else {
                    isInvalid = true
                    return Int.min
                }
                return whole
            }
            if isInvalid { flags.insert(.invalid) }
            return result
        }
    }

    /// The elements as bool, anything but 0 being true: the array itself, or a converted copy in the same layout.
    public func asBool() -> NDArray<Bool> {
        switch self {
        case .bool(let array): array
        case .int64(let array): array.converted { $0 != 0 }
        case .float64(let array): array.converted { $0 != 0 }
        }
    }
}

extension Int {
    /// The number cut toward 0, or nil for nan and what an int64 can't hold.
    @inlinable
    public init?(truncating value: Double) {
        guard value >= -9_223_372_036_854_775_808, value < 9_223_372_036_854_775_808 else { return nil }
        self = Int(value)
    }
}
