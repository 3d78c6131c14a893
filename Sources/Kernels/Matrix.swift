/// A matrix in memory that belongs to someone else: rows and columns at any distance.
public struct Matrix {
    /// The element of the first row and column.
    public var elements: UnsafePointer<Double>
    /// The number of rows.
    public var rows: Int
    /// The number of columns.
    public var columns: Int
    /// The step from row to row, in elements.
    public var rowStride: Int
    /// The step from column to column, in elements.
    public var columnStride: Int

    /// Makes a view of memory, which must outlive it.
    public init(_ elements: UnsafePointer<Double>, rows: Int, columns: Int, rowStride: Int, columnStride: Int) {
        self.elements = elements
        self.rows = rows
        self.columns = columns
        self.rowStride = rowStride
        self.columnStride = columnStride
    }

    /// The same memory with rows and columns exchanged.
    public var transposed: Matrix {
        Matrix(elements, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride)
    }

    /// Whether a row's numbers lie together and rows don't overlap, so that BLAS takes it as it is.
    var isRowWise: Bool { columnStride == 1 && rowStride >= columns }
    /// Whether a column's numbers lie together and columns don't overlap.
    var isColumnWise: Bool { transposed.isRowWise }
    /// Whether the rows lie together without gaps.
    var isRowContiguous: Bool { columnStride == 1 && rowStride == columns }
    /// Whether the columns lie together without gaps.
    var isColumnContiguous: Bool { transposed.isRowContiguous }

    /// Whether `other` is the same memory with rows and columns exchanged.
    func isTransposed(of other: Matrix) -> Bool {
        elements == other.elements && rows == other.columns && columns == other.rows && rowStride == other.columnStride
            && columnStride == other.rowStride
    }
}

/// A matrix that a product is written to.
public struct MutableMatrix {
    /// The element of the first row and column.
    public var elements: UnsafeMutablePointer<Double>
    /// The step from row to row, in elements.
    public var rowStride: Int
    /// The step from column to column, in elements.
    public var columnStride: Int

    /// Makes a view of memory, which must outlive it.
    public init(_ elements: UnsafeMutablePointer<Double>, rowStride: Int, columnStride: Int) {
        self.elements = elements
        self.rowStride = rowStride
        self.columnStride = columnStride
    }
}

/// Numbers at a fixed distance from each other.
struct Vector {
    var elements: UnsafePointer<Double>
    var stride: Int

    @inline(__always) subscript(index: Int) -> Double { elements[index * stride] }
}
