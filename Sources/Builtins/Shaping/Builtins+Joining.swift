internal import Interpreter
internal import Tensors

extension Builtins {
    /// Joining tensors.
    static let joining: [Builtin] = [
        Builtin(
            "concatenate", .reshape, aliases: ["concat"], traits: [.essential, .gathers],
            [.arrays, .firstAxis.wholeOnly], "Tensors joined along an axis they have; flattened first with axis=None.",
            example: """
                old, new = array([[1, 2]]), array([[3, 4], [5, 6]])
                concatenate old new
                #> [[1 2]
                #>  [3 4]
                #>  [5 6]]
                concatenate([[1, 2], [3]])
                #> [1 2 3]
                """, related: "stack vstack hstack append np.split"
        ) { (_, arguments) throws(EvaluationError) in
            let (tensors, axis) = try arguments.tensorsAndAxis()
            defer { Release.keepForNow(tensors) }
            return try arguments.tensorValue { () throws(TensorError) in try Tensor.concatenate(tensors, axis: axis) }
        },
        Builtin(
            "stack", .reshape, traits: [.essential, .gathers], [.arrays, .firstAxis],
            "Tensors of one shape joined along a new axis.",
            example: """
                a, b = array([1, 2]), array([3, 4])
                stack a b
                #> [[1 2]
                #>  [3 4]]
                stack([a, b], axis=1)
                #> [[1 3]
                #>  [2 4]]
                """, related: "concatenate vstack hstack"
        ) { (_, arguments) throws(EvaluationError) in
            let (tensors, axis) = try arguments.tensorsAndAxis()
            defer { Release.keepForNow(tensors) }
            guard let axis else { throw arguments.wrongType("axis", expected: "a whole number", got: .none) }
            return try arguments.tensorValue { () throws(TensorError) in try Tensor.stack(tensors, axis: axis) }
        },
        joining(
            "vstack", traits: [.essential, .gathers], "Tensors under each other, vectors as rows.",
            example: """
                x = array([[1, 2], [3, 4]])
                vstack(x, [5, 6])
                #> [[1 2]
                #>  [3 4]
                #>  [5 6]]
                """, related: "concatenate stack hstack"
        ) { (tensors) throws(TensorError) in
            try Tensor.verticalStack(tensors)
        },
        joining(
            "hstack", traits: .gathers,
            "Tensors side by side, vectors end to end.",
            example: """
                x = array([[2.0], [3.0]])
                hstack(ones(2, 1), x)
                #> [[1. 2.]
                #>  [1. 3.]]
                """, related: "column_stack concatenate stack vstack"
        ) { (tensors) throws(TensorError) in
            try Tensor.horizontalStack(tensors)
        },
        joining(
            "column_stack", traits: [.essential, .gathers], "Tensors side by side, vectors as columns.",
            example: """
                height, weight = array([1.7, 1.8]), array([65, 80])
                column_stack height weight
                #> [[ 1.7 65. ]
                #>  [ 1.8 80. ]]
                """, related: "hstack"
        ) { (tensors) throws(TensorError) in
            try Tensor.columnStack(tensors)
        },
        Builtin(
            "append", .reshape, [.arr, .tensor("values", "what is added"), .axis.wholeOnly],
            "A tensor and then values, along an axis, or both flattened.",
            example: """
                losses = array([0.5, 0.4])
                losses = append losses 0.3
                losses
                #> [0.5 0.4 0.3]
                """, related: "concatenate list.append"
        ) { (_, arguments) throws(EvaluationError) in
            let (x, values) = (try arguments.tensor(0), try arguments.tensor(1))
            let axis = try arguments.optionalInt("axis")
            return try arguments.tensorValue { () throws(TensorError) in try x.appending(values, axis: axis) }
        },
    ]

    private static func joining(
        _ name: String, traits: Builtin.Traits = [], _ summary: String, example: String, related: String = "",
        _ join: @escaping @Sendable ([Tensor]) throws(TensorError) -> Tensor
    ) -> Builtin {
        Builtin(
            name, .reshape, traits: traits, [.arrays], summary,
            example: example, related: related
        ) { (_, arguments) throws(EvaluationError) in
            let tensors = try arguments.tensorsOfRest(parameter: "arrays")
            defer { Release.keepForNow(tensors) }
            return try arguments.tensorValue { () throws(TensorError) in try join(tensors) }
        }
    }
}

extension Arguments {
    /// The tensors to join, and the axis (nil for `None`). NumPy's second positional argument is the axis:
    /// `np.concatenate((x, y), 1)`; separate tensors are the form of the command.
    fileprivate func tensorsAndAxis() throws(EvaluationError) -> ([Tensor], Int?) {
        if rest.count == 2, let first = rest.first, let last = rest.last, self["axis"] == nil {
            if case .none = last.value { return (try tensors(first.value, parameter: "arrays"), nil) }
            if let axis = last.value.asIndex { return (try tensors(first.value, parameter: "arrays"), axis) }
        }
        let isFlat = self["axis"] != nil && !isGiven("axis")
        return (try tensorsOfRest(parameter: "arrays"), isFlat ? nil : try int("axis"))
    }
}
