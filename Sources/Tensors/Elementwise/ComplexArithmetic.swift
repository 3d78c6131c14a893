internal import Platform

/// NumPy's arithmetic of complex elements; the place of each rounding determines the last digits.
extension Complex {
    /// The product as NumPy's loops compute it: one product of each part is kept exact until it is added (fused
    /// multiply-add).
    @inline(__always)
    func looped(by other: Self) -> Self {
        let (first, second) = (imaginary * other.imaginary, imaginary * other.real)
        return Self(
            (-first).addingProduct(real, other.real), second.addingProduct(real, other.imaginary))
    }

    /// The square as NumPy's loops compute it.
    @inline(__always)
    var square: Self { looped(by: self) }

    /// The quotient by Smith's method (Algorithm 116, 1962), with one division of 1 for both parts.
    func divided(by other: Self) -> Self {
        let (x, y) = (other.real.magnitude, other.imaginary.magnitude)
        if x >= y {
            if x == 0, y == 0 { return Self(real / x, imaginary / x) }
            let ratio = other.imaginary / other.real
            let scale = 1 / (other.real + other.imaginary * ratio)
            return Self((real + imaginary * ratio) * scale, (imaginary - real * ratio) * scale)
        }
        let ratio = other.real / other.imaginary
        let scale = 1 / (other.imaginary + other.real * ratio)
        return Self((real * ratio + imaginary) * scale, (imaginary * ratio - real) * scale)
    }

    /// The reciprocal.
    var reciprocal: Self {
        if imaginary.magnitude <= real.magnitude {
            let ratio = imaginary / real
            let divisor = real + imaginary * ratio
            return Self(1 / divisor, -ratio / divisor)
        }
        let ratio = real / imaginary
        let divisor = real * ratio + imaginary
        return Self(ratio / divisor, -1 / divisor)
    }

    /// The absolute value as NumPy's loops compute it: from the larger part and the ratio of the two.
    var scaledMagnitude: Part {
        if isInfinite { return .infinity }
        if isNaN { return .nan }
        let (most, least) = (max(real.magnitude, imaginary.magnitude), min(real.magnitude, imaginary.magnitude))
        if most == 0 { return 0 }
        let ratio = least / most
        return most * Part(1).addingProduct(ratio, ratio).squareRoot()
    }

    /// The power as NumPy computes it: by multiplication for small integer exponents, otherwise by the C library.
    func raised(to exponent: Self, isInvalid: inout Bool) -> Self {
        if exponent.real == 0, exponent.imaginary == 0 { return .one }
        if real == 0, imaginary == 0 {
            if exponent.real > 0 { return .zero }
            isInvalid = true
            return Self(.nan, .nan)
        }
        if exponent.imaginary == 0, exponent.real.magnitude < 100, exponent.real.rounded() == exponent.real {
            let count = Int(exponent.real)
            switch count {
            case 1: return self
            case 2: return self * self
            case 3: return self * (self * self)
            default:
                let product = product(ofSo: count.magnitude)
                return count < 0 ? Self.one.divided(by: product) : product
            }
        }
        return Part.power(self, exponent)
    }

    /// The product of `count` factors of this number.
    private func product(ofSo count: UInt) -> Self {
        var (result, factor, mask) = (Self.one, self, UInt(1))
        while true {
            if count & mask != 0 { result = result * factor }
            mask <<= 1
            if count < mask { return result }
            factor = factor * factor
        }
    }

    /// Whether `left` is at least `right` in NumPy's order; false for any nan.
    static func isAtLeast(_ left: Self, _ right: Self) -> Bool {
        left.real > right.real && !left.imaginary.isNaN && !right.imaginary.isNaN
            || left.real == right.real && left.imaginary >= right.imaginary
    }

    /// Whether `left` is less than `right` in NumPy's order; false for any nan.
    static func isLess(_ left: Self, _ right: Self) -> Bool {
        left.real < right.real && !left.imaginary.isNaN && !right.imaginary.isNaN
            || left.real == right.real && left.imaginary < right.imaginary
    }
}

extension BinaryOperation {
    /// Whether NumPy defines it for complex numbers.
    var takesComplex: Bool {
        switch self {
        case .add, .subtract, .multiply, .divide, .power, .maximum, .minimum, .equal, .notEqual, .less, .lessEqual,
            .greater, .greaterEqual, .logicalAnd, .logicalOr, .logicalXor:
            true
        case .floorDivide, .remainder, .bitwiseAnd, .bitwiseOr, .bitwiseXor, .leftShift, .rightShift, .arctan2, .hypot:
            false
        }
    }

    /// The value of a comparison or logical operation on two complex numbers.
    func isTrue<Part>(_ left: Complex<Part>, _ right: Complex<Part>) -> Bool {
        switch self {
        case .equal: left == right
        case .notEqual: left != right
        case .less: Complex.isLess(left, right)
        case .greater: Complex.isLess(right, left)
        case .lessEqual: Complex.isAtLeast(right, left)
        case .greaterEqual: Complex.isAtLeast(left, right)
        case .logicalAnd: left.isTrue && right.isTrue
        case .logicalOr: left.isTrue || right.isTrue
        default: left.isTrue != right.isTrue
        }
    }
}

extension UnaryOperation {
    /// Whether both NumPy and Descent support it for complex numbers.
    var takesComplex: Bool {
        switch self {
        case .negative, .positive, .absolute, .square, .reciprocal, .sqrt, .exp, .exp2, .expm1, .log, .log2, .log10,
            .log1p, .sin, .cos, .tan, .arcsin, .arccos, .arctan, .sinh, .cosh, .tanh, .rint, .isnan, .isinf, .isfinite,
            .logicalNot:
            true
        case .sign, .floor, .ceil, .trunc, .invert: false
        }
    }

    /// The operation on a complex number; ``absolute`` and predicates have their own loops.
    func apply<Part>(_ value: Complex<Part>) -> Complex<Part> {
        switch self {
        case .negative: return -value
        case .square: return value.square
        case .reciprocal: return value.reciprocal
        case .rint:
            return Complex(value.real.rounded(.toNearestOrEven), value.imaginary.rounded(.toNearestOrEven))
        case .sqrt: return value.applying(.sqrt)
        case .exp: return value.applying(.exp)
        case .exp2:
            let factor = Part(0.693147180559945309417232121458176568)
            return Complex(value.real * factor, value.imaginary * factor).applying(.exp)
        case .log: return value.applying(.log)
        case .log2: return value.applying(.log).scaled(by: 1.442695040888963407359924681001892137)
        case .log10: return value.applying(.log).scaled(by: 0.434294481903251827651128918916605082)
        case .log1p:
            let length = Part.hypot(value.real + 1, value.imaginary)
            return Complex(
                Part.plain(.log, of: length), Part.arctan2(value.imaginary, value.real + 1))
        case .expm1: return value.exponentialLessOne
        case .sin: return value.applying(.sin)
        case .cos: return value.applying(.cos)
        case .tan: return value.applying(.tan)
        case .arcsin: return value.applying(.asin)
        case .arccos: return value.applying(.acos)
        case .arctan: return value.applying(.atan)
        case .sinh: return value.applying(.sinh)
        case .cosh: return value.applying(.cosh)
        case .tanh: return value.applying(.tanh)
        case .positive, .absolute, .sign, .floor, .ceil, .trunc, .isnan, .isinf, .isfinite, .logicalNot, .invert:
            return value
        }
    }
}

extension Complex {
    fileprivate func scaled(by factor: Double) -> Self { Self(real * Part(factor), imaginary * Part(factor)) }

    fileprivate var exponentialLessOne: Self {
        let half = Part.plain(.sin, of: imaginary / 2)
        let cosine = Part.plain(.cos, of: imaginary)
        return Self(
            Part.plain(.expm1, of: real) * cosine - 2 * half * half,
            Part.plain(.exp, of: real) * Part.plain(.sin, of: imaginary))
    }
}
