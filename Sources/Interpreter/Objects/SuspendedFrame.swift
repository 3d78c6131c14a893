internal import Compiler
internal import Syntax

/// A generator: the suspended frame of a generator function.
///
/// Its registers are stored here, and move onto the machine's stack when it is resumed. When another cell first
/// resumes it, the log keeps the registers, so that it continues from there once that cell is undone.
public final class SuspendedFrame: IteratorObject {
    /// Its execution state.
    enum Phase { case created, suspended, running, finished }

    /// The outcome of resuming it.
    package enum Outcome {
        case item(Value)
        /// Its return value; `None` if it had already ended.
        case end(Value)
    }

    /// Its code.
    let code: LoadedCode
    /// The function, whose captured variables it uses.
    let function: UserFunction?
    fileprivate(set) var phase = Phase.created
    /// The instruction to continue with: the one after the `yield` that suspended it.
    private(set) var place: UnsafeMutablePointer<Instruction>
    /// Storage for all registers of a frame; empty while it runs.
    fileprivate let registers: UnsafeMutablePointer<Value>
    private var count = 0
    /// Whether it is a copy for inspecting an earlier state.
    private var isCopy = false
    /// The exceptions it was handling when it was suspended; and, while it runs, the number of exceptions handled
    /// outside.
    fileprivate var handled: [InstanceObject] = []
    private(set) var handledBefore = 0
    /// The generator that waits for this one in `yield from` without a frame, while this one runs.
    fileprivate(set) unowned(unsafe) var delegator: SuspendedFrame?

    /// Takes the arguments from the registers of a new frame.
    init(
        _ code: LoadedCode, _ function: UserFunction?, _ first: UnsafeMutablePointer<Value>,
        next: UnsafeMutablePointer<Instruction>
    ) {
        (self.code, self.function, place) = (code, function, next)
        registers = .allocate(capacity: code.registerCount)
        super.init(isFrame: true)
        take(code.parameterCount, from: first)
        if let function, function.holdsValues { note(.function(function)) }
    }

    private init(copyOf other: SuspendedFrame) {
        (code, function, phase, place) = (other.code, other.function, other.phase, other.place)
        registers = .allocate(capacity: code.registerCount)
        isCopy = true
        super.init(isFrame: true)
        put(other.saved)
    }

    deinit {
        if phase == .suspended, !isCopy, code.hasHandlers, let machine = Machine.running, code.endsAction(at: place) {
            machine.noteAbandoned(code.name)
        }
        release()
        registers.deallocate()
    }

    override var type: PythonType { .suspendedFrame }

    override var representation: String { "<generator object \(code.name)>" }

    override var kindText: String { "the generator \(code.name)" }

    // MARK: - Running

    /// Moves its registers to a frame of the machine, which then runs it.
    ///
    /// - Parameter value: the value of the `yield` that suspended it.
    @inline(__always)
    func resume(into first: UnsafeMutablePointer<Value>, sending value: Value) {
        first.moveInitialize(from: registers, count: count)
        count = 0
        if phase == .suspended {
            let target = (place - 1).pointee.b
            if target != Instruction.noRegister { (first + Int(target)).put(value) }
        }
        phase = .running
    }

    /// Takes the first registers back from the machine's frame, which stopped at a `yield`.
    @inline(__always)
    func suspend(_ count: Int, from first: UnsafeMutablePointer<Value>, next: UnsafeMutablePointer<Instruction>) {
        take(count, from: first)
        place = next
        phase = .suspended
    }

    /// Reinstates the exceptions it was handling, after those handled outside.
    @inline(__always)
    func restoreHandled(behind others: inout [InstanceObject]) {
        handledBefore = others.count
        if handled.isEmpty { return }
        others += handled
        handled = []
    }

    /// Removes the exceptions it is handling, because it is suspended or has ended.
    @inline(__always)
    func takeHandled(from all: inout [InstanceObject], isEnd: Bool) {
        if all.count <= handledBefore { return }
        if !isEnd { handled = Array(all[handledBefore...]) }
        all.removeLast(all.count - handledBefore)
    }

    @inline(__always)
    private func take(_ count: Int, from first: UnsafeMutablePointer<Value>) {
        registers.moveInitialize(from: first, count: count)
        self.count = count
        for index in 0..<count {
            (first + index).initialize(to: .unset)
            if !isKnown { note(registers[index]) }
        }
    }

    /// Marks it as ended, normally or by an error.
    func finish() {
        release()
        phase = .finished
    }

    private func release() {
        if count == 0 { return }
        var items = saved
        registers.deinitialize(count: count)
        count = 0
        Release.later(&items)
    }

    package override func next() throws(EvaluationError) -> Value? {
        if case .item(let item) = try resumed(sending: .none) { item } else { nil }
    }

    /// Resumes it on the machine running on this thread.
    ///
    /// - Throws: the exception that the generator raises; `pendingFailure` holds its location.
    package func resumed(sending value: Value) throws(EvaluationError) -> Outcome {
        guard let machine = Machine.running else { preconditionFailure("values are walked while a cell runs") }
        do { return try machine.resume(self, sending: value) } catch {
            machine.pendingFailure = error
            throw error.error
        }
    }

    /// `close()`: ends it, and runs its exit code now. (A suspended generator that is merely released runs none.)
    ///
    /// - Throws: a `ValueError` if it is running, a `RuntimeError` if it yields instead of ending, or the error of
    ///   its exit code.
    package func close() throws(EvaluationError) {
        if phase == .running { throw .values(.generatorRunning) }
        if phase == .suspended, code.hasHandlers || delegate != nil, let machine = Machine.running,
            let exit = BuiltinClasses.named("GeneratorExit")
        {
            do throws(EvaluationError) {
                if case .item = try machine.raise(.classObject(exit), in: self) {
                    throw machine.fail("RuntimeError", [.string("generator ignored GeneratorExit")])
                }
            } catch {
                let isOver =
                    machine.forgetFailure(error, ofClass: "GeneratorExit")
                    || machine.forgetFailure(error, ofClass: "StopIteration")
                if !isOver { throw error }
            }
            return
        }
        willChange()
        finish()
    }

    /// The iterator of the `yield from` in which it waits; nil if it waits elsewhere.
    var delegate: Value? {
        guard phase == .suspended, place.pointee.opcode == .delegate else { return nil }
        let inner = registers[Int(place.pointee.a)]
        return inner.walkedObject ?? inner
    }

    // MARK: - The log and the collector

    /// Its registers; empty while it runs.
    private var saved: [Value] { Array(UnsafeBufferPointer(start: registers, count: count)) }

    override var held: [Value] { saved + handled.map { .instance($0) } + (function.map { [.function($0)] } ?? []) }

    override func empty() { finish() }

    override func hasSamePlace(as other: IteratorObject) -> Bool {
        guard let other = other as? SuspendedFrame, code === other.code || code.isSame(as: other.code) else {
            return false
        }
        return phase == other.phase && place - code.instructions == other.place - other.code.instructions
    }

    /// Its position as 64-bit words that are the same in each replay. The registers are digested separately.
    package override var placeWords: [Int] {
        [phase == .finished ? -1 : place - code.instructions]
    }

    package override var placeText: String {
        let (bytes, range) = (Array(code.cell.source.utf8), code.code.range)
        guard range.end <= bytes.count, range.start <= range.end else { return code.name }
        return String(decoding: bytes[range.start..<range.end], as: UTF8.self)
    }

    /// Its registers; before it begins, the captured variables are still in its function.
    package override var digestedParts: [Value] {
        phase == .created ? saved + (function?.captures ?? []) : saved
    }

    override func copy() -> IteratorObject { SuspendedFrame(copyOf: self) }

    override func replaceHeld(by other: (Value) -> Value) {
        for index in 0..<count { registers[index] = other(registers[index]) }
    }

    private func put(_ values: [Value]) {
        for (index, value) in values.enumerated() {
            (registers + index).initialize(to: value)
            note(value)
        }
        count = values.count
    }

    override func change() -> Change { FrameChange(self) }

    private final class FrameChange: Change {
        private let frame: SuspendedFrame
        private var registers: [Value]
        private var phase: Phase
        private var place: UnsafeMutablePointer<Instruction>
        private var handled: [InstanceObject]

        init(_ frame: SuspendedFrame) {
            (self.frame, registers, phase, place) = (frame, frame.saved, frame.phase, frame.place)
            handled = frame.handled
        }

        override var object: AnyObject? { frame }
        override var bytes: Int { registers.reduce(0) { $0 + MemoryLayout<Value>.stride + $1.byteCount } }
        override var values: [Value] { registers }

        override func exchange(keepingOther: Bool) {
            let other = keepingOther ? frame.saved : []
            frame.release()
            frame.put(registers)
            registers = other
            swap(&frame.stamp, &stamp)
            swap(&frame.phase, &phase)
            swap(&frame.place, &place)
            swap(&frame.handled, &handled)
        }
    }
}

// MARK: - Generators that wait for others

extension SuspendedFrame {
    /// The generator to resume in its place: the one it waits for in `yield from`, if that is a suspended generator,
    /// and so on. The items would only be passed through the ones between.
    ///
    /// - Parameter limit: the maximum number of generators between.
    /// - Returns: itself if it waits for none, or for too many.
    @inline(__always)
    func innermost(_ limit: Int) -> SuspendedFrame {
        guard let first = awaited else { return self }
        return innermost(from: first, limit)
    }

    private func innermost(from first: SuspendedFrame, _ limit: Int) -> SuspendedFrame {
        first.waits(self)
        var (inner, count) = (first, 1)
        while let next = inner.awaited {
            next.waits(inner)
            inner = next
            count += 1
        }
        if count <= limit { return inner }
        inner.suspendDelegators()
        return self
    }

    private func waits(_ outer: SuspendedFrame) {
        outer.phase = .running
        delegator = outer
    }

    /// The generator it waits for, if that can be resumed in its place. This requires that it handles no exception,
    /// which would otherwise also be handled there.
    @inline(__always)
    private var awaited: SuspendedFrame? {
        guard phase == .suspended, place.pointee.opcode == .delegate, handled.isEmpty,
            case .iterator(let iterator) = registers[Int(place.pointee.a)], iterator.isFrame
        else { return nil }
        let inner = unsafeDowncast(iterator, to: SuspendedFrame.self)
        return inner.phase == .suspended && inner.code.isOfPythonsModule == code.isOfPythonsModule ? inner : nil
    }

    /// Called after it yields: suspends the generators that wait for it again.
    @inline(never)
    func suspendDelegators() {
        var inner = self
        while let outer = inner.delegator {
            inner.delegator = nil
            outer.phase = .suspended
            inner = outer
        }
    }

    /// Called when it ends: returns the generator that waits for it, now suspended, to be given a frame.
    func takeDelegator() -> SuspendedFrame? {
        guard let outer = delegator else { return nil }
        delegator = nil
        outer.phase = .suspended
        return outer
    }

    /// Ends it from outside, together with the generators that wait for it.
    func finishAll() {
        var next = delegator
        delegator = nil
        finish()
        while let outer = next {
            next = outer.delegator
            outer.delegator = nil
            outer.finish()
        }
    }

    /// The codes of the generators that wait for it, innermost first.
    var waitingCodes: [LoadedCode] {
        var (codes, inner) = ([LoadedCode](), self)
        while let outer = inner.delegator {
            codes.append(outer.code)
            inner = outer
        }
        return codes
    }
}

extension UserFunction {
    /// Whether it refers to something that can refer to other objects, so that it may be part of a cycle.
    fileprivate var holdsValues: Bool { !captures.isEmpty || defaults.contains(where: \.isCompound) }
}
