internal import Interpreter
internal import Syntax
internal import Tensors

/// Python's `operator`: the operators as functions.
enum OperatorModule {
    static let module = Module(binary + comparisons + others + getters, constants: [:])

    private static let a = Parameter.value("a", "the left operand")
    private static let b = Parameter.value("b", "the right operand")

    private static func member(
        _ name: String, _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String,
        _ shown: KeyValuePairs<String, String>, related: String, changesFirst: Bool = false,
        _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        Builtins.member(
            name, of: .operator, traits: changesFirst ? [.placesOnly, .changesFirstArgument] : .placesOnly,
            gives: changesFirst ? .nothing : .other, parameters(), summary, example: Builtins.example(shown),
            related: related, implementation)
    }

    private static func binary(
        _ name: String, _ operation: Syntax.BinaryOperator, _ shown: KeyValuePairs<String, String>, related: String
    ) -> Builtin {
        member(name, [a, b], "a \(operation.rawValue) b.", shown, related: related) {
            (_, arguments) throws(EvaluationError) in
            var flags: FloatingPointFlags = []
            return try Operators.binary(arguments.value(0), operation, arguments.value(1), flags: &flags)
        }
    }

    private static let binary: [Builtin] = [
        binary("add", .add, ["operator.add(2, 3)": "5"], related: "operator.sub operator.concat sum"),
        binary("sub", .subtract, ["operator.sub(2, 3)": "-1"], related: "operator.add operator.neg"),
        binary("mul", .multiply, ["operator.mul('ab', 3)": "ababab"], related: "operator.truediv functools.reduce"),
        binary("truediv", .divide, ["operator.truediv(7, 2)": "3.5"], related: "operator.floordiv operator.mod"),
        binary("floordiv", .floorDivide, ["operator.floordiv(7, 2)": "3"], related: "operator.truediv operator.mod"),
        binary("mod", .remainder, ["operator.mod(7, 4)": "3"], related: "operator.floordiv divmod"),
        binary("pow", .power, ["operator.pow(2, 10)": "1024"], related: "pow math.pow"),
        member(
            "matmul", [a, b], "a @ b.", ["operator.matmul(array([1, 2]), array([3, 4]))": "11"],
            related: "operator.mul dot"
        ) {
            (_, arguments) throws(EvaluationError) in
            var flags: FloatingPointFlags = []
            return try Operators.binary(arguments.value(0), .matrixMultiply, arguments.value(1), flags: &flags)
        },
        binary("and_", .bitwiseAnd, ["operator.and_(6, 3)": "2"], related: "operator.or_ operator.xor"),
        binary("or_", .bitwiseOr, ["operator.or_(6, 3)": "7"], related: "operator.and_ operator.xor"),
        binary("xor", .bitwiseXor, ["operator.xor(6, 3)": "5"], related: "operator.and_ operator.or_"),
        binary("lshift", .leftShift, ["operator.lshift(1, 5)": "32"], related: "operator.rshift"),
        binary("rshift", .rightShift, ["operator.rshift(64, 3)": "8"], related: "operator.lshift"),
        member(
            "concat", [a, b], "a + b of lists, tuples and texts.", ["operator.concat([1], [2])": "[1, 2]"],
            related: "operator.add"
        ) { (_, arguments) throws(EvaluationError) in
            let (left, right) = (arguments.value(0), arguments.value(1))
            if left.isTensor || right.isTensor {
                throw arguments.typeError(
                    "Concatenation operation is not implemented for NumPy arrays, use np.concatenate() instead.")
            }
            var flags: FloatingPointFlags = []
            return try Operators.binary(left, .add, right, flags: &flags)
        },
    ]

    private static func comparison(
        _ name: String, _ operation: ComparisonOperator, _ shown: KeyValuePairs<String, String>, related: String
    ) -> Builtin {
        member(name, [a, b], "a \(operation.rawValue) b.", shown, related: related) {
            (_, arguments) throws(EvaluationError) in
            try Operators.compare(arguments.value(0), operation, arguments.value(1))
        }
    }

    private static let comparisons: [Builtin] = [
        comparison("eq", .equal, ["operator.eq(2, 2.0)": "True"], related: "operator.ne operator.is_"),
        comparison("ne", .notEqual, ["operator.ne(2, 3)": "True"], related: "operator.eq"),
        comparison("lt", .less, ["operator.lt(2, 3)": "True"], related: "operator.le operator.gt"),
        comparison("le", .lessOrEqual, ["operator.le(3, 3)": "True"], related: "operator.lt operator.ge"),
        comparison("gt", .greater, ["operator.gt(2, 3)": "False"], related: "operator.ge operator.lt"),
        comparison("ge", .greaterOrEqual, ["operator.ge(2, 3)": "False"], related: "operator.gt operator.le"),
        comparison("is_", .is, ["operator.is_(None, None)": "True"], related: "operator.is_not operator.eq"),
        comparison("is_not", .isNot, ["operator.is_not(None, None)": "False"], related: "operator.is_ operator.ne"),
    ]

    private static func unary(
        _ name: String, _ operation: Syntax.UnaryOperator, _ summary: String, _ shown: KeyValuePairs<String, String>,
        related: String
    ) -> Builtin {
        member(name, [.value("a", "the operand")], summary, shown, related: related) {
            (_, arguments) throws(EvaluationError) in try Operators.unary(operation, arguments.value(0))
        }
    }

    private static let others: [Builtin] = [
        unary("neg", .negative, "-a.", ["operator.neg(3)": "-3"], related: "operator.pos operator.sub"),
        unary("pos", .positive, "+a.", ["operator.pos(True)": "1"], related: "operator.neg"),
        unary("invert", .invert, "~a.", ["operator.invert(5)": "-6"], related: "operator.xor operator.not_"),
        member("not_", [.value("a", "the operand")], "not a.", ["operator.not_([])": "True"], related: "operator.truth")
        {
            (_, arguments) throws(EvaluationError) in .bool(try !arguments.value(0).isTrue())
        },
        member(
            "truth", [.value("a", "the operand")], "Whether a is true.", ["operator.truth([0])": "True"],
            related: "operator.not_ bool"
        ) {
            (_, arguments) throws(EvaluationError) in .bool(try arguments.value(0).isTrue())
        },
        member(
            "index", [.integer("a", "a whole number")], "A whole number as an int.", ["operator.index(True)": "1"],
            related: "int"
        ) {
            (_, arguments) throws(EvaluationError) in .int(try arguments.int("a"))
        },
        member(
            "contains", [.value("a", "what holds items"), .value("b", "an item")], "b in a.",
            ["operator.contains([1, 2], 2)": "True"], related: "operator.countOf operator.indexOf"
        ) { (_, arguments) throws(EvaluationError) in
            try Operators.compare(arguments.value(1), .in, arguments.value(0))
        },
        member(
            "countOf", [.value("a", "what holds items"), .value("b", "an item")], "How many times b is in a.",
            ["operator.countOf([1, 2, 1], 1)": "2"], related: "operator.indexOf operator.contains"
        ) { (_, arguments) throws(EvaluationError) in
            var count = 0
            for item in try arguments.value(0).items()
            where try Operators.areEqualItems(item, arguments.value(1)) { count += 1 }
            return .int(count)
        },
        member(
            "indexOf", [.value("a", "what holds items"), .value("b", "an item")], "The place of the first b in a.",
            ["operator.indexOf([5, 7], 7)": "1"], related: "operator.countOf operator.contains"
        ) { (_, arguments) throws(EvaluationError) in
            for (place, item) in try arguments.value(0).items().enumerated()
            where try Operators.areEqualItems(item, arguments.value(1)) {
                return .int(place)
            }
            throw arguments.invalid("sequence.index(x): x not in sequence")
        },
        member(
            "getitem", [.value("a", "what is indexed"), .value("b", "the index")], "a[b].",
            ["operator.getitem([5, 7], 1)": "7"], related: "operator.setitem operator.itemgetter"
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.element(of: arguments.value(0), at: arguments.value(1))
        },
        member(
            "setitem", [.value("a", "what is changed"), .value("b", "the index"), .value("c", "the value")],
            "a[b] = c.",
            ["x = [5, 7]; operator.setitem(x, 0, 6); x": "[6, 7]"], related: "operator.getitem operator.delitem",
            changesFirst: true
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.setElement(of: arguments.value(0), at: arguments.value(1), to: arguments.value(2))
            return .none
        },
        member(
            "delitem", [.value("a", "what is changed"), .value("b", "the index")], "del a[b].",
            ["x = [5, 7]; operator.delitem(x, 0); x": "[7]"], related: "operator.setitem", changesFirst: true
        ) { (machine, arguments) throws(EvaluationError) in
            try machine.deleteElement(of: arguments.value(0), at: arguments.value(1))
            return .none
        },
    ]

    // MARK: - Functions that return functions

    private static let getters: [Builtin] = [
        member(
            "itemgetter", [.value("item", "an index or key"), .rest("items", "more of them, for a tuple")],
            "A function that gives the items of its argument at these places.",
            ["sorted([('b', 1), ('a', 2)], key=operator.itemgetter(0))": "[('a', 2), ('b', 1)]"],
            related: "operator.attrgetter operator.getitem sorted"
        ) { (_, arguments) throws(EvaluationError) in bound(itemGetter, arguments) },
        member(
            "attrgetter",
            [.text("attr", "a name, with dots maybe"), .rest("attrs", "more of them, for a tuple", of: .text)],
            "A function that gives the attributes of its argument of these names.",
            ["operator.attrgetter('shape')(zeros(2))": "(2,)"], related: "operator.itemgetter operator.methodcaller"
        ) { (_, arguments) throws(EvaluationError) in
            for name in arguments.all {
                guard case .string = name.value else { throw arguments.typeError("attribute name must be a string") }
            }
            return bound(attributeGetter, arguments)
        },
        member(
            "methodcaller",
            [.text("name", "the method"), .rest("args", "what it is given"), .names("kwargs", "keywords it is given")],
            "A function that calls a method of its argument.", ["operator.methodcaller('upper')('ab')": "AB"],
            related: "operator.attrgetter functools.partial"
        ) { (_, arguments) throws(EvaluationError) in
            guard case .string = arguments.value(0) else { throw arguments.typeError("method name must be a string") }
            return .method(BoundMethod(of: methodCaller, to: try arguments.packed(behind: 0)))
        },
    ]

    /// A function bound to all given arguments.
    private static func bound(_ entry: Builtin, _ arguments: Arguments) -> Value {
        .method(BoundMethod(of: entry, to: .tuple(TupleObject(arguments.all.map(\.value)))))
    }

    private static func getter(
        _ name: String, _ get: @escaping @Sendable (Machine, Value, Value) throws(EvaluationError) -> Value
    ) -> Builtin {
        Builtins.member(
            name, of: .operator, traits: .placesOnly, [.receiver, .value("obj", "what is asked")], "What is asked for.",
            example: "", related: ""
        ) { (machine, arguments) throws(EvaluationError) in
            guard case .tuple(let keys) = arguments.value(0) else { return .none }
            var found: [Value] = []
            for key in keys { found.append(try get(machine, arguments.value(1), key)) }
            return found.count == 1 ? found[0] : .tuple(TupleObject(found))
        }
    }

    private static let itemGetter = getter("itemgetter") { (machine, value, key) throws(EvaluationError) in
        try machine.element(of: value, at: key)
    }

    private static let attributeGetter = getter("attrgetter") { (machine, value, key) throws(EvaluationError) in
        var value = value
        guard case .string(let path) = key else { return value }
        for name in path.string.split(separator: ".") { value = try machine.attribute(String(name), of: value) }
        return value
    }

    private static let methodCaller = Builtins.member(
        "methodcaller", of: .operator, traits: .placesOnly, [.receiver, .value("obj", "whose method it is")],
        "What the method gives.", example: "", related: ""
    ) { (machine, arguments) throws(EvaluationError) in
        let (name, given) = arguments.value(0).unpacked
        guard case .string(let name) = name else { return .none }
        return try machine.callBack(try machine.attribute(name.string, of: arguments.value(1)), arguments: given)
    }
}

extension Arguments {
    /// A function, or another first argument, packed with the remaining arguments: a tuple of it, a tuple of the
    /// positional values, and a dictionary of the keywords.
    func packed(behind index: Int) throws(EvaluationError) -> Value {
        let keywords = DictionaryObject()
        for (name, value) in extraKeywords { try keywords.set(value, for: .string(Text(name))) }
        return .tuple(
            TupleObject([value(index), .tuple(TupleObject(rest.map(\.value))), .dictionary(keywords)]))
    }
}

extension Value {
    /// The first argument and the others that ``Arguments/packed(behind:)`` packed.
    var unpacked: (first: Value, arguments: [CallArgument]) {
        guard case .tuple(let parts) = self, parts.count == 3, case .tuple(let values) = parts[1],
            case .dictionary(let keywords) = parts[2]
        else { return (.none, []) }
        let named = zip(keywords.keys, keywords.values).map { key, value in CallArgument(value, keyword: key.text) }
        return (parts[0], values.map { CallArgument($0) } + named)
    }
}
