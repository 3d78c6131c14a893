internal import Rendering
internal import Syntax
internal import Tensors

extension Machine {
    /// The messages for values that an operator or loop does not accept.
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
                notes: (left.type == .string) != (right.type == .string)
                    ? ["float(text) makes a number of text, str(number) text"] : [])
        case .notIterable(let value), .noContainer(let value):
            Wording(message: "\(value.kindText) has no items to go through", notes: iterationNotes(value))
        case .unhashable(let type, let name):
            Wording(
                message: "unhashable type: '\(name)'",
                notes: ["a key, or an item of a set, never changes\(type.lasting)"])
        case .changedWhileWalked(let words):
            Wording(message: words, notes: ["go through a copy: list(…)"])
        case .noPair(let number, nil):
            Wording(message: "cannot convert dictionary update sequence element #\(number) to a sequence")
        case .noPair(let number, let length?):
            Wording(
                message: "dictionary update sequence element #\(number) has length \(length); 2 is required",
                notes: ["each item is a key and its value"])
        case .stopIteration:
            Wording(message: "there is nothing left to go through", notes: ["next(items, value) gives a value then"])
        case .generatorRunning: Wording(message: "generator already executing")
        case .sentTooEarly:
            Wording(
                message: "can't send non-None value to a just-started generator",
                notes: ["next(g) brings it to its first yield, which takes what is sent"])
        case .noMapping(let value):
            Wording(message: "\(value.kindText) is no dictionary", notes: ["** takes all pairs of a dictionary"])
        }
    }

    private static func operandNotes(_ operation: String, _ left: ValueDescription, _ right: ValueDescription)
        -> [String]
    {
        if operation == BinaryOperator.bitwiseXor.rawValue, left.isNumber, right.isNumber {
            return ["^ is exclusive or, of ints and bools; the power is written **"]
        }
        if operation == "-", left.type == .builtinFunction, case .function(let name, _) = left.detail {
            switch right.detail {
            case .int(let number): return ["to give it -\(number), write \(name)(-\(number))"]
            case .float(let number): return ["to give it -\(number), write \(name)(-\(number))"]
            default: break
            }
        }
        switch (left.type, right.type) {
        case (.string, _) where operation == "+", (_, .string) where operation == "+":
            return ["str(value) makes text of it, or write an f-string: f\"{value}\""]
        case (_, .string) where operation == "in": return ["str(value) makes text of it"]
        case (.string, _), (_, .string): return ["float(text) makes a number of text"]
        case (.list, .tuple), (.tuple, .list): return ["list(…) and tuple(…) make one of the other"]
        case (.list, _), (_, .list), (.tuple, _), (_, .tuple):
            return ["np.array(…) makes a tensor of a list, for arithmetic element by element"]
        default: break
        }
        for type in [PythonType.none, .function, .builtinFunction] {
            for value in [left, right] where value.type == type && !value.resultNotes.isEmpty {
                return value.resultNotes
            }
        }
        let isNumber = [.int, .float, .complex, .bool].contains(left.type)
        return isNumber && operation == "@" ? ["@ multiplies tensors; * multiplies numbers"] : []
    }

    private static func iterationNotes(_ value: ValueDescription) -> [String] {
        if case .int(let number) = value.detail, number > 0 { return ["range(\(number)) goes from 0 to \(number - 1)"] }
        return value.isNumber ? ["a list, a range or a tensor has items"] : value.resultNotes
    }

    // MARK: - Indices and targets

    static func indexWording(_ error: IndexError) -> Wording {
        switch error {
        case .notIndexable(let value):
            let notes: [String] =
                if case .function(let name, _) = value.detail {
                    ["[…] behind a function's name is an index: write \(name)([…])"]
                } else {
                    value.isNumber ? ["it is a single number"] : value.resultNotes
                }
            return Wording(message: "\(value.kindText) takes no index", notes: notes)
        case .notInteger(let index, let value) where value.type == .slice:
            return Wording(
                message: "\(index.kindText) is no bound of a slice",
                notes: ["a bound is a whole number: n // 2 and int(f) give one"])
        case .notInteger(let index, let value) where index.type == .int:
            return Wording(
                message: "\(index.kindText) is outside \(value.kindText)", notes: ["an index has no more than 64 bits"])
        case .notInteger(let index, let value):
            return Wording(
                message: "\(index.kindText) is no index for \(value.kindText)",
                notes: [
                    value.type == .tensor
                        ? "an index is a whole number, a slice, a mask or a list of whole numbers"
                        : "an index of it is a whole number or a slice"
                ])
        case .noColumn(let name, let names):
            let shown =
                names.prefix(12).joined(separator: ", ") + (names.count > 12 ? " and \(names.count - 12) more" : "")
            return Wording(message: "there is no column \(PythonText.repr(name))", notes: ["the columns are \(shown)"])
        case .outOfRange(let index, let count, let kind, _):
            return Wording(
                message: "index \(index) is outside this \(kind) of \(count)",
                notes: count == 0 ? ["it is empty"] : ["indices go from \(-count) to \(count - 1)"])
        case .missingItem(let item):
            return Wording(message: "\(item) is not in the set", notes: ["s.discard(x) takes no offence"])
        case .missingKey(let key, let notes): return Wording(message: "there is no key \(key)", notes: notes)
        }
    }

    static func assignmentWording(_ error: AssignmentError) -> Wording {
        switch error {
        case .cannotAssignItem(let value), .cannotDeleteItem(let value):
            let notes: [String] =
                switch value.type {
                case .tuple: ["a tuple never changes; a list does: list(t)"]
                case .string: ["a string never changes; make another: s.replace(…)"]
                case .tensor: ["a tensor keeps its shape; np.delete or a slice gives one without the element"]
                default: []
                }
            return Wording(message: "\(value.kindText) has no items that can be changed", notes: notes)
        case .cannotAssignAttribute(let name, let value):
            return Wording(
                message: "\(name) of \(value.kindText) can't be set",
                notes: name == "shape" ? ["write x = x.reshape(…)"] : name == "dtype" ? ["write x = x.astype(…)"] : [])
        case .unpackMismatch(let expected, let got, _):
            return Wording(
                message:
                    "\(Words.count(expected, "name")) for \(got.map { Words.count($0, "value") } ?? "more values")",
                notes: ["each value needs its name, even if only _"])
        case .cannotUnpack(let value, let count):
            return Wording(
                message: "\(value.kindText) can't be shared out among \(count) names",
                notes: ["a list, tuple or tensor can; enumerate(…) gives a number with each item"])
        case .changesInPlace(let change, let name, let rewritten):
            let (before, after) =
                switch change {
                case .type(let before, let after, _): ("\(before)", "\(after)")
                case .shape(let before, let after): ("\(before)", "\(after)")
                }
            return Wording(
                message: "\(name) is \(before), and would become \(after)",
                notes: ["in place a tensor keeps its shape and type; write \(rewritten)"])
        }
    }
}

extension IndexError {
    /// The error for an item missing from a set.
    package static func missingItem(_ item: Value) -> IndexError {
        Machine.running?.missingKey = item
        return .missingItem(item.briefText)
    }

    /// The error for a key missing from a dictionary.
    package static func missingKey(_ key: Value, of dictionary: DictionaryObject) -> IndexError {
        Machine.running?.missingKey = key
        let keys = dictionary.keys
        if keys.isEmpty { return .missingKey(key.briefText, notes: ["it is empty"]) }
        if case .string(let text) = key {
            let names = keys.prefix(1000).compactMap { if case .string(let name) = $0 { name.string } else { nil } }
            if let near = Suggestions.nearest(to: text.string, among: names) {
                return .missingKey(key.briefText, notes: ["did you mean \(Value.string(Text(near)).briefText)?"])
            }
        }
        let shown = keys.prefix(8).map(\.briefText).joined(separator: ", ") + (keys.count > 8 ? ", …" : "")
        return .missingKey(
            key.briefText, notes: ["its keys are \(shown)", "d.get(key, value) gives a value where there is none"])
    }
}

extension PythonType {
    /// The immutable replacement for a value of this type, for a note.
    fileprivate var lasting: String {
        switch self {
        case .list, .tuple: ": tuple(items) makes one of a list"
        case .set: ": frozenset(items) makes one of a set"
        case .tensor: ": tuple(x) makes one of a vector"
        default: ": a string, a number or a tuple of such"
        }
    }
}
