internal import Compiler
internal import Syntax

/// A generator: the frame of a function that gives its values one by one, while it isn't running.
///
/// Its registers lie here, and move onto the machine's stack when it is resumed. The first time that another cell resumes
/// it, the log keeps them, so that it goes on from there once that cell is undone.
public final class SuspendedFrame: IteratorObject {
    /// How far it has come.
    enum Phase { case created, suspended, running, finished }

    /// What it gives when it is resumed.
    package enum Outcome {
        case item(Value)
        /// What it returned; `None` if it had ended before.
        case end(Value)
    }

    /// What it runs.
    let code: LoadedCode
    /// The function, whose captured variables it uses.
    let function: UserFunction?
    fileprivate(set) var phase = Phase.created
    /// Where it goes on: behind the `yield` that it stopped at.
    private(set) var place: UnsafeMutablePointer<Instruction>
    /// Room for all registers of a frame; none while it runs.
    fileprivate let registers: UnsafeMutablePointer<Value>
    private var count = 0
    /// Whether it stands for another one, for a look at what was.
    private var isCopy = false
    /// The exceptions that it was handling where it stopped; and, while it runs, how many others were being handled.
    fileprivate var handled: [InstanceObject] = []
    private(set) var handledBefore = 0
    /// The generator that waits in `yield from` for this one, while this one runs and that one has no frame.
    fileprivate(set) unowned(unsafe) var delegator: SuspendedFrame?

    /// Takes the arguments out of the registers of a frame that has just begun.
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

    /// Moves its registers to a frame of the machine, which runs it from here on.
    ///
    /// - Parameter value: what the `yield` that it stopped at gives, if that is wanted.
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

    /// Takes the first registers of the machine's frame back, which stopped at a `yield`.
    @inline(__always)
    func suspend(_ count: Int, from first: UnsafeMutablePointer<Value>, next: UnsafeMutablePointer<Instruction>) {
        take(count, from: first)
        place = next
        phase = .suspended
    }

    /// What it was handling is being handled again, behind what others handle.
    @inline(__always)
    func restoreHandled(behind others: inout [InstanceObject]) {
        handledBefore = others.count
        if handled.isEmpty { return }
        others += handled
        handled = []
    }

    /// What it handles isn't being handled while it is suspended, or once it has ended.
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

    /// It has come to its end, or an error has ended it.
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

    /// Goes on, on the machine that runs on this thread.
    package func resumed(sending value: Value) throws(EvaluationError) -> Outcome {
        guard let machine = Machine.running else { preconditionFailure("values are walked while a cell runs") }
        do { return try machine.resume(self, sending: value) } catch {
            machine.pendingFailure = error
            throw error.error
        }
    }

    /// `close()`: it gives no more; what it has to do at its end it does now. (One that is let go in its midst does
    /// nothing more.)
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

    /// What the `yield from` goes through that it waits in; nil if it waits elsewhere.
    var delegate: Value? {
        guard phase == .suspended, place.pointee.opcode == .delegate else { return nil }
        let inner = registers[Int(place.pointee.a)]
        return inner.walkedObject ?? inner
    }

    // MARK: - The log and the collector

    /// Its registers; none while it runs.
    private var saved: [Value] { Array(UnsafeBufferPointer(start: registers, count: count)) }

    override var held: [Value] { saved + handled.map { .instance($0) } + (function.map { [.function($0)] } ?? []) }

    override func empty() { finish() }

    override func hasSamePlace(as other: IteratorObject) -> Bool {
        guard let other = other as? SuspendedFrame, code === other.code || code.isSame(as: other.code) else {
            return false
        }
        return phase == other.phase && place - code.instructions == other.place - other.code.instructions
    }

    /// Where it goes on, in words of 64 bits that are the same in each replay; its registers are told apart.
    package override var placeWords: [Int] {
        [phase == .finished ? -1 : place - code.instructions]
    }

    package override var placeText: String {
        let (bytes, range) = (Array(code.cell.source.utf8), code.code.range)
        guard range.end <= bytes.count, range.start <= range.end else { return code.name }
        return String(decoding: bytes[range.start..<range.end], as: UTF8.self)
    }

    /// Its registers; before it begins, what is captured lies in its function still.
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
    /// The generator that is resumed in its place: what it waits for in `yield from`, if that is a generator that is suspended
    /// itself, and so on. What that gives would only be passed on by those between.
    ///
    /// - Parameter limit: how many may lie between.
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

    /// What it waits for, if that can be resumed in its place. An exception that it handles would be handled there too.
    @inline(__always)
    private var awaited: SuspendedFrame? {
        guard phase == .suspended, place.pointee.opcode == .delegate, handled.isEmpty,
            case .iterator(let iterator) = registers[Int(place.pointee.a)], iterator.isFrame
        else { return nil }
        let inner = unsafeDowncast(iterator, to: SuspendedFrame.self)
        return inner.phase == .suspended && inner.code.isOfPythonsModule == code.isOfPythonsModule ? inner : nil
    }

    /// It has given a value: those that wait for it are suspended again, where they were.
    @inline(never)
    func suspendDelegators() {
        var inner = self
        while let outer = inner.delegator {
            inner.delegator = nil
            outer.phase = .suspended
            inner = outer
        }
    }

    /// It ends, and the one that waits for it is to have a frame: suspended until then.
    func takeDelegator() -> SuspendedFrame? {
        guard let outer = delegator else { return nil }
        delegator = nil
        outer.phase = .suspended
        return outer
    }

    /// It is ended from outside, and those that wait for it with it.
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

    /// The codes of those that wait for it, the innermost first.
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
    /// Whether it holds something that can hold something, so that it may be part of a circle.
    fileprivate var holdsValues: Bool { !captures.isEmpty || defaults.contains(where: \.isCompound) }
}
