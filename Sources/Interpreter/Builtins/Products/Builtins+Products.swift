internal import Tensors

extension Builtins {
    /// Products, comparisons of whole tensors, and linear algebra.
    static let products: [Builtin] = multiplications + closeness + linearSystems + decompositions

    private static let multiplications: [Builtin] = [
        product("dot(a, b)", "The dot product of vectors, the product of matrices.") {
            (left, right, flags) throws(TensorError) in try Tensor.dot(left, right, flags: &flags)
        },
        product("matmul(x1, x2)", "x1 @ x2: the product of matrices, or of stacks of them.") {
            (left, right, flags) throws(TensorError) in try Tensor.matmul(left, right, flags: &flags)
        },
        product("outer(a, b)", "Each element of a times each of b, as a matrix.") {
            (left, right, flags) throws(TensorError) in try Tensor.outer(left, right, flags: &flags)
        },
        product("inner(a, b)", "The sums of products over the last axes of both.") {
            (left, right, flags) throws(TensorError) in
            guard left.rank > 0, right.rank > 1 else { return try Tensor.dot(left, right, flags: &flags) }
            return try Tensor.dot(left, try right.swappingAxes(-1, -2), flags: &flags)
        },
        product("vdot(a, b)", "The dot product of all elements of both, in C order.") {
            (left, right, flags) throws(TensorError) in
            try Tensor.dot(left.raveled(), right.raveled(), flags: &flags)
        },
        product("kron(a, b)", "The Kronecker product: b times each element of a, laid side by side.", kronecker),
        product("cross(a, b)", "The cross product of vectors of 3 elements, or of the rows of both.", cross),
        Builtin("trace(a, offset=0)", .products, "The sum of the diagonal.") {
            (evaluator, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let offset = try arguments.int("offset", default: 0)
            return try evaluator.result(of: arguments) { (flags) throws(TensorError) in
                try x.trace(offset: offset, flags: &flags)
            }
        },
    ]

    private static func product(
        _ signature: String, _ summary: String,
        _ multiply: @escaping @Sendable (Tensor, Tensor, inout FloatingPointFlags) throws(TensorError) -> Tensor
    ) -> Builtin {
        Builtin(signature, .products, summary) { (evaluator, arguments) throws(EvaluationError) in
            let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
            return try evaluator.result(of: arguments) { (flags) throws(TensorError) in
                try multiply(left, right, &flags)
            }
        }
    }

    private static func kronecker(
        _ left: Tensor, _ right: Tensor, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        let rank = max(left.rank, right.rank)
        let leftLengths = [Int](repeating: 1, count: rank - left.rank) + left.shape.dimensions
        let rightLengths = [Int](repeating: 1, count: rank - right.rank) + right.shape.dimensions
        let leftSpread = try left.reshaped(to: leftLengths.flatMap { [$0, 1] })
        let rightSpread = try right.reshaped(to: rightLengths.flatMap { [1, $0] })
        let products = try Tensor.binary(.multiply, leftSpread, rightSpread, flags: &flags)
        return try products.reshaped(to: zip(leftLengths, rightLengths).map { $0 * $1 })
    }

    private static func cross(
        _ left: Tensor, _ right: Tensor, _ flags: inout FloatingPointFlags
    ) throws(TensorError) -> Tensor {
        for shape in [left.shape, right.shape] where shape.dimensions.last != 3 {
            throw .wrongRank(function: "cross", expected: "vectors of 3 elements", shape)
        }
        func component(_ tensor: Tensor, _ index: Int) throws(TensorError) -> Tensor {
            try tensor.indexed(by: [.ellipsis, .integer(index)])
        }
        var components: [Tensor] = []
        for (first, second) in [(1, 2), (2, 0), (0, 1)] {
            let plus = try Tensor.binary(
                .multiply, try component(left, first), try component(right, second), flags: &flags)
            let minus = try Tensor.binary(
                .multiply, try component(left, second), try component(right, first), flags: &flags)
            components.append(try Tensor.binary(.subtract, plus, minus, flags: &flags))
        }
        return try Tensor.stack(components, axis: -1).contiguous()
    }
}
