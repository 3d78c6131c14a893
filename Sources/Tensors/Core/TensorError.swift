/// An error of a tensor operation, as data; the wording is in `TensorError+Wording.swift`.
///
/// Operands are identified only by their shapes; the Interpreter adds their names. Any function that allocates a
/// result may throw ``outOfMemory(bytes:)``, and any long one ``interrupted``, even where its documentation lists
/// neither.
public enum TensorError: Error, Sendable, Equatable {
    /// Shapes that don't broadcast together.
    case cannotBroadcast([Shape])
    /// The inner lengths of a product differ.
    case productMismatch(left: Shape, right: Shape)
    /// A product whose first or second operand is 0-d.
    case productOfScalar(operand: Int)
    /// An axis outside `-rank ..< rank`.
    case axisOutOfRange(axis: Int, rank: Int)
    /// An axis named twice.
    case duplicateAxis(Int)
    /// A reshape to a shape of another size; the new lengths may hold one -1.
    case cannotReshape(from: Shape, to: [Int])
    /// An index outside an axis.
    case indexOutOfRange(index: Int, axis: Int, length: Int)
    /// More indices than axes.
    case tooManyIndices(rank: Int, given: Int)
    /// A mask whose shape doesn't fit the axes it indexes.
    case maskMismatch(mask: Shape, shape: Shape)
    /// A value that doesn't broadcast to the place it is assigned to.
    case cannotAssign(value: Shape, target: Shape)
    /// A reduction (`max`, `argmin` …) without a value for no elements.
    case emptyReduction(String)
    /// Tensors to join that differ in rank or off the joining axis.
    case cannotJoin(function: String, [Shape])
    /// An operation not defined for the element types (`-` of bools, integers to negative powers …).
    case unsupportedTypes(operation: String, [DType], hint: String)
    /// Integers raised to a negative integer power.
    case integerToNegativePower
    /// A linalg function got something other than a square matrix.
    case notSquare(function: String, Shape)
    /// A linalg function got something without rows and columns.
    case noMatrix(function: String, Shape, takesStacks: Bool)
    /// A singular matrix.
    case singularMatrix(function: String, Shape)
    /// A matrix that isn't positive definite.
    case notPositiveDefinite(function: String, Shape)
    /// A matrix with infinities or nan where they aren't allowed.
    case notFinite(function: String, Shape)
    /// A LAPACK iteration that didn't converge.
    case noConvergence(function: String, SoughtNumbers)
    /// The condition number of an empty matrix.
    case noCondition
    /// Tensor equations with different numbers of equations and unknowns.
    case unevenEquations(Shape, Shape)
    /// A matrix too large for LAPACK's 32-bit integers.
    case tooLargeForLAPACK(function: String, Shape)
    /// A matrix and a right side that don't make a system of equations, to be solved exactly (`isSquare`) or by least
    /// squares.
    case systemMismatch(function: String, Shape, Shape, isSquare: Bool = true)
    /// A rank the function doesn't accept.
    case wrongRank(function: String, expected: String, Shape)
    /// More elements than the memory limit allows, or than an Int can count.
    case tooLarge(Shape)
    /// The system refused the memory.
    case outOfMemory(bytes: Int)
    /// More axes than a tensor may have.
    case tooManyAxes(Int, byIndexing: Bool = false)
    /// A negative length.
    case negativeLength(Int)
    /// Nested lists of different lengths, which share these lengths as far as they do.
    case ragged(Shape)
    /// Ctrl-C was pressed.
    case interrupted
    /// Any other invalid argument, described in words.
    case invalidArgument(function: String, String)
}

/// What LAPACK computes iteratively and may fail to find.
public enum SoughtNumbers: Sendable, Equatable {
    case eigenvalues
    case singularValues
    case leastSquares
}
