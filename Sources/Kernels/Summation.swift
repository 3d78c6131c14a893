/// NumPy's order of additions in sums.
public enum Summation {
    /// The sum of `count` numbers, `stride` apart, as `np.sum` adds them (`DOUBLE_pairwise_sum`).
    ///
    /// Fewer than 8 numbers are added one by one to 0. Up to 128 are added in eight columns,
    /// `r[t] = a[t] + a[t+8] + …`, joined as `((r0+r1) + (r2+r3)) + ((r4+r5) + (r6+r7))`, and the last `count % 8`
    /// follow one by one. More are split in two after `count / 2` rounded down to a multiple of 8.
    ///
    /// - Precondition: `count` numbers can be read from `numbers`, `stride` apart.
    @inlinable
    public static func pairwise<Number: BinaryFloatingPoint & SIMDScalar>(
        _ numbers: UnsafePointer<Number>, stride: Int, count: Int
    ) -> Number {
        if count < 8 {
            var sum: Number = 0
            for index in 0..<count { sum += numbers[index * stride] }
            return sum
        }
        if count > 128 {
            if count > Interruption.pieceLength, Interruption.isRequested { return 0 }
            let half = count / 2
            let first = half - half % 8
            return pairwise(numbers, stride: stride, count: first)
                + pairwise(numbers + first * stride, stride: stride, count: count - first)
        }
        return stride == 1 ? eightColumns(numbers, count) : eightColumns(numbers, stride, count)
    }

    @inlinable
    static func eightColumns<Number: BinaryFloatingPoint & SIMDScalar>(
        _ numbers: UnsafePointer<Number>, _ count: Int
    ) -> Number {
        var columns = SIMD8<Number>()
        for column in 0..<8 { columns[column] = numbers[column] }
        let whole = count - count % 8
        var index = 8
        while index < whole {
            let row = UnsafeRawPointer(numbers + index).loadUnaligned(as: SIMD8<Number>.self)
            columns += row
            index += 8
        }
        var sum = joined(columns)
        for rest in whole..<count { sum += numbers[rest] }
        return sum
    }

    @inlinable
    static func eightColumns<Number: BinaryFloatingPoint & SIMDScalar>(
        _ numbers: UnsafePointer<Number>, _ stride: Int, _ count: Int
    ) -> Number {
        var columns = SIMD8<Number>()
        for column in 0..<8 { columns[column] = numbers[column * stride] }
        let whole = count - count % 8
        for index in 8..<max(whole, 8) { columns[index % 8] += numbers[index * stride] }
        var sum = joined(columns)
        for rest in whole..<count { sum += numbers[rest * stride] }
        return sum
    }

    @inlinable
    static func joined<Number: BinaryFloatingPoint>(_ columns: SIMD8<Number>) -> Number {
        ((columns[0] + columns[1]) + (columns[2] + columns[3]))
            + ((columns[4] + columns[5]) + (columns[6] + columns[7]))
    }

    /// The column sums of a row-major matrix, as `np.sum(x, axis=0)` adds them: row by row, but a single column
    /// pairwise.
    ///
    /// - Precondition: `sums` has room for `columns` numbers.
    public static func columns(
        _ numbers: UnsafePointer<Double>, rows: Int, columns: Int, into sums: UnsafeMutablePointer<Double>
    ) {
        if columns == 1 {
            sums[0] = 0.0 + pairwise(numbers, stride: 1, count: rows)
            return
        }
        for column in 0..<columns { sums[column] = 0 }
        var meter = WorkMeter()
        for row in 0..<rows {
            if meter.shouldStop(after: columns) { return }
            let start = numbers + row * columns
            for column in 0..<columns { sums[column] += start[column] }
        }
    }
}
