internal import Interpreter
internal import Kernels
internal import Syntax
internal import Tensors

/// The special methods of a deque, and its iterators.
extension DequeClass {
    // MARK: - Iterators

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

    static var specials: [(Text, Value)] {
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
            if limit.isLong { throw .numbers(.tooLargeForSize(limit.briefText)) }
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

    /// The position for an index.
    private static func position(_ index: Value, in deque: Deque) throws(EvaluationError) -> Int {
        guard let number = index.asIndex else {
            if index.isLong {
                let words = "cannot fit 'int' into an index-sized integer"
                throw .invalidArgument(function: "deque", words, hint: nil, python: PythonForm("IndexError", words))
            }
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
            if count.isLong { throw .numbers(.tooLargeForIndex(count.briefText)) }
            let words = "can't multiply sequence by non-int of type '\(count.typeName)'"
            throw .invalidArgument(function: "deque", words, hint: nil, python: PythonForm("TypeError", words))
        }
        var flags: FloatingPointFlags = []
        let items = Value.list(ListObject(instance.deque?.items ?? []))
        return try Operators.binary(items, .multiply, count.plain, flags: &flags).sequence
    }
}
