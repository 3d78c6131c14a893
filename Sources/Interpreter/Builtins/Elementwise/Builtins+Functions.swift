internal import Tensors

extension Builtins {
    /// Exponentials, logarithms, roots and powers of one operand.
    static let exponentials: [Builtin] = [
        unary("exp", .exp, "e to the power of each element."),
        unary("exp2", .exp2, "2 to the power of each element."),
        unary("expm1", .expm1, "exp(x) - 1, exact for small x."),
        unary("log", .log, "The natural logarithm of each element."),
        unary("log2", .log2, "The logarithm to base 2 of each element."),
        unary("log10", .log10, "The logarithm to base 10 of each element."),
        unary("log1p", .log1p, "log(1 + x), exact for small x."),
        unary("sqrt", .sqrt, "The square root of each element; nan for negative ones."),
        unary("square", .square, "Each element times itself."),
        unary("reciprocal", .reciprocal, "1 divided by each element."),
        unary("negative", .negative, "Each element with the other sign."),
        unary("positive", .positive, "Each element as it is."),
        unary("abs", .absolute, door: .numpy, "The absolute value of each element."),
        unary("absolute", .absolute, "The absolute value of each element."),
        Builtin("fabs(x)", .elementwise, "The absolute value of each element, as a float.") {
            (evaluator, arguments) throws(EvaluationError) in
            let x = Tensor.float64(try arguments.tensor(0).asFloat64())
            return try evaluator.result(of: arguments) { (flags) throws(TensorError) in
                try Tensor.unary(.absolute, x, flags: &flags)
            }
        },
        unary("sign", .sign, "-1, 0 or 1 for each element, by its sign."),
    ]

    /// Trigonometric and hyperbolic functions.
    static let trigonometry: [Builtin] = [
        unary("sin", .sin, "The sine of each element, an angle in radians."),
        unary("cos", .cos, "The cosine of each element, an angle in radians."),
        unary("tan", .tan, "The tangent of each element, an angle in radians."),
        unary("arcsin", .arcsin, aliases: ["asin"], "The angle in radians whose sine each element is."),
        unary("arccos", .arccos, aliases: ["acos"], "The angle in radians whose cosine each element is."),
        unary("arctan", .arctan, aliases: ["atan"], "The angle in radians whose tangent each element is."),
        binary("arctan2", .arctan2, aliases: ["atan2"], "The angle of the point (x2, x1), in radians."),
        unary("sinh", .sinh, "The hyperbolic sine of each element."),
        unary("cosh", .cosh, "The hyperbolic cosine of each element."),
        unary("tanh", .tanh, "The hyperbolic tangent of each element."),
        binary("hypot", .hypot, "The length of the hypotenuse over the sides x1 and x2."),
        scaling("deg2rad", by: .pi / 180, aliases: ["radians"], "Degrees to radians."),
        scaling("rad2deg", by: 180 / .pi, aliases: ["degrees"], "Radians to degrees."),
    ]

    /// Rounding, and tests of single numbers.
    static let roundings: [Builtin] = [
        Builtin(
            "round(a, decimals=0)", .elementwise, door: .numpy,
            "Each element rounded to so many decimals, half to even.", round),
        Builtin(
            "around(a, decimals=0)", .elementwise, "Each element rounded to so many decimals, half to even.", round),
        unary("rint", .rint, "Each element rounded to the nearest whole number, half to even."),
        unary("floor", .floor, "The largest whole number not above each element."),
        unary("ceil", .ceil, "The smallest whole number not below each element."),
        unary("trunc", .trunc, aliases: ["fix"], "Each element without its decimals."),
        unary("isnan", .isnan, "Whether each element is nan."),
        unary("isinf", .isinf, "Whether each element is infinite."),
        unary("isfinite", .isfinite, "Whether each element is neither infinite nor nan."),
    ]

    private static func round(
        _ evaluator: inout Evaluator, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        let decimals = try arguments.int("decimals", default: 0)
        return try evaluator.result(of: arguments) { (flags) throws(TensorError) in
            guard x.dtype == .bool else { return try Tensor.round(x, decimals: decimals, flags: &flags) }
            // NumPy rounds bools to float16 at no decimals only; float64 prints alike.
            if decimals == 0 { return try Tensor.unary(.rint, x, flags: &flags) }
            throw .unsupportedTypes(operation: "round", [.bool], hint: "make it a number first: x.astype(float)")
        }
    }
}
