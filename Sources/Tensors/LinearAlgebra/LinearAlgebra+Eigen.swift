internal import COpenBLAS
internal import Kernels

extension LinearAlgebra {
    /// The eigenvalues of a symmetric matrix, smallest first, and the eigenvectors as columns (`np.linalg.eigh`). Only
    /// one triangle is read.
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

    /// The eigenvalues alone (`np.linalg.eigvalsh`), whose last digits may be others.
    ///
    /// - Throws: as ``symmetricEigen(_:isUpper:)``.
    public static func symmetricEigenvalues(_ matrix: Tensor, isUpper: Bool = false) throws(TensorError) -> Tensor {
        let stack = try MatrixStack(square: matrix, function: "eigvalsh")
        var task = stack.task(COB_SYMMETRIC_EIGEN)
        task.is_upper = isUpper
        let parts = try Factorization(task, of: stack, function: "eigvalsh")
        if parts.failures > 0 { throw .noConvergence(function: "eigvalsh", .eigenvalues) }
        return try parts.first(Shape(stack.outer + [stack.rows]))
    }

    /// The eigenvalues of any square matrix, in LAPACK's order, and the eigenvectors as columns (`np.linalg.eig`).
    ///
    /// - Throws: ``TensorError/notSquare(function:_:)``, ``TensorError/noMatrix(function:_:takesStacks:)``,
    ///   ``TensorError/notFinite(function:_:)``, ``TensorError/noConvergence(function:_:)``,
    ///   ``TensorError/complexEigenvalues(function:_:)``.
    public static func eigen(_ matrix: Tensor) throws(TensorError) -> (values: Tensor, vectors: Tensor) {
        let stack = try finite(matrix, function: "eig")
        var task = stack.task(COB_EIGEN)
        task.has_vectors = true
        let parts = try realEigen(task, stack, function: "eig")
        return (
            try asRealPart(try parts.first(Shape(stack.outer + [stack.rows]))),
            try asRealPart(try parts.third(stack.shape))
        )
    }

    /// The eigenvalues alone (`np.linalg.eigvals`).
    ///
    /// - Throws: as ``eigen(_:)``.
    public static func eigenvalues(_ matrix: Tensor) throws(TensorError) -> Tensor {
        let stack = try finite(matrix, function: "eigvals")
        let parts = try realEigen(stack.task(COB_EIGEN), stack, function: "eigvals")
        return try asRealPart(try parts.first(Shape(stack.outer + [stack.rows])))
    }

    private static func finite(_ matrix: Tensor, function: String) throws(TensorError) -> MatrixStack {
        let stack = try MatrixStack(square: matrix, function: function)
        var isFinite = true
        stack.elements.forEach { if !$0.isFinite { isFinite = false } }
        guard isFinite else { throw .notFinite(function: function, matrix.shape) }
        return stack
    }

    private static func realEigen(
        _ task: COBTask, _ stack: MatrixStack, function: String
    ) throws(TensorError) -> Factorization {
        let parts = try Factorization(task, of: stack, function: function)
        if parts.failures > 0 { throw .noConvergence(function: function, .eigenvalues) }
        guard parts.secondIsZero(count: stack.count * stack.rows) else {
            throw .complexEigenvalues(function: function, stack.shape)
        }
        return parts
    }

    /// The same numbers two places apart: NumPy computes complex ones and gives their real parts, and chooses the order of
    /// additions in what is computed from them by how they lie. float32 is copied there.
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
