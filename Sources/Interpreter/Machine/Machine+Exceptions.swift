internal import Compiler
internal import Kernels
internal import Syntax

/// Exceptions: what a failure is for the program, and where it leads.
///
/// A failure that a handler takes becomes an object, of Python's class and with Python's message; one that leaves the cell
/// is told as a diagnostic. Ctrl-C runs no handler: the cell is undone.
extension Machine {
    /// Goes on where a failure is handled; throws it if that isn't in a frame above a depth.
    func handle(_ failure: Failure, above depth: Int) throws(Failure) {
        if case .interrupted = failure.error { throw failure }
        if Interruption.isRequested || isQuitting || request != nil { throw failure }
        for index in (depth..<frameCount).reversed() {
            let code = frames[index].code
            guard let place = index == frameCount - 1 ? next : frames[index].next,
                let handler = code.code.handler(at: place - code.instructions - 1)
            else { continue }
            let exception = exception(of: failure)
            while frameCount > index + 1 { pop() }
            registers[handler.register] = .instance(exception)
            next = code.instructions + handler.target
            return
        }
        throw failure
    }

    /// The exception that a failure is.
    func exception(of failure: Failure) -> InstanceObject {
        if failure.exception > 0, let raised, raised.number == failure.exception { return raised }
        var error = failure.error
        if let bytes = MissingMemory.take() { error = .limits(.memoryUsedUp(bytes: bytes)) }
        let (type, message) = error.pythonForm
        let exception = newInstance(of: BuiltinClasses.named(type) ?? BuiltinClasses.baseException)
        let arguments: [Value] = message.map { [.string(Text($0))] } ?? []
        exception.attributes.set(.tuple(TupleObject(arguments)), named: "args")
        if case .indices(.missingKey(let key, _)) = error, let key = ExceptionText.key(of: key) {
            exception.attributes.set(.tuple(TupleObject([key])), named: "args")
        }
        exception.failure = failure
        exception.failure?.exception = exception.number
        setContext(of: exception)
        return exception
    }

    private func setContext(of exception: InstanceObject) {
        if let last = handled.last, last !== exception {
            exception.attributes.set(.instance(last), named: "__context__")
        }
    }

    // MARK: - Instructions

    /// `enterTry`, `enterHandler` and `leaveHandler`: which exceptions are being handled.
    func changeHandled(_ i: Instruction) {
        let r = registers
        // Those of a generator are counted from where it was resumed, which isn't always within as many others.
        let before = frame.generator?._withUnsafeGuaranteedRef { $0.handledBefore } ?? 0
        if i.opcode == .enterTry { return r[Int(i.a)] = .int(handled.count - before) }
        guard case .int(let count) = r[Int(i.a)] else { return }
        handled.removeLast(max(handled.count - before - count, 0))
        if i.opcode == .enterHandler, case .instance(let exception) = r[Int(i.b)] { handled.append(exception) }
    }

    /// Whether the exception R[a] is of the class R[b], or of one of the classes in a tuple.
    @inline(never)
    func matches(_ i: Instruction) throws(Failure) -> Bool {
        let r = registers
        guard case .instance(let exception) = r[Int(i.a)] else { return false }
        do throws(EvaluationError) { return try Self.matches(exception.type, r[Int(i.b)]) } catch {
            throw failure(error)
        }
    }

    private static func matches(_ type: ClassObject, _ types: Value) throws(EvaluationError) -> Bool {
        switch types {
        case .classObject(let other) where other.isException: return type.isSubclass(of: other)
        case .tuple(let others):
            for other in others { if try matches(type, other) { return true } }
            return false
        default: throw .classes(.notCatchable(ValueDescription(types)))
        }
    }

    /// The failure of `raise`.
    func raise(_ i: Instruction) -> Failure {
        let r = registers
        if i.flags.contains(.isTrue), case .instance(let exception) = r[Int(i.a)] { return again(exception) }
        if i.a == Instruction.noRegister {
            guard let last = handled.last else { return failure(.classes(.nothingToRaise)) }
            return again(last)
        }
        do throws(Failure) {
            let exception = try self.exception(r[Int(i.a)])
            setContext(of: exception)
            if i.b != Instruction.noRegister {
                let cause = registers[Int(i.b)]
                let value = cause.isNone ? .none : Value.instance(try self.exception(cause))
                exception.attributes.set(value, named: "__cause__")
                exception.attributes.set(.bool(true), named: "__suppress_context__")
            }
            return raise(exception)
        } catch {
            return error
        }
    }

    /// The failure of an exception that arises here. Its text is asked for only where it is told: that may be a method of
    /// the program's.
    func raise(_ exception: InstanceObject) -> Failure {
        raised = exception
        var failure = failure(.raised(type: exception.type.name, message: ""))
        failure.exception = exception.number
        exception.failure = failure
        return failure
    }

    /// A failure that leaves the cell, with the text of its exception.
    func told(_ failure: Failure) -> Failure {
        guard case .raised(let type, _) = failure.error, let raised, raised.number == failure.exception else {
            return failure
        }
        // All frames are gone: what gives the text is no part of the statement that failed.
        isStatementOpen = false
        let text = ExceptionText.text(of: raised)
        if let inner = pendingFailure {
            pendingFailure = nil
            return inner
        }
        var failure = failure
        failure.error = .raised(type: type, message: text)
        return failure
    }

    /// The failure of an exception that was caught and goes on: it is told as where it arose.
    private func again(_ exception: InstanceObject) -> Failure {
        raised = exception
        return exception.failure ?? raise(exception)
    }

    /// The exception that is raised: an instance, or one made of a class.
    func exception(_ value: Value) throws(Failure) -> InstanceObject {
        switch value {
        case .instance(let instance) where instance.type.isException: return instance
        case .classObject(let type) where type.isException:
            if case .instance(let instance) = try instantiate(type, []), instance.type.isException { return instance }
        default: break
        }
        throw failure(.classes(.notAnException(ValueDescription(value))))
    }

    /// `R[a], R[a+1], R[a+2]` = what `__exit__` is told of an exception.
    func takeApart(_ i: Instruction) {
        let r = registers
        guard case .instance(let exception) = r[Int(i.b)] else { return }
        r[Int(i.a)] = .classObject(exception.type)
        r[Int(i.a) + 1] = .instance(exception)
        r[Int(i.a) + 2] = .none
    }
}

/// What `str` and `repr` of exceptions show.
enum ExceptionText {
    /// The arguments that an exception was made of.
    static func arguments(of exception: InstanceObject) -> [Value] {
        if case .tuple(let arguments)? = exception.attributes.value(named: "args") { arguments.items } else { [] }
    }

    /// `str(exception)`, by the class's own `__str__` if it has one.
    static func text(of exception: InstanceObject) -> String { Value.instance(exception).text }

    /// The same for one of Python's.
    static func plainText(of exception: InstanceObject) -> String {
        let arguments = arguments(of: exception)
        switch arguments.count {
        case 0: return ""
        case 1:
            let isKey = BuiltinClasses.named("KeyError").map(exception.type.isSubclass(of:)) ?? false
            return isKey ? arguments[0].representation : arguments[0].text
        default: return Value.tuple(TupleObject(arguments)).text
        }
    }

    /// `repr(exception)` of one of Python's.
    static func representation(of exception: InstanceObject) -> String {
        let arguments = arguments(of: exception).map(\.representation)
        return "\(exception.type.name)(\(arguments.joined(separator: ", ")))"
    }

    /// The string that a text of a key shows; nil if it is no string's.
    static func key(of text: String) -> Value? {
        guard let quote = text.first, quote == "'" || quote == "\"", text.last == quote, text.count > 1,
            !text.contains("\\")
        else { return nil }
        return .string(Text(String(text.dropFirst().dropLast())))
    }
}
