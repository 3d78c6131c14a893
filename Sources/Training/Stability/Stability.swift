internal import Platform
public import Tensors

/// Which learning rates a linear model allows, from the curvature of its loss.
///
/// With Z = [x 1] and G = ZᵀZ/n, a step of gradient descent multiplies the error along each eigenvector of G by
/// `1 - rate λ` (the factor 2 of the slope is left to the rate). It therefore converges for 0 < rate < 2/λmax and for no
/// larger rate, fastest at 2/(λmax + λmin), where the error shrinks by (κ - 1)/(κ + 1) an epoch, κ = λmax/λmin
/// (Polyak, Introduction to Optimization, 1987, 1.4; Nesterov, Lectures on Convex Optimization, 2018, 2.1.5).
public struct Stability: Sendable {
    /// The mean and the standard deviation of a column of x.
    public struct Column: Sendable {
        /// Its mean.
        public let mean: Double
        /// Its standard deviation (`ddof=0`).
        public let deviation: Double
    }

    /// The columns of x.
    public let columns: [Column]
    /// The largest eigenvalue of G.
    public let largest: Double
    /// The smallest eigenvalue of G that rounding doesn't hide; nil where x is too large for all of them.
    public let smallest: Double?
    /// How many eigenvalues rounding doesn't hide; nil where x is too large for all of them.
    public let rank: Int?

    /// The covariances of the columns, row after row, and the eigenvalues and eigenvectors (as columns) of G; empty where
    /// x is too large for them.
    let covariances: [Double]
    let eigenvalues: [Double]
    let eigenvectors: [Double]

    /// How many directions there are: the columns of x, and the bias.
    public var size: Int { columns.count + 1 }

    /// The rate above which the error grows: 2/λmax.
    public var largestRate: Double { 2 / largest }

    /// Whether the squares of x are beyond all floats, or so near to them that no rate can be named.
    public var isBeyondFloats: Bool { !(largest < 0x1p1000) }

    /// The rate at which the error shrinks fastest.
    public var bestRate: Double? { smallest.map { 2 / (largest + $0) } }

    /// How much more the loss curves along its steepest direction than along its flattest: λmax/λmin.
    public var condition: Double? { smallest.map { largest / $0 } }

    /// After how many epochs the slowest direction's error is a tenth of what it was; infinite where it doesn't shrink.
    public func epochsToTenth(rate: Double) -> Double? {
        smallest.map { smallest in
            // The logarithms of both ends; log1p keeps the digits of a tiny step.
            let ends = [smallest, largest].map { value in
                rate * value < 1 ? log1p(-rate * value) : log(rate * value - 1)
            }
            let slowest = ends.max() ?? 0
            return slowest < 0 ? -log(10) / slowest : .infinity
        }
    }

    /// Why nothing can be said of an x.
    public enum Refusal: Error, Sendable {
        /// It has no shape (n, p) with rows and columns.
        case notTable
        /// It has nan or infinite elements.
        case notFinite
        /// Interrupted, or no memory.
        case unfinished
    }

    /// Matrices up to this size have all their eigenvalues found.
    static let mostColumns = 256
    /// So many multiplications the whole matrix may take.
    static let mostWork = 2e10

    /// Looks at x, of shape (n, p).
    public init(_ x: Tensor) throws(Refusal) {
        guard x.rank == 2, x.count > 0 else { throw .notTable }
        let table = ColumnTable(x.asFloat64())
        guard table.isFinite else { throw .notFinite }
        do {
            let centred = try table.centred()
            columns = zip(centred.means, centred.deviations).map {
                Column(mean: $0 / table.scale, deviation: $1 / table.scale)
            }
            let work = Double(x.count) * Double(x.shape[1])
            guard x.shape[1] < Self.mostColumns, work <= Self.mostWork else {
                largest = try table.largestEigenvalue()
                (smallest, rank) = (nil, nil)
                (covariances, eigenvalues, eigenvectors) = ([], [], [])
                return
            }
            let covariances = try centred.covariances()
            let spectrum = try Spectrum(covariances, means: centred.means, bias: table.bias)
            // One after the other: the square of the scale may be no number.
            largest = spectrum.largest / table.scale / table.scale
            smallest = spectrum.smallest / table.scale / table.scale
            rank = spectrum.rank
            let isScaled = table.scale != 1
            self.covariances = isScaled ? [] : covariances
            eigenvalues = isScaled ? [] : spectrum.values
            eigenvectors = isScaled ? [] : spectrum.vectors
        } catch {
            throw .unfinished
        }
    }

    /// How much of the loss training can still take away at a point with these gradients (the halves of the slopes, as
    /// ``LinearModel/gradients(_:_:_:flags:)`` has them): `gᵀG⁺g`. Nil where that isn't known.
    public func reducibleLoss(_ gradientW: Tensor, _ gradientB: Tensor) -> Double? {
        let (w, b) = (gradientW.asFloat64().elements, gradientB.asFloat64().elements)
        let outputs = b.count
        guard !eigenvalues.isEmpty, outputs > 0, w.count == columns.count * outputs else { return nil }
        var total = 0.0
        let limit = largest * Double(size) * 0x1p-52
        for (index, value) in eigenvalues.enumerated() where value > limit {
            for output in 0..<outputs {
                var along = b[output] * eigenvectors[columns.count * size + index]
                for row in columns.indices { along += w[row * outputs + output] * eigenvectors[row * size + index] }
                total += along * along / value
            }
        }
        // The mean of the squares is over rows and outputs, the gradients over rows only.
        return total / Double(outputs)
    }

    /// What would hold if these columns had mean 0 and standard deviation 1; nil where that isn't known.
    public func standardising(_ chosen: [Int]) -> (largestRate: Double, condition: Double)? {
        guard !covariances.isEmpty else { return nil }
        var (covariances, means) = (covariances, columns.map(\.mean))
        let count = columns.count
        for column in chosen {
            let deviation = columns[column].deviation
            guard deviation > 0 else { return nil }
            means[column] = 0
            for other in 0..<count {
                covariances[column * count + other] /= deviation
                covariances[other * count + column] /= deviation
            }
        }
        guard let spectrum = try? Spectrum(covariances, means: means, bias: 1) else { return nil }
        return (2 / spectrum.largest, spectrum.largest / spectrum.smallest)
    }
}

/// The eigenvalues of G = ZᵀZ/n.
struct Spectrum {
    /// All eigenvalues, smallest first, and the eigenvectors as columns, row after row.
    let values: [Double]
    let vectors: [Double]
    /// The largest; the smallest and the number of those that rounding doesn't hide.
    let largest: Double
    let smallest: Double
    let rank: Int

    /// Takes the covariances C and the means m of the columns of x: G is C + mmᵀ bordered by m, with the square of the
    /// bias's column in the corner.
    init(_ covariances: [Double], means: [Double], bias: Double) throws(TensorError) {
        let count = means.count
        let size = count + 1
        var gram = [Double](repeating: 0, count: size * size)
        for row in 0..<count {
            for column in 0..<count {
                gram[row * size + column] = covariances[row * count + column] + means[row] * means[column]
            }
            gram[row * size + count] = means[row] * bias
            gram[count * size + row] = means[row] * bias
        }
        gram[count * size + count] = bias * bias
        let eigen = try LinearAlgebra.symmetricEigen(.float64(NDArray(gram, shape: [size, size])))
        values = eigen.values.asFloat64().elements
        vectors = eigen.vectors.asFloat64().elements
        largest = values.last ?? 1
        let limit = largest * Double(size) * 0x1p-52
        let kept = values.filter { $0 > limit }
        smallest = kept.first ?? largest
        rank = kept.count
    }
}
