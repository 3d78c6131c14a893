internal import Kernels
internal import Platform

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
        work.elements = work.elements.map { $0 * scale }
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
