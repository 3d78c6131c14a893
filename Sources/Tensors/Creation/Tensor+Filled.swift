internal import Kernels

extension Tensor {
    /// A C-contiguous tensor filled with one value, of the scalar's element type (`np.full`).
    ///
    /// - Throws: ``TensorError/negativeLength(_:)``, ``TensorError/tooManyAxes(_:byIndexing:)``,
    ///   ``TensorError/tooLarge(_:)``, ``TensorError/outOfMemory(bytes:)``.
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
    /// - Throws: the errors of ``full(_:_:)``.
    public static func zeros(_ shape: Shape, dtype: DType = .float64) throws(TensorError) -> Tensor {
        try full(shape, .zero(dtype))
    }

    /// A C-contiguous tensor of ones (`np.ones`).
    ///
    /// - Throws: the errors of ``full(_:_:)``.
    public static func ones(_ shape: Shape, dtype: DType = .float64) throws(TensorError) -> Tensor {
        try full(shape, .one(dtype))
    }

    /// A tensor filled with one value, with the shape and memory layout (order 'K') of another (`np.full_like`). It
    /// has the scalar's element type, so convert the value first to keep the other tensor's.
    ///
    /// - Throws: ``TensorError/tooLarge(_:)``, since a small buffer may be broadcast to a large shape;
    ///   ``TensorError/outOfMemory(bytes:)``.
    public static func full(like other: Tensor, _ value: Scalar) throws(TensorError) -> Tensor {
        let result = try full(other.shape, value)
        return result.view(shape: other.shape, strides: other.copyStrides, offset: 0)
    }

    /// Zeros with the shape and memory layout of another tensor (`np.zeros_like`); its element type too, unless
    /// `dtype` is given.
    ///
    /// - Throws: ``TensorError/tooLarge(_:)``, ``TensorError/outOfMemory(bytes:)``.
    public static func zeros(like other: Tensor, dtype: DType? = nil) throws(TensorError) -> Tensor {
        try full(like: other, .zero(dtype ?? other.dtype))
    }

    /// Ones with the shape and memory layout of another tensor (`np.ones_like`); its element type too, unless `dtype`
    /// is given.
    ///
    /// - Throws: ``TensorError/tooLarge(_:)``, ``TensorError/outOfMemory(bytes:)``.
    public static func ones(like other: Tensor, dtype: DType? = nil) throws(TensorError) -> Tensor {
        try full(like: other, .one(dtype ?? other.dtype))
    }

    /// A matrix, rows × columns, of zeros with ones on a diagonal (`np.eye`).
    ///
    /// - Parameters:
    ///   - rows: the number of rows.
    ///   - columns: the number of columns; nil for as many as rows.
    ///   - offset: the diagonal: 0 for the main one, positive above it.
    /// - Throws: ``TensorError/negativeLength(_:)``, ``TensorError/tooLarge(_:)``,
    ///   ``TensorError/outOfMemory(bytes:)``.
    public static func eye(
        _ rows: Int, columns: Int? = nil, offset: Int = 0, dtype: DType = .float64
    ) throws(TensorError) -> Tensor {
        let shape = try Shape([rows, columns ?? rows]).validated(dtype: dtype)
        let columns = shape[1]
        // The rows that have an element on the diagonal; a matrix without columns may have any number of rows.
        let first = offset >= 0 ? 0 : Int(clamping: offset.magnitude)
        let marked = first..<max(first, min(rows, columns.addingSaturated(offset == .min ? .max : -offset)))
        return try dtype.apply(Marking(rows: marked, offset: offset, shape: shape))
    }

    /// The strides of a new tensor with this one's layout (order 'K').
    var copyStrides: AxisValues { KeepOrder.copyStrides(of: layout) }
}

extension NDArray {
    /// Zeros, with `one` in each of these rows at column `row + offset`.
    fileprivate static func marking(
        _ rows: Range<Int>, _ offset: Int, with one: Element, _ shape: Shape
    ) throws(TensorError) -> NDArray {
        let result = try NDArray(repeating: Element.zero, shape: shape)
        result.withUnsafeMutableBuffer { elements in
            // The system commits each row's memory on first touch, which dominates the work.
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

    /// The value converted to another element type, as assignment to an element does.
    ///
    /// - Parameter flags: gains `invalid` when a float doesn't fit in an int.
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
