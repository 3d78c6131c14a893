internal import Syntax
internal import Tensors

/// A function of the user's as a program, for arguments of certain kinds and shapes.
final class CallProgram {
    private let machine: NumericMachine
    private let length: Int
    private let inputs: [ProgramInput]
    private let result: ProgramValue
    /// How many calls are nested in it, itself included.
    let depth: Int

    /// Translates a function for arguments like these, one a parameter; nil if it can't be translated.
    init?(_ function: UserFunction, _ arguments: [Value], _ evaluator: Evaluator) {
        guard function.isTranslatable else { return nil }
        var translator = ProgramTranslator(evaluator)
        var scope = ProgramTranslator.Scope(code: function.code)
        for (index, parameter) in function.code.parameters.parameters.enumerated() {
            guard let value = translator.take(arguments[index], from: .argument(index)) else { return nil }
            scope.locals[parameter.name] = value
        }
        guard let result = translator.run(scope), result.canLeave else { return nil }
        // What the caller gets is its own: an argument that is given back stays the same array, which matters to `@`.
        guard translator.builder.areOwnResults(result.arrays) else { return nil }
        let program = translator.builder.finished(results: result.registers)
        machine = NumericMachine(program)
        length = program.count
        inputs = translator.inputs
        depth = translator.depth
        self.result = result
    }

    /// Whether the arguments, and what the function reads of the workspace, are what the program is for; they are taken
    /// in then.
    func load(_ arguments: [Value], _ evaluator: Evaluator) -> Bool {
        for input in inputs {
            switch input.place {
            case .argument(let index):
                if !input.load(arguments[index], into: machine) { return false }
            case .local: return false
            case .global(let name):
                guard let value = evaluator.globalValue(name), input.load(value, into: machine) else { return false }
            }
        }
        return true
    }

    /// Runs it; nil if it gives up.
    func run() -> Value? {
        let gaveUpAt = machine.run(0..<length)
        machine.forgetInputs()
        return gaveUpAt == nil ? result.value(in: machine) : nil
    }
}

/// What is known of the calls of one function.
final class CallPrograms {
    /// Kept so that the function's identity stays its own.
    private let code: FunctionCode
    private var programs: [CallProgram] = []
    private var calls = 0
    /// How often there was no program, or one gave up, less than how often one ran.
    private var disappointments = 0

    init(_ code: FunctionCode) { self.code = code }

    /// Calls for which the effort of a translation isn't worth it.
    private static let earlyCalls = 2
    private static let programLimit = 4
    private static let patience = 8

    /// The value of a call with these arguments, one a parameter; nil if it must be found in the general way.
    func call(_ function: UserFunction, _ arguments: [Value], _ evaluator: Evaluator) -> Value? {
        calls += 1
        guard calls > Self.earlyCalls, disappointments < Self.patience else { return nil }
        var chosen = programs.first { $0.load(arguments, evaluator) }
        if chosen == nil, programs.count < Self.programLimit,
            let program = CallProgram(function, arguments, evaluator)
        {
            programs.append(program)
            if program.load(arguments, evaluator) { chosen = program }
        }
        guard let program = chosen, evaluator.frames.count + program.depth < evaluator.options.recursionLimit,
            let value = program.run()
        else {
            disappointments += 1
            return nil
        }
        disappointments = max(disappointments - 1, 0)
        return value
    }
}
