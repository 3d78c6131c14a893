internal import Tensors

extension Builtins {
    /// The same elements in another shape, and what the shape is.
    static let lengths: [Builtin] = [
        Builtin(
            "reshape(a, *sizes, shape=None)", .reshape,
            "The same elements in another shape; one size may be -1 and is worked out.", reshape),
        Builtin("ravel(a)", .reshape, "All elements in one axis.") { (_, arguments) throws(EvaluationError) in
            .tensor(try arguments.tensor(0).raveled())
        },
        flatten,
        Builtin("expand_dims(a, axis)", .reshape, "New axes of length 1 at the places given.") {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axes = try arguments.axes() ?? []
            return .tensor(try arguments.carryOut { () throws(TensorError) in try x.expandingDimensions(at: axes) })
        },
        squeeze(signature: "squeeze(a, axis=None)"),
        atLeast(1) { $0.atLeast1D() }, atLeast(2) { $0.atLeast2D() }, atLeast(3) { $0.atLeast3D() },
        Builtin(
            "broadcast_to(array, shape)", .reshape, "The tensor repeated along axes of length 1 to have a larger shape."
        ) {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let shape = try arguments.size("shape") ?? []
            return .tensor(try arguments.carryOut { () throws(TensorError) in try x.broadcast(to: shape) })
        },
        Builtin("shape(a)", .reshape, door: .numpy, "The lengths of the axes.") {
            (_, arguments) throws(EvaluationError) in
            .tuple(try arguments.tensor(0).shape.dimensions.map { .int($0) })
        },
        Builtin("ndim(a)", .reshape, "The number of axes.") { (_, arguments) throws(EvaluationError) in
            .int(try arguments.tensor(0).rank)
        },
        Builtin("size(a, axis=None)", .reshape, "The number of elements, or the length of an axis.") {
            (_, arguments) throws(EvaluationError) in
            let shape = try arguments.tensor(0).shape
            guard let axis = try arguments.optionalInt("axis") else { return .int(shape.count) }
            return .int(shape[try arguments.carryOut { () throws(TensorError) in try shape.normalizedAxis(axis) }])
        },
        Builtin("copy(a)", .reshape, "A copy; every assignment already is one here.") {
            (_, arguments) throws(EvaluationError) in
            .tensor(try arguments.tensor(0).copyKeepingOrder())
        },
        Builtin("ascontiguousarray(a)", .reshape, "The same tensor, its elements row after row in memory.") {
            (_, arguments) throws(EvaluationError) in
            .tensor(try arguments.tensor(0).contiguous().atLeast1D())
        },
    ]

    /// `flatten`, which NumPy has as a method only.
    static let flatten = Builtin("flatten(a)", .reshape, door: .bare, "A copy of all elements in one axis.") {
        (_, arguments) throws(EvaluationError) in
        .tensor(try arguments.tensor(0).flattened())
    }

    private static func reshape(
        _ evaluator: inout Evaluator, _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        let x = try arguments.tensor(0)
        var given = arguments.rest
        if let shape = arguments.argument("shape"), arguments.isGiven("shape") { given.append(shape) }
        guard !given.isEmpty else { throw .arguments(.missing(["sizes"]), of: arguments.callee) }
        let lengths = try arguments.lengths(from: given)
        return .tensor(try arguments.carryOut { () throws(TensorError) in try x.reshaped(to: lengths) })
    }

    private static func squeeze(signature: String) -> Builtin {
        Builtin(signature, .reshape, "The tensor without its axes of length 1.") {
            (_, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let axes = try arguments.axes()
            return .tensor(try arguments.carryOut { () throws(TensorError) in try x.squeezed(axes: axes) })
        }
    }

    private static func atLeast(_ rank: Int, _ convert: @escaping @Sendable (Tensor) -> Tensor) -> Builtin {
        Builtin(
            "atleast_\(rank)d(*arrays)", .reshape, "The tensor with at least \(rank == 1 ? "1 axis" : "\(rank) axes")."
        ) {
            (_, arguments) throws(EvaluationError) in
            guard !arguments.rest.isEmpty else { throw .arguments(.missing(["arrays"]), of: arguments.callee) }
            var converted: [Value] = []
            for argument in arguments.rest {
                let tensor = try argument.value.asTensor(for: arguments.function, parameter: "arrays")
                converted.append(.tensor(convert(tensor)))
            }
            return converted.count == 1 ? converted[0] : .tuple(converted)
        }
    }
}
