public import Tensors

/// Python's `complex`, on the heap so that `Value` stays small.
public final class ComplexNumber: Sendable {
    /// The number.
    public let value: Complex<Double>

    package init(_ value: Complex<Double>) { self.value = value }
}

extension Value {
    /// Makes a Python `complex`.
    package init(_ value: Complex<Double>) { self = .complex(ComplexNumber(value)) }

    /// The number, if it is a Python `complex`.
    package var ownComplex: Complex<Double>? { if case .complex(let number) = self { number.value } else { nil } }

    /// The number, if it is a Python `complex` or a complex NumPy scalar; nil for anything else.
    package var complexValue: Complex<Double>? {
        switch self {
        case .complex(let number): number.value
        case .scalar(let scalar): scalar.complexValue
        default: nil
        }
    }

    /// Whether it is a complex number or a complex array.
    package var isComplex: Bool {
        switch self {
        case .complex, .scalar(.other(.complex, _)): true
        case .array(let array): array.dtype.isComplex
        default: false
        }
    }

    /// Any number, including complex ones, as a NumPy scalar.
    package var anyScalar: Scalar? {
        switch self {
        case .complex(let number): Scalar(number.value)
        case .scalar(let scalar): scalar
        default: asScalar
        }
    }

    /// A Python number as a complex number; nil for anything else.
    ///
    /// - Throws: an `OverflowError` for an int beyond the range of floats.
    package func pythonComplex() throws(EvaluationError) -> Complex<Double>? {
        switch self {
        case .complex(let number): return number.value
        case .int, .long, .float, .bool: return try asFloat().map { Complex($0, 0) }
        default: return nil
        }
    }

    /// Whether it equals another number, where at least one of the two is a Python `complex`. Both parts must be
    /// equal; a real number has the imaginary part 0.
    func isEqualComplex(to other: Value) throws(EvaluationError) -> Bool {
        switch (complexValue, other.complexValue) {
        case (let left?, let right?): left == right
        case (let left?, nil): left.imaginary == 0 ? try Value.float(left.real).isEqual(to: other) : false
        case (nil, .some): try other.isEqualComplex(to: self)
        case (nil, nil): false
        }
    }
}

extension Hashing {
    /// CPython's hash of a complex number, equal to the float's if the imaginary part is 0.
    static func hash(_ value: Complex<Double>) -> Int {
        let hash = hash(value.real) &+ 1_000_003 &* hash(value.imaginary)
        return hash == -1 ? -2 : hash
    }
}
