internal import Integers
internal import Interpreter
internal import Tensors

extension Builtins {
    /// Tensor equations, and products of several matrices: `np.linalg`.
    static let tensorEquations: [Builtin] = [
        linear(
            "multi_dot", traits: .takesComplex, takesEveryType: false,
            [.value("arrays", "a list of matrices; the first and the last may be vectors")],
            "The product of several matrices, in the order of multiplications that takes the least work.",
            example: """
                A, B, x = ones(3, 2), ones(2, 4), ones(4)
                multi_dot([A, B, x])
                #> [8. 8. 8.]
                """, related: "dot matmul"
        ) { (machine, arguments) throws(EvaluationError) in
            let factors = try arguments.tensors(arguments.value(0), parameter: "arrays")
            guard factors.count >= 2 else {
                let words = "Expecting at least two arrays."
                throw arguments.invalid(words, python: .value(words))
            }
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                try LinearAlgebra.chainProduct(factors, flags: &flags)
            }
        },
        linear(
            "tensorsolve",
            [
                .tensor("a", "the coefficients"), .tensor("b", "the right side"),
                .value("axes", default: nil, "which axes of a are moved to its end first"),
            ], "The tensor x whose products with a, summed over all axes of x, are b.",
            example: """
                a = eye(6).reshape(2, 3, 6)
                tensorsolve(a, ones(2, 3))
                #> [1. 1. 1. 1. 1. 1.]
                """, related: "solve tensorinv"
        ) { (machine, arguments) throws(EvaluationError) in
            let (a, b) = (try arguments.tensor(0), try arguments.tensor(1))
            let axes: [Int] = arguments.isGiven("axes") ? try list(of: "axes", arguments) : []
            return try .array(
                ArrayObject(
                    machine.conditioned(arguments) { (condition) throws(TensorError) in
                        try LinearAlgebra.tensorSolve(a, b, axes: axes, badCondition: &condition)
                    }))
        },
        linear(
            "tensorinv", [.a, .integer("ind", default: 2, "how many axes come first in a")],
            "The tensor whose products with a, summed over the first axes of a, give back what they are multiplied by.",
            example: """
                a = eye(6).reshape(6, 2, 3)
                tensorinv(a, ind=1).shape
                #> (2, 3, 6)
                """, related: "inv tensorsolve"
        ) { (machine, arguments) throws(EvaluationError) in
            let a = try arguments.tensor(0)
            guard a.rank > 0 else { throw arguments.typeError("reshape() takes exactly 1 argument (0 given)") }
            // A number beyond all axes stands for all of them, however large it is.
            let isLong = arguments["ind"]?.isLong == true && arguments["ind"]?.asInteger?.isNegative == false
            let count = isLong ? a.rank : try arguments.int("ind")
            guard count > 0 else {
                let words = "Invalid ind argument."
                throw arguments.invalid(words, python: .value(words))
            }
            return try .array(
                ArrayObject(
                    machine.conditioned(arguments) { (condition) throws(TensorError) in
                        try LinearAlgebra.tensorInverse(a, count: count, badCondition: &condition)
                    }))
        },
    ]

    /// An argument as a list of integers.
    private static func list(of name: String, _ arguments: Arguments) throws(EvaluationError) -> [Int] {
        let numbers = try arguments.integers(name)
        guard numbers.rank == 1 else { throw arguments.typeError("'int' object is not iterable") }
        return numbers.elements
    }
}
