/// The one way to walk the tree: the direct children of each node, in source order.
extension Expression {
    /// The direct subexpressions. Those in the source given to a command are not included.
    public var children: [Expression] {
        switch kind {
        case .constant, .name: []
        case .formattedString(let parts): parts.flatMap(\.expressions)
        case .tuple(let items), .list(let items), .set(let items), .boolean(_, let items): items
        case .dictionary(let items): items.flatMap(\.expressions)
        case .starred(let value), .assignment(_, _, let value), .yieldFrom(let value): [value]
        case .yield(let value): [value].compactMap(\.self)
        case .unary(_, let operand): [operand]
        case .binary(let left, _, let right): [left, right]
        case .comparison(let first, let links): [first] + links.map(\.operand)
        case .conditional(let condition, let then, let otherwise): [then, condition, otherwise]
        case .lambda(let parameters, let body): parameters.defaults + [body]
        case .listComprehension(let element, let clauses), .setComprehension(let element, let clauses),
            .generator(let element, let clauses):
            [element] + clauses.flatMap(\.expressions)
        case .dictionaryComprehension(let item, let clauses): item.expressions + clauses.flatMap(\.expressions)
        case .attribute(let base, _, _): [base]
        case .subscript(let base, let index): [base, index]
        case .slice(let lower, let upper, let step): [lower, upper, step].compactMap(\.self)
        case .call(let function, let arguments): [function] + arguments.compactMap(\.expression)
        case .command(let command): command.arguments.compactMap(\.expression)
        }
    }

    /// Visits the expression and all its subexpressions.
    public func forEachExpression(_ visit: (Expression) -> Void) {
        visit(self)
        for child in children { child.forEachExpression(visit) }
    }

    /// Adds the names that the expression reads.
    public func collectNames(into names: inout Set<String>) {
        forEachExpression { if case .name(let name) = $0.kind { names.insert(name) } }
    }

    /// The names bound if the expression is the target of an assignment. `x[0] = …` and `x.a = …` bind no name; they
    /// modify `x`.
    public var targetNames: [String] {
        switch kind {
        case .name(let name): [name]
        case .tuple(let items), .list(let items): items.flatMap(\.targetNames)
        case .starred(let target): target.targetNames
        default: []
        }
    }
}

extension DictionaryItem {
    /// The key, if there is one, and the value.
    public var expressions: [Expression] { key.map { [$0, value] } ?? [value] }
}

extension ComprehensionClause {
    /// The target, the iterable and the conditions.
    fileprivate var expressions: [Expression] { [target, iterable] + conditions }
}

extension Expression {
    /// Whether it is `*values`.
    public var isStarred: Bool { if case .starred = kind { true } else { false } }

    /// The range of a `yield` in it, ignoring the bodies of lambdas.
    var ownYield: SourceRange? {
        switch kind {
        case .yield, .yieldFrom: return range
        case .lambda(let parameters, _): return parameters.defaults.lazy.compactMap(\.ownYield).first
        default: return children.lazy.compactMap(\.ownYield).first
        }
    }

    /// The names bound by `:=`, also in comprehensions; those in a lambda's body belong to the lambda.
    public var assignedNames: [String] {
        switch kind {
        case .assignment(let name, _, let value): value.assignedNames + [name]
        case .lambda(let parameters, _): parameters.defaults.flatMap(\.assignedNames)
        default: children.flatMap(\.assignedNames)
        }
    }
}

extension FormattedStringPart {
    /// The expressions in it, including those of its format.
    public var expressions: [Expression] {
        guard case .replacement(let value, _, let format) = self else { return [] }
        return [value] + format.flatMap(\.expressions)
    }
}

extension Argument {
    /// The value; nil for raw words and source.
    public var expression: Expression? {
        switch self {
        case .positional(let value), .keyword(_, let value, _), .starred(let value), .doubleStarred(let value): value
        case .raw, .source: nil
        }
    }

    /// The statements that a command takes as source.
    public var source: Block? { if case .source(let block, _) = self { block } else { nil } }
}

extension Parameters {
    /// The default values, in order.
    public var defaults: [Expression] { parameters.compactMap(\.defaultValue) }
}

extension Statement {
    /// The direct subexpressions, without those of its blocks.
    public var expressions: [Expression] {
        switch kind {
        case .expression(let value, _): [value]
        case .assignment(let targets, let value): targets + [value]
        case .augmentedAssignment(let target, _, let value): [target, value]
        case .definition(let definition): definition.decorators + definition.parameters.defaults
        case .classDefinition(let definition):
            definition.decorators + definition.bases + definition.keywords.map(\.value)
        case .tryBlock(let block): block.handlers.compactMap(\.types)
        case .with(let items, _): items.flatMap { [$0.manager] + [$0.target].compactMap(\.self) }
        case .raise(let exception, let cause): [exception, cause].compactMap(\.self)
        case .forLoop(let target, let iterable, _, _): [target, iterable]
        case .whileLoop(let condition, _, _): [condition]
        case .conditional(let branches, _): branches.map(\.condition)
        case .match(let subject, let cases):
            [subject] + cases.flatMap { $0.pattern.expressions + [$0.guardCondition].compactMap(\.self) }
        case .return(let value): [value].compactMap(\.self)
        case .delete(let targets): targets
        case .assertion(let condition, let message): [condition, message].compactMap(\.self)
        case .break, .continue, .pass, .global, .nonlocal, .importation, .annotation: []
        }
    }

    /// The blocks directly inside it that run in its own scope; a function's body does not.
    public var blocks: [Block] {
        switch kind {
        case .forLoop(_, _, let body, let otherwise), .whileLoop(_, let body, let otherwise):
            otherwise.isEmpty ? [body] : [body, otherwise]
        case .conditional(let branches, let otherwise): branches.map(\.body) + [otherwise]
        case .match(_, let cases): cases.map(\.body)
        case .tryBlock(let block): [block.body] + block.handlers.map(\.body) + [block.otherwise, block.final]
        case .with(_, let body): [body]
        default: []
        }
    }

    /// Whether it contains a block.
    public var isCompound: Bool {
        switch kind {
        case .definition, .classDefinition: true
        default: !blocks.isEmpty
        }
    }

    /// The names bound by `:=`, also in its blocks, but not in functions.
    public var assignedNames: [String] {
        var names: [String] = []
        [self].forEachStatement { names += $0.expressions.flatMap(\.assignedNames) }
        return names
    }

    /// The names that the statement itself binds, without its blocks.
    public var setNames: [String] {
        let inside = expressions.flatMap(\.assignedNames)
        return switch kind {
        case .assignment(let targets, _): targets.flatMap(\.targetNames) + inside
        case .augmentedAssignment(let target, _, _), .forLoop(let target, _, _, _): target.targetNames + inside
        case .definition(let definition): [definition.name] + inside
        case .classDefinition(let definition): [definition.name] + inside
        case .tryBlock(let block): block.handlers.compactMap(\.name) + inside
        case .match(_, let cases): cases.flatMap(\.pattern.names) + inside
        case .with(let items, _): items.flatMap { $0.target?.targetNames ?? [] } + inside
        case .importation(let importation): importation.boundNames
        default: inside
        }
    }
}

extension Block {
    /// Visits all statements, also those in blocks, but not those in functions.
    public func forEachStatement(_ visit: (Statement) -> Void) {
        for statement in self {
            visit(statement)
            for block in statement.blocks { block.forEachStatement(visit) }
        }
    }

    /// Visits all functions defined in the block, also those inside functions and classes.
    public func forEachFunction(_ visit: (FunctionDefinition) -> Void) {
        forEachStatement { statement in
            switch statement.kind {
            case .definition(let definition):
                visit(definition)
                definition.body.forEachFunction(visit)
            case .classDefinition(let definition): definition.body.forEachFunction(visit)
            default: break
            }
        }
    }
}

// MARK: - Calls

/// The function that an expression calls, in any form: `f(x)`, `a.f(x)`, `f x`, or a bare `f`, which runs some
/// commands.
public struct CalledFunction: Sendable {
    /// How a call is written.
    public enum Form: Sendable { case parentheses, words, alone }

    /// The name, or the last one after a dot.
    public var name: String
    /// The expression before the last dot.
    public var receiver: Expression?
    /// The arguments.
    public var arguments: [Argument]
    /// The form of the call.
    public var form: Form

    /// The name, if no dot precedes it.
    public var bareName: String? { receiver == nil ? name : nil }
}

extension Expression {
    /// The function that it calls; nil unless it is a call of a name.
    public var called: CalledFunction? {
        switch kind {
        case .name(let name): CalledFunction(name: name, arguments: [], form: .alone)
        case .command(let command):
            CalledFunction(name: command.name, arguments: command.arguments, form: .words)
        case .call(let function, let arguments):
            function.lastName.map {
                CalledFunction(name: $0, receiver: function.receiver, arguments: arguments, form: .parentheses)
            }
        default: nil
        }
    }

    /// The last part of a dotted name: `shuffle` in both `np.random.shuffle` and `shuffle`.
    public var lastName: String? {
        switch kind {
        case .name(let name), .attribute(_, let name, _): name
        default: nil
        }
    }

    /// The expression before the last dot.
    public var receiver: Expression? { if case .attribute(let base, _, _) = kind { base } else { nil } }
}

extension Statement {
    /// The function that it calls, if it is an expression statement.
    public var called: CalledFunction? {
        if case .expression(let expression, _) = kind { expression.called } else { nil }
    }
}

/// The names that a function's body assigns and declares global, found before it runs, as Python does.
public struct ScopeNames {
    /// The names that it assigns.
    public private(set) var assigned: Set<String> = []
    /// The names that it declares `global`.
    public private(set) var global: Set<String> = []
    /// The names that it declares `nonlocal`.
    public private(set) var nonlocal: Set<String> = []

    /// The names that are local to it.
    public var local: Set<String> { assigned.subtracting(global).subtracting(nonlocal) }

    /// Collects the names of a function, including its parameters.
    public init(_ definition: FunctionDefinition) {
        self.init(definition.body)
        assigned.formUnion(definition.parameters.parameters.map(\.name))
    }

    /// Collects the names of statements that are not a whole function.
    public init(_ block: Block) {
        block.forEachStatement { statement in
            assigned.formUnion(statement.setNames)
            switch statement.kind {
            case .delete(let targets): assigned.formUnion(targets.flatMap(\.targetNames))
            case .global(let names): global.formUnion(names)
            case .nonlocal(let names): nonlocal.formUnion(names)
            case .annotation(let name): assigned.insert(name)
            default: break
            }
        }
    }
}
