internal import Interpreter

extension Builtins {
    /// Indices of diagonals and triangles.
    static let triangles: [Builtin] = [
        written(
            "diagflat", .reshape, in: "_numpy_shaping", traits: .copies,
            [.tensor("v", "the numbers"), .integer("k", default: 0, "which diagonal, 0 the main one")],
            "A matrix with these numbers on a diagonal.",
            example: """
                np.diagflat([1, 2])
                #> [[1 0]
                #>  [0 2]]
                """, related: "diag np.fill_diagonal eye"),
        written(
            "fill_diagonal", .reshape, in: "_numpy_shaping", traits: .changesFirstArgument, gives: .nothing,
            [
                .value("a", "the tensor, which is changed"), .value("val", "the value on the diagonal"),
                .truth("wrap", default: false, "whether it begins again below a tall matrix"),
            ],
            "Fills the main diagonal of a tensor.",
            example: """
                x = zeros((2, 2), dtype=int)
                np.fill_diagonal(x, 7)
                x
                #> [[7 0]
                #>  [0 7]]
                """, related: "diag np.diag_indices np.diagflat"),
        written(
            "diag_indices", .reshape, in: "_numpy_shaping", gives: .tuple,
            [.integer("n", "how many rows"), .integer("ndim", default: 2, "how many axes")],
            "The places of the main diagonal of a square matrix.",
            example: """
                x = zeros((2, 2))
                x[np.diag_indices(2)] = 1
                x
                #> [[1. 0.]
                #>  [0. 1.]]
                """, related: "np.diag_indices_from np.fill_diagonal diag"),
        written(
            "diag_indices_from", .reshape, in: "_numpy_shaping", gives: .tuple,
            [.tensor("arr", "the tensor")],
            "The places of the main diagonal of a tensor.",
            example: """
                np.diag_indices_from(eye(2))
                #> (array([0, 1]), array([0, 1]))
                """, related: "np.diag_indices np.fill_diagonal"),
        written(
            "tril_indices", .reshape, in: "_numpy_shaping", gives: .tuple,
            [
                .integer("n", "how many rows"), .integer("k", default: 0, "which diagonal, 0 the main one"),
                .value("m", default: nil, "how many columns"),
            ],
            "The places on and below a diagonal.",
            example: """
                x = arange(9).reshape(3, 3)
                x[np.tril_indices(3)]
                #> [0 3 4 6 7 8]
                """, related: "np.triu_indices np.tril_indices_from tril"),
        written(
            "triu_indices", .reshape, in: "_numpy_shaping", gives: .tuple,
            [
                .integer("n", "how many rows"), .integer("k", default: 0, "which diagonal, 0 the main one"),
                .value("m", default: nil, "how many columns"),
            ],
            "The places on and above a diagonal.",
            example: """
                x = arange(9).reshape(3, 3)
                x[np.triu_indices(3, k=1)]
                #> [1 2 5]
                """, related: "np.tril_indices np.triu_indices_from triu"),
        written(
            "tril_indices_from", .reshape, in: "_numpy_shaping", gives: .tuple,
            [.tensor("arr", "a matrix"), .integer("k", default: 0, "which diagonal, 0 the main one")],
            "The places on and below a diagonal of a matrix.",
            example: """
                np.tril_indices_from(eye(2))
                #> (array([0, 1, 1]), array([0, 0, 1]))
                """, related: "np.tril_indices tril"),
        written(
            "triu_indices_from", .reshape, in: "_numpy_shaping", gives: .tuple,
            [.tensor("arr", "a matrix"), .integer("k", default: 0, "which diagonal, 0 the main one")],
            "The places on and above a diagonal of a matrix.",
            example: """
                np.triu_indices_from(eye(2), k=1)
                #> (array([0]), array([1]))
                """, related: "np.triu_indices triu"),
        written(
            "mask_indices", .reshape, in: "_numpy_shaping", gives: .tuple,
            [
                .integer("n", "how many rows"), .value("mask_func", "a function such as np.triu"),
                .value("k", default: 0, "what it is given besides"),
            ],
            "The places that a function of masks keeps.",
            example: """
                np.mask_indices(2, np.triu)
                #> (array([0, 0, 1]), array([0, 1, 1]))
                """, related: "np.triu_indices np.tril_indices"),
    ]
}
