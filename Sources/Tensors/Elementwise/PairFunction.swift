internal import Platform

/// NumPy's functions of two elements that have no operator, under NumPy's names.
public enum PairFunction: String, Sendable, CaseIterable {
    case fmod, fmax, fmin, gcd, lcm
    case copysign, nextafter, heaviside, logaddexp, logaddexp2
    case floatPower = "float_power"

    /// Whether it always computes with floats.
    public var computesFloats: Bool {
        switch self {
        case .copysign, .nextafter, .heaviside, .logaddexp, .logaddexp2, .floatPower: true
        case .fmod, .fmax, .fmin, .gcd, .lcm: false
        }
    }

    /// The type in which NumPy combines two operands of these types.
    ///
    /// - Throws: ``TensorError/unsupportedTypes(operation:_:hint:)`` if there is none, or if it is float16.
    func operandType(_ left: DType, _ right: DType) throws(TensorError) -> DType {
        let common = left.promoted(with: right)
        if common.isText {
            throw .unsupportedTypes(
                operation: rawValue, [left, right], hint: "x.astype(float) reads the numbers in texts")
        }
        switch self {
        case .fmod: return common == .bool ? .int8 : common
        case .fmax, .fmin: return common
        case .gcd, .lcm:
            if common.isInteger { return common }
            throw .unsupportedTypes(operation: rawValue, [left, right], hint: "it takes ints: x.astype(int)")
        case .floatPower: return .float64
        case .copysign, .nextafter, .heaviside, .logaddexp, .logaddexp2:
            return try left.floating(with: right, for: rawValue)
        }
    }

    /// The function of two floats; nan for functions of ints only.
    func apply<Number: FloatElement>(_ left: Number, _ right: Number) -> Number {
        switch self {
        case .fmod: left.truncatingRemainder(dividingBy: right)
        case .fmax: left >= right || right.isNaN ? left : right
        case .fmin: left <= right || right.isNaN ? left : right
        case .copysign: Number(signOf: right, magnitudeOf: left)
        case .nextafter: Self.next(left, towards: right)
        case .heaviside: left.isNaN ? left : left == 0 ? right : left < 0 ? 0 : 1
        case .logaddexp:
            Self.logarithm(left, right, ofTwo: Number(0.693147180559945309417232121458176568)) {
                Number.function(.log1p, of: Number.libraryExp($0))
            }
        case .logaddexp2:
            Self.logarithm(left, right, ofTwo: 1) {
                Number(1.442695040888963407359924681001892137)
                    * Number.function(.log1p, of: Number.function(.exp2, of: $0))
            }
        case .floatPower: Number.power(left, right)
        case .gcd, .lcm: .nan
        }
    }

    private static func next<Number: FloatElement>(_ value: Number, towards other: Number) -> Number {
        if value.isNaN || other.isNaN { return value + other }
        if value == other { return other }
        return value < other ? value.nextUp : value.nextDown
    }

    /// The logarithm of a sum of two powers, without overflow; `rest` is the logarithm of 1 plus a power of at most
    /// 1.
    private static func logarithm<Number: FloatElement>(
        _ x: Number, _ y: Number, ofTwo double: Number, _ rest: (Number) -> Number
    ) -> Number {
        // Also covers infinities of the same sign.
        if x == y { return x + double }
        let difference = x - y
        if difference > 0 { return x + rest(-difference) }
        return difference <= 0 ? y + rest(difference) : difference
    }

    /// The function of two ints; 0 for functions of floats only.
    func apply<Number: IntegerElement>(_ left: Number, _ right: Number) -> Number {
        switch self {
        case .fmod: right == 0 || Number.isSigned && right == ~0 ? 0 : left % right
        case .fmax: max(left, right)
        case .fmin: min(left, right)
        case .gcd: Number(truncatingIfNeeded: Self.divisor(left.magnitude, right.magnitude))
        case .lcm: Self.multiple(left.magnitude, right.magnitude)
        case .copysign, .nextafter, .heaviside, .logaddexp, .logaddexp2, .floatPower: 0
        }
    }

    private static func divisor<Magnitude: FixedWidthInteger>(_ left: Magnitude, _ right: Magnitude) -> Magnitude {
        var (first, second) = (left, right)
        while second != 0 { (first, second) = (second, first % second) }
        return first
    }

    private static func multiple<Number: IntegerElement, Magnitude: FixedWidthInteger>(
        _ left: Magnitude, _ right: Magnitude
    ) -> Number {
        let common = divisor(left, right)
        return common == 0 ? 0 : Number(truncatingIfNeeded: left / common) &* Number(truncatingIfNeeded: right)
    }

    /// The floating-point errors of the function on two floats.
    func flags<Number: FloatElement>(_ left: Number, _ right: Number, _ result: Number) -> FloatingPointFlags {
        if result.isFinite { return [] }
        if result.isNaN { return left.isNaN || right.isNaN ? [] : .invalid }
        guard left.isFinite, right.isFinite else { return [] }
        return self == .floatPower && left == 0 ? .divideByZero : .overflow
    }
}

extension Tensor {
    /// A function of each pair of elements of two tensors that broadcast together.
    ///
    /// - Parameter flags: gains the errors that occurred, for warnings.
    /// - Throws: ``TensorError/cannotBroadcast(_:)``, ``TensorError/unsupportedTypes(operation:_:hint:)``,
    ///   ``TensorError/tooLarge(_:)``, ``TensorError/outOfMemory(bytes:)``, ``TensorError/interrupted``.
    public static func pairs(
        _ function: PairFunction, _ left: Tensor, _ right: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let type = try function.operandType(left.dtype, right.dtype)
        let layout = try ElementwiseLayout([
            ElementwiseLayout.Operand(left, computedAs: type), ElementwiseLayout.Operand(right, computedAs: type),
        ])
        try layout.shape.validated(dtype: type)
        switch type {
        case .float64: return try floats(function, left.asFloat64(), right.asFloat64(), layout, &flags)
        case .float32:
            let first = Float.array(left, flags: &flags)
            return try floats(function, first, Float.array(right, flags: &flags), layout, &flags)
        case .bool:
            // Only fmax and fmin accept bools.
            return .bool(
                try ElementwiseLoops.combine(left.asBool(), right.asBool(), layout) { left, right in
                    function == .fmax ? left || right : left && right
                })
        default:
            let integers = IntegerPairs(function: function, left: left, right: right, layout: layout)
            guard let (result, raised) = try type.applyInteger(integers) else { return left }
            flags.formUnion(raised)
            return result
        }
    }

    private static func floats<Number: FloatElement>(
        _ function: PairFunction, _ left: NDArray<Number>, _ right: NDArray<Number>, _ layout: ElementwiseLayout,
        _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        var found: FloatingPointFlags = []
        let result = try ElementwiseLoops.combine(left, right, layout) { left, right in
            let result = function.apply(left, right)
            if !result.isFinite { found.formUnion(function.flags(left, right, result)) }
            return result
        }
        flags.formUnion(found)
        return Number.tensor(result)
    }

    private struct IntegerPairs: IntegerFunction {
        let function: PairFunction
        let left: Tensor
        let right: Tensor
        let layout: ElementwiseLayout

        func apply<Element: IntegerElement>(
            _ type: Element.Type
        ) throws(TensorError) -> (Tensor, FloatingPointFlags) {
            var flags: FloatingPointFlags = []
            let (left, right) = (Element.array(left, flags: &flags), Element.array(right, flags: &flags))
            var hasZero = false
            let result = try ElementwiseLoops.combine(left, right, layout) { left, right in
                if right == 0 { hasZero = true }
                return function.apply(left, right)
            }
            if hasZero, function == .fmod { flags.insert(.divideByZero) }
            return (Element.tensor(result), flags)
        }
    }
}
