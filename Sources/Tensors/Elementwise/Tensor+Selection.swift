extension Tensor {
    /// `np.where(condition, x, y)`: elements of `x` where the condition isn't 0, else of `y`.
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)``, ``TensorError/tooLarge(_:)``.
    public static func `where`(_ condition: Tensor, _ x: Tensor, _ y: Tensor) throws(TensorError) -> Tensor {
        let type = x.dtype.promoted(with: y.dtype)
        let layout = try ElementwiseLayout(iterating: [
            ElementwiseLayout.Operand(condition, computedAs: .bool), ElementwiseLayout.Operand(x, computedAs: type),
            ElementwiseLayout.Operand(y, computedAs: type),
        ])
        try layout.shape.validated(dtype: type)
        let condition = condition.asBool()
        var flags: FloatingPointFlags = []
        switch type {
        case .float64:
            return .float64(
                try ElementwiseLoops.combine(condition, x.asFloat64(), y.asFloat64(), layout) { $0 ? $1 : $2 })
        case .int64:
            let (x, y) = (x.asInt64(flags: &flags), y.asInt64(flags: &flags))
            return .int64(try ElementwiseLoops.combine(condition, x, y, layout) { $0 ? $1 : $2 })
        case .bool:
            return .bool(try ElementwiseLoops.combine(condition, x.asBool(), y.asBool(), layout) { $0 ? $1 : $2 })
        }
    }

    /// `np.clip(x, low, high)`; nil leaves a side open, and nan operands give nan.
    ///
    /// - Throws: ``TensorError/cannotBroadcast(_:)``, ``TensorError/tooLarge(_:)``.
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
        switch type {
        case .float64:
            let isConstant = !layout.constantOperands(operands).dropFirst().contains(false)
            return .float64(try clip(x.asFloat64(), low.asFloat64(), high.asFloat64(), layout, isConstant))
        case .int64:
            let (x, low, high) = (x.asInt64(flags: &flags), low.asInt64(flags: &flags), high.asInt64(flags: &flags))
            return .int64(try ElementwiseLoops.combine(x, low, high, layout) { min(max($0, $1), $2) })
        case .bool:
            return .bool(
                try ElementwiseLoops.combine(x.asBool(), low.asBool(), high.asBool(), layout) { ($0 || $1) && $2 })
        }
    }

    private static func clip(
        _ x: NDArray<Double>, _ low: NDArray<Double>, _ high: NDArray<Double>, _ layout: ElementwiseLayout,
        _ isConstant: Bool
    ) throws(TensorError) -> NDArray<Double> {
        try ElementwiseLoops.combine(x, low, high, layout) { value, low, high in
            // With constant limits equal zeros stay as they are; else the limit's sign wins.
            guard isConstant else { return Arithmetic.minimum(Arithmetic.maximum(value, low), high) }
            if low.isNaN || high.isNaN { return .nan }
            let raised = value < low ? low : value
            return raised > high ? high : raised
        }
    }

    /// `np.round(x, decimals)`: half to even at that decimal place, by scaling with a power of 10, rounding and scaling
    /// back (`PyArray_Round`). Ints stay ints, bools too.
    ///
    /// - Throws: ``TensorError/tooLarge(_:)``.
    public static func round(
        _ x: Tensor, decimals: Int, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if x.dtype != .float64 && (decimals >= 0 || x.dtype == .bool) { return try x.copyKeepingOrder() }
        if decimals == 0 { return try unary(.rint, x, flags: &flags) }
        let scale = Tensor(.float64(powerOfTen(decimals.magnitude)))
        let first: BinaryOperation = decimals > 0 ? .multiply : .divide
        let second: BinaryOperation = decimals > 0 ? .divide : .multiply
        let scaled = try binary(first, x, scale, flags: &flags)
        let rounded = try unary(.rint, scaled, flags: &flags)
        let result = try binary(second, rounded, scale, flags: &flags)
        let array = result.asFloat64()
        let isFortran = x.rank > 1 && !x.isContiguous && x.isFortranContiguous
        let strides = isFortran ? x.shape.fortranStrides : x.shape.contiguousStrides
        let laidOut = Tensor.float64(array.strides == strides ? array : try array.laidOut(strides))
        return x.dtype == .int64 ? .int64(laidOut.asInt64(flags: &flags)) : laidOut
    }

    /// 10 to the power of `exponent` as NumPy computes it for rounding: exact up to 10^8, then by multiplication.
    private static func powerOfTen(_ exponent: UInt) -> Double {
        var result = 1.0
        for _ in 0..<min(exponent, 400) { result *= 10 }
        return result
    }

    /// Whether the elements lie column after column without gaps.
    var isFortranContiguous: Bool {
        switch self {
        case .float64(let array): array.isFortranContiguous
        case .int64(let array): array.isFortranContiguous
        case .bool(let array): array.isFortranContiguous
        }
    }
}
