internal import Interpreter
internal import Rendering
internal import Tensors
internal import Training

extension Builtins {
    /// What says how a model can be trained.
    static let diagnosis: [Builtin] = [
        Builtin(
            "diagnose", .learn, door: .bare, traits: [.shows, .runsAlone, .essential], [.lr, .x, .y, .w, .b],
            "The largest stable rate, how fast training can be, and what would help.",
            example: """
                x = array([[1.0, 200.0], [2.0, 100.0], [3.0, 300.0]])
                y = array([[2.0], [3.0], [5.0]])
                w, b = zeros(2, 1), zeros(1, 1)
                diagnose
                #> rate limit  lr < 4.285e-05 = 2/λmax of ZᵀZ/n, Z being x (3, 2) with a
                #>             column of ones
                #> condition   4.448e+05 = λmax/λmin, 4.667e+04/0.1049
                #> lr=0.01     grows: the steepest direction's error is multiplied by 465.7
                #>             an epoch
                #> fastest     lr=4.285e-05, a tenth in 512134 epochs
                #> loss        12.67 now, 0 is possible
                #> advice      lr ≤ 4.2e-05, or standardise columns 0 and 1 of x: then the
                #>             condition is 3 and lr ≤ 1.3 does
                """, related: "train explain stats", diagnose
        )
    ]

    private static func diagnose(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        if let page = try machine.diagnosisByRules(arguments) {
            machine.emit(.page(page))
            return .none
        }
        let x = try machine.operand("x", of: arguments)
        let w = try machine.operand("w", of: arguments)
        let b = try machine.operand("b", of: arguments)
        let rate = try arguments.learningRate()
        machine.mentionWorkspaceRate(arguments)
        let model = UserModel(machine: machine)
        let y = machine.target(try machine.operand("y", of: arguments), x, w, b, nil)
        if model.hasFunctions {
            machine.noteOnce(
                "diagnose functions", "diagnose looks at the built-in model; train uses your own functions")
        }
        let prediction = try machine.learning([x, w, b], "forward") { (flags) throws(TensorError) in
            try LinearModel.forward(x.tensor, w.tensor, b.tensor, flags: &flags)
        }
        let predicted = LearningOperand(
            parameter: "y_hat", name: "y_hat", isName: true, value: .array(ArrayObject(prediction)), tensor: prediction)
        let loss = try machine.loss(y, predicted).scalarValue?.doubleValue ?? .nan
        let gradients = try machine.learning([y, predicted, x], "backward") { (flags) throws(TensorError) in
            try LinearModel.gradients(y.tensor, prediction, x.tensor, flags: &flags)
        }
        let stability: Stability
        do { stability = try Stability(x.tensor) } catch {
            switch error {
            case .notTable:
                throw arguments.invalid("it takes an x of shape (n, p), got \(x.tensor.shape)")
            case .notFinite:
                throw arguments.invalid("\(x.name) holds nan or inf", hint: "find \(x.name) shows where")
            case .unfinished: throw .interrupted
            }
        }
        let page = DiagnosisPage(
            stability: stability, name: x.name, rate: rate, loss: loss,
            reducible: stability.reducibleLoss(gradients.w, gradients.b), shape: x.tensor.shape,
            overflow: stability.isBeyondFloats ? RateAdvisor.overflow(of: x.tensor, x.name, isData: true) : "")
        machine.emit(.page(Page { page.markup(columns: $0) }))
        return .none
    }
}
