import Syntax

/// Writes what was parsed as plain calls, for the table of commands.
enum CallForm {
    static func text(_ block: Block) -> String { block.map(text).joined(separator: "; ") }

    static func text(_ statement: Statement) -> String {
        switch statement.kind {
        case .expression(let value, let isSilenced): text(value) + (isSilenced ? " (silent)" : "")
        case .assignment(let targets, let value): (targets + [value]).map(text).joined(separator: " = ")
        case .augmentedAssignment(let target, let symbol, let value):
            "\(text(target)) \(symbol.rawValue)= \(text(value))"
        case .forLoop(let target, let iterable, let body, _):
            "for \(text(target)) in \(text(iterable)): {\(text(body))}"
        case .conditional(let branches, let otherwise):
            branches.map { "if \(text($0.condition)): {\(text($0.body))}" }.joined(separator: " else ")
                + (otherwise.isEmpty ? "" : " else {\(text(otherwise))}")
        case .definition(let function): "def \(function.name): {\(text(function.body))}"
        case .return(let value): "return \(value.map(text) ?? "")"
        default: "\(statement.kind)"
        }
    }

    static func text(_ values: [Expression]) -> String { values.map(text).joined(separator: ", ") }

    static func text(_ value: Expression) -> String {
        switch value.kind {
        case .constant(.string(let text)): TreeDump.quoted(text)
        case .constant(.float(let number)): "\(number)"
        case .constant: TreeDump.text(of: value)
        case .name(let name): name
        case .tuple(let elements): "(\(text(elements)),)"
        case .list(let elements): "[\(text(elements))]"
        case .starred(let value): "*\(text(value))"
        case .assignment(let name, _, let value): "(\(name) := \(text(value)))"
        case .unary(let symbol, let operand):
            symbol == .not ? "(not \(text(operand)))" : "(\(symbol.rawValue)\(text(operand)))"
        case .binary(let left, let symbol, let right): "(\(text(left)) \(symbol.rawValue) \(text(right)))"
        case .comparison(let first, let links):
            "(" + text(first) + links.map { " \($0.operator.rawValue) \(text($0.operand))" }.joined() + ")"
        case .boolean(let word, let operands): "(" + operands.map(text).joined(separator: " \(word.rawValue) ") + ")"
        case .conditional(let condition, let then, let otherwise):
            "(\(text(then)) if \(text(condition)) else \(text(otherwise)))"
        case .attribute(let value, let name, _): "\(text(value)).\(name)"
        case .subscript(let value, let index): "\(text(value))[\(text(index))]"
        case .slice(let lower, let upper, let step):
            [lower, upper].map { $0.map(text) ?? "" }.joined(separator: ":") + (step.map { ":" + text($0) } ?? "")
        case .call(let function, let arguments): "\(text(function))(\(arguments.map(text).joined(separator: ", ")))"
        case .command(let command): "\(command.name)⟨\(command.arguments.map(text).joined(separator: ", "))⟩"
        case .formattedString, .lambda, .dictionary, .set, .listComprehension, .setComprehension,
            .dictionaryComprehension, .generator, .yield, .yieldFrom:
            TreeDump.text(of: value)
        }
    }

    static func text(_ argument: Argument) -> String {
        switch argument {
        case .positional(let value): text(value)
        case .keyword(let name, let value, _): "\(name)=\(text(value))"
        case .starred(let value): "*\(text(value))"
        case .doubleStarred(let value): "**\(text(value))"
        case .raw(let word, _): "raw \(TreeDump.quoted(word))"
        case .source(let block, _): "source \(text(block))"
        }
    }
}
