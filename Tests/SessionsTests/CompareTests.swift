import Foundation
import Interpreter
import Sessions
import Syntax
import Testing

@Suite("compare") struct CompareTests {
    private func text(_ one: String, _ other: String, seed: UInt32? = nil) throws -> [String] {
        var options = InterpreterOptions()
        options.seed = seed
        let comparison = SessionComparer(options: options).compare(
            try session(one, path: "a.session"), try session(other, path: "b.session"))
        return [comparison.summary] + comparison.details
    }

    @Test func `sessions that leave and print the same are the same, however they are written`() throws {
        let one = "# %%\nseed 1\nx = rand 2 2\n# %%\nx.sum()\n"
        let other = "# %% [7] other words\nseed(1); x = np.random.rand(2, 2)\n# %% [9]\nx.sum()\n#> 5\n"
        #expect(try text(one, other) == ["same a.session b.session  2 cells, 1 name"])
    }

    @Test(
        "the first cell and element at which they part",
        arguments: [
            (
                "# %%\nx = 1\n# %%\nw = zeros(5, 2)\n# %%\nw[4, 1] = 1\n",
                "# %%\nx = 1\n# %%\nw = zeros(5, 2); w[3, 0] = 0.5; w[4, 1] = 2\n# %%\nw[4, 1] = 1\n",
                [
                    "after 1 cell that is the same", "a.session:4 In [2] and b.session:4 In [2] part:",
                    "  w[3, 0] is 0.0 and 0.5: |Δ| 0.5; 2 of 10 elements differ",
                ]
            ),
            (
                "a = 0.5\n", "a = 0.5 + 2**-53\n",
                ["  a is 0.5 and 0.5000000000000001: |Δ| 1.1102230246251565e-16, 1 ulp"]
            ),
            ("a = 0.0\n", "a = -0.0\n", ["  a is 0.0 and -0.0: |Δ| 0, 0 ulps"]),
            ("a = 2\n", "a = 5\n", ["  a is 2 and 5: |Δ| 3"]),
            ("a = 2\n", "a = 2.0\n", ["  a is int 2 and float 2.0"]),
            ("a = zeros(2, 3)\n", "a = zeros(3, 2)\n", ["  a is (2, 3) and (3, 2)"]),
            ("a = [1, (2, 3.5)]\n", "a = [1, (2, 4.5)]\n", ["  a[1][1] is 3.5 and 4.5: |Δ| 1"]),
            ("a = [1]\n", "a = [1, 2]\n", ["  a is list of 1 and list of 2"]),
            ("a = 'x'\n", "a = 'y'\n", ["  a is 'x' and 'y'"]),
            ("a = array([1, 2])\n", "a = array([1, 3])\n", ["  a[1] is 2 and 3: |Δ| 1; 1 of 2 elements differ"]),
            (
                "a = array([True, True])\n", "a = array([True, False])\n",
                ["  a[1] is True and False; 1 of 2 elements differ"]
            ),
            ("a = inf\n", "a = 1.0\n", ["  a is inf and 1.0"]),
            ("a = 1\n", "b = 1\n", ["  b is only in b.session", "  a is only in a.session"]),
            ("# %%\nseed 1\n", "# %%\nseed 2\n", ["  the random states differ"]),
            (
                "def f(x): return x\n", "def f(x): return x + 1\n",
                ["  f is another function and function"]
            ),
            (
                "x = array([1.0, 2.0])\n# %%\nx * 2\n", "x = array([1.0, 2.0])\n# %%\nx * 3\n",
                [
                    "  `x * 2` element [0] prints 2. and 3.: |Δ| 1", "    - [2. 4.]",
                    "    + [3. 6.]",
                ]
            ),
            ("1\n", "1\n2\n", ["only b.session goes on, with b.session:2 In [2]"]),
            ("1\n2\n", "1\nquit\n3\n", ["a.session:2 In [2] and b.session:2 In [2] part:"]),
            (
                "# %%\nx\n#! error: there is no x\n", "# %%\nx = 1\n",
                ["  fails with error: there is no x in a.session, with nothing in b.session"]
            ),
        ])
    func parting(_ one: String, _ other: String, _ expected: [String]) throws {
        let lines = try text(one, other)
        #expect(lines[0].hasPrefix("different a.session b.session  after "))
        for line in expected { #expect(lines.contains { $0.hasSuffix(line) }, "\(lines)") }
    }

    @Test func `cells that travel do so on both sides`() throws {
        let source = "# %% [1]\na = 1\n# %% [2]\na = 2\n# %% [3]\nundo\n# %% [4]\na\n"
        #expect(try text(source, source) == ["same a.session b.session  4 cells, 1 name"])
        let lines = try text(source, source.replacing("undo", with: "goto 2"))
        #expect(lines.contains("  a is 1 and 2: |Δ| 1"), "\(lines)")
    }

    @Test func `a cell that draws unseeded is told of, and a seed from outside makes both the same`() throws {
        let source = "x = rand 3\n"
        let lines = try text(source, source)
        #expect(lines.contains { $0.hasPrefix("a.session:1: In [1] draws random numbers without a seed") })
        #expect(try text(source, source, seed: 5) == ["same a.session b.session  1 cell, 1 name"])
    }

    @Test func `a cell that fails ends it`() throws {
        let comparison = SessionComparer().compare(try session("1\nx\n"), try session("1\nx = 1\n"))
        guard case .failed(let failures)? = comparison.end else {
            Issue.record("\(comparison)")
            return
        }
        #expect(failures.count == 1 && failures[0].position.line == 2)
        #expect(comparison.sameCells == 1 && !comparison.isSame)
    }

    @Test func `what their cells write does not meet, and does not stay`() throws {
        let folder = try ScratchFolder()
        let file = folder.url.appending(path: "t.npy").path
        let one = "save \(file) [1]\n# %%\nx = load \(file)\n"
        let other = "save \(file) [2]\n# %%\nx = load \(file)\n"
        #expect(try text(one, other).contains("  x[0] is 1 and 2: |Δ| 1; 1 of 1 element differ"))
        #expect(!FileManager.default.fileExists(atPath: file))
    }
}
