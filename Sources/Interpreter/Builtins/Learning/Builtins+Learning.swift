internal import Rendering
internal import Syntax
internal import Tensors
internal import Training

extension Builtins {
    /// The notebook's model and its training.
    static let learning: [Builtin] = [
        Builtin(
            "forward(x=x, w=w, b=b)", .learn, door: .bare, traits: .runsAlone,
            "The prediction x @ w + b of the linear model."
        ) { (evaluator, arguments) throws(EvaluationError) in
            let x = try evaluator.operand("x", of: arguments)
            let w = try evaluator.operand("w", of: arguments)
            let b = try evaluator.operand("b", of: arguments)
            return try evaluator.learning([x, w, b], "forward") { (flags) throws(TensorError) in
                .result(try LinearModel.forward(x.tensor, w.tensor, b.tensor, flags: &flags))
            }
        },
        Builtin(
            "loss(y=y, y_hat=y_hat)", .learn, door: .bare, traits: .runsAlone,
            "The mean squared error mean((y - y_hat) ** 2)."
        ) { (evaluator, arguments) throws(EvaluationError) in
            let y = try evaluator.operand("y", of: arguments)
            let prediction = try evaluator.operand("y_hat", of: arguments)
            return .result(try evaluator.loss(y, prediction))
        },
        Builtin(
            "backward(y, y_hat, w, b, x, lr)", .learn, door: .bare,
            "w and b after one step down the gradient (its factor 2 left to the rate lr)."
        ) { (evaluator, arguments) throws(EvaluationError) in
            var operands: [LearningOperand] = []
            for name in ["y", "y_hat", "w", "b", "x"] { operands.append(try evaluator.operand(name, of: arguments)) }
            let rate = try arguments.tensor(5)
            return try evaluator.learning(operands, "backward") { (flags) throws(TensorError) in
                let next = try LinearModel.backward(
                    operands[0].tensor, operands[1].tensor, operands[2].tensor, operands[3].tensor,
                    operands[4].tensor, rate: rate, flags: &flags)
                return .tuple([.result(next.w), .result(next.b)])
            }
        },
        Builtin(
            "step(lr=0.01, x=x, y=y, w=w, b=b)", .learn, door: .bare, traits: .runsAlone,
            "One epoch: predict, print the loss, step w and b."
        ) { (evaluator, arguments) throws(EvaluationError) in
            try evaluator.train(TrainingSchedule(epochs: 1), arguments, keepsLosses: false)
            return .none
        },
        Builtin(
            "train(epochs, lr=0.01, every=None, tol=None, x=x, y=y, w=w, b=b, method='exact')", .learn, door: .bare,
            traits: .wordForMethod, "Run epochs of gradient descent; sets y_hat, w, b and losses."
        ) { (evaluator, arguments) throws(EvaluationError) in
            let epochs = try arguments.int("epochs")
            guard epochs >= 0 else { throw arguments.invalid("the number of epochs can't be negative: \(epochs)") }
            let interval = try arguments.optionalInt("every")
            if let interval, interval < 0 { throw arguments.invalid("every= can't be negative: \(interval)") }
            let tolerance = arguments.isGiven("tol") ? try arguments.double("tol") : nil
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
            try evaluator.train(schedule, arguments, keepsLosses: true)
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

extension Evaluator {
    /// An argument, or the workspace's tensor of the parameter's name.
    func operand(_ parameter: String, of arguments: Arguments) throws(EvaluationError) -> LearningOperand {
        if let argument = arguments.argument(parameter) {
            let tensor = try argument.value.asTensor(for: arguments.function, parameter: parameter)
            let name = text(of: argument.range) ?? parameter
            return LearningOperand(
                parameter: parameter, name: name, isName: name.isIdentifier, value: argument.value, tensor: tensor)
        }
        guard let value = frames.last?.locals[parameter] ?? workspace.names[parameter] else {
            throw .missingOperand(parameter, function: arguments.function)
        }
        let tensor = try value.asTensor(for: arguments.function, parameter: parameter)
        return LearningOperand(parameter: parameter, name: parameter, isName: true, value: value, tensor: tensor)
    }

    /// Carries out a learning operation; an error names the operands.
    mutating func learning<Result>(
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
        if !flags.isEmpty { warn(of: flags, in: function, range: currentCallRange) }
        return result
    }

    /// The loss of shapes that are equal; others would broadcast in silence.
    ///
    /// - Parameter weight: what the prediction was made of, where it has no name of the user's.
    mutating func loss(
        _ y: LearningOperand, _ prediction: LearningOperand, weight: LearningOperand? = nil
    ) throws(EvaluationError) -> Tensor {
        let shapes = [y.tensor.shape, prediction.tensor.shape]
        if shapes[0] != shapes[1], (try? Shape.broadcast(shapes)) != nil {
            throw .lossShapes(
                y: .init(name: y.name, range: nil, shape: shapes[0]),
                prediction: .init(name: prediction.name, range: nil, shape: shapes[1]),
                weight: weight.map { .init(name: $0.name, range: nil, shape: $0.tensor.shape) })
        }
        return try learning([y, prediction], "loss") { (flags) throws(TensorError) in
            try LinearModel.loss(y.tensor, prediction.tensor, flags: &flags)
        }
    }
}

extension String {
    /// Whether it is a plain name.
    var isIdentifier: Bool {
        guard let first = unicodeScalars.first, first == "_" || first.properties.isXIDStart else { return false }
        return unicodeScalars.allSatisfy { $0.properties.isXIDContinue }
    }
}
