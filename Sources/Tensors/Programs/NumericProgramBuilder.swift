/// Plans a ``NumericProgram``: each operation chooses kernel and layout as the tensor operation of the same name does.
///
/// An operation that it can't plan (or whose shapes don't fit) gives nil, and nothing has been added then.
public struct NumericProgramBuilder: Sendable {
    /// The largest number of elements of an array, and of products of a matrix product, that programs are for: beyond
    /// it, what they save no longer shows, and a run would be long for want of an interruption.
    public static let limit = 1 << 16

    /// What the memory of a register is.
    enum Role: Sendable, Equatable {
        /// An array from outside, read where it lies; its number among the inputs.
        case input(Int)
        /// Memory that is written from outside, and by ``assign(_:)``.
        case variable
        case constant(Double)
        case temporary
    }

    private(set) var instructions: [Instruction] = []
    private(set) var roles: [Role] = []
    private(set) var counts: [Int] = []
    private(set) var integers: [Int] = []
    private var inputCount = 0
    /// The number of the statement that is planned, by which a run tells where it gave up.
    public var statement = 0

    /// An empty plan.
    public init() {}

    /// The number of instructions so far.
    public var count: Int { instructions.count }

    // MARK: - Registers

    private mutating func register(_ role: Role, _ layout: ArrayLayout) -> ArrayRegister {
        roles.append(role)
        counts.append(layout.count)
        return ArrayRegister(slot: roles.count - 1, layout: layout)
    }

    /// A new result; nil if it is too large, or has no elements.
    mutating func temporary(_ layout: ArrayLayout) -> ArrayRegister? {
        let count = layout.shape.checkedCount ?? 0
        return count > 0 && count <= Self.limit ? register(.temporary, layout) : nil
    }

    /// An array from outside, with its number among these.
    public mutating func input(_ layout: ArrayLayout) -> (register: ArrayRegister, number: Int)? {
        guard let count = layout.shape.checkedCount, count > 0, count <= Self.limit else { return nil }
        inputCount += 1
        return (register(.input(inputCount - 1), layout), inputCount - 1)
    }

    /// An array or number that is set from outside and assigned; nil if the layout has gaps.
    public mutating func variable(_ layout: ArrayLayout) -> ArrayRegister? {
        guard let count = layout.shape.checkedCount, count > 0, count <= Self.limit, layout.isWithoutGaps else {
            return nil
        }
        return register(.variable, layout)
    }

    /// A number that doesn't change.
    public mutating func constant(_ value: Double) -> ArrayRegister { register(.constant(value), .number) }

    /// An integer; one that is set from outside or assigned, too.
    public mutating func integer(_ value: Int = 0) -> IntegerRegister {
        integers.append(value)
        return IntegerRegister(slot: integers.count - 1)
    }

    /// Whether a register is a result of this program, and no view of one.
    func isResult(_ register: ArrayRegister) -> Bool { roles[register.slot] == .temporary && !register.isView }

    /// Whether registers are results of this program, each of them another one.
    public func areOwnResults(_ registers: [ArrayRegister]) -> Bool {
        registers.allSatisfy(isResult) && Set(registers.map(\.slot)).count == registers.count
    }

    /// Appends an instruction.
    mutating func append(
        _ operation: Instruction.Operation, _ output: Int, _ left: Int, _ right: Int = 0,
        _ change: (inout Instruction) -> Void = { _ in }
    ) {
        var instruction = Instruction(operation, output, left, right, statement: statement)
        change(&instruction)
        instructions.append(instruction)
    }

    // MARK: - Integers

    /// `left op right` of integers; nil for operations other than `+ - * // %`.
    public mutating func integer(
        _ operation: BinaryOperation, _ left: IntegerRegister, _ right: IntegerRegister
    ) -> IntegerRegister? {
        switch operation {
        case .add, .subtract, .multiply, .floorDivide, .remainder: break
        default: return nil
        }
        let result = integer()
        append(.integer(operation), result.slot, left.slot, right.slot)
        return result
    }

    /// The quotient of two integers, a number.
    public mutating func quotient(_ left: IntegerRegister, _ right: IntegerRegister) -> ArrayRegister? {
        guard let result = temporary(.number) else { return nil }
        append(.integerQuotient, result.slot, left.slot, right.slot)
        return result
    }

    /// An integer as a number.
    public mutating func number(_ value: IntegerRegister) -> ArrayRegister? {
        guard let result = temporary(.number) else { return nil }
        append(.number, result.slot, value.slot)
        return result
    }

    /// A predicate on two integers: 1 or 0.
    public mutating func compare(
        _ operation: BinaryOperation, _ left: IntegerRegister, _ right: IntegerRegister
    ) -> IntegerRegister {
        let result = integer()
        append(.compareIntegers(operation), result.slot, left.slot, right.slot)
        return result
    }

    /// A predicate on two numbers: 1 or 0.
    public mutating func compare(
        _ operation: BinaryOperation, _ left: ArrayRegister, _ right: ArrayRegister
    ) -> IntegerRegister? {
        guard left.layout.shape.rank == 0, right.layout.shape.rank == 0 else { return nil }
        let result = integer()
        append(.compare(operation), result.slot, left.slot, right.slot)
        return result
    }

    // MARK: - Assignments

    /// Gives variables new values, all at once: the first thing of a statement that a run doesn't take back.
    ///
    /// A result becomes the variable by an exchange of memory; a number that is no result is copied.
    ///
    /// - Returns: whether it can be planned: layouts are the same, and no array is assigned that has another name, or is a view.
    public mutating func assign(_ values: [(value: ArrayRegister, variable: ArrayRegister)]) -> Bool {
        var moved: Set<Int> = []
        var exchanges: [(from: Int, to: Int)] = []
        for (value, variable) in values {
            guard value.layout == variable.layout, roles[variable.slot] == .variable else { return false }
            if isResult(value), moved.insert(value.slot).inserted {
                exchanges.append((value.slot, variable.slot))
            } else {
                guard value.layout.shape.rank == 0, let copy = temporary(.number) else { return false }
                append(.copy, copy.slot, value.slot)
                exchanges.append((copy.slot, variable.slot))
            }
        }
        for (from, to) in exchanges { append(.swap, to, from) }
        return true
    }

    /// Gives integer variables new values, all at once.
    public mutating func assign(_ values: [(value: IntegerRegister, variable: IntegerRegister)]) {
        var copies: [(from: Int, to: Int)] = []
        for (value, variable) in values {
            let copy = integer()
            append(.integerCopy, copy.slot, value.slot)
            copies.append((copy.slot, variable.slot))
        }
        for (from, to) in copies { append(.integerCopy, to, from) }
    }
}
