internal import Interpreter
internal import Kernels
internal import Syntax

/// The mixin methods of `Set` and `MutableSet` in `collections.abc`.
enum AbstractSetMethods {
    private static func method(
        _ name: String, _ counts: ClosedRange<Int> = 0...0,
        _ body: @escaping @Sendable (Machine, Value, [Value]) throws(EvaluationError) -> Value
    ) -> (Text, Value) { AbstractMethods.method(name, counts, body) }

    private static func isSet(_ value: Value) -> Bool {
        AbstractClasses.isInstance(value, of: AbstractClasses.named("Set")) == true
    }

    private static func isIterable(_ value: Value) -> Bool {
        AbstractClasses.isInstance(value, of: AbstractClasses.named("Iterable")) == true
    }

    private static func contains(_ item: Value, in value: Value) throws(EvaluationError) -> Bool {
        try Operators.compare(item, .in, value).isTrue()
    }

    /// Whether all items of the first are in the second.
    private static func isPart(_ first: Value, of second: Value) throws(EvaluationError) -> Bool {
        var isPart = true
        try AbstractMethods.forEach(first) { (item) throws(EvaluationError) in
            isPart = try contains(item, in: second)
            return isPart
        }
        return isPart
    }

    /// A new object of the same class with these items; for a view, a set.
    private static func made(_ object: Value, _ items: [Value], _ machine: Machine) throws(EvaluationError) -> Value {
        let list = Value.list(ListObject(items))
        guard case .instance(let instance) = object,
            !instance.type.isSubclass(of: AbstractClasses.named("MappingView"))
        else { return .set(try SetObject(of: list)) }
        return try machine.callBack(.classObject(instance.type), [list])
    }

    /// The items of one that are in the other, or those that aren't.
    private static func items(
        of value: Value, in other: Value, _ isWanted: Bool
    ) throws(EvaluationError) -> [Value] {
        var items: [Value] = []
        try AbstractMethods.forEach(value) { (item) throws(EvaluationError) in
            if try contains(item, in: other) == isWanted { items.append(item) }
            return true
        }
        return items
    }

    private static func comparison(
        _ name: String,
        _ body: @escaping @Sendable (Value, Int, Value, Int) throws(EvaluationError) -> Bool
    ) -> (Text, Value) {
        method(name, 1...1) { (_, object, others) throws(EvaluationError) in
            guard isSet(others[0]) else { return .notImplemented }
            let counts = (try AbstractMethods.count(of: object), try AbstractMethods.count(of: others[0]))
            return .bool(try body(object, counts.0, others[0], counts.1))
        }
    }

    private static func combining(
        _ name: String, _ body: @escaping @Sendable (Value, Value) throws(EvaluationError) -> [Value]
    ) -> (Text, Value) {
        method(name, 1...1) { (machine, object, others) throws(EvaluationError) in
            guard isIterable(others[0]) else { return .notImplemented }
            // An iterable that isn't a set is consumed only once.
            let other = isSet(others[0]) ? others[0] : .list(ListObject(try others[0].items()))
            return try made(object, try body(object, other), machine)
        }
    }

    static var set: AbstractMethods.Methods {
        [
            ("__hash__", .none),
            comparison("__le__") { (first, count, second, other) throws(EvaluationError) in
                count <= other ? try isPart(first, of: second) : false
            },
            comparison("__lt__") { (first, count, second, other) throws(EvaluationError) in
                count < other ? try isPart(first, of: second) : false
            },
            comparison("__ge__") { (first, count, second, other) throws(EvaluationError) in
                count >= other ? try isPart(second, of: first) : false
            },
            comparison("__gt__") { (first, count, second, other) throws(EvaluationError) in
                count > other ? try isPart(second, of: first) : false
            },
            comparison("__eq__") { (first, count, second, other) throws(EvaluationError) in
                count == other ? try isPart(first, of: second) : false
            },
            combining("__and__") { (object, other) throws(EvaluationError) in try items(of: other, in: object, true) },
            combining("__rand__") { (object, other) throws(EvaluationError) in try items(of: other, in: object, true) },
            combining("__or__") { (object, other) throws(EvaluationError) in try object.items() + other.items() },
            combining("__ror__") { (object, other) throws(EvaluationError) in try object.items() + other.items() },
            combining("__sub__") { (object, other) throws(EvaluationError) in try items(of: object, in: other, false) },
            combining("__rsub__") { (object, other) throws(EvaluationError) in
                try items(of: other, in: object, false)
            },
            combining("__xor__") { (object, other) throws(EvaluationError) in
                try items(of: object, in: other, false) + items(of: other, in: object, false)
            },
            combining("__rxor__") { (object, other) throws(EvaluationError) in
                try items(of: object, in: other, false) + items(of: other, in: object, false)
            },
            method("isdisjoint", 1...1) { (_, object, others) throws(EvaluationError) in
                .bool(try items(of: others[0], in: object, true).isEmpty)
            },
        ]
    }

    private static func call(
        _ name: String, of object: Value, each items: [Value], _ machine: Machine
    ) throws(EvaluationError) {
        for item in items.polled(work: 64) { _ = try AbstractMethods.call(name, of: object, [item], machine) }
    }

    static var mutableSet: AbstractMethods.Methods {
        [
            method("remove", 1...1) { (machine, object, others) throws(EvaluationError) in
                guard try contains(others[0], in: object) else { throw machine.fail("KeyError", others) }
                _ = try AbstractMethods.call("discard", of: object, others, machine)
                return .none
            },
            method("pop") { (machine, object, _) throws(EvaluationError) in
                var first: Value?
                try AbstractMethods.forEach(object) { (item) throws(EvaluationError) in
                    first = item
                    return false
                }
                guard let item = first else { throw machine.fail("KeyError", []) }
                _ = try AbstractMethods.call("discard", of: object, [item], machine)
                return item
            },
            method("clear") { (machine, object, _) throws(EvaluationError) in
                try call("discard", of: object, each: try object.items(), machine)
                return .none
            },
            method("__ior__", 1...1) { (machine, object, others) throws(EvaluationError) in
                try call("add", of: object, each: try others[0].items(), machine)
                return object
            },
            method("__iand__", 1...1) { (machine, object, others) throws(EvaluationError) in
                try call("discard", of: object, each: try items(of: object, in: others[0], false), machine)
                return object
            },
            method("__isub__", 1...1) { (machine, object, others) throws(EvaluationError) in
                let items = others[0].isSame(as: object) ? try object.items() : try others[0].items()
                try call("discard", of: object, each: items, machine)
                return object
            },
            method("__ixor__", 1...1) { (machine, object, others) throws(EvaluationError) in
                for item in try others[0].items().polled(work: 64) {
                    let name = try contains(item, in: object) ? "discard" : "add"
                    _ = try AbstractMethods.call(name, of: object, [item], machine)
                }
                return object
            },
        ]
    }
}

/// The methods of the views that `Mapping` in `collections.abc` returns; their attribute `_mapping` is the mapping.
enum AbstractViewMethods {
    private static let name: Text = "_mapping"

    private static func mapping(of value: Value) -> Value {
        if case .instance(let instance) = value { instance.attributes.value(named: name) ?? .none } else { .none }
    }

    private static func walk(
        _ type: PythonType, _ item: @escaping @Sendable (Value, Value) -> Value
    ) -> (Text, Value) {
        let rule = IteratorRule(type) { (machine, state) throws(EvaluationError) in
            guard let key = try state.values[0].nextItem() else { return nil }
            return item(key, try machine.element(of: state.values[1], at: key))
        }
        return AbstractMethods.method("__iter__") { (_, object, _) throws(EvaluationError) in
            let mapping = mapping(of: object)
            return .iterator(RuleIterator(rule, [try mapping.iterator(), mapping]))
        }
    }

    static var view: AbstractMethods.Methods {
        [
            AbstractMethods.method("__init__", 1...1) { (machine, object, others) throws(EvaluationError) in
                try machine.setAttribute(name.string, of: object, to: others[0])
                return .none
            },
            AbstractMethods.method("__len__") { (_, object, _) throws(EvaluationError) in
                .int(try AbstractMethods.count(of: mapping(of: object)))
            },
            AbstractMethods.method("__repr__") { (_, object, _) in
                .string(Text("\(object.typeName)(\(mapping(of: object).representation))"))
            },
        ]
    }

    static var keys: AbstractMethods.Methods {
        [
            AbstractMethods.method("__iter__") { (_, object, _) throws(EvaluationError) in
                try mapping(of: object).iterator()
            },
            AbstractMethods.method("__contains__", 1...1) { (_, object, others) throws(EvaluationError) in
                try Operators.compare(others[0], .in, mapping(of: object))
            },
        ]
    }

    static var items: AbstractMethods.Methods {
        [
            walk(.suspendedFrame) { .tuple(TupleObject([$0, $1])) },
            AbstractMethods.method("__contains__", 1...1) { (machine, object, others) throws(EvaluationError) in
                guard case .tuple(let pair) = others[0].plain, pair.count == 2 else { return .bool(false) }
                let value = try AbstractMethods.unless("KeyError", machine) { () throws(EvaluationError) in
                    try machine.element(of: mapping(of: object), at: pair[0])
                }
                return .bool(
                    try value.map { (value) throws(EvaluationError) in
                        try Operators.areEqualItems(value, pair[1])
                    } ?? false)
            },
        ]
    }

    static var values: AbstractMethods.Methods {
        [
            walk(.suspendedFrame) { $1 },
            AbstractMethods.method("__contains__", 1...1) { (_, object, others) throws(EvaluationError) in
                var isFound = false
                try AbstractMethods.forEach(object) { (item) throws(EvaluationError) in
                    isFound = try Operators.areEqualItems(item, others[0])
                    return !isFound
                }
                return .bool(isFound)
            },
        ]
    }
}
