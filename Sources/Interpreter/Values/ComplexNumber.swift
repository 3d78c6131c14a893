public import Tensors

/// Python's `complex`. It lies on the heap, so that other values stay as small as they are.
public final class ComplexNumber: Sendable {
    /// The number.
    public let value: Complex<Double>

    package init(_ value: Complex<Double>) { self.value = value }
}

extension Value {
    /// Python's complex number.
    package init(_ value: Complex<Double>) { self = .complex(ComplexNumber(value)) }

    /// The number if it is Python's complex number.
    package var ownComplex: Complex<Double>? { if case .complex(let number) = self { number.value } else { nil } }

    /// Python's complex number, or one of NumPy's; nil for all else.
    package var complexValue: Complex<Double>? {
        switch self {
        case .complex(let number): number.value
        case .scalar(let scalar): scalar.complexValue
        default: nil
        }
    }

    /// Whether it is a complex number or an array of some.
    package var isComplex: Bool {
        switch self {
        case .complex, .scalar(.other(.complex, _)): true
        case .array(let array): array.dtype.isComplex
        default: false
        }
    }

    /// Any number as one of NumPy's, complex ones too.
    package var anyScalar: Scalar? {
        switch self {
        case .complex(let number): Scalar(number.value)
        case .scalar(let scalar): scalar
        default: asScalar
        }
    }

    /// A number of Python's as a complex one; nil for anything else.
    ///
    /// - Throws: an error for an int beyond all floats.
    package func pythonComplex() throws(EvaluationError) -> Complex<Double>? {
        switch self {
        case .complex(let number): return number.value
        case .int, .long, .float, .bool: return try asFloat().map { Complex($0, 0) }
        default: return nil
        }
    }

    /// Whether it equals another number, of which one is Python's complex number at least: another one by both parts, a
    /// real one where the imaginary part is 0.
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
    /// CPython's hash of a complex number, which is that of a float where the imaginary part is 0.
    static func hash(_ value: Complex<Double>) -> Int {
        let hash = hash(value.real) &+ 1_000_003 &* hash(value.imaginary)
        return hash == -1 ? -2 : hash
    }
}
