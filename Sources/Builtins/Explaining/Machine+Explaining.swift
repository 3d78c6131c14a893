internal import Interpreter
internal import Platform
internal import Rendering
internal import Syntax
internal import Tensors

extension Machine {
    /// Runs code in order to explain it: it prints nothing, and all its effects are undone.
    func explaining<Result>(
        _ heard: ExplainingEvents, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let (outer, wasExplaining, known, random) = (receive, isExplaining, told, randomUse)
        let (names, statementNames) = (assigned, statementAssigned)
        receive = { event in
            switch event {
            case .diagnostic(let diagnostic) where diagnostic.severity == .warning: outer(event)
            case .seeded: heard.isSeeded = true
            default: break
            }
        }
        isExplaining = true
        let log = CellLog()
        defer {
            log.rollBack()
            (receive, isExplaining, told, randomUse) = (outer, wasExplaining, known, random)
            (isQuitting, request) = (false, nil)
            restoreAssigned(names, inStatement: statementNames)
        }
        return try log.run(body)
    }

    /// Evaluates an expression and its subexpressions, each once.
    func explained(_ expression: Expression, _ heard: ExplainingEvents) throws(Failure) -> Explained {
        var (parts, kept) = ([Explained](), expression)
        if !stack.isExhausted { kept = try withoutParts(expression, &parts, heard) }
        let value: Value
        switch expression.kind {
        case .boolean(let operation, let operands):
            // Only the operands that decide the result are evaluated.
            var last = Value.none
            for (index, operand) in operands.enumerated() {
                let part = try explained(operand, heard)
                parts.append(part)
                last = part.value
                if index == operands.count - 1 { break }
                if try isTrue(last, at: operand.range) == (operation == .or) { break }
            }
            value = last
        case .conditional(let condition, let then, let otherwise):
            parts.append(try explained(condition, heard))
            parts.append(try explained(isTrue(parts[0].value, at: condition.range) ? then : otherwise, heard))
            value = parts[1].value
        default: value = try evaluate(kept)
        }
        return Explained(
            node: ExplainedExpression(
                source: source(of: expression), result: result(value, heard),
                note: note(on: expression, parts, value), parts: parts.map(\.node)),
            value: value)
    }

    /// Evaluates the subexpressions of an expression, and replaces them with names of their values.
    private func withoutParts(
        _ expression: Expression, _ parts: inout [Explained], _ heard: ExplainingEvents
    ) throws(Failure) -> Expression {
        var result = expression
        switch expression.kind {
        case .binary(let left, let operation, let right):
            let left = try taken(left, &parts, heard)
            result.kind = .binary(left, operation, try taken(right, &parts, heard))
        case .unary(let operation, let operand): result.kind = .unary(operation, try taken(operand, &parts, heard))
        case .comparison(let first, let links) where links.count == 1:
            let first = try taken(first, &parts, heard)
            result.kind = .comparison(
                first, [ComparisonLink(links[0].operator, try taken(links[0].operand, &parts, heard))])
        case .attribute(let base, let name, let range):
            result.kind = .attribute(try taken(base, &parts, heard), name, nameRange: range)
        case .subscript(let base, let index):
            result.kind = .subscript(try taken(base, &parts, heard), index: index)
        case .call(var function, let arguments):
            if case .attribute(let base, let name, let range) = function.kind {
                function.kind = .attribute(try taken(base, &parts, heard), name, nameRange: range)
            }
            result.kind = .call(function, try taken(arguments, &parts, heard))
        case .command(var command):
            command.arguments = try taken(command.arguments, &parts, heard)
            result.kind = .command(command)
        default: break
        }
        return result
    }

    private func taken(
        _ arguments: [Argument], _ parts: inout [Explained], _ heard: ExplainingEvents
    ) throws(Failure) -> [Argument] {
        var result: [Argument] = []
        for argument in arguments {
            switch argument {
            case .positional(let value): result.append(.positional(try taken(value, &parts, heard)))
            case .keyword(let name, let value, let range):
                result.append(.keyword(name, try taken(value, &parts, heard), nameRange: range))
            default: result.append(argument)
            }
        }
        return result
    }

    /// Evaluates a subexpression, and returns a name to replace it.
    ///
    /// Names stay, because operations that modify their values need them; so do modules. Constants need no explanation.
    private func taken(
        _ expression: Expression, _ parts: inout [Explained], _ heard: ExplainingEvents
    ) throws(Failure) -> Expression {
        switch expression.kind {
        case .constant, .formattedString, .lambda, .generator, .slice: return expression
        case .unary(_, let operand):
            if case .constant = operand.kind { return expression }
        case .name(let name):
            if let value = try? lookUp(name) {
                switch value {
                case .namespace, .builtin, .type, .columnJoiner: return expression
                default: break
                }
            }
            parts.append(try explained(expression, heard))
            return expression
        default: break
        }
        let part = try explained(expression, heard)
        if case .namespace = part.value { return expression }
        parts.append(part)
        return Expression(.name(standIn(for: part.value, heard)), expression.range)
    }

    /// A new name for a value, which can't occur in source.
    func standIn(for value: Value, _ heard: ExplainingEvents) -> String {
        let name = "\u{0}\(heard.nextName)"
        heard.nextName += 1
        workspace.set(name, to: value)
        return name
    }

    private func note(on expression: Expression, _ parts: [Explained], _ value: Value) -> String? {
        let operation: String
        switch expression.kind {
        case .binary(let left, let known, let right):
            operation = known.rawValue
            // Constants aren't parts, and broadcasting them needs no note.
            if case .constant = left.kind { return nil }
            if case .constant = right.kind { return nil }
        case .comparison: operation = "=="
        default: return nil
        }
        return ExplainedExpression.note(
            on: operation, parts.map { (HelpText.shortened($0.node.source, to: 24), $0.value.shape) },
            result: value.shape)
    }

    /// The type and size of a value; a single number is shown, unless it came from an unseeded stream.
    private func result(_ value: Value, _ heard: ExplainingEvents) -> String {
        let kind = value.kindAndSize
        if heard.isSeeded { return kind }
        switch value {
        case .scalar: return "\(kind) \(value.text)"
        case .bool, .int, .float, .complex, .string: return "\(kind) \(value.briefText)"
        case .array(let array) where array.count == 1: return "\(kind) \(WorkspaceTable.range(of: array.tensor))"
        default: return kind
        }
    }

    private func source(of expression: Expression) -> String {
        (text(of: expression.range) ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

/// A value and how it was computed.
struct Explained {
    let node: ExplainedExpression
    let value: Value
}

/// Whether explained expressions drew random numbers, and the number of names for their parts.
final class ExplainingEvents {
    /// Whether they drew from an unseeded stream.
    var isSeeded = false
    var nextName = 0
}

/// An expression as `explain` shows it: its source, its value, and the subexpressions that it was computed from.
struct ExplainedExpression: Sendable {
    /// Its source on one line.
    let source: String
    /// Its value: `(10, 1) float64`, `float 0.5`.
    let result: String
    /// How its operands were broadcast or multiplied.
    let note: String?
    let parts: [ExplainedExpression]

    /// The maximum number of lines and the maximum depth of a tree.
    private static let (longest, deepest) = (60, 12)

    /// The tree, with lines of at most `columns` columns.
    func markup(columns: Int) -> Markup {
        var drawing = Drawing(columns: columns)
        drawing.draw(self, lead: "", below: "", depth: 0)
        if drawing.isCut { drawing.page.append("…\n", .hint) }
        return drawing.page
    }

    private struct Drawing {
        let columns: Int
        var page = Markup()
        var isCut = false
        private var rows = 0

        init(columns: Int) { self.columns = columns }

        mutating func draw(_ node: ExplainedExpression, lead: String, below: String, depth: Int) {
            guard rows < longest, depth <= deepest else {
                isCut = true
                return
            }
            rows += 1
            let free = columns - lead.count
            let result = HelpText.shortened(node.result, to: max(free - 6, 8))
            let resultWidth = DisplayWidth.columns(of: result)
            let source = HelpText.shortened(node.source, to: max(free - resultWidth - 2, 4))
            let taken = DisplayWidth.columns(of: source) + 2 + resultWidth
            page.append(lead, .hint)
            page += "\(source, .name)"
            if !result.isEmpty { page += "  \(result, .shape)" }
            if let note = node.note {
                if taken + 2 + DisplayWidth.columns(of: note) <= free {
                    page.append("  \(note)\n", .hint)
                } else {
                    let margin = below + (node.parts.isEmpty ? "  " : "│ ")
                    for line in TextFlow.wrapped(note, width: max(columns - margin.count - 1, 12)) {
                        page.append("\n\(margin) \(line)", .hint)
                    }
                    page.append("\n")
                }
            } else {
                page.append("\n")
            }
            for (index, part) in node.parts.enumerated() {
                let isLast = index == node.parts.count - 1
                draw(
                    part, lead: below + (isLast ? "└ " : "├ "), below: below + (isLast ? "  " : "│ "), depth: depth + 1)
            }
        }
    }
}

extension ExplainedExpression {
    /// How an operator combined the shapes of its operands.
    static func note(
        on operation: String, _ operands: [(source: String, shape: Shape?)], result: Shape?
    ) -> String? {
        guard let result else { return nil }
        if operation == "@" {
            guard operands.count == 2, let left = operands[0].shape, let right = operands[1].shape, left.rank > 0,
                right.rank > 0
            else { return nil }
            let inner = left[left.rank - 1]
            return "each element sums \(Words.count(inner, "product")), over "
                + (left.rank > 1 ? "the columns of \(operands[0].source)" : operands[0].source)
                + " and " + (right.rank > 1 ? "the rows of \(operands[1].source)" : operands[1].source)
        }
        let notes = operands.compactMap { operand -> String? in
            guard let shape = operand.shape, shape != result, shape.rank > 0 else { return nil }
            return "\(operand.source) stretched from \(shape) to \(result)"
        }
        return notes.isEmpty ? nil : notes.joined(separator: "; ")
    }
}
