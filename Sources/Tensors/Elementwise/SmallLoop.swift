internal import Kernels

/// A loop over the elements of two small operands of at most two axes, where there is no layout to choose: the result lies
/// row by row.
///
/// Loops of notebooks work on a few numbers each, and would spend their time on layouts otherwise.
struct SmallLoop {
    /// The largest count of elements; beyond it, what choosing a layout costs no longer shows.
    static let limit = 4096

    /// The steps from row to row and from column to column, 0 along axes that are repeated or of length 1.
    private struct Steps {
        var row = 0
        var column = 0
    }

    /// The lengths and the steps of a layout of at most two axes.
    private struct Axes {
        var rows = 1
        var columns = 1
        var steps = Steps()

        /// - Returns: nil for more axes, and unless any order will do where NumPy's iterator might not go row by row.
        init?(_ shape: Shape, _ strides: [Int], inAnyOrder: Bool = false) {
            switch shape.rank {
            case 0: break
            case 1:
                columns = shape.dimensions[0]
                if columns != 1 { steps.column = strides[0] }
            case 2:
                (rows, columns) = (shape.dimensions[0], shape.dimensions[1])
                if rows != 1 { steps.row = strides[0] }
                if columns != 1 { steps.column = strides[1] }
                let isByRows = steps.row == 0 || steps.column == 0 || steps.row.magnitude > steps.column.magnitude
                if !isByRows, !inAnyOrder { return nil }
            default: return nil
            }
        }

        /// Whether the other can be repeated to these lengths.
        func covers(_ other: Axes) -> Bool {
            (other.rows == rows || other.rows == 1) && (other.columns == columns || other.columns == 1)
        }
    }

    private var rows: Int
    private var columns: Int
    private var left: Steps
    private var right: Steps
    /// The shape of the result, and its strides.
    private let shape: Shape
    private let strides: [Int]

    /// - Returns: nil if an operand has more axes or other orders than the loop takes, if they don't broadcast, and if the
    ///   result is empty or not small.
    init?(_ left: Tensor, _ right: Tensor) {
        let (leftShape, rightShape, leftStrides) = (left.shape, right.shape, left.strides)
        guard let first = Axes(leftShape, leftStrides), let second = Axes(rightShape, right.strides) else { return nil }
        if leftShape.rank >= rightShape.rank, first.covers(second) {
            self.init(first, first.steps, second.steps, leftShape, leftStrides)
        } else if rightShape.rank >= leftShape.rank, second.covers(first) {
            self.init(second, first.steps, second.steps, rightShape, right.strides)
        } else {
            guard first.rows == second.rows || first.rows == 1 || second.rows == 1,
                first.columns == second.columns || first.columns == 1 || second.columns == 1
            else { return nil }
            var all = first
            if all.rows == 1 { all.rows = second.rows }
            if all.columns == 1 { all.columns = second.columns }
            let shape: Shape = leftShape.rank == 2 || rightShape.rank == 2 ? [all.rows, all.columns] : [all.columns]
            self.init(all, first.steps, second.steps, shape, [])
        }
    }

    /// A loop over one operand, beside a number.
    init?(_ operand: Tensor, numberOnRight: Bool) {
        guard let axes = Axes(operand.shape, operand.strides) else { return nil }
        let (left, right) = numberOnRight ? (axes.steps, Steps()) : (Steps(), axes.steps)
        self.init(axes, left, right, operand.shape, operand.strides)
    }

    /// A loop that writes what stands on the right over the elements on the left, however these lie.
    ///
    /// - Returns: nil if the one can't be repeated to the shape of the other, besides what else a loop doesn't take.
    init?(writing source: Tensor, to target: Tensor) {
        guard let axes = Axes(target.shape, target.strides, inAnyOrder: true),
            let given = Axes(source.shape, source.strides, inAnyOrder: true), source.rank <= target.rank,
            axes.covers(given)
        else { return nil }
        self.init(axes, axes.steps, given.steps, target.shape, target.strides)
    }

    /// - Parameter likely: the strides that a new array may have.
    private init?(_ axes: Axes, _ left: Steps, _ right: Steps, _ shape: Shape, _ likely: [Int]) {
        (rows, columns, self.left, self.right, self.shape) = (axes.rows, axes.columns, left, right, shape)
        guard rows > 0, columns > 0, rows <= Self.limit, columns <= Self.limit, rows * columns <= Self.limit else {
            return nil
        }
        let isNew = likely.last == 1 && (likely.count == 1 || likely.count == 2 && likely[0] == columns)
        strides = isNew ? likely : shape.contiguousStrides
        if columns == 1 {
            // One column is walked as one row.
            (rows, columns) = (1, rows)
            (self.left, self.right) = (Steps(column: left.row), Steps(column: right.row))
        } else if left.row == columns * left.column, right.row == columns * right.column {
            (rows, columns) = (1, rows * columns)
        }
    }

    // MARK: - Loops

    /// A new array of `operation`'s values; nil if there is no memory for it.
    @inline(__always)
    func combine<Left, Right, Output: TensorElement>(
        _ left: UnsafePointer<Left>, _ right: UnsafePointer<Right>, _ operation: (Left, Right) -> Output
    ) -> NDArray<Output>? {
        guard let result = try? NDArray<Output>(unset: shape, strides: strides) else { return nil }
        result.withUnsafeMutableBuffer { buffer in
            guard let output = buffer.baseAddress else { return }
            for row in 0..<rows {
                combineRow(
                    output + row * columns, left + row * self.left.row, right + row * self.right.row, operation)
            }
        }
        return result
    }

    /// Writes the elements on the right over those on the left.
    func overwrite<Element>(_ left: UnsafeMutablePointer<Element>, with right: UnsafePointer<Element>) {
        for row in 0..<rows {
            let (target, source) = (left + row * self.left.row, right + row * self.right.row)
            if self.left.column == 1, self.right.column == 1 {
                target.update(from: source, count: columns)
            } else {
                for index in 0..<columns { target[index * self.left.column] = source[index * self.right.column] }
            }
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
