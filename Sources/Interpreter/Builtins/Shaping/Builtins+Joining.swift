internal import Tensors

extension Builtins {
    /// Joining tensors.
    static let joining: [Builtin] = [
        Builtin(
            "concatenate(*arrays, axis=0)", .reshape, aliases: ["concat"],
            "Tensors joined along an axis they have; flattened first with axis=None."
        ) { (_, arguments) throws(EvaluationError) in
            let (tensors, axis) = try arguments.tensorsAndAxis()
            return .tensor(
                try arguments.carryOut { () throws(TensorError) in try Tensor.concatenate(tensors, axis: axis) })
        },
        Builtin("stack(*arrays, axis=0)", .reshape, "Tensors of one shape joined along a new axis.") {
            (_, arguments) throws(EvaluationError) in
            let (tensors, axis) = try arguments.tensorsAndAxis()
            guard let axis else { throw arguments.wrongType("axis", expected: "a whole number", got: .none) }
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

extension Arguments {
    /// What is joined, and along which axis (nil for `None`). NumPy's second positional argument is the axis:
    /// `np.concatenate((x, y), 1)`; tensors one by one are the command's form.
    fileprivate func tensorsAndAxis() throws(EvaluationError) -> ([Tensor], Int?) {
        if rest.count == 2, let first = rest.first, let last = rest.last, self["axis"] == nil {
            if case .none = last.value { return (try tensors(first.value, parameter: "arrays"), nil) }
            if let axis = last.value.asIndex { return (try tensors(first.value, parameter: "arrays"), axis) }
        }
        let isFlat = self["axis"] != nil && !isGiven("axis")
        return (try tensorsOfRest(parameter: "arrays"), isFlat ? nil : try int("axis", default: 0))
    }
}
