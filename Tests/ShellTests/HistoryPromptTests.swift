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
        terminal.wait(for: "warning: inputs are not kept: ")
        terminal.wait(for: "In [2]: ")
        terminal.type("2 + 1\r")
        #expect(!terminal.wait(for: "In [3]: ").contains("warning"))
        terminal.type("\u{4}")
        #expect(terminal.status() == 0)
    }
}
