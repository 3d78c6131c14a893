internal import Platform

/// The kinds of norms, the `ord` of `np.linalg.norm`.
public enum NormOrder: Sendable, Hashable {
    /// The square root of the sum of squares of all elements (`None`).
    case standard
    /// The same for a matrix (`'fro'`).
    case frobenius
    /// The sum of the singular values of a matrix (`'nuc'`).
    case nuclear
    /// A number, possibly infinite.
    case number(Double)
}

extension LinearAlgebra {
    /// The norm of a vector or matrix (`np.linalg.norm`), or of the vectors (one axis) or matrices (two axes) in a
    /// tensor.
    ///
    /// Without axes the standard norm is the square root of `dot(x, x)` over the elements in memory order, as in
    /// NumPy, which makes the digits the same; with axes it is the square root of the sum of squares.
    ///
    /// - Throws: ``TensorError/axisOutOfRange(axis:rank:)``, ``TensorError/duplicateAxis(_:)``,
    ///   ``TensorError/wrongRank(function:expected:_:)``, ``TensorError/invalidArgument(function:_:)`` for an
    ///   undefined order, ``TensorError/emptyReduction(_:)``, ``TensorError/unsupportedTypes(operation:_:hint:)``.
    public static func norm(
        _ tensor: Tensor, order: NormOrder = .standard, axes: [Int]? = nil, keepingDimensions: Bool = false,
        flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        if tensor.dtype == .complex64 {
            throw .unsupportedTypes(operation: "norm", [tensor.dtype], hint: "x.astype(complex) makes it complex128")
        }
        // Complex numbers count by absolute value, computed without a root where it is squared anyway.
        if tensor.dtype.isComplex { return try complexNorm(tensor, order, axes, keepingDimensions, &flags) }
        let x = Tensor.float64(tensor.asFloat64())
        let isDirect =
            order == .standard || (order == .frobenius && x.rank == 2) || (order == .number(2) && x.rank == 1)
        if axes == nil && isDirect {
            let flat = try x.inMemoryOrder()
            let root = try Tensor.unary(.sqrt, try .dot(flat, flat, flags: &flags), flags: &flags)
            return keepingDimensions ? try root.reshaped(to: x.shape.dimensions.map { _ in 1 }) : root
        }
        let named = try x.shape.normalizedAxes(axes ?? Array(x.shape.dimensions.indices))
        switch named.count {
        case 1: return try vectorNorm(x, order, named, keepingDimensions, &flags)
        case 2: return try matrixNorm(x, order, named[0], named[1], keepingDimensions, &flags)
        default: throw .wrongRank(function: "norm", expected: "one axis or two for this order", x.shape)
        }
    }

    private static func complexNorm(
        _ z: Tensor, _ order: NormOrder, _ axes: [Int]?, _ keeping: Bool, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let count = axes?.count ?? z.rank
        let isDirect =
            order == .standard || (order == .frobenius && z.rank == 2) || (order == .number(2) && z.rank == 1)
        if axes == nil && isDirect {
            let flat = try z.inMemoryOrder()
            var sum = Tensor(.float64(0))
            for isImaginary in [false, true] {
                guard let part = flat.parts(imaginary: isImaginary) else { continue }
                sum = try .binary(.add, sum, try .dot(part, part, flags: &flags), flags: &flags)
            }
            let root = try Tensor.unary(.sqrt, sum, flags: &flags)
            return keeping ? try root.reshaped(to: z.shape.dimensions.map { _ in 1 }) : root
        }
        if order == .standard || order == .frobenius && count == 2 || order == .number(2) && count == 1 {
            let squares = try Tensor.binary(.multiply, try z.conjugated(), z, flags: &flags)
            guard let real = squares.parts(imaginary: false) else { return squares }
            let sum = try real.contiguous().sum(axes: axes, keepingDimensions: keeping, flags: &flags)
            return try .unary(.sqrt, sum, flags: &flags)
        }
        if count == 2, [.nuclear, .number(2), .number(-2)].contains(order) {
            throw .unsupportedTypes(
                operation: "norm", [z.dtype], hint: "singular values of complex matrices aren't there")
        }
        return try norm(
            try Tensor.unary(.absolute, z, flags: &flags), order: order, axes: axes, keepingDimensions: keeping,
            flags: &flags)
    }

    private static func vectorNorm(
        _ x: Tensor, _ order: NormOrder, _ axes: [Int], _ keeping: Bool, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let power: Double
        switch order {
        case .standard: power = 2
        case .number(let number): power = number
        case .frobenius, .nuclear:
            throw .invalidArgument(function: "norm", "'fro' and 'nuc' are norms of matrices, not of vectors")
        }
        if power == 2 {
            let squares = try Tensor.binary(.multiply, x, x, flags: &flags)
            return try .unary(
                .sqrt, try squares.sum(axes: axes, keepingDimensions: keeping, flags: &flags), flags: &flags)
        }
        let absolute = try Tensor.unary(.absolute, x, flags: &flags)
        if power == .infinity { return try largest(absolute, axes, keeping) }
        if power == -.infinity { return try absolute.minimum(axes: axes, keepingDimensions: keeping) }
        if power == 0 {
            return .float64(try x.countNonzero(axes: axes, keepingDimensions: keeping).asFloat64())
        }
        if power == 1 { return try absolute.sum(axes: axes, keepingDimensions: keeping, flags: &flags) }
        let powers = try Tensor.binary(.power, absolute, Tensor(.float64(power)), flags: &flags)
        let sum = try powers.sum(axes: axes, keepingDimensions: keeping, flags: &flags)
        return try .binary(.power, sum, Tensor(.float64(1 / power)), flags: &flags)
    }

    /// The maximum of nonnegative numbers; 0 for none.
    private static func largest(_ x: Tensor, _ axes: [Int], _ keeping: Bool) throws(TensorError) -> Tensor {
        if axes.contains(where: { x.shape[$0] == 0 }) {
            var flags = FloatingPointFlags()
            return try x.sum(axes: axes, keepingDimensions: keeping, flags: &flags)
        }
        return try x.maximum(axes: axes, keepingDimensions: keeping)
    }

    private static func matrixNorm(
        _ x: Tensor, _ order: NormOrder, _ row: Int, _ column: Int, _ keeping: Bool,
        _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let power: Double
        switch order {
        case .standard, .frobenius:
            let squares = try Tensor.binary(.multiply, x, x, flags: &flags)
            let sum = try squares.sum(axes: [row, column], keepingDimensions: keeping, flags: &flags)
            return try .unary(.sqrt, sum, flags: &flags)
        case .nuclear:
            return try spectralNorm(x, row, column, keeping) { (values) throws(TensorError) in
                try values.sum(axes: [-1], flags: &flags)
            }
        case .number(2):
            return try spectralNorm(x, row, column, keeping) { (values) throws(TensorError) in
                try largest(values, [values.rank - 1], false)
            }
        case .number(-2):
            return try spectralNorm(x, row, column, keeping) { (values) throws(TensorError) in
                try values.minimum(axes: [-1])
            }
        case .number(let number): power = number
        }
        guard abs(power) == 1 || power.isInfinite else {
            throw .invalidArgument(function: "norm", "there is no norm of order \(power) of a matrix")
        }
        let (added, compared) = abs(power) == 1 ? (row, column) : (column, row)
        let absolute = try Tensor.unary(.absolute, x, flags: &flags)
        let sums = try absolute.sum(axes: [added], keepingDimensions: true, flags: &flags)
        let result =
            power > 0
            ? try largest(sums, [compared], true) : try sums.minimum(axes: [compared], keepingDimensions: true)
        return keeping ? result : try result.squeezed(axes: [row, column])
    }

    /// Applies `choose` to the singular values of each matrix.
    private static func spectralNorm(
        _ x: Tensor, _ row: Int, _ column: Int, _ keeping: Bool,
        _ choose: (Tensor) throws(TensorError) -> Tensor
    ) throws(TensorError) -> Tensor {
        let rest = x.shape.dimensions.indices.filter { $0 != row && $0 != column }
        let result = try choose(try singularValues(try x.transposed(axes: rest + [row, column]), function: "norm"))
        guard keeping else { return result }
        return try result.reshaped(to: x.shape.dimensions.indices.map { rest.contains($0) ? x.shape[$0] : 1 })
    }

    /// The condition number (`np.linalg.cond`): the largest singular value divided by the smallest or, for other
    /// orders, the product of the norms of the matrix and its inverse. Infinite for a singular matrix.
    ///
    /// - Throws: ``TensorError/noMatrix(function:_:takesStacks:)``, ``TensorError/notSquare(function:_:)`` for orders
    ///   other than 2 and -2, ``TensorError/noCondition``.
    public static func condition(_ matrix: Tensor, order: NormOrder = .standard) throws(TensorError) -> Tensor {
        if matrix.count == 0, matrix.rank < 2 || matrix.shape.dimensions.suffix(2).contains(0) { throw .noCondition }
        var flags = FloatingPointFlags()
        let result: Tensor
        if [.standard, .number(2), .number(-2)].contains(order) {
            let values = try singularValues(matrix, function: "cond")
            let first = try values.indexed(by: [.ellipsis, .integer(0)])
            let last = try values.indexed(by: [.ellipsis, .integer(-1)])
            let isInverse = order == .number(-2)
            result = try Tensor.binary(.divide, isInverse ? last : first, isInverse ? first : last, flags: &flags)
        } else {
            let inverse = try inverseOrNaN(matrix, function: "cond").inverse
            result = try Tensor.binary(
                .multiply, try norm(matrix, order: order, axes: [-2, -1], flags: &flags),
                try norm(inverse, order: order, axes: [-2, -1], flags: &flags), flags: &flags)
        }
        // The condition number is nan only if the matrix has a nan.
        let isNaN = try Tensor.binary(.notEqual, result, result, flags: &flags)
        let hasNaN = try Tensor.binary(.notEqual, matrix, matrix, flags: &flags).any(axes: [-2, -1])
        let isSingular = try Tensor.binary(.greater, isNaN, hasNaN, flags: &flags)
        return try .where(isSingular, Tensor(.float64(.infinity)), result)
    }
}

extension Tensor {
    /// All elements as one axis in memory order (`ravel(order='K')`).
    fileprivate func inMemoryOrder() throws(TensorError) -> Tensor {
        if isContiguous { return try raveled() }
        let copy = try copyKeepingOrder()
        return copy.view(shape: [count], strides: [1], offset: copy.offset)
    }
}
