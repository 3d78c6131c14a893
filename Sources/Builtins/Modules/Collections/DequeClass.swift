internal import Interpreter
internal import Kernels
internal import Syntax
internal import Tensors

/// Python's `collections.deque`.
enum DequeClass {
    static let type = CollectionsModule.SharedClass(
        ClassObject(
            builtin: "deque", [BuiltinClasses.object], module: "collections", receiver: .deque, layout: .deque,
            hasAttributes: false, specials))

    /// The deque that an object is.
    static func deque(of value: Value) -> Deque? {
        if case .instance(let instance) = value { instance.deque } else { nil }
    }

    private static func method(
        _ name: String, isChange: Bool = false, gives result: Builtin.Result = .other,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, _ example: String,
        related: String, direct: DirectForms = DirectForms(),
        _ body: @escaping @Sendable (Machine, Deque, Arguments) throws(EvaluationError) -> Value
    ) -> Builtin {
        CollectionsModule.method(
            name, of: "deque", isChange: isChange, traits: .placesOnly, gives: result, parameters(), summary, example,
            related: related, direct: direct
        ) { (machine, instance, arguments) throws(EvaluationError) in
            guard let deque = instance.deque else {
                throw arguments.wrongType("self", expected: "a deque", got: .instance(instance))
            }
            return try body(machine, deque, arguments)
        }
    }

    // MARK: - Methods

    static let methods: [Builtin] = ends + places + wholes

    private static let item = Parameter.value("x", "the item")

    private static let ends: [Builtin] = [
        method(
            "append", isChange: true, gives: .nothing, [item], "Add an item at the right end.",
            "d = deque([1, 2])\nd.append(3)\nd\n#> deque([1, 2, 3])", related: "deque.appendleft deque.pop list.append",
            direct: DirectForms(two: { _, value, item in
                guard let deque = DequeClass.deque(of: value), (try? deque.append(item)) != nil else { return nil }
                return Value.none
            })
        ) { (_, deque, arguments) throws(EvaluationError) in
            try deque.append(arguments.value(1))
            return .none
        },
        method(
            "appendleft", isChange: true, gives: .nothing, [item], "Add an item at the left end.",
            "d = deque([1, 2])\nd.appendleft(0)\nd\n#> deque([0, 1, 2])", related: "deque.append deque.popleft",
            direct: DirectForms(two: { _, value, item in
                guard let deque = DequeClass.deque(of: value), (try? deque.appendLeft(item)) != nil else { return nil }
                return Value.none
            })
        ) { (_, deque, arguments) throws(EvaluationError) in
            try deque.appendLeft(arguments.value(1))
            return .none
        },
        method(
            "pop", isChange: true, [], "Take out the item at the right end and give it.",
            "d = deque([1, 2])\nd.pop()\n#> 2", related: "deque.popleft deque.append",
            direct: .one { value in DequeClass.deque(of: value).flatMap { try? $0.popLast() } }
        ) { (_, deque, arguments) throws(EvaluationError) in
            guard let item = try deque.popLast() else { throw isEmpty(arguments) }
            return item
        },
        method(
            "popleft", isChange: true, [], "Take out the item at the left end and give it.",
            "d = deque([1, 2])\nd.popleft()\n#> 1", related: "deque.pop deque.appendleft",
            direct: .one { value in DequeClass.deque(of: value).flatMap { try? $0.popFirst() } }
        ) { (_, deque, arguments) throws(EvaluationError) in
            guard let item = try deque.popFirst() else { throw isEmpty(arguments) }
            return item
        },
        method(
            "extend", isChange: true, gives: .nothing, [.value("iterable", "what is walked")],
            "Add items at the right end.", "d = deque([1])\nd.extend([2, 3])\nd\n#> deque([1, 2, 3])",
            related: "deque.extendleft deque.append"
        ) { (_, deque, arguments) throws(EvaluationError) in
            try extend(deque, by: arguments.value(1))
            return .none
        },
        method(
            "extendleft", isChange: true, gives: .nothing, [.value("iterable", "what is walked")],
            "Add items at the left end, one after another.",
            "d = deque([1])\nd.extendleft([2, 3])\nd\n#> deque([3, 2, 1])", related: "deque.extend deque.appendleft"
        ) { (_, deque, arguments) throws(EvaluationError) in
            let given = arguments.value(1)
            if DequeClass.deque(of: given) === deque {
                for item in deque.items { try deque.appendLeft(item) }
                return .none
            }
            var items = try ValueIterator(given)
            var meter = WorkMeter()
            while let item = try items.next() {
                if meter.shouldStop(after: 32) { throw .interrupted }
                try deque.appendLeft(item)
            }
            return .none
        },
    ]

    private static func isEmpty(_ arguments: Arguments) -> EvaluationError {
        arguments.invalid(
            "the deque is empty", python: PythonForm("IndexError", "pop from an empty deque"))
    }

    static func extend(_ deque: Deque, by value: Value) throws(EvaluationError) {
        if DequeClass.deque(of: value) === deque {
            for item in deque.items { try deque.append(item) }
            return
        }
        var items = try ValueIterator(value)
        var meter = WorkMeter()
        while let item = try items.next() {
            if meter.shouldStop(after: 32) { throw .interrupted }
            try deque.append(item)
        }
    }

    private static let places: [Builtin] = [
        method(
            "insert", isChange: true, gives: .nothing, [.integer("i", "before which place"), item],
            "Put an item before the one at a place.", "d = deque([1, 3])\nd.insert(1, 2)\nd\n#> deque([1, 2, 3])",
            related: "deque.append deque.remove"
        ) { (_, deque, arguments) throws(EvaluationError) in
            if let limit = deque.limit, deque.count >= limit {
                throw arguments.invalid(
                    "the deque is full", python: PythonForm("IndexError", "deque already at its maximum size"))
            }
            let index = try arguments.int("i")
            let place = index < 0 ? max(index + deque.count, 0) : min(index, deque.count)
            try change(deque) { $0.insert(arguments.value(2), at: place) }
            return .none
        },
        method(
            "remove", isChange: true, gives: .nothing, [.value("value", "what is taken out")],
            "Take out the first item equal to this.", "d = deque([1, 2, 1])\nd.remove(1)\nd\n#> deque([2, 1])",
            related: "deque.index deque.pop"
        ) { (_, deque, arguments) throws(EvaluationError) in
            guard let place = try place(of: arguments.value(1), in: deque, 0..<deque.count) else {
                throw isNotIn(arguments)
            }
            try change(deque) { $0.remove(at: place) }
            return .none
        },
        method(
            "index",
            [
                .value("x", "what is looked for"), .value("start", default: 0, "the first place"),
                .value("stop", default: nil, "where the places end, exclusive"),
            ], "The place of the first item equal to this.", "deque(['x', 'w']).index('w')\n#> 1",
            related: "deque.count deque.remove"
        ) { (_, deque, arguments) throws(EvaluationError) in
            let bounds = [try arguments.int("start"), try arguments.optionalInt("stop") ?? deque.count].map {
                max(0, min($0 < 0 ? $0 + deque.count : $0, deque.count))
            }
            guard bounds[0] < bounds[1],
                let place = try place(of: arguments.value(1), in: deque, bounds[0]..<bounds[1])
            else { throw isNotIn(arguments) }
            return .int(place)
        },
        method(
            "count", [.value("x", "what is counted")], "How many items are equal to this.",
            "deque([1, 2, 1]).count(1)\n#> 2", related: "deque.index collections.Counter"
        ) { (_, deque, arguments) throws(EvaluationError) in
            let (wanted, changes) = (arguments.value(1), deque.changes)
            var count = 0
            for item in deque.items.polled(work: 16) {
                if try Operators.areEqualItems(item, wanted) { count += 1 }
                if deque.changes != changes { throw mutated }
            }
            return .int(count)
        },
    ]

    private static func isNotIn(_ arguments: Arguments) -> EvaluationError {
        let text = arguments.value(1).representation
        return arguments.invalid("\(text) is not in the deque", python: .value("\(text) is not in deque"))
    }

    private static var mutated: EvaluationError { .values(.changedWhileWalked("deque mutated during iteration")) }

    private static func place(
        of wanted: Value, in deque: Deque, _ places: Range<Int>
    ) throws(EvaluationError) -> Int? {
        let changes = deque.changes
        for (place, item) in deque.items.enumerated().polled(work: 16) where places.contains(place) {
            let isFound = try Operators.areEqualItems(item, wanted)
            if deque.changes != changes { throw mutated }
            if isFound { return place }
        }
        return nil
    }

    private static func change<Result>(_ deque: Deque, _ body: (inout [Value]) -> Result) throws(EvaluationError) {
        try Allowance.check(items: deque.count)
        var items = deque.items
        if Interruption.isRequested { throw .interrupted }
        _ = body(&items)
        deque.replaceAll(with: items)
    }

    private static let wholes: [Builtin] = [
        method(
            "rotate", isChange: true, gives: .nothing,
            [.value("n", default: 1, "how many places to the right; to the left if negative")],
            "Move items from one end to the other.", "d = deque([1, 2, 3])\nd.rotate()\nd\n#> deque([3, 1, 2])",
            related: "deque.reverse deque.appendleft"
        ) { (_, deque, arguments) throws(EvaluationError) in
            guard let number = (arguments[1] ?? .int(1)).asIndex else {
                throw arguments.typeError(
                    "'\(arguments.value(1).typeName)' object cannot be interpreted as an integer")
            }
            try deque.rotate(by: number)
            return .none
        },
        method(
            "reverse", isChange: true, gives: .nothing, [], "Turn the order of its items around.",
            "d = deque([1, 2])\nd.reverse()\nd\n#> deque([2, 1])", related: "deque.rotate reversed"
        ) { (_, deque, _) throws(EvaluationError) in
            deque.reorder(deque.items.reversed())
            return .none
        },
        CollectionsModule.method(
            "copy", of: "deque", [], "A new deque of the same items.",
            "d = deque([1, 2])\nd.copy()\n#> deque([1, 2])", related: "deque.extend copy.copy"
        ) { (machine, instance, _) throws(EvaluationError) in
            try made(machine, like: instance, instance.deque?.items ?? [])
        },
        method(
            "clear", isChange: true, gives: .nothing, [], "Take out all items.",
            "d = deque([1, 2])\nd.clear()\nd\n#> deque([])", related: "deque.pop deque.popleft"
        ) { (_, deque, _) in
            deque.replaceAll(with: [])
            return .none
        },
    ]

    /// Another deque of an object's class, with its bound.
    private static func made(
        _ machine: Machine, like instance: InstanceObject, _ items: [Value]
    ) throws(EvaluationError) -> Value {
        try Allowance.check(items: items.count)
        let limit = instance.deque?.limit
        if instance.type === type.type {
            let kept = limit.map { items.suffix($0) } ?? items[...]
            return .instance(machine.newInstance(of: instance.type, storage: .deque(Deque(Array(kept), limit: limit))))
        }
        let further = limit.map { [CallArgument(.int($0))] } ?? []
        return try machine.made(like: instance, [CallArgument(.list(ListObject(items)))] + further)
    }

    // MARK: - Walks

    private static let forwards = IteratorRule(.dequeIterator) { (_, state) throws(EvaluationError) in
        guard let deque = DequeClass.deque(of: state.values[0]) else { return nil }
        if deque.changes != state.numbers[1] { throw mutated }
        guard state.numbers[0] < deque.count else { return nil }
        defer { state.numbers[0] += 1 }
        return deque[state.numbers[0]]
    }

    private static let backwards = IteratorRule(.reverseDequeIterator) { (_, state) throws(EvaluationError) in
        guard let deque = DequeClass.deque(of: state.values[0]) else { return nil }
        if deque.changes != state.numbers[1] { throw mutated }
        guard state.numbers[0] > 0, state.numbers[0] <= deque.count else { return nil }
        state.numbers[0] -= 1
        return deque[state.numbers[0]]
    }

    // MARK: - Special methods

    private static func special(
        _ name: String, _ counts: ClosedRange<Int> = 0...0,
        _ body: @escaping @Sendable (Machine, Deque, [Value]) throws(EvaluationError) -> Value
    ) -> (Text, Value) {
        CollectionsModule.special(name, counts) { (machine, instance, others) throws(EvaluationError) in
            guard let deque = instance.deque else { return .notImplemented }
            return try body(machine, deque, others)
        }
    }

    private static var specials: [(Text, Value)] {
        [initializer, ("maxlen", maxlen), ("__hash__", .none)] + items + comparisons + operators
    }

    private static var initializer: (Text, Value) {
        CollectionsModule.initializer([
            .rest("arguments", "what is walked, and how many items it takes"), .names("keywords", "the same"),
        ]) { (_, instance, arguments) throws(EvaluationError) in
            guard let deque = instance.deque else { return }
            var given = arguments.rest.map(\.value)
            let count = given.count + arguments.extraKeywords.count
            if count > 2 { throw arguments.typeError("deque() takes at most 2 arguments (\(count) given)") }
            var limit = given.count > 1 ? given.removeLast() : Value.none
            for (name, value) in arguments.extraKeywords {
                switch name {
                case "maxlen": limit = value
                case "iterable" where given.isEmpty: given = [value]
                default: throw arguments.typeError("'\(name)' is an invalid keyword argument for deque()")
                }
            }
            guard limit.isNone || limit.asIndex != nil else { throw arguments.typeError("an integer is required") }
            if let number = limit.asIndex, number < 0 { throw arguments.invalid("maxlen must be non-negative") }
            if deque.count > 0 { deque.replaceAll(with: []) }
            if deque.limit != limit.asIndex { deque.setLimit(limit.asIndex) }
            if let items = given.first { try extend(deque, by: items) }
        }
    }

    private static var maxlen: Value {
        let get = Builtin("maxlen", .python, door: .bare, traits: .takesObject, [.receiver], "The bound of a deque.") {
            (_, arguments) in DequeClass.deque(of: arguments.value(0))?.limit.map { .int($0) } ?? .none
        }
        let set = Builtin(
            "maxlen", .python, door: .bare, traits: .takesObject, [.receiver, .value("value", "a number")], "Refused."
        ) { (_, arguments) throws(EvaluationError) in
            let words = "attribute 'maxlen' of 'collections.deque' objects is not writable"
            throw arguments.invalid(words, python: PythonForm("AttributeError", words))
        }
        return .descriptor(Descriptor(.property(get: .builtin(get), set: .builtin(set), delete: .none)))
    }

    /// The place that an index names.
    private static func position(_ index: Value, in deque: Deque) throws(EvaluationError) -> Int {
        guard let number = index.asIndex else {
            throw .invalidArgument(
                function: "deque", "a place in a deque is a whole number, not \(index.kindText)",
                hint: "list(d)[…] takes slices",
                python: PythonForm("TypeError", "sequence index must be integer, not '\(index.typeName)'"))
        }
        return try Machine.position(number, count: deque.count, kind: "deque")
    }

    private static var items: [(Text, Value)] {
        [
            special("__len__") { (_, deque, _) in .int(deque.count) },
            special("__bool__") { (_, deque, _) in .bool(deque.count > 0) },
            special("__getitem__", 1...1) { (_, deque, others) throws(EvaluationError) in
                deque[try position(others[0], in: deque)]
            },
            special("__setitem__", 2...2) { (_, deque, others) throws(EvaluationError) in
                deque.set(others[1], at: try position(others[0], in: deque))
                return .none
            },
            special("__delitem__", 1...1) { (_, deque, others) throws(EvaluationError) in
                let place = try position(others[0], in: deque)
                try change(deque) { $0.remove(at: place) }
                return .none
            },
            special("__contains__", 1...1) { (_, deque, others) throws(EvaluationError) in
                .bool(try place(of: others[0], in: deque, 0..<deque.count) != nil)
            },
            CollectionsModule.special("__iter__") { (_, instance, _) in
                .iterator(RuleIterator(forwards, [.instance(instance)], [0, instance.deque?.changes ?? 0]))
            },
            CollectionsModule.special("__reversed__") { (_, instance, _) in
                let deque = instance.deque
                return .iterator(
                    RuleIterator(backwards, [.instance(instance)], [deque?.count ?? 0, deque?.changes ?? 0]))
            },
            CollectionsModule.special("__copy__") { (machine, instance, _) throws(EvaluationError) in
                try made(machine, like: instance, instance.deque?.items ?? [])
            },
            CollectionsModule.special("__repr__") { (machine, instance, _) throws(EvaluationError) in
                guard try machine.representsFirst(instance) else { return .string("[...]") }
                defer { machine.endRepresenting(instance) }
                let items = Value.list(ListObject(instance.deque?.items ?? [])).representation
                let limit = instance.deque?.limit.map { ", maxlen=\($0)" } ?? ""
                return .string(Text("\(instance.type.name)(\(items)\(limit))"))
            },
        ]
    }

    private static var comparisons: [(Text, Value)] {
        let orders: [(String, ComparisonOperator)] = [
            ("__eq__", .equal), ("__ne__", .notEqual), ("__lt__", .less), ("__le__", .lessOrEqual),
            ("__gt__", .greater), ("__ge__", .greaterOrEqual),
        ]
        return orders.map { name, operation in
            special(name, 1...1) { (_, deque, others) throws(EvaluationError) in
                guard let other = DequeClass.deque(of: others[0]) else { return .notImplemented }
                return try Operators.compare(
                    .list(ListObject(deque.items)), operation, .list(ListObject(other.items)))
            }
        }
    }

    private static var operators: [(Text, Value)] {
        let times: @Sendable (Machine, InstanceObject, [Value]) throws(EvaluationError) -> Value = {
            (machine, instance, others) throws(EvaluationError) in
            guard let items = try repeated(instance, others[0]) else { return .notImplemented }
            return try made(machine, like: instance, items)
        }
        return [
            CollectionsModule.special("__add__", 1...1) { (machine, instance, others) throws(EvaluationError) in
                guard let other = DequeClass.deque(of: others[0]) else {
                    throw .invalidArgument(
                        function: "deque", "a deque and \(others[0].kindText) can't be added", hint: "d.extend(items)",
                        python: PythonForm(
                            "TypeError", "can only concatenate deque (not \"\(others[0].typeName)\") to deque"))
                }
                return try made(machine, like: instance, (instance.deque?.items ?? []) + other.items)
            },
            CollectionsModule.special("__iadd__", 1...1) { (_, instance, others) throws(EvaluationError) in
                if let deque = instance.deque { try extend(deque, by: others[0]) }
                return .instance(instance)
            },
            CollectionsModule.special("__mul__", 1...1, times), CollectionsModule.special("__rmul__", 1...1, times),
            CollectionsModule.special("__imul__", 1...1) { (_, instance, others) throws(EvaluationError) in
                guard let items = try repeated(instance, others[0]), let deque = instance.deque else {
                    return .notImplemented
                }
                deque.replaceAll(with: deque.limit.map { Array(items.suffix($0)) } ?? items)
                return .instance(instance)
            },
        ]
    }

    private static func repeated(_ instance: InstanceObject, _ count: Value) throws(EvaluationError) -> [Value]? {
        guard count.asIndex != nil else {
            let words = "can't multiply sequence by non-int of type '\(count.typeName)'"
            throw .invalidArgument(function: "deque", words, hint: nil, python: PythonForm("TypeError", words))
        }
        var flags: FloatingPointFlags = []
        let items = Value.list(ListObject(instance.deque?.items ?? []))
        return try Operators.binary(items, .multiply, count.plain, flags: &flags).sequence
    }
}
