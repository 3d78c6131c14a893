extension Tensor {
    /// A C-contiguous tensor of one value, of the scalar's element type (`np.full`).
    ///
    /// - Throws: ``TensorError/negativeLength(_:)``, ``TensorError/tooLarge(_:)``.
    public static func full(_ shape: Shape, _ value: Scalar) throws(TensorError) -> Tensor {
        try shape.validated(dtype: value.dtype)
        switch value {
        case .float64(let element): return .float64(try NDArray(repeating: element, shape: shape))
        case .int64(let element): return .int64(try NDArray(repeating: element, shape: shape))
        case .bool(let element): return .bool(try NDArray(repeating: element, shape: shape))
        }
    }

    /// A C-contiguous tensor of zeros (`np.zeros`).
    ///
    /// - Throws: ``TensorError/negativeLength(_:)``, ``TensorError/tooLarge(_:)``.
    public static func zeros(_ shape: Shape, dtype: DType = .float64) throws(TensorError) -> Tensor {
        try full(shape, .zero(dtype))
    }

    /// A C-contiguous tensor of ones (`np.ones`).
    ///
    /// - Throws: ``TensorError/negativeLength(_:)``, ``TensorError/tooLarge(_:)``.
    public static func ones(_ shape: Shape, dtype: DType = .float64) throws(TensorError) -> Tensor {
        try full(shape, .one(dtype))
    }

    /// A tensor of one value with the shape and memory layout (order 'K') of another (`np.full_like`); of the scalar's
    /// element type, so convert the value first where the other's is wanted.
    ///
    /// - Throws: ``TensorError/tooLarge(_:)``: a broadcast view may be small and its shape not.
    public static func full(like other: Tensor, _ value: Scalar) throws(TensorError) -> Tensor {
        let result = try full(other.shape, value)
        return result.view(shape: other.shape, strides: other.copyStrides, offset: 0)
    }

    /// Zeros with the shape and memory layout of another tensor (`np.zeros_like`), of its element type unless one is
    /// named.
    ///
    /// - Throws: ``TensorError/tooLarge(_:)``.
    public static func zeros(like other: Tensor, dtype: DType? = nil) throws(TensorError) -> Tensor {
        try full(like: other, .zero(dtype ?? other.dtype))
    }

    /// Ones with the shape and memory layout of another tensor (`np.ones_like`), of its element type unless one is
    /// named.
    ///
    /// - Throws: ``TensorError/tooLarge(_:)``.
    public static func ones(like other: Tensor, dtype: DType? = nil) throws(TensorError) -> Tensor {
        try full(like: other, .one(dtype ?? other.dtype))
    }

    /// Zeros with ones on a diagonal (`np.eye`).
    ///
    /// - Parameters:
    ///   - rows: the number of rows.
    ///   - columns: the number of columns, as many as rows if nil.
    ///   - offset: the diagonal: 0 the main one, positive above it.
    /// - Throws: ``TensorError/negativeLength(_:)``, ``TensorError/tooLarge(_:)``.
    public static func eye(
        _ rows: Int, columns: Int? = nil, offset: Int = 0, dtype: DType = .float64
    ) throws(TensorError) -> Tensor {
        let shape = try Shape([rows, columns ?? rows]).validated(dtype: dtype)
        let columns = shape[1]
        var ones: [Int] = []
        // A matrix without columns may have any number of rows.
        for row in 0..<(columns == 0 ? 0 : rows) {
            let column = row.addingSaturated(offset)
            if column >= 0 && column < columns { ones.append(row * columns + column) }
        }
        switch dtype {
        case .float64: return .float64(try marked(ones, with: 1, shape))
        case .int64: return .int64(try marked(ones, with: 1, shape))
        case .bool: return .bool(try marked(ones, with: true, shape))
        }
    }

    private static func marked<Element>(_ places: [Int], with one: Element, _ shape: Shape) throws(TensorError)
        -> NDArray<Element>
    {
        let result = try NDArray(repeating: Element.zero, shape: shape)
        result.withUnsafeMutableBuffer { elements in
            for place in places { elements[place] = one }
        }
        return result
    }

    /// The strides of a new tensor laid out as this one is (order 'K').
    var copyStrides: [Int] { KeepOrder.copyStrides(of: layout) }
}

extension Scalar {
    /// 0 of an element type.
    public static func zero(_ dtype: DType) -> Scalar {
        switch dtype {
        case .float64: .float64(0)
        case .int64: .int64(0)
        case .bool: .bool(false)
        }
    }

    /// 1 of an element type.
    public static func one(_ dtype: DType) -> Scalar {
        switch dtype {
        case .float64: .float64(1)
        case .int64: .int64(1)
        case .bool: .bool(true)
        }
    }

    /// The value as an element of another type, as assigning it to an element would leave it.
    ///
    /// - Parameter flags: gains `invalid` when int64 can't hold a float.
    public func converted(to dtype: DType, flags: inout FloatingPointFlags) -> Scalar {
        switch dtype {
        case .float64: .float64(doubleValue)
        case .int64: .int64(int64Value(flags: &flags))
        case .bool: .bool(isTrue)
        }
    }
}
