import Foundation
import Testing

@testable import Shell

/// `setsid --ctty` is Linux's; elsewhere the editor's own tests cover the terminal.
private let hasTerminals = FileManager.default.fileExists(atPath: "/usr/bin/setsid")

@Suite("The prompt", .enabled(if: hasTerminals), .serialized) struct PromptTests {
    @Test("an expression shows its value, and each input takes the next number") func value() throws {
        let terminal = try PseudoTerminal([])
        terminal.wait(for: "In [1]: ")
        terminal.type("1 + 2\r")
        terminal.wait(for: "\r\n3\r\n")
        terminal.wait(for: "In [2]: ")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
    }

    @Test(
        "blanks before a cell are left out",
        arguments: [
            ("x = 1", "x = 1"), ("  x = 1", "x = 1"), ("  if x:\n      y\n  z", "if x:\n    y\nz"),
            ("  if x:\n    y", "if x:\n  y"), ("  f(\n1)", "f(\n1)"), ("\tx", "x"),
        ])
    func margin(_ typed: String, _ cell: String) { #expect(Shell.movedToMargin(typed) == cell) }

    @Test("a failed cell takes a number and changes nothing") func failure() throws {
        let terminal = try PseudoTerminal([])
        terminal.wait(for: "In [1]: ")
        terminal.type("x = 5\r")
        terminal.wait(for: "In [2]: ")
        terminal.type("x = 6; y\r")
        terminal.wait(for: "error: there is no y\r\n  x = 6; y\r\n         ^")
        terminal.wait(for: "In [3]: ")
        terminal.type("x\r")
        terminal.wait(for: "\r\n5\r\n")
        terminal.wait(for: "In [4]: ")
        terminal.type("\u{4}")
        #expect(terminal.status() == 0)
    }

    @Test("a definition takes several lines, up to an empty one") func definition() throws {
        let terminal = try PseudoTerminal([])
        terminal.wait(for: "In [1]: ")
        terminal.type("def f(a):\r")
        terminal.wait(for: "   ...: ")
        terminal.type("return a * 7\r")
        terminal.wait(for: "   ...: ")
        terminal.type("\r")
        terminal.wait(for: "In [2]: ")
        terminal.type("f(6)\r")
        terminal.wait(for: "\r\n42\r\n")
        terminal.wait(for: "In [3]: ")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
    }

    @Test("the name and shape of what the cell before set stand at the right edge") func rightPrompt() throws {
        let terminal = try PseudoTerminal([])
        terminal.wait(for: "In [1]: ")
        terminal.type("y_hat = zeros 10 1\r")
        terminal.wait(for: "In [2]: ")
        terminal.wait(for: "y_hat (10, 1)")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
    }

    @Test("Ctrl-C drops the line, and the number stays") func dropsLine() throws {
        let terminal = try PseudoTerminal([])
        terminal.wait(for: "In [1]: ")
        terminal.type("x = 5")
        terminal.wait(for: "x = 5")
        terminal.type("\u{3}")
        terminal.wait(for: "In [1]: ")
        terminal.type("x\r")
        terminal.wait(for: "error: there is no x")
        terminal.wait(for: "In [2]: ")
        terminal.type("\u{4}")
        #expect(terminal.status() == 0)
    }

    @Test("Ctrl-C stops a running cell, which changes nothing, and the shell goes on") func stopsCell() throws {
        let terminal = try PseudoTerminal([])
        terminal.wait(for: "In [1]: ")
        terminal.type("x = 1\r")
        terminal.wait(for: "In [2]: ")
        terminal.type("x = 2; print('on'); x = [i for i in range(10**12) if i < 0]\r")
        terminal.wait(for: "\r\non")
        Thread.sleep(forTimeInterval: 0.3)
        terminal.type("\u{3}")
        terminal.wait(for: "interrupted")
        terminal.wait(for: "In [3]: ")
        terminal.type("x + 40\r")
        terminal.wait(for: "\r\n41\r\n")
        terminal.wait(for: "In [4]: ")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
    }

    @Test("an unfinished line of output is ended before the prompt") func midLine() throws {
        let terminal = try PseudoTerminal([])
        terminal.wait(for: "In [1]: ")
        terminal.type("print('abc', end='')\r")
        terminal.wait(for: "\r\nabc\r\n")
        terminal.wait(for: "In [2]: ")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
    }

    @Test("-i stays in the workspace of the file, and numbers go on") func stays() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a.session", "# descent 2\n# %% [7]\nx = 5\nx\n")
        let terminal = try PseudoTerminal(["run", "--echo", "-i", file])
        terminal.wait(for: "In [7]: x = 5\r\n   ...: x\r\n5\r\n")
        terminal.wait(for: "In [8]: ")
        terminal.type("x + 1\r")
        terminal.wait(for: "\r\n6\r\n")
        terminal.wait(for: "In [9]: ")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
    }

    @Test("--step waits for Enter before each cell") func steps() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a.session", "print(1)\nprint(2)\n")
        let terminal = try PseudoTerminal(["run", "--step", file])
        terminal.wait(for: "In [1]: print(1)\r\n")
        terminal.wait(for: "note: Enter runs the cell, b goes back, q ends")
        terminal.wait(for: "step> ")
        Thread.sleep(forTimeInterval: 0.2)
        #expect(!terminal.rest.contains("1\r\n"))
        terminal.type("\r")
        terminal.wait(for: "1\r\nIn [2]: print(2)")
        terminal.wait(for: "step> ")
        terminal.type("\r")
        terminal.wait(for: "2\r\n")
        #expect(terminal.status() == 0)
    }

    @Test("colour on a terminal, but never with NO_COLOR or on a dumb one") func color() throws {
        for (environment, isColored) in [
            (["NO_COLOR": ""], true), (["NO_COLOR": "0"], false), (["NO_COLOR": "", "TERM": "dumb"], false),
        ] {
            let terminal = try PseudoTerminal(["-c", "y"], environment: environment)
            let before = terminal.wait(for: "there is no y")
            #expect(before.contains("\u{1B}[") == isColored, "\(environment)")
            #expect(terminal.status() == 1)
        }
    }
}

@Suite("The right prompt") struct RightPromptTests {
    @Test(
        "tells the time of a cell that took more than a tenth of a second",
        arguments: [
            (Duration.milliseconds(100), nil), (.milliseconds(120), "0.1 s"), (.milliseconds(1_249), "1.2 s"),
            (.milliseconds(59_940), "59.9 s"), (.seconds(61), "1 min 1 s"), (.seconds(7_260), "2 h 1 min"),
        ] as [(Duration, String?)])
    func duration(time: Duration, text: String?) { #expect(RightPrompt.text(of: time) == text) }
}
