internal import Compiler
internal import Syntax
internal import Tensors

/// Attributes that values have because of their kind, besides methods: names, classes, modules.
extension Value {
    /// A special attribute; nil if there is none of that name.
    func kindAttribute(_ name: String) -> Value? {
        switch name {
        case "__class__": typeValue
        case "__name__": ownName.map { .string(Text($0)) }
        case "__qualname__": qualifiedName.map { .string(Text($0)) }
        case "__doc__": documentation
        case "__module__": moduleName.map { .string(Text($0)) }
        default:
            switch self {
            case .function(let function): Self.attribute(name, of: function)
            case .type(let type): Self.attribute(name, of: type)
            case .dtype(let dtype): Self.attribute(name, of: dtype)
            case .method(let method):
                if case .function(let function)? = method.function { Self.attribute(name, of: function) } else { nil }
            default: nil
            }
        }
    }

    private var ownName: String? {
        switch self {
        case .function(let function): function.name
        case .builtin(let builtin): builtin.name
        case .type(let type): String(type.name.split(separator: ".").last ?? "")
        case .method(let method): method.function?.ownName ?? method.name
        case .namespace(let namespace): namespace.modulePath
        case .iterator(let iterator): (iterator as? SuspendedFrame)?.code.name
        default: nil
        }
    }

    private var qualifiedName: String? {
        switch self {
        case .function(let function): function.qualifiedName
        case .method(let method):
            if let function = method.function {
                function.qualifiedName
            } else {
                "\(method.receiver.typeName).\(method.name)"
            }
        case .iterator(let iterator): (iterator as? SuspendedFrame)?.code.code.qualifiedName
        case .namespace: nil
        default: ownName
        }
    }

    /// The name of the module that defines a function or type.
    private var moduleName: String? {
        switch self {
        case .function(let function): function.code.cell.module ?? "__main__"
        case .builtin(let builtin): builtin.module?.modulePath ?? (builtin.hasBareName ? "builtins" : "numpy")
        case .type(let type):
            type.name.contains(".") ? String(type.name.prefix { $0 != "." }) : "builtins"
        case .method(let method): method.function?.moduleName
        default: nil
        }
    }

    private var documentation: Value? {
        switch self {
        case .function(let function):
            function.documentation ?? function.code.docstring.map { .string(Text($0)) } ?? .some(.none)
        case .builtin(let builtin): .string(Text(builtin.summary))
        case .method(let method): method.function?.documentation ?? .some(.none)
        case .descriptor(let descriptor):
            if let own = descriptor.documentation { own } else { descriptor.held.first?.documentation }
        default: nil
        }
    }

    private static func attribute(_ name: String, of function: UserFunction) -> Value? {
        switch name {
        case "__dict__": return .dictionary(function.attributes)
        case "__defaults__", "__kwdefaults__":
            let parameters = function.code.parameters.parameters.filter { $0.defaultValue != nil }
            let defaults = zip(parameters, function.defaults)
            if name == "__defaults__" {
                let values = defaults.filter { $0.0.kind != .keywordOnly }.map(\.1)
                return values.isEmpty ? .some(.none) : .tuple(TupleObject(values))
            }
            let named = DictionaryObject()
            for (parameter, value) in defaults where parameter.kind == .keywordOnly {
                named.set(value, named: Text(parameter.name))
            }
            return named.count == 0 ? .some(.none) : .dictionary(named)
        case "__closure__":
            return function.captures.isEmpty ? .some(.none) : nil
        default: return nil
        }
    }

    private static func attribute(_ name: String, of dtype: DType) -> Value? {
        let kind =
            switch dtype.kind {
            case .boolean: "b"
            case .signed: "i"
            case .unsigned: "u"
            case .floating: "f"
            case .text: "U"
            case .complex: "c"
            }
        return switch name {
        case "name": .string(Text(dtype.name))
        case "itemsize": .int(dtype.itemSize)
        case "kind": .string(Text(kind))
        case "str" where dtype.isText: .string(Text(dtype.description))
        case "str": .string(Text("\(dtype.byteCount == 1 ? "|" : "<")\(kind)\(dtype.byteCount)"))
        case "type": .type(PythonType(dtype))
        default: nil
        }
    }

    private static func attribute(_ name: String, of type: PythonType) -> Value? {
        let object = Value.classObject(BuiltinClasses.object)
        guard !type.name.hasPrefix("numpy") else { return nil }
        let bases: [Value] = type == .bool ? [.type(.int)] : [object]
        return switch name {
        case "__bases__": .tuple(TupleObject(bases))
        case "__base__": bases[0]
        case "__mro__": .tuple(TupleObject([.type(type)] + (type == .bool ? bases + [object] : bases)))
        default: nil
        }
    }
}
