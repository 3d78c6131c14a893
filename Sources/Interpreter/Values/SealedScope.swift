/// The names of a function that has returned, for the functions made in it.
package final class SealedScope {
    let frame: FrameID
    let values: [String: Value]
    let parent: ScopeReference?
    /// The names whose values hold functions made in this scope; they see it only once they are looked up, since a
    /// scope can't hold itself.
    let ownFunctions: Set<String>

    init(frame: FrameID, values: [String: Value], parent: ScopeReference?) {
        self.frame = frame
        self.values = values
        self.parent = parent
        var sealing = Sealing(frame: frame)
        self.ownFunctions = Set(values.filter { sealing.mentions($0.value) }.keys)
    }
}

extension Value {
    /// The value with all functions in it that see a scope that has ended bound to what that scope left.
    func sealed(in scope: SealedScope) -> Value {
        var sealing = Sealing(frame: scope.frame)
        return sealing.seal(self, in: scope)
    }
}

/// Binds functions to a scope that has ended, however deep they lie in lists, defaults and other functions' scopes;
/// what appears more than once is walked once.
private struct Sealing {
    let frame: FrameID
    private var mentioned: [ObjectIdentifier: Bool] = [:]
    private var rebuilt: [ObjectIdentifier: SealedScope] = [:]

    init(frame: FrameID) { self.frame = frame }

    /// Whether a function in the value sees the frame's own names.
    mutating func mentions(_ value: Value) -> Bool {
        switch value {
        case .function(let function):
            if let scope = function.scope, mentions(scope) { return true }
            return mentions(any: function.defaults)
        case .list(let items), .tuple(let items): return mentions(any: items)
        case .method(let method): return mentions(method.receiver)
        default: return false
        }
    }

    private mutating func mentions(any values: some Sequence<Value>) -> Bool {
        for value in values where value.isCompound {
            if mentions(value) { return true }
        }
        return false
    }

    private mutating func mentions(_ scope: ScopeReference) -> Bool {
        switch scope {
        case .live(let id): return id == frame
        case .sealed(let sealed):
            let key = ObjectIdentifier(sealed)
            if let known = mentioned[key] { return known }
            mentioned[key] = false
            var found = mentions(any: sealed.values.values)
            if !found, let parent = sealed.parent { found = mentions(parent) }
            mentioned[key] = found
            return found
        }
    }

    mutating func seal(_ value: Value, in scope: SealedScope) -> Value {
        guard value.isCompound, mentions(value) else { return value }
        switch value {
        case .function(var function):
            if let own = function.scope { function.scope = seal(own, in: scope) }
            function.defaults = sealAll(function.defaults, in: scope)
            return .function(function)
        case .list(let items): return .list(sealAll(items, in: scope))
        case .tuple(let items): return .tuple(sealAll(items, in: scope))
        case .method(let method):
            return .method(BoundMethod(receiver: seal(method.receiver, in: scope), name: method.name))
        default: return value
        }
    }

    private mutating func sealAll(_ values: [Value], in scope: SealedScope) -> [Value] {
        var result: [Value] = []
        result.reserveCapacity(values.count)
        for value in values { result.append(seal(value, in: scope)) }
        return result
    }

    private mutating func seal(_ reference: ScopeReference, in scope: SealedScope) -> ScopeReference {
        switch reference {
        case .live(let id): return id == frame ? .sealed(scope) : reference
        case .sealed(let own):
            guard own !== scope, mentions(reference) else { return reference }
            let key = ObjectIdentifier(own)
            if let known = rebuilt[key] { return .sealed(known) }
            var values: [String: Value] = [:]
            for (name, value) in own.values { values[name] = seal(value, in: scope) }
            var parent = own.parent
            if let old = parent { parent = seal(old, in: scope) }
            let sealed = SealedScope(frame: own.frame, values: values, parent: parent)
            rebuilt[key] = sealed
            return .sealed(sealed)
        }
    }
}
