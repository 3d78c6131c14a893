import Testing

@testable import Tensors

@Suite(.serialized) struct CoreTests {
    @Test func shapesBroadcastAsInNumPy() throws {
        #expect(try Shape.broadcast([[10, 1], [10]]) == [10, 10])
        #expect(try Shape.broadcast([[], [3, 1], [1, 4]]) == [3, 4])
        #expect(try Shape.broadcast([[0, 3], [1, 3]]) == [0, 3])
        #expect(throws: TensorError.cannotBroadcast([[2, 3], [2]])) { try Shape.broadcast([[2, 3], [2]]) }
        let huge: Shape = [1 << 40, 1]
        #expect(throws: TensorError.tooLarge([1 << 40, 1 << 40])) { try Shape.broadcast([huge, [1 << 40]]) }
    }

    @Test func sizesAreCheckedBeforeAnythingIsAllocated() throws {
        #expect(throws: TensorError.negativeLength(-1)) { try Shape([2, -1]).validated() }
        #expect(throws: TensorError.tooLarge([1_000_000_000, 1_000_000_000])) {
            try Shape([1_000_000_000, 1_000_000_000]).validated()
        }
        // Lengths of 0 don't hide that the others can't be counted.
        #expect(throws: TensorError.tooLarge([0, .max, 2])) { try Shape([0, .max, 2]).validated() }
        #expect(try Shape([0, 5]).validated() == [0, 5])
        #expect(MemoryLimit.system.bytes > 1 << 24)
        try Shape([10]).validated(MemoryLimit(bytes: 80))
        #expect(throws: TensorError.tooLarge([11])) { try Shape([11]).validated(MemoryLimit(bytes: 80)) }
        try Shape([80]).validated(MemoryLimit(bytes: 80), dtype: .bool)
    }

    @Test func outerSumsBeyondTheMemoryAreRefused() {
        let count = 1 << 22
        let row = NDArray(copying: [1.0], shape: [1, count], strides: [0, 0], offset: 0)
        let column = NDArray(copying: [1.0], shape: [count, 1], strides: [0, 0], offset: 0)
        var flags: FloatingPointFlags = []
        #expect(throws: TensorError.tooLarge([count, count])) {
            try Tensor.binary(.add, .float64(row), .float64(column), flags: &flags)
        }
    }

    @Test func axesAreCountedFromEitherEnd() throws {
        let shape: Shape = [2, 3, 4]
        #expect(try shape.normalizedAxis(-1) == 2)
        #expect(try shape.normalizedAxes([-3, 1]) == [0, 1])
        #expect(throws: TensorError.axisOutOfRange(axis: 3, rank: 3)) { try shape.normalizedAxis(3) }
        #expect(throws: TensorError.duplicateAxis(-1)) { try shape.normalizedAxes([2, -1]) }
    }

    @Test func viewsShareTheBufferAndWhatIsWrittenToIt() throws {
        let array = NDArray([1, 2, 3, 4, 5, 6], shape: [2, 3])
        let transposed = NDArray<Int>(buffer: array.buffer, shape: [3, 2], strides: [1, 3], offset: 0)
        #expect(transposed.elements == [1, 4, 2, 5, 3, 6])
        #expect(transposed.hasSameStart(as: array))
        #expect(transposed.isFortranContiguous && !transposed.isContiguous)
        let written = array
        written[address: 0] = 9
        #expect(array.elements[0] == 9 && transposed.elements[0] == 9)
        #expect(written.hasSameStart(as: array))
        #expect(try transposed.contiguous().strides == [2, 1])
        #expect(try transposed.copyKeepingOrder().strides == [1, 3])
        var visited: [Int] = []
        transposed.forEach { visited.append($0) }
        #expect(visited == transposed.elements)
        #expect(try NDArray([7], shape: [1, 1]).broadcast(to: [2, 3]).strides == [0, 0])
        #expect(try array.broadcast(to: [4, 2, 3]).elements.count == 24)
        #expect(throws: TensorError.cannotBroadcast([[2, 3], [3]])) { try array.broadcast(to: [3]) }
    }

    @Test func scalarsAreTakenFromOneElementOfAnyRank() {
        #expect(Tensor(.int64(3)).scalarValue == .int64(3))
        #expect(Tensor.bool(NDArray([true], shape: [1, 1])).scalarValue == .bool(true))
        #expect(Tensor.float64(NDArray([1, 2], shape: [2])).scalarValue == nil)
    }

    @Test func conversionsCutTowardZero() {
        #expect(Int(truncating: -2.9) == -2)
        #expect(Int(truncating: -0x1p63) == Int.min)
        #expect(Int(truncating: 0x1p63) == nil)
        #expect(Int(truncating: .nan) == nil)
        var flags: FloatingPointFlags = []
        let array = Tensor.float64(NDArray([1.9, -1.9, .nan], shape: [3])).asInt64(flags: &flags)
        #expect(array.elements == [1, -1, Int.min])
        #expect(flags == .invalid)
    }

    /// Every error says what is wrong, with its shapes as Python writes them.
    @Test func errorsAreWorded() {
        let shape: Shape = [10]
        let errors: [TensorError] = [
            .cannotBroadcast([shape, [2, 5]]), .productMismatch(left: shape, right: [5]), .productOfScalar(operand: 1),
            .axisOutOfRange(axis: 2, rank: 1), .duplicateAxis(0), .cannotReshape(from: shape, to: [3, -1]),
            .indexOutOfRange(index: 10, axis: 0, length: 10), .tooManyIndices(rank: 1, given: 2),
            .maskMismatch(mask: [3], shape: shape), .cannotAssign(value: [3], target: shape), .emptyReduction("max"),
            .cannotJoin(function: "stack", [shape, [3]]),
            .unsupportedTypes(operation: "-", [.bool, .bool], hint: "use ^"), .integerToNegativePower,
            .notSquare(function: "inv", shape), .singularMatrix(function: "inv", shape),
            .systemMismatch(function: "solve", shape, [3]),
            .wrongRank(function: "solve", expected: "a matrix", shape), .tooLarge(shape), .negativeLength(-1),
            .ragged([2]),
            .invalidArgument(function: "arange", "the step is 0"),
        ]
        for error in errors {
            #expect(!error.message.isEmpty && !error.message.hasSuffix("."), "\(error)")
            if "\(error)".contains("Shape") && error != .productOfScalar(operand: 1) {
                #expect(error.message.contains("(") && error.message.contains(")"), "\(error.message)")
            }
        }
        #expect(TensorError.cannotBroadcast([shape, [2, 5]]).message == "shapes (10,) and (2, 5) don't fit together")
        #expect(
            TensorError.productMismatch(left: [10, 5], right: [10]).message
                == "cannot multiply (10, 5) @ (10,): the inner lengths 5 and 10 differ")
        #expect(TensorError.tooLarge(shape).notes.count == 1)
    }

    @Test func buffersAreCutAsNumPysIteratorDoes() {
        // A sum over columns of every other row: rows are gathered until a buffer of 8,192 is full.
        let plan = IterationPlan(
            shape: [1000, 100], strides: [[0, 0], [400, 2]], axes: [1, 0], isConverted: [false, false], reduced: 0)
        #expect(plan.isBuffered == [false, true])
        #expect(plan.coreCount == 100)
        #expect(plan.bufferedSteps == 81)
        // Converted numbers that lie together: 8,192 at a time.
        let converted = IterationPlan(
            shape: [20000], strides: [[0], [1]], axes: [0], isConverted: [false, true], reduced: 0)
        #expect(converted.bufferedSteps == 8192)
        #expect(converted.coreCount == 1)
    }
}
