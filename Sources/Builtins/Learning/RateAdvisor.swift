internal import Interpreter
internal import Rendering
internal import Tensors
internal import Training

/// Says which learning rate would do, when training grows or hardly moves; it computes nothing before it is asked.
struct RateAdvisor {
    let x: LearningOperand
    let y: Tensor
    let rate: Double
    /// What was called: `train` or `step`.
    let command: String
    /// Whether the model is not the built-in one, of which alone anything is known.
    let hasFunctions: Bool

    /// Why the loss grew, and what to do.
    func notesOnGrowth() -> [String] {
        if hasFunctions { return ["a smaller lr may help"] }
        if rate < 0 { return ["lr is negative, so each step goes up the slope; write lr=\(Self.digits(-rate))"] }
        let stability: Stability
        do { stability = try Stability(x.tensor) } catch {
            guard error == .notFinite else { return ["a smaller lr may help"] }
            return ["\(x.name) holds nan or inf, which no rate mends; `find \(x.name)` shows where"]
        }
        guard stability.largestRate < rate else {
            guard y.asFloat64().elements.allSatisfy(\.isFinite) else {
                return ["y holds nan or inf, which no rate mends; `find y` shows where"]
            }
            return ["lr=\(Self.digits(rate)) is stable for \(x.name), so the weights it began with are at fault"]
        }
        return [
            "for \(x.name) the largest stable rate is \(Self.digits(stability.largestRate)), 2/λmax of ZᵀZ/n, Z being "
                + "\(x.name) with a column of ones; lr=\(Self.digits(rate)) is above it",
            Advice(stability, x.name).sentence,
        ]
    }

    /// Whether the losses say that training hardly moved in its last tenth.
    static func isStalled(_ losses: [Double]) -> Bool {
        guard losses.count >= 10, let last = losses.last, last > 0, last.isFinite else { return false }
        let earlier = losses[losses.count - 1 - losses.count / 10]
        return earlier - last < 1e-3 * last
    }

    /// So many multiplications are little beside the training before them.
    static let littleWork = 1e8

    /// Why training hardly moves, where much of the loss could still go; nil where it could not.
    func noteOnStall(_ state: TrainingState, loss: Double) -> (message: String, notes: [String])? {
        guard !hasFunctions, rate > 0, x.tensor.rank == 2, x.tensor.shape[1] <= 64,
            Double(x.tensor.count) * Double(x.tensor.shape[1]) <= Self.littleWork,
            let stability = try? Stability(x.tensor), let epochs = stability.epochsToTenth(rate: rate)
        else { return nil }
        var flags = FloatingPointFlags()
        guard let prediction = try? LinearModel.forward(x.tensor, state.w, state.b, flags: &flags),
            let gradients = try? LinearModel.gradients(y, prediction, x.tensor, flags: &flags),
            let reducible = stability.reducibleLoss(gradients.w, gradients.b), reducible > 0.1 * loss
        else { return nil }
        return (
            "training hardly moves: the loss is \(Self.digits(loss)), and \(Self.digits(max(loss - reducible, 0))) is possible",
            [
                "at lr=\(Self.digits(rate)) the slowest direction's error takes \(Self.words(epochs: epochs)) to shrink to a tenth",
                Advice(stability, x.name).sentence,
            ]
        )
    }

    /// Four significant digits of a number.
    static func digits(_ value: Double, _ count: Int = 4) -> String {
        (try? FormatArgument.float(value).formatted(".\(count)g")) ?? PythonText.repr(value)
    }

    /// A number of epochs in words.
    static func words(epochs: Double) -> String {
        epochs < 1e15 ? Words.count(max(1, Int(epochs.rounded(.up))), "epoch") : "more than 1e15 epochs"
    }
}

extension Evaluator {
    /// Warns of a loss that grew though training went to its end, and tells why it hardly moved.
    func tellOfRate(_ advisor: RateAdvisor, _ result: TrainingResult, _ state: TrainingState) {
        guard let first = result.losses.first, let last = result.losses.last, !advisor.hasFunctions else { return }
        if last > first {
            warn(
                "the loss grew, from \(RateAdvisor.digits(first)) to \(RateAdvisor.digits(last))",
                range: currentCallRange, notes: advisor.notesOnGrowth())
        } else if RateAdvisor.isStalled(result.losses), let told = advisor.noteOnStall(state, loss: last) {
            note(told.message, notes: told.notes)
        }
    }
}
