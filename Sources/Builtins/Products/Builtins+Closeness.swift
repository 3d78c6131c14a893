internal import Interpreter
internal import Tensors

extension Builtins {
    /// Exact and approximate equality of tensors.
    static let closeness: [Builtin] = [
        Builtin(
            "isclose", .products, traits: .takesComplex,
            [
                .tensor("a", "the numbers"), .tensor("b", "what they are compared with"), .relativeTolerance,
                .absoluteTolerance, .equalNan,
            ], "Whether each pair of elements differs by no more than atol + rtol * |b|.",
            example: """
                0.1 + 0.2 == 0.3
                #> False
                isclose(0.1 + 0.2, 0.3)
                #> True
                isclose([1.0, 2.0], [1.0, 2.1])
                #> [ True False]
                """, related: "allclose equal not_equal array_equal"
        ) { (_, arguments) throws(EvaluationError) in
            .result(.bool(try isClose(arguments)))
        },
        Builtin(
            "allclose", .products, traits: [.essential, .takesComplex],
            gives: .other,
            [
                .tensor("a", "the numbers"), .tensor("b", "what they are compared with"), .relativeTolerance,
                .absoluteTolerance, .equalNan,
            ], "Whether all pairs of elements differ by no more than atol + rtol * |b|.",
            example: """
                x = array([[2.0, 1.0], [1.0, 3.0]])
                allclose(x @ inv(x), eye(2))
                #> True
                allclose([100, 200], [101, 199], rtol=0.05)
                #> True
                """, related: "array_equal array_equiv isclose"
        ) { (_, arguments) throws(EvaluationError) in
            .bool(try isClose(arguments).elements.allSatisfy { $0 })
        },
        Builtin(
            "array_equal", .products, traits: [.takesEveryType, .takesTexts, .takesComplex],
            gives: .other, [.tensor("a1", "the numbers"), .tensor("a2", "what they are compared with"), .equalNan],
            "Whether both have the same shape and elements.",
            example: """
                array_equal([1, 2], [1, 2])
                #> True
                array_equal(zeros(2), zeros(2, 1))
                #> False
                """, related: "equal not_equal isclose allclose array_equiv"
        ) { (_, arguments) throws(EvaluationError) in
            let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
            let equalsNaN = try arguments.bool("equal_nan")
            return .bool(Tensor.areEqual(left, right, equalNaN: equalsNaN))
        },
        Builtin(
            "array_equiv", .products, traits: [.takesEveryType, .takesTexts, .takesComplex], gives: .other,
            [.tensor("a1", "the numbers"), .tensor("a2", "what they are compared with")],
            "Whether both have the same elements once broadcast together.",
            example: """
                array_equiv([1, 2], [[1, 2], [1, 2]])
                #> True
                """, related: "allclose array_equal"
        ) { (_, arguments) throws(EvaluationError) in
            let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
            guard let common = try? Shape.broadcast([left.shape, right.shape]),
                let left = try? left.broadcast(to: common), let right = try? right.broadcast(to: common)
            else { return .bool(false) }
            return .bool(Tensor.areEqual(left, right))
        },
    ]

    private static func isClose(_ arguments: Arguments) throws(EvaluationError) -> NDArray<Bool> {
        let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
        let relative = try arguments.numberOfArray("rtol")
        let absolute = try arguments.numberOfArray("atol")
        let equalsNaN = try arguments.bool("equal_nan")
        return try arguments.carryOut { () throws(TensorError) in
            try Tensor.isClose(left, right, relative: relative, absolute: absolute, equalNaN: equalsNaN)
        }
    }
}
