internal import CKernels

/// The products of ``MatrixVector``, ``MatrixMatrix`` and ``DotProduct`` in cache-sized blocks on all threads: the
/// same orders of additions, and so the same bits, but faster.
public enum BlockedProducts {
    /// Below this many multiplications, packing takes longer than multiplying.
    private static let smallestPacked = 8192

    /// ``DotProduct/dot(_:stride:_:stride:count:)``.
    ///
    /// - Precondition: `count` numbers can be read from both at their strides.
    public static func dot(
        _ left: UnsafePointer<Double>, stride leftStride: Int, _ right: UnsafePointer<Double>, stride rightStride: Int,
        count: Int
    ) -> Double {
        guard leftStride == 1, rightStride == 1 else {
            return DotProduct.dot(left, stride: leftStride, right, stride: rightStride, count: count)
        }
        return ck_dot(left, right, count)
    }

    /// ``MatrixVector/rows(_:times:into:stride:)``.
    static func rows(_ matrix: Matrix, times vector: Vector, into result: UnsafeMutablePointer<Double>, stride: Int) {
        vector.withNumbersTogether(count: matrix.columns) { numbers in
            ck_rows_times_vector(
                matrix.elements, matrix.rowStride, matrix.rows, matrix.columns, numbers, result, stride,
                CInt(clamping: Threads.limit), { Interruption.isRequested })
        }
    }

    /// ``MatrixVector/vector(_:times:into:stride:)``; a strided vector or result is left to the reference, whose
    /// order depends on the strides.
    static func vector(
        _ vector: Vector, times matrix: Matrix, into result: UnsafeMutablePointer<Double>, stride: Int
    ) {
        guard vector.stride == 1, stride == 1 else {
            return MatrixVector.vector(vector, times: matrix, into: result, stride: stride)
        }
        ck_vector_times_matrix(
            matrix.elements, matrix.rowStride, matrix.rows, matrix.columns, vector.elements, result,
            CInt(clamping: Threads.limit), { Interruption.isRequested })
    }

    /// ``MatrixMatrix/general(_:_:into:)``.
    static func general(_ left: Matrix, _ right: Matrix, into result: MutableMatrix) {
        if !multiply(left, right, into: result, isSymmetric: false) {
            MatrixMatrix.general(left, right, into: result)
        }
    }

    /// ``MatrixMatrix/symmetric(_:into:)``.
    static func symmetric(_ matrix: Matrix, into result: MutableMatrix) {
        if !multiply(matrix, matrix.transposed, into: result, isSymmetric: true) {
            MatrixMatrix.symmetric(matrix, into: result)
        }
    }

    private static func multiply(
        _ left: Matrix, _ right: Matrix, into result: MutableMatrix, isSymmetric: Bool
    ) -> Bool {
        guard left.rows * right.columns * left.columns >= smallestPacked else { return false }
        return ck_matrix_product(
            left.rows, left.columns, right.columns, ck_matrix(left), ck_matrix(right), result.elements,
            result.rowStride,
            result.columnStride, isSymmetric, CInt(clamping: Threads.limit), { Interruption.isRequested })
    }
}

extension ck_matrix {
    fileprivate init(_ matrix: Matrix) {
        self.init(elements: matrix.elements, row: matrix.rowStride, column: matrix.columnStride)
    }
}

extension Vector {
    /// Calls `body` with contiguous numbers, copied if they are strided.
    fileprivate func withNumbersTogether(count: Int, _ body: (UnsafePointer<Double>) -> Void) {
        if stride == 1 { return body(elements) }
        withUnsafeTemporaryAllocation(of: Double.self, capacity: max(count, 1)) { copy in
            for index in 0..<count { copy.initializeElement(at: index, to: self[index]) }
            if let start = copy.baseAddress { body(start) }
        }
    }
}
