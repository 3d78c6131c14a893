internal import Interpreter
internal import Tensors

extension Builtins {
    /// Elementwise functions.
    static let elementwise: [Builtin] =
        exponentials + trigonometry + roundings + arithmetic + comparisons + logic + bits + selections
        + furtherFunctions

    // MARK: - Constructors of entries

    /// The parameters of a binary function.
    static var pair: [Parameter] { [.x1, .x2, .slash, .out] }

    /// An entry that applies an operation to each element.
    static func unary(
        _ name: String, _ operation: UnaryOperation, door: Builtin.Door = .both, aliases: [String] = [],
        traits: Builtin.Traits = [], _ summary: String, example: String, related: String = "",
        differs difference: String? = nil
    ) -> Builtin {
        Builtin(
            name, .elementwise, door: door, aliases: aliases, traits: traits.union([.takesEveryType, .takesComplex]),
            [.tensor("x", "the numbers"), .slash, .out],
            summary,
            example: example, related: related, differs: difference,
            direct: .tensor { (x, flags) throws(TensorError) in try Tensor.unary(operation, x, flags: &flags) }
        ) { (machine, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                try Tensor.unary(operation, x, flags: &flags)
            }
        }
    }

    /// An entry that applies a function of floats, such as one of the C library, to each element.
    static func applying(
        _ name: String, door: Builtin.Door = .both, aliases: [String] = [], _ function: FloatFunction,
        _ summary: String, example: String, related: String
    ) -> Builtin {
        Builtin(
            name, .elementwise, door: door, aliases: aliases, traits: .takesEveryType,
            [.tensor("x", "the numbers"), .slash, .out], summary, example: example, related: related
        ) { (machine, arguments) throws(EvaluationError) in
            let x = try arguments.tensor(0)
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                try Tensor.applying(function, named: name, to: x, flags: &flags)
            }
        }
    }

    /// An entry that applies a function to each pair of elements.
    static func pairs(
        _ function: PairFunction, door: Builtin.Door = .numpy, of parameters: [Parameter] = pair, _ summary: String,
        example: String, related: String
    ) -> Builtin {
        Builtin(
            function.rawValue, .elementwise, door: door, traits: .takesEveryType, parameters, summary, example: example,
            related: related
        ) { (machine, arguments) throws(EvaluationError) in
            let (left, right) = try arguments.operands(
                function == .floatPower ? .doubles : function.computesFloats ? .floats : .alike)
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                try Tensor.pairs(function, left, right, flags: &flags)
            }
        }
    }

    /// An entry that applies an operation to each pair of elements.
    static func binary(
        _ name: String, _ operation: BinaryOperation, door: Builtin.Door = .both, aliases: [String] = [],
        traits: Builtin.Traits = [], _ summary: String, example: String, related: String = ""
    ) -> Builtin {
        Builtin(
            name, .elementwise, door: door, aliases: aliases,
            traits: traits.union(operation.takesTexts ? [.takesEveryType, .takesTexts] : .takesEveryType).union(
                .takesComplex),
            pair, summary,
            example: example, related: related,
            direct: .tensors { (left, right, flags) throws(TensorError) in
                try Tensor.binary(operation, left, right, flags: &flags)
            }
        ) { (machine, arguments) throws(EvaluationError) in
            if let result = try arguments.comparison(operation) { return result }
            let (left, right) = try arguments.operands(operation)
            if operation == .equal || operation == .notEqual, left.dtype.isText != right.dtype.isText {
                // The operators report unequal shapes; the functions have no loop for them.
                try arguments.carryOut { () throws(TensorError) in
                    throw .unsupportedTypes(
                        operation: name, [left.dtype, right.dtype], hint: "texts are compared with texts")
                }
            }
            return try machine.result(of: arguments) { (flags) throws(TensorError) in
                try Tensor.binary(operation, left, right, flags: &flags)
            }
        }
    }
}

extension DirectForms {
    /// The maximum number of elements that are processed without checking for Ctrl-C.
    private static let fewElements = 1 << 14

    /// The direct form for one small tensor or number; it returns nil if there is something to warn of.
    static func tensor(
        _ operation: @escaping @Sendable (Tensor, inout FloatingPointFlags) throws(TensorError) -> Tensor
    ) -> DirectForms {
        DirectForms(one: { _, value in
            guard let tensor = value.directTensor, tensor.count <= fewElements else { return nil }
            var flags: FloatingPointFlags = []
            guard let result = try? operation(tensor, &flags), flags.isEmpty else { return nil }
            return .result(result)
        })
    }

    /// The direct form for a reduction, which needs no tensor for a few floats.
    static func reduction(
        _ small: Builtins.SmallReduction?,
        _ operation: @escaping @Sendable (Tensor, inout FloatingPointFlags) throws(TensorError) -> Tensor
    ) -> DirectForms {
        var forms = tensor(operation)
        guard let small, let general = forms.one else { return forms }
        forms.one = { machine, value in
            if case .array(let array) = value, let few = array.small, let number = small.all(few) {
                return .scalar(.float64(number))
            }
            return general(machine, value)
        }
        forms.alongAxis = { array, axis, keepsAxis in
            small.alongAxis(array, axis, keepsAxis).map { .array(ArrayObject($0)) }
        }
        return forms
    }

    /// The direct form for two small tensors or numbers; it returns nil if there is something to warn of.
    static func tensors(
        _ operation: @escaping @Sendable (Tensor, Tensor, inout FloatingPointFlags) throws(TensorError) -> Tensor
    ) -> DirectForms {
        DirectForms(two: { _, left, right in
            if left.isOfUnusualType || right.isOfUnusualType { return nil }
            guard let left = left.directTensor, let right = right.directTensor, left.count <= fewElements,
                right.count <= fewElements
            else { return nil }
            var flags: FloatingPointFlags = []
            guard let result = try? operation(left, right, &flags), flags.isEmpty else { return nil }
            return .result(result)
        })
    }
}

/// The functions that NumPy implements by `reduce`, which is the name in its warnings.
private let reductions: Set<String> = ["sum", "prod", "mean", "var", "std", "nansum", "nanmean"]

extension Machine {
    /// Runs a tensor operation that may raise floating-point flags, warns of them, and returns its result: a NumPy
    /// scalar if it has no axes.
    func result(
        of arguments: Arguments, _ operation: (inout FloatingPointFlags) throws(TensorError) -> Tensor
    ) throws(EvaluationError) -> Value {
        .result(try flagged(arguments, operation))
    }

    /// The same for a result that is a tensor even without axes.
    func tensor(
        of arguments: Arguments, _ operation: (inout FloatingPointFlags) throws(TensorError) -> Tensor
    ) throws(EvaluationError) -> Value {
        .array(ArrayObject(try flagged(arguments, operation)))
    }

    /// Runs a tensor operation that may raise floating-point flags, and warns of them.
    func flagged<Result>(
        _ arguments: Arguments, _ operation: (inout FloatingPointFlags) throws(TensorError) -> Result
    ) throws(EvaluationError) -> Result {
        var flags: FloatingPointFlags = []
        let result = try arguments.carryOut { () throws(TensorError) in try operation(&flags) }
        if !flags.isEmpty {
            let name = arguments.function
            let function = reductions.contains(name) ? "reduce" : name.hasPrefix("cum") ? "accumulate" : nil
            try warn(of: flags, in: name, function: function, range: currentCallRange)
        }
        return result
    }
}
