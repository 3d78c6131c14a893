import Foundation
import Testing

@testable import Shell

private let hasTerminals = FileManager.default.fileExists(atPath: "/usr/bin/setsid")

/// What a shell at a terminal does before the first prompt.
@Suite("The beginning of a shell", .enabled(if: hasTerminals), .serialized) struct BeginningTests {
    private let folder = try? ScratchFolder()

    private func beginning(_ text: String) throws -> [String: String] {
        ["DESCENT_INIT": try #require(folder).write("init.session", text)]
    }

    @Test("its cells are the first of the session, and what is saved replays without them")
    func cellsAreRecorded() throws {
        let saved = try #require(folder).path("saved.session")
        let environment = try beginning("# %% [1] mine\nseed 7\n# %%\nlr = 0.5\nprint(lr)\n#> 0.5\n")
        let terminal = try PseudoTerminal([], columns: 200, environment: environment)
        terminal.wait(for: "0.5\r\n")
        terminal.wait(for: "note: [1] to [2] come from ")
        terminal.wait(for: "In [3]: ")
        terminal.type("w = rand 2\r")
        terminal.wait(for: "In [4]: ")
        terminal.type("w * lr\r")
        terminal.wait(for: "In [5]: ")
        terminal.type("save \(saved)\r")
        terminal.wait(for: "note: 4 cells in")
        terminal.type("undo 3\r")
        terminal.wait(for: "undid [1] seed 7, [2] lr")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
        let text = try String(contentsOfFile: saved, encoding: .utf8)
        #expect(
            text.contains("# %% [1] mine\nseed 7\n# %% [2] from init.session\nlr = 0.5\nprint(lr)\n#> 0.5\n# %% [3]\n"))
        let check = try Descent.run(["check", saved], environment: ["DESCENT_INIT": ""])
        #expect(check.status == 0 && check.output.hasPrefix("ok "))
    }

    @Test("a cell that fails is told with file and line, those after it don't run, and the shell goes on")
    func failure() throws {
        let terminal = try PseudoTerminal([], columns: 200, environment: try beginning("a = 1\nb = c\nd = 2\n"))
        let told = terminal.wait(for: "note: [1] comes from ")
        #expect(told.contains("error: there is no c"))
        #expect(told.contains("init.session:2:5"))
        terminal.wait(for: "the cells after it did not run")
        terminal.wait(for: "In [")
        terminal.type("a\r")
        terminal.wait(for: "\r\n1\r\n")
        terminal.type("d\r")
        terminal.wait(for: "there is no d")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
    }

    @Test(
        "a file that can't be parsed or read is told, and the shell goes on", arguments: ["b = (\n", "\u{0}\u{1}", nil])
    func damage(text: String?) throws {
        let environment =
            try text.map(beginning) ?? ["DESCENT_INIT": try #require(folder).path("there/is/none.session")]
        let terminal = try PseudoTerminal([], columns: 200, environment: environment)
        let told = terminal.wait(for: "In [1]: ")
        #expect(told.contains("error: "))
        #expect(told.contains(".session"))
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
    }

    @Test(
        "nothing of it runs without a terminal, with a file, or if it isn't wanted",
        arguments: [["--no-init"], ["run", "-i", "-c", "1"]])
    func leftOut(arguments: [String]) throws {
        let environment = try beginning("marked = 1\n")
        let terminal = try PseudoTerminal(arguments, columns: 200, environment: environment)
        terminal.wait(for: "In [")
        terminal.type("marked\r")
        terminal.wait(for: "there is no marked")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
        #expect(try Descent.run([], input: "marked\n", environment: environment).errors.contains("there is no marked"))
        #expect(try Descent.run(["run", "-c", "marked"], environment: environment).status == 1)
    }

    @Test("leaving at once doesn't ask to save what it set") func nothingToSave() throws {
        let journals = try #require(folder).path("journals")
        var environment = try beginning("a = 1\n")
        environment["DESCENT_JOURNAL"] = journals
        let terminal = try PseudoTerminal([], columns: 200, environment: environment)
        terminal.wait(for: "In [2]: ")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
        #expect(!terminal.rest.contains("not saved"))
        #expect(!FileManager.default.fileExists(atPath: journals))
    }

    @Test("a line greets at a terminal, once, unless it is silenced") func greeting() throws {
        for (arguments, environment, isThere) in [
            ([], ["DESCENT_BANNER": "1"], true), (["-q"], ["DESCENT_BANNER": "1"], false),
            (["--quiet"], ["DESCENT_BANNER": "1"], false), ([], ["DESCENT_BANNER": ""], false),
            (["run", "-i", "-c", "1"], ["DESCENT_BANNER": "1"], false),
        ] as [([String], [String: String], Bool)] {
            let terminal = try PseudoTerminal(arguments, columns: 200, environment: environment)
            let before = terminal.wait(for: "In [")
            #expect(before.contains("descent \(Shell.version): help lists") == isThere, "\(arguments) \(environment)")
            terminal.type("quit\r")
            #expect(terminal.status() == 0)
        }
        let piped = try Descent.run([], input: "1\n", environment: ["DESCENT_BANNER": "1"])
        #expect(piped.output == "1\n" && piped.errors == "")
    }
}
