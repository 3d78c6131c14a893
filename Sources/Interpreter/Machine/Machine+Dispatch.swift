internal import Compiler

extension Machine {
    /// Executes instructions until the frame above a depth has ended.
    ///
    /// The next instruction and the registers are kept in local variables. Before anything that may read them or run
    /// other code, the instruction pointer is written back; afterwards both are read again. Fast paths for numbers
    /// are inlined.
    // The function is long because a loop that leaves it for each instruction takes twice the time.
    func execute(above depth: Int) throws(Failure) {
        var rounds = 0
        frames: while var pc = next {
            var r = registers
            let (constants, slots, sites) = (frame.code.constants, frame.code.slots, frame.code.sites)
            while true {
                let i = pc.pointee
                pc += 1
                switch i.opcode {
                case .integer: (r + Int(i.a)).put(.int(i.wide))
                case .constant: r[Int(i.a)] = constants[i.wide]
                case .none: (r + Int(i.a)).put(.none)
                case .bool: (r + Int(i.a)).put(.bool(i.has(.isTrue)))
                case .move:
                    if i.has(.takesB) {
                        (r + Int(i.a)).put((r + Int(i.b)).take())
                    } else {
                        (r + Int(i.a)).put(r[Int(i.b)])
                    }
                case .clear: for index in Int(i.a)..<Int(i.a) + Int(i.b) { (r + index).clear() }
                case .loadGlobal:
                    if let value = workspace.value(at: slots[Int(i.b)]) {
                        (r + Int(i.a)).put(value)
                    } else {
                        next = pc
                        (r + Int(i.a)).put(try loadBuiltin(Int(i.b)))
                    }
                case .storeGlobal:
                    let value = i.has(.takesA) ? (r + Int(i.a)).take() : r[Int(i.a)]
                    setGlobal(slots[Int(i.b)], frame.code.code.names[Int(i.b)], to: value)
                case .checkLocal:
                    if case .unset = r[Int(i.a)] {
                        next = pc
                        throw unassigned(i.b)
                    }
                case .makeCell:
                    r[Int(i.a)] = .cell(CellObject(i.has(.takesA) ? (r + Int(i.a)).take() : .unset))
                case .loadCell:
                    guard case .cell(let cell) = r[Int(i.b)], !cell.value.isUnset else {
                        next = pc
                        throw unassigned(i.c, in: Int(i.b))
                    }
                    r[Int(i.a)] = cell.value
                case .storeCell:
                    if case .cell(let cell) = r[Int(i.a)] {
                        cell.set(i.has(.takesB) ? (r + Int(i.b)).take() : r[Int(i.b)])
                    }
                case .add:
                    if Self.compute(r, i, { $0.addingReportingOverflow($1) }, +) { continue }
                    next = pc
                    try binary(i)
                    r = registers
                case .addInteger:
                    if Self.computeInteger(r, i, { $0.addingReportingOverflow($1) }, +) { continue }
                    next = pc
                    try binaryInteger(i)
                    r = registers
                case .subtract:
                    if Self.compute(r, i, { $0.subtractingReportingOverflow($1) }, -) { continue }
                    next = pc
                    try binary(i)
                    r = registers
                case .subtractInteger:
                    if Self.computeInteger(r, i, { $0.subtractingReportingOverflow($1) }, -) { continue }
                    next = pc
                    try binaryInteger(i)
                    r = registers
                case .multiply:
                    if Self.compute(r, i, { $0.multipliedReportingOverflow(by: $1) }, *) { continue }
                    next = pc
                    try binary(i)
                    r = registers
                case .multiplyInteger:
                    if Self.computeInteger(r, i, { $0.multipliedReportingOverflow(by: $1) }, *) { continue }
                    next = pc
                    try binaryInteger(i)
                    r = registers
                case .equal: try compare(i, Self.compared(r + Int(i.b), r + Int(i.c), ==, ==), pc, &r)
                case .jumpEqual:
                    try branch(i, Self.compared(r + Int(i.a), r + Int(i.b), ==, ==), &pc, &r, &rounds)
                case .jumpEqualInteger:
                    try branchInteger(i, Self.comparedInteger(r + Int(i.a), i.integerB, ==), &pc, &r, &rounds)
                case .notEqual: try compare(i, Self.compared(r + Int(i.b), r + Int(i.c), !=, !=), pc, &r)
                case .jumpNotEqual:
                    try branch(i, Self.compared(r + Int(i.a), r + Int(i.b), !=, !=), &pc, &r, &rounds)
                case .jumpNotEqualInteger:
                    try branchInteger(i, Self.comparedInteger(r + Int(i.a), i.integerB, !=), &pc, &r, &rounds)
                case .less: try compare(i, Self.compared(r + Int(i.b), r + Int(i.c), <, <), pc, &r)
                case .jumpLess:
                    try branch(i, Self.compared(r + Int(i.a), r + Int(i.b), <, <), &pc, &r, &rounds)
                case .jumpLessInteger:
                    try branchInteger(i, Self.comparedInteger(r + Int(i.a), i.integerB, <), &pc, &r, &rounds)
                case .lessOrEqual: try compare(i, Self.compared(r + Int(i.b), r + Int(i.c), <=, <=), pc, &r)
                case .jumpLessOrEqual:
                    try branch(i, Self.compared(r + Int(i.a), r + Int(i.b), <=, <=), &pc, &r, &rounds)
                case .jumpLessOrEqualInteger:
                    try branchInteger(i, Self.comparedInteger(r + Int(i.a), i.integerB, <=), &pc, &r, &rounds)
                case .greater: try compare(i, Self.compared(r + Int(i.b), r + Int(i.c), >, >), pc, &r)
                case .jumpGreater:
                    try branch(i, Self.compared(r + Int(i.a), r + Int(i.b), >, >), &pc, &r, &rounds)
                case .jumpGreaterInteger:
                    try branchInteger(i, Self.comparedInteger(r + Int(i.a), i.integerB, >), &pc, &r, &rounds)
                case .greaterOrEqual: try compare(i, Self.compared(r + Int(i.b), r + Int(i.c), >=, >=), pc, &r)
                case .jumpGreaterOrEqual:
                    try branch(i, Self.compared(r + Int(i.a), r + Int(i.b), >=, >=), &pc, &r, &rounds)
                case .jumpGreaterOrEqualInteger:
                    try branchInteger(i, Self.comparedInteger(r + Int(i.a), i.integerB, >=), &pc, &r, &rounds)
                case .floorDivide, .remainder:
                    if case .int(let x) = r[Int(i.b)], case .int(let y) = r[Int(i.c)], y > 0 {
                        (r + Int(i.a)).put(
                            .int(i.opcode == .remainder ? Self.remainder(x, y) : Self.floorQuotient(x, y)))
                        continue
                    }
                    next = pc
                    try binary(i)
                    r = registers
                case .floorDivideInteger, .remainderInteger:
                    if case .int(let x) = r[Int(i.b)], i.integerC > 0 {
                        let y = i.integerC
                        (r + Int(i.a)).put(
                            .int(i.opcode == .remainderInteger ? Self.remainder(x, y) : Self.floorQuotient(x, y)))
                        continue
                    }
                    next = pc
                    try binaryInteger(i)
                    r = registers
                case .divide:
                    if case .float(let x) = r[Int(i.b)], case .float(let y) = r[Int(i.c)], y != 0 {
                        (r + Int(i.a)).put(.float(x / y))
                        continue
                    }
                    next = pc
                    try binary(i)
                    r = registers
                case .divideInteger:
                    if case .float(let x) = r[Int(i.b)], i.integerC != 0 {
                        (r + Int(i.a)).put(.float(x / Double(i.integerC)))
                        continue
                    }
                    next = pc
                    try binaryInteger(i)
                    r = registers
                case .powerInteger:
                    next = pc
                    try binaryInteger(i)
                    r = registers
                case .power, .matrixMultiply, .bitwiseAnd, .bitwiseOr, .bitwiseXor, .leftShift, .rightShift:
                    next = pc
                    try binary(i)
                    r = registers
                case .jump:
                    pc += i.wide
                    if i.wide < 0 { try poll(&rounds, pc - i.wide) }
                case .jumpTruth:
                    let holds: Bool
                    if case .bool(let truth) = r[Int(i.a)] {
                        holds = truth
                    } else if let truth = knownTruth(r + Int(i.a)) {
                        holds = truth
                    } else {
                        next = pc
                        holds = try truth(of: r[Int(i.a)])
                    }
                    try jump(i, holds, &pc, &rounds)
                case .jumpNone:
                    let isNone = if case .none = r[Int(i.a)] { true } else { false }
                    if case .absent = r[Int(i.a)] { try refuseAbsent(r + Int(i.a), pc) }
                    try jump(i, isNone, &pc, &rounds)
                case .not:
                    if case .bool(let truth) = r[Int(i.b)] {
                        (r + Int(i.a)).put(.bool(!truth))
                        continue
                    }
                    next = pc
                    (r + Int(i.a)).put(.bool(try !truth(of: r[Int(i.b)])))
                case .negative:
                    if case .float(let number) = r[Int(i.b)] {
                        (r + Int(i.a)).put(.float(-number))
                        continue
                    }
                    next = pc
                    try unary(i)
                    r = registers
                case .forPrepare:
                    next = pc
                    try prepareLoop(r + Int(i.a))
                case .forNext:
                    let state = r + Int(i.a)
                    switch state.pointee {
                    case .int(let number):
                        guard case .int(let left) = state[1], left > 0, case .int(let step) = state[2] else { continue }
                        (state + 1).initialize(to: .int(left - 1))
                        state.initialize(to: .int(number &+ step))
                        (r + Int(i.b)).put(.int(number))
                    case .list(let list):
                        guard case .int(let place) = state[1], place < list.count else { continue }
                        (state + 1).initialize(to: .int(place + 1))
                        (r + Int(i.b)).put(list.items[place])
                    case .tuple(let tuple):
                        guard case .int(let place) = state[1], place < tuple.count else { continue }
                        (state + 1).initialize(to: .int(place + 1))
                        (r + Int(i.b)).put(tuple.items[place])
                    default:
                        next = pc
                        if case .iterator(let iterator) = state.pointee, iterator.isFrame {
                            try poll(&rounds, pc)
                            guard try enter(iterator, for: i) else { continue }
                            continue frames
                        }
                        let item = try nextItem(state)
                        r = registers
                        guard let item else { continue }
                        (r + Int(i.b)).put(item)
                    }
                    pc += i.integerC
                    try poll(&rounds, pc - i.integerC)
                case .getItem:
                    if case .int(let index) = r[Int(i.c)], Self.putItem(of: r + Int(i.b), index, r + Int(i.a)) {
                        continue
                    }
                    next = pc
                    try getItem(i, r[Int(i.c)])
                    r = registers
                case .getItemInteger:
                    if Self.putItem(of: r + Int(i.b), i.integerC, r + Int(i.a)) { continue }
                    next = pc
                    try getItem(i, .int(i.integerC))
                    r = registers
                case .setItem:
                    if case .int(let index) = r[Int(i.b)], case .list(let list) = r[Int(i.a)], index >= 0,
                        index < list.count
                    {
                        list.set(i.has(.takesC) ? (r + Int(i.c)).take() : r[Int(i.c)], at: index)
                        continue
                    }
                    next = pc
                    try setItem(i, r[Int(i.b)])
                    r = registers
                case .setItemInteger:
                    let index = i.integerB
                    if case .list(let list) = r[Int(i.a)], index >= 0, index < list.count {
                        list.set(i.has(.takesC) ? (r + Int(i.c)).take() : r[Int(i.c)], at: index)
                        continue
                    }
                    next = pc
                    try setItem(i, .int(i.integerB))
                    r = registers
                case .getAttribute:
                    if case .instance(let instance) = r[Int(i.b)],
                        let value = access(of: instance, at: sites + Int(i.c))?.value(of: instance)
                    {
                        (r + Int(i.a)).put(value)
                        continue
                    }
                    next = pc
                    try getAttribute(i)
                    r = registers
                case .setAttribute:
                    if case .instance(let instance) = r[Int(i.a)],
                        let access = access(of: instance, at: sites + Int(i.c)), access.pointee.isWritable
                    {
                        if access.pointee.place >= 0 {
                            Unmanaged.passUnretained(instance.attributes)._withUnsafeGuaranteedRef {
                                $0.set(r + Int(i.b), at: access.pointee.place)
                            }
                            continue
                        }
                        if access.add(r[Int(i.b)], to: instance, frame.code, Int(i.c)) { continue }
                    }
                    next = pc
                    try setAttribute(i)
                    r = registers
                case .append:
                    if case .list(let list) = r[Int(i.a)] {
                        if list.growsLarge {
                            next = pc
                            try checkSize(of: list)
                        }
                        list.append(i.has(.takesB) ? (r + Int(i.b)).take() : r[Int(i.b)])
                    }
                case .call:
                    next = pc
                    try poll(&rounds, pc)
                    if try enterPlainly(r + Int(i.a), Int(i.b), at: Int(i.a), result: Int(i.c)) {
                        continue frames
                    } else if let value = callDirectly(i) {
                        (r + Int(i.c)).put(value)
                        continue
                    } else {
                        try call(i)
                    }
                    continue frames
                case .loadMethod:
                    if case .instance(let instance) = r[Int(i.b)],
                        let access = access(of: instance, at: sites + Int(i.c)), access.pointee.isMethod
                    {
                        let receiver = i.has(.takesB) ? (r + Int(i.b)).take() : r[Int(i.b)]
                        (r + Int(i.a)).put(access.pointee.member)
                        (r + Int(i.a) + 1).put(receiver)
                        continue
                    }
                    next = pc
                    try loadMethod(i)
                    r = registers
                case .callMethod:
                    next = pc
                    if try enterPlainly(r + Int(i.a), Int(i.b) &+ 1, at: Int(i.a), result: Int(i.c)) { continue frames }
                    if case .unset = r[Int(i.a)],
                        try enterPlainly(r + Int(i.a) + 1, Int(i.b), at: Int(i.a) &+ 1, result: Int(i.c))
                    {
                        continue frames
                    }
                    if let value = callMethodDirectly(i) {
                        (r + Int(i.c)).put(value)
                        continue
                    } else {
                        try callMethod(i)
                    }
                    continue frames
                case .callArguments, .callMethodArguments, .callSource:
                    next = pc
                    try callWithShape(i)
                    continue frames
                case .returnValue, .returnNone:
                    next = pc
                    let value = i.opcode == .returnNone ? .none : (r + Int(i.a)).take()
                    if frame.generator != nil, resumeDelegator(with: value) { continue frames }
                    if frameCount == depth &+ 1 { return end(with: value) }
                    try leave(with: value)
                    continue frames
                case .makeGenerator:
                    next = pc
                    let generator = makeGenerator()
                    if frameCount == depth &+ 1 { return end(with: generator) }
                    try leave(with: generator)
                    continue frames
                case .yield:
                    if frame.isGathered {
                        next = pc
                        if try gather(i) { continue }
                        stopGathering(i, at: pc)
                        continue frames
                    }
                    if yield(i, at: pc, above: depth) { return }
                    continue frames
                case .delegate:
                    next = pc
                    try poll(&rounds, pc)
                    try delegate(i)
                    continue frames
                case .jumpNoMatch:
                    next = pc
                    if try !matches(i) { pc += i.integerC }
                case .matchSequence, .matchMapping, .matchObject:
                    next = pc
                    if try !fits(i) { pc += i.integerC }
                    r = registers
                case .statement:
                    next = pc
                    if try !beginStatement() { return end(with: .none) }
                default:
                    next = pc
                    try other(i)
                    r = registers
                }
            }
        }
    }
}
