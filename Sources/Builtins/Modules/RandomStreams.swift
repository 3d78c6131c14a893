internal import Interpreter

/// `random.Random`: separate streams, which the module's functions draw from in turn.
enum RandomStreams {
    static let constructor = RandomModule.member(
        "Random", [.value("x", default: nil, "the seed; without one the stream of the module gives it")],
        "A stream of random numbers of its own, which has the functions of the module as methods.",
        shown: "stream = random.Random(7)\nstream.random()\n#> 0.32383276483316237",
        related: "random.seed random.random",
        differs: "It is no class: nothing can inherit from it."
    ) { (machine, arguments) throws(EvaluationError) in
        let made = try machine.member("Random", ofSourceModule: "_random")
        return try machine.callBack(made, [arguments[0] ?? .none])
    }

    /// Calls a function of the module on a stream in a given state; returns its result, and the state afterwards.
    static let drawn = Builtins.helper(
        "_drawn",
        [
            .value("state", "what getstate gave; the module's own stream for None"), .text("name", "a function"),
            .value("values", "what it takes by place"), .value("names", "what it takes by name"),
        ]
    ) { (machine, arguments) throws(EvaluationError) in
        let (name, state) = (try arguments.text("name"), arguments.value(0))
        guard case .tuple(let values) = arguments.value(2), case .dictionary(let names) = arguments.value(3) else {
            return .none
        }
        let given =
            values.items.map { CallArgument($0) }
            + zip(names.keys, names.values).map { CallArgument($1, keyword: $0.text) }
        func call(_ name: String, _ given: [CallArgument]) throws(EvaluationError) -> Value {
            guard let function = machine.table.value(name, in: .pythonRandom) else { return .none }
            return try machine.callBack(function, arguments: given)
        }
        if state.isNone { return .tuple(TupleObject([try call(name, given), .none])) }
        let (stream, use) = (machine.workspace.pythonRandom, machine.randomUse)
        defer { (machine.workspace.pythonRandom, machine.randomUse) = (stream, use) }
        // The call is about to seed an empty state.
        if case .tuple(let words) = state, words.count > 0 { _ = try call("setstate", [CallArgument(state)]) }
        let value = try call(name, given)
        return .tuple(TupleObject([value, try call("getstate", [])]))
    }
}
