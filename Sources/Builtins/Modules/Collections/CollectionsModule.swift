internal import Interpreter

/// Python's `collections`: specialized containers.
///
/// Each of its types is a class like a user's class: its instances hold a deque or a dictionary, its special methods
/// are in the class, and its other methods in the table of methods.
enum CollectionsModule {
    static let module = Module(
        makers + [NamedTuples.maker],
        constants: [
            "deque": { DequeClass.type.value }, "Counter": { CounterClass.type.value },
            "OrderedDict": { OrderedDictionaryClass.type.value }, "defaultdict": { DefaultDictionaryClass.type.value },
            "ChainMap": { ChainMapClass.type.value }, "abc": { .namespace(.abstractCollections) },
        ])

    /// A class that all threads can share, because neither it nor anything in it ever changes.
    struct SharedClass: @unchecked Sendable {
        let type: ClassObject
        var value: Value { .classObject(type) }

        init(_ type: ClassObject) { self.type = type }
    }

    // MARK: - Methods

    /// A method of one of the classes, whose example may use the class without an import.
    static func method(
        _ name: String, of owner: String, isChange: Bool = false, traits: Builtin.Traits = [],
        gives result: Builtin.Result = .other, _ parameters: @autoclosure @escaping @Sendable () -> [Parameter],
        _ summary: String, _ example: String, related: String, direct: DirectForms = DirectForms(),
        _ body: @escaping @Sendable (Machine, InstanceObject, Arguments) throws(EvaluationError) -> Value
    ) -> Builtin {
        let change: Builtin.Traits = isChange ? .changesFirstArgument : []
        return Builtin(
            name, .python, door: .bare, traits: change.union(traits).union(.takesObject), gives: result,
            [.receiver] + parameters(), summary,
            example: "from collections import \(owner)\n" + example, related: related, direct: direct
        ) { (machine, arguments) throws(EvaluationError) in
            guard case .instance(let instance) = arguments.value(0) else {
                throw arguments.wrongType("self", expected: "a \(owner)", got: arguments.value(0))
            }
            return try body(machine, instance, arguments)
        }
    }

    /// A special method that receives the object.
    static func special(
        _ name: String, _ counts: ClosedRange<Int> = 0...0,
        _ body: @escaping @Sendable (Machine, InstanceObject, [Value]) throws(EvaluationError) -> Value
    ) -> (Text, Value) { (Text(name), .builtin(specialEntry(name, counts, body))) }

    /// The same as an entry, which several classes can share.
    static func specialEntry(
        _ name: String, _ counts: ClosedRange<Int> = 0...0,
        _ body: @escaping @Sendable (Machine, InstanceObject, [Value]) throws(EvaluationError) -> Value
    ) -> Builtin {
        Builtin(special: name, counts: counts, traits: .takesObject) {
            (machine, value, others) throws(EvaluationError) in
            guard case .instance(let instance) = value else { return .notImplemented }
            return try body(machine, instance, others)
        }
    }

    /// A method that initializes a new object.
    static func initializer(
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter],
        _ body: @escaping @Sendable (Machine, InstanceObject, Arguments) throws(EvaluationError) -> Void
    ) -> (Text, Value) {
        let entry = Builtin(
            "__init__", .python, door: .bare, traits: .takesObject, gives: .nothing, [.receiver] + parameters(),
            "Fills a new object."
        ) { (machine, arguments) throws(EvaluationError) in
            guard case .instance(let instance) = arguments.value(0) else {
                throw arguments.wrongType("self", expected: "an object", got: arguments.value(0))
            }
            try body(machine, instance, arguments)
            return .none
        }
        return ("__init__", .builtin(entry))
    }

    // MARK: - Constructors

    private static func maker(
        _ type: SharedClass, _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String,
        example: String, related: String
    ) -> Builtin {
        Builtins.member(
            type.type.name, of: .collections, parameters(), summary, example: example, related: related
        ) { (machine, arguments) throws(EvaluationError) in
            let keywords = arguments.extraKeywords.map { CallArgument($0.value, keyword: $0.name) }
            return try machine.callBack(type.value, arguments: arguments.all + keywords)
        }
    }

    static let pairs = Parameter.value(
        "pairs", default: .source("()"), "a dictionary, or a list of keys each with its value")

    private static let makers: [Builtin] = [
        maker(
            DequeClass.type,
            [
                .value("iterable", default: .source("()"), "what is walked"),
                .value("maxlen", default: nil, "how many items it takes; without a bound by default"),
            ], "A list that grows and shrinks at both ends.",
            example: """
                last = collections.deque(maxlen=3)
                for loss in [0.9, 0.5, 0.4, 0.3]: last.append(loss)
                last
                #> deque([0.5, 0.4, 0.3], maxlen=3)
                """, related: "deque.append deque.popleft list"),
        maker(
            CounterClass.type,
            [
                .value("iterable", default: nil, "what is counted, or a dictionary of counts"),
                .names("counts", "keys and how often they are there"),
            ], "A dictionary that counts how often each item is there.",
            example: """
                collections.Counter('gradient descent').most_common(2)
                #> [('e', 3), ('d', 2)]
                """,
            related: "counter.most_common counter.update unique"),
        maker(
            DefaultDictionaryClass.type,
            [
                .value("default_factory", default: nil, "what is called for the value of a key that has none"), pairs,
                .names("names", "further keys and their values"),
            ], "A dictionary whose keys get a value when they are first asked for.",
            example: """
                groups = collections.defaultdict(list)
                for name, size in [('x', 10), ('w', 5), ('x', 3)]: groups[name].append(size)
                groups
                #> defaultdict(<class 'list'>, {'x': [10, 3], 'w': [5]})
                """, related: "dict dict.setdefault collections.Counter"),
        maker(
            OrderedDictionaryClass.type, [pairs, .names("names", "further keys and their values")],
            "A dictionary whose order counts, and can be changed.",
            example: """
                steps = collections.OrderedDict(load=1, train=2)
                steps.move_to_end('load')
                list(steps)
                #> ['train', 'load']
                """, related: "ordereddict.move_to_end ordereddict.popitem dict"),
        maker(
            ChainMapClass.type, [.rest("maps", "dictionaries, of which the first that has a key counts")],
            "Several dictionaries seen as one.",
            example: """
                options = collections.ChainMap({'lr': 0.1}, {'lr': 0.01, 'epochs': 5})
                options['lr'], options['epochs']
                #> (0.1, 5)
                """, related: "chainmap.new_child dict.update"),
    ]
}

extension Machine {
    /// Another object of the same class, created with these arguments.
    func made(like instance: InstanceObject, _ arguments: [CallArgument]) throws(EvaluationError) -> Value {
        try callBack(.classObject(instance.type), arguments: arguments)
    }
}
