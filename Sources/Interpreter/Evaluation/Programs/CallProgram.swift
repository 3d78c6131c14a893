internal import Kernels
internal import Syntax
internal import Tensors

/// Functions of the user's as a program, for arguments of certain kinds and shapes.
final class CallProgram {
    private let machine: NumericMachine
    private let length: Int
    private let inputs: [ProgramInput]
    private let result: ProgramValue
    /// How many calls are nested in it, the outermost included.
    let depth: Int

    /// Translates what `body` makes of arguments like these; nil if it can't be translated.
    init?(
        _ arguments: [Value], _ evaluator: Evaluator,
        _ body: (inout ProgramTranslator, [ProgramValue]) -> ProgramValue?
    ) {
        var translator = ProgramTranslator(evaluator)
        var values: [ProgramValue] = []
        for (index, argument) in arguments.enumerated() {
            guard let value = translator.take(argument, from: .argument(index)) else { return nil }
            values.append(value)
        }
        guard let result = body(&translator, values), result.canLeave else { return nil }
        // What the caller gets is new: an argument that is given back would be the same object, and so would two names
        // of one result; a view would look at what the caller has.
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
    private func load(_ arguments: [Value], _ evaluator: Evaluator) -> Bool {
        for input in inputs {
            switch input.place {
            case .argument(let index):
                if !input.load(arguments[index], into: machine) { return false }
            case .local, .global:
                guard let value = evaluator.value(at: input.place), input.load(value, into: machine) else {
                    return false
                }
            }
        }
        return true
    }

    /// How a run ended.
    enum Outcome {
        case value(Value)
        case gaveUp
        /// The program is for other arguments.
        case unfit
    }

    /// Runs it.
    package func run(_ arguments: [Value], _ evaluator: Evaluator) -> Outcome {
        defer { machine.forgetInputs() }
        guard load(arguments, evaluator) else { return .unfit }
        // Once evaluation should stop, kernels may leave their work unfinished.
        guard evaluator.frames.count + depth < evaluator.options.recursionLimit, machine.run(0..<length) == nil,
            !Interruption.isRequested, let value = result.value(in: machine)
        else { return .gaveUp }
        return .value(value)
    }
}

/// The programs of one function, or of several that are called in turn.
final class CallPrograms {
    /// Kept so that the function's identity stays its own.
    private let code: FunctionCode?
    private var programs: [CallProgram] = []
    private var calls = 0
    /// How often there was no program, or one gave up, less than how often one ran.
    private var disappointments = 0

    init(_ code: FunctionCode? = nil) { self.code = code }

    /// Calls for which the effort of a translation isn't worth it.
    private static let earlyCalls = 2
    private static let programLimit = 4
    private static let patience = 8

    /// The value of a call with these arguments; nil if it must be found in the general way.
    ///
    /// - Parameter body: what is called.
    package func call(
        _ arguments: [Value], _ evaluator: Evaluator,
        _ body: (inout ProgramTranslator, [ProgramValue]) -> ProgramValue?
    ) -> Value? {
        calls += 1
        guard calls > Self.earlyCalls, disappointments < Self.patience else { return nil }
        var outcome = CallProgram.Outcome.unfit
        for program in programs {
            outcome = program.run(arguments, evaluator)
            guard case .unfit = outcome else { break }
        }
        if case .unfit = outcome, programs.count < Self.programLimit,
            let program = CallProgram(arguments, evaluator, body)
        {
            programs.append(program)
            outcome = program.run(arguments, evaluator)
        }
        guard case .value(let value) = outcome else {
            disappointments += 1
            return nil
        }
        disappointments = max(disappointments - 1, 0)
        evaluator.programs.runs += 1
        return value
    }
}
