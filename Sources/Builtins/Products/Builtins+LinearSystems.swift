internal import Interpreter
internal import Kernels
internal import Rendering
internal import Tensors

extension Builtins {
    /// Systems of linear equations, inverses and determinants: `np.linalg`.
    static let linearSystems: [Builtin] = [
        linear(
            "solve", traits: .essential,
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
            "inv", traits: .essential, [.squareMatrix], "The inverse of a square matrix.",
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
            "det", [.squareMatrix], "The determinant of a square matrix.",
            example: """
                det(array([[1.0, 2.0], [2.0, 4.0]]))
                #> 0.0
                round(det(array([[3.0, 1.0], [1.0, 2.0]])), 6)
                #> 5.0
                """, related: "slogdet inv"
        ) { (_, arguments) throws(EvaluationError) in
            let matrix = try arguments.tensor(0)
            return .scalar(
                .float64(try arguments.carryOut { () throws(TensorError) in try LinearAlgebra.determinant(matrix) }))
        },
        linear(
            "slogdet", gives: .tuple, [.squareMatrix],
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
            return machine.result(NamedResults.sign, [.scalar(.float64(sign)), .scalar(.float64(logarithm))])
        },
        linear(
            "matrix_power", [.squareMatrix, .integer("n", "how many times; negative for the inverse")],
            "A square matrix multiplied by itself n times; its inverse for negative n.",
            example: """
                A = array([[1, 1], [1, 0]])
                matrix_power A 10
                #> [[89 55]
                #>  [55 34]]
                """, related: "matmul", power
        ),
        linear(
            "lstsq", traits: .essential, gives: .tuple,
            [.tensor("a", "the matrix, a row for each equation"), .tensor("b", "the right side"), .leastSingularValue],
            "The least-squares solution of a @ x = b: x, the squared errors, the rank and the singular values.",
            example: """
                x = array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]])
                y = array([3.0, 5.0, 7.0])
                w = lstsq(x, y)[0]
                round(w, 6)
                #> [1. 2.]
                """, related: "polyfit pinv solve inv", leastSquares
        ),
        Builtin(
            "polyfit", .products,
            [.tensor("x", "where the points lie"), .tensor("y", "what is there"), .integer("deg", "the degree")],
            "The coefficients of the polynomial nearest to the points.",
            example: """
                x = array([0.0, 1.0, 2.0, 3.0])
                slope, intercept = polyfit(x, 2 * x + 1, 1)
                print(round(slope, 6), round(intercept, 6))
                #> 2.0 1.0
                """, related: "interp polyval lstsq pinv", fit
        ),
    ]

    static func linear(
        _ name: String, traits: Builtin.Traits = [], gives result: Builtin.Result = .tensor,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String = "",
        _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        Builtin(
            name, .products, path: "linalg.\(name)", traits: traits, gives: result, parameters(), summary,
            example: example,
            related: related,
            differs: "Equal to NumPy's to 1e-10.", implementation)
    }

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
            // NumPy multiplies three factors from the left.
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

    private static func leastSquares(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let (matrix, right) = (try arguments.tensor(0), try arguments.tensor(1))
        var cutoff: Double? = arguments.isGiven("rcond") ? try arguments.double("rcond") : nil
        // As LAPACK: what is no share of the largest one stands for the precision of the machine, such as NumPy's -1.
        if let given = cutoff, !(given > 0 && given < 1) { cutoff = Double.ulpOfOne }
        let found = try arguments.carryOut { () throws(TensorError) in
            try LinearAlgebra.leastSquares(matrix, right, cutoff: cutoff)
        }
        return .tuple(
            TupleObject([
                .array(ArrayObject(found.solution)), .array(ArrayObject(found.residuals)), .scalar(.int64(found.rank)),
                .array(ArrayObject(found.singularValues)),
            ]))
    }

    /// As `np.polyfit`: least squares over the powers of x, each scaled to length 1.
    private static func fit(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let (x, y) = (try arguments.tensor(0), try arguments.tensor(1))
        let degree = try arguments.int("deg")
        guard degree >= 0, degree < 1000 else { throw arguments.invalid("the degree is from 0 to 999, got \(degree)") }
        guard x.rank == 1, x.count > 0, y.rank > 0, y.shape[0] == x.count else {
            let words = "x is a vector and y has as many rows, not \(x.shape) and \(y.shape)"
            throw arguments.typeError(words)
        }
        let points = try x.floats()
        var columns: [[Double]] = [[Double](repeating: 1, count: points.count)]
        for _ in 0..<degree { columns.insert(zip(columns[0], points).polled().map { $0 * $1 }, at: 0) }
        let scales = columns.map { column in column.polled().reduce(0) { $0 + $1 * $1 }.squareRoot() }
        if Interruption.isRequested { throw .interrupted }
        let rows = points.indices.polled(work: 8 * columns.count).flatMap { row in
            columns.indices.map { columns[$0][row] / scales[$0] }
        }
        if Interruption.isRequested { throw .interrupted }
        let matrix = Tensor.float64(NDArray(rows, shape: [points.count, degree + 1]))
        let found = try arguments.carryOut { () throws(TensorError) in
            try LinearAlgebra.leastSquares(matrix, y, cutoff: Double(points.count) * Double.ulpOfOne)
        }
        if found.rank < degree + 1 {
            try machine.warn(
                "the points don't determine a polynomial of degree \(degree)",
                text: "Polyfit may be poorly conditioned",
                category: "RuntimeWarning", range: machine.currentCallRange)
        }
        return try machine.result(of: arguments) { (flags) throws(TensorError) in
            let divisor = Tensor.float64(NDArray(scales, shape: y.rank == 1 ? [degree + 1] : [degree + 1, 1]))
            return try Tensor.binary(.divide, found.solution, divisor, flags: &flags)
        }
    }
}

extension Machine {
    /// Carries out an operation on a matrix and warns, naming the matrix, if its condition leaves few digits.
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
