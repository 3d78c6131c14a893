internal import Interpreter
internal import Platform

extension Builtins {
    /// Functions of the C library's that few programs call.
    static let furtherFunctions: [Builtin] = [
        applying(
            "arcsinh", door: .numpy, aliases: ["asinh"], { asinh($0) },
            "The number whose hyperbolic sine each element is.",
            example: """
                np.arcsinh([0, 1])
                #> [0.         0.88137359]
                """, related: "sinh np.arccosh np.arctanh"
        ),
        applying(
            "arccosh", door: .numpy, aliases: ["acosh"], { acosh($0) },
            "The number whose hyperbolic cosine each element is.",
            example: """
                np.arccosh([1, 2])
                #> [0.        1.3169579]
                """, related: "cosh np.arcsinh np.arctanh"
        ),
        applying(
            "arctanh", door: .numpy, aliases: ["atanh"], { atanh($0) },
            "The number whose hyperbolic tangent each element is.",
            example: """
                np.arctanh([0, 0.5])
                #> [0.         0.54930614]
                """, related: "tanh np.arcsinh np.arccosh"
        ),
        applyingToPairs(
            "copysign", { copysign($0, $1) }, "x1 with the sign of x2.",
            example: """
                np.copysign([1, 2], -1)
                #> [-1. -2.]
                """, related: "sign np.nextafter absolute"
        ),
        applyingToPairs(
            "nextafter", { nextafter($0, $1) }, "The float next to x1 towards x2.",
            example: """
                np.nextafter(1, 2)
                #> 1.0000000000000002
                """, related: "np.copysign np.finfo"
        ),
        applyingToPairs(
            "logaddexp", { logarithmOfSum($0, $1, log1p, exp, log(2)) }, "log(exp(x1) + exp(x2)), without overflow.",
            example: """
                np.logaddexp(1000, 1000)
                #> 1000.6931471805599
                """, related: "log exp np.logaddexp2"
        ),
        applyingToPairs(
            "logaddexp2", { logarithmOfSum($0, $1, { log1p($0) * 1.4426950408889634 }, exp2, 1) },
            "log2(2**x1 + 2**x2), without overflow.",
            example: """
                np.logaddexp2(1, 1)
                #> 2.0
                """, related: "log2 exp2 np.logaddexp"
        ),
    ]

    private static func logarithmOfSum(
        _ x: Double, _ y: Double, _ logarithm: (Double) -> Double, _ power: (Double) -> Double, _ double: Double
    ) -> Double {
        // Infinities of one sign, too.
        if x == y { return x + double }
        let difference = x - y
        if difference > 0 { return x + logarithm(power(-difference)) }
        return difference <= 0 ? y + logarithm(power(difference)) : difference
    }
}
