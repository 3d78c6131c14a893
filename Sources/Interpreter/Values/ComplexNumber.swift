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
        switch (self, other) {
        case (.complex(let left), .complex(let right)): left.value == right.value
        case (.complex(let left), _):
            left.value.imaginary == 0 ? try Value.float(left.value.real).isEqual(to: other) : false
        case (_, .complex): try other.isEqualComplex(to: self)
        default: false
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
