internal import Interpreter
internal import Tensors

extension Builtins {
    /// Reshaping, and functions about shapes.
    static let lengths: [Builtin] = [
        Builtin(
            "reshape", .reshape, traits: [.gathers, .essential, .tensorMethod],
            [
                .a, .rest("sizes", "the lengths of the axes; one may be -1", of: .integer),
                .shape("shape", default: nil, "the lengths of the axes, a tuple"),
            ], "The same elements in another shape; one size may be -1 and is worked out.",
            example: """
                y = arange 6
                reshape(y, 2, 3)
                #> [[0 1 2]
                #>  [3 4 5]]
                y.reshape(-1, 1).shape
                #> (6, 1)
                """, related: "ravel transpose expand_dims", reshape
        ),
        Builtin(
            "ravel", .reshape, traits: [.essential, .tensorMethod], [.a],
            "All elements in one axis.",
            example: """
                x = array([[1, 2], [3, 4]])
                ravel x
                #> [1 2 3 4]
                """, related: "flatten reshape transpose expand_dims"
        ) { (_, arguments) throws(EvaluationError) in
            .array(ArrayObject(try arguments.tensor(0) { (x) throws(TensorError) in try x.raveled() }))
        },
        flatten,
        Builtin(
            "expand_dims", .reshape, [.a, .axis("axis", default: .needed, "the places of the new axes")],
            "New axes of length 1 at the places given.",
            example: """
                y = array([1.0, 2.0, 3.0])
                expand_dims y 1
                #> [[1.]
                #>  [2.]
                #>  [3.]]
                shape y y[:, None]
                #> y.shape (3,)
                #> y[:, None].shape (3, 1)
                """, related: "squeeze reshape ravel transpose atleast_1d atleast_2d"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            try arguments.refuseNone("axis")
            let axes = try arguments.axes() ?? []
            return try arguments.tensorValue { () throws(TensorError) in try x.expandingDimensions(at: axes) }
        },
        Builtin(
            "squeeze", .reshape, traits: .tensorMethod,
            [.a, .axis("axis", default: nil, "which axes; all of length 1").wholeOnly],
            "The tensor without its axes of length 1.",
            example: """
                y = zeros 5 1
                squeeze(y).shape
                #> (5,)
                """, related: "expand_dims"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            var axes = try arguments.axes()
            if axes?.count == 1, x.withoutScalarAxis(axes?.first) == nil { axes = nil }
            let squeezed = try arguments.carryOut { () throws(TensorError) in try x.squeezed(axes: axes) }
            return Arguments.likeItself(arguments.value(0), squeezed)
        },
        atLeast(
            1, "The tensor with at least 1 axis.",
            example: """
                atleast_1d 3.5
                #> [3.5]
                """, related: "atleast_2d atleast_3d expand_dims"
        ) { $0.atLeast1D() },
        atLeast(
            2, "The tensor with at least 2 axes.",
            example: """
                atleast_2d([1, 2, 3])
                #> [[1 2 3]]
                """, related: "atleast_1d atleast_3d expand_dims"
        ) { $0.atLeast2D() },
        atLeast(
            3, "The tensor with at least 3 axes.",
            example: """
                atleast_3d([1, 2, 3]).shape
                #> (1, 3, 1)
                """, related: "atleast_1d atleast_2d expand_dims"
        ) { $0.atLeast3D() },
        Builtin(
            "broadcast_to", .reshape,
            [.tensor("array", "the tensor"), .shape("shape", "the lengths of the axes, a tuple")],
            "The tensor repeated along axes of length 1 to have a larger shape.",
            example: """
                b = array([10, 20])
                broadcast_to b (3, 2)
                #> [[10 20]
                #>  [10 20]
                #>  [10 20]]
                """, related: "tile repeat meshgrid"
        ) { (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            try arguments.refuseNone("shape")
            let shape = try arguments.size("shape") ?? []
            return try arguments.tensorValue { () throws(TensorError) in try x.broadcast(to: shape) }.readOnly()
        },
        Builtin(
            "shape", .reshape, door: .numpy, gives: .tuple, [.a], "The lengths of the axes.",
            example: """
                x = [[1, 2, 3], [4, 5, 6]]
                np.shape(x)
                #> (2, 3)
                """, related: "ndim size len shape"
        ) { (_, arguments) throws(EvaluationError) in
            .tuple(TupleObject(try arguments.tensor(0).shape.dimensions.map { .int($0) }))
        },
        Builtin(
            "ndim", .reshape, gives: .other, [.a], "The number of axes.",
            example: """
                x = zeros 2 3
                ndim x
                #> 2
                """, related: "np.shape size len"
        ) { (_, arguments) throws(EvaluationError) in
            .int(try arguments.tensor(0).rank)
        },
        Builtin(
            "size", .reshape, gives: .other, [.a, .axis],
            "The number of elements, or the length of an axis.",
            example: """
                x = zeros 2 3
                size x
                #> 6
                size x 0
                #> 2
                """, related: "np.shape ndim len"
        ) { (_, arguments) throws(EvaluationError) in
            let shape = try arguments.tensor(0).shape
            guard let axes = try arguments.axes() else { return .int(shape.count) }
            let named = try arguments.carryOut { () throws(TensorError) in try shape.normalizedAxes(axes) }
            return .int(named.reduce(1) { $0 * shape[$1] })
        },
        Builtin(
            "copy", .reshape, traits: .copies, [.a], "A copy, which nothing that happens to the tensor changes.",
            example: """
                w = array([1.0, 2.0])
                w_start = copy w
                w -= 0.5
                print(w, w_start)
                #> [0.5 1.5] [1. 2.]
                """, related: "tensor.copy shares_memory ascontiguousarray"
        ) { (_, arguments) throws(EvaluationError) in
            .array(ArrayObject(try arguments.tensor(0) { (x) throws(TensorError) in try x.copyKeepingOrder() }))
        },
        sharing(
            "shares_memory", "Whether an element of one is an element of the other: to change it changes both.",
            related: "may_share_memory copy"),
        sharing(
            "may_share_memory", "Whether two tensors lie where an element of one could be an element of the other.",
            related: "shares_memory copy"),
        Builtin(
            "ascontiguousarray", .reshape, [.a],
            "The same tensor, its elements row after row in memory.",
            example: """
                x = array([[1, 2], [3, 4]])
                ascontiguousarray(x.T)
                #> [[1 3]
                #>  [2 4]]
                """, related: "copy"
        ) { (_, arguments) throws(EvaluationError) in
            Arguments.itself(
                arguments.value(0),
                or: try arguments.tensor(0) { (x) throws(TensorError) in try x.contiguous().atLeast1D() })
        },
    ]

    /// `flatten`, which is only a method in NumPy.
    static let flatten = Builtin(
        "flatten", .reshape, door: .bare, path: "ravel", traits: .copies, [.a], "A copy of all elements in one axis.",
        example: """
            w = array([[0.5], [-1.0]])
            flatten w
            #> [ 0.5 -1. ]
            """, related: "tensor.flatten ravel"
    ) { (_, arguments) throws(EvaluationError) in
        .array(ArrayObject(try arguments.tensor(0) { (x) throws(TensorError) in try x.flattened() }))
    }

    private static func reshape(
        _ machine: Machine, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        var given = arguments.rest
        if let shape = arguments.argument("shape"), arguments.isGiven("shape") { given.append(shape) }
        guard !given.isEmpty else { throw .arguments(.missing(["sizes"]), of: arguments.callee) }
        for size in given { try arguments.refuseTruths(in: size.value) }
        let lengths = try arguments.lengths(from: given)
        let reshaped = try arguments.carryOut { () throws(TensorError) in try x.reshaped(to: lengths) }
        return .array(reshaped.buffer === x.buffer ? ArrayObject(reshaped) : ArrayObject(shaped: reshaped))
    }

    private static func sharing(_ name: String, _ summary: String, related: String) -> Builtin {
        Builtin(
            name, .reshape, gives: .other, [.tensor("a", "a tensor"), .tensor("b", "another")], summary,
            example: """
                x = arange 4
                \(name)(x, x[1:])
                #> True
                \(name)(x, x[1:].copy())
                #> False
                """, related: related
        ) { (_, arguments) throws(EvaluationError) in
            guard case .array(let one) = arguments.value(0), case .array(let other) = arguments.value(1) else {
                // Other values have their own memory; check that they are tensors.
                _ = (try arguments.tensor(0), try arguments.tensor(1))
                return .bool(false)
            }
            let (first, second) = (one.tensor, other.tensor)
            if name == "shares_memory" { return .bool(first.sharesMemory(with: second)) }
            return .bool(first.buffer === second.buffer && first.byteExtent.overlaps(second.byteExtent))
        }
    }

    private static func atLeast(
        _ rank: Int, _ summary: String, example: String, related: String,
        _ convert: @escaping @Sendable (Tensor) -> Tensor
    ) -> Builtin {
        Builtin(
            "atleast_\(rank)d", .reshape, [.rest("arrays", "the tensors", of: .tensor)], summary, example: example,
            related: related
        ) { (_, arguments) throws(EvaluationError) in
            guard !arguments.rest.isEmpty else { throw .arguments(.missing(["arrays"]), of: arguments.callee) }
            var converted: [Value] = []
            for argument in arguments.rest {
                let tensor = try argument.value.asTensor(for: arguments.function, parameter: "arrays")
                converted.append(Arguments.itself(argument.value, or: convert(tensor)))
            }
            return converted.count == 1 ? converted[0] : .tuple(TupleObject(converted))
        }
    }
}
