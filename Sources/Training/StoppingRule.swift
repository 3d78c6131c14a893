/// When training ends before its last epoch: what each loop asks with the loss of an epoch.
///
/// The loops that run many epochs at a time get its numbers; their `stopping_rule` (`CKernels/loops.h`) says the same.
struct StoppingRule {
    /// Training ends when the loss exceeds this times the first loss.
    static let growthLimit = 1e12

    /// Training ends when the loss changes by less than this.
    let tolerance: Double?
    /// The loss of the first epoch.
    let firstLoss: Double?
    /// The loss of the epoch before.
    let lastLoss: Double?

    /// The rule for the epoch that follows those with these losses.
    init(_ schedule: TrainingSchedule, after losses: [Double]) {
        (tolerance, firstLoss, lastLoss) = (schedule.tolerance, losses.first, losses.last)
    }

    /// Why training ends with this loss; nil if it goes on.
    func end(with loss: Double) -> TrainingEnd? {
        guard loss.isFinite else { return .diverged }
        if let firstLoss, firstLoss > 0, loss > firstLoss * Self.growthLimit { return .diverged }
        if let tolerance, let lastLoss, abs(lastLoss - loss) < tolerance { return .converged }
        return nil
    }
}
