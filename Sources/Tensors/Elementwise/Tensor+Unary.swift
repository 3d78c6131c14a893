extension Tensor {
    /// `operation` on each element, with NumPy's result type and layout.
    ///
    /// - Parameter flags: receives what went wrong on the way, for warnings.
    /// - Throws: ``TensorError/unsupportedTypes(operation:_:hint:)``, ``TensorError/tooLarge(_:)``.
    public static func unary(
        _ operation: UnaryOperation, _ operand: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let type = try operation.operandType(operand.dtype)
        let layout = try ElementwiseLayout([ElementwiseLayout.Operand(operand, computedAs: type)])
        try layout.shape.validated(dtype: type)
        switch type {
        case .float64: return try float(operation, operand.asFloat64(), layout, &flags)
        case .int64: return try integer(operation, operand.asInt64(flags: &flags), layout, &flags)
        case .bool: return .bool(try boolean(operation, operand.asBool(), layout))
        }
    }

    /// A function of floats applied to each element, computed as float64, with NumPy's layout.
    ///
    /// - Parameter flags: receives an invalid result, and an overflow of a finite operand.
    /// - Throws: ``TensorError/tooLarge(_:)``.
    public static func applying(
        _ function: (Double) -> Double, to operand: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let layout = try ElementwiseLayout([ElementwiseLayout.Operand(operand, computedAs: .float64)])
        try layout.shape.validated(dtype: .float64)
        var found: FloatingPointFlags = []
        let result = try operand.asFloat64().mapped(layout: layout.strides) { value in
            let result = function(value)
            if result.isNaN, !value.isNaN { found.insert(.invalid) }
            if result.isInfinite, value.isFinite { found.insert(.overflow) }
            return result
        }
        flags.formUnion(found)
        return .float64(result)
    }

    private static func float(
        _ operation: UnaryOperation, _ array: NDArray<Double>, _ layout: ElementwiseLayout,
        _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let strides = layout.strides
        switch operation {
        case .isnan: return .bool(try array.mapped(layout: strides) { $0.isNaN })
        case .isinf: return .bool(try array.mapped(layout: strides) { $0.isInfinite })
        case .isfinite: return .bool(try array.mapped(layout: strides) { $0.isFinite })
        case .logicalNot: return .bool(try array.mapped(layout: strides) { $0 == 0 })
        default: break
        }
        let result = try floatValues(operation, array, strides)
        if !result.storageIsFinite {
            var found: FloatingPointFlags = []
            _ = try ElementwiseLoops.combine(array, result, layout) { operand, result in
                if result.isNaN && !operand.isNaN { found.insert(.invalid) }
                if result.isInfinite && operand.isFinite {
                    found.insert(operation.hasPole(at: operand) ? .divideByZero : .overflow)
                }
                return false
            }
            flags.formUnion(found)
        }
        return .float64(result)
    }

    private static func floatValues(
        _ operation: UnaryOperation, _ array: NDArray<Double>, _ strides: [Int]
    ) throws(TensorError) -> NDArray<Double> {
        switch operation {
        case .negative: try array.mapped(layout: strides) { -$0 }
        case .absolute: try array.mapped(layout: strides) { $0.magnitude }
        case .sign: try array.mapped(layout: strides) { Arithmetic.sign($0) }
        case .square: try array.mapped(layout: strides) { $0 * $0 }
        case .reciprocal: try array.mapped(layout: strides) { 1 / $0 }
        case .sqrt: try array.mapped(layout: strides) { $0.squareRoot() }
        case .floor: try array.mapped(layout: strides) { $0.rounded(.down) }
        case .ceil: try array.mapped(layout: strides) { $0.rounded(.up) }
        case .trunc: try array.mapped(layout: strides) { $0.rounded(.towardZero) }
        case .rint: try array.mapped(layout: strides) { $0.rounded(.toNearestOrEven) }
        case .exp: try array.mapped(layout: strides) { MathLibrary.exponential($0) }
        case .log: try array.mapped(layout: strides) { MathLibrary.logarithm($0) }
        case .positive: try array.mapped(layout: strides) { $0 }
        default: try array.mapped(layout: strides) { operation.apply($0) }
        }
    }

    private static func integer(
        _ operation: UnaryOperation, _ array: NDArray<Int>, _ layout: ElementwiseLayout,
        _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let strides = layout.strides
        switch operation {
        case .negative: return .int64(try array.mapped(layout: strides) { 0 &- $0 })
        case .absolute: return .int64(try array.mapped(layout: strides) { $0 < 0 ? 0 &- $0 : $0 })
        case .sign: return .int64(try array.mapped(layout: strides) { $0.signum() })
        case .square: return .int64(try array.mapped(layout: strides) { $0 &* $0 })
        case .invert: return .int64(try array.mapped(layout: strides) { ~$0 })
        case .reciprocal:
            var hasZero = false
            let result = try array.mapped(layout: strides) { value in
                if value == 0 { hasZero = true }
                return Arithmetic.reciprocal(value)
            }
            if hasZero { flags.formUnion([.divideByZero, .invalid]) }
            return .int64(result)
        case .logicalNot: return .bool(try array.mapped(layout: strides) { $0 == 0 })
        case .isnan, .isinf: return .bool(try array.mapped(layout: strides) { _ in false })
        case .isfinite: return .bool(try array.mapped(layout: strides) { _ in true })
        // positive, floor, ceil and trunc; the others don't compute with ints.
        default: return .int64(try array.mapped(layout: strides) { $0 })
        }
    }

    private static func boolean(
        _ operation: UnaryOperation, _ array: NDArray<Bool>, _ layout: ElementwiseLayout
    ) throws(TensorError) -> NDArray<Bool> {
        switch operation {
        case .invert, .logicalNot: try array.mapped(layout: layout.strides) { !$0 }
        case .isnan, .isinf: try array.mapped(layout: layout.strides) { _ in false }
        case .isfinite: try array.mapped(layout: layout.strides) { _ in true }
        // absolute, floor, ceil and trunc; the others don't compute with bools.
        default: try array.mapped(layout: layout.strides) { $0 }
        }
    }
}

extension UnaryOperation {
    /// The operation on one float64 number; 1 and 0 stand for truth values, and nan for `invert`, which float64 doesn't
    /// have.
    public func apply(_ value: Double) -> Double {
        switch self {
        case .negative: -value
        case .positive: value
        case .absolute: value.magnitude
        case .sign: Arithmetic.sign(value)
        case .square: value * value
        case .reciprocal: 1 / value
        case .sqrt: value.squareRoot()
        case .floor: value.rounded(.down)
        case .ceil: value.rounded(.up)
        case .trunc: value.rounded(.towardZero)
        case .rint: value.rounded(.toNearestOrEven)
        case .isnan: value.isNaN ? 1 : 0
        case .isinf: value.isInfinite ? 1 : 0
        case .isfinite: value.isFinite ? 1 : 0
        case .logicalNot: value == 0 ? 1 : 0
        case .invert: .nan
        default: transcendental(value)
        }
    }

    private func transcendental(_ value: Double) -> Double {
        switch self {
        case .exp: MathLibrary.exponential(value)
        case .exp2: MathLibrary.exponentialBase2(value)
        case .expm1: MathLibrary.exponentialMinusOne(value)
        case .log: MathLibrary.logarithm(value)
        case .log2: MathLibrary.logarithmBase2(value)
        case .log10: MathLibrary.logarithmBase10(value)
        case .log1p: MathLibrary.logarithmOfOnePlus(value)
        case .sin: MathLibrary.sine(value)
        case .cos: MathLibrary.cosine(value)
        case .tan: MathLibrary.tangent(value)
        case .arcsin: MathLibrary.inverseSine(value)
        case .arccos: MathLibrary.inverseCosine(value)
        case .arctan: MathLibrary.inverseTangent(value)
        case .sinh: MathLibrary.hyperbolicSine(value)
        case .cosh: MathLibrary.hyperbolicCosine(value)
        default: MathLibrary.hyperbolicTangent(value)
        }
    }
}
