internal import Compiler
internal import Kernels

/// Parts of the instruction loop, which the compiler inlines there.
extension Machine {
    /// Executes instructions until the frame above a depth has ended. An exception continues at the handler that
    /// catches it.
    func dispatch(above depth: Int) throws(Failure) {
        while true {
            do throws(Failure) { return try execute(above: depth) } catch { try handle(error, above: depth) }
        }
    }

    // MARK: - Numbers

    @inline(__always)
    static func compute(
        _ r: UnsafeMutablePointer<Value>, _ i: Instruction, _ integers: (Int, Int) -> (Int, Bool),
        _ floats: (Double, Double) -> Double
    ) -> Bool {
        let (left, right) = (r + Int(i.b), r + Int(i.c))
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee {
            let (value, overflows) = integers(x, y)
            if !overflows { (r + Int(i.a)).put(.int(value)) }
            return !overflows
        }
        guard case .float(let x) = left.pointee, case .float(let y) = right.pointee else { return false }
        (r + Int(i.a)).put(.float(floats(x, y)))
        return true
    }

    @inline(__always)
    static func computeInteger(
        _ r: UnsafeMutablePointer<Value>, _ i: Instruction, _ integers: (Int, Int) -> (Int, Bool),
        _ floats: (Double, Double) -> Double
    ) -> Bool {
        if case .int(let x) = r[Int(i.b)] {
            let (value, overflows) = integers(x, i.integerC)
            if !overflows { (r + Int(i.a)).put(.int(value)) }
            return !overflows
        }
        guard case .float(let x) = r[Int(i.b)] else { return false }
        (r + Int(i.a)).put(.float(floats(x, Double(i.integerC))))
        return true
    }

    @inline(__always)
    static func compared(
        _ left: UnsafeMutablePointer<Value>, _ right: UnsafeMutablePointer<Value>, _ integers: (Int, Int) -> Bool,
        _ floats: (Double, Double) -> Bool
    ) -> Bool? {
        if case .int(let x) = left.pointee, case .int(let y) = right.pointee { return integers(x, y) }
        if case .float(let x) = left.pointee, case .float(let y) = right.pointee { return floats(x, y) }
        return nil
    }

    @inline(__always)
    static func comparedInteger(
        _ left: UnsafeMutablePointer<Value>, _ right: Int, _ integers: (Int, Int) -> Bool
    ) -> Bool? {
        if case .int(let x) = left.pointee { integers(x, right) } else { nil }
    }

    /// `R[a] = R[b] op R[c]` for a comparison, evaluated here unless its result is known.
    @inline(__always)
    func compare(
        _ i: Instruction, _ known: Bool?, _ pc: UnsafeMutablePointer<Instruction>,
        _ r: inout UnsafeMutablePointer<Value>
    ) throws(Failure) {
        if let known { return (r + Int(i.a)).put(.bool(known)) }
        next = pc
        try compare(i)
        r = registers
    }

    /// Stores an item of a list or tuple in a register; false if there is no item at that nonnegative position.
    @inline(__always)
    static func putItem(
        of owner: UnsafeMutablePointer<Value>, _ index: Int, _ target: UnsafeMutablePointer<Value>
    ) -> Bool {
        switch owner.pointee {
        case .list(let list):
            guard index >= 0, index < list.items.count else { return false }
            target.put(list.items[index])
        case .tuple(let tuple):
            guard index >= 0, index < tuple.items.count else { return false }
            target.put(tuple.items[index])
        default: return false
        }
        return true
    }

    @inline(__always)
    static func remainder(_ left: Int, _ right: Int) -> Int {
        let rest = left % right
        return rest < 0 ? rest + right : rest
    }

    @inline(__always)
    static func floorQuotient(_ left: Int, _ right: Int) -> Int {
        let quotient = left / right
        return left % right < 0 ? quotient - 1 : quotient
    }

    // MARK: - Jumps

    /// The truth value, if it can be read directly; otherwise nil.
    @inline(never)
    func knownTruth(_ register: UnsafeMutablePointer<Value>) -> Bool? {
        switch register.pointee {
        case .none: return false
        case .bool(let truth): return truth
        case .int(let number): return number != 0
        case .list(let list): return list.count > 0
        case .instance(let instance) where instance.type.isTrue(workspace.classVersion): return true
        default: return nil
        }
    }

    /// Jumps depending on a comparison, which is evaluated here unless its result is known.
    @inline(__always)
    func branch(
        _ i: Instruction, _ known: Bool?, _ pc: inout UnsafeMutablePointer<Instruction>,
        _ r: inout UnsafeMutablePointer<Value>, _ rounds: inout Int
    ) throws(Failure) {
        if let known { return try jump(i, known, &pc, &rounds) }
        next = pc
        let holds = try isTrue(i, r[Int(i.a)], r[Int(i.b)])
        r = registers
        try jump(i, holds, &pc, &rounds)
    }

    @inline(__always)
    func branchInteger(
        _ i: Instruction, _ known: Bool?, _ pc: inout UnsafeMutablePointer<Instruction>,
        _ r: inout UnsafeMutablePointer<Value>, _ rounds: inout Int
    ) throws(Failure) {
        if let known { return try jump(i, known, &pc, &rounds) }
        next = pc
        let holds = try isTrue(i, r[Int(i.a)], .int(i.integerB))
        r = registers
        try jump(i, holds, &pc, &rounds)
    }

    @inline(__always)
    func jump(
        _ i: Instruction, _ holds: Bool, _ pc: inout UnsafeMutablePointer<Instruction>, _ rounds: inout Int
    ) throws(Failure) {
        guard holds == i.has(.isTrue) else { return }
        let start = pc
        pc += i.integerC
        if i.integerC < 0 { try poll(&rounds, start) }
    }

    /// Checks for Ctrl-C once in a while.
    @inline(__always)
    func poll(_ rounds: inout Int, _ pc: UnsafeMutablePointer<Instruction>) throws(Failure) {
        rounds &+= 1
        if rounds & 0x3FF == 0 {
            next = pc
            try pause()
        }
    }
}

extension Instruction {
    /// Whether a flag is set.
    @inline(__always) func has(_ flag: Flags) -> Bool { flags.rawValue & flag.rawValue != 0 }
}
