internal import Kernels
package import Rendering
internal import Tensors

extension Value {
    /// What Python's `print` shows: `str(value)`.
    public var text: String {
        switch self {
        case .string(let text): text
        case .scalar(let scalar): NumPyText.scalar(scalar)
        case .tensor(let tensor): NumPyText.string(tensor)
        case .dtype(let dtype): dtype.description
        default: representation
        }
    }

    /// What Python shows inside a container: `repr(value)`.
    public var representation: String {
        switch self {
        case .none: "None"
        case .bool(let value): value ? "True" : "False"
        case .int(let value): String(value)
        case .float(let value): PythonText.repr(value)
        case .string(let text): PythonText.repr(text)
        case .scalar(let scalar): NumPyText.scalarRepresentation(scalar)
        case .tensor(let tensor): NumPyText.representation(tensor)
        case .tuple(let items):
            items.count == 1 ? "(\(items[0].representation),)" : "(\(Self.joined(items)))"
        case .list(let items): "[\(Self.joined(items))]"
        case .range(let range):
            range.step == 1
                ? "range(\(range.start), \(range.stop))" : "range(\(range.start), \(range.stop), \(range.step))"
        case .slice(let slice):
            "slice(\(Self.bound(slice.lower)), \(Self.bound(slice.upper)), \(Self.bound(slice.step)))"
        case .function(let function): "<function \(function.code.name)>"
        case .builtin(let builtin): "<built-in function \(builtin.name)>"
        case .method(let method): "<built-in method \(method.name) of \(method.receiver.type.rawValue)>"
        case .namespace(let namespace): "<module '\(namespace.moduleName)'>"
        case .generator: "Generator(PCG64)"
        case .dtype(let dtype): "dtype('\(dtype)')"
        case .type(let type): "<class '\(type.rawValue)'>"
        case .ellipsis: "Ellipsis"
        case .columnJoiner(let joiner): "<np.\(joiner.rawValue)>"
        }
    }

    /// Its text for a message, shortened if it is long.
    package var briefText: String {
        switch self {
        case .list(let items), .tuple(let items):
            if items.count > 20 || items.contains(where: \.isContainer) { return kindText }
            let text = representation
            return text.utf8.count > 200 ? kindText : text
        case .string(let text) where text.utf8.count > 60:
            return PythonText.repr(String(text.unicodeScalars.prefix(50))) + "…"
        default: return representation
        }
    }

    /// Its text as a message, cut if it is long.
    var briefMessage: String {
        guard case .string(let text) = self else { return briefText }
        return text.utf8.count > 2000 ? String(text.prefix(500)) + "…" : text
    }

    private static func joined(_ items: [Value]) -> String {
        var text = ""
        var meter = WorkMeter()
        for (index, item) in items.enumerated() {
            // Nobody sees the text then.
            if meter.shouldStop(after: 64) { break }
            if index > 0 { text += ", " }
            text += item.representation
        }
        return text
    }

    private static func bound(_ value: Int?) -> String { value.map(String.init) ?? "None" }

    /// The value as Python's formatting sees it.
    package var formatArgument: FormatArgument {
        switch self {
        case .none: .none
        case .bool(let value): .bool(value)
        case .int(let value): .int(value)
        case .float(let value): .float(value)
        case .string(let text): .string(text)
        case .scalar(let scalar): .scalar(scalar)
        case .tensor(let tensor): .tensor(tensor)
        default: .other(string: text, representation: representation, typeName: type.rawValue)
        }
    }
}

extension Namespace {
    fileprivate var moduleName: String {
        switch self {
        case .numpy: "numpy"
        case .random: "numpy.random"
        case .linearAlgebra: "numpy.linalg"
        }
    }
}

extension Value {
    /// What it is, with what is in it: `(10, 5) float64`, `int`, `list of 3`.
    package var kindAndSize: String {
        switch self {
        case .tensor(let tensor): "\(tensor.shape) \(tensor.dtype)"
        case .scalar(let scalar): "\(scalar.dtype)"
        case .list(let items): "list of \(items.count)"
        case .tuple(let items): "tuple of \(items.count)"
        case .function(let function): "function \(function.shownSignature)"
        default: type.rawValue
        }
    }
}
