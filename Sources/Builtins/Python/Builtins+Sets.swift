internal import Interpreter
internal import Kernels

extension Builtins {
    /// Methods of sets.
    static let setMethods: [Builtin] =
        [
            setMethod(
                "add", isChange: true, gives: .nothing, [.receiver, .value("item", "what is added")],
                "Add an item, unless it is there.",
                example: """
                    seen = {1}
                    seen.add(2)
                    seen
                    #> {1, 2}
                    """, related: "set.update set.discard",
                direct: DirectForms(two: { _, set, item in
                    guard case .set(let set) = set else { return nil }
                    do { try set.add(item) } catch { return nil }
                    return Value.none
                })
            ) { (set, arguments) throws(EvaluationError) in
                try set.add(arguments.value(1))
                return .none
            },
            setMethod(
                "remove", isChange: true, gives: .nothing, [.receiver, .value("item", "what is taken out")],
                "Take out an item that is there.",
                example: """
                    names = {'w', 'b'}
                    names.remove('b')
                    names
                    #> {'w'}
                    """, related: "set.discard set.pop"
            ) { (set, arguments) throws(EvaluationError) in
                guard try set.discard(arguments.value(1)) else {
                    throw .indices(.missingItem(arguments.value(1)))
                }
                return .none
            },
            setMethod(
                "discard", isChange: true, gives: .nothing, [.receiver, .value("item", "what is taken out")],
                "Take out an item, if it is there.",
                example: """
                    names = {'w'}
                    names.discard('b')
                    names
                    #> {'w'}
                    """, related: "set.remove set.pop"
            ) { (set, arguments) throws(EvaluationError) in
                _ = try set.discard(arguments.value(1))
                return .none
            },
            setMethod(
                "pop", isChange: true, [.receiver], "Take out some item and give it.",
                example: """
                    waiting = {3}
                    waiting.pop()
                    #> 3
                    """, related: "set.remove set.clear"
            ) { (set, arguments) throws(EvaluationError) in
                guard let item = set.pop() else {
                    throw arguments.invalid("the set is empty", python: PythonForm("KeyError", "pop from an empty set"))
                }
                return item
            },
            setMethod(
                "clear", isChange: true, gives: .nothing, [.receiver], "Take out all items.",
                example: """
                    seen = {1, 2}
                    seen.clear()
                    seen
                    #> set()
                    """, related: "set.pop set.discard"
            ) { (set, _) in
                set.removeAll()
                return .none
            },
            combining(
                "update", "Add all items of others.",
                example: """
                    seen = {1}
                    seen.update([2, 3])
                    seen
                    #> {1, 2, 3}
                    """, related: "set.union set.add"
            ) { (set, others) throws(EvaluationError) in for other in others { try set.update(from: other) } },
            combining(
                "intersection_update", "Keep only what is in others too.",
                example: """
                    s = {1, 2, 3}
                    s.intersection_update([2, 3, 4])
                    s
                    #> {2, 3}
                    """, related: "set.intersection"
            ) { (set, others) throws(EvaluationError) in try set.intersect(all: others) },
            combining(
                "difference_update", "Take out all items of others.",
                example: """
                    s = {1, 2, 3}
                    s.difference_update([2])
                    s
                    #> {1, 3}
                    """, related: "set.difference"
            ) { (set, others) throws(EvaluationError) in for other in others { try set.subtract(other) } },
            setMethod(
                "symmetric_difference_update", isChange: true, gives: .nothing,
                [.receiver, .value("other", "what is walked")],
                "Keep what is in one of both only.",
                example: """
                    s = {1, 2}
                    s.symmetric_difference_update([2, 3])
                    s
                    #> {1, 3}
                    """, related: "set.symmetric_difference"
            ) { (set, arguments) throws(EvaluationError) in
                try set.toggle(arguments.value(1))
                return .none
            },
        ] + frozensetMethods

    /// Methods of frozensets, shared by sets.
    static let frozensetMethods: [Builtin] = [
        setMethod(
            "copy", [.receiver], "A new set of the same items.",
            example: """
                seen = {1}
                before = seen.copy()
                seen.add(2)
                before
                #> {1}
                """, related: "set dict.copy"
        ) { (set, _) throws(EvaluationError) in .set(set.isFrozen ? set : try set.copy()) },
        setMethod(
            "union", [.receiver, .rest("others", "what is walked")], "What is in it or in others.",
            example: """
                {1, 2}.union([2, 3])
                #> {1, 2, 3}
                """, related: "set.update set.intersection"
        ) { (set, arguments) throws(EvaluationError) in
            let result = try set.copy(isFrozen: set.isFrozen)
            for other in arguments.rest where !other.value.isSame(as: .set(set)) {
                try result.update(from: other.value)
            }
            return .set(result)
        },
        setMethod(
            "intersection", [.receiver, .rest("others", "what is walked")], "What is in it and in all others.",
            example: """
                {1, 2}.intersection([2, 3])
                #> {2}
                """, related: "set.union set.difference"
        ) { (set, arguments) throws(EvaluationError) in
            if arguments.rest.isEmpty { return .set(try set.copy(isFrozen: set.isFrozen)) }
            var result = set
            for other in arguments.rest { result = try result.intersection(other.value) }
            return .set(result)
        },
        setMethod(
            "difference", [.receiver, .rest("others", "what is walked")], "What is in it and in no other.",
            example: """
                {1, 2}.difference([2, 3])
                #> {1}
                """, related: "set.intersection set.symmetric_difference"
        ) { (set, arguments) throws(EvaluationError) in
            guard let first = arguments.rest.first else { return .set(try set.copy(isFrozen: set.isFrozen)) }
            let result = try set.difference(first.value)
            for other in arguments.rest.dropFirst() { try result.subtract(other.value) }
            return .set(result)
        },
        setMethod(
            "symmetric_difference", [.receiver, .value("other", "what is walked")],
            "What is in it or in another, but not in both.",
            example: """
                {1, 2}.symmetric_difference([2, 3])
                #> {1, 3}
                """, related: "set.difference set.union"
        ) { (set, arguments) throws(EvaluationError) in .set(try set.symmetricDifference(arguments.value(1))) },
        setMethod(
            "issubset", [.receiver, .value("other", "what is walked")], "Whether another has all its items.",
            example: """
                {1}.issubset([1, 2])
                #> True
                """, related: "set.issuperset set.isdisjoint"
        ) { (set, arguments) throws(EvaluationError) in
            if case .set(let other) = arguments.value(1) { return .bool(try set.isSubset(of: other)) }
            return .bool(try set.intersection(arguments.value(1)).count == set.count)
        },
        setMethod(
            "issuperset", [.receiver, .value("other", "what is walked")], "Whether it has all items of another.",
            example: """
                {1, 2}.issuperset([1])
                #> True
                """, related: "set.issubset set.isdisjoint"
        ) { (set, arguments) throws(EvaluationError) in
            if case .set(let other) = arguments.value(1) { return .bool(try other.isSubset(of: set)) }
            return .bool(try !has(false, of: arguments.value(1), set))
        },
        setMethod(
            "isdisjoint", [.receiver, .value("other", "what is walked")], "Whether none of its items is in another.",
            example: """
                {1, 2}.isdisjoint([3])
                #> True
                """, related: "set.issubset set.intersection"
        ) { (set, arguments) throws(EvaluationError) in
            .bool(try !has(true, of: arguments.value(1), set))
        },
    ]

    /// Whether an iterable has an item that is in the set, or for false, one that isn't.
    private static func has(_ isIn: Bool, of items: Value, _ set: SetObject) throws(EvaluationError) -> Bool {
        var walk = try ValueIterator(items)
        var meter = WorkMeter()
        while let item = try walk.next(), !meter.shouldStop(after: 32) {
            if try set.contains(item) == isIn { return true }
        }
        return false
    }

    private static func setMethod(
        _ name: String, isChange: Bool = false, gives result: Builtin.Result = .other,
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String, example: String,
        related: String, direct: DirectForms = DirectForms(),
        _ body: @escaping @Sendable (SetObject, Arguments) throws(EvaluationError) -> Value
    ) -> Builtin {
        Builtin(
            name, .python, door: .bare, traits: isChange ? [.changesFirstArgument, .placesOnly] : .placesOnly,
            gives: result, parameters(), summary, example: example, related: related, direct: direct
        ) { (_, arguments) throws(EvaluationError) in
            guard case .set(let set) = arguments.value(0) else {
                throw arguments.wrongType("self", expected: "a set", got: arguments.value(0))
            }
            return try body(set, arguments)
        }
    }

    /// A method that modifies a set by any number of iterables.
    private static func combining(
        _ name: String, _ summary: String, example: String, related: String,
        _ body: @escaping @Sendable (SetObject, [Value]) throws(EvaluationError) -> Void
    ) -> Builtin {
        setMethod(
            name, isChange: true, gives: .nothing, [.receiver, .rest("others", "what is walked")], summary,
            example: example, related: related
        ) { (set, arguments) throws(EvaluationError) in
            try body(set, arguments.rest.map(\.value))
            return .none
        }
    }
}
