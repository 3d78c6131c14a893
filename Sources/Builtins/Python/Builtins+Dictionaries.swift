internal import Interpreter
internal import Syntax

extension Builtins {
    /// Functions that create dictionaries and sets.
    static let tableTypes: [Builtin] = [
        Builtin(
            "dict", .python, door: .bare, type: .dictionary, traits: .placesOnly,
            [
                .value("pairs", default: .source("()"), "a dictionary, or a list of keys each with its value"),
                .names("names", "further keys and their values"),
            ], "A dictionary of pairs.",
            example: """
                rates = dict(sgd=0.01, adam=0.001)
                rates['adam']
                #> 0.001
                dict([('x', 10), ('y', 5)])
                #> {'x': 10, 'y': 5}
                """, related: "set list zip dict.update dict.get"
        ) { (_, arguments) throws(EvaluationError) in
            let dictionary =
                if case .dictionary(let given)? = arguments[0] { given.copy() } else { DictionaryObject() }
            if let pairs = arguments[0] {
                if case .dictionary = pairs {} else { try dictionary.update(from: pairs) }
            }
            for (name, value) in arguments.extraKeywords { try dictionary.set(value, for: .string(Text(name))) }
            return .dictionary(dictionary)
        },
        Builtin(
            "set", .python, door: .bare, type: .set, traits: .gathersNumbers,
            [.value("items", default: .source("()"), "what is walked: a list, tuple, string, tensor …"), .slash],
            "A set of the items, each once.",
            example: """
                len(set('gradient'))
                #> 8
                set([3, 1, 3])
                #> {1, 3}
                """, related: "frozenset unique dict list set.add set.union",
            direct: .one { PythonFunctions.setOfNumbers($0) }
        ) { (_, arguments) throws(EvaluationError) in
            .set(try arguments[0].map { items throws(EvaluationError) in try SetObject(of: items) } ?? SetObject())
        },
        Builtin(
            "frozenset", .python, door: .bare, type: .frozenset, traits: .gathersNumbers,
            [.value("items", default: .source("()"), "what is walked: a list, tuple, string, tensor …"), .slash],
            "A set that never changes, so that it can be a key.",
            example: """
                frozenset([2, 1])
                #> frozenset({1, 2})
                """, related: "set tuple"
        ) { (_, arguments) throws(EvaluationError) in
            if case .set(let set)? = arguments[0], set.isFrozen { return .set(set) }
            return .set(
                try arguments[0].map { items throws(EvaluationError) in try SetObject(of: items, isFrozen: true) }
                    ?? SetObject(isFrozen: true))
        },
    ]

    /// Methods of dictionaries.
    static let dictionaryMethods: [Builtin] = [
        dictionaryMethod(
            "get",
            [
                .receiver, .value("key", "what is looked up"),
                .value("default", default: nil, "what it gives without one"),
            ],
            "The value of a key, or the default where there is none.",
            example: """
                rates = {'sgd': 0.01}
                rates.get('adam', 0.001)
                #> 0.001
                """, related: "dict.setdefault dict.pop",
            direct: DirectForms(two: { _, dictionary, key in
                guard case .dictionary(let dictionary) = dictionary else { return nil }
                if key.isInstance { return nil }
                do { return try dictionary.value(of: key) ?? Value.none } catch { return nil }
            })
        ) { (dictionary, arguments) throws(EvaluationError) in
            try dictionary.value(of: arguments.value(1)) ?? arguments[2] ?? .none
        },
        dictionaryMethod(
            "setdefault", isChange: true,
            [
                .receiver, .value("key", "what is looked up"),
                .value("default", default: nil, "the value that the key gets without one"),
            ], "The value of a key, which gets the default where it has none.",
            example: """
                rates = {'sgd': 0.01}
                rates.setdefault('adam', 0.001)
                #> 0.001
                rates
                #> {'sgd': 0.01, 'adam': 0.001}
                """, related: "dict.get dict.update"
        ) { (dictionary, arguments) throws(EvaluationError) in
            try dictionary.value(of: arguments.value(1), orSet: arguments[2] ?? .none)
        },
        dictionaryMethod(
            "pop", isChange: true,
            [
                .receiver, .value("key", "what is taken out"),
                .value("default", default: .none, "what it gives without one"),
            ],
            "Take out a key and give its value.",
            example: """
                rates = {'sgd': 0.01, 'adam': 0.001}
                rates.pop('sgd')
                #> 0.01
                rates
                #> {'adam': 0.001}
                """, related: "dict.popitem dict.clear"
        ) { (dictionary, arguments) throws(EvaluationError) in
            if let value = try dictionary.remove(arguments.value(1)) { return value }
            if let fallback = arguments[2] { return fallback }
            throw .indices(.missingKey(arguments.value(1), of: dictionary))
        },
        dictionaryMethod(
            "popitem", isChange: true, gives: .tuple, [.receiver], "Take out the last pair and give it.",
            example: """
                rates = {'sgd': 0.01, 'adam': 0.001}
                rates.popitem()
                #> ('adam', 0.001)
                """, related: "dict.pop dict.clear"
        ) { (dictionary, arguments) throws(EvaluationError) in
            guard let (key, value) = dictionary.removeLast() else {
                throw arguments.invalid(
                    "dictionary is empty", python: PythonForm("KeyError", "popitem(): dictionary is empty"))
            }
            return .tuple(TupleObject([key, value]))
        },
        dictionaryMethod(
            "update", isChange: true, gives: .nothing,
            [
                .receiver,
                .value("pairs", default: .source("()"), "a dictionary, or a list of keys each with its value"),
                .names("names", "further keys and their values"),
            ], "Take over pairs.",
            example: """
                rates = {'sgd': 0.1}
                rates.update({'adam': 0.001}, sgd=0.01)
                rates
                #> {'sgd': 0.01, 'adam': 0.001}
                """, related: "dict.setdefault dict.copy"
        ) { (dictionary, arguments) throws(EvaluationError) in
            if let pairs = arguments[1] { try dictionary.update(from: pairs) }
            for (name, value) in arguments.extraKeywords { try dictionary.set(value, for: .string(Text(name))) }
            return .none
        },
        view(
            "keys", .keys, "A view of the keys, which sees later changes.",
            example: """
                rates = {'sgd': 0.01, 'adam': 0.001}
                rates.keys()
                #> dict_keys(['sgd', 'adam'])
                """, related: "dict.values dict.items"),
        view(
            "values", .values, "A view of the values, which sees later changes.",
            example: """
                losses = {'sgd': 0.5, 'adam': 0.25}
                min(losses.values())
                #> 0.25
                """, related: "dict.keys dict.items"),
        view(
            "items", .items, "A view of the pairs, which sees later changes.",
            example: """
                for name, rate in {'sgd': 0.01, 'adam': 0.001}.items(): print(name, rate)
                #> sgd 0.01
                #> adam 0.001
                """, related: "dict.keys dict.values enumerate"),
        dictionaryMethod(
            "copy", [.receiver], "A new dictionary of the same pairs: to change one leaves the other as it is.",
            example: """
                rates = {'sgd': 0.01}
                before = rates.copy()
                rates['sgd'] = 0.1
                before
                #> {'sgd': 0.01}
                """, related: "dict.update list.copy"
        ) { (dictionary, _) in .dictionary(dictionary.copy()) },
        dictionaryMethod(
            "clear", isChange: true, gives: .nothing, [.receiver], "Take out all pairs.",
            example: """
                rates = {'sgd': 0.01}
                rates.clear()
                rates
                #> {}
                """, related: "dict.pop dict.popitem"
        ) { (dictionary, _) in
            dictionary.removeAll()
            return .none
        },
        Builtin(
            "fromkeys", .python, door: .bare, traits: [.placesOnly, .belongsToType, .ofClass],
            [
                .receiver, .value("keys", "what is walked for the keys"),
                .value("value", default: nil, "the value of each, one object"),
            ], "A dictionary of keys that have one value.",
            example: """
                dict.fromkeys(['w', 'b'], 0)
                #> {'w': 0, 'b': 0}
                """, related: "dict dict.setdefault"
        ) { (machine, arguments) throws(EvaluationError) in
            var keys = try ValueIterator(arguments.value(1))
            if case .classObject = arguments.value(0) {
                let made = try machine.callBack(arguments.value(0), [])
                while let key = try keys.next() {
                    try machine.setElement(of: made, at: key, to: arguments[2] ?? .none)
                }
                return made
            }
            let dictionary = DictionaryObject()
            while let key = try keys.next() { try dictionary.set(arguments[2] ?? .none, for: key) }
            return .dictionary(dictionary)
        },
    ]

    /// Methods of the views of a dictionary's keys and items.
    static let viewMethods: [Builtin] = [
        Builtin(
            "isdisjoint", .python, door: .bare, traits: .placesOnly, [.receiver, .value("other", "what is walked")],
            "Whether none of its items is in another.",
            example: """
                {'w': 1}.keys().isdisjoint(['b'])
                #> True
                """, related: "set.isdisjoint dict.keys"
        ) { (_, arguments) throws(EvaluationError) in
            var items = try ValueIterator(arguments.value(1))
            while let item = try items.next() {
                if try Operators.compare(item, .in, arguments.value(0)).isTrue() { return .bool(false) }
            }
            return .bool(true)
        }
    ]

    private static func dictionaryMethod(
        _ name: String, isChange: Bool = false, gives result: Builtin.Result = .other,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String, direct: DirectForms = DirectForms(),
        _ body: @escaping @Sendable (DictionaryObject, Arguments) throws(EvaluationError) -> Value
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, traits: isChange ? [.changesFirstArgument, .placesOnly] : .placesOnly,
            gives: result, parameters(), summary, example: example, related: related, direct: direct
        ) { (_, arguments) throws(EvaluationError) in
            guard case .dictionary(let dictionary) = arguments.value(0) else {
                throw arguments.wrongType("self", expected: "a dictionary", got: arguments.value(0))
            }
            if isChange { try dictionary.checkWritable() }
            return try body(dictionary, arguments)
        }
    }

    private static func view(
        _ name: String, _ part: DictionaryView.Part, _ summary: String, example: String, related: String
    ) -> Builtin {
        dictionaryMethod(
            name, [.receiver], summary, example: example, related: related,
            direct: .one { value in
                guard case .dictionary(let dictionary) = value else { return nil }
                return .view(DictionaryView(part, of: dictionary))
            }
        ) { (dictionary, _) in .view(DictionaryView(part, of: dictionary)) }
    }
}
