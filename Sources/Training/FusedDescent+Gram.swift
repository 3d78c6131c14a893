internal import Kernels
internal import Tensors

extension FusedDescent {
    /// With fewer epochs than this the three passes for the Gram matrix take as long (`method=auto`).
    private static let fewestEpochs = 16

    /// Runs the schedule's epochs by the Gram matrix, up to the last or to one that is unusual, before which it ends: with
    /// a loss that isn't finite, or that has grown beyond the schedule's limit.
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
