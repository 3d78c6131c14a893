internal import Interpreter
internal import Tensors

extension Builtins {
    /// The arithmetic operators as functions, and related functions.
    static let arithmetic: [Builtin] = [
        binary(
            "add", .add, "x1 + x2, element by element.",
            example: """
                add(array([1, 2]), 10)
                #> [11 12]
                x = array([[1], [2]])
                x + array([10, 20])
                #> [[11 21]
                #>  [12 22]]
                """, related: "subtract multiply divide"
        ),
        binary(
            "subtract", .subtract, "x1 - x2, element by element.",
            example: """
                y, y_hat = array([3.0, 5.0]), array([2.5, 5.5])
                subtract y y_hat
                #> [ 0.5 -0.5]
                """, related: "add multiply divide"
        ),
        binary(
            "multiply", .multiply, "x1 * x2, element by element.",
            example: """
                multiply(array([1, 2, 3]), array([2, 2, 0.5]))
                #> [2.  4.  1.5]
                """, related: "matmul add subtract divide outer"
        ),
        binary(
            "divide", .divide, "x1 / x2, element by element.",
            example: """
                divide(array([1, 2, 3]), 4)
                #> [0.25 0.5  0.75]
                """, related: "true_divide floor_divide reciprocal add subtract multiply"
        ),
        binary(
            "true_divide", .divide, "x1 / x2, element by element.",
            example: """
                true_divide 7 2
                #> 3.5
                """, related: "divide floor_divide"
        ),
        binary(
            "floor_divide", .floorDivide, "x1 // x2: the quotient rounded down.",
            example: """
                floor_divide(array([7, -7]), 2)
                #> [ 3 -4]
                """, related: "mod np.divmod floor divide true_divide"
        ),
        binary(
            "mod", .remainder, "x1 % x2: the remainder, with the sign of x2.",
            example: """
                mod(array([7, -7]), 3)
                #> [1 2]
                epoch = arange(1, 7)
                epoch[mod(epoch, 2) == 0]
                #> [2 4 6]
                """, related: "remainder floor_divide np.divmod divmod"
        ),
        binary(
            "remainder", .remainder, "x1 % x2: the remainder, with the sign of x2.",
            example: """
                remainder(array([5.5, -5.5]), 2)
                #> [1.5 0.5]
                """, related: "mod"
        ),
        Builtin(
            "divmod", .elementwise, door: .numpy, traits: .takesEveryType, gives: .tuple, [.x1, .x2, .slash],
            "The quotient rounded down and the remainder, as a tuple.",
            example: """
                np.divmod(array([7, -7]), 2)
                #> (array([ 3, -4]), array([1, 1]))
                """, related: "divmod floor_divide mod", quotientAndRemainder
        ),
        binary(
            "power", .power, aliases: ["pow"], "x1 to the power of x2, element by element.",
            example: """
                power 2 10
                #> 1024
                power(array([1, 2, 3]), 2)
                #> [1 4 9]
                """, related: "square sqrt float_power pow"
        ),
        pairs(
            .floatPower, door: .both, "x1 to the power of x2, computed as floats.",
            example: """
                float_power(array([1, 2, 4]), -1)
                #> [1.   0.5  0.25]
                """, related: "power square sqrt pow"
        ),
        binary(
            "maximum", .maximum, traits: .essential, "The larger of each pair of elements; nan if either is.",
            example: """
                z = array([-2.0, 0.5, 3.0])
                maximum(0, z)
                #> [0.  0.5 3. ]
                """, related: "np.max fmax minimum clip"
        ),
        binary(
            "minimum", .minimum, "The smaller of each pair of elements; nan if either is.",
            example: """
                minimum(array([1, 5, 3]), array([4, 2, nan]))
                #> [ 1.  2. nan]
                """, related: "np.min fmin maximum clip"
        ),
        pairs(
            .fmax, door: .both, "The larger of each pair of elements; the other one where one is nan.",
            example: """
                fmax(array([1.0, nan]), array([0.5, 2.0]))
                #> [1. 2.]
                """, related: "fmin maximum np.max"
        ),
        pairs(
            .fmin, door: .both, "The smaller of each pair of elements; the other one where one is nan.",
            example: """
                fmin(array([1.0, nan]), array([0.5, 2.0]))
                #> [0.5 2. ]
                """, related: "minimum np.min fmax"
        ),
    ]

    /// The comparison operators as functions.
    static let comparisons: [Builtin] = [
        binary(
            "equal", .equal, "x1 == x2, element by element.",
            example: """
                equal(array([1, 2, 3]), array([1, 5, 3]))
                #> [ True False  True]
                """, related: "not_equal isclose array_equal"
        ),
        binary(
            "not_equal", .notEqual, "x1 != x2, element by element.",
            example: """
                labels, guesses = array([0, 1, 1, 0]), array([0, 0, 1, 0])
                mean(not_equal(labels, guesses))
                #> 0.25
                """, related: "equal isclose array_equal"
        ),
        binary(
            "less", .less, "x1 < x2, element by element.",
            example: """
                less(array([0.1, 0.5, 0.9]), 0.5)
                #> [ True False False]
                """, related: "less_equal greater greater_equal"
        ),
        binary(
            "less_equal", .lessEqual, "x1 <= x2, element by element.",
            example: """
                less_equal(array([0.1, 0.5, 0.9]), 0.5)
                #> [ True  True False]
                """, related: "less greater greater_equal"
        ),
        binary(
            "greater", .greater, "x1 > x2, element by element.",
            example: """
                probabilities = array([0.1, 0.5, 0.9])
                greater probabilities 0.5
                #> [False False  True]
                """, related: "less less_equal greater_equal"
        ),
        binary(
            "greater_equal", .greaterEqual, "x1 >= x2, element by element.",
            example: """
                greater_equal(array([0.1, 0.5, 0.9]), 0.5)
                #> [False  True  True]
                """, related: "less less_equal greater"
        ),
    ]

    /// Logical functions; any number except 0 is true.
    static let logic: [Builtin] = [
        binary(
            "logical_and", .logicalAnd, "Whether both elements are true (not 0).",
            example: """
                x = array([1, 5, 9])
                logical_and(x > 2, x < 8)
                #> [False  True False]
                """, related: "logical_or logical_xor logical_not np.all bitwise_and"
        ),
        binary(
            "logical_or", .logicalOr, "Whether either element is true (not 0).",
            example: """
                x = array([1, 5, 9])
                logical_or(x < 2, x > 8)
                #> [ True False  True]
                """, related: "np.any logical_and logical_xor logical_not"
        ),
        binary(
            "logical_xor", .logicalXor, "Whether just one of both elements is true (not 0).",
            example: """
                logical_xor(array([True, True, False]), array([True, False, False]))
                #> [False  True False]
                """, related: "logical_and logical_or logical_not"
        ),
        unary(
            "logical_not", .logicalNot, "Whether each element is false (0).",
            example: """
                logical_not(array([0, 1, 2]))
                #> [ True False False]
                """, related: "invert logical_and logical_or logical_xor"
        ),
    ]

    /// Bitwise functions of ints, and of bools.
    static let bits: [Builtin] = [
        binary(
            "bitwise_and", .bitwiseAnd, "x1 & x2: the bits set in both ints.",
            example: """
                bitwise_and 12 10
                #> 8
                x = array([1, 5, 9])
                x[(x > 2) & (x < 8)]
                #> [5]
                """, related: "bitwise_or bitwise_xor invert logical_and"
        ),
        binary(
            "bitwise_or", .bitwiseOr, "x1 | x2: the bits set in either int.",
            example: """
                bitwise_or 12 10
                #> 14
                """, related: "bitwise_and bitwise_xor invert"
        ),
        binary(
            "bitwise_xor", .bitwiseXor, "x1 ^ x2: the bits set in just one of both ints.",
            example: """
                bitwise_xor 12 10
                #> 6
                """, related: "bitwise_and bitwise_or invert"
        ),
        unary(
            "invert", .invert, aliases: ["bitwise_not", "bitwise_invert"],
            "~x: the bits of each int turned round, bools negated.",
            example: """
                mask = array([True, False])
                invert mask
                #> [False  True]
                invert 5
                #> -6
                """, related: "logical_not bitwise_and bitwise_or bitwise_xor"
        ),
        binary(
            "left_shift", .leftShift, "x1 << x2: the bits of ints moved up.",
            example: """
                left_shift(1, arange(5))
                #> [ 1  2  4  8 16]
                """, related: "right_shift"
        ),
        binary(
            "right_shift", .rightShift, "x1 >> x2: the bits of ints moved down.",
            example: """
                right_shift 40 3
                #> 5
                """, related: "left_shift"
        ),
    ]

    private static func quotientAndRemainder(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let (left, right) = try arguments.operands()
        let quotient = try machine.result(of: arguments) { (flags) throws(TensorError) in
            try Tensor.binary(.floorDivide, left, right, flags: &flags)
        }
        let remainder = try machine.result(of: arguments) { (flags) throws(TensorError) in
            try Tensor.binary(.remainder, left, right, flags: &flags)
        }
        return .tuple(TupleObject([quotient, remainder]))
    }
}
