internal import Tensors

extension TensorError {
    /// NumPy's message if an elementwise function has no loop for some types; nil if NumPy has one that Descent
    /// lacks.
    static func noLoop(_ operation: String, _ types: [DType]) -> (type: String, message: String?)? {
        if types.contains(where: \.isText), types.count <= 2 {
            return textLoop(operation, types)
        }
        switch operation {
        case "-" where types == [.bool, .bool]:
            return (
                "TypeError",
                "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the "
                    + "logical_xor function instead."
            )
        case "-" where types == [.bool]:
            return (
                "TypeError",
                "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not "
                    + "function instead."
            )
        // NumPy has a loop, Descent does not.
        case "sign" where types.contains(where: \.isComplex): return nil
        case "sign", "gcd", "lcm": return ("UFuncTypeError", withoutLoop(operation, types.map(className)))
        case "+" where types == [.bool]: return ("UFuncTypeError", withoutLoop("positive", types.map(className)))
        case "~": return unsupported("invert")
        case "bitwise_and", "bitwise_or", "bitwise_xor", "left_shift", "right_shift": return unsupported(operation)
        default: return nil
        }
    }

    /// The elementwise functions.
    private static let universal = Set(
        UnaryOperation.allCases.map(\.functionName) + BinaryOperation.allCases.map(\.functionName)
            + PairFunction.allCases.map(\.rawValue))

    /// NumPy's message if an elementwise function is given what makes no array of numbers; nil for other functions.
    static func noLoop(_ operation: String, for value: ValueDescription) -> String? {
        if value.type == .string { return universal.contains(operation) ? unsupported(operation).message : nil }
        guard ofFloats.contains(operation), [.none, .dictionary, .set, .function].contains(value.type) else {
            return nil
        }
        return
            "loop of ufunc does not support argument 0 of type \(value.typeName) which has no callable \(operation) method"
    }

    /// Functions of one float, which NumPy asks an object for as a method.
    private static let ofFloats = Set(
        UnaryOperation.allCases.filter {
            switch $0 {
            case .negative, .positive, .absolute, .sign, .square, .reciprocal, .isnan, .isinf, .isfinite, .logicalNot,
                .invert:
                false
            default: true
            }
        }.map(\.functionName))

    private static func textLoop(_ operation: String, _ types: [DType]) -> (type: String, message: String?)? {
        switch operation {
        case "equal", "not_equal", "less", "less_equal", "greater", "greater_equal":
            return ("UFuncTypeError", withoutLoop(operation, types.map(className)))
        case "add", "subtract":
            let names = types.map { "dtype('\($0.isText ? "<U\($0.textWidth)" : $0.name)')" }
            return ("UFuncTypeError", withoutLoop(operation, names))
        case "multiply": return nil
        case "~": return unsupported("invert")
        default: return universal.contains(operation) ? unsupported(operation) : nil
        }
    }

    private static func unsupported(_ operation: String) -> (type: String, message: String?) {
        (
            "TypeError",
            "ufunc '\(operation)' not supported for the input types, and the inputs could not be safely coerced to any "
                + "supported types according to the casting rule ''safe''"
        )
    }

    private static func withoutLoop(_ operation: String, _ types: [String]) -> String {
        let list = types.count == 1 ? types[0] : "(\(types.joined(separator: ", ")))"
        return "ufunc '\(operation)' did not contain a loop with signature matching types \(list) -> None"
    }

    /// The name of NumPy's class for a dtype.
    private static func className(_ type: DType) -> String {
        let name =
            type.isText ? "Str" : type.name.prefix(1) == "u" ? "UI" + type.name.dropFirst(2) : type.name.withCapital
        return "<class 'numpy.dtypes.\(name)DType'>"
    }
}

extension String {
    /// The text with a capital first letter.
    fileprivate var withCapital: String { prefix(1).uppercased() + dropFirst() }
}
