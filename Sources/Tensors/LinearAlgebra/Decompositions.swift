internal import Kernels
internal import Platform

/// A matrix as U·diag(s)·Vᵀ, by one-sided Jacobi rotations (Hestenes 1958; Golub and Van Loan, 8.6.3): pairs of columns
/// are turned until all are orthogonal; their lengths are then the singular values.
struct SingularValueDecomposition {
    /// The left singular vectors, min(m, n) of them.
    private(set) var left: [[Double]]
    /// The singular values, largest first.
    private(set) var values: [Double]
    /// The right singular vectors, min(m, n) of them.
    private(set) var right: [[Double]]

    /// - Throws: ``TensorError/invalidArgument(function:_:)`` for elements that aren't finite.
    init(_ matrix: DenseMatrix, function: String) throws(TensorError) {
        try LinearAlgebra.requireFinite(matrix, function: function)
        let isWide = matrix.columns > matrix.rows
        let tall = isWide ? matrix.transposed : matrix
        // A power of 2 keeps squares from overflowing and changes no digit.
        let scale = matrix.largest > 0 ? scalbn(1, -Int(matrix.largest.exponent)) : 1
        var columns = tall.columnVectors.map { column in
            Interruption.isRequested ? column : column.map { $0 * scale }
        }
        var turns = DenseMatrix(identity: tall.columns).columnVectors
        try LinearAlgebra.checkInterruption()
        Self.orthogonalize(&columns, &turns)
        try LinearAlgebra.checkInterruption()
        let lengths = columns.map { sqrt(LinearAlgebra.dot($0, $0)) }
        let order = lengths.indices.sorted { lengths[$0] > lengths[$1] }
        values = order.map { lengths[$0] / scale }
        var units: [[Double]] = []
        for place in order where lengths[place] > 0 { units.append(columns[place].map { $0 / lengths[place] }) }
        Self.complete(&units, count: order.count, rows: tall.rows)
        try LinearAlgebra.checkInterruption()
        let others = order.map { turns[$0] }
        (left, right) = isWide ? (others, units) : (units, others)
    }

    /// Sweeps over all pairs until none needs a rotation.
    private static func orthogonalize(_ columns: inout [[Double]], _ turns: inout [[Double]]) {
        var meter = WorkMeter()
        for _ in 0..<60 {
            var isDone = true
            for first in columns.indices {
                for second in first + 1..<max(columns.count, first + 1) {
                    if meter.shouldStop(after: 4 * columns[first].count) { return }
                    let alpha = LinearAlgebra.dot(columns[first], columns[first])
                    let beta = LinearAlgebra.dot(columns[second], columns[second])
                    let gamma = LinearAlgebra.dot(columns[first], columns[second])
                    if abs(gamma) <= LinearAlgebra.epsilon * sqrt(alpha) * sqrt(beta) || gamma == 0 { continue }
                    isDone = false
                    let zeta = (beta - alpha) / (2 * gamma)
                    let tangent = (zeta < 0 ? -1 : 1) / (abs(zeta) + hypot(1, zeta))
                    let cosine = 1 / hypot(1, tangent)
                    rotate(&columns, first, second, cosine, cosine * tangent)
                    rotate(&turns, first, second, cosine, cosine * tangent)
                }
            }
            if isDone { return }
        }
    }

    private static func rotate(
        _ columns: inout [[Double]], _ first: Int, _ second: Int, _ cosine: Double, _ sine: Double
    ) {
        for row in columns[first].indices {
            let (x, y) = (columns[first][row], columns[second][row])
            columns[first][row] = cosine * x - sine * y
            columns[second][row] = sine * x + cosine * y
        }
    }

    /// Adds orthonormal vectors until there are `count`: of each axis what the vectors so far leave of it.
    static func complete(_ vectors: inout [[Double]], count: Int, rows: Int) {
        var axis = 0
        var meter = WorkMeter()
        while vectors.count < count && axis < rows {
            var candidate = [Double](repeating: 0, count: rows)
            candidate[axis] = 1
            // Twice, because once leaves rounding errors behind.
            for _ in 0..<2 {
                for vector in vectors {
                    if meter.shouldStop(after: 2 * rows) { return }
                    let part = LinearAlgebra.dot(vector, candidate)
                    for row in 0..<rows { candidate[row] -= part * vector[row] }
                }
            }
            let length = sqrt(LinearAlgebra.dot(candidate, candidate))
            // Some axis always leaves at least 1/√rows.
            if length * length * Double(2 * rows) >= 1 { vectors.append(candidate.map { $0 / length }) }
            axis += 1
        }
    }

    /// The number of singular values above `cutoff`.
    func rank(above cutoff: Double) -> Int { values.count { $0 > cutoff } }
}

extension LinearAlgebra {
    /// The eigenvalues of a symmetric matrix, smallest first, and the eigenvectors as columns (`np.linalg.eigh`), by
    /// Jacobi's rotations (Golub and Van Loan, 8.5). Only the lower triangle is read; the signs of the vectors are not
    /// NumPy's.
    ///
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/wrongRank(function:expected:_:)``,
    ///   ``TensorError/invalidArgument(function:_:)`` for elements that aren't finite.
    public static func symmetricEigen(_ matrix: Tensor) throws(TensorError) -> (values: Tensor, vectors: Tensor) {
        var work = try DenseMatrix(square: matrix, function: "eigh")
        try requireFinite(work, function: "eigh")
        let size = work.rows
        for row in 0..<size {
            for column in 0..<row { work[column, row] = work[row, column] }
        }
        let scale = work.largest > 0 ? scalbn(1, -Int(work.largest.exponent)) : 1
        work.elements = [Double](inRoomFor: work.elements.count, interruptibly: { [work] in work.elements[$0] * scale })
        try checkInterruption()
        var vectors = DenseMatrix(identity: size)
        for _ in 0..<60 where sweep(&work, &vectors) == false { break }
        try checkInterruption()
        let values = (0..<size).map { work[$0, $0] / scale }
        let order = values.indices.sorted { values[$0] < values[$1] }
        let columns = vectors.columnVectors
        return (
            .float64(NDArray(order.map { values[$0] }, shape: [size])),
            DenseMatrix(columnVectors: order.map { columns[$0] }, rows: size).tensor
        )
    }

    /// Turns away each element off the diagonal that is not negligible; false if there was none.
    private static func sweep(_ work: inout DenseMatrix, _ vectors: inout DenseMatrix) -> Bool {
        var isChanged = false
        var meter = WorkMeter()
        let size = work.rows
        for first in 0..<size {
            for second in first + 1..<max(size, first + 1) {
                if meter.shouldStop(after: size) { return false }
                let element = work[first, second]
                let (alpha, beta) = (work[first, first], work[second, second])
                let limit = epsilon / 4 * max(sqrt(abs(alpha * beta)), epsilon * max(abs(alpha), abs(beta)))
                if element == 0 || abs(element) <= limit { continue }
                isChanged = true
                let theta = (beta - alpha) / (2 * element)
                let tangent = (theta < 0 ? -1 : 1) / (abs(theta) + hypot(1, theta))
                let cosine = 1 / hypot(1, tangent)
                let sine = cosine * tangent
                for index in 0..<size {
                    let (x, y) = (work[index, first], work[index, second])
                    work[index, first] = cosine * x - sine * y
                    work[index, second] = sine * x + cosine * y
                    let (v, w) = (vectors[index, first], vectors[index, second])
                    vectors[index, first] = cosine * v - sine * w
                    vectors[index, second] = sine * v + cosine * w
                }
                for index in 0..<size {
                    let (x, y) = (work[first, index], work[second, index])
                    work[first, index] = cosine * x - sine * y
                    work[second, index] = sine * x + cosine * y
                }
                work[first, second] = 0
                work[second, first] = 0
            }
        }
        return isChanged
    }
}
