internal import Rendering
internal import TensorFiles
internal import Tensors

extension TensorError {
    /// NumPy's form of the error.
    func pythonForm(_ operation: String) -> (type: String, message: String?) {
        switch self {
        case .cannotBroadcast(let shapes) where operation == "broadcast_to" && shapes.count == 2:
            return (
                "ValueError",
                "operands could not be broadcast together with remapped shapes [original->remapped]: "
                    + "\(shapes[0].withoutBlanks)  and requested shape \(shapes[1].withoutBlanks)"
            )
        case .cannotBroadcast(let shapes):
            let text = shapes.map { $0.withoutBlanks + " " }.joined()
            return ("ValueError", "operands could not be broadcast together with shapes \(text)")
        case .productMismatch(let left, let right) where operation.hasSuffix("dot") && left.rank > 0 && right.rank > 0:
            return ("ValueError", Self.unaligned(left, right))
        case .cannotJoin(let function, let shapes): return ("ValueError", Self.joining(function, shapes))
        case .negativeLength where operation.hasSuffix("repeat"):
            return ("ValueError", "repeats may not contain negative values.")
        case .negativeLength: return ("ValueError", "negative dimensions are not allowed")
        case .duplicateAxis where operation.hasSuffix("transpose"):
            return ("ValueError", "repeated axis in transpose")
        case .invalidArgument(let function, let words):
            return Self.argument(function, words, operation) ?? ("ValueError", message)
        case .productMismatch(let left, let right): return ("ValueError", Self.product(left, right))
        case .productOfScalar(let operand): return ("ValueError", Self.product(ofScalar: operand))
        case .wrongRank(let function, _, let shape): return ("ValueError", Self.rank(function, shape) ?? message)
        case .ragged(let common):
            return (
                "ValueError",
                "setting an array element with a sequence. The requested array has an inhomogeneous shape after "
                    + "\(common.rank) dimensions. The detected shape was \(common) + inhomogeneous part."
            )
        case .cannotReshape(let from, let lengths):
            return ("ValueError", "cannot reshape array of size \(from.count) into shape \(Self.wanted(lengths))")
        case .indexOutOfRange(let index, let axis, let length):
            return ("IndexError", "index \(index) is out of bounds for axis \(axis) with size \(length)")
        case .maskMismatch(let mask, let shape): return ("IndexError", Self.mask(mask, shape))
        case .tooManyIndices(let rank, let given):
            return (
                "IndexError",
                "too many indices for array: array is \(rank)-dimensional, but \(given) were indexed"
            )
        case .cannotAssign(_, let target) where target.rank == 0:
            return ("ValueError", "setting an array element with a sequence.")
        case .cannotAssign(let value, let target):
            return (
                "ValueError",
                "could not broadcast input array from shape \(value.withoutBlanks) into shape \(target.withoutBlanks)"
            )
        case .emptyReduction(let name):
            return name.hasPrefix("arg")
                ? ("ValueError", "attempt to get \(name) of an empty sequence")
                : ("ValueError", "zero-size array to reduction operation \(name)imum which has no identity")
        case .integerToNegativePower: return ("ValueError", "Integers to negative integer powers are not allowed.")
        case .systemMismatch(_, _, _, isSquare: false): return ("LinAlgError", "Incompatible dimensions")
        case .systemMismatch(let function, let left, let right, isSquare: true):
            return ("ValueError", Self.system(function, left, right))
        case .axisOutOfRange(let axis, let rank):
            return ("AxisError", "axis \(axis) is out of bounds for array of dimension \(rank)")
        case .tooManyAxes(let rank, byIndexing: true):
            return (
                "IndexError", "number of dimensions must be within [0, 64], indexing result would have \(rank)"
            )
        case .tooManyAxes(let rank, byIndexing: false):
            return ("ValueError", "maximum supported dimension for an ndarray is currently 64, found \(rank)")
        case .tooLarge(let shape): return Self.tooLarge(shape, message)
        case .outOfMemory: return ("MemoryError", message)
        case .unsupportedTypes(let operation, let types, _):
            return Self.noLoop(operation, types) ?? ("TypeError", message)
        default: return linearAlgebraForm ?? ("ValueError", message)
        }
    }

    /// NumPy's form of an error of `np.linalg`; nil for all others.
    private var linearAlgebraForm: (type: String, message: String?)? {
        let words: String
        switch self {
        case .notSquare: words = "Last 2 dimensions of the array must be square"
        case .noMatrix(_, let shape, let takesStacks):
            words =
                "\(shape.rank)-dimensional array given. Array must be \(takesStacks ? "at least " : "")two-dimensional"
        case .singularMatrix: words = "Singular matrix"
        case .notPositiveDefinite: words = "Matrix is not positive definite"
        case .notFinite: words = "Array must not contain infs or NaNs"
        case .noConvergence(_, .eigenvalues): words = "Eigenvalues did not converge"
        case .noConvergence(_, .singularValues): words = "SVD did not converge"
        case .noConvergence(_, .leastSquares): words = "SVD did not converge in Linear Least Squares"
        case .noCondition: words = "cond is not defined on empty arrays"
        case .unevenEquations:
            words =
                "Input arrays must satisfy the requirement             prod(a.shape[b.ndim:]) == prod(a.shape[:b.ndim])"
        default: return nil
        }
        return ("LinAlgError", words)
    }

    private static func system(_ function: String, _ left: Shape, _ right: Shape) -> String {
        let (name, signature) =
            right.rank == 1 ? (function + "1", "(m,m),(m)->(m)") : (function, "(m,m),(m,n)->(m,n)")
        let rows = right.rank == 1 ? right[0] : right[right.rank - 2]
        return
            "\(name): Input operand 1 has a mismatch in its core dimension 0, with gufunc signature \(signature)"
            + " (size \(rows) is different from \(left.dimensions.last ?? 0))"
    }

    private static func mask(_ mask: Shape, _ shape: Shape) -> String {
        let axis = (0..<min(mask.rank, shape.rank)).first { mask[$0] != shape[$0] } ?? 0
        return
            "boolean index did not match indexed array along axis \(axis); size of axis is \(shape[axis]) but size of "
            + "corresponding boolean axis is \(mask[axis])"
    }

    /// NumPy distinguishes sizes that overflow, in elements or bytes, from sizes that exceed the memory.
    private static func tooLarge(_ shape: Shape, _ message: String) -> (type: String, message: String?) {
        if shape == [Int.max] { return ("ValueError", "Maximum allowed size exceeded") }
        let count = Shape(shape.dimensions.map { max($0, 1) }).checkedCount
        if let count, count <= Int.max / DType.float64.byteCount { return ("MemoryError", message) }
        return (
            "ValueError",
            "array is too big; `arr.size * arr.dtype.itemsize` is larger than the maximum possible size."
        )
    }

    /// Lengths as NumPy writes them: those that it is to find before the first other one are left out.
    private static func wanted(_ lengths: [Int]) -> String {
        let shown = lengths.drop { $0 < 0 }.map { $0 < 0 ? "newaxis" : "\($0)" }
        return "(\(shown.joined(separator: ","))\(lengths.count == 1 ? "," : ""))"
    }

    private static func product(ofScalar operand: Int) -> String {
        "matmul: Input operand \(operand) does not have enough dimensions (has 0, gufunc core with signature "
            + "(n?,k),(k,m?)->(n?,m?) requires 1)"
    }

    private static func product(_ left: Shape, _ right: Shape) -> String {
        let axis = right.rank == 1 ? 0 : right.rank - 2
        let (first, second) = (left.dimensions.last ?? 0, right.dimensions[axis])
        return
            "matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?)"
            + " (size \(second) is different from \(first))"
    }
}

extension TableError {
    /// NumPy's message for a table that it cannot read; nil if the message is Descent's own.
    var pythonForm: (type: String, message: String?)? {
        switch self {
        case .notNumber(let place, let text, let type):
            (
                "ValueError",
                "could not convert string \(PythonText.repr(text)) to \(type) at row \(place.row - 1), column \(place.column)."
            )
        case .ragged(let row, _, let count, let expected):
            (
                "ValueError",
                "the number of columns changed from \(expected) to \(count) at row \(row); "
                    + "use `usecols` to select a subset and avoid this error"
            )
        case .raggedLines(let lines, let expected):
            (
                "ValueError",
                (["Some errors were detected !"]
                    + lines.map { "    Line #\($0.told) (got \($0.count) columns instead of \(expected))" })
                    .joined(separator: "\n")
            )
        case .noColumn(let column, let row, _, let count):
            ("ValueError", "invalid column index \(column) at row \(row) with \(count) columns")
        case .integerTooLarge: ("OverflowError", "Python int too large to convert to C long")
        case .gapTooLarge(let value): NumberError.noInteger(value).pythonForm
        default: nil
        }
    }
}

extension Shape {
    /// The shape as NumPy's messages write it: `(2,3)`.
    var withoutBlanks: String { description.filter { $0 != " " } }
}
