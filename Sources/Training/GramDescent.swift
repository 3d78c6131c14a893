internal import Kernels
internal import Tensors

/// Why epochs can't be computed by the Gram matrix.
public enum GramRefusal: Error, Sendable, Equatable {
    /// The condition number of the Gram matrix; infinite if columns depend on each other.
    case illConditioned(Double)
    /// So many columns that it doesn't pay off.
    case tooWide(columns: Int)
    /// Tensors of unsupported layouts, element types or sizes.
    case notCovered
    /// Interrupted, or out of memory.
    case unfinished
}

/// Gradient descent that reads x only a few times, for any number of epochs.
///
/// The loss is a quadratic form: with Z = [x 1], v = [w; b], and any point u with residual r = Zu - y,
///
///     mean((Zv - y)²) = (rᵀr + 2 dᵀc + dᵀGd) / n,   d = v - u, c = Zᵀr, G = ZᵀZ
///     gradient        = (c + Gd) / n
///
/// In the basis of G's eigenvectors, G = V diag(λ) Vᵀ, the steps are independent of each other:
/// `e ← e - rate/n (λ e + c)` elementwise, so an epoch takes as many operations as there are weights. With u near the
/// least-squares solution (two steps of iterative refinement; Golub and Van Loan, Matrix Computations, 3.5.3) c is
/// tiny, r is computed from the data, and no digits are lost when the loss is small.
///
/// The losses may differ from NumPy's in the last digits. If G's condition number exceeds ``largestCondition``, they
/// could differ by more than 1e-12, so such data are refused.
struct GramDescent {
    typealias Refusal = GramRefusal

    /// Gram matrices with a larger condition number are refused.
    static let largestCondition = 1e5
    /// For more columns, finding the eigenvectors takes longer than passes over x.
    static let mostColumns = 256

    /// The eigenvalues of G, ascending, and the eigenvectors, one after the other.
    private let values: [Double]
    private let vectors: [Double]
    /// The anchor u, m x k, row-major.
    private var anchor: [Double]
    /// mean(r²), and c in the basis of the eigenvectors, m x k.
    private var anchorLoss = 0.0
    private var anchorGradient: [Double] = []
    /// d in the basis of the eigenvectors, m x k, and its value before the last step.
    private var distance: [Double] = []
    private var earlierDistance: [Double] = []
    private let rows: Int
    private let outputs: Int
    private var size: Int { values.count }

    /// The condition number of the Gram matrix.
    var condition: Double { (values.last ?? 0) / (values.first ?? 0) }

    /// Reads the data, three times.
    ///
    /// - Throws: ``GramRefusal/tooWide(columns:)``, ``GramRefusal/illConditioned(_:)``, ``GramRefusal/unfinished``.
    init(_ data: DescentPass.Data, threads: Int) throws(Refusal) {
        guard data.columns <= Self.mostColumns else { throw .tooWide(columns: data.columns) }
        guard let gram = GramMatrix.make(data, threads: threads), !Interruption.isRequested else { throw .unfinished }
        let all = data.columns + 1 + data.outputs
        let size = data.columns + 1
        let square = (0..<size).flatMap { row in gram[row * all..<row * all + size] }
        guard square.allSatisfy(\.isFinite),
            let eigen = try? LinearAlgebra.symmetricEigen(.float64(NDArray(square, shape: [size, size])))
        else { throw .illConditioned(.infinity) }
        values = eigen.values.asFloat64().elements
        vectors = eigen.vectors.transposed.asFloat64().elements
        guard let smallest = values.first, let largest = values.last, smallest > 0 else {
            throw .illConditioned(.infinity)
        }
        guard largest / smallest <= Self.largestCondition else { throw .illConditioned(largest / smallest) }
        rows = data.rows
        outputs = data.outputs
        anchor = [Double](repeating: 0, count: size * data.outputs)
        let product = (0..<size).flatMap { row in gram[row * all + size..<(row + 1) * all] }
        subtractSolution(of: product.map { -$0 })
        // The first step finds the solution; the second corrects its rounding errors.
        let steps = 2
        for step in 1...steps {
            let gradient = try residualPass(data, threads)
            if step < steps { subtractSolution(of: gradient) }
        }
    }

    /// Moves the anchor by -G⁻¹ times a vector.
    private mutating func subtractSolution(of vector: [Double]) {
        var inBasis = rotated(vector)
        for row in 0..<size {
            for output in 0..<outputs { inBasis[row * outputs + output] /= values[row] }
        }
        let step = rotated(inBasis, back: true)
        for index in anchor.indices { anchor[index] -= step[index] }
    }

    /// The loss at the anchor and c = Zᵀ(Zu - y), computed from the data.
    private mutating func residualPass(_ data: DescentPass.Data, _ threads: Int) throws(Refusal) -> [Double] {
        var weights = weights(at: anchor)
        var plan = DescentPass.Plan(rate: 0, epochs: 1)
        plan.threads = threads
        let result = DescentPass.run(data, plan, weights: &weights, predictions: (nil, nil)) { _, _, _ in }
        guard result.ending == .finished, let loss = result.losses.first else { throw .unfinished }
        let gradient = result.gradient.w + result.gradient.b.map { $0 * Double(rows) }
        anchorLoss = loss
        anchorGradient = rotated(gradient)
        return gradient
    }

    // MARK: - Epochs

    /// Sets the current weights.
    mutating func start(at weights: DescentPass.Weights) {
        let point = weights.w + weights.b
        distance = rotated(point.indices.map { point[$0] - anchor[$0] })
        earlierDistance = distance
    }

    /// Returns the loss of the current weights, and takes one step down the gradient.
    mutating func step(rate: Double) -> Double {
        var change = 0.0
        let factor = rate / Double(rows)
        for row in 0..<size {
            for index in row * outputs..<(row + 1) * outputs {
                let (gradient, distance) = (anchorGradient[index], distance[index])
                let sum = distance.isZero ? gradient : values[row] * distance + gradient
                change += distance * (sum + gradient)
                earlierDistance[index] = distance
                self.distance[index] = distance - factor * sum
            }
        }
        return anchorLoss + change / Double(rows * outputs)
    }

    /// Whether the weights after the last step are finite.
    var isFinite: Bool { distance.allSatisfy(\.isFinite) }

    /// Undoes the last step.
    mutating func stepBack() { distance = earlierDistance }

    /// The current weights.
    var weights: DescentPass.Weights { weights(from: distance) }

    /// The weights before the last step.
    var earlierWeights: DescentPass.Weights { weights(from: earlierDistance) }

    private func weights(from distance: [Double]) -> DescentPass.Weights {
        let distance = rotated(distance, back: true)
        return weights(at: anchor.indices.map { anchor[$0] + distance[$0] })
    }

    private func weights(at point: [Double]) -> DescentPass.Weights {
        DescentPass.Weights(w: Array(point.dropLast(outputs)), b: Array(point.suffix(outputs)))
    }

    // MARK: - The basis

    /// Vᵀ times m x k numbers, or with `back` V times them.
    private func rotated(_ numbers: [Double], back: Bool = false) -> [Double] {
        var result = [Double](repeating: 0, count: numbers.count)
        for vector in 0..<size {
            for row in 0..<size {
                let element = vectors[vector * size + row]
                let (to, from) = back ? (row, vector) : (vector, row)
                for output in 0..<outputs {
                    result[to * outputs + output] += element * numbers[from * outputs + output]
                }
            }
        }
        return result
    }
}
