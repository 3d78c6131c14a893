internal import Tensors

extension Builtins {
    /// Joining tensors.
    static let joining: [Builtin] = [
        Builtin(
            "concatenate(arrays, axis=0)", .reshape, aliases: ["concat"],
            "Tensors joined along an axis they have; flattened first with axis=None."
        ) {
            (_, arguments) throws(EvaluationError) in
            let tensors = try arguments.tensors(arguments.value(0), parameter: "arrays")
            let isFlat = arguments["axis"] != nil && !arguments.isGiven("axis")
            let axis = isFlat ? nil : try arguments.int("axis", default: 0)
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in try Tensor.concatenate(tensors, axis: axis) })
        },
        Builtin("stack(arrays, axis=0)", .reshape, "Tensors of one shape joined along a new axis.") {
            (_, arguments) throws(EvaluationError) in
            let tensors = try arguments.tensors(arguments.value(0), parameter: "arrays")
            let axis = try arguments.int("axis", default: 0)
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in try Tensor.stack(tensors, axis: axis) })
        },
        joining("vstack", "Tensors under each other, vectors as rows.") { (tensors) throws(TensorError) in
            try Tensor.verticalStack(tensors)
        },
        joining("hstack", "Tensors side by side, vectors end to end.") { (tensors) throws(TensorError) in
            try Tensor.horizontalStack(tensors)
        },
        joining("column_stack", "Tensors side by side, vectors as columns.") { (tensors) throws(TensorError) in
            try Tensor.columnStack(tensors)
        },
        Builtin(
            "append(arr, values, axis=None)", .reshape,
            "A tensor and then values, along an axis, or both flattened."
        ) {
            (_, arguments) throws(EvaluationError) in
            let (x, values) = (try arguments.tensor(0), try arguments.tensor(1))
            let axis = try arguments.optionalInt("axis")
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in try x.appending(values, axis: axis) })
        },
    ]

    private static func joining(
        _ name: String, _ summary: String, _ join: @escaping @Sendable ([Tensor]) throws(TensorError) -> Tensor
    ) -> Builtin {
        Builtin("\(name)(*arrays)", .reshape, summary) { (_, arguments) throws(EvaluationError) in
            let tensors = try arguments.tensorsOfRest(parameter: "arrays")
            return .tensor(try arguments.carryOut { () throws(TensorError) in try join(tensors) })
        }
    }
}
