/// The orders of additions in products of matrix and vector (OpenBLAS's `dgemv_t` and `dgemv_n` for Haswell).
enum MatrixVector {
    /// `dgemv_t`: each row of a row-wise matrix times the vector, `y[i] = Σ x[i, j] · w[j]`.
    ///
    /// For p columns, the first `p - p % 4` are processed in blocks of 2,048, whose sums are added to y in order.
    /// Within a block:
    /// - rows up to a multiple of 4: four fused chains over every 4th column, joined as `(A0 + A2) + (A1 + A3)`;
    /// - two remaining rows, if there are two or three: two chains, not fused, `A0 + A1`;
    /// - the last row of an odd number: four chains, not fused, `(A0 + A2) + (A1 + A3)`.
    ///
    /// The last columns follow: one, `fma(x0, w0, y)`; two, `fma(x0, w0, x1·w1) + y`; three,
    /// `fma(x2, w2, fma(x0, w0, x1·w1)) + y`.
    static func rows(_ matrix: Matrix, times vector: Vector, into result: UnsafeMutablePointer<Double>, stride: Int) {
        let whole = matrix.columns - matrix.columns % 4
        var meter = WorkMeter()
        for row in 0..<matrix.rows {
            if meter.shouldStop(after: matrix.columns % 2048 + 1) { return }
            let numbers = matrix.elements + row * matrix.rowStride
            var sum = 0.0
            var start = 0
            while start < whole {
                let end = min(start + 2048, whole)
                if end - start == 2048, meter.shouldStop(after: 2048) { return }
                if row < matrix.rows - matrix.rows % 4 {
                    sum += fusedBlock(numbers, vector, start, end)
                } else if row < matrix.rows - matrix.rows % 2 {
                    sum += twoChains(numbers, vector, start, end)
                } else {
                    sum += fourChains(numbers, vector, start, end)
                }
                start = end
            }
            result[row * stride] = adding(
                lastColumns: matrix.columns % 4, numbers + whole,
                Vector(elements: vector.elements + whole * vector.stride, stride: vector.stride), to: sum)
        }
    }

    private static func fusedBlock(
        _ numbers: UnsafePointer<Double>, _ vector: Vector, _ start: Int, _ end: Int
    ) -> Double {
        var chains = (0.0, 0.0, 0.0, 0.0)
        var column = start
        while column < end {
            chains.0 = chains.0.addingProduct(numbers[column], vector[column])
            chains.1 = chains.1.addingProduct(numbers[column + 1], vector[column + 1])
            chains.2 = chains.2.addingProduct(numbers[column + 2], vector[column + 2])
            chains.3 = chains.3.addingProduct(numbers[column + 3], vector[column + 3])
            column += 4
        }
        return (chains.0 + chains.2) + (chains.1 + chains.3)
    }

    private static func twoChains(
        _ numbers: UnsafePointer<Double>, _ vector: Vector, _ start: Int, _ end: Int
    ) -> Double {
        var chains = (0.0, 0.0)
        var column = start
        while column < end {
            chains.0 += numbers[column] * vector[column]
            chains.1 += numbers[column + 1] * vector[column + 1]
            column += 2
        }
        return chains.0 + chains.1
    }

    private static func fourChains(
        _ numbers: UnsafePointer<Double>, _ vector: Vector, _ start: Int, _ end: Int
    ) -> Double {
        var chains = (0.0, 0.0, 0.0, 0.0)
        var column = start
        while column < end {
            chains.0 += numbers[column] * vector[column]
            chains.1 += numbers[column + 1] * vector[column + 1]
            chains.2 += numbers[column + 2] * vector[column + 2]
            chains.3 += numbers[column + 3] * vector[column + 3]
            column += 4
        }
        return (chains.0 + chains.2) + (chains.1 + chains.3)
    }

    private static func adding(
        lastColumns count: Int, _ x: UnsafePointer<Double>, _ w: Vector, to sum: Double
    ) -> Double {
        switch count {
        case 1: sum.addingProduct(x[0], w[0])
        case 2: (x[1] * w[1]).addingProduct(x[0], w[0]) + sum
        case 3: (x[1] * w[1]).addingProduct(x[0], w[0]).addingProduct(x[2], w[2]) + sum
        default: sum
        }
    }

    /// `dgemv_n`: the vector times a row-wise matrix, `g[j] = Σ r[i] · x[i, j]`.
    ///
    /// Columns up to a multiple of 4: for each four rows `g += fma(x2, r2, x0·r0) + fma(x3, r3, x1·r1)`; for two
    /// remaining rows `g += x0·r0 + x1·r1` if the vector has stride 1; others one by one. The last columns: row by
    /// row, not fused; but if the rows are contiguous, 2 or 3 long, and the vector has stride 1, for each four rows
    /// `g += x0·r0 + x1·r1` and `g += x2·r2 + x3·r3`.
    static func vector(
        _ vector: Vector, times matrix: Matrix, into result: UnsafeMutablePointer<Double>, stride: Int
    ) {
        let whole = matrix.columns - matrix.columns % 4
        let pairsRows =
            matrix.rowStride == matrix.columns && matrix.columns < 4 && matrix.columns > 1 && vector.stride == 1
        var meter = WorkMeter()
        for column in 0..<matrix.columns {
            if meter.shouldStop(after: matrix.rows + 1) { return }
            let numbers = Vector(elements: matrix.elements + column, stride: matrix.rowStride)
            if column < whole {
                result[column * stride] = 0.0 + fusedColumn(numbers, vector, matrix.rows)
            } else {
                result[column * stride] = 0.0 + lastColumn(numbers, vector, matrix.rows, pairsRows: pairsRows)
            }
        }
    }

    private static func fusedColumn(_ x: Vector, _ r: Vector, _ rows: Int) -> Double {
        var sum = 0.0
        var row = rows - rows % 4
        Interruption.forEachPiece(of: row) { piece in
            var row = piece.lowerBound
            while row < piece.upperBound {
                let even = (x[row] * r[row]).addingProduct(x[row + 2], r[row + 2])
                let odd = (x[row + 1] * r[row + 1]).addingProduct(x[row + 3], r[row + 3])
                sum += even + odd
                row += 4
            }
        }
        if rows & 2 != 0 && r.stride == 1 {
            sum += x[row] * r[row] + x[row + 1] * r[row + 1]
            row += 2
        }
        while row < rows {
            sum += x[row] * r[row]
            row += 1
        }
        return sum
    }

    private static func lastColumn(_ x: Vector, _ r: Vector, _ rows: Int, pairsRows: Bool) -> Double {
        var sum = 0.0
        let paired = pairsRows ? rows - rows % 4 : 0
        Interruption.forEachPiece(of: paired) { piece in
            for row in stride(from: piece.lowerBound, to: piece.upperBound, by: 4) {
                sum += x[row] * r[row] + x[row + 1] * r[row + 1]
                sum += x[row + 2] * r[row + 2] + x[row + 3] * r[row + 3]
            }
        }
        Interruption.forEachPiece(of: rows - paired) { piece in
            for row in piece { sum += x[paired + row] * r[paired + row] }
        }
        return sum
    }
}
