import Kernels
import Tensors
import Testing

@testable import Training

/// The loops that run many epochs at a time against the operations of the model, bit for bit.
@Suite(.serialized) struct FusedDescentTests {
    /// A training whose sizes and numbers follow from a seed.
    private struct Workspace {
        var state: UInt64
        let rows, columns, outputs: Int
        var x, y, w, b: Tensor

        /// One of those that a processor's registers hold; one row or column more needs blocks.
        static func small(rows: Int, columns: Int) -> Workspace {
            Workspace(seed: rows * 17 + columns, rows: rows, columns: columns)
        }

        init(seed: Int, rows fixedRows: Int? = nil, columns fixedColumns: Int? = nil) {
            var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
            func next() -> Double {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Double(state >> 11) * 0x1p-53
            }
            func below(_ limit: Int) -> Int { Int(next() * Double(limit)) }
            rows = fixedRows ?? 2 + (seed % 4 == 0 ? below(3000) : below(60))
            columns = fixedColumns ?? 1 + (seed % 5 == 0 ? below(300) : below(12))
            outputs = fixedRows == nil && columns > 1 && seed % 3 == 0 ? 1 + below(5) : 1
            let gap = columns > 1 && seed % 7 == 0 ? 2 : 0
            let elements = (0..<rows * (columns + gap)).map { _ in next() - 0.25 }
            x = .float64(
                NDArray(copying: elements, shape: [rows, columns], strides: [columns + gap, 1], offset: 0))
            y = .float64(NDArray((0..<rows * outputs).map { _ in next() }, shape: [rows, outputs]))
            w = .float64(NDArray((0..<columns * outputs).map { _ in next() }, shape: [columns, outputs]))
            b = .float64(NDArray((0..<outputs).map { _ in next() }, shape: [1, outputs]))
            self.state = state
        }
    }

    private struct Outcome: Equatable {
        var losses, w, b, prediction: [UInt64]
        var end: TrainingEnd
        var reports: [Int]
    }

    private func run(
        _ workspace: Workspace, _ schedule: TrainingSchedule, rate: Double, isFused: Bool
    ) throws -> Outcome {
        var state = TrainingState(x: workspace.x, y: workspace.y, w: workspace.w, b: workspace.b)
        var reports: [Int] = []
        let result = try Training.run(schedule, from: &state, fusedRate: isFused ? rate : nil) {
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
        }
        func words(_ tensor: Tensor?) -> [UInt64] { tensor?.asFloat64().elements.map(\.bitPattern) ?? [] }
        return Outcome(
            losses: result.losses.map(\.bitPattern), w: words(state.w), b: words(state.b),
            prediction: words(state.prediction), end: result.end, reports: reports)
    }

    @Test(arguments: 0..<120) func sameBitsInEveryWay(seed: Int) throws {
        defer {
            Threads.setLimit(0)
            KernelPath.takePortable(false)
        }
        let workspace = Workspace(seed: seed)
        let state = TrainingState(x: workspace.x, y: workspace.y, w: workspace.w, b: workspace.b)
        #expect(FusedDescent(state, rate: 0.01) != nil)
        var schedule = TrainingSchedule(epochs: 7, reportInterval: seed % 4)
        // Some diverge, and some converge.
        let rate = seed % 6 == 1 ? 1e80 : seed % 6 == 2 ? 3.0 : 0.5 / Double(workspace.columns)
        if seed % 6 == 3 { schedule.tolerance = 0.01 }
        let expected = try run(workspace, schedule, rate: rate, isFused: false)
        for (threads, isPortable) in [(1, false), (2, false), (7, false), (3, true)] {
            Threads.setLimit(threads)
            KernelPath.takePortable(isPortable)
            #expect(try run(workspace, schedule, rate: rate, isFused: true) == expected)
        }
    }

    @Test(arguments: 2...33) func smallOnes(rows: Int) throws {
        for columns in 1...17 {
            let workspace = Workspace.small(rows: rows, columns: columns)
            var schedule = TrainingSchedule(epochs: 23, reportInterval: columns % 5)
            if columns % 6 == 3 { schedule.tolerance = 0.003 }
            let rate = columns % 6 == 2 ? 1e60 : columns % 6 == 4 ? 9.0 : 0.7 / Double(columns)
            let expected = try run(workspace, schedule, rate: rate, isFused: false)
            let found = try run(workspace, schedule, rate: rate, isFused: true)
            #expect(found == expected, "\(rows) rows, \(columns) columns")
        }
    }

    @Test(arguments: [(30, 2), (30, 20), (3000, 3)]) func aLossThatIsNotFiniteEndsIt(rows: Int, columns: Int) throws {
        // The squares of the residuals overflow, what the weights become does not.
        var workspace = Workspace.small(rows: rows, columns: columns)
        workspace.x = .float64(NDArray([Double](repeating: 1, count: rows * columns), shape: [rows, columns]))
        workspace.y = .float64(NDArray([Double](repeating: 1e200, count: rows), shape: [rows, 1]))
        let expected = try run(workspace, TrainingSchedule(epochs: 5), rate: 0.1, isFused: false)
        #expect(expected.end == .diverged && expected.losses == [Double.infinity.bitPattern])
        #expect(try run(workspace, TrainingSchedule(epochs: 5), rate: 0.1, isFused: true) == expected)
    }

    @Test(arguments: [1, 3]) func manyThreadsOnLargeData(outputs: Int) throws {
        defer { Threads.setLimit(0) }
        let (rows, columns) = (40_000, 11)
        func numbers(_ count: Int) -> [Double] { (0..<count).map { Double(($0 &* 7919) % 1009) / 1009 - 0.3 } }
        let x = Tensor.float64(NDArray(numbers(rows * columns), shape: [rows, columns]))
        let y = Tensor.float64(NDArray(numbers(rows * outputs), shape: [rows, outputs]))
        let w = Tensor.float64(NDArray(numbers(columns * outputs), shape: [columns, outputs]))
        let b = Tensor.float64(NDArray(numbers(outputs), shape: [1, outputs]))
        var results: [[UInt64]] = []
        for threads in [1, 2, 5, 8] {
            Threads.setLimit(threads)
            var state = TrainingState(x: x, y: y, w: w, b: b)
            var losses: [Double] = []
            let fused = try #require(FusedDescent(state, rate: 0.1))
            let ending = fused.run(
                TrainingSchedule(epochs: 9), &state, losses: &losses, report: { _, _ in }, watch: { _, _ in })
            #expect(ending == .finished)
            results.append((losses + state.w.asFloat64().elements + state.b.asFloat64().elements).map(\.bitPattern))
        }
        #expect(Set(results).count == 1)
    }

    @Test func whatItDoesNotCoverIsLeftToTheModel() {
        let ones = Tensor.float64(NDArray([1, 1, 1, 1], shape: [2, 2]))
        let column = Tensor.float64(NDArray([1, 1], shape: [2, 1]))
        let bias = Tensor.float64(NDArray([0], shape: [1, 1]))
        #expect(FusedDescent(TrainingState(x: ones, y: column, w: column, b: bias), rate: 1) != nil)
        #expect(FusedDescent(TrainingState(x: ones.transposed, y: column, w: column, b: bias), rate: 1) == nil)
        #expect(FusedDescent(TrainingState(x: ones, y: column, w: column, b: column), rate: 1) == nil)
        let integers = Tensor.int64(NDArray([1, 1], shape: [2, 1]))
        #expect(FusedDescent(TrainingState(x: ones, y: integers, w: column, b: bias), rate: 1) == nil)
    }
}
