internal import Kernels
public import Tensors

/// The data and parameters of a training.
public struct TrainingState: Sendable {
    /// The inputs, (n, p).
    public var x: Tensor
    /// The outputs, (n, k).
    public var y: Tensor
    /// The weights, (p, k).
    public var w: Tensor
    /// The bias, (1, k).
    public var b: Tensor
    /// The prediction of the last epoch, from the weights before its step, (n, k).
    public var prediction: Tensor?

    /// Makes a state before the first epoch.
    public init(x: Tensor, y: Tensor, w: Tensor, b: Tensor) {
        self.x = x
        self.y = y
        self.w = w
        self.b = b
    }
}

/// How the epochs of the built-in model are computed.
public enum TrainingMethod: String, Sendable, CaseIterable {
    /// Each epoch is a pass over x, with NumPy's digits.
    case exact
    /// Epochs by the Gram matrix, computed in a few passes: ``GramDescent``. The last digits may differ from NumPy's.
    case gram
    /// By the Gram matrix if that is faster and well-conditioned, otherwise exact.
    case auto
}

/// When training ends and what it reports.
public struct TrainingSchedule: Sendable, Equatable {
    /// The most epochs.
    public var epochs: Int
    /// The loss is reported for the first epoch, each multiple of this, and the last; 0 for never.
    public var reportInterval: Int
    /// Training ends when the loss changes by less than this.
    public var tolerance: Double?
    /// How epochs are computed.
    public var method = TrainingMethod.exact

    /// Makes a schedule; without `reportInterval`, ten reports.
    public init(epochs: Int, reportInterval: Int? = nil, tolerance: Double? = nil) {
        self.epochs = epochs
        self.reportInterval = reportInterval ?? max(1, epochs / 10 + (epochs % 10 == 0 ? 0 : 1))
        self.tolerance = tolerance
    }

    /// Whether the loss of this epoch, counted from 1, is reported; the last one always is, unless the interval is 0.
    public func reports(epoch: Int) -> Bool {
        reportInterval > 0 && (epoch == 1 || epoch % reportInterval == 0 || epoch == epochs)
    }
}

/// Why training ended.
public enum TrainingEnd: Sendable, Equatable {
    /// All epochs were run.
    case finished
    /// The loss changed by less than the tolerance.
    case converged
    /// The loss wasn't finite or exceeded the limit; the weights are the initial ones.
    case diverged
    /// It was interrupted; the running epoch was abandoned.
    case interrupted
    /// The loss hasn't improved for as many epochs as allowed.
    case outOfPatience
}

/// The losses of a training and why it ended.
public struct TrainingResult: Sendable {
    /// The loss of each epoch; if training diverged, the last one isn't finite or exceeds the limit.
    public var losses: [Double]
    /// Why it ended.
    public var end: TrainingEnd
}

/// Runs epochs of gradient descent.
public enum Training {
    /// Runs a schedule.
    ///
    /// - Parameters:
    ///   - state: updated epoch by epoch. After an error or interruption it is the state after the last finished
    ///     epoch; after divergence it is the initial state, because the last finite weights are useless.
    ///   - fusedRate: the learning rate, if the epochs may be run by the loops that do many at a time, with the same
    ///     results as `epoch`.
    ///   - epoch: one pass, which sets the prediction, steps the weights and returns the loss before the step.
    ///   - isInterrupted: called before the first epoch and after each one. An interrupted epoch is abandoned,
    ///     including its error, which may result from the interruption.
    ///   - report: receives the losses that the schedule reports.
    ///   - refuse: receives the reason if epochs are exact although the schedule asks for the Gram matrix.
    ///   - watch: receives the number of finished epochs and the last loss, now and then, when many are run at a
    ///     time.
    /// - Throws: the error of `epoch`.
    public static func run<Failure: Error>(
        _ schedule: TrainingSchedule, from state: inout TrainingState, fusedRate: Double? = nil,
        isInterrupted: () -> Bool = { false },
        epoch: (inout TrainingState) throws(Failure) -> Double, report: (Int, Double) -> Void,
        refuse: (GramRefusal) -> Void = { _ in }, watch: (Int, Double) -> Void = { _, _ in }
    ) throws(Failure) -> TrainingResult {
        var losses: [Double] = []
        if fusedRate == nil { losses.reserveCapacity(min(schedule.epochs, 1 << 20)) }
        let start = state
        if isInterrupted() { return ended(losses, .interrupted, schedule, report) }
        if let fusedRate, schedule.method != .exact {
            do throws(GramRefusal) {
                guard let fused = FusedDescent(state, rate: fusedRate) else { throw .notCovered }
                let ending = try fused.runByGramMatrix(
                    schedule, &state, losses: &losses, isInterrupted: isInterrupted, report: report, watch: watch)
                if ending == .interrupted { return ended(losses, .interrupted, schedule, report) }
                if ending == .converged { return ended(losses, .converged, schedule, report) }
            } catch {
                if isInterrupted() { return ended(losses, .interrupted, schedule, report) }
                refuse(error)
            }
        }
        return try run(
            schedule, from: &state, start: start, losses, isInterrupted: isInterrupted, epoch: epoch, report: report
        ) { (state, losses) in
            guard let fusedRate, let fused = FusedDescent(state, rate: fusedRate) else { return nil }
            switch fused.run(schedule, &state, losses: &losses, report: report, watch: watch) {
            case .interrupted: return .interrupted
            case .converged: return .converged
            case .finished: return .finished
            default: return nil
            }
        }
    }

    /// Runs the epochs of a schedule on a state of any type.
    ///
    /// - Parameters:
    ///   - isOver: asked after each epoch whether it is enough.
    ///   - ahead: runs many epochs at a time where it can, with the same rules and reports, and says why it ended; nil where
    ///     the next epoch is to be run by itself.
    public static func run<State, Failure: Error>(
        _ schedule: TrainingSchedule, of state: inout State, isInterrupted: () -> Bool,
        epoch: (inout State) throws(Failure) -> Double, report: (Int, Double) -> Void, isOver: (State) -> Bool,
        ahead: (inout State, inout [Double]) -> TrainingEnd? = { _, _ in nil }
    ) throws(Failure) -> TrainingResult {
        if isInterrupted() { return ended([], .interrupted, schedule, report) }
        return try run(
            schedule, from: &state, start: state, [], isInterrupted: isInterrupted, epoch: epoch, report: report,
            isOver: isOver, ahead: ahead)
    }

    /// - Parameter ahead: runs many epochs at a time if possible, and returns why it ended.
    private static func run<State, Failure: Error>(
        _ schedule: TrainingSchedule, from state: inout State, start: State, _ done: [Double],
        isInterrupted: () -> Bool, epoch: (inout State) throws(Failure) -> Double, report: (Int, Double) -> Void,
        isOver: (State) -> Bool = { _ in false },
        ahead: (inout State, inout [Double]) -> TrainingEnd?
    ) throws(Failure) -> TrainingResult {
        var losses = done
        while losses.count < schedule.epochs {
            switch ahead(&state, &losses) {
            case .interrupted: return ended(losses, .interrupted, schedule, report)
            case .converged: return ended(losses, .converged, schedule, report)
            case .finished: return TrainingResult(losses: losses, end: .finished)
            default: break
            }
            let number = losses.count + 1
            let before = state
            let loss: Double
            var failure: Failure?
            do { loss = try epoch(&state) } catch {
                loss = .nan
                failure = error
            }
            if isInterrupted() {
                state = before
                return ended(losses, .interrupted, schedule, report)
            }
            if let failure { throw failure }
            let end = StoppingRule(schedule, after: losses).end(with: loss)
            losses.append(loss)
            if end == .diverged {
                state = start
                return ended(losses, .diverged, schedule, report)
            }
            if schedule.reports(epoch: number) { report(number, loss) }
            if let end { return ended(losses, end, schedule, report) }
            if isOver(state) { return ended(losses, .outOfPatience, schedule, report) }
        }
        return TrainingResult(losses: losses, end: .finished)
    }

    /// An early end also reports the last loss.
    private static func ended(
        _ losses: [Double], _ end: TrainingEnd, _ schedule: TrainingSchedule, _ report: (Int, Double) -> Void
    ) -> TrainingResult {
        if let last = losses.last, schedule.reportInterval > 0,
            !schedule.reports(epoch: losses.count) || end == .diverged
        {
            report(losses.count, last)
        }
        return TrainingResult(losses: losses, end: end)
    }
}

/// When training ends before its last epoch, checked with each epoch's loss.
///
/// The loops that run many epochs at a time use its numbers in an equivalent `stopping_rule` (`CKernels/loops.h`).
struct StoppingRule {
    /// Training ends when the loss exceeds this times the first loss.
    static let growthLimit = 1e12

    /// Training ends when the loss changes by less than this.
    let tolerance: Double?
    /// The loss of the first epoch.
    let firstLoss: Double?
    /// The loss of the previous epoch.
    let lastLoss: Double?

    /// The rule for the epoch after those with these losses.
    init(_ schedule: TrainingSchedule, after losses: [Double]) {
        (tolerance, firstLoss, lastLoss) = (schedule.tolerance, losses.first, losses.last)
    }

    /// Why training ends with this loss; nil if it continues.
    func end(with loss: Double) -> TrainingEnd? {
        guard loss.isFinite else { return .diverged }
        if let firstLoss, firstLoss > 0, loss > firstLoss * Self.growthLimit { return .diverged }
        if let tolerance, let lastLoss, abs(lastLoss - loss) < tolerance { return .converged }
        return nil
    }
}
