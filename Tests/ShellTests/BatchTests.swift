import Foundation
import Testing

@Suite("The program") struct BatchTests {
    @Test("runs cells of the command line") func cells() throws {
        let outcome = try Descent.run(["-c", "x = 2\nx * 3\nprint('a', end='')"])
        #expect(outcome.output == "6\na")
        #expect(outcome.errors == "")
        #expect(outcome.status == 0)
    }

    @Test("cells given one by one run in order") func severalCells() throws {
        let outcome = try Descent.run(["--echo", "-c", "x = 2", "-c", "-x", "-c", "x * 3"])
        #expect(outcome.output == "In [1]: x = 2\nIn [2]: -x\n-2\nIn [3]: x * 3\n6\n")
        #expect(outcome.status == 0)
        let failing = try Descent.run(["-c", "1", "-c", "there", "-c", "3"])
        #expect(failing.output == "1\n")
        #expect(failing.status == 1)
    }

    @Test("durations go to standard error") func time() throws {
        let outcome = try Descent.run(["-c", "time 1 + 1"])
        #expect(outcome.output == "2\n")
        #expect(outcome.errors.wholeMatch(of: /note: took [0-9.]+ (ns|µs|ms|s)\n/) != nil)
    }

    @Test("an error that is expected counts in files only, and standard input says so")
    func errorMarkInPipe() throws {
        let note = "note: `#! error:` counts in files; from standard input a cell that fails ends the run\n"
        let failing = try Descent.run([], input: "1\nthere\n#! error: there is no there\n3\n")
        #expect(failing.output == "1\n")
        #expect(failing.errors.hasSuffix(note))
        #expect(failing.status == 1)
        let passing = try Descent.run([], input: "1\n#! error: there is no there\n3\n")
        #expect(passing.output == "1\n3\n")
        #expect(passing.errors == note)
        #expect(!(try Descent.run([], input: "there\n3\n")).errors.contains("note"))
    }

    @Test("a failing cell ends the run, with its place on standard error") func failure() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("bad.session", "# descent 2\n1\n# %% [4]\nx = 2\n\ny = x + there\n# %%\n3\n")
        let outcome = try Descent.run([file])
        #expect(outcome.output == "1\n")
        #expect(
            outcome.errors.hasPrefix("error: there is no there\n  at \(file):6:9\n  y = x + there\n          ^~~~~"))
        #expect(outcome.status == 1)
    }

    @Test("the place of a mistake in a function is the function's, and the statement that led there is named")
    func failureInFunction() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("bad.session", "def f():\n    return there\n\n# %%\nx = 1\nf()\n")
        let outcome = try Descent.run(["run", file])
        #expect(outcome.errors.contains("at \(file):2:12\n"))
        #expect(outcome.errors.contains("run from \(file):6:1\n"))
        #expect(outcome.status == 1)
    }

    @Test("nothing of a file runs when it can't be parsed") func parsedWhole() throws {
        let folder = try ScratchFolder()
        let file = try folder.write("bad.session", "# descent 2\nprint(1)\n# %% [2]\nx = 2 +\n")
        let outcome = try Descent.run([file])
        #expect(outcome.output == "")
        #expect(outcome.errors.contains("at \(file):4:7\n"))
        #expect(outcome.status == 1)
    }

    @Test(
        "wrong usage and unreadable files give 2",
        arguments: [
            ["--frobnicate"], ["none.session"], ["/"], ["check"], ["check", "none.session"],
            ["update", "none.session"],
            ["-c", "1", "file"], ["--seed", "-1"], ["--seed", "4294967296"], ["--color", "blue"], ["--threads", "0"],
            ["check", "--rtol", "-1", "x"],
            ["run", "a", "b"], ["--step"], ["export", "x", "y"],
        ])
    func usage(_ arguments: [String]) throws {
        let outcome = try Descent.run(arguments)
        #expect(outcome.status == 2)
        #expect(outcome.errors.lowercased().hasPrefix("error: "))
    }

    @Test("help and version go to standard output", arguments: ["--help", "--version"])
    func help(_ flag: String) throws {
        let outcome = try Descent.run([flag])
        #expect(outcome.output.contains("descent"))
        #expect(outcome.errors == "")
        #expect(outcome.status == 0)
    }

    @Test("shell completions can be made") func completions() throws {
        #expect(try Descent.run(["--generate-completion-script", "bash"]).output.contains("descent"))
    }

    @Test("statements from standard input, with no prompt and no banner") func input() throws {
        let outcome = try Descent.run([], input: "x = 3\nfor i in range(2):\n\n    print(i)\n# done\nprint(x,\n  4)\nx")
        #expect(outcome.output == "0\n1\n3 4\n3\n")
        #expect(outcome.errors == "")
        #expect(outcome.status == 0)
    }

    @Test("standard input stops at the first cell that fails") func inputFails() throws {
        let outcome = try Descent.run([], input: "1\nx = (2 +\n  there)\n3\n")
        #expect(outcome.output == "1\n")
        #expect(outcome.errors.contains("at standard input:3:3\n"))
        #expect(outcome.status == 1)
    }

    @Test("each statement of a pipe runs as soon as it is whole") func liveInput() throws {
        let program = try PipedDescent()
        for number in 1...3 {
            program.write("print(\(number))\n")
            #expect(program.read() == "\(number)\n")
        }
        try program.endInput()
        #expect(program.status() == 0)
    }

    @Test("bytes that are no text are refused") func binaryInput() throws {
        let outcome = try Descent.shell(#"printf '1\n2 \xff\n' | "$D""#)
        #expect(outcome.output == "1\n")
        #expect(outcome.errors == "error: standard input: not UTF-8 text: byte 4 can't be read\n")
        #expect(outcome.status == 2)
    }

    @Test("a reader that goes ends the program without a word") func closedPipe() throws {
        let outcome = try Descent.shell(#""$D" -c 'for i in range(200000): print(i)' | head -1"#)
        #expect(outcome.output == "0\n")
        #expect(outcome.errors == "")
    }

    @Test("a full disk is reported", .enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func fullDisk() throws {
        let outcome = try Descent.shell(#""$D" -c 1 > /dev/full"#)
        #expect(outcome.errors.hasPrefix("error: standard output can't be written: "))
        #expect(outcome.status == 1)
    }

    @Test("outputs and diagnostics keep their order") func order() throws {
        let outcome = try Descent.shell(#""$D" -c $'print(1)\nzeros(1) / 0\nprint(2)' 2>&1"#)
        let lines = outcome.output.split(separator: "\n")
        #expect(lines.first == "1")
        #expect(lines.dropFirst().first?.hasPrefix("warning: ") == true)
        #expect(lines.suffix(2) == ["[nan]", "2"])
    }

    @Test("--echo shows what the screen would") func echo() throws {
        let folder = try ScratchFolder()
        let text =
            "# descent 2\n# %% [3] make\nx = 1\nx\n#> 1\nfor i in range(2):\n    print(i)\n# %% [12]\nprint('a', end='')\n"
        let outcome = try Descent.run(["run", "--echo", try folder.write("a.session", text + "x\n")])
        #expect(
            outcome.output == """
                make
                In [3]: x = 1
                   ...: x
                   ...: for i in range(2):
                   ...:     print(i)
                1
                0
                1
                In [12]: print('a', end='')
                    ...: x
                a1

                """)
        let piped = try Descent.run(["--echo"], input: "x = 1\nprint(x, end='')\nx\n")
        #expect(piped.output == "In [1]: x = 1\nIn [2]: print(x, end='')\n1\nIn [3]: x\n1\n")
    }

    @Test("an unseeded draw says its seed, which repeats it") func unseeded() throws {
        let first = try Descent.run(["-c", "rand 3"])
        #expect(first.errors.hasPrefix("note: seeded "))
        let seed = first.errors.split(separator: " ")[2]
        #expect(try Descent.run(["-c", "seed \(seed)\nrand 3"]).output == first.output)
        let given = try Descent.run(["--seed", String(seed), "-c", "rand 3"])
        #expect(given.output == first.output)
        #expect(given.errors == "")
    }

    @Test("colour comes only when asked for, away from a terminal") func color() throws {
        #expect(!(try Descent.run(["-c", "y"])).errors.contains("\u{1B}"))
        #expect((try Descent.run(["--color", "always", "-c", "y"])).errors.contains("\u{1B}["))
    }

    @Test("deep recursion is an error, not a crash") func recursion() throws {
        let outcome = try Descent.run(["-c", "def f(n):\n    return f(n + 1)\n\nf(0)"])
        #expect(outcome.errors.hasPrefix("error: "))
        #expect(outcome.status == 1)
    }

    @Test(
        "Ctrl-C stops a run with 130, training too",
        arguments: [
            "while True: pass",
            "seed 0; x = rand 9 9; y = rand 9 1; w = rand 9 1; b = rand 1 1; train 1000000000 every=0 tol=0.0",
        ])
    func interrupt(_ endless: String) throws {
        let program = try PipedDescent(["-c", "print('on')\n# %%\n\(endless)\n# %%\nprint('off')"])
        #expect(program.read() == "on\n")
        // The cell that is to be stopped begins a little after the output of the one before is there.
        Thread.sleep(forTimeInterval: 0.3)
        program.interrupt()
        #expect(program.status() == 130)
        #expect(program.read() == "")
        #expect(program.readErrors().contains("interrupted"))
    }

    @Test("Ctrl-C stops a wait for input with 130") func interruptInput() throws {
        let program = try PipedDescent()
        program.write("1\n")
        #expect(program.read() == "1\n")
        program.interrupt()
        #expect(program.status() == 130)
    }
}
