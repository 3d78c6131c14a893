internal import Interpreter
internal import Tensors

extension Builtins {
    /// Eigenvalues and eigenvectors: `np.linalg`.
    static let eigenvalues: [Builtin] = [
        linear(
            "eigh", gives: .tuple, [.symmetricMatrix, .triangle],
            "The .eigenvalues, smallest first, and the .eigenvectors, as columns, of a symmetric matrix.",
            example: """
                A = array([[2.0, 1.0], [1.0, 2.0]])
                values, vectors = eigh A
                values.round(6)
                #> [1. 3.]
                allclose(vectors @ diag(values) @ vectors.T, A)
                #> True
                """, related: "eigvalsh svd svdvals pinv"
        ) { (machine, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let isUpper = try readsUpper(arguments)
            let (values, vectors) = try arguments.carryOut { () throws(TensorError) in
                try LinearAlgebra.symmetricEigen(matrix, isUpper: isUpper)
            }
            return machine.result(
                NamedResults.symmetricEigen, [.array(ArrayObject(values)), .array(ArrayObject(vectors))])
        },
        linear(
            "eigvalsh", [.symmetricMatrix, .triangle], "The eigenvalues of a symmetric matrix, smallest first.",
            example: """
                x = array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]])
                largest = eigvalsh(x.T @ x / len(x))[-1]
                print(f"stable below lr = {2 / largest:.4f}")
                #> stable below lr = 0.3606
                """, related: "eigh"
        ) { (_, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let isUpper = try readsUpper(arguments)
            return try arguments.tensorValue { () throws(TensorError) in
                try LinearAlgebra.symmetricEigenvalues(matrix, isUpper: isUpper)
            }
        },
        linear(
            "eig", traits: .takesComplex, gives: .tuple, [.squareMatrix],
            "The .eigenvalues and the .eigenvectors, as columns, of a square matrix.",
            example: """
                A = array([[2.0, 0.0], [1.0, 3.0]])
                values, vectors = eig A
                values
                #> [3. 2.]
                allclose(A @ vectors, vectors * values)
                #> True
                """, related: "eigvals eigh svd",
            differs: ownOrder
        ) { (machine, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let (values, vectors) = try arguments.carryOut { () throws(TensorError) in
                try LinearAlgebra.eigen(matrix)
            }
            return machine.result(NamedResults.eigen, [.array(ArrayObject(values)), .array(ArrayObject(vectors))])
        },
        linear(
            "eigvals", traits: .takesComplex, [.squareMatrix],
            "The eigenvalues of a square matrix, complex where one is.",
            example: """
                eigvals(array([[2.0, 0.0], [1.0, 3.0]]))
                #> [3. 2.]
                """, related: "eig eigvalsh",
            differs: ownOrder
        ) { (_, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            return try arguments.tensorValue { () throws(TensorError) in try LinearAlgebra.eigenvalues(matrix) }
        },
    ]

    private static let ownOrder =
        "Beyond 75 rows they may come in another order; else NumPy's bits on x86-64 with AVX2; elsewhere, and of complex "
        + "matrices, equal to 1e-10."

    /// Whether to read the upper triangle of a symmetric matrix.
    private static func readsUpper(_ arguments: Arguments) throws(EvaluationError) -> Bool {
        switch try arguments.text("UPLO") {
        case "L", "l": return false
        case "U", "u": return true
        default:
            let words = "UPLO argument must be 'L' or 'U'"
            throw arguments.invalid(words, python: .value(words))
        }
    }
}
