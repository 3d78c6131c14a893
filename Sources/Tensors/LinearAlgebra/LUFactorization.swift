#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A square matrix as P·L·U: row exchanges, a lower triangle of ones and an upper triangle (Gaussian elimination with
/// partial pivoting; Golub and Van Loan, Matrix Computations, 3.4).
struct LUFactorization {
    /// L below the diagonal, U on and above it.
    private var factors: DenseMatrix
    /// The row that each step exchanged with its own.
    private var pivots: [Int] = []
    /// The number of rows.
    private let size: Int
    private let oneNorm: Double
    /// 1, or -1 after an odd number of exchanges.
    private(set) var sign = 1.0
    /// Whether a pivot is exactly 0.
    private(set) var isSingular = false

    init(_ matrix: DenseMatrix) {
        factors = matrix
        size = matrix.rows
        oneNorm = matrix.oneNorm
        for step in 0..<size { eliminate(step) }
    }

    private mutating func eliminate(_ step: Int) {
        var pivot = step
        for row in step..<size where abs(factors[row, step]) > abs(factors[pivot, step]) { pivot = row }
        pivots.append(pivot)
        if pivot != step {
            sign = -sign
            for column in 0..<size { factors.elements.swapAt(step * size + column, pivot * size + column) }
        }
        let divisor = factors[step, step]
        if divisor == 0 {
            isSingular = true
            return
        }
        // LAPACK multiplies by the reciprocal too, unless that would overflow.
        let reciprocal = 1 / divisor
        for row in step + 1..<max(size, step + 1) {
            let multiple = reciprocal.isFinite ? factors[row, step] * reciprocal : factors[row, step] / divisor
            factors[row, step] = multiple
            if multiple == 0 { continue }
            for column in step + 1..<size {
                factors[row, column].addProduct(-multiple, factors[step, column])
            }
        }
    }

    /// The sign of the determinant and the logarithm of its absolute value (`np.linalg.slogdet`).
    var signAndLogarithm: (sign: Double, logarithm: Double) {
        if isSingular { return (0, -.infinity) }
        var (sign, logarithm) = (sign, 0.0)
        for index in 0..<size {
            let pivot = factors[index, index]
            if pivot < 0 { sign = -sign }
            logarithm += log(abs(pivot))
        }
        return (sign, logarithm)
    }

    /// The determinant, from its logarithm as NumPy computes it.
    var determinant: Double {
        let (sign, logarithm) = signAndLogarithm
        return sign * exp(logarithm)
    }

    /// Solves for the columns of `right`; the matrix may not be singular.
    func solve(_ right: DenseMatrix) -> DenseMatrix {
        var result = right
        let count = right.columns
        for (step, pivot) in pivots.enumerated() where pivot != step {
            for column in 0..<count { result.elements.swapAt(step * count + column, pivot * count + column) }
        }
        for row in 0..<size {
            for other in 0..<row { subtract(factors[row, other], times: other, from: row, of: &result) }
        }
        for row in (0..<size).reversed() {
            for other in row + 1..<max(size, row + 1) {
                subtract(factors[row, other], times: other, from: row, of: &result)
            }
            for column in 0..<count { result[row, column] /= factors[row, row] }
        }
        return result
    }

    private func subtract(_ factor: Double, times other: Int, from row: Int, of matrix: inout DenseMatrix) {
        if factor == 0 { return }
        for column in 0..<matrix.columns { matrix[row, column].addProduct(-factor, matrix[other, column]) }
    }

    /// Solves for the transposed matrix.
    private func solveTransposed(_ right: [Double]) -> [Double] {
        var result = right
        for row in 0..<size {
            for other in 0..<row { result[row] -= factors[other, row] * result[other] }
            result[row] /= factors[row, row]
        }
        for row in (0..<size).reversed() {
            for other in row + 1..<max(size, row + 1) { result[row] -= factors[other, row] * result[other] }
        }
        for (step, pivot) in pivots.enumerated().reversed() { result.swapAt(step, pivot) }
        return result
    }

    private func solve(_ right: [Double]) -> [Double] {
        solve(DenseMatrix(rows: size, columns: 1, elements: right)).elements
    }

    /// An estimate of the condition number in the 1-norm: ‖A‖·‖A⁻¹‖, the latter from below by Hager's method as
    /// Higham refined it (ACM TOMS 14, 1988): a few solutions, never an inverse.
    var conditionEstimate: Double {
        if isSingular { return .infinity }
        if size == 0 { return 0 }
        var vector = [Double](repeating: 1 / Double(size), count: size)
        var estimate = 0.0
        var last = -1
        for _ in 0..<5 {
            let solution = solve(vector)
            let norm = solution.reduce(0) { $0 + abs($1) }
            guard norm.isFinite else { return norm.isNaN ? .nan : .infinity }
            if norm <= estimate { break }
            estimate = norm
            let gradient = solveTransposed(solution.map { $0.sign == .minus ? -1 : 1 })
            let steepest = gradient.indices.max { abs(gradient[$0]) < abs(gradient[$1]) } ?? 0
            if steepest == last { break }
            last = steepest
            vector = [Double](repeating: 0, count: size)
            vector[steepest] = 1
        }
        // A vector of alternating signs catches matrices that the steps above are blind to.
        let alternating = (0..<size).map { (index: Int) -> Double in
            let magnitude = 1 + Double(index) / Double(max(size - 1, 1))
            return index % 2 == 0 ? magnitude : -magnitude
        }
        let other = 2 * solve(alternating).reduce(0) { $0 + abs($1) } / (3 * Double(size))
        return max(estimate, other) * oneNorm
    }
}
