import Foundation
import Interpreter
import Sessions
import Syntax
import Testing

/// Sessions of format 1, from when names held copies.
@Suite("format 1") struct FirstFormatTests {
    /// What is said while the cells of a file run, and how the check of it ends.
    private func warnings(_ cells: [String], version: Int = 1) throws -> [String] {
        let file = try session(
            "# descent \(version)\n" + cells.map { "# %%\n\($0)\n" }.joined(separator: "\n"))
        final class Box { var messages: [String] = [] }
        let box = Box()
        var replayer = Replayer()
        try replayer.replay(file) { report in
            if case .event(.namesWereCopies(let warning), _) = report { box.messages.append(warning.message) }
            return true
        }
        #expect(!replayer.interpreter.options.namesWereCopies)
        return box.messages
    }

    @Test(
        "the first change that another name sees is told, once",
        arguments: [
            ["x = arange 3", "y = x", "y[0] = 1", "y[1] = 1"], ["x = arange 3", "y = x[1:]", "y += 1"],
            ["x = arange 3", "def f(v): v[0] = 1", "f(x)"], ["x = eye 2", "for row in x: row[0] = 1"],
            ["x = [1]", "y = x", "y.append(2)"], ["x = [[1]]", "y = x[0]", "y.append(2)"],
            ["x = default_rng(1)", "y = x", "y.normal(size=2);"], ["x = eye 2", "y = x.T", "y[:] = 3"],
        ])
    func told(_ cells: [String]) throws {
        let words = "this changes x too: the session is of format 1, in which names held copies"
        #expect(try warnings(cells) == [words])
        #expect(try warnings(cells, version: 2) == [])
    }

    @Test(
        "what meant the same with copies is not told of",
        arguments: [
            ["x = arange 3", "x[0] = 1", "x += 1", "x.sort()", "shuffle x"],
            ["x = []", "for i in range(3): x.append(i)"],
            ["x = []", "def f(v): x.append(v)", "f(1)"], ["x = [[1]]", "x[0].append(2)", "del x[0]"],
            ["x = arange 3", "y = x", "y = y + 1", "x = x * 2"], ["x = arange 3", "y = x.copy()", "y[0] = 1"],
            ["x = default_rng(1)", "x.normal(size=2);"], ["x = zeros 2", "np.random.shuffle(x)"],
        ])
    func untold(_ cells: [String]) throws { #expect(try warnings(cells) == []) }

    private static let source = """
        # descent 1
        # %% [1]
        x = arange 3
        #= x 0000000000000000
        y = x
        # %% [2]
        y[0] = 5
        x
        #> [5 1 2]

        """

    @Test func `check tells it, and compares no digests`() throws {
        let report = Checker().check(try session(Self.source))
        #expect(report.isSame)
        let warning = try #require(report.warning)
        #expect(warning.message.hasPrefix("this changes x too") && warning.origin == "test.session:7")
        let second = Checker().check(try session(Self.source.replacing("# descent 1", with: "# descent 2")))
        #expect(!second.isSame && second.warning == nil)
        // Digests alone are nothing to compare with.
        let digests = try session("# descent 1\n# %%\nx = 1\n#= x 0000000000000000\n")
        #expect(!Checker().check(digests).isSame && !digests.hasRecord)
    }

    @Test func `update makes it one of the present format`() throws {
        let folder = try ScratchFolder()
        for head in ["", "#!/usr/bin/env -S descent run\n"] {
            let path = try folder.write("a.session", Array((head + Self.source).utf8))
            let changes = try Updater().update(try SessionFile.read(path: path, commands: commands)).get()
            #expect(changes?.warning != nil && changes?.outputs == 0 && changes?.digests == 1)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text.hasPrefix(head + "# descent 2\n# %% [1]\n"))
            #expect(Checker().check(try session(text)).isSame)
        }
    }
}
