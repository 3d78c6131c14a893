internal import Compiler
package import Syntax

/// One activation of a code.
struct Frame {
    /// The running code; the caller or the frame keeps it alive.
    unowned(unsafe) let code: LoadedCode
    /// The function, whose captured variables it uses.
    let function: Unmanaged<UserFunction>?
    /// The generator whose registers it has; the caller that resumed it keeps it alive.
    let generator: Unmanaged<SuspendedFrame>?
    /// The index of its first register.
    let base: Int
    /// The register that receives its value.
    let result: Int
    /// The object under construction, if the function is its `__init__`; retained by the frame.
    var made: Unmanaged<InstanceObject>?
    /// The function, if no register of the caller holds it; or the generator, if the list that collects its items has
    /// replaced it there.
    var held: Unmanaged<AnyObject>?
    /// The instruction to continue with, while another frame runs.
    var next: UnsafeMutablePointer<Instruction>?
}

extension Frame {
    /// Whether it is the frame of a generator whose items are being collected: its result register holds the list.
    @inline(__always) var isGathered: Bool { generator != nil && held != nil }
}

extension Machine {
    /// The innermost frame.
    @inline(__always) var frame: Frame { frames[frameCount &- 1] }

    /// The registers of the innermost frame.
    @inline(__always) var registers: UnsafeMutablePointer<Value> { bottom + frames[frameCount &- 1].base }

    /// The index of the first register above those of the innermost frame.
    var top: Int { frameCount == 0 ? 0 : frame.base + frame.code.registerCount }

    /// Pushes a frame; the contents of its registers are kept.
    @inline(__always)
    func push(
        _ code: LoadedCode, _ function: UserFunction?, _ generator: SuspendedFrame? = nil, base: Int, result: Int
    ) {
        if frameCount == frameCapacity { growFrames() }
        if frameCount > 0 { frames[frameCount &- 1].next = next }
        if base &+ code.registerCount > capacity { growRegisters(to: base + code.registerCount) }
        (frames + frameCount).initialize(
            to: Frame(
                code: code, function: function.map { Unmanaged.passUnretained($0) },
                generator: generator.map { Unmanaged.passUnretained($0) }, base: base, result: result, next: nil))
        frameCount &+= 1
        next = code.instructions
    }

    /// Pops the innermost frame and unsets its registers.
    @inline(__always)
    func pop() {
        let frame = frame
        var register = bottom + frame.base
        let end = register + frame.code.registerCount
        while register < end {
            drop(register)
            register += 1
        }
        frameCount &-= 1
        if frameCount > 0 { next = frames[frameCount &- 1].next }
        frame.generator?._withUnsafeGuaranteedRef {
            $0.takeHandled(from: &handled, isEnd: true)
            $0.finishAll()
        }
        frame.made?.release()
        frame.held?.release()
    }

    /// The failure to report, after the frames that it ends have been popped.
    func unwound(to depth: Int, after error: Failure) -> Failure {
        let failure = commandMistake(after: error) ?? error
        while frameCount > depth { pop() }
        return failure
    }

    @inline(never)
    private func growFrames() {
        let larger = UnsafeMutablePointer<Frame>.allocate(capacity: 2 * frameCapacity)
        larger.moveInitialize(from: frames, count: frameCount)
        frames.deallocate()
        (frames, frameCapacity) = (larger, 2 * frameCapacity)
    }

    @inline(never)
    private func growRegisters(to count: Int) {
        let larger = max(2 * capacity, count)
        let moved = UnsafeMutablePointer<Value>.allocate(capacity: larger)
        moved.moveInitialize(from: bottom, count: capacity)
        (moved + capacity).initialize(repeating: .unset, count: larger - capacity)
        bottom.deallocate()
        (bottom, capacity) = (moved, larger)
    }

    /// Runs a code in a new frame and returns its value. Its registers begin at the first free one.
    func run(
        _ code: LoadedCode, _ function: UserFunction? = nil, _ arguments: [Value] = []
    ) throws(Failure) -> Value {
        let base = top
        let saved = next
        push(code, function, base: base, result: base)
        for (index, argument) in arguments.enumerated() { bottom[base + index] = argument }
        defer { next = saved }
        let depth = frameCount - 1
        do { try dispatch(above: depth) } catch { throw unwound(to: depth, after: error) }
        let value = returned
        returned = .none
        return value
    }

    // MARK: - The running instruction

    /// The index of the running instruction.
    var instructionIndex: Int { max((next ?? frame.code.instructions) - frame.code.instructions - 1, 0) }

    /// The running instruction.
    var instruction: Instruction { frame.code.instructions[instructionIndex] }

    /// The syntax tree node of the running instruction.
    var node: Code.Node { frame.code.code.node(at: instructionIndex) }

    /// The expression of the running instruction, if its node is one.
    var expression: Expression? { if case .expression(let expression) = node { expression } else { nil } }

    /// Whether a user-defined function is running.
    package var isInFunction: Bool { (0..<frameCount).contains { frames[$0].code.isFunction } }

    /// The source range of the running built-in's call, for its warnings.
    package var currentCallRange: SourceRange? { frameCount > 0 ? node.range : nil }

    /// Whether the call of the running built-in is a whole statement outside functions.
    package var isWholeStatement: Bool { !isInFunction && isStatement }

    /// Whether the running call is its whole statement.
    private var isStatement: Bool {
        frameCount > 0 && (instruction.opcode == .named || instruction.flags.contains(.isWholeStatement))
    }

    /// Whether the value of a call that is a whole statement is shown.
    package var showsValue: Bool { isStatement && !instruction.flags.contains(.isDiscarded) }

    /// Whether the call of the running built-in is a top-level statement of the cell, not nested in another built-in.
    private var isCellStatement: Bool { frameCount == 1 && builtinDepth == 1 && isStatement }

    /// Whether the call of the running built-in is the whole cell.
    package var isWholeCell: Bool { isCellStatement && frame.code.body.count == 1 }

    /// The range of the running call, if it is the whole last statement of the cell.
    package var lastCall: SourceRange? {
        guard isCellStatement, statementIndex == frame.code.body.count - 1, let statement = frame.code.body.last,
            case .expression(let expression, _) = statement.kind, expression.range == currentCallRange
        else { return nil }
        return expression.range
    }

    // MARK: - Variables

    /// The frame whose variables built-ins see: that of the running function, even from a source inside it.
    private var variableFrame: Frame? {
        var index = frameCount - 1
        while index >= 0, frames[index].code.code.kind == .source { index -= 1 }
        return index >= 0 ? frames[index] : nil
    }

    private func variable(_ name: String, in frame: Frame) -> UnsafeMutablePointer<Value>? {
        guard frame.code.isFunction, let local = frame.code.code.locals.first(where: { $0.name == name }) else {
            return nil
        }
        return bottom + frame.base + local.register
    }

    /// The value of a variable of the running function.
    package func localValue(_ name: String) -> Value? {
        guard let frame = variableFrame, let place = variable(name, in: frame) else { return nil }
        let value = if case .cell(let cell) = place.pointee { cell.value } else { place.pointee }
        return value.isUnset ? nil : value
    }

    /// The value of a local, global or built-in name.
    ///
    /// - Throws: a `NameError` if the name has no value.
    package func lookUp(_ name: String) throws(EvaluationError) -> Value {
        if let value = localValue(name) ?? workspace.value(name) { return value }
        return try builtinValue(name)
    }

    /// Sets a name as the running function would, otherwise in the workspace.
    package func set(_ name: String, to value: Value) {
        if !setVariable(name, to: value) { setGlobal(name, to: value) }
    }

    /// Sets a variable of the running function.
    ///
    /// - Returns: false if it has no variable of that name.
    @discardableResult
    func setVariable(_ name: String, to value: Value) -> Bool {
        guard let frame = variableFrame, let place = variable(name, in: frame) else { return false }
        if case .cell(let cell) = place.pointee { cell.set(value) } else { place.pointee = value }
        return true
    }

    /// The assigned variables that the running function sees.
    var visibleVariables: [(name: String, value: Value)] {
        guard let code = variableFrame?.code, code.isFunction else { return [] }
        return code.code.locals.compactMap { local in localValue(local.name).map { (local.name, $0) } }
    }

    /// Sets a name of the workspace and records that this cell set it.
    package func setGlobal(_ name: String, to value: Value) { setGlobal(workspace.slot(of: name), name, to: value) }

    @inline(__always)
    func setGlobal(_ slot: Int, _ name: @autoclosure () -> String, to value: consuming Value) {
        var value: Value? = value
        if workspace.exchange(at: slot, &value, in: statementNumber) {
            if var former = value.take() { drop(&former) }
            if workspace.training == nil { return }
        }
        let name = name()
        if workspace.training?.names.contains(name) == true { workspace.training = nil }
        noteAssigned(name)
    }

    func noteAssigned(_ name: String) {
        if statementAssigned.contains(name) { return }
        statementAssigned.append(name)
        if !assigned.contains(name) { assigned.append(name) }
    }

    /// Restores the lists of names that have been set.
    package func restoreAssigned(_ names: [String], inStatement statementNames: [String]) {
        (assigned, statementAssigned) = (names, statementNames)
        statementNumber = workspace.beginStatement()
    }

    /// The assigned variables of a frame, without those of enclosing functions.
    func locals(of frame: Frame) -> [(name: String, value: Value)] {
        let code = frame.code
        return code.code.locals.compactMap { local in
            if code.isCapture(local.register) { return nil }
            let register = bottom[frame.base + local.register]
            let value = if case .cell(let cell) = register { cell.value } else { register }
            return value.isUnset ? nil : (local.name, value)
        }
    }
}

extension LoadedCode {
    /// Whether it is a function, a lambda or a generator expression.
    var isFunction: Bool { code.kind == .function || code.kind == .lambda || code.kind == .generator }
}

extension Value {
    /// Whether it is unset.
    var isUnset: Bool { if case .unset = self { true } else { false } }

    /// Whether it needs no reference counting.
    @inline(__always) var isPlain: Bool {
        switch self {
        case .none, .bool, .int, .float, .ellipsis, .unset: true
        default: false
        }
    }
}

extension UnsafeMutablePointer<Value> {
    /// Whether the value needs no reference counting, as ``Value/isPlain``, by a single comparison.
    ///
    /// The upper five bits of a value's ninth byte hold its case. The first three, `.bool`, `.int` and `.float`, are
    /// plain, and so are the cases without a payload, which come last. `ValueLayoutTests` compare this with
    /// `isPlain`.
    @inline(__always) var isPlain: Bool {
        let tag = UnsafeRawPointer(self).load(fromByteOffset: 8, as: UInt8.self)
        return tag &- Self.firstCounted >= Self.countedCases
    }

    /// The array in a register, not retained: the register keeps it alive. Its address is the first word of a value.
    @inline(__always) var array: Unmanaged<ArrayObject>? {
        let tag = UnsafeRawPointer(self).load(fromByteOffset: 8, as: UInt8.self)
        guard tag >> 3 == Self.arrayCase else { return nil }
        return Unmanaged.fromOpaque(UnsafeRawPointer(self).load(as: UnsafeRawPointer.self))
    }

    /// The place of `.array` among the cases with a payload.
    private static var arrayCase: UInt8 { 7 }
    private static var firstCounted: UInt8 { 3 << 3 }
    /// The cases from `.complex` to `.cell`.
    private static var countedCases: UInt8 { 27 << 3 }

    /// Stores a value in a register.
    @inline(__always)
    func put(_ value: consuming Value) { if isPlain { initialize(to: value) } else { pointee = value } }

    /// Unsets a register.
    @inline(__always)
    func clear() { if isPlain { initialize(to: .unset) } else { pointee = .unset } }

    /// The object in a register, not retained: the register keeps it alive.
    @inline(__always) var instance: Unmanaged<InstanceObject>? {
        if case .instance(let instance) = pointee { Unmanaged.passUnretained(instance) } else { nil }
    }

    /// Unsets consecutive registers from this one on.
    @inline(__always)
    func clear(_ count: Int) {
        var place = self
        let end = self + count
        while place < end {
            place.clear()
            place += 1
        }
    }

    /// The function in a register, not retained: the register keeps it alive.
    @inline(__always) var function: Unmanaged<UserFunction>? {
        if case .function(let function) = pointee { Unmanaged.passUnretained(function) } else { nil }
    }

    /// Moves a value out of a register.
    @inline(__always)
    func take() -> Value {
        let value = move()
        initialize(to: .unset)
        return value
    }
}
