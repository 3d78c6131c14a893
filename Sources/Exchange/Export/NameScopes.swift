internal import Syntax

/// A name in the function, or at the top, where it lives.
struct Variable: Hashable {
    /// The function, by its place; empty at the top.
    var scope: String
    var name: String
}

/// The functions around a place in the source, and the names that live in each.
struct NameScopes {
    private struct Scope {
        var id: String
        var locals: Set<String>
    }

    private var scopes: [Scope] = []

    /// Whether the place is inside a function.
    var isInFunction: Bool { !scopes.isEmpty }

    mutating func enter(_ definition: FunctionDefinition, ofCell cell: Int) {
        scopes.append(Scope(id: "\(cell):\(definition.nameRange.start)", locals: definition.locals))
    }

    /// Names that live in an expression only: a lambda's parameters, a comprehension's targets.
    mutating func enter(_ names: Set<String>) { scopes.append(Scope(id: scopes.last?.id ?? "", locals: names)) }

    mutating func leave() { scopes.removeLast() }

    /// Whether a name is one of a function's around here.
    func isLocal(_ name: String) -> Bool { scopes.contains { $0.locals.contains(name) } }

    /// The variable that a name means here.
    func variable(_ name: String) -> Variable {
        Variable(scope: scopes.last { $0.locals.contains(name) }?.id ?? "", name: name)
    }
}

extension FunctionDefinition {
    /// The names that live in it: its parameters, and what it sets.
    var locals: Set<String> {
        var names = Set(parameters.parameters.map(\.name))
        var globals: Set<String> = []
        body.forEachStatement { statement in
            if case .global(let own) = statement.kind { globals.formUnion(own) }
            names.formUnion(statement.setNames)
        }
        return names.subtracting(globals)
    }
}

extension Block {
    /// Visits all statements, those in blocks too, but not those in functions.
    func forEachStatement(_ visit: (Statement) -> Void) {
        for statement in self {
            visit(statement)
            switch statement.kind {
            case .forLoop(_, _, let body), .whileLoop(_, let body): body.forEachStatement(visit)
            case .conditional(let branches, let otherwise):
                for branch in branches { branch.body.forEachStatement(visit) }
                otherwise.forEachStatement(visit)
            default: break
            }
        }
    }
}

extension Statement {
    /// The names that the statement itself sets, without its blocks.
    var setNames: [String] {
        switch kind {
        case .assignment(let targets, _): targets.flatMap(\.targetNames)
        case .augmentedAssignment(let target, _, _): target.targetNames
        case .forLoop(let target, _, _): target.targetNames
        case .definition(let definition): [definition.name]
        default: []
        }
    }
}

extension Expression {
    /// The names that it sets as the target of an assignment.
    var targetNames: [String] {
        switch kind {
        case .name(let name): [name]
        case .tuple(let items), .list(let items): items.flatMap(\.targetNames)
        default: []
        }
    }

    /// The name that it begins with, as `x[0].y` begins with x, and how many brackets follow it.
    var root: (name: String, depth: Int)? {
        switch kind {
        case .name(let name): (name, 0)
        case .subscript(let base, _): base.root.map { ($0.name, $0.depth + 1) }
        case .attribute(let base, _, _): base.root
        default: nil
        }
    }

    /// The expressions directly inside it.
    var children: [Expression] {
        switch kind {
        case .constant, .name: []
        case .formattedString(let parts): parts.flatMap(\.expressions)
        case .tuple(let items), .list(let items), .boolean(_, let items): items
        case .unary(_, let operand): [operand]
        case .binary(let left, _, let right): [left, right]
        case .comparison(let first, let links): [first] + links.map(\.operand)
        case .conditional(let condition, let then, let otherwise): [then, condition, otherwise]
        case .lambda(let parameters, let body): parameters.parameters.compactMap(\.defaultValue) + [body]
        case .listComprehension(let element, let clauses), .generator(let element, let clauses):
            [element] + clauses.flatMap { [$0.target, $0.iterable] + $0.conditions }
        case .attribute(let base, _, _): [base]
        case .subscript(let base, let index): [base, index]
        case .slice(let lower, let upper, let step): [lower, upper, step].compactMap(\.self)
        case .call(let function, let arguments): [function] + arguments.compactMap(\.expression)
        case .command(let command): command.arguments.compactMap(\.expression)
        }
    }

    /// Visits it and all expressions in it.
    func forEachExpression(_ visit: (Expression) -> Void) {
        visit(self)
        for child in children { child.forEachExpression(visit) }
    }
}

extension FormattedStringPart {
    /// The values in it, those of its format too.
    var expressions: [Expression] {
        guard case .replacement(let value, _, let format) = self else { return [] }
        return [value] + format.flatMap(\.expressions)
    }
}

extension Argument {
    /// Its value; nil for words read raw and for source.
    var expression: Expression? {
        switch self {
        case .positional(let value), .keyword(_, let value, _), .starred(let value): value
        case .raw, .source: nil
        }
    }

    /// Where it stands, the word before `=` included.
    var start: Int {
        switch self {
        case .positional(let value), .starred(let value): value.range.start
        case .keyword(_, _, let range), .raw(_, let range), .source(_, let range): range.start
        }
    }
}

extension Statement {
    /// The expressions directly in it, without those of its blocks.
    var expressions: [Expression] {
        switch kind {
        case .expression(let value, _): [value]
        case .assignment(let targets, let value): targets + [value]
        case .augmentedAssignment(let target, _, let value): [target, value]
        case .definition(let definition): definition.parameters.parameters.compactMap(\.defaultValue)
        case .forLoop(let target, let iterable, _): [target, iterable]
        case .whileLoop(let condition, _): [condition]
        case .conditional(let branches, _): branches.map(\.condition)
        case .return(let value): [value].compactMap(\.self)
        case .delete(let targets): targets
        case .assertion(let condition, let message): [condition, message].compactMap(\.self)
        case .break, .continue, .pass, .global, .importNumPy: []
        }
    }
}
