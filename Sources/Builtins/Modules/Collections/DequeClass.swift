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

    /// The deque of an object; nil for any other value.
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

    static var mutated: EvaluationError { .values(.changedWhileWalked("deque mutated during iteration")) }

    static func place(
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

    static func change<Result>(_ deque: Deque, _ body: (inout [Value]) -> Result) throws(EvaluationError) {
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

    /// Another deque of the same class, with the same maximum length.
    static func made(
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
}
