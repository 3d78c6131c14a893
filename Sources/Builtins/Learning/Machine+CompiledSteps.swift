internal import Interpreter
internal import Kernels
internal import Tensors
internal import Training

// Epochs of a training that run as compiled steps, once the first ones have shown what a step is.

/// The compiled epochs of a training, and where they stand.
struct CompiledModel {
    let run: CompiledEpochs
    let step: CompiledStep
    /// How many epochs they have run since they last took over a state.
    var epochs = 0
    /// How many epochs in a row had numbers that are not finite.
    var unusual = 0

    /// With more unusual epochs in a row than these they are of no use.
    static let mostUnusual = 5
}

extension Machine {
    /// The epochs of a model from a state on, compiled; nil where a step can't be, and goes on as it is written.
    func compiled(_ training: ModelTraining, from state: Value) -> CompiledModel? {
        if CompiledStep.areOff { return nil }
        do {
            let x = try attribute("x", of: training.object).asTensor(for: "train", parameter: "x")
            let y = try attribute("y", of: training.object).asTensor(for: "train", parameter: "y")
            let count = x.rank > 0 ? x.shape[0] : 0
            var (rows, rest): (CompiledEpochs.Rows?, CompiledStep?) = (nil, nil)
            let batch = training.batch.flatMap { $0 < count ? $0 : nil }
            if let batch {
                guard let all = CompiledEpochs.Rows(x, y, batch: batch) else { return nil }
                rows = all
                if count % batch > 0 { rest = try compiledStep("trace", training, state, .int(count % batch)) }
            }
            let whole = try compiledStep("trace", training, state, batch.map { .int($0) } ?? Value.none)
            let judge = training.hasHeldOut ? try compiledStep("trace_value", training, state, nil) : nil
            guard let numbers = whole.numbers(of: try numbers(of: state, training)) else { return nil }
            let run = CompiledEpochs(whole: whole, rest: rest, judge: judge, rows: rows, state: numbers)
            return CompiledModel(run: run, step: whole)
        } catch {
            return nil
        }
    }

    /// A step that a function of the module traces.
    ///
    /// - Parameter rows: of how many rows; none for all, and nil where only the rows held out are looked at.
    /// - Throws: why it can't be compiled.
    private func compiledStep(
        _ function: String, _ training: ModelTraining, _ state: Value, _ rows: Value?
    ) throws -> CompiledStep {
        let trace = try traced(function, [training.object, state] + (rows.map { [$0] } ?? []))
        guard let trace else { throw StepRefusal.open }
        var graph = StepGraph()
        for operation in trace.operations { try graph.add(operation) }
        let isKept = training.keepsPrediction && rows != nil
        return try CompiledStep(
            graph, loss: trace.results[0], prediction: isKept ? trace.results[1] : nil,
            made: rows == nil ? [] : Array(trace.results.dropFirst(2)), threads: Threads.limit)
    }

    /// The operations of one step, and the numbers of those that give its results; nil where it did anything else: where it
    /// looked at numbers, drew at random, printed, read a clock, or wrote to what was there before.
    private func traced(
        _ function: String, _ values: [Value]
    ) throws(EvaluationError) -> (operations: [TracedOperation], results: [Int])? {
        let trace = try member(function, ofSourceModule: ModelTraining.steps)
        guard case .list(let openTapes) = try member("_open", ofSourceModule: ModelTraining.module) else { return nil }
        // It is run on the side: nothing that it does is kept.
        let log = CellLog()
        let (before, receiver) = ((assigned, statementAssigned), receive)
        let (clock, randomness) = (readsClock, randomUse)
        var isQuiet = true
        receive = { _ in isQuiet = false }
        (readsClock, randomUse) = (false, [])
        let answer = try? log.run { () throws(EvaluationError) in try callBack(trace, values) }
        receive = receiver
        let isClosed = isQuiet && !readsClock && randomUse == [] && log.wroteOnly(to: openTapes)
        log.rollBack()
        restoreAssigned(before.0, inStatement: before.1)
        (isTracing, pendingFailure, readsClock, randomUse) = (false, nil, clock, randomness)
        guard isClosed, case .tuple(let parts)? = answer, parts.count == 3, parts[2].isNone else { return nil }
        let operations = try parts[0].items().map { (node) throws(EvaluationError) in try TracedOperation(node) }
        let results = try parts[1].items().compactMap { if case .int(let place) = $0 { place } else { nil } }
        guard !operations.contains(where: { $0 == nil }), results.count > 1, results.allSatisfy({ $0 >= 0 }) else {
            return nil
        }
        return (operations.compactMap(\.self), results)
    }

    // MARK: - Epochs

    /// An epoch by compiled steps; nil where it must be run as it is written, and nothing has been done.
    func compiledEpoch(
        _ model: CompiledModel, _ training: ModelTraining, _ state: inout ModelTraining.State
    ) throws(EvaluationError) -> Double? {
        let log = CellLog()
        var order: [Int] = []
        if training.batch != nil {
            let drawn = try log.run { () throws(EvaluationError) in try callModel(training, "order", []) }
            if case .array(let array) = drawn, case .int64(let numbers) = array.tensor { order = numbers.elements }
        }
        guard case .done(let loss, let heldOut) = model.run.run(order: order), !Interruption.isRequested else {
            log.rollBack()
            if Interruption.isRequested { throw .interrupted }
            return nil
        }
        log.keepInOuter()
        state.compiledEpochs += 1
        if let heldOut { state.append(heldOut: heldOut) }
        guard let patience = training.patience else { return loss }
        // The loss of all rows is that of the parameters before the step.
        let judged = heldOut ?? loss
        if let best = state.best, !(judged < best.loss) {
            state.best?.since = best.since + 1
        } else {
            state.best = .init(loss: judged, numbers: model.run.numbers(before: heldOut == nil), since: 0)
        }
        state.isOver = (state.best?.since ?? 0) >= patience
        return loss
    }

    /// Takes over what compiled epochs have come to; of an epoch that was abandoned nothing.
    func leave(
        _ model: CompiledModel, _ training: ModelTraining, _ state: inout ModelTraining.State
    ) throws(EvaluationError) {
        guard state.compiledEpochs > 0 else { return }
        if state.compiledEpochs < model.epochs { model.run.takeBack() }
        var best = Value.none
        if let kept = state.best {
            let numbers = kept.numbers.map { Value(model.step.values(of: $0)) } ?? .none
            best = .tuple(TupleObject([.float(kept.loss), numbers, .int(kept.since)]))
        }
        state.values = try callModel(training, "restored", [Value(model.run.state), state.values, best])
        if let prediction = model.run.prediction { state.prediction = Value(prediction) }
        state.compiledEpochs = 0
    }

    /// Has compiled epochs go on from a state.
    func enter(
        _ model: inout CompiledModel, _ training: ModelTraining, _ state: inout ModelTraining.State
    ) throws(EvaluationError) {
        guard let numbers = model.step.numbers(of: try numbers(of: state.values, training)) else { return }
        model.run.give(numbers)
        model.epochs = 0
        state.best = nil
        guard training.patience != nil, case .tuple(let parts) = state.values, parts.count == 5,
            case .tuple(let best) = parts[4], best.count == 3, let loss = best[0].asDouble,
            case .int(let since) = best[2]
        else { return }
        state.best = .init(loss: loss, numbers: nil, since: since)
    }

    /// Whether compiled epochs came to just what an epoch as it is written came to.
    func agrees(
        _ model: CompiledModel, with state: Value, _ training: ModelTraining
    ) throws(EvaluationError) -> Bool {
        let wanted = try numbers(of: state, training)
        let found = model.run.state.map(\.tensor)
        return wanted.count == found.count
            && zip(wanted, found).allSatisfy { wanted, found in
                wanted.shape == found.shape && wanted.strides == found.strides
                    && wanted.asFloat64().elements.map(\.bitPattern) == found.asFloat64().elements.map(\.bitPattern)
            }
    }

    /// What changes from step to step, in a state.
    private func numbers(of state: Value, _ training: ModelTraining) throws(EvaluationError) -> [Tensor] {
        let flat = try callModel(training, "flat", [state]).items()
        return try flat.map { (value) throws(EvaluationError) in try value.asTensor(for: "train", parameter: "state") }
    }
}

extension TracedOperation {
    /// An operation as the module that traces notes it: its name, its operands, what else it takes, and what it gave.
    fileprivate init?(_ value: Value) throws(EvaluationError) {
        guard case .tuple(let parts) = value, parts.count == 4, let result = TracedValue(parts[3]) else { return nil }
        var operands: [Operand] = []
        for operand in try parts[1].items() {
            guard case .tuple(let pair) = operand, pair.count == 2 else { return nil }
            if case .bool(true) = pair[0], case .int(let place) = pair[1] {
                operands.append(.result(place))
            } else if let constant = TracedValue(pair[1]) {
                operands.append(.constant(constant))
            } else {
                return nil
            }
        }
        self.init(parts[0].text, operands, result)
        switch parts[2] {
        case .array(let array):
            guard case .int64(let numbers) = array.tensor else { return nil }
            places = numbers.elements
        case .dictionary(let options):
            for (key, option) in zip(options.keys, options.values) {
                switch (key.text, option) {
                case ("axis", .int(let axis)): axes = [axis]
                case ("axis", .tuple(let all)):
                    axes = all.items.compactMap { if case .int(let axis) = $0 { axis } else { nil } }
                case ("keepdims", .bool(let keeps)): keepsDimensions = keeps
                case (_, .none): continue
                default: return nil
                }
            }
        default: break
        }
    }
}

extension TracedValue {
    fileprivate init?(_ value: Value) {
        switch value {
        case .array(let array): self.init(array.tensor, .array)
        case .scalar(let scalar): self.init(Tensor(scalar), .scalar)
        case .float(let number): self.init(.float64(NDArray(scalar: number)), .float)
        case .int(let number): self.init(.int64(NDArray(scalar: number)), .int)
        case .bool(let truth): self.init(.bool(NDArray(scalar: truth)), .scalar)
        default: return nil
        }
    }
}

extension Value {
    fileprivate init(_ value: TracedValue) {
        let scalar = value.tensor.scalarValue
        switch (value.kind, scalar) {
        case (.float, .float64(let number)?): self = .float(number)
        case (.int, .int64(let number)?): self = .int(number)
        case (.scalar, let scalar?): self = .scalar(scalar)
        default: self = .array(ArrayObject(value.tensor))
        }
    }
}

extension Value {
    /// A list of values.
    fileprivate init(_ values: [TracedValue]) { self = .list(ListObject(values.map { Value($0) })) }
}
