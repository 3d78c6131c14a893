internal import Interpreter
internal import Kernels
internal import Syntax

/// Python's `collections.ChainMap`: a list of mappings in its attribute `maps`, searched in order for a key.
enum ChainMapClass {
    static let type = CollectionsModule.SharedClass(
        ClassObject(
            builtin: "ChainMap", [AbstractClasses.named("MutableMapping")], module: "collections", receiver: .chainmap,
            specials))

    private static let mapsName: Text = "maps"

    /// The mappings of an object.
    private static func maps(of instance: InstanceObject) throws(EvaluationError) -> [Value] {
        try instance.attributes.value(named: mapsName)?.items() ?? []
    }

    private static func first(of instance: InstanceObject) throws(EvaluationError) -> Value {
        try maps(of: instance).first ?? .dictionary(DictionaryObject())
    }

    private static func method(
        _ name: String, isChange: Bool = false, gives result: Builtin.Result = .other,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, _ example: String,
        related: String,
        _ body: @escaping @Sendable (Machine, InstanceObject, Arguments) throws(EvaluationError) -> Value
    ) -> Builtin {
        CollectionsModule.method(
            name, of: "ChainMap", isChange: isChange, gives: result, parameters(), summary, example, related: related,
            body)
    }

    // MARK: - Methods

    static let methods: [Builtin] = [
        method(
            "new_child",
            [
                .value("m", default: nil, "the mapping before the others; a new dictionary by default"),
                .names("names", "further keys and their values"),
            ], "A new one with one more mapping in front, to which alone values are written.",
            "c = ChainMap({'lr': 0.1})\nd = c.new_child({'lr': 0.5})\nd['lr'], c['lr']\n#> (0.5, 0.1)",
            related: "collections.ChainMap dict.copy"
        ) { (machine, instance, arguments) throws(EvaluationError) in
            var first = arguments[1] ?? .none
            if first.isNone { first = .dictionary(DictionaryObject()) }
            for (name, value) in arguments.extraKeywords {
                try machine.setElement(of: first, at: .string(Text(name)), to: value)
            }
            return try machine.made(like: instance, ([first] + maps(of: instance)).map { CallArgument($0) })
        },
        method(
            "get",
            [.value("key", "what is looked up"), .value("default", default: nil, "what it gives without one")],
            "The value of a key, or the default where there is none.",
            "ChainMap({'lr': 0.1}, {'epochs': 5}).get('epochs')\n#> 5", related: "dict.get chainmap.new_child"
        ) { (machine, instance, arguments) throws(EvaluationError) in
            let object = Value.instance(instance)
            guard try Operators.compare(arguments.value(1), .in, object).isTrue() else { return arguments[2] ?? .none }
            return try machine.element(of: object, at: arguments.value(1))
        },
        method(
            "copy", [], "Another whose first mapping is a copy.",
            "c = ChainMap({'lr': 0.1})\nc.copy()\n#> ChainMap({'lr': 0.1})", related: "chainmap.new_child dict.copy"
        ) { (machine, instance, _) throws(EvaluationError) in
            let maps = try maps(of: instance)
            let copy = try machine.callBack(try machine.attribute("copy", of: try first(of: instance)), [])
            return try machine.made(like: instance, ([copy] + maps.dropFirst()).map { CallArgument($0) })
        },
        method(
            "pop", isChange: true,
            [.value("key", "what is taken out"), .rest("default", "what it gives without one")],
            "Take a key out of the first mapping and give its value.",
            "c = ChainMap({'lr': 0.1})\nc.pop('lr')\n#> 0.1", related: "chainmap.popitem dict.pop"
        ) { (machine, instance, arguments) throws(EvaluationError) in
            let first = try first(of: instance)
            let given = [arguments.value(1)] + arguments.rest.map(\.value)
            do throws(EvaluationError) {
                return try machine.callBack(try machine.attribute("pop", of: first), given)
            } catch {
                guard machine.forgetFailure(error, ofClass: "KeyError") else { throw error }
                throw notInFirst(arguments.value(1), machine)
            }
        },
        method(
            "popitem", isChange: true, gives: .tuple, [], "Take the last pair out of the first mapping and give it.",
            "c = ChainMap({'lr': 0.1})\nc.popitem()\n#> ('lr', 0.1)", related: "chainmap.pop dict.popitem"
        ) { (machine, instance, _) throws(EvaluationError) in
            do throws(EvaluationError) {
                return try machine.callBack(try machine.attribute("popitem", of: try first(of: instance)), [])
            } catch {
                guard machine.forgetFailure(error, ofClass: "KeyError") else { throw error }
                throw machine.fail("KeyError", [.string("No keys found in the first mapping.")])
            }
        },
        method(
            "clear", isChange: true, gives: .nothing, [], "Take all pairs out of the first mapping.",
            "c = ChainMap({'lr': 0.1}, {'lr': 1})\nc.clear()\nc\n#> ChainMap({}, {'lr': 1})",
            related: "chainmap.pop dict.clear"
        ) { (machine, instance, _) throws(EvaluationError) in
            _ = try machine.callBack(try machine.attribute("clear", of: try first(of: instance)), [])
            return .none
        },
    ]

    private static func notInFirst(_ key: Value, _ machine: Machine) -> EvaluationError {
        machine.fail("KeyError", [.string(Text("Key not found in the first mapping: \(key.representation)"))])
    }

    // MARK: - Special methods

    /// The keys of all mappings, in CPython's order: those of the last mapping first.
    private static func keys(of instance: InstanceObject) throws(EvaluationError) -> DictionaryObject {
        let keys = DictionaryObject()
        for map in try maps(of: instance).reversed() {
            var items = try ValueIterator(map)
            var meter = WorkMeter()
            while let key = try items.next() {
                if meter.shouldStop(after: 32) { throw .interrupted }
                try keys.set(.none, for: key)
            }
        }
        return keys
    }

    private static var specials: [(Text, Value)] {
        reading + [
            CollectionsModule.initializer([.rest("maps", "mappings")]) {
                (machine, instance, arguments) throws(EvaluationError) in
                let given = arguments.rest.map(\.value)
                let maps = given.isEmpty ? [.dictionary(DictionaryObject())] : given
                try machine.setAttribute(mapsName.string, of: .instance(instance), to: .list(ListObject(maps)))
            },
            CollectionsModule.special("__setitem__", 2...2) { (machine, instance, others) throws(EvaluationError) in
                try machine.setElement(of: try first(of: instance), at: others[0], to: others[1])
                return .none
            },
            CollectionsModule.special("__delitem__", 1...1) { (machine, instance, others) throws(EvaluationError) in
                do throws(EvaluationError) {
                    try machine.deleteElement(of: try first(of: instance), at: others[0])
                } catch {
                    guard machine.forgetFailure(error, ofClass: "KeyError") else { throw error }
                    throw notInFirst(others[0], machine)
                }
                return .none
            },
            ("parents", parents),
        ]
    }

    private static var parents: Value {
        let get = Builtin(
            "parents", .python, door: .bare, traits: .takesObject, [.receiver], "The same without the first mapping."
        ) { (machine, arguments) throws(EvaluationError) in
            guard case .instance(let instance) = arguments.value(0) else { return .none }
            return try machine.made(like: instance, maps(of: instance).dropFirst().map { CallArgument($0) })
        }
        return .descriptor(Descriptor(.property(get: .builtin(get), set: .none, delete: .none)))
    }

    private static var reading: [(Text, Value)] {
        [
            CollectionsModule.special("__getitem__", 1...1) { (machine, instance, others) throws(EvaluationError) in
                for map in try maps(of: instance) {
                    do throws(EvaluationError) { return try machine.element(of: map, at: others[0]) } catch {
                        guard machine.forgetFailure(error, ofClass: "KeyError") else { throw error }
                    }
                }
                let missing = try machine.attribute("__missing__", of: .instance(instance))
                return try machine.callBack(missing, others)
            },
            CollectionsModule.special("__missing__", 1...1) { (machine, _, others) throws(EvaluationError) in
                throw machine.fail("KeyError", others)
            },
            CollectionsModule.special("__len__") { (_, instance, _) throws(EvaluationError) in
                .int(try keys(of: instance).count)
            },
            CollectionsModule.special("__iter__") { (_, instance, _) throws(EvaluationError) in
                try Value.dictionary(keys(of: instance)).iterator()
            },
            CollectionsModule.special("__contains__", 1...1) { (_, instance, others) throws(EvaluationError) in
                for map in try maps(of: instance) where try Operators.compare(others[0], .in, map).isTrue() {
                    return .bool(true)
                }
                return .bool(false)
            },
            CollectionsModule.special("__bool__") { (_, instance, _) throws(EvaluationError) in
                for map in try maps(of: instance) where try map.isTrue() { return .bool(true) }
                return .bool(false)
            },
            CollectionsModule.special("__repr__") { (machine, instance, _) throws(EvaluationError) in
                guard try machine.representsFirst(instance) else { return .string("...") }
                defer { machine.endRepresenting(instance) }
                let maps = try maps(of: instance).map(\.representation).joined(separator: ", ")
                return .string(Text("\(instance.type.name)(\(maps))"))
            },
        ]
    }
}
