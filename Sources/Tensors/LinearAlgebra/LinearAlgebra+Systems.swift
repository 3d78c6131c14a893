internal import COpenBLAS

extension LinearAlgebra {
    /// The solution of `matrix @ x = right` (`np.linalg.solve`), for a vector or each column of a matrix; stacks
    /// broadcast: `matrix` is (…, n, n), `right` (n,) or (…, n, k).
    ///
    /// - Parameter badCondition: set to the estimated condition number if its reciprocal is below
    ///   ``worstReciprocalCondition``; otherwise unchanged.
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/systemMismatch(function:_:_:isSquare:)``,
    ///   ``TensorError/singularMatrix(function:_:)``, ``TensorError/noMatrix(function:_:takesStacks:)``,
    ///   ``TensorError/wrongRank(function:expected:_:)`` for a scalar on the right.
    public static func solve(
        _ matrix: Tensor, _ right: Tensor, badCondition: inout Double?
    ) throws(TensorError) -> Tensor {
        let square = try MatrixStack(square: matrix, function: "solve")
        guard right.rank > 0 else {
            throw .wrongRank(function: "solve", expected: "a vector or a matrix on the right", right.shape)
        }
        let isVector = right.rank == 1
        let sides = isVector ? try right.reshaped(to: [right.count, 1]) : right
        guard sides.shape[sides.rank - 2] == square.rows else {
            throw .systemMismatch(function: "solve", matrix.shape, right.shape)
        }
        let rightOuter = Shape(sides.shape.dimensions.dropLast(2))
        let outer = try Shape.broadcast([Shape(square.outer), rightOuter])
        let columns = sides.shape[sides.rank - 1]
        let stack = try MatrixStack(
            try matrix.broadcast(to: Shape(Array(outer.dimensions) + [square.rows, square.rows])), function: "solve")
        let wholeShape = Shape(Array(outer.dimensions) + [square.rows, columns])
        try wholeShape.validated(dtype: .float64)
        if stack.isComplex || right.dtype.isComplex {
            return try complexSolve(
                stack.isComplex ? matrix : matrix.asComplex(), try sides.broadcast(to: wholeShape), outer,
                isVector ? Shape(Array(outer.dimensions) + [square.rows]) : wholeShape)
        }
        var task = stack.task(COB_SOLVE)
        task.sides = columns
        let result = try Factorization(
            task, of: stack, right: try sides.broadcast(to: wholeShape).asFloat64().contiguous(),
            isSingle: stack.isSingle && right.dtype == .float32, function: "solve")
        if result.failures > 0 { throw .singularMatrix(function: "solve", matrix.shape) }
        note(result.leastOfSecond(count: stack.count), &badCondition)
        return try result.first(isVector ? Shape(Array(outer.dimensions) + [square.rows]) : wholeShape)
    }

    private static func complexSolve(
        _ matrix: Tensor, _ right: Tensor, _ outer: Shape, _ shape: Shape
    ) throws(TensorError) -> Tensor {
        let size = matrix.shape.dimensions[matrix.rank - 1]
        let stack = try MatrixStack(
            try matrix.broadcast(to: Shape(Array(outer.dimensions) + [size, size])), function: "solve")
        var task = stack.task(COB_COMPLEX_SOLVE)
        task.sides = right.shape.dimensions[right.rank - 1]
        let isSingle = [.float32, .complex64].contains(right.dtype) && stack.isSingle
        let result = try Factorization(
            task, of: stack, right: try MatrixStack.pairs(right), isSingle: isSingle, function: "solve")
        if result.failures > 0 { throw .singularMatrix(function: "solve", matrix.shape) }
        return try result.complexFirst(shape)
    }

    /// The inverse of matrices (…, n, n) (`np.linalg.inv`).
    ///
    /// - Parameter badCondition: as in ``solve(_:_:badCondition:)``.
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/singularMatrix(function:_:)``,
    ///   ``TensorError/noMatrix(function:_:takesStacks:)``.
    public static func inverse(_ matrix: Tensor, badCondition: inout Double?) throws(TensorError) -> Tensor {
        let (inverse, isWhole, reciprocal) = try inverseOrNaN(matrix, function: "inv")
        guard isWhole else { throw .singularMatrix(function: "inv", matrix.shape) }
        note(reciprocal, &badCondition)
        return inverse
    }

    /// The inverse; nan for singular matrices.
    static func inverseOrNaN(
        _ matrix: Tensor, function: String
    ) throws(TensorError) -> (inverse: Tensor, isWhole: Bool, reciprocalCondition: Double) {
        let stack = try MatrixStack(square: matrix, function: function)
        if stack.isComplex {
            let result = try Factorization(stack.task(COB_COMPLEX_SOLVE), of: stack, function: function)
            return (try result.complexFirst(stack.shape), result.failures == 0, 1)
        }
        let result = try Factorization(stack.task(COB_SOLVE), of: stack, function: function)
        return (
            try result.first(stack.shape), result.failures == 0, result.leastOfSecond(count: stack.count)
        )
    }

    private static func note(_ reciprocalCondition: Double, _ badCondition: inout Double?) {
        if reciprocalCondition < worstReciprocalCondition { badCondition = 1 / reciprocalCondition }
    }

    /// The determinant (`np.linalg.det`) of matrices (…, n, n), shape (…), from its logarithm as NumPy computes it; 1
    /// for an empty matrix.
    ///
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/noMatrix(function:_:takesStacks:)``.
    public static func determinant(
        _ matrix: Tensor, flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let stack = try MatrixStack(square: matrix, function: "det")
        if stack.isComplex {
            let (sign, logarithm) = try signAndLogDeterminant(
                Complex<Double>.tensor(Complex<Double>.array(matrix, flags: &flags)), function: "det")
            let size = try Tensor.unary(.exp, logarithm, flags: &flags)
            let result = try Tensor.binary(.multiply, sign, size, flags: &flags)
            return stack.isSingle ? try result.converted(to: .complex64, flags: &flags) : result
        }
        let parts = try Factorization(stack.task(COB_DETERMINANT), of: stack, isSingle: false, function: "det")
        let shape = Shape(stack.outer)
        let size = try Tensor.unary(.exp, try parts.second(shape), flags: &flags)
        let result = try Tensor.binary(.multiply, try parts.first(shape), size, flags: &flags)
        return stack.isSingle ? result.withType(.float32, flags: &flags) : result
    }

    /// The determinant's sign and the logarithm of its absolute value (`np.linalg.slogdet`); shape (…) for matrices
    /// (…, n, n).
    ///
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/noMatrix(function:_:takesStacks:)``.
    public static func signAndLogDeterminant(
        _ matrix: Tensor, function: String = "slogdet"
    ) throws(TensorError) -> (sign: Tensor, logarithm: Tensor) {
        let stack = try MatrixStack(square: matrix, function: function)
        if stack.isComplex {
            let parts = try Factorization(stack.task(COB_COMPLEX_DETERMINANT), of: stack, function: function)
            return (try parts.complexFirst(Shape(stack.outer)), try parts.second(Shape(stack.outer)))
        }
        let parts = try Factorization(stack.task(COB_DETERMINANT), of: stack, function: "slogdet")
        return (try parts.first(Shape(stack.outer)), try parts.second(Shape(stack.outer)))
    }

    /// The lower triangular L with L·Lᵀ (for complex numbers L·Lᴴ) equal to the matrix, or its transpose
    /// (`np.linalg.cholesky`); only that triangle of the matrix is read.
    ///
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/noMatrix(function:_:takesStacks:)``,
    ///   ``TensorError/notPositiveDefinite(function:_:)``.
    public static func cholesky(_ matrix: Tensor, isUpper: Bool = false) throws(TensorError) -> Tensor {
        let stack = try MatrixStack(square: matrix, function: "cholesky")
        var task = stack.task(COB_CHOLESKY)
        task.is_upper = isUpper
        let result = try Factorization(task, of: stack, function: "cholesky")
        if result.failures > 0 { throw .notPositiveDefinite(function: "cholesky", matrix.shape) }
        return try result.first(stack.shape)
    }

    /// The QR factorisation of matrices (…, m, n): orthonormal Q and upper triangular R with Q·R the matrix
    /// (`np.linalg.qr`).
    ///
    /// - Parameter isComplete: whether Q is square, (…, m, m), instead of having min(m, n) columns.
    /// - Throws: ``TensorError/noMatrix(function:_:takesStacks:)``.
    public static func qr(_ matrix: Tensor, isComplete: Bool = false) throws(TensorError) -> (q: Tensor, r: Tensor) {
        let stack = try MatrixStack(matrix, function: "qr")
        var task = stack.task(COB_QR)
        (task.has_vectors, task.is_full) = (true, isComplete)
        let parts = try Factorization(task, of: stack, function: "qr")
        let columns = isComplete ? stack.rows : stack.smaller
        return (
            try parts.first(Shape(stack.outer + [stack.rows, columns])),
            try parts.second(Shape(stack.outer + [columns, stack.columns]))
        )
    }

    /// The factor R alone (`mode='r'`).
    ///
    /// - Throws: ``TensorError/noMatrix(function:_:takesStacks:)``.
    public static func upperFactor(_ matrix: Tensor) throws(TensorError) -> Tensor {
        let stack = try MatrixStack(matrix, function: "qr")
        let parts = try Factorization(stack.task(COB_QR), of: stack, function: "qr")
        return try parts.second(Shape(stack.outer + [stack.smaller, stack.columns]))
    }

    /// LAPACK's raw result: R and the Householder reflectors below it, transposed, and their factors (`mode='raw'`).
    ///
    /// - Throws: ``TensorError/noMatrix(function:_:takesStacks:)``.
    public static func rawQR(_ matrix: Tensor) throws(TensorError) -> (reflections: Tensor, factors: Tensor) {
        let stack = try MatrixStack(matrix, function: "qr")
        let parts = try Factorization(stack.task(COB_RAW_QR), of: stack, function: "qr")
        return (
            try parts.first(Shape(stack.outer + [stack.columns, stack.rows])),
            try parts.second(Shape(stack.outer + [stack.smaller]))
        )
    }
}

extension Tensor {
    /// The numbers as complex128.
    fileprivate func asComplex() throws(TensorError) -> Tensor {
        var flags: FloatingPointFlags = []
        return try converted(to: dtype == .float32 ? .complex64 : .complex128, flags: &flags)
    }
}
