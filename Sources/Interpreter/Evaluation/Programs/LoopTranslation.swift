internal import Syntax
internal import Tensors

/// Translates the body of a loop, statement by statement.
struct LoopTranslation {
    var translator: ProgramTranslator
    private(set) var steps: [LoopProgram.Step] = []
    private(set) var variables: [LoopProgram.Variable] = []
    private(set) var assignments: [[Int]] = []
    private var segment: (first: Int, statement: Int)?

    /// A program must save more than it costs to enter: so many instructions a segment.
    private static let worth = 3

    /// The program of a body; nil if it isn't worth it.
    static func program(for body: Block, counting counter: String, _ evaluator: Evaluator) -> LoopProgram? {
        let scope = evaluator.frames.last?.scope
        if scope?.outer != nil || evaluator.frames.last?.isComprehension == true { return nil }
        var names: Set<String> = [counter]
        names.formUnion(ScopeNames(body).assigned)
        let assigned = names.map { scope?.locals.slot(of: $0) != nil ? ProgramInput.Place.local($0) : .global($0) }
        var translation = LoopTranslation(
            translator: ProgramTranslator(evaluator, assigned: Set(assigned), scope: scope))
        guard let (_, counting) = translation.variable(counter), case .integer(let register, _) = counting.value else {
            return nil
        }
        for (index, statement) in body.enumerated() { translation.add(statement, index) }
        translation.close(before: body.count)
        let segments = translation.steps.count { if case .segment = $0 { true } else { false } }
        guard segments > 0, translation.translator.builder.count >= Self.worth * segments else { return nil }
        translation.findWhatGeneralStepsTouch()
        return LoopProgram(translation, counter: register, counterVariable: 0)
    }

    private init(translator: ProgramTranslator) { self.translator = translator }

    // MARK: - Statements

    private mutating func add(_ statement: Statement, _ index: Int) {
        assignments.append([])
        let before = self
        translator.builder.statement = index
        if segment == nil { segment = (translator.builder.count, index) }
        var condition: IntegerRegister?
        if case .conditional(let branches, _) = statement.kind, branches.count == 1,
            case .truth(let register)? = translator.translate(branches[0].condition)
        {
            condition = register
        } else if translate(statement, index) {
            return
        } else {
            self = before
        }
        close(before: condition == nil ? index : index + 1)
        if let condition, case .conditional(let branches, let otherwise) = statement.kind {
            steps.append(
                .general(.init(statement: index, condition: condition, then: branches[0].body, otherwise: otherwise)))
        } else {
            steps.append(.general(.init(statement: index, condition: nil, then: [statement], otherwise: [])))
        }
    }

    /// Ends the segment that is open.
    private mutating func close(before statement: Int) {
        guard let open = segment else { return }
        segment = nil
        if open.first == translator.builder.count { return }
        steps.append(.segment(open.first..<translator.builder.count, statements: open.statement..<statement))
    }

    private mutating func translate(_ statement: Statement, _ index: Int) -> Bool {
        switch statement.kind {
        case .assignment(let targets, let expression):
            guard let value = translator.translate(expression) else { return false }
            var pairs: [(name: String, value: ProgramValue)] = []
            for target in targets where !Self.pair(target, with: value, into: &pairs) { return false }
            return assign(pairs, index)
        case .augmentedAssignment(let target, let operation, let expression):
            guard case .name(let name) = target.kind, let operand = translator.translate(expression),
                let old = translator.value(of: name), let value = translator.binary(old, operation, operand)
            else { return false }
            let isInPlace = if case .array = old { true } else { false }
            return assign([(name, value)], index, isInPlace: isInPlace)
        case .pass: return true
        default: return false
        }
    }

    private static func pair(
        _ target: Expression, with value: ProgramValue, into pairs: inout [(name: String, value: ProgramValue)]
    ) -> Bool {
        switch target.kind {
        case .name(let name):
            pairs.append((name, value))
            return true
        case .tuple(let targets), .list(let targets):
            guard case .tuple(let items) = value, items.count == targets.count else { return false }
            for (target, item) in zip(targets, items) where !pair(target, with: item, into: &pairs) { return false }
            return true
        default: return false
        }
    }

    /// Gives variables their new values, which must be of the kind and shape of those before. Arrays are new ones, or
    /// change in place; a name isn't for both.
    private mutating func assign(
        _ pairs: [(name: String, value: ProgramValue)], _ index: Int, isInPlace: Bool = false
    ) -> Bool {
        var arrays: [(value: ArrayRegister, variable: ArrayRegister)] = []
        var integers: [(value: IntegerRegister, variable: IntegerRegister)] = []
        for (name, value) in pairs {
            guard let (position, input) = variable(name, isInPlace: isInPlace) else { return false }
            switch (input.value, value) {
            case (.array(let variable), .array(let value)): arrays.append((value, variable))
            case (.number(let variable, let before), .number(let value, let after)) where before == after:
                arrays.append((value, variable))
            case (.integer(let variable, _), .integer(let value, _)): integers.append((value, variable))
            default: return false
            }
            assignments[index].append(position)
        }
        guard translator.builder.assign(arrays) else { return false }
        translator.builder.assign(integers)
        return true
    }

    /// A name that the program assigns.
    private mutating func variable(
        _ name: String, isInPlace: Bool = false
    ) -> (index: Int, input: ProgramInput)? {
        let place = translator.place(of: name)
        guard translator.value(at: place) != nil, let index = translator.inputIndex(of: place) else { return nil }
        let input = translator.inputs[index]
        if let known = variables.firstIndex(where: { $0.input.place == place }) {
            return variables[known].isInPlace == isInPlace ? (known, input) : nil
        }
        variables.append(.init(name: name, input: input, isInPlace: isInPlace))
        return (variables.count - 1, input)
    }

    // MARK: - General steps

    /// Finds which variables the steps between the segments read, and whether they change what the program knows.
    private mutating func findWhatGeneralStepsTouch() {
        var touched: [(index: Int, step: LoopProgram.GeneralStep, isHarmless: Bool, Touching)] = []
        for index in steps.indices {
            guard case .general(let step) = steps[index] else { continue }
            var touching = Touching(translator)
            let isHarmless = (step.then + step.otherwise).allSatisfy { touching.visit($0) }
            translator = touching.translator
            touched.append((index, step, isHarmless, touching))
        }
        let known = Set(translator.inputs.map(\.place))
        for case (let index, var step, let isHarmless, let touching) in touched {
            step.isContained = isHarmless && touching.changed.isDisjoint(with: known)
            // What changes in place is seen through any name.
            step.reads = variables.indices.filter {
                !step.isContained || variables[$0].isInPlace || touching.read.contains(variables[$0].input.place)
            }
            steps[index] = .general(step)
        }
    }
}

/// Finds what simple statements read and change: such as call nothing but functions that only look at their arguments.
private struct Touching {
    /// Learns of the functions that the program relies on.
    private(set) var translator: ProgramTranslator
    private(set) var read: Set<ProgramInput.Place> = []
    private(set) var changed: Set<ProgramInput.Place> = []

    init(_ translator: ProgramTranslator) { self.translator = translator }

    /// Python's own functions that only look at their arguments.
    private static let lookingOnly: Set<String> = [
        "print", "len", "float", "int", "str", "bool", "round", "abs", "min", "max", "sum", "list", "tuple", "range",
    ]

    /// Takes a statement in; false if it may do anything.
    mutating func visit(_ statement: Statement) -> Bool {
        switch statement.kind {
        case .expression(let expression, _):
            if case .call(let function, let arguments) = expression.kind,
                case .attribute(let base, "append", _) = function.kind, case .name(let list) = base.kind,
                arguments.count == 1, let item = arguments[0].expression
            {
                changed.insert(translator.place(of: list))
                return visit(item)
            }
            return visit(expression)
        case .assignment(let targets, let value):
            for target in targets {
                guard case .name(let name) = target.kind else { return false }
                changed.insert(translator.place(of: name))
            }
            return visit(value)
        case .pass, .break, .continue: return true
        default: return false
        }
    }

    private mutating func visit(_ expression: Expression) -> Bool {
        switch expression.kind {
        case .constant: return true
        case .name(let name):
            read.insert(translator.place(of: name))
            return true
        case .formattedString, .tuple, .list, .unary, .binary, .comparison, .boolean, .conditional, .attribute,
            .subscript, .slice:
            return expression.children.allSatisfy { visit($0) }
        case .call(let function, let arguments):
            guard case .name(let name) = function.kind, Self.lookingOnly.contains(name), isOriginal(name) else {
                return false
            }
            return arguments.allSatisfy { argument in argument.expression.map { visit($0) } ?? false }
        default: return false
        }
    }

    /// Whether a name means what it meant before any cell.
    private mutating func isOriginal(_ name: String) -> Bool {
        switch translator.value(of: name) {
        case .fixed(.builtin)?, .fixed(.type)?: true
        default: false
        }
    }
}
