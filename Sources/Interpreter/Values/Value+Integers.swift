package import Integers
internal import Kernels
package import Tensors

/// Ints of any length. Those that fit into 64 bits are `.int`, all others `.long`.
extension Value {
    /// Makes an int in the form that fits it.
    package init(_ integer: Integer) {
        switch integer {
        case .short(let value): self = .int(value)
        case .long(let value): self = .long(value)
        }
    }

    /// The value as an index: an int, a bool or a NumPy integer (`operator.index`); nil for anything else.
    package var asIndex: Int? {
        switch self {
        case .int(let value), .scalar(.int64(let value)): value
        case .bool(let value): value ? 1 : 0
        case .scalar(let scalar): scalar.integerIndex
        case .array(let array) where array.rank == 0: array.tensor.scalarValue?.integerIndex
        case .instance(let instance): instance.content?.asIndex
        default: nil
        }
    }

    /// The value as an int of any length (`operator.index`); nil for anything else.
    package var asInteger: Integer? {
        if case .long(let value) = self { return .long(value) }
        return asIndex.map { .short($0) }
    }

    /// Whether it is an int beyond 64 bits.
    package var isLong: Bool { if case .long = self { true } else { false } }

    /// A number as a float; nil for anything else.
    ///
    /// - Throws: an `OverflowError` for an int beyond the range of floats.
    package func asFloat() throws(EvaluationError) -> Double? {
        guard case .long(let value) = self else { return asDouble }
        return try value.float()
    }

    /// Compares an int beyond 64 bits with another number; nil if neither is such an int, or the other is not a
    /// number.
    func longOrdering(to other: Value) -> Ordering? {
        guard isLong || other.isLong else { return nil }
        if let left = asInteger, let right = other.asInteger {
            return left == right ? .equal : left < right ? .less : .greater
        }
        switch (self, other) {
        case (.long(let left), _): return other.asDouble.map { Self.ordering(left, $0) }
        case (_, .long(let right)): return asDouble.map { Self.ordering(right, $0).reversed }
        default: return nil
        }
    }

    private static func ordering(_ left: LongInteger, _ right: Double) -> Ordering {
        if right.isNaN { return .unordered }
        let sign = Integer.long(left).compared(with: right)
        return sign == 0 ? .equal : sign < 0 ? .less : .greater
    }

    /// NumPy's conversion of an int beyond 64 bits, combined with an array of this type or in a float computation.
    ///
    /// - Throws: an `OverflowError` for an integer or bool type that cannot hold it.
    package func besideArray(of dtype: DType?, isDivided: Bool = false) throws(EvaluationError) -> Value {
        guard case .long(let value) = self else { return self }
        if let dtype, dtype.isInteger, !dtype.isUsual, !isDivided {
            return .scalar(try Integer.long(value).scalar(of: dtype))
        }
        if dtype?.kind == .floating || dtype?.isComplex == true || isDivided { return .float(try value.float()) }
        throw .numbers(.beyondInt64(briefText))
    }

    /// A Python number as a NumPy scalar of a dtype, if it is of a kind that the dtype covers (NEP 50): an int for
    /// ints and floats, a float for floats. Other values are returned unchanged.
    ///
    /// - Throws: an `OverflowError` for an int that does not fit the type.
    func weakScalar(beside dtype: DType) throws(EvaluationError) -> Value {
        switch self {
        case _ where dtype.isText: return self
        case .int where dtype.isComplex, .float where dtype.isComplex:
            return .scalar(Scalar(Complex(asDouble ?? 0, 0)).as(dtype))
        case .complex(let number):
            let isSingle = dtype == .complex64 || dtype == .float32
            return .scalar(Scalar(number.value).as(isSingle ? .complex64 : .complex128))
        case .int(let value):
            if dtype == .int64 || dtype == .bool || dtype == .float64 { return self }
            return .scalar(try Integer.short(value).scalar(of: dtype))
        case .float(let value) where dtype == .float32:
            var flags: FloatingPointFlags = []
            return .scalar(Scalar.float64(value).converted(to: .float32, flags: &flags))
        default: return self
        }
    }

    /// A Python number combined with an array or scalar in a float computation. An int gets the float type that the
    /// integers of the other operand are converted to.
    func asFloat(beside other: Value) throws(EvaluationError) -> Value {
        guard isWeakInt, let double = try asFloat() else {
            guard let dtype = other.numpyDType else { return self }
            return try weakScalar(beside: dtype)
        }
        var flags: FloatingPointFlags = []
        switch other.numpyDType {
        case .text: return self
        case .int8?, .uint8?: return .scalar(Scalar.int64(0).converted(to: .int8, flags: &flags))
        case .int16?, .uint16?, .float32?:
            return .scalar(Scalar.float64(double).converted(to: .float32, flags: &flags))
        default: return .float(double)
        }
    }

    /// Whether it is a Python int.
    var isWeakInt: Bool {
        switch self {
        case .int, .long: true
        default: false
        }
    }

    /// A number, or nested lists of numbers, with ints beyond 64 bits converted to floats.
    func withLongIntsAsFloats() throws(EvaluationError) -> Value {
        if case .long(let value) = self { return .float(try value.float()) }
        guard let items = sequence else { return self }
        var changed: [Value] = []
        changed.reserveCapacity(items.count)
        for item in items.polled(work: 16) { changed.append(try item.withLongIntsAsFloats()) }
        return .list(ListObject(changed))
    }

    /// Converts nested lists of numbers to a tensor of the given dtype.
    ///
    /// - Parameters:
    ///   - function: the calling function, for messages.
    ///   - parameter: the parameter, for messages.
    /// - Throws: an error if the value is not an array of numbers, or an int does not fit the dtype.
    package func asTensor(of dtype: DType, for function: String, parameter: String) throws(EvaluationError) -> Tensor {
        try Allowance.check(nestingOf: self)
        guard let nested = try nestedList() else { return try asTensor(for: function, parameter: parameter) }
        var flags: FloatingPointFlags = []
        do { return try Tensor.array(nested, dtype: dtype, flags: &flags) } catch {
            throw .tensor(error, operation: function, operands: [])
        }
    }

    /// The same with the semantics of a cast: an int that does not fit wraps around.
    func castScalar(beside dtype: DType) -> Value {
        guard case .int(let value) = self, dtype.isInteger else {
            return (try? weakScalar(beside: dtype)) ?? self
        }
        var flags: FloatingPointFlags = []
        return .scalar(Scalar.int64(value).converted(to: dtype, flags: &flags))
    }

    /// Two operands as NumPy sees them: a Python number combined with an array or scalar takes its type, if it is of
    /// a kind that the type covers (NEP 50).
    ///
    /// - Parameter isDivided: whether the operation is a true division.
    /// - Throws: as ``weakScalar(beside:)`` does.
    package static func weakened(
        _ left: Value, _ right: Value, isDivided: Bool = false
    ) throws(EvaluationError) -> (Value, Value) {
        // Integers are divided as float64.
        let isOfInts = [left, right].allSatisfy { $0.numpyDType.map { $0.kind < .floating } ?? true }
        if isDivided, isOfInts { return (left, right) }
        if let dtype = left.numpyDType, !dtype.isUsual { return (left, try right.weakScalar(beside: dtype)) }
        if let dtype = right.numpyDType, !dtype.isUsual { return (try left.weakScalar(beside: dtype), right) }
        return (left, right)
    }

    /// The dtype that a Python int takes when combined with the value; nil if that is a Python int too.
    private func dtypeBesideInts() throws(EvaluationError) -> DType? {
        if case .float = self { return .float64 }
        return try sequence == nil ? numpyDType : nestedList().map { try? Tensor.array($0).dtype } ?? nil
    }

    /// Two operands of a NumPy function, with an int beyond 64 bits converted to the other's type.
    ///
    /// - Throws: an `OverflowError` if the other is an integer or bool.
    static func fitted(_ left: Value, _ right: Value, isDivided: Bool) throws(EvaluationError) -> (Value, Value) {
        guard left.isLong || right.isLong else { return (left, right) }
        return (
            try left.besideArray(of: try right.dtypeBesideInts(), isDivided: isDivided),
            try right.besideArray(of: try left.dtypeBesideInts(), isDivided: isDivided)
        )
    }

    /// A bound of `np.clip` for elements of a dtype: a Python number in that dtype.
    ///
    /// - Parameter isLow: whether it is the lower bound.
    /// - Returns: nil for an int beyond the dtype's range on that side, which clips nothing.
    /// - Throws: an `OverflowError` for any other int that does not fit the dtype.
    package func limit(beside dtype: DType, isLow: Bool) throws(EvaluationError) -> Value? {
        guard isLong || !dtype.isUsual else { return self }
        guard let number = asInteger, numpyDType == nil, dtype.isInteger else {
            return isLong ? try besideArray(of: dtype) : try weakScalar(beside: dtype)
        }
        let bounds = dtype.integerBounds
        let bound = isLow ? bounds.least : bounds.greatest
        if let last = bound.integer, isLow ? number <= last : number >= last { return nil }
        return isLong ? try besideArray(of: dtype) : try weakScalar(beside: dtype)
    }

    /// Whether its dtype is not float64, int64 or bool.
    package var isOfUnusualType: Bool {
        switch self {
        case .array(let array): !array.dtype.isUsual
        case .scalar(.other): true
        default: false
        }
    }

    /// Whether it is an array of strings.
    package var isTextArray: Bool { numpyDType?.isText == true }

    /// The dtype of an array or NumPy scalar.
    package var numpyDType: DType? {
        switch self {
        case .array(let array): array.dtype
        case .scalar(let scalar): scalar.dtype
        default: nil
        }
    }
}

extension Scalar {
    /// The element converted to another dtype.
    func `as`(_ dtype: DType) -> Scalar {
        var flags: FloatingPointFlags = []
        return converted(to: dtype, flags: &flags)
    }
}

extension LongInteger {
    /// The nearest float.
    func float() throws(EvaluationError) -> Double {
        guard let double = Integer.long(self).double else { throw .numbers(.tooLargeForFloat) }
        return double
    }

    /// The digits, shortened for a message; if there are too many digits, their number.
    var brief: String {
        let text = description
        guard text.utf8.count > 60 else { return text }
        return isTooLongForText ? text : "\(text.prefix(20))…\(text.suffix(10))"
    }
}

extension Integer {
    /// The number as a scalar of a dtype.
    ///
    /// - Throws: an `OverflowError` if the dtype cannot hold it.
    package func scalar(of dtype: DType) throws(EvaluationError) -> Scalar {
        switch dtype.kind {
        case .boolean: return .bool(!isZero)
        case .complex, .floating:
            guard let double else { throw .numbers(.tooLargeForFloat) }
            var flags: FloatingPointFlags = []
            return Scalar.float64(double).converted(to: dtype, flags: &flags)
        case .signed, .unsigned:
            var flags: FloatingPointFlags = []
            let scalar =
                switch self {
                case .short(let value): Scalar.int64(value).converted(to: dtype, flags: &flags)
                case .long: Scalar.other(.unsigned(words.first ?? 0), .uint64).converted(to: dtype, flags: &flags)
                }
            if scalar.integer == self { return scalar }
            throw dtype == .int64
                ? .numbers(.beyondInt64(description)) : .numbers(.outOfBounds(description, dtype))
        case .text:
            return .other(TextElement(description).number, .text(width: max(dtype.textWidth, 1)))
        }
    }
}
