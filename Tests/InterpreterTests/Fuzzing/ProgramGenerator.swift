import Builtins
import Interpreter

/// Makes programs that are mostly wrong, the same ones for the same seed: calls of every built-in with arguments of all
/// kinds, operators on all kinds of values, formats, commands, soups of tokens, and valid programs with mistakes put in.
///
/// They hold no loop that may not end, and their numbers are either small or far beyond any memory, so that a program
/// that runs for long or takes much memory shows a fault.
struct ProgramGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// The cell that runs before each program, so that there are values to be wrong about.
    static let preamble = """
        seed 7
        x = rand 10 5
        w = rand 5 1
        b = rand 1 1
        y = rand 10 1
        y_hat = forward x w b
        v = np.arange(5.0)
        i3 = np.array([2, 0, 1])
        m = np.array([[1, 2, 3], [4, 5, 6]])
        k = v > 2
        z = np.zeros((0, 3))
        o = np.array([])
        q = np.array([[2.0, 1.0], [1.0, 3.0]])
        c = np.ones((2, 1, 3))
        s = v[1]
        a0 = np.array(4)
        h = -9223372036854775807 - 1
        t = "tensor"
        l = [3, 1, 2]
        u = (1, "a", 2.5)
        g = np.random.default_rng(3)
        def f(p, r=2):
            return p * r
        j = lambda p: p + 1
        """

    /// The next program.
    mutating func next() -> String {
        switch below(20) {
        case 0..<7: return finished(call())
        case 7..<10: return finished(method())
        case 10..<13: return operation()
        case 13: return indexing()
        case 14: return formatting()
        case 15: return command()
        case 16, 17: return soup()
        default: return mutated()
        }
    }

    // MARK: - Chance

    /// SplitMix64.
    private mutating func word() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    private mutating func below(_ bound: Int) -> Int { Int(word() % UInt64(bound)) }

    private mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

    private mutating func isOne(in count: Int) -> Bool { below(count) == 0 }

    // MARK: - Values

    private static let names = [
        "x", "w", "b", "y", "y_hat", "v", "i3", "m", "k", "z", "o", "q", "c", "s", "a0", "h", "t", "l", "u", "g", "f",
        "j",
    ]
    private static let numbers = [
        "0", "1", "-1", "2", "3", "5", "-3", "0.5", "-0.0", "2.5", "1e308", "-1e308", "5e-324", "nan", "inf", "-inf",
        "10**18", "-10**18", "2**62", "-2**62", "9223372036854775807", "h", "2**31", "2**32", "2**40", "1e20", "True",
        "False", "s", "a0", "np.float64(2)", "np.int64(3)", "np.int64(h)", "np.bool_(True)", "pi", "10", "64", "65",
    ]
    private static let sizes = [
        "(2, 3)", "[2, 3]", "(0,)", "(0, 3)", "(-1, 2)", "(2, -1)", "()", "(2**31, 2**31)", "(2**32, 2**32)", "2**40",
        "(h, h)", "10**12", "(2, 2.5)", "(10**18, 0)", "(1,) * 70", "(3, 'a')", "-4", "(2**62, 4)", "(4, 2**62)",
    ]
    private static let others = [
        "None", "''", "'a'", "'%d'", "'float'", "'int'", "float", "int", "bool", "str", "np", "np.linalg", "np.random",
        "[]", "[[]]", "[[], []]", "[1, 2]", "[1, [2]]", "[[1, 2], [3, 4]]", "['a', 'b']", "[None]", "(1,)", "(x, y)",
        "[x, x]", "[x, w]", "(v, v)", "[v, 1]", "(1, 0)", "(0, 0)", "(5, 7)", "slice(None)", "slice(1, 2, 0)",
        "slice(h, h, h)", "...", "range(5)", "range(10**18)", "range(0)", "range(5, 0, -1)", "range(h, 2**62, 3)",
        "np.newaxis", "np.c_", "print", "sum", "lambda: 1", "lambda p: p", "lambda p: nothing", "f'{s:.3f}'", "x.mean",
        "l.append", "np.float64", "type(x)", "x.dtype", "'\\U0001F600'", "'\\0'", "'1e5'", "'nan'", "'  7 '", "'{}'",
        "'{:>10}'", "'i,j'", "_", "nothing", "g.random", "[l, l]", "[0.1, 0.9]", "[0.5, nan]", "[0.2, 0.3, 0.5]",
        "[True, False, True, False, True]", "'fro'", "'nuc'", "'linear'", "[nan, inf]", "[h, h]", "[2**62, 2**62]",
    ]
    private static let tensors = [
        "x.T", "x[0]", "x[:, None]", "x[::-1]", "x[:0]", "x > 0.5", "zeros((0, 3))", "zeros((2, 0))", "x[:, ::2]",
        "np.full((2, 2), nan)", "np.full(3, inf)", "np.array([h, h])", "np.array([2**62, -2**62, h])", "np.array(nan)",
        "np.eye(3)", "np.zeros((3, 3))", "np.arange(6).reshape(2, 3)", "np.array([True, False])", "m.astype(float)",
        "np.array([-1, 2**40])", "np.array([1e300, -1e300])", "np.ones((1,) * 8)", "np.broadcast_to(v, (3, 5))",
        "np.array([[1, 2], [2, 4]])", "np.ones((2, 3, 4))", "m % 2", "-m", "np.array([], dtype=int)", "x.ravel()",
        "np.linspace(0, 1, 4)", "np.broadcast_to(1.0, (5, 2))", "np.zeros((2, 0, 3))", "y.reshape(-1)",
        "np.zeros((10**18, 0))", "np.zeros((0, 10**18))", "np.zeros((3, 0, 2**40), dtype=int)",
    ]

    private mutating func value() -> String {
        switch below(8) {
        case 0, 1: pick(Self.names)
        case 2, 3: pick(Self.numbers)
        case 4: pick(Self.sizes)
        case 5: pick(Self.others)
        default: pick(Self.tensors)
        }
    }

    private mutating func values(_ count: Int) -> [String] {
        var values: [String] = []
        for _ in 0..<count { values.append(value()) }
        return values
    }

    // MARK: - Calls

    /// Commands whose work grows with a number that no memory limits, or that end the session.
    private static let avoided: Set<String> = ["train", "quit", "exit"]

    private static let entries = BuiltinTable.standard.entries.filter { !avoided.contains($0.name) }

    /// Calls of every built-in and of every method with an extreme value for each of its parameters, one at a time,
    /// behind plain values for those before it.
    static let extremeCalls: [String] = {
        let extremes = [
            "h", "9223372036854775807", "-1", "2**40", "nan", "inf", "-1e308", "''", "None", "o", "(h, h)",
            "[2**62, h]",
            "np.zeros((0, 3))", "np.array(nan)",
        ]
        var calls: [String] = []
        for entry in entries {
            let parameters = entry.signature.parameters.map(\.name)
            let name = entry.door == .numpy ? "np.\(entry.numpyPath)" : entry.name
            for (place, parameter) in parameters.enumerated() {
                for plain in ["x", "v", "m", "3", "l"] {
                    let before = (0..<place).map { _ in plain }
                    for extreme in extremes {
                        calls.append("\(name)(\((before + [extreme]).joined(separator: ", ")))")
                        if place > 0 { calls.append("\(name)(\(plain), \(parameter)=\(extreme))") }
                        if place > 1 { calls.append("\(name)(\(plain), \(plain), \(parameter)=\(extreme))") }
                    }
                }
            }
        }
        for name in methods {
            for receiver in ["x", "v", "m", "k", "z", "s", "l", "u", "t", "g"] {
                for extreme in extremes {
                    calls.append("\(receiver).\(name)(\(extreme))")
                    calls.append("\(receiver).\(name)(1, \(extreme))")
                    calls.append("\(receiver).\(name)(\(extreme), \(extreme))")
                }
            }
        }
        return calls
    }()

    private mutating func call() -> String {
        let entry = pick(Self.entries)
        let name = entry.numpyName.map { isOne(in: 2) || entry.door == .numpy ? $0 : entry.name } ?? entry.name
        return "\(name)(\(arguments(entry.signature.parameters.map(\.name))))"
    }

    private mutating func arguments(_ parameters: [String]) -> String {
        var arguments = values(below(parameters.count + (isOne(in: 6) ? 3 : 1)))
        // Most functions want a tensor or a size first.
        if !arguments.isEmpty, isOne(in: 2) {
            arguments[0] = isOne(in: 3) ? pick(Self.sizes) : isOne(in: 2) ? pick(Self.names) : pick(Self.tensors)
        }
        for name in parameters.dropFirst(arguments.count) where isOne(in: 3) {
            arguments.append("\(name)=\(value())")
        }
        if isOne(in: 30) { arguments.append("axis=\(value())") }
        if isOne(in: 60) { arguments.append("*\(value())") }
        return arguments.joined(separator: ", ")
    }

    private static let methods: [String] = {
        var names: Set<String> = []
        for source in ["r = x", "r = [1]", "r = 'a'", "r = (1,)", "r = np.random.default_rng(1)"] {
            var interpreter = Interpreter()
            _ = interpreter.run(Cell(number: 1, source: "x = np.zeros(2)\n" + source)) { _ in }
            guard let value = interpreter.workspace.value("r") else { continue }
            names.formUnion(BuiltinTable.standard.attributeNames(of: value))
        }
        return names.sorted()
    }()

    private mutating func method() -> String {
        let receiver = isOne(in: 3) ? value() : pick(["x", "v", "m", "l", "t", "u", "g", "z", "o", "s", "k", "q", "c"])
        let base = receiver.allSatisfy { $0.isLetter || $0.isNumber } ? receiver : "(\(receiver))"
        let name = pick(Self.methods)
        if isOne(in: 10) { return "\(base).\(name)" }
        return "\(base).\(name)(\(arguments(isOne(in: 3) ? ["axis", "keepdims", "out"] : ["a", "b"])))"
    }

    /// A call as a statement, or in one of the places where its result is used.
    private mutating func finished(_ expression: String) -> String {
        switch below(12) {
        case 0: return "r = \(expression)\nprint(r)"
        case 1: return "r = \(expression)\nr[\(value())] = \(value())\nr"
        case 2: return "x[\(value())] = \(expression)"
        case 3: return "r = \(expression)\nr.\(pick(Self.methods))(\(value()))"
        case 4: return "f'{\(expression)}'"
        case 5: return "\(value()) \(pick(Self.operators)) \(expression)"
        case 6: return "x \(pick(Self.operators))= \(expression)\nx"
        case 7: return "for p in [\(expression)]:\n    r = p\nr"
        default: return expression
        }
    }

    // MARK: - Operators and indices

    private static let operators = ["+", "-", "*", "/", "//", "%", "**", "@", "&", "|", "^", "<<", ">>"]
    private static let comparisons = ["<", "<=", "==", "!=", ">", ">=", "in", "not in", "is", "and", "or"]

    private mutating func operation() -> String {
        let (left, right) = (value(), value())
        switch below(8) {
        case 0: return "\(pick(["-", "+", "~", "not "]))(\(left))"
        case 1: return "(\(left)) \(pick(Self.comparisons)) (\(right))"
        case 2: return "(\(left)) \(pick(Self.comparisons)) (\(right)) \(pick(Self.comparisons)) \(value())"
        case 3: return "\(pick(Self.names)) \(pick(Self.operators))= \(right)"
        case 4: return "\(pick(Self.names)) = \(pick(Self.names)) \(pick(Self.operators)) (\(right))"
        case 5: return "(\(left)) if (\(right)) else \(value())"
        default: return "(\(left)) \(pick(Self.operators)) (\(right))"
        }
    }

    private mutating func index() -> String {
        switch below(7) {
        case 0: return "\(pick(Self.numbers)):\(pick(Self.numbers))"
        case 1: return "\(pick(Self.numbers)):\(pick(Self.numbers)):\(pick(Self.numbers))"
        case 2: return "::\(pick(Self.numbers))"
        case 3: return "\(value()), \(value())"
        case 4: return "..., \(value())"
        case 5: return ":, \(value()), None"
        default: return value()
        }
    }

    private mutating func indexing() -> String {
        let target = "\(pick(Self.names))[\(index())]"
        switch below(6) {
        case 0: return "\(target) = \(value())"
        case 1: return "\(target) \(pick(Self.operators))= \(value())"
        case 2: return "del \(target)"
        case 3: return "(\(value()))[\(index())]"
        case 4: return "\(target)[\(index())]"
        default: return target
        }
    }

    // MARK: - Formats

    private mutating func formatting() -> String {
        let width = pick(["", "0", "5", "10", "-3", "2147483648", "9223372036854775807", "99999999999999999999"])
        let precision = pick(["", ".0", ".3", ".", ".2147483648", ".99999999999999999999", ".400"])
        let code = pick(["", "d", "f", "g", "e", "s", "x", "X", "o", "b", "c", "r", "%", "n", "G", "i", "u", "q", "é"])
        let flags = pick(["", "+", "-", " ", "#", "0", ">", "^", "*<", "=", ",", "_", "é>", "🙂^"])
        switch below(4) {
        case 0: return "f'{\(value().replacing("'", with: "\"")):\(flags)\(width)\(precision)\(code)}'"
        case 1: return "'%\(flags)\(width)\(precision)\(code)' % (\(value()))"
        case 2: return "'%\(pick(["*", "*.*", "(a)", "%", "l"]))\(code)' % (\(value()), \(value()))"
        default:
            let field = pick([
                "", "0", "1", "a", "0.T", "0[0]", "0.x", "{}", "0!r", "0!x", "[", "0[9223372036854775808]",
            ])
            return "'{\(field):\(flags)\(width)\(precision)\(code)}'.format(\(value()), \(value()))"
        }
    }

    // MARK: - Commands and soups

    private mutating func command() -> String {
        var words = [pick(Self.entries).name]
        for _ in 0..<below(4) {
            words.append(isOne(in: 4) ? "\(pick(["axis", "lr", "size", "w", "y"]))=\(value())" : value())
        }
        return (isOne(in: 3) ? "r = " : "") + words.joined(separator: " ")
    }

    private static let tokens =
        names + numbers + operators + comparisons + [
            "(", ")", "[", "]", ",", ":", ";", ".", "=", "+=", "@=", "if", "else", "for", "in", "def", "return",
            "lambda",
            "not", "is", "None", "del", "assert", "global", "pass", "break", "continue", "import", "class", "try", "'",
            "\"",
            "f'{", "}'", "'''", "\n", "\n    ", "\\", "#", "->", ":=", "...", "**", "*", "~", "`", "$", "?", "!", "é",
            "\t",
            "1_0", "0x", "0b1", "1e", "1j", "99999999999999999999", "\u{0}", "🙂", "np", "np.", ".T", ".shape", "range",
            "print",
        ]

    private mutating func token() -> String {
        isOne(in: 6) ? pick(Self.entries).name : pick(Self.tokens)
    }

    private mutating func soup() -> String {
        var text = ""
        for _ in 0..<(1 + below(15)) { text += token() + (isOne(in: 5) ? "" : " ") }
        return text
    }

    private static let programs = [
        "y_hat = x @ w + b\nloss y y_hat",
        "for i in range(3):\n    v[i] = v[i] + i\nv",
        "def mean(p):\n    total = 0\n    for e in p:\n        total += e\n    return total / len(p)\nmean(v)",
        "r = [p ** 2 for p in range(5) if p % 2 == 0]\nsum(r)",
        "assert x.shape == (10, 5), 'the shape'",
        "x[0, :2] = v[:2]\nx[x > 0.5] = 0\nx.sum(axis=0, keepdims=True)",
        "l.append(4)\nl.sort(reverse=True)\nl[::-1]",
        "print(f'{s:.3f} and {t!r:>10}', '%5.2f|%s' % (s, t), sep='; ')",
        "if s > 0 and len(l) == 3:\n    r = 1\nelif not k.any():\n    r = 2\nelse:\n    r = 3\nr",
        "p, (q1, q2) = 1, (2, 3)\np, q1 = q1, p",
        "shuffle x\nw, b = backward(y, y_hat, w, b, x, 0.01)",
        "r = np.linalg.solve(q, np.array([1, 2]))\nnp.allclose(q @ r, [1, 2])",
        "sorted(l, key=lambda p: -p)[0] + max(u[0], 2)",
        "m[m % 2 == 0] //= 2\nnp.concatenate([m, m.T.reshape(2, 3)], axis=1)",
        "choice(5, size=3, replace=False, p=[0.2, 0.2, 0.2, 0.2, 0.2])",
        "def outer(p):\n    def inner(r):\n        return p + r\n    return inner\nouter(2)(3)",
        "step lr=0.1\nshape x w b\nwhos",
        "np.where(v > 2, v, -v).cumsum()[-1].item()",
        "for i, (p, r) in enumerate(zip(l, 'abc')):\n    print(i, p, r)",
        "r = g.normal(0, 1, size=(2, 3))\nr.std(ddof=1)",
    ]

    /// A valid program with one to three of its pieces taken out, doubled, exchanged or replaced.
    private mutating func mutated() -> String {
        var pieces = Self.pieces(of: pick(Self.programs))
        for _ in 0...below(3) {
            let place = below(pieces.count)
            switch below(5) {
            case 0 where pieces.count > 1: pieces.remove(at: place)
            case 1: pieces.insert(pieces[place], at: place)
            case 2: pieces.swapAt(place, below(pieces.count))
            case 3: pieces[place] = " \(token()) "
            default: pieces[place] = "(\(value()))"
            }
        }
        return pieces.joined()
    }

    /// Words, and single other characters.
    private static func pieces(of text: String) -> [String] {
        var pieces: [String] = []
        var isInWord = false
        for character in text {
            let isWord = character.isLetter || character.isNumber || character == "_"
            if isWord, isInWord { pieces[pieces.count - 1].append(character) } else { pieces.append(String(character)) }
            isInWord = isWord
        }
        return pieces
    }
}

extension String {
    fileprivate func replacing(_ character: Character, with other: Character) -> String {
        String(map { $0 == character ? other : $0 })
    }
}
