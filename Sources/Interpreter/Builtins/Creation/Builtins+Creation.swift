internal import Tensors

extension Builtins {
    /// The functions that make tensors.
    static let creation: [Builtin] = filled + fromValues + ranges

    private static let filled: [Builtin] = [
        filling("zeros", "A tensor of zeros of these sizes.") { .zero($0) },
        filling("ones", "A tensor of ones of these sizes.") { .one($0) },
        filling("empty", "A tensor of these sizes to be filled; its elements are zeros here.") { .zero($0) },
        Builtin("full(shape, fill_value, dtype=None)", .make, "A tensor of one value everywhere.") {
            (evaluator, arguments) throws(EvaluationError) in
            let shape = try arguments.size("shape") ?? []
            let value = try arguments.tensor(1)
            let dtype = try arguments.dtype() ?? value.dtype
            return .tensor(
                try evaluator.flagged(arguments) { (flags) throws(TensorError) in
                    try shape.validated(dtype: dtype)
                    return try value.converted(to: dtype, flags: &flags).broadcast(to: shape).contiguous()
                })
        },
        fillingLike("zeros_like", "Zeros in the shape and type of another tensor.") { .zero($0) },
        fillingLike("ones_like", "Ones in the shape and type of another tensor.") { .one($0) },
        fillingLike("empty_like", "A tensor in the shape and type of another, to be filled; zeros here.") { .zero($0) },
        Builtin(
            "full_like(a, fill_value, dtype=None)", .make,
            "One value everywhere, in the shape and type of another tensor."
        ) {
            (evaluator, arguments) throws(EvaluationError) in
            let (other, value) = (try arguments.tensor(0), try arguments.tensor(1))
            let dtype = try arguments.dtype() ?? other.dtype
            return .tensor(
                try evaluator.flagged(arguments) { (flags) throws(TensorError) in
                    var result = try Tensor.zeros(like: other, dtype: dtype)
                    try result.assign(value, at: [.ellipsis], flags: &flags)
                    return result
                })
        },
        Builtin(
            "eye(N, M=None, k=0, dtype=float)", .make, "Ones on a diagonal and zeros elsewhere, N rows and M columns."
        ) {
            (_, arguments) throws(EvaluationError) in
            let rows = try arguments.int("N")
            let columns = try arguments.optionalInt("M")
            let offset = try arguments.int("k", default: 0)
            let dtype = try arguments.dtype() ?? .float64
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in
                    try Tensor.eye(rows, columns: columns, offset: offset, dtype: dtype)
                })
        },
        Builtin("identity(n, dtype=float)", .make, "The unit matrix of n rows.") {
            (_, arguments) throws(EvaluationError) in
            let rows = try arguments.int("n")
            let dtype = try arguments.dtype() ?? .float64
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in try Tensor.eye(rows, dtype: dtype) })
        },
        Builtin("tri(N, M=None, k=0, dtype=float)", .make, "Ones on and below a diagonal, zeros above it.") {
            (_, arguments) throws(EvaluationError) in
            let rows = try arguments.int("N")
            let columns = try arguments.optionalInt("M") ?? rows
            let offset = try arguments.int("k", default: 0)
            let dtype = try arguments.dtype() ?? .float64
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in
                    try Tensor.ones([rows, columns], dtype: dtype).lowerTriangle(offset: offset)
                })
        },
    ]

    private static func filling(
        _ name: String, _ summary: String, _ value: @escaping @Sendable (DType) -> Scalar
    ) -> Builtin {
        Builtin("\(name)(*sizes, dtype=float, shape=None)", .make, summary) {
            (_, arguments) throws(EvaluationError) in
            var sizes = arguments.rest
            if let shape = arguments.argument("shape"), arguments.isGiven("shape") { sizes.append(shape) }
            var dtype = try arguments.dtype() ?? .float64
            // The second positional argument of NumPy's is the type: np.zeros((2, 3), int).
            if let last = sizes.last, sizes.count > 1, last.value.asIndex == nil, let named = last.value.asDType {
                dtype = named
                sizes.removeLast()
            }
            guard !sizes.isEmpty else { throw .arguments(.missing(["sizes"]), of: arguments.callee) }
            let shape = try arguments.shape(from: sizes)
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in try Tensor.full(shape, value(dtype)) })
        }
    }

    private static func fillingLike(
        _ name: String, _ summary: String, _ value: @escaping @Sendable (DType) -> Scalar
    ) -> Builtin {
        Builtin("\(name)(a, dtype=None)", .make, summary) { (_, arguments) throws(EvaluationError) in
            let other = try arguments.tensor(0)
            let dtype = try arguments.dtype() ?? other.dtype
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in try Tensor.full(like: other, value(dtype)) })
        }
    }

    private static let fromValues: [Builtin] = [
        Builtin(
            "array(object, dtype=None, ndmin=0, copy=True)", .make,
            "A tensor of numbers in nested lists, or a copy of one."
        ) {
            (evaluator, arguments) throws(EvaluationError) in
            let source = try arguments.tensor(0)
            let dtype = try arguments.dtype() ?? source.dtype
            let rank = max(try arguments.int("ndmin", default: 0), 0)
            guard rank <= 32 else { throw arguments.invalid("ndmin is at most 32, got \(rank)") }
            return .tensor(
                try evaluator.flagged(arguments) { (flags) throws(TensorError) in
                    let copy = source.converted(to: dtype, flags: &flags)
                    let missing = max(rank, 0) - copy.rank
                    return missing > 0 ? try copy.expandingDimensions(at: Array(0..<missing)) : copy
                })
        },
        Builtin("asarray(a, dtype=None)", .make, aliases: ["asanyarray"], "A tensor of what may be a list.") {
            (evaluator, arguments) throws(EvaluationError) in
            let source = try arguments.tensor(0)
            guard let dtype = try arguments.dtype(), dtype != source.dtype else { return .tensor(source) }
            return .tensor(
                try evaluator.flagged(arguments) { (flags) throws(TensorError) in
                    source.converted(to: dtype, flags: &flags)
                })
        },
        Builtin(
            "meshgrid(*xi, indexing='xy')", .make, "Coordinate matrices of vectors, columns first unless indexing='ij'."
        ) {
            (_, arguments) throws(EvaluationError) in
            var vectors: [Tensor] = []
            for argument in arguments.rest {
                vectors.append(try argument.value.asTensor(for: arguments.function, parameter: "xi"))
            }
            let indexing = try arguments.string("indexing") ?? "xy"
            guard indexing == "xy" || indexing == "ij" else {
                throw arguments.invalid("indexing is 'xy' or 'ij', not '\(indexing)'")
            }
            let grids = try arguments.carryOut { () throws(TensorError) in
                try Tensor.meshgrid(vectors, columnsFirst: indexing == "xy")
            }
            return .tuple(grids.map { .tensor($0) })
        },
    ]
}
