import Kernels
import Tensors
import Testing

@testable import Training

/// Epochs by the Gram matrix, against passes over x and against extended precision.
@Suite(.serialized) struct GramDescentTests {
    /// A random regression; every other one without noise.
    private struct Problem {
        let rows, columns, outputs: Int
        let hasNoise: Bool
        /// Row after row.
        let x, y: [Double]
        let w, b: [Double]
        let rate: Double

        init(seed: Int, rows: Int? = nil, columns: Int? = nil) {
            var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 12345
            func next() -> Double {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Double(state >> 11) * 0x1p-53
            }
            self.rows = rows ?? 40 + Int(next() * 300)
            self.columns = columns ?? 2 + Int(next() * 7)
            (outputs, hasNoise) = (1 + seed / 2 % 3, seed % 2 == 0)
            let (rowCount, columnCount, outputCount, isNoisy) = (self.rows, self.columns, outputs, hasNoise)
            let scales = (0..<columnCount).map { _ in seed % 3 == 0 ? 0.25 + 3 * next() : 1 }
            let x = (0..<rowCount * columnCount).map { scales[$0 % columnCount] * (next() - 0.3) }
            let truth = (0..<(columnCount + 1) * outputCount).map { _ in 4 * next() - 2 }
            var y: [Double] = []
            for row in 0..<rowCount {
                for output in 0..<outputCount {
                    var sum = truth[columnCount * outputCount + output]
                    for column in 0..<columnCount {
                        sum += x[row * columnCount + column] * truth[column * outputCount + output]
                    }
                    y.append(isNoisy ? sum + 0.1 * (next() - 0.5) : sum)
                }
            }
            (self.x, self.y) = (x, y)
            w = (0..<columnCount * outputCount).map { _ in next() }
            b = (0..<outputCount).map { _ in next() }
            // Below 2 divided by the trace, which exceeds the largest eigenvalue.
            rate = 1.5 / (x.reduce(0) { $0 + $1 * $1 } / Double(rowCount) + 1)
        }

        var state: TrainingState {
            TrainingState(
                x: .float64(NDArray(x, shape: [rows, columns])), y: .float64(NDArray(y, shape: [rows, outputs])),
                w: .float64(NDArray(w, shape: [columns, outputs])), b: .float64(NDArray(b, shape: [1, outputs])))
        }
    }

    private struct Outcome {
        var losses: [Double]
        var state: TrainingState
        var end: TrainingEnd
        var reports: [Int] = []
        var refusals: [GramRefusal] = []

        var words: [UInt64] {
            (losses + state.w.asFloat64().elements + state.b.asFloat64().elements
                + (state.prediction?.asFloat64().elements ?? [])).map(\.bitPattern)
        }
    }

    private func run(
        _ start: TrainingState, _ method: TrainingMethod, epochs: Int, rate: Double, tolerance: Double? = nil,
        isInterrupted: () -> Bool = { false }
    ) throws -> Outcome {
        var state = start
        var (reports, refusals): ([Int], [GramRefusal]) = ([], [])
        var schedule = TrainingSchedule(epochs: epochs, tolerance: tolerance)
        schedule.method = method
        let result = try Training.run(schedule, from: &state, fusedRate: rate, isInterrupted: isInterrupted) {
            (state) throws(TensorError) in
            var flags: FloatingPointFlags = []
            let prediction = try LinearModel.forward(state.x, state.w, state.b, flags: &flags)
            let loss = try LinearModel.loss(state.y, prediction, flags: &flags)
            (state.w, state.b) = try LinearModel.backward(
                state.y, prediction, state.w, state.b, state.x, rate: Tensor(.float64(rate)), flags: &flags)
            state.prediction = prediction
            return loss.scalarValue?.doubleValue ?? .nan
        } report: { epoch, _ in
            reports.append(epoch)
        } refuse: {
            refusals.append($0)
        }
        return Outcome(
            losses: result.losses, state: state, end: result.end, reports: reports, refusals: refusals)
    }

    #if arch(x86_64) && !os(macOS)
        /// The losses of some epochs (from 0) in extended precision: weights stepped by the Gram matrix, losses from the
        /// data.
        private func reference(_ problem: Problem, at epochs: [Int]) -> [Float80] {
            let (rows, outputs) = (problem.rows, problem.outputs)
            let size = problem.columns + 1
            let z = (0..<rows).map { row in
                problem.x[row * problem.columns..<(row + 1) * problem.columns].map(Float80.init) + [1]
            }
            let y = problem.y.map(Float80.init)
            var gram = [Float80](repeating: 0, count: size * size)
            var product = [Float80](repeating: 0, count: size * outputs)
            for row in 0..<rows {
                for i in 0..<size {
                    for j in 0..<size { gram[i * size + j] += z[row][i] * z[row][j] }
                    for output in 0..<outputs {
                        product[i * outputs + output] += z[row][i] * y[row * outputs + output]
                    }
                }
            }
            let factor = Float80(problem.rate) / Float80(rows)
            var v = (problem.w + problem.b).map(Float80.init)
            var losses: [Float80] = []
            for epoch in 0...(epochs.last ?? 0) {
                if epochs.contains(epoch) {
                    var sum: Float80 = 0
                    for row in 0..<rows {
                        for output in 0..<outputs {
                            var residual = -y[row * outputs + output]
                            for i in 0..<size { residual += z[row][i] * v[i * outputs + output] }
                            sum += residual * residual
                        }
                    }
                    losses.append(sum / Float80(rows * outputs))
                }
                var next = v
                for i in 0..<size {
                    for output in 0..<outputs {
                        var sum = -product[i * outputs + output]
                        for j in 0..<size { sum += gram[i * size + j] * v[j * outputs + output] }
                        next[i * outputs + output] -= factor * sum
                    }
                }
                v = next
            }
            return losses
        }

        /// Where the loss is far below the first one (data without noise, converged) residuals are differences of nearly
        /// equal numbers, known to a rounding error of y only, in exact epochs too.
        @Test("losses agree with extended precision to 1e-12, at the start, midway and converged, noise or none")
        func extendedPrecision() throws {
            let epochs = [0, 1, 2, 40, 400, 1500]
            var (worst, worstRoot) = (0.0, 0.0)
            var (converged, tiny) = (0, 0)
            for seed in 0..<500 {
                let problem = Problem(seed: seed)
                let outcome = try run(problem.state, .gram, epochs: 1501, rate: problem.rate)
                #expect(outcome.refusals == [])
                let size = (problem.y.reduce(0) { $0 + $1 * $1 } / Double(problem.y.count)).squareRoot()
                for (epoch, expected) in zip(epochs, reference(problem, at: epochs)) {
                    let (loss, precise) = (outcome.losses[epoch], Double(expected))
                    if precise > 1e-10 * outcome.losses[0] {
                        worst = max(worst, Double(abs(Float80(loss) - expected) / expected))
                        if epoch == 1500 { converged += 1 }
                    } else {
                        worstRoot = max(worstRoot, abs(loss.magnitude.squareRoot() - precise.squareRoot()) / size)
                        tiny += 1
                    }
                }
            }
            #expect(worst <= 1e-12)
            #expect(worstRoot <= 0x1p-52)
            #expect(converged > 200 && tiny > 200)
        }
    #endif

    @Test("weights and predictions agree with exact epochs", arguments: 0..<20) func exactEpochs(seed: Int) throws {
        let problem = Problem(seed: seed)
        let gram = try run(problem.state, .gram, epochs: 300, rate: problem.rate)
        let exact = try run(problem.state, .exact, epochs: 300, rate: problem.rate)
        #expect(gram.refusals == [] && gram.reports == exact.reports && gram.end == exact.end)
        #expect(gram.words != exact.words)
        for (one, other) in [
            (gram.state.w, exact.state.w), (gram.state.b, exact.state.b),
            (try #require(gram.state.prediction), try #require(exact.state.prediction)),
        ] {
            #expect(one.shape == other.shape)
            for (a, b) in zip(one.asFloat64().elements, other.asFloat64().elements) { #expect(abs(a - b) < 1e-12) }
        }
    }

    @Test("the bits are the same on any number of threads and on the portable loops") func threads() throws {
        defer {
            Threads.setLimit(0)
            KernelPath.takePortable(false)
        }
        let problem = Problem(seed: 4, rows: 20_000, columns: 11)
        var words: [[UInt64]] = []
        for (limit, isPortable) in [(1, false), (2, false), (7, false), (1, true), (7, true)] {
            Threads.setLimit(limit)
            KernelPath.takePortable(isPortable)
            words.append(try run(problem.state, .gram, epochs: 50, rate: problem.rate).words)
        }
        #expect(words.allSatisfy { $0 == words[0] })
    }

    @Test("where the Gram matrix is no good, epochs are exact and the reason is told") func refusals() throws {
        let problem = Problem(seed: 6)
        func check(_ state: TrainingState, _ isExpected: (GramRefusal) -> Bool) throws {
            let gram = try run(state, .gram, epochs: 30, rate: 1e-3)
            #expect(gram.refusals.count == 1 && gram.refusals.allSatisfy(isExpected), "\(gram.refusals)")
            let exact = try run(state, .exact, epochs: 30, rate: 1e-3)
            #expect(exact.refusals == [] && gram.words == exact.words && gram.reports == exact.reports)
        }
        func isIll(_ refusal: GramRefusal) -> Bool {
            if case .illConditioned(let condition) = refusal { condition > GramDescent.largestCondition } else { false }
        }
        var twice = problem.state
        let doubled = (0..<problem.rows * problem.columns).map {
            problem.x[$0 % problem.columns == 1 ? $0 - 1 : $0]
        }
        twice.x = .float64(NDArray(doubled, shape: [problem.rows, problem.columns]))
        try check(twice, isIll)
        var steep = problem.state
        steep.x = .float64(
            NDArray(
                problem.x.indices.map { problem.x[$0] * ($0 % problem.columns == 0 ? 1e-4 : 1) },
                shape: [problem.rows, problem.columns]))
        try check(steep, isIll)
        try check(Problem(seed: 2, rows: 400, columns: 300).state) { $0 == .tooWide(columns: 300) }
        var across = problem.state
        across.x = across.x.transposed
        across.x = .float64(NDArray(across.x.asFloat64().elements, shape: across.x.shape)).transposed
        try check(across) { $0 == .notCovered }
    }

    @Test("auto takes exact epochs where few are asked for, else the Gram matrix") func automatic() throws {
        let problem = Problem(seed: 8)
        for (epochs, isGram) in [(3, false), (200, true)] {
            let outcomes = try [TrainingMethod.auto, .gram, .exact].map {
                try run(problem.state, $0, epochs: epochs, rate: problem.rate).words
            }
            #expect((outcomes[0] == outcomes[1]) == isGram && (outcomes[0] == outcomes[2]) != isGram)
        }
    }

    @Test("tolerance, interruption and divergence end it as they end exact epochs") func endings() throws {
        let problem = Problem(seed: 10)
        let converged = try run(problem.state, .gram, epochs: 100_000, rate: problem.rate, tolerance: 1e-9)
        let exact = try run(problem.state, .exact, epochs: 100_000, rate: problem.rate, tolerance: 1e-9)
        #expect(converged.end == .converged && converged.losses.count == exact.losses.count)

        var asked = 0
        let stopped = try run(problem.state, .gram, epochs: 1000, rate: problem.rate) {
            asked += 1
            return asked > 40
        }
        #expect(stopped.end == .interrupted)
        let count = stopped.losses.count
        #expect(count > 30 && count < 41)
        let again = try run(problem.state, .gram, epochs: count, rate: problem.rate)
        #expect(stopped.words == again.words)

        let grown = try run(problem.state, .gram, epochs: 5000, rate: problem.rate * 20)
        let reference = try run(problem.state, .exact, epochs: 5000, rate: problem.rate * 20)
        #expect(grown.end == .diverged && grown.losses.count == reference.losses.count)
        #expect(grown.state.w.asFloat64().elements == problem.state.w.asFloat64().elements)
    }
}
