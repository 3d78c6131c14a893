internal import Interpreter
internal import Kernels
internal import Syntax

/// Python's `dataclasses`: classes with methods generated from the annotated names in their bodies.
enum DataclassesModule {
    static let module = Module(
        [
            Builtins.member(
                "dataclass", of: .dataclasses,
                [
                    .value("cls", default: nil, "the class"), .star,
                    .truth("repr", default: true, "whether it gets a __repr__"),
                    .truth("eq", default: true, "whether objects with equal fields are equal"),
                    .truth("order", default: false, "whether they compare as tuples of their fields do"),
                    .truth("frozen", default: false, "whether fields can't be set again"),
                ], "A decorator: the class takes its fields when it is called, and shows and compares them.",
                example: """
                    @dataclasses.dataclass
                    class Point:
                        x: float
                        y: float = 0.0
                    Point(3)
                    #> Point(x=3, y=0.0)
                    """, related: "dataclasses.field dataclasses.asdict",
                differs: "The options init, slots and the like are not there, nor is __annotations__."
            ) { (_, arguments) throws(EvaluationError) in
                let options = try ["repr", "eq", "order", "frozen"].map { (name) throws(EvaluationError) in
                    Value.bool(try arguments.bool(name))
                }
                guard let type = arguments["cls"] else {
                    return .method(BoundMethod(of: decorator, to: .tuple(TupleObject(options))))
                }
                return try complete(type, options.map { $0.isSame(as: .bool(true)) }, arguments)
            },
            Builtins.member(
                "field", of: .dataclasses,
                [
                    .star, .value("default", default: nil, "what it is where nothing is given"),
                    .value("default_factory", default: nil, "a function that makes what it is then: list, dict"),
                    .truth("repr", default: true, "whether the text of an object shows it"),
                ], "A field of a dataclass whose default is made for each new object.",
                example: """
                    @dataclasses.dataclass
                    class Log:
                        losses: list = dataclasses.field(default_factory=list)
                    Log()
                    #> Log(losses=[])
                    """, related: "dataclasses.dataclass"
            ) { (_, arguments) throws(EvaluationError) in
                let none = Value.tuple(TupleObject([]))
                func given(_ name: String) -> Value {
                    arguments.isGiven(name) ? .tuple(TupleObject([arguments[name] ?? .none])) : none
                }
                return .method(
                    BoundMethod(
                        of: fieldMarker,
                        to: .tuple(
                            TupleObject([
                                given("default"), given("default_factory"), .bool(try arguments.bool("repr")),
                            ]))))
            },
            Builtins.member(
                "asdict", of: .dataclasses, [.value("obj", "an object of a dataclass")],
                "Its fields as a dictionary, nested dataclasses included.",
                example: """
                    @dataclasses.dataclass
                    class Point: x: int
                    dataclasses.asdict(Point(3))
                    #> {'x': 3}
                    """, related: "dataclasses.dataclass vars"
            ) { (_, arguments) throws(EvaluationError) in
                guard case .instance(let instance) = arguments.value(0), fields(of: instance.type) != nil else {
                    throw arguments.wrongType("obj", expected: "an object of a dataclass", got: arguments.value(0))
                }
                return try dictionary(of: arguments.value(0))
            },
        ])

    // MARK: - Fields

    /// A field: its name, its default or default factory, and whether the repr contains it.
    fileprivate struct Field {
        let name: Text
        var value: Value?
        var factory: Value?
        var isShown = true
    }

    private static let fieldsName: Text = "__dataclass_fields__"

    /// The fields of a dataclass, as stored in it; nil if it isn't one.
    private static func fields(of type: ClassObject) -> [Field]? {
        guard case .list(let list)? = type.lookUp(fieldsName) else { return nil }
        return list.items.compactMap { item in
            guard case .tuple(let parts) = item, parts.count == 4, case .string(let name) = parts[0] else { return nil }
            var field = Field(name: name)
            field.value = parts[1].sequence?.first
            field.factory = parts[2].sequence?.first
            field.isShown = parts[3].isSame(as: .bool(true))
            return field
        }
    }

    private static func optional(_ value: Value?) -> Value { .tuple(TupleObject([value].compactMap(\.self))) }

    /// The fields that a class inherits, and its own.
    private static func allFields(of type: ClassObject) throws(EvaluationError) -> [Field] {
        var found: [Field] = []
        for base in type.bases.reversed() {
            for field in fields(of: base) ?? [] {
                found.removeAll { $0.name == field.name }
                found.append(field)
            }
        }
        for (name, typeName) in type.annotations where typeName != "ClassVar" {
            var field = Field(name: name)
            if let value = type.attributes.value(named: name) {
                if case .method(let marker) = value, marker.isField, case .tuple(let parts) = marker.receiver {
                    field.value = parts[0].sequence?.first
                    field.factory = parts[1].sequence?.first
                    field.isShown = parts[2].isSame(as: .bool(true))
                    if let value = field.value {
                        try type.set(value, for: name)
                    } else {
                        _ = try type.remove(name)
                    }
                } else {
                    field.value = value
                }
            }
            if let place = found.firstIndex(where: { $0.name == name }) {
                found[place] = field
            } else {
                found.append(field)
            }
        }
        return found
    }

    /// Adds to a class the methods generated from its fields.
    private static func complete(
        _ type: Value, _ options: [Bool], _ arguments: Arguments
    ) throws(EvaluationError) -> Value {
        guard case .classObject(let type) = type, !type.isException else {
            throw arguments.wrongType("cls", expected: "a class", got: type)
        }
        let fields = try allFields(of: type)
        for field in fields {
            switch field.value {
            case .list?, .dictionary?, .set?:
                let kind = field.value?.type.name ?? ""
                throw arguments.invalid(
                    "\(field.name.string) would be one \(kind) for all objects",
                    hint: "write \(field.name.string): \(kind) = field(default_factory=\(kind))",
                    python: .value(
                        "mutable default <class '\(kind)'> for field \(field.name.string) is not allowed: use default_factory"
                    ))
            default: continue
            }
        }
        if let place = fields.indices.dropFirst().first(where: { fields[$0].isNeeded && !fields[$0 - 1].isNeeded }) {
            let words = "non-default argument '\(fields[place].name.string)' follows default argument"
            throw arguments.invalid(words, python: PythonForm("TypeError", words))
        }
        let kept = fields.map { field in
            Value.tuple(
                TupleObject([
                    .string(field.name), optional(field.value), optional(field.factory), .bool(field.isShown),
                ]))
        }
        type.set(.list(ListObject(kept)), named: fieldsName)
        if type.attributes.value(named: "__match_args__") == nil {
            type.set(.tuple(TupleObject(fields.map { .string($0.name) })), named: "__match_args__")
        }
        func add(_ entry: Builtin, _ name: Text) {
            if type.attributes.value(named: name) == nil {
                type.set(.method(BoundMethod(of: entry, to: .classObject(type))), named: name)
            }
        }
        add(initializer, "__init__")
        if options[0] { add(representation, "__repr__") }
        if options[1] {
            add(equality, "__eq__")
            if type.attributes.value(named: "__hash__") == nil {
                if options[3] { add(hash, "__hash__") } else { type.set(.none, named: "__hash__") }
            }
        }
        if options[2] { for (name, entry) in orders { add(entry, name) } }
        if options[3] { add(frozen, "__setattr__") }
        return .classObject(type)
    }

    // MARK: - Generated methods

    private static func inner(
        _ name: String, _ parameters: @autoclosure @escaping @Sendable () -> [Parameter],
        traits: Builtin.Traits = .binds,
        _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        Builtin(
            name, .python, door: .module(.dataclasses), traits: traits, gives: .other,
            [.receiver] + parameters(), "What a dataclass does.", example: "", related: "", implementation)
    }

    private static let decorator = inner("dataclass", [.value("cls", "the class")], traits: []) {
        (_, arguments) throws(EvaluationError) in
        let options = arguments.value(0).sequence ?? []
        return try complete(arguments.value(1), options.map { $0.isSame(as: .bool(true)) }, arguments)
    }

    static let fieldMarker = inner("field", [], traits: []) { (_, _) in .none }

    private static let initializer = inner(
        "__init__", [.value("object", "the object"), .rest("args", "fields"), .names("keywords", "fields by name")]
    ) { (machine, arguments) throws(EvaluationError) in
        guard case .instance(let instance) = arguments.value(1), let fields = fields(of: instance.type) else {
            return .none
        }
        let callee = EvaluationError.Callee(
            name: "\(instance.type.name).__init__", signature: instance.type.shownSignature, isBuiltin: false,
            hasReceiver: true)
        let given = arguments.rest.map(\.value)
        if given.count > fields.count {
            let needed = fields.count { $0.isNeeded } + 1
            throw .arguments(
                .tooMany(
                    taken: fields.count + 1, given: given.count + 1, least: needed > fields.count ? nil : needed),
                of: callee)
        }
        var named: [String: Value] = [:]
        for (name, value) in arguments.extraKeywords {
            guard let place = fields.firstIndex(where: { $0.name.string == name }) else {
                throw .arguments(.unknownKeyword(name, known: fields.map(\.name.string)), of: callee)
            }
            if place < given.count { throw .arguments(.givenTwice(name), of: callee) }
            named[name] = value
        }
        let missing = fields.enumerated().filter { place, field in
            place >= given.count && field.isNeeded && named[field.name.string] == nil
        }
        if !missing.isEmpty { throw .arguments(.missing(missing.map(\.element.name.string)), of: callee) }
        for (place, field) in fields.enumerated() {
            var value = place < given.count ? given[place] : named[field.name.string] ?? field.value
            if value == nil, let factory = field.factory { value = try machine.callBack(factory, []) }
            try instance.attributes.set(value ?? .none, for: .string(field.name))
        }
        if let after = instance.type.lookUp("__post_init__") {
            _ = try machine.callBack(after, [.instance(instance)])
        }
        return .none
    }

    private static let representation = inner("__repr__", [.value("object", "the object")]) {
        (_, arguments) throws(EvaluationError) in
        guard case .instance(let instance) = arguments.value(1), let fields = fields(of: instance.type) else {
            return .none
        }
        let parts = fields.filter(\.isShown).map { field in
            "\(field.name.string)=\((instance.attributes.value(named: field.name) ?? .none).representation)"
        }
        return .string(Text("\(instance.type.name)(\(parts.joined(separator: ", ")))"))
    }

    /// The fields of two objects of the same dataclass, as tuples; nil if their classes differ.
    private static func tuples(_ arguments: Arguments) -> (Value, Value)? {
        guard case .instance(let first) = arguments.value(1), case .instance(let second) = arguments.value(2),
            first.type === second.type, let fields = fields(of: first.type)
        else { return nil }
        func tuple(_ instance: InstanceObject) -> Value {
            .tuple(TupleObject(fields.map { instance.attributes.value(named: $0.name) ?? .none }))
        }
        return (tuple(first), tuple(second))
    }

    private static let pair: @Sendable () -> [Parameter] = {
        [.value("object", "the object"), .value("other", "another")]
    }

    private static let equality = inner("__eq__", pair()) { (_, arguments) throws(EvaluationError) in
        guard let (first, second) = tuples(arguments) else { return .notImplemented }
        return .bool(try first.isEqual(to: second))
    }

    private static let hash = inner("__hash__", [.value("object", "the object")]) {
        (_, arguments) throws(EvaluationError) in
        guard case .instance(let instance) = arguments.value(1), let fields = fields(of: instance.type) else {
            return .none
        }
        let values = fields.map { instance.attributes.value(named: $0.name) ?? .none }
        return .int(try Value.tuple(TupleObject(values)).hash())
    }

    private static let orders: [(Text, Builtin)] = [
        ("__lt__", order("__lt__", .less)), ("__le__", order("__le__", .lessOrEqual)),
        ("__gt__", order("__gt__", .greater)), ("__ge__", order("__ge__", .greaterOrEqual)),
    ]

    private static func order(_ name: String, _ operation: ComparisonOperator) -> Builtin {
        inner(name, pair()) { (_, arguments) throws(EvaluationError) in
            guard let (first, second) = tuples(arguments) else { return .notImplemented }
            return try Operators.compare(first, operation, second)
        }
    }

    private static let frozen = inner(
        "__setattr__", [.value("object", "the object"), .value("name", "a name"), .value("value", "its value")]
    ) { (machine, arguments) throws(EvaluationError) in
        let words = "cannot assign to field \(arguments.value(2).representation)"
        throw machine.fail("FrozenInstanceError", [.string(Text(words))])
    }

    private static func dictionary(of value: Value) throws(EvaluationError) -> Value {
        switch value {
        case .instance(let instance):
            guard let fields = fields(of: instance.type) else { return value }
            let result = DictionaryObject()
            for field in fields {
                let value = try dictionary(of: instance.attributes.value(named: field.name) ?? .none)
                try result.set(value, for: .string(field.name))
            }
            return .dictionary(result)
        case .list(let list):
            var items: [Value] = []
            for item in list.items { items.append(try dictionary(of: item)) }
            return .list(ListObject(items))
        default: return value
        }
    }
}

extension DataclassesModule.Field {
    /// Whether the field has no default.
    fileprivate var isNeeded: Bool { value == nil && factory == nil }
}

extension BoundMethod {
    /// Whether it is a result of `field(…)`.
    fileprivate var isField: Bool { entry === DataclassesModule.fieldMarker }
}
