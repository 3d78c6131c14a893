internal import Kernels

/// A dense matrix of float64, row after row: what the methods of linear algebra work on.
struct DenseMatrix: Sendable {
    /// The number of rows.
    let rows: Int
    /// The number of columns.
    let columns: Int
    /// The elements, row after row.
    var elements: [Double]

    init(rows: Int, columns: Int, elements: [Double]) {
        self.rows = rows
        self.columns = columns
        self.elements = elements
    }

    /// Zeros.
    init(rows: Int, columns: Int) {
        self.init(
            rows: rows, columns: columns, elements: [Double](inRoomFor: rows * columns, interruptibly: { _ in 0 }))
    }

    /// Ones on the diagonal.
    init(identity size: Int) {
        self.init(rows: size, columns: size)
        for index in 0..<size { self[index, index] = 1 }
    }

    /// The elements of a matrix-shaped tensor.
    ///
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)``, ``TensorError/outOfMemory(bytes:)``.
    init(_ tensor: Tensor, function: String) throws(TensorError) {
        guard tensor.rank == 2 else {
            throw .wrongRank(function: function, expected: "a matrix (2-d)", tensor.shape)
        }
        // Itself, and what the methods make of it.
        try [Double].checkRoom(for: 6 * tensor.count)
        self.init(rows: tensor.shape[0], columns: tensor.shape[1], elements: tensor.asFloat64().elements)
    }

    /// The elements of a square matrix.
    ///
    /// - Throws: ``TensorError/wrongRank(function:expected:_:)``, ``TensorError/notSquare(function:_:)``.
    init(square tensor: Tensor, function: String) throws(TensorError) {
        try self.init(tensor, function: function)
        guard rows == columns else { throw .notSquare(function: function, tensor.shape) }
    }

    subscript(row: Int, column: Int) -> Double {
        get { elements[row * columns + column] }
        set { elements[row * columns + column] = newValue }
    }

    /// The shape of the tensor.
    var shape: Shape { [rows, columns] }

    /// The matrix as a tensor.
    var tensor: Tensor { .float64(NDArray(elements, shape: shape)) }

    /// The columns, one array each; zeros once evaluation should stop.
    var columnVectors: [[Double]] {
        let nothing = [Double](repeating: 0, count: rows)
        return (0..<columns).map { column in
            Interruption.isRequested ? nothing : (0..<rows).map { self[$0, column] }
        }
    }

    /// A matrix of these columns.
    init(columnVectors vectors: [[Double]], rows: Int) {
        self.init(rows: rows, columns: vectors.count)
        var meter = WorkMeter()
        for (column, vector) in vectors.enumerated() {
            if meter.shouldStop(after: rows) { return }
            for row in 0..<rows { self[row, column] = vector[row] }
        }
    }

    /// Rows and columns exchanged.
    var transposed: DenseMatrix { DenseMatrix(columnVectors: (0..<rows).map(row), rows: columns) }

    /// One row.
    func row(_ index: Int) -> [Double] { Array(elements[index * columns..<(index + 1) * columns]) }

    /// The largest absolute value; 0 of none, nan if there is one.
    var largest: Double {
        elements.polled(work: 2).reduce(0) { $0.isNaN || $1.isNaN ? .nan : max($0, abs($1)) }
    }

    /// The largest sum of the absolute values of a column.
    var oneNorm: Double {
        (0..<columns).polled(work: 8 * rows + 1).reduce(0.0) { norm, column in
            max(norm, (0..<rows).reduce(0) { $0 + abs(self[$1, column]) })
        }
    }
}

/// The methods of `np.linalg`.
///
/// Norms without singular values have NumPy's digits; so have solutions, inverses and determinants of small matrices (to
/// 10 x 10 they were compared). The others add in orders of their own and agree with NumPy's as far as the condition of
/// the matrix lets them.
public enum LinearAlgebra {
    /// The reciprocal condition number below which the results of ``solve(_:_:badCondition:)`` and
    /// ``inverse(_:badCondition:)`` have no digits that mean anything.
    public static let worstReciprocalCondition = 1e-15

    /// The distance from 1 to the next float64.
    static let epsilon = Double.ulpOfOne

    static func dot(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for index in left.indices { sum += left[index] * right[index] }
        return sum
    }

    /// Ends a method whose loops may have stopped early.
    ///
    /// - Throws: ``TensorError/interrupted``.
    static func checkInterruption() throws(TensorError) {
        if Interruption.isRequested { throw .interrupted }
    }

    static func requireFinite(_ matrix: DenseMatrix, function: String) throws(TensorError) {
        guard matrix.largest.isFinite else {
            throw .invalidArgument(function: function, "the matrix has elements that are infinite or nan")
        }
    }
}
