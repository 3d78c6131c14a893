internal import Kernels

extension Tensor {
    /// `left @ right` of two float64 matrices, without the plan that stacks, vectors and other types need.
    ///
    /// - Returns: nil for anything else, and where the result isn't finite, so that the general way finds the flags.
    static func directProduct(_ left: Tensor, _ right: Tensor) -> NDArray<Double>? {
        guard case .float64(let left) = left, case .float64(let right) = right, left.rank == 2, right.rank == 2,
            left.shape[1] == right.shape[0], left.shape[0] <= directLimit, right.shape[1] <= directLimit
        else { return nil }
        let (rows, columns) = (left.shape[0], right.shape[1])
        let count = rows * columns
        guard count > 0, count <= directLimit else { return nil }
        let result = try? NDArray<Double>(shape: [rows, columns]) { output in
            left.withUnsafeElements { first in
                right.withUnsafeElements { second in
                    _ = MatrixProduct.matmul(
                        Matrix(
                            first, rows: rows, columns: left.shape[1], rowStride: left.strides[0],
                            columnStride: left.strides[1]),
                        Matrix(
                            second, rows: right.shape[0], columns: columns, rowStride: right.strides[0],
                            columnStride: right.strides[1]),
                        into: MutableMatrix(output, rowStride: columns, columnStride: 1))
                }
            }
        }
        return result.flatMap { $0.storageIsFinite ? $0 : nil }
    }
}
