import Foundation
import Testing

@testable import Interpreter

/// Dictionaries and sets print, and go through their items, as CPython's do.
@Suite struct TableObjectTests {
    /// Programs with what CPython prints; see `make_tables.py` beside them.
    private static let programs: [String] = {
        let url = interpreterFixtures.appendingPathComponent("Tables/programs.txt")
        let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
        return text.components(separatedBy: "\n===\n").filter { $0.contains("\n---\n") }
    }()

    @Test func thereArePrograms() { #expect(Self.programs.count == 360) }

    @Test("a program prints what CPython prints", arguments: 0..<36)
    func program(tens: Int) throws {
        for program in Self.programs.dropFirst(tens * 10).prefix(10) {
            let parts = program.components(separatedBy: "\n---\n")
            var session = TestSession()
            let failed = session.run(parts[0]).hasPrefix("error: ")
            let printed = session.told.output + (failed ? "raises\n" : "")
            #expect(printed == parts[1] + "\n", "\(parts[0])")
        }
    }

    @Test("hashes are CPython's") func hashes() throws {
        let text = Value.string(Text("abc"))
        #expect(try text.hash() == -4_594_863_902_769_663_758)
        #expect(try Value.string(Text("")).hash() == 0)
        #expect(try Value.string(Text("é")).hash() == 6_047_309_291_227_476_195)
        #expect(try Value.string(Text("日本")).hash() == 6_243_316_497_235_261_705)
        #expect(try Value.string(Text("😀")).hash() == -3_536_540_696_076_613_844)
        #expect(try Value.int(-1).hash() == -2)
        #expect(try Value.int(.min).hash() == -4)
        #expect(try Value.float(0.5).hash() == 1_152_921_504_606_846_976)
        #expect(try Value.tuple(TupleObject([.int(1), .int(2)])).hash() == -3_550_055_125_485_641_917)
    }

    @Test("a text that grows in place gets another hash") func grownText() {
        var session = TestSession("d = {'ab': 1}\nt = 'a'\nd.get(t)\nfor c in 'b': t += c")
        #expect(session.run("print(d[t], t in d)") == "1 True\n")
    }

    @Test("equal keys are one key, of whatever type") func equalKeys() {
        var session = TestSession()
        #expect(
            session.run("d = {1: 'a', True: 'b'}\nd[np.float64(1)] = 'c'\nd[np.int64(1)] = 'd'\nprint(d, d[1.0])")
                == "{1: 'd'} d\n")
        #expect(session.run("f = len\nprint({f: 1, abs: 2}[len], {int: 3}[int], {None: 4}[None])") == "1 3 4\n")
        #expect(session.run("def f(): pass\ng = {f: 1}\nprint(g[f], (lambda: 0) in g)") == "1 False\n")
    }

    @Test("% takes values of a dictionary by their names") func percent() {
        var session = TestSession("d = {'a': 1.5, 'b(c)': [2]}")
        #expect(
            session.run("print('%(a).2f and %(b(c))s' % d, '%s' % {1: 2}, 'none' % d)") == "1.50 and [2] {1: 2} none\n")
        #expect(session.run("'%(x)s' % d").hasPrefix("error: there is no key 'x'"))
    }

    @Test("lists deep in each other, and a dictionary that holds itself, end") func nesting() {
        var session = TestSession("d = {}\nd['d'] = d\ne = {}\ne['d'] = e")
        #expect(session.run("print(d, d == d)") == "{'d': {...}} True\n")
        #expect(session.run("l = []\nfor i in range(5000): l = {'l': l}\nm = l\nlen(str(m))").hasPrefix("error: "))
        #expect(session.run("t = ()\nfor i in range(5000): t = (t,)\n{t: 1}").hasPrefix("error: "))
    }
}
