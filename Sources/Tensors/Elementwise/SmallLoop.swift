/// A loop over the elements of two small operands that need no choice of layout: the result is row-major.
///
/// Loops in notebooks often work on a few numbers at a time and would otherwise spend their time on layouts.
struct SmallLoop {
    /// The strides from row to row and column to column, 0 along repeated axes.
    private struct Steps {
        var row: Int
        var column: Int

        init(row: Int = 0, column: Int = 0) { (self.row, self.column) = (row, column) }

        init(_ array: SmallArray) { self.init(row: array.rowStep, column: array.columnStep) }
    }

    /// The number of axes of the result, and their lengths.
    let rank: Int
    let lengths: (rows: Int, columns: Int)
    /// The loop's bounds: one row, if the elements of all rows follow each other.
    private var rows: Int
    private var columns: Int
    private var left: Steps
    private var right: Steps
    /// Whether the right operand is a number.
    let isNumberOnRight: Bool

    /// - Returns: nil if NumPy's iterator might not visit an operand row by row, if the operands don't broadcast, or
    ///   if the result isn't small.
    init?(_ left: SmallArray, _ right: SmallArray) {
        guard left.isByRows, right.isByRows, left.rows == right.rows || left.rows == 1 || right.rows == 1,
            left.columns == right.columns || left.columns == 1 || right.columns == 1
        else { return nil }
        lengths = (max(left.rows, right.rows), max(left.columns, right.columns))
        guard lengths.rows * lengths.columns <= SmallArray.limit else { return nil }
        isNumberOnRight = false
        rank = max(left.rank, right.rank)
        (rows, columns, self.left, self.right) = (lengths.rows, lengths.columns, Steps(left), Steps(right))
        joinRows()
    }

    /// A loop over one array operand; the other is a number.
    init?(_ operand: SmallArray, numberOnRight: Bool) {
        guard operand.isByRows else { return nil }
        isNumberOnRight = numberOnRight
        rank = operand.rank
        lengths = (operand.rows, operand.columns)
        (rows, columns) = lengths
        (left, right) = numberOnRight ? (Steps(operand), Steps()) : (Steps(), Steps(operand))
        joinRows()
    }

    private mutating func joinRows() {
        if rows == 1 { return }
        if columns == 1 {
            // One column is traversed as one row.
            (rows, columns) = (1, rows)
            (left, right) = (Steps(column: left.row), Steps(column: right.row))
        } else if left.row == columns * left.column, right.row == columns * right.column {
            (rows, columns) = (1, rows * columns)
        }
    }

    // MARK: - Loops

    /// A new array of `operation`'s values; nil if memory runs out.
    @inline(__always)
    func combine<Left, Right, Output: TensorElement>(
        _ left: UnsafePointer<Left>, _ right: UnsafePointer<Right>, _ operation: (Left, Right) -> Output
    ) -> NDArray<Output>? {
        guard let buffer = try? Buffer.make(byteCount: rows * columns * MemoryLayout<Output>.stride) else { return nil }
        fill(buffer.start.assumingMemoryBound(to: Output.self), left, right, operation)
        switch rank {
        case 0: return NDArray(buffer: buffer, shape: [], strides: [], offset: 0)
        case 1:
            return NDArray(buffer: buffer, shape: Shape(AxisValues(lengths.columns)), strides: AxisValues(1), offset: 0)
        default:
            return NDArray(
                buffer: buffer, shape: Shape(AxisValues(lengths.rows, lengths.columns)),
                strides: AxisValues(lengths.columns, 1), offset: 0)
        }
    }

    /// Writes `operation`'s values in row-major order.
    @inline(__always)
    func fill<Left, Right, Output>(
        _ output: UnsafeMutablePointer<Output>, _ left: UnsafePointer<Left>, _ right: UnsafePointer<Right>,
        _ operation: (Left, Right) -> Output
    ) {
        for row in 0..<rows {
            combineRow(output + row * columns, left + row * self.left.row, right + row * self.right.row, operation)
        }
    }

    @inline(__always)
    private func combineRow<Left, Right, Output>(
        _ output: UnsafeMutablePointer<Output>, _ left: UnsafePointer<Left>, _ right: UnsafePointer<Right>,
        _ operation: (Left, Right) -> Output
    ) {
        let steps = (self.left.column, self.right.column)
        if steps == (1, 1) {
            for index in 0..<columns { output[index] = operation(left[index], right[index]) }
        } else if steps == (1, 0) {
            let right = right.pointee
            for index in 0..<columns { output[index] = operation(left[index], right) }
        } else if steps == (0, 1) {
            let left = left.pointee
            for index in 0..<columns { output[index] = operation(left, right[index]) }
        } else {
            for index in 0..<columns { output[index] = operation(left[index * steps.0], right[index * steps.1]) }
        }
    }
}
