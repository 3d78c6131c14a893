/// Straight-line arithmetic on float64 arrays, numbers and integers, planned once and run often.
///
/// An epoch of a small model is some twenty operations on a few numbers each. Choosing layouts, allocating results and
/// counting references cost a hundred times what the additions cost, and they are the same in each epoch: shapes don't
/// change. So a ``NumericProgramBuilder`` does once what ``Tensor``'s operations do each time (it asks the same rules
/// for the layouts of results, which decide the order of additions of later products and sums), and leaves a list of
/// instructions on numbered buffers. A ``NumericMachine`` runs it, with memory that it keeps from run to run.
///
/// A machine gives every bit that the tensor operations give, or gives up: at a result that isn't finite (which may
/// need a warning), an integer that overflows, a division by zero. Nothing that is visible from outside has changed
/// since the last ``Instruction/Operation/swap`` then, so that the general way can do the statement from its start.
public struct NumericProgram: Sendable {
    /// The instructions, in order; their operands are buffers.
    var instructions: [Instruction]
    /// For each register of arrays and numbers, its buffer.
    var buffers: [Int]
    /// For each buffer its number of elements; 0 for the inputs, which lie where they are.
    var bufferCounts: [Int]
    /// The buffers that start with a constant.
    var constants: [(buffer: Int, value: Double)]
    /// For each integer register the value it starts with.
    var integers: [Int]
    /// For each input its buffer.
    var inputs: [Int]

    /// The number of instructions.
    public var count: Int { instructions.count }
}

/// The shape and strides of an array; `()` is a number's.
public struct ArrayLayout: Sendable, Equatable {
    /// The lengths of the axes.
    public var shape: Shape
    /// The step from one index to the next along each axis, in elements.
    public var strides: [Int]

    /// Makes a layout.
    public init(shape: Shape, strides: [Int]) {
        self.shape = shape
        self.strides = strides
    }

    /// A new array of this shape, row after row.
    init(_ shape: Shape) { self.init(shape: shape, strides: shape.contiguousStrides) }

    /// The layout of one number.
    public static let number = ArrayLayout([])

    /// The number of elements.
    public var count: Int { shape.count }

    /// Whether the strides are the very ones of a new array, those of axes of length 1 included.
    var isRowByRow: Bool { strides == shape.contiguousStrides }

    /// Whether the elements fill as many places as they are.
    public var isWithoutGaps: Bool {
        var reach = 1
        for axis in 0..<shape.rank {
            if strides[axis] < 0 || (strides[axis] == 0 && shape[axis] > 1) { return false }
            reach += (shape[axis] - 1) * strides[axis]
        }
        return reach == count
    }

    /// The axes in reverse order (`.T`).
    public var transposed: ArrayLayout {
        ArrayLayout(shape: Shape(shape.dimensions.reversed()), strides: strides.reversed())
    }
}

/// An array or number of a program: where it lies and how.
public struct ArrayRegister: Sendable, Equatable {
    let slot: Int
    /// How it lies.
    public let layout: ArrayLayout
    /// Whether it looks at the memory of another array.
    var isView = false

    /// A view of it with the axes reversed.
    public var transposed: ArrayRegister { ArrayRegister(slot: slot, layout: layout.transposed, isView: true) }
}

/// An integer of a program.
public struct IntegerRegister: Sendable, Equatable {
    let slot: Int
}

/// One step of a program.
struct Instruction: Sendable {
    /// What it does.
    enum Operation: Sendable {
        /// Element by element; numbers stand still.
        case binary(BinaryOperation)
        /// `left ** right` with an exponent that is one number, by NumPy's short cuts for arrays.
        case power
        case unary(UnaryOperation)
        /// `matmul`, or `dot`, of `outer` x `inner` times `inner` x `columns`.
        case product(isDot: Bool)
        /// The sum of `inner` numbers.
        case sum
        /// The sums of the `inner` columns, or `outer` rows, of a matrix.
        case sumColumns, sumRows
        /// Divides `inner` numbers by a count.
        case quotient
        /// The output becomes a copy of the left operand's `inner` numbers.
        case copy
        /// The left operand and the output exchange their memory.
        case swap
        /// An integer as a number.
        case number
        /// The quotient of two integers as a number.
        case integerQuotient
        case integer(BinaryOperation)
        case integerCopy
        /// A predicate on two numbers or integers; gives 1 or 0.
        case compare(BinaryOperation)
        case compareIntegers(BinaryOperation)
    }

    var operation: Operation
    var output: Int
    var left: Int
    var right: Int
    /// The lengths of the loops.
    var outer = 1
    var inner = 1
    /// The columns of a product.
    var columns = 1
    /// The steps of output, left and right in the inner loop; row and column steps of a product's operands.
    var innerSteps = (0, 0, 0)
    var outerSteps = (0, 0, 0)
    /// The statement that it belongs to.
    var statement: Int

    init(_ operation: Operation, _ output: Int, _ left: Int, _ right: Int = 0, statement: Int) {
        self.operation = operation
        self.output = output
        self.left = left
        self.right = right
        self.statement = statement
    }
}
