internal import Tensors

extension Builtins {
    /// The functions behind the arithmetic operators, and their kin.
    static let arithmetic: [Builtin] = [
        binary("add", .add, "x1 + x2, element by element."),
        binary("subtract", .subtract, "x1 - x2, element by element."),
        binary("multiply", .multiply, "x1 * x2, element by element."),
        binary("divide", .divide, "x1 / x2, element by element."),
        binary("true_divide", .divide, "x1 / x2, element by element."),
        binary("floor_divide", .floorDivide, "x1 // x2: the quotient rounded down."),
        binary("mod", .remainder, "x1 % x2: the remainder, with the sign of x2."),
        binary("remainder", .remainder, "x1 % x2: the remainder, with the sign of x2."),
        Builtin(
            "divmod(x1, x2)", .elementwise, door: .numpy,
            "The quotient rounded down and the remainder, as a tuple.", quotientAndRemainder),
        binary("power", .power, aliases: ["pow"], "x1 to the power of x2, element by element."),
        binary("float_power", "x1 to the power of x2, computed as floats."),
        binary("maximum", .maximum, "The larger of each pair of elements; nan if either is."),
        binary("minimum", .minimum, "The smaller of each pair of elements; nan if either is."),
        ignoringNan("fmax", .maximum, "The larger of each pair of elements; the other one where one is nan."),
        ignoringNan("fmin", .minimum, "The smaller of each pair of elements; the other one where one is nan."),
    ]

    /// The functions behind the comparisons.
    static let comparisons: [Builtin] = [
        binary("equal", .equal, "x1 == x2, element by element."),
        binary("not_equal", .notEqual, "x1 != x2, element by element."),
        binary("less", .less, "x1 < x2, element by element."),
        binary("less_equal", .lessEqual, "x1 <= x2, element by element."),
        binary("greater", .greater, "x1 > x2, element by element."),
        binary("greater_equal", .greaterEqual, "x1 >= x2, element by element."),
    ]

    /// Logic on truth values; anything but 0 is true.
    static let logic: [Builtin] = [
        binary("logical_and", .logicalAnd, "Whether both elements are true (not 0)."),
        binary("logical_or", .logicalOr, "Whether either element is true (not 0)."),
        binary("logical_xor", .logicalXor, "Whether just one of both elements is true (not 0)."),
        unary("logical_not", .logicalNot, "Whether each element is false (0)."),
    ]

    /// Logic on the bits of ints, and on bools.
    static let bits: [Builtin] = [
        binary("bitwise_and", .bitwiseAnd, "x1 & x2: the bits set in both ints."),
        binary("bitwise_or", .bitwiseOr, "x1 | x2: the bits set in either int."),
        binary("bitwise_xor", .bitwiseXor, "x1 ^ x2: the bits set in just one of both ints."),
        unary("invert", .invert, aliases: ["bitwise_not"], "~x: the bits of each int turned round, bools negated."),
        binary("left_shift", .leftShift, "x1 << x2: the bits of ints moved up."),
        binary("right_shift", .rightShift, "x1 >> x2: the bits of ints moved down."),
    ]

    private static func quotientAndRemainder(
        _ evaluator: inout Evaluator, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
        let quotient = try evaluator.result(of: arguments) { (flags) throws(TensorError) in
            try Tensor.binary(.floorDivide, left, right, flags: &flags)
        }
        let remainder = try evaluator.result(of: arguments) { (flags) throws(TensorError) in
            try Tensor.binary(.remainder, left, right, flags: &flags)
        }
        return .tuple([quotient, remainder])
    }

    /// `float_power`: the power of both operands as float64.
    private static func binary(_ name: String, _ summary: String) -> Builtin {
        Builtin("\(name)(x1, x2)", .elementwise, summary) { (evaluator, arguments) throws(EvaluationError) in
            let left = Tensor.float64(try arguments.tensor(0).asFloat64())
            let right = Tensor.float64(try arguments.tensor(1).asFloat64())
            return try evaluator.result(of: arguments) { (flags) throws(TensorError) in
                try Tensor.binary(.power, left, right, flags: &flags)
            }
        }
    }

    /// An entry that chooses between two elements and prefers the one that isn't nan.
    private static func ignoringNan(_ name: String, _ operation: BinaryOperation, _ summary: String) -> Builtin {
        Builtin("\(name)(x1, x2)", .elementwise, summary) { (evaluator, arguments) throws(EvaluationError) in
            let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
            return try evaluator.result(of: arguments) { (flags) throws(TensorError) in
                let chosen = try Tensor.binary(operation, left, right, flags: &flags)
                let isLeftNan = try Tensor.unary(.isnan, left, flags: &flags)
                let isRightNan = try Tensor.unary(.isnan, right, flags: &flags)
                return try Tensor.where(isRightNan, left, try Tensor.where(isLeftNan, right, chosen))
            }
        }
    }
}
