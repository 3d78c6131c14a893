internal import Kernels

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
        case .other(let number, let dtype): return try dtype.apply(Filling(shape: shape, number: number))
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
        // The rows whose column is there; a matrix without columns may have any number of rows.
        let first = offset >= 0 ? 0 : Int(clamping: offset.magnitude)
        let marked = first..<max(first, min(rows, columns.addingSaturated(offset == .min ? .max : -offset)))
        return try dtype.apply(Marking(rows: marked, offset: offset, shape: shape))
    }

    /// The strides of a new tensor laid out as this one is (order 'K').
    var copyStrides: AxisValues { KeepOrder.copyStrides(of: layout) }
}

extension NDArray {
    /// Zeros, with a value in each of these rows at the column that lies `offset` behind its number.
    fileprivate static func marking(
        _ rows: Range<Int>, _ offset: Int, with one: Element, _ shape: Shape
    ) throws(TensorError) -> NDArray {
        let result = try NDArray(repeating: Element.zero, shape: shape)
        result.withUnsafeMutableBuffer { elements in
            // The system hands each row's memory out when it is touched, which is the work.
            for row in rows.polled(work: 1 << 13) { elements[row * shape[1] + row + offset] = one }
        }
        return result
    }
}

private struct Filling: ElementFunction {
    let shape: Shape
    let number: ElementNumber

    func apply<Element: TensorElement>(_ type: Element.Type) throws(TensorError) -> Tensor {
        var isInvalid = false
        return Element.tensor(try NDArray(repeating: Element(number, isInvalid: &isInvalid), shape: shape))
    }
}

private struct Marking: ElementFunction {
    let rows: Range<Int>
    let offset: Int
    let shape: Shape

    func apply<Element: TensorElement>(_ type: Element.Type) throws(TensorError) -> Tensor {
        Element.tensor(try .marking(rows, offset, with: .one, shape))
    }
}

extension Scalar {
    /// 0 of an element type.
    public static func zero(_ dtype: DType) -> Scalar {
        dtype.isText ? .other(TextElement.zero.number, dtype) : dtype.apply(Constant(isOne: false))
    }

    /// 1 of an element type.
    public static func one(_ dtype: DType) -> Scalar {
        dtype.isText ? .other(TextElement.one.number, dtype) : dtype.apply(Constant(isOne: true))
    }

    /// The value as an element of another type, as assigning it to an element would leave it.
    ///
    /// - Parameter flags: gains `invalid` when an int can't hold a float.
    public func converted(to dtype: DType, flags: inout FloatingPointFlags) -> Scalar {
        if self.dtype == dtype { return self }
        let (result, raised) = dtype.apply(ConvertingNumber(number: number))
        flags.formUnion(raised)
        return result
    }
}

private struct Constant: ElementFunction {
    let isOne: Bool

    func apply<Element: TensorElement>(_ type: Element.Type) -> Scalar { Scalar(isOne ? Element.one : Element.zero) }
}

private struct ConvertingNumber: ElementFunction {
    let number: ElementNumber

    func apply<Element: TensorElement>(_ type: Element.Type) -> (Scalar, FloatingPointFlags) {
        var isInvalid = false
        let element = Element(number, isInvalid: &isInvalid)
        return (Scalar(element), isInvalid ? .invalid : [])
    }
}
