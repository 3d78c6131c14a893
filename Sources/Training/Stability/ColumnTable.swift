internal import Platform
internal import Tensors

/// The x of a model, scaled by a power of two if the squares of its elements would overflow.
struct ColumnTable {
    /// The power of two.
    let scale: Double
    /// The value in the bias's column: 1, scaled.
    var bias: Double { scale }
    let isFinite: Bool
    private let x: Tensor
    private let rows: Int
    private let width: Int

    init(_ array: NDArray<Double>) {
        var (largest, isFinite) = (0.0, true)
        array.forEach { element in
            if element.isFinite { largest = max(largest, element.magnitude) } else { isFinite = false }
        }
        self.isFinite = isFinite
        (rows, width) = (array.shape[0], array.shape[1])
        scale = largest > 0x1p400 ? scalbn(1, -Int(largest.exponent)) : 1
        if scale != 1, isFinite {
            let factor = scale
            x = .float64(NDArray(array.elements.map { $0 * factor }, shape: array.shape))
        } else {
            x = .float64(array)
        }
    }

    /// The columns with their means subtracted.
    struct Centred {
        let means: [Double]
        let deviations: [Double]
        fileprivate let x: Tensor
        fileprivate let rows: Int

        /// The covariances of the columns, row-major, (p, p).
        func covariances() throws(TensorError) -> [Double] {
            var flags = FloatingPointFlags()
            let product = try Tensor.matmul(x.transposed, x, flags: &flags)
            return product.asFloat64().elements.map { $0 / Double(rows) }
        }
    }

    /// Subtracts the means: the covariances of the deviations lose no digits when the means are large.
    func centred() throws(TensorError) -> Centred {
        var flags = FloatingPointFlags()
        let means = try x.mean(axes: [0], flags: &flags)
        let centred = try Tensor.binary(.subtract, x, means, flags: &flags)
        let squares = try Tensor.unary(.square, centred, flags: &flags).mean(axes: [0], flags: &flags)
        return Centred(
            means: means.asFloat64().elements, deviations: squares.asFloat64().elements.map { $0.squareRoot() },
            x: centred, rows: rows)
    }

    /// The largest eigenvalue of ZᵀZ/n, by Lanczos's method with full reorthogonalisation.
    ///
    /// After k steps from a random start its average relative error is at most 0.103 (ln(size)/(k - 1))², on the low
    /// side, less than 0.06 % here (Kuczyński and Woźniakowski, SIAM Journal on Matrix Analysis and Applications 13
    /// (1992) 1094).
    func largestEigenvalue(steps: Int = 100) throws(TensorError) -> Double {
        let size = width + 1
        var basis: [[Double]] = []
        var (diagonal, off): ([Double], [Double]) = ([], [])
        var next = Self.start(size)
        for _ in 0..<min(steps, size) {
            let length = sqrt(next.reduce(0) { $0 + $1 * $1 })
            if !basis.isEmpty {
                // The Krylov space of the start vector is exhausted.
                if length <= (diagonal.max() ?? 1) * 0x1p-46 { break }
                off.append(length)
            }
            let vector = next.map { $0 / length }
            basis.append(vector)
            next = try product(vector)
            diagonal.append(zip(next, vector).reduce(0) { $0 + $1.0 * $1.1 })
            for _ in 0..<2 {
                for known in basis {
                    let along = zip(next, known).reduce(0) { $0 + $1.0 * $1.1 }
                    for index in next.indices { next[index] -= along * known[index] }
                }
            }
        }
        let count = diagonal.count
        var matrix = [Double](repeating: 0, count: count * count)
        for index in 0..<count { matrix[index * count + index] = diagonal[index] }
        for index in 0..<count - 1 {
            matrix[(index + 1) * count + index] = off[index]
            matrix[index * count + index + 1] = off[index]
        }
        let values = try LinearAlgebra.symmetricEigen(.float64(NDArray(matrix, shape: [count, count]))).values
        return (values.asFloat64().elements.last ?? 0) / scale / scale
    }

    /// ZᵀZv/n.
    private func product(_ vector: [Double]) throws(TensorError) -> [Double] {
        var flags = FloatingPointFlags()
        let weights = Tensor.float64(NDArray(Array(vector.dropLast()), shape: [width]))
        let shift = Tensor(.float64((vector.last ?? 0) * bias))
        let image = try Tensor.binary(.add, try Tensor.matmul(x, weights, flags: &flags), shift, flags: &flags)
        let back = try Tensor.matmul(x.transposed, image, flags: &flags).asFloat64().elements
        let sum = try image.sum(axes: nil, keepingDimensions: false, flags: &flags).asFloat64().elements.first ?? 0
        return (back + [sum * bias]).map { $0 / Double(rows) }
    }

    /// Pseudorandom numbers between -1 and 1, the same each time (SplitMix64).
    private static func start(_ size: Int) -> [Double] {
        var state: UInt64 = 0x2545_F491_4F6C_DD1D
        return (0..<size).map { _ in
            state &+= 0x9E37_79B9_7F4A_7C15
            var word = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return Double(Int64(bitPattern: word ^ (word >> 31)) >> 11) * 0x1p-52
        }
    }
}
