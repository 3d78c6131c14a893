internal import Kernels
internal import Platform

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

    /// - Throws: ``TensorError/interrupted``.
    init(_ matrix: DenseMatrix) throws(TensorError) {
        factors = matrix
        size = matrix.rows
        oneNorm = matrix.oneNorm
        for step in 0..<size {
            eliminate(step)
            try LinearAlgebra.checkInterruption()
        }
    }

    /// Computes one column of L and U from those before it, adding as LAPACK's unblocked routine in OpenBLAS does.
    private mutating func eliminate(_ step: Int) {
        for (row, pivot) in pivots.enumerated() where pivot != row {
            factors.elements.swapAt(row * size + step, pivot * size + step)
        }
        var meter = WorkMeter()
        for row in 0..<size {
            if meter.shouldStop(after: step) { return }
            if row < step {
                factors[row, step] -= strided(row, step, row)
            } else {
                subtractColumns(row, step)
            }
        }
        var pivot = step
        for row in step..<size where abs(factors[row, step]) > abs(factors[pivot, step]) { pivot = row }
        pivots.append(pivot)
        let divisor = factors[pivot, step]
        if divisor == 0 {
            isSingular = true
            return
        }
        if pivot != step {
            sign = -sign
            for column in 0...step { factors.elements.swapAt(step * size + column, pivot * size + column) }
        }
        let reciprocal = 1 / divisor
        for row in step + 1..<max(size, step + 1) {
            factors[row, step] = reciprocal.isFinite ? factors[row, step] * reciprocal : factors[row, step] / divisor
        }
    }

    /// The first `count` products of a row of L and a column, in the order of `ddot` with a stride.
    private func strided(_ row: Int, _ column: Int, _ count: Int) -> Double {
        func product(_ index: Int) -> Double { factors[row, index] * factors[index, column] }
        var (first, second) = (0.0, 0.0)
        let whole = count - count % 4
        for index in stride(from: 0, to: whole, by: 4) {
            first += product(index) + product(index + 2)
            second += product(index + 1) + product(index + 3)
        }
        for index in whole..<count { first += product(index) }
        return first + second
    }

    /// Takes the products of a row of L and a column from the element where they meet, on or below the diagonal, in the
    /// order of `dgemv_n`: in rows up to a multiple of 4 fours, a pair and a single one, each for itself; in the last
    /// rows one sum.
    private mutating func subtractColumns(_ row: Int, _ step: Int) {
        func product(_ index: Int) -> Double { factors[row, index] * factors[index, step] }
        func pair(_ index: Int) -> Double {
            product(index).addingProduct(factors[row, index + 2], factors[index + 2, step])
        }
        let rows = size - step
        var element = factors[row, step]
        var index = 0
        if row - step < rows - rows % 4 {
            while index + 4 <= step {
                element -= pair(index) + pair(index + 1)
                index += 4
            }
            if index + 2 <= step {
                element -= product(index) + product(index + 1)
                index += 2
            }
            if index < step { element -= product(index) }
        } else {
            var sum = 0.0
            for other in 0..<step { sum += product(other) }
            element -= sum
        }
        factors[row, step] = element
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
    ///
    /// What it gives is unfinished if evaluation should stop.
    func solve(_ right: DenseMatrix) -> DenseMatrix {
        var result = right
        let count = right.columns
        for (step, pivot) in pivots.enumerated() where pivot != step {
            for column in 0..<count { result.elements.swapAt(step * count + column, pivot * count + column) }
        }
        for block in blocks(count) {
            subtractKnown(0..<block.lowerBound, from: block, of: &result)
            for row in block {
                if Interruption.isRequested { return result }
                for other in block.lowerBound..<row { subtract(other, from: row, of: &result) }
            }
        }
        for block in blocks(count).reversed() {
            subtractKnown(block.upperBound..<size, from: block, of: &result)
            for row in block.reversed() {
                if Interruption.isRequested { return result }
                for other in (row + 1..<max(block.upperBound, row + 1)).reversed() {
                    subtract(other, from: row, of: &result)
                }
                divide(row, of: &result)
            }
        }
        return result
    }

    /// The rows that OpenBLAS solves for together: all for a vector, else fours, and what is left as two and one.
    private func blocks(_ columns: Int) -> [Range<Int>] {
        if columns == 1 { return [0..<size] }
        var result: [Range<Int>] = []
        var start = 0
        while start < size {
            let left = size - start
            let count = left >= 4 ? 4 : left >= 2 ? 2 : 1
            result.append(start..<start + count)
            start += count
        }
        return result
    }

    /// Takes the part of rows solved before from the rows of a block, as one fused sum.
    private func subtractKnown(_ known: Range<Int>, from block: Range<Int>, of matrix: inout DenseMatrix) {
        if known.isEmpty { return }
        var meter = WorkMeter()
        for row in block {
            for column in 0..<matrix.columns {
                if meter.shouldStop(after: known.count) { return }
                var sum = 0.0
                for other in known { sum.addProduct(factors[row, other], matrix[other, column]) }
                matrix[row, column] -= sum
            }
        }
    }

    private func subtract(_ other: Int, from row: Int, of matrix: inout DenseMatrix) {
        let factor = factors[row, other]
        for column in 0..<matrix.columns { matrix[row, column] -= factor * matrix[other, column] }
    }

    /// OpenBLAS divides a vector, and multiplies several columns by the reciprocal.
    private func divide(_ row: Int, of matrix: inout DenseMatrix) {
        let divisor = factors[row, row]
        let reciprocal = 1 / divisor
        for column in 0..<matrix.columns {
            if matrix.columns == 1 || !reciprocal.isFinite {
                matrix[row, column] /= divisor
            } else {
                matrix[row, column] *= reciprocal
            }
        }
    }

    /// Solves for the transposed matrix.
    private func solveTransposed(_ right: [Double]) -> [Double] {
        var result = right
        for row in 0..<size {
            if Interruption.isRequested { return result }
            for other in 0..<row { result[row] -= factors[other, row] * result[other] }
            result[row] /= factors[row, row]
        }
        for row in (0..<size).reversed() {
            if Interruption.isRequested { return result }
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
