internal import Integers
internal import Interpreter
internal import Kernels
internal import Randomness
internal import Tensors

/// The functions of Python's `random` that draw from a sequence.
enum RandomChoices {
    private static let population = Parameter.value("population", "a list, tuple, string or range")

    static let entries: [Builtin] = [
        RandomModule.member(
            "choice", traits: .essential, [.value("seq", "a list, tuple, string or range")], "One of the items.",
            shown: "random.choice(['red', 'green', 'blue'])\n#> red",
            related: "random.choices random.sample random.randint choice"
        ) { (machine, arguments) throws(EvaluationError) in
            let items = arguments.value(0)
            let count = try count(of: items, "seq", arguments)
            if count == 0 {
                throw arguments.invalid(
                    "Cannot choose from an empty sequence",
                    python: PythonForm("IndexError", "Cannot choose from an empty sequence"))
            }
            return try machine.element(of: items, at: .int(machine.drawingPython { $0.place(in: count) }))
        },
        RandomModule.member(
            "choices", gives: .list,
            [
                population, .value("weights", default: nil, "how likely each item is"), .star,
                .value("cum_weights", default: nil, "the weights added up, in their place"),
                .integer("k", default: 1, "how many are drawn"),
            ], "Items drawn one after another, each of which may come again.",
            shown: "random.choices([1, 2, 3], weights=[5, 1, 1], k=6)\n#> [1, 2, 2, 1, 1, 1]",
            related: "random.choice random.sample choice",
            choices),
        RandomModule.member(
            "sample", gives: .list,
            [
                population, .integer("k", "how many are drawn"), .star,
                .value("counts", default: nil, "how many times each item is there"),
            ], "Different items in random order.", shown: "random.sample(range(100), 5)\n#> [17, 72, 97, 8, 32]",
            related: "random.choices random.shuffle permutation", sample),
        RandomModule.member(
            "shuffle", traits: [.changesFirstArgument, .essential], gives: .nothing, [.value("x", "a list")],
            "Puts a list's items in random order.", shown: "x = [1, 2, 3, 4]\nrandom.shuffle(x)\nx\n#> [4, 1, 3, 2]",
            related: "random.sample random.choice shuffle"
        ) { (machine, arguments) throws(EvaluationError) in
            if case .instance(let instance) = arguments.value(0) {
                try shuffle(instance, count(of: arguments.value(0), "x", arguments), machine)
                return .none
            }
            guard case .list(let list) = arguments.value(0) else {
                let type = arguments.value(0).typeName
                throw arguments.invalid(
                    "it takes a list, got \(arguments.value(0).kindText)", hint: "np.random.shuffle takes a tensor",
                    python: PythonForm("TypeError", "'\(type)' object does not support item assignment"))
            }
            let items = list.items
            try Allowance.checkRoom(2 * items.count * MemoryLayout<Int>.stride)
            let order = machine.drawingPython { $0.shuffledOrder(count: items.count) }
            if Interruption.isRequested { throw .interrupted }
            list.replaceAll(with: try [Value](count: order.count, interruptibly: { items[order[$0]] }))
            return .none
        },
    ]

    /// Shuffles the items of an object by its own methods.
    private static func shuffle(
        _ instance: InstanceObject, _ count: Int, _ machine: Machine
    ) throws(EvaluationError) {
        try Allowance.checkRoom(2 * count * MemoryLayout<Int>.stride)
        let (object, order) = (Value.instance(instance), machine.drawingPython { $0.shuffledOrder(count: count) })
        let items = try picked(order, from: object, machine)
        for (place, item) in (items.sequence ?? []).enumerated().polled(work: 64) {
            try machine.setElement(of: object, at: .int(place), to: item)
        }
    }

    /// The length of a sequence.
    private static func count(of items: Value, _ name: String, _ arguments: Arguments) throws(EvaluationError) -> Int {
        switch items {
        case .list(let list): return list.count
        case .tuple(let tuple): return tuple.count
        case .string(let text): return text.count
        case .range(let range): return range.count
        case .array(let array) where array.rank > 0 && name == "seq": return array.shape[0]
        case .instance(let instance):
            guard instance.type.lookUp("__getitem__") != nil, let count = try instance.count else { fallthrough }
            return count
        default: throw arguments.wrongType(name, expected: "a list, tuple, string or range", got: items)
        }
    }

    private static func picked(
        _ places: [Int], from items: Value, _ machine: Machine
    ) throws(EvaluationError) -> Value {
        if Interruption.isRequested { throw .interrupted }
        try Allowance.checkRoom(places.count * MemoryLayout<Value>.stride)
        var picked: [Value] = []
        picked.reserveCapacity(places.count)
        for place in places.polled(work: 16) { picked.append(try machine.element(of: items, at: .int(place))) }
        if Interruption.isRequested { throw .interrupted }
        return .list(ListObject(picked))
    }

    /// The cumulative sums.
    private static func addedUp(_ numbers: [Double]) -> [Double] {
        var total = 0.0
        return numbers.enumerated().map { place, number in
            total = place == 0 ? number : total + number
            return total
        }
    }

    /// The index after all sums up to this number, among the first `end`.
    private static func place(of number: Double, in sums: [Double], below end: Int) -> Int {
        var (low, high) = (0, end)
        while low < high {
            let middle = (low + high) / 2
            if number < sums[middle] { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static func choices(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let items = arguments.value(0)
        let count = try count(of: items, "population", arguments)
        let drawn = max(try arguments.int("k"), 0)
        try Allowance.checkRoom(drawn * MemoryLayout<Int>.stride)
        var sums: [Double]?
        if arguments.isGiven("weights") {
            if arguments.isGiven("cum_weights") {
                throw arguments.invalid("Cannot specify both weights and cumulative weights")
            }
            sums = addedUp(try arguments.reals(1))
        } else if arguments.isGiven("cum_weights"), let index = arguments.signature.index(of: "cum_weights") {
            sums = try arguments.reals(index)
        }
        guard let sums else {
            if count == 0, drawn > 0 { throw arguments.invalid("there are no items to choose from") }
            let places = machine.drawingPython { state in
                (0..<drawn).polled(work: 8).map { _ in Int((state.random() * Double(count)).rounded(.down)) }
            }
            return try picked(places, from: items, machine)
        }
        guard sums.count == count, let total = sums.last else {
            throw arguments.invalid("The number of weights does not match the population")
        }
        if total <= 0 { throw arguments.invalid("Total of weights must be greater than zero") }
        if !total.isFinite { throw arguments.invalid("Total of weights must be finite") }
        let places = machine.drawingPython { state in
            (0..<drawn).polled(work: 16).map { _ in place(of: state.random() * total, in: sums, below: count - 1) }
        }
        return try picked(places, from: items, machine)
    }

    private static func sample(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> Value {
        let items = arguments.value(0)
        var count = try count(of: items, "population", arguments)
        let drawn = try arguments.int("k")
        var sums: [Int]?
        if arguments.isGiven("counts"), let counts = arguments["counts"] {
            var total = 0
            var added: [Int] = []
            for item in try counts.items().polled(work: 8) {
                let (sum, overflows) = total.addingReportingOverflow(try arguments.whole(item, "counts").short ?? .max)
                if overflows { throw .numbers(.tooLargeForSize(item.briefText)) }
                total = sum
                added.append(total)
            }
            if added.count != count { throw arguments.invalid("The number of counts does not match the population") }
            if total <= 0 { throw arguments.invalid("Total of counts must be greater than zero") }
            (sums, count) = (added, total)
        }
        guard (0...count).contains(drawn) else {
            throw arguments.invalid("Sample larger than population or is negative")
        }
        try Allowance.checkRoom(3 * drawn * MemoryLayout<Int>.stride)
        let places = machine.drawingPython { $0.sample(population: count, count: drawn) }
        guard let sums else { return try picked(places, from: items, machine) }
        let ends = sums.map { Double($0) }
        return try picked(places.map { place(of: Double($0), in: ends, below: ends.count) }, from: items, machine)
    }
}
