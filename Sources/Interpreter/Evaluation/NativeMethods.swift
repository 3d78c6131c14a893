internal import Kernels
internal import Syntax
internal import Tensors

/// The special methods of built-in types, which objects of derived classes inherit, and which are accessible as
/// `list.__len__` and `[].__len__`. They have no help pages.
enum NativeMethods {
    /// All special methods of a type, by name.
    static func all(of type: PythonType) -> [(Text, Value)] {
        var methods: [Builtin] = shown(of: type) + comparisons(of: type) + operators(of: type) + making(of: type)
        switch type {
        case .list, .dictionary: methods += walks(of: type) + [item(of: type), setItem(of: type), deleteItem(of: type)]
        case .tuple, .string: methods += walks(of: type) + [item(of: type)]
        case .set, .frozenset: methods += walks(of: type)
        default: methods.append(truth(of: type))
        }
        let isHashed = type != .list && type != .dictionary && type != .set
        if isHashed { methods.append(hash(of: type)) }
        return methods.map { (Text($0.name), .builtin($0)) } + (isHashed ? [] : [("__hash__", .none)])
    }

    private typealias Body = @Sendable (Machine, Value, [Value]) throws(EvaluationError) -> Value

    private static func method(
        _ name: String, of type: PythonType, _ count: Int, traits: Builtin.Traits = [], _ body: @escaping Body
    ) -> Builtin {
        Builtin(special: name, of: type, counts: count...count, traits: traits, body)
    }

    // MARK: - Items

    private static func item(of type: PythonType) -> Builtin {
        guard type == .dictionary else {
            return method("__getitem__", of: type, 1) { (machine, value, others) throws(EvaluationError) in
                try machine.element(of: value, at: others[0].plain)
            }
        }
        return method("__getitem__", of: type, 1, traits: .takesObject) { (_, object, others) throws(EvaluationError) in
            guard case .dictionary(let dictionary) = object.plain else { return .none }
            if let found = try dictionary.value(of: others[0]) { return found }
            if case .instance(let instance) = object, let made = try Special.call("__missing__", of: instance, others) {
                return made
            }
            throw .indices(.missingKey(others[0], of: dictionary))
        }
    }

    private static func setItem(of type: PythonType) -> Builtin {
        method("__setitem__", of: type, 2) { (machine, value, others) throws(EvaluationError) in
            let index = type == .list ? others[0].plain : others[0]
            try machine.setElement(of: value, at: index, to: others[1])
            return .none
        }
    }

    private static func deleteItem(of type: PythonType) -> Builtin {
        method("__delitem__", of: type, 1) { (machine, value, others) throws(EvaluationError) in
            try machine.deleteElement(of: value, at: type == .list ? others[0].plain : others[0])
            return .none
        }
    }

    private static func walks(of type: PythonType) -> [Builtin] {
        var methods = [
            method("__len__", of: type, 0) { (_, value, _) in .int(value.plainCount ?? 0) },
            method("__iter__", of: type, 0, traits: .takesObject) { (_, object, _) throws(EvaluationError) in
                if case .instance(let instance) = object, instance.type.leavesToBase("__iter__"),
                    let walked = try Special.walked(instance), case .iterator = walked
                {
                    return walked
                }
                return try object.plain.iterator()
            },
            method("__contains__", of: type, 1) { (_, value, others) throws(EvaluationError) in
                try Operators.compare(type == .string ? others[0].plain : others[0], .in, value)
            },
        ]
        if type == .list || type == .dictionary {
            methods.append(
                method("__reversed__", of: type, 0) { (_, value, _) throws(EvaluationError) in
                    if case .dictionary(let dictionary) = value {
                        return .iterator(ItemIterator(.dictionary(.keys, isReversed: true), over: dictionary, value))
                    }
                    return .iterator(try ItemIterator(.reversed, over: [value]))
                })
        }
        return methods
    }

    // MARK: - Text, hash, truth value

    private static func shown(of type: PythonType) -> [Builtin] {
        var methods = [
            method("__repr__", of: type, 0, traits: .takesObject) { (_, object, _) in
                .string(Text(object.nativeRepresentation))
            }
        ]
        if type == .string { methods.append(method("__str__", of: type, 0) { (_, value, _) in value }) }
        if [.string, .int, .float].contains(type) {
            methods.append(
                method("__format__", of: type, 1, traits: .takesObject) { (_, object, others) throws(EvaluationError) in
                    let specification = others[0].plain.text
                    // An empty specification means `str(object)`, which its class may override.
                    if specification.isEmpty { return .string(Text(object.text)) }
                    return .string(
                        Text(try Formatting.format(object.plain, conversion: nil, specification: specification)))
                })
        }
        return methods
    }

    private static func hash(of type: PythonType) -> Builtin {
        method("__hash__", of: type, 0) { (_, value, _) throws(EvaluationError) in .int(try value.hash()) }
    }

    private static func truth(of type: PythonType) -> Builtin {
        method("__bool__", of: type, 0) { (_, value, _) throws(EvaluationError) in .bool(try value.isTrue()) }
    }

    // MARK: - Operators

    private static let orders: [(String, ComparisonOperator)] = [
        ("__eq__", .equal), ("__ne__", .notEqual), ("__lt__", .less), ("__le__", .lessOrEqual), ("__gt__", .greater),
        ("__ge__", .greaterOrEqual),
    ]

    private static func comparisons(of type: PythonType) -> [Builtin] {
        orders.prefix(type == .dictionary ? 2 : 6).map { name, operation in
            method(name, of: type, 1) { (_, value, others) throws(EvaluationError) in
                let other = others[0].plain
                guard value.isLike(other), !other.isTensor else { return .notImplemented }
                return try Operators.compare(value, operation, other)
            }
        }
    }

    private static let words: [(String, BinaryOperator)] = [
        ("add", .add), ("sub", .subtract), ("mul", .multiply), ("truediv", .divide), ("floordiv", .floorDivide),
        ("mod", .remainder), ("pow", .power), ("and", .bitwiseAnd), ("or", .bitwiseOr), ("xor", .bitwiseXor),
        ("lshift", .leftShift), ("rshift", .rightShift),
    ]

    /// The operators of a type: as the left operand, as the right one, and in place.
    private static func names(of type: PythonType) -> (own: String, reflected: String, inPlace: String) {
        switch type {
        case .list: ("add mul", "mul", "add mul")
        case .tuple: ("add mul", "mul", "")
        case .string: ("add mul mod", "mul", "")
        case .dictionary: ("or", "or", "or")
        case .set: ("or and sub xor", "or and sub xor", "or and sub xor")
        case .frozenset: ("or and sub xor", "or and sub xor", "")
        case .int: (words.map(\.0).joined(separator: " "), words.map(\.0).joined(separator: " "), "")
        default: ("add sub mul truediv floordiv mod pow", "add sub mul truediv floordiv mod pow", "")
        }
    }

    private static func operators(of type: PythonType) -> [Builtin] {
        let names = names(of: type)
        func all(_ names: String) -> [(String, BinaryOperator)] {
            let wanted = names.split(separator: " ").map(String.init)
            return words.filter { wanted.contains($0.0) }
        }
        var methods: [Builtin] = []
        for (word, operation) in all(names.own) {
            methods.append(
                method("__\(word)__", of: type, 1) { (machine, value, others) throws(EvaluationError) in
                    try machine.result(of: value, operation, besides: others[0].plain)
                })
        }
        for (word, operation) in all(names.reflected) {
            methods.append(
                method("__r\(word)__", of: type, 1) { (machine, value, others) throws(EvaluationError) in
                    if value.leavesToArrays, others[0].isTensor { return .notImplemented }
                    return try machine.result(of: others[0].plain, operation, value)
                })
        }
        for (word, operation) in all(names.inPlace) { methods.append(inPlace(word, operation, of: type)) }
        guard type == .int || type == .float else { return methods }
        let unary: [(String, UnaryOperator)] = [("neg", .negative), ("pos", .positive), ("invert", .invert)]
        return methods
            + unary.prefix(type == .int ? 3 : 2).map { word, operation in
                method("__\(word)__", of: type, 0) { (_, value, _) throws(EvaluationError) in
                    try Operators.unary(operation, value)
                }
            }
    }

    private static func inPlace(_ word: String, _ operation: BinaryOperator, of type: PythonType) -> Builtin {
        method("__i\(word)__", of: type, 1, traits: .takesObject) { (_, object, others) throws(EvaluationError) in
            // Called by name, it accepts arrays too; `+=` would ask the array first.
            if case .list(let list) = object.plain, operation == .add, others[0].isTensor {
                try list.extend(by: others[0])
                return object
            }
            let isDone =
                if case .list(let list) = object.plain {
                    try Operators.changeInPlace(list, operation, operation == .add ? others[0] : others[0].plain)
                } else {
                    try Operators.changeInPlace(object.plain, operation, others[0].plain)
                }
            return isDone ? object : .notImplemented
        }
    }

    // MARK: - Making objects

    private static func making(of type: PythonType) -> [Builtin] {
        let new = Builtin(
            "__new__", .python, door: .bare, gives: .other,
            [
                .value("type", "the class"), .rest("args", "what it is made of"),
                .names("keywords", "the same by keyword"),
            ], "A new object of a class."
        ) { (machine, arguments) throws(EvaluationError) in
            guard case .classObject(let made) = arguments.value(0) else {
                throw .classes(.notABase(ValueDescription(arguments.value(0))))
            }
            var storage = made.emptyStorage
            if ![.list, .dictionary, .set].contains(type) {
                if [.tuple, .frozenset].contains(type), arguments.rest.count > 1 {
                    throw arguments.typeError(
                        "\(type.name) expected at most 1 argument, got \(arguments.rest.count)")
                }
                let keywords = arguments.extraKeywords.map { CallArgument($0.value, keyword: $0.name) }
                let given = arguments.rest.map { CallArgument(type == .tuple ? $0.value : $0.value.plain) }
                storage = .value(try machine.callBack(.type(type), arguments: given + keywords).plain)
            }
            return .instance(machine.newInstance(of: made, storage: storage))
        }
        guard [.list, .dictionary, .set].contains(type) else { return [new] }
        let initializer = Builtin(
            "__init__", .python, door: .bare, gives: .nothing,
            [.receiver, .rest("items", "what is walked"), .names("names", "keys of a dictionary, and their values")],
            "Fills a new object."
        ) { (machine, arguments) throws(EvaluationError) in
            try fill(arguments.value(0), type, arguments)
            return .none
        }
        return [new, initializer]
    }

    private static func fill(_ value: Value, _ type: PythonType, _ arguments: Arguments) throws(EvaluationError) {
        let given = arguments.rest.map(\.value)
        if given.count > 1 {
            let words = "\(type.name) expected at most 1 argument, got \(given.count)"
            throw arguments.typeError(words)
        }
        if type != .dictionary, !arguments.extraKeywords.isEmpty {
            let words = "\(type.name)() takes no keyword arguments"
            throw arguments.typeError(words)
        }
        switch value {
        case .list(let list): list.replaceAll(with: try given.first?.items() ?? [])
        case .set(let set):
            set.removeAll()
            if let items = given.first { try set.update(from: items) }
        case .dictionary(let dictionary):
            if let pairs = given.first { try dictionary.update(from: pairs) }
            for (name, value) in arguments.extraKeywords { try dictionary.set(value, for: .string(Text(name))) }
        default: throw arguments.wrongType("self", expected: "a \(type.name)", got: value)
        }
    }
}

extension Builtin {
    /// Makes a special method, which receives the value itself, or an object's content of the type.
    ///
    /// - Parameter counts: the allowed numbers of further arguments; the method throws a `TypeError` for any other
    ///   number.
    package convenience init(
        special name: String, of type: PythonType? = nil, counts: ClosedRange<Int>, traits: Traits = [],
        _ body: @escaping @Sendable (Machine, Value, [Value]) throws(EvaluationError) -> Value
    ) {
        self.init(
            name, .python, door: .bare, traits: traits, gives: .other, [.receiver, .rest("args", "further operands")],
            "What Python's operators do.", native: Native(body: body)
        ) { (machine, arguments) throws(EvaluationError) in
            let (value, others) = (arguments.value(0), arguments.rest.map(\.value))
            if let type, !value.plain.isOf(type) {
                let words = "descriptor '\(name)' requires a '\(type.name)' object but received a '\(value.typeName)'"
                throw arguments.typeError(words)
            }
            guard counts.contains(others.count) else {
                let plural = counts.upperBound == 1 ? "argument" : "arguments"
                let words = "expected \(counts.upperBound) \(plural), got \(others.count)"
                throw arguments.typeError(words)
            }
            let result = try body(machine, value, others)
            if let operation = Self.ownOperators[name], let type, [.list, .tuple, .string].contains(type),
                result.isSame(as: .notImplemented)
            {
                throw .values(
                    .unsupportedOperands(operator: operation, ValueDescription(value), ValueDescription(others[0])))
            }
            return result
        }
    }
}

extension Builtin {
    /// The sequence operators for which the other operand is not asked.
    private static let ownOperators = ["__add__": "+", "__mul__": "*", "__rmul__": "*", "__imul__": "*"]
}

extension Value {
    /// Whether it is of a built-in type; a bool counts as an int.
    fileprivate func isOf(_ type: PythonType) -> Bool { self.type == type || self.type == .bool && type == .int }

    /// Whether built-in comparison of the two types is defined.
    func isLike(_ other: Value) -> Bool {
        switch (self, other) {
        case (.list, .list), (.tuple, .tuple), (.dictionary, .dictionary), (.string, .string), (.set, .set): true
        case (.set, .view(let view)): view.part != .values
        case (_, .array): true
        default: isNumber && other.isNumber
        }
    }

    /// The number of its items; nil if it has none.
    package var plainCount: Int? {
        switch self {
        case .dictionary(let dictionary): dictionary.count
        case .set(let set): set.count
        default: walkedCount
        }
    }
}

extension Value {
    /// Whether its own methods reject arrays, whose operators then apply.
    fileprivate var leavesToArrays: Bool { sequence != nil || isText }
}

extension Machine {
    /// The result of a built-in type's own method.
    fileprivate func result(
        of value: Value, _ operation: BinaryOperator, besides other: Value
    ) throws(EvaluationError) -> Value {
        if value.leavesToArrays, operation != .remainder, other.isTensor { return .notImplemented }
        return try result(of: value, operation, other)
    }

    /// The result of an operator on built-in types; `NotImplemented` if they do not support it.
    func result(of left: Value, _ operation: BinaryOperator, _ right: Value) throws(EvaluationError) -> Value {
        var flags: FloatingPointFlags = []
        do throws(EvaluationError) {
            let value = try Operators.binary(left, operation, right, flags: &flags)
            if !flags.isEmpty {
                try warn(of: flags, in: text(of: currentCallRange) ?? "", range: currentCallRange)
            }
            return value
        } catch .values(.unsupportedOperands) {
            return .notImplemented
        }
    }
}
