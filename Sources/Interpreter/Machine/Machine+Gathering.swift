internal import Compiler

/// Calls that take all items of a generator, such as `list(…)`, `set(…)` and `sum(…)`.
///
/// The generator's frame runs above the caller's, and its items are appended to a list, so its registers stay in
/// place. Then the call runs again with the list. A function that examines each item before requesting the next must
/// not notice: as soon as an item comes that it may reject, it gets an iterator over the items so far and the rest.
extension Machine {
    /// Whether a call must wait until the items of its only argument are in a list.
    ///
    /// - Parameters:
    ///   - callee: the register of the function.
    ///   - register: the register of the argument, a generator that is suspended or has not begun.
    @inline(__always)
    func gather(for callee: UnsafeMutablePointer<Value>, _ register: Int) throws(Failure) -> Bool {
        guard case .iterator(let iterator) = registers[register], iterator.isFrame else { return false }
        let entry = if case .unset = callee.pointee { callee[1] } else { callee.pointee }
        if gathering(of: entry) == nil { return false }
        return try gather(unsafeDowncast(iterator, to: SuspendedFrame.self), register)
    }

    /// How a function takes the items of an iterator; nil if one by one.
    private func gathering(of callee: Value) -> Builtin.Traits? {
        let entry: Builtin?
        switch callee {
        case .builtin(let builtin): entry = builtin
        case .type(let type): entry = table.constructor(of: type)
        default: entry = nil
        }
        let traits = entry?.traits.intersection([.gathersItems, .gathersNumbers]) ?? []
        return traits.isEmpty ? nil : traits
    }

    @inline(never)
    private func gather(_ generator: SuspendedFrame, _ register: Int) throws(Failure) -> Bool {
        guard generator.phase == .created || generator.phase == .suspended else { return false }
        let place = frame.base + register
        guard try enter(generator, sending: .none, result: place, isPassedOn: false) else { return false }
        frames[frameCount - 1].held = .passRetained(generator)
        bottom[place] = .list(ListObject([]))
        return true
    }

    /// `yield` of a frame whose items are collected; false if the frame has been left.
    @inline(__always)
    func gather(_ i: Instruction) throws(Failure) -> Bool {
        let r = registers
        guard case .list(let list) = bottom[frame.result] else { return false }
        if !r[Int(i.a)].isPlainNumber, !takesAll() { return false }
        if list.growsLarge { try checkSize(of: list) }
        list.append(i.flags.contains(.takesA) ? (r + Int(i.a)).take() : r[Int(i.a)])
        if i.b != Instruction.noRegister { (r + Int(i.b)).put(.none) }
        return true
    }

    /// Whether the call that the innermost frame collects items for takes them all before examining any.
    @inline(never)
    private func takesAll() -> Bool {
        let caller = frames[frameCount - 2]
        guard let call = caller.next else { return false }
        let callee = bottom + caller.base + Int(call[-1].a)
        let entry = if case .unset = callee.pointee { callee[1] } else { callee.pointee }
        return gathering(of: entry)?.contains(.gathersItems) == true
    }

    /// Handles an item that the waiting call must examine before it requests more: the call runs with an iterator
    /// over the items so far, this one, and the rest.
    @inline(never)
    func stopGathering(_ i: Instruction, at place: UnsafeMutablePointer<Instruction>) {
        let (frame, item) = (frame, registers[Int(i.a)])
        guard case .list(let list) = bottom[frame.result], let generator = frame.generator?.takeUnretainedValue() else {
            return
        }
        list.append(item)
        (bottom + frame.base + Int(i.a)).clear()
        generator.suspend(Int(i.c), from: bottom + frame.base, next: place)
        generator.takeHandled(from: &handled, isEnd: false)
        (bottom + frame.base + Int(i.c)).clear(frame.code.registerCount - Int(i.c))
        frameCount -= 1
        next = frames[frameCount - 1].next.map { $0 - 1 }
        bottom[frame.result] = .iterator(
            RuleIterator(Self.gathered, [.list(list), .iterator(generator)], [0]))
        frame.held?.release()
    }

    /// Iterates over a list, then over an iterator.
    private static let gathered = IteratorRule(.chain) { (_, state) throws(EvaluationError) in
        guard case .list(let list) = state.values[0], case .iterator(let rest) = state.values[1] else { return nil }
        if state.numbers[0] == list.count { return try rest.next() }
        state.numbers[0] += 1
        return list.items[state.numbers[0] - 1]
    }
}

extension Value {
    /// Whether it is a 64-bit Python number.
    @inline(__always) fileprivate var isPlainNumber: Bool {
        switch self {
        case .bool, .int, .float: true
        default: false
        }
    }
}
