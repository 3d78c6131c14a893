internal import Integers
internal import Randomness
internal import Rendering
internal import Syntax
internal import Tensors

/// The text of an evaluation error.
struct Wording {
    /// What is wrong, in one line.
    var message: String
    /// The text after the underline.
    var label: String?
    /// What to do, and the names and shapes involved.
    var notes: [String] = []
}

extension Machine {
    /// The diagnostic for a failure, with suggestions from this workspace.
    func diagnostic(for failure: Failure, running cell: Cell) -> Diagnostic {
        var wording = wording(of: failure.error, localNames: failure.localNames)
        if let calls = Self.callText(failure) { wording.notes.append(calls) }
        let isElsewhere = failure.cell.number != cell.number
        return Diagnostic(
            .error, wording.message, source: failure.cell.source, origin: isElsewhere ? failure.cell.name : nil,
            range: failure.range, label: wording.label, notes: wording.notes)
    }

    /// The functions that were running, unless the message already names them.
    private static func callText(_ failure: Failure) -> String? {
        if failure.calls.isEmpty { return nil }
        if case .names(.unassigned) = failure.error, failure.calls.count == 1 { return nil }
        return "in " + failure.calls.prefix(4).joined(separator: ", called from ")
    }

    /// The text of an error.
    ///
    /// - Parameter localNames: the variables of the functions that were running.
    private func wording(of error: EvaluationError, localNames: [String]) -> Wording {
        switch error {
        case .names(let error): nameWording(error, localNames)
        case .calls(let error): Self.callWording(error)
        case .arguments(let error, let callee): argumentWording(error, callee)
        case .values(let error): Self.valueWording(error)
        case .indices(let error): Self.indexWording(error)
        case .assignments(let error): Self.assignmentWording(error)
        case .numbers(let error): Self.numberWording(error)
        case .limits(let error): Self.limitWording(error)
        case .tensor(let error, let operation, let operands): tensorWording(error, operation, operands)
        case .random(let error, let function): Wording(message: "\(function): \(error.message)")
        case .format(let error): error.wording
        case .assertion(let message, let comparison):
            Wording(
                message: message.map { "assertion failed: \($0)" } ?? "assertion failed",
                notes: comparison.map { [$0] } ?? [])
        case .classes(let error): Self.classWording(error)
        case .raised(let type, let message, let notes):
            Wording(message: message.isEmpty ? type : "\(type): \(message)", notes: notes)
        case .absent(let absence): absence.wording
        case .noAnswer:
            Wording(
                message: "input() has no recorded answer, and nobody is asked here",
                notes: [
                    "a line behind the statement that begins #< answers it; "
                        + "what is asked at the prompt is recorded so"
                ]
            )
        case .interrupted: Wording(message: "interrupted", notes: ["nothing changed"])
        case .invalidArgument(let function, let message, let hint, _):
            Wording(message: "\(function): \(message)", notes: hint.map { [$0] } ?? [])
        case .file(let error, let path): fileWording(error, path)
        case .lossShapes(let y, let prediction, let weight, let function, let result):
            lossWording(y, prediction, weight, (function, result))
        case .missingOperand(let name, let function):
            Wording(
                message: "\(function) needs \(name), and there is no \(name)",
                notes: ["set \(name), or name another tensor: \(function)(\(name)=…)"])
        }
    }

    // MARK: - Tensors

    private func tensorWording(
        _ error: TensorError, _ operation: String, _ operands: [EvaluationError.Operand]
    ) -> Wording {
        let operands = operands.filter { !$0.name.isEmpty && $0.name.utf8.count <= 40 }
        let names = Self.names(of: error.shapes, among: operands)
        if case .tooLarge(let shape) = error {
            return Wording(
                message: error.message,
                notes: ["\(Self.size(of: shape)); the limit is \(ByteCount.text(MemoryLimit.current.bytes))"])
        }
        if case .unsupportedTypes(_, let types, let hint) = error, !operation.isIdentifier, !operation.hasSuffix("=") {
            let kinds = types.map(\.description).joined(separator: " and ")
            var notes = hint.isEmpty ? [] : [hint]
            if operation == BinaryOperator.bitwiseXor.rawValue, operands.count == 2 {
                notes = [
                    "^ is exclusive or, of ints and bools; for the power, write \(operands[0].name)**\(operands[1].name)"
                ]
            }
            return Wording(message: "\(operation) doesn't take \(kinds)", notes: notes)
        }
        var notes = error.notes(names: names)
        if case .unsupportedTypes = error { return Wording(message: error.message, notes: notes) }
        // A shape in the message without a name does not say which tensor it belongs to.
        var told: [String] = []
        let isClear = !names.isEmpty && !names.contains("")
        for operand in operands where !isClear && operand.isTensor && !names.contains(operand.name) {
            let text = "\(operand.name) is \(operand.shape)"
            if !told.contains(text) { told.append(text) }
        }
        if !told.isEmpty { notes.insert(told.joined(separator: ", "), at: 0) }
        return Wording(message: error.message(names: names), notes: notes)
    }

    static func size(of shape: Shape) -> String {
        guard let count = shape.checkedCount else { return "its elements can't be counted in 64 bits" }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: DType.float64.byteCount)
        return "it would take " + (overflow ? "more than 9 EB" : ByteCount.text(bytes))
    }

    /// The names of the operands with these shapes; empty if they are ambiguous.
    private static func names(of shapes: [Shape], among operands: [EvaluationError.Operand]) -> [String] {
        if operands.map(\.shape) == shapes { return operands.map(\.name) }
        return shapes.map { shape in
            let names = Set(operands.filter { $0.shape == shape }.map(\.name))
            return names.count == 1 ? names.first ?? "" : ""
        }
    }

    // MARK: - Numbers

    static func numberWording(_ error: NumberError) -> Wording {
        switch error {
        case .zeroDivision(let operation):
            Wording(
                message: "division by zero: \(operation)",
                notes: ["test for 0 first; tensors and NumPy's numbers give inf or nan and a warning instead"])
        case .tooLargeForFloat: Wording(message: "the int is larger than the largest float, 1.8e308")
        case .quotientTooLarge:
            Wording(
                message: "the quotient is larger than the largest float, 1.8e308", notes: ["// divides into an int"])
        case .shiftTooLarge: Wording(message: "a shift by that many bits has no room in memory")
        case .beyondInt64(let number):
            Wording(
                message: "the int \(number) doesn't fit into an int64",
                notes: ["NumPy makes objects of it, which Descent's arrays don't hold; float(x) makes a float of it"])
        case .outOfBounds(let number, let dtype):
            Wording(
                message: "the int \(number) doesn't fit into the type \(dtype)",
                notes: ["a wider type holds it: x.astype(int); arrays wrap around only where arrays are computed with"])
        case .noInteger(let value):
            Wording(
                message: "\(Value.float(value).text) has no value as a 64-bit integer",
                notes: ["an array of floats holds it: x.astype(float), or dtype=float"])
        case .tooLargeForIndex(let number), .tooLargeForSize(let number):
            Wording(message: "the int \(number) is too large here", notes: ["what counts things has 64 bits at most"])
        case .tooLargeForSlice:
            Wording(
                message: "a bound of this slice has more than 64 bits",
                notes: ["for lists, texts and arrays it may have; an object's method can't be given it"])
        case .tooManyDigits:
            Wording(
                message: "the int has more than \(Integer.mostDigits) digits, which aren't written",
                notes: ["hex(x) writes it in base 16; x.bit_length() says how long it is"])
        case .mathRange(let function, let message):
            Wording(message: "\(function): \(message)", notes: ["the largest float is about 1.8e308"])
        case .floatOverflow(let operation):
            Wording(message: "\(operation) is larger than the largest float, 1.8e308")
        case .ambiguousTruth(let shape):
            Wording(
                message: shape.count == 0
                    ? "an empty tensor is neither true nor false"
                    : "a tensor of shape \(shape) is neither true nor false",
                notes: shape.count == 0
                    ? ["ask for its size: x.size > 0"]
                    : [
                        "say whether all or any of its elements count: x.all() or x.any()",
                        "&, | and ~ work element by element: (x > 0) & (x < 1)",
                    ])
        }
    }

    private static func limitWording(_ error: LimitError) -> Wording {
        switch error {
        case .recursionTooDeep:
            Wording(
                message: "calls within calls go too deep",
                notes: ["a function that calls itself needs a case in which it doesn't"])
        case .nestedTooDeep(let limit), .tooManyAxes(let limit):
            Wording(
                message: "lists, tuples or functions within each other go too deep: more than \(limit) levels",
                notes: ["l + [v] and l.append(v) add an item to a list; [l, v] puts a list around it"])
        case .memoryUsedUp(let bytes):
            // The size of a small allocation explains nothing.
            Wording(
                message: "out of memory"
                    + (bytes < 4 << 20 ? "" : ": there is no room for \(ByteCount.text(bytes)) more"),
                notes: ["work on a smaller part at a time"])
        case .outOfMemory(let bytes, let limit):
            Wording(
                message: "this takes \(bytes == .max ? "more memory than can be counted" : ByteCount.text(bytes))"
                    + ", and a list, string or int may take \(ByteCount.text(limit))",
                notes: ["work on a smaller part at a time"])
        }
    }

    // MARK: - Losses

    /// - Parameter weight: the weights that the prediction was computed from, in training.
    private func lossWording(
        _ y: EvaluationError.Operand, _ prediction: EvaluationError.Operand, _ weight: EvaluationError.Operand?,
        _ told: (function: String, result: String)
    ) -> Wording {
        let common = (try? Shape.broadcast([y.shape, prediction.shape]))?.description ?? "nothing"
        var notes = [
            "they would broadcast to \(common), and the \(told.result) would be over the wrong numbers"
        ]
        if let weight, weight.shape.rank != y.shape.rank {
            // Each epoch computes a new prediction, so its weights or y must change.
            let wrong = weight.shape.rank < y.shape.rank ? weight : y
            let lengths = wrong.shape.dimensions.map { "\($0), " }.joined() + "1"
            if wrong.shape.rank == 1 {
                notes.append("write \(wrong.name) = \(wrong.name).reshape(\(lengths))")
            }
        } else if y.shape.count == prediction.shape.count {
            // The one that lacks an axis should be reshaped, otherwise the one with a name to assign to.
            let mendsPrediction =
                prediction.shape.rank < y.shape.rank
                || prediction.shape.rank == y.shape.rank && !prediction.name.isIdentifier
            let (wrong, right) = mendsPrediction ? (prediction, y) : (y, prediction)
            let lengths = right.shape.dimensions.map(String.init).joined(separator: ", ")
            notes.append(
                wrong.name.isIdentifier
                    ? "write \(wrong.name) = \(wrong.name).reshape(\(lengths))"
                    : "write \(TensorError.receiver(wrong.name)).reshape(\(lengths)) instead of \(wrong.name)")
        }
        return Wording(
            message:
                "\(told.function) needs equal shapes: \(y.name) is \(y.shape), \(prediction.name) is \(prediction.shape)",
            notes: notes)
    }
}

extension EvaluationError.Operand {
    /// Whether it is a tensor, not a number or a list of sizes.
    fileprivate var isTensor: Bool { shape.rank > 0 && !name.hasPrefix("(") && !name.hasPrefix("[") }
}

extension Cell {
    /// The name of the cell in messages: `In [3]`, or the file and line.
    var name: String { location.map { "\($0.path):\($0.line)" } ?? "In [\(number)]" }
}
