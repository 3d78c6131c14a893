internal import Interpreter
internal import Kernels
internal import Rendering
internal import Tensors

extension Builtins {
    /// Systems of linear equations, inverses and determinants: `np.linalg`.
    static let linearSystems: [Builtin] = [
        linear(
            "solve", traits: [.essential, .takesComplex],
            [
                .tensor("a", "the square matrix of the equations"),
                .tensor("b", "the right side, a vector or a column for each system"),
            ], "The solution x of a @ x = b, for a square matrix a.",
            example: """
                A = array([[2.0, 1.0], [1.0, 3.0]])
                solve(A, [3, 5])
                #> [0.8 1.4]
                """, related: "inv lstsq qr cholesky"
        ) { (machine, arguments) throws(EvaluationError) in
            let (matrix, right) = (try arguments.tensor(0), try arguments.tensor(1))
            return try .array(
                ArrayObject(
                    machine.conditioned(arguments) { (condition) throws(TensorError) in
                        try LinearAlgebra.solve(matrix, right, badCondition: &condition)
                    }))
        },
        linear(
            "inv", traits: [.essential, .takesComplex], [.squareMatrix], "The inverse of a square matrix.",
            example: """
                A = array([[2.0, 0.0], [0.0, 4.0]])
                inv A
                #> [[0.5  0.  ]
                #>  [0.   0.25]]
                """, related: "solve lstsq det slogdet"
        ) { (machine, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            return try .array(
                ArrayObject(
                    machine.conditioned(arguments) { (condition) throws(TensorError) in
                        try LinearAlgebra.inverse(matrix, badCondition: &condition)
                    }))
        },
        linear(
            "det", traits: .takesComplex, [.squareMatrix], "The determinant of a square matrix.",
            example: """
                det(array([[1.0, 2.0], [2.0, 4.0]]))
                #> 0.0
                round(det(array([[3.0, 1.0], [1.0, 2.0]])), 6)
                #> 5.0
                """, related: "slogdet inv"
        ) { (machine, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                try LinearAlgebra.determinant(matrix, flags: &flags)
            }
        },
        linear(
            "slogdet", traits: .takesComplex, gives: .tuple, [.squareMatrix],
            "The sign of the determinant and the logarithm of its absolute value, .sign and .logabsdet.",
            example: """
                sign_of, log_size = slogdet(0.1 * eye(400))
                print(sign_of, round(log_size, 6))
                #> 1.0 -921.034037
                det(0.1 * eye(400))
                #> 0.0
                """, related: "det inv"
        ) { (machine, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            let (sign, logarithm) = try arguments.carryOut { () throws(TensorError) in
                try LinearAlgebra.signAndLogDeterminant(matrix)
            }
            return machine.result(NamedResults.sign, [.result(sign), .result(logarithm)])
        },
        linear(
            "matrix_power", traits: .takesComplex, takesEveryType: false,
            [.squareMatrix, .integer("n", "how many times; negative for the inverse")],
            "A square matrix multiplied by itself n times; its inverse for negative n.",
            example: """
                A = array([[1, 1], [1, 0]])
                matrix_power A 10
                #> [[89 55]
                #>  [55 34]]
                """, related: "matmul", power
        ),
    ]

    static func linear(
        _ name: String, traits: Builtin.Traits = [], takesEveryType: Bool = true,
        gives result: Builtin.Result = .tensor,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String = "", differs difference: String = sameOnOneKind,
        _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        Builtin(
            name, .products, path: "linalg.\(name)", traits: takesEveryType ? traits.union(.takesEveryType) : traits,
            gives: result, parameters(), summary, example: example, related: related, differs: difference,
            implementation)
    }

    private static let sameOnOneKind =
        "NumPy's bits on x86-64 with AVX2; elsewhere, and of complex matrices, equal to 1e-10."

    private static func power(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        var matrix = try arguments.tensor(0)
        var rest = try arguments.int("n")
        guard matrix.rank >= 2, matrix.shape.dimensions.suffix(2).first == matrix.shape.dimensions.last else {
            let shape = matrix.shape
            return try arguments.carryOut { () throws(TensorError) in
                throw .notSquare(function: arguments.function, shape)
            }
        }
        if rest == 1 { return Arguments.itself(arguments.value(0), or: matrix) }
        if rest < 0 {
            guard rest > Int.min else { throw arguments.invalid("n is too small") }
            let given = matrix
            matrix = try machine.conditioned(arguments) { (condition) throws(TensorError) in
                try LinearAlgebra.inverse(given, badCondition: &condition)
            }
            rest = -rest
        }
        let (base, exponent) = (matrix, rest)
        return try machine.tensor(of: arguments) { (flags) throws(TensorError) in
            if exponent == 0 {
                let unit = try Tensor.eye(base.shape.dimensions.last ?? 0, dtype: base.dtype)
                return try unit.broadcast(to: base.shape).contiguous()
            }
            // NumPy multiplies three factors from left to right.
            if exponent == 3 {
                return try Tensor.matmul(try Tensor.matmul(base, base, flags: &flags), base, flags: &flags)
            }
            var (square, result, rest): (Tensor, Tensor?, Int) = (base, nil, exponent)
            while true {
                if rest & 1 == 1 {
                    result =
                        if let found = result { try Tensor.matmul(found, square, flags: &flags) } else { square }
                }
                rest >>= 1
                if rest == 0 { return result ?? base }
                square = try Tensor.matmul(square, square, flags: &flags)
            }
        }
    }
}

extension Machine {
    /// Runs an operation on a matrix, and warns, naming the matrix, if its condition number leaves few accurate digits.
    func conditioned(
        _ arguments: Arguments, _ operation: (inout Double?) throws(TensorError) -> Tensor
    ) throws(EvaluationError) -> Tensor {
        var condition: Double?
        let result = try arguments.carryOut { () throws(TensorError) in try operation(&condition) }
        if let condition {
            let name = arguments.all.first.flatMap { text(of: $0.range) } ?? "the matrix"
            let size = (try? Value.float(condition).formatArgument.formatted(".0e")) ?? "infinite"
            warn(
                "\(name) is nearly singular (condition number \(size)): the digits of the result mean little",
                range: currentCallRange)
        }
        return result
    }
}
