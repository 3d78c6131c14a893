internal import Interpreter
internal import Rendering
internal import Tensors
internal import Training

/// The page that `diagnose` shows.
struct DiagnosisPage: Sendable {
    let stability: Stability
    let name: String
    let rate: Double
    /// The current loss, and the part of it that training can remove, if known.
    let loss: Double
    let reducible: Double?
    let shape: Shape
    /// The advice if the squares of x overflow.
    var overflow = ""

    func markup(columns: Int) -> Markup {
        var flow = TextFlow(width: min(columns, ModelExplanation.textWidth))
        flow.definitions(items, indent: 0, style: .heading)
        return flow.markup
    }

    /// The lines, as terms and texts.
    private var items: [(term: String, text: String)] {
        if stability.isBeyondFloats {
            return [("rate limit", "none"), ("loss", digits(loss)), ("advice", overflow)]
        }
        var items = [("rate limit", limit)]
        if let smallest = stability.smallest, let condition = stability.condition {
            items.append(
                (
                    "condition",
                    "\(digits(condition)) = λmax/λmin, \(digits(stability.largest))/\(digits(smallest))\(ranks)"
                ))
        }
        items.append(("lr=\(digits(rate))", present))
        if let best = stability.bestRate, let epochs = stability.epochsToTenth(rate: best) {
            items.append(("fastest", "lr=\(digits(best)), a tenth in \(RateAdvisor.words(epochs: epochs))"))
        }
        items.append(("loss", lossText))
        if !advice.constant.isEmpty {
            items.append(
                ("constant", "\(Advice.list(advice.constant)) of \(name): only what the bias does, and better left out")
            )
        }
        items.append(("advice", adviceText))
        return items
    }

    private var advice: Advice { Advice(stability, name) }

    private var limit: String {
        "lr < \(digits(stability.largestRate)) = 2/λmax of ZᵀZ/n, Z being \(name) \(shape) with a column of ones"
    }

    private var ranks: String {
        guard let rank = stability.rank, rank < stability.size else { return "" }
        let rest = stability.size - rank
        return "; \(rest) of \(stability.size) directions change\(rest == 1 ? "s" : "") no prediction and "
            + "\(rest == 1 ? "is" : "are") left out"
    }

    private var present: String {
        if rate <= 0 { return rate == 0 ? "nothing moves" : "each step goes up the slope" }
        if rate >= stability.largestRate {
            let factor = abs(1 - rate * stability.largest)
            return "grows: the steepest direction's error is multiplied by \(digits(factor)) an epoch"
        }
        guard let epochs = stability.epochsToTenth(rate: rate) else { return "falls" }
        return "falls; the slowest direction's error is a tenth in \(RateAdvisor.words(epochs: epochs))"
    }

    private var lossText: String {
        guard let reducible, loss.isFinite, reducible.isFinite else { return digits(loss) }
        let least = max(loss - reducible, 0)
        // A difference below the rounding error of the two counts as zero.
        return "\(digits(loss)) now, \(digits(least < 1e-13 * loss ? 0 : least)) is possible"
    }

    private var adviceText: String {
        if rate > 0, rate < stability.largestRate, advice.columns.isEmpty, (stability.condition ?? 1) < 1e3 {
            guard let best = stability.bestRate, rate < best / 4 else { return "none: this rate does" }
            return "lr up to \(digits(advice.rate)) is stable, and faster than this"
        }
        var text = "lr ≤ \(digits(advice.rate))"
        guard !advice.columns.isEmpty else { return text }
        text += ", or standardise \(Advice.list(advice.columns)) of \(name)"
        if let after = advice.after {
            text +=
                ": then the condition is \(digits(after.condition)) and lr ≤ "
                + "\(digits(Advice.roundedDown(after.largestRate))) does"
        }
        return text
    }

    private func digits(_ value: Double) -> String { RateAdvisor.digits(value) }
}
