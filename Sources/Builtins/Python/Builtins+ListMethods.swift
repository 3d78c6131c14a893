internal import Interpreter
internal import Tensors

extension Builtins {
    /// Methods of lists; those that change the list give the changed list, which is put where the old one was.
    static let listMethods: [Builtin] =
        [
            changing(
                "append", [.receiver, .value("item", "what is added")], "Add an item at the end.",
                example: """
                    losses = []
                    for epoch in range(3): losses.append(1 / 2 ** epoch)
                    losses
                    #> [1.0, 0.5, 0.25]
                    """, related: "list.extend list.insert append"
            ) { (_, items, arguments) throws(EvaluationError) in
                items.append(arguments.value(1))
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
            ) { (_, items, arguments) throws(EvaluationError) in
                let added = try arguments.value(1).items()
                try Allowance.check(items.count, plus: added.count, of: MemoryLayout<Value>.stride)
                items += added
                return .none
            },
            changing(
                "insert", [.receiver, .integer("index", "before which place"), .value("item", "what is put there")],
                "Put an item before the one at index.",
                example: """
                    names = ['w', 'b']
                    names.insert(0, 'x')
                    names
                    #> ['x', 'w', 'b']
                    """, related: "list.append list.extend"
            ) { (_, items, arguments) throws(EvaluationError) in
                let index = try arguments.int("index")
                let position = index < 0 ? max(index + items.count, 0) : min(index, items.count)
                items.insert(arguments.value(2), at: position)
                return .none
            },
            changing(
                "pop", [.receiver, .integer("index", default: -1, "which place; the last one by default")],
                "Take out the item at index and give it.",
                example: """
                    queue = [1, 2, 3]
                    queue.pop()
                    #> 3
                    queue.pop(0)
                    #> 1
                    queue
                    #> [2]
                    """, related: "list.remove list.clear"
            ) { (_, items, arguments) throws(EvaluationError) in
                let index = try arguments.int("index")
                return items.remove(at: try Evaluator.position(index, count: items.count, kind: "list"))
            },
            changing(
                "remove", [.receiver, .value("item", "what is taken out")], "Take out the first item equal to this.",
                example: """
                    names = ['x', 'w', 'b']
                    names.remove('w')
                    names
                    #> ['x', 'b']
                    """, related: "list.pop list.clear"
            ) { (_, items, arguments) throws(EvaluationError) in
                guard let index = items.firstIndex(where: { $0.isEqual(to: arguments.value(1)) }) else {
                    throw arguments.invalid("\(arguments.value(1).briefText) is not in the list")
                }
                items.remove(at: index)
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
            ) { (_, items, _) throws(EvaluationError) in
                items = []
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
            ) { (_, items, _) throws(EvaluationError) in
                items.reverse()
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
            ) { (evaluator, items, arguments) throws(EvaluationError) in
                items = try PythonFunctions.sorted(
                    items, key: arguments["key"], isReversed: try arguments.bool("reverse"), &evaluator)
                return .none
            },
            Builtin(
                "copy", .python, door: .bare, gives: .list, [.receiver],
                "A copy; every assignment already is one here.",
                example: """
                    losses = [0.5, 0.4]
                    before = losses.copy()
                    losses.append(0.3)
                    before
                    #> [0.5, 0.4]
                    """, related: "tensor.copy"
            ) { (_, arguments) in arguments.value(0) },
        ] + tupleMethods

    /// Methods of tuples, which lists have too.
    static let tupleMethods: [Builtin] = [
        Builtin(
            "count", .python, door: .bare, traits: .placesOnly, [.receiver, .value("item", "what is counted")],
            "How many items equal this.",
            example: """
                (1, 2, 1).count(1)
                #> 2
                """, related: "tuple.index"
        ) { (_, arguments) throws(EvaluationError) in
            .int(try arguments.value(0).items().count { $0.isEqual(to: arguments.value(1)) })
        },
        Builtin(
            "index", .python, door: .bare, traits: .placesOnly, [.receiver, .value("item", "what is looked for")],
            "The place of the first item equal to this.",
            example: """
                ('x', 'w', 'b').index('w')
                #> 1
                """, related: "tuple.count"
        ) { (_, arguments) throws(EvaluationError) in
            guard let index = try arguments.value(0).items().firstIndex(where: { $0.isEqual(to: arguments.value(1)) })
            else { throw arguments.invalid("\(arguments.value(1).briefText) is not in the list") }
            return .int(index)
        },
    ]

    /// A method that changes its list: `change` gets the items and gives the method's own result.
    private static func changing(
        _ name: String, _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String,
        example: String, related: String = "",
        _ change:
            @escaping @Sendable (inout Evaluator, inout [Value], Arguments) throws(EvaluationError) -> Value
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, traits: [.changesFirstArgument, .placesOnly], parameters(), summary,
            example: example,
            related: related
        ) { (evaluator, arguments) throws(EvaluationError) in
            guard case .list(var items) = arguments.value(0) else { return arguments.value(0) }
            evaluator.changeResult = try change(&evaluator, &items, arguments)
            return .list(items)
        }
    }
}
