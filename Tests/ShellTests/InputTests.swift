import Foundation
import Testing

/// `setsid --ctty` is Linux's; elsewhere the tests of the parts cover it.
private let hasTerminals = FileManager.default.fileExists(atPath: "/usr/bin/setsid")

@Suite("input()") struct InputTests {
    /// A session whose cells ask: at the top level, in a function, twice on a line, and at the end of all input.
    private let session = #"""
        # descent 2
        # %% [1]
        name = input("Your name? ")
        #< Ada
        #> Your name? Ada
        a = input(); b = input(7)
        #< \x5cend \x20
        #<
        #> \end
        #> 7
        [name, a, b]
        #> ['Ada', '\\end  ', '']
        # %% [2]
        def ask():
            try: return input()
            except EOFError as error: return str(error)
        [ask(), ask()]
        #< x
        #< \end
        #> x
        #>
        #> ['x', 'EOF when reading a line']

        """#

    @Test func `a session is answered as it records, asks nobody, and shows the answers`() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("ask.session", session)
        let check = try Descent.run(["check", path])
        #expect(check.status == 0, "\(check.output)")
        #expect(try Descent.run(["update", path]).status == 0)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == session)
        let run = try Descent.run(["run", path], input: "nobody\nreads\nthis\n")
        let shown = session.split(separator: "\n").filter { $0.hasPrefix("#>") }.map { $0.dropFirst(3) }
        #expect(run.output.replacing("end  \n", with: "end\n") == shown.joined(separator: "\n") + "\n")
        let export = folder.path("ask.py")
        #expect(try Descent.run(["export", path, export]).status == 0)
        #expect(try String(contentsOfFile: export, encoding: .utf8).contains("name = input(\"Your name? \")"))
    }

    @Test func `without a record, run asks and check says so`() throws {
        let folder = try ScratchFolder()
        let path = try folder.write("ask.session", "try: x = input('? ')\nexcept Exception: x = 0\nx\n#> 5\n")
        let run = try Descent.run(["run", path], input: "5\n")
        #expect(run.output == "? 5\n5\n")
        let check = try Descent.run(["check", path], input: "5\n")
        #expect(check.status == 1)
        #expect(check.errors.contains("input() has no recorded answer, and nobody is asked here"))
    }

    @Test func `a script reads standard input as under Python`() throws {
        let folder = try ScratchFolder()
        let path = try folder.write(
            "ask.py",
            "name = input('Name? ')\nprint('hi', name)\ntry:\n    while True: print(int(input(3)))\n"
                + "except EOFError as e: print(e)\ninput()\n")
        let run = try Descent.run(["run", path], input: "Bob\r\n4\n5")
        #expect(run.output == "Name? hi Bob\n34\n35\n3EOF when reading a line\n")
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error: input: there are no more lines to read"))
    }

    @Test func `cells from a pipe are all that comes there`() throws {
        let run = try Descent.run([], input: "x = input('? ')\n5\n")
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("error: input: there are no more lines to read"))
    }

    @Test("bytes that are no text are refused") func bytes() throws {
        let run = try Descent.shell(#"printf '\xff\n' | "$D" run -c 'x = input()'"#)
        #expect(run.errors.hasPrefix("error: input: standard input is not UTF-8 text: byte 0 can't be read"))
    }

    @Test(
        "an answer out of place is told with its line",
        arguments: [
            "#< 1\nx = 1\n", "# %%\n#< 1\nx = 1\n", "# %%\nx = [\n#< 1\n]\n", "for i in [1]:\n#< 1\n    x = i\n",
        ])
    func outOfPlace(_ text: String) throws {
        let folder = try ScratchFolder()
        let run = try Descent.run(["run", try folder.write("a.session", text)])
        #expect(run.errors.contains("an answer to input() comes before any statement of its cell, or inside one"))
    }

    @Test("the prompt asks, records, and answers a cell that runs again", .enabled(if: hasTerminals))
    func prompt() throws {
        let folder = try ScratchFolder()
        let terminal = try PseudoTerminal([])
        let path = folder.path("a.session")
        for (keys, shown) in [
            ("record \(path)\r", "In [2]: "), ("n = int(input('n? '))\r", "n? "), ("41\r", "In [3]: "),
            ("n = input('again? ')\r", "again? "), ("\u{3}", "interrupted"), ("", "In [4]: "), ("undo\r", "In [5]: "),
            ("redo\r", "In [6]: "), ("n + 1\r", "\r\n42\r\n"), ("", "In [7]: "), ("rerun 2\r", "n? 41\r\n"),
            ("", "In [9]: "), ("\u{4}", "\n"),
        ] {
            terminal.type(keys)
            terminal.wait(for: shown)
        }
        #expect(terminal.status() == 0)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let first = "# %% [2]\nn = int(input('n? '))\n#< 41\n#> n? 41\n"
        #expect(text.hasSuffix(first + "# %% [6]\nn + 1\n#> 42\n" + first.replacing("[2]", with: "[8]")), "\(text)")
        #expect(try Descent.run(["check", path]).status == 0)
    }
}
