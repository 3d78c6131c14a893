internal import Tensors

extension Builtins {
    /// The functions that work element by element.
    static let elementwise: [Builtin] =
        exponentials + trigonometry + roundings + arithmetic + comparisons + logic + bits + selections

    // MARK: - Ways to make entries

    /// An entry that applies an operation to each element.
    static func unary(
        _ name: String, _ operation: UnaryOperation, door: Builtin.Door = .both, aliases: [String] = [],
        _ summary: String
    ) -> Builtin {
        Builtin("\(name)(x)", .elementwise, door: door, aliases: aliases, summary) {
            (evaluator, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            return try evaluator.result(of: arguments) { (flags) throws(TensorError) in
                try Tensor.unary(operation, x, flags: &flags)
            }
        }
    }

    /// An entry that applies an operation to each pair of elements.
    static func binary(
        _ name: String, _ operation: BinaryOperation, door: Builtin.Door = .both, aliases: [String] = [],
        _ summary: String
    ) -> Builtin {
        Builtin("\(name)(x1, x2)", .elementwise, door: door, aliases: aliases, summary) {
            (evaluator, arguments) throws(EvaluationError) in
            let (left, right) = (try arguments.tensor(0), try arguments.tensor(1))
            return try evaluator.result(of: arguments) { (flags) throws(TensorError) in
                try Tensor.binary(operation, left, right, flags: &flags)
            }
        }
    }

    /// An entry that multiplies each element by a number.
    static func scaling(_ name: String, by factor: Double, aliases: [String] = [], _ summary: String) -> Builtin {
        Builtin("\(name)(x)", .elementwise, aliases: aliases, summary) {
            (evaluator, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            return try evaluator.result(of: arguments) { (flags) throws(TensorError) in
                try Tensor.binary(.multiply, x, Tensor(.float64(factor)), flags: &flags)
            }
        }
    }
}

extension Evaluator {
    /// Carries out a tensor operation that may raise floating-point flags, warns of them, and gives its result: a NumPy
    /// scalar where there are no axes.
    mutating func result(
        of arguments: Arguments, _ operation: (inout FloatingPointFlags) throws(TensorError) -> Tensor
    ) throws(EvaluationError) -> Value {
        .result(try flagged(arguments, operation))
    }

    /// Carries out a tensor operation that may raise floating-point flags and warns of them.
    mutating func flagged<Result>(
        _ arguments: Arguments, _ operation: (inout FloatingPointFlags) throws(TensorError) -> Result
    ) throws(EvaluationError) -> Result {
        var flags: FloatingPointFlags = []
        let result = try arguments.carryOut { () throws(TensorError) in try operation(&flags) }
        if !flags.isEmpty { warn(of: flags, in: arguments.function, range: currentCallRange) }
        return result
    }
}
