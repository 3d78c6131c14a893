internal import Randomness
internal import Rendering
internal import Syntax
internal import Tensors

/// How an evaluation error is told.
struct Wording {
    /// What is wrong, in one line.
    var message: String
    /// What stands behind the underline.
    var label: String?
    /// What to do, and the names and shapes involved.
    var notes: [String] = []
}

extension Evaluator {
    /// The diagnostic of a failure, with suggestions from this workspace.
    func diagnostic(for failure: Failure, running cell: Cell) -> Diagnostic {
        var wording = wording(of: failure.error)
        if !failure.calls.isEmpty {
            wording.notes.append("in " + failure.calls.prefix(4).joined(separator: ", called from "))
        }
        let isElsewhere = failure.cell.number != cell.number
        return Diagnostic(
            .error, wording.message, source: failure.cell.source, origin: isElsewhere ? failure.cell.name : nil,
            range: failure.range, label: wording.label, notes: wording.notes)
    }

    /// The words for an error.
    func wording(of error: EvaluationError) -> Wording {
        switch error {
        case .tensor(let error, let operation, let operands): tensorWording(error, operation, operands)
        case .arguments(let error, let callee): argumentWording(error, callee)
        case .unknownName, .unassignedLocal, .unknownAttribute, .unknownNumPyName, .changesReturnedScope:
            nameWording(error)
        case .unsupportedOperands, .unsupportedOperand, .cannotCompare, .notCallable, .notIterable, .notIndexable,
            .cannotAssignItem, .cannotAssignAttribute, .indexNotInteger, .indexOutOfRange, .unpackMismatch:
            valueWording(error)
        case .random(let error, let function): Wording(message: "\(function): \(error.message)")
        case .format(let error): Wording(message: error.description)
        case .zeroDivision, .integerOverflow, .complexResult, .ambiguousTruth: numberWording(error)
        default: otherWording(error)
        }
    }

    private func tensorWording(
        _ error: TensorError, _ operation: String, _ operands: [EvaluationError.Operand]
    ) -> Wording {
        let isNamed = !operands.isEmpty && operands.allSatisfy { !$0.name.isEmpty && $0.name.utf8.count <= 30 }
        let names = isNamed ? operands.map(\.name) : []
        var notes = error.notes(names: names)
        let message = error.message(names: names)
        // An error that speaks of one shape doesn't say whose it is.
        if isNamed, !names.contains(where: { message.contains("\($0) (") }) {
            notes.insert(operands.map { "\($0.name) is \($0.shape)" }.joined(separator: ", "), at: 0)
        }
        return Wording(message: message, notes: notes)
    }

    private func nameWording(_ error: EvaluationError) -> Wording {
        switch error {
        case .unknownName(let name):
            let label = suggestion(for: name).map { "did you mean \($0)?" }
            return Wording(message: "there is no \(name)", label: label, notes: foreignNameNotes(name))
        case .unassignedLocal(let name, let function):
            return Wording(
                message: "\(name) has no value yet in \(function)",
                notes: [
                    "\(function) assigns \(name) somewhere, so it is its own there, even where it is read first",
                    "give it as a parameter, or write `global \(name)` at the head of \(function)",
                ])
        case .unknownAttribute(let name, let value):
            let label = Suggestions.nearest(to: name, among: table.attributeNames(of: value))
            return Wording(
                message: "\(value.kindText) has no \(name)", label: label.map { "did you mean \($0)?" })
        case .unknownNumPyName(let name, let namespace):
            let label = Suggestions.nearest(to: name, among: table.names(in: namespace))
            return Wording(
                message: "Descent has no \(namespace.rawValue).\(name)",
                label: label.map { "did you mean \(namespace.rawValue).\($0)?" },
                notes: ["`help numpy` lists what there is"])
        case .changesReturnedScope(let name):
            return Wording(
                message: "\(name) belongs to a function that has returned, and can't be changed any more",
                notes: ["pass \(name) as a parameter and return it"])
        default: return Wording(message: "")
        }
    }

    /// The nearest name that there is, with its shape if it is a tensor.
    private func suggestion(for name: String) -> String? {
        var own = Array(workspace.names.keys)
        for frame in frames { own += frame.locals.keys }
        if let near = Suggestions.nearest(to: name, among: own) {
            return workspace.tensor(near).map { "\(near) \($0.shape)" } ?? near
        }
        return Suggestions.nearest(to: name, among: table.bareNames)
    }

    private func foreignNameNotes(_ name: String) -> [String] {
        switch name {
        case "plt", "pyplot", "matplotlib":
            ["drawing comes in a later version; train prints the losses, and losses holds them"]
        case "torch", "tf", "pd", "pandas", "sklearn", "scipy", "random", "math":
            ["Descent has NumPy's functions only, as np.name or by their bare names"]
        case "dict", "set", "open", "input", "eval", "exec", "map", "filter", "lambda", "object", "super":
            ["Descent leaves Python's \(name) out; lists, tuples and tensors are there"]
        case "true", "false", "null", "none": ["Python writes True, False and None"]
        default: []
        }
    }

    private func valueWording(_ error: EvaluationError) -> Wording {
        switch error {
        case .unsupportedOperands(let operation, let left, let right):
            Wording(
                message: "\(operation) doesn't take \(left.kindText) and \(right.kindText)",
                notes: Self.operandNotes(operation, left, right))
        case .unsupportedOperand(let operation, let value):
            Wording(message: "\(operation) doesn't take \(value.kindText)")
        case .cannotCompare(let operation, let left, let right):
            Wording(message: "\(left.kindText) and \(right.kindText) can't be compared by \(operation)")
        case .notCallable(let value):
            Wording(
                message: "\(value.kindText) can't be called",
                notes: value.isNumber || value.shape != nil ? ["a multiplication needs its *: a * (b + c)"] : [])
        case .notIterable(let value): Wording(message: "\(value.kindText) can't be walked item by item")
        case .notIndexable(let value):
            Wording(
                message: "\(value.kindText) takes no index",
                notes: value.callableName.map { ["a list behind a function's name is an index: write \($0)([…])"] }
                    ?? [])
        case .cannotAssignItem(let value):
            Wording(
                message: "\(value.kindText) has no places to assign to",
                notes: value.isTuple ? ["a tuple never changes; a list does: list(t)"] : [])
        case .cannotAssignAttribute(let name, let value):
            Wording(
                message: "\(name) of \(value.kindText) can't be assigned to",
                notes: name == "shape" ? ["write x = x.reshape(…)"] : [])
        case .indexNotInteger(let index, let value):
            Wording(
                message: "\(index.kindText) is no index for \(value.kindText)",
                notes: ["an index is a whole number, a slice, a mask or a list of whole numbers"])
        case .indexOutOfRange(let index, let count, let kind):
            Wording(
                message: "index \(index) is outside this \(kind) of \(count)",
                notes: count == 0 ? ["it is empty"] : ["indices go from \(-count) to \(count - 1)"])
        case .unpackMismatch(let expected, let got):
            Wording(
                message: "\(expected) \(expected == 1 ? "name" : "names") for \(got) \(got == 1 ? "value" : "values")")
        default: Wording(message: "")
        }
    }

    private static func operandNotes(_ operation: String, _ left: Value, _ right: Value) -> [String] {
        switch (left, right) {
        case (.string, _) where operation == "+": ["str(value) makes text of it, or write an f-string: f\"{value}\""]
        case (_, .string) where operation == "+": ["str(value) makes text of it, or write an f-string: f\"{value}\""]
        case (.list, _), (_, .list): ["np.array(list) makes a tensor of a list, for arithmetic element by element"]
        case (.none, _), (_, .none): ["a function without `return` gives None"]
        case (.function(let function), _), (_, .function(let function)): ["call it: \(function.code.name)(…)"]
        case (.builtin(let builtin), _), (_, .builtin(let builtin)): ["call it: \(builtin.signature)"]
        default: []
        }
    }

    private func numberWording(_ error: EvaluationError) -> Wording {
        switch error {
        case .zeroDivision(let operation):
            Wording(message: "division by zero: \(operation)")
        case .integerOverflow(let operation):
            Wording(
                message: "\(operation) is beyond the range of its type",
                notes: ["ints have 64 bits here; a float reaches 1.8e308: write 2.0 ** 100"])
        case .complexResult(let operation):
            Wording(message: "\(operation) is a complex number, and Descent has none")
        case .ambiguousTruth(let tensor):
            Wording(
                message: tensor.count == 0
                    ? "an empty tensor is neither true nor false"
                    : "a tensor of shape \(tensor.shape) is neither true nor false",
                notes: ["say whether all or any of its elements count: x.all() or x.any()"])
        default: Wording(message: "")
        }
    }

    private func otherWording(_ error: EvaluationError) -> Wording {
        switch error {
        case .assertion(let message, let comparison):
            Wording(
                message: message.map { "assertion failed: \($0)" } ?? "assertion failed",
                notes: comparison.map { [$0] } ?? [])
        case .recursionTooDeep(let calls):
            Wording(
                message: "calls within calls go too deep: \(calls) are running",
                notes: ["a function that calls itself needs a case in which it doesn't"])
        case .nestedTooDeep(let limit):
            Wording(
                message: "lists, tuples or functions within each other go too deep: more than \(limit) levels",
                notes: ["l + [v] and l.append(v) add an item to a list; [l, v] puts a list around it"])
        case .outOfMemory(let bytes, let limit):
            Wording(
                message: "this takes \(bytes == .max ? "more memory than can be counted" : ByteCount.text(bytes))"
                    + ", and a list or string may take \(ByteCount.text(limit))",
                notes: ["work on a smaller part at a time"])
        case .interrupted: Wording(message: "interrupted; nothing changed")
        case .invalidArgument(let function, let message, let hint):
            Wording(message: "\(function): \(message)", notes: hint.map { [$0] } ?? [])
        case .lossShapes(let y, let prediction): lossWording(y, prediction)
        case .missingOperand(let name, let function):
            Wording(
                message: "\(function) needs \(name), and there is no \(name)",
                notes: ["set \(name), or give another tensor's name: \(function) … \(name)=…"])
        default: Wording(message: "")
        }
    }

    private func lossWording(_ y: EvaluationError.Operand, _ prediction: EvaluationError.Operand) -> Wording {
        let lengths = prediction.shape.dimensions.map(String.init).joined(separator: ", ")
        let mend = y.shape.count == prediction.shape.count ? ["write \(y.name) = \(y.name).reshape(\(lengths))"] : []
        return Wording(
            message: "loss needs equal shapes: \(y.name) is \(y.shape), \(prediction.name) is \(prediction.shape)",
            notes: [
                "they would broadcast to \((try? Shape.broadcast([y.shape, prediction.shape]))?.description ?? "nothing"), and the mean would be over the wrong numbers"
            ] + mend)
    }

    private func argumentWording(_ error: ArgumentError, _ callee: EvaluationError.Callee) -> Wording {
        let name = callee.name
        let notes = callee.signature.isEmpty ? [] : [callee.signature]
        return switch error {
        case .missing(let names):
            Wording(message: "\(name)() needs \(names.joined(separator: " and "))", notes: notes)
        case .tooMany(let taken, let given):
            Wording(
                message: "\(name)() takes \(taken) \(taken == 1 ? "argument" : "arguments"), got \(given)", notes: notes
            )
        case .unknownKeyword(let keyword, let known):
            Wording(
                message: "\(name)() has no \(keyword)=",
                label: Suggestions.nearest(to: keyword, among: known).map { "did you mean \($0)=?" },
                notes: (keyword == "out" ? ["results are values here: y = \(name)(…)"] : []) + notes)
        case .givenTwice(let keyword): Wording(message: "\(name)() got \(keyword) twice", notes: notes)
        case .wrongType(let parameter, let expected, let got):
            Wording(
                message:
                    "\(name)() takes \(expected)\(parameter.isEmpty ? "" : " for \(parameter)"), got \(got.kindText)",
                notes: notes)
        }
    }
}

extension Cell {
    /// How a message names the cell: `In [3]`, or the file and line.
    var name: String { location.map { "\($0.path):\($0.line)" } ?? "In [\(number)]" }
}

extension Value {
    /// The name of a function; nil for anything else.
    fileprivate var callableName: String? {
        switch self {
        case .function(let function): function.code.name
        case .builtin(let builtin): builtin.name
        default: nil
        }
    }

    fileprivate var isTuple: Bool {
        if case .tuple = self { true } else { false }
    }
}
