internal import Interpreter
internal import Tensors

extension Builtins {
    /// Norms, ranks and decompositions: `np.linalg`.
    static let decompositions: [Builtin] = [
        linear(
            "norm", traits: [.essential, .takesComplex],
            [
                .tensor("x", "a vector or a matrix"),
                .value("ord", default: nil, "which norm; the Euclidean one by default"),
                .axis("axis", default: nil, "along which axis, or the two axes of matrices"), .keepdims,
            ], "The length of a vector or the size of a matrix: ord is 1, 2, inf, 'fro' or 'nuc'.",
            example: """
                norm(array([3.0, 4.0]))
                #> 5.0
                norm(array([3.0, -4.0]), 1)
                #> 7.0
                x = array([[3.0, 4.0], [6.0, 8.0]])
                norm x axis=1
                #> [ 5. 10.]
                """, related: "square sqrt hypot"
        ) { (machine, arguments) throws(EvaluationError) in
            var x = try arguments.tensor(0)
            if x.dtype.isInteger { x = .float64(x.asFloat64()) }
            guard x.dtype.isUsual || x.dtype == .complex128 else { throw arguments.unusualType(x.dtype) }
            let order = try normOrder("ord", arguments)
            let axes = try arguments.axes()
            let keeps = try arguments.bool("keepdims")
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                try LinearAlgebra.norm(x, order: order, axes: axes, keepingDimensions: keeps, flags: &flags)
            }
        },
        linear(
            "cond", takesEveryType: false,
            [.tensor("x", "a matrix"), .value("p", default: nil, "which norm; the 2-norm by default")],
            "The condition number: how much an error of the input may grow.",
            example: """
                cond(diag([100.0, 1.0]))
                #> 100.0
                """, related: "matrix_rank svd"
        ) { (_, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let order = try normOrder("p", arguments)
            return .result(
                try arguments.carryOut { () throws(TensorError) in
                    try LinearAlgebra.condition(matrix, order: order)
                })
        },
        linear(
            "matrix_rank",
            [
                .tensor("A", "a matrix"), .number("tol", default: nil, "singular values up to this count as 0"), .star,
                .leastShare,
            ],
            "The number of rows that no combination of others gives.",
            example: """
                matrix_rank(array([[1, 2], [2, 4]]))
                #> 1
                """, related: "cond svd"
        ) { (_, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let tolerance: Double? = arguments.isGiven("tol") ? try arguments.double("tol") : nil
            let relative: Double? = arguments.isGiven("rtol") ? try arguments.double("rtol") : nil
            if tolerance != nil, relative != nil {
                let words = "`tol` and `rtol` can't be both set."
                throw arguments.invalid(words, python: .value(words))
            }
            let rank = try arguments.carryOut { () throws(TensorError) in
                try LinearAlgebra.rank(matrix, tolerance: tolerance, relative: relative)
            }
            if matrix.rank < 2, let number = rank.scalarValue { return .int(Int(number.doubleValue)) }
            return .result(rank)
        },
        linear(
            "pinv", takesEveryType: false, [.matrix, .leastSingularValue, .star, .leastShare],
            "The pseudo-inverse of any matrix.",
            example: """
                x = array([[1.0, 0.0], [0.0, 2.0], [0.0, 0.0]])
                pinv(x).round(6)
                #> [[1.  0.  0. ]
                #>  [0.  0.5 0. ]]
                """, related: "lstsq polyfit svd svdvals eigh"
        ) { (_, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let cutoff = try share(arguments, of: matrix)
            return try arguments.tensorValue { () throws(TensorError) in
                try LinearAlgebra.pseudoInverse(matrix, cutoff: cutoff)
            }
        },
        linear(
            "svd", traits: .essential, gives: .tuple,
            [
                .matrix, .truth("full_matrices", default: true, "whether u and vh are square"),
                .truth("compute_uv", default: true, "whether u and vh are wanted besides the singular values"),
            ], "The singular value decomposition: U, S, V transposed, as .U, .S and .Vh.",
            example: """
                U, S, Vt = svd(array([[3.0, 0.0], [0.0, 2.0], [0.0, 0.0]]))
                S
                #> [3. 2.]
                shape U S Vt
                #> U.shape (3, 3)
                #> S.shape (2,)
                #> Vt.shape (2, 2)
                """, related: "svdvals pinv eigh cond matrix_rank"
        ) { (machine, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let isFull = try arguments.bool("full_matrices")
            guard try arguments.bool("compute_uv") else { return try singularValues(arguments) }
            let parts = try arguments.carryOut { () throws(TensorError) in
                try LinearAlgebra.singularValueDecomposition(matrix, isFull: isFull)
            }
            return machine.result(
                NamedResults.singularValues,
                [
                    .array(ArrayObject(parts.u)), .array(ArrayObject(parts.values)),
                    .array(ArrayObject(parts.vTransposed)),
                ])
        },
        linear(
            "svdvals", [.tensor("x", "a matrix")], "The singular values, largest first.",
            example: """
                svdvals(diag([1.0, -5.0, 3.0]))
                #> [5. 3. 1.]
                """, related: "svd pinv eigh"
        ) { (_, arguments) throws(EvaluationError) in
            try singularValues(arguments)
        },
        linear(
            "qr", traits: .essential, gives: .tuple,
            [
                .matrix,
                .text("mode", default: "reduced", "'complete' for a square Q, 'r' for R alone, 'raw' for LAPACK's own"),
            ],
            "An orthonormal Q and an upper triangle R with Q @ R the matrix, as .Q and .R.",
            example: """
                A = array([[3.0, 1.0], [4.0, 2.0]])
                Q, R = qr A
                round(Q @ R, 6)
                #> [[3. 1.]
                #>  [4. 2.]]
                allclose(Q.T @ Q, eye(2))
                #> True
                """, related: "cholesky solve"
        ) { (machine, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            return try triangle(machine, arguments, matrix, mode: try arguments.text("mode"))
        },
        linear(
            "cholesky",
            [
                .tensor("a", "a symmetric matrix, positive definite"), .slash, .star,
                .truth("upper", default: false, "whether the upper triangle is wanted, and read"),
            ],
            "The lower triangle L with L @ L.T the matrix, which must be positive definite.",
            example: """
                A = array([[4.0, 2.0], [2.0, 5.0]])
                L = cholesky A
                L
                #> [[2. 0.]
                #>  [1. 2.]]
                """, related: "qr solve"
        ) { (_, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let isUpper = try arguments.bool("upper")
            return try arguments.tensorValue { () throws(TensorError) in
                try LinearAlgebra.cholesky(matrix, isUpper: isUpper)
            }
        },
    ]

    private static func singularValues(_ arguments: Arguments) throws(EvaluationError) -> Value {
        let matrix = try arguments.tensor(0)
        return try arguments.tensorValue { () throws(TensorError) in try LinearAlgebra.singularValues(matrix) }
    }

    /// The tolerance relative to the largest singular value, up to which others count as 0.
    private static func share(_ arguments: Arguments, of matrix: Tensor) throws(EvaluationError) -> Double {
        if arguments.isGiven("rcond") {
            guard arguments.isGiven("rtol") else { return try arguments.double("rcond") }
            let words = "`rtol` and `rcond` can't be both set."
            throw arguments.invalid(words, python: .value(words))
        }
        return arguments.isGiven("rtol") ? try arguments.double("rtol") : 1e-15
    }

    private static func triangle(
        _ machine: Machine, _ arguments: Arguments, _ matrix: Tensor, mode: String
    ) throws(EvaluationError) -> Value {
        let parts: (Tensor, Tensor)
        switch mode {
        case "reduced", "complete":
            parts = try arguments.carryOut { () throws(TensorError) in
                try LinearAlgebra.qr(matrix, isComplete: mode == "complete")
            }
        case "r": return try arguments.tensorValue { () throws(TensorError) in try LinearAlgebra.upperFactor(matrix) }
        case "raw":
            parts = try arguments.carryOut { () throws(TensorError) in try LinearAlgebra.rawQR(matrix) }
            return .tuple(TupleObject([.array(ArrayObject(parts.0)), .array(ArrayObject(parts.1))]))
        default:
            let words = "Unrecognized mode '\(mode)'"
            throw arguments.invalid(words, python: .value(words))
        }
        return machine.result(NamedResults.triangle, [.array(ArrayObject(parts.0)), .array(ArrayObject(parts.1))])
    }

    private static func normOrder(_ name: String, _ arguments: Arguments) throws(EvaluationError) -> NormOrder {
        guard arguments.isGiven(name), let value = arguments[name] else { return .standard }
        if value.isLong, name == "ord" { return .number(try arguments.numberOfArray(name)) }
        if let number = value.asDouble { return .number(number) }
        switch value {
        case .string("fro"): return .frobenius
        case .string("nuc"): return .nuclear
        default: throw arguments.wrongType(name, expected: "a number, 'fro' or 'nuc'", got: value)
        }
    }
}
