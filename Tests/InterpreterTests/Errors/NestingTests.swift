import Interpreter
import Testing

/// What nests without end, or grows without bound, ends in a diagnostic.
@Suite struct NestingTests {
    @Test(arguments: [
        "l = []\nfor i in range(100000):\n    l = [l]",
        "l = ()\nfor i in range(100000):\n    l = (l,)",
        "l = []\nfor i in range(100000):\n    l = [1, 2, 3, 4, 5, l]",
        "l = [1]\nfor i in range(100000):\n    m = [1, 2, 3, 4, 5]\n    m.append(l)\n    l = m",
        "l = [0]\nfor i in range(100000):\n    l[0] = l",
        "l = [0]\nfor i in range(100000):\n    m = [1]\n    m.insert(0, l)\n    l = m",
        "l = [0]\nfor i in range(100000):\n    l = zip(l)",
        "l = [0]\nfor i in range(100000):\n    l = enumerate(l)",
        "l = [0]\nfor i in range(100000):\n    l = (x for x in l)",
        "def k(g):\n    yield\n    yield g\nl = 0\nfor i in range(100000):\n    l = k(l)\n    next(l)",
        "l = [0]\nfor i in range(100000):\n    l = [l for i in [1]]",
        "f = 1\nfor i in range(100000):\n    f = lambda p=f: p",
        "def k(g):\n    return lambda: g\ng = 1\nfor i in range(100000):\n    g = k(g)",
        "def k(g):\n    return lambda: g()\ng = lambda: 1\nfor i in range(100000):\n    g = k(g)",
        "l = []\nfor i in range(100000):\n    l = [l.append]",
    ])
    func listsAndFunctionsWithinEachOther(source: String) {
        var session = TestSession()
        let name = source.first { "lfg".contains($0) && source.contains("\n    \($0)") }.map(String.init) ?? "l"
        #expect(session.run(source) == "")
        #expect(session.run("\(name) == \(name)") == "True\n")
        let text = session.run("print(\(name))")
        #expect(text.utf8.count < 1000, "\(text)")
        #expect(session.run("np.array(\(name))").hasPrefix("error: "))
        #expect(session.run("del \(name)") == "")
    }

    @Test func listsThatHoldThemselves() {
        var session = TestSession("l = [1]", "l.append(l)", "t = (l, 2)", "l.append(t)")
        #expect(session.run("l") == "[1, [...], ([...], 2)]\n")
        #expect(session.run("t") == "([1, [...], (...)], 2)\n")
        // What a call returns is looked through for parts of figures.
        #expect(session.run("def same(v): return v\nsame(l)") == "[1, [...], ([...], 2)]\n")
        #expect(session.run("d = {}; d[1] = (d, l)\nsame(d)") == "{1: ({...}, [1, [...], ([...], 2)])}\n")
        #expect(session.run("m = [1]\nm.append(m)\nm == m, l == l") == "(True, True)\n")
        #expect(session.run("np.array(l)").hasPrefix("error: "))
    }

    @Test(arguments: [
        "def f(n):\n    return f(n + 1)\nf(0)",
        "def f(n):\n    return g(n + 1)\ndef g(n):\n    return f(n)\nf(0)",
        "f = lambda n: f(n + 1)\nf(0)",
        "def f():\n    yield from f()\nlist(f())",
        "def f():\n    for x in f():\n        yield x\nfor x in f(): pass",
        "def f():\n    yield next(f())\nnext(f())",
        "def f():\n    yield sum(x for x in f())\nlist(f())",
        "g = iter([1])\nfor i in range(5000): g = (x for x in g)\nlist(g)",
        "def f(n):\n    yield from map(f, f(n))\nlist(f(0))",
        "def f(n):\n    return [f(n + 1) for i in range(2)]\nf(0)",
        "def f(n):\n    return sorted([2, 1], key=f)\nf(0)",
        "def f(n):\n    return max([2, 1], key=lambda p: f(p))\nf(0)",
        "def f(n):\n    return \(String(repeating: "(", count: 60))1 + f(n + 1)\(String(repeating: ")", count: 60))\nf(0)",
        "def f(n):\n    for i in range(2):\n        if f(n + 1):\n            return 1\nf(0)",
        "def forward(x, w, b):\n    step\n    return x\nx = np.ones(1)\ny = x\nw = x\nb = x\nstep",
    ])
    func callsWithoutEnd(source: String) {
        var session = TestSession()
        let said = session.run(source)
        #expect(said.hasPrefix("error: calls within calls go too deep"), "\(said)")
        #expect(session.interpreter.workspace.order.isEmpty)
    }

    @Test func recursionThatEndsGoesOn() {
        var session = TestSession("def f(n):\n    return 1 if n == 0 else n * f(n - 1)")
        #expect(session.run("f(20)") == "2432902008176640000\n")
    }

    /// What stands before, what is repeated 100,000 times, what stands behind.
    @Test(arguments: [
        ["", "[", ""], ["", "(", "1"], ["", "-", "1"], ["", "not ", "1"], ["", "~", "1"], ["x", " + x", ""],
        ["x", ".T", ""],
        ["x", "[0]", ""], ["f", "()", ""], ["", "lambda: ", "1"], ["", "2 ** ", "1"], ["", "1 if 1 else ", "1"],
        ["", "f'{", ""],
        ["f(", "*", "x)"], ["", "f(", ""], ["x", " @ x", ""], ["", "[x for x in ", "1"],
    ])
    func sourceThatNestsTooDeep(parts: [String]) {
        var session = TestSession()
        let said = session.run(parts[0] + String(repeating: parts[1], count: 100_000) + parts[2])
        #expect(said.hasPrefix("error: ") && said.utf8.count < 1000)
    }

    @Test func bracketsAndBlocksThatNestTooDeep() {
        var session = TestSession()
        let brackets = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
        #expect(session.run(brackets).hasPrefix("error: this is nested too deeply"))
        let blocks = (0..<2000).map { String(repeating: " ", count: $0) + "if 1:" }.joined(separator: "\n")
        #expect(session.run(blocks).hasPrefix("error: this is nested too deeply"))
    }

    @Test func aComprehensionOfManyLoops() {
        var session = TestSession()
        let said = session.run("[1 " + String(repeating: "for x in [1] ", count: 20_000) + "]")
        #expect(said.hasPrefix("error: this is nested too deeply"))
    }

    private static let growing = [
        "s = 'a'\nfor i in range(100):\n    s = s + s", "s = 'a'\nfor i in range(100):\n    s += s",
        "s = 'a'\nfor i in range(100):\n    s = f'{s}{s}'", "s = 'a'\nfor i in range(100):\n    s = '%s%s' % (s, s)",
        "s = 'a'\nfor i in range(100):\n    s = '{0}{0}'.format(s)",
        "s = 'ab'\nfor i in range(100):\n    s = s.join([s, s, s])",
        "s = [1]\nfor i in range(100):\n    s = s + s", "s = [1]\nfor i in range(100):\n    s += s",
        "s = [1]\nfor i in range(100):\n    s.extend(s)", "s = [1]\nfor i in range(100):\n    s[0:0] = s",
        "s = (1,)\nfor i in range(100):\n    s = s + s", "l = [1]\nfor i in range(100):\n    l = [l, l]\nprint(l)",
        "'a'.replace('', 'b' * 10**8) * 10", "list(range(10**10))", "[0] * 10**12", "'a' * 10**12",
        "sorted(range(10**12))", "print(*range(10**12))", "list(zip(range(10**12)))", "a, c = range(10**18)",
        "l = [1]\nl[0:0] = range(10**12)", "l = [1]\nl.extend(range(10**12))", "l = [1]\nl += range(10**12)",
        "''.join(range(10**12))", "np.concatenate(range(10**12))",
    ]

    @Test(arguments: dayShare(growing, of: 5)) func growthWithoutBound(source: String) {
        var session = TestSession()
        #expect(session.run(source).contains(", and a list, string or int may take 268 MB"))
        #expect(session.interpreter.workspace.order.isEmpty)
    }

    @Test(arguments: [
        "np.array(range(10**18))", "np.zeros(3) + range(10**12)", "np.zeros(3)[range(10**12)]", "zeros(10**9, 10**9)",
        "np.arange(10**12)", "np.linspace(0, 1, 10**12)", "np.eye(10**6)", "np.tile(np.ones(3), 10**18)",
        "np.repeat(np.ones(3), 10**18)", "rand(2**40)", "np.random.choice(10**15, 2, replace=False)",
        "np.random.permutation(10**15)", "np.outer(np.ones(10**5), np.ones(10**5))", "np.bincount([10**15])",
        "np.zeros((10**18, 0))", "np.zeros(0).reshape(10**18, 0)", "np.broadcast_to(np.zeros(0), (10**18, 0))",
        "eye(10**18, 0)",
        "np.broadcast_to(1.0, (10**6, 10**6))", "np.tile(np.ones((0, 3)), 10**17)", "np.empty((0, 10**18))",
    ])
    func tensorsBeyondMemory(source: String) {
        var session = TestSession("seed 1")
        let said = session.run(source)
        #expect(said.contains("too large for the memory"), "\(said)")
    }

    /// Programs that once crashed the process.
    @Test(arguments: [
        ("round(9223372036854775807, -1)", "9223372036854775810"),
        ("round(-9223372036854775807 - 1, -1)", "-9223372036854775810"),
        ("round(-25, -1)", "-20"), ("round(35, -1)", "40"),
        ("round(-9223372036854775807 - 1, -18)", "-9000000000000000000"),
        ("list(enumerate([1, 2], 9223372036854775807))", "[(9223372036854775807, 1), (9223372036854775808, 2)]"),
        ("list(range(0, 2**62, 2**32)[::2**32])", "[0]"),
        ("len(range(-9223372036854775807 - 1, 2**62, 3))", "4611686018427387904"),
        ("10**17 in range(10**18)", "True"), ("3 in range(0, 10, 2)", "False"), ("4.0 in range(0, 10, 2)", "True"),
        ("[1, 2][slice(0, 5, 0)]", "error: slice: a slice's step can't be 0"),
        ("np.var(np.ones(3), ddof=-9223372036854775807 - 1)", "0.0"),
        ("np.cov([[1, 2], [3, 4]], ddof=-9223372036854775807 - 1).shape", "(2, 2)"),
        ("train(9223372036854775807)", "error: "),
        ("np.histogram(-1e308)", "error: ValueError: Too many bins for data range"),
        ("np.histogram(-9223372036854775807)", "error: ValueError: Too many bins for data range"),
        ("np.array([1, 2], ndmin=-9223372036854775807 - 1)", "[1 2]"),
        ("np.histogram([-1e308, 1e308])", "error: ValueError: Too many bins for data range"),
    ])
    func extremeNumbers(source: String, answer: String) {
        var session = TestSession()
        let said = session.run(source)
        #expect(said.hasPrefix(answer), "\(said)")
    }
}
