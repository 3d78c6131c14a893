extension LinearAlgebra {
    /// The product of several matrices (`np.linalg.multi_dot`), in the order of multiplications with the least work;
    /// the first factor may be a vector (a row), and so may the last (a column).
    ///
    /// - Throws: ``TensorError/noMatrix(function:_:takesStacks:)``, ``TensorError/productMismatch(left:right:)``.
    public static func chainProduct(
        _ factors: [Tensor], flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if factors.count == 2 { return try .dot(factors[0], factors[1], flags: &flags) }
        var matrices = factors
        let (first, last) = (factors[0], factors[factors.count - 1])
        if first.rank == 1 { matrices[0] = try first.reshaped(to: [1, first.count]) }
        if last.rank == 1 { matrices[matrices.count - 1] = try last.reshaped(to: [1, last.count]).transposed }
        for matrix in matrices where matrix.rank != 2 {
            throw .noMatrix(function: "multi_dot", matrix.shape, takesStacks: false)
        }
        let splits = chainSplits(matrices.map { $0.shape[0] } + [matrices[matrices.count - 1].shape[1]])
        let product = try chainProduct(matrices, 0, matrices.count - 1, splits, &flags)
        switch (first.rank == 1, last.rank == 1) {
        case (true, true): return try product.reshaped(to: [])
        case (false, false): return product
        default: return try product.raveled()
        }
    }

    private static func chainProduct(
        _ matrices: [Tensor], _ first: Int, _ last: Int, _ splits: [[Int]], _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if first == last { return matrices[first] }
        let split = splits[first][last]
        return try .dot(
            try chainProduct(matrices, first, split, splits, &flags),
            try chainProduct(matrices, split + 1, last, splits, &flags), flags: &flags)
    }

    /// Where to split each part of a chain (Cormen et al., Introduction to Algorithms, 15.2); ties are broken as in
    /// NumPy.
    private static func chainSplits(_ lengths: [Int]) -> [[Int]] {
        let count = lengths.count - 1
        if count == 3 {
            let fromLeft = Double(lengths[0] * lengths[2]) * Double(lengths[1] + lengths[3])
            let fromRight = Double(lengths[1] * lengths[3]) * Double(lengths[0] + lengths[2])
            return fromLeft < fromRight ? [[0, 0, 1], [0, 0, 1], [0, 0, 0]] : [[0, 0, 0], [0, 0, 1], [0, 0, 0]]
        }
        var costs = [[Double]](repeating: [Double](repeating: 0, count: count), count: count)
        var splits = [[Int]](repeating: [Int](repeating: 0, count: count), count: count)
        for length in 1..<count {
            for first in 0..<count - length {
                let last = first + length
                costs[first][last] = .infinity
                for split in first..<last {
                    let product = Double(lengths[first] * lengths[split + 1] * lengths[last + 1])
                    let cost = costs[first][split] + costs[split + 1][last] + product
                    if cost < costs[first][last] { (costs[first][last], splits[first][last]) = (cost, split) }
                }
            }
        }
        return splits
    }

    /// The tensor x with `tensordot(a, x, x.ndim)` equal to b (`np.linalg.tensorsolve`).
    ///
    /// - Parameter axes: the axes of `a` to move to its end first, one after the other.
    /// - Throws: the errors of ``solve(_:_:badCondition:)``, ``TensorError/axisOutOfRange(axis:rank:)``,
    ///   ``TensorError/unevenEquations(_:_:)``.
    public static func tensorSolve(
        _ a: Tensor, _ b: Tensor, axes: [Int], badCondition: inout Double?
    ) throws(TensorError) -> Tensor {
        var order = Array(a.shape.dimensions.indices)
        for axis in axes {
            guard let place = order.firstIndex(of: axis) else { throw .axisOutOfRange(axis: axis, rank: a.rank) }
            order.remove(at: place)
            order.append(axis)
        }
        let moved = try a.transposed(axes: order)
        // Like Python's a.shape[-(an - b.ndim):]: all axes if both have equally many.
        let count = a.rank > b.rank ? a.rank - b.rank : max(a.rank - (b.rank - a.rank), 0)
        let lengths = Array(moved.shape.dimensions.suffix(count))
        let size = Shape(lengths).checkedCount ?? Int.max
        let (square, overflow) = size.multipliedReportingOverflow(by: size)
        guard !overflow, a.count == square else { throw .unevenEquations(a.shape, b.shape) }
        return try solve(try moved.reshaped(to: [size, size]), try b.raveled(), badCondition: &badCondition)
            .reshaped(to: lengths)
    }

    /// The inverse of the map from tensors over the last axes to tensors over the first `count` axes
    /// (`np.linalg.tensorinv`).
    ///
    /// - Throws: the errors of ``inverse(_:badCondition:)``.
    public static func tensorInverse(
        _ a: Tensor, count: Int, badCondition: inout Double?
    ) throws(TensorError) -> Tensor {
        let lengths = Array(a.shape.dimensions)
        let (first, last) = (Array(lengths.prefix(count)), Array(lengths.dropFirst(count)))
        let matrix = try a.reshaped(to: [last.reduce(1, *), -1])
        return try inverse(matrix, badCondition: &badCondition).reshaped(to: last + first)
    }
}
