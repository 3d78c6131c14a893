import Interpreter
import Testing

/// Operators that put what they give in the place of an operand which nobody looks at any more.
@Suite struct SmallArrayTests {
    private static let start = """
        x = np.arange(6.0).reshape(2, 3) / 7
        y = np.array([[0.5], [2.0]])
        z = np.arange(3.0) + 1

        """

    /// An expression over temporaries, and the same with a name for each value, which then keeps its elements.
    @Test(arguments: [
        ("(x + 1) * 2", "a = x + 1; b = a * 2"),
        ("2 * (x + 1)", "a = x + 1; b = 2 * a"),
        ("(x + 1) - (x * 3)", "a = x + 1; c = x * 3; b = a - c"),
        ("(y + 1) + (x + 1)", "a = y + 1; c = x + 1; b = a + c"),
        ("(x + 1) + y", "a = x + 1; b = a + y"),
        ("x - (z + 1)", "a = z + 1; b = x - a"),
        ("(x - y) ** 2", "a = x - y; b = a ** 2"),
        ("(x.T + 1) + z.reshape(3, 1)", "a = x.T + 1; b = a + z.reshape(3, 1)"),
        ("(x[:, ::2] + 1) + y", "a = x[:, ::2] + 1; b = a + y"),
        ("(x @ x.T) / 3", "a = x @ x.T; b = a / 3"),
        ("(x + 1) / (y - 0.5)", "a = x + 1; c = y - 0.5; b = a / c"),
        ("(x + 1).T + (x + 2).T", "a = (x + 1).T; c = (x + 2).T; b = a + c"),
    ])
    func temporaries(expression: String, named: String) {
        var session = TestSession()
        let statements = named.split(separator: ";").map { $0.trimmingPrefix(" ") }
        let output = session.run(
            Self.start + "\(statements[0])\nk = a.copy()\n\(statements.dropFirst().joined(separator: "\n"))\n"
                + "print(repr(b) == repr(\(expression)), repr(k) == repr(a), b.shape)")
        #expect(output.hasPrefix("True True ("))
    }

    /// What another name, a list, a view or a frame holds stays as it is; what `op=` changes is seen by all.
    @Test(arguments: [
        ("l = [z + 1]\nb = l[0] * 2\nprint(l, b)", "[array([2., 3., 4.])] [4. 6. 8.]\n"),
        ("a = b = z + 1\na -= z\nprint(b, a is b)", "[1. 1. 1.] True\n"),
        ("a = z + 1\nv = a[:2]\nv *= v\nprint(a)", "[4. 9. 4.]\n"),
        ("a = z + 1\na[1:] += a[:-1]\nprint(a)", "[2. 5. 7.]\n"),
        (
            "def f():\n    a = z + 1\n    while True: a = a + (yield a)\ng = f()\np = next(g)\nq = g.send(1.0)\nprint(p, q)",
            "[2. 3. 4.] [3. 4. 5.]\n"
        ),
        ("v = (z + 1)[::-1]\nprint(v + v.base)", "[6. 6. 6.]\n"),
        (
            "print(np.sum(x + 1, axis=0), (x + 1).mean(axis=0, keepdims=True).shape, np.mean(z), z.sum(axis=0))",
            "[2.42857143 2.71428571 3.        ] (1, 3) 2.0 6.0\n"
        ),
    ])
    func sharing(source: String, output: String) {
        var session = TestSession()
        #expect(session.run(Self.start + source) == output)
    }

    @Test("what isn't finite warns as in general, and leaves the operands") func warnings() {
        var session = TestSession()
        #expect(session.run(Self.start + "a = z / 0\nprint(a, (z - 1) / (z - 1))") == "[inf inf inf] [nan  1.  1.]\n")
        #expect(session.told.warnings.count == 2)
    }
}
