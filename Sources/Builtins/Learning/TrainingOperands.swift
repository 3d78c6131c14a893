internal import Interpreter
internal import Rendering
internal import Tensors
internal import Training

/// What a training works on: the tensors that it was given, and the weights that it makes.
struct TrainingOperands {
    let x, y, w, b: LearningOperand
    /// The target as it was given: y may be it as a column.
    let given: LearningOperand
    /// The weights that there were none of, which begin as zeros.
    let made: [LearningOperand]

    var all: [LearningOperand] { [x, y, w, b] }

    func isMade(_ weight: LearningOperand) -> Bool { made.contains { $0.parameter == weight.parameter } }

    /// The state before the first epoch.
    ///
    /// Functions of the user's may write to what they are handed, and get copies: what names refer to stays as it is. What
    /// lies in a mapped file may be more than memory holds, and is handed on.
    func state(for model: UserModel) throws(EvaluationError) -> TrainingState {
        func own(_ operand: LearningOperand) throws(EvaluationError) -> Tensor {
            guard model.hasFunctions, !operand.tensor.buffer.isMapped else { return operand.tensor }
            do { return try operand.tensor.copyKeepingOrder() } catch {
                throw .tensor(error, operation: "train", operands: [])
            }
        }
        return TrainingState(x: try own(x), y: try own(y), w: try own(w), b: try own(b))
    }
}

extension Machine {
    /// The tensors of a training; the last two are names, which will be assigned.
    func trainingOperands(
        _ arguments: Arguments, _ model: UserModel
    ) throws(EvaluationError) -> TrainingOperands {
        let (x, given) = (try operand("x", of: arguments), try operand("y", of: arguments))
        let present = (w: try operandIfAny("w", of: arguments), b: try operandIfAny("b", of: arguments))
        for weight in [present.w, present.b].compactMap(\.self) where !weight.isName {
            throw arguments.invalid("\(weight.parameter)= takes the name of a tensor, which will be assigned")
        }
        if !model.hasFunctions, x.tensor.rank == 1, let rows = given.tensor.shape.dimensions.first,
            rows == x.tensor.count,
            present.w?.tensor.shape.dimensions.first != rows
        {
            throw arguments.invalid(
                "\(x.name) is \(x.tensor.shape), and needs a column for its one feature",
                hint: "write \(x.isName ? "\(x.name) = " : "")\(x.name).reshape(-1, 1)")
        }
        let shapes = Self.weightShapes(
            x.tensor.shape, given.tensor.shape, present.w?.tensor.shape, present.b?.tensor.shape)
        let w = if let w = present.w { w } else { try zeros("w", shapes?.w, arguments) }
        let b = if let b = present.b { b } else { try zeros("b", shapes?.b, arguments) }
        let y = target(given, x, w, b, model)
        let made = (present.w == nil ? [w] : []) + (present.b == nil ? [b] : [])
        if !made.isEmpty {
            let none = made.map { "no \($0.name)" }.joined(separator: " and ")
            let begin = made.map { "\($0.name) \($0.tensor.shape)" }.joined(separator: " and ")
            note("there is \(none): \(begin) begin\(made.count == 1 ? "s" : "") as zeros")
        }
        if y.tensor.rank > given.tensor.rank { mentionColumn(given, y) }
        return TrainingOperands(x: x, y: y, w: w, b: b, given: given, made: made)
    }

    func mentionColumn(_ given: LearningOperand, _ column: LearningOperand) {
        noteOnce(
            "column \(given.name)", "\(given.name) \(given.tensor.shape) is taken as \(column.tensor.shape)")
    }

    /// The target of a training: one of shape (n,) as a column, where that is the only reading. Without a model it is the
    /// built-in one's.
    func target(
        _ y: LearningOperand, _ x: LearningOperand, _ w: LearningOperand, _ b: LearningOperand, _ model: UserModel?
    ) -> LearningOperand {
        guard model?.hasFunctions != true, x.tensor.rank == 2, w.tensor.shape == [x.tensor.shape[1], 1],
            b.tensor.count == 1,
            b.tensor.rank <= 2
        else { return y }
        return y.asColumn(like: [x.tensor.shape[0], 1]) ?? y
    }

    /// The shapes of weights that x and y ask for, and of one the other.
    private static func weightShapes(_ x: Shape, _ y: Shape, _ w: Shape?, _ b: Shape?) -> (w: Shape, b: Shape)? {
        guard x.rank == 2, 1...2 ~= y.rank, y[0] == x[0] else { return nil }
        let known = [w, b, y].compactMap(\.self).first { $0.rank == 2 }
        let outputs = known.map { $0[1] } ?? 1
        return ([x[1], outputs], w?.rank == 1 ? [1] : [1, outputs])
    }

    private func zeros(
        _ parameter: String, _ shape: Shape?, _ arguments: Arguments
    ) throws(EvaluationError) -> LearningOperand {
        guard let shape else { throw .missingOperand(parameter, function: arguments.function) }
        let tensor = try arguments.carryOut { () throws(TensorError) in try Tensor.zeros(shape) }
        return LearningOperand(
            parameter: parameter, name: parameter, isName: true, value: .array(ArrayObject(tensor)), tensor: tensor)
    }
}

/// The user's own functions that `train` and `step` take over.
struct UserModel {
    let forward: UserFunction?
    let loss: UserFunction?
    let backward: UserFunction?
    /// Their names, each by that of the built-in in whose place it stands.
    private(set) var names: [String: String] = [:]

    init(machine: Machine) {
        var names: [String: String] = [:]
        func function(_ name: String) -> UserFunction? {
            for own in machine.table.entry(named: name)?.standIns ?? [] {
                guard case .function(let function)? = machine.workspace.value(own) else { continue }
                names[name] = own
                return function
            }
            return nil
        }
        forward = function("forward")
        loss = function("loss")
        backward = function("backward")
        self.names = names
    }

    /// Whether a function of the user's takes part.
    var hasFunctions: Bool { forward != nil || loss != nil || backward != nil }

    /// Whether none of the user's functions takes the target.
    var leavesTarget: Bool { loss == nil && backward == nil }
}

extension LearningOperand {
    func holding(_ tensor: Tensor) -> LearningOperand {
        LearningOperand(parameter: parameter, name: name, isName: isName, value: value, tensor: tensor)
    }

    /// It as a column, where it is of shape (n,) beside a prediction of shape (n, 1), against which it would broadcast.
    func asColumn(like prediction: Shape) -> LearningOperand? {
        guard tensor.rank == 1, prediction == [tensor.count, 1] else { return nil }
        return (try? tensor.reshaped(to: [tensor.count, 1])).map(holding)
    }
}
