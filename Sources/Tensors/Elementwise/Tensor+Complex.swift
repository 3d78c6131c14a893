internal import Platform

/// Elementwise operations on complex elements.
extension Tensor {
    static func complexBinary<Part: ComplexPart>(
        _ operation: BinaryOperation, _ left: NDArray<Complex<Part>>, _ right: NDArray<Complex<Part>>,
        _ operands: [ElementwiseLayout.Operand], _ layout: ElementwiseLayout, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if operation.isPredicate {
            return .bool(try ElementwiseLoops.combine(left, right, layout) { operation.isTrue($0, $1) })
        }
        let result = try ComplexFlags.watching(&flags) { () throws(TensorError) -> NDArray<Complex<Part>> in
            switch operation {
            case .add: try ElementwiseLoops.combine(left, right, layout) { $0 + $1 }
            case .subtract: try ElementwiseLoops.combine(left, right, layout) { $0 - $1 }
            case .multiply: try ElementwiseLoops.combine(left, right, layout) { $0.looped(by: $1) }
            case .divide: try ElementwiseLoops.combine(left, right, layout) { $0.divided(by: $1) }
            case .maximum:
                try ElementwiseLoops.combine(left, right, layout) { $0.isNaN || Complex.isAtLeast($0, $1) ? $0 : $1 }
            case .minimum:
                try ElementwiseLoops.combine(left, right, layout) { $0.isNaN || Complex.isAtLeast($1, $0) ? $0 : $1 }
            default: try complexPower(left, right, layout)
            }
        }
        return Complex<Part>.tensor(result)
    }

    private static func complexPower<Part: ComplexPart>(
        _ left: NDArray<Complex<Part>>, _ right: NDArray<Complex<Part>>, _ layout: ElementwiseLayout
    ) throws(TensorError) -> NDArray<Complex<Part>> {
        var isInvalid = false
        return try ElementwiseLoops.combine(left, right, layout) { $0.raised(to: $1, isInvalid: &isInvalid) }
    }

    static func complexUnary<Part: ComplexPart>(
        _ operation: UnaryOperation, _ array: NDArray<Complex<Part>>, _ layout: ElementwiseLayout,
        _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let strides = layout.strides
        switch operation {
        case .isnan: return .bool(try array.mapped(layout: strides) { $0.isNaN })
        case .isinf: return .bool(try array.mapped(layout: strides) { $0.isInfinite })
        case .isfinite: return .bool(try array.mapped(layout: strides) { $0.isFinite })
        case .logicalNot: return .bool(try array.mapped(layout: strides) { !$0.isTrue })
        case .absolute: return Part.tensor(try array.mapped(layout: strides) { $0.scaledMagnitude })
        default: break
        }
        return Complex<Part>.tensor(
            try ComplexFlags.watching(&flags) { () throws(TensorError) in
                try array.mapped(layout: strides) { operation.apply($0) }
            })
    }

    /// The complex conjugates (`np.conj`); real elements are copied unchanged.
    ///
    /// - Throws: ``TensorError/outOfMemory(bytes:)``.
    public func conjugated() throws(TensorError) -> Tensor {
        let layout = try ElementwiseLayout([ElementwiseLayout.Operand(self, computedAs: dtype)])
        switch dtype {
        case .complex64:
            return Complex<Float>.tensor(
                try array(as: Complex<Float>.self).mapped(layout: layout.strides) { $0.conjugate })
        case .complex128:
            return Complex<Double>.tensor(
                try array(as: Complex<Double>.self).mapped(layout: layout.strides) { $0.conjugate })
        default: return try copyKeepingOrder()
        }
    }

    /// Both parts rounded to a decimal place, as ``round(_:decimals:flags:)`` rounds floats.
    static func roundComplex(
        _ x: Tensor, decimals: Int, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        guard let real = x.parts(imaginary: false), let imaginary = x.parts(imaginary: true) else { return x }
        let parts = (
            try round(real, decimals: decimals, flags: &flags), try round(imaginary, decimals: decimals, flags: &flags)
        )
        let result = try complex(parts.0.asFloat64(), parts.1.asFloat64())
        return x.dtype == .complex128 ? result : result.withType(x.dtype, flags: &flags)
    }

    /// Both tensors as complex128 arrays.
    static func bothComplex(_ left: Tensor, _ right: Tensor) -> (NDArray<Complex<Double>>, NDArray<Complex<Double>>) {
        var flags: FloatingPointFlags = []
        return (Complex<Double>.array(left, flags: &flags), Complex<Double>.array(right, flags: &flags))
    }
}

/// The processor's floating-point flags for complex elements.
enum ComplexFlags {
    /// Computes an array; if it isn't finite, computes it again and records which flags the processor raises.
    static func watching<Part: ComplexPart>(
        _ flags: inout FloatingPointFlags, _ make: () throws(TensorError) -> NDArray<Complex<Part>>
    ) throws(TensorError) -> NDArray<Complex<Part>> {
        let result = try make()
        var isFinite = true
        result.forEach { if !$0.isFinite { isFinite = false } }
        if isFinite { return result }
        _ = feclearexcept(FE_DIVBYZERO | FE_OVERFLOW | FE_INVALID)
        let repeated = try make()
        let raised = fetestexcept(FE_DIVBYZERO | FE_OVERFLOW | FE_INVALID)
        if raised & FE_DIVBYZERO != 0 { flags.insert(.divideByZero) }
        if raised & FE_OVERFLOW != 0 { flags.insert(.overflow) }
        if raised & FE_INVALID != 0 { flags.insert(.invalid) }
        return repeated
    }
}

/// Operations on two NumPy scalars, which its array loops don't compute.
public enum ComplexScalars {
    /// An operation on two numbers, one of them complex; nil for operations that complex numbers don't have.
    public static func binary(
        _ operation: BinaryOperation, _ left: Scalar, _ right: Scalar, flags: inout FloatingPointFlags
    ) -> Scalar? {
        let dtype = left.dtype.promoted(with: right.dtype)
        let (first, second) = (left.number.complex, right.number.complex)
        if dtype == .complex64 {
            let (first, second) = (
                Complex(Float(first.real), Float(first.imaginary)), Complex(Float(second.real), Float(second.imaginary))
            )
            return compute(operation, first, second, &flags).map { Scalar($0) }
        }
        return compute(operation, first, second, &flags).map { Scalar($0 as Complex<Double>) }
    }

    private static func compute<Part: ComplexPart>(
        _ operation: BinaryOperation, _ left: Complex<Part>, _ right: Complex<Part>, _ flags: inout FloatingPointFlags
    ) -> Complex<Part>? {
        _ = feclearexcept(FE_DIVBYZERO | FE_OVERFLOW | FE_INVALID)
        var isInvalid = false
        let result: Complex<Part>
        switch operation {
        case .add: result = left + right
        case .subtract: result = left - right
        case .multiply: result = left * right
        case .divide: result = left.divided(by: right)
        case .power: result = left.raised(to: right, isInvalid: &isInvalid)
        default: return nil
        }
        if !result.isFinite {
            let raised = fetestexcept(FE_DIVBYZERO | FE_OVERFLOW | FE_INVALID)
            if raised & FE_DIVBYZERO != 0 { flags.insert(.divideByZero) }
            if raised & FE_OVERFLOW != 0 { flags.insert(.overflow) }
            if isInvalid || raised & FE_INVALID != 0 { flags.insert(.invalid) }
        }
        return result
    }
}
