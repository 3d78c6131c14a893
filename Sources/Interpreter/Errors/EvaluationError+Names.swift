internal import Rendering
internal import Syntax
internal import Tensors

extension Machine {
    /// The messages for names that do not exist or have no value.
    func nameWording(_ error: NameError, _ localNames: [String]) -> Wording {
        switch error {
        case .unknown(let name):
            var notes = foreignNameNotes(name)
            if let module = Namespace(modulePath: name), !module.isNumPys {
                notes = ["`import \(name)` makes it known"]
            }
            if isDeletedConstant(name) {
                notes = ["\(name) is deleted, as it is behind `except … as \(name)`; NumPy's constant is np.\(name)"]
            }
            var near = notes.isEmpty ? ownSuggestion(for: name, localNames) : nil
            if notes.isEmpty, near == nil {
                // A NumPy name is more likely than a similar spelling.
                notes = ForeignFunctions.advice(for: name).map { [Self.numpyNote(name, advice: $0)] } ?? []
                if notes.isEmpty { near = suggestion(for: name) }
            }
            return Wording(
                message: "there is no \(Self.shortened(name))", label: near.map { "did you mean \($0)?" }, notes: notes)
        case .unassigned(let name, let function):
            return Wording(
                message: "\(name) has no value yet in \(function)", notes: unassignedNotes(name, function))
        case .unknownAttribute(let name, let value): return attributeWording(name, value)
        case .unknownInModule(let name, let module, let isImported):
            return module.isNumPys ? numpyNameWording(name, module) : memberWording(name, module, isImported)
        case .noModule(let path): return ForeignModules.wording(of: path)
        }
    }

    private func unassignedNotes(_ name: String, _ function: String) -> [String] {
        guard workspace.value(name) != nil || table.value(bare: name) != nil else {
            return ["\(function) gives it a value only on another way, such as inside a loop or an if"]
        }
        return [
            "\(function) assigns \(name) somewhere, so it is its own there, even where it is read first",
            "give it as a parameter, or write `global \(name)` at the head of \(function)",
        ]
    }

    private func attributeWording(_ name: String, _ value: ValueDescription) -> Wording {
        if let near = Suggestions.nearest(to: name, among: table.attributeNames(of: value.type)) {
            return Wording(
                message: "\(value.kindText) has no \(Self.shortened(name))", label: "did you mean \(near)?")
        }
        var notes = value.resultNotes
        if [.int, .float, .bool, .list, .tuple, .range].contains(value.type),
            Self.attributeNames.contains(name) || table.methods[.tensor][name] != nil
        {
            notes = ["tensors have it: np.array(value).\(name)"]
        }
        return Wording(message: "\(value.kindText) has no \(Self.shortened(name))", notes: notes)
    }

    private func numpyNameWording(_ name: String, _ namespace: Namespace) -> Wording {
        let elsewhere = [Namespace.numpy, .random, .linearAlgebra].first {
            $0 != namespace && table.value(name, in: $0) != nil
        }
        let path = (namespace == .numpy ? "" : namespace.rawValue.dropFirst(3) + ".") + name
        if elsewhere == nil, let advice = ForeignFunctions.advice(for: path, isBehindNumPy: true) {
            return Wording(
                message: "Descent has no \(namespace.rawValue).\(Self.shortened(name)); NumPy has it",
                label: advice.isEmpty ? nil : advice, notes: ["`help` lists what there is"])
        }
        let near =
            elsewhere.map { "\($0.rawValue).\(name)" }
            ?? Suggestions.nearest(to: name, among: table.names(in: namespace)).map { "\(namespace.rawValue).\($0)" }
        return Wording(
            message: "Descent has no \(namespace.rawValue).\(Self.shortened(name))",
            label: near.map { "did you mean \($0)?" }, notes: ["`help` lists what there is"])
    }

    private func memberWording(_ name: String, _ module: Namespace, _ isImported: Bool) -> Wording {
        let message = "Descent has no \(module.rawValue).\(Self.shortened(name))"
        if module == .collections, name.hasPrefix("User") {
            return Wording(message: message, notes: ["a class can inherit from dict, list and str themselves"])
        }
        let near = Suggestions.nearest(to: name, among: table.names(in: module))
        return Wording(
            message: message,
            label: near.map { "did you mean \(isImported ? $0 : "\(module.rawValue).\($0)")?" },
            notes: ["`help \(module.rawValue)` lists what there is"])
    }

    private static func numpyNote(_ name: String, advice: String) -> String {
        "NumPy has `\(shortened(name))`, Descent hasn't" + (advice.isEmpty ? "" : ": \(advice)")
    }

    /// The nearest user-defined name, with its shape if it is a tensor.
    private func ownSuggestion(for name: String, _ localNames: [String]) -> String? {
        if let near = Suggestions.nearest(to: name, among: localNames) { return near }
        if let near = Suggestions.nearest(to: name, among: workspace.order) {
            return workspace.tensor(near).map { "\(near) \($0.shape)" } ?? near
        }
        return nil
    }

    /// The nearest built-in; one that exists only under `np.`, if it has exactly this name.
    private func suggestion(for name: String) -> String? {
        let modules = [Namespace.numpy, .random, .linearAlgebra]
        if table.value(bare: name) == nil, let module = modules.first(where: { table.value(name, in: $0) != nil }) {
            return "\(module.rawValue).\(name)"
        }
        return Suggestions.nearest(to: name, among: table.bareNames)
            ?? Suggestions.nearest(to: name, among: table.names(in: .numpy)).map { "np." + $0 }
    }

    package func foreignNameNotes(_ name: String) -> [String] {
        switch name {
        case "plt", "pyplot", "matplotlib":
            [
                "`import matplotlib.pyplot as plt` brings it; plot losses draws without, hist x a histogram, "
                    + "to=\"loss.svg\" writes a picture"
            ]
        case "pd", "pandas": ["`import pandas as pd` brings it"]
        case "torch", "tf", "sklearn", "scipy":
            ["Descent has NumPy's functions only, as np.name or by their bare names"]
        case "eval", "exec", "compile":
            ["Descent leaves Python's \(name) out; write what the text would say"]
        case "Out": ["`_` is the value shown last; give others a name: y = x @ w"]
        case "losses": ["`train` sets losses, the loss of each epoch"]
        case "fit", "sgd", "adam", "optimizer", "LinearRegression", "LogisticRegression", "MLPClassifier",
            "MLPRegressor":
            ["`train 100 lr=0.1 optimizer=adam` trains the model that forward(x, w1, …) describes; help train"]
        case "mse", "mean_squared_error", "criterion", "mae", "mean_absolute_error":
            ["`loss y y_hat` is the mean squared error; `train` takes loss=mae and others"]
        case "r2", "r2_score", "accuracy_score", "confusion_matrix", "precision_score", "recall_score",
            "classification_report":
            ["`score y y_hat` tells R², accuracy, precision, recall and confusion"]
        case "describe", "summary": ["`stats x` tells count, quartiles, mean and spread"]
        case "train_test_split": ["x_train, x_test, y_train, y_test = split(x, y, test=0.2) is that"]
        case "StandardScaler", "scaler", "normalize": ["z, scale = standardize(x) is that; scale.undo(z) goes back"]
        case "OneHotEncoder", "to_categorical": ["one_hot(labels) is that"]
        case "PolynomialFeatures": ["polynomial_features(x, degree=2) is that"]
        case "jax", "jnp", "autograd": ["grad(f) and value_and_grad(f) differentiate what is written with np"]
        case "In": ["`history` shows what was typed; Up and Ctrl-R bring it back"]
        case "clear", "cls": ["Ctrl-L clears the screen; `reset` forgets all names"]
        case "ls", "dir", "cd", "pwd", "cat", "vim", "nano":
            ["Descent runs no other programs; Ctrl-Z leaves for a moment, and `fg` comes back"]
        case "true", "false", "null", "none": ["Python writes True, False and None"]
        default: []
        }
    }

    /// A name, cut if it is longer than a line.
    package static func shortened(_ name: String) -> String { name.utf8.count > 60 ? "\(name.prefix(50))…" : name }
}
