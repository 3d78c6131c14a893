internal import Interpreter
internal import Sessions
internal import Syntax

/// Which names are changed in place in a session, and which expressions give what another name holds.
///
/// In Descent a name is a value of its own; in Python two names can hold one array or list. Where one of the two is
/// changed in place, the exported code needs a copy between them; elsewhere it doesn't.
struct Sharing {
    /// What is known of a function of the user's.
    struct Function {
        var globalsRead: Set<String> = []
        /// Whether it gives a value anywhere, whether it always ends in one, and whether it prints.
        var givesValue = false
        var endsInValue = false
        /// Whether all that it gives is made in it.
        var isFresh = true
    }

    let table: BuiltinTable
    private(set) var kinds: [String: ReplayFacts.Kind]
    /// The names that any cell sets.
    private(set) var assigned: Set<String> = []
    private(set) var functions: [String: Function] = [:]
    private var changed: Set<Variable> = []
    private var deeplyChanged: Set<Variable> = []

    /// Methods that change what they belong to.
    static let changingMethods: Set<String> = [
        "append", "extend", "insert", "pop", "remove", "clear", "reverse", "sort", "fill",
    ]
    /// Methods and functions that may give a view of their argument, or what holds it.
    private static let sharing: Set<String> = [
        "reshape", "ravel", "transpose", "squeeze", "swapaxes", "moveaxis", "expand_dims", "diagonal", "diag", "flip",
        "fliplr", "flipud", "rot90", "asarray", "asanyarray", "ascontiguousarray", "atleast_1d", "atleast_2d",
        "atleast_3d", "broadcast_to", "broadcast_arrays", "split", "array_split", "hsplit", "vsplit", "pop",
    ]
    /// The same of Python's own functions, and of those that NumPy has as methods only.
    private static let sharingByName: Set<String> = [
        "flatten", "list", "tuple", "sorted", "reversed", "zip", "enumerate", "min", "max",
    ]

    init(_ blocks: [(cell: Int, block: Block)], table: BuiltinTable, kinds: [String: ReplayFacts.Kind]) {
        self.table = table
        self.kinds = kinds
        for (_, block) in blocks {
            block.forEachStatement { assigned.formUnion($0.setNames) }
            block.forEachFunction { definition in
                definition.body.forEachStatement {
                    if case .global(let names) = $0.kind { assigned.formUnion(names) }
                }
            }
        }
        for (_, block) in blocks {
            block.forEachFunction { functions[$0.name] = function(of: $0) }
        }
        for (cell, block) in blocks {
            var scopes = NameScopes()
            collectChanges(block, ofCell: cell, &scopes)
        }
    }

    // MARK: - What is asked

    func kind(_ variable: Variable) -> ReplayFacts.Kind? { variable.scope.isEmpty ? kinds[variable.name] : nil }

    func isChanged(_ variable: Variable) -> Bool { changed.contains(variable) }

    func isDeeplyChanged(_ variable: Variable) -> Bool { deeplyChanged.contains(variable) }

    /// The variables whose storage the value of an expression may share.
    func roots(_ expression: Expression, _ scopes: NameScopes) -> Set<Variable> {
        func all(_ expressions: [Expression]) -> Set<Variable> {
            expressions.reduce(into: []) { $0.formUnion(roots($1, scopes)) }
        }
        switch expression.kind {
        case .name(let name):
            let variable = scopes.variable(name)
            if !scopes.isLocal(name), !assigned.contains(name), name != "_" { return [] }
            return kind(variable) == .immutable ? [] : [variable]
        case .subscript(let base, _): return roots(base, scopes)
        case .attribute(let base, let name, _): return name == "T" ? roots(base, scopes) : []
        case .conditional(_, let then, let otherwise): return all([then, otherwise])
        case .boolean(_, let items), .tuple(let items), .list(let items): return all(items)
        case .listComprehension(let element, let clauses), .generator(let element, let clauses):
            let own = roots(element, scopes)
            let walked = Set(clauses.flatMap(\.target.targetNames))
            return own.isEmpty && !mayGive(element, walked) ? [] : own.union(all(clauses.map(\.iterable)))
        case .binary(let left, .add, let right), .binary(let left, .multiply, let right):
            return all([left, right].filter { isList($0, scopes) })
        case .call(let function, let arguments): return rootsOfCall(function, arguments, scopes)
        case .command(let command):
            let function = Expression(.name(command.name), command.nameRange)
            return rootsOfCall(function, command.arguments, scopes)
        default: return []
        }
    }

    /// Whether the value of an expression may be what one of these names holds, or a part or a view of it.
    private func mayGive(_ expression: Expression, _ names: Set<String>) -> Bool {
        switch expression.kind {
        case .name(let name): return names.contains(name)
        case .subscript(let base, _): return mayGive(base, names)
        case .attribute(let base, let name, _): return name == "T" && mayGive(base, names)
        case .conditional(_, let then, let otherwise): return mayGive(then, names) || mayGive(otherwise, names)
        case .boolean(_, let items), .tuple(let items), .list(let items):
            return items.contains { mayGive($0, names) }
        case .listComprehension(let element, _): return mayGive(element, names)
        case .call(let function, let arguments):
            guard let name = function.lastName else { return true }
            guard
                Self.sharing.contains(name) || function.receiver == nil && Self.sharingByName.contains(name)
                    || assigned.contains(name)
            else { return false }
            return ([function.receiver] + arguments.map(\.expression)).contains {
                $0.map { mayGive($0, names) } ?? false
            }
        default: return false
        }
    }

    /// Whether a function of this name is the user's here.
    func userFunction(_ name: String, _ scopes: NameScopes) -> Function? {
        scopes.isLocal(name) ? nil : functions[name]
    }

    private func rootsOfCall(
        _ function: Expression, _ arguments: [Argument], _ scopes: NameScopes
    ) -> Set<Variable> {
        let given = arguments.compactMap(\.expression).reduce(into: Set<Variable>()) { $0.formUnion(roots($1, scopes)) }
        switch function.kind {
        case .name(let name):
            if let own = userFunction(name, scopes) {
                if own.isFresh { return [] }
                return given.union(own.globalsRead.map { Variable(scope: "", name: $0) })
            }
            // What holds a function, and gives whatever that does.
            if scopes.isLocal(name) || assigned.contains(name) { return given.union(changedGlobals) }
            return Self.sharing.contains(name) || Self.sharingByName.contains(name) ? given : []
        case .attribute(let base, let name, _):
            if name == "copy", case .name(let owner) = base.kind, kind(scopes.variable(owner)) == .other {
                return roots(base, scopes)
            }
            guard Self.sharing.contains(name) else { return [] }
            return given.union(roots(base, scopes))
        default: return given.union(changedGlobals)
        }
    }

    private var changedGlobals: Set<Variable> { changed.filter(\.scope.isEmpty) }

    private func isList(_ expression: Expression, _ scopes: NameScopes) -> Bool {
        switch expression.kind {
        case .list, .listComprehension: true
        case .name(let name):
            scopes.isLocal(name)
                ? false : kinds[name].map { $0 == .flatList || $0 == .other } ?? false
        default: false
        }
    }

    /// Whether a loop needs a copy of what it walks over: while it runs, or through the names that it leaves.
    func needsCopy(of iterable: Expression, target: Expression, _ body: Block, _ scopes: NameScopes) -> Bool {
        let roots = roots(iterable, scopes)
        let targets = Set(target.targetNames.map(scopes.variable))
        if roots.isEmpty { return false }
        if targets.contains(where: isChanged) { return true }
        if !roots.allSatisfy({ kind($0) == .flatList }) { return roots.contains(where: isChanged) }
        var inside = self
        (inside.changed, inside.deeplyChanged) = ([], [])
        var scopes = scopes
        inside.collectChanges(body, ofCell: 0, &scopes)
        return !inside.changed.isDisjoint(with: roots)
    }

    // MARK: - Gathering

    private func function(of definition: FunctionDefinition) -> Function {
        var result = Function()
        let locals = ScopeNames(definition).local
        var fresh: [String: Bool] = [:]
        func isFresh(_ value: Expression) -> Bool {
            switch value.kind {
            case .name(let name): return fresh[name] ?? (!locals.contains(name) && !assigned.contains(name))
            case .tuple(let items), .list(let items): return items.allSatisfy(isFresh)
            case .subscript(let base, _), .attribute(let base, _, _): return isFresh(base)
            case .conditional(_, let then, let otherwise): return isFresh(then) && isFresh(otherwise)
            case .boolean, .listComprehension, .lambda: return false
            case .call(let function, let arguments):
                if case .name(let name) = function.kind, assigned.contains(name) || locals.contains(name) {
                    return false
                }
                guard let name = function.lastName,
                    Self.sharing.contains(name) || function.receiver == nil && Self.sharingByName.contains(name)
                else { return true }
                return arguments.compactMap(\.expression).allSatisfy(isFresh) && function.receiver.map(isFresh) ?? true
            default: return true
            }
        }
        for parameter in definition.parameters.parameters { fresh[parameter.name] = false }
        definition.body.forEachStatement { statement in
            if case .assignment(let targets, let value) = statement.kind {
                for name in targets.flatMap(\.targetNames) { fresh[name] = (fresh[name] ?? true) && isFresh(value) }
            }
            if case .forLoop(let target, _, _) = statement.kind {
                for name in target.targetNames { fresh[name] = false }
            }
            for expression in statement.expressions {
                expression.forEachExpression {
                    if case .name(let name) = $0.kind, !locals.contains(name), assigned.contains(name) {
                        result.globalsRead.insert(name)
                    }
                }
            }
        }
        definition.body.forEachStatement { statement in
            guard case .return(let value?) = statement.kind else { return }
            result.givesValue = true
            if !isFresh(value) { result.isFresh = false }
        }
        if case .return(.some)? = definition.body.last?.kind { result.endsInValue = true }
        return result
    }

    private mutating func collectChanges(_ block: Block, ofCell cell: Int, _ scopes: inout NameScopes) {
        for statement in block {
            switch statement.kind {
            case .assignment(let targets, _): for target in targets { noteTarget(target, scopes) }
            case .augmentedAssignment(let target, _, _):
                noteTarget(target, scopes)
                if case .name(let name) = target.kind, kind(scopes.variable(name)) != .immutable {
                    changed.insert(scopes.variable(name))
                } else if let root = target.root, [.other, nil].contains(kind(scopes.variable(root.name))) {
                    // The item of a list changes in its place, if it is an array or a list.
                    deeplyChanged.insert(scopes.variable(root.name))
                }
            case .forLoop(let target, _, let body):
                noteTarget(target, scopes)
                collectChanges(body, ofCell: cell, &scopes)
            case .whileLoop(_, let body): collectChanges(body, ofCell: cell, &scopes)
            case .conditional(let branches, let otherwise):
                for branch in branches { collectChanges(branch.body, ofCell: cell, &scopes) }
                collectChanges(otherwise, ofCell: cell, &scopes)
            case .definition(let definition):
                scopes.enter(definition, ofCell: cell)
                collectChanges(definition.body, ofCell: cell, &scopes)
                scopes.leave()
            default: break
            }
            for expression in statement.expressions {
                expression.forEachExpression { noteCall($0, scopes) }
            }
        }
    }

    private mutating func noteTarget(_ target: Expression, _ scopes: NameScopes) {
        switch target.kind {
        case .tuple(let items), .list(let items): for item in items { noteTarget(item, scopes) }
        case .subscript: note(target, depth: 1, scopes)
        default: break
        }
    }

    /// Notes that what an expression names is changed; `depth` is how many brackets don't lead deeper.
    private mutating func note(_ expression: Expression, depth: Int, _ scopes: NameScopes) {
        guard let root = expression.root else { return }
        let variable = scopes.variable(root.name)
        changed.insert(variable)
        if root.depth > depth { deeplyChanged.insert(variable) }
    }

    private mutating func noteCall(_ expression: Expression, _ scopes: NameScopes) {
        guard let called = expression.called else { return }
        if let base = called.receiver, Self.changingMethods.contains(called.name) { note(base, depth: 0, scopes) }
        if called.name == "shuffle", let first = called.arguments.first?.expression { note(first, depth: 0, scopes) }
        for block in called.arguments.compactMap(\.source) {
            var scopes = scopes
            collectChanges(block, ofCell: 0, &scopes)
        }
    }
}
