internal import Interpreter

/// `random.Random`: streams of their own, each of which the functions of the module draw from in its turn.
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

    /// Calls a function of the module on a stream in a state, and gives what it gives with the state after it.
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
        // An empty state is about to be seeded.
        if case .tuple(let words) = state, words.count > 0 { _ = try call("setstate", [CallArgument(state)]) }
        let value = try call(name, given)
        return .tuple(TupleObject([value, try call("getstate", [])]))
    }

    static let source = #"""
        """Streams of random numbers of their own."""
        class Random:
            def __init__(self, x=None): self.seed(x)

            def seed(self, a=None, version=2):
                # Without a seed the stream of the module gives one, which is recorded.
                if a is None: a = _drawn(None, "getrandbits", (32,), {})[0]
                self._state = _drawn((), "seed", (a, version), {})[1]

            def getstate(self): return self._state

            def setstate(self, state): self._state = _drawn(state, "getstate", (), {})[1]

            def _draw(self, name, *values, **names):
                result, self._state = _drawn(self._state, name, values, names)
                return result

            def random(self): return self._draw("random")

            def uniform(self, a, b): return self._draw("uniform", a, b)

            def triangular(self, low=0.0, high=1.0, mode=None): return self._draw("triangular", low, high, mode)

            def randrange(self, start, stop=None, step=1): return self._draw("randrange", start, stop, step)

            def randint(self, a, b): return self._draw("randint", a, b)

            def getrandbits(self, k): return self._draw("getrandbits", k)

            def choice(self, seq): return self._draw("choice", seq)

            def choices(self, population, weights=None, *, cum_weights=None, k=1):
                return self._draw("choices", population, weights, cum_weights=cum_weights, k=k)

            def shuffle(self, x): return self._draw("shuffle", x)

            def sample(self, population, k, *, counts=None): return self._draw("sample", population, k, counts=counts)

            def gauss(self, mu=0.0, sigma=1.0): return self._draw("gauss", mu, sigma)

            def normalvariate(self, mu=0.0, sigma=1.0): return self._draw("normalvariate", mu, sigma)

            def lognormvariate(self, mu, sigma): return self._draw("lognormvariate", mu, sigma)

            def expovariate(self, lambd): return self._draw("expovariate", lambd)

            def vonmisesvariate(self, mu, kappa): return self._draw("vonmisesvariate", mu, kappa)

            def gammavariate(self, alpha, beta): return self._draw("gammavariate", alpha, beta)

            def betavariate(self, alpha, beta): return self._draw("betavariate", alpha, beta)

            def paretovariate(self, alpha): return self._draw("paretovariate", alpha)

            def weibullvariate(self, alpha, beta): return self._draw("weibullvariate", alpha, beta)
        """#
}
