internal import Kernels
internal import Syntax
internal import Tensors

extension Evaluator {
    /// The value of a name of the function that runs, or of the workspace or a built-in.
    func value(at place: ProgramInput.Place) -> Value? {
        switch place {
        case .argument: nil
        case .local(let name): frames.last?.scope.locals[name]
        case .global(let name): workspace.value(name) ?? table.value(bare: name)
        }
    }

    // MARK: - Calls

    /// The value of a call by the function's program; nil if it must be found in the general way.
    func callProgram(_ function: UserFunction, _ arguments: [CallArgument]) -> Value? {
        guard options.usesPrograms, function.isTranslatable, !stack.isExhausted else { return nil }
        let parameters = function.code.parameters.parameters
        guard arguments.count <= parameters.count else { return nil }
        var values: [Value] = []
        values.reserveCapacity(parameters.count)
        for argument in arguments {
            if argument.keyword != nil { return nil }
            values.append(argument.value)
        }
        let firstDefault = parameters.count - function.defaults.count
        while values.count < parameters.count {
            guard values.count >= firstDefault else { return nil }
            values.append(function.defaults[values.count - firstDefault])
        }
        return programs.programs(of: function.code).call(values, self) { $0.call(function, $1) }
    }

    // MARK: - Loops

    /// A loop whose iterable is a range and whose target is a name.
    ///
    /// The first times go the general way, so that the names have the values that the body gives them; then the body
    /// becomes a program if it can. Where a program gives up, the general way takes over in the middle of the body.
    mutating func runCounting(
        _ target: Expression, _ name: String, over values: IntegerRange, at range: SourceRange, _ body: Block
    ) throws(Failure) -> ControlFlow {
        let count = values.count
        let programs = programs.programs(ofLoopAt: range, in: frames.last?.code)
        var position = 0
        var (nextAttempt, wait) = (2, 1)
        while position < count {
            if position >= nextAttempt, count - position > 1, let program = programs.loaded(name, body, self),
                frames.count + program.depth < options.recursionLimit
            {
                let completion = try run(program, &position, values, at: range, body)
                guard case .normal = completion else { return completion.afterLoop }
                wait *= 2
                nextAttempt = position + wait
                continue
            }
            if position >= nextAttempt {
                wait *= 2
                nextAttempt = position + wait
            }
            try pollInterrupt(range)
            try assign(.int(values[position]), to: target)
            position += 1
            switch try execute(body) {
            case .normal, .continued: continue
            case let completion: return completion.afterLoop
            }
        }
        return .normal
    }

    /// Runs a loop's program from a position on, as far as it goes; where it gives up in the middle of the body, the
    /// rest of the body goes the general way. `position` is then that of the next time.
    private mutating func run(
        _ program: LoopProgram, _ position: inout Int, _ values: IntegerRange, at range: SourceRange, _ body: Block
    ) throws(Failure) -> ControlFlow {
        var run = LoopRun(program)
        programs.runs += 1
        if let segment = program.onlySegment {
            let (finished, gaveUpAt) = program.machine.run(
                segment, counting: program.counter, first: values[position], step: values.step,
                times: values.count - position, isStopped: { Interruption.isRequested })
            if finished > 0 || gaveUpAt != nil { run.noteAssignment(of: program.counterVariable, in: &self) }
            run.noteAssignments(of: finished > 0 ? 0..<body.count : 0..<(gaveUpAt ?? 0), in: &self)
            position += finished
            try run.store(into: &self, at: range)
            program.machine.forgetInputs()
            guard let gaveUpAt else { return .normal }
            position += 1
            return try executeRest(body, from: gaveUpAt)
        }
        while position < values.count, !Interruption.isRequested {
            program.machine.set(program.counter, to: values[position])
            run.noteAssignment(of: program.counterVariable, in: &self)
            position += 1
            switch try runOnce(program, &run, at: range, body) {
            case .next: continue
            case .left(let completion): return completion
            }
        }
        try run.store(into: &self, at: range)
        program.machine.forgetInputs()
        return .normal
    }

    /// How a turn of a loop's program ended.
    private enum Turn {
        case next
        /// The program was left, its variables are in their places, and the turn is over.
        case left(ControlFlow)
    }

    private mutating func runOnce(
        _ program: LoopProgram, _ run: inout LoopRun, at range: SourceRange, _ body: Block
    ) throws(Failure) -> Turn {
        for step in program.steps {
            switch step {
            case .segment(let instructions, let statements):
                let gaveUpAt = program.machine.run(instructions)
                run.noteAssignments(of: statements.lowerBound..<(gaveUpAt ?? statements.upperBound), in: &self)
                guard let gaveUpAt else { continue }
                try run.store(into: &self, at: range)
                program.machine.forgetInputs()
                return .left(try executeRest(body, from: gaveUpAt))
            case .general(let general):
                let block =
                    general.condition.map { program.machine.integer($0) == 1 ? general.then : general.otherwise }
                    ?? general.then
                if block.isEmpty { continue }
                try run.store(general.reads, into: &self, at: range)
                if !general.isContained { program.machine.forgetInputs() }
                let completion = try execute(block)
                if !general.isContained { run.forgetWhatIsKnown() }
                if case .normal = completion, general.isContained || program.load(self) { continue }
                if case .continued = completion, general.isContained || program.load(self) { return .next }
                // What was stored last may have been changed since, so only the rest is stored now.
                try run.store(into: &self, at: range)
                program.machine.forgetInputs()
                if case .normal = completion { return .left(try executeRest(body, from: general.statement + 1)) }
                if case .continued = completion { return .left(.normal) }
                return .left(completion)
            }
        }
        return .next
    }

    /// The statements of a loop's body from one on.
    private mutating func executeRest(_ body: Block, from statement: Int) throws(Failure) -> ControlFlow {
        let completion = try execute(Array(body[statement...]))
        if case .continued = completion { return .normal }
        return completion
    }
}

extension ControlFlow {
    /// What a loop's end means to the statements around it.
    fileprivate var afterLoop: ControlFlow {
        if case .returned = self { self } else { .normal }
    }
}

/// What a run of a loop's program has changed and not yet brought to its place.
private struct LoopRun {
    let program: LoopProgram
    /// For each variable whether its place outside holds an old value.
    private var isStale: [Bool]
    /// For each variable whether it is known that the cell set it.
    private var isNoted: [Bool]

    init(_ program: LoopProgram) {
        self.program = program
        isStale = Array(repeating: false, count: program.variables.count)
        isNoted = isStale
    }

    package mutating func noteAssignments(of statements: Range<Int>, in evaluator: inout Evaluator) {
        for statement in statements {
            for variable in program.assignments[statement] { noteAssignment(of: variable, in: &evaluator) }
        }
    }

    package mutating func noteAssignment(of variable: Int, in evaluator: inout Evaluator) {
        isStale[variable] = true
        if isNoted[variable] { return }
        isNoted[variable] = true
        if evaluator.isGlobal(program.variables[variable].name) {
            evaluator.noteAssigned(program.variables[variable].name)
        }
    }

    /// Other statements may have deleted a name.
    mutating func forgetWhatIsKnown() { for variable in isNoted.indices { isNoted[variable] = false } }

    /// Brings all variables to their places.
    mutating func store(into evaluator: inout Evaluator, at range: SourceRange) throws(Failure) {
        try store(Array(isStale.indices), into: &evaluator, at: range)
    }

    mutating func store(
        _ variables: [Int], into evaluator: inout Evaluator, at range: SourceRange
    ) throws(Failure) {
        for variable in variables where isStale[variable] {
            isStale[variable] = false
            guard var value = program.value(of: variable) else { continue }
            let (name, input) = (program.variables[variable].name, program.variables[variable].input)
            if program.variables[variable].isInPlace, case .array(let new) = value,
                case .array(let array)? = evaluator.value(at: input.place)
            {
                do { try array.replaceAll(with: new.tensor, name: name, rewritten: "") } catch {
                    throw evaluator.failure(error, range)
                }
                value = .array(array)
            }
            evaluator.set(name, to: value)
        }
    }
}
