internal import Syntax

/// Exceptions: parts of a code are guarded by handlers, which the machine looks up only when one arises. What `finally`
/// and `with` do at the end stands once for each way that leads out, as in CPython.
extension CodeCompiler {
    /// What is to be done before a statement is left, on whatever way.
    struct Cleanup {
        /// What is done.
        let kind: Kind
        /// Where the exceptions go that arise meanwhile.
        let handler: (label: Assembler.Label, register: Int)?
        /// Where the instructions begin that are guarded and not told yet.
        var start: Int
        /// How many loops stand around it.
        let loopCount: Int

        enum Kind {
            /// The handlers of a `try` guard what stands in it: nothing more.
            case nothing
            case final(Block)
            /// The exception is no longer handled.
            case leaveHandler(register: Int)
            /// The name of a handled exception goes.
            case deleteName(String)
            /// The context manager is left, by its `__exit__` in a register.
            case exitContext(register: Int)
        }
    }

    /// Whether an exception may lead on within this code. A variable then keeps its value until the new one is there.
    var isGuarded: Bool { !cleanups.isEmpty }

    /// Does all that is to be done down to a depth, then goes elsewhere by `jump`.
    mutating func leave(to count: Int, _ jump: (inout CodeCompiler) -> Void) {
        let outer = cleanups
        while cleanups.count > count {
            let cleanup = cleanups.removeLast()
            close(cleanup)
            let inner = loops
            loops.removeLast(loops.count - cleanup.loopCount)
            perform(cleanup.kind)
            loops = inner
        }
        if flow.isReachable { jump(&self) }
        cleanups = outer
        for index in cleanups.indices.dropFirst(count) { cleanups[index].start = assembler.position }
    }

    private mutating func close(_ cleanup: Cleanup) {
        guard let handler = cleanup.handler else { return }
        assembler.guardInstructions(from: cleanup.start, by: handler.label, register: handler.register)
    }

    private mutating func perform(_ kind: Cleanup.Kind) {
        switch kind {
        case .nothing: break
        case .final(let block):
            let mark = nextRegister
            statements(block)
            release(to: mark)
        case .leaveHandler(let register): assembler.emit(.leaveHandler, register)
        case .deleteName(let name): deleteName(name)
        case .exitContext(let register):
            let base = allocate(4)
            assembler.emit(.move, base, register)
            for index in 1...3 { assembler.emit(.none, base + index) }
            assembler.emit(.call, base, 3, base, flags: .isDiscarded)
            release(to: base)
        }
    }

    /// What is guarded, and what is done at its end on each way.
    ///
    /// - Parameters:
    ///   - otherwise: what follows the body where no exception arises, guarded no more.
    ///   - onException: what is done about an exception in a register. Unless it leaves, the exception goes on; it may jump
    ///     to the label instead, where no exception is handled any more. It gives what has a value there, nil if it never
    ///     jumps.
    private mutating func guarded(
        _ kind: Cleanup.Kind, _ body: (inout CodeCompiler) -> Void, otherwise: (inout CodeCompiler) -> Void = { _ in },
        onException: (inout CodeCompiler, Int, Assembler.Label) -> Flow?
    ) {
        let (mark, exception) = (allocate(), allocate())
        let (end, handler, swallowed) = (assembler.makeLabel(), assembler.makeLabel(), assembler.makeLabel())
        assembler.emit(.enterTry, mark)
        let before = flow
        append(kind, handler: (handler, exception))
        body(&self)
        close(cleanups.removeLast())
        if flow.isReachable { otherwise(&self) }
        if flow.isReachable { perform(kind) }
        if flow.isReachable { assembler.jump(to: end) }
        var after = flow
        flow = before
        assembler.place(handler)
        assembler.emit(.enterHandler, mark, exception)
        append(.leaveHandler(register: mark), handler: nil)
        let swallowing = onException(&self, exception, swallowed)
        cleanups.removeLast()
        if flow.isReachable { assembler.emit(.raise, exception, Int(Instruction.noRegister), flags: .isTrue) }
        if let swallowing {
            assembler.place(swallowed)
            assembler.emit(.leaveHandler, mark)
            after.merge(swallowing)
        }
        flow = after
        assembler.place(end)
    }

    private mutating func append(_ kind: Cleanup.Kind, handler: (label: Assembler.Label, register: Int)?) {
        cleanups.append(Cleanup(kind: kind, handler: handler, start: assembler.position, loopCount: loops.count))
    }

    // MARK: - try

    mutating func tryStatement(_ block: TryBlock) {
        if block.final.isEmpty { return handlers(of: block) }
        guarded(.final(block.final)) { compiler in
            if block.handlers.isEmpty { compiler.statements(block.body) } else { compiler.handlers(of: block) }
        } onException: { compiler, _, _ in
            compiler.perform(.final(block.final))
            return nil
        }
    }

    /// `try … except … else`.
    private mutating func handlers(of block: TryBlock) {
        guarded(.nothing) {
            $0.statements(block.body)
        } otherwise: {
            $0.statements(block.otherwise)
        } onException: { compiler, exception, handled in
            var after: Flow?
            for handler in block.handlers {
                let next = compiler.assembler.makeLabel()
                if let types = handler.types { compiler.jumpUnless(exception, isOf: types, to: next) }
                let unmatched = compiler.flow
                compiler.handler(handler, exception)
                if compiler.flow.isReachable {
                    compiler.assembler.jump(to: handled)
                    after?.merge(compiler.flow)
                    after = after ?? compiler.flow
                }
                compiler.flow = unmatched
                compiler.assembler.place(next)
                // It takes all.
                if handler.types == nil { compiler.flow.end() }
            }
            return after
        }
    }

    private mutating func jumpUnless(_ exception: Int, isOf types: Expression, to label: Assembler.Label) {
        let register = allocate()
        expression(types, into: register)
        let outer = assembler.begin(.expression(types))
        assembler.jump(.jumpNoMatch, exception, register, to: label)
        assembler.resume(outer)
        release(to: register)
    }

    /// The body of an `except`; the exception has its name only there.
    private mutating func handler(_ handler: ExceptionHandler, _ exception: Int) {
        guard let name = handler.name else { return statements(handler.body) }
        store(Operand(register: exception, isTemporary: false), to: name)
        guarded(.deleteName(name)) { compiler in
            compiler.statements(handler.body)
        } onException: { compiler, _, _ in
            compiler.perform(.deleteName(name))
            return nil
        }
    }

    /// `name = None; del name`, which the body may have deleted itself.
    private mutating func deleteName(_ name: String) {
        let register = allocate()
        assembler.emit(.none, register)
        store(Operand(register: register, isTemporary: true), to: name)
        release(to: register)
        switch place(of: name) {
        case .register(let register, _): assembler.emit(.deleteLocal, register, assembler.index(of: name))
        case .cell(let register): assembler.emit(.deleteCell, register, assembler.index(of: name))
        case .global: assembler.emit(.deleteGlobal, 0, assembler.index(of: name))
        }
    }

    // MARK: - raise

    mutating func raise(_ exception: Expression?, _ cause: Expression?) {
        let none = Int(Instruction.noRegister)
        let value = exception.map { operand($0).register } ?? none
        let from = cause.map { operand($0).register } ?? none
        assembler.emit(.raise, value, from)
        flow.end()
    }

    // MARK: - with

    mutating func with(_ items: ArraySlice<ContextItem>, _ body: Block) {
        guard let item = items.first else { return statements(body) }
        let exit = allocate()
        let manager = allocate()
        expression(item.manager, into: manager)
        let outer = assembler.begin(.expression(item.manager))
        assembler.emit(.getAttribute, exit, manager, assembler.site(of: "__exit__"))
        let value = allocate(2)
        assembler.emit(.loadMethod, value, manager, assembler.site(of: "__enter__"))
        assembler.emit(.callMethod, value, 0, value)
        assembler.resume(outer)
        release(to: value + 1)
        guarded(.exitContext(register: exit)) { compiler in
            if let target = item.target {
                compiler.assign(Operand(register: value, isTemporary: true), to: target)
            }
            compiler.with(items.dropFirst(), body)
        } onException: { compiler, exception, swallowed in
            let before = compiler.flow
            compiler.exit(exit, with: exception, swallowed)
            return before
        }
    }

    /// `if not exit(type, exception, traceback): raise`.
    private mutating func exit(_ exit: Int, with exception: Int, _ swallowed: Assembler.Label) {
        let base = allocate(4)
        assembler.emit(.move, base, exit)
        assembler.emit(.exceptionParts, base + 1, exception)
        assembler.emit(.call, base, 3, base)
        assembler.jump(.jumpTruth, base, flags: .isTrue, to: swallowed)
        release(to: base)
    }
}
