internal import Kernels
package import Syntax
internal import Tensors

extension Evaluator {
    /// Runs the statements of a cell, showing the values of its expressions.
    mutating func runTopLevel(_ block: Block) throws(Failure) {
        isSingleStatement = block.count == 1
        for (index, statement) in block.enumerated() {
            lastCall = index == block.count - 1 ? statement.call : nil
            emit(.statement(statement.range))
            (statementAssigned, randomUse) = ([], [])
            _ = try execute(statement, isTopLevel: true)
            noteOrigins(setBy: statement)
            if isQuitting { return }
        }
    }

    /// Runs the statements of a body until one leaves it.
    package mutating func execute(_ block: Block) throws(Failure) -> ControlFlow {
        for statement in block {
            let completion = try execute(statement, isTopLevel: false)
            if case .normal = completion { continue }
            return completion
        }
        return .normal
    }

    /// Runs one statement.
    package mutating func execute(_ statement: Statement, isTopLevel: Bool) throws(Failure) -> ControlFlow {
        try pollInterrupt(statement.range)
        switch statement.kind {
        case .expression(let expression, let isSilenced):
            showsValues = isTopLevel
            let value = try evaluateStatement(expression)
            if isTopLevel { try show(value, isSilenced: isSilenced, at: expression.range) }
        case .assignment(let targets, let value):
            showsValues = false
            let value = try evaluate(value)
            for target in targets { try assign(value, to: target) }
        case .augmentedAssignment(let target, let operation, let value):
            try augment(target, operation, with: value, at: statement.range)
        case .definition(let definition):
            try define(definition)
        case .forLoop(let target, let iterable, let body):
            return try runFor(target, over: iterable, body)
        case .whileLoop(let condition, let body):
            return try runWhile(condition, body)
        case .conditional(let branches, let otherwise):
            for branch in branches where try isTrue(branch.condition) { return try execute(branch.body) }
            return try execute(otherwise)
        case .return(let value):
            guard let value else { return .returned(.none) }
            return .returned(try evaluate(value))
        case .break: return .broke
        case .continue: return .continued
        case .pass, .global: break
        case .delete(let targets):
            for target in targets { try delete(target) }
        case .assertion(let condition, let message):
            try assert(condition, message)
        case .importNumPy(let alias):
            set(alias, to: .namespace(.numpy))
        }
        return .normal
    }

    /// Shows the value of a top-level expression as `print` would.
    private mutating func show(_ value: Value, isSilenced: Bool, at range: SourceRange) throws(Failure) {
        if case .none = value { return }
        workspace.lastShown = value
        if isSilenced { return }
        do { try Allowance.check(textOf: value) } catch { throw failure(error, range) }
        let text = value.text + "\n"
        try pollInterrupt(range)
        output(text)
    }

    /// An expression as a statement: a command named alone runs, another function shows its signature.
    package mutating func evaluateStatement(_ expression: Expression) throws(Failure) -> Value {
        let outer = statementRange
        statementRange = expression.range
        defer { statementRange = outer }
        guard case .name = expression.kind else { return try evaluate(expression) }
        let value = try evaluate(expression)
        guard case .builtin(let builtin) = value else { return value }
        if builtin.traits.contains(.runsAlone) {
            return try call(builtin, [], at: expression.range)
        }
        emit(.markup(HelpText.signature(of: builtin)))
        return .none
    }

    package func isTrue(_ value: Value, at range: SourceRange) throws(Failure) -> Bool {
        do { return try value.isTrue() } catch { throw failure(error, range) }
    }

    /// Whether an expression's value counts as true.
    mutating func isTrue(_ expression: Expression) throws(Failure) -> Bool {
        try isTrue(try evaluate(expression), at: expression.range)
    }

    // MARK: - Loops

    private mutating func runWhile(_ condition: Expression, _ body: Block) throws(Failure) -> ControlFlow {
        while try isTrue(condition) {
            try pollInterrupt(condition.range)
            switch try execute(body) {
            case .normal, .continued: continue
            case .broke: return .normal
            case .returned(let value): return .returned(value)
            }
        }
        return .normal
    }

    private mutating func runFor(
        _ target: Expression, over iterable: Expression, _ body: Block
    ) throws(Failure) -> ControlFlow {
        let values = try evaluate(iterable)
        if options.usesPrograms, case .range(let numbers) = values, case .name(let name) = target.kind {
            return try runCounting(target, name, over: numbers, at: iterable.range, body)
        }
        var iterator = try iterator(over: values, at: iterable.range)
        while let item = iterator.next() {
            try pollInterrupt(iterable.range)
            try assign(item, to: target)
            switch try execute(body) {
            case .normal, .continued: continue
            case .broke: return .normal
            case .returned(let value): return .returned(value)
            }
        }
        return .normal
    }

    func iterator(over value: Value, at range: SourceRange) throws(Failure) -> ValueIterator {
        do { return try ValueIterator(value) } catch { throw failure(error, range) }
    }

    /// Stops if Ctrl-C was pressed.
    @inline(__always)
    func pollInterrupt(_ range: SourceRange? = nil) throws(Failure) {
        if Interruption.isRequested { throw failure(.interrupted, range) }
    }

    // MARK: - Definitions and assertions

    private mutating func define(_ definition: FunctionDefinition) throws(Failure) {
        let code = FunctionCode(definition, cell: cell)
        set(definition.name, to: try makeFunction(code))
    }

    /// A function value: the defaults are computed now, as Python does.
    mutating func makeFunction(_ code: FunctionCode) throws(Failure) -> Value {
        var defaults: [Value] = []
        for parameter in code.parameters.parameters {
            guard let expression = parameter.defaultValue else { continue }
            defaults.append(try evaluate(expression))
        }
        return .function(UserFunction(code: code, defaults: defaults, scope: frames.last?.scope))
    }

    private mutating func assert(_ condition: Expression, _ message: Expression?) throws(Failure) {
        var sides: String?
        let holds: Bool
        if case .comparison(let first, let links) = condition.kind, links.count == 1 {
            let left = try evaluate(first)
            let right = try evaluate(links[0].operand)
            let value = try compare(left, links[0].operator, right, at: condition.range)
            holds = try isTrue(value, at: condition.range)
            sides = "\(left.briefText) \(links[0].operator.rawValue) \(right.briefText)"
        } else {
            holds = try isTrue(condition)
        }
        if holds { return }
        let text = try message.map { (message) throws(Failure) in try evaluate(message).briefMessage }
        throw failure(.assertion(message: text, comparison: sides), condition.range)
    }
}

extension Statement {
    /// The call that the statement is, if it is nothing else.
    fileprivate var call: SourceRange? {
        guard case .expression(let expression, _) = kind else { return nil }
        switch expression.kind {
        case .call, .command: return expression.range
        default: return nil
        }
    }
}
