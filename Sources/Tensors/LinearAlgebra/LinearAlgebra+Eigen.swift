internal import COpenBLAS
internal import Kernels

extension LinearAlgebra {
    /// The eigenvalues of symmetric (or Hermitian) matrices (…, n, n), ascending, shape (…, n), and the eigenvectors
    /// as columns, (…, n, n) (`np.linalg.eigh`). Only one triangle is read.
    ///
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/noMatrix(function:_:takesStacks:)``,
    ///   ``TensorError/noConvergence(function:_:)``.
    public static func symmetricEigen(
        _ matrix: Tensor, isUpper: Bool = false
    ) throws(TensorError) -> (values: Tensor, vectors: Tensor) {
        let stack = try MatrixStack(square: matrix, function: "eigh")
        var task = stack.task(COB_SYMMETRIC_EIGEN)
        (task.has_vectors, task.is_upper) = (true, isUpper)
        let parts = try Factorization(task, of: stack, function: "eigh")
        if parts.failures > 0 { throw .noConvergence(function: "eigh", .eigenvalues) }
        return (try parts.first(Shape(stack.outer + [stack.rows])), try parts.second(stack.shape))
    }

    /// The eigenvalues alone (`np.linalg.eigvalsh`); their last digits may differ from those of
    /// ``symmetricEigen(_:isUpper:)``.
    ///
    /// - Throws: the errors of ``symmetricEigen(_:isUpper:)``.
    public static func symmetricEigenvalues(_ matrix: Tensor, isUpper: Bool = false) throws(TensorError) -> Tensor {
        let stack = try MatrixStack(square: matrix, function: "eigvalsh")
        var task = stack.task(COB_SYMMETRIC_EIGEN)
        task.is_upper = isUpper
        let parts = try Factorization(task, of: stack, function: "eigvalsh")
        if parts.failures > 0 { throw .noConvergence(function: "eigvalsh", .eigenvalues) }
        return try parts.first(Shape(stack.outer + [stack.rows]))
    }

    /// The eigenvalues of square matrices (…, n, n) in LAPACK's order, shape (…, n), and the eigenvectors as columns,
    /// (…, n, n) (`np.linalg.eig`).
    ///
    /// All are complex if any eigenvalue of any matrix is.
    ///
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/noMatrix(function:_:takesStacks:)``,
    ///   ``TensorError/notFinite(function:_:)``, ``TensorError/noConvergence(function:_:)``.
    public static func eigen(_ matrix: Tensor) throws(TensorError) -> (values: Tensor, vectors: Tensor) {
        let stack = try finite(matrix, function: "eig")
        if stack.isComplex {
            var task = stack.task(COB_COMPLEX_EIGEN)
            task.has_vectors = true
            let parts = try eigen(task, stack, function: "eig")
            return (
                try parts.complexFirst(Shape(stack.outer + [stack.rows])), try parts.complexThird(stack.shape)
            )
        }
        var task = stack.task(COB_EIGEN)
        task.has_vectors = true
        let parts = try eigen(task, stack, function: "eig")
        let shape = Shape(stack.outer + [stack.rows])
        if parts.secondIsZero(count: stack.count * stack.rows) {
            return (try asRealPart(try parts.first(shape)), try asRealPart(try parts.third(stack.shape)))
        }
        return (try complexValues(parts, stack, shape), try complexVectors(parts, stack))
    }

    /// The eigenvalues alone (`np.linalg.eigvals`).
    ///
    /// - Throws: the errors of ``eigen(_:)``.
    public static func eigenvalues(_ matrix: Tensor) throws(TensorError) -> Tensor {
        let stack = try finite(matrix, function: "eigvals")
        if stack.isComplex {
            let parts = try eigen(stack.task(COB_COMPLEX_EIGEN), stack, function: "eigvals")
            return try parts.complexFirst(Shape(stack.outer + [stack.rows]))
        }
        let parts = try eigen(stack.task(COB_EIGEN), stack, function: "eigvals")
        let shape = Shape(stack.outer + [stack.rows])
        let isReal = parts.secondIsZero(count: stack.count * stack.rows)
        return isReal ? try asRealPart(try parts.first(shape)) : try complexValues(parts, stack, shape)
    }

    private static func finite(_ matrix: Tensor, function: String) throws(TensorError) -> MatrixStack {
        let stack = try MatrixStack(square: matrix, function: function)
        var isFinite = true
        stack.elements.forEach { if !$0.isFinite { isFinite = false } }
        guard isFinite else { throw .notFinite(function: function, matrix.shape) }
        return stack
    }

    private static func eigen(
        _ task: COBTask, _ stack: MatrixStack, function: String
    ) throws(TensorError) -> Factorization {
        let parts = try Factorization(task, of: stack, function: function)
        if parts.failures > 0 { throw .noConvergence(function: function, .eigenvalues) }
        return parts
    }

    private static func complexValues(
        _ parts: Factorization, _ stack: MatrixStack, _ shape: Shape
    ) throws(TensorError) -> Tensor {
        let values = try Tensor.complex(try parts.first(shape).asFloat64(), try parts.second(shape).asFloat64())
        return try inPrecision(of: stack, values)
    }

    /// The vectors of complex eigenvalues: LAPACK stores the real and imaginary parts of one vector in two columns,
    /// and the pair's second vector is its conjugate.
    private static func complexVectors(
        _ parts: Factorization, _ stack: MatrixStack
    ) throws(TensorError) -> Tensor {
        let size = stack.rows
        let imaginary = try parts.second(Shape(stack.outer + [size])).asFloat64().listed()
        let columns = try parts.third(stack.shape).asFloat64().listed()
        let vectors = try NDArray<Complex<Double>>(
            shape: stack.shape,
            interruptibly: { place in
                let (matrix, column) = (place / (size * size), place % size)
                let value = imaginary[matrix * size + column]
                if value == 0 { return Complex(columns[place], 0) }
                return value > 0
                    ? Complex(columns[place], columns[place + 1]) : Complex(columns[place - 1], -columns[place])
            })
        return try inPrecision(of: stack, Complex<Double>.tensor(vectors))
    }

    private static func inPrecision(of stack: MatrixStack, _ numbers: Tensor) throws(TensorError) -> Tensor {
        var flags: FloatingPointFlags = []
        return stack.isSingle ? try numbers.converted(to: .complex64, flags: &flags) : numbers
    }

    /// The same numbers with a stride of 2: NumPy computes complex numbers and returns a view of their real parts,
    /// whose strides determine the order of additions in later results. NumPy copies float32.
    private static func asRealPart(_ tensor: Tensor) throws(TensorError) -> Tensor {
        guard case .float64(let array) = tensor else { return tensor }
        let spread = try NDArray<Double>(repeating: 0, shape: Shape(Array(array.shape.dimensions) + [2]))
        let strides = AxisValues(spread.strides.dropLast())
        spread.withUnsafeMutableBuffer { elements in
            if let base = elements.baseAddress { array.write(to: base, strides: strides) }
        }
        if Interruption.isRequested { throw .interrupted }
        return .float64(NDArray(buffer: spread.buffer, shape: array.shape, strides: strides, offset: 0))
    }
}
