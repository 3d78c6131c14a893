internal import CComplex
internal import Platform

/// The C library's functions of one complex number.
public enum ComplexFunction: Sendable {
    case exp, log, sqrt, sin, cos, tan, asin, acos, atan, sinh, cosh, tanh, asinh, acosh, atanh

    fileprivate var code: cc_function {
        switch self {
        case .exp: CC_EXP
        case .log: CC_LOG
        case .sqrt: CC_SQRT
        case .sin: CC_SIN
        case .cos: CC_COS
        case .tan: CC_TAN
        case .asin: CC_ASIN
        case .acos: CC_ACOS
        case .atan: CC_ATAN
        case .sinh: CC_SINH
        case .cosh: CC_COSH
        case .tanh: CC_TANH
        case .asinh: CC_ASINH
        case .acosh: CC_ACOSH
        case .atanh: CC_ATANH
        }
    }
}

/// The types of complex numbers' parts, with the C library's functions for them.
public protocol ComplexPart: FloatElement {
    /// The C library's value of a complex function.
    static func value(of function: ComplexFunction, at number: Complex<Self>) -> Complex<Self>
    /// The C library's function of one real number, even where NumPy's real loops compute it differently.
    static func plain(_ function: UnaryOperation, of value: Self) -> Self
    /// The C library's power.
    static func power(_ base: Complex<Self>, _ exponent: Complex<Self>) -> Complex<Self>
}

extension Double: ComplexPart {
    /// The C library's function of one real number.
    public static func plain(_ function: UnaryOperation, of value: Double) -> Double {
        Double.function(function, of: value)
    }
    /// The C library's value of a complex function.
    public static func value(of function: ComplexFunction, at number: Complex<Double>) -> Complex<Double> {
        let result = cc_double_function(function.code, cc_double(real: number.real, imaginary: number.imaginary))
        return Complex(result.real, result.imaginary)
    }
    /// The C library's power.
    public static func power(_ base: Complex<Double>, _ exponent: Complex<Double>) -> Complex<Double> {
        let result = cc_double_power(
            cc_double(real: base.real, imaginary: base.imaginary),
            cc_double(real: exponent.real, imaginary: exponent.imaginary))
        return Complex(result.real, result.imaginary)
    }
}

extension Float: ComplexPart {
    /// The C library's function of one real number.
    public static func plain(_ function: UnaryOperation, of value: Float) -> Float {
        switch function {
        case .exp: Platform.exp(value)
        case .log: Platform.log(value)
        case .sin: Platform.sin(value)
        case .cos: Platform.cos(value)
        default: Float.function(function, of: value)
        }
    }
    /// The C library's value of a complex function.
    public static func value(of function: ComplexFunction, at number: Complex<Float>) -> Complex<Float> {
        let result = cc_float_function(function.code, cc_float(real: number.real, imaginary: number.imaginary))
        return Complex(result.real, result.imaginary)
    }
    /// The C library's power.
    public static func power(_ base: Complex<Float>, _ exponent: Complex<Float>) -> Complex<Float> {
        let result = cc_float_power(
            cc_float(real: base.real, imaginary: base.imaginary),
            cc_float(real: exponent.real, imaginary: exponent.imaginary))
        return Complex(result.real, result.imaginary)
    }
}

extension Complex {
    /// The C library's value of the function at this number.
    public func applying(_ function: ComplexFunction) -> Self { Part.value(of: function, at: self) }
}
