extension Complex: OtherElement {
    /// `complex128`, or `complex64`.
    public static var dtype: DType { Part.self == Double.self ? .complex128 : .complex64 }
    /// 0.
    public static var zero: Self { Self(0, 0) }
    /// 1.
    public static var one: Self { Self(1, 0) }

    /// Whether `left` sorts before `right` in NumPy's order: by real part, then imaginary part; numbers with nan
    /// last, those with one nan before those with two.
    public static func precedes(_ left: Self, _ right: Self) -> Bool {
        if left.real < right.real { return !left.imaginary.isNaN || right.imaginary.isNaN }
        if left.real > right.real { return right.imaginary.isNaN && !left.imaginary.isNaN }
        if left.real == right.real || left.real.isNaN && right.real.isNaN {
            return left.imaginary < right.imaginary || right.imaginary.isNaN && !left.imaginary.isNaN
        }
        return right.real.isNaN
    }

    /// The number with parts in double precision.
    public var number: ElementNumber { .complex(Double(real), Double(imaginary)) }

    /// The number with parts rounded to nearest.
    public init(_ number: ElementNumber, isInvalid: inout Bool) {
        if case .complex(let real, let imaginary) = number {
            self.init(Part(real), Part(imaginary))
        } else {
            self.init(Part(number, isInvalid: &isInvalid), 0)
        }
    }
}

extension ElementNumber {
    /// The number as a complex one.
    public var complex: Complex<Double> {
        if case .complex(let real, let imaginary) = self { Complex(real, imaginary) } else { Complex(double, 0) }
    }
}

extension Scalar {
    /// The element if it is complex; nil for all others.
    public var complexValue: Complex<Double>? {
        if case .other(.complex(let real, let imaginary), _) = self { Complex(real, imaginary) } else { nil }
    }

    /// A complex element of double precision.
    public init(_ value: Complex<Double>) { self = .other(.complex(value.real, value.imaginary), .complex128) }
}

extension DType {
    /// Whether its elements are complex.
    public var isComplex: Bool { kind == .complex }

    /// The type of a complex number's parts; for other types the type itself.
    public var part: DType { self == .complex128 ? .float64 : self == .complex64 ? .float32 : self }
}

extension Tensor {
    /// A view of the real or the imaginary parts; nil if the elements aren't complex.
    public func parts(imaginary: Bool) -> Tensor? {
        func view<Part: ComplexPart>(_ type: Part.Type) -> Tensor {
            Part.tensor(
                NDArray<Part>(
                    buffer: buffer, shape: shape, strides: AxisValues(strides.map { 2 * $0 }),
                    offset: 2 * offset + (imaginary ? 1 : 0)))
        }
        switch dtype {
        case .complex64: return view(Float.self)
        case .complex128: return view(Double.self)
        default: return nil
        }
    }

    /// Complex numbers from real and imaginary parts that broadcast together.
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)``, ``TensorError/tooLarge(_:)``,
    ///   ``TensorError/outOfMemory(bytes:)``.
    public static func complex(_ real: NDArray<Double>, _ imaginary: NDArray<Double>) throws(TensorError) -> Tensor {
        let layout = try ElementwiseLayout([
            .init(.float64(real), computedAs: .float64), .init(.float64(imaginary), computedAs: .float64),
        ])
        try layout.shape.validated(dtype: .complex128)
        return Complex<Double>.tensor(try ElementwiseLoops.combine(real, imaginary, layout) { Complex($0, $1) })
    }
}
