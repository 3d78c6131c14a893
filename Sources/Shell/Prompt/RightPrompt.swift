internal import Interpreter
internal import Rendering
internal import Tensors

/// What stands at the right edge of the prompt: the names that the last cell set, tensors with their shapes.
enum RightPrompt {
    /// The last of the names that fit into the columns: `w (5, 1)  b (1, 1)`.
    static func text(of names: [String], in workspace: Workspace, columns: Int) -> Markup {
        var parts: [Markup] = []
        var width = 0
        for name in names.reversed() {
            guard let value = workspace.names[name] else { continue }
            let part = text(of: name, value)
            width += part.displayWidth + (parts.isEmpty ? 0 : separator.displayWidth)
            guard width <= columns else { break }
            parts.append(part)
        }
        return Markup.joined(parts.reversed(), separator: separator)
    }

    private static let separator = Markup("  ")

    private static func text(of name: String, _ value: Value) -> Markup {
        switch value {
        case .tensor(let tensor): "\(name, .name) \(tensor.shape, .shape)"
        case .int, .float, .bool, .scalar: "\(name, .name) \(value.text, .number)"
        default: "\(name, .name)"
        }
    }
}
