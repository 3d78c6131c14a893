internal import Tensors

extension Builtins {
    /// Whether tensors are equal, exactly or nearly.
    static let closeness: [Builtin] = [
        Builtin(
            "isclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)", .products,
            "Whether each pair of elements differs by no more than atol + rtol * |b|.") {
            (_, arguments) throws(EvaluationError) in
            .result(.bool(try isClose(arguments)))
        },
        Builtin(
            "allclose(a, b, rtol=1e-05, atol=1e-08, equal_nan=False)", .products,
            "Whether all pairs of elements differ by no more than atol + rtol * |b|.") {
            (_, arguments) throws(EvaluationError) in
            .bool(try isClose(arguments).elements.allSatisfy { $0 })
        },
        Builtin("array_equal(a1, a2, equal_nan=False)", .products, "Whether both have the same shape and elements.") {
            (_, arguments) throws(EvaluationError) in
            let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
            let equalsNan = try arguments.bool("equal_nan", default: false)
            return .bool(left.shape == right.shape && areEqual(left, right, equalsNan: equalsNan))
        },
        Builtin("array_equiv(a1, a2)", .products, "Whether both have the same elements once broadcast together.") {
            (_, arguments) throws(EvaluationError) in
            let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
            guard let common = try? Shape.broadcast([left.shape, right.shape]),
                let left = try? left.broadcast(to: common), let right = try? right.broadcast(to: common)
            else { return .bool(false) }
            return .bool(areEqual(left, right, equalsNan: false))
        },
    ]

    private static func areEqual(_ left: Tensor, _ right: Tensor, equalsNan: Bool) -> Bool {
        if case .int64(let left) = left, case .int64(let right) = right { return left.elements == right.elements }
        return zip(left.asFloat64().elements, right.asFloat64().elements).allSatisfy { left, right in
            left == right || equalsNan && left.isNaN && right.isNaN
        }
    }

    private static func isClose(_ arguments: Arguments) throws(EvaluationError) -> NDArray<Bool> {
        let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
        let relative = try arguments.double("rtol", default: 1e-05)
        let absolute = try arguments.double("atol", default: 1e-08)
        let equalsNan = try arguments.bool("equal_nan", default: false)
        let shape = try arguments.carryOut { () throws(TensorError) in
            try Shape.broadcast([left.shape, right.shape]).validated(dtype: .bool)
        }
        let (first, second) = try arguments.carryOut { () throws(TensorError) in
            (
                try left.broadcast(to: shape).asFloat64().elements,
                try right.broadcast(to: shape).asFloat64().elements
            )
        }
        let close = zip(first, second).map { first, second in
            if equalsNan, first.isNaN, second.isNaN { return true }
            let isNear = second.isFinite && (first - second).magnitude <= absolute + relative * second.magnitude
            return isNear || first == second
        }
        return NDArray(close, shape: shape)
    }
}
