import Compiler
import Syntax

/// Follows all ways through a code and finds what no machine could carry out: a register read that holds nothing there, or
/// a cell where a value is wanted; an operand out of range; a jump out of the code; an instruction without origin.
struct CodeVerifier {
    /// What a register may hold.
    enum Content { case unset, value, cell, loop }

    private let code: Code
    private(set) var mistakes: [String] = []
    private var states: [[Content]?]

    private init(_ code: Code) {
        self.code = code
        states = Array(repeating: nil, count: code.instructions.count)
    }

    /// What is wrong with a code and those in it.
    static func mistakes(in code: Code) -> [String] {
        var verifier = CodeVerifier(code)
        verifier.checkOperands()
        if verifier.mistakes.isEmpty { verifier.follow() }
        return verifier.mistakes + code.nested.flatMap { mistakes(in: $0) }
    }

    private mutating func note(_ mistake: String, at index: Int) {
        mistakes.append("\(code.kind) \(code.name) \(index) \(code.instructions[index].opcode): \(mistake)")
    }

    // MARK: - Operands

    private mutating func checkOperands() {
        let ends: [Opcode] = [.returnNone, .returnValue, .leaveSource, .raise]
        if let last = code.instructions.last?.opcode, !ends.contains(last),
            !last.jumps || last == .forNext || last == .delegate
        {
            note("the code doesn't end", at: code.instructions.count - 1)
        }
        for (index, instruction) in code.instructions.enumerated() {
            for (operand, field) in zip(instruction.opcode.operands, [instruction.a, instruction.b, instruction.c]) {
                let number = Int(field)
                let limit: Int? =
                    switch operand {
                    case .name: code.names.count
                    case .site: code.sites.count
                    case .shape: code.shapes.count
                    case .nested: code.nested.count
                    default: nil
                    }
                if let limit, number >= limit { note("operand \(number) of \(limit)", at: index) }
                if operand == .wideConstant, !code.constants.indices.contains(instruction.wide) {
                    note("constant \(instruction.wide)", at: index)
                }
            }
            let range = code.node(at: index).range
            if range.start > range.end { note("no origin", at: index) }
            for register in reads(instruction) + writes(instruction) where register >= code.registerCount {
                note("register \(register)", at: index)
            }
            if let handler = code.handler(at: index), !code.instructions.indices.contains(handler.target) {
                note("handler at \(handler.target)", at: index)
            }
            for target in targets(index) where !code.instructions.indices.contains(target) {
                note("jump to \(target)", at: index)
            }
        }
    }

    /// Where it may go on.
    private func targets(_ index: Int) -> [Int] {
        let instruction = code.instructions[index]
        switch instruction.opcode {
        case .returnValue, .returnNone, .leaveSource, .failAssertion, .raise: return []
        case .jump: return [index + 1 + instruction.wide]
        case let opcode where opcode.jumps: return [index + 1, index + 1 + instruction.integerC]
        default: return [index + 1]
        }
    }

    // MARK: - Registers

    private func run(_ first: UInt16, _ count: Int) -> [Int] { (0..<count).map { Int(first) + $0 } }

    /// The registers whose values it reads.
    private func reads(_ instruction: Instruction) -> [Int] {
        let (a, b, c) = (instruction.a, instruction.b, instruction.c)
        let flags = instruction.flags
        let bounds = flags.contains(.hasStep) ? 3 : 2
        switch instruction.opcode {
        case .makeTuple, .makeList, .joinStrings: return run(b, Int(c))
        case .appendItems: return [Int(a)] + run(b, Int(c))
        case .getItems: return [Int(b)] + run(c, Int(flags.rawValue))
        case .matchMapping: return [Int(a)] + run(b, Int(flags.rawValue))
        case .matchObject: return run(a, 2)
        case .setItems: return [Int(a), Int(c)] + run(b, Int(flags.rawValue))
        case .getSlice: return [Int(b)] + run(c, bounds)
        case .setSlice: return [Int(a), Int(c)] + run(b, bounds)
        case .makeSlice: return run(b, 3)
        case .makeFunction:
            let inner = code.nested[Int(b)]
            return run(c, inner.parameters.defaults.count)
        case .makeClass: return run(c, Int(flags.rawValue))
        // A name of a class that has no value there is global.
        case .loadClassName: return []
        case .call: return run(a, Int(b) + 1)
        case .callMethod: return run(a, Int(b) + 2)
        case .callArguments: return run(a, code.shapes[Int(b)].arguments.count + 1)
        case .callMethodArguments: return run(a, code.shapes[Int(b)].arguments.count + 2)
        case .callSource: return run(a, 2)
        case .listToTuple, .spread, .iterate, .forPrepare: return [Int(a)]
        case .yield: return [Int(a)]
        case .delegate: return [Int(b)]
        case .makeCell: return flags.contains(.takesA) ? [Int(a)] : []
        case .forNext, .checkLocal, .deleteLocal, .loadCell, .deleteCell: return []
        case .storeCell: return [Int(b)]
        default:
            return zip(instruction.opcode.operands, [a, b, c]).compactMap { operand, field in
                switch operand {
                case .source: Int(field)
                case .optional: field == Instruction.noRegister ? nil : Int(field)
                default: nil
                }
            }
        }
    }

    /// The registers that it writes.
    private func writes(_ instruction: Instruction) -> [Int] {
        switch instruction.opcode {
        case .clear, .copyCaptures: return run(instruction.a, Int(instruction.b))
        case .unpack: return run(instruction.a, Int(instruction.c))
        case .unpackStarred: return run(instruction.a, Int(instruction.c >> 8) + 1 + Int(instruction.c & 0xFF))
        case .loadMethod: return run(instruction.a, 2)
        case .matchMapping: return run(instruction.b, Int(instruction.flags.rawValue))
        case .matchObject: return run(instruction.a, code.shapes[Int(instruction.b)].arguments.count)
        case .exceptionParts: return run(instruction.a, 3)
        case .forPrepare: return run(instruction.a, 3)
        case .yield: return instruction.b == Instruction.noRegister ? [] : [Int(instruction.b)]
        default:
            return zip(instruction.opcode.operands, [instruction.a, instruction.b, instruction.c]).compactMap {
                $0 == .target ? Int($1) : nil
            }
        }
    }

    // MARK: - Ways

    private mutating func follow() {
        var start = Array(repeating: Content.unset, count: code.registerCount)
        for index in 0..<code.parameters.parameters.count { start[index] = .value }
        var work: [(Int, [Content])] = [(0, start)]
        while let (index, state) = work.popLast() {
            // What differs between ways can't be relied on.
            let merged = states[index].map { old in zip(old, state).map { $0 == $1 ? $0 : .unset } } ?? state
            if merged == states[index] { continue }
            states[index] = merged
            for (target, state) in step(index, merged) { work.append((target, state)) }
            // An exception may arise before anything is written.
            guard let handler = code.handler(at: index) else { continue }
            var caught = merged
            caught[handler.register] = .value
            work.append((handler.target, caught))
        }
    }

    /// What the registers hold after an instruction, for each place where it may go on.
    private mutating func step(_ index: Int, _ before: [Content]) -> [(Int, [Content])] {
        let instruction = code.instructions[index]
        var state = before
        for register in reads(instruction) where before[register] != .value {
            note("r\(register) is \(before[register])", at: index)
        }
        check(instruction, before, at: index)
        for (flag, field) in [
            (Instruction.Flags.takesA, instruction.a), (.takesB, instruction.b), (.takesC, instruction.c),
        ] where instruction.opcode.hasTakes && instruction.flags.contains(flag) {
            state[Int(field)] = .unset
        }
        switch instruction.opcode {
        case .call, .callMethod, .callArguments, .callMethodArguments, .callSource:
            for register in reads(instruction) { state[register] = .unset }
        default: break
        }
        // No more than the first registers of a suspended frame are kept.
        if instruction.opcode == .yield {
            for register in Int(instruction.c)..<code.registerCount { state[register] = .unset }
        }
        for register in writes(instruction) { state[register] = content(after: instruction) }
        if instruction.opcode == .checkLocal { state[Int(instruction.a)] = .value }
        if instruction.opcode == .deleteLocal { state[Int(instruction.a)] = .unset }
        guard instruction.opcode == .forNext else { return targets(index).map { ($0, state) } }
        return [(index + 1, before), (index + 1 + instruction.integerC, state)]
    }

    private func content(after instruction: Instruction) -> Content {
        switch instruction.opcode {
        case .clear: .unset
        case .copyCaptures, .makeCell: .cell
        case .forPrepare: .loop
        default: .value
        }
    }

    /// Cells and the state of loops stand where they must.
    private mutating func check(_ instruction: Instruction, _ before: [Content], at index: Int) {
        let (register, wanted): (UInt16, Content)
        switch instruction.opcode {
        case .loadCell: (register, wanted) = (instruction.b, .cell)
        case .storeCell, .deleteCell: (register, wanted) = (instruction.a, .cell)
        case .forNext, .delegate: (register, wanted) = (instruction.a, .loop)
        case .makeFunction:
            for register in code.nested[Int(instruction.b)].captures where before[register] != .cell {
                note("captures r\(register), which is \(before[register])", at: index)
            }
            return
        default: return
        }
        if before[Int(register)] != wanted { note("r\(register) is \(before[Int(register)])", at: index) }
    }
}

extension Opcode {
    /// Whether its flags may say that an operand is taken.
    fileprivate var hasTakes: Bool {
        switch self {
        case .getItems, .setItems, .format, .call, .callMethod, .callArguments, .callMethodArguments, .callSource,
            .show, .bool, .makeCell, .matchMapping, .matchObject:
            false
        default: true
        }
    }
}
