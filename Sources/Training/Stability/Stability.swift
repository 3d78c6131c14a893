internal import Platform
public import Tensors

/// The learning rates that a linear model allows, from the curvature of its loss.
///
/// With Z = [x 1] and G = ZᵀZ/n, a step of gradient descent multiplies the error along each eigenvector of G by
/// `1 - rate λ` (the rate absorbs the derivative's factor 2). So it converges exactly for 0 < rate < 2/λmax, fastest
/// at 2/(λmax + λmin), where the error shrinks by (κ - 1)/(κ + 1) per epoch, κ = λmax/λmin (Polyak, Introduction to
/// Optimization, 1987, 1.4; Nesterov, Lectures on Convex Optimization, 2018, 2.1.5).
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
    /// The smallest eigenvalue of G above the rounding error; nil if x is too large to compute all.
    public let smallest: Double?
    /// The number of eigenvalues above the rounding error; nil if x is too large to compute all.
    public let rank: Int?

    /// The covariances of the columns, row-major, and the eigenvalues and eigenvectors (as columns) of G; empty if x
    /// is too large for them.
    let covariances: [Double]
    let eigenvalues: [Double]
    let eigenvectors: [Double]

    /// The number of directions: the columns of x, and the bias.
    public var size: Int { columns.count + 1 }

    /// The rate above which the error grows: 2/λmax.
    public var largestRate: Double { 2 / largest }

    /// Whether the squares of x overflow, or come so close that no rate can be given.
    public var isBeyondFloats: Bool { !(largest < 0x1p1000) }

    /// The rate with the fastest convergence; nil if ``smallest`` is.
    public var bestRate: Double? { smallest.map { 2 / (largest + $0) } }

    /// The ratio of the loss's curvatures along its steepest and its flattest direction, λmax/λmin; nil if
    /// ``smallest`` is.
    public var condition: Double? { smallest.map { largest / $0 } }

    /// The number of epochs after which the slowest direction's error is a tenth of its initial value; infinite if it
    /// doesn't shrink, nil if ``smallest`` is nil.
    public func epochsToTenth(rate: Double) -> Double? {
        smallest.map { smallest in
            // The logarithms for both extreme eigenvalues; log1p keeps the digits of a tiny step.
            let ends = [smallest, largest].map { value in
                rate * value < 1 ? log1p(-rate * value) : log(rate * value - 1)
            }
            let slowest = ends.max() ?? 0
            return slowest < 0 ? -log(10) / slowest : .infinity
        }
    }

    /// Why an x can't be analysed.
    public enum Refusal: Error, Sendable {
        /// It isn't a nonempty matrix (n, p).
        case notTable
        /// It has nan or infinite elements.
        case notFinite
        /// Interrupted, or out of memory.
        case unfinished
    }

    /// The most columns for which all eigenvalues are computed.
    static let mostColumns = 256
    /// The most multiplications for the whole matrix.
    static let mostWork = 2e10

    /// Analyses x, of shape (n, p).
    ///
    /// - Throws: ``Refusal``.
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
            // Divided twice, because the square of the scale may overflow.
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

    /// By how much training can still lower the loss from a point with these gradients (half the derivatives, as in
    /// ``LinearModel/gradients(_:_:_:flags:)``): `gᵀG⁺g`; nil if unknown.
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
        // The loss is a mean over rows and outputs, the gradients over rows only.
        return total / Double(outputs)
    }

    /// The largest rate and the condition number if these columns had mean 0 and standard deviation 1; nil if
    /// unknown.
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
    /// All eigenvalues, ascending, and the eigenvectors as columns, row-major.
    let values: [Double]
    let vectors: [Double]
    /// The largest; the smallest, and the number of those above the rounding error.
    let largest: Double
    let smallest: Double
    let rank: Int

    /// Computes the eigenvalues from the covariances C and the means m of the columns of x: G is C + mmᵀ bordered by
    /// m, with the square of the bias's column in the corner.
    ///
    /// - Throws: the errors of ``LinearAlgebra/symmetricEigen(_:isUpper:)``.
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
