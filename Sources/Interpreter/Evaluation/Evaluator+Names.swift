internal import Syntax
internal import Tensors

extension Evaluator {
    /// The value of a name: local, of the functions around, global, built-in.
    package func lookUp(_ name: String) throws(EvaluationError) -> Value {
        var scope = frames.last?.scope
        while let here = scope {
            if let slot = here.locals.slot(of: name) {
                if let value = here.locals[slot: slot] { return value }
                throw .names(.unassigned(name, function: here.function.name))
            }
            scope = here.outer
        }
        if let value = workspace.value(name) { return value }
        if let value = table.value(bare: name) { return value }
        if name == "_", let shown = workspace.lastShown { return shown }
        if name == "__name__" { return .string("__main__") }
        throw .names(.unknown(name))
    }

    /// Whether the name would be set in the workspace rather than in a function's own names.
    func isGlobal(_ name: String) -> Bool {
        guard let last = frames.last else { return true }
        return !last.isComprehension && last.code.globalNames.contains(name)
    }

    /// Sets a name where Python would.
    package mutating func set(_ name: String, to value: Value) {
        if let last = frames.last, !isGlobal(name) {
            last.scope.locals[name] = value
        } else {
            setGlobal(name, to: value)
        }
    }

    /// Sets a name of the workspace and remembers that this cell set it.
    package mutating func setGlobal(_ name: String, to value: Value) {
        workspace.set(name, to: value)
        if workspace.training?.names.contains(name) == true { workspace.training = nil }
        noteAssigned(name)
    }

    mutating func noteAssigned(_ name: String) {
        if statementAssigned.contains(name) { return }
        statementAssigned.append(name)
        if !assigned.contains(name) { assigned.append(name) }
    }

    mutating func delete(_ name: String) throws(EvaluationError) {
        if let last = frames.last, !isGlobal(name) {
            guard last.scope.locals[name] != nil else { throw .names(.unassigned(name, function: last.code.name)) }
            last.scope.locals[name] = nil
        } else {
            guard workspace.value(name) != nil else { throw .names(.unknown(name)) }
            workspace.remove(name)
            assigned.removeAll { $0 == name }
            statementAssigned.removeAll { $0 == name }
        }
    }
}
