import Foundation
import Testing

/// A session with text to read.
private let lesson = """
    # descent 2
    # About *means*.
    # %% [markdown]
    # # Means
    #
    # The **mean** of a list is its sum divided by its length, and that is a sentence which is longer than a line.
    # %% [1] make numbers
    seed 0
    x = rand 3
    # %% [2]
    m = x.mean()
    m
    # %% [3] one more
    rand 1
    #> [0.54488318]
    # %% [markdown]
    # The end.

    """

private let text = """
    About means.

    Means
    =====

    The mean of a list is its sum divided by its length, and that is a sentence
    which is longer than a line.

    make numbers
    In [1]: seed 0
       ...: x = rand 3

    """
private let second = "In [2]: m = x.mean()\n   ...: m\n"
private let third = "\none more\nIn [3]: rand 1\n"
private let keys =
    "note: Enter runs the cell, b goes back, q ends; other input is tried, then undone ((b) and (q) show variables)\n"

@Suite("A lesson through a pipe") struct LessonPipeTests {
    private func run(_ answers: String, _ options: String..., of source: String = lesson) throws -> Outcome {
        let folder = try ScratchFolder()
        return try Descent.run(["run", "--step"] + options + [try folder.write("a.session", source)], input: answers)
    }

    @Test("an empty line runs a cell, and the end of input ends the lesson") func enter() throws {
        let all = try run("\n\n\n")
        #expect(all.output == text + second + "0.6222554154571295\n" + third + "[0.54488318]\n\nThe end.\n")
        #expect(all.errors == keys)
        #expect(all.status == 0)
        for answers in ["\n", "\nq\n\n\n", "\n  q \n"] {
            let part = try run(answers)
            #expect(part.output == text + second)
            #expect(part.status == 0)
        }
    }

    @Test("other lines are tried and undone, blocks up to an empty line; what fails ends nothing") func attempts()
        throws
    {
        let outcome = try run(
            "\n(x[0])\nrand 1\nfor i in range(2):\n    x[i] = 0\n    print(i)\n\nnosuch\nb = 7\n(b)\n\n\n")
        #expect(
            outcome.output == text + second + """
                step> (x[0])
                0.5488135039273248
                step> rand 1
                [0.54488318]
                step> for i in range(2):
                  ...     x[i] = 0
                  ...     print(i)
                0
                1
                step> nosuch
                step> b = 7
                step> (b)
                7
                0.6222554154571295

                """ + third + "[0.54488318]\n\nThe end.\n")
        #expect(outcome.errors == keys + "error: there is no nosuch\n  nosuch\n  ^~~~~~\n")
        #expect(outcome.status == 0)
    }

    @Test("b undoes a cell and shows it again") func back() throws {
        let outcome = try run("b\n\n\nb\nb\nb\nq\n")
        #expect(outcome.output == text + second + "0.6222554154571295\n" + third + second + "\n" + text)
        #expect(
            outcome.errors == keys + """
                note: this is the first cell
                note: undid [2] m = x.mean() …: m gone
                note: undid [1] seed 0 …: x gone, the random state as at the beginning
                note: this is the first cell

                """)
    }

    @Test("a cell of the lesson that fails ends it with 1, and what needs a prompt is refused") func failures() throws {
        let outcome = try run("save b.session\n\n\n", of: "x = 1\nx + nosuch\nx\n")
        #expect(outcome.output == "In [1]: x = 1\nstep> save b.session\nIn [2]: x + nosuch\n")
        #expect(outcome.errors.contains("error: save is for the prompt: what is tried in a lesson is undone\n"))
        #expect(outcome.errors.contains("error: there is no nosuch\n  at "))
        #expect(outcome.status == 1)
    }

    @Test("quit ends, in the lesson and where it is tried; -i goes on with the rest of the input") func ends() throws {
        #expect(try run("\n\n\n", "-i", of: "x = 1\nquit\nx\n").output == "In [1]: x = 1\nIn [2]: quit\n")
        #expect(try run("x = 2\nquit\nx\n", of: "x = 1\nx\n").status == 0)
        #expect(try run("", of: "# just text\n").output == "just text\n")
    }

    @Test("bytes that are no text end the lesson with 2") func binary() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("a.session", lesson)
        let outcome = try Descent.shell("printf '\\n\\xff\\n' | \"$D\" run --step '\(file)'")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("not UTF-8"))
    }

    @Test("--plain draws nothing below a heading") func plain() throws {
        let outcome = try run("q\n", "--plain")
        #expect(outcome.output == text.replacing("=====\n", with: ""))
    }

    @Test("the text of a notebook, and that of a session whose parameters are set") func notebook() throws {
        let folder = try ScratchFolder()
        let source = """
            {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [
              {"cell_type": "markdown", "metadata": {}, "source": "# Head\\n\\n*Text*"},
              {"cell_type": "code", "execution_count": 1, "outputs": [], "source": "n = 2",
               "metadata": {"tags": ["parameters"]}},
              {"cell_type": "markdown", "metadata": {}, "source": "The end"}]}
            """
        let expected = "Head\n====\n\nText\n\nparameters\nIn [1]: n = 7\n\nThe end\n"
        let path = try folder.write("a.ipynb", source)
        #expect(try Descent.run(["run", path, "--echo", "--set", "n=7", "--seed", "3"]).output == expected)
        #expect(try Descent.run(["run", path, "--step", "--set", "n=7"], input: "\n").output == expected)
    }

    @Test("--echo shows titles and text, too") func echo() throws {
        let folder = try ScratchFolder()
        let outcome = try Descent.run(["--echo", try folder.write("a.session", lesson)])
        #expect(outcome.output == text + second + "0.6222554154571295\n" + third + "[0.54488318]\n\nThe end.\n")
        #expect(outcome.errors == "")
    }
}

@Suite("A session as a page") struct SessionPageTests {
    @Test("shows what is in the file, runs nothing, and tells what is none") func page() throws {
        let folder = try ScratchFolder()
        let source =
            lesson + "# %% [7] wrong\nprint(\"a\\\\b\", end=\"\")\n#> a\\x5cb\\\n1 / 0\n#! error: division by zero\n"
        let file = try folder.write("a.session", source)
        let outcome = try Descent.run([], input: "page \(file)\npage \"\(file)\"\nx\n")
        let page =
            text + second + third
            + "[0.54488318]\n\nThe end.\n\nwrong\nIn [7]: print(\"a\\\\b\", end=\"\")\n   ...: 1 / 0\n"
            + "a\\b\nerror: division by zero\n"
        #expect(outcome.output == page + page)
        #expect(outcome.errors.hasPrefix("error: there is no x\n"))
        #expect(try String(contentsOfFile: file, encoding: .utf8) == source)
    }

    @Test(
        "wrong files are told, and values are values",
        arguments: [
            ("page none.session", "error: none.session: there is no such file\n"),
            ("page folder.session", "error: folder.session: this is a folder, not a file\n"),
            ("page wrong.session", "error: `is` can't stand here\n  at wrong.session:1:1\n"),
            ("page bytes.session", "error: bytes.session: not UTF-8 text"),
            ("y = page a.session", "error: page: it must be all of its cell\n"),
        ])
    func wrong(line: String, error: String) throws {
        let folder = try ScratchFolder()
        _ = try folder.write("wrong.session", "is no session\n")
        try Data([0xFF, 0xFE]).write(to: URL(filePath: folder.path("bytes.session")))
        try FileManager.default.createDirectory(
            at: URL(filePath: folder.path("folder.session")), withIntermediateDirectories: true)
        let outcome = try Descent.shell("cd '\(folder.path(""))' && \"$D\"", input: line + "\n")
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix(error), "\(outcome.errors)")
        #expect(outcome.status == 1)
    }

    @Test("page of a value is what it was") func value() throws {
        #expect(
            try Descent.run([], input: "page arange(2)\n").output == "arange(2)  (2,) int64, 16 bytes\n[0]  0\n[1]  1\n"
        )
    }
}

@Suite("A lesson at a terminal") struct LessonTerminalTests {
    @Test("keys, cells that are tried, Ctrl-C and the prompt behind it") func keysAndCells() throws {
        let folder = try ScratchFolder()
        let file = try folder.write(
            "a.session", "# %% [1] first\nx = 1\n# %% [2] long\nfor i in range(10**12): x = i\n# %% [3] last\nx\n")
        let terminal = try PseudoTerminal(["run", "--step", "-i", file], environment: ["TERM": "dumb"])
        terminal.wait(for: "first\r\nIn [1]: x = 1\r\nnote: Enter runs the cell, b goes back, q ends; other input is")
        terminal.wait(for: "step> ")
        terminal.type("\r")
        terminal.wait(for: "long\r\nIn [2]: for i in range(10**12): x = i\r\nstep> ")
        terminal.type("\r")
        Thread.sleep(forTimeInterval: 0.5)
        terminal.type("\u{3}")
        terminal.wait(for: "[2] changed nothing, and can run again\r\n")
        terminal.wait(for: "step> ")
        terminal.type("x = 5; x + 1\r")
        terminal.wait(for: "\r\n6\r\nstep> ")
        terminal.type("(x")
        terminal.type("\u{3}")
        terminal.wait(for: "step> ")
        terminal.type("b\r")
        terminal.wait(for: "note: undid [1] x = 1: x gone\r\n")
        terminal.wait(for: "In [1]: x = 1\r\nstep> ")
        terminal.type("q\r")
        terminal.wait(for: "In [")
        terminal.wait(for: "]: ")
        terminal.type("x\r")
        terminal.wait(for: "there is no x")
        terminal.wait(for: "]: ")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
    }

    @Test("Ctrl-D ends the lesson with 0") func endOfFile() throws {
        let folder = try ScratchFolder()
        let terminal = try PseudoTerminal(["run", "--step", try folder.write("a.session", "x = 1\nx\n")])
        terminal.wait(for: "In [1]: x = 1\r\n")
        terminal.wait(for: "step> ")
        terminal.type("\u{4}")
        #expect(terminal.status() == 0)
    }
}

@Suite("A session that is opened") struct OpeningTests {
    private let source = "# %% [4] make\nx = 5\n# %% [5]\nx + nosuch\n# %% [6]\nx = 6\n"

    @Test("shows prompts and stays, after a cell that fails, too", arguments: [[], ["--plain", "--threads", "1"]])
    func stays(options: [String]) throws {
        let folder = try ScratchFolder()
        let terminal = try PseudoTerminal(options + [try folder.write("a.session", source)])
        terminal.wait(for: "make\r\nIn [4]: x = 5\r\nIn [5]: x + nosuch\r\nerror: there is no nosuch\r\n")
        terminal.wait(for: "In [7]: ")
        terminal.type("x\r")
        terminal.wait(for: "\r\n5\r\n")
        terminal.wait(for: "In [8]: ")
        terminal.type("quit\r")
        #expect(terminal.status() == 0)
    }

    @Test(
        "run before it, and other endings, only print and end", arguments: [["run", "a.session"], ["b.py"], ["./c"]])
    func ends(arguments: [String]) throws {
        let folder = try ScratchFolder()
        for name in ["a.session", "b.py", "c"] { _ = try folder.write(name, "x = 5\nprint(x)\n") }
        let paths = arguments.dropLast() + [folder.path(arguments[arguments.count - 1])]
        let terminal = try PseudoTerminal(Array(paths))
        #expect(terminal.wait(for: "5\r\n") == "")
        #expect(terminal.status() == 0)
    }

    @Test("away from a terminal it prints and ends") func piped() throws {
        let folder = try ScratchFolder()
        let outcome = try Descent.run([try folder.write("a.session", source)], input: "x\n")
        #expect(outcome.output == "")
        #expect(outcome.errors.hasPrefix("error: there is no nosuch\n"))
        #expect(outcome.status == 1)
    }

    @Test("both helps say so", arguments: [["--help"], ["run", "--help"]]) func help(arguments: [String]) throws {
        let words = try Descent.run(arguments).output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(words.contains("descent <file>.session"))
        #expect(words.contains("stays at the prompt in its workspace"))
    }
}
