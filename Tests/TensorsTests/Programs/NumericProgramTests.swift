import Tensors
import Testing

/// Operations that are planned give the bits and the layout that the tensor operations give.
@Suite struct NumericProgramTests {
    /// A matrix or vector of a kind of layout.
    private static func tensor(_ seed: UInt64, _ rank: Int, _ rows: Int, _ columns: Int, _ kind: Int) -> Tensor {
        func numbers(_ shape: Shape) -> Tensor { SeededNumbers.base("n", seed: seed, shape: shape) }
        if rank == 0 { return numbers([]) }
        if rank == 1 {
            if kind % 2 == 0 { return numbers([columns]) }
            return numbers([columns * 2]).view(shape: [columns], strides: [2], offset: 1)
        }
        switch kind % 4 {
        case 0, 1: return numbers([rows, columns])
        case 2: return numbers([columns, rows]).transposed
        default:
            return numbers([rows, columns * 2]).view(shape: [rows, columns], strides: [columns * 2, 2], offset: 1)
        }
    }

    private enum Operation: CaseIterable {
        case add, divide, maximum, power, exp, matmul, dot, sum, mean
    }

    /// The result of one planned operation; nil if it isn't planned, `.some(nil)` if it gave up.
    private static func planned(
        _ operation: Operation, _ left: Tensor, _ right: Tensor, axis: Int?, keeps: Bool
    ) -> Tensor?? {
        guard case .float64(let first) = left, case .float64(let second) = right else { return nil }
        var builder = NumericProgramBuilder()
        let layouts = [first, second].map { ArrayLayout(shape: $0.shape, strides: $0.strides) }
        guard let a = builder.input(layouts[0]), let b = builder.input(layouts[1]) else { return nil }
        let (l, r) = (a.register, b.register)
        let result =
            switch operation {
            case .add: builder.binary(.add, l, r)
            case .divide: builder.binary(.divide, l, r)
            case .maximum: builder.binary(.maximum, l, r)
            case .power: builder.binary(.power, l, r)
            case .exp: builder.unary(.exp, l)
            case .matmul: builder.matmul(l, r)
            case .dot: builder.dot(l, r)
            case .sum: builder.sum(l, axis: axis, keepsAxes: keeps)
            case .mean: builder.mean(l, axis: axis, keepsAxes: keeps)
            }
        guard let result else { return nil }
        let program = builder.finished(results: [result])
        let machine = NumericMachine(program)
        machine.setInput(a.number, to: first)
        machine.setInput(b.number, to: second)
        return .some(machine.run(0..<program.count) == nil ? .float64(machine.array(result)) : nil)
    }

    private static func general(
        _ operation: Operation, _ left: Tensor, _ right: Tensor, axis: Int?, keeps: Bool
    ) throws -> (Tensor, FloatingPointFlags) {
        var flags: FloatingPointFlags = []
        let axes = axis.map { [$0] }
        let result =
            switch operation {
            case .add: try Tensor.binary(.add, left, right, flags: &flags)
            case .divide: try Tensor.binary(.divide, left, right, flags: &flags)
            case .maximum: try Tensor.binary(.maximum, left, right, flags: &flags)
            case .power: try Tensor.binary(.power, left, right, flags: &flags)
            case .exp: try Tensor.unary(.exp, left, flags: &flags)
            case .matmul: try Tensor.matmul(left, right, flags: &flags)
            case .dot: try Tensor.dot(left, right, flags: &flags)
            case .sum: try left.sum(axes: axes, keepingDimensions: keeps, flags: &flags)
            case .mean: try left.mean(axes: axes, keepingDimensions: keeps, flags: &flags)
            }
        return (result, flags)
    }

    @Test(arguments: 0..<8)
    func plannedOperationsGiveTheSameBits(part: Int) throws {
        var compared = 0
        for number in 0..<1_500 {
            let seed = UInt64(part * 1_500 + number)
            func choose(_ index: Int, _ bound: Int) -> Int { Int(SeededNumbers.word(seed, index) % UInt64(bound)) }
            let lengths = [1, 2, 3, 4, 5, 8, 9, 16, 17, 40, number % 50 == 0 ? 300 : 33]
            let (n, p, k) = (lengths[choose(1, 11)], lengths[choose(2, 11)], lengths[choose(3, 11)])
            let operation = Operation.allCases[choose(4, Operation.allCases.count)]
            let left = Self.tensor(seed, [2, 2, 2, 1, 0][choose(5, 5)], n, p, choose(6, 4))
            let isProduct = operation == .matmul || operation == .dot
            let other = isProduct ? (p, k) : [(n, p), (n, p), (1, p), (n, 1)][choose(7, 4)]
            let right = Self.tensor(
                seed &+ 7, isProduct ? [2, 2, 1][choose(8, 3)] : [2, 1, 0][choose(8, 3)], other.0,
                isProduct && choose(8, 3) == 2 ? p : other.1, choose(9, 4))
            let axis = [nil, 0, 1, -1][choose(10, 4)]
            let keeps = choose(11, 2) == 0
            guard let planned = Self.planned(operation, left, right, axis: axis, keeps: keeps) else { continue }
            let (expected, flags) = try Self.general(operation, left, right, axis: axis, keeps: keeps)
            let context = "\(operation) \(left.shape) \(left.strides) \(right.shape) \(right.strides) \(axis ?? 9)"
            let isFinite = expected.asFloat64().elements.allSatisfy(\.isFinite)
            #expect((planned != nil) == isFinite, "\(context)")
            guard let planned else { continue }
            #expect(flags.isEmpty, "\(context)")
            #expect(planned.shape == expected.shape && planned.strides == expected.strides, "\(context)")
            let bits = [planned, expected].map { $0.asFloat64().elements.map(\.bitPattern) }
            #expect(bits[0] == bits[1], "\(context)")
            compared += 1
        }
        #expect(compared > 700)
    }

    /// Memory that is taken over, exchanged and used again holds the right values: Fibonacci's numbers and their like.
    @Test func assignmentsExchangeMemory() throws {
        let layout = ArrayLayout(shape: [3], strides: [1])
        var builder = NumericProgramBuilder()
        let first = builder.variable(layout)
        let a = try #require(first)
        let second = builder.variable(layout)
        let b = try #require(second)
        let third = builder.binary(.add, a, b)
        let sum = try #require(third)
        let fourth = builder.binary(.multiply, b, builder.constant(1))
        let copy = try #require(fourth)
        let isPlanned = builder.assign([(value: copy, variable: a), (value: sum, variable: b)])
        #expect(isPlanned)
        let program = builder.finished()
        let machine = NumericMachine(program)
        machine.set(a, to: NDArray([0, 1, 2], shape: [3]))
        machine.set(b, to: NDArray([1, 1, 5], shape: [3]))
        for _ in 0..<20 { #expect(machine.run(0..<program.count) == nil) }
        #expect(machine.array(a).elements == [6765, 10946, 42187])
        #expect(machine.array(b).elements == [10946, 17711, 68260])
    }

    @Test func whatIsHeldElsewhereIsNotAssigned() throws {
        let layout = ArrayLayout(shape: [3], strides: [1])
        var builder = NumericProgramBuilder()
        let first = builder.variable(layout)
        let a = try #require(first)
        let second = builder.variable(layout)
        let b = try #require(second)
        let isHeld = !builder.assign([(value: a, variable: b)])
        #expect(isHeld)
        let third = builder.binary(.add, a, b)
        let sum = try #require(third)
        let isTwice = !builder.assign([(value: sum, variable: a), (value: sum, variable: b)])
        #expect(isTwice)
    }
}
