import Tensors
import Testing

@Suite struct ElementwiseTests {
    @Test func randomViewsGiveNumPysValuesTypesAndStrides() throws {
        try expectLines("elementwise.txt", first: 2) { line in
            let operands = line.operands.map(SeededNumbers.tensor)
            var flags: FloatingPointFlags = []
            let result: Tensor
            if let operation = BinaryOperation(rawValue: line.operation), operands.count == 2 {
                result = try Tensor.binary(operation, operands[0], operands[1], flags: &flags)
            } else {
                let operation = try #require(UnaryOperation(rawValue: line.operation))
                result = try Tensor.unary(operation, operands[0], flags: &flags)
            }
            return SeededNumbers.described(result) + "\t" + SeededNumbers.letters(flags)
        }
    }

    @Test func selectionsGiveNumPysValuesTypesAndStrides() throws {
        try expectLines("selections.txt", first: 2) { line in
            let operands = line.operands.map(SeededNumbers.tensor)
            var flags: FloatingPointFlags = []
            let result: Tensor
            switch line.operation {
            case "where": result = try Tensor.where(operands[0], operands[1], operands[2])
            case "clip": result = try Tensor.clip(operands[0], from: operands[1], to: operands[2], flags: &flags)
            case let name where name.hasPrefix("round"):
                let decimals = try #require(Int(name.dropFirst(5)))
                result = try Tensor.round(operands[0], decimals: decimals, flags: &flags)
            default:
                let type = try #require(DType(named: String(line.operation.dropFirst(2))))
                result = try operands[0].converted(to: type, flags: &flags)
            }
            return SeededNumbers.described(result) + "\t" + SeededNumbers.letters(flags)
        }
    }

    private static let tables: [Character: Tensor] = [
        "f": vector([
            0.0, -0.0, 1.0, -1.0, 2.0, -2.0, 0.5, -0.5, 3.0, -7.25, Double(bitPattern: 0x1268_8B70_E62B),
            .leastNonzeroMagnitude, 1e300, -1e300, 1e308, 1e-300,
            .infinity, -.infinity, .nan, 1.5, 2.5, -2.5, 0.1, 710.0, -746.0, 1e16, 4_503_599_627_370_497.5, Double.pi,
            63.0,
        ]),
        "i": vector([
            0, 1, -1, 2, -2, 3, 7, -7, 10, 63, 64, 65, 1 << 31, -(1 << 31), (1 << 53) + 1, 1 << 62, -(1 << 62), .max,
            .min, 3_037_000_500,
        ]),
        "b": vector([false, true]),
    ]

    private static func vector<Element: TensorElement>(_ elements: [Element]) -> Tensor {
        Element.tensor(NDArray(elements, shape: [elements.count]))
    }

    private static func element(_ tensor: Tensor, _ index: Int) -> Tensor {
        Tensor(tensor.scalar(atAddress: index))
    }

    /// Each operation over tables of special values, each pair of types, as columns by rows, as pairs and with scalars.
    @Test func specialValuesGiveNumPysValuesTypesAndWarnings() throws {
        try expectLines("specials.txt", first: 2) { line in
            guard let operation = BinaryOperation(rawValue: line.operation) else { return try unary(line) }
            let left = try #require(Self.tables[line.fields[1].first ?? " "])
            var right = try #require(Self.tables[line.fields[1].dropFirst().first ?? " "])
            if operation == .power && left.dtype != .float64, case .int64(let array) = right {
                right = Self.vector(array.elements.filter { $0 >= 0 })
            }
            var flags: FloatingPointFlags = []
            switch line.fields[1].dropFirst(3) {
            case "outer":
                let column = left.view(shape: [left.count, 1], strides: [1, 0], offset: 0)
                let result = try Tensor.binary(operation, column, right, flags: &flags)
                return SeededNumbers.described(result) + "\t" + SeededNumbers.letters(flags)
            case "pairs":
                let shape: Shape = [left.count, right.count]
                let (count, none) = ([shape.count] as Shape, 0)
                let first = try left.view(shape: shape, strides: [1, 0], offset: none).contiguous()
                let second = try right.view(shape: shape, strides: [0, 1], offset: none).contiguous()
                let result = try Tensor.binary(
                    operation, first.view(shape: count, strides: [1], offset: 0),
                    second.view(shape: count, strides: [1], offset: 0), flags: &flags)
                return SeededNumbers.described(result) + "\t" + SeededNumbers.letters(flags)
            default:
                return try scalars(operation, left, right)
            }
        }
    }

    private func scalars(_ operation: BinaryOperation, _ left: Tensor, _ right: Tensor) throws -> String {
        var words: [Tensor] = []
        var letters: [String] = []
        for index in 0..<right.count {
            var flags: FloatingPointFlags = []
            words.append(try Tensor.binary(operation, left, Self.element(right, index), flags: &flags))
            letters.append(SeededNumbers.letters(flags))
        }
        return SeededNumbers.described(Self.stacked(words)) + "\t" + letters.joined(separator: ",")
    }

    private func unary(_ line: FixtureLine) throws -> String {
        let operation = try #require(UnaryOperation(rawValue: line.operation))
        let operand = try #require(Self.tables[line.fields[1].first ?? " "])
        var results: [Tensor] = []
        var letters: [String] = []
        for index in 0..<operand.count {
            var flags: FloatingPointFlags = []
            results.append(try Tensor.unary(operation, Self.element(operand, index), flags: &flags))
            letters.append(SeededNumbers.letters(flags))
        }
        let stacked = Self.stacked(results)
        return SeededNumbers.described(stacked) + "\t" + letters.joined(separator: ",")
    }

    private static func stacked(_ tensors: [Tensor]) -> Tensor {
        let shape = Shape([tensors.count] + (tensors.first?.shape.dimensions ?? []))
        switch tensors.first?.dtype {
        case .float64: return .float64(NDArray(tensors.flatMap { $0.asFloat64().elements }, shape: shape))
        case .bool: return .bool(NDArray(tensors.flatMap { $0.asBool().elements }, shape: shape))
        default:
            var flags: FloatingPointFlags = []
            return .int64(NDArray(tensors.flatMap { $0.asInt64(flags: &flags).elements }, shape: shape))
        }
    }

    /// The single-element forms agree with the loops, but for power's short cuts, which only loops take.
    @Test(arguments: BinaryOperation.allCases)
    func scalarsAgreeWithLoops(operation: BinaryOperation) throws {
        guard case .float64(let table)? = Self.tables["f"] else { return }
        guard (try? operation.operandType(.float64, .float64)) != nil else { return }
        for left in table.elements {
            for right in table.elements {
                var flags: FloatingPointFlags = []
                let (first, second) = (NDArray([left, 0], shape: [2]), NDArray([right, 1], shape: [2]))
                let result = try Tensor.binary(operation, .float64(first), .float64(second), flags: &flags)
                let expected = result.scalar(atAddress: 0).doubleValue
                let actual = operation.apply(left, right)
                #expect(actual == expected || (actual.isNaN && expected.isNaN), "\(operation) \(left) \(right)")
                if !operation.isPredicate { #expect(operation.flags(left, right, result: actual) == flags) }
            }
        }
    }

    @Test func wrongTypesAndNegativePowersAreNamed() {
        var flags: FloatingPointFlags = []
        let truth = Tensor(.bool(true))
        #expect(throws: TensorError.integerToNegativePower) {
            try Tensor.binary(.power, Tensor(.int64(2)), Tensor(.int64(-1)), flags: &flags)
        }
        #expect(throws: TensorError.self) { try Tensor.binary(.subtract, truth, truth, flags: &flags) }
        #expect(throws: TensorError.self) { try Tensor.unary(.negative, truth, flags: &flags) }
        #expect(throws: TensorError.cannotBroadcast([[2], [3]])) {
            try Tensor.binary(
                .add, .int64(NDArray([1, 2], shape: [2])), .int64(NDArray([1, 2, 3], shape: [3])), flags: &flags)
        }
    }
}
