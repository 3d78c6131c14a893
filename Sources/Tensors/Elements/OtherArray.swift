/// An array of an element type other than float64, int64 and bool.
///
/// Those three have their own cases in ``Tensor`` because they do nearly all of the work. Code for the other types
/// names none of them; it is written once, in an ``ArrayFunction``.
public struct OtherArray: Sendable {
    /// The element type.
    public let dtype: DType
    /// The lengths of the axes.
    public var shape: Shape
    /// The stride along each axis, in elements.
    public var strides: AxisValues
    /// The buffer address, in elements, of the element with all indices 0.
    public var offset: Int
    /// The bytes shared by all views; see ``NDArray/buffer``.
    public nonisolated(unsafe) var buffer: Buffer

    /// Erases the element type of an array.
    public init<Element: OtherElement>(_ array: NDArray<Element>) {
        dtype = Element.dtype
        (shape, strides, offset, buffer) = (array.shape, array.strides, array.offset, array.buffer)
    }

    /// Wraps an array of texts with the width in `dtype`.
    init(_ array: NDArray<TextElement>, dtype: DType) {
        self.dtype = dtype
        (shape, strides, offset, buffer) = (array.shape, array.strides, array.offset, array.buffer)
    }

    /// The array with its element type.
    ///
    /// - Precondition: `Element` is this array's element type.
    @inline(__always) public func typed<Element: TensorElement>(as type: Element.Type = Element.self) -> NDArray<
        Element
    > {
        precondition(Element.dtype == dtype || dtype.isText && Element.dtype.isText)
        return NDArray(buffer: buffer, shape: shape, strides: strides, offset: offset)
    }

    /// Another view of the same buffer.
    func view(_ layout: Layout) -> OtherArray {
        var result = self
        (result.shape, result.strides, result.offset) = (layout.shape, layout.strides, layout.offset)
        return result
    }
}

/// An operation on an array that is written once for all element types.
package protocol ArrayFunction {
    associatedtype Result
    associatedtype Failure: Error = TensorError
    /// Performs the operation.
    func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(Failure) -> Result
}

/// An operation that is written once for all element types.
package protocol ElementFunction {
    associatedtype Result
    associatedtype Failure: Error = Never
    /// Performs the operation.
    func apply<Element: TensorElement>(_ type: Element.Type) throws(Failure) -> Result
}

/// An operation that is written once for all integer types.
package protocol IntegerFunction {
    associatedtype Result
    /// Performs the operation.
    func apply<Element: IntegerElement>(_ type: Element.Type) throws(TensorError) -> Result
}

extension Tensor {
    /// Applies the function to the array with its element type.
    ///
    /// - Throws: the function's error.
    package func apply<Function: ArrayFunction>(_ function: Function) throws(Function.Failure) -> Function.Result {
        switch self {
        case .float64(let array): try function.apply(array)
        case .int64(let array): try function.apply(array)
        case .bool(let array): try function.apply(array)
        case .other(let array): try array.dtype.apply(Typing(array: array, function: function))
        }
    }
}

/// A function of an array whose element type is known only at run time.
private struct Typing<Function: ArrayFunction>: ElementFunction {
    typealias Failure = Function.Failure
    let array: OtherArray
    let function: Function

    func apply<Element: TensorElement>(_ type: Element.Type) throws(Function.Failure) -> Function.Result {
        try function.apply(array.typed(as: type))
    }
}

extension DType {
    /// Applies the function to this element type.
    ///
    /// - Throws: the function's error.
    package func apply<Function: ElementFunction>(_ function: Function) throws(Function.Failure) -> Function.Result {
        switch self {
        case .bool: try function.apply(Bool.self)
        case .int8: try function.apply(Int8.self)
        case .int16: try function.apply(Int16.self)
        case .int32: try function.apply(Int32.self)
        case .int64: try function.apply(Int.self)
        case .uint8: try function.apply(UInt8.self)
        case .uint16: try function.apply(UInt16.self)
        case .uint32: try function.apply(UInt32.self)
        case .uint64: try function.apply(UInt.self)
        case .float32: try function.apply(Float.self)
        case .float64: try function.apply(Double.self)
        case .text(let width): widened(try function.apply(TextElement.self), to: Int(width))
        case .complex64: try function.apply(Complex<Float>.self)
        case .complex128: try function.apply(Complex<Double>.self)
        }
    }

    /// Applies the function to this integer type; nil for other types.
    ///
    /// - Throws: the function's error.
    package func applyInteger<Function: IntegerFunction>(_ function: Function) throws(TensorError) -> Function.Result? {
        switch self {
        case .int8: try function.apply(Int8.self)
        case .int16: try function.apply(Int16.self)
        case .int32: try function.apply(Int32.self)
        case .int64: try function.apply(Int.self)
        case .uint8: try function.apply(UInt8.self)
        case .uint16: try function.apply(UInt16.self)
        case .uint32: try function.apply(UInt32.self)
        case .uint64: try function.apply(UInt.self)
        case .bool, .float32, .float64, .complex64, .complex128, .text: nil
        }
    }
}

extension DType {
    /// The least and the greatest number of an integer type; 0 and 0 for other types.
    public var integerBounds: (least: Scalar, greatest: Scalar) {
        let found = try? applyInteger(Bounds())
        return (found ?? nil) ?? (.int64(0), .int64(0))
    }

    private struct Bounds: IntegerFunction {
        func apply<Element: IntegerElement>(_ type: Element.Type) -> (least: Scalar, greatest: Scalar) {
            (Scalar(Element.min), Scalar(Element.max))
        }
    }
}
