import Interpreter
import Testing

/// Modules that are written in Python: files beside the notebook, and text files by `open`.
@Suite("Modules written in Python") struct SourceModuleTests {
    /// A session in whose folder a module lies.
    private func session(_ source: String, named name: String = "helpers") -> TestSession {
        var session = TestSession()
        session.write(source, named: name)
        return session
    }

    private static let counter = """
        count = 0
        limit = 2
        def step(n=1):
            global count
            count += n
            return count
        def read(): return hidden
        def total(values): return sum(values)
        print('loaded', __name__)
        """

    @Test func aFileRunsOnceAndKeepsItsNames() {
        var session = session(Self.counter)
        #expect(session.line("import helpers\nfrom helpers import step, limit") == "loaded helpers")
        #expect(
            session.line("import helpers as h\nprint(h is helpers, step(), h.step(3), helpers.count, limit)")
                == "True 1 4 4 2")
        #expect(session.line("helpers.count = 10\nstep()") == "11")
        #expect(session.line("type(helpers)") == "<class 'module'>")
        #expect(session.line("step.__module__") == "helpers")
    }

    @Test func nothingInItSeesTheWorkspace() {
        var session = session(Self.counter)
        session.run("import helpers\nhidden = 5\nsum = 3")
        #expect(session.line("try: helpers.read()\nexcept NameError: print('none')") == "none")
        #expect(session.line("helpers.total([1, 2])") == "3")
        #expect(session.run("helpers.nothing").contains("module 'helpers' has no attribute 'nothing'"))
    }

    @Test func aCellThatFailsLeavesItAsItWas() {
        var session = session(Self.counter)
        session.run("import helpers")
        session.run("helpers.step(5); helpers.count = 7; 1 / 0")
        #expect(session.line("helpers.count") == "0")
        session.run("reset")
        #expect(session.line("import helpers") == "loaded helpers")
    }

    @Test func whatAModuleOfPythonsRefusesIsToldWhereItWasCalled() {
        var session = TestSession()
        let said = session.run("import datetime\ndef f(): return datetime.date(2020, 13, 1)\nf()")
        #expect(said.contains("return datetime.date(2020, 13, 1)\n") && !said.contains("<datetime>"))
        #expect(session.run("open('nowhere')").contains("open('nowhere')\n"))
    }

    @Test func starsBringTheNamesOfOtherFiles() {
        var session = session(
            "from os.path import *\nbase = 41\n_own = 1\ndef name(p): return basename(p)", named: "low")
        session.write(
            "from math import *\nfrom low import *\ndef area(r): return pi * r ** 2\nvalue = base + 1", named: "high")
        #expect(
            session.line("from high import *\nprint(value, area(1), name('/x/y.txt'))") == "42 3.141592653589793 y.txt")
        #expect(session.line("import high\nhasattr(high, '_own')") == "False")
        session.write("if True:\n    from low import *", named: "inside")
        #expect(session.run("import inside").contains("at the margin of an imported file alone: inside.py"))
    }

    @Test func generatorsThatAreLetGoInTheirMidstAreTold() {
        var session = TestSession()
        session.run(
            "def g():\n    try: yield 1\n    finally: print('end')\ndef h():\n    try: yield 1\n    except ValueError: pass"
        )
        session.run("x = g(); next(x); x.close()\ny = h(); next(y); del y")
        #expect(session.told.warnings == [])
        session.run("z = g(); next(z); del z")
        #expect(session.told.warnings.first?.hasPrefix("the generator g was let go before its end") == true)
    }

    @Test func mistakesAreTold() {
        var session = session("x = = 1", named: "broken")
        #expect(session.run("import broken").contains("broken.py, line 1"))
        #expect(session.line("try: import broken\nexcept SyntaxError: print('caught')") == "caught")
        #expect(
            session.line("try: import nowhere\nexcept ModuleNotFoundError as e: print(e)")
                == "No module named 'nowhere'"
        )
        #expect(session.line("try: from os import nothing\nexcept ImportError: print('caught')") == "caught")
    }

    @Test func textFilesAreReadAndWritten() {
        var session = TestSession()
        session.run("with open('t.txt', 'w') as f: f.write('a\\nb\\n')")
        #expect(session.line("open('t.txt').readlines()") == "['a\\n', 'b\\n']")
        session.run("open('t.txt', 'a').write('c'); 1 / 0")
        #expect(session.line("open('t.txt').read()") == "a\nb\n")
        session.run("f = open('t.txt', 'a'); f.write('c');")
        #expect(session.line("for line in open('t.txt'): print(line, end='|')") == "a\n|b\n|c|")
        #expect(
            session.line("try: open('no.txt')\nexcept FileNotFoundError as e: print(e.errno, e)")
                == "2 [Errno 2] No such file or directory: 'no.txt'")
        #expect(session.line("open('t.txt', 'rb').read()") == #"b'a\nb\nc'"#)
        #expect(session.run("open('t.txt', 'r+')").contains("leave out the +"))
    }
}

extension TestSession {
    /// Writes a file of Python.
    fileprivate mutating func write(_ source: String, named name: String) {
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map { "    \"\($0)\\n\"" }
        let text = lines.joined(separator: "\n")
        #expect(line("with open(\"\(name).py\", \"w\") as f: f.write(\n\(text)\n)") == "")
    }

    /// What a cell prints, without the last line end.
    fileprivate mutating func line(_ source: String) -> String {
        let output = run(source)
        return output.hasSuffix("\n") ? String(output.dropLast()) : output
    }
}
