internal import Tensors

extension Builtins {
    /// Whether tensors are equal, exactly or nearly.
    static let closeness: [Builtin] = [
        Builtin(
            "isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)", .products,
            "Whether each pair of elements differs by no more than atol + rtol * |b|."
        ) {
            (_, arguments) throws(EvaluationError) in
            .result(.bool(try isClose(arguments)))
        },
        Builtin(
            "allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)", .products,
            "Whether all pairs of elements differ by no more than atol + rtol * |b|."
        ) {
            (_, arguments) throws(EvaluationError) in
            .bool(try isClose(arguments).elements.allSatisfy { $0 })
        },
        Builtin("array_equal(a1, a2, equal_nan=False)", .products, "Whether both have the same shape and elements.") {
            (_, arguments) throws(EvaluationError) in
            let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
            let equalsNaN = try arguments.bool("equal_nan", default: false)
            return .bool(Tensor.areEqual(left, right, equalNaN: equalsNaN))
        },
        Builtin("array_equiv(a1, a2)", .products, "Whether both have the same elements once broadcast together.") {
            (_, arguments) throws(EvaluationError) in
            let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
            guard let common = try? Shape.broadcast([left.shape, right.shape]),
                let left = try? left.broadcast(to: common), let right = try? right.broadcast(to: common)
            else { return .bool(false) }
            return .bool(Tensor.areEqual(left, right))
        },
    ]

    private static func isClose(_ arguments: Arguments) throws(EvaluationError) -> NDArray<Bool> {
        let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
        let relative = try arguments.double("rtol", default: 1e-05)
        let absolute = try arguments.double("atol", default: 1e-08)
        let equalsNaN = try arguments.bool("equal_nan", default: false)
        return try arguments.carryOut { () throws(TensorError) in
            try Tensor.isClose(left, right, relative: relative, absolute: absolute, equalNaN: equalsNaN)
        }
    }
}
