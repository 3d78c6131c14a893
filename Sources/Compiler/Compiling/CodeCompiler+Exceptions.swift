internal import Syntax

/// Exceptions: handlers guard parts of a code, and the machine looks them up only when an exception is raised. The
/// exit code of `finally` and `with` is duplicated for each way out, as in CPython.
extension CodeCompiler {
    /// An action to run when control leaves a statement, whichever way.
    struct Cleanup {
        /// The action.
        let kind: Kind
        /// The handler for exceptions raised in the guarded part.
        let handler: (label: Assembler.Label, register: Int)?
        /// The first guarded instruction that is not yet registered with the assembler.
        var start: Int
        /// The number of enclosing loops.
        let loopCount: Int

        enum Kind {
            /// No action: the handlers of a `try` only guard its body.
            case nothing
            case final(Block)
            /// The exception is no longer being handled.
            case leaveHandler(register: Int)
            /// The name bound to a handled exception is deleted.
            case deleteName(String)
            /// The context manager's `__exit__`, which is in a register, is called.
            case exitContext(register: Int)
        }
    }

    /// Whether a handler in this code may catch an exception here. A variable then keeps its value until the new one
    /// is computed.
    var isGuarded: Bool { !cleanups.isEmpty }

    /// Emits the cleanups down to depth `count`, then leaves by `jump`.
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

    /// Emits a guarded body, and the code that runs at its end on each way out.
    ///
    /// - Parameters:
    ///   - otherwise: emits the code that follows the body when no exception is raised, itself unguarded.
    ///   - onException: emits the code that handles the exception in a register. The exception then propagates,
    ///     unless that code leaves or jumps to the label, where no exception is being handled. Returns the flow at
    ///     such a jump, nil if there is none.
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
                // A bare `except` catches everything.
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

    /// The body of an `except`. The exception's name is bound only there.
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

    /// `name = None; del name`; the body may have deleted the name itself.
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
