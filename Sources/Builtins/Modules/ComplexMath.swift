internal import Platform
internal import Tensors

/// CPython's functions of complex numbers (`Modules/cmathmodule.c`), after W. Kahan, "Branch cuts for complex
/// elementary functions" (1987). Infinities and nan follow C's Annex G, as in the C library.
enum ComplexMath {
    typealias Number = Complex<Double>

    /// The kind of error of a result.
    enum Failure: Error { case domain, range }

    /// Beyond this, squares or sums overflow.
    private static let large = Double.greatestFiniteMagnitude / 4
    private static let largeRoot = large.squareRoot()
    private static let largeLogarithm = Platform.log(large)
    private static let smallest = Double.leastNormalMagnitude
    private static let ln2 = 0.6931471805599453
    private static let e = 2.718281828459045

    static func sqrt(_ z: Number) -> Number {
        guard z.isFinite else { return z.applying(.sqrt) }
        if z.real == 0, z.imaginary == 0 { return Number(0, z.imaginary) }
        var (x, y) = (z.real.magnitude, z.imaginary.magnitude)
        let root: Double
        if x < smallest, y < smallest {
            x = scalbn(x, 53)
            root = scalbn((x + hypot(x, scalbn(y, 53))).squareRoot(), -27)
        } else {
            x /= 8
            root = 2 * (x + hypot(x, y / 8)).squareRoot()
        }
        y /= 2 * root
        return z.real >= 0 ? Number(root, copysign(y, z.imaginary)) : Number(y, copysign(root, z.imaginary))
    }

    static func log(_ z: Number) throws(Failure) -> Number {
        guard z.isFinite else { return z.applying(.log) }
        let (x, y) = (z.real.magnitude, z.imaginary.magnitude)
        let real: Double
        if x > large || y > large {
            real = Platform.log(hypot(x / 2, y / 2)) + ln2
        } else if x < smallest, y < smallest {
            if x == 0, y == 0 { throw .domain }
            real = Platform.log(hypot(scalbn(x, 53), scalbn(y, 53))) - 53 * ln2
        } else {
            let h = hypot(x, y)
            let (most, least) = (max(x, y), min(x, y))
            real =
                h >= 0.71 && h <= 1.73
                ? log1p((most - 1) * (most + 1) + least * least) / 2 : Platform.log(h)
        }
        return Number(real, atan2(z.imaginary, z.real))
    }

    static func exp(_ z: Number) throws(Failure) -> Number {
        guard z.isFinite else {
            if z.imaginary.isInfinite, z.real.isFinite || z.real > 0 { throw .domain }
            if z.real == -.infinity { return z.imaginary.isFinite ? z.applying(.exp) : Number(0, 0) }
            return z.applying(.exp)
        }
        let isLarge = z.real > largeLogarithm
        let length = Platform.exp(isLarge ? z.real - 1 : z.real)
        let (x, y) = (length * cos(z.imaginary), length * sin(z.imaginary))
        return try checked(isLarge ? Number(x * e, y * e) : Number(x, y))
    }

    private static func checked(_ z: Number) throws(Failure) -> Number {
        if z.isInfinite { throw .range }
        return z
    }

    static func cosh(_ z: Number) throws(Failure) -> Number {
        guard z.isFinite else {
            if z.imaginary.isInfinite, !z.real.isNaN { throw .domain }
            if z.real.isNaN, z.imaginary == 0 { return Number(.nan, 0) }
            return z.applying(.cosh)
        }
        if z.real.magnitude > largeLogarithm {
            let x = z.real - copysign(1, z.real)
            return try checked(
                Number(
                    Platform.cos(z.imaginary) * Platform.cosh(x) * e,
                    Platform.sin(z.imaginary) * Platform.sinh(x) * e))
        }
        return try checked(
            Number(
                Platform.cos(z.imaginary) * Platform.cosh(z.real), Platform.sin(z.imaginary) * Platform.sinh(z.real)))
    }

    static func sinh(_ z: Number) throws(Failure) -> Number {
        guard z.isFinite else {
            if z.imaginary.isInfinite, !z.real.isNaN { throw .domain }
            return z.applying(.sinh)
        }
        if z.real.magnitude > largeLogarithm {
            let x = z.real - copysign(1, z.real)
            return try checked(
                Number(
                    Platform.cos(z.imaginary) * Platform.sinh(x) * e,
                    Platform.sin(z.imaginary) * Platform.cosh(x) * e))
        }
        return try checked(
            Number(
                Platform.cos(z.imaginary) * Platform.sinh(z.real), Platform.sin(z.imaginary) * Platform.cosh(z.real)))
    }

    static func tanh(_ z: Number) throws(Failure) -> Number {
        guard z.isFinite else {
            if z.imaginary.isInfinite, z.real.isFinite { throw .domain }
            if z.real.isInfinite, !z.imaginary.isFinite { return Number(copysign(1, z.real), 0) }
            return z.applying(.tanh)
        }
        if z.real.magnitude > largeLogarithm {
            let product = 4 * Platform.sin(z.imaginary) * Platform.cos(z.imaginary)
            return Number(copysign(1, z.real), product * Platform.exp(-2 * z.real.magnitude))
        }
        let (x, y) = (Platform.tanh(z.real), Platform.tan(z.imaginary))
        let c = 1 / Platform.cosh(z.real)
        let product = x * y
        let divisor = 1 + product * product
        return Number(x * (1 + y * y) / divisor, ((y / divisor) * c) * c)
    }

    static func sin(_ z: Number) throws(Failure) -> Number { turned(try sinh(z.timesI)) }

    static func cos(_ z: Number) throws(Failure) -> Number { try cosh(z.timesI) }

    static func tan(_ z: Number) throws(Failure) -> Number { turned(try tanh(z.timesI)) }

    static func asin(_ z: Number) -> Number { turned(asinh(z.timesI)) }

    static func atan(_ z: Number) throws(Failure) -> Number { turned(try atanh(z.timesI)) }

    /// The product with -i.
    private static func turned(_ z: Number) -> Number { Number(z.imaginary, -z.real) }

    private static func sin(_ x: Double) -> Double { Platform.sin(x) }

    private static func cos(_ x: Double) -> Double { Platform.cos(x) }

    /// The logarithm of the absolute value, where that may overflow.
    private static func largeLog(_ z: Number) -> Double { Platform.log(hypot(z.real / 2, z.imaginary / 2)) + 2 * ln2 }

    private static func isLarge(_ z: Number) -> Bool { z.real.magnitude > large || z.imaginary.magnitude > large }

    static func acos(_ z: Number) -> Number {
        guard z.isFinite else { return z.applying(.acos) }
        if isLarge(z) {
            let length = largeLog(z)
            return Number(
                atan2(z.imaginary.magnitude, z.real),
                z.real < 0 ? -copysign(length, z.imaginary) : copysign(length, -z.imaginary))
        }
        let (s1, s2) = (sqrt(Number(1 - z.real, -z.imaginary)), sqrt(Number(1 + z.real, z.imaginary)))
        return Number(
            2 * atan2(s1.real, s2.real), Platform.asinh(s2.real * s1.imaginary - s2.imaginary * s1.real))
    }

    static func acosh(_ z: Number) -> Number {
        guard z.isFinite else { return z.applying(.acosh) }
        if isLarge(z) { return Number(largeLog(z), atan2(z.imaginary, z.real)) }
        let (s1, s2) = (sqrt(Number(z.real - 1, z.imaginary)), sqrt(Number(z.real + 1, z.imaginary)))
        return Number(
            Platform.asinh(s1.real * s2.real + s1.imaginary * s2.imaginary), 2 * atan2(s1.imaginary, s2.real))
    }

    static func asinh(_ z: Number) -> Number {
        guard z.isFinite else { return z.applying(.asinh) }
        if isLarge(z) {
            let length = largeLog(z)
            return Number(
                z.imaginary.sign == .plus ? copysign(length, z.real) : -copysign(length, -z.real),
                atan2(z.imaginary, z.real.magnitude))
        }
        let (s1, s2) = (sqrt(Number(1 + z.imaginary, -z.real)), sqrt(Number(1 - z.imaginary, z.real)))
        return Number(
            Platform.asinh(s1.real * s2.imaginary - s2.real * s1.imaginary),
            atan2(z.imaginary, s1.real * s2.real - s1.imaginary * s2.imaginary))
    }

    static func atanh(_ z: Number) throws(Failure) -> Number {
        guard z.isFinite else { return z.applying(.atanh) }
        if z.real.sign == .minus { return -(try atanh(-z)) }
        let y = z.imaginary.magnitude
        if z.real > largeRoot || y > largeRoot {
            let h = hypot(z.real / 2, z.imaginary / 2)
            return Number(z.real / 4 / h / h, -copysign(.pi / 2, -z.imaginary))
        }
        if z.real == 1, y < smallest.squareRoot() {
            if y == 0 { throw .domain }
            return Number(
                -Platform.log(y.squareRoot() / hypot(y, 2).squareRoot()), copysign(atan2(2, -y) / 2, z.imaginary))
        }
        return Number(
            log1p(4 * z.real / ((1 - z.real) * (1 - z.real) + y * y)) / 4,
            -atan2(-2 * z.imaginary, (1 - z.real) * (1 + z.real) - y * y) / 2)
    }

    /// The number with an absolute value and an angle.
    static func rect(_ length: Double, _ angle: Double) throws(Failure) -> Number {
        if angle == 0 {
            if length.isNaN { return Number(length, 0) }
            return Number(length, length.isFinite ? length * angle : copysign(0, length) * copysign(1, angle))
        }
        if length.isFinite, angle.isFinite { return Number(length * Platform.cos(angle), length * Platform.sin(angle)) }
        if length.isInfinite, angle.isFinite {
            let sign: Double = length > 0 ? 1 : -1
            return Number(
                sign * copysign(.infinity, Platform.cos(angle)), sign * copysign(.infinity, Platform.sin(angle)))
        }
        if angle.isInfinite, length != 0, !length.isNaN { throw .domain }
        if length == 0 { return Number(0, 0) }
        return Number(length.isInfinite ? .infinity : .nan, .nan)
    }
}
