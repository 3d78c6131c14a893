internal import Kernels

extension Tensor {
    /// The sum of a row-by-row float64 tensor over all axes, or over the first of two, without a reduction layout.
    ///
    /// - Returns: nil for anything else, and where the result isn't finite, so that the general way finds the flags.
    func directSum(_ axes: [Int]?, _ keepingDimensions: Bool) -> NDArray<Double>? {
        guard case .float64(let array) = self, array.takesDirectWay else { return nil }
        let result: NDArray<Double>
        if axes == nil {
            let sum = array.withUnsafeElements { 0.0 + Summation.pairwise($0, stride: 1, count: array.count) }
            let shape = Shape(keepingDimensions ? [Int](repeating: 1, count: array.rank) : [])
            result = NDArray([sum], shape: shape)
        } else if axes == [0], array.rank == 2 {
            let (rows, columns) = (array.shape[0], array.shape[1])
            let sums = try? NDArray<Double>(shape: keepingDimensions ? [1, columns] : [columns]) { sums in
                array.withUnsafeElements { Summation.columns($0, rows: rows, columns: columns, into: sums) }
            }
            guard let sums else { return nil }
            result = sums
        } else {
            return nil
        }
        return result.storageIsFinite ? result : nil
    }
}
