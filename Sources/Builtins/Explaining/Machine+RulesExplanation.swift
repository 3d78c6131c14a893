internal import Interpreter
internal import Rendering

// Explanations for models whose gradients come from the rules of `grad`.

extension Machine {
    /// Explains a step of such a model, with all gradients checked; nil for the built-in model.
    func explanationByRules(_ arguments: Arguments) throws(EvaluationError) -> Page? {
        let model = UserModel(machine: self)
        guard try needsRules(model, arguments) else { return nil }
        let training = try modelTraining(arguments, model)
        let operands = ([training.x.name] + training.names).joined(separator: ", ")
        let function = model.forward.map { "\($0.code.name)(\(operands))" }
        let title = "step: one epoch of \(function ?? "x @ w + b"), lr=\(PythonText.repr(training.rate))"
        return try page("_explained", training, [.string(Text(title))])
    }

    /// The gradient norms and the saturated and dead units of such a model; nil for the built-in model.
    func diagnosisByRules(_ arguments: Arguments) throws(EvaluationError) -> Page? {
        let model = UserModel(machine: self)
        guard model.forward != nil, try needsRules(model, arguments) else { return nil }
        return try page("_diagnosed", modelTraining(arguments, model), [])
    }

    private func page(
        _ function: String, _ training: ModelTraining, _ more: [Value]
    ) throws(EvaluationError) -> Page {
        let names = training.names.map { Value.string(Text($0)) }
        let text = try callBack(
            member(function, ofSourceModule: ModelTraining.module),
            [training.object, .list(ListObject(names)), .list(ListObject(training.values))] + more)
        guard case .string(let text) = text else { return Page { _ in Markup() } }
        let words = text.string
        return Page { _ in Markup(words) }
    }
}
