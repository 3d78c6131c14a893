internal import Kernels
internal import Tensors

/// Epochs of the built-in model, many at a time: each one pass over x, on all threads, with the digits of
/// ``LinearModel``.
///
/// Unusual cases (other layouts or element types, a loss or weight that isn't finite) are left to ``LinearModel``,
/// whose operations report what overflowed where.
struct FusedDescent {
    private let x: NDArray<Double>
    private let y: NDArray<Double>
    let columns: Int
    let outputs: Int
    let rate: Double
    var rows: Int { x.shape[0] }

    /// Nil if the loops don't support these tensors: x (n, p) with contiguous rows, y (n, k), w (p, k) and b (1, k),
    /// all float64.
    init?(_ state: TrainingState, rate: Double) {
        guard case .float64(let x) = state.x, case .float64(let y) = state.y, case .float64(let w) = state.w,
            case .float64(let b) = state.b, x.rank == 2, y.rank == 2
        else { return nil }
        let (rows, columns, outputs) = (x.shape[0], x.shape[1], y.shape[1])
        guard y.shape[0] == rows, w.shape == [columns, outputs], b.shape == [1, outputs], x.strides[1] == 1,
            x.strides[0] >= columns, columns > 1 || x.strides[0] == 1
        else { return nil }
        // With several outputs, NumPy's results have their operands' layout, and sums follow the memory order.
        guard outputs == 1 || (y.isContiguous && w.isContiguous) else { return nil }
        self.x = x
        self.y = y.isContiguous ? y : NDArray(y.elements, shape: y.shape)
        (self.columns, self.outputs, self.rate) = (columns, outputs, rate)
        guard withData({ $0.isCovered }) else { return nil }
    }

    func withData<Result, Failure: Error>(
        _ body: (DescentPass.Data) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try x.withUnsafeElements { (xStart) throws(Failure) in
            try y.withUnsafeElements { (yStart) throws(Failure) in
                try body(
                    DescentPass.Data(
                        x: xStart, rowStride: x.strides[0], y: yStart, rows: x.shape[0], columns: columns,
                        outputs: outputs))
            }
        }
    }

    /// Runs the epochs after those in `losses`, up to the schedule's last one or an unusual one.
    ///
    /// - Parameters:
    ///   - report: receives the losses that the schedule reports.
    ///   - watch: receives the number of finished epochs and the last loss, now and then.
    func run(
        _ schedule: TrainingSchedule, _ state: inout TrainingState, losses: inout [Double],
        report: (Int, Double) -> Void, watch: (Int, Double) -> Void
    ) -> DescentPass.Ending {
        var plan = DescentPass.Plan(rate: rate, epochs: schedule.epochs - losses.count)
        plan.epochsBefore = losses.count
        let rule = StoppingRule(schedule, after: losses)
        (plan.firstLoss, plan.lossBefore, plan.tolerance) = (rule.firstLoss, rule.lastLoss, rule.tolerance)
        plan.growthLimit = StoppingRule.growthLimit
        plan.reportInterval = schedule.reportInterval
        plan.threads = Threads.limit
        var weights = DescentPass.Weights(w: state.w.asFloat64().elements, b: state.b.asFloat64().elements)
        let count = x.shape[0] * outputs
        var first = [Double](repeating: 0, count: count)
        var second = [Double](repeating: 0, count: keepsPredictions ? count : 0)
        let before = losses.count
        let result = first.withUnsafeMutableBufferPointer { first in
            second.withUnsafeMutableBufferPointer { second in
                withData { data -> DescentPass.Result? in
                    guard let first = first.baseAddress else { return nil }
                    let predictions = (first, second.isEmpty ? nil : second.baseAddress)
                    return DescentPass.run(data, plan, weights: &weights, predictions: predictions) {
                        epochs, loss, isDue in
                        if isDue || before + epochs == schedule.epochs && schedule.reportInterval > 0 {
                            report(before + epochs, loss)
                        }
                        watch(before + epochs, loss)
                    }
                }
            }
        }
        guard let result, result.ending != .unavailable else { return .unavailable }
        guard !result.losses.isEmpty else { return result.ending }
        losses += result.losses
        (state.w, state.b) = tensors(of: weights)
        if keepsPredictions || result.losses.count == plan.epochs {
            let isInFirst = !keepsPredictions || result.losses.count % 2 == 1
            state.prediction = .float64(NDArray(isInFirst ? first : second, shape: [x.shape[0], outputs]))
        } else {
            first = []
            let earlier = tensors(of: result.previous)
            state.prediction = prediction(of: state.x, w: earlier.w, b: earlier.b)
        }
        return result.ending
    }

    /// Whether every epoch's prediction is written, alternately to two buffers, rather than only the last one's,
    /// since writing takes time. Training that ends early must otherwise compute it again, which takes too long after
    /// Ctrl-C for the largest data; for data that stay in the cache, writing costs nothing.
    private var keepsPredictions: Bool { !(1 << 16...1 << 30).contains(rows * columns * 8) }

    /// The workspace's weights as tensors.
    func tensors(of weights: DescentPass.Weights) -> (w: Tensor, b: Tensor) {
        (
            .float64(NDArray(weights.w, shape: [columns, outputs])),
            .float64(NDArray(weights.b, shape: [1, outputs]))
        )
    }

    /// The prediction of finished epochs, which are kept on Ctrl-C; with the digits that the epochs would write.
    func prediction(of x: Tensor, w: Tensor, b: Tensor) -> Tensor? {
        Interruption.whole {
            var flags: FloatingPointFlags = []
            return try? LinearModel.forward(x, w, b, flags: &flags)
        }
    }
}

extension FusedDescent {
    /// With fewer epochs than this, the three passes for the Gram matrix take as long (`method=auto`).
    private static let fewestEpochs = 16

    /// Runs the schedule's epochs by the Gram matrix, up to the last one or before an unusual one, whose loss isn't
    /// finite or exceeds the schedule's limit.
    ///
    /// The prediction it leaves is that of the weights before the last step, as after exact epochs.
    func runByGramMatrix(
        _ schedule: TrainingSchedule, _ state: inout TrainingState, losses: inout [Double], isInterrupted: () -> Bool,
        report: (Int, Double) -> Void, watch: (Int, Double) -> Void
    ) throws(GramRefusal) -> DescentPass.Ending {
        guard schedule.epochs > 0 else { return .finished }
        let isWorthIt = schedule.epochs >= Self.fewestEpochs && rows > columns
        guard schedule.method == .gram || isWorthIt else { throw .tooWide(columns: columns) }
        var gram = try withData { data throws(GramRefusal) in try GramDescent(data, threads: Threads.limit) }
        gram.start(at: DescentPass.Weights(w: state.w.asFloat64().elements, b: state.b.asFloat64().elements))
        var ending = DescentPass.Ending.finished
        losses.reserveCapacity(schedule.epochs)
        while losses.count < schedule.epochs {
            if isInterrupted() {
                ending = .interrupted
                break
            }
            let loss = gram.step(rate: rate)
            let end = StoppingRule(schedule, after: losses).end(with: loss)
            guard end != .diverged, gram.isFinite else {
                gram.stepBack()
                ending = .unusual
                break
            }
            losses.append(loss)
            if schedule.reports(epoch: losses.count) { report(losses.count, loss) }
            watch(losses.count, loss)
            if end == .converged {
                ending = .converged
                break
            }
        }
        leave(gram, in: &state, hasEpochs: !losses.isEmpty)
        return ending
    }

    private func leave(_ gram: GramDescent, in state: inout TrainingState, hasEpochs: Bool) {
        guard hasEpochs else { return }
        let earlier = tensors(of: gram.earlierWeights)
        state.prediction = prediction(of: state.x, w: earlier.w, b: earlier.b)
        (state.w, state.b) = tensors(of: gram.weights)
    }
}
