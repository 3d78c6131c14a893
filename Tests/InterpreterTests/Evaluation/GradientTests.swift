import Foundation
import Testing

/// `grad`: each rule against central differences, and random programs against JAX.
@Suite struct GradientTests {
    private static func text(_ name: String) -> String {
        let url = interpreterFixtures.appendingPathComponent("Gradients/\(name)")
        return (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    }

    /// A function and its arguments a line.
    private static let rules = text("rules.txt").split(separator: "\n").map(String.init)

    /// Programs with their values and gradients by JAX; see `make_gradients.py` beside them.
    private static let programs = text("programs.txt").components(separatedBy: "== ").dropFirst()

    @Test func thereAreRulesAndPrograms() {
        #expect(Self.rules.count > 130)
        #expect(Self.programs.count == 200)
    }

    @Test("a gradient, and its own gradient, are what central differences are", arguments: 0..<8)
    func rules(part: Int) {
        var session = TestSession(Self.text("preamble.py"))
        for (place, rule) in Self.rules.enumerated() where place % 8 == part {
            let halves = rule.components(separatedBy: " | ")
            let result = session.run(
                "f, args = \(halves[0]), (\(halves[1]),)\nprint([slopes(f, args, k) for k in range(len(args))])")
            #expect(
                result.contains("True") && !result.contains("False") && !result.hasPrefix("error"), "\(rule): \(result)"
            )
        }
    }

    @Test("values and gradients are JAX's", arguments: 0..<8)
    func programs(part: Int) {
        for (place, program) in Self.programs.enumerated() where place % 8 == part {
            let parts = program.components(separatedBy: "\n>> ")
            let source = parts[0].drop { $0 != "\n" }
            let numbers = parts[1].split(separator: " ").map { $0.trimmingCharacters(in: .newlines) }
            var session = TestSession("import numpy as np" + source)
            let result = session.run(
                """
                value, (ga, gb, gp) = value_and_grad(f, (0, 1, 2))(a, b, p)
                got = np.concatenate([np.ravel(one) for one in (value, ga, gb, gp['w'], gp['more'][0])])
                want = np.array([\(numbers.joined(separator: ", "))])
                print(np.max(np.abs(got - want)) <= 1e-12 * np.max(np.abs(want)))
                """)
            #expect(result == "True\n", "program \(parts[0].prefix(5)): \(result)")
        }
    }

    @Test(
        "what would lose a gradient is refused, and what has none is named",
        arguments: [
            ("grad(lambda x: math.exp(x))(2.0)", "would be made a plain number"),
            ("grad(lambda x: float(x))(2.0)", "would be made a plain number"),
            ("grad(lambda x: x[int(x[0])])(v)", "would be made an int"),
            ("grad(lambda x: np.sum(v[x]))(v)", "used as an index"),
            ("grad(lambda x: np.sum(x.astype(int)))(v)", "would be made int64"),
            ("grad(lambda x: x.tolist()[0])(v)", "made a plain list"),
            ("grad(filled)(v)", "would be written into a plain array"),
            ("grad(changed)(v)", "an argument would be changed in place"),
            ("grad(added)(v)", "add(out=…) would write into an array"),
            ("grad(stale)(v)", "a view is used after the array that it shows was changed"),
            ("grad(lambda x: np.sum(np.linalg.svd(x)[1]))(np.ones((3, 2)))", "svd of a matrix that is not square has"),
            ("grad(lambda x: np.sum(np.linalg.eigvals(x)))(np.eye(2))", "eigvals has no derivative here"),
            ("grad(lambda x: x.sum())(3)", "grad is by floats, and argument 1 is int64; write 3.0 for 3"),
            ("grad(lambda x: np.sum(x))(np.array([1, 2]))", "convert it by .astype(float)"),
            ("grad(lambda x: x * 2)(v)", "gives one number; this one gave shape (2,)"),
            ("grad(lambda x: None)(v)", "this one gave NoneType"),
            ("grad(lambda x: np.sum(x), 1)(v)", "argnums=1, and there are 1 arguments by place"),
            ("grad(v)", "write grad(f)(x), not grad(f(x))"),
            ("grad(lambda x: np.sum(x))('text')", "grad is by floats and arrays of them, and argument 1 is str"),
            ("grad(lambda x: np.sum(x))(1j)", "argument 1 is complex"),
        ])
    func refusals(source: String, words: String) {
        var session = TestSession(
            """
            import math
            v = np.array([1.0, 2.0])
            def filled(x):
                a = np.zeros(2)
                a[0] = x[0]
                return np.sum(a)
            def changed(x):
                x += 1
                return np.sum(x)
            def added(x):
                a = np.zeros(2)
                a += x
                return np.sum(a)
            def stale(x):
                a = x * 2
                row = a[:1]
                a[0] = 5.0
                return np.sum(row)
            """)
        let result = session.run(source)
        #expect(result.contains(words), "\(result)")
        #expect(session.run("grad(lambda x: np.sum(x * x))(v)") == "[2. 4.]\n")
    }

    @Test("arrays that were used and changed later count as they were") func changedLater() {
        var session = TestSession("v, c = np.array([1.0, 2.0]), np.array([3.0, 4.0])")
        session.run(
            """
            def f(x):
                y = np.sum(x * c)
                c[0] = 100.0
                return y
            """)
        #expect(session.run("grad(f)(v)") == "[3. 4.]\n")
        #expect(session.run("c") == "[100.   4.]\n")
    }

    @Test("values that a function kept are plain ones later") func kept() {
        var session = TestSession("v, l = np.array([1.0, 2.0]), []")
        session.run("def f(x):\n    y = np.sum(x * x)\n    l.append(y)\n    return y\n")
        session.run("grad(f)(v), grad(f)(v * 2);")
        #expect(
            session.run("print(np.array(l), float(l[0]), l[0] + 1, np.sqrt(l[1]))")
                == "[ 5. 20.] 5.0 6.0 4.47213595499958\n")
    }

    @Test("objects that stand for arrays take the place of NumPy's functions") func protocols() {
        var session = TestSession(
            """
            class Named:
                def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
                    return ufunc.__name__, method, len(inputs), sorted(kwargs)
                def __array_function__(self, function, types, args, kwargs):
                    return function.__name__, types == (Named,), len(args), kwargs
            n = Named()
            a = np.ones(2)
            """)
        #expect(session.run("np.exp(n)") == "('exp', '__call__', 1, [])\n")
        #expect(session.run("np.add(a, n)") == "('add', '__call__', 2, [])\n")
        #expect(session.run("np.sum(n, axis=0)") == "('sum', True, 1, {'axis': 0})\n")
        #expect(session.run("np.stack([n, a])") == "('stack', True, 1, {})\n")
        #expect(session.run("a += n\na") == "('add', '__call__', 2, ['out'])\n")
    }
}
