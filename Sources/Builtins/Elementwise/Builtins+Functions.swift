internal import Interpreter
internal import Platform
internal import Tensors

extension Builtins {
    /// Exponentials, logarithms, roots and powers.
    static let exponentials: [Builtin] = [
        unary(
            "exp", .exp, traits: .essential, "e to the power of each element.",
            example: """
                exp 1
                #> 2.718281828459045
                logits = array([0.0, 1.0, 2.0])
                exp(logits) / np.sum(exp(logits))
                #> [0.09003057 0.24472847 0.66524096]
                """, related: "log expm1 exp2 sinh cosh tanh"
        ),
        unary(
            "exp2", .exp2, "2 to the power of each element.",
            example: """
                exp2(arange(5))
                #> [ 1.  2.  4.  8. 16.]
                """, related: "log2 exp log expm1"
        ),
        unary(
            "expm1", .expm1, "exp(x) - 1, exact for small x.",
            example: """
                expm1 1e-12
                #> 1.0000000000005e-12
                exp(1e-12) - 1
                #> 1.000088900582341e-12
                """, related: "log1p exp log exp2"
        ),
        unary(
            "log", .log, traits: .essential, "The natural logarithm of each element.",
            example: """
                log(array([1, e, 10]))
                #> [0.         1.         2.30258509]
                p = array([0.9, 0.2])
                -log(p)
                #> [0.10536052 1.60943791]
                """, related: "log1p log2 log10 exp expm1 exp2"
        ),
        unary(
            "log2", .log2, "The logarithm to base 2 of each element.",
            example: """
                log2(array([1, 2, 8, 1024]))
                #> [ 0.  1.  3. 10.]
                """, related: "log log1p log10 exp2"
        ),
        unary(
            "log10", .log10, "The logarithm to base 10 of each element.",
            example: """
                log10(array([0.001, 1, 100]))
                #> [-3.  0.  2.]
                """, related: "log log1p log2"
        ),
        unary(
            "log1p", .log1p, "log(1 + x), exact for small x.",
            example: """
                log1p 1e-12
                #> 9.999999999995e-13
                log(1 + 1e-12)
                #> 1.000088900581841e-12
                """, related: "log log2 log10 expm1"
        ),
        unary(
            "sqrt", .sqrt, traits: .essential, "The square root of each element; nan for negative ones.",
            example: """
                sqrt 2
                #> 1.4142135623730951
                errors = array([3.0, -4.0])
                sqrt(mean(errors ** 2))
                #> 3.5355339059327378
                """, related: "square power float_power pow norm"
        ),
        applying(
            "cbrt", FloatFunction({ cbrt($0) }, single: { cbrt($0) }),
            "The cube root of each element, of negative ones too.",
            example: """
                cbrt(array([27, -8, 2]))
                #> [ 3.         -2.          1.25992105]
                """, related: "sqrt power square"
        ),
        unary(
            "square", .square, "Each element times itself.",
            example: """
                residuals = array([0.5, -1.0, 2.0])
                square residuals
                #> [0.25 1.   4.  ]
                """, related: "sqrt power float_power pow norm"
        ),
        unary(
            "reciprocal", .reciprocal, "1 divided by each element.",
            example: """
                reciprocal(array([2.0, 4.0, 0.5]))
                #> [0.5  0.25 2.  ]
                """, related: "divide"
        ),
        unary(
            "negative", .negative, "Each element with the other sign.",
            example: """
                negative(array([1, -2, 0]))
                #> [-1  2  0]
                """, related: "positive sign"
        ),
        unary(
            "positive", .positive, "Each element as it is.",
            example: """
                x = array([-1, 2])
                positive x
                #> [-1  2]
                """, related: "negative sign"
        ),
        unary(
            "abs", .absolute, door: .numpy, traits: .essential, "The absolute value of each element.",
            example: """
                np.abs(array([[-1.5, 2.0], [0.0, -3.0]]))
                #> [[1.5 2. ]
                #>  [0.  3. ]]
                """, related: "abs absolute fabs sign"
        ),
        unary(
            "absolute", .absolute, "The absolute value of each element.",
            example: """
                residuals = array([0.5, -1.5])
                absolute residuals
                #> [0.5 1.5]
                mean(absolute(residuals))
                #> 1.0
                """, related: "np.abs abs fabs sign"
        ),
        applying(
            "fabs", FloatFunction({ $0.magnitude }, single: { $0.magnitude }),
            "The absolute value of each element, as a float.",
            example: """
                fabs(array([-2, 3]))
                #> [2. 3.]
                """, related: "np.abs abs absolute sign"
        ),
        unary(
            "sign", .sign, "-1, 0 or 1 for each element, by its sign.",
            example: """
                sign(array([-2.5, 0.0, 3.0]))
                #> [-1.  0.  1.]
                """, related: "negative positive np.abs abs absolute fabs"
        ),
    ]

    /// Trigonometric and hyperbolic functions.
    static let trigonometry: [Builtin] = [
        unary(
            "sin", .sin, traits: .essential, "The sine of each element, an angle in radians.",
            example: """
                sin(array([0, pi / 6, pi / 2]))
                #> [0.  0.5 1. ]
                x = linspace 0 1 5
                y = 3 * sin(2 * pi * x) + 1
                y.round(6)
                #> [ 1.  4.  1. -2.  1.]
                """, related: "cos tan arcsin deg2rad rad2deg"
        ),
        unary(
            "cos", .cos, "The cosine of each element, an angle in radians.",
            example: """
                cos(array([0, pi]))
                #> [ 1. -1.]
                """, related: "arccos sin tan"
        ),
        unary(
            "tan", .tan, "The tangent of each element, an angle in radians.",
            example: """
                tan(array([0, pi / 4]))
                #> [0. 1.]
                """, related: "arctan sin cos"
        ),
        unary(
            "arcsin", .arcsin, aliases: ["asin"], "The angle in radians whose sine each element is.",
            example: """
                rad2deg(arcsin(array([0.5, 1.0])))
                #> [30. 90.]
                """, related: "arccos arctan arctan2 sin"
        ),
        unary(
            "arccos", .arccos, aliases: ["acos"], "The angle in radians whose cosine each element is.",
            example: """
                rad2deg(arccos(array([1.0, 0.0, -1.0])))
                #> [  0.  90. 180.]
                """, related: "arcsin arctan arctan2 cos"
        ),
        unary(
            "arctan", .arctan, aliases: ["atan"], "The angle in radians whose tangent each element is.",
            example: """
                arctan(array([0, 1, inf]))
                #> [0.         0.78539816 1.57079633]
                """, related: "arcsin arccos arctan2 tan"
        ),
        binary(
            "arctan2", .arctan2, aliases: ["atan2"], "The angle of the point (x2, x1), in radians.",
            example: """
                rad2deg(arctan2(array([1, -1]), array([-1, -1])))
                #> [ 135. -135.]
                """, related: "arcsin arccos arctan"
        ),
        unary(
            "sinh", .sinh, "The hyperbolic sine of each element.",
            example: """
                sinh(array([0, 1]))
                #> [0.         1.17520119]
                """, related: "cosh tanh exp"
        ),
        unary(
            "cosh", .cosh, "The hyperbolic cosine of each element.",
            example: """
                cosh(array([-1, 0, 1]))
                #> [1.54308063 1.         1.54308063]
                """, related: "sinh tanh exp"
        ),
        unary(
            "tanh", .tanh, traits: .essential, "The hyperbolic tangent of each element.",
            example: """
                tanh(array([-100, 0, 0.5]))
                #> [-1.          0.          0.46211716]
                """, related: "sinh cosh exp",
            differs: "It is the C library's, and may differ from NumPy's in the last digit."
        ),
        binary(
            "hypot", .hypot, "The length of the hypotenuse over the sides x1 and x2.",
            example: """
                hypot 3 4
                #> 5.0
                """, related: "norm"
        ),
        applying(
            "deg2rad", aliases: ["radians"],
            FloatFunction({ $0 * (.pi / 180) }, single: { $0 * (Float(Double.pi) / 180) }),
            "Degrees to radians.",
            example: """
                deg2rad 180
                #> 3.141592653589793
                """, related: "rad2deg sin"
        ),
        applying(
            "rad2deg", aliases: ["degrees"],
            FloatFunction({ $0 * (180 / .pi) }, single: { $0 * (180 / Float(Double.pi)) }),
            "Radians to degrees.",
            example: """
                rad2deg(array([pi / 2, pi]))
                #> [ 90. 180.]
                """, related: "deg2rad sin"
        ),
    ]

    /// Rounding, and predicates on floats.
    static let roundings: [Builtin] = [
        Builtin(
            "round", .elementwise, door: .numpy, traits: [.tensorMethod, .takesEveryType, .takesComplex],
            [.tensor("a", "the numbers"), .decimals, .out],
            "Each element rounded to this many decimals, half to even.",
            example: """
                np.round(array([0.125, 2.5, 3.14159]), 2)
                #> [0.12 2.5  3.14]
                np.round(array([0.5, 1.5, 2.5]))
                #> [0. 2. 2.]
                """, related: "round around rint", round
        ),
        Builtin(
            "around", .elementwise, traits: [.takesEveryType, .takesComplex],
            [.tensor("a", "the numbers"), .decimals, .out],
            "Each element rounded to this many decimals, half to even.",
            example: """
                around(array([12.345, 67.891]), decimals=1)
                #> [12.3 67.9]
                around(array([1234, 5678]), -2)
                #> [1200 5700]
                """, related: "np.round round rint", round
        ),
        unary(
            "rint", .rint, "Each element rounded to the nearest whole number, half to even.",
            example: """
                rint(array([-1.7, 0.5, 1.5]))
                #> [-2.  0.  2.]
                """, related: "floor ceil trunc np.round round around"
        ),
        unary(
            "floor", .floor, "The largest whole number not above each element.",
            example: """
                floor(array([-1.5, 1.5, 2.0]))
                #> [-2.  1.  2.]
                """, related: "floor_divide rint ceil trunc"
        ),
        unary(
            "ceil", .ceil, "The smallest whole number not below each element.",
            example: """
                ceil(array([-1.5, 1.5, 2.0]))
                #> [-1.  2.  2.]
                """, related: "rint floor trunc"
        ),
        unary(
            "trunc", .trunc, aliases: ["fix"], "Each element without its decimals.",
            example: """
                trunc(array([-1.7, 1.7]))
                #> [-1.  1.]
                """, related: "int rint floor ceil"
        ),
        unary(
            "isnan", .isnan, traits: .essential, "Whether each element is nan.",
            example: """
                y = array([1.0, nan, 3.0])
                isnan y
                #> [False  True False]
                y[~isnan(y)]
                #> [1. 3.]
                """, related: "isinf isfinite nan_to_num nanmean nansum find"
        ),
        unary(
            "isinf", .isinf, "Whether each element is infinite.",
            example: """
                isinf(array([1.0, -inf, nan]))
                #> [False  True False]
                """, related: "isnan isfinite nan_to_num"
        ),
        unary(
            "isfinite", .isfinite, "Whether each element is neither infinite nor nan.",
            example: """
                losses = array([0.5, inf, nan])
                isfinite losses
                #> [ True False False]
                all(isfinite(losses))
                #> False
                """, related: "isnan isinf nan_to_num"
        ),
    ]

    private static func round(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        let decimals = try arguments.int("decimals")
        return try machine.result(of: arguments) { (flags) throws(TensorError) in
            if x.dtype != .bool { return try Tensor.round(x, decimals: decimals, flags: &flags) }
            if decimals == 0 { return try Tensor.unary(.rint, x, flags: &flags) }
            throw .unsupportedTypes(operation: "round", [.bool], hint: "make it a number first: x.astype(float)")
        }
    }
}
