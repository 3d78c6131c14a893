internal import CComplex

/// The functions of one complex number that the C library has.
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

extension Complex where Part == Double {
    /// What the C library's function gives.
    public func applying(_ function: ComplexFunction) -> Self {
        let result = cc_double_function(function.code, cc_double(real: real, imaginary: imaginary))
        return Self(result.real, result.imaginary)
    }

    /// The C library's power.
    public func power(_ exponent: Self) -> Self {
        let result = cc_double_power(
            cc_double(real: real, imaginary: imaginary),
            cc_double(real: exponent.real, imaginary: exponent.imaginary))
        return Self(result.real, result.imaginary)
    }
}

extension Complex where Part == Float {
    /// What the C library's function gives.
    public func applying(_ function: ComplexFunction) -> Self {
        let result = cc_float_function(function.code, cc_float(real: real, imaginary: imaginary))
        return Self(result.real, result.imaginary)
    }

    /// The C library's power.
    public func power(_ exponent: Self) -> Self {
        let result = cc_float_power(
            cc_float(real: real, imaginary: imaginary), cc_float(real: exponent.real, imaginary: exponent.imaginary))
        return Self(result.real, result.imaginary)
    }
}
