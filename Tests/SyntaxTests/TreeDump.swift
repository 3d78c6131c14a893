import Syntax

/// Writes a tree in the form of `make_trees.py`.
struct TreeDump {
    private var stringDepth = 0

    static func text(of block: Block) -> String {
        var dump = TreeDump()
        return block.map { dump.statement($0) }.joined(separator: " ")
    }

    static func text(of expression: Expression) -> String {
        var dump = TreeDump()
        return dump.expression(expression)
    }

    private func form(_ head: String, _ parts: [String]) -> String {
        "(" + ([head] + parts).joined(separator: " ") + ")"
    }

    private mutating func all(_ nodes: [Expression]) -> [String] { nodes.map { expression($0) } }

    private mutating func optional(_ node: Expression?) -> String { node.map { expression($0) } ?? "_" }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case " "..."~": result.unicodeScalars.append(scalar)
            default: result += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return result + "\""
    }

    private func constant(_ value: Constant) -> String {
        switch value {
        case .none: return "None"
        case .ellipsis: return "..."
        case .bool(let value): return value ? "True" : "False"
        case .int(let value): return String(value)
        case .longInt(let digits, let base): return base == 10 ? digits : "\(digits) base \(base)"
        case .float(let value):
            let digits = String(value.bitPattern, radix: 16)
            return "f:" + String(repeating: "0", count: 16 - digits.count) + digits
        case .imaginary(let value): return constant(.float(value)) + "j"
        case .string(let text): return Self.quoted(text)
        case .bytes(let bytes): return "bytes \(bytes)"
        }
    }

    private mutating func parts(_ parts: [FormattedStringPart]) -> [String] {
        parts.map { part in
            switch part {
            case .literal(let text): Self.quoted(text)
            case .replacement(let value, let conversion, let format):
                form("field", [expression(value), conversion?.rawValue ?? "_"] + self.parts(format))
            }
        }
    }

    private mutating func clauses(_ clauses: [ComprehensionClause]) -> [String] {
        clauses.map { form("for", [expression($0.target), expression($0.iterable)] + all($0.conditions)) }
    }

    private mutating func parameters(_ parameters: Parameters) -> String {
        let texts = parameters.parameters.map { parameter in
            let text = parameter.defaultValue.map { form("=", [parameter.name, expression($0)]) } ?? parameter.name
            return switch parameter.kind {
            case .ordinary: text
            case .positionalOnly: "\(text)/"
            case .variadic: "*\(text)"
            case .keywordOnly: "\(text)!"
            case .keywords: "**\(text)"
            }
        }
        return "(" + texts.joined(separator: " ") + ")"
    }

    mutating func argument(_ argument: Argument) -> String {
        switch argument {
        case .positional(let value): expression(value)
        case .keyword(let name, let value, _): form("=", [name, expression(value)])
        case .starred(let value): form("star", [expression(value)])
        case .doubleStarred(let value): form("**", [expression(value)])
        case .raw(let text, _): form("raw", [Self.quoted(text)])
        case .source(let block, _): form("source", block.map { statement($0) })
        }
    }

    private mutating func arguments(_ arguments: [Argument]) -> [String] {
        // Python's tree has the keyword arguments behind the others.
        let isKeyword = { (argument: Argument) in
            switch argument {
            case .keyword, .doubleStarred: true
            default: false
            }
        }
        return (arguments.filter { !isKeyword($0) } + arguments.filter(isKeyword)).map { argument($0) }
    }

    mutating func expression(_ node: Expression) -> String {
        switch node.kind {
        case .constant(let value): return constant(value)
        case .formattedString(let parts):
            stringDepth += 1
            defer { stringDepth -= 1 }
            return form("fstring", self.parts(parts))
        case .name(let name): return stringDepth > 0 ? name : "\(name)@\(node.range.start)"
        case .tuple(let elements): return form("tuple", all(elements))
        case .list(let elements): return form("list", all(elements))
        case .dictionary(let items): return form("dict", items.map { item($0) })
        case .set(let items): return form("set", all(items))
        case .starred(let value): return form("star", [expression(value)])
        case .assignment(let name, _, let value): return form(":=", [name, expression(value)])
        case .unary(let symbol, let operand):
            return form(symbol == .not ? "not" : "u" + symbol.rawValue, [expression(operand)])
        case .binary(let left, let symbol, let right):
            return form(symbol.rawValue, [expression(left), expression(right)])
        case .comparison(let first, let links):
            return form(
                "compare", [expression(first)] + links.map { form($0.operator.rawValue, [expression($0.operand)]) })
        case .boolean(let word, let operands): return form(word.rawValue, all(operands))
        case .conditional(let condition, let then, let otherwise):
            return form("choose", all([condition, then, otherwise]))
        case .lambda(let parameters, let body): return form("lambda", [self.parameters(parameters), expression(body)])
        case .listComprehension(let element, let clauses):
            return form("listcomp", [expression(element)] + self.clauses(clauses))
        case .setComprehension(let element, let clauses):
            return form("setcomp", [expression(element)] + self.clauses(clauses))
        case .dictionaryComprehension(let item, let clauses):
            return form("dictcomp", [self.item(item)] + self.clauses(clauses))
        case .generator(let element, let clauses):
            return form("generator", [expression(element)] + self.clauses(clauses))
        case .yield(let value): return form("yield", [optional(value)])
        case .yieldFrom(let value): return form("yield_from", [expression(value)])
        case .attribute(let value, let name, _): return form(".", [expression(value), name])
        case .subscript(let value, let index): return form("[]", [expression(value), expression(index)])
        case .slice(let lower, let upper, let step):
            return form(":", [optional(lower), optional(upper), optional(step)])
        case .call(let function, let arguments):
            return form("call", [expression(function)] + self.arguments(arguments))
        case .command(let command): return form("command", [command.name] + command.arguments.map { argument($0) })
        }
    }

    private mutating func item(_ item: DictionaryItem) -> String {
        form(item.key == nil ? "**" : "pair", all(item.expressions))
    }

    private mutating func block(_ block: Block) -> String {
        "{" + block.map { statement($0) }.joined(separator: " ") + "}"
    }

    mutating func statement(_ node: Statement) -> String {
        let (head, parts) = form(of: node.kind)
        return form("\(head)@\(node.range.start)-\(node.range.end)", parts)
    }

    private mutating func form(of kind: Statement.Kind) -> (String, [String]) {
        switch kind {
        case .expression(let value, _): return ("show", [expression(value)])
        case .assignment(let targets, let value): return ("assign", all(targets) + [expression(value)])
        case .augmentedAssignment(let target, let symbol, let value):
            return ("augment", [symbol.rawValue, expression(target), expression(value)])
        case .definition(let function):
            let docstring = function.docstring.map(Self.quoted) ?? "_"
            let decorators = function.decorators.isEmpty ? [] : [form("decorators", all(function.decorators))]
            return (
                "def", [function.name, parameters(function.parameters), docstring, block(function.body)] + decorators
            )
        case .classDefinition(let definition):
            let docstring = definition.docstring.map(Self.quoted) ?? "_"
            let decorators = definition.decorators.isEmpty ? [] : [form("decorators", all(definition.decorators))]
            return (
                "class", [definition.name] + all(definition.bases) + [docstring, block(definition.body)] + decorators
            )
        case .tryBlock(let parts):
            let handlers = parts.handlers.map { handler in
                form("except", [optional(handler.types), handler.name ?? "_", block(handler.body)])
            }
            return ("try", [block(parts.body)] + handlers + [block(parts.otherwise), block(parts.final)])
        case .with(let items, let body):
            return ("with", items.map { form("as", [expression($0.manager), optional($0.target)]) } + [block(body)])
        case .raise(let exception, let cause): return ("raise", [optional(exception), optional(cause)])
        case .forLoop(let target, let iterable, let body, let otherwise):
            let parts = [expression(target), expression(iterable), block(body)]
            return ("for", otherwise.isEmpty ? parts : parts + [block(otherwise)])
        case .whileLoop(let condition, let body, let otherwise):
            let parts = [expression(condition), block(body)]
            return ("while", otherwise.isEmpty ? parts : parts + [block(otherwise)])
        case .conditional(let branches, let otherwise):
            let pairs = branches.map { form("branch", [expression($0.condition), block($0.body)]) }
            return ("if", pairs + [block(otherwise)])
        case .match(let subject, let cases):
            let parts = cases.map { one in
                form("case", [pattern(one.pattern), optional(one.guardCondition), block(one.body)])
            }
            return ("match", [expression(subject)] + parts)
        case .return(let value): return ("return", [optional(value)])
        case .break: return ("break", [])
        case .continue: return ("continue", [])
        case .pass, .annotation: return ("pass", [])
        case .delete(let targets): return ("del", all(targets))
        case .assertion(let condition, let message): return ("assert", [expression(condition), optional(message)])
        case .global(let names): return ("global", names)
        case .nonlocal(let names): return ("nonlocal", names)
        case .importation(let importation):
            return ("import", (importation.module.map { ["from \($0.text)"] } ?? []) + importation.items.map(\.text))
        }
    }

    private mutating func pattern(_ node: Pattern) -> String {
        switch node.kind {
        case .value(let value): return form("value", [expression(value)])
        case .singleton(let value): return form("is", [expression(value)])
        case .capture(let name): return form("capture", [name ?? "_"])
        case .starred(let name): return form("*", [name ?? "_"])
        case .sequence(let items): return form("sequence", patterns(items))
        case .mapping(let items, let rest):
            var parts: [String] = []
            for item in items { parts.append(form("pair", [expression(item.key), pattern(item.pattern)])) }
            return form("mapping", parts + [rest ?? "_"])
        case .object(let type, let positional, let named):
            var parts = [expression(type)] + patterns(positional)
            for item in named { parts.append(form("=", [item.name, pattern(item.pattern)])) }
            return form("object", parts)
        case .alternatives(let items): return form("or", patterns(items))
        case .named(let inner, let name): return form("as", [pattern(inner), name])
        }
    }

    private mutating func patterns(_ nodes: [Pattern]) -> [String] {
        var texts: [String] = []
        for node in nodes { texts.append(pattern(node)) }
        return texts
    }
}
