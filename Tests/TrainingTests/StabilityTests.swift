import Tensors
import Testing
import Training

/// The curvature of the loss, for an x whose eigenvalues are known: each column has two rows of its own, of opposite sign.
@Suite struct StabilityTests {
    /// An x of shape (2p, p) whose ZᵀZ/n has these eigenvalues, and the 1 of the bias.
    private func table(_ eigenvalues: [Double], scale: Double = 1) -> Tensor {
        let count = eigenvalues.count
        var elements = [Double](repeating: 0, count: 2 * count * count)
        for (column, value) in eigenvalues.enumerated() {
            let element = (value * Double(count)).squareRoot() * scale
            elements[2 * column * count + column] = element
            elements[(2 * column + 1) * count + column] = -element
        }
        return .float64(NDArray(elements, shape: [2 * count, count]))
    }

    private func isClose(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
        value.map { abs($0 - expected) <= tolerance * expected } ?? false
    }

    @Test func allEigenvaluesOfAFewColumns() throws {
        let stability = try Stability(table([0.25, 3, 0.5, 2]))
        #expect(isClose(stability.largest, 3))
        #expect(isClose(stability.smallest, 0.25))
        #expect(isClose(stability.largestRate, 2.0 / 3))
        #expect(isClose(stability.bestRate, 2 / 3.25))
        #expect(isClose(stability.condition, 12))
        #expect(stability.rank == 5)
        // 0.875 to the power of 17.24 is a tenth.
        #expect(isClose(stability.epochsToTenth(rate: 0.5), 17.243773525740817))
        #expect(stability.epochsToTenth(rate: 1) == .infinity)
    }

    @Test func directionsThatChangeNothingAreLeftOut() throws {
        var elements = table([2, 0.5]).asFloat64().elements
        elements = elements.indices.flatMap { $0 % 2 == 0 ? [elements[$0], elements[$0 + 1], elements[$0]] : [] }
        let stability = try Stability(.float64(NDArray(elements, shape: [4, 3])))
        #expect(stability.rank == 3)
        #expect(isClose(stability.largest, 4))
        #expect(isClose(stability.smallest, 0.5))
    }

    /// Eigenvalues that lie close, which a power iteration would need thousands of steps to tell apart.
    @Test(arguments: [300, 400])
    func theLargestOfMany(columns: Int) throws {
        let values = (0..<columns).map { 1 + 3 * Double($0) / Double(columns - 1) }
        let stability = try Stability(table(values))
        #expect(stability.smallest == nil)
        #expect(stability.largest <= 4 * (1 + 1e-12))
        #expect(isClose(stability.largest, 4, 6e-4))
    }

    @Test(arguments: [0x1p450, 0x1p-450])
    func scalesWhoseSquaresOverflow(scale: Double) throws {
        let stability = try Stability(table([0.25, 3, 0.5, 2], scale: scale))
        #expect(isClose(stability.largest, scale > 1 ? 3 * scale * scale : 1))
    }

    @Test func nothingIsSaidOfWhatIsNoTable() {
        for shape in [[3], [0, 2], [2, 0], [2, 2, 2]] as [Shape] {
            let x = Tensor.float64(NDArray([Double](repeating: 1, count: shape.count), shape: shape))
            #expect(throws: Stability.Refusal.notTable) { try Stability(x) }
        }
        for element in [Double.nan, .infinity] {
            #expect(throws: Stability.Refusal.notFinite) {
                try Stability(.float64(NDArray([1, element], shape: [2, 1])))
            }
        }
    }
}
