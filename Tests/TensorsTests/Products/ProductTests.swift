import Tensors
import Testing

@Suite struct ProductTests {
    @Test func randomViewsGiveNumPysValuesTypesAndStrides() throws {
        try expectLines("products.txt", first: 2) { line in
            let operands = line.operands.map(SeededNumbers.tensor)
            var flags: FloatingPointFlags = []
            let result: Tensor
            switch line.operation {
            case "matmul": result = try Tensor.matmul(operands[0], operands[1], flags: &flags)
            case "dot": result = try Tensor.dot(operands[0], operands[1], flags: &flags)
            case "outer": result = try Tensor.outer(operands[0], operands[1], flags: &flags)
            case "matmulT": result = try Tensor.matmul(operands[0], Self.transposed(operands[0]), flags: &flags)
            default: result = try Tensor.dot(operands[0], Self.transposed(operands[0]), flags: &flags)
            }
            return SeededNumbers.described(result) + "\t"
        }
    }

    private static func transposed(_ x: Tensor) -> Tensor {
        x.view(shape: Shape(x.shape.dimensions.reversed()), strides: AxisValues(x.strides.reversed()), offset: x.offset)
    }

    /// Such a product isn't that of a matrix with its own transpose, though both begin at the same place in memory.
    @Test(arguments: [2, 3, 9, 12]) func partsOfAMatrixTimesItsTransposeAreNotSymmetric(count: Int) throws {
        var flags: FloatingPointFlags = []
        let numbers: [Double] = (0..<50).map { Double($0 * 7 % 50) }
        let matrix = Tensor.float64(NDArray(numbers, shape: [10, 5]))
        let rows = min(count, 10)
        let part = try matrix.indexed(by: [.slice(lower: nil, upper: count, step: nil)]).transposed
        var expected: [Double] = []
        for row in 0..<10 {
            for column in 0..<rows {
                var sum = 0.0
                for index in 0..<5 { sum += numbers[row * 5 + index] * numbers[column * 5 + index] }
                expected.append(sum)
            }
        }
        let wide = Tensor.float64(try NDArray(repeating: 1, shape: [rows, 10]))
        for result in [try Tensor.matmul(matrix, part, flags: &flags), try Tensor.dot(matrix, part, flags: &flags)] {
            #expect(result.shape == [10, rows])
            #expect(result.asFloat64().elements == expected)
            #expect(try Tensor.matmul(result, wide, flags: &flags).shape == [10, 10])
        }
    }

    @Test func mismatchesAreNamed() throws {
        var flags: FloatingPointFlags = []
        let matrix = Tensor.float64(try NDArray(repeating: 1, shape: [10, 5]))
        let vector = Tensor.float64(try NDArray(repeating: 1, shape: [10]))
        #expect(throws: TensorError.productMismatch(left: [10, 5], right: [10])) {
            try Tensor.matmul(matrix, vector, flags: &flags)
        }
        #expect(throws: TensorError.productOfScalar(operand: 1)) {
            try Tensor.matmul(matrix, Tensor(.int64(2)), flags: &flags)
        }
        #expect(throws: TensorError.productMismatch(left: [10, 5], right: [10])) {
            try Tensor.dot(matrix, vector, flags: &flags)
        }
        #expect(
            TensorError.productMismatch(left: [10, 5], right: [10, 1]).notes(names: ["x", "r"]) == [
                "x transposed would fit: x.T @ r"
            ])
    }

    @Test func tracesAreSumsOfDiagonals() throws {
        var flags: FloatingPointFlags = []
        let matrix = Tensor.int64(NDArray(Array(0..<12), shape: [3, 4]))
        #expect(try matrix.trace(flags: &flags).scalarValue == .int64(15))
        #expect(try matrix.trace(offset: 2, flags: &flags).scalarValue == .int64(9))
        #expect(try matrix.trace(offset: -2, flags: &flags).scalarValue == .int64(8))
        #expect(try matrix.trace(offset: 9, flags: &flags).scalarValue == .int64(0))
        #expect(try matrix.diagonal(offset: -9).shape == [0])
    }

    @Test func notANumbersAndOverflowsAreFlagged() throws {
        let huge = Tensor.float64(try NDArray(repeating: 1e300, shape: [2, 2]))
        let infinite = Tensor.float64(NDArray([.infinity, -.infinity, 1, 1], shape: [2, 2]))
        var flags: FloatingPointFlags = []
        _ = try Tensor.matmul(huge, huge, flags: &flags)
        #expect(flags == .overflow)
        flags = []
        let ones = Tensor.float64(try NDArray(repeating: 1, shape: [2]))
        _ = try Tensor.matmul(infinite, ones, flags: &flags)
        #expect(flags == .invalid)
    }
}
