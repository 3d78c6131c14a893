import Builtins
import Foundation
import Interpreter
import Sessions
import Syntax
import Testing

@Suite("Digests") struct DigestTests {
    private static let source = """
        # descent 2
        # %% [1] tensors
        seed 3
        x = rand 4 2
        x
        # %% [2] nothing is set
        x.sum()
        # %% [3] values, and a function
        def f(a):
            return a + 1
        n = 3; t = (1, 2.5, "a"); m = x > 0.5
        k = f(n)
        # %% [4] fails
        missing
        #! error: there is no missing

        """

    /// The file with the digests that `update --digests` writes.
    private func updated(_ source: String, in folder: ScratchFolder) throws -> String {
        let path = try folder.write("test.session", Array(source.utf8))
        _ = try Updater(writesDigests: true).update(try SessionFile.read(path: path, commands: commands))
        return try String(contentsOfFile: path, encoding: .utf8)
    }

    @Test("ints of any length have digests, which tell their signs and lengths apart") func longIntegers() throws {
        let source =
            "# descent 2\n# %% [1]\na = 2 ** 70; b = -(2 ** 70); c = 2 ** 134; d = 2 ** 70 + 1; e = 2 ** 71 // 2\n"
        let cell = try #require(try session(try updated(source, in: try ScratchFolder())).cells.first)
        let digests = Dictionary(uniqueKeysWithValues: cell.digests.map { ($0.digest.name, $0.digest.digest) })
        #expect(digests.count == 5 && Set(digests.values).count == 4)
        #expect(digests["a"] == digests["e"])
        #expect(Checker().check(try session(try updated(source, in: try ScratchFolder()))).isSame)
    }

    private func digests(_ text: String) throws -> [[String]] {
        try session(text).cells.map { $0.digests.map(\.digest.name) }
    }

    @Test func `each cell gets digests of what it sets, and of the random state if it changes that`() throws {
        let text = try updated(Self.source, in: try ScratchFolder())
        #expect(try digests(text) == [["x", "np.random"], [], ["f", "n", "t", "m", "k"], []])
        #expect(Checker().check(try session(text)).isSame)
        // They stand behind what the last statement printed.
        let lines = text.split(separator: "\n")
        let place = try #require(lines.firstIndex { $0.hasPrefix("#= x ") })
        #expect(lines[place - 1].hasPrefix("#> ") && lines[place + 1].hasPrefix("#= np.random "))
    }

    @Test func `digests written twice are the same, and say how many lines changed`() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("test.session", Array(Self.source.utf8))
        func update(_ digests: Bool) throws -> Updater.Changes? {
            let file = try SessionFile.read(path: path, commands: commands)
            return try Updater(writesDigests: digests).update(file).get()
        }
        let first = try #require(try update(true))
        #expect(first.outputs == 2 && first.digests == 7 && first.seeds == [])
        #expect(try update(true) == nil)
        #expect(try update(false) == nil)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(text.replacing("n = 3", with: "n = 4").utf8).write(to: URL(filePath: path))
        let second = try #require(try update(false))
        #expect(second.outputs == 0 && second.digests == 2)
    }

    @Test(
        "a function is its code, its defaults and what it shares",
        arguments: [
            ("def f(v):\n    return v + 1", "def f(v):\n    return v + 2"), ("f = lambda v: v", "f = lambda v: -v"),
            ("def f(v=[1]): return v", "def f(v=[2]): return v"),
            ("def g(k): return lambda: k\nf = g(1)", "def g(k): return lambda: k\nf = g(2)"),
            ("def f(v=[]): return v\nf()", "def f(v=[]): return v\nf().append(1)"), ("f = sum", "f = max"),
            ("f = [1].append", "f = [2].append"),
        ])
    func functions(_ one: String, _ other: String) throws {
        func digest(_ source: String) -> String? {
            let interpreter = Interpreter()
            _ = interpreter.run(Cell(number: 1, source: source)) { _ in }
            return interpreter.workspace.value("f").flatMap { ValueDigest.text(of: $0) }
        }
        let first = try #require(digest(one))
        #expect(first == digest(one + "  # a comment behind it") && first == digest("x = 1\n" + one))
        #expect(first != digest(other))
    }

    @Test("a function that shares a variable with itself has a digest, and one that holds an iterator")
    func circles() {
        let interpreter = Interpreter()
        let source = """
            def outer():
                def inner(n): return 0 if n == 0 else inner(n - 1)
                return inner
            f = outer()
            g = lambda v=zip([1], [2]): v
            h = lambda v=zip([1], [3]): v
            """
        _ = interpreter.run(Cell(number: 1, source: source)) { _ in }
        #expect(interpreter.workspace.value("f").flatMap { ValueDigest.text(of: $0) } != nil)
        let (g, h) = (interpreter.workspace.value("g"), interpreter.workspace.value("h"))
        let digest = g.flatMap { ValueDigest.text(of: $0) }
        #expect(digest != nil && digest != h.flatMap { ValueDigest.text(of: $0) })
    }

    @Test(
        "any bit of any value is seen",
        arguments: [
            ("a = 0.1", "a = 0.1 + 1e-17 * 1.5"), ("a = 0.0", "a = -0.0"), ("a = 1", "a = 1.0"), ("a = 1", "a = True"),
            ("a = array([1, 2])", "a = array([1.0, 2.0])"), ("a = zeros(2, 3)", "a = zeros(3, 2)"),
            ("a = [1, [2, 3]]", "a = [1, [2], 3]"), ("a = (1, 2)", "a = [1, 2]"), ("a = 'ab'", "a = 'ba'"),
            ("a = nan", "a = -nan"), ("a = array([True, False])", "a = array([False, True])"),
            ("a = None", "a = 0"), ("a = range(3)", "a = range(4)"), ("a = ones(1)[0]", "a = 1.0"),
            ("a = (i for i in [1, 2])", "a = (i for i in [1, 3])"), ("a = (i for i in [1])", "a = (-i for i in [1])"),
            ("a = iter([1, 2]); next a", "a = iter([1, 2])"), ("a = zip([1], [2])", "a = enumerate([1])"),
            ("a = (i for i in range(3)); b = next(a)", "a = (i for i in range(3)); b = 0"),
            ("class L(list): pass\na = L([1, 2])", "class L(list): pass\na = L([1, 3])"),
            ("class L(list): pass\na = L([1])", "class L(list): pass\na = [1]"),
            ("class L(list): pass\na = L(); a.b = 1", "class L(list): pass\na = L(); a.b = 2"),
            ("class D(dict): pass\na = D(x=1)", "class D(dict): pass\na = D(x=2)"),
            ("class F(float): pass\na = F(1)", "class F(float): pass\na = F(2)"),
            ("from collections import deque\na = deque([1])", "from collections import deque\na = deque([2])"),
            ("from collections import deque\na = deque([1])", "from collections import deque\na = deque([1], 2)"),
            (
                "from collections import Counter\na = Counter('ab')",
                "from collections import Counter\na = Counter('aa')"
            ),
            (
                "from collections import Counter\na = Counter('a')",
                "from collections import OrderedDict as Counter\na = Counter(a=1)"
            ),
            (
                "from collections import defaultdict\na = defaultdict(list)",
                "from collections import defaultdict\na = defaultdict(set)"
            ),
            (
                "from collections import namedtuple\na = namedtuple('P', 'x')(1)",
                "from collections import namedtuple\na = namedtuple('P', 'y')(1)"
            ),
            (
                "from collections import ChainMap\na = ChainMap({1: 2})",
                "from collections import ChainMap\na = ChainMap({1: 3})"
            ),
        ])
    func bits(_ one: String, _ other: String) throws {
        let text = try updated("# %%\n\(one)\n", in: try ScratchFolder())
        #expect(Checker().check(try session(text)).isSame)
        let changed = text.replacing(one, with: other)
        let value = changed != text
        #expect(value)
        let isAlike = one == "a = 0.1"
        // 0.1 + 1.5e-17 is 0.1 again or its neighbour: whatever the sum is, the digest says so.
        let report = Checker().check(try session(changed))
        if isAlike {
            #expect(report.isSame == (0.1 + 1e-17 * 1.5 == 0.1))
        } else {
            #expect(report.problems.contains { if case .drifted(_, "a", _, true) = $0 { true } else { false } })
        }
    }

    @Test func `a drift that nothing prints is found in the first cell, and not in those after it`() throws {
        let source = """
            # %% [1]
            seed 1
            w = rand 100
            # %% [2]
            v = w * 2
            # %% [3]
            s = v.sum() > 0
            # %% [4]
            s
            """ + "\n"
        let text = try updated(source, in: try ScratchFolder())
        let drifting = text.replacing("v = w * 2", with: "v = w * 2; v[57] += 1e-12")
        let problems = Checker().check(try session(drifting)).problems
        #expect(problems.count == 1)
        guard case .drifted(let cell, "v", _, true)? = problems.first else {
            Issue.record("\(problems)")
            return
        }
        #expect(cell.cell.number == 2)
        // With a tolerance, bits may differ.
        #expect(Checker(tolerance: Tolerance(relative: 1e-9, absolute: 0)).check(try session(drifting)).isSame)
    }

    @Test("line ends and byte-order mark stay", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(_ ending: String) throws {
        let folder = try ScratchFolder()
        let source =
            [UInt8]([0xEF, 0xBB, 0xBF]) + Array("# %%\na = 1\na\n# %%\nb = 2".replacing("\n", with: ending).utf8)
        let path = try folder.write("test.session", source)
        _ = try Updater(writesDigests: true).update(try SessionFile.read(path: path, commands: commands))
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let text = String(decoding: bytes, as: UTF8.self)
        let one = try #require(text.firstRange(of: /#= a [0-9a-f]{16}/)).lowerBound
        #expect(text[..<one].hasSuffix("a = 1\na\n#> 1\n".replacing("\n", with: ending)))
        #expect(text.replacing(ending, with: "").utf8.allSatisfy { $0 != 0x0A && $0 != 0x0D })
        #expect(Checker().check(try SessionFile.read(path: path, commands: commands)).isSame)
    }
}
