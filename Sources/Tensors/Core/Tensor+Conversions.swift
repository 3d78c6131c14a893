extension Tensor {
    /// The stride along each axis, in elements.
    public var strides: AxisValues {
        switch self {
        case .float64(let array): array.strides
        case .int64(let array): array.strides
        case .bool(let array): array.strides
        case .other(let array): array.strides
        }
    }

    /// The buffer address, in elements, of the element with all indices 0.
    public var offset: Int {
        switch self {
        case .float64(let array): array.offset
        case .int64(let array): array.offset
        case .bool(let array): array.offset
        case .other(let array): array.offset
        }
    }

    /// The bytes shared by all views.
    public var buffer: Buffer {
        switch self {
        case .float64(let array): array.buffer
        case .int64(let array): array.buffer
        case .bool(let array): array.buffer
        case .other(let array): array.buffer
        }
    }

    /// Whether the elements are row-major without gaps.
    public var isContiguous: Bool {
        switch self {
        case .float64(let array): array.isContiguous
        case .int64(let array): array.isContiguous
        case .bool(let array): array.isContiguous
        case .other: layout.isContiguous
        }
    }

    /// Another view of the same buffer; strides and offset are in elements.
    ///
    /// - Precondition: every address that the view can reach is inside the buffer.
    public func view(shape: Shape, strides: AxisValues, offset: Int) -> Tensor {
        switch self {
        case .float64(let array):
            .float64(NDArray(buffer: array.buffer, shape: shape, strides: strides, offset: offset))
        case .int64(let array):
            .int64(NDArray(buffer: array.buffer, shape: shape, strides: strides, offset: offset))
        case .bool(let array):
            .bool(NDArray(buffer: array.buffer, shape: shape, strides: strides, offset: offset))
        case .other(let array): .other(array.view(Layout(shape: shape, strides: strides, offset: offset)))
        }
    }

    /// The element at a buffer address, in elements.
    public func scalar(atAddress address: Int) -> Scalar {
        switch self {
        case .float64(let array): .float64(array[address: address])
        case .int64(let array): .int64(array[address: address])
        case .bool(let array): .bool(array[address: address])
        case .other(let array): array.dtype.apply(ElementAt(array: array, address: address))
        }
    }

    /// The element of a tensor with exactly one, of any rank; nil for others.
    public var scalarValue: Scalar? { count == 1 ? scalar(atAddress: offset) : nil }

    /// A view of this shape (`np.broadcast_to`).
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)``; ``TensorError/tooLarge(_:)``: the view takes no memory, but any
    ///   computation on it would; ``TensorError/tooManyAxes(_:byIndexing:)``; ``TensorError/negativeLength(_:)``.
    public func broadcast(to target: Shape) throws(TensorError) -> Tensor {
        try target.validated(dtype: dtype)
        return view(try layout.broadcasting(to: target))
    }

    /// The tensor itself if C-contiguous, otherwise a C-contiguous copy (`np.ascontiguousarray`, except for 0-d).
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func contiguous() throws(TensorError) -> Tensor {
        isContiguous ? self : try laidOut(shape.contiguousStrides)
    }

    /// A C-contiguous copy (`x.copy()`).
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func copyInOrder() throws(TensorError) -> Tensor { try laidOut(shape.contiguousStrides) }

    /// A copy like `copy(order='K')`: without gaps, axes in the same order.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func copyKeepingOrder() throws(TensorError) -> Tensor { try laidOut(copyStrides) }

    /// `astype`: a new tensor of another element type in the same layout. Floats are truncated toward 0; nan,
    /// infinities and values out of an int's range become some int and raise `invalid`. Everything but 0 is true.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``; ``TensorError/unsupportedTypes(operation:_:hint:)`` for numbers
    ///   to text.
    public func converted(to dtype: DType, flags: inout FloatingPointFlags) throws(TensorError) -> Tensor {
        if self.dtype == dtype { return try copyKeepingOrder() }
        if dtype.isText, !self.dtype.isText {
            throw .unsupportedTypes(operation: "astype", [self.dtype, dtype], hint: "str(x) writes a number as a text")
        }
        return withType(dtype, flags: &flags)
    }

    /// The tensor itself if it has this element type, otherwise a converted copy in the same layout.
    func withType(_ dtype: DType, flags: inout FloatingPointFlags) -> Tensor {
        if self.dtype == dtype { return self }
        let (result, raised) = dtype.apply(Cast(tensor: self))
        flags.formUnion(raised)
        return result
    }

    /// The elements as float64: the array itself, or a converted copy in the same layout.
    public func asFloat64() -> NDArray<Double> {
        switch self {
        case .float64(let array): return array
        case .int64(let array): return array.converted { Double($0) }
        case .bool(let array): return array.converted { $0 ? 1 : 0 }
        case .other where dtype.isComplex:
            // Callers that compute with floats reject complex numbers first; nan exposes one that forgot.
            return (parts(imaginary: false) ?? self).asFloat64().converted { _ in .nan }
        case .other:
            var flags: FloatingPointFlags = []
            return cast(flags: &flags)
        }
    }

    /// The elements as int64: the array itself, or a converted copy in the same layout; see ``converted(to:flags:)``.
    public func asInt64(flags: inout FloatingPointFlags) -> NDArray<Int> {
        switch self {
        case .int64(let array): array
        case .bool(let array): array.converted { $0 ? 1 : 0 }
        case .float64, .other: cast(flags: &flags)
        }
    }

    /// The elements as bool, true for everything but 0: the array itself, or a converted copy in the same layout.
    public func asBool() -> NDArray<Bool> {
        switch self {
        case .bool(let array): return array
        case .int64(let array): return array.converted { $0 != 0 }
        case .float64(let array): return array.converted { $0 != 0 }
        case .other:
            var flags: FloatingPointFlags = []
            return cast(flags: &flags)
        }
    }

    /// The elements converted to another type, in the same layout; a placeholder if memory or time runs out.
    func cast<Target: TensorElement>(
        to type: Target.Type = Target.self, flags: inout FloatingPointFlags
    ) -> NDArray<Target> {
        let (result, raised) = self.dtype.apply(Casting<Target>(tensor: self))
        flags.formUnion(raised)
        return result
    }
}

/// A cast to a type known only at run time.
private struct Cast: ElementFunction {
    let tensor: Tensor

    func apply<Target: TensorElement>(_ type: Target.Type) -> (Tensor, FloatingPointFlags) {
        var flags: FloatingPointFlags = []
        let result = Target.array(tensor, flags: &flags)
        return (Target.tensor(result), flags)
    }
}

/// A cast from a type known only at run time.
private struct Casting<Target: TensorElement>: ElementFunction {
    let tensor: Tensor

    func apply<Source: TensorElement>(_ type: Source.Type) -> (NDArray<Target>, FloatingPointFlags) {
        var isInvalid = false
        let result = tensor.array(as: type).converted { Target($0.number, isInvalid: &isInvalid) }
        var flags: FloatingPointFlags = isInvalid ? .invalid : []
        if Source.dtype.isComplex, !Target.dtype.isComplex, Target.dtype != .bool { flags.insert(.droppedImaginary) }
        return (result, flags)
    }
}

/// One element of an array of any type.
private struct ElementAt: ElementFunction {
    let array: OtherArray
    let address: Int

    func apply<Element: TensorElement>(_ type: Element.Type) -> Scalar {
        Scalar(array.typed(as: type)[address: address])
    }
}

extension Tensor {
    /// Whether the elements are column-major without gaps.
    public var isFortranContiguous: Bool { layout.isFortranContiguous }

    /// Ints as indices along an axis; uint64 values too large for an Int become its maximum.
    public func places() -> NDArray<Int> {
        if dtype == .uint64 { return array(as: UInt.self).converted { Int(clamping: $0) } }
        var flags: FloatingPointFlags = []
        return asInt64(flags: &flags)
    }

    /// The elements' bits in C order, zero-extended to 64; two words for each complex128 element.
    public func copyOfWords() -> [UInt] {
        switch dtype.byteCount {
        case 1: words(of: UInt8.self).elements.map { UInt($0) }
        case 2: words(of: UInt16.self).elements.map { UInt($0) }
        case 4: words(of: UInt32.self).elements.map { UInt($0) }
        case 16:
            array(as: Complex<Double>.self).elements.flatMap {
                [UInt($0.real.bitPattern), UInt($0.imaginary.bitPattern)]
            }
        default: words(of: UInt.self).elements
        }
    }

    /// The elements' bits as unsigned ints, whatever the element type.
    ///
    /// - Precondition: `Word` has as many bytes as an element.
    public func words<Word: IntegerElement>(of type: Word.Type = Word.self) -> NDArray<Word> {
        precondition(MemoryLayout<Word>.size == dtype.byteCount)
        return NDArray(buffer: buffer, shape: shape, strides: strides, offset: offset)
    }

    /// The tensor as an array of its element type.
    ///
    /// - Precondition: `Element` is this tensor's element type.
    package func array<Element: TensorElement>(as type: Element.Type = Element.self) -> NDArray<Element> {
        precondition(Element.dtype == dtype || dtype.isText && Element.dtype.isText)
        return NDArray(buffer: buffer, shape: shape, strides: strides, offset: offset)
    }
}

extension Int {
    /// The number truncated toward 0, or nil for nan and values out of an int64's range.
    @inlinable
    public init?(truncating value: Double) {
        guard value >= -9_223_372_036_854_775_808, value < 9_223_372_036_854_775_808 else { return nil }
        self = Int(value)
    }
}
