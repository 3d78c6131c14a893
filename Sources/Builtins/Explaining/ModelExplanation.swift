internal import Interpreter
internal import Rendering
internal import Tensors

/// The parts of one step of training, as shown by `explain step` and related commands.
struct ModelExplanation: Sendable {
    /// The function that is explained.
    enum Kind: String, Sendable { case forward, loss, backward, step, train }

    /// A weight or the bias: its value, the gradient, the update that is subtracted, and the next value.
    struct Weight: Sendable {
        let name: String
        let value: Tensor
        let gradient: Tensor
        let update: Tensor
        let next: Tensor
        /// The comparisons of the first elements with central differences.
        var checks: [GradientCheck] = []
    }

    let kind: Kind
    let rate: Double
    /// The names of the tensors, for the formulas.
    let names: Names
    let x: Tensor?
    let y: Tensor?
    let prediction: Tensor
    /// `x @ w`, if the built-in forward is explained.
    var product: Tensor?
    /// `ŷ - y`.
    var residual: Tensor?
    var loss = Double.nan
    var weights: [Weight] = []
    /// The user's own functions that are involved.
    var own = Own()
    /// The ratio of the gradient to the slope of the loss: one half for one output, since the factor 2 is left to the
    /// learning rate; more for several, since the loss is also a mean over them. A user's gradient may have another.
    var slopeFactor = 0.5
    /// The number of predicted values per row of x.
    var outputs: Int { max(1, (residual?.count ?? 1) / max(1, x.map { $0.rank > 0 ? $0.shape[0] : 1 } ?? 1)) }
    /// Whether the check finds the gradient to be wrong.
    var isWrong: Bool {
        weights.contains { $0.checks.contains { !$0.isBelowRounding && $0.relativeError > 1e-3 } }
    }

    /// The diagnosis of the learning rate, shown last.
    var diagnosis: DiagnosisPage?

    /// The user's functions: their names, and the numbers of the cells that defined them.
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

/// The slope of the loss by a central difference, compared with the gradient.
struct GradientCheck: Sendable {
    /// The gradient, and the central difference of the loss.
    let gradient: Double
    let difference: Double
    /// Whether both are below the rounding error of the losses, so that the comparison is meaningless.
    let isBelowRounding: Bool

    /// Their difference relative to the larger of the two.
    var relativeError: Double {
        let largest = max(abs(gradient), abs(difference))
        return largest == 0 ? 0 : abs(gradient - difference) / largest
    }
}
