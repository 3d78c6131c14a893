public import Syntax

/// Resolves which names of a cell belong to which function before anything runs, as Python does.
///
/// Names that belong to no function are global or built-in; which one is known only at run time. Default values, and
/// the first iterable of a comprehension, are evaluated in the enclosing scope.
public struct Scopes {
    /// The cell's top-level scope.
    public let cell: Scope
    /// What each top-level statement does with global names, in order.
    public let statements: [StatementUse]

    /// Analyses the statements of a cell.
    public init(_ block: Block) {
        cell = Scope(.cell, SourceRange(0, block.last?.range.end ?? 0), in: nil)
        var analysis = ScopeAnalysis(scope: cell)
        var ranges: [Range<Int>] = []
        for statement in block {
            let start = cell.mentions.count
            analysis.visit(statement)
            ranges.append(start..<cell.mentions.count)
        }
        cell.resolve()
        let cell = self.cell
        statements = ranges.map { StatementUse(of: cell.mentions[$0], in: cell) }
    }
}

/// Walks the tree in order of evaluation and records what each scope does with names.
struct ScopeAnalysis {
    /// The current scope.
    var scope: Scope

    private mutating func within(
        _ kind: Scope.Kind, _ range: SourceRange, isDeferred: Bool, _ body: (inout Self) -> Void
    ) {
        let outer = scope
        scope = Scope(kind, range, in: outer)
        outer.children.append(scope)
        outer.mentions.append(.child(scope, isDeferred: isDeferred))
        body(&self)
        scope = outer
    }

    private func set(_ name: String) {
        scope.bind(name)
        scope.mentions.append(.set(name))
    }

    private func read(_ name: String, _ called: CalledFunction?) { scope.mentions.append(.read(name, called)) }

    // MARK: - Statements

    mutating func visit(_ block: Block) { for statement in block { visit(statement) } }

    mutating func visit(_ statement: Statement) {
        switch statement.kind {
        case .expression(let value, _): visit(value)
        case .assignment(let targets, let value):
            visit(value, isDeferred: true)
            for target in targets { assign(to: target) }
        case .augmentedAssignment(let target, _, let value):
            visit(target)
            visit(value)
            if case .name(let name) = target.kind { set(name) }
        case .definition(let definition):
            for value in definition.decorators + definition.parameters.defaults { visit(value) }
            define(definition, at: statement.range)
            set(definition.name)
        case .classDefinition(let definition):
            for value in statement.expressions { visit(value) }
            within(.classBody, statement.range, isDeferred: false) { inner in
                inner.scope.name = definition.name
                inner.scope.bind(Scope.ownClass, isParameter: true)
                inner.declare(in: definition.body)
                inner.visit(definition.body)
            }
            set(definition.name)
        case .tryBlock(let block): visit(block)
        case .with(let items, let body):
            for item in items {
                visit(item.manager)
                if let target = item.target { assign(to: target) }
            }
            visit(body)
        case .forLoop(let target, let iterable, let body, let otherwise):
            visit(iterable)
            assign(to: target)
            visit(body)
            visit(otherwise)
        case .delete(let targets): for target in targets { delete(target) }
        case .annotation(let name): scope.bind(name)
        case .global(let names): for name in names { scope.declareGlobal(name) }
        case .nonlocal(let names): for name in names { scope.declareNonlocal(name) }
        case .importation(let importation): for name in importation.boundNames { set(name) }
        case .conditional(let branches, let otherwise):
            for branch in branches {
                visit(branch.condition)
                visit(branch.body)
            }
            visit(otherwise)
        case .match(let subject, let cases):
            visit(subject)
            for one in cases {
                for expression in one.pattern.expressions { visit(expression) }
                for name in one.pattern.names { set(name) }
                if let condition = one.guardCondition { visit(condition) }
                visit(one.body)
            }
        case .whileLoop, .return, .raise, .assertion, .break, .continue, .pass:
            for expression in statement.expressions { visit(expression) }
            for block in statement.blocks { visit(block) }
        }
    }

    private mutating func define(_ definition: FunctionDefinition, at range: SourceRange) {
        within(.function, range, isDeferred: true) { inner in
            inner.scope.name = definition.name
            inner.bind(definition.parameters)
            inner.declare(in: definition.body)
            inner.visit(definition.body)
        }
    }

    /// A `global` or `nonlocal` declaration applies to the whole function body.
    private func declare(in body: Block) {
        body.forEachStatement { statement in
            if case .global(let names) = statement.kind { for name in names { scope.declareGlobal(name) } }
            if case .nonlocal(let names) = statement.kind { for name in names { scope.declareNonlocal(name) } }
        }
    }

    private mutating func visit(_ block: TryBlock) {
        visit(block.body)
        for handler in block.handlers {
            if let types = handler.types { visit(types) }
            if let name = handler.name { set(name) }
            visit(handler.body)
            // The name is unbound when the handler ends.
            if let name = handler.name { delete(Expression(.name(name), handler.range)) }
        }
        visit(block.otherwise)
        visit(block.final)
    }

    private func bind(_ parameters: Parameters) {
        for parameter in parameters.parameters { scope.bind(parameter.name, isParameter: true) }
    }

    /// A bare name is only set. For a target with an index or attribute, the base is read.
    private mutating func assign(to target: Expression) {
        switch target.kind {
        case .name(let name): set(name)
        case .tuple(let targets), .list(let targets): for target in targets { assign(to: target) }
        case .starred(let target): assign(to: target)
        default: for child in target.children { visit(child) }
        }
    }

    private mutating func delete(_ target: Expression) {
        switch target.kind {
        case .name(let name):
            scope.bind(name)
            scope.variable(name)?.isDeleted = true
            scope.mentions.append(.delete(name))
        case .tuple(let targets), .list(let targets): for target in targets { delete(target) }
        default: visit(target)
        }
    }

    // MARK: - Expressions

    /// - Parameter isDeferred: whether an expression that is a lambda is only assigned to a name.
    private mutating func visit(_ expression: Expression, isDeferred: Bool = false) {
        switch expression.kind {
        case .name(let name):
            read(name, expression.called)
            if name == "super" { read(Scope.ownClass, nil) }
        case .lambda(let parameters, let body):
            for value in parameters.defaults { visit(value) }
            within(.lambda, expression.range, isDeferred: isDeferred) { inner in
                inner.bind(parameters)
                inner.visit(body)
            }
        case .listComprehension(let element, let clauses), .setComprehension(let element, let clauses):
            visit([element], clauses, at: expression.range)
        case .generator(let element, let clauses):
            visit([element], clauses, as: .generator, at: expression.range)
        case .yield, .yieldFrom:
            scope.isGenerator = true
            for child in expression.children { visit(child) }
        case .dictionaryComprehension(let item, let clauses):
            visit(item.expressions, clauses, at: expression.range)
        case .call(let function, let arguments):
            if case .name(let name) = function.kind {
                read(name, expression.called)
                if name == "super" { read(Scope.ownClass, nil) }
            } else {
                visit(function)
            }
            for argument in arguments { visit(argument) }
        case .command(let command):
            read(command.name, expression.called)
            for argument in command.arguments { visit(argument) }
        case .assignment(let name, _, let value):
            visit(value)
            // `:=` binds in the scope that encloses all comprehensions.
            scope.functionScope.bind(name)
            scope.mentions.append(.set(name))
        case .conditional(let condition, let then, let otherwise):
            for part in [condition, then, otherwise] { visit(part) }
        default: for child in expression.children { visit(child) }
        }
    }

    private mutating func visit(_ argument: Argument) {
        if let value = argument.expression { visit(value) }
        guard case .source(let block, let range) = argument else { return }
        within(.source, range, isDeferred: false) { $0.visit(block) }
    }

    private mutating func visit(
        _ elements: [Expression], _ clauses: [ComprehensionClause], as kind: Scope.Kind = .comprehension,
        at range: SourceRange
    ) {
        if let first = clauses.first { visit(first.iterable) }
        within(kind, range, isDeferred: false) { inner in
            if kind == .generator {
                inner.scope.isGenerator = true
                inner.scope.bind(".0", isParameter: true)
            }
            for clause in clauses { for name in clause.target.targetNames { inner.scope.bind(name) } }
            for (index, clause) in clauses.enumerated() {
                if index > 0 { inner.visit(clause.iterable) }
                inner.assign(to: clause.target)
                for condition in clause.conditions { inner.visit(condition) }
            }
            for element in elements { inner.visit(element) }
        }
    }
}
