internal import Platform

extension Tensor {
    /// `operation` on each element, with NumPy's result type and layout.
    ///
    /// - Parameter flags: gains the errors that occurred, for warnings.
    /// - Throws: ``TensorError/unsupportedTypes(operation:_:hint:)``, ``TensorError/tooLarge(_:)``,
    ///   ``TensorError/outOfMemory(bytes:)``, ``TensorError/interrupted``.
    public static func unary(
        _ operation: UnaryOperation, _ operand: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let type = try operation.operandType(operand.dtype)
        let layout = try ElementwiseLayout([ElementwiseLayout.Operand(operand, computedAs: type)])
        try layout.shape.validated(dtype: type)
        switch type {
        case .float64: return try float(operation, operand.asFloat64(), layout, &flags)
        case .float32: return try float(operation, Float.array(operand, flags: &flags), layout, &flags)
        case .complex64:
            return try complexUnary(operation, operand.array(as: Complex<Float>.self), layout, &flags)
        case .complex128:
            return try complexUnary(operation, operand.array(as: Complex<Double>.self), layout, &flags)
        case .bool: return .bool(try boolean(operation, operand.asBool(), layout))
        case .int64: return try integer(operation, operand.asInt64(flags: &flags), layout, &flags)
        case .int8, .int16, .int32, .uint8, .uint16, .uint32, .uint64:
            let function = IntegerUnary(operation: operation, operand: operand, layout: layout)
            guard let (result, raised) = try type.applyInteger(function) else { return operand }
            flags.formUnion(raised)
            return result
        case .text: throw .unsupportedTypes(operation: operation.functionName, [type], hint: "it takes numbers")
        }
    }

    private struct IntegerUnary: IntegerFunction {
        let operation: UnaryOperation
        let operand: Tensor
        let layout: ElementwiseLayout

        func apply<Element: IntegerElement>(
            _ type: Element.Type
        ) throws(TensorError) -> (Tensor, FloatingPointFlags) {
            var flags: FloatingPointFlags = []
            return (try integer(operation, Element.array(operand, flags: &flags), layout, &flags), flags)
        }
    }

    /// Applies a float function to each element, in NumPy's result type and layout.
    ///
    /// - Parameters:
    ///   - name: NumPy's name of the function.
    ///   - flags: gains `invalid` for an invalid result and `overflow` for the overflow of a finite operand.
    /// - Throws: ``TensorError/tooLarge(_:)``, ``TensorError/unsupportedTypes(operation:_:hint:)``,
    ///   ``TensorError/outOfMemory(bytes:)``.
    public static func applying(
        _ function: FloatFunction, named name: String, to operand: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let type = try operand.dtype.floating(for: name)
        let layout = try ElementwiseLayout([ElementwiseLayout.Operand(operand, computedAs: type)])
        try layout.shape.validated(dtype: type)
        return type == .float32
            ? try applying(function.single, Float.array(operand, flags: &flags), layout, &flags)
            : try applying(function.double, operand.asFloat64(), layout, &flags)
    }

    private static func applying<Number: FloatElement>(
        _ function: (Number) -> Number, _ operand: NDArray<Number>, _ layout: ElementwiseLayout,
        _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        var found: FloatingPointFlags = []
        let result = try operand.mapped(layout: layout.strides) { value in
            let result = function(value)
            if result.isNaN, !value.isNaN { found.insert(.invalid) }
            if result.isInfinite, value.isFinite { found.insert(.overflow) }
            return result
        }
        flags.formUnion(found)
        return Number.tensor(result)
    }

    private static func float<Number: FloatElement>(
        _ operation: UnaryOperation, _ array: NDArray<Number>, _ layout: ElementwiseLayout,
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
        return Number.tensor(result)
    }

    private static func floatValues<Number: FloatElement>(
        _ operation: UnaryOperation, _ array: NDArray<Number>, _ strides: AxisValues
    ) throws(TensorError) -> NDArray<Number> {
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
        case .positive: try array.mapped(layout: strides) { $0 }
        case .exp: try array.mapped(layout: strides) { Number.function(.exp, of: $0) }
        case .log: try array.mapped(layout: strides) { Number.function(.log, of: $0) }
        default: try array.mapped(layout: strides) { Number.function(operation, of: $0) }
        }
    }

    private static func integer<Number: IntegerElement>(
        _ operation: UnaryOperation, _ array: NDArray<Number>, _ layout: ElementwiseLayout,
        _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let strides = layout.strides
        switch operation {
        case .negative: return Number.tensor(try array.mapped(layout: strides) { 0 &- $0 })
        case .absolute: return Number.tensor(try array.mapped(layout: strides) { $0 < 0 ? 0 &- $0 : $0 })
        case .sign: return Number.tensor(try array.mapped(layout: strides) { $0.signum() })
        case .square: return Number.tensor(try array.mapped(layout: strides) { $0 &* $0 })
        case .invert: return Number.tensor(try array.mapped(layout: strides) { ~$0 })
        case .reciprocal:
            var hasZero = false
            let result = try array.mapped(layout: strides) { value in
                if value == 0 { hasZero = true }
                return Arithmetic.reciprocal(value)
            }
            if hasZero { flags.formUnion([.divideByZero, .invalid]) }
            return Number.tensor(result)
        case .logicalNot: return .bool(try array.mapped(layout: strides) { $0 == 0 })
        case .isnan, .isinf: return .bool(try array.mapped(layout: strides) { _ in false })
        case .isfinite: return .bool(try array.mapped(layout: strides) { _ in true })
        // positive, floor, ceil and trunc; the other operations don't compute with ints.
        default: return Number.tensor(try array.mapped(layout: strides) { $0 })
        }
    }

    private static func boolean(
        _ operation: UnaryOperation, _ array: NDArray<Bool>, _ layout: ElementwiseLayout
    ) throws(TensorError) -> NDArray<Bool> {
        switch operation {
        case .invert, .logicalNot: try array.mapped(layout: layout.strides) { !$0 }
        case .isnan, .isinf: try array.mapped(layout: layout.strides) { _ in false }
        case .isfinite: try array.mapped(layout: layout.strides) { _ in true }
        // absolute, floor, ceil and trunc; the other operations don't compute with bools.
        default: try array.mapped(layout: layout.strides) { $0 }
        }
    }
}

extension UnaryOperation {
    /// The operation on one float. Predicates return 1 or 0; `invert`, undefined for floats, returns nan.
    public func apply<Number: FloatElement>(_ value: Number) -> Number {
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
        case .exp, .exp2, .expm1, .log, .log2, .log10, .log1p, .sin, .cos, .tan, .arcsin, .arccos, .arctan, .sinh,
            .cosh,
            .tanh:
            Number.function(self, of: value)
        }
    }
}

/// A function of one float, for both float types.
public struct FloatFunction: Sendable {
    let double: @Sendable (Double) -> Double
    let single: @Sendable (Float) -> Float

    /// Makes a function from its float64 and float32 versions.
    public init(_ double: @escaping @Sendable (Double) -> Double, single: @escaping @Sendable (Float) -> Float) {
        (self.double, self.single) = (double, single)
    }
}

/// The elementwise operations of one operand, under NumPy's function names.
public enum UnaryOperation: String, Sendable, CaseIterable {
    case negative, positive, absolute, sign, square, reciprocal, sqrt
    case exp, exp2, expm1, log, log2, log10, log1p
    case sin, cos, tan, arcsin, arccos, arctan, sinh, cosh, tanh
    case floor, ceil, trunc, rint
    case isnan, isinf, isfinite, logicalNot, invert

    /// NumPy's name of the function.
    public var functionName: String { self == .logicalNot ? "logical_not" : rawValue }

    /// The type in which an operand of this type is computed.
    ///
    /// - Throws: ``TensorError/unsupportedTypes(operation:_:hint:)`` for types the operation doesn't take, or where
    ///   NumPy's result is float16.
    public func operandType(_ type: DType) throws(TensorError) -> DType {
        if type.isText { throw .unsupportedTypes(operation: functionName, [type], hint: "it takes numbers") }
        if type.isComplex {
            if takesComplex { return type }
            throw .unsupportedTypes(
                operation: functionName, [type],
                hint: self == .sign ? "of complex numbers it is not here: z / np.abs(z)" : "take x.real or x.imag")
        }
        switch self {
        case .negative where type == .bool:
            throw .unsupportedTypes(
                operation: "-", [type], hint: "use ~ (or np.logical_not) for bools, or x.astype(int)")
        case .positive where type == .bool, .sign where type == .bool:
            throw .unsupportedTypes(
                operation: self == .sign ? "sign" : "+", [type], hint: "make it a number first: x.astype(int)")
        case .invert where type.kind == .floating:
            throw .unsupportedTypes(operation: "~", [type], hint: "it takes ints and bools")
        case .square, .reciprocal: return type == .bool ? .int8 : type
        case .negative, .positive, .absolute, .sign, .invert, .logicalNot: return type
        case .floor, .ceil, .trunc, .isnan, .isinf, .isfinite: return type
        case .tanh:
            let wide = try type.floating(for: functionName)
            if wide == .float64 { return wide }
            // NumPy uses its own table for this.
            throw .unsupportedTypes(
                operation: functionName, [type], hint: "it is computed of float64 here: x.astype(float)")
        default: return try type.floating(for: functionName)
        }
    }

    /// Whether an infinite result for this finite operand is a pole (divide by zero) rather than an overflow.
    func hasPole(at operand: some FloatElement) -> Bool {
        switch self {
        case .reciprocal: operand == 0
        case .log, .log2, .log10, .log1p: true
        default: false
        }
    }
}
