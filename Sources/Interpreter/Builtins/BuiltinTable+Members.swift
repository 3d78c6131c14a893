internal import Syntax
internal import Tensors

/// What can be known about names without running anything, for completion.
extension BuiltinTable {
    /// The meaning of a bare name that the user has not rebound.
    public func meaning(of name: String) -> Value? { value(bare: name) }

    /// `value.name`: an attribute, a method bound to the value, or a member of a module; nil if there is none.
    public func member(_ name: String, of value: Value) -> Value? {
        switch value {
        case .namespace(let namespace): return self.value(name, in: namespace)
        case .instance(let instance):
            if let own = instance.attributes.value(named: Text(name)) { return own.cellContent }
            return member(name, of: instance.type)?.bound(to: value, name: Text(name), type: instance.type)
        case .classObject(let type):
            return member(name, of: type)?.bound(to: nil, name: Text(name), type: type)
        case .type(let type):
            if let found = method(name, ofType: type) { return .builtin(found) }
        // Attributes that only a machine can compute are ignored here.
        case .array(let tensor): if let found = Machine.attribute(name, of: tensor), !found.isNone { return found }
        case .scalar(let scalar):
            if let found = Machine.attribute(name, of: ArrayObject(Tensor(scalar))) { return found }
        default: break
        }
        return method(name, of: value) == nil ? nil : .method(BoundMethod(receiver: value, name: name))
    }

    private func member(_ name: String, of type: ClassObject) -> Value? {
        type.lookUp(Text(name)) ?? type.receivers.lazy.compactMap { methods[$0][name] }.first.map { .builtin($0) }
    }

    /// The parameters of a callable value, without the receiver of a method; nil for other values.
    public func ownParameters(of callee: Value) -> [CallParameter]? {
        switch callee {
        case .function(let function): return function.callParameters
        case .method(let method):
            guard case .function(let function)? = method.function else { break }
            return Array(function.callParameters.dropFirst())
        case .classObject(let type) where !type.isBuiltin:
            guard case .function(let function)? = type.lookUp("__init__") else { break }
            return Array(function.callParameters.dropFirst())
        default: break
        }
        guard let signature = builtin(behind: callee)?.signature else { return nil }
        if case .method = callee { return CallParameter.all(of: signature.withoutReceiver) }
        return CallParameter.all(of: signature)
    }

    /// The same, with the keywords by which the bare name of a Python function means NumPy's function; empty for
    /// values that cannot be called.
    public func parameters(of callee: Value) -> [CallParameter] {
        let own = ownParameters(of: callee) ?? []
        guard let builtin = builtin(behind: callee), builtin.door == .bare, let twin = numpyTwin(of: builtin) else {
            return own
        }
        if case .method = callee { return own }
        let known = Set(own.map(\.name))
        return own
            + CallParameter.all(of: twin.signature).filter { !known.contains($0.name) && !$0.isVariadic }.map {
                CallParameter($0.name, $0.kind, default: $0.defaultText, isKeywordOnly: true)
            }
    }

    /// The parameter list of a callable value: `(epochs, lr=0.01)`; nil for other values.
    public func parameterText(of callee: Value) -> String? {
        ownParameters(of: callee).map { "(" + CallParameter.texts(of: $0).joined(separator: ", ") + ")" }
    }

    /// A sentence about a value: what a function does, or the first line of its docstring; empty for other values.
    public func summary(of value: Value) -> String {
        switch value {
        case .function(let function):
            let line = (function.code.docstring ?? "").split(separator: "\n").first { $0.contains { $0 != " " } }
            return String((line ?? "").drop { $0 == " " })
        default: return builtin(behind: value)?.summary ?? ""
        }
    }

    /// The entry that a call of a value runs.
    public func builtin(behind callee: Value) -> Builtin? {
        switch callee {
        case .builtin(let builtin): builtin
        case .type(let type): constructor(of: type)
        case .method(let method):
            if case .builtin(let builtin)? = method.function {
                builtin
            } else {
                method.entry ?? self.method(method.name, of: method.receiver)
            }
        case .classObject(let type) where type.isBuiltin:
            type.namespace.flatMap { entries(in: $0).first { $0.name == type.name } }
        default: nil
        }
    }

    /// All entries and methods by the names that `related` and the help pages use: `zeros`, `np.sum`, `list.append`.
    public var pages: [(key: String, entry: Builtin)] {
        let own = Set(entries.map { ObjectIdentifier($0) })
        let methods = methods.all.filter { $0.key != .special && $0.key != .randomState }.flatMap { receiver, methods in
            methods.values.filter { !own.contains(ObjectIdentifier($0)) }.map { ("\(receiver).\($0.name)", $0) }
        }
        return (entries + Namespace.pythons.flatMap(entries(in:))).map { ($0.title, $0) }
            + methods.sorted { $0.0 < $1.0 }
    }
}

extension Value {
    /// A short description: `(10, 5)`, `int 3`, `str`, `list of 3`.
    public var briefKind: String {
        switch self {
        case .array(let tensor): tensor.shape.description
        case .int, .long, .float, .complex, .bool: "\(type.name) \(briefText)"
        case .scalar(let scalar): "\(scalar.dtype) \(text)"
        case .dtype(let dtype): dtype.description
        case .function, .builtin, .method: "function"
        default: self.kindAndSize
        }
    }
}

extension ClassObject {
    /// The kinds of receivers whose methods its objects have.
    var receivers: [BuiltinTable.Receiver] { ([self] + ancestors).compactMap(\.receiver) }

    /// The Python module that defines it.
    var namespace: Namespace? { Namespace(modulePath: module) }
}
