internal import Syntax

extension CodeCompiler {
    // MARK: - Calls

    /// A call of any form. The function goes into a register, its arguments into the registers after it.
    mutating func call(_ expression: Expression, into target: Int, flags: Instruction.Flags = []) {
        let outer = assembler.begin(.expression(expression))
        let mark = nextRegister
        switch expression.kind {
        case .call(let function, let arguments):
            if case .attribute(let base, let name, let nameRange) = function.kind {
                method(name, nameRange, of: base, function, arguments, into: target, flags: flags)
            } else {
                self.call(function, arguments, into: target, flags: flags)
            }
        case .command(let command):
            let function = Expression(.name(command.name), command.nameRange)
            if case .source(let block, let range)? = command.arguments.first {
                callSource(function, block, range, into: target, flags: flags)
            } else {
                self.call(function, command.arguments, into: target, flags: flags)
            }
        default: preconditionFailure("it is a call")
        }
        release(to: mark)
        assembler.resume(outer)
    }

    private mutating func call(
        _ function: Expression, _ arguments: [Argument], into target: Int, flags: Instruction.Flags
    ) {
        let base = scratch(for: target)
        expression(function, into: base)
        let shape = self.arguments(arguments)
        if let shape {
            assembler.emit(.callArguments, base, assembler.index(of: shape), target, flags: flags)
        } else {
            assembler.emit(.call, base, arguments.count, target, flags: flags)
        }
    }

    /// `base.name(arguments)`: the method is looked up before the arguments are evaluated; no bound method is made.
    private mutating func method(
        _ name: String, _ nameRange: SourceRange, of base: Expression, _ function: Expression, _ arguments: [Argument],
        into target: Int, flags: Instruction.Flags
    ) {
        let first = scratch(for: target)
        let receiver = operand(base, reusing: first)
        release(to: first + 1)
        _ = allocate()
        let outer = assembler.begin(.expression(function))
        assembler.emit(
            .loadMethod, first, receiver.register, assembler.site(of: name), flags: receiver.flag(.takesB))
        assembler.resume(outer)
        if let shape = self.arguments(arguments) {
            assembler.emit(.callMethodArguments, first, assembler.index(of: shape), target, flags: flags)
        } else {
            assembler.emit(.callMethod, first, arguments.count, target, flags: flags)
        }
    }

    /// Computes arguments into consecutive registers.
    ///
    /// - Returns: the shape of the call, nil if all arguments are plain.
    private mutating func arguments(_ arguments: [Argument]) -> CallShape? {
        var shape = CallShape(arguments: [])
        var isPlain = true
        for argument in arguments {
            let register = allocate()
            switch argument {
            case .positional(let value):
                expression(value, into: register)
                shape.arguments.append(.positional)
            case .keyword(let name, let value, _):
                expression(value, into: register)
                shape.arguments.append(.keyword(name))
                isPlain = false
            case .starred(let value):
                expression(value, into: register)
                let outer = assembler.begin(.expression(value))
                assembler.emit(.spread, register)
                assembler.resume(outer)
                shape.arguments.append(.starred)
                isPlain = false
            case .doubleStarred(let value):
                expression(value, into: register)
                shape.arguments.append(.doubleStarred)
                isPlain = false
            case .raw(let text, _):
                load(.string(text), into: register)
                shape.arguments.append(.positional)
            case .source: preconditionFailure("source stands alone")
            }
        }
        return isPlain ? nil : shape
    }

    /// `time …`: the source becomes a function without parameters, which sees the names of the enclosing scope.
    private mutating func callSource(
        _ function: Expression, _ block: Block, _ range: SourceRange, into target: Int, flags: Instruction.Flags
    ) {
        let base = scratch(for: target)
        expression(function, into: base)
        let register = allocate()
        let shows = showsValues && flags.contains(.isWholeStatement) && !flags.contains(.isDiscarded)
        nested(Code.Head(kind: .source, range: range, nameRange: range, body: block), into: register, defaults: 0) {
            $0.source(block, shows: shows)
        }
        assembler.emit(.callSource, base, 0, target, flags: flags)
    }

    // MARK: - Functions

    /// `def`.
    mutating func define(_ definition: FunctionDefinition, at range: SourceRange) {
        if !definition.decorators.isEmpty { return decorate(definition, at: range) }
        let place = register(of: definition.name)
        let target = place?.register ?? allocate()
        function(definition, at: range, into: target)
        if let place {
            flow.assign(place.variable)
        } else {
            store(Operand(register: target, isTemporary: true), to: definition.name)
        }
    }

    private mutating func function(_ definition: FunctionDefinition, at range: SourceRange, into target: Int) {
        let defaults = self.defaults(definition.parameters)
        let head = Code.Head(
            kind: .function, name: definition.name, range: range, nameRange: definition.nameRange,
            parameters: definition.parameters, docstring: definition.docstring, body: definition.body)
        nested(head, into: target, defaults: defaults) { $0.functionBody(definition.body) }
    }

    /// A decorated `def`: the decorators are evaluated first, then called with the function, last one first.
    private mutating func decorate(_ definition: FunctionDefinition, at range: SourceRange) {
        let first = nextRegister
        for decorator in definition.decorators { expression(decorator, into: allocate()) }
        let value = allocate()
        function(definition, at: range, into: value)
        for (index, decorator) in definition.decorators.enumerated().reversed() {
            let outer = assembler.begin(.expression(decorator))
            // The argument is in the next register.
            assembler.emit(.call, first + index, 1, first + index)
            assembler.resume(outer)
        }
        store(Operand(register: first, isTemporary: true), to: definition.name)
    }

    // MARK: - Classes

    /// `class`: the body runs at once, as a function that receives the class; then the name is bound.
    mutating func define(_ definition: ClassDefinition, at range: SourceRange) {
        let first = nextRegister
        for decorator in definition.decorators { expression(decorator, into: allocate()) }
        let target = allocate()
        let bases = nextRegister
        let given = definition.bases + definition.keywords.map(\.value)
        for value in given { expression(value, into: allocate()) }
        guard given.count < 256 else {
            failure = .tooLarge(range)
            return
        }
        let parameter = Parameters.Parameter(
            name: Scope.ownClass, defaultValue: nil, range: definition.nameRange)
        var head = Code.Head(
            kind: .classBody, name: definition.name, range: range, nameRange: definition.nameRange,
            parameters: Parameters([parameter]), docstring: definition.docstring, body: definition.body)
        head.annotations = definition.annotations
        head.classKeywords = definition.keywords.map(\.name)
        nested(head, into: target, defaults: bases, opcode: .makeClass) { $0.functionBody(definition.body) }
        assembler.flag(Instruction.Flags(rawValue: UInt8(given.count)))
        for (index, decorator) in definition.decorators.enumerated().reversed() {
            let outer = assembler.begin(.expression(decorator))
            assembler.emit(.call, first + index, 1, first + index)
            assembler.resume(outer)
        }
        store(Operand(register: first, isTemporary: true), to: definition.name)
    }

    mutating func lambda(_ parameters: Parameters, _ body: Expression, at range: SourceRange, into target: Int) {
        let defaults = self.defaults(parameters)
        let head = Code.Head(
            kind: .lambda, name: "<lambda>", range: range, nameRange: range, parameters: parameters,
            body: [Statement(.return(body), body.range)])
        nested(head, into: target, defaults: defaults) { compiler in
            let value = compiler.operand(body)
            _ = compiler.assembler.begin(.expression(body))
            compiler.assembler.emit(.returnValue, value.register)
        }
    }

    /// Computes default values now, into consecutive registers.
    private mutating func defaults(_ parameters: Parameters) -> Int {
        let start = nextRegister
        for value in parameters.defaults { expression(value, into: allocate()) }
        return start
    }

    /// Compiles code that has its own frame, and makes a function of it.
    mutating func nested(
        _ head: Code.Head, into target: Int, defaults: Int, opcode: Opcode = .makeFunction,
        _ body: (inout CodeCompiler) -> Void
    ) {
        guard let inner = scope.child(at: head.range) else { preconditionFailure("the analysis has seen all scopes") }
        var head = head
        head.globalUse = GlobalUse(of: inner)
        head.qualifiedName = inner.qualifiedName
        head.captures = inner.free.compactMap { registers[$0.address] }
        do throws(CompileError) {
            let code = try CodeCompiler.compile(head, inner, body)
            assembler.emit(opcode, target, assembler.index(of: code), defaults)
        } catch {
            failure = error
        }
    }

    // MARK: - Comprehensions

    /// A comprehension, which runs in the registers of the enclosing code.
    ///
    /// - Parameters:
    ///   - make: the opcode that makes the empty collection.
    ///   - add: emits the code that adds one item to the collection in a register.
    mutating func comprehension(
        _ make: Opcode, _ clauses: [ComprehensionClause], at range: SourceRange, into target: Int,
        _ add: (inout CodeCompiler, Int) -> Void
    ) {
        guard let first = clauses.first, let inner = scope.child(at: range) else {
            preconditionFailure("the analysis has seen all scopes")
        }
        // Each loop nests in the previous one, for the compiler and for later passes over the tree.
        if clauses.count > 100 {
            failure = .tooDeep(range)
            return
        }
        let before = flow
        let result = scratch(for: target)
        // The first iterable is evaluated in the enclosing scope.
        let state = allocate()
        iterable(first.iterable, into: state)
        _ = allocate(2)
        assembler.emit(make, result, result, 0)
        let outer = scope
        scope = inner
        let assigned = Set(first.target.targetNames)
        for variable in inner.variables {
            place(variable)
            // Variables of later clauses may be read before they are assigned.
            if variable.isCaptured {
                makeCell(variable)
            } else if !assigned.contains(variable.name), let (register, _) = register(of: variable.name) {
                assembler.emit(.clear, register, 1)
            }
        }
        walk(clauses[...], state: state) { add(&$0, result) }
        scope = outer
        flow = before
        assembler.emit(.clear, state, nextRegister - state)
        release(to: result + 1)
        move(result, to: target)
    }

    /// The loops of a comprehension; `state` already holds the first clause's iterable.
    mutating func walk(
        _ clauses: ArraySlice<ComprehensionClause>, state: Int, _ body: (inout CodeCompiler) -> Void
    ) {
        guard let clause = clauses.first else { return }
        let next = assembler.makeLabel()
        walk(state, clause.iterable, clause.target, onContinue: next) { compiler in
            let mark = compiler.nextRegister
            for condition in clause.conditions { compiler.condition(condition, jumpTo: next, when: false) }
            if let following = clauses.dropFirst().first {
                let state = compiler.allocate()
                compiler.iterable(following.iterable, into: state)
                _ = compiler.allocate(2)
                compiler.walk(clauses.dropFirst(), state: state, body)
            } else {
                body(&compiler)
            }
            compiler.release(to: mark)
        }
    }
}
