internal import Interpreter
internal import Kernels
internal import Rendering
internal import Syntax
internal import Tensors
internal import Training

extension Machine {
    /// Runs `train` or `step` and sets what it trained.
    func train(
        _ schedule: TrainingSchedule, _ arguments: Arguments, keepsLosses: Bool
    ) throws(EvaluationError) {
        let model = UserModel(machine: self)
        let takesRules = try needsRules(model, arguments)
        if let rates = arguments["lr"], keepsLosses, rates.isContainer || (rates.shape?.rank ?? 0) > 0 {
            if takesRules {
                throw arguments.invalid("several rates are compared for the built-in model alone", hint: "give one lr")
            }
            return try compareRates(rates, schedule, arguments)
        }
        // The losses are as many as the epochs; too many are refused before the first.
        _ = try arguments.carryOut { () throws(TensorError) in
            try Shape([schedule.epochs]).validated(dtype: .float64)
        }
        if takesRules { return try trainByRules(schedule, arguments, keepsLosses: keepsLosses, model) }
        let operands = try trainingOperands(arguments, model)
        let rate = Tensor(.float64(try arguments.learningRate()))
        mentionWorkspaceRate(arguments)
        if keepsLosses, operands.made.isEmpty { mentionContinuation([operands.w.name, operands.b.name]) }

        var pace = ProgressPace()
        func reportsProgress(after epochs: Int, loss: Double?) {
            emit(.progress(Progress("train", done: epochs, of: schedule.epochs, unit: .epochs, loss: loss)))
        }
        if options.reportsProgress { reportsProgress(after: 0, loss: nil) }
        var epochs = 0
        var isGramRefused = false
        // What the user's functions print comes between the lines, which can't wait then.
        var lines = LinePrinter(isPatient: !model.hasFunctions)
        var state = try operands.state(for: model)
        let result = try Training.run(
            schedule, from: &state, fusedRate: model.hasFunctions ? nil : rate.scalarValue?.doubleValue,
            isInterrupted: { Interruption.isRequested }
        ) { (state) throws(EvaluationError) in
            let loss =
                if model.hasFunctions {
                    try finishing { () throws(EvaluationError) in
                        try epoch(&state, rate, model, names: operands.all)
                    }
                } else { try epoch(&state, rate, model, names: operands.all) }
            epochs += 1
            if options.reportsProgress, pace.isDue() { reportsProgress(after: epochs, loss: loss) }
            return loss
        } report: { epoch, loss in
            // Of an epoch that was finished, whether or not Ctrl-C was pressed since.
            lines.append(epoch: epoch, loss: loss)
            lines.printIfDue { tell(.output($0)) }
        } refuse: { refusal in
            isGramRefused = true
            if schedule.method == .gram { note("exact epochs are run: \(Self.wording(refusal))") }
        } watch: { done, loss in
            epochs = done
            lines.printIfDue { tell(.output($0)) }
            if options.reportsProgress, pace.isDue() { reportsProgress(after: done, loss: loss) }
        }
        lines.print { tell(.output($0)) }
        if result.end == .interrupted { pendingFailure = nil }
        let advisor = RateAdvisor(
            x: operands.x, y: operands.y.tensor, rate: rate.scalarValue?.doubleValue ?? .nan,
            command: arguments.function, weights: [operands.w, operands.b],
            hasFunctions: model.hasFunctions)
        try tell(of: result, state, schedule, operands, arguments, advisor, isGramRefused: isGramRefused)
        keep(result, state, from: operands, keepsLosses: keepsLosses, rate: model.hasFunctions ? nil : rate.scalarValue)
    }

    /// Assigns what a training came to; where it diverged, nothing but the losses.
    private func keep(
        _ result: TrainingResult, _ state: TrainingState, from operands: TrainingOperands, keepsLosses: Bool,
        rate: Scalar?
    ) {
        var results: [(name: String, value: Value)] = []
        if result.end != .diverged {
            if let prediction = state.prediction { results.append(("y_hat", .result(prediction))) }
            for (weight, tensor) in [(operands.w, state.w), (operands.b, state.b)]
            where !result.losses.isEmpty || operands.isMade(weight) {
                results.append((weight.name, .result(tensor)))
            }
        }
        let isTrained = result.end != .diverged && !result.losses.isEmpty
        if keepsLosses {
            let losses = NDArray(result.losses, shape: [result.losses.count])
            results.append(("losses", .array(ArrayObject(.float64(losses)))))
        }
        for (name, value) in results { set(name, to: value) }
        tellRecord(
            of: operands, takesColumn: state.y.rank > operands.given.tensor.rank, assigned: results.map(\.name))
        guard keepsLosses, isTrained else { return }
        workspace.training = .init(cell: runningCell, names: [operands.w.name, operands.b.name])
        workspace.trainingStart = rate.map {
            .init(
                w: operands.w.tensor, b: operands.b.tensor, rate: $0.doubleValue, epochs: result.losses.count)
        }
    }

    /// Tells what the training made of the workspace.
    func tellRecord(of operands: TrainingOperands, takesColumn: Bool, assigned: [String]) {
        guard let range = currentCallRange else { return }
        tell(
            .trained(
                TrainingRecord(
                    place: .init(cell: cell.number, range: range),
                    made: operands.made.map { .init(name: $0.name, shape: $0.tensor.shape.description) },
                    takesColumn: takesColumn, assigned: assigned, functions: UserModel(machine: self).names)))
    }

    /// Says where exact epochs were run although others were asked for, and what the training came to.
    private func tell(
        of result: TrainingResult, _ state: TrainingState, _ schedule: TrainingSchedule, _ operands: TrainingOperands,
        _ arguments: Arguments, _ advisor: RateAdvisor, isGramRefused: Bool
    ) throws(EvaluationError) {
        if advisor.hasFunctions, schedule.method == .gram {
            note("exact epochs were run: method=gram has no use for functions of your own")
        }
        let method = isGramRefused || advisor.hasFunctions ? TrainingMethod.exact : .gram
        try conclude(
            result, schedule, arguments, hasFunctions: advisor.hasFunctions, weights: wordsOnWeights(after: operands),
            advice: advisor.notesOnGrowth(), method: method)
        if result.end == .finished { tellOfRate(advisor, result, state) }
    }

    /// Runs an epoch whole or not at all: the session replays the finished epochs only, so that one that Ctrl-C stops
    /// must leave nothing of what the user's functions did.
    func finishing(_ epoch: () throws(EvaluationError) -> Double) throws(EvaluationError) -> Double {
        let log = CellLog()
        let before = (assigned, statementAssigned)
        do throws(EvaluationError) {
            let loss = try log.run { () throws(EvaluationError) in try epoch() }
            guard !Interruption.isRequested else { throw .interrupted }
            log.keepInOuter()
            return loss
        } catch {
            log.rollBack()
            restoreAssigned(before.0, inStatement: before.1)
            throw error
        }
    }

    /// One epoch by the built-in functions, or by those of the user's that have their names.
    func epoch(
        _ state: inout TrainingState, _ rate: Tensor, _ model: UserModel, names: [LearningOperand]
    ) throws(EvaluationError) -> Double {
        let (x, w, b) = (state.x, state.w, state.b)
        var y = state.y
        let prediction: Tensor
        if let forward = model.forward {
            prediction = try tensor(from: call(forward, [x, w, b]), of: forward)
        } else {
            prediction = try learning([names[0], names[2], names[3]], "forward") { (flags) throws(TensorError) in
                try LinearModel.forward(x, w, b, flags: &flags)
            }
        }
        state.prediction = prediction
        if model.leavesTarget, let column = names[1].holding(y).asColumn(like: prediction.shape) {
            y = column.tensor
            state.y = y
            mentionColumn(names[1], column)
        }
        let predicted = LearningOperand(
            parameter: "y_hat", name: "y_hat", isName: true, value: .array(ArrayObject(prediction)), tensor: prediction)
        let loss: Double
        // Where only one of them is the user's, the built-in other one refuses.
        if model.loss != nil, model.backward != nil { try refuseColumnBesideRow(names[1].holding(y), predicted) }
        if let function = model.loss {
            let value = try call(function, [y, prediction])
            guard let number = value.asDouble else {
                throw .invalidArgument(
                    function: function.code.name, "train needs a number from it, got \(value.kindText)", hint: nil)
            }
            loss = number
        } else {
            let weight = model.forward == nil ? names[2].holding(w) : nil
            loss = try self.loss(names[1].holding(y), predicted, weight: weight).scalarValue?.doubleValue ?? .nan
        }
        if let backward = model.backward {
            let value = try call(backward, [y, prediction, w, b, x, rate])
            guard case .tuple(let next) = value, next.count == 2 else {
                throw .invalidArgument(
                    function: backward.code.name, "train needs w and b from it, got \(value.kindText)",
                    hint: "end it with `return w_next, b_next`")
            }
            state.w = try next[0].asTensor(for: "train", parameter: "w")
            state.b = try next[1].asTensor(for: "train", parameter: "b")
        } else {
            try requireEqualShapes(names[1].holding(y), predicted, in: "backward")
            (state.w, state.b) = try learning(names, "backward") { (flags) throws(TensorError) in
                try LinearModel.backward(y, prediction, w, b, x, rate: rate, flags: &flags)
            }
        }
        return loss
    }

    func call(_ function: UserFunction, _ tensors: [Tensor]) throws(EvaluationError) -> Value {
        do {
            return try call(function, tensors.map { CallArgument(.result($0)) })
        } catch {
            pendingFailure = error
            throw error.error
        }
    }

    func tensor(from value: Value, of function: UserFunction) throws(EvaluationError) -> Tensor {
        guard value.shape != nil || value.isContainer else {
            throw .invalidArgument(
                function: function.code.name, "train needs a tensor from it, got \(value.kindText)", hint: nil)
        }
        return try value.asTensor(for: function.code.name, parameter: "its result")
    }

    // MARK: - What is told

    private static func wording(_ refusal: GramRefusal) -> String {
        switch refusal {
        case .illConditioned(let condition):
            let text = condition < 1e15 ? "has the condition number \(Int(condition.rounded(.up)))" : "is singular"
            return "the Gram matrix of x and the bias \(text), too much for losses to twelve digits"
        case .tooWide(let columns): return "with \(columns) columns the Gram matrix takes longer than they do"
        case .notCovered: return "the Gram matrix is there for float64 tensors of two or more rows and columns only"
        case .unfinished: return "there is no memory for the Gram matrix"
        }
    }

    /// Tells why training ended early; interrupted anywhere but at the cell's end, it undoes the cell.
    ///
    /// - Parameters:
    ///   - weights: what a training that diverged left of the names that it would have set.
    ///   - advice: what to do about a loss that grew.
    func conclude(
        _ result: TrainingResult, _ schedule: TrainingSchedule, _ arguments: Arguments, hasFunctions: Bool,
        weights: @autoclosure () -> String, advice: @autoclosure () -> [String], method: TrainingMethod
    ) throws(EvaluationError) {
        switch result.end {
        case .finished: break
        case .converged:
            note("the loss changed by less than tol after \(result.losses.count) epochs")
        case .outOfPatience:
            note(
                "the loss has not become better for \(try arguments.int("patience")) epochs, after \(result.losses.count)"
            )
        case .diverged:
            let what = result.losses.last?.isFinite == true ? "grew beyond all bounds" : "is not finite"
            warn(
                "training stopped: the loss \(what) after \(Words.count(result.losses.count, "epoch"))",
                range: currentCallRange, notes: [weights()] + advice())
        case .interrupted:
            guard let lastCall, var shortened = shortening(of: schedule, to: result.losses, arguments)
            else { throw .interrupted }
            if hasFunctions {
                // What they printed stands between the lines, so the same lines must be printed.
                if !arguments.isGiven("every") { shortened.edits.append(writtenOut(schedule, arguments, in: lastCall)) }
                shortened.output = nil
            }
            if schedule.method == .auto, let range = arguments.argument("method")?.range {
                shortened.edits.append(.init(range: range, text: "\"\(method.rawValue)\""))
            }
            Interruption.clear()
            emit(.shortened(shortened))
            note("stopped after \(result.losses.count) of \(schedule.epochs) epochs")
        }
    }

    /// What a training that diverged left of the names that it would have set.
    private func wordsOnWeights(after operands: TrainingOperands) -> String {
        let made = operands.made.map(\.name)
        let kept = [operands.w.name, operands.b.name, "y_hat"].filter {
            !made.contains($0) && (localValue($0) ?? workspace.value($0)) != nil
        }
        let gone = made.isEmpty ? nil : "\(Words.list(made)) \(made.count == 1 ? "is" : "are") gone again"
        let same = kept.isEmpty ? nil : "\(Words.list(kept)) \(kept.count == 1 ? "is" : "are") as before"
        return [gone, same].compactMap(\.self).joined(separator: ", ")
    }

    /// What stands in the record for a training that was stopped; nil where the number of epochs stands in no place of
    /// its own.
    private func shortening(
        of schedule: TrainingSchedule, to losses: [Double], _ arguments: Arguments
    ) -> ShortenedTraining? {
        guard let range = arguments.argument("epochs")?.range, let written = text(of: range),
            let before = text(of: SourceRange(range.start - 1, range.start)), before != "*", !written.hasPrefix("*")
        else { return nil }
        let interval = arguments.isGiven("every") ? schedule.reportInterval : nil
        let short = TrainingSchedule(epochs: losses.count, reportInterval: interval)
        var lines = LossLines()
        for (index, loss) in losses.enumerated() where short.reports(epoch: index + 1) {
            lines.append(epoch: index + 1, loss: loss)
        }
        return ShortenedTraining(
            epochs: losses.count, asked: schedule.epochs, edits: [.init(range: range, text: String(losses.count))],
            output: lines.take())
    }

    /// The interval of the lines, as an argument of the call.
    private func writtenOut(
        _ schedule: TrainingSchedule, _ arguments: Arguments, in call: SourceRange
    ) -> ShortenedTraining.Edit {
        let isCall = text(of: call)?.hasSuffix(")") == true && text(of: call)?.hasPrefix("train(") == true
        let place = SourceRange(isCall ? call.end - 1 : call.end, isCall ? call.end - 1 : call.end)
        // `train(9,)` has its comma already.
        let before = text(of: SourceRange(call.start, place.start))?.last { !$0.isWhitespace }
        return .init(range: place, text: "\(isCall && before != "," ? "," : "") every=\(schedule.reportInterval)")
    }

    func mentionWorkspaceRate(_ arguments: Arguments) {
        guard !arguments.isGiven("lr"), let own = workspace.value("lr"), own.isNumber, own.asDouble != 0.01 else {
            return
        }
        noteOnce(
            "lr", "\(arguments.function) uses lr=0.01; the workspace's lr is \(own.text)",
            notes: ["write lr=lr to use it"])
    }

    func mentionContinuation(_ names: [String]) {
        guard let mark = workspace.training, mark.names == names else { return }
        note("train continues with the weights of [\(mark.cell)]")
    }
}

/// Prints the lines of a training: those that follow each other closely are printed together.
struct LinePrinter {
    private var lines = LossLines()
    private var pace = ProgressPace(reportInterval: longestWait)
    /// Whether lines may wait for others.
    private let isPatient: Bool

    /// The nanoseconds that a line may wait.
    private static let longestWait: UInt64 = 10_000_000

    init(isPatient: Bool) { self.isPatient = isPatient }

    mutating func append(epoch: Int, loss: Double) { lines.append(epoch: epoch, loss: loss) }

    /// Prints the lines if they have waited long enough.
    mutating func printIfDue(_ print: (String) -> Void) {
        if lines.isEmpty { return }
        if !isPatient || lines.isFull || pace.isDue() { print(lines.take()) }
    }

    /// Prints all that are left.
    mutating func print(_ print: (String) -> Void) {
        if !lines.isEmpty { print(lines.take()) }
    }
}
