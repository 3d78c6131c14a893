internal import Interpreter

extension Builtins {
    /// The methods of NumPy's universal functions: `np.add.reduce`.
    static let universalMethods: [Builtin] = [
        universal(
            "reduce",
            [
                .tensor("array", "the tensor"), .value("axis", default: 0, "along which axis, or axes; None for all"),
                .dtype, .value("out", default: nil, "where the result goes"), .keepdims,
                .rest("further", "initial and where, by place"), .names("options", "initial= and where="),
            ], "What is left when the function is applied to one element after another.",
            example: """
                np.add.reduce([1, 2, 3])
                #> 6
                np.multiply.reduce(array([[1, 2], [3, 4]]), axis=1)
                #> [ 2 12]
                """, related: "ufunc.accumulate ufunc.reduceat np.sum prod"),
        universal(
            "accumulate",
            [
                .tensor("array", "the tensor"), .integer("axis", default: 0, "along which axis"), .dtype,
                .value("out", default: nil, "where the result goes"),
            ], "What the function gives for the elements so far.",
            example: """
                np.maximum.accumulate([1, 5, 2, 7, 3])
                #> [1 5 5 7 7]
                """, related: "ufunc.reduce cumsum cumprod"),
        universal(
            "outer",
            [
                .tensor("A", "the left operand"), .tensor("B", "the right operand"), .slash,
                .names("kwargs", "what the function takes by keyword"),
            ], "What the function gives for each pair of elements.",
            example: """
                np.subtract.outer([10, 20], [1, 2, 3])
                #> [[ 9  8  7]
                #>  [19 18 17]]
                """, related: "outer ufunc.reduce"),
        universal(
            "at", traits: [.placesOnly], gives: .nothing,
            [
                .value("a", "the tensor, which is changed"), .value("indices", "which elements"),
                .value("b", default: nil, "the second operand"),
            ], "Applies the function in place; an element that is named twice is changed twice.",
            example: """
                x = zeros(3, dtype=int)
                np.add.at(x, [0, 1, 1], 10)
                x
                #> [10 20  0]
                """, related: "bincount ufunc.reduceat"),
        universal(
            "reduceat",
            [
                .tensor("array", "the tensor"), .value("indices", "where each part begins"),
                .integer("axis", default: 0, "along which axis"), .dtype,
                .value("out", default: nil, "where the result goes"),
            ], "Reduces parts of an axis, each from its place up to the next.",
            example: """
                np.add.reduceat(arange(6), [0, 2, 4])
                #> [1 5 9]
                """, related: "ufunc.reduce split"),
    ]

    private static func universal(
        _ name: String, traits: Builtin.Traits = [], gives result: Builtin.Result = .tensor,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String
    ) -> Builtin {
        Builtin(
            name, .reduce, traits: traits.union([.takesEveryType, .takesComplex]), gives: result,
            [.receiver] + parameters(), summary,
            example: example, related: related
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.callBack(
                try machine.member(name, ofSourceModule: "_numpy_ufuncs"), arguments: arguments.asGiven)
        }
    }

    /// Carries out a call with arguments that only NumPy's functions have: `out=`, `where=`, `initial=` and others;
    /// nil if the function doesn't take them.
    @Sendable static func callWithOptions(
        _ machine: Machine, _ builtin: Builtin, _ arguments: [CallArgument]
    ) throws(EvaluationError) -> Value? {
        guard builtin.group != .python,
            builtin.isNumPys || builtin.signature.parameters.first?.name == Parameter.receiver.name
        else {
            return nil
        }
        let isKnown = arguments.allSatisfy { argument in
            guard let keyword = argument.keyword else { return true }
            return callOptions.contains(keyword) || builtin.keywords.contains(keyword)
                || keyword == "axes" && builtin.name == "rot90"
        }
        // `array` handles its own positional arguments.
        if builtin.name == "array", !arguments.contains(where: { $0.keyword != nil }) { return nil }
        guard isKnown, let function = try functionWithOptions(machine, builtin) else { return nil }
        let options = DictionaryObject()
        for argument in arguments {
            if let keyword = argument.keyword { options.set(argument.value, named: Text(keyword)) }
        }
        let operands = arguments.filter { $0.keyword == nil }.map(\.value)
        return try machine.callBack(
            function, [.builtin(builtin), .tuple(TupleObject(operands)), .dictionary(options)])
    }

    /// The function that carries out such calls of a built-in; nil if there is none.
    private static func functionWithOptions(
        _ machine: Machine, _ builtin: Builtin
    ) throws(EvaluationError) -> Value? {
        if builtin.isUniversal { return try machine.member("called", ofSourceModule: "_numpy_ufuncs") }
        for (module, function) in [("_numpy_ufuncs", "reduced"), ("_numpy_further", "called")] {
            let takes = try machine.member("takes", ofSourceModule: module)
            if case .bool(true) = try machine.callBack(takes, [.string(Text(builtin.name))]) {
                return try machine.member(function, ofSourceModule: module)
            }
        }
        return nil
    }

    private static let callOptions: Set = [
        "out", "where", "casting", "order", "dtype", "subok", "signature", "sig", "initial", "keepdims", "ddof", "mean",
        "correction", "mode", "overwrite_input", "axis", "left", "right", "period", "prepend", "append", "equal_nan",
        "sorted",
        "axis1", "axis2", "copy", "sparse", "sorter", "assume_unique", "return_indices", "kind", "stable",
        "max_work",
        "ndmax", "device", "like", "shape", "method", "weights", "interpolation",
        "axisa", "axisb", "axisc",
    ]
}
