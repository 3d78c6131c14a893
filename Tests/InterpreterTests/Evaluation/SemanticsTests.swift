import Interpreter
import Testing

/// References, scopes, warnings and what is told once.
@Suite struct SemanticsTests {
    // MARK: - Values

    /// Cells, and what they print in CPython with NumPy: names refer to objects, and views share their elements.
    @Test(arguments: [
        ("x = np.zeros(3)\ny = x\ny[0] = 1\nx", "[1. 0. 0.]\n"),
        ("x = np.zeros(3)\ny = x\nx += 1\ny", "[1. 1. 1.]\n"),
        ("x = np.zeros((2, 2))\nr = x[0]\nr[0] = 5\nx[0, 0]", "5.0\n"),
        ("x = np.zeros((2, 2))\nr = x.T\nx[0, 1] = 5\nr[1, 0]", "5.0\n"),
        ("x = np.zeros(4)\nr = x.reshape(2, 2)\nr[0, 0] = 5\nx[0]", "5.0\n"),
        ("x = np.zeros(4)\nr = x[::2]\nr += 1\nx", "[1. 0. 1. 0.]\n"),
        ("l = [1, 2]\nm = l\nm.append(3)\nl", "[1, 2, 3]\n"),
        ("l = [1, 2]\nm = l\nl += [3]\nm", "[1, 2, 3]\n"),
        ("l = [[0]] * 3\nl[0].append(1)\nl", "[[0, 1], [0, 1], [0, 1]]\n"),
        ("m = [0]\nl = [m, m]\nm.append(1)\nl", "[[0, 1], [0, 1]]\n"),
        ("l = [[1], [2]]\nfor p in l:\n    p.append(9)\nl", "[[1, 9], [2, 9]]\n"),
        ("x = np.zeros((2, 2))\nfor r in x:\n    r += 1\nx.sum()", "4.0\n"),
        ("l = [np.zeros(2)]\nx = l[0]\nx[0] = 1\nl[0]", "[1. 0.]\n"),
        ("l = [np.zeros(2)]\nl[0][1] = 7\nl[0]", "[0. 7.]\n"),
        ("l = [[1, [2, 3]]]\nl[0][1][0] += 5\nl", "[[1, [7, 3]]]\n"),
        ("t = (np.zeros(2), 1)\nx = t[0]\nx += 1\nt[0]", "[1. 1.]\n"),
        ("def f(p):\n    p = p + 1\n    return p\nx = np.zeros(2)\nf(x)\nx", "[1. 1.]\n[0. 0.]\n"),
        ("def f(p):\n    p[0] = 9\n    return p\nx = np.zeros(2)\nf(x)\nx", "[9. 0.]\n[9. 0.]\n"),
        ("def f(p=[]):\n    p.append(1)\n    return p\nf()\nf()", "[1]\n[1, 1]\n"),
        ("x = np.zeros(2)\nf = lambda p=x: p\nx[0] = 5\nf()", "[5. 0.]\n"),
        ("x = np.arange(4.0)\ny = x\nseed 1\nshuffle x\ny", "[3. 2. 0. 1.]\n"),
        ("x = np.array([2, 1])\ny = x\nx.sort()\nprint(x, y)", "[1 2] [1 2]\n"),
        ("a = b = [1]\na.append(2)\nb", "[1, 2]\n"),
        ("x = np.zeros(3)\nx[1:] = x[:2] + 1\nx", "[0. 1. 1.]\n"),
        ("x = np.arange(4)\nx[1:] = x[:-1]\nx", "[0 0 1 2]\n"),
        ("f = np.arange(4)\nt = f[::-1]\nt[t != 1] = f[:3]\nf", "[1 1 1 0]\n"),
        ("f = np.arange(6)\nt = f.reshape(2, 3).T\nt[t % 4 != 1] = f[2:]\nf", "[2 1 5 3 4 5]\n"),
        ("f = np.arange(6)\nt = f[1:]\nt[t != 3] = f[:4]\nf", "[0 0 1 3 1 3]\n"),
        ("f = np.arange(200000)\nt = f[1:]\nt[t > 0] = f[:-1]\nf[-3:]", "[199996 199997 199998]\n"),
        (
            "f = np.arange(9) % 3 == 1\nt = f[1:]\nt[f[:-1]] = True\nf",
            "[False  True  True  True  True  True  True  True  True]\n"
        ),
        (
            "f = np.arange(9) % 3 == 1\na = f.reshape(3, 3)\na[a] = f[:3]\nf",
            "[False False False False False False False False False]\n"
        ),
        ("l = [1, 2]\nl[0], l[1] = l[1], l[0]\nl", "[2, 1]\n"),
        (
            "g = np.random.default_rng(1)\nh = g\na = g.random()\nh.random() == np.random.default_rng(1).random()",
            "False\n"
        ),
    ])
    func namesRefer(source: String, output: String) {
        var session = TestSession()
        #expect(session.run(source) == output)
    }

    // MARK: - Scopes

    @Test(arguments: [
        ("k = 2\ndef f(p):\n    return p * k\nk = 5\nf(3)", "15\n"),
        ("def outer(p):\n    def inner(r):\n        return p + r\n    return inner\nf = outer(2)\nf(3)", "5\n"),
        ("fs = [lambda: i for i in range(3)]\n[f() for f in fs]", "[2, 2, 2]\n"),
        ("fs = []\nfor i in range(3):\n    fs.append(lambda p=i: p)\n[f() for f in fs]", "[0, 1, 2]\n"),
        ("i = 7\nl = [i for i in range(3)]\ni", "7\n"),
        ("for i in range(3):\n    pass\ni", "2\n"),
        ("total = 0\ndef add():\n    global total\n    total += 2\nadd()\nadd()\ntotal", "4\n"),
        (
            "def even(n):\n    return True if n == 0 else odd(n - 1)\ndef odd(n):\n    return False if n == 0 else even(n - 1)\neven(6)",
            "True\n"
        ),
        (
            "def outer():\n    def inner(n):\n        return 1 if n == 0 else n * inner(n - 1)\n    return inner\nouter()(5)",
            "120\n"
        ),
        ("def f(a, b=a_default):\n    return b", "there is no a_default"),
        ("a = 1\ndef f(b=a):\n    return b\na = 2\nf()", "1\n"),
        ("def f():\n    return later\nlater = 3\nf()", "3\n"),
        (
            "def make(n):\n    return [lambda p: p + i + n for i in range(2)]\n[f(10) for f in make(100)]",
            "[111, 111]\n"
        ),
        ("x = 1\ndef f():\n    x = 2\n    return x\nf()\nx", "2\n1\n"),
        ("def outer(n):\n    def mid(m):\n        return lambda p: p + m + n\n    return mid(1)\nouter(5)(1)", "7\n"),
        ("def k(g):\n    return lambda: g()\ndef outer(n):\n    return k(lambda: n)\nouter(4)()", "4\n"),
        ("def outer(n):\n    return [lambda p=lambda: n: p()]\nouter(4)[0]()", "4\n"),
        (
            "def outer(n):\n    def inner(m):\n        return n if m == 0 else inner(m - 1)\n    return [inner]\nouter(9)[0](3)",
            "9\n"
        ),
        ("def k(g, h):\n    return lambda: (g, h)\nf = 1\nfor i in range(100):\n    f = k(f, f)\nlen(f())", "2\n"),
    ])
    func scopes(source: String, output: String) {
        var session = TestSession()
        let said = session.run(source)
        #expect(said == output || said.hasPrefix("error: \(output)"), "\(said)")
    }

    @Test func aFunctionSeesTheWorkspaceOfItsCall() {
        var session = TestSession("k = 2\ndef f(p):\n    return p * k", "k = 10")
        #expect(session.run("f(1)") == "10\n")
    }

    @Test func underscoreIsTheLastValueShown() {
        var session = TestSession("3 * 4")
        #expect(session.run("_ + 1") == "13\n")
        #expect(session.run("_") == "13\n")
        session.run("x = 5")
        #expect(session.run("_") == "13\n")
        session.run("1 / 0")
        #expect(session.run("_") == "13\n")
        session.run("7;")
        #expect(session.run("_") == "7\n")
        session.run("_ = 2")
        #expect(session.run("_") == "2\n")
    }

    // MARK: - What is told

    @Test(arguments: [
        "def f(p):\n    p[0] = 1\nx = np.zeros(2)\nf(x)", "def f(p):\n    p += 1\nx = np.zeros(2)\nf(x)",
        "def f(p):\n    p.append(1)\nx = [0]\nf(x)", "def f(p):\n    p.sort()\nx = [2, 1]\nf(x)",
    ])
    func changesOfArgumentsAreTheCallers(source: String) {
        var session = TestSession()
        session.run(source)
        #expect(session.told.notes.isEmpty)
        #expect(!["[0. 0.]\n", "[0]\n", "[2, 1]\n"].contains(session.run("x")))
    }

    @Test func divisionByZeroInTensorsWarnsOnceAPlace() {
        var session = TestSession("x = np.array([0.0, 1.0])")
        #expect(session.run("for i in range(3):\n    r = 1 / x\nr") == "[inf  1.]\n")
        #expect(session.told.warnings == ["division by zero in 1 / x"])
        #expect(session.run("np.log(x - 1)\n0 / x\nnp.float64(1) / 0") == "[ nan -inf]\n[nan  0.]\ninf\n")
        #expect(session.told.warnings.count == 4)
    }

    @Test func anUnseededDrawIsToldOnceAndRepeats() {
        var session = TestSession()
        let first = session.run("rand(2)")
        #expect(session.told.seeds.count == 1)
        let seed = session.told.seeds.first ?? 0
        session.run("rand(2)")
        #expect(session.told.seeds.isEmpty)
        var other = TestSession("seed \(seed)")
        #expect(other.run("rand(2)") == first)
        #expect(other.told.seeds.isEmpty)
    }

    @Test func aFailedDrawLeavesTheSessionUnseeded() {
        var session = TestSession()
        session.run("rand(2)\n1 / 0")
        #expect(session.interpreter.workspace.randomState == nil)
    }

    @Test func aShadowedFunctionComesBack() {
        var session = TestSession("sum = 3")
        #expect(session.run("sum([1, 2])").hasPrefix("error: sum is the int 3 now"))
        #expect(session.run("np.sum([1, 2])") == "3\n")
        session.run("del sum")
        #expect(session.run("sum([1, 2])") == "3\n")
    }

    @Test("a line whose spacing says something else than Python reads is noted, and what is proposed means that")
    func linesReadOtherwise() {
        var session = TestSession("y = array([1.0, 2.0, 4.0])")
        #expect(session.run("mean (y - 1)**2") == "1.7777777777777777\n")
        #expect(session.told.notes == ["this is read as (mean(y - 1))**2"])
        #expect(session.told.notesOfLast == ["for the other reading, write mean((y - 1)**2)"])
        #expect(session.run("mean((y - 1)**2)") == "3.3333333333333335\n" && session.told.notes.isEmpty)
        session.run("m = mean (y - 1) ** 2")
        #expect(session.told.notes.count == 1)
        for source in ["norm (y) / 2", "sqrt (y + 1) ** 2", "mean (y > 1) * 100", "mean(y - 1)**2"] {
            session.run(source)
            #expect(session.told.notes.isEmpty, "\(source)")
        }
        #expect(
            session.run("sum (y)[0]").hasSuffix(
                "it is read as (sum(y))[0]; sum((y)[0]) takes what stands behind it, too"))
        // Of a function of the user's, and in a program, it is Python's.
        session.run("def mean(v): return v[0]")
        session.run("mean (y - 1)**2")
        #expect(session.told.notes.isEmpty)
        var cell = Cell(number: 9, source: "max (y - 1)**2")
        cell.shows = .none
        let told = Told()
        _ = session.interpreter.run(cell) { told.receive($0) }
        #expect(told.notes.isEmpty)
    }

    @Test(
        "a constant of NumPy's that the session had and deleted is gone, as in Python",
        arguments: [
            "try: 1 / 0\nexcept ZeroDivisionError as e: pass", "e = 3\ndel e", "e = 3; f = lambda: e\nf(); del e",
            "def f():\n    global e\n    e = 1\n    del e\nf()",
        ])
    func deletedConstants(_ source: String) {
        var session = TestSession("def g(): return e", "g()", source)
        for reading in ["e", "g()", "print([e for _ in range(1)])"] {
            let said = session.run(reading)
            #expect(said.hasPrefix("error: there is no e\n") && said.contains("NumPy's constant is np.e"), "\(said)")
        }
        #expect(session.run("try: print(e)\nexcept NameError as error: print(error)") == "name 'e' is not defined\n")
        #expect(session.run("np.e, pi") == "(2.718281828459045, 3.141592653589793)\n")
        #expect(session.run("e = 3; e, g()") == "(3, 3)\n")
        session.run("del e; reset")
        #expect(session.run("e") == "2.718281828459045\n")
    }
}
