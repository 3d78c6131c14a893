import Foundation
import Tensors
import Testing
import Training

/// Training against NumPy, and what ends it.
@Suite struct TrainingTests {
    /// One training that NumPy ran.
    struct Case: Sendable, CustomTestStringConvertible {
        let header: String
        let x, y, w, b: Tensor
        let epochs: Int
        let rate: Double
        let losses, lastW, lastB: [UInt64]

        var testDescription: String { header }
    }

    static let cases: [Case] = {
        let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/Training/training.txt")
        let lines = (try? String(contentsOf: path, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
        return stride(from: 0, to: lines.count, by: 8).map { start in
            let header = lines[start].split(separator: " ").compactMap { Double($0) }
            let (n, p, k) = (Int(header[0]), Int(header[1]), Int(header[2]))
            let words = lines[(start + 1)..<(start + 8)].map { line in
                line.split(separator: " ").compactMap { UInt64($0, radix: 16) }
            }
            func tensor(_ index: Int, _ shape: Shape) -> Tensor {
                .float64(NDArray(words[index].map(Double.init(bitPattern:)), shape: shape))
            }
            return Case(
                header: lines[start], x: tensor(0, [n, p]), y: tensor(1, [n, k]), w: tensor(2, [p, k]),
                b: tensor(3, [1, k]), epochs: Int(header[3]), rate: header[4], losses: words[4], lastW: words[5],
                lastB: words[6])
        }
    }()

    @Test func fixturesAreThere() { #expect(Self.cases.count == 10) }

    @Test(arguments: cases) func epochsAreNumPysToTheLastBit(training: Case) throws {
        var state = TrainingState(x: training.x, y: training.y, w: training.w, b: training.b)
        var reported: [Int] = []
        let schedule = TrainingSchedule(epochs: training.epochs, reportInterval: 4)
        let result = try Training.run(schedule, from: &state) { (state) throws(TensorError) in
            try Self.epoch(&state, rate: training.rate)
        } report: { epoch, _ in
            reported.append(epoch)
        }
        #expect(result.end == .finished)
        #expect(result.losses.map(\.bitPattern) == training.losses)
        #expect(state.w.asFloat64().elements.map(\.bitPattern) == training.lastW)
        #expect(state.b.asFloat64().elements.map(\.bitPattern) == training.lastB)
        #expect(reported == (1...training.epochs).filter { $0 == 1 || $0 % 4 == 0 || $0 == training.epochs })
    }

    private static func epoch(_ state: inout TrainingState, rate: Double) throws(TensorError) -> Double {
        var flags: FloatingPointFlags = []
        let prediction = try LinearModel.forward(state.x, state.w, state.b, flags: &flags)
        state.prediction = prediction
        let loss = try LinearModel.loss(state.y, prediction, flags: &flags)
        (state.w, state.b) = try LinearModel.backward(
            state.y, prediction, state.w, state.b, state.x, rate: Tensor(.float64(rate)), flags: &flags)
        return loss.scalarValue?.doubleValue ?? .nan
    }

    // MARK: - What ends it

    /// Runs epochs whose losses are given, and whose weights are the epoch's number.
    private func run(
        losses: [Double], schedule: TrainingSchedule, interruptedIn: Int = .max
    ) -> (result: TrainingResult, weight: Double, reported: [Int]) {
        let one = Tensor(.float64(0))
        var state = TrainingState(x: one, y: one, w: one, b: one)
        var reported: [Int] = []
        var epochs = 0
        let result = Training.run(schedule, from: &state, isInterrupted: { epochs >= interruptedIn }) {
            (state) throws(Never) in
            epochs += 1
            state.w = Tensor(.float64(Double(epochs)))
            return losses[epochs - 1]
        } report: { epoch, _ in
            reported.append(epoch)
        }
        return (result, state.w.scalarValue?.doubleValue ?? .nan, reported)
    }

    @Test func aLossThatGrowsBeyondAllBoundsEndsIt() {
        let (result, weight, reported) = run(
            losses: [1, 2, 3e12, 4], schedule: TrainingSchedule(epochs: 4, reportInterval: 100))
        #expect(result.end == .diverged)
        #expect(result.losses == [1, 2, 3e12])
        #expect(weight == 0)
        #expect(reported == [1, 3])
    }

    @Test(arguments: [Double.nan, .infinity]) func aLossThatIsNotFiniteEndsIt(loss: Double) {
        let (result, weight, _) = run(losses: [1, loss, 1], schedule: TrainingSchedule(epochs: 3))
        #expect(result.end == .diverged)
        #expect(result.losses.count == 2)
        #expect(weight == 0)
    }

    @Test func aSmallChangeEndsItWhenAToleranceIsGiven() {
        let (result, weight, reported) = run(
            losses: [1, 0.5, 0.49, 0.1], schedule: TrainingSchedule(epochs: 4, reportInterval: 0, tolerance: 0.1))
        #expect(result.end == .converged)
        #expect(result.losses == [1, 0.5, 0.49])
        #expect(weight == 3)
        #expect(reported.isEmpty)
    }

    @Test func anInterruptAbandonsTheEpochThatRuns() {
        let (result, weight, reported) = run(
            losses: [1, 0.5, 0.4, 0.3], schedule: TrainingSchedule(epochs: 4, reportInterval: 100), interruptedIn: 3)
        #expect(reported == [1, 2])
        #expect(result.end == .interrupted)
        #expect(result.losses == [1, 0.5])
        #expect(weight == 2)
    }

    @Test func anEpochThatFailsWhileItIsInterruptedIsAbandonedToo() throws {
        struct Unfinished: Error {}
        let one = Tensor(.float64(0))
        var state = TrainingState(x: one, y: one, w: one, b: one)
        var epochs = 0
        let result = try Training.run(TrainingSchedule(epochs: 4), from: &state, isInterrupted: { epochs == 3 }) {
            (state) throws(Unfinished) in
            epochs += 1
            state.w = Tensor(.float64(Double(epochs)))
            if epochs == 3 { throw Unfinished() }
            return 1
        } report: { _, _ in
        }
        #expect(result.end == .interrupted)
        #expect(result.losses == [1, 1])
        #expect(state.w.scalarValue == .float64(2))
    }

    @Test func tenReportsByDefault() {
        #expect(TrainingSchedule(epochs: 2000).reportInterval == 200)
        #expect(TrainingSchedule(epochs: 2001).reportInterval == 201)
        #expect(TrainingSchedule(epochs: 3).reportInterval == 1)
        #expect(TrainingSchedule(epochs: 0).reportInterval == 1)
    }
}
