internal import Interpreter
internal import Platform
internal import Tensors

extension Builtins {
    /// Rarely used functions of the C library.
    static let furtherFunctions: [Builtin] = [
        applying(
            "arcsinh", door: .numpy, aliases: ["asinh"], FloatFunction({ asinh($0) }, single: { asinh($0) }),
            "The number whose hyperbolic sine each element is.",
            example: """
                np.arcsinh([0, 1])
                #> [0.         0.88137359]
                """, related: "sinh np.arccosh np.arctanh"
        ),
        applying(
            "arccosh", door: .numpy, aliases: ["acosh"], FloatFunction({ acosh($0) }, single: { acosh($0) }),
            "The number whose hyperbolic cosine each element is.",
            example: """
                np.arccosh([1, 2])
                #> [0.        1.3169579]
                """, related: "cosh np.arcsinh np.arctanh"
        ),
        applying(
            "arctanh", door: .numpy, aliases: ["atanh"], FloatFunction({ atanh($0) }, single: { atanh($0) }),
            "The number whose hyperbolic tangent each element is.",
            example: """
                np.arctanh([0, 0.5])
                #> [0.         0.54930614]
                """, related: "tanh np.arcsinh np.arccosh"
        ),
        pairs(
            .copysign, "x1 with the sign of x2.",
            example: """
                np.copysign([1, 2], -1)
                #> [-1. -2.]
                """, related: "sign np.nextafter absolute"
        ),
        pairs(
            .nextafter, "The float next to x1 towards x2.",
            example: """
                np.nextafter(1, 2)
                #> 1.0000000000000002
                """, related: "np.copysign np.finfo"
        ),
        pairs(
            .logaddexp, "log(exp(x1) + exp(x2)), without overflow.",
            example: """
                np.logaddexp(1000, 1000)
                #> 1000.6931471805599
                """, related: "log exp np.logaddexp2"
        ),
        pairs(
            .logaddexp2, "log2(2**x1 + 2**x2), without overflow.",
            example: """
                np.logaddexp2(1, 1)
                #> 2.0
                """, related: "log2 exp2 np.logaddexp"
        ),
        pairs(
            .fmod, "The remainder with the sign of x1, as C has it.",
            example: """
                np.fmod([-5, 5], 3)
                #> [-2  2]
                """, related: "mod remainder"
        ),
        pairs(
            .gcd, "The greatest common divisor of each pair.",
            example: """
                np.gcd([12, 18], 8)
                #> [4 2]
                """, related: "np.lcm math.gcd"
        ),
        pairs(
            .lcm, "The least common multiple of each pair.",
            example: """
                np.lcm([4, 6], 10)
                #> [20 30]
                """, related: "np.gcd math.lcm"
        ),
    ]
}
