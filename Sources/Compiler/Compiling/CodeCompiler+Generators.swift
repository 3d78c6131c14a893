internal import Syntax

extension CodeCompiler {
    /// A generator expression: a function of its first iterable, which is evaluated here and passed at once.
    mutating func generator(
        _ element: Expression, _ clauses: [ComprehensionClause], at range: SourceRange, into target: Int
    ) {
        guard let first = clauses.first else { preconditionFailure("a generator expression walks something") }
        // Each loop nests in the previous one, for the compiler and for later passes over the tree.
        if clauses.count > 100 {
            failure = .tooDeep(range)
            return
        }
        let base = scratch(for: target)
        let parameter = Parameters.Parameter(name: ".0", defaultValue: nil, range: first.iterable.range)
        let head = Code.Head(
            kind: .generator, name: "<genexpr>", range: range, nameRange: range, parameters: Parameters([parameter]))
        nested(head, into: base, defaults: nextRegister) { $0.generatorBody(element, clauses) }
        let argument = allocate()
        iterable(first.iterable, into: argument)
        let outer = assembler.begin(.expression(first.iterable))
        assembler.emit(.iterate, argument)
        assembler.resume(outer)
        assembler.emit(.call, base, 1, target)
    }

    private mutating func generatorBody(_ element: Expression, _ clauses: [ComprehensionClause]) {
        let state = allocate(3)
        // The only parameter is the iterator of the first loop.
        assembler.emit(.move, state, 0, flags: .takesB)
        walk(clauses[...], state: state) { compiler in
            let outer = compiler.assembler.begin(.expression(element))
            compiler.yield(element, into: Int(Instruction.noRegister))
            compiler.assembler.resume(outer)
        }
        assembler.emit(.returnNone)
    }

    /// `yield value`. The value of the expression is what the consumer sends.
    ///
    /// - Parameter target: the register for the sent value, or `noRegister`.
    mutating func yield(_ value: Expression?, into target: Int) {
        let mark = nextRegister
        let item: Operand
        if let value {
            item = target == Int(Instruction.noRegister) ? operand(value) : operand(value, reusing: target)
        } else {
            item = Operand(register: allocate(), isTemporary: true)
            assembler.emit(.none, item.register)
        }
        release(to: mark)
        // The registers above are no longer needed.
        assembler.emit(.yield, item.register, target, nextRegister, flags: item.flag(.takesA))
    }

    /// `yield from values`: a loop that yields each item and forwards what it is sent.
    mutating func delegate(to values: Expression, into target: Int) {
        let mark = nextRegister
        let state = allocate()
        iterable(values, into: state)
        _ = allocate(2)
        let item = allocate()
        let (body, next) = (assembler.makeLabel(), assembler.makeLabel())
        let outer = assembler.begin(.expression(values))
        assembler.emit(.forPrepare, state)
        assembler.emit(.none, item)
        assembler.jump(to: next)
        assembler.resume(outer)
        assembler.place(body)
        assembler.emit(.yield, item, item, nextRegister, flags: .takesA)
        assembler.place(next)
        let inner = assembler.begin(.expression(values))
        assembler.jump(.delegate, state, item, to: body)
        assembler.emit(.clear, state, 3)
        assembler.resume(inner)
        move(item, to: target)
        release(to: mark)
    }
}
