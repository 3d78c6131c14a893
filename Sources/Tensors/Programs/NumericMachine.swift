internal import Kernels

/// Runs a ``NumericProgram``, with memory that it keeps from run to run.
public final class NumericMachine {
    private let program: NumericProgram
    /// The memory of all buffers, one behind the other.
    private let memory: UnsafeMutablePointer<Double>
    /// Where each buffer lies; assignments exchange two of them.
    let places: UnsafeMutablePointer<UnsafeMutablePointer<Double>>
    /// The integers.
    let integers: UnsafeMutablePointer<Int>
    /// The inputs' buffers with the place of the first element; held only as long as a run needs them. Nothing
    /// may write to them during one.
    private var inputs: [(buffer: Buffer?, offset: Int)]

    /// Makes the memory for a program.
    public init(_ program: NumericProgram) {
        self.program = program
        let total = program.bufferCounts.reduce(1, +)
        memory = .allocate(capacity: total)
        memory.initialize(repeating: 0, count: total)
        places = .allocate(capacity: program.bufferCounts.count + 1)
        var next = memory
        for (buffer, count) in program.bufferCounts.enumerated() {
            (places + buffer).initialize(to: next)
            next += count
        }
        integers = .allocate(capacity: program.integers.count + 1)
        for (slot, value) in program.integers.enumerated() { (integers + slot).initialize(to: value) }
        inputs = Array(repeating: (nil, 0), count: program.inputs.count)
        for (buffer, value) in program.constants { places[buffer].pointee = value }
    }

    deinit {
        memory.deallocate()
        places.deallocate()
        integers.deallocate()
    }

    // MARK: - Values from outside

    /// Where a register lies.
    private func place(_ register: ArrayRegister) -> UnsafeMutablePointer<Double> {
        places[program.buffers[register.slot]]
    }

    /// Sets an input, by its number; the layout must be the one that was planned.
    public func setInput(_ number: Int, to array: NDArray<Double>) { inputs[number] = (array.buffer, array.offset) }

    /// Sets a variable that is an array; the layout must be the one that was planned.
    public func set(_ register: ArrayRegister, to array: NDArray<Double>) {
        let place = place(register)
        array.withUnsafeElements { place.update(from: $0, count: register.layout.count) }
    }

    /// Sets a variable that is a number.
    public func set(_ register: ArrayRegister, to number: Double) { place(register).pointee = number }

    /// Sets an integer.
    public func set(_ register: IntegerRegister, to value: Int) { integers[register.slot] = value }

    /// Forgets the arrays that were given.
    public func forgetInputs() {
        for number in inputs.indices { inputs[number].buffer = nil }
    }

    // MARK: - Results

    /// The value of a register, as an array of its own.
    public func array(_ register: ArrayRegister) -> NDArray<Double> {
        let (place, count) = (place(register), register.layout.count)
        return NDArray(
            copying: UnsafeBufferPointer(start: place, count: count), shape: register.layout.shape,
            strides: register.layout.strides, offset: 0)
    }

    /// The number that a register holds.
    public func number(_ register: ArrayRegister) -> Double { place(register).pointee }

    /// The integer that a register holds.
    public func integer(_ register: IntegerRegister) -> Int { integers[register.slot] }

    // MARK: - Running

    /// Runs some instructions.
    ///
    /// - Returns: nil, or the statement at which it gave up.
    public func run(_ range: Range<Int>) -> Int? {
        withInputs { program.instructions.withUnsafeBufferPointer { execute($0, range) } }
    }

    /// Runs some instructions again and again, while an integer counts.
    ///
    /// - Parameters:
    ///   - counter: takes the values, one a time.
    ///   - values: the values, from a position on.
    ///   - isStopped: asked before each time.
    /// - Returns: how many times were finished, and the statement at which the next one gave up.
    public func run(
        _ range: Range<Int>, counting counter: IntegerRegister, first: Int, step: Int, times: Int,
        isStopped: () -> Bool
    ) -> (finished: Int, gaveUpAt: Int?) {
        withInputs {
            program.instructions.withUnsafeBufferPointer { instructions in
                for time in 0..<times {
                    if isStopped() { return (time, nil) }
                    integers[counter.slot] = first &+ time &* step
                    if let statement = execute(instructions, range) { return (time, statement) }
                }
                return (times, nil)
            }
        }
    }

    /// Calls `body` while the inputs, which are held, stay where they are.
    private func withInputs<Result>(_ body: () -> Result) -> Result {
        for (number, input) in inputs.enumerated() {
            // They are only read.
            guard let start = input.buffer?.start.assumingMemoryBound(to: Double.self) else { continue }
            places[program.inputs[number]] = start + input.offset
        }
        return body()
    }

    private func execute(_ instructions: UnsafeBufferPointer<Instruction>, _ range: Range<Int>) -> Int? {
        for index in range where !execute(instructions[index]) { return instructions[index].statement }
        return nil
    }

    /// Carries out an instruction; false if it gives up.
    @inline(__always)
    private func execute(_ instruction: Instruction) -> Bool {
        switch instruction.operation {
        case .binary(let operation): return binary(operation, instruction)
        case .power: return power(instruction)
        case .unary(let operation): return unary(operation, instruction)
        case .product(let isDot): return product(instruction, isDot: isDot)
        case .sum:
            let sum = Summation.pairwise(places[instruction.left], stride: 1, count: instruction.inner)
            places[instruction.output].pointee = 0.0 + sum
            return sum.isFinite
        case .sumColumns:
            let sums = places[instruction.output]
            Summation.columns(
                places[instruction.left], rows: instruction.outer, columns: instruction.inner, into: sums)
            return Self.areFinite(sums, instruction.inner)
        case .sumRows: return sumRows(instruction)
        case .quotient:
            let divisor = Double(instruction.outer)
            let (input, output) = (places[instruction.left], places[instruction.output])
            for index in 0..<instruction.inner { output[index] = input[index] / divisor }
            return true
        case .copy:
            places[instruction.output].pointee = places[instruction.left].pointee
            return true
        case .swap:
            let place = places[instruction.output]
            places[instruction.output] = places[instruction.left]
            places[instruction.left] = place
            return true
        default: return executeInteger(instruction)
        }
    }
}
