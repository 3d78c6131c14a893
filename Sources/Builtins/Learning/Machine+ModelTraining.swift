internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors
internal import Training

/// The options of `train` that ask for a gradient by the rules of `grad`, whatever the model is.
enum ModelOption: String, CaseIterable {
    case loss, optimizer, batch, holdout
    case xVal = "x_val"
    case yVal = "y_val"
    case patience, decay, clip, params

    static func given(_ arguments: Arguments) -> [ModelOption] { allCases.filter { arguments.isGiven($0.rawValue) } }
}

/// A model of any form, which the module of gradients trains.
struct ModelTraining {
    /// The object of the module's.
    let object: Value
    /// The names of the parameters in the workspace, with their values before.
    let names: [String]
    let values: [Value]
    let x: LearningOperand
    /// What the lines call its loss.
    let label: String
    /// The loss by its name; nil for a function of the user's.
    let lossName: String?
    let rate: Double
    /// The weights that there were none of, which begin as zeros.
    let made: [TrainingRecord.Weight]
    /// Whether the last prediction is of all rows, from parameters before the last step, as the built-in model's is.
    let keepsPrediction: Bool
    let hasHeldOut: Bool
    /// How many rows a step takes, if not all.
    let batch: Int?
    /// After how many epochs that are no better it ends.
    let patience: Int?

    /// What an epoch leaves.
    struct State {
        /// The state that the last epoch that was run as it is written left.
        var values: Value
        var prediction: Value?
        /// The losses of the rows held out, of which these many count: they are shared with the states before.
        let heldOut = Losses()
        var heldOutCount = 0
        /// How many epochs compiled steps have run since.
        var compiledEpochs = 0
        /// The best that compiled epochs have come to.
        var best: Best?
        /// Whether it has not become better for long enough.
        var isOver = false

        mutating func append(heldOut loss: Double) {
            heldOut.values.removeLast(heldOut.values.count - heldOutCount)
            heldOut.values.append(loss)
            heldOutCount += 1
        }
    }

    /// The loss that is the lowest so far, the state of its parameters (nil for what it was when compiled epochs began),
    /// and how many epochs have been since.
    struct Best {
        var loss: Double
        var numbers: [Double]?
        var since: Int
    }

    /// Losses that several states share.
    final class Losses {
        var values: [Double] = []
    }
}

extension Machine {
    /// Whether a training takes its gradients from the rules of `grad`: where the user's functions, or options, ask for
    /// more than the built-in model, and no `backward` of the user's says what a step is.
    func needsRules(_ model: UserModel, _ arguments: Arguments) throws(EvaluationError) -> Bool {
        let options = ModelOption.given(arguments)
        if model.backward != nil {
            guard let option = options.first else { return false }
            throw arguments.invalid(
                "your own backward makes each step, and \(option.rawValue)= has no say in it",
                hint: "del backward, and the loss is differentiated")
        }
        if !options.isEmpty || model.loss != nil { return true }
        guard let forward = model.forward else { return false }
        return try !isLinear(forward, arguments)
    }

    /// Whether a function of the user's is `x @ w + b` and nothing else: it trains as the built-in one does.
    private func isLinear(_ forward: UserFunction, _ arguments: Arguments) throws(EvaluationError) -> Bool {
        guard forward.code.parameters.parameters.count == 3, let x = try operandIfAny("x", of: arguments) else {
            return false
        }
        let shape = x.tensor.shape
        guard shape.rank == 2, let w = try operandIfAny("w", of: arguments),
            let b = try operandIfAny("b", of: arguments)
        else {
            return ["w", "b"].elementsEqual(forward.trainedParameters)
        }
        // It is run on the side: nothing that it does or prints is kept.
        let log = CellLog()
        let (before, receiver) = ((assigned, statementAssigned), receive)
        receive = { _ in }
        defer {
            receive = receiver
            log.rollBack()
            restoreAssigned(before.0, inStatement: before.1)
            isTracing = false
            pendingFailure = nil
        }
        let values = [x, w, b].map { operand -> Value in .result(operand.tensor.asFloat64Tensor) }
        let answer = try? log.run { () throws(EvaluationError) in
            try callBack(
                member("_is_linear", ofSourceModule: ModelTraining.module), [.function(forward)] + values)
        }
        // What fails here fails in its first epoch, and says why there.
        return (try? answer?.isTrue()) ?? false
    }

    // MARK: - Training

    /// Runs `train` or `step` by the rules of `grad`.
    func trainByRules(
        _ schedule: TrainingSchedule, _ arguments: Arguments, keepsLosses: Bool, _ model: UserModel
    ) throws(EvaluationError) {
        if schedule.method == .gram { note("exact epochs are run: method=gram is the built-in model's") }
        let training = try modelTraining(arguments, model)
        if keepsLosses { mentionContinuation(training.names) }
        var state = try ModelTraining.State(
            values: callModel(
                training, "begin",
                [
                    .list(
                        ListObject(
                            zip(training.names, training.values).map { name, value in
                                .tuple(TupleObject([.string(Text(name)), value]))
                            }))
                ]))
        var pace = ProgressPace()
        var epochs = 0
        let heldOut = state.heldOut
        func reportProgress(_ loss: Double?) {
            emit(.progress(Progress("train", done: epochs, of: schedule.epochs, unit: .epochs, loss: loss)))
        }
        if options.reportsProgress { reportProgress(nil) }
        var compiled: CompiledModel?
        let result = try Training.run(schedule, of: &state, isInterrupted: { Interruption.isRequested }) {
            (state) throws(EvaluationError) in
            let isSecond = epochs == 1 && schedule.epochs > 3
            let loss = try epoch(of: training, &state, &compiled, isSecond: isSecond)
            epochs += 1
            if options.reportsProgress, pace.isDue() { reportProgress(loss) }
            return loss
        } report: { epoch, loss in
            tell(.output(training.line(epoch, loss, heldOut.values)))
        } isOver: {
            $0.isOver
        } ahead: { state, losses in
            guard let model = compiled, training.patience == nil else { return nil }
            let before = losses.count
            defer {
                compiled?.epochs += losses.count - before
                compiled?.unusual = losses.count > before ? 0 : model.unusual
                state.compiledEpochs += losses.count - before
                epochs = losses.count
            }
            return model.run.runAhead(schedule, losses: &losses) { epoch, loss in
                tell(.output(training.line(epoch, loss, heldOut.values)))
            } watch: { done, loss in
                epochs = done
                if options.reportsProgress, pace.isDue() { reportProgress(loss) }
            }
        }
        if result.end == .interrupted { (pendingFailure, isTracing) = (nil, false) }
        let gone = training.names + ["y_hat"]
        try conclude(
            result, schedule, arguments, hasFunctions: true,
            weights: "\(Words.list(gone)) \(gone.count == 1 ? "is" : "are") as before",
            advice: ["a smaller lr may help"], method: .exact)
        // Nothing runs on the machine before a request to stop is dealt with.
        if let compiled, result.end != .diverged { try leave(compiled, training, &state) }
        try keep(result, state, of: training, arguments, model, keepsLosses: keepsLosses)
    }

    /// One epoch, which gives its loss: by compiled steps, if there are any. The second one shows whether there can be.
    private func epoch(
        of training: ModelTraining, _ state: inout ModelTraining.State, _ compiled: inout CompiledModel?,
        isSecond: Bool
    ) throws(EvaluationError) -> Double {
        if let model = compiled {
            if let loss = try compiledEpoch(model, training, &state) {
                compiled?.epochs += 1
                compiled?.unusual = 0
                return loss
            }
            try leave(model, training, &state)
            compiled?.unusual += 1
        }
        var (found, foundAside): (Double?, Double?)
        var tried = isSecond ? self.compiled(training, from: state.values) : nil
        if let model = tried {
            // It is run on the side, and compared with the epoch as it is written.
            let log = CellLog()
            var aside = state
            found = try? log.run { () throws(EvaluationError) in try compiledEpoch(model, training, &aside) }
            foundAside = aside.heldOut.values.last
            log.rollBack()
            if found == nil { tried = nil }
        }
        let loss = try finishing { () throws(EvaluationError) in try epoch(of: training, &state) }
        if let model = tried, found == loss, foundAside == state.heldOut.values.last,
            try agrees(model, with: state.values, training)
        {
            compiled = model
        }
        if var model = compiled {
            try enter(&model, training, &state)
            compiled = model.unusual > CompiledModel.mostUnusual ? nil : model
        }
        return loss
    }

    /// One epoch as it is written, which gives its loss.
    private func epoch(
        of training: ModelTraining, _ state: inout ModelTraining.State
    ) throws(EvaluationError) -> Double {
        guard case .tuple(let parts) = try callModel(training, "advance", [state.values]), parts.count == 4 else {
            return .nan
        }
        state.values = parts[0]
        if let heldOut = parts[2].asDouble { state.append(heldOut: heldOut) }
        state.prediction = parts[3].isNone ? nil : parts[3]
        state.isOver = try callModel(training, "ended", [state.values]).isTrue()
        return parts[1].asDouble ?? .nan
    }

    func callModel(
        _ training: ModelTraining, _ method: String, _ values: [Value]
    ) throws(EvaluationError) -> Value {
        try callBack(attribute(method, of: training.object), values)
    }

    /// Assigns what a training came to; where it diverged, nothing but the losses.
    private func keep(
        _ result: TrainingResult, _ state: ModelTraining.State, of training: ModelTraining, _ arguments: Arguments,
        _ model: UserModel, keepsLosses: Bool
    ) throws(EvaluationError) {
        var results: [(name: String, value: Value)] = []
        let isTrained = result.end != .diverged && !result.losses.isEmpty
        if isTrained {
            let kept = try callModel(training, "kept", [state.values]).items()
            let prediction =
                if training.keepsPrediction, let prediction = state.prediction { prediction } else {
                    try callModel(training, "predicted", [training.x.value, .list(ListObject(kept))])
                }
            results = [("y_hat", prediction)] + zip(training.names, kept).map { (name: $0, value: $1) }
        }
        if keepsLosses {
            var losses = NDArray(result.losses, shape: [result.losses.count])
            if training.hasHeldOut, state.heldOut.values.count >= result.losses.count {
                let pairs = zip(result.losses, state.heldOut.values).flatMap { [$0, $1] }
                losses = NDArray(pairs, shape: [result.losses.count, 2])
            }
            results.append(("losses", .array(ArrayObject(.float64(losses)))))
        }
        for (name, value) in results { set(name, to: value) }
        if let range = currentCallRange {
            var record = TrainingRecord(
                place: .init(cell: cell.number, range: range), made: training.made, takesColumn: false,
                assigned: results.map(\.name), functions: model.names)
            record.model = .init(
                parameters: training.names, label: training.label, loss: training.lossName,
                ownLoss: model.names["loss"],
                rate: training.rate)
            tell(.trained(record))
        }
        guard keepsLosses, isTrained else { return }
        workspace.training = .init(cell: runningCell, names: training.names)
        workspace.trainingStart = nil
    }
}

extension ModelTraining {
    static let module = "_gradients"
    /// The module that traces steps.
    static let steps = "_steps"

    /// The line of an epoch, in the notebook's own format.
    func line(_ epoch: Int, _ loss: Double, _ heldOut: [Double]) -> String {
        let held = heldOut.indices.contains(epoch - 1) ? " validation \(PythonText.repr(heldOut[epoch - 1]))" : ""
        return "Epoch  \(epoch)  : \(label) \(PythonText.repr(loss))\(held)\n"
    }
}

extension Tensor {
    /// It as floats of 64 bits.
    fileprivate var asFloat64Tensor: Tensor { .float64(asFloat64()) }
}
