internal import Interpreter
internal import Kernels
internal import Syntax
internal import Tensors

/// Python's `collections.Counter`.
enum CounterClass {
    static let type = CollectionsModule.SharedClass(
        ClassObject(
            builtin: "Counter", [BuiltinClasses.dictionary], module: "collections", receiver: .counter, specials))

    /// The counts of a counter; nil for any other value.
    static func counts(_ value: Value) -> DictionaryObject? {
        guard case .instance(let instance) = value, instance.type.isSubclass(of: type.type),
            case .dictionary(let counts)? = instance.content
        else { return nil }
        return counts
    }

    private static func method(
        _ name: String, isChange: Bool = false, gives result: Builtin.Result = .other,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, _ example: String,
        related: String,
        _ body: @escaping @Sendable (Machine, DictionaryObject, Arguments) throws(EvaluationError) -> Value
    ) -> Builtin {
        CollectionsModule.method(
            name, of: "Counter", isChange: isChange, gives: result, parameters(), summary, example, related: related
        ) { (machine, instance, arguments) throws(EvaluationError) in
            guard let counts = counts(.instance(instance)) else {
                throw arguments.wrongType("self", expected: "a Counter", got: .instance(instance))
            }
            return try body(machine, counts, arguments)
        }
    }

    // MARK: - Methods

    private static let counted = Parameter.value("iterable", default: nil, "what is counted, or a dictionary of counts")
    private static let named = Parameter.names("counts", "keys and their counts")

    static let methods: [Builtin] = [
        method(
            "most_common", gives: .list, [.value("n", default: nil, "how many; all by default")],
            "The items with their counts, from the most frequent on.",
            "Counter('banana').most_common(1)\n#> [('a', 3)]", related: "counter.total sorted"
        ) { (_, counts, arguments) throws(EvaluationError) in
            try mostCommon(counts, arguments[1] ?? .none)
        },
        method(
            "elements", [], "Each item as often as it is counted, one after another.",
            "list(Counter(a=2, b=1).elements())\n#> ['a', 'a', 'b']", related: "dict.items itertools.repeat"
        ) { (_, counts, _) throws(EvaluationError) in
            .iterator(RuleIterator(elements, [.dictionary(counts), .none, .list(ListObject(counts.keys))], [0, 0]))
        },
        method(
            "total", [], "The sum of the counts.", "Counter('banana').total()\n#> 6",
            related: "counter.most_common sum"
        ) { (_, counts, _) throws(EvaluationError) in
            var (sum, flags) = (Value.int(0), FloatingPointFlags())
            for count in counts.values.polled(work: 8) { sum = try Operators.binary(sum, .add, count, flags: &flags) }
            return sum
        },
        CollectionsModule.method(
            "update", of: "Counter", isChange: true, gives: .nothing, [counted, named], "Count further items.",
            "c = Counter('ab')\nc.update('b')\nc\n#> Counter({'b': 2, 'a': 1})",
            related: "counter.subtract dict.update"
        ) { (machine, instance, arguments) throws(EvaluationError) in
            try count(arguments[1], arguments.extraKeywords, in: instance, machine)
            return .none
        },
        CollectionsModule.method(
            "subtract", of: "Counter", isChange: true, gives: .nothing, [counted, named],
            "Take items away from the counts, which may become negative.",
            "c = Counter('aab')\nc.subtract('ab')\nc\n#> Counter({'a': 1, 'b': 0})",
            related: "counter.update"
        ) { (machine, instance, arguments) throws(EvaluationError) in
            try subtract(arguments[1], arguments.extraKeywords, from: instance, machine)
            return .none
        },
        CollectionsModule.method(
            "copy", of: "Counter", [], "Another counter with the same counts.",
            "c = Counter('ab')\nc.copy()\n#> Counter({'a': 1, 'b': 1})", related: "dict.copy copy.copy"
        ) { (machine, instance, _) throws(EvaluationError) in
            try machine.made(like: instance, [CallArgument(.instance(instance))])
        },
    ]

    private static let elements = IteratorRule(.chain) { (_, state) throws(EvaluationError) in
        guard case .dictionary(let counts) = state.values[0], case .list(let keys) = state.values[2] else { return nil }
        while state.numbers[1] <= 0 {
            guard state.numbers[0] < keys.count else { return nil }
            let key = keys.items[state.numbers[0]]
            state.numbers[0] += 1
            let count = try counts.value(of: key) ?? .int(0)
            guard let number = count.asIndex else {
                throw .invalidArgument(
                    function: "elements", "the count of \(key.briefText) is \(count.kindText)", hint: nil,
                    python: PythonForm(
                        "TypeError", "'\(count.typeName)' object cannot be interpreted as an integer"))
            }
            state.numbers[1] = number
            state.values[1] = key
        }
        state.numbers[1] -= 1
        return state.values[1]
    }

    private static func mostCommon(_ counts: DictionaryObject, _ number: Value) throws(EvaluationError) -> Value {
        let (keys, values) = (counts.keys, counts.values)
        guard number.isNone || number.asIndex != nil else {
            let words = "'>=' not supported between instances of '\(number.typeName)' and 'int'"
            throw .invalidArgument(
                function: "most_common", "n is a whole number, not \(number.kindText)", hint: nil,
                python: PythonForm("TypeError", words))
        }
        let order = try descendingOrder(of: values)
        let most = number.asIndex.map { max($0, 0) } ?? order.count
        return .list(ListObject(order.prefix(most).map { .tuple(TupleObject([keys[$0], values[$0]])) }))
    }

    /// The indices of values in descending order; equal values keep their order.
    private static func descendingOrder(of values: [Value]) throws(EvaluationError) -> [Int] {
        var places = Array(values.indices)
        if Interruption.isRequested { throw .interrupted }
        let numbers = values.compactMap { if case .int(let number) = $0 { number } else { nil } }
        if numbers.count == values.count {
            places.sort { numbers[$0] == numbers[$1] ? $0 < $1 : numbers[$0] > numbers[$1] }
            return places
        }
        var failure: EvaluationError?
        places.sort { first, second in
            if failure != nil { return first < second }
            do throws(EvaluationError) {
                if try Operators.compare(values[second], .less, values[first]).isTrue() { return true }
                if try Operators.compare(values[first], .less, values[second]).isTrue() { return false }
            } catch {
                failure = error
            }
            return first < second
        }
        if let failure { throw failure }
        return places
    }

    // MARK: - Counting

    /// Whether the object is a plain dictionary, so that counts can be written without calling methods of its class.
    private static func isPlain(_ instance: InstanceObject) -> Bool {
        instance.type === type.type
            || instance.type.leavesToBase("__setitem__") && instance.type.leavesToBase("__getitem__")
                && instance.type.lookUp("get").map { if case .builtin = $0 { true } else { false } } ?? true
    }

    /// Counts the items of an iterable, or adds the counts of a mapping.
    private static func count(
        _ given: Value?, _ named: [(name: String, value: Value)], in instance: InstanceObject, _ machine: Machine
    ) throws(EvaluationError) {
        guard case .dictionary(let counts)? = instance.content else { return }
        let isPlain = isPlain(instance)
        func add(_ key: Value, _ number: Value) throws(EvaluationError) {
            if isPlain { return try counts.count(key, by: number) }
            let object = Value.instance(instance)
            let old = try machine.callBack(try machine.attribute("get", of: object), [key, .int(0)])
            var flags: FloatingPointFlags = []
            let sum = try Operators.binary(number, .add, old, flags: &flags)
            try machine.setElement(of: object, at: key, to: sum)
        }
        if let given, !given.isNone {
            let further = DictionaryObject()
            if AbstractClasses.isMapping(given), try further.update(fromMapping: given) {
                for (key, value) in zip(further.keys, further.values) { try add(key, value) }
            } else {
                try countItems(of: given, in: counts, add: isPlain ? nil : add)
            }
        }
        for (name, value) in named { try add(.string(Text(name)), value) }
    }

    private static func countItems(
        of given: Value, in counts: DictionaryObject,
        add: ((Value, Value) throws(EvaluationError) -> Void)?
    ) throws(EvaluationError) {
        var items = try ValueIterator(given)
        var meter = WorkMeter()
        while let item = try items.next() {
            if meter.shouldStop(after: 32) { throw .interrupted }
            if let add { try add(item, .int(1)) } else { try counts.count(item) }
        }
    }

    private static func subtract(
        _ given: Value?, _ named: [(name: String, value: Value)], from instance: InstanceObject, _ machine: Machine
    ) throws(EvaluationError) {
        let object = Value.instance(instance)
        func take(_ key: Value, _ number: Value) throws(EvaluationError) {
            let old = try machine.callBack(try machine.attribute("get", of: object), [key, .int(0)])
            var flags: FloatingPointFlags = []
            let rest = try Operators.binary(old, .subtract, number, flags: &flags)
            try machine.setElement(of: object, at: key, to: rest)
        }
        if let given, !given.isNone {
            let further = DictionaryObject()
            if AbstractClasses.isMapping(given), try further.update(fromMapping: given) {
                for (key, value) in zip(further.keys, further.values) { try take(key, value) }
            } else {
                var items = try ValueIterator(given)
                var meter = WorkMeter()
                while let item = try items.next() {
                    if meter.shouldStop(after: 64) { throw .interrupted }
                    try take(item, .int(1))
                }
            }
        }
        for (name, value) in named { try take(.string(Text(name)), value) }
    }

    // MARK: - Special methods

    static func special(
        _ name: String, _ counts: ClosedRange<Int> = 0...0,
        _ body: @escaping @Sendable (Machine, DictionaryObject, [Value]) throws(EvaluationError) -> Value
    ) -> (Text, Value) {
        CollectionsModule.special(name, counts) { (machine, instance, others) throws(EvaluationError) in
            guard let counts = self.counts(.instance(instance)) else { return .notImplemented }
            return try body(machine, counts, others)
        }
    }

    private static var specials: [(Text, Value)] {
        [
            CollectionsModule.initializer([.rest("arguments", "what is counted"), named]) {
                (machine, instance, arguments) throws(EvaluationError) in
                let given = arguments.rest.map(\.value)
                if given.count > 1 {
                    throw arguments.typeError(
                        "Counter.__init__() takes from 1 to 2 positional arguments but \(given.count + 1) were given")
                }
                if instance.type === type.type {
                    return try count(given.first, arguments.extraKeywords, in: instance, machine)
                }
                let keywords = arguments.extraKeywords.map { CallArgument($0.value, keyword: $0.name) }
                let update = try machine.attribute("update", of: .instance(instance))
                _ = try machine.callBack(update, arguments: [CallArgument(given.first ?? .none)] + keywords)
            },
            ("fromkeys", .builtin(fromKeys)), special("__missing__", 1...1) { (_, _, _) in .int(0) },
            special("__delitem__", 1...1) { (_, counts, others) throws(EvaluationError) in
                _ = try counts.remove(others[0])
                return .none
            },
            CollectionsModule.special("__repr__") { (_, instance, _) throws(EvaluationError) in
                .string(Text(try representation(of: instance)))
            },
        ] + comparisons + operators
    }

    private static let fromKeys = Builtin(
        "fromkeys", .python, door: .bare, traits: [.ofClass, .takesObject],
        [.receiver, .value("iterable", "what would be walked"), .value("v", default: nil, "the value of each")],
        "Refused, since a counter counts."
    ) { (machine, _) throws(EvaluationError) in
        throw machine.fail(
            "NotImplementedError", [.string("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")])
    }

    private static func representation(of instance: InstanceObject) throws(EvaluationError) -> String {
        guard let counts = counts(.instance(instance)), let machine = Machine.running else { return "" }
        let name = instance.type.name
        if counts.count == 0 { return "\(name)()" }
        guard try machine.representsFirst(instance) else { return "\(name)(...)" }
        defer { machine.endRepresenting(instance) }
        let sorted = DictionaryObject()
        do throws(EvaluationError) {
            try sorted.update(from: mostCommon(counts, .none))
        } catch {
            // Items that can't be sorted are shown in their own order.
            guard machine.forgetFailure(error, ofClass: "TypeError") else { throw error }
            return "\(name)(\(Value.dictionary(counts).representation))"
        }
        return "\(name)(\(Value.dictionary(sorted).representation))"
    }
}
