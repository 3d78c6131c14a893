internal import Interpreter
internal import Tensors

extension Builtins {
    /// Functions that create tensors.
    static let creation: [Builtin] = filled + fromValues + ranges

    private static let filled: [Builtin] = [
        filling(
            "zeros", traits: [.essential, .gathers], "A tensor of zeros of these sizes.",
            example: """
                w = zeros 3 1
                w
                #> [[0.]
                #>  [0.]
                #>  [0.]]
                zeros(2, dtype=int)
                #> [0 0]
                """, related: "ones full empty zeros_like array arange"
        ) { .zero($0) },
        filling(
            "ones", traits: [.essential, .gathers], "A tensor of ones of these sizes.",
            example: """
                ones 2 3
                #> [[1. 1. 1.]
                #>  [1. 1. 1.]]
                X = hstack([ones(3, 1), arange(3).reshape(-1, 1)])
                X
                #> [[1. 0.]
                #>  [1. 1.]
                #>  [1. 2.]]
                """, related: "ones_like zeros full empty"
        ) { .one($0) },
        filling(
            "empty", traits: .gathers,
            "A tensor of these sizes to be filled; its elements are zeros here.",
            example: """
                losses = empty 3
                losses[0] = 0.5
                losses.shape
                #> (3,)
                """, related: "empty_like zeros ones full"
        ) { .zero($0) },
        Builtin(
            "full", .make, traits: [.essential, .takesEveryType, .takesTexts, .takesComplex],
            [.shape("shape", "the lengths of the axes, a tuple"), .fillValue, .dtype],
            "A tensor of one value everywhere.",
            example: """
                full (2, 3) 0.5
                #> [[0.5 0.5 0.5]
                #>  [0.5 0.5 0.5]]
                full(3, 7)
                #> [7 7 7]
                """, related: "full_like zeros ones empty tensor.fill"
        ) { (machine, arguments) throws(EvaluationError) in
            if arguments["shape"]?.isNone == true { throw arguments.typeError("Use () not None as shape arguments") }
            let shape = try arguments.size("shape") ?? []
            let wanted = try arguments.dtype()
            let value = try arguments.fillValue(1, of: wanted)
            let dtype = wanted ?? value.dtype
            if dtype.isText || value.dtype.isText {
                let text = try arguments.recast(value, to: dtype)
                return try arguments.tensorValue { () throws(TensorError) in try text.broadcast(to: shape).contiguous()
                }
            }
            return try machine.tensor(of: arguments) { (flags) throws(TensorError) in
                try shape.validated(dtype: dtype)
                return try value.converted(to: dtype, flags: &flags).broadcast(to: shape).contiguous()
            }
        },
        fillingLike(
            "zeros_like",
            "Zeros in the shape and type of another tensor.",
            example: """
                w = array([[0.5], [-1.5]])
                zeros_like w
                #> [[0.]
                #>  [0.]]
                """, related: "ones_like full_like empty_like zeros"
        ) { .zero($0) },
        fillingLike(
            "ones_like",
            "Ones in the shape and type of another tensor.",
            example: """
                x = array([2, 4, 6])
                column_stack([ones_like(x), x])
                #> [[1 2]
                #>  [1 4]
                #>  [1 6]]
                """, related: "ones zeros_like full_like empty_like"
        ) { .one($0) },
        fillingLike(
            "empty_like",
            "A tensor in the shape and type of another, to be filled; zeros here.",
            example: """
                y = array([1.5, 2.5])
                y_hat = empty_like y
                shape y y_hat
                #> y.shape (2,)
                #> y_hat.shape (2,)
                """, related: "empty zeros_like ones_like full_like"
        ) { .zero($0) },
        Builtin(
            "full_like", .make, traits: [.takesEveryType, .takesTexts, .takesComplex], [.a, .fillValue, .dtype],
            "One value everywhere, in the shape and type of another tensor.",
            example: """
                y = array([1.0, 2.0, 6.0])
                full_like(y, mean(y))
                #> [3. 3. 3.]
                """, related: "full zeros_like ones_like empty_like"
        ) { (machine, arguments) throws(EvaluationError) in
            let other = try arguments.tensor(0)
            let dtype = try arguments.dtype() ?? other.dtype
            let value = try arguments.fillValue(1, of: dtype)
            return try machine.tensor(of: arguments) { (flags) throws(TensorError) in
                let result = try Tensor.zeros(like: other, dtype: dtype)
                try result.assign(value, at: [.ellipsis], flags: &flags)
                return result
            }
        },
        Builtin(
            "eye", .make, traits: [.essential, .takesComplex],
            [.rows.wholeOnly, .columnCount.wholeOnly, .diagonal, .floatType],
            "Ones on a diagonal and zeros elsewhere, N rows and M columns.",
            example: """
                eye 3
                #> [[1. 0. 0.]
                #>  [0. 1. 0.]
                #>  [0. 0. 1.]]
                eye(2, 3, k=1)
                #> [[0. 1. 0.]
                #>  [0. 0. 1.]]
                """, related: "identity diag tri diagonal trace"
        ) { (_, arguments) throws(EvaluationError) in
            let rows = try arguments.length("N")
            let columns = arguments.isGiven("M") ? try arguments.length("M") : nil
            let offset = try arguments.offset("k")
            let dtype = try arguments.dtype() ?? .float64
            return try arguments.tensorValue { () throws(TensorError) in
                try Tensor.eye(rows, columns: columns, offset: offset, dtype: dtype)
            }
        },
        Builtin(
            "identity", .make, traits: .takesComplex, [.integer("n", "how many rows").wholeOnly, .floatType],
            "The unit matrix of n rows.",
            example: """
                x = array([[1.0, 1.0], [1.0, 2.0], [1.0, 3.0]])
                x.T @ x + 0.1 * identity(2)
                #> [[ 3.1  6. ]
                #>  [ 6.  14.1]]
                """, related: "eye diag tri"
        ) { (_, arguments) throws(EvaluationError) in
            let rows = try arguments.length("n")
            let dtype = try arguments.dtype() ?? .float64
            return try arguments.tensorValue { () throws(TensorError) in try Tensor.eye(rows, dtype: dtype) }
        },
        Builtin(
            "tri", .make, traits: .takesComplex, [.rows, .columnCount, .diagonal, .floatType],
            "Ones on and below a diagonal, zeros above it.",
            example: """
                tri 3
                #> [[1. 0. 0.]
                #>  [1. 1. 0.]
                #>  [1. 1. 1.]]
                tri(3, dtype=int) @ array([1, 2, 3])
                #> [1 3 6]
                """, related: "eye identity diag tril triu"
        ) { (_, arguments) throws(EvaluationError) in
            let rows = try arguments.length("N")
            let columns = arguments.isGiven("M") ? try arguments.length("M") : rows
            let offset = try arguments.int("k")
            let dtype = try arguments.dtype() ?? .float64
            return try arguments.tensorValue { () throws(TensorError) in
                try Tensor.ones([rows, columns], dtype: dtype).lowerTriangle(offset: offset)
            }
        },
    ]

    private static func filling(
        _ name: String, traits: Builtin.Traits = [], _ summary: String, example: String, related: String = "",
        _ value: @escaping @Sendable (DType) -> Scalar
    ) -> Builtin {
        Builtin(
            name, .make, traits: traits.union([.copies, .takesEveryType, .takesTexts, .takesComplex]),
            [.sizes, .floatType, .shape("shape", default: nil, "the lengths of the axes, a tuple")],
            summary, example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            var sizes = arguments.rest
            if let shape = arguments.argument("shape"), arguments.isGiven("shape") {
                if !sizes.isEmpty { throw .arguments(.givenTwice("shape"), of: arguments.callee) }
                sizes.append(shape)
            }
            var dtype = try arguments.dtype() ?? .float64
            // NumPy's second positional argument is the type: np.zeros((2, 3), int).
            if let last = sizes.last, sizes.count > 1, last.value.asIndex == nil, let named = last.value.asDType {
                dtype = named
                sizes.removeLast()
            }
            guard !sizes.isEmpty else { throw .arguments(.missing(["sizes"]), of: arguments.callee) }
            let shape = try arguments.shape(from: sizes)
            return try arguments.tensorValue { () throws(TensorError) in try Tensor.full(shape, value(dtype)) }
        }
    }

    private static func fillingLike(
        _ name: String, _ summary: String, example: String, related: String = "",
        _ value: @escaping @Sendable (DType) -> Scalar
    ) -> Builtin {
        Builtin(
            name, .make, traits: [.takesEveryType, .takesTexts, .takesComplex],
            [.tensor("a", "the other tensor"), .dtype], summary,
            example: example,
            related: related
        ) {
            (_, arguments) throws(EvaluationError) in
            let other = try arguments.tensor(0)
            let dtype = try arguments.dtype() ?? other.dtype
            return try arguments.tensorValue { () throws(TensorError) in try Tensor.full(like: other, value(dtype)) }
        }
    }

    private static let fromValues: [Builtin] = [
        Builtin(
            "array", .make, traits: [.essential, .takesEveryType, .takesTexts, .takesComplex],
            [
                .tensor("object", "numbers in nested lists, or a tensor"), .dtype, .star, .ndmin,
                .truth("copy", default: true, "False gives the tensor itself, and refuses what would be a copy"),
            ], "A tensor of numbers in nested lists, or a copy of one.",
            example: """
                array([1, 2, 3])
                #> [1 2 3]
                x = array([[1, 2], [3, 4.5]])
                x
                #> [[1.  2. ]
                #>  [3.  4.5]]
                array([0, 1, 2], dtype=float)
                #> [0. 1. 2.]
                """, related: "asarray tensor.tolist arange linspace zeros",
            differs: "There are no objects as elements."
        ) { (machine, arguments) throws(EvaluationError) in
            let wanted = try arguments.dtype()
            let source = try arguments.tensor(0, madeInto: wanted)
            let dtype = source.dtype.isText ? source.dtype : wanted ?? source.dtype
            let rank = max(try arguments.int("ndmin"), 0)
            guard rank <= Shape.mostAxes else {
                throw arguments.invalid(
                    "ndmin is at most \(Shape.mostAxes), got \(rank)", python: .value("ndmin must be <= ndmax (64)"))
            }
            if try !arguments.copies() {
                guard case .array(let array) = arguments.value(0), dtype == source.dtype, rank <= source.rank else {
                    throw arguments.invalid(
                        "copy=False, and this needs a copy", hint: "asarray copies only where it must")
                }
                return .array(array)
            }
            return try machine.tensor(of: arguments) { (flags) throws(TensorError) in
                let copy = try source.converted(to: dtype, flags: &flags)
                let missing = max(rank, 0) - copy.rank
                return missing > 0 ? try copy.expandingDimensions(at: Array(0..<missing)) : copy
            }
        },
        Builtin(
            "asarray", .make, aliases: ["asanyarray"], traits: [.takesEveryType, .takesTexts, .takesComplex],
            [.tensor("a", "numbers in nested lists, or a tensor"), .dtype],
            "A tensor of what may be a list.",
            example: """
                y = asarray([3, 1, 2])
                y.mean()
                #> 2.0
                asarray(y, dtype=float)
                #> [3. 1. 2.]
                """, related: "tensor.astype array tensor.tolist",
            differs: "There are no objects as elements."
        ) { (machine, arguments) throws(EvaluationError) in
            let wanted = try arguments.dtype()
            let source = try arguments.tensor(0, madeInto: wanted)
            guard let dtype = wanted, dtype != source.dtype, !source.dtype.isText else {
                return Arguments.itself(arguments.value(0), or: source)
            }
            return try machine.tensor(of: arguments) { (flags) throws(TensorError) in
                try source.converted(to: dtype, flags: &flags)
            }
        },
        Builtin(
            "meshgrid", .make, traits: [.takesEveryType, .takesComplex], gives: .tuple,
            [
                .rest("xi", "the vectors", of: .tensor),
                .text("indexing", default: "xy", "'xy' for columns first, 'ij' for rows first"),
            ], "Coordinate matrices of vectors, columns first unless indexing='ij'.",
            example: """
                w, b = meshgrid([0, 1, 2], [-1, 1])
                w
                #> [[0 1 2]
                #>  [0 1 2]]
                b
                #> [[-1 -1 -1]
                #>  [ 1  1  1]]
                """, related: "linspace broadcast_to"
        ) { (_, arguments) throws(EvaluationError) in
            var vectors: [Tensor] = []
            for argument in arguments.rest {
                vectors.append(try argument.value.asTensor(for: arguments.function, parameter: "xi"))
            }
            let indexing = try arguments.text("indexing")
            guard indexing == "xy" || indexing == "ij" else {
                throw arguments.invalid("indexing is 'xy' or 'ij', not '\(indexing)'")
            }
            let grids = try arguments.carryOut { () throws(TensorError) in
                try Tensor.meshgrid(vectors, columnsFirst: indexing == "xy")
            }
            return .tuple(TupleObject(grids.map { .array(ArrayObject($0)) }))
        },
    ]
}
