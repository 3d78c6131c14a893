internal import Interpreter
internal import Kernels
internal import Syntax
internal import Tensors

/// Python's `itertools`: iterators over other iterables, which compute their items on demand.
enum ItertoolsModule {
    static let module = Module(endless + joining + filters + selections + groups)

    static let items = Parameter.value("iterable", "what is gone through")

    /// A function that returns an iterator, whose type has the same name.
    static func member(
        _ name: String, _ type: PythonType?, traits: Builtin.Traits = [],
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String,
        _ shown: KeyValuePairs<String, String>, related: String,
        _ make: @escaping @Sendable (Arguments) throws(EvaluationError) -> RuleIterator
    ) -> Builtin {
        Builtins.member(
            name, of: .itertools, type: type, traits: traits, parameters(), summary, example: Builtins.example(shown),
            related: related
        ) { (_, arguments) throws(EvaluationError) in .iterator(try make(arguments)) }
    }

    // MARK: - Infinite iterators

    private static let count = IteratorRule(.count) { (_, state) throws(EvaluationError) in
        let number = state.values[0]
        var flags: FloatingPointFlags = []
        state.values[0] = try Operators.binary(number, .add, state.values[1], flags: &flags)
        return number
    }

    private static let cycle = IteratorRule(.cycle) { (_, state) throws(EvaluationError) in
        guard case .list(let seen) = state.values[1] else { return nil }
        if state.numbers[0] < 0 {
            if let item = try state.values[0].nextItem() {
                seen.append(item)
                return item
            }
            state.numbers[0] = 0
        }
        guard !seen.isEmpty else { return nil }
        defer { state.numbers[0] = (state.numbers[0] + 1) % seen.count }
        return seen.items[state.numbers[0]]
    }

    private static let `repeat` = IteratorRule(.repeat) { (_, state) throws(EvaluationError) in
        if state.numbers[0] == 0 { return nil }
        if state.numbers[0] > 0 { state.numbers[0] -= 1 }
        return state.values[0]
    }

    private static let endless: [Builtin] = [
        member(
            "count", .count, [.number("start", default: 0, "the first"), .number("step", default: 1, "the distance")],
            "Numbers without an end.", ["list(itertools.islice(itertools.count(5, 2), 3))": "[5, 7, 9]"],
            related: "itertools.islice itertools.cycle range"
        ) { (arguments) throws(EvaluationError) in
            let (start, step) = (arguments["start"] ?? .int(0), arguments["step"] ?? .int(1))
            guard start.isNumber, step.isNumber else { throw arguments.typeError("a number is required") }
            // It begins with an int in place of True and False, but adds to the original value.
            let first = if case .bool(let truth) = start { Value.int(truth ? 1 : 0) } else { start }
            return RuleIterator(count, [first, step])
        },
        member(
            "cycle", .cycle, traits: .placesOnly, [items], "The items again and again.",
            ["list(itertools.islice(itertools.cycle('ab'), 5))": "['a', 'b', 'a', 'b', 'a']"],
            related: "itertools.repeat itertools.count"
        ) { (arguments) throws(EvaluationError) in
            RuleIterator(cycle, [try arguments.value(0).iterator(), .list(ListObject([]))], [-1])
        },
        member(
            "repeat", .repeat,
            [
                .value("object", "what is repeated"),
                .integer("times", default: nil, "how often; without an end by default"),
            ],
            "The same thing again and again.", ["list(itertools.repeat('w', 3))": "['w', 'w', 'w']"],
            related: "itertools.cycle itertools.starmap"
        ) { (arguments) throws(EvaluationError) in
            // Without a number it repeats forever.
            let times = arguments["times"] == nil ? -1 : max(try arguments.int("times"), 0)
            return RuleIterator(`repeat`, [arguments.value(0)], [times])
        },
    ]

    // MARK: - In sequence and in parallel

    private static let chain = IteratorRule(.chain) { (_, state) throws(EvaluationError) in
        while true {
            if let item = try state.values[1].nextItem() { return item }
            guard let next = try state.values[0].nextItem() else { return nil }
            state.values[1] = try next.iterator()
        }
    }

    private static func chain(over iterables: Value) throws(EvaluationError) -> RuleIterator {
        RuleIterator(chain, [try iterables.iterator(), .none])
    }

    static let chainOfIterable = Builtin(
        "from_iterable", .python, door: .bare, traits: [.placesOnly, .belongsToType], gives: .other,
        [.receiver, .value("iterable", "what gives the lists")], "The items of all that an iterable gives.",
        example: """
            import itertools
            list(itertools.chain.from_iterable([[1, 2], [3]]))
            #> [1, 2, 3]
            """, related: "itertools.chain itertools.starmap"
    ) { (_, arguments) throws(EvaluationError) in .iterator(try chain(over: arguments.value(1))) }

    private static let accumulate = IteratorRule(.accumulate) { (machine, state) throws(EvaluationError) in
        if state.numbers[0] == 1 {
            // The initial value precedes the items.
            state.numbers[0] = 2
            return state.values[2]
        }
        guard let item = try state.values[0].nextItem() else { return nil }
        if state.numbers[0] == 0 {
            state.numbers[0] = 2
            state.values[2] = item
        } else if state.values[1].isNone {
            var flags: FloatingPointFlags = []
            state.values[2] = try Operators.binary(state.values[2], .add, item, flags: &flags)
        } else {
            state.values[2] = try machine.callBack(state.values[1], [state.values[2], item])
        }
        return state.values[2]
    }

    private static let zipLongest = IteratorRule(.zipLongest) { (_, state) throws(EvaluationError) in
        var found: [Value] = []
        for place in 1..<state.values.count {
            var item: Value?
            if state.numbers[place - 1] == 0 {
                item = try state.values[place].nextItem()
                if item == nil { state.numbers[place - 1] = 1 }
            }
            found.append(item ?? state.values[0])
        }
        return state.numbers.allSatisfy { $0 == 1 } ? nil : .tuple(TupleObject(found))
    }

    private static let pairwise = IteratorRule(.pairwise) { (_, state) throws(EvaluationError) in
        if state.numbers[0] == 0 {
            guard let first = try state.values[0].nextItem() else { return nil }
            (state.values[1], state.numbers[0]) = (first, 1)
        }
        guard let next = try state.values[0].nextItem() else { return nil }
        defer { state.values[1] = next }
        return .pair(state.values[1], next)
    }

    private static let joining: [Builtin] = [
        member(
            "chain", .chain, traits: .placesOnly, [.rest("iterables", "what is gone through")],
            "The items of all, one after another.", ["list(itertools.chain([1, 2], 'ab'))": "[1, 2, 'a', 'b']"],
            related: "chain.from_iterable zip itertools.zip_longest"
        ) { (arguments) throws(EvaluationError) in try chain(over: .tuple(TupleObject(arguments.rest.map(\.value)))) },
        member(
            "accumulate", .accumulate,
            [
                items, .function("func", default: nil, "what makes one of two; adds by default"), .star,
                .value("initial", default: nil, "the value before the first item"),
            ], "What is reached item by item: the sums, unless another function is given.",
            [
                "list(itertools.accumulate([1, 2, 3]))": "[1, 3, 6]",
                "list(itertools.accumulate([3, 1, 4], max))": "[3, 3, 4]",
            ],
            related: "functools.reduce cumsum sum"
        ) { (arguments) throws(EvaluationError) in
            let initial = arguments["initial"] ?? .none
            return RuleIterator(
                accumulate, [try arguments.value(0).iterator(), arguments["func"] ?? .none, initial],
                [initial.isNone ? 0 : 1])
        },
        member(
            "zip_longest", .zipLongest,
            [
                .rest("iterables", "what is gone through"),
                .value("fillvalue", default: nil, "the value for missing items"),
            ],
            "The items side by side, as many as the longest list has.",
            ["list(itertools.zip_longest([1, 2], 'a', fillvalue='-'))": "[(1, 'a'), (2, '-')]"],
            related: "zip itertools.chain"
        ) { (arguments) throws(EvaluationError) in
            var values = [arguments["fillvalue"] ?? .none]
            for argument in arguments.rest { values.append(try argument.value.iterator()) }
            return RuleIterator(zipLongest, values, [Int](repeating: 0, count: values.count - 1))
        },
        member(
            "pairwise", .pairwise, traits: .placesOnly, [items], "Each item with the next one.",
            ["list(itertools.pairwise([1, 2, 3]))": "[(1, 2), (2, 3)]"], related: "zip itertools.islice"
        ) { (arguments) throws(EvaluationError) in
            RuleIterator(pairwise, [try arguments.value(0).iterator(), .none], [0])
        },
    ]

    // MARK: - Filters

    private static let islice = IteratorRule(.islice) { (_, state) throws(EvaluationError) in
        // The number of items taken, the index of the next one, the end and the step.
        let (next, stop, step) = (state.numbers[1], state.numbers[2], state.numbers[3])
        let end = stop >= 0 ? min(next, stop) : next
        var meter = WorkMeter()
        while state.numbers[0] < end {
            if meter.shouldStop(after: 16) { throw .interrupted }
            guard try state.values[0].nextItem() != nil else { return nil }
            state.numbers[0] += 1
        }
        if stop >= 0, next >= stop { return nil }
        guard let item = try state.values[0].nextItem() else { return nil }
        state.numbers[0] += 1
        let (later, overflow) = next.addingReportingOverflow(step)
        state.numbers[1] = overflow || stop >= 0 && later > stop ? max(stop, 0) : later
        return item
    }

    /// A rule that selects items by a predicate.
    private static func filtering(
        _ type: PythonType, _ takes: @escaping @Sendable (Bool, inout Int) -> Bool?
    ) -> IteratorRule {
        IteratorRule(type) { (machine, state) throws(EvaluationError) in
            var meter = WorkMeter()
            while let item = try state.values[1].nextItem() {
                if meter.shouldStop(after: 64) { throw .interrupted }
                // After its decision it no longer calls the function.
                if state.numbers[0] == 1 { return item }
                let isPlain = type == .filterfalse && state.values[0].isNone
                let answer = isPlain ? item : try machine.callBack(state.values[0], [item])
                guard let isTaken = takes(try answer.isTrue(), &state.numbers[0]) else { return nil }
                if isTaken { return item }
            }
            return nil
        }
    }

    private static let takewhile = filtering(.takewhile) { holds, _ in holds ? true : nil }
    private static let filterfalse = filtering(.filterfalse) { holds, _ in !holds }
    private static let dropwhile = filtering(.dropwhile) { holds, decided in
        decided = holds ? 0 : 1
        return !holds
    }

    private static let compress = IteratorRule(.compress) { (_, state) throws(EvaluationError) in
        while let item = try state.values[0].nextItem(), let selector = try state.values[1].nextItem() {
            if try selector.isTrue() { return item }
        }
        return nil
    }

    private static let starmap = IteratorRule(.starmap) { (machine, state) throws(EvaluationError) in
        guard let item = try state.values[1].nextItem() else { return nil }
        return try machine.callBack(state.values[0], try item.items())
    }

    private static let predicate = Parameter.value("predicate", "a function that says True or False of an item")

    private static func filter(
        _ name: String, _ type: PythonType, _ rule: IteratorRule, _ summary: String,
        _ shown: KeyValuePairs<String, String>, related: String
    ) -> Builtin {
        member(name, type, traits: .placesOnly, [predicate, items], summary, shown, related: related) {
            (arguments) throws(EvaluationError) in
            RuleIterator(rule, [arguments.value(0), try arguments.value(1).iterator()], [0])
        }
    }

    private static let filters: [Builtin] = [
        member(
            "islice", .islice, traits: .placesOnly,
            [
                items, .value("start", "the first index; alone, the end"),
                .value("stop", default: nil, "where they end; None for the last"),
                .value("step", default: nil, "each how many-th is taken"),
            ], "Some of the items, as a slice would have them.",
            ["list(itertools.islice('abcdef', 1, None, 2))": "['b', 'd', 'f']"],
            related: "itertools.takewhile itertools.count"
        ) { (arguments) throws(EvaluationError) in
            func number(_ value: Value?, _ name: String, least: Int) throws(EvaluationError) -> Int? {
                guard let value, !value.isNone else { return nil }
                guard let number = value.asIndex, number >= least else {
                    throw arguments.invalid(
                        name == "step"
                            ? "Step for islice() must be a positive integer or None."
                            : "\(name == "start" ? "Indices" : "Stop argument") for islice() must be None or an integer: 0 <= x <= sys.maxsize."
                    )
                }
                return number
            }
            let isShort = arguments[2] == nil
            let first = isShort ? 0 : try number(arguments[1], "start", least: 0) ?? 0
            let stop = try number(isShort ? arguments[1] : arguments[2], "stop", least: 0)
            let step = try number(arguments[3], "step", least: 1) ?? 1
            return RuleIterator(islice, [try arguments.value(0).iterator()], [0, first, stop ?? -1, step])
        },
        filter(
            "takewhile", .takewhile, takewhile, "The items up to the first of which a function says False.",
            ["list(itertools.takewhile(lambda v: v < 3, [1, 2, 5, 1]))": "[1, 2]"],
            related: "itertools.dropwhile filter"),
        filter(
            "dropwhile", .dropwhile, dropwhile, "The items from the first of which a function says False.",
            ["list(itertools.dropwhile(lambda v: v < 3, [1, 2, 5, 1]))": "[5, 1]"],
            related: "itertools.takewhile filter"),
        filter(
            "filterfalse", .filterfalse, filterfalse, "The items of which a function says False.",
            ["list(itertools.filterfalse(lambda v: v < 3, [1, 2, 5, 1]))": "[5]"], related: "filter itertools.compress"),
        member(
            "compress", .compress, [.value("data", "what is gone through"), .value("selectors", "which items stay")],
            "The items whose selector is true.",
            ["list(itertools.compress('abcd', [1, 0, 1, 0]))": "['a', 'c']"],
            related: "filter itertools.filterfalse"
        ) { (arguments) throws(EvaluationError) in
            RuleIterator(compress, [try arguments.value(0).iterator(), try arguments.value(1).iterator()])
        },
        member(
            "starmap", .starmap, traits: .placesOnly,
            [.function("function", "what is called"), .value("iterable", "what gives its arguments")],
            "What a function gives for each tuple of arguments.",
            ["list(itertools.starmap(pow, [(2, 5), (3, 2)]))": "[32, 9]"],
            related: "map zip"
        ) { (arguments) throws(EvaluationError) in
            RuleIterator(starmap, [arguments.value(0), try arguments.value(1).iterator()])
        },
    ]
}
