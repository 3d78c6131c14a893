internal import Kernels
public import Tensors

/// Epochs of a training as compiled steps: one on all rows, or one a batch.
///
/// The state of before the last epoch is kept, so that the epoch can be taken back.
public final class CompiledEpochs {
    /// How an epoch ended.
    public enum End: Sendable, Equatable {
        /// It is done; its loss, and that of the rows held out.
        case done(Double, heldOut: Double?)
        /// A number was not finite on the way: NumPy may have warned, so that the epoch is to be run as it is written.
        /// The state is as before.
        case unusual
        /// Ctrl-C ended it. The state is as before.
        case stopped
    }

    /// The rows that batches are made of.
    public struct Rows {
        let arrays: [[Double]]
        let count: Int
        let batch: Int

        /// Rows of x and y, which lie row after row; nil for others.
        public init?(_ x: Tensor, _ y: Tensor, batch: Int) {
            guard x.isContiguous, y.isContiguous, x.rank > 0, y.rank > 0, x.shape[0] == y.shape[0] else { return nil }
            arrays = [x.asFloat64().elements, y.asFloat64().elements]
            (count, self.batch) = (x.shape[0], batch)
        }
    }

    private let whole: CompiledStep
    private let rest: CompiledStep?
    private let judge: CompiledStep?
    private let rows: Rows?
    /// The state now, and before the last epoch.
    private var current: [Double]
    private var previous: [Double]
    /// The predictions of the last two epochs, used in turn.
    private var predictions: [[Double]]
    private var epochs = 0

    /// Epochs that begin with a state.
    ///
    /// - Parameters:
    ///   - whole: the step on all rows, or on a whole batch.
    ///   - rest: the step on the rows that are left over.
    ///   - judge: what gives the loss of the rows held out.
    ///   - rows: the rows of batches; nil where a step takes all.
    ///   - state: as ``CompiledStep/numbers(of:)`` gives it.
    public init(whole: CompiledStep, rest: CompiledStep?, judge: CompiledStep?, rows: Rows?, state: [Double]) {
        (self.whole, self.rest, self.judge, self.rows) = (whole, rest, judge, rows)
        (current, previous) = (state, state)
        let prediction = [Double](repeating: 0, count: whole.predictionCount)
        predictions = [prediction, prediction]
        give(state)
    }

    /// Has the next epoch begin with a state.
    public func give(_ state: [Double]) {
        current = state
        state.withUnsafeBufferPointer { if let start = $0.baseAddress { whole.give(start) } }
    }

    /// Runs an epoch; batches take the rows in this order.
    public func run(order: [Int] = []) -> End {
        swap(&current, &previous)
        let end = rows.map { runBatches(of: $0, order) } ?? runWhole()
        guard case .done(let loss, _) = end else {
            swap(&current, &previous)
            give(current)
            return end
        }
        epochs += 1
        guard let judge else { return end }
        current.withUnsafeBufferPointer { if let start = $0.baseAddress { judge.give(start) } }
        if let end = judge.run() {
            takeBack()
            return end
        }
        return .done(loss, heldOut: judge.loss)
    }

    /// Has the state be what it was before the last epoch.
    public func takeBack() {
        epochs -= 1
        swap(&current, &previous)
        give(current)
    }

    /// Runs epochs on all rows that need nothing but the rules of a training, and adds their losses.
    ///
    /// - Parameters:
    ///   - report: told the losses that the schedule reports.
    ///   - watch: told now and then how many epochs are done, and the last loss.
    /// - Returns: why the training ended; nil where the next epoch is to be run by itself, and nothing was done of it.
    public func runAhead(
        _ schedule: TrainingSchedule, losses: inout [Double], report: (Int, Double) -> Void,
        watch: (Int, Double) -> Void
    ) -> TrainingEnd? {
        guard rows == nil, judge == nil else { return nil }
        while losses.count < schedule.epochs {
            let end = run()
            if Interruption.isRequested {
                if case .done = end { takeBack() }
                return .interrupted
            }
            guard case .done(let loss, _) = end else { return nil }
            let rule = StoppingRule(schedule, after: losses).end(with: loss)
            if rule == .diverged {
                takeBack()
                return nil
            }
            losses.append(loss)
            if schedule.reports(epoch: losses.count) { report(losses.count, loss) }
            if let rule { return rule }
            if losses.count % 16 == 0 { watch(losses.count, loss) }
        }
        return .finished
    }

    private func runWhole() -> End {
        if let end = whole.run() { return end }
        whole.advance()
        take(from: whole)
        predictions[(epochs + 1) % 2].withUnsafeMutableBufferPointer { buffer in
            if let start = buffer.baseAddress { whole.takePrediction(into: start) }
        }
        return .done(whole.loss, heldOut: nil)
    }

    private func take(from step: CompiledStep) {
        current.withUnsafeMutableBufferPointer { if let start = $0.baseAddress { step.take(into: start) } }
    }

    private func runBatches(of rows: Rows, _ order: [Int]) -> End {
        guard order.count == rows.count else { return .unusual }
        var total = 0.0
        var start = 0
        while start < order.count {
            let end = min(start + rows.batch, order.count)
            var step = whole
            if end - start < rows.batch {
                guard let rest else { return .unusual }
                take(from: whole)
                current.withUnsafeBufferPointer { if let start = $0.baseAddress { rest.give(start) } }
                step = rest
            }
            step.feed(rows.arrays, rows: order[start..<end])
            if let end = step.run() { return end }
            step.advance()
            total += step.loss * Double(end - start)
            if end == order.count { take(from: step) }
            start = end
        }
        if rest != nil { give(current) }
        return .done(total / Double(order.count), heldOut: nil)
    }

    /// The state as it is now.
    public var state: [TracedValue] { whole.values(of: current) }

    /// Some numbers of the state now, or of before the last epoch: those of the first parts.
    public func numbers(before: Bool) -> [Double] { before ? previous : current }

    /// The prediction that the last epoch made.
    public var prediction: TracedValue? { whole.predicted(predictions[epochs % 2]) }
}
