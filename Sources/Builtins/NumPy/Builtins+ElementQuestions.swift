internal import Interpreter

extension Builtins {
    /// Rarely used predicates and elementwise functions.
    static let elementQuestions: [Builtin] = [
        written(
            "signbit", .elementwise, in: "_numpy_numbers", takesComplex: false,
            [.tensor("x", "the numbers"), .slash, .out],
            "Whether each element has a minus sign, of -0.0 too.",
            example: """
                np.signbit([-1.5, 0.0, -0.0])
                #> [ True False  True]
                """, related: "sign np.copysign"),
        written(
            "isneginf", .elementwise, in: "_numpy_numbers", takesComplex: false, output: .spread,
            [.tensor("x", "the numbers"), .value("out", default: nil, "where the result goes")],
            "Whether each element is minus infinity.",
            example: """
                np.isneginf([-inf, 0, inf])
                #> [ True False False]
                """, related: "isinf np.isposinf"),
        written(
            "isposinf", .elementwise, in: "_numpy_numbers", takesComplex: false, output: .spread,
            [.tensor("x", "the numbers"), .value("out", default: nil, "where the result goes")],
            "Whether each element is plus infinity.",
            example: """
                np.isposinf([-inf, 0, inf])
                #> [False False  True]
                """, related: "isinf np.isneginf"),
        written(
            "modf", .elementwise, in: "_numpy_numbers", takesComplex: false, gives: .tuple,
            [.tensor("x", "the numbers"), .slash],
            "The fractional and the whole part.",
            example: """
                np.modf([2.5, -1.25])
                #> (array([ 0.5 , -0.25]), array([ 2., -1.]))
                """, related: "trunc np.frexp"),
        written(
            "frexp", .elementwise, in: "_numpy_numbers", takesComplex: false, gives: .tuple,
            [.tensor("x", "the numbers"), .slash],
            "Each number as a part from 0.5 to below 1 and a power of two.",
            example: """
                np.frexp([8.0, 0.75])
                #> (array([0.5 , 0.75]), array([4, 0], dtype=int32))
                """, related: "np.ldexp np.modf"),
        written(
            "ldexp", .elementwise, in: "_numpy_numbers", takesComplex: false,
            [.tensor("x1", "the numbers"), .tensor("x2", "powers"), .slash, .out],
            "Each number times a power of two.",
            example: """
                np.ldexp(0.75, [1, 3])
                #> [1.5 6. ]
                """, related: "np.frexp exp2"),
        written(
            "bitwise_count", .elementwise, in: "_numpy_numbers",
            [.tensor("x", "whole numbers"), .slash, .out],
            "How many bits of each number are set, its sign left out.",
            example: """
                np.bitwise_count([7, 8])
                #> [3 1]
                """, related: "bitwise_and np.binary_repr"),
        written(
            "asfortranarray", .make, in: "_numpy_numbers",
            [.tensor("a", "the tensor"), .dtype(default: nil), .star, .value("like", default: nil, "for NumPy")],
            "The same tensor, its elements column after column in memory.",
            example: """
                np.asfortranarray(ones((2, 3))).strides
                #> (8, 16)
                """, related: "ascontiguousarray np.require"),
        written(
            "require", .make, in: "_numpy_numbers",
            [
                .tensor("a", "the tensor"), .dtype(default: nil),
                .value("requirements", default: nil, "letters: C, F, O or W"), .star,
                .value("like", default: nil, "for NumPy"),
            ],
            "A tensor that lies in memory as is required.",
            example: """
                np.require(ones((2, 3)), requirements=['F']).strides
                #> (8, 16)
                """, related: "np.asfortranarray asarray"),
        written(
            "permute_dims", .reshape, in: "_numpy_numbers",
            [.tensor("a", "the tensor"), .value("axes", default: nil, "the axes in their new order")],
            "The tensor with its axes in another order.",
            example: """
                np.permute_dims(ones((2, 3)), (1, 0)).shape
                #> (3, 2)
                """, related: "transpose moveaxis"),
        written(
            "unique_values", .reduce, in: "_numpy_numbers", takesComplex: false,
            [.tensor("x", "the numbers")],
            "The numbers that there are, each once.",
            example: """
                np.unique_values([3, 1, 3])
                #> [1 3]
                """, related: "unique np.unique_counts"),
        written(
            "unique_counts", .reduce, in: "_numpy_numbers", gives: .tuple,
            [.tensor("x", "the numbers")],
            "The numbers that there are, and how often.",
            example: """
                values, counts = np.unique_counts([3, 1, 3])
                print(values, counts)
                #> [1 3] [1 2]
                """, related: "unique np.unique_all"),
        written(
            "unique_inverse", .reduce, in: "_numpy_numbers", gives: .tuple,
            [.tensor("x", "the numbers")],
            "The numbers that there are, and the place of each element among them.",
            example: """
                values, places = np.unique_inverse([3, 1, 3])
                print(values, places)
                #> [1 3] [1 0 1]
                """, related: "unique np.unique_all"),
        written(
            "unique_all", .reduce, in: "_numpy_numbers", gives: .tuple,
            [.tensor("x", "the numbers")],
            "The numbers that there are, where, how often, and the place of each element among them.",
            example: """
                np.unique_all([3, 1, 3]).counts
                #> [1 2]
                """, related: "unique np.unique_counts"),
    ]
}
