internal import Integers
internal import Interpreter
internal import Kernels
internal import Platform
internal import Syntax
internal import Tensors

/// Python's `statistics`: exact sums, rounded once.
enum StatisticsModule {
    static let module = Module(
        means + middles + spreads,
        constants: [
            "StatisticsError": { BuiltinClasses.named("StatisticsError").map { .classObject($0) } ?? .none }
        ])

    private static let data = Parameter.value("data", "the numbers")

    private static func member(
        _ name: String, _ parameters: @autoclosure @escaping @Sendable () -> [Parameter], _ summary: String,
        _ shown: KeyValuePairs<String, String>, related: String, differs: String? = nil,
        gives: Builtin.Result = .other, _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        Builtins.member(
            name, of: .statistics, gives: gives, parameters(), summary, example: Builtins.example(shown),
            related: related,
            differs: differs, implementation)
    }

    /// An error with the text of Python's `StatisticsError`.
    private static func failure(_ words: String, _ arguments: Arguments) -> EvaluationError {
        arguments.invalid(words, python: PythonForm("StatisticsError", words))
    }

    /// The numbers in a list, and whether all are ints.
    private static func numbers(
        _ arguments: Arguments, _ index: Int = 0, atLeast least: Int = 1
    ) throws(EvaluationError) -> (items: [Value], areInts: Bool) {
        let items = try arguments.value(index).items()
        if items.count < least {
            let what = "\(arguments.function) requires at least \(["", "one data point", "two data points"][least])"
            throw failure(what, arguments)
        }
        var areInts = true
        for item in items.polled(work: 8) {
            switch item {
            case .int, .long, .bool: break
            case .float, .scalar: areInts = false
            default:
                throw arguments.wrongType(arguments.signature.parameters[index].name, expected: "numbers", got: item)
            }
        }
        return (items, areInts)
    }

    /// The exact sums; nil if a number isn't finite.
    private static func sums(_ items: [Value]) -> ExactSums? {
        var sums = ExactSums()
        for item in items.polled(work: 32) {
            if let integer = item.asInteger {
                sums.add(integer)
                continue
            }
            guard let number = item.asDouble, number.isFinite else { return nil }
            sums.add(number)
        }
        return sums
    }

    /// A quotient of exact sums, which may overflow.
    private static func float(_ quotient: Double?) throws(EvaluationError) -> Double {
        guard let quotient else { throw .numbers(.quotientTooLarge) }
        return quotient
    }

    /// A float, of NumPy's type if one of the numbers is.
    private static func number(_ number: Double, of items: [Value]) -> Value {
        let isNumPys = items.contains { if case .scalar(.float64) = $0 { true } else { false } }
        return isNumPys ? .scalar(.float64(number)) : .float(number)
    }

    private static let means: [Builtin] = [
        member(
            "mean", [data], "The mean, of the exact sum.", ["statistics.mean([1, 2, 4])": "2.3333333333333335"],
            related: "statistics.fmean statistics.median mean"
        ) {
            (_, arguments) throws(EvaluationError) in
            let (items, areInts) = try numbers(arguments)
            guard let sums = sums(items) else {
                return .float(items.reduce(0) { $0 + ($1.asDouble ?? 0) } / Double(items.count))
            }
            if areInts, let whole = sums.wholeMean { return Value(whole) }
            return number(try float(sums.mean), of: items)
        },
        member(
            "fmean", [data, .value("weights", default: nil, "how much each counts")], "The mean as a float.",
            ["statistics.fmean([1, 2, 4])": "2.3333333333333335"], related: "statistics.mean average"
        ) { (_, arguments) throws(EvaluationError) in
            var numbers = try arguments.reals(0)
            if numbers.isEmpty { throw failure("fmean requires at least one data point", arguments) }
            var total = Double(numbers.count)
            if arguments.isGiven("weights") {
                let weights = try arguments.reals(1)
                if weights.count != numbers.count {
                    throw arguments.invalid("data and weights must be the same length")
                }
                numbers = zip(weights, numbers).map { $0 * $1 }
                total = try sum(weights, arguments)
                if total == 0 { throw arguments.invalid("sum of weights must be non-zero") }
            }
            return .float(try sum(numbers, arguments) / total)
        },
        member(
            "geometric_mean", [data], "The root of the product.",
            ["round(statistics.geometric_mean([54, 24, 36]), 1)": "36.0"],
            related: "statistics.fmean statistics.mean"
        ) { (_, arguments) throws(EvaluationError) in
            let numbers = try arguments.reals(0)
            if numbers.isEmpty || numbers.contains(where: { $0 <= 0 }) {
                throw arguments.invalid("geometric mean requires a non-empty dataset containing positive numbers")
            }
            let logarithms = numbers.map { Platform.log($0) }
            return .float(Platform.exp(try sum(logarithms, arguments) / Double(numbers.count)))
        },
    ]

    private static func sum(_ numbers: [Double], _ arguments: Arguments) throws(EvaluationError) -> Double {
        guard case .success(let sum) = PythonMath.exactSum(numbers) else {
            throw .numbers(.mathRange(arguments.function))
        }
        return sum
    }

    // MARK: - Averages

    private static func sorted(_ machine: Machine, _ arguments: Arguments) throws(EvaluationError) -> [Value] {
        let items = try PythonFunctions.sorted(
            try arguments.value(0).items(), key: nil, isReversed: false, machine)
        if items.isEmpty { throw failure("no median for empty data", arguments) }
        return items
    }

    private static let middles: [Builtin] = [
        member(
            "median", [data], "The middle one, or the mean of the two in the middle.",
            ["statistics.median([1, 9, 3, 5])": "4.0"], related: "statistics.median_low statistics.mean median"
        ) {
            (machine, arguments) throws(EvaluationError) in
            let items = try sorted(machine, arguments)
            if items.count % 2 == 1 { return items[items.count / 2] }
            var flags: FloatingPointFlags = []
            let sum = try Operators.binary(items[items.count / 2 - 1], .add, items[items.count / 2], flags: &flags)
            return try Operators.binary(sum, .divide, .int(2), flags: &flags)
        },
        member(
            "median_low", [data], "The lower one in the middle.", ["statistics.median_low([1, 9, 3, 5])": "3"],
            related: "statistics.median statistics.median_high"
        ) {
            (machine, arguments) throws(EvaluationError) in
            let items = try sorted(machine, arguments)
            return items[(items.count - 1) / 2]
        },
        member(
            "median_high", [data], "The higher one in the middle.", ["statistics.median_high([1, 9, 3, 5])": "5"],
            related: "statistics.median statistics.median_low"
        ) {
            (machine, arguments) throws(EvaluationError) in
            let items = try sorted(machine, arguments)
            return items[items.count / 2]
        },
        member(
            "mode", [data], "The most frequent item, the first of several.", ["statistics.mode(['a', 'b', 'a'])": "a"],
            related: "statistics.multimode statistics.median"
        ) {
            (_, arguments) throws(EvaluationError) in
            guard let first = try modes(arguments).first else { throw failure("no mode for empty data", arguments) }
            return first
        },
        member(
            "multimode", [data], "The most frequent items.", ["statistics.multimode('aabbc')": "['a', 'b']"],
            related: "statistics.mode", gives: .list
        ) {
            (_, arguments) throws(EvaluationError) in .list(ListObject(try modes(arguments)))
        },
        member(
            "quantiles",
            [
                data, .star, .integer("n", default: 4, "how many parts"),
                .choice(
                    "method", ["exclusive", "inclusive"], default: "exclusive",
                    "whether the extremes are among the data"),
            ], "The cuts between parts with as many items.",
            ["statistics.quantiles([1, 2, 3, 4, 5])": "[1.5, 3.0, 4.5]"],
            related: "statistics.median quantile", gives: .list
        ) { (machine, arguments) throws(EvaluationError) in
            let (count, method) = (try arguments.int("n"), arguments["method"] ?? .string("exclusive"))
            if count < 1 { throw arguments.invalid("n must be at least 1") }
            let items = try PythonFunctions.sorted(try arguments.value(0).items(), key: nil, isReversed: false, machine)
            if items.count < 2 { throw arguments.invalid("must have at least two data points") }
            var cuts: [Value] = []
            var flags: FloatingPointFlags = []
            guard ["exclusive", "inclusive"].contains(method.isText ? method.text : "") else {
                throw arguments.invalid(
                    "method is 'exclusive' or 'inclusive', not \(method.representation)",
                    python: .value("Unknown method: \(method.representation)"))
            }
            let isInclusive = method.text == "inclusive"
            let total = isInclusive ? items.count - 1 : items.count + 1
            for cut in 1..<max(count, 1) {
                var place = cut * total / count
                if !isInclusive { place = min(max(place, 1), items.count - 1) }
                let rest = cut * total - place * count
                let (low, high) =
                    isInclusive
                    ? (items[place], items[min(place + 1, items.count - 1)]) : (items[place - 1], items[place])
                let first = try Operators.binary(low, .multiply, .int(count - rest), flags: &flags)
                let second = try Operators.binary(high, .multiply, .int(rest), flags: &flags)
                let sum = try Operators.binary(first, .add, second, flags: &flags)
                cuts.append(try Operators.binary(sum, .divide, .int(count), flags: &flags))
            }
            return .list(ListObject(cuts))
        },
    ]

    private static func modes(_ arguments: Arguments) throws(EvaluationError) -> [Value] {
        let counts = DictionaryObject()
        var most = 0
        for item in try arguments.value(0).items() {
            let count = (try counts.value(of: item)?.asIndex ?? 0) + 1
            most = max(most, count)
            try counts.set(.int(count), for: item)
        }
        return zip(counts.keys, counts.values).filter { $1.asIndex == most }.map(\.0)
    }

    // MARK: - Variances

    private static func spread(
        _ name: String, isOfSample: Bool, isRoot: Bool, _ summary: String, _ result: String, related: String
    ) -> Builtin {
        member(
            name, [data, .value(isOfSample ? "xbar" : "mu", default: nil, "for Python; only None is taken")], summary,
            ["statistics.\(name)([1.5, 2.5, 2.5, 2.75, 3.25, 4.75])": result], related: related
        ) { (_, arguments) throws(EvaluationError) in
            if arguments[1]?.isNone == false { throw arguments.invalid("the mean is computed here: leave it out") }
            let (items, areInts) = try numbers(arguments, atLeast: isOfSample ? 2 : 1)
            guard let sums = sums(items) else { return .float(.nan) }
            let divisor = isOfSample ? items.count - 1 : items.count
            if isRoot { return .float(try float(sums.rootOfVariance(dividedBy: divisor))) }
            if areInts, let whole = sums.wholeVariance(dividedBy: divisor) { return Value(whole) }
            return number(try float(sums.variance(dividedBy: divisor)), of: items)
        }
    }

    private static let spreads: [Builtin] = [
        spread(
            "variance", isOfSample: true, isRoot: false, "The variance of a sample, divided by n - 1.", "1.16875",
            related: "statistics.stdev statistics.pvariance var"),
        spread(
            "pvariance", isOfSample: false, isRoot: false, "The variance of all, divided by n.", "0.9739583333333334",
            related: "statistics.pstdev statistics.variance var"),
        spread(
            "stdev", isOfSample: true, isRoot: true, "The standard deviation of a sample.", "1.0810874155219827",
            related: "statistics.variance statistics.pstdev std"),
        spread(
            "pstdev", isOfSample: false, isRoot: true, "The standard deviation of all.", "0.986893273527251",
            related: "statistics.pvariance statistics.stdev std"),
    ]
}
