internal import Interpreter
internal import Kernels
internal import Tensors
internal import Training

// Epochs of a training that run as compiled steps, once the first ones have shown what a step is.

/// The compiled step of a training, and where it stands.
struct CompiledModel {
    let step: CompiledStep
    /// How many epochs it has run.
    var epochs = 0
    /// How many epochs in a row had numbers that are not finite.
    var unusual = 0

    /// So many unusual epochs in a row are all: it is of no use then.
    static let mostUnusual = 5
}

extension Machine {
    /// The step of a model as it is now, compiled; nil where a step can't be, and goes on as it is written.
    func compiledStep(of training: ModelTraining, _ state: Value) -> CompiledStep? {
        if CompiledStep.areOff { return nil }
        do {
            guard let (operations, results) = try tracedStep(of: training, state) else { return nil }
            var graph = StepGraph()
            for operation in operations { try graph.add(operation) }
            return try CompiledStep(graph, results: results, threads: Threads.limit)
        } catch {
            return nil
        }
    }

    /// The operations of one step, and the numbers of those that give its results; nil where it did anything else: where it
    /// looked at numbers, drew at random, printed, read a clock, or wrote to what was there before.
    private func tracedStep(
        of training: ModelTraining, _ state: Value
    ) throws(EvaluationError) -> ([TracedOperation], [Int])? {
        let data = [try attribute("x", of: training.object), try attribute("y", of: training.object)]
        let trace = try member("trace", ofSourceModule: ModelTraining.steps)
        let open = try member("_open", ofSourceModule: ModelTraining.module)
        guard case .list(let openTapes) = open else { return nil }
        // It is run on the side: nothing that it does is kept.
        let log = CellLog()
        let (before, receiver) = ((assigned, statementAssigned), receive)
        let (clock, randomness) = (readsClock, randomUse)
        var isQuiet = true
        receive = { _ in isQuiet = false }
        readsClock = false
        let answer = try? log.run { () throws(EvaluationError) in
            try callBack(trace, [training.object, state] + data)
        }
        receive = receiver
        let isClosed =
            isQuiet && !readsClock && randomUse == randomness && log.wroteOnly(to: openTapes)
        log.rollBack()
        restoreAssigned(before.0, inStatement: before.1)
        (isTracing, pendingFailure, readsClock, randomUse) = (false, nil, clock, randomness)
        guard isClosed, case .tuple(let parts)? = answer, parts.count == 3, parts[2].isNone else { return nil }
        let operations = try parts[0].items().map { (node) throws(EvaluationError) in try TracedOperation(node) }
        let results = try parts[1].items().compactMap { if case .int(let place) = $0 { place } else { nil } }
        guard !operations.contains(where: { $0 == nil }), results.allSatisfy({ $0 >= 0 }) else { return nil }
        return (operations.compactMap(\.self), results)
    }

    /// The state that a compiled step has come to, or the one before.
    func state(
        of step: CompiledStep, before: Bool, like state: Value, _ training: ModelTraining
    ) throws(EvaluationError) -> (values: Value, prediction: Value) {
        let (values, prediction) = step.results(before: before)
        let list = ListObject(values.map { Value($0) })
        return (try callModel(training, "restored", [.list(list), state]), Value(prediction))
    }

    /// Whether a compiled step gives, from a state, just what the step as it is written gave.
    func agrees(
        _ step: CompiledStep, from state: Value, with after: Value, loss: Double, _ training: ModelTraining
    ) throws(EvaluationError) -> Bool {
        step.give(try numbers(of: state, training))
        guard case .done(let own) = step.run(), own.bitPattern == loss.bitPattern else { return false }
        let wanted = try numbers(of: after, training)
        let found = step.results(before: false).values.map(\.tensor)
        return wanted.count == found.count
            && zip(wanted, found).allSatisfy { wanted, found in
                wanted.shape == found.shape && wanted.strides == found.strides
                    && wanted.asFloat64().elements.map(\.bitPattern) == found.asFloat64().elements.map(\.bitPattern)
            }
    }

    /// What changes from step to step, in a state.
    func numbers(of state: Value, _ training: ModelTraining) throws(EvaluationError) -> [Tensor] {
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
