internal import Platform

/// The C library's functions under names of our own, so that members named `exp` or `pow` don't hide them.
///
/// NumPy calls the same ones for float64 (without AVX-512), but for `tanh`, which it computes by a table of its own that
/// differs from the library's in the last digit at times.
enum MathLibrary {
    static func exponential(_ value: Double) -> Double { exp(value) }
    static func exponentialBase2(_ value: Double) -> Double { exp2(value) }
    static func exponentialMinusOne(_ value: Double) -> Double { expm1(value) }
    static func logarithm(_ value: Double) -> Double { log(value) }
    static func logarithmBase2(_ value: Double) -> Double { log2(value) }
    static func logarithmBase10(_ value: Double) -> Double { log10(value) }
    static func logarithmOfOnePlus(_ value: Double) -> Double { log1p(value) }
    static func sine(_ value: Double) -> Double { sin(value) }
    static func cosine(_ value: Double) -> Double { cos(value) }
    static func tangent(_ value: Double) -> Double { tan(value) }
    static func inverseSine(_ value: Double) -> Double { asin(value) }
    static func inverseCosine(_ value: Double) -> Double { acos(value) }
    static func inverseTangent(_ value: Double) -> Double { atan(value) }
    static func hyperbolicSine(_ value: Double) -> Double { sinh(value) }
    static func hyperbolicCosine(_ value: Double) -> Double { cosh(value) }
    static func hyperbolicTangent(_ value: Double) -> Double { tanh(value) }
    static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }
    static func inverseTangent(_ y: Double, _ x: Double) -> Double { atan2(y, x) }
    static func hypotenuse(_ x: Double, _ y: Double) -> Double { hypot(x, y) }
}
