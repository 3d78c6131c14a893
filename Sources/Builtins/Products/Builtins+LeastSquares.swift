internal import Interpreter
internal import Kernels
internal import Tensors

extension Builtins {
    /// Least-squares solutions.
    static let leastErrors: [Builtin] = [
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

    private static func leastSquares(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let (matrix, right) = (try arguments.tensor(0), try arguments.tensor(1))
        // LAPACK replaces invalid values, such as NumPy's -1, with the machine precision.
        let cutoff: Double? = arguments.isGiven("rcond") ? try arguments.double("rcond") : nil
        let found = try arguments.carryOut { () throws(TensorError) in
            try LinearAlgebra.leastSquares(matrix, right, cutoff: cutoff)
        }
        return .tuple(
            TupleObject([
                .array(ArrayObject(found.solution)), .array(ArrayObject(found.residuals)),
                .scalar(.other(.signed(found.rank), .int32)),
                .array(ArrayObject(found.singularValues)),
            ]))
    }

    /// Like `np.polyfit`: least squares over the powers of x, each scaled to length 1.
    private static func fit(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let (x, y) = (try arguments.tensor(0), try arguments.tensor(1))
        let degree = try arguments.int("deg")
        guard degree >= 0, degree < 1000 else { throw arguments.invalid("the degree is from 0 to 999, got \(degree)") }
        guard x.rank == 1, x.count > 0, y.rank > 0, y.shape[0] == x.count else {
            let words = "x is a vector and y has as many rows, not \(x.shape) and \(y.shape)"
            let python =
                switch (x.rank, x.count, y.rank) {
                case (1, 0, _): "expected non-empty vector for x"
                case (1, _, 0): "expected 1D or 2D array for y"
                case (1, _, _): "expected x and y to have same length"
                default: "expected 1D vector for x"
                }
            throw arguments.invalid(words, python: PythonForm("TypeError", python))
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
