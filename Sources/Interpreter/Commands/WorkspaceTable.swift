internal import Rendering
internal import Tensors

/// The table that `whos` shows.
enum WorkspaceTable {
    /// The user's names with what each holds, in alphabetical order.
    static func markup(for workspace: Workspace) -> Markup {
        let names = workspace.names.keys.sorted()
        if names.isEmpty { return "no names yet\n" }
        var table = TextTable([.init("name"), .init("kind"), .init("value")])
        for name in names {
            guard let value = workspace.names[name] else { continue }
            table.append([Markup(name, .name), Markup(kind(of: value), .shape), Markup(summary(of: value))])
        }
        return table.markup + "\n"
    }

    /// What a value is: `(10, 5) float64`, `int`, `list of 3`.
    static func kind(of value: Value) -> String {
        switch value {
        case .tensor(let tensor): "\(tensor.shape) \(tensor.dtype)"
        case .scalar(let scalar): "\(scalar.dtype)"
        case .list(let items): "list of \(items.count)"
        case .tuple(let items): "tuple of \(items.count)"
        case .function(let function): "function \(HelpText.signature(of: function))"
        default: value.type.rawValue
        }
    }

    /// A number as it is, a tensor by its range, anything else by the beginning of its text.
    private static func summary(of value: Value) -> String {
        switch value {
        case .tensor(let tensor): range(of: tensor)
        case .function, .generator, .namespace: ""
        default: shortened(value.briefText)
        }
    }

    private static func range(of tensor: Tensor) -> String {
        if tensor.count == 0 { return "empty" }
        if tensor.dtype == .bool {
            let trueCount = tensor.asBool().elements.count { $0 }
            return "\(trueCount) of \(tensor.count) True"
        }
        let elements = tensor.asFloat64().elements
        let finite = elements.filter(\.isFinite)
        guard let low = finite.min(), let high = finite.max() else { return "nothing finite" }
        let others = elements.count - finite.count
        let text: (Double) -> String = { number in
            tensor.dtype == .int64 ? String(Int(number)) : PythonText.repr(rounded(number))
        }
        return (low == high ? text(low) : "\(text(low)) to \(text(high))")
            + (others > 0 ? ", \(others) not finite" : "")
    }

    /// Four significant digits are enough to know a number again.
    private static func rounded(_ number: Double) -> Double {
        (try? FormatArgument.float(number).formatted(".4g")).flatMap(PythonNumber.float(from:)) ?? number
    }

    private static func shortened(_ text: String) -> String {
        let line = text.split(separator: "\n").first.map(String.init) ?? ""
        return line.count > 40 ? line.prefix(37) + "..." : line
    }
}
