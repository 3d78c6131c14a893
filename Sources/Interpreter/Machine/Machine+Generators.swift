internal import CObjects
internal import Compiler

/// Calls of generator functions, and how their frames are resumed.
extension Machine {
    /// The machine running on this thread.
    package static var running: Machine? {
        running_cell_here().pointee.machine.map { Unmanaged<Machine>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Makes this the machine running on the thread while a body runs.
    func running<Result>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let cell = running_cell_here()
        let outer = cell.pointee.machine
        cell.pointee.machine = Unmanaged.passUnretained(self).toOpaque()
        defer { cell.pointee.machine = outer }
        return try body()
    }

    // MARK: - Instructions

    /// Turns the new frame into a generator, which does not run yet.
    func makeGenerator() -> Value {
        let frame = frame
        return .iterator(
            SuspendedFrame(
                frame.code, frame.function?.takeUnretainedValue(), registers,
                next: next ?? frame.code.instructions))
    }

    /// Pushes a frame for a generator; false if the generator has ended.
    ///
    /// - Parameters:
    ///   - result: the register that receives its item.
    ///   - isPassedOn: whether a generator that it waits for in `yield from` may get the frame instead.
    @inline(__always)
    func enter(
        _ generator: SuspendedFrame, sending value: Value, result: Int, isPassedOn: Bool = true
    ) throws(Failure) -> Bool {
        switch generator.phase {
        case .suspended: break
        case .created: if !value.isNone { throw failure(.values(.sentTooEarly)) }
        case .running: throw failure(.values(.generatorRunning))
        case .finished: return false
        }
        guard frameCount <= options.recursionLimit else { throw failure(.limits(.recursionTooDeep)) }
        resume(
            isPassedOn ? generator.innermost(options.recursionLimit - frameCount) : generator, sending: value,
            result: result)
        return true
    }

    @inline(__always)
    private func resume(_ generator: SuspendedFrame, sending value: Value, result: Int) {
        generator.willChange()
        push(generator.code, generator.function, generator, base: top, result: result)
        next = generator.place
        generator.resume(into: registers, sending: value)
        generator.restoreHandled(behind: &handled)
    }

    /// Called when the generator of the innermost frame ends. A generator that waits for it in `yield from` has no
    /// frame; it takes over this one.
    ///
    /// - Parameter value: the value of its `yield from`; nil after an exception.
    /// - Returns: false if no generator waits.
    @inline(never)
    func resumeDelegator(with value: Value?) -> Bool {
        guard let outer = frame.generator?.takeUnretainedValue().takeDelegator() else { return false }
        let result = frame.result
        pop()
        resume(outer, sending: .none, result: result)
        let delegation = outer.place
        next = delegation + 1
        if let value { (registers + Int(delegation.pointee.b)).put(value) }
        return true
    }

    /// The same for the generator that a loop iterates over.
    @inline(__always)
    func enter(_ iterator: IteratorObject, for i: Instruction) throws(Failure) -> Bool {
        let generator = unsafeDowncast(iterator, to: SuspendedFrame.self)
        return try enter(generator, sending: .none, result: frame.base + Int(i.b))
    }

    /// Ends the innermost frame; its caller receives the value. A loop ignores the return value of a generator.
    @inline(__always)
    func leave(with value: Value) throws(Failure) {
        let (result, isGenerator, isGathered) = (frame.result, frame.generator != nil, frame.isGathered)
        if frame.made != nil { return try leaveInitializer(with: value) }
        pop()
        // The call runs again, now with the list.
        if isGathered { return next = next.map { $0 - 1 } }
        if !isGenerator || next?[-1].opcode == .delegate { (bottom + result).put(value) }
    }

    /// `yield`: moves the registers of the innermost frame out and pops the frame. The loop or `yield from` that
    /// requested the item continues with it.
    ///
    /// - Returns: true if the consumer is whoever waits for the frames above `depth`.
    @inline(__always)
    func yield(_ i: Instruction, at place: UnsafeMutablePointer<Instruction>, above depth: Int) -> Bool {
        let frame = frames[frameCount - 1]
        let first = bottom + frame.base
        let item = i.has(.takesA) ? (first + Int(i.a)).take() : first[Int(i.a)]
        let count = Int(i.c)
        frame.generator?._withUnsafeGuaranteedRef {
            $0.suspend(count, from: first, next: place)
            $0.takeHandled(from: &handled, isEnd: false)
            if $0.delegator != nil { $0.suspendDelegators() }
        }
        (first + count).clear(frame.code.registerCount &- count)
        frameCount &-= 1
        if frameCount > 0 { next = frames[frameCount &- 1].next }
        if frameCount == depth {
            returned = item
            return true
        }
        (bottom + frame.result).put(item)
        if let asked = next { next = asked + asked[-1].integerC }
        return false
    }

    /// `R[b]` = the next item of the iterator in the state `R[a]` after sending it `R[b]`, or its return value at the
    /// end. If that needs a frame, the frame is then on top.
    @inline(never)
    func delegate(_ i: Instruction) throws(Failure) {
        let target = Int(i.b)
        let sent = (registers + target).take()
        if case .iterator(let iterator) = registers[Int(i.a)], iterator.isFrame {
            let generator = unsafeDowncast(iterator, to: SuspendedFrame.self)
            if try enter(generator, sending: sent, result: frame.base + target) { return }
            return (registers + target).put(.none)
        }
        stopValue = nil
        let item = sent.isNone ? try nextItem(registers + Int(i.a)) : try send(sent, to: registers[Int(i.a)])
        (registers + target).put(item ?? stopValue ?? .none)
        stopValue = nil
        if item != nil { next = next.map { $0 + i.integerC } }
    }

    /// The next item of an object with its own `send`; nil at its end.
    private func send(_ value: Value, to iterator: Value) throws(Failure) -> Value? {
        do throws(EvaluationError) {
            var owner = iterator.walkedObject ?? .none
            if owner.isNone { owner = try iterator.iterator() }
            return try callBack(try attribute("send", of: owner), [value])
        } catch {
            if endsWalk(error) { return nil }
            throw pendingFailure ?? failure(error)
        }
    }

    /// Whether an error is the end of an iterator, whose return value is then stored.
    func endsWalk(_ error: EvaluationError) -> Bool {
        var value = Value.none
        if let failure = pendingFailure, failure.exception > 0, let raised, raised.number == failure.exception {
            value = ExceptionText.arguments(of: raised).first ?? .none
        }
        guard forgetFailure(error, ofClass: "StopIteration") else { return false }
        stopValue = value
        return true
    }

    // MARK: - Built-ins

    /// Resumes a generator until it yields or ends, on behalf of the running built-in.
    ///
    /// - Parameter failure: the exception to raise where it is suspended, for `throw` and `close`.
    func resume(
        _ generator: SuspendedFrame, sending value: Value, raising failure: Failure? = nil,
        pastDelegation: Bool = false
    ) throws(Failure) -> SuspendedFrame.Outcome {
        try checkDepth()
        let (saved, depth) = (next, frameCount)
        defer { next = saved }
        let isPassedOn = failure == nil && !pastDelegation
        guard try enter(generator, sending: value, result: top, isPassedOn: isPassedOn) else { return .end(.none) }
        // The iterator of `yield from` has ended.
        if pastDelegation { next = next.map { $0 + 1 } }
        builtinDepth += 1
        defer { builtinDepth -= 1 }
        do throws(Failure) {
            if let failure { try handle(failure, above: depth) }
            try dispatch(above: depth)
        } catch {
            throw unwound(to: depth, after: error)
        }
        let value = returned
        returned = .none
        return generator.phase == .finished ? .end(value) : .item(value)
    }

    /// A `StopIteration` that leaves a generator would look like its end, so it becomes a `RuntimeError` (PEP 479).
    func stopped(_ failure: Failure) -> Failure {
        if failure.exception > 0, let raised, raised.number == failure.exception {
            guard let stop = BuiltinClasses.named("StopIteration"), raised.type.isSubclass(of: stop) else {
                return failure
            }
        } else if failure.error.pythonForm.type != "StopIteration" {
            return failure
        }
        let cause = exception(of: failure)
        handled.append(cause)
        defer { handled.removeLast() }
        _ = fail("RuntimeError", [.string("generator raised StopIteration")])
        raised?.attributes.set(.instance(cause), named: "__cause__")
        defer { pendingFailure = nil }
        return pendingFailure ?? failure
    }

    /// Makes an exception of a Python class, with its arguments, into the error of the running built-in.
    package func fail(_ type: String, _ arguments: [Value]) -> EvaluationError {
        let exception = newInstance(of: BuiltinClasses.named(type) ?? BuiltinClasses.baseException)
        exception.attributes.set(.tuple(TupleObject(arguments)), named: "args")
        let failure = raise(exception)
        pendingFailure = failure
        return failure.error
    }

    /// Whether an error is the end of an iterator. If so, the failure is cleared.
    package func isPendingStop(_ error: EvaluationError) -> Bool {
        forgetFailure(error, ofClass: "StopIteration")
    }

    /// `generator.throw(exception)`: the outcome after raising an exception where the generator is suspended.
    ///
    /// - Throws: the exception if the generator does not catch it, or another that the generator raises.
    package func raise(_ exception: Value, in generator: SuspendedFrame) throws(EvaluationError)
        -> SuspendedFrame.Outcome
    {
        do throws(Failure) {
            switch exception {
            case .instance, .classObject: return try raise(try self.exception(exception), in: generator)
            default:
                let words = "exceptions must be classes or instances deriving from BaseException, not "
                let error = fail("TypeError", [.string(Text(words + exception.typeName))])
                throw pendingFailure ?? failure(error)
            }
        } catch {
            pendingFailure = error
            throw error.error
        }
    }

    /// The same for an exception object. A generator that waits in `yield from` passes it on, as in CPython.
    private func raise(
        _ exception: InstanceObject, in generator: SuspendedFrame
    ) throws(Failure) -> SuspendedFrame.Outcome {
        let failure = raise(exception)
        if generator.phase == .created {
            generator.willChange()
            generator.finish()
        }
        if generator.phase == .finished { throw failure }
        guard let inner = generator.delegate else { return try resume(generator, sending: .none, raising: failure) }
        let outcome: SuspendedFrame.Outcome?
        do throws(Failure) { outcome = try handOn(exception, to: inner) } catch {
            // The exception is raised where the generator waits.
            return try resume(generator, sending: .none, raising: error)
        }
        switch outcome {
        case .item(let item): return .item(item)
        case .end(let value): return try resume(generator, sending: value, pastDelegation: true)
        case nil:
            raised = exception
            return try resume(generator, sending: .none, raising: failure)
        }
    }

    /// Raises an exception in the iterator that a generator delegates to; nil if that does not support it.
    private func handOn(
        _ exception: InstanceObject, to inner: Value
    ) throws(Failure) -> SuspendedFrame.Outcome? {
        let generator: SuspendedFrame? = if case .iterator(let found) = inner { found as? SuspendedFrame } else { nil }
        let isExit = BuiltinClasses.named("GeneratorExit").map(exception.type.isSubclass(of:)) ?? false
        if !isExit, let generator { return try raise(exception, in: generator) }
        do throws(EvaluationError) {
            if isExit {
                if let generator {
                    try generator.close()
                } else if let close = try attributeIfAny("close", of: inner) {
                    _ = try callBack(close, [])
                }
                return nil
            }
            guard let method = try attributeIfAny("throw", of: inner) else { return nil }
            return .item(try callBack(method, [.instance(exception)]))
        } catch {
            if !isExit, endsWalk(error) { return .end(stopValue ?? .none) }
            let found = pendingFailure ?? failure(error)
            pendingFailure = nil
            throw found
        }
    }
}

extension Value {
    /// The user-defined object that an iterator requests its items from, if any.
    var walkedObject: Value? {
        guard case .iterator(let iterator) = self else { return nil }
        return (iterator as? ItemIterator)?.object
    }
}
