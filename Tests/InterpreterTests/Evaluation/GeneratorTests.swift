import Interpreter
import Testing

/// Generators that are resumed past those which wait for them, and whose items are gathered before a call. What is expected
/// is what CPython prints.
@Suite struct GeneratorTests {
    private static let deep = """
        def deep(n):
            try:
                if n: yield from deep(n - 1)
                else:
                    got = yield 'first'
                    yield got
                    raise KeyError('deep')
            finally: print('left', n)

        """

    @Test(arguments: [
        ("g = deep(2)\nprint(next(g), g.send(5))\ng.close()", "first 5\nleft 0\nleft 1\nleft 2\n"),
        (
            "def f():\n    try: yield from deep(1)\n    except KeyError as e: yield str(e)\nprint(list(f()))",
            "left 0\nleft 1\n['first', None, \"'deep'\"]\n"
        ),
        (
            "g = deep(1)\nfirst = next(g)\ntry: g.throw(ValueError('x'))\nexcept ValueError as e: print(e, list(g))",
            "left 0\nleft 1\nx []\n"
        ),
        (
            "def a():\n    r = yield from b()\n    yield r\ndef b():\n    yield 1\n    return 2\nprint(list(a()))",
            "[1, 2]\n"
        ),
        (
            "def a(): yield from b()\ndef b():\n    yield 1\n    try: next(g)\n    except ValueError as e: yield str(e)\n"
                + "g = a()\nfor x in g: print(x)", "1\ngenerator already executing\n"
        ),
        (
            "def a():\n    try: raise KeyError(1)\n    except KeyError: yield from b()\n"
                + "def b():\n    yield 1\n    try: raise\n    except Exception as e: yield type(e).__name__\nprint(list(a()))",
            "[1, 'KeyError']\n"
        ),
        (
            "class T:\n    def __init__(s, n): s.n = n\n    def __iter__(s):\n        if s.n: yield from T(s.n - 1)\n        yield s.n\n"
                + "print([x for x in T(5)], sum(T(9)))", "[0, 1, 2, 3, 4, 5] 45\n"
        ),
    ])
    func passOn(source: String, output: String) {
        var session = TestSession()
        #expect(session.run(Self.deep + source) == output)
    }

    private static let noisy = """
        log = []
        def noisy(items):
            for i in items:
                log.append(i)
                yield i

        """

    @Test(arguments: [
        (
            "print(list(noisy('ab')), tuple(noisy([1])), sum(noisy([1, 2.5])), ''.join(noisy('xy')))",
            "['a', 'b'] (1,) 3.5 xy\n"
        ),
        ("print(len(set(noisy([1, 1.0, True, 2]))), min(noisy([3, 1])), max(noisy('ab')))", "2 1 b\n"),
        // What looks at each item stops at the one that it refuses.
        ("try: set(noisy([1, [2], 3]))\nexcept TypeError: print(log)", "[1, [2]]\n"),
        ("try: sum(noisy([1, 'a', 3]))\nexcept TypeError: print(log)", "[1, 'a']\n"),
        ("try: max(noisy([1, 'a', 3]))\nexcept TypeError: print(log)", "[1, 'a']\n"),
        // What takes all of them first doesn't.
        ("try: ''.join(noisy(['a', 1, 'b']))\nexcept TypeError: print(log)", "['a', 1, 'b']\n"),
        ("try: sorted(noisy([1, 'a', 2]))\nexcept TypeError: print(log)", "[1, 'a', 2]\n"),
        ("g = noisy('abc')\nfirst = next(g)\nprint(list(g), list(g))", "['b', 'c'] []\n"),
        (
            "def f():\n    yield 1\n    raise ValueError('x')\nfor t in list, set, sum:\n"
                + "    try: t(f())\n    except ValueError as e: print(e)", "x\nx\nx\n"
        ),
        (
            "def f():\n    try: yield list(g)\n    except ValueError as e: yield str(e)\ng = f()\nprint(list(g))",
            "['generator already executing']\n"
        ),
    ])
    func gathered(source: String, output: String) {
        var session = TestSession()
        #expect(session.run(Self.noisy + source) == output)
    }
}
