package import Syntax

/// Which names a function's body assigns, declares global and returns, found before it runs, as Python does.
package struct ScopeNames {
    /// The names that it assigns.
    package private(set) var assigned: Set<String> = []
    private(set) var global: Set<String> = []
    private(set) var returned: Set<String> = []

    package init(_ definition: FunctionDefinition) {
        for parameter in definition.parameters.parameters { assigned.insert(parameter.name) }
        visit(definition.body)
    }

    /// The names of statements that aren't a whole function.
    package init(_ block: Block) { visit(block) }

    private mutating func visit(_ block: Block) {
        for statement in block { visit(statement) }
    }

    private mutating func visit(_ statement: Statement) {
        switch statement.kind {
        case .assignment(let targets, _): for target in targets { bind(target) }
        case .augmentedAssignment(let target, _, _): bind(target)
        case .definition(let definition): assigned.insert(definition.name)
        case .forLoop(let target, _, let body):
            bind(target)
            visit(body)
        case .whileLoop(_, let body): visit(body)
        case .conditional(let branches, let otherwise):
            for branch in branches { visit(branch.body) }
            visit(otherwise)
        case .delete(let targets): for target in targets { bind(target) }
        case .global(let names): global.formUnion(names)
        case .importNumPy(let alias): assigned.insert(alias)
        case .return(let value?):
            let items = if case .tuple(let items) = value.kind { items } else { [value] }
            for case .name(let name) in items.map(\.kind) { returned.insert(name) }
        case .expression, .return(nil), .break, .continue, .pass, .assertion: break
        }
    }

    /// A bare name is bound; `x[0] = …` and `x.a = …` change `x` where it lives.
    private mutating func bind(_ target: Expression) {
        switch target.kind {
        case .name(let name): assigned.insert(name)
        case .tuple(let targets), .list(let targets): for target in targets { bind(target) }
        default: break
        }
    }
}

extension Expression {
    /// Adds the names that this expression reads.
    package func collectNames(into names: inout Set<String>) {
        if case .name(let name) = kind { names.insert(name) }
        for child in children { child.collectNames(into: &names) }
    }

    /// The expressions directly inside this one.
    package var children: [Expression] {
        switch kind {
        case .constant, .name: []
        case .formattedString(let parts): parts.flatMap(\.expressions)
        case .tuple(let items), .list(let items), .boolean(_, let items): items
        case .unary(_, let operand): [operand]
        case .binary(let left, _, let right): [left, right]
        case .comparison(let first, let links): [first] + links.map(\.operand)
        case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
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
}

extension FormattedStringPart {
    fileprivate var expressions: [Expression] {
        guard case .replacement(let value, _, let format) = self else { return [] }
        return [value] + format.flatMap(\.expressions)
    }
}

extension Argument {
    /// The expression it holds, if it holds one.
    var expression: Expression? {
        switch self {
        case .positional(let value), .keyword(_, let value, _), .starred(let value): value
        case .raw, .source: nil
        }
    }
}
