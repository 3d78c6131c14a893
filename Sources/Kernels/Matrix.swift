/// A matrix in memory owned by the caller, with any row and column strides.
public struct Matrix {
    /// The element of the first row and column.
    public var elements: UnsafePointer<Double>
    /// The number of rows.
    public var rows: Int
    /// The number of columns.
    public var columns: Int
    /// The stride from row to row, in elements.
    public var rowStride: Int
    /// The stride from column to column, in elements.
    public var columnStride: Int

    /// Makes a view of memory, which must outlive it.
    public init(_ elements: UnsafePointer<Double>, rows: Int, columns: Int, rowStride: Int, columnStride: Int) {
        self.elements = elements
        self.rows = rows
        self.columns = columns
        self.rowStride = rowStride
        self.columnStride = columnStride
    }

    /// The same memory with rows and columns swapped.
    public var transposed: Matrix {
        Matrix(elements, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride)
    }

    /// Whether each row is contiguous and rows don't overlap, so that BLAS accepts it unchanged.
    var isRowWise: Bool { columnStride == 1 && rowStride >= columns }
    /// Whether each column is contiguous and columns don't overlap.
    var isColumnWise: Bool { transposed.isRowWise }
    /// Whether the matrix is row-major without gaps.
    var isRowContiguous: Bool { columnStride == 1 && rowStride == columns }
    /// Whether the matrix is column-major without gaps.
    var isColumnContiguous: Bool { transposed.isRowContiguous }

    /// Whether `other` is the same memory with rows and columns swapped.
    func isTransposed(of other: Matrix) -> Bool {
        elements == other.elements && rows == other.columns && columns == other.rows && rowStride == other.columnStride
            && columnStride == other.rowStride
    }
}

/// A matrix to write a product to.
public struct MutableMatrix {
    /// The element of the first row and column.
    public var elements: UnsafeMutablePointer<Double>
    /// The stride from row to row, in elements.
    public var rowStride: Int
    /// The stride from column to column, in elements.
    public var columnStride: Int

    /// Makes a view of memory, which must outlive it.
    public init(_ elements: UnsafeMutablePointer<Double>, rowStride: Int, columnStride: Int) {
        self.elements = elements
        self.rowStride = rowStride
        self.columnStride = columnStride
    }
}

/// Numbers with a constant stride.
struct Vector {
    var elements: UnsafePointer<Double>
    var stride: Int

    @inline(__always) subscript(index: Int) -> Double { elements[index * stride] }
}
