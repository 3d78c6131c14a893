internal import COpenBLAS
internal import Kernels

/// The result of `np.linalg.lstsq`.
public struct LeastSquaresSolution: Sendable {
    /// The vector (for a matrix on the right, the columns) of minimum norm among those of least squared error.
    public var solution: Tensor
    /// The sum of the squared errors for each column; empty if the rank is less than the number of unknowns or there
    /// are no more equations than unknowns.
    public var residuals: Tensor
    /// The number of singular values above the cutoff.
    public var rank: Int
    /// The singular values of the matrix, descending.
    public var singularValues: Tensor
}

extension LinearAlgebra {
    /// The singular value decomposition (`np.linalg.svd`) of matrices (…, m, n): U, the singular values in descending
    /// order, (…, min(m, n)), and V transposed.
    ///
    /// - Parameter isFull: whether U and V are square, (…, m, m) and (…, n, n), instead of having only min(m, n)
    ///   vectors.
    /// - Throws: ``TensorError/noMatrix(function:_:takesStacks:)``, ``TensorError/noConvergence(function:_:)``.
    public static func singularValueDecomposition(
        _ matrix: Tensor, isFull: Bool = true, function: String = "svd"
    ) throws(TensorError) -> (u: Tensor, values: Tensor, vTransposed: Tensor) {
        let stack = try MatrixStack(matrix, function: function)
        var task = stack.task(COB_SVD)
        (task.has_vectors, task.is_full) = (true, isFull)
        let parts = try Factorization(task, of: stack, function: function)
        if parts.failures > 0 { throw .noConvergence(function: function, .singularValues) }
        return (
            try parts.first(Shape(stack.outer + [stack.rows, isFull ? stack.rows : stack.smaller])),
            try parts.second(Shape(stack.outer + [stack.smaller])),
            try parts.third(Shape(stack.outer + [isFull ? stack.columns : stack.smaller, stack.columns]))
        )
    }

    /// The singular values, descending (`np.linalg.svdvals`); shape (…, min(m, n)).
    ///
    /// - Throws: the errors of ``singularValueDecomposition(_:isFull:function:)``.
    public static func singularValues(_ matrix: Tensor, function: String = "svd") throws(TensorError) -> Tensor {
        let stack = try MatrixStack(matrix, function: function)
        let parts = try Factorization(stack.task(COB_SVD), of: stack, function: function)
        if parts.failures > 0 { throw .noConvergence(function: function, .singularValues) }
        return try parts.second(Shape(stack.outer + [stack.smaller]))
    }

    /// The least-squares solution of `matrix @ x = right` with the smallest norm (`np.linalg.lstsq`): `matrix` is (m,
    /// n), `right` (m,) or (m, k), x (n,) or (n, k).
    ///
    /// - Parameter cutoff: singular values of at most `cutoff` times the largest count as 0 (`rcond`); nil for the
    ///   distance from 1 to the next float64 times the larger of m and n.
    /// - Throws: ``TensorError/systemMismatch(function:_:_:isSquare:)``,
    ///   ``TensorError/noMatrix(function:_:takesStacks:)``, ``TensorError/noConvergence(function:_:)``.
    public static func leastSquares(
        _ matrix: Tensor, _ right: Tensor, cutoff: Double? = nil
    ) throws(TensorError) -> LeastSquaresSolution {
        guard matrix.rank == 2 else { throw .noMatrix(function: "lstsq", matrix.shape, takesStacks: false) }
        let isVector = right.rank == 1
        guard isVector || right.rank == 2 else { throw .noMatrix(function: "lstsq", right.shape, takesStacks: false) }
        let stack = try MatrixStack(matrix, function: "lstsq")
        guard right.shape[0] == stack.rows else {
            throw .systemMismatch(function: "lstsq", matrix.shape, right.shape, isSquare: false)
        }
        let sides = isVector ? 1 : right.shape[1]
        var task = stack.task(COB_LEAST_SQUARES)
        task.sides = sides
        task.cutoff = cutoff ?? epsilon * Double(max(stack.rows, stack.columns))
        let parts = try Factorization(
            task, of: stack, right: try right.asFloat64().contiguous(),
            isSingle: stack.isSingle && right.dtype == .float32, function: "lstsq")
        if parts.failures > 0 { throw .noConvergence(function: "lstsq", .leastSquares) }
        let isOverdetermined = parts.rank == stack.columns && stack.rows > stack.columns
        return LeastSquaresSolution(
            solution: try parts.first(isVector ? [stack.columns] : [stack.columns, sides]),
            residuals: try parts.second([isOverdetermined ? sides : 0]), rank: parts.rank,
            singularValues: try parts.third([stack.smaller]))
    }

    /// The pseudo-inverse of matrices (…, m, n) (`np.linalg.pinv`); shape (…, n, m).
    ///
    /// - Parameter cutoff: singular values of at most `cutoff` times the largest count as 0 (`rcond`).
    /// - Throws: ``TensorError/noMatrix(function:_:takesStacks:)``, ``TensorError/noConvergence(function:_:)``.
    public static func pseudoInverse(_ matrix: Tensor, cutoff: Double = 1e-15) throws(TensorError) -> Tensor {
        let lengths = Array(matrix.shape.dimensions)
        guard lengths.count >= 2 else { throw .noMatrix(function: "pinv", matrix.shape, takesStacks: true) }
        if matrix.count == 0, lengths.suffix(2).contains(0) {
            return try .zeros(Shape(lengths.dropLast(2) + lengths.suffix(2).reversed()))
        }
        let parts = try singularValueDecomposition(matrix, isFull: false, function: "pinv")
        var flags = FloatingPointFlags()
        let largest = try parts.values.maximum(axes: [-1], keepingDimensions: true)
        let limit = try Tensor.binary(.multiply, Tensor(.float64(cutoff)), largest, flags: &flags)
        let counts = try Tensor.binary(.greater, parts.values, limit, flags: &flags)
        let inverses = try Tensor.where(
            counts, try Tensor.binary(.divide, Tensor(.float64(1)), parts.values, flags: &flags), Tensor(.float64(0)))
        let scaled = try Tensor.binary(
            .multiply, try inverses.expandingDimensions(at: [-1]), try parts.u.swappingAxes(-1, -2), flags: &flags)
        return try .matmul(try parts.vTransposed.swappingAxes(-1, -2), scaled, flags: &flags)
    }

    /// The rank (`np.linalg.matrix_rank`): the number of singular values above `tolerance`, by default the largest
    /// singular value times `relative`, by default the distance from 1 to the next float64 times the larger of rows
    /// and columns. For a vector or scalar, 1 if any element is nonzero, otherwise 0.
    ///
    /// - Throws: ``TensorError/noConvergence(function:_:)``.
    public static func rank(
        _ matrix: Tensor, tolerance: Double? = nil, relative: Double? = nil
    ) throws(TensorError) -> Tensor {
        if matrix.rank < 2 { return Tensor(.int64(matrix.asBool().elements.polled().contains(true) ? 1 : 0)) }
        let values = try singularValues(matrix, function: "matrix_rank")
        let (rows, columns) = (matrix.shape[matrix.rank - 2], matrix.shape[matrix.rank - 1])
        if min(rows, columns) == 0 { return try .zeros(Shape(values.shape.dimensions.dropLast()), dtype: .int64) }
        var flags = FloatingPointFlags()
        let limit: Tensor
        if let tolerance {
            limit = Tensor(.float64(tolerance))
        } else {
            let precision = values.dtype == .float32 ? Double(Float.ulpOfOne) : epsilon
            let share = Tensor(.float64(relative ?? Double(max(rows, columns)) * precision))
            limit = try Tensor.binary(
                .multiply, try values.maximum(axes: [-1], keepingDimensions: true),
                relative == nil ? share.withType(values.dtype, flags: &flags) : share, flags: &flags)
        }
        return try Tensor.binary(.greater, values, limit, flags: &flags).countNonzero(axes: [-1])
    }
}
