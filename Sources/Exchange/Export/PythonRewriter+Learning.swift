internal import Interpreter
internal import Rendering
internal import Syntax

/// Translates trainings that use the rules of `grad`.
extension PythonRewriter {
    /// Calls the function that trains any model.
    mutating func train(
        _ model: TrainingRecord.Model, _ call: Call, _ runs: [TrainingRecord], _ texts: [String: String],
        _ isTraining: Bool
    ) {
        helpers.insert(.gradients)
        for name in model.parameters where scopes.isInFunction && !scopes.isLocal(name) {
            report(.trainingInFunction(call.entry.name, missing: name), call.range)
        }
        if runs.contains(where: { $0.model != model || $0.functions != runs[0].functions }) {
            report(.nameOfBoth(call.entry.name), call.range)
        }
        let made = runs[0].made
        let pairs = model.parameters.map { name in
            let zeros = made.first { $0.name == name }.map { "np.zeros(\($0.shape))" }
            return "('\(name)', \(zeros ?? name))"
        }.joined(separator: ", ")
        let loss = model.loss.map { "'\($0)'" } ?? texts["loss"]?.unquoted ?? model.ownLoss ?? "None"
        var arguments = [
            isTraining ? texts["epochs"] ?? "" : "1", texts["x"] ?? "x", texts["y"] ?? "y", "[\(pairs)]",
            "'\(model.label)'", loss, PythonText.repr(model.rate),
        ]
        if let forward = runs[0].functions["forward"] { arguments.append("forward=\(forward)") }
        if let text = texts["optimizer"] { arguments.append("optimizer='\(text.unquoted)'") }
        for name in ["every", "tol", "batch", "holdout", "x_val", "y_val", "patience", "decay", "clip"] {
            if let text = texts[name] { arguments.append("\(name)=\(text)") }
        }
        let results = ["y_hat"] + model.parameters + (isTraining ? ["losses"] : ["_"])
        // If training diverged or ran no epoch, the names keep their values.
        let taken = results.map { runs[0].assigned.contains($0) ? $0 : "_" }
        replace(call, by: ["\(taken.joined(separator: ", ")) = train_model(\(arguments.joined(separator: ", ")))"])
        set(taken.filter { $0 != "_" })
    }
}

extension String {
    /// The content of a string literal; other texts are unchanged.
    fileprivate var unquoted: String {
        count > 1 && ["\"", "'"].contains(String(prefix(1))) ? String(dropFirst().dropLast()) : self
    }
}
