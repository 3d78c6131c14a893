internal import Interpreter

extension Builtins {
    /// The functions of `numpy.linalg` from the array API standard.
    static let standardProducts: [Builtin] = [
        written(
            "diagonal", .products, in: "_numpy_calculus", path: "linalg.diagonal",
            [.tensor("x", "a matrix, or several"), .slash, .star, .integer("offset", default: 0, "which diagonal")],
            "The diagonal of each matrix.",
            example: """
                np.linalg.diagonal(arange(4).reshape(2, 2))
                #> [0 3]
                """, related: "diagonal"),
        written(
            "trace", .products, in: "_numpy_calculus", path: "linalg.trace",
            [
                .tensor("x", "a matrix, or several"), .slash, .star, .integer("offset", default: 0, "which diagonal"),
                .dtype(default: nil),
            ],
            "The sum of the diagonal of each matrix.",
            example: """
                np.linalg.trace(arange(4).reshape(2, 2))
                #> 3
                """, related: "trace"),
        written(
            "matrix_transpose", .products, in: "_numpy_calculus", path: "linalg.matrix_transpose",
            [.tensor("x", "a matrix, or several"), .slash],
            "Each matrix with rows and columns exchanged.",
            example: """
                np.linalg.matrix_transpose(arange(4).reshape(2, 2))
                #> [[0 2]
                #>  [1 3]]
                """, related: "transpose"),
        written(
            "outer", .products, in: "_numpy_calculus", path: "linalg.outer",
            [.tensor("x1", "a vector"), .tensor("x2", "another"), .slash],
            "The products of all pairs of elements of two vectors.",
            example: """
                np.linalg.outer([1, 2], [3, 4])
                #> [[3 4]
                #>  [6 8]]
                """, related: "outer"),
        written(
            "matmul", .products, in: "_numpy_calculus", path: "linalg.matmul",
            [.tensor("x1", "the left factor"), .tensor("x2", "the right one"), .slash],
            "The product of matrices.",
            example: """
                np.linalg.matmul(eye(2), [3, 4])
                #> [3. 4.]
                """, related: "matmul"),
        written(
            "vecdot", .products, in: "_numpy_calculus", path: "linalg.vecdot",
            [
                .tensor("x1", "vectors"), .tensor("x2", "others"), .slash, .star,
                .integer("axis", default: -1, "along which axis"),
            ],
            "The dot products of vectors.",
            example: """
                np.linalg.vecdot([1, 2], [3, 4])
                #> 11
                """, related: "np.vecdot"),
        written(
            "tensordot", .products, in: "_numpy_calculus", path: "linalg.tensordot",
            [
                .tensor("x1", "the left tensor"), .tensor("x2", "the right one"), .slash, .star,
                .value("axes", default: 2, "how many axes are summed, or which"),
            ],
            "Sums of products over some axes of both.",
            example: """
                np.linalg.tensordot([1, 2], [3, 4], axes=1)
                #> 11
                """, related: "np.tensordot"),
        written(
            "matrix_norm", .products, in: "_numpy_calculus", path: "linalg.matrix_norm",
            [
                .tensor("x", "a matrix, or several"), .slash, .star,
                .truth("keepdims", default: false, "whether the axes stay, of length 1"),
                .value("ord", default: "fro", "which norm"),
            ],
            "The size of each matrix.",
            example: """
                np.linalg.matrix_norm([[3, 0], [0, 4]])
                #> 5.0
                """, related: "norm"),
        written(
            "vector_norm", .products, in: "_numpy_calculus", path: "linalg.vector_norm",
            [
                .tensor("x", "the vectors"), .slash, .star, .value("axis", default: nil, "along which axes"),
                .truth("keepdims", default: false, "whether the axes stay, of length 1"),
                .value("ord", default: 2, "which norm"),
            ],
            "The length of a vector, or of all elements.",
            example: """
                np.linalg.vector_norm([[3, 0], [0, 4]])
                #> 5.0
                """, related: "norm"),
    ]
}
