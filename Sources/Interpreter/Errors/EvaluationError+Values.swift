internal import Rendering
internal import Syntax
internal import Tensors

extension Evaluator {
    /// The words for values that an operator or a loop doesn't take.
    static func valueWording(_ error: ValueError) -> Wording {
        switch error {
        case .unsupportedOperands(let operation, let left, let right):
            Wording(
                message: "\(operation) doesn't take \(left.kindText) and \(right.kindText)",
                notes: operandNotes(operation, left, right))
        case .unsupportedOperand(let operation, let value):
            Wording(
                message: "\(operation) doesn't take \(value.kindText)",
                notes: value.isContainer ? ["np.array(…) makes a tensor of a list, for arithmetic"] : [])
        case .cannotCompare(let operation, let left, let right):
            Wording(
                message: "\(operation) can't compare \(left.kindText) and \(right.kindText)",
                notes: left.isText != right.isText ? ["float(text) makes a number of text, str(number) text"] : [])
        case .notIterable(let value):
            Wording(message: "\(value.kindText) has no items to go through", notes: iterationNotes(value))
        }
    }

    private static func operandNotes(_ operation: String, _ left: Value, _ right: Value) -> [String] {
        switch (left, right) {
        case (.builtin(let builtin), .int(let number)) where operation == "-":
            ["to give it -\(number), write \(builtin.name)(-\(number))"]
        case (.builtin(let builtin), .float(let number)) where operation == "-":
            ["to give it -\(number), write \(builtin.name)(-\(number))"]
        case (.string, _) where operation == "+", (_, .string) where operation == "+":
            ["str(value) makes text of it, or write an f-string: f\"{value}\""]
        case (_, .string) where operation == "in": ["str(value) makes text of it"]
        case (.string, _), (_, .string): ["float(text) makes a number of text"]
        case (.list, .tuple), (.tuple, .list): ["list(…) and tuple(…) make one of the other"]
        case (.list, _), (_, .list), (.tuple, _), (_, .tuple):
            ["np.array(…) makes a tensor of a list, for arithmetic element by element"]
        case (.none, _), (_, .none): ["a function without `return` gives None"]
        case (.function(let function), _), (_, .function(let function)):
            ["call it: \(function.shownSignature)"]
        case (.builtin(let builtin), _), (_, .builtin(let builtin)):
            ["call it: \(builtin.shownSignature)"]
        case (.int, _), (.float, _), (.bool, _): operation == "@" ? ["@ multiplies tensors; * multiplies numbers"] : []
        default: []
        }
    }

    private static func iterationNotes(_ value: Value) -> [String] {
        switch value {
        case .int(let number) where number > 0: ["range(\(number)) goes from 0 to \(number - 1)"]
        case .int, .float, .scalar, .bool: ["a list, a range or a tensor has items"]
        case .none: ["a function without `return` gives None"]
        case .function(let function): ["call it: \(function.shownSignature)"]
        case .builtin(let builtin): ["call it: \(builtin.shownSignature)"]
        default: []
        }
    }

    // MARK: - Indices and targets

    static func indexWording(_ error: IndexError) -> Wording {
        switch error {
        case .notIndexable(let value):
            let notes: [String] =
                switch value {
                case .function, .builtin:
                    value.callableName.map { ["[…] behind a function's name is an index: write \($0)([…])"] } ?? []
                case .none: ["a function without `return` gives None"]
                case .int, .float, .scalar, .bool: ["it is a single number"]
                default: []
                }
            return Wording(message: "\(value.kindText) takes no index", notes: notes)
        case .notInteger(let index, .slice):
            return Wording(
                message: "\(index.kindText) is no bound of a slice",
                notes: ["a bound is a whole number: n // 2 and int(f) give one"])
        case .notInteger(let index, let value):
            let isTensor = if case .array = value { true } else { false }
            return Wording(
                message: "\(index.kindText) is no index for \(value.kindText)",
                notes: [
                    isTensor
                        ? "an index is a whole number, a slice, a mask or a list of whole numbers"
                        : "an index of it is a whole number or a slice"
                ])
        case .outOfRange(let index, let count, let kind):
            return Wording(
                message: "index \(index) is outside this \(kind) of \(count)",
                notes: count == 0 ? ["it is empty"] : ["indices go from \(-count) to \(count - 1)"])
        }
    }

    static func assignmentWording(_ error: AssignmentError) -> Wording {
        switch error {
        case .cannotAssignItem(let value):
            let notes: [String] =
                switch value {
                case .tuple: ["a tuple never changes; a list does: list(t)"]
                case .string: ["a string never changes; make another: s.replace(…)"]
                case .array: ["a tensor keeps its shape; np.delete or a slice gives one without the element"]
                default: []
                }
            return Wording(message: "\(value.kindText) has no items that can be changed", notes: notes)
        case .cannotAssignAttribute(let name, let value):
            return Wording(
                message: "\(name) of \(value.kindText) can't be set",
                notes: name == "shape" ? ["write x = x.reshape(…)"] : name == "dtype" ? ["write x = x.astype(…)"] : [])
        case .unpackMismatch(let expected, let got):
            return Wording(
                message: "\(Words.count(expected, "name")) for \(Words.count(got, "value"))",
                notes: ["each value needs its name, even if only _"])
        case .cannotUnpack(let value, let count):
            return Wording(
                message: "\(value.kindText) can't be shared out among \(count) names",
                notes: ["a list, tuple or tensor can; enumerate(…) gives a number with each item"])
        case .changesInPlace(let name, let before, let after, let rewritten):
            return Wording(
                message: "\(name) is \(before), and would become \(after)",
                notes: ["in place a tensor keeps its shape and type; write \(rewritten)"])
        }
    }
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

    /// Whether it is a string.
    var isText: Bool {
        if case .string = self { true } else { false }
    }
}
