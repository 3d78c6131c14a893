internal import Interpreter
internal import Sessions
internal import Syntax

extension PythonRewriter {
    mutating func visit(_ block: Block, isTop: Bool = false) {
        if !isTop { blockDepth += 1 }
        defer { if !isTop { blockDepth -= 1 } }
        for statement in block { visit(statement, isTop: isTop) }
    }

    mutating func visit(_ statement: Statement, isTop: Bool) {
        switch statement.kind {
        case .expression(let expression, let isSilenced):
            if visitCommandStatement(expression, statement, isTop: isTop, isSilenced: isSilenced) { return }
            visit(expression)
            ownArguments(of: expression)
            if isTop {
                display(
                    expression, at: statement.range, output: facts.output(of: statement), isSilenced: isSilenced,
                    of: statement)
            }
        case .assignment(let targets, let value): visitAssignment(targets, value, statement)
        case .augmentedAssignment(let target, let operation, let value):
            visit(target)
            visit(value)
            if operation == .add, let root = target.root {
                let variable = scopes.variable(root.name)
                own(value, isChanged: false, isDeeplyChanged: context.sharing.isDeeplyChanged(variable), kind: nil)
            }
            fetch(value)
        case .definition(let definition): visit(definition)
        case .forLoop(let target, let iterable, let body):
            visitIterable(iterable)
            if context.sharing.needsCopy(of: iterable, target: target, body, scopes) {
                own(iterable, isChanged: true, isDeeplyChanged: true, kind: nil)
            }
            visit(body)
        case .whileLoop(let condition, let body):
            visit(condition)
            visit(body)
        case .conditional(let branches, let otherwise):
            for branch in branches {
                visit(branch.condition)
                visit(branch.body)
            }
            visit(otherwise)
        case .return(let value): if let value { visit(value) }
        case .delete(let targets): for target in targets { visit(target) }
        case .assertion(let condition, let message):
            visit(condition)
            if let message { visit(message) }
        case .break, .continue, .pass, .global, .importNumPy: break
        }
    }

    // MARK: - What is shown

    /// Prints the value of a top-level expression, as Descent shows it.
    ///
    /// - Parameter output: what its statement printed.
    mutating func display(
        _ expression: Expression, at range: SourceRange, output: String, isSilenced: Bool, of statement: Statement
    ) {
        let giving = givesValue(expression)
        if giving != .never, context.lastShown.reads(cell.cell.number, statement.range.start) {
            own(expression, for: [Expression(.name("_"), range)], kind: nil)
            edits.open(range.start, with: "_ = ")
            if !isSilenced, !output.isEmpty {
                edits.close(range.end, with: giving == .always ? "; print(_)" : "; _ is None or print(_)")
            }
            return
        }
        guard !isSilenced, !output.isEmpty else { return }
        switch giving {
        case .never: break
        case .always:
            let needsOwn = expression.isTuple && !isParenthesised(expression.range)
            edits.wrap(range, in: needsOwn ? "print((" : "print(", needsOwn ? "))" : ")")
        case .sometimes:
            helpers.insert(.shown)
            edits.wrap(range, in: "shown(", ")")
        }
    }

    enum Giving { case always, sometimes, never }

    /// Whether an expression gives a value other than `None`.
    private func givesValue(_ expression: Expression) -> Giving {
        if case .constant(.none) = expression.kind { return .never }
        guard case .call(let function, _) = expression.kind else {
            guard case .command(let command) = expression.kind else { return .always }
            return givesValue(calling: command.name)
        }
        switch function.kind {
        case .name(let name): return givesValue(calling: name)
        case .attribute(_, let name, _):
            if let entry = entry(of: function) { return entry.result == .nothing ? .never : .always }
            return context.silent.contains(name) ? .never : .always
        default: return .sometimes
        }
    }

    private func givesValue(calling name: String) -> Giving {
        if isUser(name) {
            guard let function = context.sharing.functions[name] else { return .sometimes }
            return !function.givesValue ? .never : function.endsInValue ? .always : .sometimes
        }
        return builtin(name)?.isSilentFunction == true ? .never : .always
    }

    /// Whether the parentheses around a range belong to each other.
    func isParenthesised(_ range: SourceRange) -> Bool {
        guard bytes[range.start] == UInt8(ascii: "("), bytes[range.end - 1] == UInt8(ascii: ")") else { return false }
        var depth = 0
        for offset in range.start..<range.end {
            if bytes[offset] == UInt8(ascii: "(") { depth += 1 }
            if bytes[offset] == UInt8(ascii: ")") { depth -= 1 }
            if depth == 0, offset < range.end - 1 { return false }
        }
        return true
    }

    // MARK: - Assignments

    private mutating func visitAssignment(_ targets: [Expression], _ value: Expression, _ statement: Statement) {
        visit(value)
        for target in targets { visitTarget(target) }
        guard targets.count > 1, targets.contains(where: isChanged), sharesWhenRepeated(value) else {
            own(value, for: targets, kind: kind(of: targets))
            settle(targets, value)
            return
        }
        // Each name gets a value of its own: `a = b = zeros(3)` becomes two statements.
        let first = targets[0].range
        let sign = bytes[..<value.range.start].lastIndex(of: UInt8(ascii: "=")) ?? first.end
        edits.replace(SourceRange(first.end, sign + 1), by: " =")
        own(value, for: targets, kind: kind(of: targets))
        let copies = targets.dropFirst().map {
            "\(source($0.range)) = \(copied(source(first), kind: kind(of: targets)))"
        }
        edits.close(statement.range.end, with: joined([""] + copies, at: statement.range))
    }

    private func isChanged(_ target: Expression) -> Bool {
        target.targetNames.contains { context.sharing.isChanged(scopes.variable($0)) }
    }

    private func sharesWhenRepeated(_ value: Expression) -> Bool {
        if case .constant = value.kind { return false }
        return true
    }

    private mutating func visitTarget(_ target: Expression) {
        switch target.kind {
        case .tuple(let items), .list(let items): for item in items { visitTarget(item) }
        case .subscript(let base, let index):
            visitTarget(base)
            visit(index)
        default: break
        }
    }

    func kind(of targets: [Expression]) -> ReplayFacts.Kind? {
        guard let target = targets.first, case .name(let name) = target.kind else { return nil }
        return context.sharing.kind(scopes.variable(name))
    }

    // MARK: - Functions

    private mutating func visit(_ definition: FunctionDefinition) {
        for parameter in definition.parameters.parameters {
            guard let value = parameter.defaultValue else { continue }
            visit(value)
            own(value, isChanged: false, isDeeplyChanged: false, kind: nil)
        }
        scopes.enter(definition, ofCell: cell.cell.number)
        let depth = blockDepth
        blockDepth = 0
        visit(definition.body)
        blockDepth = depth
        copyParameters(of: definition)
        scopes.leave()
    }

    /// Lets a function change copies of its own.
    private mutating func copyParameters(of definition: FunctionDefinition) {
        let names = definition.parameters.parameters.map(\.name).filter {
            context.sharing.isChanged(scopes.variable($0))
        }
        let body = definition.docstring == nil ? definition.body[...] : definition.body.dropFirst()
        guard !names.isEmpty, let first = body.first else { return }
        let copies = names.map { "\($0) = \(copied($0, kind: nil))" }
        let isOneLine = !isAlone(first.range.start)
        let separator = isOneLine ? "; " : "\n" + indent(at: first.range.start)
        edits.open(first.range.start, with: copies.joined(separator: separator) + separator)
    }
}

extension Expression {
    var isTuple: Bool { if case .tuple = kind { true } else { false } }
}
