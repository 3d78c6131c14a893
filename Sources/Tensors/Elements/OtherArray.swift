/// An array of an element type other than float64, int64 and bool.
///
/// Those three have cases of their own in ``Tensor``, since nearly all work is theirs; what is done with the others names
/// no type: it is written once for all, in an ``ArrayFunction``.
public struct OtherArray: Sendable {
    /// The element type.
    public let dtype: DType
    /// The lengths of the axes.
    public var shape: Shape
    /// The step along each axis, in elements.
    public var strides: AxisValues
    /// Where the element with all indices 0 lies in the buffer, in elements.
    public var offset: Int
    /// The bytes that all views share; see ``NDArray/buffer``.
    public nonisolated(unsafe) var buffer: Buffer

    /// The array of one type without that type.
    public init<Element: OtherElement>(_ array: NDArray<Element>) {
        dtype = Element.dtype
        (shape, strides, offset, buffer) = (array.shape, array.strides, array.offset, array.buffer)
    }

    /// The array of texts, as wide as the element type says.
    init(_ array: NDArray<TextElement>, dtype: DType) {
        self.dtype = dtype
        (shape, strides, offset, buffer) = (array.shape, array.strides, array.offset, array.buffer)
    }

    /// The array as one of its type.
    ///
    /// - Precondition: the element type is this array's.
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

/// What is done with an array in the same way whatever the type of its elements is.
package protocol ArrayFunction {
    associatedtype Result
    associatedtype Failure: Error = TensorError
    /// Does it.
    func apply<Element: TensorElement>(_ array: NDArray<Element>) throws(Failure) -> Result
}

/// What is done in the same way for each element type.
package protocol ElementFunction {
    associatedtype Result
    associatedtype Failure: Error = Never
    /// Does it.
    func apply<Element: TensorElement>(_ type: Element.Type) throws(Failure) -> Result
}

/// What is done in the same way for each type of whole numbers.
package protocol IntegerFunction {
    associatedtype Result
    /// Does it.
    func apply<Element: IntegerElement>(_ type: Element.Type) throws(TensorError) -> Result
}

extension Tensor {
    /// Does the same with the array whatever the type of its elements is.
    package func apply<Function: ArrayFunction>(_ function: Function) throws(Function.Failure) -> Function.Result {
        switch self {
        case .float64(let array): try function.apply(array)
        case .int64(let array): try function.apply(array)
        case .bool(let array): try function.apply(array)
        case .other(let array): try array.dtype.apply(Typing(array: array, function: function))
        }
    }
}

/// A function of an array whose element type is known only now.
private struct Typing<Function: ArrayFunction>: ElementFunction {
    typealias Failure = Function.Failure
    let array: OtherArray
    let function: Function

    func apply<Element: TensorElement>(_ type: Element.Type) throws(Function.Failure) -> Function.Result {
        try function.apply(array.typed(as: type))
    }
}

extension DType {
    /// Does the same for whichever element type this is.
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

    /// Does the same for whichever type of whole numbers this is; nil if it is none.
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
    /// The least and the greatest number of a type of whole numbers; 0 twice for other types.
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
