import Tensors
import Testing

@Suite struct ReductionTests {
    @Test func randomViewsGiveNumPysValuesTypesAndStrides() throws {
        try expectLines("reductions.txt", first: 3) { line in
            let operand = SeededNumbers.tensor(line.fields[1])
            let arguments = line.fields[2].split(separator: " ")
            let axes = arguments[0] == "-" ? nil : arguments[0].split(separator: ",").compactMap { Int($0) }
            var flags: FloatingPointFlags = []
            let result = try Self.reduce(
                line.operation, operand, axes, arguments[1] == "1", ddof: Int(arguments[2]) ?? 0, &flags)
            return SeededNumbers.described(result) + "\t" + SeededNumbers.letters(flags)
        }
    }

    private static func reduce(
        _ name: String, _ x: Tensor, _ axes: [Int]?, _ keeps: Bool, ddof: Int, _ flags: inout FloatingPointFlags
    ) throws -> Tensor {
        switch name {
        case "sum": try x.sum(axes: axes, keepingDimensions: keeps, flags: &flags)
        case "mean": try x.mean(axes: axes, keepingDimensions: keeps, flags: &flags)
        case "prod": try x.product(axes: axes, keepingDimensions: keeps, flags: &flags)
        case "var": try x.variance(axes: axes, keepingDimensions: keeps, ddof: ddof, flags: &flags)
        case "std": try x.standardDeviation(axes: axes, keepingDimensions: keeps, ddof: ddof, flags: &flags)
        case "max": try x.maximum(axes: axes, keepingDimensions: keeps)
        case "min": try x.minimum(axes: axes, keepingDimensions: keeps)
        case "ptp": try x.range(axes: axes, keepingDimensions: keeps, flags: &flags)
        case "any": try x.any(axes: axes, keepingDimensions: keeps)
        case "all": try x.all(axes: axes, keepingDimensions: keeps)
        case "median": try x.median(axes: axes, keepingDimensions: keeps, flags: &flags)
        case "argmax": try x.indexOfMaximum(axis: axes?.first, keepingDimensions: keeps)
        case "argmin": try x.indexOfMinimum(axis: axes?.first, keepingDimensions: keeps)
        case "cumsum": try x.cumulativeSum(axis: axes?.first, flags: &flags)
        default: try x.cumulativeProduct(axis: axes?.first, flags: &flags)
        }
    }

    @Test func sumsOfNothingAndOfMinusZeros() throws {
        var flags: FloatingPointFlags = []
        let nothing = Tensor.float64(NDArray([], shape: [0]))
        #expect(try nothing.sum(flags: &flags).scalarValue == .float64(0))
        let zeros = Tensor.float64(NDArray([-0.0, -0.0], shape: [2]))
        #expect(try zeros.sum(flags: &flags).scalarValue?.doubleValue.sign == .plus)
        #expect(flags.isEmpty)
        #expect(throws: TensorError.emptyReduction("max")) { try nothing.maximum() }
        #expect(throws: TensorError.emptyReduction("argmin")) { try nothing.indexOfMinimum() }
        _ = try nothing.mean(flags: &flags)
        #expect(
            flags.warnings(in: "scalar divide") == [
                "Mean of empty slice", "invalid value encountered in scalar divide",
            ])
        #expect(throws: TensorError.axisOutOfRange(axis: 1, rank: 1)) { try nothing.sum(axes: [1], flags: &flags) }
        #expect(throws: TensorError.duplicateAxis(-1)) { try nothing.sum(axes: [0, -1], flags: &flags) }
    }
}
