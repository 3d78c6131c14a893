extension NumericProgramBuilder {
    /// The program, with memory laid out: a result takes the place of one that isn't read again, where it can.
    ///
    /// - Parameter results: the registers that are read from outside.
    public func finished(results: [ArrayRegister] = []) -> NumericProgram {
        var memory = MemoryPlan(roles: roles, counts: counts)
        memory.findLastUses(instructions, results: results.map(\.slot))
        let placed = instructions.indices.map { memory.place(instructions[$0], at: $0) }
        var constants: [(buffer: Int, value: Double)] = []
        var inputs: [Int] = []
        for slot in roles.indices {
            switch roles[slot] {
            case .constant(let value): constants.append((memory.buffers[slot], value))
            case .input: inputs.append(memory.buffers[slot])
            default: break
            }
        }
        return NumericProgram(
            instructions: placed, buffers: memory.buffers, bufferCounts: memory.bufferCounts, constants: constants,
            integers: integers, inputs: inputs)
    }
}

/// Gives registers their buffers.
private struct MemoryPlan {
    let roles: [NumericProgramBuilder.Role]
    let counts: [Int]
    /// For each register its buffer; -1 as long as it has none.
    private(set) var buffers: [Int]
    private(set) var bufferCounts: [Int] = []
    private var lastUses: [Int]
    /// The buffers that can be taken, by their number of elements.
    private var free: [Int: [Int]] = [:]

    init(roles: [NumericProgramBuilder.Role], counts: [Int]) {
        self.roles = roles
        self.counts = counts
        buffers = Array(repeating: -1, count: roles.count)
        lastUses = Array(repeating: -1, count: roles.count)
        for slot in roles.indices where roles[slot] != .temporary {
            if case .input = roles[slot] {
                buffers[slot] = newBuffer(0)
            } else {
                buffers[slot] = newBuffer(counts[slot])
            }
        }
    }

    private mutating func newBuffer(_ count: Int) -> Int {
        bufferCounts.append(count)
        return bufferCounts.count - 1
    }

    mutating func findLastUses(_ instructions: [Instruction], results: [Int]) {
        for (index, instruction) in instructions.enumerated() {
            for slot in instruction.arrayOperands { lastUses[slot] = index }
        }
        for slot in results { lastUses[slot] = Int.max }
    }

    /// The instruction with buffers for registers.
    mutating func place(_ instruction: Instruction, at index: Int) -> Instruction {
        let dying = Set(instruction.arrayOperands).filter { roles[$0] == .temporary && lastUses[$0] == index }
        var placed = instruction
        if instruction.readsArrays {
            placed.left = buffers[instruction.left]
            placed.right = instruction.hasRight ? buffers[instruction.right] : placed.left
        }
        var taken: Int?
        if instruction.writesArray {
            if buffers[instruction.output] < 0 {
                taken = dying.sorted().first { instruction.canOverwrite($0, counts) }
                buffers[instruction.output] = taken.map { buffers[$0] } ?? takeBuffer(counts[instruction.output])
            }
            placed.output = buffers[instruction.output]
        }
        for operand in dying.sorted() where operand != taken { release(operand) }
        if instruction.writesArray, roles[instruction.output] == .temporary, lastUses[instruction.output] < 0 {
            release(instruction.output)
        }
        return placed
    }

    private mutating func takeBuffer(_ count: Int) -> Int { free[count]?.popLast() ?? newBuffer(count) }

    private mutating func release(_ slot: Int) { free[counts[slot], default: []].append(buffers[slot]) }
}

extension Instruction {
    /// Whether its operands are arrays or numbers.
    fileprivate var readsArrays: Bool {
        switch operation {
        case .number, .integerQuotient, .integer, .integerCopy, .compareIntegers: false
        default: true
        }
    }

    /// Whether its output is an array or number.
    fileprivate var writesArray: Bool {
        switch operation {
        case .integer, .integerCopy, .compare, .compareIntegers: false
        default: true
        }
    }

    /// Whether it has two operands.
    fileprivate var hasRight: Bool {
        switch operation {
        case .binary, .power, .product, .compare: true
        default: false
        }
    }

    /// The registers of arrays and numbers that it reads.
    fileprivate var arrayOperands: [Int] { readsArrays ? hasRight ? [left, right] : [left] : [] }

    /// Whether the output can take an operand's place: each element is read just before its place is written.
    fileprivate func canOverwrite(_ operand: Int, _ counts: [Int]) -> Bool {
        guard counts[operand] == counts[output] else { return false }
        func isInStep(_ inner: Int, _ outer: Int) -> Bool {
            inner == innerSteps.0 && (self.outer == 1 || outer == outerSteps.0)
        }
        switch operation {
        case .unary: return isInStep(innerSteps.1, outerSteps.1)
        case .binary, .power:
            // The exponent of a power is read before the first result is written; it may be overwritten with the rest.
            return (operand != left || isInStep(innerSteps.1, outerSteps.1))
                && (operand != right || isInStep(innerSteps.2, outerSteps.2))
        case .quotient: return true
        default: return false
        }
    }
}
