/// The orders of additions of matrix times matrix (OpenBLAS's `dgemm` and `dsyrk` for Haswell), and NumPy's own loop.
enum MatrixMatrix {
    /// `dgemm`: `c = a @ b` for a of m x k and b of k x n, with any memory layout.
    ///
    /// k is split into blocks (``blockLength(_:multipleOf:)``), whose sums are added to c in order. A block's sum is
    /// one fused chain. The exception is the last row of an odd m in the columns up to a multiple of 4: four chains
    /// over every 4th product up to a multiple of 8, with the rest added to the first, joined as
    /// `(A0 + A1) + (A2 + A3)`.
    static func general(_ left: Matrix, _ right: Matrix, into result: MutableMatrix) {
        let fourChainRow = left.rows % 2 == 1 ? left.rows - 1 : left.rows
        let fourChainColumns = right.columns - right.columns % 4
        var meter = WorkMeter()
        withScratch(right.columns) { chains in
            for row in 0..<left.rows {
                let a = Vector(elements: left.elements + row * left.rowStride, stride: left.columnStride)
                let output = result.elements + row * result.rowStride
                for column in 0..<right.columns { output[column * result.columnStride] = 0 }
                var start = 0
                while start < left.columns {
                    let length = blockLength(left.columns - start, multipleOf: 4)
                    if meter.shouldStop(after: length * right.columns) { return }
                    let first = row == fourChainRow ? fourChainColumns : 0
                    for column in 0..<first {
                        if meter.shouldStop(after: length) { return }
                        output[column * result.columnStride] += fourChains(a, right, start, length, column)
                    }
                    chainRow(a, right, start, length, first, chains)
                    for column in first..<right.columns {
                        output[column * result.columnStride] += chains[column]
                    }
                    start += length
                }
            }
        }
    }

    /// `dsyrk`: `c = a @ a.T`; like ``general(_:_:into:)``, but always with one chain per block, and blocks of 257 to
    /// 511 are halved rounding up to an integer. One triangle is computed and mirrored.
    static func symmetric(_ matrix: Matrix, into result: MutableMatrix) {
        var meter = WorkMeter()
        for row in 0..<matrix.rows {
            let a = Vector(elements: matrix.elements + row * matrix.rowStride, stride: matrix.columnStride)
            for column in 0...row {
                let b = Vector(elements: matrix.elements + column * matrix.rowStride, stride: matrix.columnStride)
                var sum = 0.0
                var start = 0
                while start < matrix.columns {
                    let length = blockLength(matrix.columns - start, multipleOf: 1)
                    if meter.shouldStop(after: length) { return }
                    var chain = 0.0
                    for index in start..<start + length { chain = chain.addingProduct(a[index], b[index]) }
                    sum += chain
                    start += length
                }
                result.elements[row * result.rowStride + column * result.columnStride] = sum
                result.elements[column * result.rowStride + row * result.columnStride] = sum
            }
        }
    }

    /// NumPy's own loop, for cases without BLAS: rounded products, added one by one to 0.
    static func plain(_ left: Matrix, _ right: Matrix, into result: MutableMatrix) {
        var meter = WorkMeter()
        for row in 0..<left.rows {
            let a = Vector(elements: left.elements + row * left.rowStride, stride: left.columnStride)
            for column in 0..<right.columns {
                if meter.shouldStop(after: left.columns + 1) { return }
                let b = Vector(elements: right.elements + column * right.columnStride, stride: right.rowStride)
                var sum = 0.0
                Interruption.forEachPiece(of: left.columns) { piece in
                    for index in piece { sum += a[index] * b[index] }
                }
                result.elements[row * result.rowStride + column * result.columnStride] = sum
            }
        }
    }

    /// The length of the next block when `left` products remain: 256 for 512 or more, half rounded up to a multiple
    /// of `unit` for 257 to 511, otherwise all.
    static func blockLength(_ left: Int, multipleOf unit: Int) -> Int {
        if left >= 512 { return 256 }
        if left <= 256 { return left }
        if unit == 1 { return (left + 1) / 2 }
        let half = left / 2 + unit - 1
        return half - half % unit
    }

    /// One fused chain per column, from `first` on.
    private static func chainRow(
        _ a: Vector, _ right: Matrix, _ start: Int, _ length: Int, _ first: Int, _ chains: UnsafeMutablePointer<Double>
    ) {
        for column in first..<right.columns { chains[column] = 0 }
        for index in start..<start + length {
            if right.columns >= Interruption.pieceLength, Interruption.isRequested { return }
            let factor = a[index]
            let row = right.elements + index * right.rowStride
            if right.columnStride == 1 {
                for column in first..<right.columns {
                    chains[column] = chains[column].addingProduct(factor, row[column])
                }
            } else {
                for column in first..<right.columns {
                    chains[column] = chains[column].addingProduct(factor, row[column * right.columnStride])
                }
            }
        }
    }

    private static func fourChains(
        _ a: Vector, _ right: Matrix, _ start: Int, _ length: Int, _ column: Int
    ) -> Double {
        let b = Vector(elements: right.elements + column * right.columnStride, stride: right.rowStride)
        var chains = SIMD4<Double>()
        let whole = length - length % 8
        for index in 0..<length {
            let lane = index < whole ? index % 4 : 0
            chains[lane] = chains[lane].addingProduct(a[start + index], b[start + index])
        }
        return (chains[0] + chains[1]) + (chains[2] + chains[3])
    }

    private static func withScratch(_ count: Int, _ body: (UnsafeMutablePointer<Double>) -> Void) {
        let scratch = UnsafeMutablePointer<Double>.allocate(capacity: max(count, 1))
        defer { scratch.deallocate() }
        body(scratch)
    }
}
