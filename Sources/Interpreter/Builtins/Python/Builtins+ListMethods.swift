internal import Tensors

extension Builtins {
    /// Methods of lists; those that change the list give the changed list, which is put where the old one was.
    static let listMethods: [Builtin] =
        [
            changing("append(self, item)", "add an item at the end") { (_, items, arguments) throws(EvaluationError) in
                items.append(arguments.value(1))
                return .none
            },
            changing("extend(self, items)", "add items at the end") { (_, items, arguments) throws(EvaluationError) in
                let added = try arguments.value(1).items()
                try Allowance.check(items.count, plus: added.count, of: MemoryLayout<Value>.stride)
                items += added
                return .none
            },
            changing("insert(self, index, item)", "put an item before the one at index") {
                (_, items, arguments) throws(EvaluationError) in
                let index = try arguments.int("index")
                let position = index < 0 ? max(index + items.count, 0) : min(index, items.count)
                items.insert(arguments.value(2), at: position)
                return .none
            },
            changing("pop(self, index=-1)", "take out the item at index and give it") {
                (_, items, arguments) throws(EvaluationError) in
                let index = try arguments.int("index", default: -1)
                return items.remove(at: try Evaluator.position(index, count: items.count, kind: "list"))
            },
            changing("remove(self, item)", "take out the first item equal to this") {
                (_, items, arguments) throws(EvaluationError) in
                guard let index = items.firstIndex(where: { $0.isEqual(to: arguments.value(1)) }) else {
                    throw arguments.invalid("\(arguments.value(1).briefText) is not in the list")
                }
                items.remove(at: index)
                return .none
            },
            changing("clear(self)", "take out all items") { (_, items, _) throws(EvaluationError) in
                items = []
                return .none
            },
            changing("reverse(self)", "turn the order around") { (_, items, _) throws(EvaluationError) in
                items.reverse()
                return .none
            },
            changing("sort(self, key=None, reverse=False)", "put the items in order") {
                (evaluator, items, arguments) throws(EvaluationError) in
                items = try PythonFunctions.sorted(
                    items, key: arguments["key"], isReversed: try arguments.bool("reverse", default: false), &evaluator)
                return .none
            },
            Builtin("copy(self)", .python, door: .bare, "the list") { (_, arguments) in arguments.value(0) },
        ] + tupleMethods

    /// Methods of tuples, which lists have too.
    static let tupleMethods: [Builtin] = [
        Builtin("count(self, item)", .python, door: .bare, "How many items equal this.") {
            (_, arguments) throws(EvaluationError) in
            .int(try arguments.value(0).items().count { $0.isEqual(to: arguments.value(1)) })
        },
        Builtin("index(self, item)", .python, door: .bare, "The place of the first item equal to this.") {
            (_, arguments) throws(EvaluationError) in
            guard let index = try arguments.value(0).items().firstIndex(where: { $0.isEqual(to: arguments.value(1)) })
            else { throw arguments.invalid("\(arguments.value(1).briefText) is not in the list") }
            return .int(index)
        },
    ]

    /// A method that changes its list: `change` gets the items and gives the method's own result.
    private static func changing(
        _ signature: String, _ summary: String,
        _ change:
            @escaping @Sendable (inout Evaluator, inout [Value], Arguments) throws(EvaluationError) -> Value
    ) -> Builtin {
        Builtin(signature, .python, door: .bare, traits: .changesFirstArgument, summary) {
            (evaluator, arguments) throws(EvaluationError) in
            guard case .list(var items) = arguments.value(0) else { return arguments.value(0) }
            evaluator.changeResult = try change(&evaluator, &items, arguments)
            return .list(items)
        }
    }
}
