internal import Tensors

extension Builtins {
    /// Norms, ranks and decompositions: `np.linalg`.
    static let decompositions: [Builtin] = [
        linear(
            "norm(x, ord=None, axis=None, keepdims=False)",
            "The length of a vector or the size of a matrix: ord is 1, 2, inf, 'fro' or 'nuc'."
        ) {
            (evaluator, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let order = try normOrder("ord", arguments)
            let axes = try arguments.axes()
            let keeps = try arguments.bool("keepdims", default: false)
            return try evaluator.result(of: arguments) { (flags) throws(TensorError) in
                try LinearAlgebra.norm(x, order: order, axes: axes, keepingDimensions: keeps, flags: &flags)
            }
        },
        linear("cond(x, p=None)", "The condition number: how much an error of the input may grow.") {
            (_, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let order = try normOrder("p", arguments)
            return .scalar(
                .float64(
                    try arguments.carryOut { () throws(TensorError) in
                        try LinearAlgebra.condition(matrix, order: order)
                    }))
        },
        linear("matrix_rank(A, tol=None)", "The number of rows that no combination of others gives.") {
            (_, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let tolerance: Double? = arguments.isGiven("tol") ? try arguments.double("tol") : nil
            return .scalar(
                .int64(
                    try arguments.carryOut { () throws(TensorError) in
                        try LinearAlgebra.rank(matrix, tolerance: tolerance)
                    }))
        },
        linear("pinv(a, rcond=None)", "The pseudo-inverse of any matrix.") { (_, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let cutoff = arguments.isGiven("rcond") ? try arguments.double("rcond") : 1e-15
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in
                    try LinearAlgebra.pseudoInverse(matrix, cutoff: cutoff)
                })
        },
        linear("svd(a, full_matrices=True, compute_uv=True)", "The singular value decomposition: U, S, V transposed.") {
            (_, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let isFull = try arguments.bool("full_matrices", default: true)
            guard try arguments.bool("compute_uv", default: true) else { return try singularValues(arguments) }
            let parts = try arguments.carryOut { () throws(TensorError) in
                try LinearAlgebra.singularValueDecomposition(matrix, isFull: isFull)
            }
            return .tuple([.tensor(parts.u), .tensor(parts.values), .tensor(parts.vTransposed)])
        },
        linear("svdvals(x)", "The singular values, largest first.") { (_, arguments) throws(EvaluationError) in
            try singularValues(arguments)
        },
        linear("eigh(a)", "The eigenvalues, smallest first, and the eigenvectors, as columns, of a symmetric matrix.") {
            (_, arguments) throws(EvaluationError) in
            let (values, vectors) = try eigen(arguments)
            return .tuple([.tensor(values), .tensor(vectors)])
        },
        linear("eigvalsh(a)", "The eigenvalues of a symmetric matrix, smallest first.") {
            (_, arguments) throws(EvaluationError) in
            .tensor(try eigen(arguments).values)
        },
        linear("qr(a)", "An orthonormal Q and an upper triangle R with Q @ R the matrix, as a tuple.") {
            (_, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let parts = try arguments.carryOut { () throws(TensorError) in try LinearAlgebra.qr(matrix) }
            return .tuple([.tensor(parts.q), .tensor(parts.r)])
        },
        linear("cholesky(a)", "The lower triangle L with L @ L.T the matrix, which must be positive definite.") {
            (_, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            return .tensor(try arguments.carryOut { () throws(TensorError) in try LinearAlgebra.cholesky(matrix) })
        },
    ]

    private static func singularValues(_ arguments: Arguments) throws(EvaluationError) -> Value {
        let matrix = try arguments.tensor(0)
        return .tensor(try arguments.carryOut { () throws(TensorError) in try LinearAlgebra.singularValues(matrix) })
    }

    private static func eigen(_ arguments: Arguments) throws(EvaluationError) -> (values: Tensor, vectors: Tensor) {
        let matrix = try arguments.tensor(0)
        return try arguments.carryOut { () throws(TensorError) in try LinearAlgebra.symmetricEigen(matrix) }
    }

    private static func normOrder(_ name: String, _ arguments: Arguments) throws(EvaluationError) -> NormOrder {
        guard arguments.isGiven(name), let value = arguments[name] else { return .standard }
        if let number = value.asDouble { return .number(number) }
        switch value {
        case .string("fro"): return .frobenius
        case .string("nuc"): return .nuclear
        default: throw arguments.wrongType(name, expected: "a number, 'fro' or 'nuc'", got: value)
        }
    }
}
