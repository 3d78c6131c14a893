internal import Interpreter
internal import Kernels
internal import Tensors

extension Builtins {
    /// Methods of lists.
    static let listMethods: [Builtin] =
        [
            changing(
                "append", keeps: true, [.receiver, .value("item", "what is added")], "Add an item at the end.",
                example: """
                    losses = []
                    for epoch in range(3): losses.append(1 / 2 ** epoch)
                    losses
                    #> [1.0, 0.5, 0.25]
                    """, related: "list.extend list.insert append",
                direct: DirectForms(two: { _, list, item in
                    guard case .list(let list) = list, !list.growsLarge else { return nil }
                    list.append(item)
                    return Value.none
                })
            ) { (_, list, arguments) throws(EvaluationError) in
                if list.growsLarge { try list.affordItems() }
                list.append(arguments.value(1))
                return .none
            },
            changing(
                "extend", [.receiver, .value("items", "what is added")], "Add items at the end.",
                example: """
                    rates = [0.1]
                    rates.extend([0.01, 0.001])
                    rates
                    #> [0.1, 0.01, 0.001]
                    """, related: "list.append list.insert"
            ) { (_, list, arguments) throws(EvaluationError) in
                try list.extend(by: arguments.value(1))
                return .none
            },
            changing(
                "insert", keeps: true,
                [.receiver, .integer("index", "before which place"), .value("item", "what is put there")],
                "Put an item before the one at index.",
                example: """
                    names = ['w', 'b']
                    names.insert(0, 'x')
                    names
                    #> ['x', 'w', 'b']
                    """, related: "list.append list.extend",
                direct: DirectForms(three: { _, list, index, item in
                    guard case .list(let list) = list, case .int(let index) = index else { return nil }
                    return list.insert(item, at: index < 0 ? max(index + list.count, 0) : min(index, list.count))
                        ? Value.none : nil
                })
            ) { (_, list, arguments) throws(EvaluationError) in
                let index = try arguments.int("index")
                let position = index < 0 ? max(index + list.count, 0) : min(index, list.count)
                try list.change(adding: 1) { $0.insert(arguments.value(2), at: position) }
                return .none
            },
            changing(
                "pop", gives: .other,
                [.receiver, .integer("index", default: -1, "which place; the last one by default")],
                "Take out the item at index and give it.",
                example: """
                    queue = [1, 2, 3]
                    queue.pop()
                    #> 3
                    queue.pop(0)
                    #> 1
                    queue
                    #> [2]
                    """, related: "list.remove list.clear",
                direct: DirectForms(
                    one: { _, list in
                        guard case .list(let list) = list, list.count > 0 else { return nil }
                        return list.removeLast()
                    },
                    two: { _, list, index in
                        guard case .list(let list) = list, case .int(let index) = index else { return nil }
                        return list.remove(at: index < 0 ? index + list.count : index)
                    })
            ) { (_, list, arguments) throws(EvaluationError) in
                let index = try arguments.int("index")
                let place = try Machine.position(index, count: list.count, kind: "list", use: .pop)
                return place == list.count - 1 ? list.removeLast() : try list.change { $0.remove(at: place) }
            },
            changing(
                "remove", [.receiver, .value("item", "what is taken out")], "Take out the first item equal to this.",
                example: """
                    names = ['x', 'w', 'b']
                    names.remove('w')
                    names
                    #> ['x', 'b']
                    """, related: "list.pop list.clear"
            ) { (_, list, arguments) throws(EvaluationError) in
                guard let index = try place(of: arguments.value(1), in: list.items[...]) else {
                    throw arguments.invalid(
                        "\(arguments.value(1).briefText) is not in the list",
                        python: .value("list.remove(x): x not in list"))
                }
                _ = try list.change { $0.remove(at: index) }
                return .none
            },
            changing(
                "clear", [.receiver], "Take out all items.",
                example: """
                    losses = [0.5, 0.4]
                    losses.clear()
                    len(losses)
                    #> 0
                    """, related: "list.pop list.remove"
            ) { (_, list, _) throws(EvaluationError) in
                list.replaceAll(with: [])
                return .none
            },
            changing(
                "reverse", [.receiver], "Turn the order around.",
                example: """
                    steps = [1, 2, 3]
                    steps.reverse()
                    steps
                    #> [3, 2, 1]
                    """, related: "list.sort reversed"
            ) { (_, list, _) throws(EvaluationError) in
                let items = list.items
                list.replaceAll(
                    with: try [Value](count: items.count, interruptibly: { items[items.count - 1 - $0] }))
                return .none
            },
            changing(
                "sort", [.receiver, .star, .key, .reverse], "Put the items in order.",
                example: """
                    runs = ['lr=0.1', 'lr=1', 'lr=0.01']
                    runs.sort(key=len)
                    runs
                    #> ['lr=1', 'lr=0.1', 'lr=0.01']
                    """, related: "sorted list.reverse reversed"
            ) { (machine, list, arguments) throws(EvaluationError) in
                // As in Python, the key function sees an empty list, and can't change the one being sorted.
                let items = list.items
                var sorted = items
                list.replaceAll(with: [])
                defer { list.replaceAll(with: sorted) }
                sorted = try PythonFunctions.sorted(
                    items, key: arguments["key"], isReversed: try arguments.flag("reverse"), machine)
                if !list.items.isEmpty { throw arguments.invalid("the key changed the list while it was sorted") }
                return .none
            },
            Builtin(
                "copy", .python, door: .bare, gives: .list, [.receiver],
                "A new list of the same items: to change one list leaves the other as it is.",
                example: """
                    losses = [0.5, 0.4]
                    before = losses.copy()
                    losses.append(0.3)
                    before
                    #> [0.5, 0.4]
                    """, related: "tensor.copy"
            ) { (_, arguments) throws(EvaluationError) in .list(ListObject(try arguments.value(0).items())) },
        ] + tupleMethods

    /// Methods of tuples, shared by lists.
    static let tupleMethods: [Builtin] = [
        Builtin(
            "count", .python, door: .bare, traits: .placesOnly, [.receiver, .value("item", "what is counted")],
            "How many items equal this.",
            example: """
                (1, 2, 1).count(1)
                #> 2
                """, related: "tuple.index"
        ) { (_, arguments) throws(EvaluationError) in
            var count = 0
            let wanted = arguments.value(1)
            for item in try arguments.value(0).items().polled(work: 16) where try Operators.areEqualItems(item, wanted)
            {
                count += 1
            }
            return .int(count)
        },
        Builtin(
            "index", .python, door: .bare, traits: .placesOnly,
            [
                .receiver, .value("item", "what is looked for"),
                .value("start", default: 0, "where the search begins"),
                .value("stop", default: nil, "before which place it ends"),
            ],
            "The place of the first item equal to this.",
            example: """
                ('x', 'w', 'b').index('w')
                #> 1
                [1, 2, 1].index(1, 1)
                #> 2
                """, related: "tuple.count",
            direct: DirectForms(two: { _, items, wanted in
                guard let items = PythonFunctions.few(items), !wanted.mayCompareItself,
                    let place = try? place(of: wanted, in: items[...])
                else {
                    return nil
                }
                return .int(place)
            })
        ) { (_, arguments) throws(EvaluationError) in
            let (wanted, items) = (arguments.value(1), try arguments.value(0).items())
            let (start, stop) = try arguments.bounds(2, count: items.count, allowsNone: false)
            guard let place = try place(of: wanted, in: items[min(start, max(stop, 0))..<max(stop, 0)]) else {
                let isTuple = if case .tuple = arguments.value(0) { true } else { false }
                throw arguments.invalid(
                    "\(wanted.briefText) is not in the \(isTuple ? "tuple" : "list")",
                    python: .value(
                        isTuple ? "tuple.index(x): x not in tuple" : "\(wanted.representation) is not in list"))
            }
            return .int(place)
        },
    ]

    /// The index of the first equal item; nil if there is none.
    private static func place(of wanted: Value, in items: ArraySlice<Value>) throws(EvaluationError) -> Int? {
        for (place, item) in zip(items.indices, items).polled(work: 16) {
            if try Operators.areEqualItems(item, wanted) { return place }
        }
        return nil
    }

    /// A method that modifies its list.
    private static func changing(
        _ name: String, keeps: Bool = false, gives result: Builtin.Result = .nothing,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String = "", direct: DirectForms = DirectForms(),
        _ change: @escaping @Sendable (Machine, ListObject, Arguments) throws(EvaluationError) -> Value
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare,
            traits: keeps ? [.changesFirstArgument, .placesOnly, .keeps] : [.changesFirstArgument, .placesOnly],
            gives: result, parameters(),
            summary,
            example: example, related: related, direct: direct
        ) { (machine, arguments) throws(EvaluationError) in
            guard case .list(let list) = arguments.value(0) else {
                throw arguments.wrongType("self", expected: "a list", got: arguments.value(0))
            }
            return try change(machine, list, arguments)
        }
    }
}
