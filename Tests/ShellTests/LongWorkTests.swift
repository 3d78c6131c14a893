import Foundation
import Platform
import Testing

@Suite("Long work") struct LongWorkTests {
    private static let erasure = "\r\u{1B}[K"
    private static let training = """
        seed(1)
        x = rand(20000, 50); y = rand(20000, 1); w = rand(50, 1); b = rand(1, 1)
        train(EPOCHS, every=0, lr=1e-3)
        print('done')
        """

    /// Epochs that take longer than the line waits for: each reads 8 MB.
    #if DEBUG
        private static let longEpochs = 300
    #else
        private static let longEpochs = 5000
    #endif

    private static func training(epochs: Int) -> String {
        training.replacingOccurrences(of: "EPOCHS", with: String(epochs))
    }

    @Test("shows how far it has come, and nothing of that stays") func progress() throws {
        let terminal = try PseudoTerminal(["-c", Self.training(epochs: Self.longEpochs)])
        let before = terminal.wait(for: "train  ")
        #expect(before == "\r", "something else was shown")
        let line = terminal.wait(for: Self.erasure)
        #expect(line.contains(" epochs  loss "), "\(line)")
        #expect(terminal.status() == 0)
        let last = try #require(terminal.rest.components(separatedBy: Self.erasure).last)
        #expect(last == "done\r\n")
    }

    @Test("memory that runs out is an error, and the workspace is as before, whatever asked for it")
    func memory() throws {
        let list = "l = [0] * 13000000"
        let cells = [
            ("x = np.zeros(36000000)", "x.sort()"), (list, "l *= 2"), ("m = [1]", "while True: m.append(m[:])"),
            ("m = [1]", "while True: m.append((1, 2))"), ("m = [1]", "while True: m.append(np.zeros(2000))"),
            ("m = []", "while True: m = [m, m]"), ("m = ()", "while True: m = (m,)"),
            ("m = {}", "while True: m = {1: m}"),
            ("f = lambda v: lambda: v", "while True: keep = f(keep)"),
        ]
        for (first, second) in dayShare(cells, of: 3) {
            let script = "keep = [1]\n\(first)\nkeep.append(2); \(second)\n"
            let folder = try ScratchFolder()
            let file = try folder.write("a.py", script.replacingOccurrences(of: "; while", with: "\nwhile"))
            // What takes little at a time takes long to use up much.
            let limit = second.contains("append") || !second.contains("while") ? 900_000 : 500_000
            let outcome = try Descent.shell("ulimit -v \(limit); \"$D\" run '\(file)'")
            #expect(outcome.status == 1, "\(second): \(outcome.status) \(outcome.errors.prefix(200))")
            let message = outcome.errors.prefix { $0 != "\n" }
            #expect(
                message.hasPrefix("error: out of memory") || message.hasPrefix("error: this takes"),
                "\(second): \(message)")
        }
        // A list that the cell made is emptied without memory, and a file's later cells see what was there.
        let folder = try ScratchFolder()
        let file = try folder.write(
            "a.session",
            """
            # descent 2
            # %% [1]
            keep = [1, 2]
            \(list)
            # %% [2]
            keep.append(3)
            while True: keep.append(keep[:])
            #! error: out of memory
            # %% [3]
            keep
            #> [1, 2]
            # %% [4]
            l.clear()
            len(l)
            #> 0

            """)
        let outcome = try Descent.shell("ulimit -v 900000; \"$D\" check '\(file)'")
        #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    }

    @Test("Ctrl-C in training erases the line and the ^C, and says what was kept") func interrupt() throws {
        let terminal = try PseudoTerminal(["-c", Self.training(epochs: 100_000_000)])
        terminal.wait(for: "epochs")
        terminal.type("\u{3}")
        terminal.wait(for: "^C")
        #expect(terminal.wait(for: "note: stopped after ").hasSuffix(Self.erasure))
        // The epochs are kept, but a run goes no further.
        #expect(terminal.status() == 130)
    }

    @Test(
        "Ctrl-C in training keeps the epochs that were finished, their prediction included",
        arguments: ["exact", "gram"])
    func kept(_ method: String) throws {
        let terminal = try PseudoTerminal([])
        func enter(_ cell: String) { terminal.type(cell + "\r") }
        terminal.wait(for: "In [1]: ")
        enter("seed(1); x = rand(20000, 50); y = rand(20000, 1); w0 = rand(50, 1); b0 = rand(1, 1); w = w0; b = b0")
        terminal.wait(for: "In [2]: ")
        enter("train(100000000, every=0, lr=1e-6, method='\(method)')")
        terminal.wait(for: "epochs")
        terminal.type("\u{3}")
        terminal.wait(for: "note: stopped after ")
        terminal.wait(for: "In [3]: ")
        enter("kept = [w, b, y_hat, losses]; n = len(losses); w = w0; b = b0")
        terminal.wait(for: "In [4]: ")
        enter("train(n, every=0, lr=1e-6, method='\(method)')")
        terminal.wait(for: "In [5]: ")
        enter("print('equal', n > 0, [bool((one == two).all()) for one, two in zip(kept, [w, b, y_hat, losses])])")
        #expect(terminal.wait(for: "In [6]: ").contains("equal True [True, True, True, True]"))
        enter("quit")
        #expect(terminal.status() == 0)
    }

    @Test("SIGTERM and SIGHUP erase the line and end the program", arguments: [SIGTERM, SIGHUP])
    func signals(_ signal: CInt) throws {
        let terminal = try PseudoTerminal(["-c", Self.training(epochs: 100_000_000)])
        terminal.wait(for: "epochs")
        terminal.send(signal)
        #expect(terminal.status() == 128 + signal)
        #expect(terminal.rest.hasSuffix(Self.erasure))
    }

    @Test("--threads says how many threads there are") func threads() throws {
        /// The most threads seen at once, watched until there are as many as expected.
        func most(_ limit: Int, expected: Int) throws -> Int {
            let terminal = try PseudoTerminal(
                ["--threads", String(limit), "-c", Self.training(epochs: 100_000_000)])
            terminal.wait(for: "epochs")
            var most = 0
            // While other programs want the processors, one thread works alone for a moment.
            for _ in 0..<(expected == .max ? 200 : 5000) where most < expected {
                most = max(most, terminal.threadCount)
                usleep(2000)
            }
            terminal.send(SIGTERM)
            #expect(terminal.status() == 128 + SIGTERM)
            return most
        }
        let alone = try most(1, expected: .max)
        #expect(alone > 0)
        #expect(try most(3, expected: alone + 2) == alone + 2)
    }

    @Test("is not shown on a dumb terminal") func dumb() throws {
        let cell = Self.training(epochs: Self.longEpochs)
        let terminal = try PseudoTerminal(["-c", cell], environment: ["TERM": "dumb"])
        #expect(terminal.status() == 0)
        #expect(terminal.rest == "done\r\n")
    }

    @Test("is not shown where standard error is no terminal") func pipe() throws {
        let outcome = try Descent.run(["--color", "always", "-c", Self.training(epochs: Self.longEpochs)])
        #expect(outcome.status == 0)
        #expect(outcome.output == "done\n" && outcome.errors == "")
    }

    @Test("Ctrl-C in a loop: the mark is ended, the place is told") func loop() throws {
        let terminal = try PseudoTerminal(["-c", "n = 1\nprint('ab', end='')\nwhile True: n = 2"])
        terminal.wait(for: "ab")
        terminal.type("\u{3}")
        // It may come before the loop begins.
        #expect(terminal.wait(for: "nothing changed").hasPrefix("^C\r\nerror: interrupted\r\n  at -c:"))
        #expect(terminal.status() == 130)
    }

    @Test("what is printed before it arrives before it") func lag() throws {
        // Printed at once, the second and third lines are kept back for a moment.
        let outcome = try Descent.shell(
            """
            coproc P { exec "$D" -c $'print(1)\\nprint(2)\\nprint(3)\\nwhile True: pass'; }
            for i in 1 2 3; do read -t 60 -r line <&${P[0]} && echo "got $line"; done
            kill -TERM $P_PID; wait $P_PID; echo "status $?"
            """)
        #expect(outcome.output == "got 1\ngot 2\ngot 3\nstatus 143\n")
    }

    @Test("a closed pipe ends the run quietly, on standard error too") func closedPipe() throws {
        let outcome = try Descent.shell(
            """
            exec 3> >(exit); wait $!
            "$D" -c 'x = there' 2>&3; echo "status $?"
            "$D" -c $'print(1)\\nwhile True: print(2)' | head -1; echo "status ${PIPESTATUS[0]}"
            """)
        #expect(outcome.output == "status 141\n1\nstatus 141\n")
        #expect(outcome.errors == "")
    }

    @Test(
        "cells from a pipe may have a byte-order mark, CRLF, and no last newline",
        arguments: ["x = 1\r\nif x:\r\n    print(x)\r\nx + 1", "\u{FEFF}x = 1\nif x:\n    print(x)\nx + 1"])
    func lineEnds(_ input: String) throws {
        let outcome = try Descent.run([], input: input)
        #expect(outcome.output == "1\n2\n" && outcome.errors == "")
        #expect(outcome.status == 0)
    }

    @Test(
        "input that stops in mid-cell says what is missing",
        arguments: [
            ("print(1)\nx = (1 +\n", "error: `(` is never closed\n  at standard input:2:5\n"),
            ("print(1)\ndef f():\n", "error: `def` needs a block\n  at standard input:2:9\n"),
            ("print(1)\nx = '''a\n", "error: this string is never closed\n  at standard input:2:5\n"),
        ])
    func midCell(_ input: String, _ said: String) throws {
        let outcome = try Descent.run([], input: input)
        #expect(outcome.output == "1\n" && outcome.status == 1)
        #expect(outcome.errors.hasPrefix(said), "\(outcome.errors)")
    }
}
