internal import Compiler
internal import Syntax

/// The names whose values a statement changes in place, found by static analysis: the targets of its assignments, the
/// receivers of its methods, the arguments of its built-ins, and the same in the functions it calls.
struct WrittenNames {
    private(set) var names: Set<String> = []
    private let workspace: Workspace

    init(of statement: Statement, reading read: [String], in workspace: Workspace) {
        self.workspace = workspace
        visit([statement], hiding: [])
        for name in read {
            if case .function(let function)? = workspace.value(name) {
                visit(function.code.body, hiding: Set(function.code.code.locals.map(\.name)))
            }
        }
    }

    private mutating func visit(_ block: Block, hiding hidden: Set<String>) {
        var found: Set<String> = []
        block.forEachStatement { statement in
            switch statement.kind {
            case .assignment(let targets, _), .delete(let targets): found.formUnion(targets.flatMap(\.roots))
            case .augmentedAssignment(let target, _, _), .forLoop(let target, _, _, _): found.formUnion(target.roots)
            default: break
            }
            for expression in statement.expressions {
                expression.forEachExpression { part in
                    guard let called = part.called, called.form != .alone else { return }
                    found.formUnion(called.receiver?.roots ?? [])
                    // A user-defined function has its own name for the caller's object.
                    if let name = called.bareName, case .function? = workspace.value(name) { return }
                    for argument in called.arguments { found.formUnion(argument.expression?.roots ?? []) }
                }
            }
        }
        names.formUnion(found.subtracting(hidden))
    }
}

extension Statement {
    /// The names that it reads itself, but only by element: `x` if it occurs only as `x[0]`.
    var namesReadInPart: Set<String> {
        var (inPart, all): (Set<String>, Set<String>) = ([], [])
        func visit(_ expression: Expression) {
            switch expression.kind {
            case .name(let name): all.insert(name)
            case .subscript(let base, let index):
                if case .name(let name) = base.kind { inPart.insert(name) } else { visit(base) }
                visit(index)
            default: expression.children.forEach(visit)
            }
        }
        [self].forEachStatement { $0.expressions.forEach(visit) }
        return inPart.subtracting(all)
    }
}

extension Expression {
    /// The names of the values that it is part of: `x` for `x[0].T`.
    fileprivate var roots: [String] {
        switch kind {
        case .name(let name): [name]
        case .subscript(let base, _), .attribute(let base, _, _): base.roots
        case .tuple(let items), .list(let items): items.flatMap(\.roots)
        default: []
        }
    }
}
