internal import CObjects
internal import Compiler

/// Calls of generator functions, and how the frames that they give go on.
extension Machine {
    /// The machine that runs on this thread.
    package static var running: Machine? {
        running_cell_here().pointee.machine.map { Unmanaged<Machine>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Has it be the one that runs on this thread while a body does.
    func running<Result>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
        let cell = running_cell_here()
        let outer = cell.pointee.machine
        cell.pointee.machine = Unmanaged.passUnretained(self).toOpaque()
        defer { cell.pointee.machine = outer }
        return try body()
    }

    // MARK: - Instructions

    /// The frame that has just begun, as a generator; it doesn't run yet.
    func makeGenerator() -> Value {
        let frame = frame
        return .iterator(
            SuspendedFrame(
                frame.code, frame.function?.takeUnretainedValue(), registers,
                next: next ?? frame.code.instructions))
    }

    /// A frame for a generator, above the others; false if the generator has ended.
    ///
    /// - Parameter result: the register that takes what it gives.
    @inline(__always)
    func enter(_ generator: SuspendedFrame, sending value: Value, result: Int) throws(Failure) -> Bool {
        switch generator.phase {
        case .suspended: break
        case .created: if !value.isNone { throw failure(.values(.sentTooEarly)) }
        case .running: throw failure(.values(.generatorRunning))
        case .finished: return false
        }
        guard frameCount <= options.recursionLimit else { throw failure(.limits(.recursionTooDeep)) }
        generator.willChange()
        push(generator.code, generator.function, generator, base: top, result: result)
        next = generator.place
        generator.resume(into: registers, sending: value)
        generator.restoreHandled(behind: &handled)
        return true
    }

    /// The same for the generator that a loop walks.
    @inline(__always)
    func enter(_ iterator: IteratorObject, for i: Instruction) throws(Failure) -> Bool {
        let generator = unsafeDowncast(iterator, to: SuspendedFrame.self)
        return try enter(generator, sending: .none, result: frame.base + Int(i.b))
    }

    /// The innermost frame has ended, and its caller takes the value; a loop needn't know what a generator returned.
    @inline(__always)
    func leave(with value: Value) {
        let (result, isGenerator) = (frame.result, frame.generator != nil)
        pop()
        if !isGenerator || next?[-1].opcode == .delegate { (bottom + result).put(value) }
    }

    /// `yield`: the registers of the innermost frame move out of it, and the frame goes. The loop, or `yield from`, that
    /// asked goes on with the value; true if whoever waits for the frames above a depth did.
    @inline(__always)
    func yield(_ i: Instruction, at place: UnsafeMutablePointer<Instruction>, above depth: Int) -> Bool {
        let frame = frames[frameCount - 1]
        let first = bottom + frame.base
        let item = i.flags.contains(.takesA) ? (first + Int(i.a)).take() : first[Int(i.a)]
        let count = Int(i.c)
        frame.generator?._withUnsafeGuaranteedRef {
            $0.suspend(count, from: first, next: place)
            $0.takeHandled(from: &handled, isEnd: false)
        }
        for index in count..<frame.code.registerCount { (first + index).clear() }
        frameCount -= 1
        if frameCount > 0 { next = frames[frameCount - 1].next }
        if frameCount == depth {
            returned = item
            return true
        }
        (bottom + frame.result).put(item)
        if let asked = next { next = asked + asked[-1].integerC }
        return false
    }

    /// `R[b]` = what the iterator of the state `R[a]` gives next when it is sent `R[b]`, or what it returned at its end.
    /// If that takes a frame, the frame is on top then.
    @inline(never)
    func delegate(_ i: Instruction) throws(Failure) {
        let target = Int(i.b)
        let sent = (registers + target).take()
        if case .iterator(let iterator) = registers[Int(i.a)], iterator.isFrame {
            let generator = unsafeDowncast(iterator, to: SuspendedFrame.self)
            if try enter(generator, sending: sent, result: frame.base + target) { return }
            return (registers + target).put(.none)
        }
        if !sent.isNone {
            throw failure(.names(.unknownAttribute("send", of: ValueDescription(registers[Int(i.a)]))))
        }
        let item = try nextItem(registers + Int(i.a))
        (registers + target).put(item ?? .none)
        if item != nil { next = next.map { $0 + i.integerC } }
    }

    // MARK: - Built-ins

    /// Has a generator go on until it yields or ends, where the built-in runs that asked.
    ///
    /// - Parameter failure: what arises where it stopped, for `throw` and `close`.
    func resume(
        _ generator: SuspendedFrame, sending value: Value, raising failure: Failure? = nil
    ) throws(Failure) -> SuspendedFrame.Outcome {
        try checkDepth()
        let (saved, depth) = (next, frameCount)
        defer { next = saved }
        guard try enter(generator, sending: value, result: top) else { return .end(.none) }
        builtinDepth += 1
        defer { builtinDepth -= 1 }
        do throws(Failure) {
            if let failure { try handle(failure, above: depth) }
            try dispatch(above: depth)
        } catch {
            throw stopped(unwound(to: depth, after: error), by: failure)
        }
        let value = returned
        returned = .none
        return generator.phase == .finished ? .end(value) : .item(value)
    }

    /// A `StopIteration` that leaves a generator would look like its end: it is another error there. (PEP 479.)
    private func stopped(_ failure: Failure, by given: Failure?) -> Failure {
        guard failure.error.pythonForm.type == "StopIteration" else { return failure }
        let cause = exception(of: failure)
        handled.append(cause)
        defer { handled.removeLast() }
        _ = fail("RuntimeError", [.string("generator raised StopIteration")])
        raised?.attributes.set(.instance(cause), named: "__cause__")
        defer { pendingFailure = nil }
        return pendingFailure ?? failure
    }

    /// An exception of one of Python's classes, as the error of the built-in that runs; arguments and all.
    package func fail(_ type: String, _ arguments: [Value]) -> EvaluationError {
        let exception = newInstance(of: BuiltinClasses.named(type) ?? BuiltinClasses.baseException)
        exception.attributes.set(.tuple(TupleObject(arguments)), named: "args")
        let failure = raise(exception)
        pendingFailure = failure
        return failure.error
    }

    /// Whether an error is the end of an iterator, which then is no longer one.
    package func isPendingStop(_ error: EvaluationError) -> Bool {
        isPending("StopIteration", error)
    }

    /// Whether an error is one of Python's of this class, which then is no longer one.
    package func isPending(_ type: String, _ error: EvaluationError) -> Bool {
        guard (pendingFailure?.error ?? error).pythonForm.type == type else { return false }
        pendingFailure = nil
        return true
    }

    /// `generator.throw(exception)`: what it gives next after an exception where it stopped.
    package func raise(_ exception: Value, in generator: SuspendedFrame) throws(EvaluationError)
        -> SuspendedFrame.Outcome
    {
        do throws(Failure) {
            let failure = raise(try self.exception(exception))
            if generator.phase == .created {
                generator.willChange()
                generator.finish()
            }
            if generator.phase == .finished { throw failure }
            return try resume(generator, sending: .none, raising: failure)
        } catch {
            pendingFailure = error
            throw error.error
        }
    }
}
