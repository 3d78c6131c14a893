internal import Interpreter
internal import Rendering
internal import Syntax
internal import Tensors
internal import Training

extension Builtins {
    /// The notebook's model and its training.
    static let learning: [Builtin] = [
        Builtin(
            "forward", .learn, door: .bare, traits: [.runsAlone, .essential], gives: .tensor, python: .forward,
            standIns: ["forward"], [.x, .w, .b],
            "The prediction x @ w + b of the linear model.",
            example: """
                x = array([[1.0, 2.0], [3.0, 4.0]])
                w = array([[0.5], [-1.0]])
                b = array([[2.0]])
                y_hat = forward x w b
                y_hat
                #> [[ 0.5]
                #>  [-0.5]]
                """, related: "loss backward step train explain why"
        ) { (machine, arguments) throws(EvaluationError) in
            let x = try machine.operand("x", of: arguments)
            let w = try machine.operand("w", of: arguments)
            let b = try machine.operand("b", of: arguments)
            return try machine.learning([x, w, b], "forward") { (flags) throws(TensorError) in
                .result(try LinearModel.forward(x.tensor, w.tensor, b.tensor, flags: &flags))
            }
        },
        Builtin(
            "loss", .learn, door: .bare, traits: [.runsAlone, .essential], gives: .tensor, python: .loss,
            standIns: ["loss", "calculate_loss"], [.y, .workspace("y_hat", "the prediction")],
            "The mean squared error mean((y - y_hat) ** 2).",
            example: """
                y = array([[1.0], [2.0], [3.0]])
                y_hat = array([[1.5], [2.0], [2.0]])
                loss y y_hat
                #> 0.4166666666666667
                mean((y - y_hat) ** 2)
                #> 0.4166666666666667
                """, related: "mean forward backward step train surface"
        ) { (machine, arguments) throws(EvaluationError) in
            let y = try machine.operand("y", of: arguments)
            let prediction = try machine.operand("y_hat", of: arguments)
            return .result(try machine.loss(y, prediction))
        },
        Builtin(
            "backward", .learn, door: .bare, traits: .essential, gives: .tuple, python: .backward,
            standIns: ["backward"],
            [
                .tensor("y", "what is to be predicted"), .tensor("y_hat", "the prediction"),
                .tensor("w", "the weights"), .tensor("b", "the bias"), .tensor("x", "the data, a row each"),
                .number("lr", "the learning rate"),
            ], "w and b after one step down the gradient (its factor 2 left to the rate lr).",
            example: """
                x, y = array([[1.0], [2.0]]), array([[3.0], [5.0]])
                w, b = zeros(1, 1), zeros(1, 1)
                w, b = backward(y, forward(x, w, b), w, b, x, 0.1)
                show w b
                #> w  (1, 1) float64, 8 bytes
                #>       [0]
                #> [0]  0.65
                #> b  (1, 1) float64, 8 bytes
                #>      [0]
                #> [0]  0.4
                """, related: "forward loss step train"
        ) { (machine, arguments) throws(EvaluationError) in
            var operands: [LearningOperand] = []
            for name in ["y", "y_hat", "w", "b", "x"] { operands.append(try machine.operand(name, of: arguments)) }
            let rate = try arguments.tensor(5)
            try machine.requireEqualShapes(operands[0], operands[1], in: "backward")
            return try machine.learning(operands, "backward") { (flags) throws(TensorError) in
                let next = try LinearModel.backward(
                    operands[0].tensor, operands[1].tensor, operands[2].tensor, operands[3].tensor,
                    operands[4].tensor, rate: rate, flags: &flags)
                return .tuple(TupleObject([.result(next.w), .result(next.b)]))
            }
        },
        Builtin(
            "step", .learn, door: .bare, traits: [.runsAlone, .essential, .trains], python: .step,
            [.lr, .x, .y, .w, .b],
            "One epoch: predict, print the loss, step w and b.",
            example: """
                x, y = array([[1.0], [2.0]]), array([[3.0], [5.0]])
                w, b = zeros(1, 1), zeros(1, 1)
                step 0.1
                #> Epoch  1  : MSE Loss 17.0
                step 0.1
                #> Epoch  1  : MSE Loss 7.3462499999999995
                """, related: "explain forward loss backward train why"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.train(TrainingSchedule(epochs: 1), arguments, keepsLosses: false)
            return .none
        },
        Builtin(
            "train", .learn, door: .bare, traits: [.essential, .trains], python: .train,
            [
                .integer("epochs", "how many times to go over the data"),
                .number("lr", default: 0.01, "the learning rate, or a list of rates to compare"),
                .integer(
                    "every", default: nil,
                    "print the loss each time this many epochs are done, 0 for never; a tenth of the epochs by default"),
                .number("tol", default: nil, "stop when the loss changes by less"), .x, .y, .w, .b,
                .choice(
                    "method", ["exact", "gram", "auto"], default: "exact",
                    "how epochs are computed: exact, gram or auto (help training)"),
            ] + modelOptions, "Run epochs of gradient descent; sets y_hat, w, b and losses.",
            example: """
                seed 0
                x = rand 20 2
                y = x @ array([[2.0], [-1.0]]) + 0.5
                w, b = zeros(2, 1), zeros(1, 1)
                train 400 lr=0.5 every=200
                #> Epoch  1  : MSE Loss 1.0570387847210125
                #> Epoch  200  : MSE Loss 7.509331719604689e-05
                #> Epoch  400  : MSE Loss 2.694934616556009e-07
                round(w.ravel(), 2)
                #> [ 2. -1.]
                """, related: "diagnose forward loss backward step explain"
        ) { (machine, arguments) throws(EvaluationError) in
            let epochs = try arguments.int("epochs")
            guard epochs >= 0 else { throw arguments.invalid("the number of epochs can't be negative: \(epochs)") }
            let interval = try arguments.optionalInt("every")
            if let interval, interval < 0 { throw arguments.invalid("every= can't be negative: \(interval)") }
            let tolerance = arguments.isGiven("tol") ? try arguments.double("tol") : nil
            if tolerance?.isNaN == true { throw arguments.invalid("tol= is nan, and nothing changes by less") }
            var schedule = TrainingSchedule(epochs: epochs, reportInterval: interval, tolerance: tolerance)
            if let word = try arguments.string("method") {
                guard let method = TrainingMethod(rawValue: word) else {
                    let known = TrainingMethod.allCases.map(\.rawValue)
                    let near = Suggestions.nearest(to: word, among: known)
                    throw arguments.invalid(
                        "there is no method \(PythonText.repr(word))",
                        hint: near.map { "did you mean \($0)?" } ?? "it is one of \(known.joined(separator: ", "))")
                }
                schedule.method = method
            }
            try machine.train(schedule, arguments, keepsLosses: true)
            return .none
        },
    ]
}

/// A tensor that takes part in learning, with the name it goes by.
struct LearningOperand {
    /// The parameter it was given for.
    let parameter: String
    /// The name in the source, or the workspace's.
    let name: String
    /// Whether `name` is a plain name that can be assigned.
    let isName: Bool
    let value: Value
    let tensor: Tensor
}

extension Arguments {
    /// `lr=`, a number.
    func learningRate() throws(EvaluationError) -> Double {
        let rate = try double("lr")
        guard rate.isFinite else {
            throw invalid("lr is \(Value.float(rate).text), which is no rate", hint: "write lr=0.01")
        }
        return rate
    }
}

extension Machine {
    /// An argument, or the workspace's tensor of the parameter's name.
    func operand(_ parameter: String, of arguments: Arguments) throws(EvaluationError) -> LearningOperand {
        guard let operand = try operandIfAny(parameter, of: arguments) else {
            throw .missingOperand(parameter, function: arguments.function)
        }
        return operand
    }

    /// An argument, or the workspace's tensor of the parameter's name; nil if there is none.
    func operandIfAny(_ parameter: String, of arguments: Arguments) throws(EvaluationError) -> LearningOperand? {
        if let argument = arguments.argument(parameter) {
            let tensor = try argument.value.asTensor(for: arguments.function, parameter: parameter)
            let name = text(of: argument.range)?.asIdentifier ?? parameter
            return LearningOperand(
                parameter: parameter, name: name, isName: name.isIdentifier, value: argument.value, tensor: tensor)
        }
        guard let value = localValue(parameter) ?? workspace.value(parameter) else { return nil }
        let tensor = try value.asTensor(for: arguments.function, parameter: parameter)
        return LearningOperand(parameter: parameter, name: parameter, isName: true, value: value, tensor: tensor)
    }

    /// Carries out a learning operation; an error names the operands.
    func learning<Result>(
        _ operands: [LearningOperand], _ function: String,
        _ body: (inout FloatingPointFlags) throws(TensorError) -> Result
    ) throws(EvaluationError) -> Result {
        var flags: FloatingPointFlags = []
        let result: Result
        do { result = try body(&flags) } catch {
            throw .tensor(
                error, operation: function,
                operands: operands.map { .init(name: $0.name, range: nil, shape: $0.tensor.shape) })
        }
        if !flags.isEmpty { try warn(of: flags, in: function, range: currentCallRange) }
        return result
    }

    /// The loss of shapes that are equal; others would broadcast in silence.
    ///
    /// - Parameter weight: what the prediction was made of, where it has no name of the user's.
    func loss(
        _ y: LearningOperand, _ prediction: LearningOperand, weight: LearningOperand? = nil
    ) throws(EvaluationError) -> Tensor {
        try requireEqualShapes(y, prediction, weight: weight, in: "loss")
        return try learning([y, prediction], "loss") { (flags) throws(TensorError) in
            try LinearModel.loss(y.tensor, prediction.tensor, flags: &flags)
        }
    }

    /// Refuses a target of shape (n,) beside a prediction of shape (n, 1), or the other way round, where functions of the
    /// user's get them: almost surely they would broadcast there.
    func refuseColumnBesideRow(
        _ y: LearningOperand, _ prediction: LearningOperand
    ) throws(EvaluationError) {
        let (target, result) = (y.tensor.shape, prediction.tensor.shape)
        let count = y.tensor.count
        guard count > 1, target == [count] && result == [count, 1] || target == [count, 1] && result == [count] else {
            return
        }
        try requireEqualShapes(y, prediction, in: "loss")
    }

    /// Refuses shapes that differ and would broadcast.
    func requireEqualShapes(
        _ y: LearningOperand, _ prediction: LearningOperand, weight: LearningOperand? = nil, in function: String
    ) throws(EvaluationError) {
        let shapes = [y.tensor.shape, prediction.tensor.shape]
        guard shapes[0] != shapes[1], (try? Shape.broadcast(shapes)) != nil else { return }
        throw .lossShapes(
            y: .init(name: y.name, range: nil, shape: shapes[0]),
            prediction: .init(name: prediction.name, range: nil, shape: shapes[1]),
            weight: weight.map { .init(name: $0.name, range: nil, shape: $0.tensor.shape) },
            function: function, result: function == "loss" ? "mean" : "gradient")
    }
}
