package import Integers
internal import Kernels
package import Tensors

/// Ints of any length: those that fit 64 bits are `.int`, and only the others `.long`.
extension Value {
    /// An int in the form that fits it.
    package init(_ integer: Integer) {
        switch integer {
        case .short(let value): self = .int(value)
        case .long(let value): self = .long(value)
        }
    }

    /// As an int of any length (`operator.index`); nil for what is none.
    package var asInteger: Integer? {
        if case .long(let value) = self { return .long(value) }
        return asIndex.map { .short($0) }
    }

    /// Whether it is an int beyond 64 bits.
    package var isLong: Bool { if case .long = self { true } else { false } }

    /// As a float where it is a number; of an int beyond all floats that is an error.
    package func asFloat() throws(EvaluationError) -> Double? {
        guard case .long(let value) = self else { return asDouble }
        return try value.float()
    }

    /// How an int beyond 64 bits compares with a number, or a number with it; nil where neither is one, or the other is no
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

    /// What NumPy makes of an int beyond 64 bits beside floats, or where floats are computed.
    ///
    /// - Throws: an error beside ints and bools, whose type it doesn't fit.
    package func besideArray(of dtype: DType?, isDivided: Bool = false) throws(EvaluationError) -> Value {
        guard case .long(let value) = self else { return self }
        if dtype == .float64 || isDivided { return .float(try value.float()) }
        throw .numbers(.beyondInt64(briefText))
    }

    /// A number, or nested lists of them, with floats in place of ints beyond 64 bits.
    func withLongIntsAsFloats() throws(EvaluationError) -> Value {
        if case .long(let value) = self { return .float(try value.float()) }
        guard let items = sequence else { return self }
        var changed: [Value] = []
        changed.reserveCapacity(items.count)
        for item in items.polled(work: 16) { changed.append(try item.withLongIntsAsFloats()) }
        return .list(ListObject(changed))
    }

    /// The element type of an array or of one of NumPy's scalars.
    var numpyDType: DType? {
        switch self {
        case .array(let array): array.dtype
        case .scalar(let scalar): scalar.dtype
        default: nil
        }
    }
}

extension LongInteger {
    /// The nearest float.
    func float() throws(EvaluationError) -> Double {
        guard let double = Integer.long(self).double else { throw .numbers(.tooLargeForFloat) }
        return double
    }

    /// Its digits, or how many there are if those are too many for a message.
    var brief: String {
        let text = description
        guard text.utf8.count > 60 else { return text }
        return isTooLongForText ? text : "\(text.prefix(20))…\(text.suffix(10))"
    }
}
