import Foundation
import Testing

/// `setsid --ctty` is Linux's; elsewhere the tests of the parts cover it.
private let hasTerminals = FileManager.default.fileExists(atPath: "/usr/bin/setsid")

@Suite("History at the prompt", .enabled(if: hasTerminals), .serialized) struct HistoryPromptTests {
    @Test("Up brings back what an earlier run was given") func twoRuns() throws {
        let folder = try ScratchFolder()
        let environment = ["DESCENT_HISTORY": folder.path("a/history")]
        let first = try PseudoTerminal([], environment: environment)
        first.wait(for: "In [1]: ")
        first.type("40 + 2\r")
        first.wait(for: "\r\n42\r\n")
        first.wait(for: "In [2]: ")
        first.type(" 'a secret'\r")
        first.wait(for: "\r\na secret\r\n")
        first.wait(for: "In [3]: ")
        first.type("\u{4}")
        #expect(first.status() == 0)
        #expect(try String(contentsOfFile: folder.path("a/history"), encoding: .utf8) == "40 + 2\n")

        let second = try PseudoTerminal([], environment: environment)
        second.wait(for: "In [1]: ")
        second.type("\u{1B}[A")
        second.wait(for: "40 + 2")
        second.type("\r")
        second.wait(for: "\r\n42\r\n")
        second.wait(for: "In [2]: ")
        second.type("\u{4}")
        #expect(second.status() == 0)
    }

    @Test("a history that can't be kept is told once, and the shell goes on") func unwritable() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("file", "")
        let terminal = try PseudoTerminal([], environment: ["DESCENT_HISTORY": file + "/history"])
        terminal.wait(for: "In [1]: ")
        terminal.type("1 + 1\r")
        terminal.wait(for: "\r\n2\r\n")
        terminal.wait(for: "warning: inputs are not kept:")
        terminal.wait(for: "In [2]: ")
        terminal.type("2 + 1\r")
        #expect(!terminal.wait(for: "In [3]: ").contains("warning"))
        terminal.type("\u{4}")
        #expect(terminal.status() == 0)
    }

    @Test("history shows the cells of this shell, and with a word the inputs of all shells that contain it")
    func command() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("history", "for i in range(2):\\\n\t    print(i)\nalpha = 1\n")
        let terminal = try PseudoTerminal([], environment: ["DESCENT_HISTORY": path])
        terminal.wait(for: "In [1]: ")
        terminal.type("beta = 2\r")
        terminal.wait(for: "In [2]: ")
        terminal.type("history\r")
        let cells = terminal.wait(for: "In [3]: ")
        #expect(cells.contains("\r\n[1] beta = 2  beta"))
        #expect(!cells.contains("alpha"))
        terminal.type("history A\r")
        terminal.wait(for: "\r\nalpha = 1\r\nbeta = 2\r\n")
        terminal.wait(for: "In [4]: ")
        terminal.type("history nothing\r")
        terminal.wait(for: "note: no input contains nothing")
        terminal.wait(for: "In [5]: ")
        terminal.type("\u{4}")
        #expect(terminal.status() == 0)
    }

    @Test("where cells don't come from a prompt, history shows the cells, and no inputs are kept, which is told")
    func noHistory() throws {
        let outcome = try Descent.run([], input: "history\nx = 1\nhistory\nhistory x\n")
        #expect(outcome.status == 0)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.count == 1 && lines[0].hasPrefix("[2] x = 1  x"))
        #expect(outcome.errors.hasPrefix("note: no cell has run yet\nnote: there is no history"))
    }
}
