import Foundation
import Testing

/// `check path` and `replay path`, typed.
@Suite("check and replay at the prompt") struct SessionFileCommandTests {
    private let good = "# descent 2\n# %% [4] weights\nw = ones 2 1\nw\n#> [[1.]\n#>  [1.]]\n# %% [7]\nw = w * 2\n"

    private func run(_ lines: [String]) throws -> Outcome {
        try Descent.run([], input: lines.joined(separator: "\n") + "\n")
    }

    @Test func `check looks at a file in a workspace of its own`() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a.session", good)
        let outcome = try run(["w = 5", "check \(file)", "w"])
        #expect(outcome.output == "ok \(file)  2 cells, 2 lines\n5\n" && outcome.status == 0)
        let other = try folder.write("b.session", good.replacing("[1.]]", with: "[3.]]"))
        let different = try run(["w = 5", "check \(other)", "w"])
        #expect(different.status == 1)
        #expect(different.output.contains("In [4] w[1, 0] prints 1. for 3."))
        #expect(different.errors == "error: \(other) is not as it records\n")
    }

    @Test("what can't be read is told of", arguments: ["check", "replay"])
    func unreadable(_ command: String) throws {
        let folder = try ScratchFolder()
        let missing = try run(["\(command) \(folder.path("none"))"])
        #expect(missing.status == 1 && missing.errors == "error: \(folder.path("none")): there is no such file\n")
        let damaged = try folder.write("a.session", "#> 1\n")
        #expect(try run(["\(command) \(damaged)"]).errors.contains("\n  at \(damaged):1\n"))
        let wrong = try folder.write("b.session", "1\nx = = 2\n")
        #expect(try run(["\(command) \(wrong)"]).errors.contains("\n  at \(wrong):2:5\n"))
        #expect(try run([command]).status == 1)
        #expect(try run(["\(command) a b"]).status == 1)
        #expect(try run(["1; \(command) \(wrong)"]).errors.contains("it must be all of its cell"))
    }

    @Test func `replay runs a file's cells as new ones, which can be undone one by one`() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a.session", good)
        let saved = folder.path("c.session")
        let outcome = try run(["v = 1", "replay \(file)", "w", "undo", "w", "save \(saved)", "undo", "whos"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let echo = "In [3]: w = ones 2 1\n   ...: w\n[[1.]\n [1.]]\nIn [4]: w = w * 2\n"
        #expect(outcome.output.hasPrefix(echo + "[[2.]\n [2.]]\n[[1.]\n [1.]]\n"), "\(outcome.output)")
        let text = try String(contentsOfFile: saved, encoding: .utf8)
        #expect(text.contains("# %% [1]\nv = 1\n# %% [3] weights\nw = ones 2 1\nw\n#> [[1.]\n#>  [1.]]\n"))
        #expect(!text.contains("replay") && !text.contains("w * 2"))
    }

    @Test func `replay stops at the first failure, and keeps what ran`() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a.session", "# %%\na = 1\n# %%\nthere\n# %%\na = 3\n")
        let failed = try run(["replay \(file)", "a"])
        #expect(failed.status == 1)
        #expect(failed.errors.contains("error: there is no there"))
        #expect(failed.errors.contains("in [3], which is \(file):4; the cells after it did not run"))
        let terminal = try PseudoTerminal([])
        terminal.wait(for: "In [1]: ")
        terminal.type("replay \(file)\r")
        terminal.wait(for: "did not run")
        terminal.wait(for: "In [4]: ")
        terminal.type("print('a', 'is', a)\r")
        terminal.wait(for: "a is 1")
        terminal.wait(for: "In [5]: ")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
    }

    @Test func `errors that a file expects don't stop a replay, others do`() throws {
        let folder = try ScratchFolder()
        let expected = "# %%\na = 1\n# %%\nthere\n#! error: there is no there\n# %%\na\n"
        let outcome = try run(["replay \(try folder.write("a.session", expected))"])
        #expect(outcome.status == 0 && outcome.output.hasSuffix("\nIn [4]: a\n1\n"))
        #expect(outcome.errors.contains("error: there is no there"))
        let wrong = try folder.write("c.session", expected.replacing("no there", with: "no here"))
        #expect(try run(["replay \(wrong)"]).errors.contains("the file expects another error: error: there is no here"))
        let succeeds = try folder.write("d.session", "# %%\na = 1\n#! error: there is no there\n")
        #expect(try run(["replay \(succeeds)"]).errors.contains("this cell should fail, but ran to its end"))
    }

    @Test func `a file that replays itself or keeps the session is refused, one that quits ends`() throws {
        let folder = try ScratchFolder()
        let path = folder.path("a.session")
        _ = try folder.write("a.session", "# %%\na = 1\n# %%\nreplay \(path)\n")
        let refused = try run(["replay \(path)"])
        #expect(refused.status == 1 && refused.errors.contains("replay is for the prompt"))
        let undoes = try folder.write("b.session", "# %%\na = 1\n# %%\na = 2\n# %%\nundo\n# %%\na\n")
        #expect(try run(["replay \(undoes)"]).output.hasSuffix("a\n1\n"))
        let quits = try folder.write("c.session", "# %%\na = 1\n# %%\nquit\n# %%\na = 2\n")
        #expect(try run(["replay \(quits)", "a"]).output.hasSuffix("quit\n1\n"))
    }

    @Test("Ctrl-C stops both, and the shell goes on", arguments: ["check", "replay"])
    func interrupt(_ command: String) throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a.session", "# %%\na = 1\na\n#> 1\n# %%\nwhile True:\n    a = 2\n")
        let terminal = try PseudoTerminal([])
        terminal.wait(for: "In [1]: ")
        terminal.type("\(command) \(file)\r")
        if command == "replay" { terminal.wait(for: "while True") } else { usleep(300_000) }
        terminal.type("\u{3}")
        terminal.wait(for: "interrupted")
        terminal.wait(for: ": ")
        terminal.type("1 + 41\r")
        terminal.wait(for: "42")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
    }

    @Test func `what is brought back goes on with numbers that were never used`() throws {
        let folder = try ScratchFolder()
        _ = try folder.write("2026-01-01-000000-1.session", "# descent 2\n# %% [1]\nx = 1\n#=\n# %% [7]\n#=\n")
        let resumed = try Descent.run(
            ["--resume"], input: "y = 2\nhistory\n", environment: ["DESCENT_JOURNAL": folder.path("")])
        #expect(resumed.output.contains("[8] y = 2"), "\(resumed.output)")
    }

    @Test func `every way into a session of format 1 tells what another name sees`() throws {
        let folder = try ScratchFolder()
        let source =
            "# descent 1\n# %% [1]\nx = arange 3\n#=\n# %% [2]\ny = x\n#=\n# %% [3]\ny[0] = 5\nx\n#> [5 1 2]\n#=\n"
        let file = try folder.write("a.session", source)
        let words = "this changes x too: the session is of format 1, in which names held copies"
        for arguments in [["run", file], ["check", file]] {
            let outcome = try Descent.run(arguments)
            #expect(outcome.status == 0 && outcome.errors.contains("warning: \(words)\n"), "\(outcome.errors)")
        }
        for line in ["replay \(file)", "check \(file)"] { #expect(try run([line]).errors.contains(words)) }
        let journal = try folder.write("2026-01-01-000000-1.session", source)
        let resumed = try Descent.run(
            ["--resume"], input: "x\n", environment: ["DESCENT_JOURNAL": folder.path("")])
        #expect(resumed.output.hasSuffix("[5 1 2]\n") && resumed.errors.contains(words), "\(resumed.errors)")
        #expect(try String(contentsOfFile: journal, encoding: .utf8) == source)
    }
}
