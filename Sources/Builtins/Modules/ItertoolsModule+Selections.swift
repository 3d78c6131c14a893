internal import Interpreter
internal import Kernels

/// Products, combinations and permutations, and groups of adjacent items.
extension ItertoolsModule {
    /// The Cartesian product: `numbers` holds a flag for whether it has begun, and then an index into each pool.
    private static let product = IteratorRule(.product) { (_, state) throws(EvaluationError) in
        let pools = state.values.compactMap(\.pool)
        if state.numbers[0] == 0 {
            state.numbers[0] = 1
            if pools.contains(where: \.isEmpty) { return nil }
        } else {
            var place = pools.count
            while place > 0 {
                state.numbers[place] += 1
                if state.numbers[place] < pools[place - 1].count { break }
                state.numbers[place] = 0
                place -= 1
            }
            if place == 0 { return nil }
        }
        return .tuple(TupleObject(pools.enumerated().map { $1[state.numbers[$0 + 1]] }))
    }

    /// A rule that advances indices into a pool; `advance` returns false after the last selection.
    private static func selection(
        _ type: PythonType, _ advance: @escaping @Sendable (inout [Int], Int) -> Bool
    ) -> IteratorRule {
        IteratorRule(type) { (_, state) throws(EvaluationError) in
            guard let pool = state.values[0].pool else { return nil }
            let count = state.numbers[1]
            if state.numbers[0] == 0 {
                state.numbers[0] = 1
            } else if !advance(&state.numbers, pool.count) {
                return nil
            }
            return .tuple(TupleObject(state.numbers[2..<2 + count].map { pool[$0] }))
        }
    }

    /// Ascending indices: increments the last one that can be, and resets those after it.
    private static let combinations = selection(.combinations) { numbers, count in
        let chosen = numbers[1]
        guard let place = (0..<chosen).last(where: { numbers[2 + $0] != count - chosen + $0 }) else { return false }
        numbers[2 + place] += 1
        for next in place + 1..<max(chosen, place + 1) { numbers[2 + next] = numbers[1 + next] + 1 }
        return true
    }

    private static let withReplacement = selection(.combinationsWithReplacement) { numbers, count in
        let chosen = numbers[1]
        guard let place = (0..<chosen).last(where: { numbers[2 + $0] != count - 1 }) else { return false }
        let next = numbers[2 + place] + 1
        for later in place..<chosen { numbers[2 + later] = next }
        return true
    }

    /// All indices in some order, the selected ones first, and then a cycle counter for each of these.
    private static let permutations = selection(.permutations) { numbers, count in
        let (chosen, cycles) = (numbers[1], 2 + count)
        for place in (0..<chosen).reversed() {
            numbers[cycles + place] -= 1
            if numbers[cycles + place] > 0 {
                numbers.swapAt(2 + place, 2 + count - numbers[cycles + place])
                return true
            }
            let moved = numbers.remove(at: 2 + place)
            numbers.insert(moved, at: 1 + count)
            numbers[cycles + place] = count - place
        }
        return false
    }

    private static let size = Parameter.integer("r", "how many are chosen")

    /// The items as a tuple.
    private static func pool(_ arguments: Arguments) throws(EvaluationError) -> (Value, count: Int) {
        let items = try arguments.value(0).items()
        return (.tuple(TupleObject(items)), items.count)
    }

    private static func chosen(_ arguments: Arguments) throws(EvaluationError) -> Int {
        let count = try arguments.int("r")
        if count < 0 { throw arguments.invalid("r must be non-negative") }
        return count
    }

    static let selections: [Builtin] = [
        member(
            "product", .product,
            [.rest("iterables", "what is gone through"), .integer("repeat", default: 1, "how many times each")],
            "All ways to take an item of each, the last changing first.",
            ["list(itertools.product('ab', [1, 2]))": "[('a', 1), ('a', 2), ('b', 1), ('b', 2)]"],
            related: "itertools.permutations itertools.combinations"
        ) { (arguments) throws(EvaluationError) in
            let times = try arguments.int("repeat")
            if times < 0 { throw arguments.invalid("repeat argument cannot be negative") }
            try Allowance.checkRoom(times &* arguments.rest.count &* 32)
            var pools: [Value] = []
            for argument in arguments.rest { pools.append(.tuple(TupleObject(try argument.value.items()))) }
            let all = Array(repeatElement(pools, count: times).joined())
            return RuleIterator(product, all, [Int](repeating: 0, count: all.count + 1))
        },
        member(
            "permutations", .permutations,
            [items, .integer("r", default: nil, "how many are chosen; all by default")],
            "All orders of r of the items.",
            [
                "list(itertools.permutations('abc', 2))":
                    "[('a', 'b'), ('a', 'c'), ('b', 'a'), ('b', 'c'), ('c', 'a'), ('c', 'b')]"
            ], related: "itertools.combinations math.perm"
        ) { (arguments) throws(EvaluationError) in
            let (pool, count) = try pool(arguments)
            let chosen = arguments.isGiven("r") ? try chosen(arguments) : count
            if chosen > count { return RuleIterator(none, []) }
            return RuleIterator(
                permutations, [pool], [0, chosen] + Array(0..<count) + (0..<chosen).map { count - $0 })
        },
        member(
            "combinations", .combinations, [items, size], "All choices of r of the items, in their order.",
            ["list(itertools.combinations('abc', 2))": "[('a', 'b'), ('a', 'c'), ('b', 'c')]"],
            related: "itertools.permutations itertools.combinations_with_replacement math.comb"
        ) { (arguments) throws(EvaluationError) in
            let ((pool, count), chosen) = (try pool(arguments), try chosen(arguments))
            if chosen > count { return RuleIterator(none, []) }
            return RuleIterator(combinations, [pool], [0, chosen] + Array(0..<chosen))
        },
        member(
            "combinations_with_replacement", .combinationsWithReplacement, [items, size],
            "All choices of r of the items, in their order, each of which may come again.",
            ["list(itertools.combinations_with_replacement('ab', 2))": "[('a', 'a'), ('a', 'b'), ('b', 'b')]"],
            related: "itertools.combinations"
        ) { (arguments) throws(EvaluationError) in
            let ((pool, count), chosen) = (try pool(arguments), try chosen(arguments))
            if count == 0, chosen > 0 { return RuleIterator(none, []) }
            try Allowance.checkRoom(chosen * MemoryLayout<Int>.stride)
            return RuleIterator(withReplacement, [pool], [0, chosen] + [Int](repeating: 0, count: chosen))
        },
    ]

    /// Combinations that can't be formed.
    private static let none = IteratorRule(.combinations) { (_, _) throws(EvaluationError) in nil }

    // MARK: - Adjacent items

    /// The state shared by a groupby and its groups: the source, the key function, the current key and item, the key
    /// of the current group, and its number. Missing values are unset.
    fileprivate enum SharedPlace: Int { case source, function, key, item, groupKey, group }

    private static func step(_ shared: ListObject, _ machine: Machine) throws(EvaluationError) -> Bool {
        guard let item = try shared[.source].nextItem() else { return false }
        let function = shared[.function]
        let key = function.isNone ? item : try machine.callBack(function, [item])
        shared.put(key, .key)
        shared.put(item, .item)
        return true
    }

    private static let groupby = IteratorRule(.groupby) { (machine, state) throws(EvaluationError) in
        guard case .list(let shared) = state.values[0] else { return nil }
        var meter = WorkMeter()
        // Skip the rest of the last group.
        while true {
            if meter.shouldStop(after: 64) { throw .interrupted }
            if !shared[.key].isNothing {
                if shared[.groupKey].isNothing { break }
                if try !Operators.areEqualItems(shared[.groupKey], shared[.key]) { break }
            }
            guard try step(shared, machine) else { return nil }
        }
        let key = shared[.key]
        shared.put(key, .groupKey)
        state.numbers[0] += 1
        shared.put(.int(state.numbers[0]), .group)
        let group = RuleIterator(grouper, [.list(shared), key], [state.numbers[0]])
        return .pair(key, .iterator(group))
    }

    private static let grouper = IteratorRule(.grouper) { (machine, state) throws(EvaluationError) in
        guard case .list(let shared) = state.values[0], shared[.group].asIndex == state.numbers[0] else { return nil }
        if shared[.item].isNothing {
            guard try step(shared, machine) else { return nil }
        }
        guard try Operators.areEqualItems(state.values[1], shared[.key]) else { return nil }
        let item = shared[.item]
        shared.put(.unset, .item)
        return item
    }

    private static let tee = IteratorRule(.tee) { (_, state) throws(EvaluationError) in
        guard case .list(let seen) = state.values[1] else { return nil }
        if state.numbers[0] == seen.count {
            guard let item = try state.values[0].nextItem() else { return nil }
            seen.append(item)
        }
        state.numbers[0] += 1
        return seen.items[state.numbers[0] - 1]
    }

    static let groups: [Builtin] = [
        member(
            "groupby", .groupby,
            [items, .function("key", default: nil, "a function whose results are compared instead")],
            "Neighbours with the same key: the key and the items, group by group.",
            [
                "[(key, len(list(group))) for key, group in itertools.groupby('aabccc')]":
                    "[('a', 2), ('b', 1), ('c', 3)]"
            ],
            related: "sorted itertools.pairwise"
        ) { (arguments) throws(EvaluationError) in
            let shared = ListObject([
                try arguments.value(0).iterator(), arguments["key"] ?? .none, .unset, .unset, .unset, .int(0),
            ])
            return RuleIterator(groupby, [.list(shared)], [0])
        },
        Builtins.member(
            "tee", of: .itertools, traits: .placesOnly, gives: .tuple,
            [items, .integer("n", default: 2, "how many")], "Several iterators over the same items.",
            example: "a, b = itertools.tee([1, 2, 3])\n[next(a), list(b), list(a)]\n#> [1, [1, 2, 3], [2, 3]]",
            related: "iter itertools.chain"
        ) { (_, arguments) throws(EvaluationError) in
            let count = try arguments.int("n")
            if count < 0 { throw arguments.invalid("n must be >= 0") }
            try Allowance.checkRoom(count * 200)
            let (source, seen) = (try arguments.value(0).iterator(), Value.list(ListObject([])))
            return .tuple(
                TupleObject((0..<count).map { _ in .iterator(RuleIterator(tee, [source, seen], [0])) }))
        },
    ]
}

extension ListObject {
    fileprivate subscript(place: ItertoolsModule.SharedPlace) -> Value { items[place.rawValue] }

    fileprivate func put(_ value: Value, _ place: ItertoolsModule.SharedPlace) { set(value, at: place.rawValue) }
}

extension Value {
    /// Whether it stands for a missing value.
    fileprivate var isNothing: Bool { if case .unset = self { true } else { false } }

    /// The items of a tuple.
    fileprivate var pool: [Value]? { if case .tuple(let tuple) = self { tuple.items } else { nil } }
}
