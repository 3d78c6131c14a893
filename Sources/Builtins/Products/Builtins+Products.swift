internal import Interpreter
internal import Tensors

extension Builtins {
    /// Products, comparisons of whole tensors, and linear algebra.
    static let products: [Builtin] =
        multiplications + closeness + linearSystems + leastErrors + decompositions + eigenvalues
        + tensorEquations

    private static let multiplications: [Builtin] = [
        product(
            "dot", traits: [.essential, .tensorMethod], [.left, .right, .out],
            "The dot product of vectors, the product of matrices.",
            example: """
                dot(array([1, 2, 3]), array([4, 5, 6]))
                #> 32
                x, w = array([[1, 2], [3, 4]]), array([10, 1])
                dot x w
                #> [12 34]
                """, related: "matmul inner vdot cross"
        ) { (left, right, flags) throws(TensorError) in try Tensor.dot(left, right, flags: &flags)
        },
        product(
            "matmul", [.x1, .x2, .slash, .out],
            "x1 @ x2: the product of matrices, or of stacks of them.",
            example: """
                x, w = array([[1, 2], [3, 4]]), array([[10], [1]])
                matmul x w
                #> [[12]
                #>  [34]]
                x @ w
                #> [[12]
                #>  [34]]
                """, related: "multiply dot inner vdot matrix_power"
        ) { (left, right, flags) throws(TensorError) in try Tensor.matmul(left, right, flags: &flags)
        },
        product(
            "outer", traits: .essential, [.tensor("a", "gives the rows"), .tensor("b", "gives the columns"), .out],
            "Each element of a times each of b, as a matrix.",
            example: """
                outer([1, 2, 3], [10, 100])
                #> [[ 10 100]
                #>  [ 20 200]
                #>  [ 30 300]]
                """, related: "kron multiply"
        ) { (left, right, flags) throws(TensorError) in try Tensor.outer(left, right, flags: &flags)
        },
        product(
            "inner", [.left, .right],
            "The sums of products over the last axes of both.",
            example: """
                inner([1, 2, 3], [0, 1, 0])
                #> 2
                """, related: "dot matmul vdot"
        ) { (left, right, flags) throws(TensorError) in
            guard left.rank > 0, right.rank > 1 else { return try Tensor.dot(left, right, flags: &flags) }
            return try Tensor.dot(left, try right.swappingAxes(-1, -2), flags: &flags)
        },
        product(
            "vdot", [.left, .right],
            "The dot product of all elements of both, in C order; of complex numbers with the conjugates of the left.",
            example: """
                vdot([[1, 2], [3, 4]], [[1, 1], [2, 2]])
                #> 17
                """, related: "dot matmul inner"
        ) { (left, right, flags) throws(TensorError) in
            let left = left.dtype.isComplex ? try left.conjugated() : left
            return try Tensor.dot(left.raveled(), right.raveled(), flags: &flags)
        },
        product(
            "kron", [.left, .right],
            "The Kronecker product: b times each element of a, laid side by side.",
            example: """
                kron(eye(2), [1, 5])
                #> [[1. 5. 0. 0.]
                #>  [0. 0. 1. 5.]]
                """, related: "outer", kronecker
        ),
        product(
            "cross", [.left, .right],
            "The cross product of vectors of 3 elements, or of the rows of both.",
            example: """
                cross([1, 0, 0], [0, 1, 0])
                #> [0 0 1]
                """, related: "dot", cross
        ),
        Builtin(
            "trace", .products, traits: [.tensorMethod, .takesEveryType, .takesComplex], [.matrix, .offset],
            "The sum of the diagonal.",
            example: """
                x = array([[1, 2], [3, 4]])
                trace x
                #> 5
                """, related: "diagonal diag eye"
        ) { (machine, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            let offset = try arguments.int("offset")
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                try x.trace(offset: offset, flags: &flags)
            }
        },
    ]

    private static func product(
        _ name: String, traits: Builtin.Traits = [],
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String = "",
        _ multiply: @escaping @Sendable (Tensor, Tensor, inout FloatingPointFlags) throws(TensorError) -> Tensor
    ) -> Builtin {
        Builtin(
            name, .products, traits: traits.union([.takesEveryType, .takesComplex]), parameters(), summary,
            example: example,
            related: related,
            differs: "Products of complex numbers are added one after the other, and agree with NumPy's to 1e-12.",
            direct: .tensors(multiply)
        ) { (machine, arguments) throws(EvaluationError) in
            let (left, right) = try arguments.operands()
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
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
        for shape in [left.shape, right.shape] where shape.dimensions.last != 3 && shape.dimensions.last != 2 {
            throw .wrongRank(function: "cross", expected: "vectors of 3 elements", shape)
        }
        func component(_ tensor: Tensor, _ index: Int) throws(TensorError) -> Tensor? {
            index < tensor.shape.dimensions.last ?? 0 ? try tensor.indexed(by: [.ellipsis, .integer(index)]) : nil
        }
        func product(
            _ first: Int, _ second: Int, _ flags: inout FloatingPointFlags
        ) throws(TensorError) -> Tensor? {
            guard let one = try component(left, first), let other = try component(right, second) else { return nil }
            return try Tensor.binary(.multiply, one, other, flags: &flags)
        }
        var components: [Tensor] = []
        for (first, second) in [(1, 2), (2, 0), (0, 1)] {
            // Vectors of 2 elements have no third component.
            switch (try product(first, second, &flags), try product(second, first, &flags)) {
            case (let plus?, let minus?):
                components.append(try Tensor.binary(.subtract, plus, minus, flags: &flags))
            case (let plus?, nil): components.append(plus)
            case (nil, let minus?): components.append(try Tensor.unary(.negative, minus, flags: &flags))
            case (nil, nil): continue
            }
        }
        if components.count == 1 { return components[0] }
        return try Tensor.stack(components, axis: -1).contiguous()
    }
}
