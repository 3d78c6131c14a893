import Foundation
import Testing

@testable import Interpreter

/// Programs that use Python's modules print what CPython prints.
@Suite struct ModuleTests {
    /// Programs with what CPython prints; see `make_modules.py` beside them.
    private static let programs: [String] = {
        let url = interpreterFixtures.appendingPathComponent("Modules/programs.txt")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n===\n").filter { $0.contains("\n---\n") }
    }()

    @Test func thereArePrograms() { #expect(Self.programs.count > 90) }

    @Test("a program prints what CPython prints", arguments: 0..<12)
    func program(part: Int) throws {
        for (place, program) in Self.programs.enumerated() where place % 12 == part {
            let parts = program.components(separatedBy: "\n---\n")
            let (result, output) = onLargeStack {
                var session = TestSession()
                session.interpreter.options.stackBudget = 200 << 20
                return (session.run(parts[0]), session.told.output)
            }
            var expected = parts[1].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if let last = expected.last, last.hasPrefix("raises ") {
                expected.removeLast()
                #expect(result.contains(last.dropFirst("raises ".count)), "\(parts[0])")
            } else {
                #expect(!result.hasPrefix("error: "), "\(parts[0]): \(result)")
            }
            let printed = expected.map { $0 + "\n" }.joined()
            #expect(output == printed, "\(parts[0])")
        }
    }

    @Test("Python's stream is undone, rolled back and told when it seeds itself") func stream() {
        var session = TestSession("import random\nrandom.seed(1)")
        let first = session.run("print(random.random())")
        #expect(session.run("x = random.random(); y = 1 / 0").hasPrefix("error"))
        var other = TestSession("import random\nrandom.seed(1)")
        #expect(other.run("print(random.random())") == first)
        #expect(other.run("print(random.random())") == session.run("print(random.random())"))
        session = TestSession("import random", "x = random.random()")
        #expect(session.told.seeds.count == 1)
        var again = TestSession("import random\nrandom.seed(\(session.told.seeds[0]))\nx = random.random()")
        #expect(again.told.seeds.isEmpty && again.run("print(x)") == session.run("print(x)"))
    }

    @Test("NumPy's stream and Python's don't meet") func twoStreams() {
        var session = TestSession("import random\nrandom.seed(1)\nseed 1")
        let drawn = session.run("print(rand(), random.random())")
        session.run("random.seed(1); seed(1)")
        #expect(session.run("print(rand(), random.random())") == drawn)
        session.run("random.seed(1); seed(1); x = rand(100)")
        #expect(session.run("print(random.random())") == "0.13436424411240122\n")
    }

    @Test("an iterator of a module goes on from where it stood before a cell that fails") func rolledBack() {
        for source in [
            "itertools.count(5)", "itertools.cycle('ab')", "itertools.chain([1, 2], [3, 4])",
            "itertools.product('ab', [1, 2])",
            "itertools.permutations('abc')", "itertools.accumulate([1, 2, 3, 4])", "itertools.pairwise([1, 2, 3, 4])",
            "itertools.tee([1, 2, 3])[0]", "itertools.islice([1, 2, 3, 4, 5], 0, None, 2)",
        ] {
            var session = TestSession("import itertools\nc = \(source)\nx = next(c)")
            #expect(session.run("x = next(c); y = 1 / 0").hasPrefix("error"))
            var other = TestSession("import itertools\nc = \(source)\nx = next(c)")
            #expect(session.run("print(next(c))") == other.run("print(next(c))"), "\(source)")
        }
    }

    @Test("import * sets the names alone that mean something else without it") func everything() {
        var session = TestSession("from numpy import *")
        #expect(session.interpreter.workspace.value("zeros") == nil)
        #expect(session.run("print(sum(ones((2, 2))), random.rand is rand)") == "4.0 True\n")
        session = TestSession("mean = 3", "from numpy import *")
        #expect(session.run("print(mean([1, 3]))") == "2.0\n")
    }

    @Test("what a clock gave marks what it goes into") func clocks() {
        var session = TestSession("import time\nt = time.time()\nu = t - 1\nv = 2")
        let workspace = session.interpreter.workspace
        #expect(workspace.isTimed("t") && workspace.isTimed("u") && !workspace.isTimed("v"))
        session.run("t = 3")
        #expect(!workspace.isTimed("t"))
    }
}
