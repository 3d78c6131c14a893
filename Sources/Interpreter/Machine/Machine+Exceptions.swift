internal import Compiler
internal import Kernels
internal import Rendering
internal import Syntax

/// Exceptions: converts failures to exception objects and finds their handlers.
///
/// A failure that a handler catches becomes an object with Python's class and message; one that leaves the cell is
/// shown as a diagnostic. Ctrl-C runs no handler: the cell is rolled back.
extension Machine {
    /// Continues at the handler of a failure; throws the failure if no frame above a depth handles it.
    func handle(_ failure: Failure, above depth: Int) throws(Failure) {
        switch failure.error {
        case .interrupted, .absent, .noAnswer: throw failure
        default: break
        }
        if Interruption.isRequested || isQuitting || request != nil { throw failure }
        var failure = failure
        var index = frameCount
        while index > depth {
            index -= 1
            let code = frames[index].code
            guard let place = index == frameCount - 1 ? next : frames[index].next,
                let handler = code.code.handler(at: place - code.instructions - 1)
            else {
                // A `StopIteration` of another iterator must not end the generator.
                if let generator = frames[index].generator {
                    failure = stopped(failure)
                    if generator._withUnsafeGuaranteedRef({ $0.delegator != nil }) {
                        while frameCount > index + 1 { pop() }
                        // The generator waiting for it gets the failure next.
                        if resumeDelegator(with: nil) { index += 1 }
                    }
                }
                continue
            }
            let exception = exception(of: failure)
            while frameCount > index + 1 { pop() }
            registers[handler.register] = .instance(exception)
            next = code.instructions + handler.target
            return
        }
        throw failure
    }

    /// The exception object of a failure.
    func exception(of failure: Failure) -> InstanceObject {
        if failure.exception > 0, let raised, raised.number == failure.exception { return raised }
        var error = failure.error
        if let bytes = MissingMemory.take() { error = .limits(.memoryUsedUp(bytes: bytes)) }
        let (type, message) = error.pythonForm
        let exception = newInstance(of: BuiltinClasses.named(type) ?? BuiltinClasses.baseException)
        let arguments: [Value] = message.map { [.string(Text($0))] } ?? []
        set(arguments, of: exception)
        switch error {
        case .indices(.missingKey), .indices(.missingItem):
            if let key = missingKey { set([key], of: exception) }
            missingKey = nil
        case .format(.percent(.missingKey(let key))), .format(.template(.unknownName(let key))):
            set([.string(Text(key))], of: exception)
        default: break
        }
        if case .file = error, let message { set(ExceptionText.systemArguments(of: message), of: exception) }
        exception.failure = failure
        exception.failure?.exception = exception.number
        setContext(of: exception)
        return exception
    }

    /// Sets the arguments of an exception. The third argument of an `OSError` is the file.
    func set(_ arguments: [Value], of exception: InstanceObject) {
        var arguments = arguments
        if exception.type.isSystemError, (3...5).contains(arguments.count), !arguments[2].isNone {
            exception.attributes.set(arguments[2], named: "filename")
            arguments.removeSubrange(2...)
        }
        exception.attributes.set(.tuple(TupleObject(arguments)), named: "args")
    }

    private func setContext(of exception: InstanceObject) {
        if let last = handled.last, last !== exception {
            exception.attributes.set(.instance(last), named: "__context__")
        }
    }

    // MARK: - Instructions

    /// `enterTry`, `enterHandler` and `leaveHandler`: update the exceptions being handled.
    func changeHandled(_ i: Instruction) {
        let r = registers
        // A generator counts from where it was resumed, which may be inside a different number of handlers each time.
        let before = frame.generator?._withUnsafeGuaranteedRef { $0.handledBefore } ?? 0
        if i.opcode == .enterTry { return r[Int(i.a)] = .int(handled.count - before) }
        guard case .int(let count) = r[Int(i.a)] else { return }
        handled.removeLast(max(handled.count - before - count, 0))
        if i.opcode == .enterHandler, case .instance(let exception) = r[Int(i.b)] { handled.append(exception) }
    }

    /// Whether the exception R[a] is an instance of the class R[b], or of one of the classes in a tuple.
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

    /// The failure that `raise` causes.
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

    /// The failure of an exception raised here. Its text is computed only when it is reported, because that may run a
    /// user-defined method.
    func raise(_ exception: InstanceObject) -> Failure {
        raised = exception
        var failure = failure(.raised(type: exception.type.name, message: ""))
        failure.exception = exception.number
        exception.failure = failure
        return failure
    }

    /// A failure that leaves the cell, with the text of its exception.
    func told(_ failure: Failure) -> Failure {
        guard case .raised(let type, _, _) = failure.error, let raised, raised.number == failure.exception else {
            return failure
        }
        // No frame is left: the method that returns the text is not part of the failed statement.
        isStatementOpen = false
        let text = ExceptionText.text(of: raised)
        if let inner = pendingFailure {
            pendingFailure = nil
            return inner
        }
        var failure = failure
        failure.error = .raised(type: type, message: text, notes: notes(of: raised))
        return failure
    }

    /// What `add_note` has added to an exception, as Python prints it below the message.
    private func notes(of exception: InstanceObject) -> [String] {
        guard case .list(let notes)? = exception.attributes.value(named: "__notes__") else { return [] }
        return notes.items.compactMap { if case .string(let note) = $0 { note.string } else { nil } }
    }

    /// Whether a failure that leaves the cell is a regular exit of the program: `sys.exit()`.
    func isProgramsEnd(_ failure: Failure) -> Bool {
        guard case .raised = failure.error, let raised, raised.number == failure.exception,
            BuiltinClasses.named("SystemExit").map(raised.type.isSubclass(of:)) == true
        else { return false }
        return switch ExceptionText.exitCode(of: raised) {
        case .none, .int(0), .bool(false): true
        default: false
        }
    }

    /// The failure of a caught exception that propagates; it is reported at its original location.
    private func again(_ exception: InstanceObject) -> Failure {
        raised = exception
        return exception.failure ?? raise(exception)
    }

    /// The exception to raise: an instance, or one made from a class.
    func exception(_ value: Value) throws(Failure) -> InstanceObject {
        switch value {
        case .instance(let instance) where instance.type.isException: return instance
        case .classObject(let type) where type.isException:
            if case .instance(let instance) = try instantiate(type, []), instance.type.isException { return instance }
        default: break
        }
        throw failure(.classes(.notAnException(ValueDescription(value))))
    }

    /// `R[a], R[a+1], R[a+2]` = the arguments of `__exit__` for an exception.
    func takeApart(_ i: Instruction) {
        let r = registers
        guard case .instance(let exception) = r[Int(i.b)] else { return }
        r[Int(i.a)] = .classObject(exception.type)
        r[Int(i.a) + 1] = .instance(exception)
        r[Int(i.a) + 2] = .none
    }
}

/// The text of exceptions in `str` and `repr`.
enum ExceptionText {
    /// The arguments of an exception, its `args`.
    static func arguments(of exception: InstanceObject) -> [Value] {
        if case .tuple(let arguments)? = exception.attributes.value(named: "args") { arguments.items } else { [] }
    }

    /// `str(exception)`, using a user-defined `__str__` if there is one.
    static func text(of exception: InstanceObject) -> String { Value.instance(exception).text }

    /// The same for a Python exception.
    static func plainText(of exception: InstanceObject) -> String {
        let arguments = arguments(of: exception)
        switch arguments.count {
        case 0: return ""
        case 1:
            let isKey = BuiltinClasses.named("KeyError").map(exception.type.isSubclass(of:)) ?? false
            return isKey ? arguments[0].representation : arguments[0].text
        case 2 where exception.type.isSystemError:
            let file = exception.attributes.value(named: "filename").map { ": \($0.representation)" } ?? ""
            return "[Errno \(arguments[0].text)] \(arguments[1].text)\(file)"
        default: return Value.tuple(TupleObject(arguments)).text
        }
    }

    /// `repr(exception)` of a Python exception.
    static func representation(of exception: InstanceObject) -> String {
        let arguments = arguments(of: exception).map(\.representation)
        return "\(exception.type.name)(\(arguments.joined(separator: ", ")))"
    }

    /// The exit code of a `SystemExit`; `None` by default.
    static func exitCode(of exception: InstanceObject) -> Value {
        let arguments = arguments(of: exception)
        return arguments.count > 1 ? .tuple(TupleObject(arguments)) : arguments.first ?? .none
    }

    /// The arguments that produce the text `[Errno 2] No such file or directory: 'x'`.
    static func systemArguments(of message: String) -> [Value] {
        guard message.hasPrefix("[Errno "), let end = message.firstIndex(of: "]"),
            let number = Int(message[message.index(message.startIndex, offsetBy: 7)..<end])
        else { return [.string(Text(message))] }
        let words = message[end...].dropFirst(2)
        guard let colon = words.ranges(of: ": '").last else { return [.int(number), .string(Text(String(words)))] }
        return [
            .int(number), .string(Text(String(words[..<colon.lowerBound]))),
            .string(Text(String(words[colon.upperBound...].dropLast()))),
        ]
    }

    /// The system attributes of an `OSError`: its number, its message, and the file.
    static func systemAttribute(_ name: String, of exception: InstanceObject) -> Value? {
        if name == "code", BuiltinClasses.named("SystemExit").map(exception.type.isSubclass(of:)) == true {
            return exitCode(of: exception)
        }
        guard exception.type.isSystemError else { return nil }
        let arguments = arguments(of: exception)
        return switch name {
        case "errno": arguments.count == 2 ? arguments[0] : .some(.none)
        case "strerror": arguments.count == 2 ? arguments[1] : .some(.none)
        case "filename", "filename2": .some(.none)
        default: nil
        }
    }
}

extension ClassObject {
    /// Whether it is `OSError` or a subclass.
    var isSystemError: Bool { BuiltinClasses.named("OSError").map(isSubclass(of:)) ?? false }

    /// The subclass of `OSError` for a system error number.
    func systemError(of arguments: [Value]) -> ClassObject {
        guard self === BuiltinClasses.named("OSError"), arguments.count > 1, let number = arguments[0].asIndex,
            let name = Self.systemErrors[number]
        else { return self }
        return BuiltinClasses.named(name) ?? self
    }

    private static let systemErrors = [
        1: "PermissionError", 2: "FileNotFoundError", 3: "ProcessLookupError", 4: "InterruptedError",
        10: "ChildProcessError", 11: "BlockingIOError", 13: "PermissionError", 17: "FileExistsError",
        20: "NotADirectoryError", 21: "IsADirectoryError", 32: "BrokenPipeError", 103: "ConnectionAbortedError",
        104: "ConnectionResetError", 110: "TimeoutError", 111: "ConnectionRefusedError",
    ]
}
