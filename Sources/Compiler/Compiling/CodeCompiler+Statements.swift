internal import Syntax

extension CodeCompiler {
    /// The statements of a cell, each preceded by `statement`. Values of expressions are shown.
    mutating func topLevel(_ block: Block) {
        showsValues = true
        for statement in block {
            _ = assembler.begin(.statement(statement))
            assembler.emit(.statement)
            self.statement(statement, isTopLevel: true)
        }
        assembler.emit(.returnNone)
    }

    /// A function body.
    mutating func functionBody(_ block: Block) {
        statements(block)
        if flow.isReachable { assembler.emit(.returnNone) }
    }

    /// The source given to `time` or `explain`. Unless values are shown, its value is that of its last statement.
    mutating func source(_ block: Block, shows: Bool) {
        showsValues = shows
        for (index, statement) in block.enumerated() {
            if !shows, index == block.count - 1, case .expression(let value, _) = statement.kind {
                let register = allocate()
                _ = assembler.begin(.statement(statement))
                evaluateStatement(value, into: register, flags: .isWholeStatement)
                assembler.emit(.returnValue, register)
                return
            }
            self.statement(statement, isTopLevel: shows)
        }
        assembler.emit(.returnNone)
    }

    mutating func statements(_ block: Block) {
        for statement in block {
            // Code after a `return` is unreachable.
            guard flow.isReachable else { return }
            self.statement(statement)
        }
    }

    private mutating func statement(_ statement: Statement, isTopLevel: Bool = false) {
        let outer = assembler.begin(.statement(statement))
        let mark = nextRegister
        switch statement.kind {
        case .expression(let value, let isSilenced):
            expressionStatement(value, isShown: isTopLevel && showsValues, isSilenced: isSilenced)
        case .assignment(let targets, let value): assign(value, to: targets)
        case .augmentedAssignment(let target, let operation, let value): augment(target, operation, value)
        case .definition(let definition): define(definition, at: statement.range)
        case .classDefinition(let definition): define(definition, at: statement.range)
        case .tryBlock(let block): tryStatement(block)
        case .with(let items, let body): with(items[...], body)
        case .raise(let exception, let cause): raise(exception, cause)
        case .forLoop(let target, let iterable, let body, let otherwise):
            forLoop(target, iterable, body, otherwise, statement)
        case .whileLoop(let condition, let body, let otherwise): whileLoop(condition, body, otherwise, statement)
        case .conditional(let branches, let otherwise): conditional(branches, otherwise)
        case .match(let subject, let cases): match(subject, cases)
        case .return(let value): returnStatement(value)
        case .break: leaveLoop { $0.onBreak }
        case .continue: leaveLoop { $0.onContinue }
        case .pass, .global, .annotation: break
        case .nonlocal(let names):
            // Names at the cell's top level are not variables.
            for name in names where scope.codeScope.variable(name) == nil {
                failure = .noVariableAround(name, statement.range)
            }
        case .delete(let targets): for target in targets { delete(target) }
        case .assertion(let condition, let message): assertion(condition, message)
        case .importation(let importation): self.importation(importation)
        }
        release(to: mark)
        assembler.resume(outer)
    }

    // MARK: - Expression statements

    private mutating func expressionStatement(_ value: Expression, isShown: Bool, isSilenced: Bool) {
        if case .constant = value.kind, !isShown { return }
        let register = allocate()
        evaluateStatement(
            value, into: register, flags: isShown ? .isWholeStatement : [.isWholeStatement, .isDiscarded])
        guard isShown else { return }
        let outer = assembler.begin(.expression(value))
        assembler.emit(.show, register, flags: isSilenced ? .isSilenced : [])
        assembler.resume(outer)
    }

    /// An expression as a statement: a bare command name runs, the name of another function shows its signature.
    private mutating func evaluateStatement(_ value: Expression, into register: Int, flags: Instruction.Flags) {
        switch value.kind {
        case .call, .command: call(value, into: register, flags: flags)
        // The sent value is not used.
        case .yield(let value) where flags.contains(.isDiscarded): yield(value, into: Int(Instruction.noRegister))
        case .name:
            let outer = assembler.begin(.expression(value))
            expression(value, into: register)
            assembler.emit(.named, register, register)
            assembler.resume(outer)
        default: expression(value, into: register)
        }
    }

    private mutating func returnStatement(_ value: Expression?) {
        if let value {
            let operand = operand(value)
            leave(to: 0) {
                $0.assembler.emit(
                    $0.scope.codeScope.kind == .source ? .leaveSource : .returnValue, operand.register)
            }
        } else if scope.codeScope.kind == .source {
            leaveSource()
        } else {
            leave(to: 0) { $0.assembler.emit(.returnNone) }
        }
        flow.end()
    }

    /// A statement that leads out of the source, which raises an error when executed.
    private mutating func leaveSource() {
        let register = allocate()
        assembler.emit(.none, register)
        assembler.emit(.leaveSource, register)
    }

    private mutating func leaveLoop(_ label: (Loop) -> Assembler.Label) {
        if let loop = loops.last {
            leave(to: loop.cleanupCount) { $0.assembler.jump(to: label(loop)) }
        } else {
            leaveSource()
        }
        flow.end()
    }

    private mutating func assertion(_ condition: Expression, _ message: Expression?) {
        let holds = assembler.makeLabel()
        var sides = (Int(Instruction.noRegister), Int(Instruction.noRegister))
        if case .comparison(let first, let links) = condition.kind, links.count == 1 {
            let outer = assembler.begin(.expression(condition))
            // Both sides stay in their registers, for the message.
            sides = (operand(first).register, operand(links[0].operand).register)
            compareAndJump(sides.0, links[0].operator, sides.1, to: holds, when: true)
            assembler.resume(outer)
        } else {
            self.condition(condition, jumpTo: holds, when: true)
        }
        let passed = flow
        let text = message.map { operand($0).register } ?? Int(Instruction.noRegister)
        let outer = assembler.begin(.expression(condition))
        assembler.emit(.failAssertion, sides.0, sides.1, text)
        assembler.resume(outer)
        assembler.place(holds)
        flow = passed
    }

    // MARK: - Branches and loops

    private mutating func conditional(_ branches: [ConditionalBranch], _ otherwise: Block) {
        let end = assembler.makeLabel()
        var ends: Flow?
        for (index, branch) in branches.enumerated() {
            if let label = leaves(branch.body) {
                condition(branch.condition, jumpTo: label, when: true)
                continue
            }
            let next = assembler.makeLabel()
            condition(branch.condition, jumpTo: next, when: false)
            let tested = flow
            statements(branch.body)
            let isLast = index == branches.count - 1 && otherwise.isEmpty
            if flow.isReachable, !isLast { assembler.jump(to: end) }
            ends?.merge(flow)
            ends = ends ?? flow
            flow = tested
            assembler.place(next)
        }
        statements(otherwise)
        if let ends { flow.merge(ends) }
        assembler.place(end)
    }

    /// The target, if the body is a single `break` or `continue`.
    private func leaves(_ body: Block) -> Assembler.Label? {
        guard body.count == 1, let loop = loops.last, loop.cleanupCount == cleanups.count else { return nil }
        switch body[0].kind {
        case .break: return loop.onBreak
        case .continue: return loop.onContinue
        default: return nil
        }
    }

    private mutating func whileLoop(
        _ condition: Expression, _ body: Block, _ otherwise: Block, _ statement: Statement
    ) {
        let constants = enterLoop(statement)
        let loop = Loop(
            onBreak: assembler.makeLabel(), onContinue: assembler.makeLabel(), cleanupCount: cleanups.count)
        let start = assembler.makeLabel()
        let before = flow
        // The condition follows the body, so that each iteration takes one jump.
        assembler.jump(to: loop.onContinue)
        assembler.place(start)
        loops.append(loop)
        statements(body)
        loops.removeLast()
        flow = before
        assembler.place(loop.onContinue)
        self.condition(condition, jumpTo: start, when: true)
        flow = before
        statements(otherwise)
        assembler.place(loop.onBreak)
        flow = before
        loopConstants.removeLast(constants)
    }

    private mutating func forLoop(
        _ target: Expression, _ iterable: Expression, _ body: Block, _ otherwise: Block, _ statement: Statement
    ) {
        // The iterable is evaluated once, before the constants of the loop.
        let state = allocate()
        self.iterable(iterable, into: state)
        _ = allocate(2)
        let constants = enterLoop(statement)
        let loop = Loop(
            onBreak: assembler.makeLabel(), onContinue: assembler.makeLabel(), cleanupCount: cleanups.count)
        let before = flow
        walk(state, iterable, target, onContinue: loop.onContinue) { compiler in
            compiler.loops.append(loop)
            compiler.statements(body)
            compiler.loops.removeLast()
        }
        flow = before
        statements(otherwise)
        assembler.place(loop.onBreak)
        // Release the iterated value.
        assembler.emit(.clear, state, 3)
        flow = before
        loopConstants.removeLast(constants)
    }

    /// A loop over the value in register `state`; the two registers after it belong to the loop.
    mutating func walk(
        _ state: Int, _ iterable: Expression, _ target: Expression, onContinue: Assembler.Label,
        _ body: (inout CodeCompiler) -> Void
    ) {
        let start = assembler.makeLabel()
        let outer = assembler.begin(.expression(iterable))
        assembler.emit(.forPrepare, state)
        assembler.jump(to: onContinue)
        assembler.resume(outer)
        assembler.place(start)
        let mark = nextRegister
        var item = allocate()
        if case .name(let name) = target.kind, let (register, variable) = register(of: name) {
            release(to: mark)
            item = register
            flow.assign(variable)
        } else {
            assign(Operand(register: item, isTemporary: true), to: target)
        }
        release(to: mark)
        body(&self)
        assembler.place(onContinue)
        let inner = assembler.begin(.expression(iterable))
        assembler.jump(.forNext, state, item, to: start)
        assembler.resume(inner)
    }

    /// Loads the numbers that a loop computes with into registers before it.
    ///
    /// - Returns: how many registers it took.
    private mutating func enterLoop(_ statement: Statement) -> Int {
        guard loops.isEmpty else { return 0 }
        var found = LoopConstants()
        found.visit(statement)
        for constant in found.constants {
            let register = allocate()
            load(constant, into: register)
            loopConstants.append((constant, register))
        }
        return found.constants.count
    }
}

/// The numbers in a loop that do not fit into an instruction.
private struct LoopConstants {
    private(set) var constants: [Constant] = []

    mutating func visit(_ statement: Statement) {
        switch statement.kind {
        case .definition, .classDefinition: return
        default: break
        }
        if case .augmentedAssignment(_, let operation, let value) = statement.kind {
            add(value, isRight: operation.withInteger != nil)
        }
        for expression in statement.expressions { visit(expression) }
        for block in statement.blocks { for statement in block { visit(statement) } }
    }

    private mutating func visit(_ expression: Expression) {
        switch expression.kind {
        case .lambda: return
        case .binary(let left, let operation, let right):
            add(left, isRight: false)
            add(right, isRight: operation.withInteger != nil)
        case .comparison(let first, let links):
            add(first, isRight: false)
            for link in links { add(link.operand, isRight: links.count == 1) }
        default: break
        }
        for child in expression.children { visit(child) }
    }

    private mutating func add(_ expression: Expression, isRight: Bool) {
        guard let constant = expression.number, !(isRight && expression.smallInteger != nil), constants.count < 32,
            !constants.contains(where: { $0.isSame(as: constant) })
        else { return }
        constants.append(constant)
    }
}
