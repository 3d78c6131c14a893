internal import Kernels
internal import Platform

extension LinearAlgebra {
    /// The solution of `matrix @ x = right` (`np.linalg.solve`), for a vector or for each column of a matrix.
    ///
    /// - Parameter badCondition: set to the estimated condition number if its reciprocal is below
    ///   ``worstReciprocalCondition``; else left alone.
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/systemMismatch(function:_:_:)``,
    ///   ``TensorError/singularMatrix(function:_:)``, ``TensorError/wrongRank(function:expected:_:)``.
    public static func solve(
        _ matrix: Tensor, _ right: Tensor, badCondition: inout Double?
    ) throws(TensorError) -> Tensor {
        let square = try DenseMatrix(square: matrix, function: "solve")
        guard right.rank == 1 || right.rank == 2 else {
            throw .wrongRank(function: "solve", expected: "a vector or a matrix on the right", right.shape)
        }
        guard right.shape[0] == square.rows else {
            throw .systemMismatch(function: "solve", matrix.shape, right.shape)
        }
        let columns = right.rank == 1 ? 1 : right.shape[1]
        let sides = DenseMatrix(rows: square.rows, columns: columns, elements: right.asFloat64().elements)
        let factors = try factorize(square, function: "solve", &badCondition)
        return .float64(NDArray(factors.solve(sides).elements, shape: right.shape))
    }

    /// The inverse (`np.linalg.inv`).
    ///
    /// - Parameter badCondition: as in ``solve(_:_:badCondition:)``.
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/singularMatrix(function:_:)``,
    ///   ``TensorError/wrongRank(function:expected:_:)``.
    public static func inverse(_ matrix: Tensor, badCondition: inout Double?) throws(TensorError) -> Tensor {
        let square = try DenseMatrix(square: matrix, function: "inv")
        let factors = try factorize(square, function: "inv", &badCondition)
        return factors.solve(DenseMatrix(identity: square.rows)).tensor
    }

    private static func factorize(
        _ matrix: DenseMatrix, function: String, _ badCondition: inout Double?
    ) throws(TensorError) -> LUFactorization {
        let factors = try LUFactorization(matrix)
        if factors.isSingular { throw .singularMatrix(function: function, matrix.shape) }
        let condition = factors.conditionEstimate
        if 1 / condition < worstReciprocalCondition { badCondition = condition }
        return factors
    }

    /// The determinant (`np.linalg.det`); 1 of a matrix without elements.
    ///
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/wrongRank(function:expected:_:)``.
    public static func determinant(_ matrix: Tensor) throws(TensorError) -> Double {
        try LUFactorization(try DenseMatrix(square: matrix, function: "det")).determinant
    }

    /// The determinant's sign and the logarithm of its absolute value (`np.linalg.slogdet`).
    ///
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/wrongRank(function:expected:_:)``.
    public static func signAndLogDeterminant(
        _ matrix: Tensor
    ) throws(TensorError) -> (sign: Double, logarithm: Double) {
        try LUFactorization(try DenseMatrix(square: matrix, function: "slogdet")).signAndLogarithm
    }

    /// The lower triangle L with L·Lᵀ the matrix (`np.linalg.cholesky`); only its lower triangle is read.
    ///
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/wrongRank(function:expected:_:)``,
    ///   ``TensorError/invalidArgument(function:_:)`` if the matrix is not positive definite.
    public static func cholesky(_ matrix: Tensor) throws(TensorError) -> Tensor {
        let source = try DenseMatrix(square: matrix, function: "cholesky")
        var lower = DenseMatrix(rows: source.rows, columns: source.rows)
        var meter = WorkMeter()
        for column in 0..<source.rows {
            var pivot = source[column, column]
            for other in 0..<column { pivot -= lower[column, other] * lower[column, other] }
            guard pivot > 0 else {
                throw .invalidArgument(function: "cholesky", "the matrix \(source.shape) is not positive definite")
            }
            lower[column, column] = sqrt(pivot)
            for row in column + 1..<max(source.rows, column + 1) {
                if meter.shouldStop(after: column + 1) { throw .interrupted }
                var sum = source[row, column]
                for other in 0..<column { sum -= lower[row, other] * lower[column, other] }
                lower[row, column] = sum / lower[column, column]
            }
        }
        return lower.tensor
    }

    /// An orthonormal Q of min(m, n) columns and an upper triangle R with Q·R the matrix (`np.linalg.qr`, mode
    /// 'reduced'), by Householder reflections with LAPACK's signs.
    ///
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)``.
    public static func qr(_ matrix: Tensor) throws(TensorError) -> (q: Tensor, r: Tensor) {
        var work = try DenseMatrix(matrix, function: "qr")
        let count = min(work.rows, work.columns)
        var reflectors: [(vector: [Double], scale: Double)] = []
        for step in 0..<count {
            var vector = (step..<work.rows).map { work[$0, step] }
            let tail = vector.dropFirst().reduce(0) { hypot($0, $1) }
            if tail == 0 {
                reflectors.append((vector, 0))
                continue
            }
            let head = vector[0]
            let norm = hypot(head, tail)
            let diagonal = head < 0 || (head == 0 && head.sign == .minus) ? norm : -norm
            let scale = (diagonal - head) / diagonal
            for index in vector.indices { vector[index] = index == 0 ? 1 : vector[index] / (head - diagonal) }
            reflectors.append((vector, scale))
            reflect(&work, from: step, columns: step..<work.columns, vector, scale)
            try checkInterruption()
        }
        var r = DenseMatrix(rows: count, columns: work.columns)
        for row in 0..<count {
            for column in row..<work.columns { r[row, column] = work[row, column] }
        }
        var q = DenseMatrix(rows: work.rows, columns: count)
        for index in 0..<count { q[index, index] = 1 }
        for (step, reflector) in reflectors.enumerated().reversed() {
            reflect(&q, from: step, columns: step..<count, reflector.vector, reflector.scale)
            try checkInterruption()
        }
        return (q.tensor, r.tensor)
    }

    /// Applies I - scale·v·vᵀ to the rows from `start` on.
    private static func reflect(
        _ matrix: inout DenseMatrix, from start: Int, columns: Range<Int>, _ vector: [Double], _ scale: Double
    ) {
        if scale == 0 { return }
        var meter = WorkMeter()
        for column in columns {
            if meter.shouldStop(after: 2 * vector.count) { return }
            var sum = 0.0
            for index in vector.indices { sum += vector[index] * matrix[start + index, column] }
            for index in vector.indices { matrix[start + index, column] -= scale * sum * vector[index] }
        }
    }
}
