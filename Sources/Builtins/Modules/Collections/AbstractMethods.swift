internal import Interpreter
internal import Kernels
internal import Syntax

/// The mixin methods that classes of `collections.abc` provide to subclasses, built from the abstract ones.
enum AbstractMethods {
    typealias Methods = [(Text, Value)]

    /// All methods that a class provides.
    static func all(of name: String) -> Methods {
        switch name {
        case "Iterator": [method("__iter__") { (_, object, _) in object }]
        case "Sequence": sequence
        case "MutableSequence": mutableSequence
        case "Mapping": mapping
        case "MutableMapping": mutableMapping
        case "Set": AbstractSetMethods.set
        case "MutableSet": AbstractSetMethods.mutableSet
        case "MappingView": AbstractViewMethods.view
        case "KeysView": AbstractViewMethods.keys
        case "ItemsView": AbstractViewMethods.items
        case "ValuesView": AbstractViewMethods.values
        default: []
        }
    }

    /// A method that takes its object and positional arguments.
    static func method(
        _ name: String, _ counts: ClosedRange<Int> = 0...0,
        _ body: @escaping @Sendable (Machine, Value, [Value]) throws(EvaluationError) -> Value
    ) -> (Text, Value) {
        (Text(name), .builtin(Builtin(special: name, counts: counts, traits: .takesObject, body)))
    }

    /// A method with named parameters.
    static func method(
        _ name: String, parameters: @autoclosure @escaping @Sendable () -> [Parameter],
        _ body: @escaping @Sendable (Machine, Value, Arguments) throws(EvaluationError) -> Value
    ) -> (Text, Value) {
        let entry = Builtin(
            name, .python, door: .bare, traits: .takesObject, gives: .other, [.receiver] + parameters(),
            "What a class of collections.abc gives."
        ) { (machine, arguments) throws(EvaluationError) in
            try body(machine, arguments.value(0), arguments)
        }
        return (Text(name), .builtin(entry))
    }

    /// Calls a method of an object.
    static func call(
        _ name: String, of object: Value, _ arguments: [Value] = [], _ machine: Machine
    ) throws(EvaluationError) -> Value {
        try machine.callBack(try machine.attribute(name, of: object), arguments)
    }

    /// The number of items of an object.
    static func count(of object: Value) throws(EvaluationError) -> Int {
        if case .instance(let instance) = object { try instance.count ?? 0 } else { object.plainCount ?? 0 }
    }

    /// Runs a body; nil if it raises an exception of a class.
    static func unless(
        _ type: String, _ machine: Machine, _ body: () throws(EvaluationError) -> Value
    ) throws(EvaluationError) -> Value? {
        do throws(EvaluationError) { return try body() } catch {
            guard machine.forgetFailure(error, ofClass: type) else { throw error }
            return nil
        }
    }

    /// Calls a closure with each item of an iterable, until it returns false.
    static func forEach(
        _ value: Value, _ body: (Value) throws(EvaluationError) -> Bool
    ) throws(EvaluationError) {
        var items = try ValueIterator(value)
        var meter = WorkMeter()
        while let item = try items.next() {
            if meter.shouldStop(after: 64) { throw .interrupted }
            if try !body(item) { return }
        }
    }

    // MARK: - Sequences

    private static var sequence: Methods {
        [
            method("__iter__") { (_, object, _) throws(EvaluationError) in
                .iterator(try ItemIterator(.elements, over: [object]))
            },
            method("__contains__", 1...1) { (_, object, others) throws(EvaluationError) in
                var isFound = false
                try forEach(object) { (item) throws(EvaluationError) in
                    isFound = try Operators.areEqualItems(item, others[0])
                    return !isFound
                }
                return .bool(isFound)
            },
            method("__reversed__") { (_, object, _) throws(EvaluationError) in
                .iterator(RuleIterator(PythonFunctions.backwards, [object], [try count(of: object)]))
            },
            method("count", 1...1) { (_, object, others) throws(EvaluationError) in
                var number = 0
                try forEach(object) { (item) throws(EvaluationError) in
                    if try Operators.areEqualItems(item, others[0]) { number += 1 }
                    return true
                }
                return .int(number)
            },
            method(
                "index",
                parameters: [
                    .value("value", "what is looked for"), .integer("start", default: 0, "the first place"),
                    .integer("stop", default: nil, "where the places end"),
                ]
            ) { (machine, object, arguments) throws(EvaluationError) in try index(object, arguments, machine) },
        ]
    }

    private static func index(
        _ object: Value, _ arguments: Arguments, _ machine: Machine
    ) throws(EvaluationError) -> Value {
        var (place, stop) = (try arguments.int("start"), try arguments.optionalInt("stop"))
        if place < 0 { place = max(try count(of: object) + place, 0) }
        if let end = stop, end < 0 { stop = end + (try count(of: object)) }
        var meter = WorkMeter()
        while stop.map({ place < $0 }) ?? true {
            if meter.shouldStop(after: 64) { throw .interrupted }
            let item = try unless("IndexError", machine) { () throws(EvaluationError) in
                try machine.element(of: object, at: .int(place))
            }
            guard let item else { break }
            if try Operators.areEqualItems(item, arguments.value(1)) { return .int(place) }
            place += 1
        }
        throw machine.fail("ValueError", [])
    }

    private static var mutableSequence: Methods {
        [
            method("append", 1...1) { (machine, object, others) throws(EvaluationError) in
                try call("insert", of: object, [.int(try count(of: object)), others[0]], machine)
            },
            method("extend", 1...1) { (machine, object, others) throws(EvaluationError) in
                try extend(object, by: others[0], machine)
                return .none
            },
            method("__iadd__", 1...1) { (machine, object, others) throws(EvaluationError) in
                try extend(object, by: others[0], machine)
                return object
            },
            method("pop", parameters: [.integer("index", default: -1, "which place")]) {
                (machine, object, arguments) throws(EvaluationError) in
                let place = arguments[1] ?? .int(-1)
                let item = try machine.element(of: object, at: place)
                try machine.deleteElement(of: object, at: place)
                return item
            },
            method("remove", 1...1) { (machine, object, others) throws(EvaluationError) in
                try machine.deleteElement(of: object, at: try call("index", of: object, others, machine))
                return .none
            },
            method("clear") { (machine, object, _) throws(EvaluationError) in
                var meter = WorkMeter()
                while try unless(
                    "IndexError", machine, { () throws(EvaluationError) in try call("pop", of: object, [], machine) })
                    != nil
                {
                    if meter.shouldStop(after: 64) { throw .interrupted }
                }
                return .none
            },
            method("reverse") { (machine, object, _) throws(EvaluationError) in
                let count = try count(of: object)
                for place in (0..<count / 2).polled(work: 64) {
                    let (first, last) = (Value.int(place), Value.int(count - 1 - place))
                    let (left, right) = (
                        try machine.element(of: object, at: first), try machine.element(of: object, at: last)
                    )
                    try machine.setElement(of: object, at: first, to: right)
                    try machine.setElement(of: object, at: last, to: left)
                }
                return .none
            },
        ]
    }

    private static func extend(_ object: Value, by value: Value, _ machine: Machine) throws(EvaluationError) {
        let items = value.isSame(as: object) ? .list(ListObject(try value.items())) : value
        try forEach(items) { (item) throws(EvaluationError) in
            _ = try call("append", of: object, [item], machine)
            return true
        }
    }

    // MARK: - Mappings

    private static let withDefault: @Sendable () -> [Parameter] = {
        [.value("key", "what is looked up"), .value("default", default: nil, "what it gives without one")]
    }

    private static func value(
        of key: Value, in object: Value, _ machine: Machine
    ) throws(EvaluationError) -> Value? {
        try unless("KeyError", machine) { () throws(EvaluationError) in try machine.element(of: object, at: key) }
    }

    private static func view(_ name: String, _ type: String) -> (Text, Value) {
        method(name) { (machine, object, _) throws(EvaluationError) in
            try machine.callBack(.classObject(AbstractClasses.named(type)), [object])
        }
    }

    private static var mapping: Methods {
        [
            method("get", parameters: withDefault()) { (machine, object, arguments) throws(EvaluationError) in
                try value(of: arguments.value(1), in: object, machine) ?? arguments[2] ?? .none
            },
            method("__contains__", 1...1) { (machine, object, others) throws(EvaluationError) in
                .bool(try value(of: others[0], in: object, machine) != nil)
            },
            view("keys", "KeysView"), view("items", "ItemsView"), view("values", "ValuesView"),
            ("__hash__", .none),
            method("__eq__", 1...1) { (_, object, others) throws(EvaluationError) in
                guard AbstractClasses.isMapping(others[0]) else { return .notImplemented }
                let (first, second) = (DictionaryObject(), DictionaryObject())
                guard try first.update(fromMapping: object), try second.update(fromMapping: others[0]) else {
                    return .notImplemented
                }
                return .bool(try Value.dictionary(first).isEqual(to: .dictionary(second)))
            },
        ]
    }

    private static var mutableMapping: Methods {
        [
            method(
                "pop",
                parameters: [.value("key", "what is taken out"), .rest("default", "what it gives without one")]
            ) { (machine, object, arguments) throws(EvaluationError) in
                let key = arguments.value(1)
                guard let fallback = arguments.rest.first?.value else {
                    let value = try machine.element(of: object, at: key)
                    try machine.deleteElement(of: object, at: key)
                    return value
                }
                guard let value = try value(of: key, in: object, machine) else { return fallback }
                try machine.deleteElement(of: object, at: key)
                return value
            },
            method("popitem") { (machine, object, _) throws(EvaluationError) in
                var first: Value?
                try forEach(object) { (key) throws(EvaluationError) in
                    first = key
                    return false
                }
                guard let key = first else { throw machine.fail("KeyError", []) }
                let value = try machine.element(of: object, at: key)
                try machine.deleteElement(of: object, at: key)
                return .tuple(TupleObject([key, value]))
            },
            method("clear") { (machine, object, _) throws(EvaluationError) in
                var meter = WorkMeter()
                while try unless(
                    "KeyError", machine, { () throws(EvaluationError) in try call("popitem", of: object, [], machine) })
                    != nil
                {
                    if meter.shouldStop(after: 64) { throw .interrupted }
                }
                return .none
            },
            method("setdefault", parameters: withDefault()) { (machine, object, arguments) throws(EvaluationError) in
                if let found = try value(of: arguments.value(1), in: object, machine) { return found }
                try machine.setElement(of: object, at: arguments.value(1), to: arguments[2] ?? .none)
                return arguments[2] ?? .none
            },
            method(
                "update",
                parameters: [
                    .value("other", default: .source("()"), "a mapping, or a list of pairs"),
                    .names("names", "further keys and their values"),
                ]
            ) { (machine, object, arguments) throws(EvaluationError) in
                let given = DictionaryObject()
                if let other = arguments[1] { try given.update(from: other) }
                for (name, value) in arguments.extraKeywords { try given.set(value, for: .string(Text(name))) }
                for (key, value) in zip(given.keys, given.values).polled(work: 64) {
                    try machine.setElement(of: object, at: key, to: value)
                }
                return .none
            },
        ]
    }
}
