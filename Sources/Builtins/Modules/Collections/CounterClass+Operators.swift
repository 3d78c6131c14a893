internal import Interpreter
internal import Kernels
internal import Syntax
internal import Tensors

/// The comparisons and operators of counters.
extension CounterClass {
    /// Compares counters: `all(self[e] op other[e] …)`.
    private static func holds(
        _ first: DictionaryObject, _ operation: ComparisonOperator, _ second: DictionaryObject
    ) throws(EvaluationError) -> Bool {
        for key in (first.keys + second.keys).polled(work: 32) {
            let (left, right) = (try first.value(of: key) ?? .int(0), try second.value(of: key) ?? .int(0))
            if try !Operators.compare(left, operation, right).isTrue() { return false }
        }
        return true
    }

    static var comparisons: [(Text, Value)] {
        func comparison(
            _ name: String,
            _ body: @escaping @Sendable (DictionaryObject, DictionaryObject) throws(EvaluationError) -> Bool
        ) -> (Text, Value) {
            special(name, 1...1) { (_, counts, others) throws(EvaluationError) in
                guard let other = self.counts(others[0]) else { return .notImplemented }
                return .bool(try body(counts, other))
            }
        }
        return [
            comparison("__eq__") { (first, second) throws(EvaluationError) in try holds(first, .equal, second) },
            comparison("__ne__") { (first, second) throws(EvaluationError) in try !holds(first, .equal, second) },
            comparison("__le__") { (first, second) throws(EvaluationError) in try holds(first, .lessOrEqual, second) },
            comparison("__lt__") { (first, second) throws(EvaluationError) in
                try holds(first, .lessOrEqual, second) ? try !holds(first, .equal, second) : false
            },
            comparison("__ge__") { (first, second) throws(EvaluationError) in
                try holds(first, .greaterOrEqual, second)
            },
            comparison("__gt__") { (first, second) throws(EvaluationError) in
                try holds(first, .greaterOrEqual, second) ? try !holds(first, .equal, second) : false
            },
        ]
    }

    private typealias Combining = @Sendable (Value, Value) throws(EvaluationError) -> Value

    private static let combinings: [(word: String, isOfBoth: Bool, combine: Combining)] = [
        ("add", false, { (left, right) throws(EvaluationError) in try combined(left, .add, right) }),
        ("sub", false, { (left, right) throws(EvaluationError) in try combined(left, .subtract, right) }),
        (
            "or", false,
            { (left, right) throws(EvaluationError) in
                try Operators.compare(left, .less, right).isTrue() ? right : left
            }
        ),
        (
            "and", true,
            { (left, right) throws(EvaluationError) in
                try Operators.compare(left, .less, right).isTrue() ? left : right
            }
        ),
    ]

    private static func combined(
        _ left: Value, _ operation: BinaryOperator, _ right: Value
    ) throws(EvaluationError) -> Value {
        var flags: FloatingPointFlags = []
        return try Operators.binary(left, operation, right, flags: &flags)
    }

    private static func isPositive(_ count: Value) throws(EvaluationError) -> Bool {
        try Operators.compare(count, .greater, .int(0)).isTrue()
    }

    /// The counts of both combined, without those that aren't above 0.
    private static func result(
        _ first: DictionaryObject, _ second: DictionaryObject, isOfBoth: Bool, _ combine: Combining
    ) throws(EvaluationError) -> DictionaryObject {
        let result = DictionaryObject()
        for (key, count) in zip(first.keys, first.values).polled(work: 32) {
            let new = try combine(count, try second.value(of: key) ?? .int(0))
            if try isPositive(new) { try result.set(new, for: key) }
        }
        if isOfBoth { return result }
        for (key, count) in zip(second.keys, second.values).polled(work: 32) where try first.value(of: key) == nil {
            let new = try combine(.int(0), count)
            if try isPositive(new) { try result.set(new, for: key) }
        }
        return result
    }

    private static func counter(_ counts: DictionaryObject, _ machine: Machine) -> Value {
        .instance(machine.newInstance(of: type.type, storage: .value(.dictionary(counts))))
    }

    static var operators: [(Text, Value)] {
        var methods: [(Text, Value)] = []
        for (word, isOfBoth, combine) in combinings {
            methods.append(
                special("__\(word)__", 1...1) { (machine, counts, others) throws(EvaluationError) in
                    guard let other = self.counts(others[0]) else { return .notImplemented }
                    return counter(try result(counts, other, isOfBoth: isOfBoth, combine), machine)
                })
            methods.append(
                CollectionsModule.special("__i\(word)__", 1...1) {
                    (machine, instance, others) throws(EvaluationError) in
                    guard let counts = self.counts(.instance(instance)) else { return .notImplemented }
                    try change(counts, by: others[0], isOfBoth: isOfBoth, combine, machine)
                    return .instance(instance)
                })
        }
        for (name, sign) in [("__pos__", 1), ("__neg__", -1)] {
            methods.append(
                special(name) { (machine, counts, _) throws(EvaluationError) in
                    let result = DictionaryObject()
                    for (key, count) in zip(counts.keys, counts.values).polled(work: 32) {
                        let new = sign > 0 ? count : try combined(.int(0), .subtract, count)
                        if try isPositive(new) { try result.set(new, for: key) }
                    }
                    return counter(result, machine)
                })
        }
        return methods
    }

    /// The same in place: keys keep their positions, and those with counts not above 0 are removed.
    ///
    /// As in CPython, the other operand may be anything with items or subscripts: `&=` looks up each key in it.
    private static func change(
        _ counts: DictionaryObject, by other: Value, isOfBoth: Bool, _ combine: Combining, _ machine: Machine
    ) throws(EvaluationError) {
        if isOfBoth {
            for (key, count) in zip(counts.keys, counts.values).polled(work: 32) {
                try counts.set(try combine(count, try machine.element(of: other, at: key)), for: key)
            }
        } else {
            let pairs = try machine.callBack(try machine.attribute("items", of: other), [])
            for pair in try pairs.items().polled(work: 32) {
                guard case .tuple(let tuple) = pair, tuple.count == 2 else {
                    throw .values(.noPair(number: 0, length: nil))
                }
                let (key, count) = (tuple.items[0], tuple.items[1])
                try counts.set(try combine(try counts.value(of: key) ?? .int(0), count), for: key)
            }
        }
        for (key, count) in zip(counts.keys, counts.values).polled(work: 16) where try !isPositive(count) {
            _ = try counts.remove(key)
        }
    }
}
