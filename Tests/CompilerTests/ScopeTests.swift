import Compiler
import Syntax
import Testing

/// Which names belong to which function, and what is read and set outside.
@Suite struct ScopeTests {
    /// The scopes of a source, outer ones first: `f: own+captured | free | global`.
    private static func described(_ source: String) throws -> [String] {
        var lines: [String] = []
        func describe(_ scope: Scope) {
            let own = scope.variables.map { $0.isCaptured ? "\($0.name)*" : $0.name }
            let free = scope.free.map(\.name)
            lines.append("\(scope.kind) \(own.joined(separator: " ")) | \(free.joined(separator: " "))")
            for child in scope.children { describe(child) }
        }
        for scope in Scopes(try Fixtures.parser.parse(source)).cell.children { describe(scope) }
        return lines
    }

    @Test(
        "own names, captured ones with a star, and those of functions around",
        arguments: [
            (
                "def f(p, q=1):\n    a = p\n    for b in a: c = b\n    import numpy as np\n",
                ["function p q a b c np | "]
            ),
            ("def f(p):\n    global g\n    g = h = 1\n    del d\n    x[0] = y.z = 2\n", ["function p h d | "]),
            ("def f():\n    print(a)\n    a = 1\n", ["function a | "]),
            ("def f():\n    x = 1\n    global x\n", ["function  | "]),
            ("def f(a):\n    def g(): return a\n    return g\n", ["function a* g | ", "function  | a"]),
            (
                "def f(a):\n    def g():\n        def h(): return a\n        return h\n",
                ["function a* g | ", "function h | a", "function  | a"]
            ),
            ("def f(a):\n    def g(a): return a\n", ["function a g | ", "function a | "]),
            ("def f():\n    def g(): return g\n", ["function g* | ", "function  | g"]),
            ("def f(a):\n    return lambda b=a: b\n", ["function a | ", "lambda b | "]),
            ("def f(a):\n    return [a for b in a]\n", ["function a | ", "comprehension b | "]),
            ("def f(a):\n    return [a for a in a]\n", ["function a | ", "comprehension a | "]),
            (
                "def f(a):\n    return [lambda: a + b for b in a]\n",
                ["function a* | ", "comprehension b* | ", "lambda  | a b"]
            ), ("[lambda: i for i in x]", ["comprehension i* | ", "lambda  | i"]),
            ("def f(a):\n    return (a + b for b in a)\n", ["function a* | ", "generator .0 b | a"]),
            ("def f(a):\n    return (c := b for b in a)\n", ["function a c* | ", "generator .0 b | c"]),
            (
                "((lambda: x) for x in (y for y in z))",
                ["generator .0 y | ", "generator .0 x* | ", "lambda  | x"]
            ),
            ("[x for x in (y for y in z for x in y)]", ["generator .0 y x | ", "comprehension x | "]),
            (
                "[x for y in (lambda: z)() for x in y if (lambda: y)]",
                [
                    "lambda  | ", "comprehension y* x | ", "lambda  | y",
                ]
            ),
            (
                "def f():\n    g = 1\n    def h():\n        global g\n        return g\n",
                ["function g h | ", "function  | "]
            ),
            ("def f(a):\n    time b = a\n    return b\n", ["function a* b* | ", "source  | a b"]),
            ("time b = a", ["source  | "]), ("x = 1\ndef f(): return x\n", ["function  | "]),
            ("f(a for a in b)", ["generator .0 a | "]),
        ]) func names(_ source: String, _ expected: [String]) throws
    {
        #expect(try Self.described(source) == expected)
    }

    /// What the last statement does with global names: reads, sets, deletes; then what the functions in it do.
    private static func used(_ source: String) throws -> String {
        let use = try #require(Scopes(try Fixtures.parser.parse(source)).statements.last)
        func words(_ use: GlobalUse) -> String {
            var parts = use.readNames
            parts += use.sets.map { "=\($0)" } + use.deletes.map { "-\($0)" }
            return parts.joined(separator: " ")
        }
        return "\(words(use.direct)) | \(words(use.deferred))"
    }

    @Test(
        "global names that a statement reads, sets and deletes, and what functions in it do",
        arguments: [
            ("a = b + c", "b c =a | "), ("a += b", "a b =a | "), ("a[i] += b", "a i b | "), ("a.c = b", "b a | "),
            ("a, (b, [c]) = d", "d =a =b =c | "), ("del a, b[c]", "b c -a | "),
            ("def f(p=a):\n    global g\n    g = p + b\n    del h\n", "a =f | b =g"),
            ("def f(p):\n    def g(): return p + a\n    return g()\n", "=f | a"),
            ("f = lambda x: x + a", "=f | a"), ("m(lambda x: x + a)", "m a | "),
            ("y = [a + b for a in c if d]", "c d b =y | "),
            ("for i in a:\n    b = i\n    f(b)\n", "a i f b =i =b | "),
            ("if a: b\nelif c: d\nelse: e\n", "a b c d e | "),
            ("import numpy as np", "=np | "), ("time a = b", "time b =a | "), ("train 20 lr=r", "train r | "),
            ("def f():\n    x = 1\n    return x\n", "=f | "), ("f'{a:{b}}'", "a b | "),
            ("a if b else c", "b a c | "), ("while a < b: a = c", "a b c =a | "), ("assert a, b", "a b | "),
        ]) func uses(_ source: String, _ expected: String) throws
    {
        #expect(try Self.used(source) == expected)
    }

    @Test func callsAreKnownWithTheirArguments() throws {
        let scopes = Scopes(try Fixtures.parser.parse("y = f(1, k=2) + m.g(3)\nstep\ntrain 5 lr=1"))
        let calls = scopes.statements.flatMap(\.direct.reads).map { read in
            "\(read.name) \(read.called.map { "\($0.form) \($0.arguments.count)" } ?? "-")"
        }
        #expect(calls == ["f parentheses 2", "m alone 0", "step alone 0", "train words 2"])
    }

    @Test func aCodeKnowsWhatItDoesWhenCalled() throws {
        let code = try Fixtures.compile("def f(p):\n    global g\n    g = [h(p) for p in q]\n    return lambda: r\n")
        let use = try #require(code.nested.first).globalUse
        #expect(use.readNames == ["q", "h", "r"])
        #expect(use.sets == ["g"])
    }
}
