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
        guard !hidden.contains(where: { $0.contains(name) }), workspace.value(name) != nil,
            seen.insert(name).inserted
        else { return }
        names.append(name)
        // What a function reads, whoever names it reads too.
        if case .function(let function)? = workspace.value(name) { visit(function.code) }
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
        case .assignment(let targets, let value):
            // What a function reads counts where it is called.
            for part in value.isLambda ? value.children.dropLast() : [value] { visit(part) }
            for target in targets { visitTarget(target) }
        case .augmentedAssignment(let target, _, let value):
            visit(value)
            visit(target)
        case .definition(let definition):
            for value in definition.parameters.defaults { visit(value) }
            // One inside a function is as good as called.
            if !hidden.isEmpty { visit(definition.body, hiding: ScopeNames(definition).assigned) }
        case .forLoop(let target, let iterable, let body):
            visit(iterable)
            visitTarget(target)
            visit(body)
        case .conditional(let branches, let otherwise):
            for branch in branches {
                visit(branch.condition)
                visit(branch.body)
            }
            visit(otherwise)
        case .delete(let targets): for target in targets { visitTarget(target) }
        default:
            for expression in statement.expressions { visit(expression) }
            for block in statement.blocks { visit(block) }
        }
    }

    private mutating func visit(_ block: Block, hiding names: Set<String>) {
        hidden.append(names)
        visit(block)
        hidden.removeLast()
    }

    /// A bare name is only set; what has an index or an attribute is read before it is changed.
    private mutating func visitTarget(_ target: Expression) {
        switch target.kind {
        case .name: break
        case .tuple(let targets), .list(let targets): for target in targets { visitTarget(target) }
        default: visit(target)
        }
    }

    // MARK: - Expressions

    private mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .name(let name):
            read(name)
            readOperands(of: name, given: [])
        case .lambda(let parameters, let body):
            for value in parameters.defaults { visit(value) }
            hidden.append(Set(parameters.parameters.map(\.name)))
            visit(body)
            hidden.removeLast()
        case .listComprehension(let element, let clauses), .generator(let element, let clauses):
            visit(clauses, element)
        case .call, .command:
            guard let called = expression.called, let name = called.bareName else {
                for child in expression.children { visit(child) }
                return
            }
            read(name)
            visit(called.arguments)
            readOperands(of: name, given: called.arguments)
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
            if let block = argument.source { visit(block) }
        }
    }

    /// What a command of the learning group takes from the workspace: the parameters whose default is their own name,
    /// where no argument is given for them, and the user's own functions in place of the built-in ones.
    private mutating func readOperands(of name: String, given arguments: [Argument]) {
        guard workspace.value(name)?.isCallable != true, case .builtin(let builtin)? = table.value(bare: name),
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
        for function in table.entries.flatMap(\.standIns) {
            if case .function? = workspace.value(function) { read(function) }
        }
    }
}

extension Expression {
    fileprivate var isLambda: Bool { if case .lambda = kind { true } else { false } }
}
