internal import Syntax
internal import Tensors

extension Evaluator {
    /// The value of a name: local, of the functions around, global, built-in.
    package mutating func lookUp(_ name: String) throws(EvaluationError) -> Value {
        // Fields are read where they are: to copy the frame would cost more than the search.
        if let last = frames.indices.last {
            if let slot = frames[last].locals.slot(of: name) {
                if let value = frames[last].locals[slot: slot] { return value }
                throw .names(.unassigned(name, function: frames[last].code.name))
            }
            if let outer = frames[last].outer, let value = try lookUp(name, in: outer) { return value }
        }
        if let value = workspace.names[name] { return value }
        if let value = table.value(bare: name) { return value }
        if name == "_", let shown = workspace.lastShown { return shown }
        if name == "__name__" { return .string("__main__") }
        throw .names(.unknown(name))
    }

    /// The value of a name in the functions around the running one.
    private func lookUp(_ name: String, in scope: ScopeReference?) throws(EvaluationError) -> Value? {
        switch scope {
        case nil: return nil
        case .live(let id)?:
            guard let frame = frames.last(where: { $0.id == id }) else { return nil }
            if let slot = frame.locals.slot(of: name) {
                if let value = frame.locals[slot: slot] { return value }
                throw .names(.unassigned(name, function: frame.code.name))
            }
            return try lookUp(name, in: frame.outer)
        case .sealed(let scope)?:
            if let value = scope.values[name] {
                return scope.ownFunctions.contains(name) ? value.sealed(in: scope) : value
            }
            return try lookUp(name, in: scope.parent)
        }
    }

    /// Whether the name would be set in the workspace rather than in a function's own names.
    func isGlobal(_ name: String) -> Bool {
        guard let last = frames.indices.last else { return true }
        return !frames[last].isComprehension && frames[last].code.globalNames.contains(name)
    }

    /// Sets a name where Python would.
    package mutating func set(_ name: String, to value: Value) {
        if isGlobal(name) {
            setGlobal(name, to: value)
        } else {
            let last = frames.count - 1
            frames[last].locals[name] = value
            frames[last].noteReassigned(name)
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
        if isGlobal(name) {
            guard workspace.names[name] != nil else { throw .names(.unknown(name)) }
            workspace.remove(name)
            assigned.removeAll { $0 == name }
            statementAssigned.removeAll { $0 == name }
        } else {
            let last = frames.count - 1
            guard frames[last].locals[name] != nil else {
                throw .names(.unassigned(name, function: frames[last].code.name))
            }
            frames[last].locals[name] = nil
        }
    }

    /// Where the value of a name lives.
    enum Place {
        case workspace
        case frame(Int)
    }

    /// Finds where a name lives, to change its value in place.
    func place(of name: String) throws(EvaluationError) -> Place {
        var scope = frames.last.map { ScopeReference.live($0.id) }
        while let current = scope {
            switch current {
            case .live(let id):
                guard let index = frames.lastIndex(where: { $0.id == id }) else { return .workspace }
                if frames[index].code.globalNames.contains(name) { return .workspace }
                if let slot = frames[index].locals.slot(of: name) {
                    if frames[index].locals[slot: slot] != nil { return .frame(index) }
                    throw .names(.unassigned(name, function: frames[index].code.name))
                }
                scope = frames[index].outer
            case .sealed(let sealed):
                if sealed.values[name] != nil { throw .names(.changesReturnedScope(name)) }
                scope = sealed.parent
            }
        }
        return .workspace
    }

    /// Takes the value of a name out of its place, so that it can be changed without a copy; `put` brings it back.
    mutating func take(_ name: String, from place: Place) throws(EvaluationError) -> Value {
        switch place {
        case .workspace:
            guard let value = workspace.names[name] else { return try lookUp(name) }
            workspace.names[name] = .some(.none)
            return value
        case .frame(let index):
            guard let value = frames[index].locals[name] else { throw .names(.unknown(name)) }
            frames[index].locals[name] = .some(.none)
            return value
        }
    }

    /// Puts a changed value back where `take` found it.
    mutating func put(_ name: String, _ value: Value, into place: Place) {
        switch place {
        case .workspace: setGlobal(name, to: value)
        case .frame(let index):
            frames[index].locals[name] = value
            if frames[index].isUntouchedParameter(name), !frames[index].changedParameters.contains(name) {
                frames[index].changedParameters.append(name)
            }
        }
    }
}
