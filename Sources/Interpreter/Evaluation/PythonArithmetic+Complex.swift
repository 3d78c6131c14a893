internal import Platform
internal import Syntax
package import Tensors

/// CPython's arithmetic of complex numbers, with the same operations in the same order as `Objects/complexobject.c`
/// of 3.11.
extension PythonArithmetic {
    /// `left op right` of two complex numbers; nil for operators that complex numbers do not have.
    static func apply(
        _ operation: Syntax.BinaryOperator, _ left: Complex<Double>, _ right: Complex<Double>
    ) throws(EvaluationError) -> Value? {
        switch operation {
        case .add: return Value(left + right)
        case .subtract: return Value(left - right)
        case .multiply: return Value(left * right)
        case .divide:
            guard let quotient = quotient(left, right) else { throw zeroDivision("complex division by zero") }
            return Value(quotient)
        case .power: return Value(try power(left, right))
        case .floorDivide, .remainder, .matrixMultiply, .bitwiseAnd, .bitwiseOr, .bitwiseXor, .leftShift, .rightShift:
            return nil
        }
    }

    private static func zeroDivision(_ words: String) -> EvaluationError {
        .invalidArgument(function: "/", words, hint: nil, python: PythonForm("ZeroDivisionError", words))
    }

    /// The quotient; nil if the divisor is 0.
    package static func complexQuotient(_ left: Complex<Double>, _ right: Complex<Double>) -> Complex<Double>? {
        quotient(left, right)
    }

    /// The quotient by Smith's method (R. L. Smith, "Algorithm 116: Complex division", 1962); nil if the divisor is
    /// 0.
    static func quotient(_ left: Complex<Double>, _ right: Complex<Double>) -> Complex<Double>? {
        let (real, imaginary) = (right.real.magnitude, right.imaginary.magnitude)
        if real >= imaginary {
            if real == 0 { return nil }
            let ratio = right.imaginary / right.real
            let divisor = right.real + right.imaginary * ratio
            return Complex(
                (left.real + left.imaginary * ratio) / divisor, (left.imaginary - left.real * ratio) / divisor)
        }
        if imaginary >= real {
            let ratio = right.real / right.imaginary
            let divisor = right.real * ratio + right.imaginary
            return Complex(
                (left.real * ratio + left.imaginary) / divisor, (left.imaginary * ratio - left.real) / divisor)
        }
        return Complex(.nan, .nan)
    }

    /// `base ** exponent`: by repeated multiplication for small integer exponents, otherwise by logarithm and angle.
    static func power(
        _ base: Complex<Double>, _ exponent: Complex<Double>
    ) throws(EvaluationError) -> Complex<Double> {
        let isZeroDivision = "0.0 to a negative or complex power"
        let result: Complex<Double>
        if exponent.imaginary == 0, exponent.real == exponent.real.rounded(.down), exponent.real.magnitude <= 100 {
            let count = Int(exponent.real)
            let product = power(base, count.magnitude)
            if count > 0 {
                result = product
            } else {
                guard let quotient = quotient(Complex(1, 0), product) else { throw zeroDivision(isZeroDivision) }
                result = quotient
            }
        } else if base.real == 0, base.imaginary == 0 {
            if exponent.imaginary != 0 || exponent.real < 0 { throw zeroDivision(isZeroDivision) }
            result = Complex(0, 0)
        } else {
            result = polarPower(base, exponent)
        }
        if result.isInfinite {
            let words = "complex exponentiation"
            throw .invalidArgument(
                function: "**", "\(words) gives what is larger than the largest float", hint: nil,
                python: PythonForm("OverflowError", words))
        }
        return result
    }

    private static func polarPower(_ base: Complex<Double>, _ exponent: Complex<Double>) -> Complex<Double> {
        let magnitude = hypot(base.real, base.imaginary)
        let angle = atan2(base.imaginary, base.real)
        var length = pow(magnitude, exponent.real)
        var phase = angle * exponent.real
        if exponent.imaginary != 0 {
            length /= exp(angle * exponent.imaginary)
            phase += exponent.imaginary * log(magnitude)
        }
        return Complex(length * cos(phase), length * sin(phase))
    }

    /// The power with a nonnegative integer exponent, by repeated squaring.
    private static func power(_ base: Complex<Double>, _ count: UInt) -> Complex<Double> {
        var (result, factor, mask) = (Complex<Double>(1, 0), base, UInt(1))
        while count >= mask {
            if count & mask != 0 { result = result * factor }
            mask <<= 1
            factor = factor * factor
        }
        return result
    }
}
