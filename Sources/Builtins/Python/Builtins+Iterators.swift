internal import Interpreter

extension Builtins {
    /// Functions that create and advance iterators.
    static let iterators: [Builtin] = [
        Builtin(
            "iter", .python, door: .bare, traits: .placesOnly,
            [
                .value("items", "what is gone through; or, before a last value, a function"),
                .value("last", default: nil, "the value at which calls of the function end"),
            ], "What gives the items one after another, by next and by loops.",
            example: """
                losses = iter([0.5, 0.3, 0.2])
                next(losses)
                #> 0.5
                list(losses)
                #> [0.3, 0.2]
                """, related: "next zip enumerate list"
        ) { (_, arguments) throws(EvaluationError) in
            let items = arguments.value(0)
            if let last = arguments[1] {
                guard items.isCallable else {
                    throw arguments.wrongType("items", expected: "a function before a last value", got: items)
                }
                return .iterator(try ItemIterator(.calls, over: [items, last]))
            }
            if case .instance(let instance) = items, let result = try instance.special("__iter__") {
                // An object that is its own iterator is returned unchanged.
                if case .instance(let walked) = result, walked.type.lookUp("__next__") != nil { return result }
                return try items.isSame(as: result) ? items.iterator() : result.iterator()
            }
            return try items.iterator()
        },
        Builtin(
            "next", .python, door: .bare, traits: .placesOnly, gives: .other,
            [
                .value("iterator", "a generator, or what iter gave"),
                .value("default", default: nil, "the value when there are no more items"),
            ], "The next item.",
            example: """
                squares = (n * n for n in range(1, 3))
                next(squares)
                #> 1
                next(squares)
                #> 4
                next(squares, 0)
                #> 0
                """, related: "iter coroutine.send"
        ) { (machine, arguments) throws(EvaluationError) in
            if case .instance(let instance) = arguments.value(0) {
                return try next(instance, or: arguments[1], arguments, machine)
            }
            guard case .iterator(let iterator) = arguments.value(0) else {
                throw arguments.wrongType("iterator", expected: "an iterator", got: arguments.value(0))
            }
            if let frame = iterator as? SuspendedFrame, arguments[1] == nil {
                return try item(of: try frame.resumed(sending: .none), machine)
            }
            if let item = try iterator.next() ?? arguments[1] { return item }
            throw .values(.stopIteration)
        },
        Builtin(
            "map", .python, door: .bare, traits: .placesOnly,
            [.function("function", "what is called"), .rest("lists", "what is gone through")],
            "What a function makes of each item, one after another.",
            example: """
                list(map(abs, [-1, 2, -3]))
                #> [1, 2, 3]
                """, related: "filter zip"
        ) { (_, arguments) throws(EvaluationError) in
            let lists = arguments.rest.map(\.value)
            if lists.isEmpty {
                throw arguments.invalid(
                    "there is nothing to go through",
                    python: PythonForm("TypeError", "map() must have at least two arguments."))
            }
            return .iterator(try ItemIterator(.map, over: [arguments.value(0)] + lists))
        },
        Builtin(
            "filter", .python, door: .bare, traits: .placesOnly,
            [.function("function", "what says whether an item stays; None asks the item"), .items],
            "The items for which a function says True, one after another.",
            example: """
                list(filter(lambda loss: loss < 0.4, [0.5, 0.3, 0.2]))
                #> [0.3, 0.2]
                list(filter(None, [0, 1, '', 'w']))
                #> [1, 'w']
                """, related: "map any all"
        ) { (_, arguments) throws(EvaluationError) in
            .iterator(try ItemIterator(.filter, over: [arguments.value(0), arguments.value(1)]))
        },
    ]

    /// Methods of generators.
    static let coroutineMethods: [Builtin] = [
        Builtin(
            "send", .python, door: .bare, traits: .placesOnly, gives: .other,
            [.receiver, .value("value", "what the yield that it stopped at gives")],
            "Go on with a value, and give the next item.",
            example: """
                echo = (lambda: (yield (yield 0)))()
                next(echo)
                #> 0
                echo.send(5)
                #> 5
                """, related: "next coroutine.throw coroutine.close"
        ) { (machine, arguments) throws(EvaluationError) in
            try item(of: try generator(arguments).resumed(sending: arguments.value(1)), machine)
        },
        Builtin(
            "throw", .python, door: .bare, traits: .placesOnly, gives: .other,
            [
                .receiver, .value("exception", "an exception, or its class"),
                .value("value", default: nil, "what a class makes the exception of"),
                .value("trace", default: nil, "for Python; nothing here needs it"),
            ],
            "Raise an exception where it stopped, and give the next item.",
            example: """
                def patient():
                    try: yield 0
                    except ValueError: yield 1
                g = patient()
                first = next(g)
                g.throw(ValueError)
                #> 1
                """, related: "coroutine.send coroutine.close"
        ) { (machine, arguments) throws(EvaluationError) in
            var exception = arguments.value(1)
            if let value = arguments[2], !value.isNone {
                guard case .classObject = exception else {
                    let words = "instance exception may not have a separate value"
                    throw arguments.invalid(words, python: PythonForm("TypeError", words))
                }
                exception = value.isInstance ? value : try machine.callBack(exception, [value])
            }
            return try item(of: try machine.raise(exception, in: try generator(arguments)), machine)
        },
        Builtin(
            "close", .python, door: .bare, traits: .placesOnly, gives: .nothing, [.receiver],
            "End it where it is.",
            example: """
                g = (n for n in range(3))
                g.close()
                list(g)
                #> []
                """, related: "coroutine.send coroutine.throw"
        ) { (_, arguments) throws(EvaluationError) in
            try generator(arguments).close()
            return .none
        },
    ]

    /// The next item of an object, by its `__next__`.
    private static func next(
        _ instance: InstanceObject, or value: Value?, _ arguments: Arguments, _ machine: Machine
    ) throws(EvaluationError) -> Value {
        do throws(EvaluationError) {
            guard let item = try instance.special("__next__") else {
                throw arguments.wrongType("iterator", expected: "an iterator", got: arguments.value(0))
            }
            return item
        } catch {
            guard let value, machine.isPendingStop(error) else { throw error }
            return value
        }
    }

    /// The item that a generator yielded; its end is an exception that carries the return value.
    private static func item(of outcome: SuspendedFrame.Outcome, _ machine: Machine) throws(EvaluationError) -> Value {
        switch outcome {
        case .item(let item): return item
        case .end(let value):
            if value.isNone { throw .values(.stopIteration) }
            throw machine.fail("StopIteration", [value])
        }
    }

    private static func generator(_ arguments: Arguments) throws(EvaluationError) -> SuspendedFrame {
        guard case .iterator(let iterator) = arguments.value(0), let generator = iterator as? SuspendedFrame else {
            throw arguments.wrongType("self", expected: "a generator", got: arguments.value(0))
        }
        return generator
    }
}
