internal import Interpreter
internal import Rendering
internal import Tensors

/// What stands at the right edge of the prompt: the names that the last cell set, tensors with their shapes, and how long
/// it took.
enum RightPrompt {
    /// The last of the names that fit into the columns, behind `…` if others don't, and the time if it was long:
    /// `w (5, 1)  b (1, 1)  1.2 s`.
    ///
    /// - Parameter stale: the names whose values the cell has made stale; they stand first: `stale y_hat`.
    static func text(
        of names: [String], stale: [String] = [], in workspace: Workspace, duration: Duration, columns: Int
    ) -> Markup {
        var parts: [Markup] = []
        var width = 0
        if let time = text(of: duration) {
            parts.append(Markup(time))
            width = time.count
        }
        let marks = stale.isEmpty ? [] : [Markup("stale " + stale.joined(separator: " "), .stale)]
        let shown = marks + names.compactMap { name in workspace.names[name].map { text(of: name, $0) } }
        for (index, part) in shown.reversed().enumerated() {
            width += part.displayWidth + (parts.isEmpty ? 0 : separator.displayWidth)
            let isLast = index == shown.count - 1
            guard width + (isLast ? 0 : mark.displayWidth + separator.displayWidth) <= columns else {
                if !parts.isEmpty { parts.append(mark) }
                break
            }
            parts.append(part)
        }
        return Markup.joined(parts.reversed(), separator: separator)
    }

    private static let separator = Markup("  ")
    private static let mark = Markup("…")

    /// A time that is worth telling: more than a tenth of a second.
    static func text(of duration: Duration) -> String? {
        let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
        guard seconds > 0.1 else { return nil }
        if seconds < 59.95 {
            let tenths = Int((seconds * 10).rounded())
            return "\(tenths / 10).\(tenths % 10) s"
        }
        let whole = Int(seconds.rounded())
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    private static func text(of name: String, _ value: Value) -> Markup {
        switch value {
        case .tensor(let tensor): "\(name, .name) \(tensor.shape, .shape)"
        case .int, .float, .bool, .scalar: "\(name, .name) \(value.text, .number)"
        default: "\(name, .name)"
        }
    }
}
