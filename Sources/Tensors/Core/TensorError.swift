/// What can be wrong with a tensor operation, as data; the wording lives in `TensorError+Wording.swift`.
///
/// Operands are known here by their shapes only; the Interpreter adds their names.
public enum TensorError: Error, Sendable, Equatable {
    /// Shapes that don't broadcast together.
    case cannotBroadcast([Shape])
    /// The inner lengths of a product differ.
    case productMismatch(left: Shape, right: Shape)
    /// A product with a 0-d operand.
    case productOfScalar
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
    /// A reduction (`max`, `argmin` …) that has no value for no elements.
    case emptyReduction(String)
    /// The tensors that are joined differ off the joining axis, or in rank.
    case cannotJoin(function: String, [Shape])
    /// An operation that the element types don't have (`-` of bools, integers to negative powers …).
    case unsupportedTypes(operation: String, [DType], hint: String)
    /// Integers raised to a negative integer power.
    case integerToNegativePower
    /// linalg of something that isn't a square matrix.
    case notSquare(function: String, Shape)
    /// linalg of something that has no rows and columns.
    case noMatrix(function: String, Shape, takesStacks: Bool)
    /// A singular matrix.
    case singularMatrix(function: String, Shape)
    /// A matrix that isn't positive definite.
    case notPositiveDefinite(function: String, Shape)
    /// A matrix with infinite elements or nan where there may be none.
    case notFinite(function: String, Shape)
    /// LAPACK's steps to something came to no end.
    case noConvergence(function: String, SoughtNumbers)
    /// The condition number of a matrix without elements.
    case noCondition
    /// Equations between tensors of which there aren't as many as unknowns.
    case unevenEquations(Shape, Shape)
    /// A matrix larger than LAPACK's 32-bit numbers count.
    case tooLargeForLAPACK(function: String, Shape)
    /// A matrix and a right side that make no equations; with as many unknowns as equations, or to be solved with the
    /// least error.
    case systemMismatch(function: String, Shape, Shape, isSquare: Bool = true)
    /// A rank that the function doesn't take.
    case wrongRank(function: String, expected: String, Shape)
    /// More elements than the memory limit allows, or than can be counted.
    case tooLarge(Shape)
    /// Memory that the system didn't give.
    case outOfMemory(bytes: Int)
    /// More axes than tensors have.
    case tooManyAxes(Int, byIndexing: Bool = false)
    /// A negative length.
    case negativeLength(Int)
    /// Nested lists of differing lengths.
    case ragged
    /// Ctrl-C was pressed.
    case interrupted
    /// Anything else that is wrong with an argument, in words.
    case invalidArgument(function: String, String)
}

/// What LAPACK finds in steps that may come to no end.
public enum SoughtNumbers: Sendable, Equatable {
    case eigenvalues
    case singularValues
    case leastSquares
}
