internal import Kernels
internal import Tensors

/// Why epochs aren't computed by the Gram matrix.
public enum GramRefusal: Error, Sendable, Equatable {
    /// The condition number of the Gram matrix; infinite if columns depend on each other.
    case illConditioned(Double)
    /// More columns than pay.
    case tooWide(columns: Int)
    /// Tensors of other layouts, element types or sizes.
    case notCovered
    /// Interrupted, or no memory.
    case unfinished
}

/// Gradient descent that reads x a few times only, however many epochs there are.
///
/// The loss is a quadratic form: with Z = [x 1], v = [w; b], and any point u with residual r = Zu - y,
///
///     mean((Zv - y)²) = (rᵀr + 2 dᵀc + dᵀGd) / n,   d = v - u, c = Zᵀr, G = ZᵀZ
///     gradient        = (c + Gd) / n
///
/// In the basis of G's eigenvectors, G = V diag(λ) Vᵀ, the steps are independent of each other:
/// `e ← e - rate/n (λ e + c)` element by element, so an epoch costs as many operations as there are weights. With u near the
/// least-squares solution (two steps of iterative refinement; Golub and Van Loan, Matrix Computations, 3.5.3) c is tiny, r
/// is computed from the data, and no digits are lost where the loss is small.
///
/// The losses are not NumPy's to the last digit. Where G's condition number is above ``largestCondition``, they could differ
/// by more than 1e-12, and this is refused.
struct GramDescent {
    typealias Refusal = GramRefusal

    /// Gram matrices with a larger condition number are refused.
    static let largestCondition = 1e5
    /// Finding the eigenvectors of more columns takes longer than passes over x.
    static let mostColumns = 256

    /// The eigenvalues of G, smallest first, and the eigenvectors, one after the other.
    private let values: [Double]
    private let vectors: [Double]
    /// The anchor u, m x k, row after row.
    private var anchor: [Double]
    /// mean(r²), and c in the basis of the eigenvectors, m x k.
    private var anchorLoss = 0.0
    private var anchorGradient: [Double] = []
    /// d in the basis of the eigenvectors, m x k, and what it was before the last step.
    private var distance: [Double] = []
    private var earlierDistance: [Double] = []
    private let rows: Int
    private let outputs: Int
    private var size: Int { values.count }

    /// The condition number of the Gram matrix.
    var condition: Double { (values.last ?? 0) / (values.first ?? 0) }

    /// Reads the data, three times.
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
        // The first step finds the solution, the second one mends its rounding errors.
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

    /// The loss at the anchor and c = Zᵀ(Zu - y), from the data.
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

    /// Goes to weights.
    mutating func start(at weights: DescentPass.Weights) {
        let point = weights.w + weights.b
        distance = rotated(point.indices.map { point[$0] - anchor[$0] })
        earlierDistance = distance
    }

    /// The loss of the present weights, and one step down the gradient.
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

    /// Whether the last step led somewhere.
    var isFinite: Bool { distance.allSatisfy(\.isFinite) }

    /// Takes the last step back.
    mutating func stepBack() { distance = earlierDistance }

    /// The present weights.
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

    /// Vᵀ times m x k numbers, or V times them.
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
