import Foundation
import Testing

@Suite("edit, rerun and what is said of the session") struct EditingTests {
    /// A shell whose editor is this script.
    private func terminal(_ folder: ScratchFolder, editor script: String) throws -> PseudoTerminal {
        let path = try folder.write("editor", "\(script)\n")
        // Run by name it would be busy while a child that another test forks still has it open for writing.
        let terminal = try PseudoTerminal(
            [], environment: ["EDITOR": "sh \(path)", "VISUAL": "", "DESCENT_JOURNAL": folder.path("journals")])
        terminal.wait(for: "In [1]: ")
        return terminal
    }

    private func cell(_ terminal: PseudoTerminal, _ source: String, then number: Int) -> String {
        terminal.type(source + "\r")
        return terminal.wait(for: "In [\(number)]: ")
    }

    @Test("edit runs the edited cell and those after it anew; undo brings the old ones back")
    func edit() throws {
        let folder = try ScratchFolder()
        let terminal = try terminal(folder, editor: "sed -i 's/a = 1/a = 40/' \"$1\"")
        for (index, source) in ["a = 1", "b = a + 2", "print(b)"].enumerated() {
            _ = cell(terminal, source, then: index + 2)
        }
        terminal.type("edit 1\r")
        // The edited cell is shown, and of those after it what prints something else.
        let shown = terminal.wait(for: "In [8]: ")
        for text in ["In [5]: a = 40", "In [7]: print(b)", "42", "[6] ran anew, and prints the same"] {
            #expect(shown.contains(text), "\(shown)")
        }
        #expect(!shown.contains("In [6]: b = a + 2"), "\(shown)")
        let undone = cell(terminal, "undo", then: 9)
        #expect(undone.contains("undid [5] a = 40, [6] b = a + 2: a b as after [3]"), "\(undone)")
        #expect(cell(terminal, "a, b", then: 10).contains("(1, 3)"))
        // Nothing that was edited is left there.
        #expect(cell(terminal, "edit 2", then: 11).contains("[2] was left as it is"))
        #expect(cell(terminal, "rerun 1 2", then: 14).contains("In [13]: b = a + 2"))
    }

    @Test("an edit stops at the first cell that fails")
    func failing() throws {
        let folder = try ScratchFolder()
        let terminal = try terminal(folder, editor: "sed -i 's/b = 1/c = 1/; s/a = 1/a = 1 +/' \"$1\"")
        for (index, source) in ["a = 1", "b = 1", "print(b)"].enumerated() {
            _ = cell(terminal, source, then: index + 2)
        }
        let failed = cell(terminal, "edit 1", then: 6)
        #expect(failed.contains("nothing changed, since the edited cell does not run"), "\(failed)")
        let stopped = cell(terminal, "edit 2", then: 9)
        #expect(stopped.contains("the cells after it did not run; undo brings the old ones back"), "\(stopped)")
        #expect(cell(terminal, "undo", then: 10).contains("undid [7] c = 1: b as after [3], c gone"))
    }

    @Test("an edit and a rerun that are interrupted say what ran again")
    func interrupted() throws {
        let folder = try ScratchFolder()
        let terminal = try terminal(folder, editor: "sed -i 's/a = 0/a = 1/' \"$1\"")
        for (index, source) in ["a = 0", "while a: b = 1\r", "print(a)"].enumerated() {
            _ = cell(terminal, source, then: index + 2)
        }
        terminal.type("edit 1\r")
        terminal.wait(for: "In [5]: a = 1")
        usleep(300_000)
        terminal.type("\u{3}")
        let edited = terminal.wait(for: "In [7]: ")
        #expect(edited.contains("[6] changed nothing; the cells before it ran again"), "\(edited)")
        #expect(edited.contains("the cells after it did not run; undo brings the old ones back"), "\(edited)")
        #expect(!edited.contains("  nothing changed"), "\(edited)")
        #expect(cell(terminal, "undo", then: 8).contains("undid [5] a = 1: a as after [3]"))
    }

    @Test("a replay that is interrupted says what ran, and what it ran is there")
    func interruptedReplay() throws {
        let folder = try ScratchFolder()
        let terminal = try terminal(folder, editor: "true")
        let file = try folder.write("s.session", "# %%\na = 1\n# %%\nwhile a: b = 1\n# %%\nc = 1\n")
        let endless = try folder.write("e.session", "while True: b = 1\n")
        for (path, first, next) in [(file, "In [3]: while a", 4), (endless, "In [5]: while True", 6)] {
            terminal.type("replay \(path)\r")
            terminal.wait(for: first)
            usleep(300_000)
            terminal.type("\u{3}")
            let said = terminal.wait(for: "In [\(next)]: ")
            let note = next == 4 ? "[3] changed nothing; the cells before it ran" : "  nothing changed"
            #expect(said.contains(note), "\(said)")
        }
        #expect(cell(terminal, "whos", then: 7).contains("a "))
        #expect(cell(terminal, "b", then: 8).contains("there is no b"))
        #expect(cell(terminal, "undo", then: 9).contains("a = 1: a gone"))
    }

    @Test(
        "an editor that can't be had leaves all as it is",
        arguments: [("exit 3", "status 3"), ("rm \"$1\"", "error:")])
    func noEditor(_ script: String, _ words: String) throws {
        let folder = try ScratchFolder()
        let terminal = try terminal(folder, editor: script)
        _ = cell(terminal, "a = 1", then: 2)
        #expect(cell(terminal, "edit 1", then: 3).contains(words))
        #expect(cell(terminal, "a", then: 4).contains("1"))
    }

    @Test("from standard input the same commands work, but for edit")
    func standardInput() throws {
        let folder = try ScratchFolder()
        let outcome = try Descent.shell(
            "cd '\(folder.path(""))' && \"$D\"",
            environment: [:], input: "a = 1\na = 2\nundo\na\nrecord s.session\nrecord\nb = a + 1\nb\nedit 1\n")
        #expect(outcome.output == "1\n2\n")
        #expect(outcome.errors.contains("undid [2] a = 2: a as after [1]"))
        #expect(outcome.errors.contains("each cell goes to s.session"))
        #expect(outcome.errors.contains("edit opens an editor, and there is no terminal for it"))
        #expect(
            try String(contentsOfFile: folder.path("s.session"), encoding: .utf8) == """
                #!/usr/bin/env -S descent run
                # descent 2
                # %% [1]
                a = 1
                # %% [4]
                a
                #> 1
                # %% [7]
                b = a + 1
                # %% [8]
                b
                #> 2

                """)
    }

    @Test("every session has the same bits on any number of threads, with vector instructions or without")
    func bits() throws {
        let folder = WaysTests.root.appending(path: "Sessions")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".session") }
        let ways: [(options: String, environment: [String: String])] = [
            ("--threads 1", [:]), ("--threads 2", [:]), ("--threads 1", ["DESCENT_PORTABLE_KERNELS": "1"]),
            (
                "--threads 2",
                ["DESCENT_PORTABLE_KERNELS": "1", "GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F"]
            ),
        ]
        for path in names.sorted().map({ folder.appending(path: $0).path }) {
            var recorded: [String] = []
            for way in ways {
                let scratch = try ScratchFolder()
                let outcome = try Descent.shell(
                    "cd '\(scratch.path(""))' && \"$D\" run -i '\(path)' \(way.options)", environment: way.environment,
                    input: "record s.session --digests\n")
                #expect(outcome.status == 0, "\(outcome.errors)")
                recorded.append(try String(contentsOfFile: scratch.path("s.session"), encoding: .utf8))
            }
            #expect(recorded[0].contains("\n#= "))
            // The C library's exp, which its softmax calls, gives other last bits on a processor without fused multiply-add.
            let isLibrarys = path.hasSuffix("/digits.session")
            for (way, text) in zip(ways, recorded) where !isLibrarys || way.environment["GLIBC_TUNABLES"] == nil {
                // Thousands of lines are nothing to show.
                let isSame = text == recorded[0]
                #expect(isSame, "\(path) \(way)")
            }
        }
    }
}
