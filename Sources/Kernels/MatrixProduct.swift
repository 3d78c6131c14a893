/// Matrix products in NumPy's order of additions: that of its bundled OpenBLAS with Haswell kernels and one thread.
///
/// This folder's `README.md` has all formulas and the rule for choosing a kernel.
public enum MatrixProduct {
    /// The kernels that a product can use.
    public enum Kernel: String, Sendable, CaseIterable {
        case plain, dot, rowsTimesVector, vectorTimesMatrix, general, symmetric
    }

    /// `a @ b` by `np.matmul`'s rule, for a of m x k and b of k x n; a vector on the left is one row, on the right
    /// one column.
    ///
    /// - Precondition: `left.columns == right.rows`, and `result` has room for m x n numbers.
    /// - Returns: the kernel that NumPy uses.
    @discardableResult
    public static func matmul(_ left: Matrix, _ right: Matrix, into result: MutableMatrix) -> Kernel {
        let kernel = Self.kernel(left, right)
        switch kernel {
        case .plain: return plain(left, right, into: result)
        case .dot: return dotKernel(left, right, into: result)
        case .rowsTimesVector, .vectorTimesMatrix:
            let byRows = kernel == .rowsTimesVector
            return left.rows == 1
                ? row(left, times: right, byRows: byRows, into: result)
                : times(column: right, left, byRows: byRows, into: result)
        case .symmetric: BlockedProducts.symmetric(left, into: result)
        case .general: BlockedProducts.general(left, right, into: result)
        }
        return kernel
    }

    /// The kernel that `np.matmul` takes for two matrices.
    public static func kernel(_ left: Matrix, _ right: Matrix) -> Kernel {
        let (m, k, n) = (left.rows, left.columns, right.columns)
        if m == 0 || k == 0 || n == 0 || (k == 1 && (m == 1 || n == 1) && !(m == 1 && n == 1)) { return .plain }
        if m == 1 && n == 1 { return .dot }
        if m == 1 && (right.isRowWise || right.isColumnWise) && left.columnStride >= 1 {
            return right.isColumnWise ? .rowsTimesVector : .vectorTimesMatrix
        }
        if n == 1 && (left.isRowWise || left.isColumnWise) && right.rowStride >= 1 {
            return left.isRowWise ? .rowsTimesVector : .vectorTimesMatrix
        }
        if m == 1 || k == 1 || n == 1 { return .plain }
        return right.isTransposed(of: left) && (left.isRowWise || left.isColumnWise) ? .symmetric : .general
    }

    /// `np.dot(a, b)`, which differs from `a @ b` in what it copies and what it treats as a vector.
    ///
    /// An operand with a negative stride, or with stride 0 over more than one number, is first copied row-major; so
    /// is a matrix next to a vector if it is neither row- nor column-contiguous. The symmetric kernel needs a
    /// contiguous operand.
    ///
    /// - Precondition: as for ``matmul(_:_:into:)``.
    /// - Returns: the kernel that NumPy uses.
    @discardableResult
    public static func dot(_ left: Matrix, _ right: Matrix, into result: MutableMatrix) -> Kernel {
        if left.isForeignToBLAS { return left.withCopy { npdot($0, right, into: result) } }
        return npdot(left, right, into: result)
    }

    private static func npdot(_ left: Matrix, _ right: Matrix, into result: MutableMatrix) -> Kernel {
        if right.isForeignToBLAS { return right.withCopy { npdotOfBLAS(left, $0, into: result) } }
        return npdotOfBLAS(left, right, into: result)
    }

    private static func npdotOfBLAS(_ left: Matrix, _ right: Matrix, into result: MutableMatrix) -> Kernel {
        let (m, k, n) = (left.rows, left.columns, right.columns)
        if m == 1 && n == 1 && k == 1 {
            // One number times one number, not added to 0: the only product that can be -0.
            result.elements.pointee = left.elements.pointee * right.elements.pointee
            return .plain
        }
        if m == 0 || n == 0 || k == 0 || k == 1 { return plain(left, right, into: result) }
        if m == 1 && n == 1 { return dotKernel(left, right, into: result) }
        if n == 1 {
            if left.isRowContiguous || left.isColumnContiguous {
                return times(column: right, left, byRows: left.isRowContiguous, into: result)
            }
            return left.withCopy { times(column: right, $0, byRows: true, into: result) }
        }
        if m == 1 {
            if right.isRowContiguous || right.isColumnContiguous {
                return row(left, times: right, byRows: !right.isRowContiguous, into: result)
            }
            return right.withCopy { row(left, times: $0, byRows: false, into: result) }
        }
        if right.isTransposed(of: left) && (left.isRowContiguous || left.isColumnContiguous) {
            BlockedProducts.symmetric(left, into: result)
            return .symmetric
        }
        BlockedProducts.general(left, right, into: result)
        return .general
    }

    private static func plain(_ left: Matrix, _ right: Matrix, into result: MutableMatrix) -> Kernel {
        MatrixMatrix.plain(left, right, into: result)
        return .plain
    }

    private static func dotKernel(_ left: Matrix, _ right: Matrix, into result: MutableMatrix) -> Kernel {
        result.elements.pointee = BlockedProducts.dot(
            left.elements, stride: left.columnStride, right.elements, stride: right.rowStride, count: left.columns)
        return .dot
    }

    /// A row times a matrix: by the matrix's columns if they are contiguous, otherwise by its rows.
    private static func row(
        _ left: Matrix, times right: Matrix, byRows: Bool, into result: MutableMatrix
    ) -> Kernel {
        let vector = Vector(elements: left.elements, stride: left.columnStride)
        if byRows {
            BlockedProducts.rows(right.transposed, times: vector, into: result.elements, stride: result.columnStride)
            return .rowsTimesVector
        }
        BlockedProducts.vector(vector, times: right, into: result.elements, stride: result.columnStride)
        return .vectorTimesMatrix
    }

    /// A matrix times a column: by the matrix's rows if they are contiguous, otherwise by its columns.
    private static func times(
        column right: Matrix, _ left: Matrix, byRows: Bool, into result: MutableMatrix
    ) -> Kernel {
        let vector = Vector(elements: right.elements, stride: right.rowStride)
        if byRows {
            BlockedProducts.rows(left, times: vector, into: result.elements, stride: result.rowStride)
            return .rowsTimesVector
        }
        BlockedProducts.vector(vector, times: left.transposed, into: result.elements, stride: result.rowStride)
        return .vectorTimesMatrix
    }
}

extension Matrix {
    /// Whether `np.dot` copies it first.
    fileprivate var isForeignToBLAS: Bool {
        rowStride < 0 || columnStride < 0 || (rowStride == 0 && rows > 1) || (columnStride == 0 && columns > 1)
    }

    /// Calls `body` with a row-major copy without gaps.
    fileprivate func withCopy<Result>(_ body: (Matrix) -> Result) -> Result {
        let copy = UnsafeMutablePointer<Double>.allocate(capacity: max(rows * columns, 1))
        defer { copy.deallocate() }
        var meter = WorkMeter()
        for row in 0..<rows {
            for column in 0..<columns {
                if meter.shouldStop(after: 1) { break }
                let element = elements[row * rowStride + column * columnStride]
                (copy + row * columns + column).initialize(to: element)
            }
        }
        return body(Matrix(copy, rows: rows, columns: columns, rowStride: columns, columnStride: 1))
    }
}
