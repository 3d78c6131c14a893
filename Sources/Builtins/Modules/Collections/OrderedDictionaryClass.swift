internal import Interpreter
internal import Kernels
internal import Syntax

/// Python's `collections.OrderedDict`.
enum OrderedDictionaryClass {
    static let type = CollectionsModule.SharedClass(
        ClassObject(
            builtin: "OrderedDict", [BuiltinClasses.dictionary], module: "collections", receiver: .ordereddict,
            specials))

    private static func dictionary(_ value: Value) -> DictionaryObject? {
        if case .dictionary(let dictionary) = value.plain { dictionary } else { nil }
    }

    private static func method(
        _ name: String, isChange: Bool = false, gives result: Builtin.Result = .other,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, _ example: String,
        related: String,
        _ body: @escaping @Sendable (Machine, DictionaryObject, Arguments) throws(EvaluationError) -> Value
    ) -> Builtin {
        CollectionsModule.method(
            name, of: "OrderedDict", isChange: isChange, gives: result, parameters(), summary, example, related: related
        ) { (machine, instance, arguments) throws(EvaluationError) in
            guard let dictionary = dictionary(.instance(instance)) else {
                throw arguments.wrongType("self", expected: "an OrderedDict", got: .instance(instance))
            }
            return try body(machine, dictionary, arguments)
        }
    }

    // MARK: - Methods

    static let methods: [Builtin] = [
        method(
            "move_to_end", isChange: true, gives: .nothing,
            [
                .value("key", "a key that is there"),
                .truth("last", default: true, "whether it goes to the end; else to the beginning"),
            ], "Give a key the last place, or the first.",
            "d = OrderedDict(x=1, w=2)\nd.move_to_end('x')\nlist(d)\n#> ['w', 'x']",
            related: "ordereddict.popitem dict.pop"
        ) { (machine, dictionary, arguments) throws(EvaluationError) in
            guard try dictionary.move(arguments.value(1), toEnd: try arguments.bool("last")) else {
                throw machine.fail("KeyError", [arguments.value(1)])
            }
            return .none
        },
        method(
            "popitem", isChange: true, gives: .tuple,
            [.truth("last", default: true, "whether it is the last pair; else the first")],
            "Take out the last pair, or the first, and give it.",
            "d = OrderedDict(x=1, w=2)\nd.popitem(last=False)\n#> ('x', 1)",
            related: "ordereddict.move_to_end dict.popitem"
        ) { (machine, dictionary, arguments) throws(EvaluationError) in
            guard let (key, value) = try arguments.bool("last") ? dictionary.removeLast() : dictionary.removeFirst()
            else {
                throw machine.fail("KeyError", [.string("dictionary is empty")])
            }
            return .tuple(TupleObject([key, value]))
        },
        CollectionsModule.method(
            "copy", of: "OrderedDict", [], "Another of the same pairs in the same order.",
            "d = OrderedDict(x=1)\nd.copy()\n#> OrderedDict([('x', 1)])", related: "dict.copy copy.copy"
        ) { (machine, instance, _) throws(EvaluationError) in
            try machine.made(like: instance, [CallArgument(.instance(instance))])
        },
        view("keys", .keys, "OrderedDict(x=1).keys()\n#> odict_keys(['x'])", related: "dict.keys"),
        view("values", .values, "OrderedDict(x=1).values()\n#> odict_values([1])", related: "dict.values"),
        view("items", .items, "OrderedDict(x=1).items()\n#> odict_items([('x', 1)])", related: "dict.items"),
    ]

    private static func view(
        _ name: String, _ part: DictionaryView.Part, _ example: String, related: String
    ) -> Builtin {
        method(name, [], "A view of its \(part), which sees later changes.", example, related: related) {
            (_, dictionary, _) in .view(DictionaryView(part, of: dictionary, isOrdered: true))
        }
    }

    // MARK: - Special methods

    private static var specials: [(Text, Value)] {
        [
            ("__hash__", .none),
            CollectionsModule.special("__eq__", 1...1) { (_, instance, others) throws(EvaluationError) in
                try areEqual(instance, others[0]).map { .bool($0) } ?? .notImplemented
            },
            CollectionsModule.special("__ne__", 1...1) { (_, instance, others) throws(EvaluationError) in
                try areEqual(instance, others[0]).map { .bool(!$0) } ?? .notImplemented
            },
            CollectionsModule.special("__repr__") { (machine, instance, _) throws(EvaluationError) in
                guard let dictionary = dictionary(.instance(instance)), dictionary.count > 0 else {
                    return .string(Text("\(instance.type.name)()"))
                }
                guard try machine.representsFirst(instance) else { return .string("...") }
                defer { machine.endRepresenting(instance) }
                let items = Value.list(ListObject(dictionary.pairs)).representation
                return .string(Text("\(instance.type.name)(\(items))"))
            },
            CollectionsModule.special("__or__", 1...1) { (machine, instance, others) throws(EvaluationError) in
                guard dictionary(others[0]) != nil else { return .notImplemented }
                let made = try machine.made(like: instance, [CallArgument(.instance(instance))])
                try dictionary(made)?.update(from: others[0])
                return made
            },
            CollectionsModule.special("__ror__", 1...1) { (machine, instance, others) throws(EvaluationError) in
                guard dictionary(others[0]) != nil else { return .notImplemented }
                let made = try machine.made(like: instance, [CallArgument(others[0])])
                try dictionary(made)?.update(from: .instance(instance))
                return made
            },
        ]
    }

    /// Whether a mapping has equal items, in the same order if it is an OrderedDict; nil if it isn't a dictionary.
    private static func areEqual(_ instance: InstanceObject, _ other: Value) throws(EvaluationError) -> Bool? {
        guard let first = dictionary(.instance(instance)), let second = dictionary(other) else { return nil }
        guard try Value.dictionary(first).isEqual(to: .dictionary(second)) else { return false }
        guard case .instance(let other) = other, other.type.isSubclass(of: type.type) else { return true }
        for (key, wanted) in zip(first.keys, second.keys).polled(work: 16) {
            if try !Operators.areEqualItems(key, wanted) { return false }
        }
        return true
    }
}

/// Python's `collections.defaultdict`.
enum DefaultDictionaryClass {
    static let type = CollectionsModule.SharedClass(
        ClassObject(
            builtin: "defaultdict", [BuiltinClasses.dictionary], module: "collections", receiver: .defaultdict,
            layout: .defaults, hasAttributes: false, specials))

    /// The default factory of an object.
    private static func factory(_ value: Value) -> ListObject? {
        if case .instance(let instance) = value, case .defaults(_, let factory)? = instance.storage {
            factory
        } else {
            nil
        }
    }

    static let methods: [Builtin] = [
        CollectionsModule.method(
            "copy", of: "defaultdict", [], "Another of the same pairs, with the same defaults.",
            "d = defaultdict(int, w=1)\nd.copy()\n#> defaultdict(<class 'int'>, {'w': 1})",
            related: "dict.copy copy.copy"
        ) { (machine, instance, _) throws(EvaluationError) in try copied(instance, machine) }
    ]

    private static func copied(_ instance: InstanceObject, _ machine: Machine) throws(EvaluationError) -> Value {
        let factory = factory(.instance(instance))?.items[0] ?? .none
        return try machine.made(like: instance, [CallArgument(factory), CallArgument(.instance(instance))])
    }

    private static var defaultFactory: Value {
        let get = Builtin(
            "default_factory", .python, door: .bare, traits: .takesObject, [.receiver], "What makes the defaults."
        ) { (_, arguments) in factory(arguments.value(0))?.items[0] ?? .none }
        let set = Builtin(
            "default_factory", .python, door: .bare, traits: .takesObject, [.receiver, .value("value", "a function")],
            "Sets what makes the defaults."
        ) { (_, arguments) in
            factory(arguments.value(0))?.set(arguments.value(1), at: 0)
            return .none
        }
        return .descriptor(Descriptor(.property(get: .builtin(get), set: .builtin(set), delete: .none)))
    }

    private static var specials: [(Text, Value)] {
        [
            ("default_factory", defaultFactory), ("__hash__", .none), initializer,
            CollectionsModule.special("__missing__", 1...1) { (machine, instance, others) throws(EvaluationError) in
                guard let factory = factory(.instance(instance))?.items[0], !factory.isNone else {
                    throw machine.fail("KeyError", [others[0]])
                }
                let value = try machine.callBack(factory, [])
                try machine.setElement(of: .instance(instance), at: others[0], to: value)
                return value
            },
            CollectionsModule.special("__repr__") { (machine, instance, _) throws(EvaluationError) in
                let object = Value.instance(instance)
                let factory = factory(object)?.items[0].representation ?? "None"
                guard try machine.representsFirst(instance) else {
                    return .string(Text("\(instance.type.name)(\(factory), {...})"))
                }
                defer { machine.endRepresenting(instance) }
                return .string(Text("\(instance.type.name)(\(factory), \(object.plain.representation))"))
            },
            CollectionsModule.special("__copy__") { (machine, instance, _) throws(EvaluationError) in
                try copied(instance, machine)
            },
            CollectionsModule.special("__or__", 1...1) { (machine, instance, others) throws(EvaluationError) in
                guard case .dictionary = others[0].plain else { return .notImplemented }
                let made = try copied(instance, machine)
                if case .dictionary(let dictionary) = made.plain { try dictionary.update(from: others[0]) }
                return made
            },
            CollectionsModule.special("__ror__", 1...1) { (machine, instance, others) throws(EvaluationError) in
                guard case .dictionary = others[0].plain else { return .notImplemented }
                let factory = factory(.instance(instance))?.items[0] ?? .none
                let made = try machine.made(like: instance, [CallArgument(factory), CallArgument(others[0])])
                if case .dictionary(let dictionary) = made.plain { try dictionary.update(from: .instance(instance)) }
                return made
            },
        ]
    }

    private static var initializer: (Text, Value) {
        CollectionsModule.initializer([
            .rest("arguments", "what makes the defaults, and pairs"), .names("names", "keys and their values"),
        ]) { (_, instance, arguments) throws(EvaluationError) in
            guard case .defaults(let dictionary, let factory)? = instance.storage else { return }
            var given = arguments.rest.map(\.value)
            if let first = given.first {
                guard first.isNone || first.isCallable else {
                    throw arguments.typeError("first argument must be callable or None")
                }
                factory.set(first, at: 0)
                given.removeFirst()
            }
            if given.count > 1 {
                throw arguments.typeError("dict expected at most 1 argument, got \(given.count)")
            }
            if let pairs = given.first { try dictionary.update(from: pairs) }
            for (name, value) in arguments.extraKeywords { try dictionary.set(value, for: .string(Text(name))) }
        }
    }
}
