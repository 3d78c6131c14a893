internal import Interpreter

extension Builtins {
    /// Einstein summation.
    static let einsteinSums: [Builtin] = [
        written(
            "einsum", .products, in: "_numpy_sums", output: .spread,
            [
                .value("subscripts", "letters for the axes, such as 'ij,jk->ik'"), .rest("operands", "the tensors"),
                .star, .value("out", default: nil, "where the result goes"),
                .value("optimize", default: false, "for NumPy; the order of additions is that without"),
                .dtype(default: nil), .text("order", default: "K", "for NumPy"),
                .text("casting", default: "safe", "for NumPy"),
            ],
            "Products summed over the axes whose letters the result lacks.",
            example: """
                x = array([[1, 2], [3, 4]])
                np.einsum('ij->j', x)
                #> [4 6]
                np.einsum('ij,jk->ik', x, x)
                #> [[ 7 10]
                #>  [15 22]]
                np.einsum('ii', x)
                #> 5
                """, related: "dot matmul np.tensordot outer",
            differs: "Sums of floats over several axes may differ in the last digit.")
    ]
}
