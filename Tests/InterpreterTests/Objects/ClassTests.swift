import Builtins
import Syntax
import Testing

@testable import Interpreter

/// Objects of classes in the log, exceptions that are caught and those that aren't, and what is told of both.
@Suite struct ClassTests {
    private static let program = """
        class Model:
            count = 0
            seen = []
            def __init__(self, w):
                self.w = w
                Model.count += 1
            def fit(self, v):
                self.w = v
                self.seen.append(v)
        m = Model([1])
        n = m
        """
    private static let look = """
        print(vars(m), Model.count, Model.seen, m is n, hasattr(m, 'b'), hasattr(Model, 'extra'))
        """

    @Test(
        "a cell that fails changes nothing of objects and classes",
        arguments: [
            "m.w = 5", "n.b = 1", "del m.w", "m.w.append(2)", "m.fit(3)", "Model.count = 9", "Model.extra = 1",
            "Model.fit = None", "Model(4)", "vars(m)['b'] = 2", "setattr(m, 'b', 3)", "m.__dict__.clear()",
            "try:\n    m.w = 5\n    1 / 0\nexcept ZeroDivisionError:\n    m.b = 2\nfinally:\n    Model.extra = 3",
        ])
    func rollback(change: String) {
        var session = TestSession(Self.program)
        let before = session.run(Self.look)
        #expect(before == "{'w': [1]} 1 [] True False False\n")
        let failed = session.run("\(change)\nmissing")
        #expect(failed.hasPrefix("error: there is no missing"))
        #expect(session.run(Self.look) == before)
        #expect(session.run("callable(m.fit)") == "True\n", "its methods are found as before")
        #expect(!session.run(change).hasPrefix("error"))
    }

    @Test("iterators, sets and classes that hold themselves are compared, and no end of it is missed")
    func identity() throws {
        let session = TestSession(
            """
            z = iter([1, 2, 3])
            y = iter([1, 2, 3])
            v = next(y)
            s, t = {1}, frozenset({1})
            class C: pass
            C.me = [C]
            D = C
            class C: pass
            C.me = [C]
            """)
        func isSame(_ first: String, _ second: String) throws -> Bool {
            let workspace = session.interpreter.workspace
            return try #require(workspace.value(first)).isIdentical(to: #require(workspace.value(second)))
        }
        #expect(try !isSame("z", "y") && !isSame("s", "t"))
        #expect(try isSame("z", "z") && isSame("C", "D"))
    }

    @Test("what goes wrong in a method is told there, with the calls that led to it")
    func places() {
        var session = TestSession(Self.program)
        let said = session.run("class Wrong:\n    def __add__(self, o):\n        return o.nothing\nWrong() + 1")
        #expect(said.contains("the int 1 has no nothing") && said.contains("in __add__"))
        #expect(session.run("class Mute:\n    def __str__(self): return 3").isEmpty)
        #expect(session.run("print(Mute())").contains("must give a string"))
        #expect(session.told.output.isEmpty, "print shows nothing of what it couldn't make a text of")
        #expect(session.run("f'{Mute()}'").contains("must give a string"))
        #expect(session.run("Mute()").contains("must give a string"))
    }

    @Test("an error that is caught and raised again is told where it arose")
    func again() {
        var session = TestSession()
        let said = session.run("try:\n    [][3]\nexcept IndexError:\n    raise")
        #expect(said.hasPrefix("error: index 3 is outside this list of 0") && said.contains("[][3]"))
        let other = session.run("try:\n    [][3]\nfinally:\n    x = 1")
        #expect(other.hasPrefix("error: index 3 is outside this list of 0"))
        #expect(session.run("x").hasPrefix("error: there is no x"))
    }

    @Test("the text of an exception is asked for where it is told, once")
    func texts() {
        var session = TestSession()
        let source = "class E(Exception):\n    def __str__(self):\n        print('asked')\n        return 'own words'"
        #expect(session.run(source).isEmpty)
        #expect(session.run("raise E(1)").hasPrefix("error: E: own words\n"))
        #expect(session.told.output == "asked\n")
        #expect(session.run("def f(): raise E(1)\ntry:\n    f()\nexcept E:\n    print('caught')") == "caught\n")
        #expect(session.run("class F(E):\n    def __str__(self): return 1 / 0\nraise F()").contains("division by zero"))
        #expect(session.run("x = 1\nx") == "1\n", "the next cell runs as ever")
    }

    @Test("completion, help and whos know objects and classes")
    func looking() {
        var session = TestSession(Self.program)
        let interpreter = session.interpreter
        if let model = interpreter.workspace.value("m") {
            #expect(interpreter.table.attributeNames(of: model) == ["count", "fit", "seen", "w"])
        }
        #expect(session.run("whos").contains("Model"))
        _ = session.run("help Model")
        #expect(session.told.output.contains("Model(w)") && session.told.output.contains("count, fit, seen"))
    }

    @Test("a circle of objects that nothing reaches is let go of")
    func circles() {
        var session = TestSession()
        let source = "class N: pass\nfor i in range(9):\n    a = N()\n    a.me = a\n    a.items = [a]\ndel a, N"
        #expect(session.run(source).isEmpty)
        #expect(Collector.collect() >= 9)
    }
}
