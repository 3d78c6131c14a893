internal import Interpreter
internal import Syntax
internal import Tensors

extension Builtins {
    /// The special methods of Python's own types, called by name: `(5).__add__(2)`. `TypeAttributes` defines which
    /// type has which.
    static let specialMethods: [Builtin] =
        functionMethods + operatorMethods + comparisonMethods + containerMethods + [calling]

    /// `f.__call__(…)`.
    private static let calling = Builtin(
        "__call__", .python, door: .bare,
        [
            .receiver, .rest("arguments", "what the function takes by place"),
            .names("keywords", "what it takes by name"),
        ], "Calls the function."
    ) { (machine, arguments) throws(EvaluationError) in
        try machine.callBack(
            arguments.value(0),
            arguments: arguments.rest.map { CallArgument($0.value) }
                + arguments.extraKeywords.map { CallArgument($0.value, keyword: $0.name) })
    }

    /// Special methods that do the same as a function.
    private static let functionMethods: [Builtin] = [
        ("__len__", "len", 0...0), ("__abs__", "abs", 0...0), ("__hash__", "hash", 0...0), ("__str__", "str", 0...0),
        ("__repr__", "repr", 0...0), ("__bool__", "bool", 0...0), ("__int__", "int", 0...0),
        ("__index__", "int", 0...0), ("__trunc__", "int", 0...0), ("__float__", "float", 0...0),
        ("__round__", "round", 0...1), ("__divmod__", "divmod", 1...1), ("__iter__", "iter", 0...0),
        ("__next__", "next", 0...0), ("__reversed__", "reversed", 0...0), ("__format__", "format", 1...1),
        ("__dir__", "dir", 0...0),
    ].map { name, function, counts in
        special(name, counts) { (machine, value, others) throws(EvaluationError) in
            if name == "__round__", value.isWholeNumber, others.first?.isNone == true {
                let words = "'NoneType' object cannot be interpreted as an integer"
                throw .invalidArgument(function: name, words, hint: nil, python: PythonForm("TypeError", words))
            }
            if name == "__divmod__", !value.answers(others[0], isOrder: false) { return .notImplemented }
            guard let function = machine.table.value(bare: function) else { return .none }
            return try machine.callBack(function, [value] + others)
        }
    }

    private static let operators: [(word: String, operator: BinaryOperator)] = [
        ("add", .add), ("sub", .subtract), ("mul", .multiply), ("truediv", .divide), ("floordiv", .floorDivide),
        ("mod", .remainder), ("pow", .power), ("and", .bitwiseAnd), ("or", .bitwiseOr), ("xor", .bitwiseXor),
        ("lshift", .leftShift), ("rshift", .rightShift),
    ]

    private static let operatorMethods: [Builtin] =
        operators.flatMap { word, operation in
            [
                special("__\(word)__", 1...1) { (_, value, others) throws(EvaluationError) in
                    try value.answer(value, operation, others[0], for: others[0])
                },
                special("__r\(word)__", 1...1) { (_, value, others) throws(EvaluationError) in
                    try value.answer(others[0], operation, value, for: others[0])
                },
            ]
        }
        + [
            ("neg", UnaryOperator.negative), ("pos", .positive), ("invert", .invert),
        ].map { word, operation in
            special("__\(word)__", 0...0) { (_, value, _) throws(EvaluationError) in
                try Operators.unary(operation, value)
            }
        }

    private static let comparisonMethods: [Builtin] = [
        ("eq", ComparisonOperator.equal), ("ne", .notEqual), ("lt", .less), ("le", .lessOrEqual), ("gt", .greater),
        ("ge", .greaterOrEqual),
    ].map { word, operation in
        special("__\(word)__", 1...1) { (_, value, others) throws(EvaluationError) in
            guard value.answers(others[0], isOrder: true) else { return .notImplemented }
            let result = try Operators.compare(value, operation, others[0])
            // For strings, NumPy's scalars return their own bool type.
            if case .scalar = value, others[0].isText, case .bool(let truth) = result { return .scalar(.bool(truth)) }
            return result
        }
    }

    private static let containerMethods: [Builtin] = [
        special("__contains__", 1...1) { (_, value, others) throws(EvaluationError) in
            try Operators.compare(others[0], .in, value)
        },
        special("__getitem__", 1...1) { (machine, value, others) throws(EvaluationError) in
            try machine.element(of: value, at: others[0])
        },
        special("__setitem__", 2...2, traits: .changesFirstArgument) {
            (machine, value, others) throws(EvaluationError) in
            try machine.setElement(of: value, at: others[0], to: others[1])
            return .none
        },
        special("__delitem__", 1...1, traits: .changesFirstArgument) {
            (machine, value, others) throws(EvaluationError) in
            try machine.deleteElement(of: value, at: others[0])
            return .none
        },
    ]

    private static func special(
        _ name: String, _ counts: ClosedRange<Int>, traits: Builtin.Traits = [],
        _ body: @escaping @Sendable (Machine, Value, [Value]) throws(EvaluationError) -> Value
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, traits: traits.union(.placesOnly),
            [.receiver, .rest("arguments", "what the operator or function takes besides")],
            "What Python's operators and functions do with the value."
        ) { (machine, arguments) throws(EvaluationError) in
            let others = arguments.rest.map(\.value)
            guard counts.contains(others.count) else {
                let wanted = counts.upperBound
                let words = "expected \(wanted) argument\(wanted == 1 ? "" : "s"), got \(others.count)"
                throw arguments.invalid(words, python: PythonForm("TypeError", words))
            }
            return try body(machine, arguments.value(0), others)
        }
    }
}

extension Value {
    /// The result of an operator's special method.
    fileprivate func answer(
        _ left: Value, _ operation: BinaryOperator, _ right: Value, for other: Value
    ) throws(EvaluationError) -> Value {
        guard answers(other, isOrder: false) else { return .notImplemented }
        // Only the operators defer to the array.
        if sequence != nil || isText, operation != .remainder, case .array = other {
            throw .values(
                .unsupportedOperands(operator: operation.rawValue, ValueDescription(self), ValueDescription(other)))
        }
        var flags: FloatingPointFlags = []
        return try Operators.binary(left, operation, right, flags: &flags)
    }

    /// Whether a special method handles another operand, instead of returning NotImplemented: numbers handle those of
    /// their own or a narrower type, sets handle sets.
    ///
    /// - Parameter isOrder: whether it is an ordering comparison, for which sequences need the same type.
    fileprivate func answers(_ other: Value, isOrder: Bool) -> Bool {
        switch self {
        case .int, .long, .bool: other.isWholeNumber
        case .float: if case .float = other { true } else { other.isWholeNumber }
        case .complex:
            switch other {
            case .complex, .float: true
            default: other.isWholeNumber
            }
        case .set: if case .set = other { true } else { isOrder && other.isSetView }
        case .dictionary: if case .dictionary = other { true } else { false }
        case .string, .list, .tuple, .range: !isOrder || type == other.type
        case .slice: if case .slice = other { true } else { false }
        case .view(let view): !isOrder || (view.part == .values ? isSame(as: other) : other.isSet || other.isSetView)
        case .none, .ellipsis, .function, .builtin, .method, .type, .generator, .iterator: isSame(as: other)
        default: true
        }
    }

    fileprivate var isWholeNumber: Bool {
        switch self {
        case .int, .long, .bool: true
        default: false
        }
    }

    private var isSet: Bool { if case .set = self { true } else { false } }

    private var isSetView: Bool { if case .view(let view) = self { view.part != .values } else { false } }
}
