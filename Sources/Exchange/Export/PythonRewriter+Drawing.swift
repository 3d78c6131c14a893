internal import Interpreter
internal import Sessions
internal import Syntax

/// Translates drawing commands to calls of functions that use matplotlib.
extension PythonRewriter {
    /// Translates a command that draws.
    mutating func draw(_ call: Call) {
        let arguments: [String]
        switch call.entry.python {
        case .points:
            helpers.insert(.points)
            arguments = call.positional.prefix(2).map { named($0) } + options(of: call, naming: ["x", "y", "c"])
        case .histogram:
            helpers.insert(.histogram)
            arguments = call.positional.prefix(1).map { named($0) } + placed(call, from: 1) + options(of: call)
        case .matrix:
            helpers.insert(.matrix)
            arguments = call.positional.prefix(1).map { named($0) } + placed(call, from: 1) + options(of: call)
        case .surface:
            helpers.insert(.surface)
            arguments = surface(call)
        default:
            helpers.insert(.plot)
            arguments = plot(call)
        }
        for case .starred(let value) in call.arguments { report(.commandInExpression(call.entry.name), value.range) }
        replace(call, by: ["\(call.entry.name)(\(arguments.joined(separator: ", ")))"])
    }

    /// The keyword arguments of a call; those for drawn data become pairs of name and value.
    private mutating func options(of call: Call, naming names: Set<String> = []) -> [String] {
        var options: [String] = []
        for case .keyword(let name, let value, _) in call.arguments where name != "replace" {
            if name == call.entry.signature.parameters.first?.name, !names.contains(name) {
                options.insert(named(value), at: 0)
            } else {
                options.append("\(name)=\(names.contains(name) ? named(value) : text(value, fetched: true))")
            }
        }
        return options
    }

    /// The positional arguments after the drawn data.
    private mutating func placed(_ call: Call, from first: Int) -> [String] {
        call.positional.dropFirst(first).map { text($0, fetched: true) }
    }

    /// A pair of the value's name in the figure and the value.
    private mutating func named(_ value: Expression) -> String {
        "(\(PythonSource.literal(drawnName(value))), \(text(value, fetched: true)))"
    }

    /// The source of a value, shortened.
    private func drawnName(_ value: Expression) -> String {
        let name = source(value.range)
        return name.contains("\n") ? "value" : Self.title(name)
    }

    // MARK: - Lines

    private mutating func plot(_ call: Call) -> [String] {
        var values = call.positional
        var across = call.argument("x")
        if across == nil, values.count == 2 { across = values.removeFirst() }
        let isOverIndex = across == nil && call.argument("fit") == nil
        var arguments = values.map { series($0, isOverIndex: isOverIndex) }
        if let across { arguments.append("x=\(named(across))") }
        if let fit = call.argument("fit") { arguments.append("fit=\(named(fit))") }
        for name in ["log", "to"] {
            if let value = call.argument(name) { arguments.append("\(name)=\(text(value))") }
        }
        if across == nil, values.contains(where: { isOfLosses($0) }) { arguments.append("place=\"epoch\"") }
        return arguments
    }

    /// Whether a value is `losses` or a part of it, which is drawn over its epochs.
    private func isOfLosses(_ value: Expression) -> Bool {
        let text = source(value.range)
        return text == Self.losses || text.hasPrefix(Self.losses + "[")
    }

    private static let losses = "losses"

    /// A tuple of the value's name, the value, its first position or its positions, and the names of its parts if it
    /// is a list display.
    private mutating func series(_ value: Expression, isOverIndex: Bool) -> String {
        var parts = [PythonSource.literal(drawnName(value)), text(value, fetched: true)]
        if isOverIndex, isOfLosses(value) {
            if source(value.range) == Self.losses {
                parts.append("1")
            } else if case .subscript(let base, _) = value.kind, let slice = slice(of: value, behind: base) {
                parts.append("np.arange(1, len(\(Self.losses)) + 1)\(slice)")
            }
        }
        switch value.kind {
        case .list(let items), .tuple(let items):
            let areNumbers = items.allSatisfy { if case .constant = $0.kind { true } else { false } }
            if areNumbers { break }
            let names = items.map { PythonSource.literal(Self.title(source($0.range))) }
            parts += ["0", "[\(names.joined(separator: ", "))]"]
        default: break
        }
        return "(\(parts.joined(separator: ", ")))"
    }

    /// The brackets of a slice with integer bounds and a positive step; nil for other subscripts.
    private func slice(of value: Expression, behind base: Expression) -> String? {
        let text = source(SourceRange(base.range.end, value.range.end))
        guard text.hasPrefix("["), text.hasSuffix("]") else { return nil }
        let words = text.dropFirst().dropLast().split(separator: ":", omittingEmptySubsequences: false)
            .map { $0.filter { $0 != " " } }
        guard 2...3 ~= words.count, words.allSatisfy({ $0.isEmpty || Int($0) != nil }) else { return nil }
        let step = words.count == 3 && !words[2].isEmpty ? Int(words[2]) ?? 0 : 1
        return step > 0 ? text : nil
    }

    // MARK: - The loss around weights

    private mutating func surface(_ call: Call) -> [String] {
        let operands = call.entry.workspaceOperands
        var texts: [String: String] = [:]
        for (place, name) in operands.enumerated() {
            texts[name] = call.argument(name, at: 2 + place).map { text($0, fetched: true) } ?? name
        }
        let names = call.entry.signature.parameters.prefix(2).map(\.name)
        let elements = names.enumerated().compactMap { place, name in call.argument(name, at: place) }
        let weights = operands.first { $0 == "w" }.flatMap { call.argument($0).map { source($0.range) } ?? $0 } ?? ""
        var arguments = elements.map { element in
            let text = source(element.range)
            let name = text.prefix { $0 != "[" && $0 != " " }
            let indices = text.dropFirst(name.count).split { "[], ".contains($0) }
            let place = "(\(indices.joined(separator: ", "))\(indices.count == 1 ? "," : ""))"
            return "(\(PythonSource.literal(text)), \(name == weights ? "False" : "True"), \(place))"
        }
        arguments += operands.compactMap { texts[$0] }
        if let path = call.argument("to") { arguments.append("to=\(text(path))") }
        return arguments
    }

    // MARK: - Figures of the user's own

    /// Shows the figures that a cell leaves open; Descent and Jupyter do so automatically.
    mutating func showingOpenFigures(_ block: Block) -> String {
        guard let last = block.last, facts.shown.contains(where: { $0.isFigure && $0.statement == last.range }) else {
            return ""
        }
        if case .expression(let expression, _) = last.kind, let called = expression.called {
            // `plt.show()`, or a command that draws.
            if called.receiver != nil, called.arguments.isEmpty, called.name == Self.showing { return "" }
            if called.bareName.flatMap(builtin) != nil { return "" }
        }
        helpers.insert(.figures)
        return "show_figures()\n"
    }

    /// The name of matplotlib's function that shows figures, the same as that of the command that shows values.
    private static let showing = PythonHelper.show.rawValue
}
