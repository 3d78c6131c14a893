internal import Platform

/// float32 functions as NumPy 2 computes them: with its own rational approximations and polynomials, not the C
/// library (`loops_exponent_log`, `loops_trigonometric`). Fused multiply-adds are in the same places.
enum SingleFunctions {
    /// `np.exp`: x = n·ln 2 + r with |r| ≤ ln 2 / 2; e^r is a quotient of polynomials of degree 5 and 2.
    static func exp(_ x: Float) -> Float {
        if x.isNaN { return x }
        if x > 88.72283935546875 { return .infinity }
        if x < -103.97208404541015625 { return 0 }
        let n = rounded(x * 1.442695040888963407359924681001892137)
        var r = n.fma(-6.93145752e-1, x)
        r = n.fma(-1.42860677e-6, r)
        let numerator = horner(
            r, 5.082762527590693718096e-04, 6.757896990527504603057e-03, 5.114512081637298353406e-02,
            2.473615434895520810817e-01, 7.257664613233124478488e-01, 9.999999999980870924916e-01)
        let denominator = horner(r, 2.159509375685829852307e-02, -2.742335390411667452936e-01, 1)
        let quotient = numerator / denominator
        return quotient.scaled(by: Int(n))
    }

    /// `np.log`: x = 2^n·m with √½ ≤ m ≤ √2; log m is a quotient of polynomials of degree 5.
    static func log(_ x: Float) -> Float {
        if x.isNaN { return x }
        if x < 0 { return .nan }
        if x == 0 { return -.infinity }
        if x.isInfinite { return x }
        var n = Float(x.exponent)
        var m = x.significand
        if m > 1.414213562373095048801688724209698079 {
            n += 1
            m *= 0.5
        }
        m -= 1
        let numerator = horner(
            m, 2.589979117907922693523e-02, 3.808837741388407920751e-01, 1.480000633576506585156e+00,
            2.112677543073053063722e+00, 9.999999999999998702752e-01, 0)
        let denominator = horner(
            m, 5.875095403124574342950e-03, 1.546476374983906719538e-01, 9.864942958519418960339e-01,
            2.453006071784736363091e+00, 2.612677543073109236779e+00, 1)
        return n.fma(0.693147180559945309417232121458176568, numerator / denominator)
    }

    /// `np.sin`: x = n·π/2 + r; beyond 117,436 the C library's.
    static func sin(_ x: Float) -> Float {
        // Preserves signed zeros.
        x == 0 ? x : x.magnitude > 117_435.992 || !x.isFinite ? Platform.sin(x) : wave(x, quadrant: 0)
    }

    /// `np.cos`: x = n·π/2 + r; beyond 71,476 the C library's.
    static func cos(_ x: Float) -> Float {
        x.magnitude > 71_476.0625 || !x.isFinite ? Platform.cos(x) : wave(x, quadrant: 1)
    }

    private static func wave(_ x: Float, quadrant: Int) -> Float {
        let n = rounded(x * 0.636619772367581343075535053490057448)
        var r = n.fma(-1.57079601e+00, x)
        r = n.fma(-3.13916473e-07, r)
        r = n.fma(-5.39030253e-15, r)
        let square = r * r
        let place = (Int(n) &+ quadrant) & 3
        let value: Float
        if place & 1 == 0 {
            let rest = horner(square, 0x1.7d3bbcp-19, -0x1.a06bbap-13, 0x1.11119ap-07, -0x1.555556p-03) * square
            value = rest.fma(r, r)
        } else {
            value = horner(square, 0x1.98e616p-16, -0x1.6c06dcp-10, 0x1.55553cp-05, -0x1.000000p-01, 0x1.000000p+00)
        }
        return place & 2 == 0 ? value : -value
    }

    /// Rounds to the nearest integer by adding a number so large that no fraction bits remain.
    private static func rounded(_ x: Float) -> Float { (x + 0x1.8p23) - 0x1.8p23 }

    /// Evaluates a polynomial, highest coefficient first.
    @inline(__always)
    private static func horner(_ x: Float, _ coefficients: Float...) -> Float {
        var result = coefficients[0]
        for coefficient in coefficients.dropFirst() { result = result.fma(x, coefficient) }
        return result
    }
}

extension Float {
    /// `self * factor + addend`, rounded once.
    @inline(__always)
    fileprivate func fma(_ factor: Float, _ addend: Float) -> Float { addend.addingProduct(self, factor) }

    /// The number times a power of 2, rounded once.
    fileprivate func scaled(by exponent: Int) -> Float {
        // In two steps by representable powers; the first is exact.
        let half = exponent / 2
        return self * Float(sign: .plus, exponent: half, significand: 1)
            * Float(sign: .plus, exponent: exponent - half, significand: 1)
    }
}
