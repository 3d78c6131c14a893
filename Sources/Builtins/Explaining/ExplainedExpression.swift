internal import Interpreter
internal import Platform
internal import Rendering
internal import Tensors

/// An expression as `explain` shows it: what it is, what it gave, and the expressions that it was computed from.
struct ExplainedExpression: Sendable {
    /// Its source on one line.
    let source: String
    /// What it gave: `(10, 1) float64`, `float 0.5`.
    let result: String
    /// What broadcasting or a product did with its operands.
    let note: String?
    let parts: [ExplainedExpression]

    /// How many lines a tree may have, and how deep it may be.
    private static let (longest, deepest) = (60, 12)

    /// The tree, each line within so many columns.
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
    /// What an operator did with the shapes of its operands.
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
