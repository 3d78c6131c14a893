internal import Syntax
internal import Tensors

/// A parameter as a caller sees it.
public struct CallParameter: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// Whether it takes all remaining positional arguments, and so no keyword.
    public var isVariadic: Bool
    /// Whether it can be given by keyword only.
    public var isKeywordOnly: Bool

    /// Makes a parameter; an ordinary one unless said otherwise.
    public init(_ name: String, isVariadic: Bool = false, isKeywordOnly: Bool = false) {
        self.name = name
        self.isVariadic = isVariadic
        self.isKeywordOnly = isKeywordOnly
    }
}

/// What can be known of names without running anything, for completion.
extension BuiltinTable {
    /// What a bare name means where the user has not given it another meaning.
    public func meaning(of name: String) -> Value? { value(bare: name) }

    /// `value.name`: an attribute, a method taken from its value, or a member of a module; nil if there is none.
    public func member(_ name: String, of value: Value) -> Value? {
        switch value {
        case .namespace(let namespace): return self.value(name, in: namespace)
        case .tensor(let tensor): if let found = Evaluator.attribute(name, of: tensor) { return found }
        case .scalar(let scalar): if let found = Evaluator.attribute(name, of: Tensor(scalar)) { return found }
        default: break
        }
        return method(name, of: value) == nil ? nil : .method(BoundMethod(receiver: value, name: name))
    }

    /// The parameters of what can be called, the receiver of a method left out; none for other values.
    public func parameters(of callee: Value) -> [CallParameter] {
        if case .function(let function) = callee {
            return function.code.parameters.parameters.map {
                CallParameter($0.name)
            }
        }
        guard let builtin = builtin(behind: callee) else { return [] }
        var parameters = Self.parameters(of: builtin)
        if case .method = callee { return Array(parameters.dropFirst()) }
        // A NumPy keyword on the bare name of one of Python's own means NumPy's.
        if builtin.door == .bare, let twin = numpyTwin(of: builtin) {
            let known = Set(parameters.map(\.name))
            parameters += Self.parameters(of: twin).filter { !known.contains($0.name) && !$0.isVariadic }.map {
                CallParameter($0.name, isKeywordOnly: true)
            }
        }
        return parameters
    }

    /// What stands behind the name of something that can be called: `(epochs, lr=0.01)`; nil for other values.
    public func parameterText(of callee: Value) -> String? {
        if case .function(let function) = callee {
            return String(HelpText.signature(of: function).drop { $0 != "(" })
        }
        guard let text = builtin(behind: callee)?.signature.drop(while: { $0 != "(" }) else { return nil }
        guard case .method = callee else { return String(text) }
        let others = text.drop { $0 != "," && $0 != ")" }.drop { $0 == "," || $0 == " " }
        return "(" + others
    }

    /// The entry that a call of a value runs.
    public func builtin(behind callee: Value) -> Builtin? {
        switch callee {
        case .builtin(let builtin): builtin
        case .type(let type): constructor(of: type)
        case .method(let method): self.method(method.name, of: method.receiver)
        default: nil
        }
    }

    /// The topics and groups of `help` that are no names.
    public var helpTopics: [String] {
        Set(HelpTopics.pageNames + Builtin.Group.allCases.map(\.word) + ["tensor", "rng"]).sorted()
    }

    private static func parameters(of builtin: Builtin) -> [CallParameter] {
        Signature(builtin.signature).parameters.map {
            CallParameter($0.name, isVariadic: $0.isVariadic, isKeywordOnly: $0.isKeywordOnly)
        }
    }
}

extension Value {
    /// What it is, in a few words: `(10, 5)`, `int 3`, `str`, `list of 3`.
    public var briefKind: String {
        switch self {
        case .tensor(let tensor): tensor.shape.description
        case .int, .float, .bool: "\(type.rawValue) \(text)"
        case .scalar(let scalar): "\(scalar.dtype) \(text)"
        case .dtype(let dtype): dtype.description
        case .function, .builtin, .method: "function"
        default: WorkspaceTable.kind(of: self)
        }
    }
}
