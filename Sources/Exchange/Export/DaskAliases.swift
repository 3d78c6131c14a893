internal import Interpreter
internal import Sessions
internal import Syntax

/// Finds writes to arrays that another name, a list or a view may share: Dask's arrays don't share memory, so the
/// others wouldn't see the change.
struct DaskAliases {
    private struct Write {
        var variable: SessionVariable
        var cell: Int
        var range: SourceRange
    }

    private let context: ExportContext
    /// For each variable, the variables that may share memory with it.
    private var partners: [SessionVariable: Set<SessionVariable>] = [:]
    private var writes: [Write] = []
    private var parameters: [String: [SessionVariable]] = [:]
    private var scopes = NameScopes([], ofCell: 0)
    private var cell = 0

    init(_ blocks: [(cell: Int, block: Block)], _ context: ExportContext) {
        self.context = context
        if context.rowNames.isEmpty { return }
        for (cell, block) in blocks {
            parameters.merge(NameScopes.parameters(in: block, ofCell: cell)) { $0 + $1 }
        }
        for (cell, block) in blocks {
            self.cell = cell
            scopes = NameScopes(block, ofCell: cell)
            collect(block)
        }
    }

    /// The writes that may change a shared array in chunks.
    func problems(in file: SessionFile) -> [ExportError.Problem] {
        writes.compactMap { write in
            guard let other = partners[write.variable]?.min(by: { ($0.scope, $0.name) < ($1.scope, $1.name) }),
                mayBeOnCluster(write.variable), let cell = file.cells.first(where: { $0.cell.number == write.cell })
            else { return nil }
            let name = other == write.variable ? nil : other.name
            return .init(cell: cell, range: write.range, reason: .writtenThroughAlias(write.variable.name, other: name))
        }
    }

    /// Whether a variable, or one that may share memory with it, has a row for each row of the data.
    private func mayBeOnCluster(_ variable: SessionVariable) -> Bool {
        var (seen, waiting): (Set<SessionVariable>, [SessionVariable]) = ([variable], [variable])
        while let next = waiting.popLast() {
            if next.scope.isEmpty, context.rowNames.contains(next.name) { return true }
            waiting += (partners[next] ?? []).filter { seen.insert($0).inserted }
        }
        return false
    }

    // MARK: - Gathering

    private mutating func collect(_ block: Block) {
        for statement in block {
            for expression in statement.expressions { expression.forEachExpression { noteCall($0) } }
            switch statement.kind {
            case .assignment(let targets, let value):
                for target in targets.flatMap(\.leaves) where target.root?.depth ?? 0 > 0 { note(target) }
                for target in targets { link(target, value) }
            case .augmentedAssignment(let target, let operation, let value):
                note(target)
                if operation == .add { link(target, value) }
            case .forLoop(let target, let iterable, _, _): link(target, iterable)
            case .definition(let definition):
                let around = scopes
                scopes.enter(at: statement.range)
                for parameter in definition.parameters.parameters {
                    // A caller refers to it too, and the model's functions are called with the data.
                    let own = scopes.variable(parameter.name)
                    join(own, [own])
                    if context.table.entries.contains(where: { $0.standIns.contains(definition.name) }) {
                        join(own, Set(context.rowNames.map(SessionVariable.global)))
                    }
                    if let value = parameter.defaultValue { join(own, sources(value, around)) }
                }
                collect(definition.body)
                scopes.leave()
            default: break
            }
            for block in statement.blocks { collect(block) }
        }
    }

    /// Records that the target may share memory with the variables in a value.
    private mutating func link(_ target: Expression, _ value: Expression) {
        if case .tuple(let targets) = target.kind, case .tuple(let values) = value.kind, targets.count == values.count {
            for (target, value) in zip(targets, values) { link(target, value) }
            return
        }
        for leaf in target.leaves {
            guard let root = leaf.root else { continue }
            let variable = scopes.variable(root.name)
            // An element of an array holds only numbers.
            if root.depth > 0, isArray(variable) { continue }
            join(variable, sources(value, scopes))
        }
    }

    private mutating func join(_ variable: SessionVariable, _ others: Set<SessionVariable>) {
        for other in others where ![variable, other].contains(where: isUnchanging) {
            partners[variable, default: []].insert(other)
            partners[other, default: []].insert(variable)
        }
    }

    private mutating func note(_ target: Expression) {
        guard let root = target.root else { return }
        writes.append(Write(variable: scopes.variable(root.name), cell: cell, range: target.range))
    }

    /// Records aliases that a call creates: the parameters of a function, the items of a list.
    private mutating func noteCall(_ expression: Expression) {
        guard let called = expression.called, called.form != .alone else { return }
        let values = called.arguments.compactMap(\.expression)
        if let root = called.receiver?.root, context.silent.contains(called.name) {
            for value in values { join(scopes.variable(root.name), sources(value, scopes)) }
        }
        guard let parameters = called.bareName.flatMap({ parameters[$0] }) else { return }
        let given = values.reduce(into: Set<SessionVariable>()) { $0.formUnion(sources($1, scopes)) }
        for parameter in parameters { join(parameter, given) }
    }

    /// The variables whose arrays the value of an expression may be, view or contain.
    private func sources(_ expression: Expression, _ scopes: NameScopes) -> Set<SessionVariable> {
        func all(_ expressions: [Expression]) -> Set<SessionVariable> {
            expressions.reduce(into: []) { $0.formUnion(sources($1, scopes)) }
        }
        switch expression.kind {
        case .name(let name):
            return isUser(name, scopes) ? [scopes.variable(name)] : []
        case .subscript(let base, _), .attribute(let base, _, _): return sources(base, scopes)
        case .binary(let left, _, let right):
            return [left, right].contains { isList($0, scopes) } ? all([left, right]) : []
        case .constant, .unary, .comparison, .formattedString: return []
        case .call, .command:
            guard let called = expression.called else { return all(expression.children) }
            let isOwn = called.receiver == nil && isUser(called.name, scopes)
            if !isOwn, isFresh(called, scopes) { return [] }
            let given = all(called.arguments.compactMap(\.expression) + [called.receiver].compactMap(\.self))
            return isOwn ? given.union([scopes.variable(called.name)]) : given
        default: return all(expression.children)
        }
    }

    private func isUser(_ name: String, _ scopes: NameScopes) -> Bool {
        scopes.isLocal(name) || context.names.assigned.contains(name)
    }

    /// Whether all built-ins that a call may refer to return new memory.
    private func isFresh(_ called: CalledFunction, _ scopes: NameScopes) -> Bool {
        let table = context.table
        var entries = table.methods.all.values.compactMap { $0[called.name] }
        if let root = called.receiver?.root {
            if isArray(scopes.variable(root.name)) {
                entries = [table.methods[.tensor][called.name]].compactMap(\.self)
            }
            if !isUser(root.name, scopes) {
                entries = table.entries.filter { $0.isNumPys && $0.name == called.name }
            }
        } else if called.receiver == nil {
            entries = table.entries.filter { $0.hasBareName && $0.name == called.name }
        }
        return !entries.isEmpty
            && entries.allSatisfy { entry in
                [.elementwise, .reduce, .products, .random, .learn].contains(entry.group)
                    || [.text, .nothing].contains(entry.result) || entry.traits.contains(.copies)
            }
    }

    private func isArray(_ variable: SessionVariable) -> Bool {
        variable.scope.isEmpty && context.facts.arrays.contains(variable.name)
    }

    private func isUnchanging(_ variable: SessionVariable) -> Bool {
        variable.scope.isEmpty && context.facts.unchanging.contains(variable.name)
    }

    private func isList(_ expression: Expression, _ scopes: NameScopes) -> Bool {
        switch expression.kind {
        case .list, .listComprehension: true
        case .name(let name): !scopes.isLocal(name) && !context.facts.arrays.contains(name)
        default: false
        }
    }
}
