internal import Syntax

/// The names that a statement reads from the workspace, found by reading it: those in its expressions, those that the
/// functions which it names read in turn, and the operands that `train`, `step`, `forward` and `loss` take unasked.
struct ReadNames {
    /// The names, in the order in which they stand.
    private(set) var names: [String] = []
    private var seen: Set<String> = []
    private var hidden: [Set<String>] = []
    private let workspace: Workspace
    private let table: BuiltinTable

    init(of statement: Statement, in workspace: Workspace, table: BuiltinTable) {
        self.workspace = workspace
        self.table = table
        visit(statement)
    }

    private mutating func read(_ name: String) {
        guard !hidden.contains(where: { $0.contains(name) }), workspace.names[name] != nil,
            seen.insert(name).inserted
        else { return }
        names.append(name)
        // What a function reads, whoever names it reads too.
        if case .function(let function)? = workspace.names[name] { visit(function.code) }
    }

    private mutating func visit(_ code: FunctionCode) {
        let outer = hidden
        // A function sees the workspace, and none of the names around its call.
        hidden = [Set(code.localNames)]
        visit(code.body)
        hidden = outer
    }

    // MARK: - Statements

    private mutating func visit(_ block: Block) {
        for statement in block { visit(statement) }
    }

    private mutating func visit(_ statement: Statement) {
        switch statement.kind {
        case .expression(let expression, _): visit(expression)
        case .assignment(let targets, let value):
            // What a function reads counts where it is called.
            if case .lambda(let parameters, _) = value.kind {
                visit(parameters)
            } else {
                visit(value)
            }
            for target in targets { visitTarget(target) }
        case .augmentedAssignment(let target, _, let value):
            visit(value)
            visit(target)
        case .definition(let definition):
            visit(definition.parameters)
            // One inside a function is as good as called.
            if !hidden.isEmpty {
                hidden.append(ScopeNames(definition).assigned)
                visit(definition.body)
                hidden.removeLast()
            }
        case .forLoop(let target, let iterable, let body):
            visit(iterable)
            visitTarget(target)
            visit(body)
        case .whileLoop(let condition, let body):
            visit(condition)
            visit(body)
        case .conditional(let branches, let otherwise):
            for branch in branches {
                visit(branch.condition)
                visit(branch.body)
            }
            visit(otherwise)
        case .return(let value): if let value { visit(value) }
        case .assertion(let condition, let message):
            visit(condition)
            if let message { visit(message) }
        case .delete(let targets): for target in targets { visitTarget(target) }
        case .break, .continue, .pass, .global, .importNumPy: break
        }
    }

    /// A bare name is only set; what has an index or an attribute is read before it is changed.
    private mutating func visitTarget(_ target: Expression) {
        switch target.kind {
        case .name: break
        case .tuple(let targets), .list(let targets): for target in targets { visitTarget(target) }
        default: visit(target)
        }
    }

    private mutating func visit(_ parameters: Parameters) {
        for parameter in parameters.parameters { if let value = parameter.defaultValue { visit(value) } }
    }

    // MARK: - Expressions

    private mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .name(let name):
            read(name)
            readOperands(of: name, given: [])
        case .lambda(let parameters, let body):
            visit(parameters)
            hidden.append(Set(parameters.parameters.map(\.name)))
            visit(body)
            hidden.removeLast()
        case .listComprehension(let element, let clauses), .generator(let element, let clauses):
            visit(clauses, element)
        case .call(let function, let arguments):
            if case .name(let name) = function.kind {
                read(name)
                readOperands(of: name, given: arguments)
            } else {
                visit(function)
            }
            visit(arguments)
        case .command(let command):
            read(command.name)
            visit(command.arguments)
            readOperands(of: command.name, given: command.arguments)
        default: for child in expression.children { visit(child) }
        }
    }

    private mutating func visit(_ clauses: [ComprehensionClause], _ element: Expression) {
        var bound: Set<String> = []
        for clause in clauses {
            clause.target.collectNames(into: &bound)
            visit(clause.iterable)
        }
        hidden.append(bound)
        for condition in clauses.flatMap(\.conditions) { visit(condition) }
        visit(element)
        hidden.removeLast()
    }

    private mutating func visit(_ arguments: [Argument]) {
        for argument in arguments {
            if let expression = argument.expression { visit(expression) }
            if case .source(let block, _) = argument { visit(block) }
        }
    }

    /// What a command of the learning group takes from the workspace: the parameters whose default is their own name,
    /// where no argument is given for them, and the user's own functions in place of the built-in ones.
    private mutating func readOperands(of name: String, given arguments: [Argument]) {
        guard workspace.names[name]?.isCallable != true, case .builtin(let builtin)? = table.value(bare: name),
            builtin.group == .learn
        else { return }
        var positionals = 0
        var keywords: Set<String> = []
        for argument in arguments {
            switch argument {
            case .keyword(let name, _, _): keywords.insert(name)
            default: positionals += 1
            }
        }
        for (index, parameter) in builtin.signature.parameters.enumerated() {
            guard index >= positionals, !keywords.contains(parameter.name),
                parameter.kind == .workspace
            else { continue }
            read(parameter.name)
        }
        guard builtin.traits.contains(.trains) else { return }
        for function in ["forward", "loss", "calculate_loss", "backward"] {
            if case .function? = workspace.names[function] { read(function) }
        }
    }
}
