internal import Interpreter
internal import Kernels

/// Python's `functools`: higher-order functions.
enum FunctoolsModule {
    static let module = Module([
        Builtins.member(
            "reduce", of: .functools, traits: .placesOnly,
            [
                .function("function", "what makes one of two"), .items,
                .value("initial", default: nil, "the value before the first item"),
            ], "One value of all items: function(function(a, b), c) and so on.",
            example: "functools.reduce(lambda a, b: a * b, [2, 3, 7])\n#> 42", related: "sum math.prod operator.mul"
        ) { (machine, arguments) throws(EvaluationError) in
            var result = arguments[2]
            var meter = WorkMeter()
            for item in try arguments.value(1).items() {
                if meter.shouldStop(after: 64) { throw .interrupted }
                guard let left = result else {
                    result = item
                    continue
                }
                result = try machine.callBack(arguments.value(0), [left, item])
            }
            guard let result else { throw arguments.typeError("reduce() of empty iterable with no initial value") }
            return result
        },
        Builtins.member(
            "partial", of: .functools,
            [
                .function("func", "a function"), .rest("args", "what it is given first"),
                .names("keywords", "keywords that it is given"),
            ], "The function with some of its arguments given.",
            example: "double = functools.partial(pow, exp=2)\ndouble(7)\n#> 49",
            related: "functools.reduce operator.methodcaller"
        ) { (_, arguments) throws(EvaluationError) in
            guard arguments.value(0).isCallable else {
                throw arguments.typeError("the first argument must be callable")
            }
            return .method(BoundMethod(of: partialCall, to: try arguments.packed(behind: 0)))
        },
        Builtins.member(
            "lru_cache", of: .functools,
            [
                .value("maxsize", default: 128, "how many results are kept, None for all; or the function"),
                .truth("typed", default: false, "whether 3 and 3.0 are two arguments"),
            ], "A decorator: calls with the same arguments are carried out once.",
            example: """
                @functools.lru_cache(maxsize=None)
                def fibonacci(n):
                    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)

                fibonacci(80)
                #> 23416728348467685
                """.replacing("\n\n", with: "\n"), related: "functools.cache functools.wraps"
        ) { (_, arguments) throws(EvaluationError) in
            if try arguments.bool("typed") { throw arguments.invalid("typed=True isn't here") }
            let size = arguments["maxsize"] ?? .int(128)
            if size.isCallable {
                if let typed = arguments["typed"], typed.type != .bool {
                    throw arguments.typeError("Expected first argument to be an integer, a callable, or None")
                }
                return cached(size, .int(128))
            }
            guard size.isNone || size.asIndex != nil else {
                throw arguments.wrongType("maxsize", expected: "a whole number, None or a function", got: size)
            }
            return .method(BoundMethod(of: cacheDecorator, to: size.asIndex.map { .int(max($0, 0)) } ?? .none))
        },
        Builtins.member(
            "cache", of: .functools, traits: .placesOnly, [.function("function", "what is decorated")],
            "A decorator: calls with the same arguments are carried out once.",
            example: """
                @functools.cache
                def slow(n): return n ** 2
                [slow(3), slow(3)]
                #> [9, 9]
                slow.cache_info()
                #> CacheInfo(hits=1, misses=1, maxsize=None, currsize=1)
                """, related: "functools.lru_cache"
        ) { (_, arguments) throws(EvaluationError) in
            guard arguments.value(0).isCallable else {
                throw arguments.typeError("the first argument must be callable")
            }
            return cached(arguments.value(0), .none)
        },
        Builtins.member(
            "wraps", of: .functools, traits: .placesOnly, [.function("wrapped", "the function that is decorated")],
            "A decorator: the wrapper gets the name and docstring of the function that it wraps.",
            example: """
                def f(x): return x
                @functools.wraps(f)
                def g(x): return f(x)
                g.__name__
                #> f
                """, related: "functools.partial functools.cache"
        ) { (_, arguments) throws(EvaluationError) in
            .method(BoundMethod(of: wrapDecorator, to: arguments.value(0)))
        },
    ])

    private static func inner(
        _ name: String, traits: Builtin.Traits = [], members: [Builtin] = [],
        _ parameters: @autoclosure @escaping @Sendable () -> [Parameter],
        _ implementation: @escaping Builtin.Implementation
    ) -> Builtin {
        Builtin(
            name, .python, door: .module(.functools), traits: traits, gives: .other, members: members,
            [.receiver] + parameters(),
            "What the function gives.", implementation)
    }

    private static let all = [Parameter.rest("args", "what it is given"), .names("keywords", "keywords it is given")]

    private static let partialCall = inner("partial", all) { (machine, arguments) throws(EvaluationError) in
        let (function, given) = arguments.value(0).unpacked
        let keywords = Set(arguments.extraKeywords.map(\.name))
        let kept = given.filter { $0.keyword == nil }
        let named = given.filter { argument in argument.keyword.map { !keywords.contains($0) } ?? false }
        let own = arguments.extraKeywords.map { CallArgument($0.value, keyword: $0.name) }
        return try machine.callBack(function, arguments: kept + arguments.rest + named + own)
    }

    private static let wrapDecorator = inner("wraps", [.function("wrapper", "what is decorated")]) {
        (_, arguments) throws(EvaluationError) in
        guard case .function(let function) = arguments.value(1) else { return arguments.value(1) }
        return .function(UserFunction(function, as: arguments.value(0)))
    }

    // MARK: - Caches

    private static let cacheDecorator = inner("lru_cache", [.function("function", "what is decorated")]) {
        (_, arguments) throws(EvaluationError) in cached(arguments.value(1), arguments.value(0))
    }

    /// A function with its results keyed by the arguments, the numbers of hits and misses, and the maximum size.
    private static func cached(_ function: Value, _ size: Value) -> Value {
        .method(
            BoundMethod(
                of: cachedCall,
                to: .tuple(
                    TupleObject([
                        function, .dictionary(DictionaryObject()), .list(ListObject([.int(0), .int(0)])), size,
                    ]))))
    }

    /// The parts of a cache.
    private struct Cache {
        let function: Value
        let results: DictionaryObject
        let counts: ListObject
        let size: Int?

        init?(_ value: Value) {
            guard case .tuple(let parts) = value, parts.count == 4, case .dictionary(let results) = parts[1],
                case .list(let counts) = parts[2]
            else { return nil }
            (function, self.results, self.counts, size) = (parts[0], results, counts, parts[3].asIndex)
        }

        func count(at place: Int) { counts.set(.int((counts.items[place].asIndex ?? 0) + 1), at: place) }
    }

    private static let cachedCall = inner("lru_cache", traits: .binds, members: [cacheInfo, cacheClear], all) {
        (machine, arguments) throws(EvaluationError) in
        guard let cache = Cache(arguments.value(0)) else { return .none }
        let given = arguments.rest + arguments.extraKeywords.map { CallArgument($0.value, keyword: $0.name) }
        var key = arguments.rest.map(\.value)
        // A separator between positional values and keywords that can't be equal to an argument.
        if !arguments.extraKeywords.isEmpty { key.append(.builtin(cacheInfo)) }
        for (name, value) in arguments.extraKeywords { key += [.string(Text(name)), value] }
        let place = Value.tuple(TupleObject(key))
        if let found = try cache.results.value(of: place) {
            cache.count(at: 0)
            // Move the most recently used result to the end.
            if cache.size != nil, try cache.results.remove(place) != nil { try cache.results.set(found, for: place) }
            return found
        }
        cache.count(at: 1)
        let result = try machine.callBack(cache.function, arguments: given)
        if cache.size == 0 { return result }
        if let size = cache.size, cache.results.count >= size, let oldest = cache.results.keys.first {
            _ = try cache.results.remove(oldest)
        }
        try cache.results.set(result, for: place)
        return result
    }

    private static let cacheInfo = inner("cache_info", []) { (_, arguments) throws(EvaluationError) in
        guard let cache = Cache(arguments.value(0)) else { return .none }
        let counts = cache.counts.items.map(\.text)
        let size = cache.size.map(String.init) ?? "None"
        return .string(
            Text("CacheInfo(hits=\(counts[0]), misses=\(counts[1]), maxsize=\(size), currsize=\(cache.results.count))"))
    }

    private static let cacheClear = inner("cache_clear", []) { (_, arguments) throws(EvaluationError) in
        guard let cache = Cache(arguments.value(0)) else { return .none }
        cache.results.removeAll()
        for place in 0..<2 { cache.counts.set(.int(0), at: place) }
        return .none
    }
}
