import Foundation
import Testing

@Suite("watch") struct WatchCommandTests {
    private let text = "# %% [1]\nseed 0\nx = rand 2\n# %% [2]\nw = x * 2\nw\n# %% [3]\nprint('end')\n"

    /// Replaces a file as most editors do: by another one that takes its name.
    private func replace(_ path: String, by text: String) throws {
        try text.write(toFile: path, atomically: true, encoding: .utf8)
    }

    @Test("a save runs the changed cells; what is half saved is told and waited out") func saves() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a.session", text)
        let terminal = try PseudoTerminal(["watch", file], columns: 200)
        terminal.wait(for: "[1.0976270")
        terminal.wait(for: "end\r\n")
        terminal.wait(for: "watching \(file); Ctrl-C ends it\r\n")

        try replace(file, by: text.replacing("x * 2", with: "x * 3"))
        #expect(terminal.wait(for: "a.session was saved: [2] to [3] run\r\n").hasSuffix("/"))
        terminal.wait(for: "[1.6464405")
        terminal.wait(for: "end\r\n~ w  2 elements differ, the most at [1]: |Δ| 0.7151893663724194")

        try text.replacing("x * 2", with: "(x * 3").write(toFile: file, atomically: false, encoding: .utf8)
        terminal.wait(for: "error: `(` is never closed")
        terminal.wait(for: "nothing ran; the next save is tried\r\n")

        try "".write(toFile: file, atomically: false, encoding: .utf8)
        terminal.wait(for: "a.session has no cells; the next save is tried\r\n")

        try replace(file, by: text.replacing("x * 2", with: "x * 3") + "#> end\n")
        terminal.wait(for: "a.session was saved: no cell has changed, nothing ran\r\n")

        try FileManager.default.removeItem(atPath: file)
        try replace(file, by: text.replacing("print('end')", with: "zz"))
        terminal.wait(for: "a.session was saved: [2] to [3] run\r\n")
        terminal.wait(for: "error: there is no zz")

        terminal.type("\u{3}")
        #expect(terminal.status() == 0)
    }

    @Test("Ctrl-C stops the cells that run, and then waits for the next save") func interrupt() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a.session", "# %% [1]\nprint('on')\n# %% [2]\nwhile True: pass\n")
        let terminal = try PseudoTerminal(["watch", file], columns: 200)
        terminal.wait(for: "on\r\n")
        // The cell that is to be stopped begins a little after the output of the one before is there.
        Thread.sleep(forTimeInterval: 0.3)
        terminal.type("\u{3}")
        terminal.wait(for: "stopped; the next save goes on from there\r\n")
        terminal.wait(for: "Ctrl-C ends it\r\n")
        try replace(file, by: "# %% [1]\nprint('on')\n# %% [2]\nprint('off')\n")
        terminal.wait(for: "[2] runs\r\noff\r\n")
        terminal.type("\u{3}")
        #expect(terminal.status() == 0)
    }

    @Test("values can be set; what can't be read is wrong usage") func starts() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a.session", "# %% parameters\nn = 1\n# %%\nn\n")
        let terminal = try PseudoTerminal(["watch", file, "--set", "n=3", "--echo"], columns: 200)
        terminal.wait(for: "In [1]: n = 3\r\nIn [2]: n\r\n3\r\n")
        let missing = try Descent.run(["watch", folder.path("none.session")])
        #expect(missing.status == 2)
        #expect(missing.errors == "error: \(folder.path("none.session")): there is no such file\n")
        #expect(try Descent.run(["watch", file, "--set", "m=3"]).status == 2)
    }
}
