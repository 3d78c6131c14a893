extension Tensor {
    /// `np.where(condition, x, y)`: elements of `x` where the condition isn't 0, otherwise of `y`.
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)``, ``TensorError/tooLarge(_:)``,
    ///   ``TensorError/outOfMemory(bytes:)``; ``TensorError/unsupportedTypes(operation:_:hint:)`` for texts with
    ///   numbers.
    public static func `where`(_ condition: Tensor, _ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor {
        let type = x.dtype.promoted(with: y.dtype)
        if x.dtype.isText != y.dtype.isText {
            throw .unsupportedTypes(
                operation: "where", [x.dtype, y.dtype], hint: "write the numbers as texts: x.astype(str)")
        }
        let layout = try ElementwiseLayout(iterating: [
            ElementwiseLayout.Operand(condition, computedAs: .bool), ElementwiseLayout.Operand(x, computedAs: type),
            ElementwiseLayout.Operand(y, computedAs: type),
        ])
        try layout.shape.validated(dtype: type)
        return try type.apply(Choosing(condition: condition.asBool(), x: x, y: y, layout: layout))
    }

    private struct Choosing: ElementFunction {
        let condition: NDArray<Bool>
        let x: Tensor
        let y: Tensor
        let layout: ElementwiseLayout

        func apply<Element: TensorElement>(_ type: Element.Type) throws(TensorError) -> Tensor {
            // The common type represents all numbers of both.
            var flags: FloatingPointFlags = []
            let (x, y) = (Element.array(x, flags: &flags), Element.array(y, flags: &flags))
            return Element.tensor(try ElementwiseLoops.combine(condition, x, y, layout) { $0 ? $1 : $2 })
        }
    }

    /// `np.clip(x, low, high)`; nil leaves a side unbounded, and a nan operand results in nan.
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)``, ``TensorError/tooLarge(_:)``,
    ///   ``TensorError/outOfMemory(bytes:)``; ``TensorError/unsupportedTypes(operation:_:hint:)`` for complex numbers
    ///   and texts.
    public static func clip(
        _ x: Tensor, from low: Tensor?, to high: Tensor?, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        guard let low else {
            guard let high else {
                return x.dtype == .bool ? try x.copyKeepingOrder() : try unary(.positive, x, flags: &flags)
            }
            return try binary(.minimum, x, high, flags: &flags)
        }
        guard let high else { return try binary(.maximum, x, low, flags: &flags) }
        let type = x.dtype.promoted(with: low.dtype).promoted(with: high.dtype)
        let operands = [x, low, high].map { ElementwiseLayout.Operand($0, computedAs: type) }
        let layout = try ElementwiseLayout(operands)
        try layout.shape.validated(dtype: type)
        let isConstant = !layout.constantOperands(operands).dropFirst().contains(false)
        switch type.kind {
        case .floating where type == .float32:
            let (x, low) = (Float.array(x, flags: &flags), Float.array(low, flags: &flags))
            return Float.tensor(try clip(x, low, Float.array(high, flags: &flags), layout, isConstant))
        case .floating:
            return .float64(try clip(x.asFloat64(), low.asFloat64(), high.asFloat64(), layout, isConstant))
        case .complex:
            throw .unsupportedTypes(operation: "clip", [x.dtype], hint: "take x.real or x.imag")
        case .boolean:
            return .bool(
                try ElementwiseLoops.combine(x.asBool(), low.asBool(), high.asBool(), layout) { ($0 || $1) && $2 })
        case .signed, .unsigned:
            return try type.applyInteger(ClippingIntegers(x: x, low: low, high: high, layout: layout)) ?? x
        case .text:
            throw .unsupportedTypes(operation: "clip", [x.dtype, low.dtype, high.dtype], hint: "it takes numbers")
        }
    }

    private struct ClippingIntegers: IntegerFunction {
        let x: Tensor
        let low: Tensor
        let high: Tensor
        let layout: ElementwiseLayout

        func apply<Element: IntegerElement>(_ type: Element.Type) throws(TensorError) -> Tensor {
            var flags: FloatingPointFlags = []
            let (x, low) = (Element.array(x, flags: &flags), Element.array(low, flags: &flags))
            let high = Element.array(high, flags: &flags)
            return Element.tensor(try ElementwiseLoops.combine(x, low, high, layout) { min(max($0, $1), $2) })
        }
    }

    private static func clip<Number: FloatElement>(
        _ x: NDArray<Number>, _ low: NDArray<Number>, _ high: NDArray<Number>, _ layout: ElementwiseLayout,
        _ isConstant: Bool
    ) throws(TensorError) -> NDArray<Number> {
        try ElementwiseLoops.combine(x, low, high, layout) { value, low, high in
            // With constant limits equal zeros stay unchanged; otherwise the limit's sign wins.
            guard isConstant else { return Arithmetic.minimum(Arithmetic.maximum(value, low), high) }
            if low.isNaN || high.isNaN { return .nan }
            let raised = value < low ? low : value
            return raised > high ? high : raised
        }
    }

    /// `np.round(x, decimals)`: scales by a power of 10, rounds half to even and scales back (`PyArray_Round`). Ints
    /// and bools keep their type.
    ///
    /// - Throws: ``TensorError/tooLarge(_:)``, ``TensorError/outOfMemory(bytes:)``.
    public static func round(
        _ x: Tensor, decimals: Int, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if x.dtype.isComplex { return try roundComplex(x, decimals: decimals, flags: &flags) }
        if x.dtype.kind != .floating && (decimals >= 0 || x.dtype == .bool) { return try x.copyKeepingOrder() }
        if decimals == 0 { return try unary(.rint, x, flags: &flags) }
        let type = x.dtype.kind == .floating ? x.dtype : .float64
        let scale = Tensor(Scalar.float64(powerOfTen(decimals.magnitude)).converted(to: type, flags: &flags))
        let first: BinaryOperation = decimals > 0 ? .multiply : .divide
        let second: BinaryOperation = decimals > 0 ? .divide : .multiply
        let scaled = try binary(first, x, scale, flags: &flags)
        let rounded = try unary(.rint, scaled, flags: &flags)
        let result = try binary(second, rounded, scale, flags: &flags)
        let isFortran = x.rank > 1 && !x.isContiguous && x.layout.isFortranContiguous
        let strides = isFortran ? x.shape.fortranStrides : x.shape.contiguousStrides
        let laidOut = result.strides == strides ? result : try result.laidOut(strides)
        return laidOut.withType(x.dtype, flags: &flags)
    }

    /// 10 to the power of `exponent` as NumPy computes it for rounding: exact up to 10^8, then by repeated
    /// multiplication.
    private static func powerOfTen(_ exponent: UInt) -> Double {
        var result = 1.0
        for _ in 0..<min(exponent, 400) { result *= 10 }
        return result
    }
}
