internal import Interpreter
internal import Rendering
internal import Tensors

/// One step of training, taken apart: what `explain step` and its kin show.
struct ModelExplanation: Sendable {
    /// What is explained.
    enum Kind: String, Sendable { case forward, loss, backward, step, train }

    /// A weight or the bias: what it is, the gradient, what is taken from it and what it becomes.
    struct Weight: Sendable {
        let name: String
        let value: Tensor
        let gradient: Tensor
        let update: Tensor
        let next: Tensor
        /// What the central difference says of the first elements.
        var checks: [GradientCheck] = []
    }

    let kind: Kind
    let rate: Double
    /// The names that the tensors go by, for the formulas.
    let names: Names
    let x: Tensor?
    let y: Tensor?
    let prediction: Tensor
    /// `x @ w`, where the built-in forward is explained.
    var product: Tensor?
    /// `ŷ - y`.
    var residual: Tensor?
    var loss = Double.nan
    var weights: [Weight] = []
    /// The user's own functions that take part.
    var own = Own()
    /// What the gradient is of the slope of the loss: a half for one output, since the factor 2 is left to the rate; more
    /// for several, since the loss is a mean over them too. Users may write another.
    var slopeFactor = 0.5
    /// How many numbers are predicted for a row of x.
    var outputs: Int { max(1, (residual?.count ?? 1) / max(1, x.map { $0.rank > 0 ? $0.shape[0] : 1 } ?? 1)) }
    /// Whether the check finds the gradient wrong.
    var isWrong: Bool {
        weights.contains { $0.checks.contains { !$0.isBelowRounding && $0.relativeError > 1e-3 } }
    }

    /// What can be said of the rate, below all else.
    var diagnosis: DiagnosisPage?

    /// Functions of the user's: their names with the cells that defined them.
    struct Own: Sendable {
        var forward: (name: String, cell: Int)?
        var loss: (name: String, cell: Int)?
        var backward: (name: String, cell: Int)?
    }

    /// The names of the operands.
    struct Names: Sendable {
        var x = "x"
        var y = "y"
        var w = "w"
        var b = "b"
        var prediction = "y_hat"
    }
}

/// A slope of the loss by its central difference.
struct GradientCheck: Sendable {
    /// What the gradient says, and what the difference of two losses says.
    let gradient: Double
    let difference: Double
    /// Whether both are less than the rounding of the losses, so that they say nothing of each other.
    let isBelowRounding: Bool

    /// The distance of the two, as a part of the larger.
    var relativeError: Double {
        let largest = max(abs(gradient), abs(difference))
        return largest == 0 ? 0 : abs(gradient - difference) / largest
    }
}
