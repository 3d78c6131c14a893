internal import Kernels

/// What `np.linalg.lstsq` gives.
public struct LeastSquaresSolution: Sendable {
    /// The shortest of the vectors (or, for a matrix on the right, columns) that leave the least error.
    public var solution: Tensor
    /// For each column the sum of the squared errors; empty if the rank is less than the number of unknowns or there are
    /// no more equations than unknowns.
    public var residuals: Tensor
    /// The number of singular values that count.
    public var rank: Int
    /// The singular values of the matrix, largest first.
    public var singularValues: Tensor
}

extension LinearAlgebra {
    /// The least-squares solution of `matrix @ x = right` of least length (`np.linalg.lstsq`), through the singular value
    /// decomposition.
    ///
    /// - Parameter cutoff: singular values of at most `cutoff` times the largest count as 0 (`rcond`); the distance from
    ///   1 to the next float64 times the larger number of rows and columns if nil.
    /// - Throws: ``TensorError/systemMismatch(function:_:_:)``, ``TensorError/wrongRank(function:expected:_:)``,
    ///   ``TensorError/invalidArgument(function:_:)`` for elements that aren't finite.
    public static func leastSquares(
        _ matrix: Tensor, _ right: Tensor, cutoff: Double? = nil
    ) throws(TensorError) -> LeastSquaresSolution {
        let source = try DenseMatrix(matrix, function: "lstsq")
        guard right.rank == 1 || right.rank == 2 else {
            throw .wrongRank(function: "lstsq", expected: "a vector or a matrix on the right", right.shape)
        }
        guard right.shape[0] == source.rows else {
            throw .systemMismatch(function: "lstsq", matrix.shape, right.shape)
        }
        let count = right.rank == 1 ? 1 : right.shape[1]
        let sides = DenseMatrix(rows: source.rows, columns: count, elements: right.asFloat64().elements)
        try requireFinite(sides, function: "lstsq")
        let parts = try SingularValueDecomposition(source, function: "lstsq")
        let relative = cutoff ?? epsilon * Double(max(source.rows, source.columns))
        // LAPACK takes its own epsilon for a negative cutoff.
        let limit = (relative < 0 ? epsilon : relative) * (parts.values.first ?? 0)
        let rank = parts.rank(above: limit)
        var solution = DenseMatrix(rows: source.columns, columns: count)
        var meter = WorkMeter()
        for (column, side) in sides.columnVectors.enumerated() {
            for place in 0..<rank {
                if meter.shouldStop(after: 2 * source.rows) { throw .interrupted }
                let weight = dot(parts.left[place], side) / parts.values[place]
                for row in 0..<source.columns { solution[row, column] += weight * parts.right[place][row] }
            }
        }
        var residuals: [Double] = []
        if rank == source.columns && source.rows > source.columns {
            residuals = squaredErrors(source, solution, sides)
        }
        let shape: Shape = right.rank == 1 ? [source.columns] : solution.shape
        return LeastSquaresSolution(
            solution: .float64(NDArray(solution.elements, shape: shape)),
            residuals: .float64(NDArray(residuals, shape: [residuals.count])), rank: rank,
            singularValues: .float64(NDArray(parts.values, shape: [parts.values.count])))
    }

    private static func squaredErrors(
        _ matrix: DenseMatrix, _ solution: DenseMatrix, _ sides: DenseMatrix
    ) -> [Double] {
        let rows = (0..<matrix.rows).map(matrix.row)
        return zip(solution.columnVectors, sides.columnVectors).map { unknowns, side in
            zip(rows, side).reduce(0) { sum, equation in
                let error = equation.1 - dot(equation.0, unknowns)
                return sum + error * error
            }
        }
    }

    /// The pseudo-inverse (`np.linalg.pinv`).
    ///
    /// - Parameter cutoff: singular values of at most `cutoff` times the largest count as 0 (`rcond`).
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)``, ``TensorError/invalidArgument(function:_:)`` for
    ///   elements that aren't finite.
    public static func pseudoInverse(_ matrix: Tensor, cutoff: Double = 1e-15) throws(TensorError) -> Tensor {
        let source = try DenseMatrix(matrix, function: "pinv")
        let parts = try SingularValueDecomposition(source, function: "pinv")
        var result = DenseMatrix(rows: source.columns, columns: source.rows)
        var meter = WorkMeter()
        for place in 0..<parts.rank(above: cutoff * (parts.values.first ?? 0)) {
            for row in 0..<source.columns {
                if meter.shouldStop(after: source.rows) { throw .interrupted }
                let weight = parts.right[place][row] / parts.values[place]
                for column in 0..<source.rows { result[row, column] += weight * parts.left[place][column] }
            }
        }
        return result.tensor
    }

    /// The rank (`np.linalg.matrix_rank`): the number of singular values above `tolerance`, by default the largest times
    /// the distance from 1 to the next float64 times the larger number of rows and columns. Of a vector or scalar 1 if
    /// it has an element that isn't 0, else 0.
    ///
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)``, ``TensorError/invalidArgument(function:_:)`` for
    ///   elements that aren't finite.
    public static func rank(_ matrix: Tensor, tolerance: Double? = nil) throws(TensorError) -> Int {
        if matrix.rank < 2 { return matrix.asBool().elements.contains(true) ? 1 : 0 }
        let source = try DenseMatrix(matrix, function: "matrix_rank")
        let parts = try SingularValueDecomposition(source, function: "matrix_rank")
        let largest = parts.values.first ?? 0
        return parts.rank(above: tolerance ?? largest * Double(max(source.rows, source.columns)) * epsilon)
    }

    /// The singular values, largest first (`np.linalg.svdvals`).
    ///
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)``, ``TensorError/invalidArgument(function:_:)`` for
    ///   elements that aren't finite.
    public static func singularValues(_ matrix: Tensor) throws(TensorError) -> Tensor {
        let parts = try SingularValueDecomposition(try DenseMatrix(matrix, function: "svd"), function: "svd")
        return .float64(NDArray(parts.values, shape: [parts.values.count]))
    }

    /// The singular value decomposition (`np.linalg.svd`): U, the singular values, and V transposed. The signs of the
    /// vectors are not NumPy's.
    ///
    /// - Parameter isFull: whether U and V are square, or have only min(m, n) vectors.
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)``, ``TensorError/invalidArgument(function:_:)`` for
    ///   elements that aren't finite.
    public static func singularValueDecomposition(
        _ matrix: Tensor, isFull: Bool = true
    ) throws(TensorError) -> (u: Tensor, values: Tensor, vTransposed: Tensor) {
        let source = try DenseMatrix(matrix, function: "svd")
        let parts = try SingularValueDecomposition(source, function: "svd")
        var (left, right) = (parts.left, parts.right)
        if isFull {
            try Shape([source.rows, source.rows]).validated()
            try Shape([source.columns, source.columns]).validated()
            SingularValueDecomposition.complete(&left, count: source.rows, rows: source.rows)
            SingularValueDecomposition.complete(&right, count: source.columns, rows: source.columns)
            try checkInterruption()
        }
        return (
            DenseMatrix(columnVectors: left, rows: source.rows).tensor,
            .float64(NDArray(parts.values, shape: [parts.values.count])),
            DenseMatrix(columnVectors: right, rows: source.columns).transposed.tensor
        )
    }
}
