import Foundation
import Tensors
import Testing

@Suite struct LinearAlgebraTests {
    /// A shape and its numbers, as `line` in `algebra.py` writes them.
    static func tensor(_ text: String) -> Tensor {
        let parts = ViewText.fields(text, "=")
        let values = parts[1].split(separator: ",").compactMap { Double($0) }
        return .float64(NDArray(values, shape: Shape(ViewText.integers(parts[0]))))
    }

    /// Whether all elements are within 1e-10 of the largest.
    static func agree(_ left: Tensor, _ right: Tensor, relative: Double = 1e-10) -> Bool {
        let (x, y) = (left.asFloat64().elements, right.asFloat64().elements)
        let scale = y.map(abs).max() ?? 0
        return left.shape == right.shape && zip(x, y).allSatisfy { abs($0 - $1) <= relative * scale || $0 == $1 }
    }

    static func determinant(_ matrix: Tensor) throws(TensorError) -> Tensor {
        var flags = FloatingPointFlags()
        return try LinearAlgebra.determinant(matrix, flags: &flags)
    }

    static func scalar(_ value: Double) -> Tensor { Tensor(.float64(value)) }

    static func numbers(_ values: [Double]) -> Tensor { .float64(NDArray(values, shape: [values.count])) }

    /// Systems, inverses and determinants of small matrices to the last digit, the rest to ten digits.
    @Test func resultsAgreeWithNumPy() throws {
        let lines = try ViewText.lines("algebra.txt")
        #expect(lines.count > 400)
        for line in lines {
            let fields = ViewText.fields(line, "/")
            if fields[0].contains("norm") || fields[0].contains("axis") { continue }
            let operands = fields.dropFirst().map(Self.tensor)
            try Self.check(fields[0], operands, line)
        }
    }

    static func check(_ name: String, _ operands: [Tensor], _ line: String) throws {
        let matrix = operands[0]
        var badCondition: Double?
        switch name {
        case "solve":
            let solution = try LinearAlgebra.solve(matrix, operands[1], badCondition: &badCondition)
            #expect(Tensor.areEqual(solution, operands[2]), "\(line)")
            #expect(badCondition == nil)
        case "inv":
            let inverse = try LinearAlgebra.inverse(matrix, badCondition: &badCondition)
            #expect(Tensor.areEqual(inverse, operands[1]), "\(line)")
        case "det": #expect(try determinant(matrix).scalarValue == operands[1].scalarValue)
        case "slogdet":
            let (sign, logarithm) = try LinearAlgebra.signAndLogDeterminant(matrix)
            #expect(Tensor.areEqual(try .stack([sign, logarithm], axis: 0), operands[1]), "\(line)")
        case "cond1":
            // NumPy's matrix may lie by columns, which it adds in another order.
            #expect(agree(try LinearAlgebra.condition(matrix, order: .number(1)), operands[1]), "\(line)")
        case "singular": try checkSingular(matrix)
        case "conditioned": try checkConditioned(matrix, operands, line)
        default: try checkDecomposition(name, operands, line)
        }
    }

    static func checkDecomposition(_ name: String, _ operands: [Tensor], _ line: String) throws {
        let matrix = operands[0]
        switch name {
        case "svd":
            #expect(agree(try LinearAlgebra.singularValues(matrix), operands[1]), "\(line)")
            try checkSVD(matrix)
        case "pinv": #expect(agree(try LinearAlgebra.pseudoInverse(matrix), operands[1]), "\(line)")
        case "rank":
            #expect(try LinearAlgebra.rank(matrix).scalarValue?.doubleValue == operands[1].scalarValue?.doubleValue)
        case "cond": #expect(Tensor.areEqual(try LinearAlgebra.condition(matrix), operands[1]), "\(line)")
        case "qr":
            let (q, r) = try LinearAlgebra.qr(matrix)
            #expect(agree(q, operands[1]) && agree(r, operands[2]), "\(line)")
        case "lstsq", "deficient":
            let isDeficient = name == "deficient"
            let result = try LinearAlgebra.leastSquares(matrix, operands[1], cutoff: isDeficient ? 1e-12 : nil)
            #expect(agree(result.solution, operands[2]), "\(line)")
            #expect(agree(result.residuals, operands[3]), "\(line)")
            #expect(scalar(Double(result.rank)).scalarValue == operands[4].scalarValue)
            let count = operands[5].count
            #expect(agree(numbers(Array(result.singularValues.asFloat64().elements.prefix(count))), operands[5]))
            if isDeficient {
                #expect(agree(try LinearAlgebra.pseudoInverse(matrix, cutoff: 1e-12), operands[6]), "\(line)")
            }
        case "eigh":
            let (values, vectors) = try LinearAlgebra.symmetricEigen(matrix)
            #expect(agree(values, operands[1]), "\(line)")
            var flags = FloatingPointFlags()
            let left = try Tensor.matmul(matrix, vectors, flags: &flags)
            let right = try Tensor.binary(.multiply, vectors, values, flags: &flags)
            #expect(try Tensor.allClose(left, right, relative: 0, absolute: 1e-12 * largest(values)), "\(line)")
            try expectOrthonormal(vectors)
        case "cholesky": #expect(agree(try LinearAlgebra.cholesky(matrix), operands[1]), "\(line)")
        default: Issue.record("\(line)")
        }
    }

    static func largest(_ tensor: Tensor) -> Double { tensor.asFloat64().elements.map(abs).max() ?? 0 }

    static func expectOrthonormal(_ columns: Tensor) throws {
        var flags = FloatingPointFlags()
        let product = try Tensor.matmul(columns.transposed, columns, flags: &flags)
        #expect(try Tensor.allClose(product, .eye(columns.shape[1]), relative: 0, absolute: 1e-13))
    }

    /// U·diag(s)·Vᵀ is the matrix, and U and V are orthonormal, square ones too.
    static func checkSVD(_ matrix: Tensor) throws {
        var flags = FloatingPointFlags()
        let (u, values, v) = try LinearAlgebra.singularValueDecomposition(matrix, isFull: false)
        let scaled = try Tensor.binary(.multiply, u, values, flags: &flags)
        let product = try Tensor.matmul(scaled, v, flags: &flags)
        #expect(try Tensor.allClose(product, matrix, relative: 0, absolute: 1e-13 * largest(values)))
        let (full, _, fullV) = try LinearAlgebra.singularValueDecomposition(matrix)
        #expect(full.shape == [matrix.shape[0], matrix.shape[0]])
        #expect(fullV.shape == [matrix.shape[1], matrix.shape[1]])
        try expectOrthonormal(full)
        try expectOrthonormal(fullV.transposed)
    }

    static func checkSingular(_ matrix: Tensor) throws {
        var badCondition: Double?
        #expect(throws: TensorError.singularMatrix(function: "inv", matrix.shape)) {
            try LinearAlgebra.inverse(matrix, badCondition: &badCondition)
        }
        #expect(throws: TensorError.singularMatrix(function: "solve", matrix.shape)) {
            try LinearAlgebra.solve(matrix, try Tensor.ones([matrix.shape[0]]), badCondition: &badCondition)
        }
        #expect(try determinant(matrix).scalarValue == .float64(0))
        #expect(try LinearAlgebra.rank(matrix).scalarValue?.doubleValue ?? .infinity < Double(matrix.shape[0]))
    }

    /// A matrix is reported as badly conditioned from 1e15 on, and as singular where NumPy says so.
    static func checkConditioned(_ matrix: Tensor, _ operands: [Tensor], _ line: String) throws {
        // Absolutely, because the small ones are lost in rounding.
        #expect(agree(try LinearAlgebra.singularValues(matrix), operands[2]), "\(line)")
        let isSingular = operands[3].scalarValue?.doubleValue == 1
        var badCondition: Double?
        do throws(TensorError) {
            _ = try LinearAlgebra.solve(matrix, try Tensor.ones([matrix.shape[0]]), badCondition: &badCondition)
        } catch {
            #expect(isSingular && error == .singularMatrix(function: "solve", matrix.shape), "\(line)")
            return
        }
        #expect(!isSingular, "\(line)")
        let expected = operands[1].scalarValue?.doubleValue ?? 0
        #expect((badCondition != nil) == (expected >= 1e15), "\(line)")
        if let badCondition { #expect(badCondition > 1e15, "\(line)") }
    }

    @Test func normsAreNumPysToTheLastDigit() throws {
        var checked = 0
        for line in try ViewText.lines("algebra.txt") {
            let fields = ViewText.fields(line, "/")
            let names = ViewText.fields(fields[0], ":")
            guard ["norm", "normT", "axis"].contains(names[0]) else { continue }
            checked += 1
            let order: NormOrder =
                switch names.count > 1 ? names[1] : "" {
                case "": .standard
                case "nuc": .nuclear
                case "fro": .frobenius
                default: .number(Double(names[1]) ?? .nan)
                }
            var operand = Self.tensor(fields[1])
            if names[0] == "normT" { operand = operand.transposed }
            let axis = order == .number(3) || order == .number(0) ? 1 : 0
            let expected = Self.tensor(fields[2])
            var flags = FloatingPointFlags()
            let result = try LinearAlgebra.norm(
                operand, order: order, axes: names[0] == "axis" ? [axis] : nil, flags: &flags)
            let isSpectral = names[0] == "norm" && [.nuclear, .number(2), .number(-2)].contains(order)
            if isSpectral {
                #expect(Self.agree(result, expected, relative: 1e-10), "\(line)")
            } else {
                #expect(Tensor.areEqual(result, expected), "\(line)")
            }
        }
        #expect(checked > 200)
    }

    @Test func normsKeepDimensions() throws {
        var flags = FloatingPointFlags()
        let cube = try Tensor.arange(to: 24).reshaped(to: [2, 3, 4])
        func shape(_ order: NormOrder, _ axes: [Int]?) throws -> Shape {
            try LinearAlgebra.norm(cube, order: order, axes: axes, keepingDimensions: true, flags: &flags).shape
        }
        #expect(try shape(.standard, nil) == [1, 1, 1])
        #expect(try shape(.number(1), [1]) == [2, 1, 4])
        #expect(try shape(.number(2), [0, 2]) == [1, 3, 1])
        #expect(try shape(.number(.infinity), [-1, 0]) == [1, 3, 1])
        #expect(throws: TensorError.self) { try shape(.number(1), nil) }
        #expect(throws: TensorError.duplicateAxis(-2)) { try shape(.standard, [1, -2]) }
        #expect(throws: TensorError.self) { try shape(.number(3), [0, 1]) }
    }

    @Test func operandsThatDoNotFitAreRefused() throws {
        var badCondition: Double?
        let wide = try Tensor.ones([2, 3])
        let square = try Tensor.eye(3)
        #expect(throws: TensorError.notSquare(function: "inv", [2, 3])) {
            try LinearAlgebra.inverse(wide, badCondition: &badCondition)
        }
        #expect(throws: TensorError.notSquare(function: "det", [2, 3])) { try Self.determinant(wide) }
        #expect(throws: TensorError.systemMismatch(function: "solve", [3, 3], [2, 3])) {
            try LinearAlgebra.solve(square, wide, badCondition: &badCondition)
        }
        #expect(throws: TensorError.systemMismatch(function: "lstsq", [3, 3], [2, 3], isSquare: false)) {
            try LinearAlgebra.leastSquares(square, wide)
        }
        #expect(throws: TensorError.noMatrix(function: "det", [3], takesStacks: true)) {
            try Self.determinant(try Tensor.ones([3]))
        }
        #expect(throws: TensorError.notPositiveDefinite(function: "cholesky", [2, 2])) {
            try LinearAlgebra.cholesky(.zeros([2, 2]))
        }
        let nan = try Tensor.full([2, 2], .float64(.nan))
        #expect(throws: TensorError.noConvergence(function: "svd", .singularValues)) {
            try LinearAlgebra.singularValues(nan)
        }
        #expect(throws: TensorError.noConvergence(function: "lstsq", .leastSquares)) {
            try LinearAlgebra.leastSquares(nan, nan)
        }
        #expect(throws: TensorError.notFinite(function: "eig", [2, 2])) { try LinearAlgebra.eigen(nan) }
    }

    @Test func complexEigenvalues() throws {
        let turn = Tensor.float64(NDArray([0, 1, -1, 0], shape: [2, 2]))
        let (values, vectors) = try LinearAlgebra.eigen(turn)
        #expect(values.dtype == .complex128)
        #expect(values.array(as: Complex<Double>.self).elements == [Complex(0, 1), Complex(0, -1)])
        let numbers = vectors.array(as: Complex<Double>.self).elements
        #expect(numbers[0] == numbers[1].conjugate && numbers[2] == numbers[3].conjugate)
    }

    @Test func matricesWithoutElements() throws {
        var badCondition: Double?
        let empty = try Tensor.zeros([0, 0])
        #expect(try Self.determinant(empty).scalarValue == .float64(1))
        #expect(try LinearAlgebra.inverse(empty, badCondition: &badCondition).shape == [0, 0])
        #expect(try LinearAlgebra.solve(empty, .zeros([0]), badCondition: &badCondition).shape == [0])
        #expect(try LinearAlgebra.pseudoInverse(.zeros([0, 3])).shape == [3, 0])
        #expect(try LinearAlgebra.symmetricEigen(empty).values.shape == [0])
    }
}

extension Tensor {
    fileprivate static func allClose(
        _ left: Tensor, _ right: Tensor, relative: Double, absolute: Double
    ) throws(TensorError) -> Bool {
        try isClose(left, right, relative: relative, absolute: absolute).elements.allSatisfy(\.self)
    }
}
