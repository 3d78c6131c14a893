internal import Interpreter
internal import Rendering
internal import Syntax
internal import Tensors
internal import Training

// What a training by the rules of `grad` is given.

extension Machine {
    /// The model that a call of `train` or `step` asks for.
    func modelTraining(
        _ arguments: Arguments, _ model: UserModel
    ) throws(EvaluationError) -> ModelTraining {
        let x = try operand("x", of: arguments)
        let (names, values, y, made) = try parameters(arguments, model)
        let (loss, label) = try namedLoss(arguments, model)
        let optimizer = try arguments.string("optimizer") ?? "sgd"
        guard Self.optimizers.contains(optimizer) else {
            throw arguments.invalid(
                "there is no optimizer \(PythonText.repr(optimizer))",
                hint: "it is one of \(Self.optimizers.joined(separator: ", "))")
        }
        let rate = try modelRate(optimizer, arguments)
        var options: [(String, Value)] = [("optimizer", .string(Text(optimizer)))]
        options += try counts(arguments)
        options += try rowsHeldOut(arguments)
        let dictionary = DictionaryObject()
        for (name, value) in options { dictionary.set(value, named: Text(name)) }
        let object = try callBack(
            member("Model", ofSourceModule: ModelTraining.module),
            [
                model.forward.map { .function($0) } ?? .none, loss, .result(x.tensor), .result(y.tensor), .float(rate),
                .dictionary(dictionary),
            ])
        let hasHeldOut = arguments.isGiven("holdout") || arguments.isGiven("x_val")
        return ModelTraining(
            object: object, names: names, values: values, x: x, label: label,
            lossName: loss.isCallable ? nil : loss.text, rate: rate, made: made,
            keepsPrediction: !arguments.isGiven("batch") && !arguments.isGiven("patience")
                && !arguments.isGiven("holdout"),
            hasHeldOut: hasHeldOut,
            batch: try arguments.optionalInt("batch"), patience: try arguments.optionalInt("patience"))
    }

    static let optimizers = ["sgd", "momentum", "rmsprop", "adam"]
    static let losses = ["mse", "mae", "huber", "logistic", "softmax"]

    /// The parameters that are trained, and the target.
    private func parameters(
        _ arguments: Arguments, _ model: UserModel
    ) throws(EvaluationError) -> ([String], [Value], LearningOperand, [TrainingRecord.Weight]) {
        guard let forward = model.forward else {
            let operands = try trainingOperands(arguments, model)
            let made = operands.made.map {
                TrainingRecord.Weight(name: $0.name, shape: $0.tensor.shape.description)
            }
            return ([operands.w.name, operands.b.name], [operands.w.value, operands.b.value], operands.y, made)
        }
        let names = try parameterNames(of: forward, arguments)
        return (names, try values(of: names, forward), try operand("y", of: arguments), [])
    }

    /// The values of the parameters that a model has in the workspace.
    func parameterValues(_ arguments: Arguments, _ model: UserModel) throws(EvaluationError) -> [Value] {
        if let forward = model.forward { return try values(of: parameterNames(of: forward, arguments), forward) }
        return [try operand("w", of: arguments).value, try operand("b", of: arguments).value]
    }

    /// The names of the parameters of a function of the user's: those behind its first, which have no default.
    private func parameterNames(of forward: UserFunction, _ arguments: Arguments) throws(EvaluationError) -> [String] {
        switch arguments["params"] {
        case nil, .some(.none): break
        case .string(let names)?: return names.string.split { $0 == " " || $0 == "," }.map(String.init)
        case .instance(let object)?:
            // An object whose attributes are trained is assigned, as the names of others are.
            let name = workspace.order.first {
                if case .instance(let other)? = workspace.value($0) { other === object } else { false }
            }
            if let name { return [name] }
            throw arguments.invalid(
                "params= is an object that has no name, and what is trained is assigned", hint: "write net = … first")
        case let other?: throw arguments.wrongType("params", expected: "a string of names, or an object", got: other)
        }
        var names = forward.trainedParameters
        for (place, name) in names.enumerated() where ["w", "b"].contains(name) {
            if let operand = try operandIfAny(name, of: arguments), operand.isName { names[place] = operand.name }
        }
        guard !names.isEmpty else {
            throw arguments.invalid(
                "\(forward.code.name) has no parameters to train after its first",
                hint: "write def \(forward.code.name)(x, w1, b1): …, and make w1 and b1 before")
        }
        return names
    }

    private func values(of names: [String], _ forward: UserFunction) throws(EvaluationError) -> [Value] {
        var values: [Value] = []
        for name in names {
            guard let value = localValue(name) ?? workspace.value(name) else {
                throw .invalidArgument(
                    function: forward.code.name, "there is no \(name), which it takes",
                    hint: "make it first: \(name) = randn(…) * 0.1 or zeros(…)")
            }
            values.append(value)
        }
        return values
    }

    /// The loss, by its name or as a function, and what the lines call it.
    private func namedLoss(
        _ arguments: Arguments, _ model: UserModel
    ) throws(EvaluationError) -> (Value, String) {
        guard let given = arguments["loss"], !given.isNone else {
            if let loss = model.loss {
                mentionFactor()
                return (.function(loss), "MSE Loss")
            }
            return (.string("mse"), "MSE Loss")
        }
        guard case .string(let text) = given else {
            guard given.isCallable else {
                throw arguments.wrongType("loss", expected: "a name or a function", got: given)
            }
            mentionFactor()
            return (given, "Loss")
        }
        let name = text.string
        if let own = workspace.value(name), own.isCallable {
            mentionFactor()
            return (own, "Loss")
        }
        guard Self.losses.contains(name) else {
            throw arguments.invalid(
                "there is no loss \(PythonText.repr(name))", hint: "it is one of \(Self.losses.joined(separator: ", "))"
            )
        }
        let label = ["mse", "mae"].contains(name) ? name.uppercased() : name.prefix(1).uppercased() + name.dropFirst()
        return (given, "\(label) Loss")
    }

    private func mentionFactor() {
        noteOnce(
            "factor of own loss",
            "your own loss is differentiated as written: the 2 of a square counts, which the built-in mse leaves to lr")
    }

    /// The rate, and what else an optimizer's textbook says.
    private func modelRate(_ optimizer: String, _ arguments: Arguments) throws(EvaluationError) -> Double {
        let isAdaptive = optimizer == "adam" || optimizer == "rmsprop"
        let rate = isAdaptive && !arguments.isGiven("lr") ? 0.001 : try arguments.learningRate()
        if !isAdaptive { mentionWorkspaceRate(arguments) }
        let words: String? =
            switch optimizer {
            case "momentum": "momentum: beta=0.9 (Sutskever et al. 2013)"
            case "rmsprop": "rmsprop: lr=\(PythonText.repr(rate)), rho=0.9, eps=1e-08 (Hinton 2012)"
            case "adam": "adam: lr=\(PythonText.repr(rate)), beta1=0.9, beta2=0.999, eps=1e-08 (Kingma and Ba 2015)"
            default: nil
            }
        if let words { noteOnce(words, words) }
        return rate
    }

    private func counts(_ arguments: Arguments) throws(EvaluationError) -> [(String, Value)] {
        var options: [(String, Value)] = []
        for name in ["batch", "patience"] {
            let count = try arguments.optionalInt(name)
            if let count, count < 1 { throw arguments.invalid("\(name)= is at least 1, got \(count)") }
            options.append((name, count.map { .int($0) } ?? .none))
        }
        for name in ["decay", "clip", "holdout"] {
            guard arguments.isGiven(name) else {
                options.append((name, .none))
                continue
            }
            let number = try arguments.double(name)
            guard number.isFinite, number > 0 || name == "decay" && number == 0 else {
                throw arguments.invalid("\(name)= is a number above 0, got \(Value.float(number).text)")
            }
            if name == "holdout", number >= 1 {
                throw arguments.invalid("holdout= is a share of the rows below 1", hint: "write holdout=0.2")
            }
            options.append((name, .float(number)))
        }
        return options
    }

    private func rowsHeldOut(_ arguments: Arguments) throws(EvaluationError) -> [(String, Value)] {
        let (x, y) = (arguments.isGiven("x_val"), arguments.isGiven("y_val"))
        guard x == y else {
            throw arguments.invalid("x_val= and y_val= go together", hint: "give both, or holdout=0.2")
        }
        if x, arguments.isGiven("holdout") {
            throw arguments.invalid("holdout= takes rows from x, and x_val= gives others", hint: "leave one out")
        }
        return [("x_val", arguments["x_val"] ?? .none), ("y_val", arguments["y_val"] ?? .none)]
    }
}
