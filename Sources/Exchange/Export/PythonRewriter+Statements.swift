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
            // Items of a list can't be arrays on the cluster.
            if let called = expression.called, called.receiver != nil, context.silent.contains(called.name) {
                for argument in called.arguments.compactMap(\.expression) { fetch(argument) }
            }
            if isTop {
                display(
                    expression, at: statement.range, output: facts.output(of: statement), isSilenced: isSilenced,
                    of: statement)
            }
        case .assignment(let targets, let value):
            visit(value)
            for target in targets { visitTarget(target) }
            settle(targets, value)
        case .augmentedAssignment(let target, _, let value):
            // An augmented assignment reads its name first.
            if case .name(let name) = target.kind { readUnchanged(name, target.range) }
            visitTarget(target)
            visit(value)
            fetch(value)
        case .definition(let definition): visit(definition, at: statement.range)
        case .classDefinition(let definition): visit(definition, at: statement.range)
        case .tryBlock(let block): visit(block)
        case .with(let items, let body):
            visit(items, body)
            return
        case .raise(let exception, let cause):
            for value in [exception, cause].compactMap(\.self) { visit(value) }
        case .forLoop(let target, let iterable, let body, let otherwise):
            visit(iterable)
            visitTarget(target)
            visitLoop(setting: target.targetNames, body, otherwise)
        case .whileLoop(let condition, let body, let otherwise):
            visit(condition)
            visitLoop(setting: [], body, otherwise)
        case .conditional(let branches, let otherwise): visit(branches, otherwise)
        case .match(let subject, let cases): visit(subject, cases)
        case .return(let value): if let value { visit(value) }
        case .delete(let targets): visitDeletion(of: targets, statement.range)
        case .assertion(let condition, let message):
            visit(condition)
            if let message { visit(message) }
        case .importation(let importation): if importation.takesAll { possible.formUnion(facts.assigned) }
        case .break, .continue, .pass, .global, .nonlocal, .annotation: break
        }
        switch statement.kind {
        case .forLoop, .match, .tryBlock: return
        default: break
        }
        // It is unknown whether a `:=` is reached.
        let uncertain = Set(statement.expressions.flatMap(\.assignedNames))
        set(statement.setNames.filter { !uncertain.contains($0) })
    }

    private mutating func visitDeletion(of targets: [Expression], _ range: SourceRange) {
        for target in targets { visitTarget(target) }
        let names = targets.flatMap(\.targetNames)
        for name in names { delete(name, range) }
        forget(names)
    }

    /// Visits a loop, whose body may not run: after it, only the names set before are definitely set.
    private mutating func visitLoop(setting names: [String], _ body: Block, _ otherwise: Block) {
        let before = assigned
        set(names)
        visit(body)
        assigned.formIntersection(before)
        visit(otherwise)
        assigned.formIntersection(before)
    }

    /// Visits a `with`, which may suppress an exception: after it, the names set in its body may be unset.
    private mutating func visit(_ items: [ContextItem], _ body: Block) {
        for item in items {
            visit(item.manager)
            guard let target = item.target else { continue }
            visitTarget(target)
            set(target.targetNames)
        }
        let before = assigned
        visit(body)
        assigned.formIntersection(before)
    }

    /// Visits a `try`: after it, only the names set before and those set by its `finally` are definitely set.
    private mutating func visit(_ block: TryBlock) {
        let before = assigned
        visit(block.body)
        assigned.formIntersection(before)
        for handler in block.handlers {
            if let types = handler.types { visit(types) }
            let names = [handler.name].compactMap(\.self)
            set(names)
            visit(handler.body)
            // The name is deleted at the end of the handler.
            forget(names)
            possible.formUnion(names)
            assigned.formIntersection(before)
        }
        visit(block.otherwise)
        assigned.formIntersection(before)
        visit(block.final)
    }

    /// Visits a `match`: after it, only the names set before are definitely set.
    private mutating func visit(_ subject: Expression, _ cases: [MatchCase]) {
        visit(subject)
        let before = assigned
        for one in cases {
            for expression in one.pattern.expressions { visit(expression) }
            set(one.pattern.names)
            if let condition = one.guardCondition { visit(condition) }
            visit(one.body)
            assigned = before
        }
    }

    /// Visits the branches of an `if`: after it, the names that all of them set are definitely set.
    private mutating func visit(_ branches: [ConditionalBranch], _ otherwise: Block) {
        var ends: [Set<String>] = []
        for branch in branches {
            visit(branch.condition)
            let before = assigned
            visit(branch.body)
            ends.append(assigned)
            assigned = before
        }
        visit(otherwise)
        for end in ends { assigned.formIntersection(end) }
    }

    // MARK: - Shown values

    /// Prints the value of a top-level expression, as Descent shows it.
    ///
    /// - Parameter output: the output of its statement.
    mutating func display(
        _ expression: Expression, at range: SourceRange, output: String, isSilenced: Bool, of statement: Statement
    ) {
        let giving = givesValue(expression)
        if giving != .never, context.lastShown.reads(cell.cell.number, statement.range.start) {
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

    /// Whether an expression has a value other than `None`.
    private func givesValue(_ expression: Expression) -> SessionNames.Giving {
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

    private func givesValue(calling name: String) -> SessionNames.Giving {
        if isUser(name) { return context.names.giving[name] ?? .sometimes }
        return builtin(name)?.isSilentFunction == true ? .never : .always
    }

    /// Whether a range is enclosed in a matching pair of parentheses.
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

    // MARK: - Targets and functions

    private mutating func visitTarget(_ target: Expression) {
        switch target.kind {
        case .tuple(let items), .list(let items): for item in items { visitTarget(item) }
        case .starred(let target): visitTarget(target)
        case .name: break
        default: for child in target.children { visit(child) }
        }
    }

    private mutating func visit(_ definition: FunctionDefinition, at range: SourceRange) {
        for decorator in definition.decorators { visit(decorator) }
        for parameter in definition.parameters.parameters {
            if let value = parameter.defaultValue { visit(value) }
        }
        scopes.enter(at: range)
        let depth = blockDepth
        blockDepth = 0
        visit(definition.body)
        blockDepth = depth
        scopes.leave()
    }

    private mutating func visit(_ definition: ClassDefinition, at range: SourceRange) {
        for value in definition.decorators + definition.bases + definition.keywords.map(\.value) { visit(value) }
        scopes.enter(at: range)
        let depth = blockDepth
        blockDepth = 0
        visit(definition.body)
        blockDepth = depth
        scopes.leave()
    }
}

extension Expression {
    var isTuple: Bool { if case .tuple = kind { true } else { false } }
}
