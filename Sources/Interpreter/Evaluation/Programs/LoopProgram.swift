internal import Syntax
internal import Tensors

/// The body of a counting loop as a program, for values of certain kinds and shapes.
///
/// The names that the body assigns live in the program's memory while the loop runs. Statements that can't be
/// translated (`print(l)`, `losses.append(l)`) are carried out in the general way between two segments of the program,
/// after what they read has been brought up to date.
final class LoopProgram {
    /// A part of the body.
    enum Step {
        /// Instructions, and the statements that they came from.
        case segment(Range<Int>, statements: Range<Int>)
        case general(GeneralStep)
    }

    /// Statements that are carried out in the general way, under a condition that the program has computed.
    struct GeneralStep {
        let statement: Int
        let condition: IntegerRegister?
        let then: Block
        let otherwise: Block
        /// The variables that it may read, and whether it leaves the program's inputs alone.
        var reads: [Int] = []
        var isContained = false
    }

    /// A name that the program assigns.
    struct Variable {
        let name: String
        let input: ProgramInput
        /// Whether its array changes in place, which others may see; else the name comes to refer to another value.
        let isInPlace: Bool
    }

    let machine: NumericMachine
    let inputs: [ProgramInput]
    let variables: [Variable]
    /// For each statement of the body the variables that it assigns.
    let assignments: [[Int]]
    let steps: [Step]
    let counter: IntegerRegister
    /// The variable that counts.
    let counterVariable: Int
    let depth: Int

    init(_ translation: LoopTranslation, counter: IntegerRegister, counterVariable: Int) {
        let program = translation.translator.builder.finished()
        machine = NumericMachine(program)
        inputs = translation.translator.inputs
        variables = translation.variables
        assignments = translation.assignments
        steps = translation.steps
        depth = translation.translator.depth
        self.counter = counter
        self.counterVariable = counterVariable
    }

    /// The instructions, if the whole body is one segment.
    var onlySegment: Range<Int>? {
        if steps.count == 1, case .segment(let range, _) = steps[0] { range } else { nil }
    }

    /// Takes in what the program needs; false if it isn't what the program is for.
    func load(_ evaluator: Evaluator) -> Bool {
        var arrays: [(buffer: Buffer, isVariable: Bool)] = []
        for input in inputs {
            guard let value = evaluator.value(at: input.place), input.load(value, into: machine) else { return false }
            guard case .array(let array) = value else { continue }
            let buffer = array.tensor.buffer
            let isVariable = if case .variable = input.kind { true } else { false }
            // A variable is a copy: what changes in place would not be seen in it or through it, and `x.T @ x` would
            // tell it from what it is a copy of.
            if arrays.contains(where: { (isVariable || $0.isVariable) && $0.buffer === buffer }) { return false }
            arrays.append((buffer, isVariable))
        }
        return true
    }

    /// The present value of a variable.
    func value(of variable: Int) -> Value? { variables[variable].input.value.value(in: machine) }
}

/// What is known of one loop.
final class LoopPrograms {
    /// Kept so that the function's identity stays its own.
    private let code: FunctionCode?
    private var programs: [LoopProgram] = []
    private var failures = 0

    init(_ code: FunctionCode?) { self.code = code }

    private static let programLimit = 4
    private static let patience = 4

    /// A program that has taken in what it needs, made now if need be.
    func loaded(_ counter: String, _ body: Block, _ evaluator: Evaluator) -> LoopProgram? {
        if let found = programs.first(where: { $0.load(evaluator) }) { return found }
        guard failures < Self.patience, programs.count < Self.programLimit else { return nil }
        guard let program = LoopTranslation.program(for: body, counting: counter, evaluator),
            program.load(evaluator)
        else {
            failures += 1
            return nil
        }
        programs.append(program)
        return program
    }
}
